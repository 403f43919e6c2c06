//! Which files lie beside one another as original and copies.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::super::annotations::{self, load_reading};
use super::super::article_file;
use super::super::disk::{is_absent, read_bytes, read_problem};
use super::super::files;
use super::super::home::Home;
use super::super::look::article_of;
use super::super::paths::{fallback_folder, list_names, names_in, same_file_name, same_in_nfc};
use super::super::scan::SESSION_END;
use super::super::session_file::{load_session, session_articles};
use super::content;
use super::names::{CODEBOOK_END, CopyOf, annotation_copy, article_copy, file_copy};
use crate::model::{Problem, file_key};

/// A file and the conflict copies of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The file; it may be gone.
    pub main: PathBuf,
    /// Files that are copies of it by their names. None where the file itself holds both sides of a
    /// conflict.
    pub copies: Vec<PathBuf>,
    pub(super) kind: Kind,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A reviewer's annotations.
    Annotations,
    /// What is true of an article for everyone.
    Article,
    /// An article, a session or a codebook: people write them, and only they can put them together.
    ByHand,
}

/// The files with copies in the folders named, and with `recursive` below them; of articles, of the
/// articles of sessions, and of annotation files and copies that are named themselves. What can't be
/// found or read comes with it.
pub fn copies_at(paths: &[PathBuf], recursive: bool, home: &Home) -> (Vec<Group>, Vec<Problem>) {
    let mut search = Search {
        home,
        found: BTreeMap::new(),
        problems: Vec::new(),
    };
    for path in paths {
        match files::about(path) {
            Err(error) => search.problems.push(read_problem(path, &error)),
            Ok(about) if about.is_dir() => search.folder(path, recursive, 0),
            Ok(_) if path.to_string_lossy().ends_with(SESSION_END) => search.session(path),
            Ok(_) => search.file(path),
        }
    }
    (search.found.into_values().collect(), search.problems)
}

/// Deepest folder that a recursive search enters.
const MAX_DEPTH: usize = 64;

struct Search<'h> {
    home: &'h Home,
    found: BTreeMap<PathBuf, Group>,
    problems: Vec<Problem>,
}

impl Search<'_> {
    fn folder(&mut self, folder: &Path, recursive: bool, depth: usize) {
        self.both(folder, |_| true);
        if !recursive || depth == MAX_DEPTH {
            return;
        }
        for name in names_in(folder) {
            let path = folder.join(&name);
            // A link to a folder could lead round in circles.
            let hidden = name.to_string_lossy().starts_with('.');
            if !hidden && !path.is_symlink() && path.is_dir() {
                self.folder(&path, recursive, depth + 1);
            }
        }
    }

    fn session(&mut self, path: &Path) {
        match load_session(path) {
            Ok(session) => {
                for article in session_articles(path, &session) {
                    self.article(&article);
                }
            }
            Err(problem) => self.problems.push(problem),
        }
        self.both(&folder_of(path), |group| group.main == *path);
    }

    fn article(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        self.both(&folder_of(path), |group| {
            let main = group.main.file_name().unwrap_or_default();
            let main = main.to_string_lossy();
            same_in_nfc(&main, &name) || article_of(&main).is_some_and(|a| same_in_nfc(a, &name))
        });
    }

    /// An article, or a file that goes with one.
    fn file(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let named = |group: &Group| {
            let all = group.copies.iter().chain([&group.main]);
            all.filter_map(|path| path.file_name())
                .any(|other| other.to_string_lossy() == name)
        };
        match article_of(&name).is_some() || name.contains(".ann") || name.contains(".ron") {
            true => self.both(&folder_of(path), named),
            false => self.article(path),
        }
    }

    /// Looks into a folder, and into the one in `saves/` that stands for it.
    fn both(&mut self, folder: &Path, wanted: impl Fn(&Group) -> bool) {
        let away = fallback_folder(self.home, &folder.join("x"));
        for folder in [folder, &away] {
            match groups_in(folder) {
                Ok(groups) => {
                    let groups = groups.into_iter().filter(&wanted);
                    let groups = groups.map(|group| (group.main.clone(), group));
                    self.found.extend(groups.collect::<Vec<_>>());
                }
                // Most articles have none in `saves/`.
                Err(error) if is_absent(&error) => {}
                Err(error) => self.problems.push(read_problem(folder, &error)),
            }
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    folder.to_owned()
}

fn groups_in(folder: &Path) -> io::Result<Vec<Group>> {
    let mut names: Vec<String> = list_names(folder)?
        .into_iter()
        .filter_map(|name| name.into_string().ok())
        .collect();
    names.sort();
    let plain = |name: &str| name.nfc().collect::<String>();
    let there: HashSet<String> = names.iter().map(|name| plain(name)).collect();
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut add = |main: &str, kind, copy: Option<&str>| {
        // The original may be spelled in another way.
        let main = names.iter().find(|name| *name == main).or_else(|| {
            let same = |name: &&String| same_file_name(name, main);
            names.iter().find(same)
        });
        main.cloned().map(|main| {
            let group = groups.entry(main.clone()).or_insert_with(|| Group {
                main: folder.join(main),
                copies: Vec::new(),
                kind,
            });
            group.copies.extend(copy.map(|copy| folder.join(copy)));
        })
    };
    let mut lost: Vec<(String, Kind, &str)> = Vec::new();
    for name in &names {
        let Some((main, kind)) = original(name, &there, folder, &names) else {
            continue;
        };
        let copy = (main != *name).then_some(name.as_str());
        // Of an article only: nothing is lost where the original is gone, the copy is shown then.
        if add(&main, kind, copy).is_none() && kind != Kind::ByHand {
            lost.extend(copy.map(|copy| (main, kind, copy)));
        }
    }
    for (main, kind, copy) in lost {
        let group = groups.entry(main.clone()).or_insert_with(|| Group {
            main: folder.join(main),
            copies: Vec::new(),
            kind,
        });
        group.copies.push(folder.join(copy));
    }
    Ok(groups.into_values().collect())
}

/// The name of the file that a file is a copy of; its own name where both sides are in it.
fn original(
    name: &str,
    there: &HashSet<String>,
    folder: &Path,
    names: &[String],
) -> Option<(String, Kind)> {
    let own = name.strip_suffix(annotations::ENDING);
    let own = own.and_then(|stem| stem.rsplit_once('.'));
    let alone = |copy: &CopyOf| {
        let other = own.filter(|(article, _)| !same_in_nfc(article, &copy.article));
        other.is_none_or(|(article, _)| !there.contains(&article.nfc().collect::<String>()))
    };
    if let Some(copy) = annotation_copy(name).filter(alone) {
        return Some((copy.name(), Kind::Annotations));
    }
    if let Some((article, key)) = own {
        let main = renamed(article, key, folder, name, names);
        let main = main.or_else(|| conflicted(&folder.join(name)).then(|| name.to_owned()));
        return main.map(|main| (main, Kind::Annotations));
    }
    if let Some(main) = file_copy(name, article_file::ENDING) {
        return Some((main, Kind::Article));
    }
    let by_hand = [SESSION_END, CODEBOOK_END].iter();
    let by_hand = { by_hand }.find_map(|ending| file_copy(name, ending));
    let main = by_hand.or_else(|| article_copy(name));
    main.map(|main| (main, Kind::ByHand))
}

/// The right name of a file that somebody's machine renamed, as `a.txt.Marie-LAPTOP.ann.ron`: the one
/// made of the reviewer's name in it, where there is such a file.
fn renamed(
    article: &str,
    key: &str,
    folder: &Path,
    name: &str,
    names: &[String],
) -> Option<String> {
    let longer = |short: &str| {
        let rest = key.strip_prefix(short);
        rest.is_some_and(|rest| rest.starts_with(['-', '_']))
    };
    let candidate = names.iter().find(|other| {
        let stem = other.strip_suffix(annotations::ENDING);
        let parts = stem.and_then(|stem| stem.rsplit_once('.'));
        parts.is_some_and(|(theirs, short)| same_in_nfc(theirs, article) && longer(short))
    })?;
    let reviewer = load_reading(&folder.join(name), None)
        .ok()?
        .reading
        .reviewer;
    let right = format!(
        "{article}.{}{}",
        file_key(&reviewer.name),
        annotations::ENDING
    );
    same_file_name(candidate, &right).then_some(right)
}

/// Whether both sides of a conflict are in a file.
fn conflicted(path: &Path) -> bool {
    read_bytes(path).is_ok_and(|bytes| content::has_marks(&bytes))
}
