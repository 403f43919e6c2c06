//! [`Witness`]: what a test puts on a folder to see, to fail or to cut short each call made below it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// One call to the file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call<'a> {
    /// Asking what stands under a path, or where a link leads.
    About(&'a Path),
    /// Listing a folder.
    List(&'a Path),
    /// Reading a file.
    Read(&'a Path),
    /// Making a folder.
    MakeFolder(&'a Path),
    /// Making a file that is not there yet.
    Create(&'a Path),
    /// Writing bytes where the last write to the file ended.
    Write {
        /// The file.
        path: &'a Path,
        /// The bytes; after the call those that were taken.
        bytes: &'a [u8],
    },
    /// Cutting a file to a length in bytes.
    Cut {
        /// The file.
        path: &'a Path,
        /// Its length then.
        length: u64,
    },
    /// Giving a file an owner.
    Owner(&'a Path),
    /// Giving a file a mode.
    Mode(&'a Path),
    /// Giving a file a time.
    Time(&'a Path),
    /// Waiting until a file's content has reached the disk.
    Sync(&'a Path),
    /// Giving a file another name.
    Rename {
        /// Its name before.
        from: &'a Path,
        /// Its name after, whatever had that name before.
        to: &'a Path,
    },
    /// Giving a file a second name, which nothing has yet.
    Link {
        /// Its name.
        from: &'a Path,
        /// The second one.
        to: &'a Path,
    },
    /// Waiting until the names in a folder have reached the disk.
    SyncFolder(&'a Path),
    /// Removing a file.
    Remove(&'a Path),
    /// Opening or taking a lock, or writing into its file.
    Lock(&'a Path),
}

impl<'a> Call<'a> {
    /// The path that the call is about; of a renaming or a second name the one before.
    pub fn path(&self) -> &'a Path {
        match *self {
            Self::About(path)
            | Self::List(path)
            | Self::Read(path)
            | Self::MakeFolder(path)
            | Self::Create(path)
            | Self::Write { path, .. }
            | Self::Cut { path, .. }
            | Self::Owner(path)
            | Self::Mode(path)
            | Self::Time(path)
            | Self::Sync(path)
            | Self::Rename { from: path, .. }
            | Self::Link { from: path, .. }
            | Self::SyncFolder(path)
            | Self::Remove(path)
            | Self::Lock(path) => path,
        }
    }
}

/// How a call goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// As it is.
    Whole,
    /// A write takes at most so many bytes.
    Part(usize),
}

/// Sees every call below a folder.
pub trait Witness: Send + Sync {
    /// Asked before a call.
    ///
    /// # Errors
    /// What the call fails with instead of being made.
    fn before(&self, call: &Call<'_>) -> io::Result<Step>;

    /// Told of a call that was made and went well.
    ///
    /// # Errors
    /// What the call fails with although it was made.
    fn after(&self, call: &Call<'_>) -> io::Result<()>;
}

/// A witness with the folder that it is on, and its number.
type Entry = (u64, PathBuf, Arc<dyn Witness>);

static ENTRIES: RwLock<Vec<Entry>> = RwLock::new(Vec::new());

/// How many there are: the program, which has none, takes no lock.
static COUNT: AtomicUsize = AtomicUsize::new(0);

static NEXT: AtomicU64 = AtomicU64::new(0);

/// A witness in its place; it leaves when this is dropped.
#[derive(Debug)]
#[must_use = "the witness leaves when this is dropped"]
pub struct Watched(u64);

/// Puts a witness on everything that this process does below a folder, on whatever thread.
pub fn watch(folder: &Path, witness: Arc<dyn Witness>) -> Watched {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut entries = ENTRIES.write().unwrap_or_else(PoisonError::into_inner);
    entries.push((number, folder.to_owned(), witness));
    COUNT.store(entries.len(), Ordering::Release);
    Watched(number)
}

impl Drop for Watched {
    fn drop(&mut self) {
        let mut entries = ENTRIES.write().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|(number, ..)| *number != self.0);
        COUNT.store(entries.len(), Ordering::Release);
    }
}

/// The witness on a path, if there is one.
pub(super) fn of(path: &Path) -> Option<Arc<dyn Witness>> {
    if COUNT.load(Ordering::Acquire) == 0 {
        return None;
    }
    let entries = ENTRIES.read().unwrap_or_else(PoisonError::into_inner);
    let mut entries = entries.iter().rev();
    let (.., witness) = entries.find(|(_, folder, _)| path.starts_with(folder))?;
    Some(Arc::clone(witness))
}
