//! What differs between an earlier state of a reading and today's, and what brings the earlier one back.

use std::sync::Arc;

use super::transaction::Edit;
use crate::model::{Annotation, Reading, ReadingStatus, SpanId, Timestamp};
use crate::text::CharRange;

/// A mark that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// As it was; `None` where it was made since.
    pub then: Option<Arc<Annotation>>,
    /// As it is; `None` where it was deleted since.
    pub now: Option<Arc<Annotation>>,
}

/// What became of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was made since.
    Added,
    /// It was deleted since.
    Removed,
    /// It was changed since.
    Changed,
}

impl Difference {
    /// What became of it.
    pub fn fate(&self) -> Fate {
        match (&self.then, &self.now) {
            (None, _) => Fate::Added,
            (_, None) => Fate::Removed,
            _ => Fate::Changed,
        }
    }

    /// The mark as it was, or as it is where it was not there.
    pub fn span(&self) -> Option<&Arc<Annotation>> {
        self.then.as_ref().or(self.now.as_ref())
    }
}

/// An earlier state compared with today's.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How many marks there were.
    pub marks: usize,
    /// Whether the reading was finished.
    pub status: ReadingStatus,
    /// Whether it is another by now.
    pub status_differs: bool,
    /// Marks that are not as they were, in text order.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// How many marks had some fate.
    pub fn count(&self, fate: Fate) -> usize {
        let of = |difference: &&Difference| difference.fate() == fate;
        self.differences.iter().filter(of).count()
    }

    /// Whether both say the same. What was read is not compared: it was read, whatever is brought back.
    pub fn is_same(&self) -> bool {
        self.differences.is_empty() && !self.status_differs
    }
}

/// Compares an earlier state with today's. When marks were last changed is no difference.
pub fn compare(then: &Reading, now: &Reading) -> Comparison {
    let mut differences = Vec::new();
    for span in then.spans.iter() {
        let today = now.spans.get(span.id);
        if today.is_none_or(|today| !span.says_the_same(today)) {
            differences.push(Difference {
                then: Some(Arc::clone(span)),
                now: today.cloned(),
            });
        }
    }
    let made_since = now
        .spans
        .iter()
        .filter(|span| then.spans.get(span.id).is_none());
    differences.extend(made_since.map(|span| Difference {
        then: None,
        now: Some(Arc::clone(span)),
    }));
    let place = |difference: &Difference| {
        let span = difference.span()?;
        Some((span.anchor.chars.start, span.anchor.chars.end, span.id))
    };
    differences.sort_by_key(place);
    Comparison {
        marks: then.spans.len(),
        status: then.status,
        status_differs: then.status != now.status,
        differences,
    }
}

/// What makes marks of a reading what they were, undated, with the first place that it touches; empty
/// where they are so already.
pub fn bring_back<'a>(
    differences: impl IntoIterator<Item = &'a Difference>,
    reading: &Reading,
    now: Timestamp,
) -> (Vec<Edit>, Option<CharRange>) {
    let mut place = None;
    let mut edits = Vec::new();
    for difference in differences {
        let Some(span) = difference.span() else {
            continue;
        };
        let id: SpanId = span.id;
        let before = reading.spans.get(id).cloned();
        let same = match (&before, &difference.then) {
            (Some(before), Some(then)) => before.says_the_same(then),
            (before, then) => before.is_none() && then.is_none(),
        };
        if same {
            continue;
        }
        place.get_or_insert(span.anchor.chars);
        edits.push(Edit::Span {
            id,
            before,
            after: difference.then.clone(),
            at: now,
        });
    }
    (edits, place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Transaction;
    use crate::model::{
        Anchor, CodebookRef, Confidence, Importer, Reviewer, SourceRef, Tombstone, Voice,
    };
    use crate::msg;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// A reading with these marks: id, place, label.
    fn reading(spans: &[(u128, usize, bool)], done: bool) -> Reading {
        let reviewer = Reviewer {
            name: "Ada".to_owned(),
            id: Uuid::nil(),
        };
        let codebook = CodebookRef {
            id: String::new(),
            hash: String::new(),
        };
        let source = SourceRef {
            file: String::new(),
            text_hash: Arc::from(""),
            importer: Importer {
                name: String::new(),
                version: 1,
            },
        };
        let mut reading = Reading::new(reviewer, codebook, source);
        for (id, start, fact) in spans {
            let (id, start) = (SpanId(Uuid::from_u128(*id)), *start);
            reading.spans.insert(Arc::new(Annotation {
                id,
                label: if *fact { "fact" } else { "opinion" }.into(),
                anchor: Anchor {
                    chars: CharRange {
                        start,
                        end: start + 3,
                    },
                    quote: "abc".into(),
                    prefix: "".into(),
                    suffix: "".into(),
                    text_hash: Arc::from(""),
                },
                voice: Voice::Author,
                confidence: Confidence::Sure,
                reason: String::new(),
                claim: None,
                created: at(1),
                modified: at(1 + start as i64),
                refused: None,
            }));
        }
        if done {
            reading.status = ReadingStatus::Done;
        }
        reading
    }

    fn spans() -> impl Strategy<Value = Vec<(u128, usize, bool)>> {
        proptest::collection::vec((1u128..9, 0usize..5, any::<bool>()), 0..9)
    }

    proptest! {
        #[test]
        fn all_that_differs_brings_back_all(a in spans(), b in spans(), done: (bool, bool)) {
            let (then, now) = (reading(&a, done.0), reading(&b, done.1));
            let compared = compare(&then, &now);
            prop_assert_eq!(compared.is_same(), then.same_content(&now));
            let (edits, place) = bring_back(&compared.differences, &now, at(100));
            prop_assert_eq!(place.is_some(), !edits.is_empty());
            prop_assert_eq!(edits.len(), compared.differences.len());
            let status = Edit::Status { before: now.status, after: then.status };
            let edits = edits.into_iter().chain(compared.status_differs.then_some(status)).collect();
            let restored = Transaction { name: msg!("edit-restore"), edits, place };
            let restored = restored.dated(at(100), &now);
            let mut again = now.clone();
            restored.apply(&mut again);
            prop_assert!(again.same_content(&then));
            // A copy elsewhere that holds what was there before takes it as the later state.
            let merged = crate::edit::merge(&now, &again);
            let merged = Reading { status: again.status, ..merged };
            prop_assert!(merged.same_content(&again));
            // Once more there is nothing left to do.
            let (edits, _) = bring_back(&compared.differences, &again, at(200));
            prop_assert!(edits.is_empty());
            // And it is undone.
            restored.inverse().dated(at(300), &again).apply(&mut again);
            prop_assert!(again.same_content(&now));
            let gone = |t: &Tombstone| now.spans.get(t.id).is_none();
            prop_assert!(again.tombstones.values().all(gone));
        }
    }
}
