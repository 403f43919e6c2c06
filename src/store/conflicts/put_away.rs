//! Where conflict copies go once everything in them is safely elsewhere: into the data folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::super::atomic::write_atomic;
use super::super::disk::{FileHash, is_absent, read_bytes, read_if_there, write_problem};
use super::super::files;
use super::super::home::Home;
use super::super::replace::Means;
use crate::model::Problem;
use crate::msg;

/// Most bytes and folders that are kept; of each, what was put away first goes first.
const MOST_BYTES: u64 = 256 << 20;
const MOST_FOLDERS: usize = 1_000;

/// The folder in which conflict copies are kept.
pub fn folder(home: &Home) -> PathBuf {
    home.data.join("merged")
}

/// Keeps a second copy of bytes in the data folder, under the name of the file that held them; gives
/// where, once they have reached the disk.
///
/// # Errors
/// A problem where nothing can be written there.
pub(super) fn keep(name: &Path, bytes: &[u8], means: Means<'_>) -> Result<PathBuf, Problem> {
    let name = name.file_name().unwrap_or_default();
    let day = means.now.to_string();
    let day = day.split('T').next().unwrap_or_default();
    let folder = folder(means.home).join(format!("{day}-{}", means.unique));
    files::make_lasting_folder(&folder).map_err(|error| write_problem(&folder, &error))?;
    let path = folder.join(name);
    write_atomic(&path, bytes, means.unique, || Ok(()))
        .map_err(|error| write_problem(&path, &error))?;
    make_room(means.home, &folder, MOST_BYTES, MOST_FOLDERS);
    Ok(path)
}

/// Moves a file into the data folder, if it still holds the bytes of that hash; gives where it is then.
/// `None` where it is gone: another machine was faster.
///
/// # Errors
/// A problem where it is another file by now, or can't be moved; it stays then.
pub(super) fn put_away(
    path: &Path,
    hash: FileHash,
    means: Means<'_>,
) -> Result<Option<PathBuf>, Problem> {
    let changed = || Problem::data(path, msg!("copy-changed-meanwhile"));
    let Some(bytes) = read_if_there(path)? else {
        return Ok(None);
    };
    if FileHash::of(&bytes) != hash {
        return Err(changed());
    }
    let kept = keep(path, &bytes, means)?;
    // Out of the way first and looked at again: what another program wrote a moment ago is put back.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = &name[..name.floor_char_boundary(180)];
    let aside = path.with_file_name(format!("~{name}.{}.tmp", means.unique));
    match files::rename(path, &aside) {
        Err(error) if is_absent(&error) => return Ok(Some(kept)),
        moved => moved.map_err(|error| write_problem(path, &error))?,
    }
    match read_bytes(&aside) {
        Ok(bytes) if FileHash::of(&bytes) == hash => {
            files::remove(&aside).map_err(|error| write_problem(&aside, &error))?;
            // Back after a power cut it would only be merged again.
            let _ = files::sync_folder(&files::folder_of(path));
            Ok(Some(kept))
        }
        _ => {
            put_back(&aside, path).map_err(|error| write_problem(&aside, &error))?;
            Err(changed())
        }
    }
}

/// Gives a file its name back, unless somebody took that meanwhile.
fn put_back(aside: &Path, path: &Path) -> io::Result<()> {
    files::link(aside, path)?;
    files::remove(aside)
}

/// Removes what was put away first until the rest is within the bounds; the newest always stays.
fn make_room(home: &Home, newest: &Path, most_bytes: u64, most_folders: usize) {
    let entries = fs::read_dir(folder(home)).into_iter().flatten().flatten();
    let mut folders: Vec<(SystemTime, u64, PathBuf)> = entries
        .filter_map(|entry| {
            let changed = entry.metadata().ok()?.modified().ok()?;
            let files = fs::read_dir(entry.path()).ok()?.flatten();
            let sizes = files.filter_map(|file| Some(file.metadata().ok()?.len()));
            Some((changed, sizes.sum(), entry.path()))
        })
        .collect();
    folders.sort();
    let mut bytes: u64 = folders.iter().map(|folder| folder.1).sum();
    let mut count = folders.len();
    for (_, size, path) in folders {
        if bytes <= most_bytes && count <= most_folders {
            return;
        }
        if path != newest && fs::remove_dir_all(&path).is_ok() {
            bytes -= size;
            count -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    #[test]
    fn only_what_was_merged_is_moved_and_the_oldest_go_first() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home {
            assets: None,
            seeds: None,
            saves: folder.path().join("saves"),
            data: folder.path().join("data"),
            config: folder.path().join("config"),
        };
        let means = |unique| Means {
            home: &home,
            unique,
            now: Timestamp::from_second(1_800_000_000).unwrap(),
        };
        let copy = folder.path().join("a copy.ron");
        fs::write(&copy, "one").unwrap();
        let other = FileHash::of(b"two");
        let problem = put_away(&copy, other, means("1")).unwrap_err();
        assert_eq!(problem.what.key, "copy-changed-meanwhile");
        assert_eq!(fs::read(&copy).unwrap(), b"one");
        let kept = put_away(&copy, FileHash::of(b"one"), means("2")).unwrap();
        let kept = kept.unwrap();
        assert!(kept.starts_with(&home.data) && kept.ends_with("2027-01-15-2/a copy.ron"));
        assert_eq!(fs::read(&kept).unwrap(), b"one");
        assert!(!copy.exists());
        // Another machine may have been faster.
        let gone = put_away(&copy, FileHash::of(b"one"), means("2"));
        assert_eq!(gone, Ok(None));
        // Nothing else is left where it lay.
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 1);
        // Where the data folder can't be written, the copy stays.
        let shut = Home {
            data: kept.clone(),
            ..home.clone()
        };
        fs::write(&copy, "one").unwrap();
        let means_shut = Means {
            home: &shut,
            ..means("3")
        };
        assert!(put_away(&copy, FileHash::of(b"one"), means_shut).is_err());
        assert_eq!(fs::read(&copy).unwrap(), b"one");
        let newer = keep(&copy, b"one", means("4")).unwrap();
        make_room(&home, newer.parent().unwrap(), 4, 9);
        assert!(!kept.exists() && newer.exists());
    }
}
