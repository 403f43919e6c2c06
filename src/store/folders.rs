//! [`Folders`]: which annotation files lie in a folder, listed once for many articles.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::annotations::ENDING;
use super::paths::{names_in, reviewer_part};

/// The annotation files of folders by article. A folder is listed when it is first asked for, so keep
/// one only as long as one pass over articles takes.
#[derive(Debug, Default)]
pub struct Folders {
    listed: HashMap<PathBuf, ByArticle>,
}

/// Names of files by the article's name in NFC.
type ByArticle = HashMap<String, Vec<OsString>>;

impl Folders {
    /// Keys of reviewers and paths of an article's annotation files in a folder.
    pub(super) fn files_of(&mut self, article: &Path, folder: &Path) -> Vec<(String, PathBuf)> {
        let article = article.file_name().unwrap_or_default().to_string_lossy();
        let listed = match self.listed.get(folder) {
            Some(listed) => listed,
            None => self.listed.entry(folder.to_owned()).or_insert(list(folder)),
        };
        let names = listed.get(&article.nfc().collect::<String>());
        names
            .into_iter()
            .flatten()
            .filter_map(|name| {
                let key = reviewer_part(&name.to_string_lossy(), &article, ENDING)?.to_owned();
                Some((key, folder.join(name)))
            })
            .collect()
    }
}

fn list(folder: &Path) -> ByArticle {
    let mut listed = ByArticle::new();
    for name in names_in(folder) {
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
    listed
}
