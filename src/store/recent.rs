//! What was open last on this machine: `recent.ron` in the data folder.
//!
//! The one file of the program that holds absolute paths, but for what a save that was cut off leaves
//! in its lock. It is the machine's own memory: it stands beside no article, is shared with nobody, and
//! may be deleted at any time.

use std::path::PathBuf;

use super::disk::{read_by_hand, write_problem};
use super::files;
use super::format::{settings, text_of};
use super::home::Home;
use super::replace::{Means, replace};
use crate::model::{Bookmark, Problem, Timestamp};

fn path(home: &Home) -> PathBuf {
    home.data.join("recent.ron")
}

/// All of the file; nothing where it is not there or can't be read.
fn load(home: &Home) -> (Vec<String>, Option<Bookmark>) {
    let path = path(home);
    let read = || match read_by_hand(&path)? {
        Some(bytes) => settings::read_recent(&path, &text_of(&path, &bytes)?),
        None => Ok(Default::default()),
    };
    read().unwrap_or_else(|_: Problem| Default::default())
}

/// What was open last; nothing where that is not known.
pub fn load_recent(home: &Home) -> Vec<PathBuf> {
    let (paths, _) = load(home);
    paths.into_iter().map(PathBuf::from).collect()
}

/// Where reading stopped last, where that is known.
pub fn load_place(home: &Home) -> Option<Bookmark> {
    load(home).1
}

/// Remembers what is open: files, folders or a session, made absolute. Names that are not Unicode are
/// left out.
///
/// # Errors
/// A problem where the system refuses.
pub fn save_recent(
    home: &Home,
    paths: &[PathBuf],
    unique: &str,
    now: Timestamp,
) -> Result<(), Problem> {
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let paths: Vec<PathBuf> = paths.iter().map(absolute).collect();
    let names: Vec<&str> = paths.iter().filter_map(|path| path.to_str()).collect();
    let (_, place) = load(home);
    save(home, &names, place.as_ref(), unique, now)
}

/// Remembers where reading stopped, beside what is open.
///
/// # Errors
/// A problem where the system refuses.
pub fn save_place(
    home: &Home,
    place: &Bookmark,
    unique: &str,
    now: Timestamp,
) -> Result<(), Problem> {
    let (paths, _) = load(home);
    let names: Vec<&str> = paths.iter().map(String::as_str).collect();
    save(home, &names, Some(place), unique, now)
}

fn save(
    home: &Home,
    names: &[&str],
    place: Option<&Bookmark>,
    unique: &str,
    now: Timestamp,
) -> Result<(), Problem> {
    let target = path(home);
    files::make_lasting_folder(&home.data).map_err(|error| write_problem(&home.data, &error))?;
    let text = settings::write_recent(names, place);
    let written = replace(&target, Means { home, unique, now }, |_| Ok(text.clone()));
    written.map(drop).map_err(|refusal| refusal.last(&target))
}
