//! Reading journals, and taking in those that crashes left.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::super::disk::{is_absent, read_if_there, read_problem};
use super::super::files::{self, LockFile};
use super::super::format::journal;
use super::super::home::Home;
use super::frames::{Frames, frames};
use super::{DAMAGED, folder, reviewer_in, start_of};
use crate::edit::Changes;
use crate::model::{Problem, Reading, Timestamp};
use crate::msg;
use crate::text::SourceText;

/// What a journal says.
#[derive(Debug)]
pub(in crate::store) struct Left {
    /// Its file.
    pub(in crate::store) path: PathBuf,
    /// Whose reading it is.
    pub(in crate::store) reviewer: Uuid,
    /// That reading without spans, where the first record can be read.
    pub(in crate::store) head: Option<Reading>,
    records: Vec<(Timestamp, Changes)>,
    /// What can't be read of it.
    pub(in crate::store) problem: Option<Problem>,
    /// Whether what can't be read will never be.
    damaged: bool,
}

impl Left {
    /// Whether a program still adds to it.
    pub(in crate::store) fn is_held(&self) -> bool {
        let taken = LockFile::of_file(&self.path).and_then(|file| file.try_take());
        matches!(taken, Ok(false))
    }
}

/// Every journal of an article.
///
/// # Errors
/// A problem where it can't be told which there are.
pub(in crate::store) fn left(
    home: &Home,
    article: &Path,
    text: Option<&SourceText>,
) -> Result<Vec<Left>, Problem> {
    let journals = journals_of(home, article)?.into_iter();
    let read = journals.filter_map(|(reviewer, path)| read(path, reviewer, text));
    Ok(read.collect())
}

/// Lays the changes of a reviewer's journals over a reading, in the order in which they were made.
/// Whether that changed anything.
pub(in crate::store) fn replay<'l>(
    journals: impl IntoIterator<Item = &'l Left>,
    reading: &mut Reading,
) -> bool {
    let (own, reviewer) = (journals.into_iter(), reading.reviewer.id);
    let own = own.filter(|journal| journal.reviewer == reviewer);
    let mut records: Vec<_> = own.flat_map(|journal| &journal.records).collect();
    records.sort_by_key(|(at, _)| *at);
    let mut changed = false;
    for (_, changes) in records {
        changed |= changes.replay(reading);
    }
    changed
}

/// Where the journals of a reviewer's changes to an article are.
///
/// # Errors
/// A problem where it can't be told which there are.
pub(in crate::store) fn paths(
    home: &Home,
    article: &Path,
    reviewer: Uuid,
) -> Result<Vec<PathBuf>, Problem> {
    let journals = journals_of(home, article)?.into_iter();
    let own = journals.filter(|(whose, _)| *whose == reviewer);
    Ok(own.map(|(_, path)| path).collect())
}

/// How much of the journals of other programs is known of a reading.
#[derive(Debug, Default)]
pub struct Heard(BTreeMap<PathBuf, usize>);

impl Heard {
    /// Lays over a reading what others have added to their journals of it since the last time. Whether
    /// that changed anything. What can't be read now is in the file later, or told when that is read.
    pub fn take_in(
        &mut self,
        home: &Home,
        article: &Path,
        reading: &mut Reading,
        is_own: impl Fn(&Path) -> bool,
    ) -> bool {
        let journals = journals_of(home, article).unwrap_or_default();
        let mut new = Vec::new();
        let mut heard = BTreeMap::new();
        for (reviewer, path) in journals {
            if reviewer != reading.reviewer.id || is_own(&path) {
                continue;
            }
            let known = self.0.get(&path).copied().unwrap_or_default();
            let Some(left) = read(path, reviewer, None) else {
                continue;
            };
            heard.insert(left.path, left.records.len());
            new.extend(left.records.into_iter().skip(known));
        }
        self.0 = heard;
        new.sort_by_key(|(at, _)| *at);
        let mut changed = false;
        for (_, changes) in new {
            changed |= changes.replay(reading);
        }
        changed
    }
}

fn journals_of(home: &Home, article: &Path) -> Result<Vec<(Uuid, PathBuf)>, Problem> {
    let folder = folder(home);
    let entries = match files::list(&folder) {
        Ok(entries) => entries,
        Err(error) if is_absent(&error) => return Ok(Vec::new()),
        Err(error) => return Err(read_problem(&folder, &error)),
    };
    let start = start_of(article);
    let mut journals = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| read_problem(&folder, &error))?;
        let name = entry.file_name();
        let reviewer = name.to_str().and_then(|name| reviewer_in(name, &start));
        journals.extend(reviewer.map(|reviewer| (reviewer, entry.path())));
    }
    journals.sort();
    Ok(journals)
}

/// `None` where it is gone by now: its changes are in the file.
fn read(path: PathBuf, reviewer: Uuid, text: Option<&SourceText>) -> Option<Left> {
    let mut left = Left {
        reviewer,
        head: None,
        records: Vec::new(),
        problem: None,
        damaged: false,
        path,
    };
    let bytes = match read_if_there(&left.path) {
        Ok(bytes) => bytes?,
        Err(problem) => {
            left.problem = Some(problem);
            return Some(left);
        }
    };
    let Frames { whole, damaged } = frames(&bytes);
    if let Some(line) = damaged {
        let problem = Problem::data(&left.path, msg!("journal-damaged"));
        (left.problem, left.damaged) = (Some(problem.at(line, 1)), true);
    }
    for (number, content) in whole {
        let result = match number {
            0 => journal::read_head(&left.path, content).map(|head| left.head = Some(head)),
            _ => journal::read_record(&left.path, content, text)
                .map(|record| left.records.push(record)),
        };
        if let Err(problem) = result {
            left.problem.get_or_insert(problem);
        }
    }
    // The name says whose it is, so the first record must say so, too.
    left.head.take_if(|head| head.reviewer.id != reviewer);
    Some(left)
}

/// The journals of a reading that crashes left, held so that nobody else takes them in meanwhile.
#[derive(Debug, Default)]
pub(in crate::store) struct Abandoned(Vec<(Left, LockFile)>);

/// Takes hold of what crashes left of a reading. What can't be looked at stays for another time.
pub(in crate::store) fn abandoned(home: &Home, article: &Path, reviewer: Uuid) -> Abandoned {
    let own = paths(home, article, reviewer).unwrap_or_default();
    let held = own.into_iter().filter_map(|path| {
        let file = LockFile::of_file(&path).ok()?;
        // Whoever still writes to it will take it in.
        file.try_take().ok().filter(|taken| *taken)?;
        Some((read(path, reviewer, None)?, file))
    });
    Abandoned(held.collect())
}

impl Abandoned {
    /// Lays the changes over a reading. Whether that changed anything.
    pub(in crate::store) fn replay(&self, reading: &mut Reading) -> bool {
        replay(self.0.iter().map(|(left, _)| left), reading)
    }

    /// Removes them, once the reading is on disk. What can't be read is kept aside, or where it is if a
    /// newer program may read it.
    pub(in crate::store) fn remove(self) {
        let mut folder = None;
        for (left, _held) in &self.0 {
            let done = match &left.problem {
                None => files::remove(&left.path),
                Some(_) if left.damaged => {
                    let mut aside = left.path.clone().into_os_string();
                    aside.push(DAMAGED);
                    files::rename(&left.path, Path::new(&aside))
                }
                Some(_) => continue,
            };
            if done.is_ok() {
                folder = left.path.parent();
            }
        }
        if let Some(folder) = folder {
            let _ = files::sync_folder(folder);
        }
    }
}
