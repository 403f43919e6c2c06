//! [`OpenArticle`]: an article with everyone's marks over it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use super::command::Doc;
use super::copies::CopiesOf;
use super::coverage::Coverage;
use super::filter::Voices;
use super::keep::Histories;
use super::review::ReviewPlace;
use super::selection::Selection;
use super::suggestions::Suggestions;
use super::unsettled::{Unsettled, is_unknown};
use crate::anchor::{Elsewhere, PlaceMap, Resolution, describe, locate, locate_known, resolve};
use crate::edit::{Edit, History, Transaction, later};
use crate::model::{
    Annotation, Article, Codebook, Label, LabelKey, Passages, Problem, Reading, ReadingStatus,
    Reviewer, SourceRef, SpanId, Timestamp, same_name,
};
use crate::overlay::{DrawnSpan, Mark, MarkKey, MarkSet, Overlay};
use crate::text::{SourceText, TextRange};

/// The reviewer's own reading.
#[derive(Debug)]
pub struct OwnReading {
    /// Content.
    pub reading: Reading,
    /// Set while nothing may be written: the file on disk is broken, newer, or was edited by hand.
    pub locked: Option<Problem>,
    /// The file that it was read from.
    pub file: Option<PathBuf>,
    /// Whether a locked file can be taken over: it was edited by hand but can be read.
    pub acceptable: bool,
    /// Whether the saving thread has been given the reading.
    pub saving_started: bool,
}

impl OwnReading {
    /// Whether it has a file, or is on its way to one.
    pub(super) fn is_kept(&self) -> bool {
        self.file.is_some() || self.saving_started
    }
}

/// Somebody else's reading: shown, never changed.
#[derive(Debug)]
pub struct OtherReading {
    /// The file that it was read from.
    pub file: PathBuf,
    /// Content, or what is wrong with the file.
    pub result: Result<Reading, Problem>,
    /// Whether its file was edited by hand or is otherwise suspect.
    pub warning: Option<Problem>,
    /// Whether its marks are drawn.
    pub shown: bool,
    /// How many spans it has of each label.
    pub counts: BTreeMap<LabelKey, usize>,
    /// Those of its spans that are not where they were made.
    pub unsettled: Unsettled,
    /// Who speaks in it.
    pub(super) voices: Voices,
}

/// What is shown of a reading, worked out from all of its spans: on a job's thread, since there may be
/// a million of them.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// Its marks.
    pub marks: MarkSet,
    /// Those of its spans that are not where they were made.
    pub unsettled: Unsettled,
    /// How many spans it has of each label.
    pub counts: BTreeMap<LabelKey, usize>,
    /// Who speaks in it.
    pub voices: Voices,
}

impl Overview {
    /// Looks at every span. `elsewhere` is where those are that are not where they were.
    pub fn new(text: &SourceText, reading: &Reading, elsewhere: &Elsewhere) -> Self {
        Self::by(reading, |span| locate(text, elsewhere, span))
    }

    /// The same without searching: a span that only a search would find has no place.
    pub(super) fn known(text: &SourceText, reading: &Reading, elsewhere: &Elsewhere) -> Self {
        let place = |span: &Annotation| locate_known(text, elsewhere, span);
        Self::by(reading, |span| place(span).unwrap_or(Resolution::Orphan))
    }

    fn by(reading: &Reading, place: impl Fn(&Annotation) -> Resolution) -> Self {
        let mut unsettled = Vec::new();
        let mut counts: Vec<(LabelKey, usize)> = Vec::new();
        let mut voices = Voices::default();
        let drawn = reading.spans.iter().filter_map(|span| {
            match counts.iter_mut().find(|(label, _)| *label == span.label) {
                Some((_, count)) => *count += 1,
                None => counts.push((span.label.clone(), 1)),
            }
            voices.add(&span.voice);
            let found = place(span);
            if !matches!(found, Resolution::Exact(_)) {
                unsettled.push((span, found));
            }
            drawn_span(span, found)
        });
        let marks = drawn.collect();
        Self {
            marks,
            unsettled: unsettled.into_iter().collect(),
            counts: counts.into_iter().collect(),
            voices,
        }
    }
}

/// The number of a label in a codebook.
fn number(codebook: &Codebook, label: &LabelKey) -> Option<u16> {
    let at = codebook.position(label)?;
    u16::try_from(at).ok()
}

/// A span where it was found, unless it was not.
fn drawn_span(span: &Annotation, found: Resolution) -> Option<DrawnSpan> {
    let moved = matches!(found, Resolution::Moved { .. });
    let range = found.range()?;
    Some(DrawnSpan {
        id: span.id,
        range,
        label: span.label.clone(),
        moved,
        unsure: span.confidence == crate::model::Confidence::Unsure,
    })
}

/// Whether two are one person: a pseudonym alone does not say so, others may have taken it, too.
pub(super) fn is_same(a: &Reviewer, b: &Reviewer) -> bool {
    a.id == b.id && same_name(&a.name, &b.name)
}

/// How far the own reading is on disk.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum SaveState {
    /// Nothing was changed yet.
    #[default]
    Untouched,
    /// Changes are on their way.
    Saving,
    /// All changes are on disk.
    Saved {
        /// In the fallback folder, because the article's own can't be written.
        fell_back: bool,
    },
    /// The last try failed; the changes are kept here and tried again.
    Failed(Problem),
}

/// An article with everyone's marks over it.
#[derive(Debug)]
pub struct OpenArticle {
    /// Where it is.
    pub path: PathBuf,
    /// Its text and what is known of it.
    pub article: Arc<Article>,
    /// All marks that are drawn.
    pub overlay: Overlay,
    /// The reviewer's own reading, once there is a reviewer.
    pub own: Option<OwnReading>,
    /// The others' readings, by file name.
    pub others: Vec<OtherReading>,
    /// Conflict copies that lie beside it, as far as was told.
    pub copies: Vec<CopiesOf>,
    /// Those spans of the own reading that are not where they were made.
    pub unsettled: Unsettled,
    /// Own spans that came back since and are still to be found, and whether that was asked for.
    pub(super) sought: BTreeMap<SpanId, bool>,
    /// Which of the unsettled ones is looked at.
    pub(super) review: ReviewPlace,
    /// How many own spans there are of each label.
    pub own_counts: BTreeMap<LabelKey, usize>,
    /// Named sources of all marks that are drawn.
    pub voices: Voices,
    /// Those of the own reading.
    own_voices: Voices,
    /// Places that may deserve a mark, while the program runs.
    pub suggestions: Suggestions,
    /// Where spans are that were not where they were when the article was read.
    pub elsewhere: Elsewhere,
    /// Where the places of the text are that was open before it was changed.
    pub came_from: Option<Arc<PlaceMap>>,
    /// What is selected in the text.
    pub selection: Selection,
    /// Whether somebody has put it there: at first it is a caret that nobody means.
    pub(super) placed: bool,
    /// The selected mark.
    pub selected: Option<MarkKey>,
    /// A place that the page should show next; the number rises with each.
    pub reveal: Option<(u64, TextRange)>,
    /// Undo and redo.
    pub history: History,
    /// What was done when the article was open last, of those who have not sat down yet.
    pub(super) kept: Histories,
    /// Whether the history is being kept from step to step.
    pub(super) history_kept: bool,
    /// Number of the last change.
    pub revision: u64,
    /// Changes that are not known to be on disk, with their numbers.
    pub(super) unsaved: Vec<(u64, Transaction)>,
    /// What it was when the article was last asked to be read again.
    pub(super) asked_at: u64,
    /// Number of the load that it came from.
    pub(super) generation: u64,
    /// Whether the changes are on disk.
    pub save: SaveState,
    /// How much of it the reviewer has read.
    pub coverage: Coverage,
    /// What was read before there was an own reading to keep it in.
    pub(super) loose_read: Passages,
    /// Whether a sentence among that was said to be read by a key of its own.
    pub(super) read_meant: bool,
    /// Set while only the text is there and the annotations are still being read.
    pub being_read: bool,
    /// What was asked for meanwhile, done as soon as they are there.
    pub(super) waiting: Vec<Waiting>,
    /// Marks that were asked for meanwhile and taken back: what was read may hold them all the same.
    pub(super) taken_back: Vec<(Reviewer, SpanId)>,
}

/// A change that waits for the annotations.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// The change.
    pub doc: Doc,
    /// Who asked for it.
    pub by: Reviewer,
    /// The mark that it makes, as it is on its way to the disk.
    pub made: Option<Arc<Annotation>>,
}

impl Waiting {
    /// The same in another text, where the very words to be marked are found there.
    pub(super) fn moved(self, old: &SourceText, new: &SourceText) -> Option<Self> {
        let Doc::Add(mut span) = self.doc else {
            return Some(self);
        };
        let anchor = describe(old, span.range);
        span.range = match resolve(new, &anchor) {
            Resolution::Exact(range) | Resolution::Moved { to: range, .. } => range,
            Resolution::Orphan => return None,
        };
        let found = new.slice(span.range) == anchor.quote.as_str();
        let made = self.made.map(|made| {
            Arc::new(Annotation {
                anchor: describe(new, span.range),
                modified: later(made.modified, Some(made.modified)),
                ..Annotation::clone(&made)
            })
        });
        let doc = Doc::Add(span);
        found.then_some(Self { doc, made, ..self })
    }
}

impl OpenArticle {
    /// An article without readings yet, whose text is cut into `blocks` (`text::blocks`).
    pub fn new(path: PathBuf, article: Arc<Article>, blocks: Arc<[TextRange]>) -> Self {
        Self {
            path,
            overlay: Overlay::new(blocks),
            article,
            own: None,
            others: Vec::new(),
            copies: Vec::new(),
            unsettled: Unsettled::default(),
            sought: BTreeMap::new(),
            review: ReviewPlace::default(),
            own_counts: BTreeMap::new(),
            voices: Voices::default(),
            suggestions: Suggestions::default(),
            own_voices: Voices::default(),
            elsewhere: Elsewhere::new(),
            came_from: None,
            selection: Selection::default(),
            placed: false,
            selected: None,
            reveal: None,
            history: History::default(),
            kept: Histories::new(),
            history_kept: false,
            revision: 0,
            unsaved: Vec::new(),
            asked_at: 0,
            generation: 0,
            save: SaveState::Untouched,
            coverage: Coverage::default(),
            loose_read: Passages::default(),
            read_meant: false,
            being_read: false,
            waiting: Vec::new(),
            taken_back: Vec::new(),
        }
    }

    /// Whether the changes are on disk, those that still wait for annotations among them.
    pub fn shown_save(&self) -> &SaveState {
        match self.waiting.is_empty() {
            true => &self.save,
            false => &SaveState::Saving,
        }
    }

    /// Whether something waited for annotations that are there now.
    pub(super) fn can_catch_up(&self) -> bool {
        let nothing = self.waiting.is_empty() && self.taken_back.is_empty();
        !self.being_read && !nothing
    }

    /// What a new reading of this article says about its text.
    pub fn source(&self) -> SourceRef {
        SourceRef {
            file: self.article.file_name.clone(),
            text_hash: self.article.text.shared_hash(),
            importer: self.article.importer.clone(),
        }
    }

    /// Makes a reviewer's reading the own one: taken out of the others where it is there, else new.
    ///
    /// Where somebody else of the same pseudonym has read the article there is no own reading: both
    /// would be one file, so the person is asked first.
    pub(super) fn adopt(&mut self, reviewer: &Reviewer, codebook: &Codebook) {
        if self.being_read {
            return;
        }
        if self.own.is_some() {
            // What another reviewer did is not this one's to undo.
            self.history = History::default();
        }
        self.history_kept = false;
        self.give_back_own();
        let own_file = self.own_file(&reviewer.name);
        let place = self.others.iter().position(|other| match &other.result {
            Ok(reading) => is_same(&reading.reviewer, reviewer),
            Err(_) => other.file.file_name() == Some(own_file.as_ref()),
        });
        self.save = SaveState::Untouched;
        self.coverage.stale = true;
        // The others have other numbers now.
        self.selected = None;
        if place.is_none() && self.namesake(reviewer).is_some() {
            self.rebuild(codebook);
            return;
        }
        let taken = place.map(|at| self.others.remove(at));
        let own_marks = place.map(|at| self.overlay.change_readings(|all| all.remove(at + 1)));
        self.overlay.change_readings(|all| {
            all[usize::from(MarkKey::OWN)] = own_marks.unwrap_or_default().shown(true);
        });
        let new = || Reading::new(reviewer.clone(), codebook.reference(), self.source());
        self.own = Some(match taken {
            None => OwnReading {
                reading: new(),
                locked: None,
                file: None,
                acceptable: false,
                saving_started: false,
            },
            Some(other) => {
                let (reading, broken) = match other.result {
                    Ok(reading) => (reading, None),
                    Err(problem) => (new(), Some(problem)),
                };
                (self.own_counts, self.unsettled) = (other.counts, other.unsettled);
                self.own_voices = other.voices;
                OwnReading {
                    reading,
                    acceptable: broken.is_none() && other.warning.is_some(),
                    locked: broken.or(other.warning),
                    file: Some(other.file),
                    saving_started: false,
                }
            }
        });
        self.go_on_with_history();
        self.rebuild(codebook);
    }

    /// Somebody else of the same pseudonym who has read the article.
    pub(super) fn namesake(&self, reviewer: &Reviewer) -> Option<&Reviewer> {
        self.others
            .iter()
            .filter_map(|other| Some(&other.result.as_ref().ok()?.reviewer))
            .find(|other| same_name(&other.name, &reviewer.name) && other.id != reviewer.id)
    }

    /// The own reading goes back among the others, when the reviewer changes.
    fn give_back_own(&mut self) {
        let marks = self.overlay.change_readings(|all| match all.first_mut() {
            Some(own) => std::mem::take(own),
            None => {
                all.push(MarkSet::default());
                MarkSet::default()
            }
        });
        let counts = std::mem::take(&mut self.own_counts);
        let unsettled = std::mem::take(&mut self.unsettled);
        self.sought.clear();
        self.review = ReviewPlace::default();
        let voices = std::mem::take(&mut self.own_voices);
        if let Some(own) = self.own.take()
            && !(own.reading.spans.is_empty() && own.file.is_none() && !own.saving_started)
        {
            // A file that could not be read is as unreadable among the others.
            let name = own.reading.reviewer.name.clone();
            let (result, warning) = match own.locked {
                Some(problem) if !own.acceptable => (Err(problem), None),
                warning => (Ok(own.reading), warning),
            };
            self.others.push(OtherReading {
                file: own
                    .file
                    .unwrap_or_else(|| self.path.with_file_name(self.own_file(&name))),
                counts,
                unsettled,
                voices,
                result,
                warning,
                shown: true,
            });
            self.overlay.change_readings(|all| all.push(marks));
        }
    }

    /// Takes in everyone's readings as they were read; none of them is the own one yet.
    pub(super) fn take_in(&mut self, readings: Vec<(OtherReading, MarkSet)>) {
        let (others, marks): (Vec<_>, Vec<_>) = readings.into_iter().unzip();
        let shown: Vec<bool> = others.iter().map(|other| other.shown).collect();
        self.others = others;
        self.overlay.change_readings(|all| {
            let marks = marks.into_iter().zip(shown);
            *all = vec![MarkSet::default()];
            all.extend(marks.map(|(marks, shown)| marks.shown(shown)));
        });
    }

    /// Shows or hides somebody else's marks, by their place in the list.
    pub(super) fn show_other(&mut self, at: usize, shown: bool) {
        let Some(other) = self.others.get_mut(at) else {
            return;
        };
        other.shown = shown;
        self.gather_voices();
        if let Ok(number) = u16::try_from(at + 1) {
            self.overlay.show_reading(number, shown);
        }
        self.forget_what_is_gone();
    }

    /// The own reading is another one now: its file was changed by somebody else, too. `overview` is
    /// what is shown of it in this text; what was done `since` is made once more over it.
    pub(super) fn replace_own(
        &mut self,
        reading: Reading,
        overview: Option<Overview>,
        since: &[Transaction],
        codebook: &Codebook,
    ) {
        if self.own.is_none() {
            return;
        }
        let overview = overview.unwrap_or_else(|| {
            self.seek_unknown(&reading);
            Overview::known(&self.article.text, &reading, &self.elsewhere)
        });
        let Some(own) = &mut self.own else { return };
        own.reading = reading;
        self.coverage.stale = true;
        (self.own_counts, self.unsettled) = (overview.counts, overview.unsettled);
        self.own_voices = overview.voices;
        self.overlay.change_readings(|all| {
            all[usize::from(MarkKey::OWN)] = overview.marks;
        });
        self.rebuild(codebook);
        self.apply_again(since, codebook);
        // Not before: what was done since is to be taken back, too.
        self.fit_history();
    }

    /// The file in which a reviewer's reading was found.
    pub(super) fn file_of(&self, reviewer: Uuid) -> Option<PathBuf> {
        let own = self.own.as_ref();
        let own = own.filter(|own| own.reading.reviewer.id == reviewer);
        own.and_then(|own| own.file.clone()).or_else(|| {
            let theirs = |other: &&OtherReading| {
                { other.result.as_ref() }.is_ok_and(|reading| reading.reviewer.id == reviewer)
            };
            self.others
                .iter()
                .find(theirs)
                .map(|other| other.file.clone())
        })
    }

    /// Whether a file name is that of the own reading.
    pub(super) fn is_own_file(&self, name: &str) -> bool {
        let own = self.own.as_ref();
        own.is_some_and(|own| same_name(&self.own_file(&own.reading.reviewer.name), name))
    }

    fn own_file(&self, name: &str) -> String {
        let key = crate::model::file_key(name);
        format!("{}.{key}.ann.ron", self.article.file_name)
    }

    /// Draws all readings by a codebook; the time is that of its labels, not of the spans.
    pub(super) fn rebuild(&mut self, codebook: &Codebook) {
        self.overlay.number_labels(|label| number(codebook, label));
        self.gather_voices();
        self.check_suggestions(self.article.text.whole(), codebook);
        self.forget_what_is_gone();
    }

    fn gather_voices(&mut self) {
        self.voices = self.own_voices.clone();
        for other in self.others.iter().filter(|other| other.shown) {
            self.voices.add_all(&other.voices);
        }
    }

    fn forget_what_is_gone(&mut self) {
        let gone = |key: &MarkKey| self.overlay.get(*key).is_none();
        if self.selected.as_ref().is_some_and(gone) {
            self.selected = None;
        }
    }

    /// The reading to which a mark belongs.
    pub fn reading_of(&self, key: MarkKey) -> Option<&Reading> {
        self.reading_numbered(key.reading)
    }

    /// A reading by its number.
    pub fn reading_numbered(&self, number: u16) -> Option<&Reading> {
        match number {
            MarkKey::OWN => self.own.as_ref().map(|own| &own.reading),
            other => {
                let other = self.others.get(usize::from(other) - 1)?;
                other.result.as_ref().ok()
            }
        }
    }

    /// The mark of a span in the reading from a file of somebody else.
    pub(super) fn key_in(&self, file: &Path, id: SpanId) -> Option<MarkKey> {
        let at = self.others.iter().position(|other| other.file == file)?;
        let reading = u16::try_from(at + 1).ok()?;
        Some(MarkKey { reading, id })
    }

    /// The annotation behind a mark.
    pub fn annotation(&self, key: MarkKey) -> Option<&Arc<Annotation>> {
        self.reading_of(key)?.spans.get(key.id)
    }

    /// Whether a mark is the reviewer's own and may be changed.
    pub fn is_own(&self, key: MarkKey) -> bool {
        key.reading == MarkKey::OWN
    }

    /// Whether the own reading is finished.
    pub fn is_done(&self) -> bool {
        let own = self.own.as_ref();
        own.is_some_and(|own| own.reading.status == ReadingStatus::Done)
    }

    /// Applies a change to the own reading and draws what it touched; the time is that of the spans
    /// in it, never of all.
    pub(super) fn apply(&mut self, transaction: &Transaction, codebook: &Codebook) {
        self.counting_read(transaction, |open| open.apply_all(transaction, codebook));
    }

    /// Applies changes once more, over what was taken in without them.
    fn apply_again(&mut self, transactions: &[Transaction], codebook: &Codebook) {
        let (revision, save) = (self.revision, self.save.clone());
        for transaction in transactions {
            self.apply_all(transaction, codebook);
        }
        (self.revision, self.save) = (revision, save);
    }

    fn apply_all(&mut self, transaction: &Transaction, codebook: &Codebook) {
        let Some(own) = &mut self.own else { return };
        // What an edit says was there before may be older than a merge or another reading of the file.
        for edit in &transaction.edits {
            let Edit::Span { id, after, .. } = edit else {
                continue;
            };
            let before = own.reading.spans.get(*id);
            if let Some(before) = before {
                let count = self.own_counts.entry(before.label.clone()).or_default();
                *count = count.saturating_sub(1);
                self.voices.remove(&before.voice);
                self.own_voices.remove(&before.voice);
                let place = self.overlay.get(MarkKey::own(*id));
                self.unsettled.forget(before, place.map(|mark| mark.range));
            }
            if let Some(after) = after
                && before.is_none_or(|before| before.anchor != after.anchor)
                && is_unknown(&self.article.text, &self.elsewhere, after)
            {
                self.sought.insert(*id, false);
            }
        }
        transaction.apply(&mut own.reading);
        let before = self.touched(transaction);
        self.revision += 1;
        self.save = SaveState::Saving;
        for edit in &transaction.edits {
            let Edit::Span { id, after, .. } = edit else {
                continue;
            };
            if let Some(after) = after {
                *self.own_counts.entry(after.label.clone()).or_default() += 1;
                self.voices.add(&after.voice);
                self.own_voices.add(&after.voice);
            }
            self.draw(*id, after.as_ref(), codebook);
        }
        for part in before.into_iter().chain(self.touched(transaction)) {
            self.check_suggestions(part, codebook);
        }
    }

    /// Draws an own span where it is, as far as that is known, or takes it away where it is gone.
    pub(super) fn draw(&mut self, id: SpanId, span: Option<&Arc<Annotation>>, codebook: &Codebook) {
        let key = MarkKey::own(id);
        let found = span.map(|span| {
            let known = locate_known(&self.article.text, &self.elsewhere, span);
            (span, known.unwrap_or(Resolution::Orphan))
        });
        if let Some((span, found)) = found {
            self.unsettled.note(span, found);
        }
        match found.and_then(|(span, found)| drawn_span(span, found)) {
            Some(drawn) => {
                let mark = Mark {
                    key,
                    range: drawn.range,
                    label: number(codebook, &drawn.label),
                    moved: drawn.moved,
                    unsure: drawn.unsure,
                };
                self.overlay.insert_labelled(mark, &drawn.label);
            }
            None => {
                self.overlay.remove(key);
                self.selected = self.selected.filter(|selected| *selected != key);
            }
        }
    }

    /// Where the spans of a change are drawn now.
    fn touched(&self, transaction: &Transaction) -> Option<TextRange> {
        let drawn = transaction.edits.iter().filter_map(|edit| match edit {
            Edit::Span { id, .. } => Some(self.overlay.get(MarkKey::own(*id))?.range),
            _ => None,
        });
        drawn.reduce(TextRange::cover)
    }

    /// An undo or redo as a change made now: later than all that is known of its spans.
    pub(super) fn dated(&self, transaction: Transaction, now: Timestamp) -> Transaction {
        match &self.own {
            Some(own) => transaction.dated(now, &own.reading),
            None => transaction,
        }
    }

    /// Asks the page to show a place.
    pub(super) fn show(&mut self, range: TextRange) {
        let number = self.reveal.map_or(0, |(number, _)| number) + 1;
        self.reveal = Some((number, range));
    }

    /// How many spans of a label everyone has made, drawn or not.
    pub fn count(&self, key: &LabelKey) -> usize {
        let own = self.own_counts.get(key).copied().unwrap_or_default();
        let others = self.others.iter().filter_map(|other| other.counts.get(key));
        own + others.sum::<usize>()
    }

    /// How many own spans count as a label's, drawn or not.
    pub fn own_count(&self, label: &Label) -> usize {
        let counts = label.keys().filter_map(|key| self.own_counts.get(key));
        counts.sum()
    }

    /// The own span with an id.
    pub fn own_span(&self, id: SpanId) -> Option<&Arc<Annotation>> {
        self.own.as_ref()?.reading.spans.get(id)
    }
}
