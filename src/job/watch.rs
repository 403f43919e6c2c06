//! The watching thread: notices that files are not as they were read, and says so once they rest.
//!
//! Stamps of files are taken before they are read, so nothing that changes meanwhile goes unnoticed. The
//! system's news of folders only say where to look, and a poll looks where none come: what is open every
//! few seconds, the rest of the list little by little. Nothing is read here.

mod article;
mod list;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::env::now;
use crate::session::Event;
use crate::store::{self, FolderWatch, Folders, Home, Look, News, Presence, Stamp};
use article::Watched;
use list::List;

/// How files are watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watching {
    /// Whether the system is asked for news of folders.
    pub events: bool,
    /// How often what is open is looked at whatever the system tells.
    pub poll: Duration,
    /// How long after the last news a folder is looked at.
    pub quiet: Duration,
    /// How long a file that is gone, empty or can't be read may still be on its way.
    pub patience: Duration,
}

impl Default for Watching {
    fn default() -> Self {
        Self {
            events: true,
            poll: Duration::from_secs(5),
            quiet: Duration::from_millis(150),
            patience: Duration::from_secs(4),
        }
    }
}

/// An article is told of at most this often.
const PACE: Duration = Duration::from_secs(1);

/// News that go on and on are looked into after so long.
const LONGEST: Duration = Duration::from_secs(1);

/// How long a file may be away while it is replaced.
const AWAY: Duration = Duration::from_millis(1500);

/// More folders than this are polled only.
const MOST_FOLDERS: usize = 512;

/// How many open articles are looked at in one poll.
const POLLED: usize = 64;

/// What the thread is told.
#[derive(Debug)]
pub(super) enum Told {
    /// Articles were listed.
    Listed {
        articles: Vec<PathBuf>,
        /// Folders that were opened as a whole.
        whole: Vec<PathBuf>,
        /// The session's file, where one was opened.
        session: Option<PathBuf>,
        replace: bool,
    },
    /// The codebook lies here now.
    Codebook(PathBuf),
    /// An article was read; its files were so just before.
    Opened { path: PathBuf, look: Option<Look> },
    /// Our own program wrote a file of an article.
    Wrote {
        article: PathBuf,
        file: PathBuf,
        stamp: Option<Stamp>,
    },
    /// A file of an article can't be read: it may be on its way.
    Doubt { article: PathBuf, file: PathBuf },
    /// Somebody reads in a folder.
    Sits { folder: PathBuf, reviewer: Uuid },
    /// What the system tells.
    News(News),
    /// The thread ends.
    End,
}

/// The watching thread.
pub(super) struct Watch {
    told: Sender<Told>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    pub(super) fn start(
        home: Home,
        watching: Watching,
        answer: impl Fn(Event) + Send + 'static,
    ) -> Self {
        let (told, inbox) = channel();
        let news = told.clone();
        let thread = std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || Work::new(home, watching, answer, news).run(&inbox));
        Self {
            told,
            thread: thread.ok(),
        }
    }

    /// A handle for other threads.
    pub(super) fn sender(&self) -> Sender<Told> {
        self.told.clone()
    }

    pub(super) fn finish(&mut self) {
        let _ = self.told.send(Told::End);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// When a folder made itself heard.
#[derive(Clone, Copy, Debug)]
struct Heard {
    first: Instant,
    last: Instant,
}

struct Work<A> {
    home: Home,
    watching: Watching,
    answer: A,
    news: Sender<Told>,
    system: Option<FolderWatch>,
    /// Folders of which the system tells, each as it was when that was asked of it.
    folders: BTreeMap<PathBuf, Option<Stamp>>,
    heard: BTreeMap<PathBuf, Heard>,
    /// Those of them that are to be listed.
    listed: BTreeSet<PathBuf>,
    /// Articles of which a file was named since they were last looked at.
    named: BTreeSet<PathBuf>,
    open: BTreeMap<PathBuf, Watched>,
    list: List,
    /// Where somebody reads, and whether that is known to be open in another window, too.
    seats: BTreeMap<(PathBuf, Uuid), (Presence, bool)>,
    polled: Instant,
    /// How many polls there were, and the open article at which the last one stopped.
    polls: usize,
    next: Option<PathBuf>,
}

impl<A: Fn(Event)> Work<A> {
    fn new(home: Home, watching: Watching, answer: A, news: Sender<Told>) -> Self {
        let mut work = Self {
            home,
            watching,
            answer,
            news,
            system: None,
            folders: BTreeMap::new(),
            heard: BTreeMap::new(),
            listed: BTreeSet::new(),
            named: BTreeSet::new(),
            open: BTreeMap::new(),
            list: List::default(),
            seats: BTreeMap::new(),
            polled: Instant::now(),
            polls: 0,
            next: None,
        };
        work.ask_system();
        work
    }

    fn ask_system(&mut self) {
        if !self.watching.events {
            return;
        }
        let news = self.news.clone();
        let told = move |what| {
            // The thread may have ended.
            let _ = news.send(Told::News(what));
        };
        match FolderWatch::new(told) {
            Ok(system) => self.system = Some(system),
            Err(reason) => log::warn!("no news of folders, they are polled: {reason}"),
        }
    }

    fn run(&mut self, inbox: &Receiver<Told>) {
        loop {
            let wait = self.next_due().saturating_duration_since(Instant::now());
            let first = match inbox.recv_timeout(wait) {
                Ok(told) => Some(told),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            for told in first.into_iter().chain(inbox.try_iter()) {
                if matches!(told, Told::End) {
                    return;
                }
                self.take(told);
            }
            self.look();
        }
    }

    /// When there is something to do next.
    fn next_due(&self) -> Instant {
        let heard = self.heard.values().map(|heard| self.ripe(*heard));
        let articles = self.open.values().filter_map(Watched::due);
        let poll = self.polled + self.watching.poll;
        heard
            .chain(articles)
            .chain(self.list.due())
            .fold(poll, Instant::min)
    }

    /// When what was heard of a folder is looked into.
    fn ripe(&self, heard: Heard) -> Instant {
        (heard.last + self.watching.quiet).min(heard.first + LONGEST)
    }

    fn take(&mut self, told: Told) {
        match told {
            Told::Listed {
                articles,
                whole,
                session,
                replace,
            } => {
                for article in &articles {
                    self.watch_folder(article.parent());
                }
                for folder in &whole {
                    self.watch_folder(Some(folder));
                }
                self.watch_folder(session.as_deref().and_then(Path::parent));
                self.list.set(articles, whole, session, replace);
            }
            Told::Codebook(file) => {
                self.watch_folder(file.parent());
                self.list.set_codebook(file);
            }
            Told::Opened { path, look } => {
                self.watch_folder(path.parent());
                let away = store::fallback_path(&self.home, &path, "");
                self.watch_folder(away.parent());
                if let (Some(away), Some(folder)) = (away.parent(), path.parent()) {
                    self.list.set_fallback(away.to_owned(), folder.to_owned());
                }
                let look = look.unwrap_or_default();
                self.open.entry(path).or_default().opened(look);
            }
            Told::Wrote {
                article,
                file,
                stamp,
            } => {
                self.watch_folder(file.parent());
                if let Some(open) = self.open.get_mut(&article) {
                    open.wrote(file, stamp);
                }
            }
            Told::Doubt { article, file } => {
                if let Some(open) = self.open.get_mut(&article) {
                    open.doubt(file);
                }
            }
            Told::Sits { folder, reviewer } => self.sit(folder, reviewer),
            Told::News(News::Paths(paths)) => {
                for path in paths {
                    self.hear(&path);
                }
            }
            Told::News(News::Lost) => {
                log::warn!("news of folders were lost: everything is looked at");
                let now = Instant::now();
                self.open.values_mut().for_each(|open| open.look_at(now));
                self.list.look_at_all();
            }
            Told::End => {}
        }
    }

    /// Something happened to a path.
    fn hear(&mut self, path: &Path) {
        let now = Instant::now();
        let Some(folder) = path.parent() else { return };
        let articles = self.open.keys();
        let of = articles.filter(|article| store::is_journal_of(path, article, &self.home));
        self.named.extend(of.cloned());
        let heard = self.heard.entry(folder.to_owned());
        heard
            .or_insert(Heard {
                first: now,
                last: now,
            })
            .last = now;
        if self.list.minds(path) {
            self.listed.insert(folder.to_owned());
        }
        let folder = self.list.folder_of(folder).unwrap_or(folder).to_owned();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // `a.txt.Ada.ann.ron` belongs to `a.txt`, as does a copy under any longer name.
        let ends = name.match_indices('.').map(|(at, _)| &name[..at]);
        for start in ends.chain([&*name]) {
            let article = folder.join(start);
            if self.open.contains_key(&article) || self.list.has(&article) {
                self.named.insert(article);
            }
        }
    }

    /// Somebody reads in a folder: other windows shall know, and whether there are any is told.
    fn sit(&mut self, folder: PathBuf, reviewer: Uuid) {
        let key = (folder, reviewer);
        if self.seats.contains_key(&key) || self.seats.len() >= MOST_FOLDERS {
            return;
        }
        if let Some(seat) = Presence::new(&self.home, &key.0, reviewer) {
            self.seats.insert(key, (seat, false));
            // Another window writes there what takes too long to be written into the file at once.
            self.watch_folder(Some(&store::journal_folder(&self.home)));
            self.look_for_company();
        }
    }

    /// Tells of windows that came, and of the last one that went.
    fn look_for_company(&mut self) {
        for ((folder, _), (seat, known)) in &mut self.seats {
            let now = seat.has_company(&self.home);
            if now != std::mem::replace(known, now) {
                (self.answer)(Event::AlsoOpen(folder.clone(), now));
            }
        }
    }

    fn watch_folder(&mut self, folder: Option<&Path>) {
        let Some(folder) = folder.filter(|_| self.system.is_some()) else {
            return;
        };
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        if self.folders.contains_key(folder) {
            return;
        }
        if self.folders.len() == MOST_FOLDERS {
            log::warn!("more than {MOST_FOLDERS} folders: the rest of them is polled");
        }
        if self.folders.len() >= MOST_FOLDERS {
            return;
        }
        self.folders.insert(folder.to_owned(), None);
        self.ask_of(folder);
    }

    /// Asks the system for news of a folder.
    fn ask_of(&mut self, folder: &Path) {
        let Some(system) = &mut self.system else {
            return;
        };
        let stamp = Stamp::of(folder, now());
        let watched = match stamp {
            // It may be made later.
            None => false,
            Some(_) => system
                .add(folder)
                .map_err(|reason| {
                    log::warn!("no news of a folder, it is polled: {reason}");
                })
                .is_ok(),
        };
        self.folders
            .insert(folder.to_owned(), stamp.filter(|_| watched));
    }

    /// A folder may have been put in the place of one that was watched, or be there by now.
    fn ask_again(&mut self) {
        let folders: Vec<(PathBuf, Option<Stamp>)> = { self.folders.iter() }
            .map(|(folder, stamp)| (folder.clone(), *stamp))
            .collect();
        for (folder, known) in folders {
            let there = Stamp::of(&folder, now());
            let same = match (known, there) {
                (Some(known), Some(there)) => known.is_same_file(there),
                (None, None) => true,
                _ => false,
            };
            if !same {
                if let Some(system) = &mut self.system {
                    system.remove(&folder);
                }
                self.ask_of(&folder);
            }
        }
    }

    /// Looks where something was heard, where something is due, and now and then everywhere.
    fn look(&mut self) {
        let at = Instant::now();
        let ripe: Vec<PathBuf> = { self.heard.iter() }
            .filter(|(_, heard)| self.ripe(**heard) <= at)
            .map(|(folder, _)| folder.clone())
            .collect();
        for folder in &ripe {
            self.heard.remove(folder);
            if self.listed.remove(folder) {
                self.list.look_at(folder);
            }
        }
        if !ripe.is_empty() {
            for article in std::mem::take(&mut self.named) {
                // Its folder may still be busy.
                let busy = article.parent().is_some_and(|f| self.heard.contains_key(f));
                if busy {
                    self.named.insert(article);
                    continue;
                }
                match self.open.get_mut(&article) {
                    Some(open) => open.look_at(at),
                    None => self.list.named(article),
                }
            }
        }
        let mut folders = Folders::default();
        if at >= self.polled + self.watching.poll {
            self.polled = at;
            self.polls += 1;
            self.poll(at, &mut folders);
        }
        let mut noticed = Vec::new();
        for (path, open) in &mut self.open {
            if open.due().is_some_and(|due| due <= at) {
                let look = store::look(&mut folders, path, &self.home, now());
                noticed.extend(open.compare(path, look, at, &self.watching));
            }
        }
        let is_open = |path: &Path| self.open.contains_key(path);
        for event in self.list.look(
            &mut folders,
            &self.home,
            &self.watching,
            at,
            is_open,
            &mut noticed,
        ) {
            (self.answer)(event);
        }
        if !noticed.is_empty() {
            (self.answer)(Event::Noticed(noticed));
        }
    }

    fn poll(&mut self, at: Instant, folders: &mut Folders) {
        self.ask_again();
        self.look_for_company();
        // Round and round, where many are open.
        let next = self.next.take().unwrap_or_default();
        let after = self.open.range_mut(next.clone()..);
        let mut looked = 0;
        for (path, open) in after {
            if looked == POLLED {
                self.next = Some(path.clone());
                break;
            }
            open.look_at(at);
            looked += 1;
        }
        if self.next.is_none() {
            let before = self.open.range_mut(..next);
            for (path, open) in before.take(POLLED - looked) {
                open.look_at(at);
                self.next = Some(path.clone());
            }
        }
        let is_open = |path: &Path| self.open.contains_key(path);
        self.list.poll(&self.home, self.polls, is_open, folders);
    }
}
