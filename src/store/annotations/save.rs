//! Writing annotation files: never over what somebody else wrote meanwhile.

use std::path::{Path, PathBuf};

use super::super::atomic::real_path;
use super::super::backups::Whose;
use super::super::conflicts;
use super::super::disk::{FileHash, is_absent, write_problem};
use super::super::files;
use super::super::format::{annotations, text_of};
use super::super::home::Home;
use super::super::journal;
use super::super::paths::fallback_folder;
use super::super::replace::{Means, OnDisk, Refusal, not_led_away, on_disk, replace};
use super::load::spelled_otherwise;
use super::{DiskState, Seen, annotation_path, fallback_path};
use crate::edit::merge;
use crate::model::{Problem, Reading, Reviewer, Timestamp, file_key};
use crate::msg;

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
/// Once the folder can be written again, the copy in `saves/` is moved out of it. What a crash left of
/// this reading in journals is taken in, and the journals are removed.
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
    let left = journal::abandoned(home, article, reading.reviewer.id);
    let mut whole = reading.clone();
    let more = left.replay(&mut whole);
    let mut saved = save_whole(&whole, article, home, last, Means { home, unique, now })?;
    left.remove();
    if more {
        saved.merged.get_or_insert(whole);
    }
    Ok(saved)
}

fn save_whole(
    reading: &Reading,
    article: &Path,
    home: &Home,
    last: Option<DiskState>,
    means: Means<'_>,
) -> Result<Saved, Problem> {
    let last = last.unwrap_or_default();
    let name = &reading.reviewer.name;
    let folder = article.parent().unwrap_or(Path::new(""));
    let beside = existing(article, folder, name, annotation_path(article, name));
    match save_at(article, &beside, reading, last.beside, means) {
        Ok((seen, merged)) => {
            let stored_away = fallback_path(home, article, name);
            let moved = last
                .fallback
                .is_some_and(|seen| moved_out(&stored_away, seen));
            Ok(Saved {
                path: beside,
                disk_state: DiskState {
                    beside: Some(seen),
                    fallback: last.fallback.filter(|_| !moved),
                },
                fell_back: false,
                merged,
            })
        }
        Err(Refusal::Problem(problem)) => Err(problem),
        Err(Refusal::Place(_)) => {
            let folder = fallback_folder(home, article);
            files::make_lasting_folder(&folder).map_err(|error| write_problem(&folder, &error))?;
            let path = existing(article, &folder, name, fallback_path(home, article, name));
            let (seen, merged) = save_at(article, &path, reading, last.fallback, means)
                .map_err(|refusal| refusal.last(&path))?;
            Ok(Saved {
                path,
                disk_state: DiskState {
                    beside: last.beside,
                    fallback: Some(seen),
                },
                fell_back: true,
                merged,
            })
        }
    }
}

/// The file to write: the one that is there under another spelling, else the one asked for.
fn existing(article: &Path, folder: &Path, name: &str, path: PathBuf) -> PathBuf {
    if files::about_link(&path).is_ok() {
        return path;
    }
    spelled_otherwise(article, folder, &file_key(name)).unwrap_or(path)
}

/// Whether a reviewer's files of an article still hold what they held when they were last read or
/// written.
pub fn is_as_left(name: &str, article: &Path, home: &Home, last: DiskState) -> bool {
    let beside = article.parent().unwrap_or(Path::new(""));
    let away = fallback_folder(home, article);
    let places = [
        (beside, annotation_path(article, name), last.beside),
        (&away, fallback_path(home, article, name), last.fallback),
    ];
    places.into_iter().all(|(folder, path, seen)| {
        let path = existing(article, folder, name, path);
        let disk = on_disk(&path).ok();
        disk.is_some_and(|disk| disk.map(|disk| disk.hash) == seen.map(|seen| seen.hash))
    })
}

/// What a reviewer's files hold after a save of a reading failed that got as far as the new content:
/// only that it will last was not promised. To be known for the next save, which else takes what is
/// there for another program's. `None` where no file holds what was to be written.
pub fn reached(
    reading: &Reading,
    article: &Path,
    home: &Home,
    last: Option<DiskState>,
) -> Option<DiskState> {
    let last = last.unwrap_or_default();
    let name = &reading.reviewer.name;
    let there = |folder: &Path, path: PathBuf, seen: Option<Seen>| {
        let disk = on_disk(&existing(article, folder, name, path)).ok()??;
        Some(disk.hash).filter(|hash| seen.map(|seen| seen.hash) != Some(*hash))
    };
    let beside = article.parent().unwrap_or(Path::new(""));
    let beside = there(beside, annotation_path(article, name), last.beside);
    let away = fallback_folder(home, article);
    let away = there(&away, fallback_path(home, article, name), last.fallback);
    if beside.is_none() && away.is_none() {
        return None;
    }
    let written = FileHash::of(annotations::write(reading).as_bytes());
    let seen = |hash: Option<FileHash>| {
        hash.filter(|hash| *hash == written).map(|hash| Seen {
            hash,
            status: reading.status,
            intact: true,
        })
    };
    let (beside, away) = (seen(beside), seen(away));
    (beside.or(away)).map(|_| DiskState {
        beside: beside.or(last.beside),
        fallback: away.or(last.fallback),
    })
}

/// Waits until what is there of a reviewer's reading has reached the disk: a program that was killed
/// may have written it.
///
/// # Errors
/// A problem where that can't be had.
pub fn make_sure(reviewer: &Reviewer, article: &Path, home: &Home) -> Result<(), Problem> {
    let beside = article.parent().unwrap_or(Path::new(""));
    let (name, away) = (&reviewer.name, fallback_folder(home, article));
    let places = [
        (beside, annotation_path(article, name)),
        (&away, fallback_path(home, article, name)),
    ];
    let places = places.map(|(folder, path)| existing(article, folder, name, path));
    let journals = journal::paths(home, article, reviewer.id)?;
    for path in places.into_iter().chain(journals) {
        match real_path(&path).and_then(|target| files::settle(&target)) {
            Err(error) if !is_absent(&error) => return Err(write_problem(&path, &error)),
            _ => {}
        }
    }
    Ok(())
}

/// Removes the copy in `saves/` once all it says is beside the article; false where it stays.
fn moved_out(fallback: &Path, seen: Seen) -> bool {
    let unchanged = matches!(on_disk(fallback), Ok(Some(disk)) if disk.hash == seen.hash);
    // Back after a power cut it would only be merged again.
    let gone = unchanged && files::remove(fallback).is_ok();
    gone && files::sync_folder(&files::folder_of(fallback)).is_ok()
}

/// Saves at one place: what is there then, and the reading where it had to be merged.
fn save_at(
    article: &Path,
    path: &Path,
    reading: &Reading,
    last: Option<Seen>,
    means: Means<'_>,
) -> Result<(Seen, Option<Reading>), Refusal> {
    // A file edited by hand counts as unknown until a person took it over.
    let mut known = last.filter(|seen| seen.intact).map(|seen| seen.hash);
    let mut merged: Option<Reading> = None;
    let backups = Whose {
        home: means.home,
        article,
        reviewer: reading.reviewer.id,
    };
    not_led_away(path).map_err(Refusal::Problem)?;
    let hash = replace(path, means, |disk| {
        if let Some(disk) = disk.filter(|disk| Some(disk.hash) != known) {
            let mine = merged.as_ref().unwrap_or(reading);
            merged = Some(taken_in(mine, path, disk, last)?);
            known = Some(disk.hash);
            backups.keep(&disk.bytes, means.unique, means.now);
        } else if let Some(disk) = disk {
            backups.keep_if_due(&disk.bytes, means.unique, means.now);
        }
        Ok(annotations::write(merged.as_ref().unwrap_or(reading)))
    })?;
    let status = merged.as_ref().unwrap_or(reading).status;
    let intact = true;
    Ok((
        Seen {
            hash,
            status,
            intact,
        },
        merged,
    ))
}

/// A reading with what is on disk and was not there before.
fn taken_in(
    mine: &Reading,
    path: &Path,
    disk: &OnDisk,
    last: Option<Seen>,
) -> Result<Reading, Problem> {
    let parsed = conflicts::read_content(path, &text_of(path, &disk.bytes)?, None)?;
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

/// Takes over a file that was edited by hand, after a person agreed: writes it anew with its
/// checksum. `last` is the state that its load gave. Comments in the file are lost.
///
/// # Errors
/// A problem where the file is another by now than the one that the person saw, can't be read, or
/// can't be written where it is.
pub fn adopt_hand_edit(
    path: &Path,
    home: &Home,
    last: DiskState,
    unique: &str,
    now: Timestamp,
) -> Result<(Reading, DiskState), Problem> {
    let is = |seen: Option<Seen>, hash| seen.is_some_and(|seen| seen.hash == hash);
    let mut adopted = None;
    not_led_away(path)?;
    let written = replace(path, Means { home, unique, now }, |disk| {
        let known = |disk: &&OnDisk| is(last.beside, disk.hash) || is(last.fallback, disk.hash);
        let Some(disk) = disk.filter(known) else {
            return Err(Problem::data(path, msg!("save-changed-meanwhile")));
        };
        let reading = annotations::read(path, &text_of(path, &disk.bytes)?, None)?.reading;
        let text = annotations::write(&reading);
        adopted = Some((reading, is(last.beside, disk.hash)));
        Ok(text)
    });
    let hash = written.map_err(|refusal| refusal.last(path))?;
    let Some((reading, is_beside)) = adopted else {
        return Err(Problem::data(path, msg!("save-changed-meanwhile")));
    };
    let seen = Some(Seen {
        hash,
        status: reading.status,
        intact: true,
    });
    let state = DiskState {
        beside: if is_beside { seen } else { last.beside },
        fallback: if is_beside { last.fallback } else { seen },
    };
    Ok((reading, state))
}
