//! Adding to a journal.

use std::io;
use std::path::{Path, PathBuf};

use super::super::disk::write_problem;
use super::super::files::{self, Output};
use super::super::format::journal;
use super::super::home::Home;
use super::frames::frame;
use super::{folder, name_of};
use crate::edit::{Changes, later};
use crate::model::{Problem, Reading, Timestamp};

/// A journal that this program adds to. It stays on disk when this is dropped, for whoever reads the
/// article next.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// Locked: as long as it is open nobody takes the journal for one that a crash left.
    file: Output,
    /// Bytes that have reached the disk.
    length: u64,
    records: usize,
    last: Option<Timestamp>,
}

impl Journal {
    /// Makes a journal with a first record of changes; after `Ok` it has reached the disk. `reading` says
    /// whose reading of which text it is, `unique` is part of the name.
    ///
    /// # Errors
    /// A problem where the data folder can't be written or knows no locks. Nothing is left there then.
    pub fn create(
        home: &Home,
        article: &Path,
        reading: &Reading,
        changes: &Changes,
        unique: &str,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let folder = folder(home);
        let path = folder.join(name_of(article, reading.reviewer.id, unique));
        let start = || {
            files::make_lasting_folder(&folder)?;
            // Whoever looks for what crashes left may be faster, and takes an empty one away.
            Output::create_locked(&path)
        };
        let mut made = Self {
            file: start().map_err(|error| write_problem(&path, &error))?,
            path: path.clone(),
            length: 0,
            records: 0,
            last: None,
        };
        let head = frame(0, &journal::head(reading));
        let first = head + &made.record(1, changes, now);
        let written = made
            .write(&first)
            .and_then(|()| files::sync_folder(&folder));
        match written {
            Ok(()) => {
                made.records = 2;
                Ok(made)
            }
            Err(error) => {
                let _ = files::remove(&made.path);
                Err(write_problem(&path, &error))
            }
        }
    }

    /// Adds changes; after `Ok` they have reached the disk.
    ///
    /// # Errors
    /// A problem where they can't be written. What was written of them is cut off again; the journal
    /// is of no more use for adding then.
    pub fn append(&mut self, changes: &Changes, now: Timestamp) -> Result<(), Problem> {
        let record = self.record(self.records, changes, now);
        self.write(&record)
            .map_err(|error| write_problem(&self.path, &error))?;
        self.records += 1;
        Ok(())
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How long it is, in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Removes it, once all that it says is in the annotation file.
    pub fn remove(self) {
        // Where that fails, it is there once more at the next start and changes nothing.
        if files::remove(&self.path).is_ok()
            && let Some(folder) = self.path.parent()
        {
            let _ = files::sync_folder(folder);
        }
    }

    /// Records of one journal rise in time, whatever the clock does.
    fn record(&mut self, number: usize, changes: &Changes, now: Timestamp) -> String {
        let at = later(now, self.last);
        self.last = Some(at);
        frame(number, &journal::record(changes, at))
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        // What is added to a file that somebody removed is lost.
        if !self.file.is_there(self.length)? {
            return Err(io::ErrorKind::NotFound.into());
        }
        let written = self.file.write(text.as_bytes());
        match written.and_then(|()| self.file.sync()) {
            Ok(()) => {
                self.length += text.len() as u64;
                Ok(())
            }
            Err(error) => {
                // The first error is the one to tell; half a record is read as none.
                let _ = self.file.cut(self.length);
                Err(error)
            }
        }
    }
}
