//! [`Changes`]: what transactions changed, as states that fit onto a reading of whatever age.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::merge::State;
use super::transaction::{Edit, Transaction};
use crate::model::{Annotation, Passages, Reading, ReadingStatus, SpanId, Timestamp, Tombstone};

/// What transactions changed in a reading, as states and not as steps.
///
/// Laws: replayed onto the reading as it was before the transactions, it gives their content;
/// replayed twice it gives the same as once; of a span the later state wins, as in
/// [`merge`](super::merge), so that a newer copy of the reading loses nothing by it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The spans that changed, as they are now.
    pub spans: BTreeMap<SpanId, SpanState>,
    /// Whether the reading is finished, where that changed.
    pub status: Option<ReadingStatus>,
    /// What was read.
    pub read: Passages,
    /// What is not taken for read any longer. None of it is in `read`.
    pub unread: Passages,
}

/// A span as a change left it.
#[derive(Clone, Debug, PartialEq)]
pub enum SpanState {
    /// It is there, and says this.
    There(Arc<Annotation>),
    /// It was deleted at that moment.
    Deleted(Timestamp),
}

impl Changes {
    /// What one transaction changed.
    pub fn of(transaction: &Transaction) -> Self {
        let mut changes = Self::default();
        changes.add(transaction);
        changes
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
            && self.status.is_none()
            && self.read.is_empty()
            && self.unread.is_empty()
    }

    /// Adds what a transaction changed after all that.
    pub fn add(&mut self, transaction: &Transaction) {
        for edit in &transaction.edits {
            match edit {
                Edit::Span { id, after, at, .. } => {
                    let state = match after {
                        Some(span) => SpanState::There(Arc::clone(span)),
                        None => SpanState::Deleted(*at),
                    };
                    self.spans.insert(*id, state);
                }
                Edit::Status { after, .. } => self.status = Some(*after),
                // That is kept in the article's own file.
                Edit::Encoding { .. } => {}
                Edit::Read { added, removed } => {
                    for passage in removed {
                        self.read.remove(*passage);
                        self.unread.add(*passage);
                    }
                    for passage in added {
                        self.unread.remove(*passage);
                        self.read.add(*passage);
                    }
                }
            }
        }
    }

    /// Adds changes that were made after all that.
    pub fn then(&mut self, later: Self) {
        self.spans.extend(later.spans);
        self.status = later.status.or(self.status);
        for passage in later.unread.iter() {
            self.read.remove(passage);
            self.unread.add(passage);
        }
        for passage in later.read.iter() {
            self.unread.remove(passage);
            self.read.add(passage);
        }
    }

    /// Lays the changes over a reading, where it does not hold later ones. Whether that changed anything.
    pub fn replay(&self, reading: &mut Reading) -> bool {
        let mut changed = false;
        for (id, state) in &self.spans {
            changed |= state.replay(*id, reading);
        }
        if let Some(status) = self.status {
            changed |= std::mem::replace(&mut reading.status, status) != status;
        }
        for passage in self.unread.iter() {
            changed |= !reading.read.within(passage).is_empty();
            reading.read.remove(passage);
        }
        for passage in self.read.iter() {
            changed |= !reading.read.contains(passage);
            reading.read.add(passage);
        }
        changed
    }
}

impl SpanState {
    fn replay(&self, id: SpanId, reading: &mut Reading) -> bool {
        let gone = |deleted| Tombstone { id, deleted };
        let tombstone;
        let new = match self {
            Self::There(span) => State::There(span),
            Self::Deleted(deleted) => {
                tombstone = gone(*deleted);
                State::Deleted(&tombstone)
            }
        };
        if State::of(reading, id).is_some_and(|now| now.order(&new).is_ge()) {
            return false;
        }
        match self {
            Self::There(span) => {
                reading.tombstones.remove(&id);
                reading.spans.insert(Arc::clone(span));
            }
            Self::Deleted(deleted) => {
                reading.spans.remove(id);
                reading.tombstones.insert(id, gone(*deleted));
            }
        }
        true
    }
}
