//! [`Folders`]: which annotation files lie in a folder, listed once for many articles.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::annotations::ENDING;
use super::article_file;
use super::conflicts::{CopyOf, annotation_copy, file_copy};
use super::paths::{list_names, reviewer_part};

/// The annotation files of folders by article. A folder is listed when it is first asked for, so keep
/// one only as long as one pass over articles takes.
#[derive(Debug, Default)]
pub struct Folders {
    listed: HashMap<PathBuf, Option<Listed>>,
}

/// What lies in a folder, by the article's name in NFC.
#[derive(Debug, Default)]
struct Listed {
    /// Reviewers' files.
    own: HashMap<String, Vec<OsString>>,
    /// Copies of them, each with the reviewer's part of the name that it is a copy of.
    copies: HashMap<String, Vec<(String, OsString)>>,
    /// Copies of the article's own file.
    article_copies: HashMap<String, Vec<OsString>>,
}

impl Folders {
    /// Keys of reviewers and paths of an article's annotation files in a folder.
    pub(super) fn files_of(&mut self, article: &Path, folder: &Path) -> Vec<(String, PathBuf)> {
        let article = name_of(article);
        let listed = self.listing(folder).as_ref();
        let names = listed.and_then(|listed| listed.own.get(&plain(&article)));
        names
            .into_iter()
            .flatten()
            .filter_map(|name| {
                let key = reviewer_part(&name.to_string_lossy(), &article, ENDING)?.to_owned();
                Some((key, folder.join(name)))
            })
            .collect()
    }

    /// The same of files that are copies of them by their names.
    pub(super) fn copies_of(&mut self, article: &Path, folder: &Path) -> Vec<(String, PathBuf)> {
        let listed = self.listing(folder).as_ref();
        let names = listed.and_then(|listed| listed.copies.get(&plain(&name_of(article))));
        let names = names.into_iter().flatten();
        names
            .map(|(key, name)| (key.clone(), folder.join(name)))
            .collect()
    }

    /// Files that are copies of the article's own file by their names.
    pub(super) fn article_copies_of(&mut self, article: &Path, folder: &Path) -> Vec<PathBuf> {
        let listed = self.listing(folder).as_ref();
        let names = listed.and_then(|listed| listed.article_copies.get(&plain(&name_of(article))));
        let names = names.into_iter().flatten();
        names.map(|name| folder.join(name)).collect()
    }

    /// Whether a folder can be listed.
    pub(super) fn can_list(&mut self, folder: &Path) -> bool {
        self.listing(folder).is_some()
    }

    fn listing(&mut self, folder: &Path) -> &Option<Listed> {
        if !self.listed.contains_key(folder) {
            self.listed.insert(folder.to_owned(), list(folder));
        }
        &self.listed[folder]
    }
}

fn name_of(article: &Path) -> String {
    let name = article.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn plain(name: &str) -> String {
    name.nfc().collect()
}

fn list(folder: &Path) -> Option<Listed> {
    let mut listed = Listed::default();
    let names = list_names(folder).ok()?;
    let there: HashSet<String> = { names.iter() }
        .map(|name| plain(&name.to_string_lossy()))
        .collect();
    for name in names {
        let shown = name.to_string_lossy();
        let own = shown
            .strip_suffix(ENDING)
            .and_then(|rest| rest.rsplit_once('.'))
            .map(|(article, _)| plain(article));
        // What goes with an article of its own is no copy, whatever that article is called.
        let alone = |copy: &CopyOf| {
            let other = own.as_ref().filter(|own| **own != plain(&copy.article));
            other.is_none_or(|article| !there.contains(article))
        };
        if let Some(copy) = annotation_copy(&shown).filter(alone) {
            let copies = listed.copies.entry(plain(&copy.article)).or_default();
            copies.push((copy.key, name));
        } else if let Some(article) = own {
            listed.own.entry(article).or_default().push(name);
        } else if let Some(original) = file_copy(&shown, article_file::ENDING)
            && let Some(article) = original.strip_suffix(article_file::ENDING)
        {
            let copies = listed.article_copies.entry(plain(article)).or_default();
            copies.push(name);
        }
    }
    Some(listed)
}
