//! Whether a history still fits a reading: an act is offered only as long as what it would take back, or
//! do again, is still as it left it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::history::History;
use super::transaction::{Edit, Transaction};
use crate::model::{Annotation, Passages, Reading, ReadingStatus, SpanId};

/// A reading that acts are taken back of, or done again to, without touching it.
struct Trial<'r> {
    reading: &'r Reading,
    spans: BTreeMap<SpanId, Option<Arc<Annotation>>>,
    status: ReadingStatus,
    read: Passages,
    /// The choice of encoding; not compared where it is not known.
    encoding: Option<Option<String>>,
}

impl<'r> Trial<'r> {
    fn new(reading: &'r Reading, encoding: Option<Option<&str>>) -> Self {
        Self {
            reading,
            spans: BTreeMap::new(),
            status: reading.status,
            read: reading.read.clone(),
            encoding: encoding.map(|chosen| chosen.map(str::to_owned)),
        }
    }

    /// Does an act, where all that it changes is as it says that it was; else some of it may be done.
    fn does(&mut self, act: &Transaction) -> bool {
        act.edits.iter().all(|edit| self.makes(edit))
    }

    fn makes(&mut self, edit: &Edit) -> bool {
        match edit {
            Edit::Span {
                id, before, after, ..
            } => {
                let there = match self.spans.get(id) {
                    Some(there) => there.as_ref(),
                    None => self.reading.spans.get(*id),
                };
                let fits = match (there, before) {
                    (Some(there), Some(before)) => there.says_the_same(before),
                    (there, before) => there.is_none() && before.is_none(),
                };
                self.spans.insert(*id, after.clone());
                fits
            }
            Edit::Status { before, after } => {
                std::mem::replace(&mut self.status, *after) == *before
            }
            Edit::Encoding { before, after } => match &mut self.encoding {
                Some(chosen) => std::mem::replace(chosen, after.clone()) == *before,
                None => true,
            },
            Edit::Read { added, removed } => {
                let there = |read: &Passages, passage| !read.within(passage).is_empty();
                let fits = added.iter().all(|passage| !there(&self.read, *passage))
                    && removed.iter().all(|passage| self.read.contains(*passage));
                edit.apply_to_read(&mut self.read);
                fits
            }
        }
    }
}

impl History {
    /// Leaves out what does not fit a reading, since others changed it. `encoding` is the choice of encoding, where that is to fit, too. Says
    /// whether anything was left out.
    ///
    /// Law: each act that is left, taken back one after the other, finds every mark as the act left it.
    pub fn fit(&mut self, reading: &Reading, encoding: Option<Option<&str>>) -> bool {
        let (done, undone) = self.acts();
        let mut trial = Trial::new(reading, encoding);
        let last = done.iter().rev();
        let fits = last.take_while(|act| trial.does(&act.inverse())).count();
        let done = done[done.len() - fits..].to_vec();
        let mut trial = Trial::new(reading, encoding);
        let next = undone.iter().rev();
        let fits = next.take_while(|act| trial.does(act)).count();
        let undone = undone[undone.len() - fits..].to_vec();
        if (done.len(), undone.len()) == (self.undo_steps(), self.redo_steps()) {
            return false;
        }
        *self = Self::of(done, undone);
        true
    }

    /// Goes to the nearest place where the act before fits a reading, and the one after it, too: a history
    /// is kept before the file is, so that after a crash the file may be some steps behind it.
    pub fn align(&mut self, reading: &Reading, encoding: Option<Option<&str>>) {
        let (done, undone) = self.acts();
        let all: Vec<&Transaction> = done.iter().chain(undone.iter().rev()).collect();
        let fits = |at: usize| {
            let trial = || Trial::new(reading, encoding);
            let before = at.checked_sub(1).map(|last| all[last]);
            before.is_none_or(|act| trial().does(&act.inverse()))
                && all.get(at).is_none_or(|act| trial().does(act))
        };
        let here = done.len();
        let far = 0..=all.len();
        let near = far.flat_map(|by| [here.checked_sub(by), Some(here + by)]);
        let mut near = near.flatten().filter(|at| *at <= all.len());
        let Some(at) = near.find(|at| fits(*at)).filter(|at| *at != here) else {
            return;
        };
        let mut all: Vec<Transaction> = all.into_iter().cloned().collect();
        let mut undone = all.split_off(at);
        undone.reverse();
        *self = Self::of(all, undone);
    }

    /// Leaves out what was read: the text is another one, and passages of it are counted otherwise.
    pub fn forget_read(&mut self) {
        let without = |acts: &[Transaction]| {
            let acts = acts.iter().cloned().map(|mut act| {
                act.edits.retain(|edit| !edit.is_read());
                act
            });
            acts.filter(|act| !act.edits.is_empty()).collect()
        };
        let (done, undone) = self.acts();
        *self = Self::of(without(done), without(undone));
    }
}
