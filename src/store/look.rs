//! Small looks at the file system that need no article to be opened.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::annotations::{self, load_reading};
use super::disk::read_problem;
use super::paths::{names_in, same_file_name};
use crate::model::{Problem, Reviewer, SpanId, file_key, same_name};

/// The problem with a path that leads nowhere.
pub fn missing(path: &Path) -> Option<Problem> {
    let error = fs::metadata(path).err()?;
    Some(read_problem(path, &error))
}

/// A reviewer of that name who has annotated another article of the same folder: one person keeps one
/// id there.
pub fn reviewer_near(article: &Path, name: &str) -> Option<Reviewer> {
    let folder = article.parent()?;
    let key = file_key(name);
    names_in(folder).into_iter().find_map(|file| {
        let shown = file.to_string_lossy();
        let (_, theirs) = shown.strip_suffix(annotations::ENDING)?.rsplit_once('.')?;
        if !same_file_name(theirs, &key) {
            return None;
        }
        let reading = load_reading(&folder.join(&file), None).ok()?.reading;
        same_name(&reading.reviewer.name, name).then_some(reading.reviewer)
    })
}

/// Annotation files in the folders among the paths whose article is not there.
pub fn sidecars_without_article(paths: &[PathBuf], recursive: bool) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).cloned().collect();
    let mut alone = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        if !seen.insert(fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone())) {
            continue;
        }
        for name in names_in(&folder) {
            let path = folder.join(&name);
            let shown = name.to_string_lossy();
            if recursive && !shown.starts_with('.') && path.is_dir() {
                folders.push(path);
                continue;
            }
            let article = shown
                .strip_suffix(annotations::ENDING)
                .filter(|_| !shown.starts_with('~'))
                .and_then(|stem| stem.rsplit_once('.'));
            if article.is_some_and(|(article, _)| !folder.join(article).exists()) {
                alone.push(path);
            }
        }
    }
    alone.sort();
    alone
}

/// Line and column at which a span stands in its annotation file.
pub fn place_of_span(file: &Path, id: SpanId) -> Option<(usize, usize)> {
    let text = fs::read_to_string(file).ok()?;
    let id = id.to_string();
    text.lines().enumerate().find_map(|(at, line)| {
        let byte = line.find(&id)?;
        Some((at + 1, line[..byte].chars().count() + 1))
    })
}
