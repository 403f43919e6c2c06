//! [`State`]: everything that is open.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use super::codebook::CodebookFile;
use super::command::{App, Doc};
use super::coverage::SentenceCount;
use super::filter::Filter;
use super::find::Find;
use super::keep::Histories;
use super::open::OpenArticle;
use super::said::Said;
use super::versions::Versions;
use crate::i18n::{Lang, Message};
use crate::model::{
    Bookmark, Codebook, LabelKey, LocalText, Problem, Reviewer, SessionOptions, Timestamp,
};
use crate::msg;

/// Time and ids come from outside, so that tests can say what they are.
pub trait Env {
    /// Now.
    fn now(&mut self) -> Timestamp;
    /// A new id, in time order.
    fn new_id(&mut self) -> Uuid;
    /// A new id that says nothing, for reviewers.
    fn random_id(&mut self) -> Uuid;
}

/// Everything that is open.
#[derive(Debug)]
pub struct State {
    /// Language of the texts.
    pub lang: Lang,
    /// Labels and rules.
    pub codebook: Arc<Codebook>,
    /// Where the codebook lies, what was done to it, and whether that is on disk.
    pub codebook_file: CodebookFile,
    /// Name of the session; empty for loose articles.
    pub title: LocalText,
    /// How the session is held.
    pub options: SessionOptions,
    /// The list.
    pub articles: Vec<Entry>,
    /// Where each path stands in the list.
    pub(super) places: HashMap<PathBuf, usize>,
    /// Which article of the list is shown.
    pub current: Option<usize>,
    /// Articles that were opened, by path; they keep their undo history while the program runs.
    pub open: BTreeMap<PathBuf, OpenArticle>,
    /// Who annotates; unknown until the first mark.
    pub reviewer: Option<Reviewer>,
    /// Where reading stopped when the window was closed, until that article is open again.
    pub bookmark: Option<Bookmark>,
    /// Everyone who has annotated an article that was opened: one name, one id.
    pub known: Vec<Reviewer>,
    /// Those of them who have annotated here since the program started.
    pub here: Vec<Reviewer>,
    /// The label that marks each passage picked in the page.
    pub armed: Option<LabelKey>,
    /// Set while the person is asked for a pseudonym.
    pub ask_name: Option<AskName>,
    /// The last act, for who listens.
    pub said: Said,
    /// Things to say, oldest first.
    pub notices: Vec<Notice>,
    /// Id of the next notice.
    next_notice: u64,
    /// Whether the last save went into the program's own folder, since the article's can't be written.
    pub(super) saved_elsewhere: bool,
    /// Folders that are open in another window for the same reviewer.
    pub(super) also_open: BTreeSet<PathBuf>,
    /// Where who has read, as far as other windows know.
    pub(super) seats: BTreeSet<(PathBuf, Uuid)>,
    /// The notice of who has joined, and their names.
    arrived: Option<(u64, Vec<String>)>,
    /// Rises with every load.
    pub generation: u64,
    /// Number of the last load of each article: late answers to earlier ones are dropped.
    pub(super) asked: HashMap<PathBuf, u64>,
    /// Whether paths are being searched for articles.
    pub scanning: bool,
    /// Whether copies are being written.
    pub exporting: bool,
    /// Words that are looked for.
    pub find: Find,
    /// Histories of articles that are being read.
    pub(super) kept: HashMap<PathBuf, Histories>,
    /// Earlier versions of the own annotation file.
    pub versions: Versions,
    /// Whether suggestions are gone through.
    pub suggesting: bool,
    /// Whether the marks are gone through that are not where they were made.
    pub reviewing: bool,
    /// Which marks stand out in the window; kept in no file.
    pub filter: Filter,
    /// Rises with every change of the filter.
    pub filter_number: u64,
}

/// One article of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it is.
    pub path: PathBuf,
    /// Its file name.
    pub name: String,
    /// What the list shows.
    pub state: EntryState,
}

/// What is known of an article in the list.
#[derive(Clone, Debug, PartialEq)]
pub enum EntryState {
    /// Not looked at yet.
    Waiting,
    /// Readable.
    Ready {
        /// Its title.
        title: String,
        /// Who published it, where that is known.
        outlet: Option<String>,
        /// Spans by label, all reviewers together.
        counts: Vec<(LabelKey, usize)>,
        /// Pseudonyms of those who have annotated it.
        reviewers: Vec<String>,
        /// How many sentences each has read who has read any.
        read: Vec<(Uuid, SentenceCount)>,
    },
    /// Not readable, and why.
    Faulty(Problem),
}

/// The question for a pseudonym.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AskName {
    /// Done once there is an answer, to the article for which it was asked.
    pub then: Option<(PathBuf, Doc)>,
    /// Why the last answer was not taken.
    pub problem: Option<Message>,
    /// Set where annotations under the given pseudonym exist already: is that the same person?
    pub exists: Option<Reviewer>,
}

/// Something to say that does not belong to one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells it from all others, however often they are said and closed.
    pub id: u64,
    /// What.
    pub what: Message,
    /// Whether something went wrong.
    pub error: bool,
    /// A folder or file that can be shown.
    pub place: Option<PathBuf>,
    /// Something that can be done about it.
    pub offer: Option<Offer>,
}

/// Something that can be done about a notice.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What the button says.
    pub name: Message,
    /// What it does.
    pub act: App,
    /// Whether the notice stays until it was done or closed; else there is another way to it.
    pub stays: bool,
}

impl Notice {
    /// Whether it leaves by itself after a while.
    pub fn passes(&self) -> bool {
        !self.error && !self.offer.as_ref().is_some_and(|offer| offer.stays)
    }
}

impl State {
    /// Nothing open yet.
    pub fn new(lang: Lang, codebook: Arc<Codebook>) -> Self {
        Self {
            lang,
            codebook_file: CodebookFile::of(&codebook),
            codebook,
            title: LocalText::default(),
            options: SessionOptions::default(),
            articles: Vec::new(),
            places: HashMap::new(),
            current: None,
            open: BTreeMap::new(),
            reviewer: None,
            bookmark: None,
            known: Vec::new(),
            here: Vec::new(),
            armed: None,
            ask_name: None,
            said: Said::default(),
            notices: Vec::new(),
            next_notice: 0,
            saved_elsewhere: false,
            also_open: BTreeSet::new(),
            seats: BTreeSet::new(),
            arrived: None,
            generation: 0,
            asked: HashMap::new(),
            scanning: false,
            exporting: false,
            find: Find::default(),
            kept: HashMap::new(),
            versions: Versions::default(),
            suggesting: false,
            reviewing: false,
            filter: Filter::default(),
            filter_number: 0,
        }
    }

    /// The entry of a path.
    pub(super) fn entry_mut(&mut self, path: &Path) -> Option<&mut Entry> {
        self.articles.get_mut(*self.places.get(path)?)
    }

    /// Where an article stands in the list.
    pub fn place_of(&self, path: &Path) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// Path of the article that is shown.
    pub fn current_path(&self) -> Option<&Path> {
        Some(&self.articles.get(self.current?)?.path)
    }

    /// The article that is shown, once it is loaded.
    pub fn current_article(&self) -> Option<&OpenArticle> {
        self.open.get(self.current_path()?)
    }

    /// The same, to be changed.
    pub(super) fn current_article_mut(&mut self) -> Option<&mut OpenArticle> {
        let path = self.articles.get(self.current?)?.path.clone();
        self.open.get_mut(&path)
    }

    /// Whether something waited for annotations that are there now: `App::CatchUp` does it.
    pub fn can_catch_up(&self) -> bool {
        self.next_to_catch_up().is_some()
    }

    /// The article with something to catch up. Where the person has to be asked first whose reading it
    /// is, it is not done before the article is shown.
    pub(super) fn next_to_catch_up(&self) -> Option<PathBuf> {
        let current = self.current_path();
        let mut open = self.open.values().filter(|open| open.can_catch_up());
        let next = open.find(|open| open.own.is_some() || current == Some(&open.path));
        let next = next.filter(|_| self.ask_name.is_none())?;
        Some(next.path.clone())
    }

    /// Whether something was asked for that is not done yet, since annotations are still being read.
    pub fn is_catching_up(&self) -> bool {
        self.open.values().any(|open| !open.waiting.is_empty())
    }

    /// Says something; the oldest notices make room.
    pub fn say(&mut self, what: Message, error: bool) {
        self.say_of(what, error, None);
    }

    /// Says something of which only the last is worth reading.
    pub(super) fn say_anew(&mut self, what: Message) {
        if self
            .notices
            .last()
            .is_some_and(|last| last.what.key == what.key)
        {
            self.notices.pop();
        }
        self.say(what, false);
    }

    /// Says who has joined; those who join while that still stands there are added to it.
    pub(super) fn say_arrived(&mut self, mut names: Vec<String>) {
        if names.is_empty() {
            return;
        }
        if let Some((id, before)) = self.arrived.take()
            && self.notices.last().is_some_and(|last| last.id == id)
        {
            self.notices.pop();
            names = before.into_iter().chain(names).collect();
        }
        let (count, first) = (names.len(), names.first().cloned().unwrap_or_default());
        self.say(msg!("readings-arrived", count = count, name = first), false);
        let id = self.notices.last().map(|last| last.id);
        self.arrived = id.map(|id| (id, names));
    }

    /// Says something of a folder or file that can be shown.
    pub fn say_of(&mut self, what: Message, error: bool, place: Option<PathBuf>) {
        let same =
            |known: &Notice| (&known.what, known.error, &known.place) == (&what, error, &place);
        // What went wrong stands there until it is closed, however often it goes wrong.
        if self.notices.last().is_some_and(same) || error && self.notices.iter().any(same) {
            return;
        }
        self.push(what, error, place, None);
    }

    /// Says something about which something can be done.
    pub(super) fn offer(&mut self, what: Message, offer: Offer) {
        self.push(what, false, None, Some(offer));
    }

    fn push(&mut self, what: Message, error: bool, place: Option<PathBuf>, offer: Option<Offer>) {
        self.notices.push(Notice {
            id: self.next_notice,
            what,
            error,
            place,
            offer,
        });
        self.next_notice += 1;
        if self.notices.len() > 6 {
            self.notices.remove(0);
        }
    }
}
