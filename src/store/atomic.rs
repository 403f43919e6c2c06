//! Writing a file whole or not at all.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::files::{self, Output, folder_of};
use super::lock::Lock;
use crate::model::Timestamp;

/// Longest file name in bytes on the file systems in use.
const MAX_NAME: usize = 255;

/// Age after which a temporary file is what a crash left behind, whatever machine it was on.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// How many links a path may go through.
const MAX_LINKS: usize = 40;

/// Marks the error with which a save stops because another program was faster.
#[derive(Debug, thiserror::Error)]
#[error("changed meanwhile")]
struct Changed;

/// Says that the file changed under a save.
pub(super) fn changed() -> io::Error {
    io::Error::other(Changed)
}

/// Whether it is such an error.
pub(super) fn is_changed(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Changed>())
}

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
    write_locked(path, bytes, unique, None, before_rename)
}

/// The same by a program that holds the lock of the path, where the name of the temporary file is
/// noted: whoever takes the lock next removes what a crash leaves behind.
pub(super) fn write_locked(
    path: &Path,
    bytes: &[u8],
    unique: &str,
    lock: Option<&Lock>,
    before_rename: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    let target = real_path(path)?;
    let name = target.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let folder = folder_of(&target);
    let temp = folder.join(temp_name(name, unique));
    if let Some(lock) = lock {
        lock.note(&temp);
    }
    let made = Output::create(&temp).inspect_err(|error| {
        // A network drive may have made it all the same.
        if error.kind() != io::ErrorKind::AlreadyExists {
            let _ = files::remove(&temp);
        }
    });
    let written = made.and_then(|file| {
        let renamed = fill(file, bytes, &target)
            .and_then(|()| before_rename())
            .and_then(|()| files::rename(&temp, &target));
        renamed.map_err(|error| match is_taken_away(&error, &temp, &folder) {
            true => changed(),
            false => {
                // The first error is the one to tell; a leftover is swept by a later save.
                let _ = files::remove(&temp);
                error
            }
        })
    });
    written?;
    files::sync_folder(&folder)
}

/// Whether a renaming failed because somebody took the temporary file for a leftover.
fn is_taken_away(error: &io::Error, temp: &Path, folder: &Path) -> bool {
    let is_gone = |found: io::Result<_>| matches!(found, Err(error) if error.kind() == io::ErrorKind::NotFound);
    error.kind() == io::ErrorKind::NotFound
        && is_gone(files::about_link(temp))
        && files::about(folder).is_ok_and(|about| about.is_dir())
}

fn fill(mut file: Output, bytes: &[u8], target: &Path) -> io::Result<()> {
    file.write(bytes)?;
    match files::about(target) {
        Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(old) => file.keep_owner_and_mode(&old)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    file.sync()
}

/// Removes what crashes left behind of earlier saves of this very file, a day after; failures wait
/// for the next time.
pub fn sweep_temps(path: &Path, now: Timestamp) {
    let Ok(target) = real_path(path) else { return };
    let Some(name) = target.file_name() else {
        return;
    };
    let start = temp_start(name);
    let now = SystemTime::from(now);
    for entry in files::list(&folder_of(&target))
        .into_iter()
        .flatten()
        .flatten()
    {
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
            let _ = files::remove(&entry.path());
        }
    }
}

/// The file that a path names in the end, through symbolic links; it may not exist yet.
pub(super) fn real_path(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..MAX_LINKS {
        match files::about_link(&at) {
            Ok(about) if about.is_symlink() => {
                let to = files::link_target(&at)?;
                at = at.parent().unwrap_or(Path::new("")).join(to);
            }
            Ok(_) => return Ok(at),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(at),
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("too many symbolic links"))
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
