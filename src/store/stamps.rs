//! [`Stamp`] and [`Look`]: whether files are still those that were read, without opening them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use uuid::Uuid;

use super::article_file;
use super::disk::{FileHash, read_if_there};
use super::files;
use super::folders::Folders;
use super::home::Home;
use super::journal;
use super::paths::fallback_folder;
use crate::model::Timestamp;

/// A file written so shortly before it was looked at may be written again without its time changing.
const TICK: Duration = Duration::from_millis(20);

/// The same where the file system counts in whole seconds, or in pairs of them.
const COARSE_TICK: Duration = Duration::from_secs(2);

/// What the system says of a file: where it says something else, the content may be another one.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// Number of the file on its disk; a file that was renamed over another one has its own.
    number: u64,
    hasty: bool,
    /// What the file held, where its stamp alone does not say enough.
    content: Option<FileHash>,
}

impl Stamp {
    /// That of a file or folder; `None` where there is none, or the system does not say.
    pub fn of(path: &Path, now: Timestamp) -> Option<Self> {
        let about = files::about(path).ok()?;
        let modified = about.modified().ok();
        Some(Self {
            bytes: about.len(),
            modified,
            number: number(&about),
            hasty: modified.is_none_or(|at| is_hasty(at, now)),
            content: None,
        })
    }

    /// That of a file, with its content where the stamp alone does not say enough.
    pub fn with_content(path: &Path, now: Timestamp) -> Option<Self> {
        let mut stamp = Self::of(path, now)?;
        if stamp.hasty {
            stamp.content = content(path);
        }
        Some(stamp)
    }

    /// Whether a file still holds what it held when this hasty stamp was taken.
    pub fn holds(self, path: &Path) -> bool {
        self.content.is_some() && self.content == content(path)
    }

    /// Whether the system says the same of both.
    pub fn is_same(self, other: Self) -> bool {
        (self.bytes, self.modified, self.number) == (other.bytes, other.modified, other.number)
    }

    /// Whether both are of one file or folder, whatever it holds.
    pub fn is_same_file(self, other: Self) -> bool {
        self.number == other.number
    }

    /// Whether the file may have changed after it was looked at without its stamp telling.
    pub fn is_hasty(self) -> bool {
        self.hasty
    }

    /// Length in bytes.
    pub fn bytes(self) -> u64 {
        self.bytes
    }

    /// When it was last written, as a number, and what else tells it from others.
    pub(super) fn parts(self) -> impl std::hash::Hash {
        (self.bytes, self.modified, self.number)
    }
}

fn content(path: &Path) -> Option<FileHash> {
    let bytes = read_if_there(path).ok()??;
    Some(FileHash::of(&bytes))
}

#[cfg(unix)]
fn number(about: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn number(_: &std::fs::Metadata) -> u64 {
    0
}

fn is_hasty(at: SystemTime, now: Timestamp) -> bool {
    let whole = at
        .duration_since(SystemTime::UNIX_EPOCH)
        .is_ok_and(|since| since.subsec_nanos() == 0);
    let tick = if whole { COARSE_TICK } else { TICK };
    // The clock of a file server may be ahead of ours.
    SystemTime::from(now)
        .duration_since(at)
        .map_or_else(|ahead| ahead.duration() < COARSE_TICK, |age| age < tick)
}

/// What a file is to its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The article itself.
    Source,
    /// What is set of it for everyone.
    Meta,
    /// A reviewer's annotations.
    Reading,
}

/// The files of an article as they are at one moment, beside it and in `saves/`, and its journals.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// By path.
    pub files: BTreeMap<PathBuf, (Part, Stamp)>,
    /// Its journals: whose they are, and how many bytes they have.
    pub journals: BTreeMap<PathBuf, (Uuid, u64)>,
}

impl Look {
    /// The stamp of the article itself, where it is there.
    pub fn source(&self) -> Option<Stamp> {
        let mut files = self.files.values();
        let source = files.find(|(part, _)| *part == Part::Source);
        source.map(|(_, stamp)| *stamp)
    }

    /// A number that is another one where any of the files is, the journals aside.
    pub fn digest(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash as _, Hasher as _};
        let mut hasher = DefaultHasher::new();
        for (path, (part, stamp)) in &self.files {
            (path, part).hash(&mut hasher);
            stamp.parts().hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// Looks at the files of an article; `None` where its folder can't be listed, which says nothing of
/// them: a disk may have been pulled out.
pub fn look(folders: &mut Folders, article: &Path, home: &Home, now: Timestamp) -> Option<Look> {
    let folder = article.parent().unwrap_or(Path::new(""));
    if !folders.can_list(folder) {
        return None;
    }
    let mut look = Look {
        journals: journal::lengths(home, article),
        ..Look::default()
    };
    let mut add = |path: PathBuf, part| {
        if let Some(stamp) = Stamp::with_content(&path, now) {
            look.files.insert(path, (part, stamp));
        }
    };
    add(article.to_owned(), Part::Source);
    for path in article_file::places(article, home) {
        add(path, Part::Meta);
    }
    for folder in [folder, &fallback_folder(home, article)] {
        let copies = folders.copies_of(article, folder);
        for (_, path) in folders.files_of(article, folder).into_iter().chain(copies) {
            add(path, Part::Reading);
        }
    }
    Some(look)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_stamp_tells_files_apart() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let now = Timestamp::now;
        let stamp = || Stamp::of(&at("a"), now()).unwrap();
        assert!(Stamp::of(&at("a"), now()).is_none());
        fs::write(at("a"), "one").unwrap();
        let first = stamp();
        assert!(first.is_hasty() && first.is_same(stamp()));
        // Another file of the same length and time put in its place.
        fs::write(at("b"), "two").unwrap();
        let file = fs::File::options().write(true).open(at("b")).unwrap();
        file.set_modified(first.modified.unwrap()).unwrap();
        fs::rename(at("b"), at("a")).unwrap();
        assert_eq!(first.is_same(stamp()), cfg!(not(unix)));
        // Long ago is not hasty; a whole second needs two.
        let set = |age: Duration| {
            let file = fs::File::options().write(true).open(at("a")).unwrap();
            file.set_modified(SystemTime::now() - age).unwrap();
            stamp().is_hasty()
        };
        assert!(!set(Duration::from_secs(9)));
        let whole = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let later = |millis: i64| Timestamp::from_millisecond(1_700_000_000_000 + millis).unwrap();
        assert!(is_hasty(whole, later(1_500)) && !is_hasty(whole, later(2_500)));
        assert!(is_hasty(whole, later(-500)) && !is_hasty(whole, later(-90_000)));
    }

    #[test]
    fn a_look_sees_what_belongs_to_an_article_and_nothing_where_there_is_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let home = Home {
            assets: None,
            seeds: None,
            saves: at("saves"),
            data: at("data"),
            config: at("config"),
        };
        fs::create_dir(at("news")).unwrap();
        let article = at("news/a.txt");
        let see = || look(&mut Folders::default(), &article, &home, Timestamp::now());
        assert!(see().unwrap().files.is_empty());
        for name in [
            "a.txt",
            "a.txt.Ada.ann.ron",
            "a.txt.article.ron",
            "b.txt",
            "b.txt.Ada.ann.ron",
        ] {
            fs::write(at("news").join(name), "x").unwrap();
        }
        let away = fallback_folder(&home, &article);
        fs::create_dir_all(&away).unwrap();
        fs::write(away.join("a.txt.Ben.ann.ron"), "x").unwrap();
        let before = see().unwrap();
        let parts: Vec<Part> = before.files.values().map(|(part, _)| *part).collect();
        assert_eq!(parts.len(), 4, "{before:?}");
        assert!(before.source().is_some());
        assert_eq!(before.digest(), see().unwrap().digest());
        fs::write(at("news/a.txt.Ada.ann.ron"), "longer").unwrap();
        assert_ne!(before.digest(), see().unwrap().digest());
        fs::remove_dir_all(at("news")).unwrap();
        assert!(see().is_none());
    }
}
