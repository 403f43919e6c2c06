//! Earlier states of annotation files: `backups/ARTICLE/REVIEWER/TIME_HASH.ann.ron` in the data folder,
//! ARTICLE standing for the article's whole path (`article_key`) and REVIEWER being the reviewer's id.
//!
//! What is kept is what was on disk before it was replaced, byte by byte, at most once a minute (once in
//! ten minutes of what is larger than 1 MiB), and in any case before another program's changes are taken
//! in, before a file edited by hand is taken over and before an earlier version is put in its place. The
//! name holds the SHA-256 of the bytes, so that one which the disk damaged is told from one that was
//! wrong from the start. Of each file there are at most 40 and 64 MiB (`thin`), of all together
//! 512 MiB.
//!
//! Nothing fails where a backup can't be written: the folder is the machine's own memory and may be
//! deleted at any time.

mod rescue;
mod thin;

use std::io;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use uuid::Uuid;

pub use rescue::{Rescue, put_back, rescue};

use super::atomic::write_atomic;
use super::disk::{read_bytes, read_if_there};
use super::files;
use super::format::{annotations, text_of};
use super::home::Home;
use super::paths::article_key;
use crate::model::{Backup, Problem, Reading, Timestamp};
use crate::msg;
use crate::text::{SourceText, sha256_hex};

/// The most bytes that all backups together have: 512 MiB.
const MOST_IN_ALL: u64 = 512 << 20;

/// The largest file of which there are backups.
const LARGEST: u64 = MOST_IN_ALL / 4;

/// Files larger than this are kept less often.
const LARGE: usize = 1 << 20;

/// The shortest time between two backups, of small files and of large ones.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);
const PAUSE_OF_LARGE: SignedDuration = SignedDuration::from_mins(10);

/// How often all backups together are counted, at most.
const COUNTED: SignedDuration = SignedDuration::from_hours(1);

/// Ending of the files.
const ENDING: &str = ".ann.ron";

fn name_of(backup: &Backup) -> String {
    // A colon is no sign for file names everywhere.
    let time = format!("{:.3}", backup.at).replace(':', "-");
    format!("{time}_{}{ENDING}", backup.hash)
}

fn named(name: &str) -> Option<Backup> {
    let (time, hash) = name.strip_suffix(ENDING)?.split_once('_')?;
    let (day, clock) = time.split_once('T')?;
    let at = format!("{day}T{}", clock.replace('-', ":")).parse().ok()?;
    let hash = hash.to_owned();
    Some(Backup { at, hash }).filter(|backup| name_of(backup) == name)
}

/// Whose backups, of which article.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// Where things are.
    pub home: &'a Home,
    /// The article.
    pub article: &'a Path,
    /// Id of the reviewer.
    pub reviewer: Uuid,
}

impl Whose<'_> {
    fn folder(&self) -> PathBuf {
        article_folder(self.home, self.article).join(self.reviewer.to_string())
    }

    /// All that there are, the newest first.
    pub fn backups(&self) -> Vec<Backup> {
        let mut all: Vec<Backup> = in_folder(&self.folder()).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        all
    }

    /// Reads one. Where the article's text is at hand, what is quoted of it takes no room of its own.
    ///
    /// # Errors
    /// A problem where it is gone, damaged since it was kept, or was never a whole annotation file of
    /// that reviewer.
    pub fn read(&self, backup: &Backup, text: Option<&SourceText>) -> Result<Reading, Problem> {
        let path = self.folder().join(name_of(backup));
        let bytes = read_bytes(&path)?;
        if sha256_hex(&[&bytes]) != backup.hash {
            return Err(Problem::data(path, msg!("backup-damaged")));
        }
        let reading = annotations::read(&path, &text_of(&path, &bytes)?, text)?.reading;
        if reading.reviewer.id != self.reviewer {
            let name = reading.reviewer.name;
            return Err(Problem::data(path, msg!("save-other-person", name = name)));
        }
        Ok(reading)
    }

    /// Keeps what is about to be replaced where the last backup is old enough.
    pub(super) fn keep_if_due(&self, bytes: &[u8], unique: &str, now: Timestamp) {
        let all = self.backups();
        let pause = match bytes.len() > LARGE {
            true => PAUSE_OF_LARGE,
            false => PAUSE,
        };
        // A clock that was set back must not end all backups until it gets there again.
        let due = |last: &Backup| now.duration_since(last.at).abs() >= pause;
        // Where the article's folder can't be written any more, what still stands there is no news.
        let known = |hash: &str| all.iter().any(|backup| backup.hash == hash);
        if all.first().is_none_or(due) {
            self.keep_unless(bytes, known, unique, now);
        }
    }

    /// Keeps a file's bytes, unless the last backup says the very same.
    pub(super) fn keep(&self, bytes: &[u8], unique: &str, now: Timestamp) {
        let last = self.backups().into_iter().next();
        let known = |hash: &str| last.is_some_and(|last| last.hash == hash);
        self.keep_unless(bytes, known, unique, now);
    }

    fn keep_unless(
        &self,
        bytes: &[u8],
        known: impl FnOnce(&str) -> bool,
        unique: &str,
        now: Timestamp,
    ) {
        let hash = sha256_hex(&[bytes]);
        if bytes.len() as u64 > LARGEST || known(&hash) {
            return;
        }
        if let Err(error) = self.write(bytes, hash, unique, now) {
            log::warn!("no backup: {error}");
        }
    }

    fn write(&self, bytes: &[u8], hash: String, unique: &str, now: Timestamp) -> io::Result<()> {
        let folder = self.folder();
        files::make_folder(&folder)?;
        // What a crash left behind. A save holds the lock of the file.
        for entry in files::list(&folder)?.flatten() {
            if entry.file_name().as_encoded_bytes().starts_with(b"~") {
                let _ = files::remove(&entry.path());
            }
        }
        // The newest one is the last: a clock that was set back does not change the order.
        let last = self.backups().first().map(|last| last.at);
        let at = match last.filter(|last| *last >= now) {
            Some(last) => last.saturating_add(PAUSE).unwrap_or(last),
            None => now,
        };
        let backup = Backup { at, hash };
        write_atomic(&folder.join(name_of(&backup)), bytes, unique, || Ok(()))?;
        self.thin(now);
        let counted = last.is_some_and(|last| now.duration_since(last) < COUNTED);
        if !counted || bytes.len() > LARGE {
            keep_within(&self.home.data.join(FOLDER), MOST_IN_ALL);
        }
        Ok(())
    }

    /// Removes what is not needed any more of this file's backups.
    fn thin(&self, now: Timestamp) {
        let folder = self.folder();
        let mut all = self.backups();
        all.reverse();
        let size = |backup: &Backup| size(&folder.join(name_of(backup)));
        let sizes: Vec<_> = all.iter().map(|backup| (backup.at, size(backup))).collect();
        for at in thin::surplus(&sizes, now) {
            let _ = files::remove(&folder.join(name_of(&all[at])));
        }
    }
}

/// Name of the folder of all backups.
const FOLDER: &str = "backups";

fn article_folder(home: &Home, article: &Path) -> PathBuf {
    home.data.join(FOLDER).join(article_key(article))
}

fn in_folder(folder: &Path) -> impl Iterator<Item = Backup> + use<> {
    let entries = files::list(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| named(entry.file_name().to_str()?))
}

fn size(path: &Path) -> u64 {
    files::about(path).map_or(0, |about| about.len())
}

/// Removes backups until all together have at most so many bytes: the oldest first, and the last one of
/// a file only after all that are not.
fn keep_within(root: &Path, most: u64) {
    let folders = |of: &Path| {
        let entries = files::list(of).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for folder in folders(root).iter().flat_map(|article| folders(article)) {
        let mut of_file: Vec<Backup> = in_folder(&folder).collect();
        of_file.sort_unstable();
        let newest = of_file.last().cloned();
        for backup in of_file {
            let path = folder.join(name_of(&backup));
            let newest = newest.as_ref() == Some(&backup);
            all.push((newest, backup.at, size(&path), path));
        }
    }
    all.sort_unstable();
    let mut bytes: u64 = all.iter().map(|(_, _, size, _)| size).sum();
    for (_, _, size, path) in all {
        if bytes <= most {
            return;
        }
        if files::remove(&path).is_ok() {
            bytes -= size;
        }
    }
}

/// Keeps what one of a reviewer's files holds now: before something other than a save changes it, and
/// once work on it ends.
pub fn keep_file(whose: Whose<'_>, file: &Path, unique: &str, now: Timestamp) {
    if let Ok(Some(bytes)) = read_if_there(file) {
        whose.keep(&bytes, unique, now);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn all_together_stay_within_bounds() {
        let folder = tempfile::tempdir().unwrap();
        let put = |place: &str, second: i64| {
            let at = Timestamp::from_second(second).unwrap();
            let hash = "0".repeat(64);
            let path = folder.path().join(place);
            fs::create_dir_all(&path).unwrap();
            let path = path.join(name_of(&Backup { at, hash }));
            fs::write(&path, [0; 100]).unwrap();
            path
        };
        let old = put("a/ada", 1);
        let first = [put("b/bob", 2), put("b/bob", 4), put("c/cem", 3)];
        let last = [put("b/bob", 6), put("c/cem", 5)];
        keep_within(folder.path(), 600);
        assert!(old.exists() && first.iter().all(|path| path.exists()));
        keep_within(folder.path(), 399);
        assert!(first.iter().all(|path| !path.exists()));
        assert!(old.exists() && last.iter().all(|path| path.exists()));
        keep_within(folder.path(), 200);
        assert!(!old.exists());
        assert!(last.iter().all(|path| path.exists()));
    }

    #[test]
    fn a_name_says_when_and_what() {
        let at = Timestamp::from_millisecond(1_795_200_103_007).unwrap();
        let hash = "0".repeat(64);
        let backup = Backup { at, hash };
        let name = name_of(&backup);
        assert!(name.starts_with("2026-11-20T18-41-43.007Z_000"), "{name}");
        assert_eq!(named(&name), Some(backup));
        for other in ["a.ann.ron", "", &name[1..], &format!("~{name}.1.tmp")] {
            assert_eq!(named(other), None);
        }
    }
}
