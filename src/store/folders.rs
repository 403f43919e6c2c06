//! [`Folders`]: which annotation files lie in a folder, listed once for many articles.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::annotations::ENDING;
use super::paths::{list_names, reviewer_part};

/// The annotation files of folders by article. A folder is listed when it is first asked for, so keep
/// one only as long as one pass over articles takes.
#[derive(Debug, Default)]
pub struct Folders {
    listed: HashMap<PathBuf, Option<ByArticle>>,
}

/// Names of files by the article's name in NFC.
type ByArticle = HashMap<String, Vec<OsString>>;

impl Folders {
    /// Keys of reviewers and paths of an article's annotation files in a folder.
    pub(super) fn files_of(&mut self, article: &Path, folder: &Path) -> Vec<(String, PathBuf)> {
        let article = article.file_name().unwrap_or_default().to_string_lossy();
        let listed = self.listing(folder).as_ref();
        let names = listed.and_then(|listed| listed.get(&article.nfc().collect::<String>()));
        names
            .into_iter()
            .flatten()
            .filter_map(|name| {
                let key = reviewer_part(&name.to_string_lossy(), &article, ENDING)?.to_owned();
                Some((key, folder.join(name)))
            })
            .collect()
    }

    /// Whether a folder can be listed.
    pub(super) fn can_list(&mut self, folder: &Path) -> bool {
        self.listing(folder).is_some()
    }

    fn listing(&mut self, folder: &Path) -> &Option<ByArticle> {
        if !self.listed.contains_key(folder) {
            self.listed.insert(folder.to_owned(), list(folder));
        }
        &self.listed[folder]
    }
}

fn list(folder: &Path) -> Option<ByArticle> {
    let mut listed = ByArticle::new();
    for name in list_names(folder).ok()? {
        let shown = name.to_string_lossy();
        let article = shown
            .strip_suffix(ENDING)
            .and_then(|rest| rest.rsplit_once('.'));
        if let Some((article, _)) = article {
            listed
                .entry(article.nfc().collect())
                .or_default()
                .push(name);
        }
    }
    Some(listed)
}
