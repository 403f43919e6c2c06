//! The texts that annotations were made on: `texts/HASH.txt` in the data folder.
//!
//! When an article is edited, the old text says what became of every word. The folder is the machine's
//! own memory: it stands beside no article, is shared with nobody, and may be deleted at any time, after
//! which fewer spans of edited articles are found again. What was not used for longest goes first.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::atomic::write_locked;
use super::disk::read_if_there;
use super::files;
use super::home::Home;
use super::lock::lock;
use crate::anchor::{self, Elsewhere};
use crate::model::{Anchor, Timestamp};
use crate::text::{SourceText, sha256_hex};

/// The most bytes that all texts together may have: 256 MiB.
const MOST: u64 = 256 << 20;

/// The most texts.
const MOST_TEXTS: usize = 4096;

/// The largest text that is kept, so that one does not push out all others.
const LARGEST: u64 = MOST / 4;

fn folder(home: &Home) -> PathBuf {
    home.data.join("texts")
}

/// Where a text is; `None` for what is no hash, since hashes come from files that others may write.
fn path(home: &Home, hash: &str) -> Option<PathBuf> {
    let digits = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    let is_hash = hash.len() == 64 && hash.bytes().all(digits);
    is_hash.then(|| folder(home).join(format!("{hash}.txt")))
}

/// Whether a text is kept.
pub fn has_text(home: &Home, hash: &str) -> bool {
    path(home, hash).is_some_and(|path| path.is_file())
}

/// Whether a text is kept; one that is was of use now, and stays longer than others.
pub fn use_text(home: &Home, hash: &str, now: Timestamp) -> bool {
    let path = path(home, hash).filter(|path| path.is_file());
    path.is_some_and(|path| {
        touch(&path, now);
        true
    })
}

/// Keeps a text, with LF line ends as it is held; false where it can't be kept, which is no reason to
/// fail: annotations stand without it. Others go where there are too many.
pub fn keep_text(home: &Home, text: &SourceText, unique: &str, now: Timestamp) -> bool {
    keep_within(home, text, unique, now, MOST, LARGEST)
}

fn keep_within(
    home: &Home,
    text: &SourceText,
    unique: &str,
    now: Timestamp,
    most: u64,
    largest: u64,
) -> bool {
    let Some(path) = path(home, text.hash()) else {
        return false;
    };
    if text.len() as u64 > largest || files::make_folder(&folder(home)).is_err() {
        return false;
    }
    if use_text(home, text.hash(), now) {
        return true;
    }
    let Ok(lock) = lock(home, &path) else {
        return false;
    };
    let bytes = text.as_str().as_bytes();
    let kept = write_locked(&path, bytes, unique, lock.as_ref(), || Ok(())).is_ok();
    if kept {
        touch(&path, now);
        make_room(&folder(home), &path, most);
    }
    kept
}

/// Notes that a text was of use.
fn touch(path: &Path, now: Timestamp) {
    // Where the time can't be set, it goes earlier than it should.
    let _ = files::set_modified(path, SystemTime::from(now));
}

/// Removes what was not used for longest until the rest is within the bounds.
fn make_room(folder: &Path, newest: &Path, most: u64) {
    let mut files: Vec<(SystemTime, u64, PathBuf)> = { files::list(folder).into_iter() }
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let about = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            Some((about.modified().ok()?, about.len(), entry.path()))
        })
        .collect();
    files.sort();
    let mut bytes: u64 = files.iter().map(|file| file.1).sum();
    let mut count = files.len();
    for (_, size, path) in files {
        if bytes <= most && count <= MOST_TEXTS {
            return;
        }
        if path != newest && files::remove(&path).is_ok() {
            bytes -= size;
            count -= 1;
        }
    }
}

/// A text that was kept, which was of use now. One that is not what its hash says is removed.
pub fn old_text(home: &Home, hash: &str, now: Timestamp) -> Option<SourceText> {
    let path = path(home, hash)?;
    let bytes = read_if_there(&path).ok()??;
    if sha256_hex(&[&bytes]) != hash {
        // What the disk damaged is of no use to anybody.
        let _ = files::remove(&path);
        return None;
    }
    touch(&path, now);
    // A mark that the text itself begins with is none of the file's.
    Some(SourceText::new(&format!(
        "\u{feff}{}",
        String::from_utf8(bytes).ok()?
    )))
}

/// Where anchors are that are not where they were in today's text, by the texts that are kept; those
/// that are asked for were of use `now`.
pub fn elsewhere<'a>(
    home: &Home,
    text: &SourceText,
    anchors: impl IntoIterator<Item = &'a Anchor>,
    now: Timestamp,
) -> Elsewhere {
    anchor::elsewhere(text, anchors, |hash| old_text(home, hash, now))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn home(folder: &Path) -> Home {
        Home {
            assets: None,
            seeds: None,
            saves: folder.join("saves"),
            data: folder.join("data"),
            config: folder.join("config"),
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    #[test]
    fn texts_come_back_as_they_were_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let home = home(folder.path());
        let text = SourceText::new("\u{feff}\u{feff}Été\r\nhiver\0\u{2028}\n");
        assert!(!has_text(&home, text.hash()));
        assert_eq!(old_text(&home, text.hash(), at(1)), None);
        assert!(keep_text(&home, &text, "1", at(0)));
        assert!(has_text(&home, text.hash()));
        let back = old_text(&home, text.hash(), at(1)).unwrap();
        assert_eq!(back.as_str(), text.as_str());
        // Damaged, it is as if it had never been there.
        let file = path(&home, text.hash()).unwrap();
        fs::write(&file, "Ete").unwrap();
        assert_eq!(old_text(&home, text.hash(), at(1)), None);
        assert!(!file.exists());
        // No path leads out of the folder.
        for hash in [
            "",
            "../../x",
            "/etc/passwd",
            &"é".repeat(32),
            &"A".repeat(64),
        ] {
            assert_eq!(old_text(&home, hash, at(1)), None);
            assert!(!has_text(&home, hash));
        }
    }

    #[test]
    fn the_oldest_go_first() {
        let folder = tempfile::tempdir().unwrap();
        let home = home(folder.path());
        let text = |number: usize| SourceText::new(&format!("{number}{}", "x".repeat(99)));
        let keep =
            |number: usize, second| keep_within(&home, &text(number), "1", at(second), 300, 150);
        for number in 0..3 {
            assert!(keep(number, number as i64));
        }
        // Used again, the first is the newest.
        assert!(keep(0, 10));
        assert!(keep(3, 11));
        let there = [0, 1, 2, 3].map(|number| has_text(&home, text(number).hash()));
        assert_eq!(there, [true, false, true, true]);
        // So is one by which marks were found, and one on which marks were made again.
        assert!(old_text(&home, text(2).hash(), at(12)).is_some());
        assert!(keep(4, 13));
        assert!(use_text(&home, text(3).hash(), at(14)));
        assert!(keep(5, 15));
        let there = [0, 2, 3, 4, 5].map(|number| has_text(&home, text(number).hash()));
        assert_eq!(there, [false, false, true, true, true]);
        assert!(!use_text(&home, text(0).hash(), at(16)));
        // Too large for all of them.
        let large = SourceText::new(&"y".repeat(151));
        assert!(!keep_within(&home, &large, "1", at(17), 300, 150));
        // Where there is no room at all, nothing fails.
        fs::remove_dir_all(home.data.join("texts")).unwrap();
        fs::write(home.data.join("texts"), "").unwrap();
        assert!(!keep(6, 18));
    }
}
