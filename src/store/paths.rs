//! Names of the files that stand beside an article, and where they go when they can't.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::files;
use super::home::Home;
use crate::text::sha256_hex;

/// The path of a file beside an article whose name is the article's with an ending added.
pub(super) fn beside(article: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(article.file_name().unwrap_or(OsStr::new("article")));
    name.push(ending);
    article.with_file_name(name)
}

/// The folder under `saves/` that stands for an article's folder: its name, and eight digits of the
/// hash of its whole path so that two folders of one name keep apart.
pub(super) fn fallback_folder(home: &Home, article: &Path) -> PathBuf {
    let whole = whole_folder(article);
    let hash = sha256_hex(&[whole.as_os_str().as_encoded_bytes()]);
    let name = whole.file_name().unwrap_or(OsStr::new("root"));
    // Room for the hash within the usual 255 bytes.
    let name = name.to_string_lossy();
    let name = &name[..name.floor_char_boundary(240)];
    home.saves.join(format!("{name}-{}", &hash[..8]))
}

/// What stands for an article in the data folder: half of the SHA-256 of its whole path, so that no
/// name of a folder or a person goes there.
pub(super) fn article_key(article: &Path) -> String {
    let whole = whole_folder(article).join(article.file_name().unwrap_or_default());
    let mut hash = sha256_hex(&[whole.as_os_str().as_encoded_bytes()]);
    hash.truncate(32);
    hash
}

/// The folder of an article with all that leads there.
fn whole_folder(article: &Path) -> PathBuf {
    let folder = article.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    files::real(folder)
        .or_else(|_| std::path::absolute(folder))
        .unwrap_or_else(|_| folder.to_owned())
}

/// Whether two file names are one on some file system: compared in NFC and without case.
pub(super) fn same_file_name(a: &str, b: &str) -> bool {
    let fold = |name: &str| name.nfc().flat_map(char::to_lowercase).collect::<String>();
    a == b || fold(a) == fold(b)
}

/// Whether two file names are one but for Unicode normalisation, which some systems change.
pub(super) fn same_in_nfc(a: &str, b: &str) -> bool {
    a == b || a.nfc().eq(b.nfc())
}

/// The reviewer's part of a name `ARTICLE.EXT.REVIEWER.ann.ron`, if it is one of this article.
///
/// The part holds no full stop, so that `a.txt` does not take the files of `a.txt.md`.
pub(super) fn reviewer_part<'n>(name: &'n str, article: &str, ending: &str) -> Option<&'n str> {
    let (before, key) = name.strip_suffix(ending)?.rsplit_once('.')?;
    (!key.is_empty() && same_in_nfc(before, article)).then_some(key)
}

/// The names in a folder; none where it can't be listed.
pub(super) fn names_in(folder: &Path) -> Vec<OsString> {
    list_names(folder).unwrap_or_default()
}

/// The names in a folder.
///
/// # Errors
/// What the system said where it can't be listed to its end.
pub(super) fn list_names(folder: &Path) -> io::Result<Vec<OsString>> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = files::list(folder)?;
    entries.map(|entry| Ok(entry?.file_name())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_articles_own_files_are_taken() {
        let part = |name| reviewer_part(name, "tribune.txt", ".ann.ron");
        assert_eq!(part("tribune.txt.Alice.ann.ron"), Some("Alice"));
        assert_eq!(part("tribune.txt.%63on.ann.ron"), Some("%63on"));
        assert_eq!(part("tribune.txt.md.Alice.ann.ron"), None);
        assert_eq!(part("tribune.txt.ann.ron"), None);
        assert_eq!(part("tribune.txt..ann.ron"), None);
        assert_eq!(part("tribune.txt.Alice.ann.ron.bak"), None);
        assert_eq!(part("~tribune.txt.Alice.ann.ron.1.tmp"), None);
        assert_eq!(
            reviewer_part("e\u{301}.txt.A.ann.ron", "é.txt", ".ann.ron"),
            Some("A")
        );
        assert!(same_file_name("ÉLODIE", "e\u{301}lodie"));
    }
}
