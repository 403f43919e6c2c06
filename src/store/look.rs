//! Small looks at the file system that need no article to be opened.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::annotations::{self, load_reading};
use super::article_file;
use super::disk::{read_bytes, read_problem};
use super::files;
use super::format::text_of;
use super::home::Home;
use super::paths::{fallback_folder, names_in, same_file_name};
use crate::model::{Problem, Reviewer, SpanId, file_key, same_name};

/// The problem with a path that leads nowhere.
pub fn missing(path: &Path) -> Option<Problem> {
    let error = files::about(path).err()?;
    Some(read_problem(path, &error))
}

/// Whether a path leads to a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// A reviewer of that name who has annotated another article of the same folder: one person keeps one
/// id there, and in what is kept in `saves/` for that folder.
pub fn reviewer_near(article: &Path, name: &str, home: &Home) -> Option<Reviewer> {
    let folder = article.parent()?.to_owned();
    let key = file_key(name);
    [folder, fallback_folder(home, article)]
        .iter()
        .find_map(|folder| reviewer_in(folder, &key, name))
}

fn reviewer_in(folder: &Path, key: &str, name: &str) -> Option<Reviewer> {
    names_in(folder).into_iter().find_map(|file| {
        let shown = file.to_string_lossy();
        let (_, theirs) = shown.strip_suffix(annotations::ENDING)?.rsplit_once('.')?;
        if !same_file_name(theirs, key) {
            return None;
        }
        let reading = load_reading(&folder.join(&file), None).ok()?.reading;
        same_name(&reading.reviewer.name, name).then_some(reading.reviewer)
    })
}

/// Files in the folders among the paths that go with an article which is not there.
pub fn sidecars_without_article(paths: &[PathBuf], recursive: bool) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).cloned().collect();
    let mut alone = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        if !seen.insert(files::real(&folder).unwrap_or_else(|_| folder.clone())) {
            continue;
        }
        let files = names_in(&folder);
        // As the names of annotation files are compared with their article's: in NFC.
        let plain = |name: &str| name.nfc().collect::<String>();
        let there: HashSet<String> = { files.iter() }
            .map(|name| plain(&name.to_string_lossy()))
            .collect();
        for name in &files {
            let path = folder.join(name);
            let shown = name.to_string_lossy();
            // A link to a folder could lead round in circles.
            let is_folder = || path.is_dir() && !path.is_symlink();
            if recursive && !shown.starts_with('.') && is_folder() {
                folders.push(path);
            } else if article_of(&shown).is_some_and(|article| !there.contains(&plain(article))) {
                alone.push(path);
            }
        }
    }
    alone.sort();
    alone
}

/// The name of the article that a file goes with, by its own name.
pub(super) fn article_of(name: &str) -> Option<&str> {
    if name.starts_with('~') {
        return None;
    }
    match name.strip_suffix(annotations::ENDING) {
        Some(stem) => stem.rsplit_once('.').map(|(article, _)| article),
        None => name.strip_suffix(article_file::ENDING),
    }
}

/// Lines and columns, both from 1, the columns in code points, at which spans first stand in their
/// annotation file; nothing where it can't be read.
pub fn places_of_spans(file: &Path) -> HashMap<SpanId, (usize, usize)> {
    let mut places = HashMap::new();
    let Ok(bytes) = read_bytes(file) else {
        return places;
    };
    let Ok(text) = text_of(file, &bytes) else {
        return places;
    };
    for (line, text) in text.lines().enumerate() {
        // All on one line, code points are counted on from the last id.
        let (mut counted, mut column) = (0, 1);
        for (quote, _) in text.match_indices('"') {
            let id = text.get(quote + 1..quote + 1 + ID_LENGTH);
            let Some(id) = id.and_then(|id| id.parse().ok()) else {
                continue;
            };
            column += text[counted..=quote].chars().count();
            counted = quote + 1;
            places.entry(SpanId(id)).or_insert((line + 1, column));
        }
    }
    places
}

/// Characters of an id as the program writes it.
const ID_LENGTH: usize = 36;
