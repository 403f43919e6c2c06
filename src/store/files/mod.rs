//! Every call to the file system that reading or saving makes, each in a function of its own, so that
//! tests can fail any one of them.
//!
//! The rest of `store` asks here and leaves `std::fs` alone. A call that a signal interrupted is made
//! again, and a write that took a part of the bytes goes on with the rest. A test that has put a
//! [`Witness`] on a folder is asked before each call on a path below it and told after it; the program
//! itself never does.

mod witness;

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use witness::{Call, Step, Watched, Witness, watch};

/// How often a call that was interrupted is made again.
const MOST_INTERRUPTIONS: usize = 100;

/// How many folders above one are made sure of: those that a first start makes.
const ABOVE: usize = 4;

/// Makes a call, as often as a signal interrupts it.
fn make<T>(call: Call<'_>, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 0..MOST_INTERRUPTIONS {
        match once(call, |_| act()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
    once(call, |_| act())
}

/// Makes a call once; `act` is told how many bytes it may take.
fn once<T>(call: Call<'_>, act: impl FnOnce(usize) -> io::Result<T>) -> io::Result<T> {
    let Some(witness) = witness::of(call.path()) else {
        return act(usize::MAX);
    };
    let most = match witness.before(&call)? {
        Step::Whole => usize::MAX,
        Step::Part(bytes) => bytes,
    };
    let result = act(most)?;
    match call {
        Call::Write { path, bytes } => {
            let bytes = &bytes[..bytes.len().min(most)];
            witness.after(&Call::Write { path, bytes })?;
        }
        call => witness.after(&call)?,
    }
    Ok(result)
}

/// What is known of the file that a path leads to.
pub(super) fn about(path: &Path) -> io::Result<Metadata> {
    make(Call::About(path), || fs::metadata(path))
}

/// What is known of what stands under a path, be it a link.
pub(super) fn about_link(path: &Path) -> io::Result<Metadata> {
    make(Call::About(path), || fs::symlink_metadata(path))
}

/// Where a symbolic link leads.
pub(super) fn link_target(path: &Path) -> io::Result<PathBuf> {
    make(Call::About(path), || fs::read_link(path))
}

/// A path without links and dots.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    make(Call::About(path), || fs::canonicalize(path))
}

/// What stands in a folder.
pub(super) fn list(folder: &Path) -> io::Result<fs::ReadDir> {
    make(Call::List(folder), || fs::read_dir(folder))
}

/// At most so many bytes from the start of a file.
pub(super) fn read(path: &Path, most: u64, expected: u64) -> io::Result<Vec<u8>> {
    make(Call::Read(path), || {
        let mut bytes = Vec::with_capacity(usize::try_from(expected.min(most)).unwrap_or(0));
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    })
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Output {
    file: File,
    path: PathBuf,
}

impl Output {
    /// Makes a file that must not be there yet.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        Self::open(
            Call::Create(path),
            OpenOptions::new().write(true).create_new(true),
        )
    }

    /// The same, and locks it as long as this is open.
    pub(super) fn create_locked(path: &Path) -> io::Result<Self> {
        let made = Self::create(path)?;
        match make(Call::Lock(path), || Ok(made.file.try_lock()?)) {
            Ok(()) => Ok(made),
            Err(error) => {
                let _ = remove(path);
                Err(error)
            }
        }
    }

    fn open(call: Call<'_>, options: &OpenOptions) -> io::Result<Self> {
        let path = call.path();
        let file = make(call, || options.open(path))?;
        let path = path.to_owned();
        Ok(Self { file, path })
    }

    /// Writes all the bytes where the last write ended.
    pub(super) fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        let Self { file, path } = self;
        while !bytes.is_empty() {
            let call = Call::Write { path, bytes };
            let written = once(call, |most| file.write(&bytes[..bytes.len().min(most)]));
            match written {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Waits until what was written has reached the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        make(Call::Sync(&self.path), || self.file.sync_all())
    }

    /// Cuts off what was written behind a length in bytes. More may not be written then.
    pub(super) fn cut(&mut self, length: u64) -> io::Result<()> {
        let Self { file, path } = self;
        make(Call::Cut { path, length }, || file.set_len(length))
    }

    /// Whether the path still leads to this file, and it has that length in bytes.
    pub(super) fn is_there(&self, length: u64) -> io::Result<bool> {
        let there = about(&self.path)?;
        let same = is_same(&there, &self.file.metadata()?);
        Ok(same && there.len() == length)
    }

    /// Gives the file the owner, as far as the system lets us, and the mode of another.
    #[cfg(unix)]
    pub(super) fn keep_owner_and_mode(&self, old: &Metadata) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let (file, path) = (&self.file, self.path.as_path());
        let new = make(Call::About(path), || file.metadata())?;
        if new.uid() != old.uid() || new.gid() != old.gid() {
            // Only root may give a file away, and a group must be one of ours: try both, then the group.
            let give = |owner| make(Call::Owner(path), || fchown(file, owner, Some(old.gid())));
            let _ = give(Some(old.uid())).or_else(|_| give(None));
        }
        // After the owner: changing it clears bits of the mode. Some file systems know no modes.
        match make(Call::Mode(path), || file.set_permissions(old.permissions())) {
            Err(error) if !is_unsupported(&error) => Err(error),
            _ => Ok(()),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn keep_owner_and_mode(&self, _: &Metadata) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// A file whose only purpose is to be locked, with a word in it.
#[derive(Debug)]
pub(super) struct LockFile {
    file: File,
    path: PathBuf,
}

impl LockFile {
    /// Opens it; it is made where it is missing.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let file = make(Call::Lock(path), || options.open(path))?;
        let path = path.to_owned();
        Ok(Self { file, path })
    }

    /// Opens a file that is there.
    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        let options = OpenOptions::new().read(true).write(true).to_owned();
        let file = make(Call::Lock(path), || options.open(path))?;
        let path = path.to_owned();
        Ok(Self { file, path })
    }

    /// Opens a folder to be locked itself.
    pub(super) fn of_folder(path: &Path) -> io::Result<Self> {
        let file = make(Call::Lock(path), || File::open(path))?;
        let path = path.to_owned();
        Ok(Self { file, path })
    }

    /// Takes the lock; false where another program holds it. It ends with this value.
    pub(super) fn try_take(&self) -> io::Result<bool> {
        make(Call::Lock(&self.path), || match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(error)) => Err(error),
        })
    }

    /// The word in it.
    pub(super) fn said(&self) -> io::Result<String> {
        make(Call::Lock(&self.path), || {
            let mut said = String::new();
            let mut file = &self.file;
            file.seek(io::SeekFrom::Start(0))?;
            file.read_to_string(&mut said)?;
            Ok(said)
        })
    }

    /// Puts a word into it.
    pub(super) fn say(&self, word: &str) -> io::Result<()> {
        make(Call::Lock(&self.path), || {
            let mut file = &self.file;
            file.set_len(0)?;
            file.seek(io::SeekFrom::Start(0))?;
            file.write_all(word.as_bytes())
        })
    }
}

/// Gives a file another name in the same folder, in place of what has that name.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    make(Call::Rename { from, to }, || fs::rename(from, to))
}

/// Gives a file a second name.
///
/// # Errors
/// Where something has that name already, and what the system says.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    make(Call::Link { from, to }, || fs::hard_link(from, to))
}

/// Removes a file.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    make(Call::Remove(path), || fs::remove_file(path))
}

/// Notes when a file was last of use.
pub(super) fn set_modified(path: &Path, time: SystemTime) -> io::Result<()> {
    make(Call::Time(path), || {
        File::options().write(true).open(path)?.set_modified(time)
    })
}

/// Waits until a file that some program wrote, and its name, have reached the disk.
pub(super) fn settle(path: &Path) -> io::Result<()> {
    let synced = make(Call::Sync(path), || {
        // Only Windows asks for the right to write.
        let file = OpenOptions::new()
            .read(true)
            .write(cfg!(windows))
            .open(path)?;
        file.sync_all()
    });
    match synced {
        Err(error) if !is_unsupported(&error) => Err(error),
        _ => sync_folder(&folder_of(path)),
    }
}

/// Waits until the names in a folder have reached the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    let synced = make(Call::SyncFolder(folder), || File::open(folder)?.sync_all());
    match synced {
        // Some network file systems can't, and a folder may be open to writing but not to reading.
        Err(error) if !is_unsupported(&error) => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn is_unsupported(error: &io::Error) -> bool {
    use io::ErrorKind as E;
    matches!(
        error.kind(),
        E::Unsupported | E::InvalidInput | E::PermissionDenied
    )
}

/// Makes a folder and those above it where they are missing.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if about(folder).is_ok_and(|about| about.is_dir()) {
        return Ok(());
    }
    let one = || make(Call::MakeFolder(folder), || fs::create_dir(folder));
    let made = match one() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let above = folder
                .parent()
                .filter(|above| !above.as_os_str().is_empty());
            make_folder(above.ok_or(error)?)?;
            one()
        }
        made => made,
    };
    match made {
        // Another program was faster.
        Err(_) if about(folder).is_ok_and(|about| about.is_dir()) => Ok(()),
        made => made,
    }
}

/// The same, and waits until the folder has reached the disk. One that was there may have been made
/// by a program that did not get so far.
pub(super) fn make_lasting_folder(folder: &Path) -> io::Result<()> {
    make_folder(folder)?;
    let mut at = folder.to_owned();
    for _ in 0..ABOVE {
        let above = folder_of(&at);
        if above == at {
            break;
        }
        sync_folder(&above)?;
        at = above;
    }
    Ok(())
}

/// The folder that a path's name stands in; that of a bare name is `.`.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        Some(_) => PathBuf::from("."),
        // The root itself.
        None => path.to_owned(),
    }
}
