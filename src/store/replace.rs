//! Replacing a file that others may write too: look, merge, write, and start again where it changed.

use std::io;
use std::path::Path;

use super::atomic::{changed, is_changed, real_path, sweep_temps, write_locked};
use super::disk::{FileHash, MAX_FILE, megabytes, read_if_there, write_problem};
use super::files;
use super::home::Home;
use super::lock::lock;
use crate::model::{Problem, Timestamp};
use crate::msg;

/// How often a save starts again because the file changed while it was written.
const ATTEMPTS: usize = 8;

/// What every save needs from outside.
#[derive(Clone, Copy)]
pub(super) struct Means<'a> {
    pub(super) home: &'a Home,
    /// Part of the name of the temporary file.
    pub(super) unique: &'a str,
    pub(super) now: Timestamp,
}

/// A file as a save found it.
pub(super) struct OnDisk {
    pub(super) hash: FileHash,
    pub(super) bytes: Vec<u8>,
}

/// Why a save at one place did not happen.
pub(super) enum Refusal {
    /// The place can't be written: try the other one.
    Place(io::Error),
    /// Anything else.
    Problem(Problem),
}

impl Refusal {
    /// Where there is no other place.
    pub(super) fn last(self, path: &Path) -> Problem {
        match self {
            Self::Place(error) => write_problem(path, &error),
            Self::Problem(problem) => problem,
        }
    }
}

/// Writes what `content` makes of the file on disk, and gives the hash of what is there then.
///
/// `content` is asked again, with the newer file, where that changed before it could be replaced. A
/// file that says the same already is left alone, but made sure of: a save that was cut off may have
/// written it.
pub(super) fn replace(
    path: &Path,
    means: Means<'_>,
    mut content: impl FnMut(Option<&OnDisk>) -> Result<String, Problem>,
) -> Result<FileHash, Refusal> {
    let lock = lock(means.home, path).map_err(Refusal::Problem)?;
    sweep_temps(path, means.now);
    for _ in 0..ATTEMPTS {
        let disk = on_disk(path).map_err(Refusal::Problem)?;
        let text = content(disk.as_ref()).map_err(Refusal::Problem)?;
        // What could not be read again is not written.
        if let Some(problem) = too_large(path, text.len()) {
            return Err(Refusal::Problem(problem));
        }
        let old = disk.map(|disk| disk.hash);
        let new = FileHash::of(text.as_bytes());
        let written = match old == Some(new) {
            true => real_path(path).and_then(|target| files::settle(&target)),
            false => {
                let still = || unchanged(path, old);
                write_locked(path, text.as_bytes(), means.unique, lock.as_ref(), still)
            }
        };
        match written {
            Ok(()) => return Ok(new),
            Err(error) if is_changed(&error) => {}
            Err(error) if is_refused_place(&error) => return Err(Refusal::Place(error)),
            Err(error) => return Err(Refusal::Problem(write_problem(path, &error))),
        }
    }
    let what = msg!("save-keeps-changing");
    Err(Refusal::Problem(Problem::environment(path, what)))
}

fn too_large(path: &Path, bytes: usize) -> Option<Problem> {
    let what = || msg!("save-too-large", megabytes = megabytes(MAX_FILE));
    (bytes as u64 > MAX_FILE).then(|| Problem::data(path, what()))
}

/// Refuses a file that is a link to a place outside its own folder: one that somebody put beside an
/// article must not send a save anywhere else.
pub(super) fn not_led_away(path: &Path) -> Result<(), Problem> {
    let is_link = files::about_link(path).is_ok_and(|about| about.is_symlink());
    let real_folder = |path: &Path| files::real(&files::folder_of(path)).ok();
    let inside = || {
        let target = real_path(path).ok()?;
        Some(real_folder(&target)?.starts_with(real_folder(path)?))
    };
    match is_link && inside() != Some(true) {
        true => Err(Problem::data(path, msg!("save-link-outside"))),
        false => Ok(()),
    }
}

/// What is under a path; `None` where nothing is.
pub(super) fn on_disk(path: &Path) -> Result<Option<OnDisk>, Problem> {
    let bytes = read_if_there(path)?;
    Ok(bytes.map(|bytes| OnDisk {
        hash: FileHash::of(&bytes),
        bytes,
    }))
}

/// The last look before a rename: whether the file is still the one that was read.
fn unchanged(path: &Path, hash: Option<FileHash>) -> io::Result<()> {
    match on_disk(path) {
        Ok(disk) if disk.as_ref().map(|disk| disk.hash) == hash => Ok(()),
        _ => Err(changed()),
    }
}

/// Whether an error says that nothing can be written at that place, whatever it is: no rights, a
/// read-only disk, no such folder. A full disk is none of these.
fn is_refused_place(error: &io::Error) -> bool {
    use io::ErrorKind as E;
    matches!(
        error.kind(),
        E::PermissionDenied
            | E::ReadOnlyFilesystem
            | E::NotFound
            | E::NotADirectory
            | E::Unsupported
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_place_that_cannot_be_written_falls_back() {
        let refused = |number| is_refused_place(&io::Error::from_raw_os_error(number));
        if cfg!(target_os = "linux") {
            // EPERM, ENOENT, EACCES, ENOTDIR, EROFS; EIO, EISDIR, ENOSPC, ENAMETOOLONG, EDQUOT.
            assert!([1, 2, 13, 20, 30].into_iter().all(refused));
            assert!(![5, 21, 28, 36, 122].into_iter().any(refused));
        }
    }

    #[test]
    fn what_is_longer_than_what_is_read_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let path = at("a.ron");
        std::fs::write(&path, "old").unwrap();
        let home = Home {
            assets: None,
            seeds: None,
            saves: at("saves"),
            data: at("data"),
            config: at("config"),
        };
        let means = Means {
            home: &home,
            unique: "1",
            now: Timestamp::now(),
        };
        let most = usize::try_from(MAX_FILE).unwrap();
        let written = replace(&path, means, |_| {
            Ok(String::from_utf8(vec![0; most + 1]).unwrap())
        });
        let Err(Refusal::Problem(problem)) = written else {
            panic!("saved")
        };
        assert_eq!(problem.what.key, "save-too-large");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(too_large(&path, most), None);
    }

    #[test]
    fn a_file_that_changes_under_the_pen_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let path = at("a.ron");
        let home = Home {
            assets: None,
            seeds: None,
            saves: at("saves"),
            data: at("data"),
            config: at("config"),
        };
        let means = Means {
            home: &home,
            unique: "1",
            now: Timestamp::now(),
        };
        // The first two times somebody writes between the look and the rename.
        let mut looks = Vec::new();
        let written = replace(&path, means, |disk| {
            let seen = disk.map(|disk| String::from_utf8(disk.bytes.clone()).unwrap());
            looks.push(seen.clone());
            if looks.len() < 3 {
                std::fs::write(&path, format!("theirs {}", looks.len())).unwrap();
            }
            Ok(format!("mine over {seen:?}"))
        });
        assert!(written.is_ok());
        assert_eq!(
            looks,
            [None, Some("theirs 1".into()), Some("theirs 2".into())]
        );
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, "mine over Some(\"theirs 2\")");
        // Somebody who never stops wins, and nothing of ours is left behind.
        let mut turn = 0;
        let refused = replace(&path, means, |_| {
            turn += 1;
            std::fs::write(&path, turn.to_string()).unwrap();
            Ok(String::from("mine"))
        });
        let Err(Refusal::Problem(problem)) = refused else {
            panic!("saved")
        };
        assert_eq!(problem.what.key, "save-keeps-changing");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), turn.to_string());
        let temps = std::fs::read_dir(folder.path()).unwrap().flatten();
        assert!(
            !temps
                .into_iter()
                .any(|e| e.file_name().to_string_lossy().starts_with('~'))
        );
    }
}
