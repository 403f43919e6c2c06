//! Reading a reviewer's file and the copies of it as one.

use std::path::{Path, PathBuf};

use super::super::annotations::{self, Integrity, LoadedReading, StoredReading, load_bytes};
use super::super::disk::read_bytes;
use super::super::folders::Folders;
use super::super::home::Home;
use super::super::natural::natural_order;
use super::super::paths::{fallback_folder, same_file_name, same_in_nfc};
use crate::edit::merge;
use crate::i18n::Message;
use crate::model::{Problem, Reading, file_key};
use crate::msg;
use crate::text::SourceText;

/// Merges the copies of an article's annotation files into what was read of the files themselves.
///
/// `copies` are the reviewer's part of the original's name and the path of the copy. What is no copy in
/// the end, by its content, is named and left out.
pub(in crate::store) fn take_in(
    stored: &mut Vec<StoredReading>,
    mut copies: Vec<(String, PathBuf)>,
    article: &Path,
    text: Option<&SourceText>,
) {
    copies.sort_by(|(_, a), (_, b)| natural_order(&a.to_string_lossy(), &b.to_string_lossy()));
    for (key, path) in copies {
        let at = stored.iter().position(|stored| {
            let own = stored.path.file_name().unwrap_or_default();
            key_of(&own.to_string_lossy()).is_some_and(|own| same_file_name(own, &key))
        });
        let result = read_bytes(&path).and_then(|bytes| load_bytes(&path, &bytes, text));
        match at.map(|at| &mut stored[at]) {
            Some(main) => add(main, &path, result, article),
            None => stored.push(alone(article, &key, path, result)),
        }
    }
    take_in_misnamed(stored, article);
}

/// Notes on copies of what is known of an article: they are not read.
pub fn article_copies(folders: &mut Folders, article: &Path, home: &Home) -> Vec<Problem> {
    let folder = article.parent().unwrap_or(Path::new(""));
    let mut copies = folders.article_copies_of(article, folder);
    copies.extend(folders.article_copies_of(article, &fallback_folder(home, article)));
    let note = |path| Problem::data(path, msg!("copy-article-data")).note();
    copies.into_iter().map(note).collect()
}

/// The reviewer's part of an annotation file's name.
pub(super) fn key_of(name: &str) -> Option<&str> {
    Some(name.strip_suffix(annotations::ENDING)?.rsplit_once('.')?.1)
}

/// Merges a copy into what its main file says, or says why not.
fn add(
    main: &mut StoredReading,
    path: &Path,
    copy: Result<LoadedReading, Problem>,
    article: &Path,
) {
    let left = match (&mut main.result, copy) {
        (_, Err(problem)) => problem.what,
        (Err(_), Ok(_)) => msg!("copy-main-broken"),
        (Ok(main), Ok(copy)) => {
            match refusal(Some(&main.reading), main.integrity, &copy, article) {
                Some(why) => why,
                None => {
                    main.reading = merge(&main.reading, &copy.reading);
                    main.copies.push(path.to_owned());
                    return;
                }
            }
        }
    };
    main.left.push(left_as_it_is(path, left));
}

/// A copy whose original is gone: it stands for it.
fn alone(
    article: &Path,
    key: &str,
    path: PathBuf,
    copy: Result<LoadedReading, Problem>,
) -> StoredReading {
    let name = article.file_name().unwrap_or_default().to_string_lossy();
    let main = path.with_file_name(format!("{name}.{key}{}", annotations::ENDING));
    let result = copy.and_then(|copy| {
        let why = match same_file_name(&file_key(&copy.reading.reviewer.name), key) {
            true => refusal(None, Integrity::Intact, &copy, article),
            false => Some(other_person(&copy.reading)),
        };
        match why {
            Some(why) => Err(left_as_it_is(&path, why)),
            None => Ok(LoadedReading {
                // The next save makes the file itself.
                disk_state: Default::default(),
                copies: vec![path],
                ..copy
            }),
        }
    });
    StoredReading {
        path: main,
        result,
        left: Vec::new(),
    }
}

/// Why a file is not merged into another, or does not stand for one that is gone, where it does not.
pub(super) fn refusal(
    main: Option<&Reading>,
    integrity: Integrity,
    copy: &LoadedReading,
    article: &Path,
) -> Option<Message> {
    let (theirs, name) = (&copy.reading, article.file_name().unwrap_or_default());
    let (file, name) = (&theirs.source.file, name.to_string_lossy());
    // An article may have been renamed with all its files.
    let as_main = main.is_some_and(|main| same_in_nfc(file, &main.source.file));
    let same_article = as_main || same_in_nfc(file, &name);
    if main.is_some_and(|main| theirs.reviewer.id != main.reviewer.id) {
        Some(other_person(theirs))
    } else if !same_article {
        Some(msg!("copy-other-article", file = file))
    } else if copy.integrity != Integrity::Intact {
        Some(msg!("copy-edited-by-hand"))
    } else if integrity != Integrity::Intact {
        Some(msg!("copy-main-edited"))
    } else {
        None
    }
}

pub(super) fn other_person(copy: &Reading) -> Message {
    msg!("copy-other-person", name = &copy.reviewer.name)
}

/// The problem with a copy that is not merged.
pub(super) fn left_as_it_is(path: &Path, why: Message) -> Problem {
    Problem::data(path, msg!("copy-left", why = why))
}

/// Merges files whose names say another reviewer than they hold, such as `a.txt.Marie-LAPTOP.ann.ron`,
/// into the one that is named rightly.
fn take_in_misnamed(stored: &mut Vec<StoredReading>, article: &Path) {
    let mut at = 0;
    while at < stored.len() {
        let main = misnamed(&stored[at]).and_then(|reading| {
            let (key, id) = (file_key(&reading.reviewer.name), reading.reviewer.id);
            stored.iter().position(|other| {
                let own = other.path.file_name().unwrap_or_default();
                let named = key_of(&own.to_string_lossy()).is_some_and(|k| same_file_name(k, &key));
                let same = |other: &LoadedReading| other.reading.reviewer.id == id;
                named && other.result.as_ref().is_ok_and(same)
            })
        });
        let Some(main) = main.filter(|main| *main != at) else {
            at += 1;
            continue;
        };
        let copy = stored.remove(at);
        let main = if main > at { main - 1 } else { main };
        let more = copy.result.as_ref().map(|copy| copy.copies.clone()).ok();
        add(&mut stored[main], &copy.path, copy.result, article);
        if let Ok(main) = &mut stored[main].result {
            main.copies.extend(more.unwrap_or_default());
        }
        stored[main].left.extend(copy.left);
    }
}

/// The reading in a file whose name is not made of its reviewer's.
fn misnamed(stored: &StoredReading) -> Option<&Reading> {
    let reading = &stored.result.as_ref().ok()?.reading;
    let name = stored.path.file_name()?.to_string_lossy();
    let right = same_file_name(key_of(&name)?, &file_key(&reading.reviewer.name));
    (!right).then_some(reading)
}
