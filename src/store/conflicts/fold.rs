//! Writing what conflict copies say into the file itself, then putting them away.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use super::super::annotations::{Integrity, load_bytes};
use super::super::article_file::merge_meta;
use super::super::backups::{Whose, keep_file};
use super::super::disk::{FileHash, read_bytes, read_if_there};
use super::super::format::{annotations, article, text_of};
use super::super::home::Home;
use super::super::look::article_of;
use super::super::paths::same_file_name;
use super::super::replace::{Means, OnDisk, not_led_away, on_disk, replace};
use super::content;
use super::gather::{key_of, left_as_it_is, other_person, refusal};
use super::groups::{Group, Kind};
use super::put_away::{keep, put_away};
use crate::edit::merge;
use crate::model::{ArticleMeta, Problem, Reading, Timestamp, file_key};
use crate::msg;

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Only find out what would be done.
    Look,
    /// Write the file, and leave the copies where they are.
    Keep,
    /// Write the file, then move the copies into the data folder.
    PutAway,
}

/// What became of a file and its copies.
#[derive(Clone, Debug)]
pub struct Folded {
    /// The file.
    pub main: PathBuf,
    /// Each of the copies; the file itself where it held both sides of a conflict.
    pub copies: Vec<FoldedCopy>,
}

/// What became of a copy.
#[derive(Clone, Debug)]
pub struct FoldedCopy {
    /// Where it was.
    pub path: PathBuf,
    /// What it brought, or why it was left as it is.
    pub result: Result<Brought, Problem>,
    /// Where it lies now, if it was moved.
    pub now_at: Option<PathBuf>,
}

/// What a copy knew that the file did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Marks that are new or newer.
    pub marks: usize,
    /// Marks that it had deleted.
    pub deletions: usize,
}

/// Merges the copies of a file into it.
///
/// The file is written, and has reached the disk, before any copy is moved; a copy is moved only if it
/// still is what was merged. What can't be merged is named in the answer and stays.
pub fn fold(group: &Group, how: Fold, home: &Home, unique: &str, now: Timestamp) -> Folded {
    let means = Means { home, unique, now };
    let copies = match group.kind {
        Kind::Annotations => readings(group, how, means),
        Kind::Article => metas(group, how, means),
        Kind::ByHand => { group.copies.iter() }
            .map(|path| {
                let main = group.main.file_name().unwrap_or_default();
                let what = msg!("copy-by-hand", file = main.to_string_lossy().into_owned());
                left(path, Problem::data(path, what))
            })
            .collect(),
    };
    Folded {
        main: group.main.clone(),
        copies,
    }
}

fn left(path: &Path, problem: Problem) -> FoldedCopy {
    FoldedCopy {
        path: path.to_owned(),
        result: Err(problem),
        now_at: None,
    }
}

/// A copy as it was read.
struct Read<T> {
    path: PathBuf,
    hash: FileHash,
    content: T,
}

fn readings(group: &Group, how: Fold, means: Means<'_>) -> Vec<FoldedCopy> {
    let mut out = Vec::new();
    let mut read = Vec::new();
    for path in &group.copies {
        let loaded = read_if_there(path).and_then(|bytes| {
            let read = |bytes: Vec<u8>| {
                let content = load_bytes(path, &bytes, None)?;
                Ok((FileHash::of(&bytes), content))
            };
            bytes.map(read).transpose()
        });
        match loaded {
            // Another machine was faster.
            Ok(None) => {}
            Ok(Some((hash, content))) => read.push(Read {
                path: path.clone(),
                hash,
                content,
            }),
            Err(problem) => out.push(left(
                path,
                Problem {
                    what: msg!("copy-left", why = problem.what),
                    ..problem
                },
            )),
        }
    }
    let name = group.main.file_name().unwrap_or_default().to_string_lossy();
    let article = PathBuf::from(article_of(&name).unwrap_or_default());
    let mut brought: Vec<Result<Brought, Problem>> = Vec::new();
    let mut both_sides: Option<Vec<u8>> = None;
    let written = write(&group.main, how, means, |disk| {
        brought.clear();
        let mut merged = match disk {
            Some(disk) => {
                if content::has_marks(&disk.bytes) {
                    both_sides = Some(disk.bytes.clone());
                }
                Some(main_of(&group.main, disk)?)
            }
            None => None,
        };
        for copy in &read {
            let theirs = &copy.content.reading;
            let base = merged.as_ref().unwrap_or(theirs);
            let owner = merged.is_some() || is_named(&name, theirs);
            let refused = refusal(merged.as_ref(), Integrity::Intact, &copy.content, &article)
                .or_else(|| (!owner).then(|| other_person(theirs)));
            brought.push(match refused {
                Some(why) => Err(left_as_it_is(&copy.path, why)),
                None => {
                    let next = merge(base, theirs);
                    let news = news(merged.as_ref(), &next);
                    merged = Some(next);
                    Ok(news)
                }
            });
        }
        if let (Some(merged), true) = (&merged, how != Fold::Look) {
            let whose = Whose {
                home: means.home,
                article: &group.main.with_file_name(&article),
                reviewer: merged.reviewer.id,
            };
            keep_file(whose, &group.main, means.unique, means.now);
        }
        if let (Some(bytes), true) = (&both_sides, how != Fold::Look) {
            keep(&group.main, bytes, means)?;
        }
        Ok(merged.map(|merged| annotations::write(&merged)))
    });
    if group.copies.is_empty() {
        out.push(FoldedCopy {
            path: group.main.clone(),
            result: written.map(|()| Brought::default()),
            now_at: None,
        });
        return out;
    }
    out.extend(finish(read, brought, written, how, means));
    out
}

fn metas(group: &Group, how: Fold, means: Means<'_>) -> Vec<FoldedCopy> {
    let mut out = Vec::new();
    let mut read: Vec<Read<ArticleMeta>> = Vec::new();
    for path in &group.copies {
        let loaded = read_bytes(path).and_then(|bytes| {
            let (meta, intact) = article::read(path, &text_of(path, &bytes)?)?;
            let edited = || left_as_it_is(path, msg!("copy-edited-by-hand"));
            intact
                .then(|| (FileHash::of(&bytes), meta))
                .ok_or_else(edited)
        });
        match loaded {
            Ok((hash, content)) => read.push(Read {
                path: path.clone(),
                hash,
                content,
            }),
            Err(problem) => out.push(left(path, problem)),
        }
    }
    // What was set last has the say, whatever the copies are called.
    read.sort_by_key(|copy| Reverse(copy.content.modified));
    let written = write(&group.main, how, means, |disk| {
        let own = disk.map(|disk| article::read(&group.main, &text_of(&group.main, &disk.bytes)?));
        let mut metas: Vec<ArticleMeta> = read.iter().map(|copy| copy.content.clone()).collect();
        metas.extend(own.transpose()?.map(|(meta, _)| meta));
        metas.sort_by_key(|meta| Reverse(meta.modified));
        let merged = metas.into_iter().reduce(|a, b| merge_meta(&a, &b));
        Ok(merged.map(|merged| article::write(&merged)))
    });
    let brought = read.iter().map(|_| Ok(Brought::default())).collect();
    out.extend(finish(read, brought, written, how, means));
    out
}

/// Writes what `content` makes of the file, or only asks for it; nothing where there is nothing to write.
fn write(
    path: &Path,
    how: Fold,
    means: Means<'_>,
    mut content: impl FnMut(Option<&OnDisk>) -> Result<Option<String>, Problem>,
) -> Result<(), Problem> {
    not_led_away(path)?;
    if how == Fold::Look {
        let disk = on_disk(path)?;
        return content(disk.as_ref()).map(drop);
    }
    // Asked beforehand: where no copy can be merged, the file is not to be made.
    if content(on_disk(path)?.as_ref())?.is_none() {
        return Ok(());
    }
    let nothing = || Problem::data(path, msg!("save-changed-meanwhile"));
    let written = replace(path, means, |disk| content(disk)?.ok_or_else(nothing));
    written.map(drop).map_err(|refusal| refusal.last(path))
}

/// Moves the copies that were merged, once the file is written.
fn finish<T>(
    read: Vec<Read<T>>,
    brought: Vec<Result<Brought, Problem>>,
    written: Result<(), Problem>,
    how: Fold,
    means: Means<'_>,
) -> Vec<FoldedCopy> {
    let mut brought = brought.into_iter();
    let mut out = Vec::new();
    for copy in read {
        let result = match (&written, brought.next()) {
            (Err(problem), _) => Err(problem.clone()),
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Ok(Brought::default()),
        };
        let moved = match (&result, how) {
            (Ok(_), Fold::PutAway) => put_away(&copy.path, copy.hash, means),
            _ => Ok(None),
        };
        let (result, now_at) = match moved {
            Ok(now_at) => (result, now_at),
            Err(problem) => (Err(problem), None),
        };
        out.push(FoldedCopy {
            path: copy.path,
            result,
            now_at,
        });
    }
    out
}

/// Whether a file's name is the one of a reviewer's file.
fn is_named(name: &str, reading: &Reading) -> bool {
    let key = file_key(&reading.reviewer.name);
    key_of(name).is_some_and(|named| same_file_name(named, &key))
}

/// What a main file says, where it may be written.
fn main_of(path: &Path, disk: &OnDisk) -> Result<Reading, Problem> {
    let parsed = content::read(path, &text_of(path, &disk.bytes)?, None)?;
    match parsed.intact {
        true => Ok(parsed.reading),
        false => Err(Problem::data(path, msg!("copy-main-edited"))),
    }
}

/// What a merged reading knows that was not known before.
fn news(before: Option<&Reading>, after: &Reading) -> Brought {
    let Some(before) = before else {
        return Brought {
            marks: after.spans.len(),
            deletions: after.tombstones.len(),
        };
    };
    let marks = after.spans.iter();
    let gone = after.tombstones.keys();
    Brought {
        marks: marks
            .filter(|span| before.spans.get(span.id) != Some(span))
            .count(),
        deletions: gone.filter(|id| before.spans.get(**id).is_some()).count(),
    }
}
