//! Writing annotation files: never over what somebody else wrote meanwhile.

use std::io;
use std::path::{Path, PathBuf};

use super::super::atomic::{sweep_temps, write_atomic};
use super::super::disk::{FileHash, read_bytes, write_problem};
use super::super::format::{annotations, text_of};
use super::super::home::Home;
use super::super::paths::fallback_folder;
use super::load::{OnDisk, on_disk, spelled_otherwise};
use super::{DiskState, Seen, annotation_path, fallback_path};
use crate::edit::merge;
use crate::model::{Problem, Reading, Timestamp, file_key};
use crate::msg;

/// How often a save starts again because the file changed while it was written.
const ATTEMPTS: usize = 8;

/// What a save did.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The file that was written.
    pub path: PathBuf,
    /// For the next save.
    pub disk_state: DiskState,
    /// Whether it went to `saves/` because the article's folder can't be written.
    pub fell_back: bool,
    /// The reading as written where the file had changed meanwhile; what is open must become this.
    pub merged: Option<Reading>,
}

impl Saved {
    /// What a person should know: that the file is not beside the article.
    pub fn note(&self) -> Option<Problem> {
        let note = Problem::environment(&self.path, msg!("save-fell-back")).note();
        self.fell_back.then_some(note)
    }
}

/// Saves a reading beside its article, or in `saves/` where the folder can't be written.
///
/// `last` is what the reading's load or last save gave, `None` for a new one. Where the file on disk
/// is another by now, both are merged and the merged reading is written and returned. `unique` is
/// part of the name of the temporary file; `now` tells which older ones are left over from a crash.
///
/// # Errors
/// A problem where the file on disk is broken, newer than the program, edited by hand or another
/// person's of the same pseudonym (it is left as it is), and where the system refuses. Nothing was
/// changed then.
pub fn save_reading(
    reading: &Reading,
    article: &Path,
    home: &Home,
    last: Option<DiskState>,
    unique: &str,
    now: Timestamp,
) -> Result<Saved, Problem> {
    let last = last.unwrap_or_default();
    let beside = annotation_path(article, &reading.reviewer.name);
    let folder = article.parent().unwrap_or(Path::new(""));
    let target = existing(article, folder, reading, beside);
    let save = Save {
        reading,
        unique,
        now,
    };
    match save.at(&target, last.beside) {
        Ok(written) => {
            let mut saved = Saved {
                path: target,
                disk_state: DiskState {
                    beside: Some(written.seen),
                    fallback: last.fallback,
                },
                fell_back: false,
                merged: written.merged,
            };
            if let Some(seen) = last.fallback {
                let fallback = fallback_path(home, article, &reading.reviewer.name);
                if moved_away(&fallback, seen) {
                    saved.disk_state.fallback = None;
                }
            }
            Ok(saved)
        }
        Err(Refusal::Folder(_)) => {
            let folder = fallback_folder(home, article);
            let target = fallback_path(home, article, &reading.reviewer.name);
            std::fs::create_dir_all(&folder).map_err(|error| write_problem(&folder, &error))?;
            let target = existing(article, &folder, reading, target);
            let written = save
                .at(&target, last.fallback)
                .map_err(|refusal| match refusal {
                    Refusal::Folder(error) => write_problem(&target, &error),
                    Refusal::Problem(problem) => problem,
                })?;
            Ok(Saved {
                path: target,
                disk_state: DiskState {
                    beside: last.beside,
                    fallback: Some(written.seen),
                },
                fell_back: true,
                merged: written.merged,
            })
        }
        Err(Refusal::Problem(problem)) => Err(problem),
    }
}

/// The file to write: the one that is there under another spelling, else the one asked for.
fn existing(article: &Path, folder: &Path, reading: &Reading, path: PathBuf) -> PathBuf {
    if path.symlink_metadata().is_ok() {
        return path;
    }
    let key = file_key(&reading.reviewer.name);
    spelled_otherwise(article, folder, &key).unwrap_or(path)
}

/// Removes the copy in `saves/` once all it says is beside the article; false where it stays.
fn moved_away(fallback: &Path, seen: Seen) -> bool {
    let unchanged = matches!(on_disk(fallback), Ok(Some(disk)) if disk.hash == seen.hash);
    unchanged && std::fs::remove_file(fallback).is_ok()
}

/// Why a save at one place did not happen.
enum Refusal {
    /// The place can't be written: try the other one.
    Folder(io::Error),
    /// Anything else.
    Problem(Problem),
}

/// What a save at one place did.
struct Written {
    seen: Seen,
    merged: Option<Reading>,
}

struct Save<'a> {
    reading: &'a Reading,
    unique: &'a str,
    now: Timestamp,
}

impl Save<'_> {
    fn at(&self, path: &Path, last: Option<Seen>) -> Result<Written, Refusal> {
        sweep_temps(path, self.now);
        let mut merged = None;
        for _ in 0..ATTEMPTS {
            let disk = on_disk(path).map_err(Refusal::Problem)?;
            let hash = disk.as_ref().map(|disk| disk.hash);
            if let Some(disk) = disk.filter(|disk| Some(disk.hash) != last.map(|seen| seen.hash)) {
                let base = merged.as_ref().unwrap_or(self.reading);
                merged = Some(
                    self.merged(base, path, &disk, last)
                        .map_err(Refusal::Problem)?,
                );
            }
            let reading = merged.as_ref().unwrap_or(self.reading);
            let text = annotations::write(reading);
            match write_atomic(path, text.as_bytes(), self.unique, || unchanged(path, hash)) {
                Ok(()) => {
                    let seen = Seen {
                        hash: FileHash::of(text.as_bytes()),
                        status: reading.status,
                    };
                    return Ok(Written { seen, merged });
                }
                Err(error) if is_changed(&error) => {}
                Err(error) if is_refused_place(&error) => return Err(Refusal::Folder(error)),
                Err(error) => return Err(Refusal::Problem(write_problem(path, &error))),
            }
        }
        Err(Refusal::Problem(Problem::environment(
            path,
            msg!("save-keeps-changing"),
        )))
    }

    /// What is on disk and was not there before, taken in.
    fn merged(
        &self,
        mine: &Reading,
        path: &Path,
        disk: &OnDisk,
        last: Option<Seen>,
    ) -> Result<Reading, Problem> {
        let parsed = annotations::read(path, &text_of(path, &disk.bytes)?)?;
        let theirs = parsed.reading;
        if theirs.reviewer.id != mine.reviewer.id {
            let name = theirs.reviewer.name;
            return Err(Problem::data(path, msg!("save-other-person", name = name)));
        }
        if !parsed.intact {
            return Err(Problem::data(path, msg!("save-edited-by-hand")));
        }
        let mut merged = merge(mine, &theirs);
        // Whoever changed the status since the file was last seen has the say.
        if let Some(seen) = last {
            merged.status = if mine.status == seen.status {
                theirs.status
            } else {
                mine.status
            };
        }
        Ok(merged)
    }
}

/// Takes over a file that was edited by hand, after a person agreed: writes it anew with its
/// checksum. `last` is the state that its load gave. Comments in the file are lost.
///
/// # Errors
/// A problem where the file is another by now than the one that the person saw, can't be read, or
/// can't be written where it is.
pub fn adopt_hand_edit(
    path: &Path,
    last: DiskState,
    unique: &str,
) -> Result<(Reading, DiskState), Problem> {
    let bytes = read_bytes(path)?;
    let hash = FileHash::of(&bytes);
    let known = [last.beside, last.fallback].into_iter().flatten();
    if !known.into_iter().any(|seen| seen.hash == hash) {
        return Err(Problem::data(path, msg!("save-changed-meanwhile")));
    }
    let reading = annotations::read(path, &text_of(path, &bytes)?)?.reading;
    let text = annotations::write(&reading);
    write_atomic(path, text.as_bytes(), unique, || {
        unchanged(path, Some(hash))
    })
    .map_err(|error| {
        if is_changed(&error) {
            Problem::data(path, msg!("save-changed-meanwhile"))
        } else {
            write_problem(path, &error)
        }
    })?;
    let seen = Some(Seen {
        hash: FileHash::of(text.as_bytes()),
        status: reading.status,
    });
    let state = if last.beside.is_some_and(|seen| seen.hash == hash) {
        DiskState {
            beside: seen,
            ..last
        }
    } else {
        DiskState {
            fallback: seen,
            ..last
        }
    };
    Ok((reading, state))
}

/// Marks the error with which a save stops because the file changed under it.
#[derive(Debug, thiserror::Error)]
#[error("changed meanwhile")]
struct Changed;

fn unchanged(path: &Path, hash: Option<FileHash>) -> io::Result<()> {
    match on_disk(path) {
        Ok(disk) if disk.as_ref().map(|disk| disk.hash) == hash => Ok(()),
        _ => Err(io::Error::other(Changed)),
    }
}

fn is_changed(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Changed>())
}

/// Whether an error says that nothing can be written at that place, whatever it is: no rights, a
/// read-only disk, no such folder. A full disk is none of these.
pub(in crate::store) fn is_refused_place(error: &io::Error) -> bool {
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
