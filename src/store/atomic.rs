//! Writing a file whole or not at all.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::model::Timestamp;

/// Longest file name in bytes on the file systems in use.
const MAX_NAME: usize = 255;

/// Age after which a temporary file is what a crash left behind.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// How many links a path may go through.
const MAX_LINKS: usize = 40;

/// Replaces a file's content, or makes the file: at every moment the path holds the old bytes or the
/// new ones, and after `Ok` the new ones have reached the disk.
///
/// The bytes go to `~NAME.UNIQUE.tmp` in the same folder (a shape that sync tools leave alone), are
/// flushed and renamed; then the folder is flushed. Mode and, where the system lets us, owner of a
/// replaced file are kept; a new file gets the usual ones. A symbolic link stays and the file that
/// it names is replaced. `before_rename` is the last chance to refuse.
///
/// # Errors
/// What the system or `before_rename` said. The temporary file is gone then, and the old content is
/// in place, save where flushing the folder failed.
pub fn write_atomic(
    path: &Path,
    bytes: &[u8],
    unique: &str,
    before_rename: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    let target = real_path(path)?;
    let (folder, name) = split(&target)?;
    let temp = folder.join(temp_name(name, unique));
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temp)?;
    let written = fill(file, bytes, &target)
        .and_then(|()| before_rename())
        .and_then(|()| fs::rename(&temp, &target));
    if let Err(error) = written {
        // The first error is the one to tell; a leftover is swept a day later.
        let _ = fs::remove_file(&temp);
        return Err(error);
    }
    flush_folder(&folder)
}

fn fill(mut file: File, bytes: &[u8], target: &Path) -> io::Result<()> {
    file.write_all(bytes)?;
    match fs::metadata(target) {
        Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(old) => keep_owner_and_mode(&file, &old)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    file.sync_all()
}

#[cfg(unix)]
fn keep_owner_and_mode(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    if new.uid() != old.uid() || new.gid() != old.gid() {
        // Only root may give a file away, and a group must be one of ours: try both, then the group.
        if fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
            let _ = fchown(file, None, Some(old.gid()));
        }
    }
    // After the owner: changing it clears bits of the mode. Some file systems know no modes.
    match file.set_permissions(old.permissions()) {
        Err(error) if !is_unsupported(&error) => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn keep_owner_and_mode(_: &File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some network file systems can't, and a folder may be open to writing but not to reading.
        Err(error) if !is_unsupported(&error) => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn is_unsupported(error: &io::Error) -> bool {
    use io::ErrorKind as E;
    matches!(
        error.kind(),
        E::Unsupported | E::InvalidInput | E::PermissionDenied
    )
}

/// Removes what crashes left behind of earlier saves of this very file, a day after; failures wait
/// for the next time.
pub fn sweep_temps(path: &Path, now: Timestamp) {
    let Ok(target) = real_path(path) else { return };
    let Ok((folder, name)) = split(&target) else {
        return;
    };
    let start = temp_start(name);
    let now = SystemTime::from(now);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let bytes = name.as_encoded_bytes();
        let ours = bytes
            .strip_prefix(start.as_encoded_bytes())
            .and_then(|rest| rest.strip_suffix(b".tmp"))
            .is_some_and(|unique| !unique.is_empty() && !unique.contains(&b'.'));
        let stale = || {
            let changed = entry.metadata().and_then(|about| about.modified()).ok()?;
            Some(now.duration_since(changed).ok()? > STALE)
        };
        if ours && stale() == Some(true) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The file that a path names in the end, through symbolic links; it may not exist yet.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::symlink_metadata(&at) {
            Ok(about) if about.is_symlink() => {
                let to = fs::read_link(&at)?;
                at = at.parent().unwrap_or(Path::new("")).join(to);
            }
            Ok(_) => return Ok(at),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(at),
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Folder and name; the folder of a bare name is `.`.
fn split(path: &Path) -> io::Result<(PathBuf, &OsStr)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    Ok((folder, name))
}

fn temp_name(name: &OsStr, unique: &str) -> OsString {
    let unique: String = unique
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(64)
        .collect();
    let mut temp = temp_start(name);
    temp.push(unique);
    temp.push(".tmp");
    temp
}

/// `~NAME.`, the name cut so that a unique part of up to 64 bytes fits.
fn temp_start(name: &OsStr) -> OsString {
    let room = MAX_NAME - "~..tmp".len() - 64;
    let mut start = OsString::from("~");
    match name.to_str() {
        Some(name) => start.push(&name[..name.floor_char_boundary(room)]),
        None => start.push(name),
    }
    start.push(".");
    start
}
