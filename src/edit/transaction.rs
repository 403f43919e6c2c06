//! [`Transaction`]: what one act of a person changes in a reading.

use std::sync::Arc;

use crate::i18n::Message;
use crate::model::{Annotation, Passages, Reading, ReadingStatus, SpanId, Timestamp, Tombstone};
use crate::text::CharRange;

/// One change, with what was there before.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A span was added (`before` empty), changed, or deleted (`after` empty).
    Span {
        /// Which.
        id: SpanId,
        /// As it was.
        before: Option<Arc<Annotation>>,
        /// As it is.
        after: Option<Arc<Annotation>>,
        /// When: the time of its tombstone where it is deleted.
        at: Timestamp,
    },
    /// The reading was finished or taken up again.
    Status {
        /// As it was.
        before: ReadingStatus,
        /// As it is.
        after: ReadingStatus,
    },
    /// The article is read in another encoding; this changes its own file, not the reading.
    Encoding {
        /// The choice as it was; `None` where it was found by itself.
        before: Option<String>,
        /// As it is.
        after: Option<String>,
    },
    /// Passages were read, or are not taken for read any longer.
    Read {
        /// What was not there before, ascending and disjoint.
        added: Vec<CharRange>,
        /// What was there before, ascending and disjoint.
        removed: Vec<CharRange>,
    },
}

impl Edit {
    fn inverse(&self) -> Self {
        match self.clone() {
            Self::Span {
                id,
                before,
                after,
                at,
            } => Self::Span {
                id,
                before: after,
                after: before,
                at,
            },
            Self::Status { before, after } => Self::Status {
                before: after,
                after: before,
            },
            Self::Encoding { before, after } => Self::Encoding {
                before: after,
                after: before,
            },
            Self::Read { added, removed } => Self::Read {
                added: removed,
                removed: added,
            },
        }
    }

    /// Whether it concerns what was read alone: what was marked was read, too.
    pub(super) fn is_read(&self) -> bool {
        matches!(self, Self::Read { .. })
    }

    /// What it does to what was read.
    pub fn apply_to_read(&self, read: &mut Passages) {
        if let Self::Read { added, removed } = self {
            removed.iter().for_each(|passage| read.remove(*passage));
            added.iter().for_each(|passage| read.add(*passage));
        }
    }

    fn apply(&self, reading: &mut Reading) {
        match self {
            Self::Span {
                after: Some(span), ..
            } => {
                reading.tombstones.remove(&span.id);
                reading.spans.insert(Arc::clone(span));
            }
            Self::Span {
                id,
                after: None,
                at,
                ..
            } => {
                reading.spans.remove(*id);
                let deleted = *at;
                reading
                    .tombstones
                    .insert(*id, Tombstone { id: *id, deleted });
            }
            Self::Status { after, .. } => reading.status = *after,
            Self::Encoding { .. } => {}
            Self::Read { .. } => self.apply_to_read(&mut reading.read),
        }
    }
}

/// Now, but after what was before: a clock may be set back, and the later state of a span wins.
pub fn later(now: Timestamp, before: Option<Timestamp>) -> Timestamp {
    let next = before.and_then(|at| Timestamp::from_millisecond(at.as_millisecond() + 1).ok());
    next.map_or(now, |next| next.max(now))
}

/// What one act of a person changes, done and undone as one.
///
/// Invariant: undoing what was done leaves the reading's content as it was
/// (`Reading::same_content`); a tombstone may remain of a span whose making was undone.
/// An undo is a change made now, so what it brings back is dated anew ([`dated`](Self::dated)):
/// otherwise a merge with a copy that holds the change would take the undo for the older state.
#[derive(Clone, Debug, PartialEq)]
pub struct Transaction {
    /// What the act is called in the Edit menu.
    pub name: Message,
    /// The changes, in order.
    pub edits: Vec<Edit>,
    /// Where in the text it happened, in code points: undo and redo show this place.
    pub place: Option<CharRange>,
}

impl Transaction {
    /// Does it.
    pub fn apply(&self, reading: &mut Reading) {
        for edit in &self.edits {
            edit.apply(reading);
        }
    }

    /// The same, done to a reading at another time.
    #[must_use]
    pub fn dated(mut self, now: Timestamp, reading: &Reading) -> Self {
        for edit in &mut self.edits {
            if let Edit::Span { id, after, at, .. } = edit {
                let there = reading.spans.get(*id).map(|span| span.modified);
                let gone = reading.tombstones.get(id).map(|gone| gone.deleted);
                *at = later(now, there.max(gone));
                if let Some(span) = after {
                    Arc::make_mut(span).modified = *at;
                }
            }
        }
        self
    }

    /// The span that it leaves, where it changes one.
    pub fn span(&self) -> Option<&Annotation> {
        match self.edits.as_slice() {
            [Edit::Span { after, .. }, rest @ ..] if rest.iter().all(Edit::is_read) => {
                after.as_deref()
            }
            _ => None,
        }
    }

    /// The same where the span that it leaves would say no more than another one, its twin: the twin
    /// goes, and what only it said of its passage is kept.
    #[must_use]
    pub fn without_twin(mut self, twin: Option<Arc<Annotation>>) -> Self {
        let Some(twin) = twin else { return self };
        let [
            Edit::Span {
                after: Some(span),
                at,
                ..
            },
            ..,
        ] = self.edits.as_mut_slice()
        else {
            return self;
        };
        keep_what_it_says(Arc::make_mut(span), &twin);
        let gone = Edit::Span {
            id: twin.id,
            at: later(*at, Some(twin.modified)),
            before: Some(twin),
            after: None,
        };
        self.edits.push(gone);
        self
    }

    /// The same where the span that it leaves is marked once more by another one, which is not made:
    /// what only that says of the passage is kept.
    #[must_use]
    pub fn instead_of(mut self, twin: &Annotation) -> Self {
        if let Some(Edit::Span {
            after: Some(span), ..
        }) = self.edits.first_mut()
        {
            keep_what_it_says(Arc::make_mut(span), twin);
        }
        self
    }

    /// When it was done, where it is about a span.
    pub fn time(&self) -> Option<Timestamp> {
        self.edits.iter().find_map(|edit| match edit {
            Edit::Span { at, .. } => Some(*at),
            _ => None,
        })
    }

    /// What takes it back.
    pub fn inverse(&self) -> Self {
        Self {
            name: self.name.clone(),
            edits: self.edits.iter().rev().map(Edit::inverse).collect(),
            place: self.place,
        }
    }
}

/// Adds to a span what only its twin says of their passage.
fn keep_what_it_says(span: &mut Annotation, twin: &Annotation) {
    if span.reason.is_empty() {
        span.reason.clone_from(&twin.reason);
    } else if !twin.reason.is_empty() && twin.reason != span.reason {
        span.reason = format!("{}\n{}", span.reason, twin.reason);
    }
    span.claim = span.claim.take().or_else(|| twin.claim.clone());
}
