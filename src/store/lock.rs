//! Keeping programs of one machine apart while they look at a file and replace it.
//!
//! The locks lie in the data folder, never beside an article: they mean nothing on another machine.
//! Where that folder can't be written, the file's own folder is locked without leaving anything there,
//! and where the system knows no locks, comparing hashes alone guards a save.
//!
//! A program that dies while it holds a lock leaves in it the name of the temporary file that it was
//! writing. Whoever takes the lock next knows that nobody writes that file any more, and removes it.

use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::files::{self, LockFile, folder_of};
use super::home::Home;
use crate::model::Problem;
use crate::msg;
use crate::text::sha256_hex;

/// How often a lock that another program holds is tried again, and how long between: ten seconds.
const ATTEMPTS: usize = 2000;
const PAUSE: Duration = Duration::from_millis(5);

/// A held lock; it ends when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: LockFile,
    /// Whether notes are for this file: a locked folder takes none.
    takes_notes: bool,
}

impl Lock {
    /// Notes the temporary file that is about to be made.
    pub(super) fn note(&self, temp: &Path) {
        let whole = std::path::absolute(temp).ok();
        if let Some(name) = whole.as_deref().and_then(Path::to_str)
            && self.takes_notes
        {
            // Without the note a leftover stays for a day.
            let _ = self.file.say(name);
        }
    }

    /// Removes what the last holder left behind if it died.
    fn clear_up(&self) {
        let said = match self.takes_notes {
            true => self.file.said().unwrap_or_default(),
            false => return,
        };
        if said.is_empty() {
            return;
        }
        let path = Path::new(&said);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_absolute() && name.starts_with('~') && name.ends_with(".tmp") {
            match files::remove(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return,
                _ => {}
            }
        }
        let _ = self.file.say("");
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.takes_notes && self.file.said().is_ok_and(|said| !said.is_empty()) {
            // What is noted is gone by now, or could not be removed; that is tried once more.
            self.clear_up();
        }
    }
}

/// Locks a path; `None` where nothing can be locked.
///
/// One of 256 lock files is used, by the hash of the path: they are few, and to wait for another
/// path's save does no harm.
///
/// # Errors
/// A problem where another program holds the lock for ten seconds: a save without it could lose what
/// that program writes.
pub(super) fn lock(home: &Home, path: &Path) -> Result<Option<Lock>, Problem> {
    lock_within(home, path, ATTEMPTS)
}

fn lock_within(home: &Home, path: &Path, attempts: usize) -> Result<Option<Lock>, Problem> {
    let file = open(home, path, "").map(|file| (file, true));
    let file = file.or_else(|_| LockFile::of_folder(&folder_of(path)).map(|file| (file, false)));
    let Ok((file, takes_notes)) = file else {
        return Ok(None);
    };
    let busy = || Problem::environment(path, msg!("save-busy"));
    let taken = take(file, attempts).map_err(|Busy| busy())?;
    Ok(taken.map(|file| {
        let lock = Lock { file, takes_notes };
        lock.clear_up();
        lock
    }))
}

/// Held by a program that is about to write a new reviewer's first file in a folder: two of them must
/// not take one person for two.
#[derive(Debug)]
pub struct FolderLock(#[allow(dead_code, reason = "held, not read")] LockFile);

/// Locks the folder of an article against other programs that do the same; saves go on beside it.
/// `None` where nothing can be locked.
///
/// # Errors
/// A problem where another program holds the lock for ten seconds.
pub fn lock_folder(home: &Home, article: &Path) -> Result<Option<FolderLock>, Problem> {
    let folder = article.parent().unwrap_or(Path::new(""));
    let Ok(file) = open(home, &folder.join("all"), "folder-") else {
        return Ok(None);
    };
    let busy = |Busy| Problem::environment(article, msg!("save-busy"));
    Ok(take(file, ATTEMPTS).map_err(busy)?.map(FolderLock))
}

/// Removes what saves left behind that were cut off on this machine.
pub fn clear_up(home: &Home) {
    let names = files::list(&home.data.join("locks"));
    for entry in names.into_iter().flatten().flatten() {
        let noted = entry.metadata().is_ok_and(|about| about.len() > 0);
        if noted && let Ok(file) = LockFile::open(&entry.path()) {
            // One that is held is cleared up by its holder.
            if matches!(file.try_take(), Ok(true)) {
                let takes_notes = true;
                drop(Lock { file, takes_notes });
            }
        }
    }
}

fn open(home: &Home, path: &Path, kind: &str) -> io::Result<LockFile> {
    let folder = home.data.join("locks");
    files::make_folder(&folder)?;
    let name = path.file_name().unwrap_or_default();
    // Two ways to one folder must lead to one lock.
    let whole = files::real(&folder_of(path)).map(|folder| folder.join(name));
    let whole = whole.or_else(|_| std::path::absolute(path))?;
    let hash = sha256_hex(&[whole.as_os_str().as_encoded_bytes()]);
    LockFile::open(&folder.join(format!("{kind}{}.lock", &hash[..2])))
}

/// Says that another program holds a lock.
struct Busy;

/// Takes a lock; `None` where the system knows none.
fn take(file: LockFile, attempts: usize) -> Result<Option<LockFile>, Busy> {
    for _ in 0..attempts {
        match file.try_take() {
            Ok(true) => return Ok(Some(file)),
            Ok(false) => thread::sleep(PAUSE),
            Err(_) => return Ok(None),
        }
    }
    Err(Busy)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_one_folder_lead_to_one_lock() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let home = Home {
            assets: None,
            seeds: None,
            saves: at("saves"),
            data: at("data"),
            config: at("config"),
        };
        std::fs::create_dir(at("news")).unwrap();
        std::os::unix::fs::symlink(at("news"), at("link")).unwrap();
        let held = lock(&home, &at("news/a.ann.ron")).unwrap();
        assert!(held.is_some());
        assert!(lock_within(&home, &at("link/a.ann.ron"), 1).is_err());
        drop(held);
        let held = lock_folder(&home, &at("news/a.txt")).unwrap();
        assert!(held.is_some());
        let other = open(&home, &at("link/all"), "folder-").unwrap();
        assert!(matches!(other.try_take(), Ok(false)));
    }
}
