//! Keeping programs of one machine apart while they look at a file and replace it.
//!
//! The locks lie in the data folder, never beside an article: they mean nothing on another machine.
//! A save goes on without one where there is none to be had; comparing hashes still guards it.

use std::fs::{self, File};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::home::Home;
use crate::text::sha256_hex;

/// How often a lock that another program holds is tried again, and how long between.
const ATTEMPTS: usize = 400;
const PAUSE: Duration = Duration::from_millis(5);

/// A held lock; it ends when dropped.
#[derive(Debug)]
pub(super) struct Lock(#[allow(dead_code, reason = "held, not read")] File);

/// Locks a path, as far as that can be done within two seconds.
///
/// One of 64 lock files is used, by the hash of the path: they are few, and to wait for another
/// path's save does no harm.
pub(super) fn lock(home: &Home, path: &Path) -> Option<Lock> {
    lock_as(home, path, "")
}

/// Held by a program that is about to write a new reviewer's first file in a folder: two of them must
/// not take one person for two.
#[derive(Debug)]
pub struct FolderLock(#[allow(dead_code, reason = "held, not read")] Lock);

/// Locks the folder of an article against other programs that do the same; saves go on beside it.
pub fn lock_folder(home: &Home, article: &Path) -> Option<FolderLock> {
    let folder = article.parent().unwrap_or(Path::new(""));
    // The empty path has no absolute one.
    lock_as(home, &folder.join("."), "folder-").map(FolderLock)
}

fn lock_as(home: &Home, path: &Path, kind: &str) -> Option<Lock> {
    let folder = home.data.join("locks");
    fs::create_dir_all(&folder).ok()?;
    let whole = std::path::absolute(path).ok()?;
    let hash = sha256_hex(&[whole.as_os_str().as_encoded_bytes()]);
    let number = u8::from_str_radix(&hash[..2], 16).ok()? % 64;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(format!("{kind}{number:02}.lock")))
        .ok()?;
    for _ in 0..ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Some(Lock(file)),
            Err(fs::TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(fs::TryLockError::Error(_)) => return None,
        }
    }
    None
}
