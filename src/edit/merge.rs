//! Merging two copies of one reviewer's reading.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Annotation, Confidence, Reading, ReadingStatus, SpanId, Timestamp, Tombstone};

/// Merges two copies of one reviewer's reading, by span.
///
/// For every span the later state wins, whether it is a change or a deletion; on the very same
/// moment a deletion wins. A reading is done if either copy says so, what was read is the union, and
/// the rest is taken from the copy with the latest change.
///
/// Laws: commutative, associative, idempotent; a span of either side is in the result, as it is there
/// or later, unless a deletion at the same time or later is there too.
pub fn merge(mine: &Reading, theirs: &Reading) -> Reading {
    let (first, second) = match order(mine, theirs) {
        Ordering::Less => (theirs, mine),
        _ => (mine, theirs),
    };
    let mut merged = Reading {
        reviewer: first.reviewer.clone(),
        status: status(first.status, second.status),
        codebook: first.codebook.clone(),
        source: first.source.clone(),
        read: first.read.iter().chain(second.read.iter()).collect(),
        spans: Default::default(),
        tombstones: BTreeMap::new(),
    };
    let mut states: BTreeMap<SpanId, State<'_>> = BTreeMap::new();
    for reading in [first, second] {
        let tombstones = reading.tombstones.values().map(State::Deleted);
        for state in reading.spans.iter().map(State::There).chain(tombstones) {
            let best = states.entry(state.id()).or_insert(state);
            if best.order(&state).is_lt() {
                *best = state;
            }
        }
    }
    let mut spans = Vec::with_capacity(states.len());
    for state in states.into_values() {
        match state {
            State::There(span) => spans.push(Arc::clone(span)),
            State::Deleted(tombstone) => {
                merged.tombstones.insert(tombstone.id, *tombstone);
            }
        }
    }
    merged.spans = spans.into_iter().collect();
    merged
}

fn status(a: ReadingStatus, b: ReadingStatus) -> ReadingStatus {
    if a == ReadingStatus::Done { a } else { b }
}

/// Which of two copies is the later one; equal only where they agree in all that is not merged.
fn order(a: &Reading, b: &Reading) -> Ordering {
    fn key(r: &Reading) -> impl Ord + '_ {
        (
            (&r.codebook.id, &r.codebook.hash),
            (&r.source.file, &r.source.text_hash),
            (&r.source.importer.name, r.source.importer.version),
            (&r.reviewer.name, r.reviewer.id),
        )
    }
    let latest = latest_change(a).cmp(&latest_change(b));
    latest.then_with(|| key(a).cmp(&key(b)))
}

fn latest_change(reading: &Reading) -> Option<Timestamp> {
    let changed = reading.spans.iter().map(|span| span.modified);
    let deleted = reading.tombstones.values().map(|t| t.deleted);
    changed.chain(deleted).max()
}

/// What one copy says of one span.
#[derive(Clone, Copy)]
pub(super) enum State<'a> {
    There(&'a Arc<Annotation>),
    Deleted(&'a Tombstone),
}

impl<'a> State<'a> {
    /// What a reading says of a span, if anything.
    pub(super) fn of(reading: &'a Reading, id: SpanId) -> Option<Self> {
        let there = reading.spans.get(id).map(Self::There);
        there.or_else(|| reading.tombstones.get(&id).map(Self::Deleted))
    }

    fn id(&self) -> SpanId {
        match self {
            Self::There(span) => span.id,
            Self::Deleted(tombstone) => tombstone.id,
        }
    }

    fn time(&self) -> Timestamp {
        match self {
            Self::There(span) => span.modified,
            Self::Deleted(tombstone) => tombstone.deleted,
        }
    }

    /// The later one is greater; at one moment a deletion, then whatever order is the same everywhere.
    pub(super) fn order(&self, other: &State<'_>) -> Ordering {
        let by_content = || match (self, other) {
            (State::There(a), State::There(b)) => content_order(a, b),
            (State::There(_), State::Deleted(_)) => Ordering::Less,
            (State::Deleted(_), State::There(_)) => Ordering::Greater,
            (State::Deleted(_), State::Deleted(_)) => Ordering::Equal,
        };
        self.time().cmp(&other.time()).then_with(by_content)
    }
}

/// Some total order of what spans say.
fn content_order(a: &Annotation, b: &Annotation) -> Ordering {
    fn key(s: &Annotation) -> impl Ord + '_ {
        let claim = s.claim.as_ref();
        (
            (s.anchor.chars, &s.anchor.quote, &s.anchor.prefix),
            (&s.anchor.suffix, &s.anchor.text_hash, &s.label),
            (s.voice.as_str(), s.confidence == Confidence::Unsure),
            (&s.reason, claim.map(|c| (&c.restatement, &c.status))),
            (s.created, &s.refused),
        )
    }
    key(a).cmp(&key(b))
}
