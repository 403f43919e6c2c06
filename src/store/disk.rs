//! Reading files, and what the system's refusals mean to a person.

use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::files;
use crate::model::Problem;
use crate::msg;

/// Largest file that is read, in bytes: 512 MiB.
pub const MAX_FILE: u64 = 512 << 20;

/// Largest file that people may write by hand, in bytes: 8 MiB. Codebooks and sessions have a thousandth.
const MAX_BY_HAND: u64 = 8 << 20;

/// SHA-256 of a file's bytes as they are on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileHash([u8; 32]);

impl FileHash {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// As 64 hexadecimal digits.
    pub(super) fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Reads a whole file.
///
/// # Errors
/// A problem that says what to do when it is gone, a folder, not to be read, no ordinary file, or
/// larger than [`MAX_FILE`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    read(path, MAX_FILE).map_err(|fault| fault.at(path))
}

/// Reads at most so many bytes from the start of a file; nothing where it can't be read.
pub(super) fn read_start(path: &Path, most: u64) -> Vec<u8> {
    match files::about(path) {
        Ok(about) if about.is_file() => files::read(path, most, about.len()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// As [`read_bytes`]; `None` where there is no such file.
pub(super) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    match read(path, MAX_FILE) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(ReadFault::Io(error)) if is_absent(&error) => Ok(None),
        Err(fault) => Err(fault.at(path)),
    }
}

/// The same for a file that people may write by hand, which is never large.
pub(super) fn read_by_hand(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    match read(path, MAX_BY_HAND) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(ReadFault::Io(error)) if is_absent(&error) => Ok(None),
        Err(ReadFault::TooLarge(limit)) => {
            let what = msg!("file-too-large-by-hand", megabytes = megabytes(limit));
            Err(Problem::data(path, what))
        }
        Err(fault) => Err(fault.at(path)),
    }
}

/// Whether an error says that there is nothing under that path.
pub(super) fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind as E;
    // Where the name is longer than the file system takes, there can be no such file.
    matches!(
        error.kind(),
        E::NotFound | E::NotADirectory | E::InvalidFilename
    )
}

enum ReadFault {
    Folder,
    NoFile,
    TooLarge(u64),
    Io(io::Error),
}

impl ReadFault {
    fn at(self, path: &Path) -> Problem {
        match self {
            Self::Folder => Problem::data(path, msg!("file-is-folder")),
            Self::NoFile => Problem::data(path, msg!("file-is-device")),
            Self::TooLarge(limit) => {
                let what = msg!("file-too-large", megabytes = megabytes(limit));
                Problem::data(path, what)
            }
            Self::Io(error) => read_problem(path, &error),
        }
    }
}

pub(super) fn megabytes(bytes: u64) -> usize {
    usize::try_from(bytes >> 20).unwrap_or(usize::MAX)
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ReadFault> {
    // Asked before opening: to open a named pipe would wait for ever.
    let about = files::about(path).map_err(ReadFault::Io)?;
    if about.is_dir() {
        return Err(ReadFault::Folder);
    }
    if !about.is_file() {
        return Err(ReadFault::NoFile);
    }
    if about.len() > limit {
        return Err(ReadFault::TooLarge(limit));
    }
    // A file may grow while it is read.
    let bytes = files::read(path, limit + 1, about.len()).map_err(ReadFault::Io)?;
    if bytes.len() as u64 > limit {
        return Err(ReadFault::TooLarge(limit));
    }
    Ok(bytes)
}

/// What a failure to read means.
pub(super) fn read_problem(path: &Path, error: &io::Error) -> Problem {
    use io::ErrorKind as E;
    match error.kind() {
        _ if is_absent(error) => Problem::data(path, msg!("file-not-found")),
        E::PermissionDenied => Problem::environment(path, msg!("file-no-permission")),
        E::IsADirectory => Problem::data(path, msg!("file-is-folder")),
        _ if is_loop(error) => Problem::data(path, msg!("file-link-loop")),
        _ => Problem::environment(path, msg!("file-unreadable", reason = error.to_string())),
    }
}

/// Whether an error says that links lead round in a circle; the standard library has no stable name
/// for it.
fn is_loop(error: &io::Error) -> bool {
    let number = if cfg!(target_os = "linux") { 40 } else { 62 };
    cfg!(unix) && error.raw_os_error() == Some(number)
}

/// What a failure to write means.
pub(super) fn write_problem(path: &Path, error: &io::Error) -> Problem {
    use io::ErrorKind as E;
    let what = match error.kind() {
        E::PermissionDenied | E::ReadOnlyFilesystem => msg!("save-no-permission"),
        E::StorageFull | E::QuotaExceeded | E::FileTooLarge => msg!("save-disk-full"),
        E::NotFound => msg!("save-no-folder"),
        // Where a folder is to be made or entered.
        E::AlreadyExists | E::NotADirectory => msg!("save-file-in-the-way"),
        E::InvalidFilename => msg!("save-name-too-long"),
        E::IsADirectory => msg!("save-is-folder"),
        _ => msg!("save-failed", reason = error.to_string()),
    };
    Problem::environment(path, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(result: Result<Vec<u8>, Problem>) -> &'static str {
        result.map_or_else(|problem| problem.what.key, |_| "read")
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "abc").unwrap();
        assert_eq!(read_bytes(&file).unwrap(), b"abc");
        assert_eq!(
            key(read_bytes(&folder.path().join("b.txt"))),
            "file-not-found"
        );
        assert_eq!(key(read_bytes(&file.join("b.txt"))), "file-not-found");
        assert_eq!(key(read_bytes(folder.path())), "file-is-folder");
        assert!(matches!(read(&file, 2), Err(ReadFault::TooLarge(2))));
        assert_eq!(read_if_there(&folder.path().join("b.txt")), Ok(None));
        let long = folder.path().join("x".repeat(300));
        assert_eq!(key(read_bytes(&long)), "file-not-found");
        assert_eq!(read_if_there(&long), Ok(None));
        #[cfg(unix)]
        assert_eq!(key(read_bytes(Path::new("/dev/zero"))), "file-is-device");
    }
}
