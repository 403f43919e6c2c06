//! [`List`]: the articles of the list that are not open, the folders they were found in, and the files
//! of session and codebook.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::super::env::now;
use super::Watching;
use crate::session::{Event, Noticed};
use crate::store::{self, Folders, Home, Stamp};

/// How many articles that are not open are looked at in one poll.
const AT_ONCE: usize = 100;

/// How long a file that stands alone must have been the same.
const REST: Duration = Duration::from_millis(700);

/// Every so many polls a folder is listed though its own time says nothing.
const ANYWAY: usize = 6;

/// A file that stands alone.
#[derive(Debug)]
struct Alone {
    file: PathBuf,
    /// As it was told, or read.
    known: Option<Stamp>,
    /// As it was when it was last looked at, and since when it has been so.
    seen: Option<(Stamp, Instant)>,
    is_session: bool,
}

impl Alone {
    /// Whether it is another one than before and rests; else when it is to be looked at again.
    fn is_another(&mut self, at: Instant) -> Result<bool, Instant> {
        // One that is gone or empty for now is waited for.
        let there = Stamp::of(&self.file, now()).filter(|there| there.bytes() > 0);
        let Some(there) = there else { return Ok(false) };
        if self.known.is_some_and(|known| known.is_same(there)) {
            return Ok(false);
        }
        let since = match self.seen {
            Some((seen, since)) if seen.is_same(there) => since,
            _ => at,
        };
        self.seen = Some((there, since));
        if at < since + REST {
            return Err(since + REST);
        }
        self.known = Some(there);
        Ok(true)
    }
}

/// What is in the list.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The articles, with a digest of their files where they were looked at.
    articles: BTreeMap<PathBuf, Option<u64>>,
    /// Folders that were opened as a whole, as they were when they were last listed.
    whole: BTreeMap<PathBuf, Option<Stamp>>,
    /// The folders of articles by where their files go when they can't be written.
    fallbacks: BTreeMap<PathBuf, PathBuf>,
    alone: Vec<Alone>,
    /// Folders to be listed.
    due: BTreeSet<PathBuf>,
    /// Articles of which a file was named.
    named: BTreeSet<PathBuf>,
    /// Since when articles are gone.
    away: BTreeMap<PathBuf, Instant>,
    /// Those of which that was told.
    gone: BTreeSet<PathBuf>,
    later: Option<Instant>,
    next: PathBuf,
    all: bool,
}

impl List {
    /// Takes in what was listed.
    pub(super) fn set(
        &mut self,
        articles: Vec<PathBuf>,
        whole: Vec<PathBuf>,
        session: Option<PathBuf>,
        replace: bool,
    ) {
        if replace {
            let codebook = std::mem::take(&mut self.alone).into_iter();
            *self = Self {
                alone: codebook.filter(|alone| !alone.is_session).collect(),
                ..Self::default()
            };
        }
        for article in articles {
            self.articles.entry(article).or_default();
        }
        for folder in whole {
            self.due.insert(folder.clone());
            self.whole.insert(folder, None);
        }
        if let Some(file) = session {
            self.add(file, true);
        }
    }

    /// The codebook lies here now.
    pub(super) fn set_codebook(&mut self, file: PathBuf) {
        self.alone.retain(|alone| alone.is_session);
        self.add(file, false);
    }

    fn add(&mut self, file: PathBuf, is_session: bool) {
        let known = Stamp::of(&file, now());
        self.alone.push(Alone {
            file,
            known,
            seen: None,
            is_session,
        });
    }

    /// Files of articles in a folder may also lie in another one.
    pub(super) fn set_fallback(&mut self, away: PathBuf, folder: PathBuf) {
        self.fallbacks.insert(away, folder);
    }

    /// The folder of the articles whose files lie in a folder under `saves/`.
    pub(super) fn folder_of(&self, folder: &Path) -> Option<&Path> {
        self.fallbacks.get(folder).map(PathBuf::as_path)
    }

    pub(super) fn has(&self, article: &Path) -> bool {
        self.articles.contains_key(article)
    }

    /// A file of an article in the list was named.
    pub(super) fn named(&mut self, article: PathBuf) {
        self.named.insert(article);
    }

    /// Something happened in a folder, and it is quiet again.
    pub(super) fn look_at(&mut self, folder: &Path) {
        self.due.insert(folder.to_owned());
    }

    pub(super) fn look_at_all(&mut self) {
        self.all = true;
        self.look_everywhere();
    }

    fn look_everywhere(&mut self) {
        let alone = self.alone.iter().filter_map(|alone| alone.file.parent());
        self.due.extend(alone.map(Path::to_owned));
        self.due.extend(self.whole.keys().cloned());
    }

    /// Whether a path that was named is one for which its folder is to be looked at.
    pub(super) fn minds(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.alone.iter().any(|alone| alone.file == path)
            || (store::is_article_name(&name)
                && path.parent().is_some_and(|p| self.whole.contains_key(p)))
    }

    /// When it is to be looked at again.
    pub(super) fn due(&self) -> Option<Instant> {
        self.later
    }

    /// Looks at a few articles, and at folders and files whose time changed.
    pub(super) fn poll(
        &mut self,
        home: &Home,
        polls: usize,
        is_open: impl Fn(&Path) -> bool,
        folders: &mut Folders,
    ) {
        for (folder, known) in &self.whole {
            let there = Stamp::of(folder, now());
            let same = there
                .zip(*known)
                .is_some_and(|(a, b)| a.is_same(b) && !b.is_hasty());
            if !same || polls.is_multiple_of(ANYWAY) {
                self.due.insert(folder.clone());
            }
        }
        let alone = self.alone.iter().filter_map(|alone| alone.file.parent());
        self.due.extend(alone.map(Path::to_owned));
        let count = if std::mem::take(&mut self.all) {
            usize::MAX
        } else {
            AT_ONCE
        };
        let from = std::mem::take(&mut self.next);
        for (looked, (path, known)) in self.articles.range_mut(from..).enumerate() {
            if looked == count {
                self.next = path.clone();
                break;
            }
            if is_open(path) {
                *known = None;
                continue;
            }
            let digest = store::look(folders, path, home, now()).map(|look| look.digest());
            let before = std::mem::replace(known, digest.or(*known));
            if before.is_some() && before != *known {
                self.named.insert(path.clone());
            }
        }
    }

    /// Lists the folders that are due; gives what there is to tell. Articles that are not open are
    /// added to `noticed`.
    pub(super) fn look(
        &mut self,
        folders: &mut Folders,
        home: &Home,
        watching: &Watching,
        at: Instant,
        is_open: impl Fn(&Path) -> bool,
        noticed: &mut Vec<Noticed>,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        if self.later.is_some_and(|later| later <= at) {
            self.later = None;
            self.look_everywhere();
        }
        let due = std::mem::take(&mut self.due);
        let (mut added, mut gone, mut back) = (Vec::new(), Vec::new(), Vec::new());
        for folder in due {
            for alone in &mut self.alone {
                if alone.file.parent() != Some(&folder) {
                    continue;
                }
                match alone.is_another(at) {
                    Ok(false) => {}
                    Ok(true) if alone.is_session => {
                        events.push(Event::SessionChanged(alone.file.clone()));
                    }
                    Ok(true) => events.push(Event::CodebookChanged),
                    Err(later) => wait(&mut self.later, later),
                }
            }
            let Some(known) = self.whole.get_mut(&folder) else {
                continue;
            };
            *known = Stamp::of(&folder, now());
            let Ok(there) = store::articles_in(&folder, false) else {
                continue;
            };
            let there: BTreeSet<PathBuf> = there.into_iter().collect();
            for article in &there {
                self.away.remove(article);
                if self.gone.remove(article) {
                    back.push(article.clone());
                } else if !self.articles.contains_key(article) {
                    // Copied there, it has no words yet.
                    match Stamp::of(article, now()).is_some_and(|stamp| stamp.bytes() > 0) {
                        true => added.push(article.clone()),
                        false => wait(&mut self.later, at + watching.patience),
                    }
                }
            }
            let here = |article: &&PathBuf| article.parent() == Some(&folder);
            for article in self.articles.keys().filter(here) {
                if there.contains(article) || self.gone.contains(article) {
                    continue;
                }
                let since = *self.away.entry(article.clone()).or_insert(at);
                match at >= since + watching.patience {
                    true => gone.push(article.clone()),
                    false => wait(&mut self.later, since + watching.patience),
                }
            }
        }
        self.articles
            .extend(added.iter().map(|path| (path.clone(), None)));
        self.gone.extend(gone.iter().cloned());
        for article in std::mem::take(&mut self.named) {
            if !is_open(&article)
                && !self.gone.contains(&article)
                && !self.away.contains_key(&article)
            {
                if let Some(known) = self.articles.get_mut(&article) {
                    let look = store::look(folders, &article, home, now());
                    *known = look.map(|look| look.digest());
                }
                noticed.push(Noticed::new(&article));
            }
        }
        if !(added.is_empty() && gone.is_empty() && back.is_empty()) {
            events.push(Event::ListChanged { added, gone, back });
        }
        events
    }
}

fn wait(later: &mut Option<Instant>, until: Instant) {
    *later = Some(later.map_or(until, |known| known.min(until)));
}
