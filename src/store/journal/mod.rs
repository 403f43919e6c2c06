//! Journals: changes to a reading that are not in its file yet, in the data folder.
//!
//! To write a large annotation file takes seconds. Each change is therefore added to a journal first,
//! which takes milliseconds whatever the size of the file, and goes into the file later; then the
//! journal is removed. Invariants:
//!
//! - A journal belongs to one article, by its whole path, and to one reviewer, by id. Nobody but the
//!   program that made it adds to it, and that one holds a lock on it. A journal that nobody holds was
//!   left by a crash.
//! - Whoever reads annotations reads the journals first and the files then, and lays the changes over
//!   them: what goes from one to the other meanwhile is seen in one of them. What is in both changes
//!   nothing ([`Changes`](crate::edit::Changes)).
//! - Whoever saves a reading takes in what crashes left, and removes it once the file is on disk.
//! - A record counts once all of it was written and has reached the disk. What can't be read of a
//!   journal is told and kept aside.
//!
//! They lie in `journal/` of the data folder, `ARTICLE-REVIEWER-UNIQUE.journal`, the article as the hash
//! of its path. Sync programs, other machines and other people never see them.

mod frames;
mod left;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use uuid::Uuid;

pub(super) use frames::{frame, frames};
pub use left::Heard;
pub(super) use left::{Left, abandoned, left, paths, replay};
pub use write::Journal;

use super::home::Home;
use super::paths::article_key;

/// Ending of journals.
const ENDING: &str = ".journal";

/// Ending of journals that are damaged and kept aside.
const DAMAGED: &str = ".damaged";

fn folder(home: &Home) -> PathBuf {
    home.data.join("journal")
}

/// The folder of journals, made where it is missing: one that is there can be watched.
pub fn journal_folder(home: &Home) -> PathBuf {
    let folder = folder(home);
    // Where it can't be made, there will be no journals.
    let _ = super::files::make_lasting_folder(&folder);
    folder
}

/// Whether a path is that of a journal of an article, whoever's it is.
pub fn is_journal_of(path: &Path, article: &Path, home: &Home) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.parent() == Some(&folder(home)) && reviewer_in(&name, &start_of(article)).is_some()
}

/// The journals of an article as they are now: whose they are, and how many bytes they have.
pub(super) fn lengths(home: &Home, article: &Path) -> BTreeMap<PathBuf, (Uuid, u64)> {
    let start = start_of(article);
    let entries = super::files::list(&folder(home)).into_iter().flatten();
    let journals = entries.flatten().filter_map(|entry| {
        let reviewer = reviewer_in(&entry.file_name().to_string_lossy(), &start)?;
        let path = entry.path();
        // It may be gone by now: what it said is in the file.
        let length = super::files::about(&path).ok()?.len();
        Some((path, (reviewer, length)))
    });
    journals.collect()
}

/// How the names of an article's journals begin.
fn start_of(article: &Path) -> String {
    format!("{}-", article_key(article))
}

/// The name of a journal.
fn name_of(article: &Path, reviewer: Uuid, unique: &str) -> String {
    let start = start_of(article);
    format!("{start}{}-{unique}{ENDING}", reviewer.simple())
}

/// Whether there is a journal of a reviewer's changes to an article.
pub(super) fn is_any(home: &Home, article: &Path, reviewer: Uuid) -> bool {
    let start = start_of(article);
    let names = super::files::list(&folder(home)).into_iter().flatten();
    let names = names.flatten().map(|entry| entry.file_name());
    { names }.any(|name| reviewer_in(&name.to_string_lossy(), &start) == Some(reviewer))
}

/// The reviewer in the name of a journal of an article whose names begin so.
fn reviewer_in(name: &str, start: &str) -> Option<Uuid> {
    let rest = name.strip_prefix(start)?.strip_suffix(ENDING)?;
    let (reviewer, _) = rest.split_once('-')?;
    Uuid::try_parse(reviewer).ok()
}
