//! [`Mirror`]: a reading on its way to the disk.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::edit::{Changes, Edit, Transaction, merge};
use crate::job::env::{now, unique};
use crate::model::{Problem, Reading};
use crate::session::Touched;
use crate::store::{DiskState, Heard, Home, Journal};
use crate::text::SourceText;

/// From how many spans on a file takes too long to be written anew with every change.
const LARGE: usize = 20_000;
/// From what time on a file takes too long, however small: on a slow disk. Twice that is less than a
/// second.
const SLOW: Duration = Duration::from_millis(400);
/// When a journal goes into the file.
#[derive(Clone, Copy, Debug)]
pub(in crate::job) struct Pace {
    /// When nothing has come for so long.
    pub(in crate::job) quiet: Duration,
    /// At the latest after so long, though changes come and come.
    pub(in crate::job) latest: Duration,
    /// Or when it is so long, in bytes.
    pub(in crate::job) most: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            quiet: Duration::from_secs(3),
            latest: Duration::from_secs(60),
            most: 16 << 20,
        }
    }
}

/// How long after a failed save the next try comes.
const RETRY: Duration = Duration::from_secs(2);
/// A save that takes long is not tried again and again: so many times its own time passes first.
const REST: u32 = 5;

/// A reading as the window has it, and how far it is on disk.
pub(super) struct Mirror {
    pub(super) reading: Reading,
    /// Today's text, on which marks are made.
    pub(super) text: SourceText,
    pub(super) state: Option<DiskState>,
    /// The load that it was made from.
    pub(super) generation: u64,
    pub(super) revision: u64,
    /// Whether something is not on disk yet and was not said to be.
    pub(super) dirty: bool,
    /// Whether some of that was not tried yet.
    pub(super) fresh: bool,
    /// Whether it holds changes that the window has lost sight of and must be told.
    pub(super) taken_in: bool,
    /// Whether it differs from the file by more than is known here: only the whole file will do.
    pub(super) whole: bool,
    /// Changes that are neither in a journal nor in the file.
    pub(super) unsaved: Changes,
    /// Changes that are in journals and not in the file.
    pub(super) journaled: Changes,
    pub(super) journals: Journals,
    /// The file is being written on another thread.
    pub(super) folding: Option<Folding>,
    /// What keeps the file from being written.
    pub(super) refused: Option<Problem>,
    /// When that was.
    failed: Option<Instant>,
    /// When to try once more.
    pub(super) retry: Option<Instant>,
    pub(super) fell_back: bool,
    /// The file for which it is written though nothing was changed here.
    pub(super) for_file: Option<Touched>,
    /// A file that somebody wrote while it was being written here.
    pub(super) touched: Option<Touched>,
    /// What is known of the journals of other programs.
    heard: Heard,
    /// How long the last two times took to write the file.
    took: [Duration; 2],
}

/// The journals of a reading.
#[derive(Default)]
pub(super) struct Journals {
    /// The one that is added to.
    open: Option<Journal>,
    /// Those that are only waiting to be removed.
    closed: Vec<Journal>,
    /// When the first change and the last one went into them.
    times: Option<(Instant, Instant)>,
}

/// A file that is being written on another thread.
pub(super) struct Folding {
    /// The change that it was asked for after.
    pub(super) revision: u64,
    /// Whether something waits for it to be on disk.
    pub(super) needed: bool,
    /// The file for which it was asked for.
    pub(super) for_file: Option<Touched>,
    whole: bool,
    unsaved: Changes,
    journaled: Changes,
    journals: Journals,
}

impl Journals {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_none() && self.closed.is_empty()
    }

    /// Whether one of them is that file.
    fn hold(&self, file: &Path) -> bool {
        let mut all = self.closed.iter().chain(&self.open);
        all.any(|journal| journal.path() == file)
    }

    /// Adds others, to which nothing is added any more.
    pub(super) fn add(&mut self, mut others: Self) {
        others.closed.extend(others.open.take());
        let own = std::mem::take(self);
        *self = others.with(own);
    }

    /// Adds changes; after `Ok` they are on disk.
    pub(super) fn append(
        &mut self,
        home: &Home,
        article: &Path,
        reading: &Reading,
        changes: &Changes,
    ) -> Result<(), Problem> {
        let written = match &mut self.open {
            Some(journal) => journal.append(changes, now()),
            None => Journal::create(home, article, reading, changes, &unique(), now())
                .map(|journal| self.open = Some(journal)),
        };
        match written {
            Ok(()) => {
                let now = Instant::now();
                let (first, _) = self.times.unwrap_or((now, now));
                self.times = Some((first, now));
            }
            // What is wrong with one may not be wrong with the next.
            Err(_) => self.closed.extend(self.open.take()),
        }
        written
    }

    /// When they are to go into the file.
    fn due(&self, pace: Pace) -> Option<Instant> {
        let (first, last) = self.times?;
        let long = |open: &Journal| open.length() > pace.most;
        let long = self.open.as_ref().is_some_and(long);
        Some(if long {
            first
        } else {
            (last + pace.quiet).min(first + pace.latest)
        })
    }

    /// Removes them, once all of it is in the file.
    pub(super) fn remove(self) {
        for journal in self.closed.into_iter().chain(self.open) {
            journal.remove();
        }
    }

    /// These, which are older, and those.
    fn with(mut self, newer: Self) -> Self {
        if newer.open.is_some() {
            self.closed
                .extend(std::mem::replace(&mut self.open, newer.open));
        }
        self.closed.extend(newer.closed);
        self.times = match (self.times, newer.times) {
            (Some((first, _)), Some((_, last))) => Some((first, last)),
            (some, other) => some.or(other),
        };
        self
    }
}

/// Whether a reading holds a later state of a span than a change leaves it in.
fn is_overtaken(transaction: &Transaction, reading: &Reading) -> bool {
    transaction.edits.iter().any(|edit| match edit {
        Edit::Span { id, at, .. } => {
            let there = reading.spans.get(*id).map(|span| span.modified);
            let gone = reading.tombstones.get(id).map(|gone| gone.deleted);
            there.max(gone) > Some(*at)
        }
        _ => false,
    })
}

impl Mirror {
    pub(super) fn new(
        reading: Reading,
        text: SourceText,
        state: Option<DiskState>,
        generation: u64,
    ) -> Self {
        Self {
            reading,
            text,
            fell_back: state.is_some_and(|state| state.is_fallback()),
            state,
            generation,
            revision: 0,
            dirty: false,
            fresh: false,
            taken_in: false,
            whole: false,
            unsaved: Changes::default(),
            journaled: Changes::default(),
            journals: Journals::default(),
            folding: None,
            refused: None,
            failed: None,
            retry: None,
            for_file: None,
            touched: None,
            heard: Heard::default(),
            took: [Duration::ZERO; 2],
        }
    }

    /// What another mirror of the same reading knows that the window may not.
    pub(super) fn take_over(&mut self, old: Self) {
        if old.generation == self.generation {
            // Somebody sits down again: what was written and taken in meanwhile is known here only,
            // since the window gave the reading away.
            let status = self.reading.status;
            let merged = merge(&self.reading, &old.reading);
            self.taken_in = !self.reading.same_content(&merged);
            self.reading = Reading { status, ..merged };
            (self.state, self.dirty) = (old.state, old.dirty);
            self.fell_back = old.fell_back;
        } else if old.is_unwritten() {
            // Changes that could not be written yet are not forgotten when the file was read again; nor
            // are another reviewer's, who keeps a mirror of their own.
            self.reading = merge(&self.reading, &old.reading);
            (self.dirty, self.taken_in) = (true, true);
        }
        self.whole = old.whole || self.dirty && old.unsaved.is_empty();
        self.fresh = self.dirty;
        let folding = old.folding.as_ref().map(|folding| &folding.journaled);
        for changes in folding.into_iter().chain([&old.journaled, &old.unsaved]) {
            self.taken_in |= changes.replay(&mut self.reading);
        }
        (self.unsaved, self.journaled) = (old.unsaved, old.journaled);
        (self.journals, self.folding) = (old.journals, old.folding);
        (self.refused, self.retry, self.took) = (old.refused, old.retry, old.took);
    }

    /// Whether it holds what is neither in the file nor in a journal.
    fn is_unwritten(&self) -> bool {
        let folding = self.folding.as_ref();
        self.dirty || self.whole || folding.is_some_and(|folding| folding.needed)
    }

    /// Whether its file takes too long to be written with every change.
    pub(super) fn is_large(&self) -> bool {
        self.reading.spans.len() > LARGE || self.took.iter().all(|took| *took > SLOW)
    }

    /// Applies a change.
    pub(super) fn change(&mut self, transaction: &Transaction, revision: u64) {
        // What was taken in from the file, and the window did not know of yet, may be later.
        let before = is_overtaken(transaction, &self.reading).then(|| self.reading.clone());
        transaction.apply(&mut self.reading);
        if let Some(before) = before {
            let status = self.reading.status;
            let merged = merge(&self.reading, &before);
            self.reading = Reading { status, ..merged };
            self.taken_in = true;
        }
        let changes = Changes::of(transaction);
        // What says nothing stands for something that only the whole reading says.
        self.whole |= changes.is_empty();
        self.unsaved.then(changes);
        self.revision = revision;
        (self.dirty, self.fresh) = (true, true);
    }

    /// Takes in changes that were made while the window had no reading.
    pub(super) fn take_in(&mut self, changes: Changes) {
        self.taken_in |= changes.replay(&mut self.reading);
        self.unsaved.then(changes);
        (self.dirty, self.fresh) = (true, true);
    }

    /// Its file is not as it was left: it is written, which takes in what is there.
    pub(super) fn differs(&mut self, file: Touched) {
        (self.dirty, self.fresh, self.whole) = (true, true, true);
        self.for_file = Some(file);
    }

    /// Takes in what other programs added to their journals of the reading. Whether there was anything.
    pub(super) fn take_in_journals(&mut self, home: &Home, article: &Path) -> bool {
        let folding = self.folding.as_ref().map(|folding| &folding.journals);
        let own: Vec<&Journals> = folding.into_iter().chain([&self.journals]).collect();
        let is_own = |file: &Path| own.iter().any(|journals| journals.hold(file));
        let changed = self.heard.take_in(home, article, &mut self.reading, is_own);
        if changed {
            // What was done here and is not in the file yet was done over it.
            self.journaled.replay(&mut self.reading);
            self.unsaved.replay(&mut self.reading);
        }
        changed
    }

    /// Adds what is in no journal yet to one.
    pub(super) fn append(&mut self, home: &Home, article: &Path) -> Result<(), Problem> {
        if self.unsaved.is_empty() {
            return Ok(());
        }
        let (journals, changes) = (&mut self.journals, &self.unsaved);
        journals.append(home, article, &self.reading, changes)?;
        self.journaled.then(std::mem::take(&mut self.unsaved));
        Ok(())
    }

    /// When it is to be looked at again, though nothing comes.
    pub(super) fn due(&self, pace: Pace) -> Option<Instant> {
        match (&self.folding, self.retry) {
            (Some(_), _) => None,
            (None, Some(retry)) => Some(retry),
            (None, None) => self.journals.due(pace),
        }
    }

    /// Whether all of it is in its file, or that was tried in vain since a moment.
    pub(super) fn is_settled(&self, since: Instant) -> bool {
        let in_file = !self.dirty && self.journals.is_empty();
        let in_vain = self.refused.is_some() && self.failed.is_some_and(|failed| failed >= since);
        self.folding.is_none() && (in_file || in_vain)
    }

    /// Whether the next try is still to wait.
    pub(super) fn rests(&self) -> bool {
        self.retry.is_some_and(|retry| retry > Instant::now())
    }

    /// What is here now is about to be written into the file.
    pub(super) fn start_folding(&mut self, needed: bool) {
        (self.retry, self.dirty, self.fresh) = (None, false, false);
        self.folding = Some(Folding {
            revision: self.revision,
            needed,
            for_file: self.for_file.take(),
            whole: std::mem::take(&mut self.whole),
            unsaved: std::mem::take(&mut self.unsaved),
            journaled: std::mem::take(&mut self.journaled),
            journals: std::mem::take(&mut self.journals),
        });
    }

    /// It was written. `merged` is what the file says where that is more than was written.
    pub(super) fn folded(&mut self, merged: Option<&Reading>) -> Option<Folding> {
        if let Some(merged) = merged {
            self.reading = merged.clone();
            self.heard = Heard::default();
            // What came meanwhile came after it, but for what is later there: the window lays its own
            // changes over it whatever their time.
            self.taken_in |= !self.journaled.is_empty() || !self.unsaved.is_empty();
            self.journaled.replay(&mut self.reading);
            self.unsaved.replay(&mut self.reading);
        }
        self.refused = None;
        // What had to wait for this goes on.
        self.fresh = self.dirty;
        self.folding.take()
    }

    /// The file that it could not be written into may still be on its way there, and nothing of ours is
    /// missing on the disk. Answers with that file.
    pub(super) fn doubted(&mut self) -> Option<PathBuf> {
        let folding = self.folding.as_ref()?;
        let ours = folding.unsaved.is_empty() && folding.journals.is_empty();
        let file = folding.for_file.as_ref()?;
        if !ours || file.settled {
            return None;
        }
        let file = file.file.clone();
        self.folding = None;
        self.fresh = self.dirty;
        Some(file)
    }

    /// It could not be written.
    pub(super) fn not_folded(&mut self, problem: Problem) {
        if let Some(mut folding) = self.folding.take() {
            self.whole |= folding.whole;
            folding.unsaved.then(std::mem::take(&mut self.unsaved));
            self.unsaved = folding.unsaved;
            folding.journaled.then(std::mem::take(&mut self.journaled));
            self.journaled = folding.journaled;
            self.journals = folding.journals.with(std::mem::take(&mut self.journals));
            self.dirty |= folding.needed;
        }
        let (now, [took, _]) = (Instant::now(), self.took);
        self.refused = Some(problem);
        self.failed = Some(now);
        self.retry = Some(now + RETRY.max(took * REST));
    }

    /// How long it took to write the file.
    pub(super) fn took(&mut self, took: Duration) {
        self.took = [took, self.took[0]];
    }
}

impl Folding {
    /// Removes the journals, once all of it is in the file.
    pub(super) fn remove_journals(self) {
        self.journals.remove();
    }
}

#[cfg(test)]
mod tests;
