//! [`History`]: linear undo and redo.

use std::sync::Arc;
use std::time::Duration;

use super::transaction::{Edit, Transaction};
use crate::model::Annotation;

/// What is done to a span bit by bit goes on being the same act while the pauses are shorter than this.
const PAUSE: Duration = Duration::from_secs(10);
/// Names of the acts that are done bit by bit: typed letter by letter, an edge moved step by step, a
/// word marked by a double click that becomes a triple one.
const BIT_BY_BIT: [&str; 5] = [
    "edit-reason",
    "edit-voice",
    "edit-claim",
    "edit-nudge",
    "edit-tag",
];

/// A step of a history, for who keeps it elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Something was done.
    Did(Box<Transaction>),
    /// The last act went on: it is this by now.
    DidMore(Box<Transaction>),
    /// The last act was taken back.
    Undid,
    /// What was undone last was done again.
    Redid,
}

/// What was done and what was undone, of one reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    done: Vec<Transaction>,
    undone: Vec<Transaction>,
    /// Whether the last act may go on: nothing was undone or done again since.
    goes_on: bool,
}

impl History {
    /// Remembers what was just done; what was undone before can't be redone any more. Typing is kept
    /// again and again while it goes on, but is one act to whoever takes it back.
    pub fn record(&mut self, transaction: Transaction) {
        self.undone.clear();
        let last = self.done.last_mut().filter(|_| self.goes_on);
        self.goes_on = true;
        let Some(last) = last else {
            self.done.push(transaction);
            return;
        };
        match joined(last, &transaction) {
            Some(both) => *last = both,
            None => self.done.push(transaction),
        }
    }

    /// Something else was done in between: what comes next is an act of its own.
    pub fn pause(&mut self) {
        self.goes_on = false;
    }

    /// The transaction that takes the last act back, to be applied by the caller.
    pub fn undo(&mut self) -> Option<Transaction> {
        let last = self.done.pop()?;
        self.goes_on = false;
        let inverse = last.inverse();
        self.undone.push(last);
        Some(inverse)
    }

    /// The act that was undone last, to be applied again by the caller.
    pub fn redo(&mut self) -> Option<Transaction> {
        let next = self.undone.pop()?;
        self.goes_on = false;
        self.done.push(next.clone());
        Some(next)
    }

    /// How many acts can be taken back.
    pub fn undo_steps(&self) -> usize {
        self.done.len()
    }

    /// How many acts that were undone can be done again.
    pub fn redo_steps(&self) -> usize {
        self.undone.len()
    }

    /// What was done, the first first, and what was undone, the one that would be done again last.
    pub fn acts(&self) -> (&[Transaction], &[Transaction]) {
        (&self.done, &self.undone)
    }

    /// One that goes on from what is known of it: both as [`acts`](Self::acts) gives them.
    pub fn of(done: Vec<Transaction>, undone: Vec<Transaction>) -> Self {
        Self {
            done,
            undone,
            goes_on: false,
        }
    }

    /// The same step as another history has made.
    pub fn follow(&mut self, step: Step) {
        self.goes_on = false;
        match step {
            Step::Did(act) => {
                self.undone.clear();
                self.done.push(*act);
            }
            Step::DidMore(act) => {
                self.undone.clear();
                self.done.pop();
                self.done.push(*act);
            }
            Step::Undid => self.undone.extend(self.done.pop()),
            Step::Redid => self.done.extend(self.undone.pop()),
        }
    }

    /// The step that [`record`](Self::record) made, where there were so many acts before it.
    pub fn last_step(&self, steps_before: usize) -> Option<Step> {
        let act = Box::new(self.done.last()?.clone());
        Some(match self.done.len() > steps_before {
            true => Step::Did(act),
            false => Step::DidMore(act),
        })
    }

    /// What another history did before, and then this. What was undone there can't be done again where
    /// anything was done here.
    #[must_use]
    pub fn after(self, mut before: Self) -> Self {
        if self.done.is_empty() && self.undone.is_empty() {
            return before;
        }
        before.done.extend(self.done);
        Self {
            done: before.done,
            ..self
        }
    }

    /// Keeps the last so many acts.
    pub fn bound(&mut self, most: usize) {
        let old = self.done.len().saturating_sub(most);
        self.done.drain(..old);
        let left = most.saturating_sub(self.done.len());
        let far = self.undone.len().saturating_sub(left);
        self.undone.drain(..far);
    }

    /// What [`undo`](Self::undo) would take back.
    pub fn next_undo(&self) -> Option<&Transaction> {
        self.done.last()
    }

    /// What [`redo`](Self::redo) would do again.
    pub fn next_redo(&self) -> Option<&Transaction> {
        self.undone.last()
    }
}

/// Two acts as one, where the second goes on with the typing of the first.
fn joined(first: &Transaction, second: &Transaction) -> Option<Transaction> {
    let name = second.name.key;
    if first.name.key != name || !BIT_BY_BIT.contains(&name) {
        return None;
    }
    let (Some((Edit::Span { id, before, at, .. }, read)), Some((next, then_read))) =
        (first.edits.split_first(), second.edits.split_first())
    else {
        return None;
    };
    if !read.iter().chain(then_read).all(Edit::is_read) {
        return None;
    }
    let Edit::Span {
        id: next_id,
        before: between,
        after,
        at: now,
    } = next
    else {
        return None;
    };
    let since = now.duration_since(*at).unsigned_abs();
    // A status is chosen, not typed: each choice is an act of its own.
    let status = |span: &Option<Arc<Annotation>>| {
        let claim = span.as_ref()?.claim.as_ref()?;
        (!claim.status.is_empty()).then(|| claim.status.clone())
    };
    let chosen = status(before) != status(between) || status(between) != status(after);
    if id != next_id || since >= PAUSE || chosen {
        return None;
    }
    let span = Edit::Span {
        id: *id,
        before: before.clone(),
        after: after.clone(),
        at: *now,
    };
    let read = read.iter().chain(then_read).cloned();
    Some(Transaction {
        edits: std::iter::once(span).chain(read).collect(),
        ..second.clone()
    })
}
