//! One reviewer's reading of one article: the content of an annotation file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;

use super::annotation::{Annotation, SpanId};
use super::article::Importer;
use super::codebook::CodebookRef;
use super::reviewer::Reviewer;
use crate::text::CharRange;

/// Whether the reviewer has finished with the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ReadingStatus {
    /// Not yet: it does not count in agreement figures.
    #[default]
    InProgress,
    /// Finished; without annotations it is a vote for "nothing here".
    Done,
}

/// Which text a reading is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRef {
    /// File name of the article, without folders.
    pub file: String,
    /// SHA-256 of the text.
    pub text_hash: Arc<str>,
    /// What turned the file into text.
    pub importer: Importer,
}

/// The memory of a deleted span, so that merging an older copy does not bring it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// The span.
    pub id: SpanId,
    /// When it was deleted.
    pub deleted: Timestamp,
}

/// The annotations of a reading, in text order (start, then end, then id), reachable by id.
///
/// Annotations are shared: a copy of the set costs no copy of their texts.
#[derive(Clone, Debug, Default)]
pub struct SpanSet {
    in_order: BTreeMap<Place, Arc<Annotation>>,
    places: HashMap<SpanId, Place>,
}

type Place = (usize, usize, SpanId);

fn place(annotation: &Annotation) -> Place {
    let chars = annotation.anchor.chars;
    (chars.start, chars.end, annotation.id)
}

impl SpanSet {
    /// Adds one, or replaces the one with its id, which is returned.
    pub fn insert(&mut self, annotation: Arc<Annotation>) -> Option<Arc<Annotation>> {
        let old = self.remove(annotation.id);
        self.places.insert(annotation.id, place(&annotation));
        self.in_order.insert(place(&annotation), annotation);
        old
    }

    /// Takes one out.
    pub fn remove(&mut self, id: SpanId) -> Option<Arc<Annotation>> {
        let place = self.places.remove(&id)?;
        self.in_order.remove(&place)
    }

    /// One by its id.
    pub fn get(&self, id: SpanId) -> Option<&Arc<Annotation>> {
        self.in_order.get(self.places.get(&id)?)
    }

    /// All, in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.in_order.values()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.in_order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.in_order.is_empty()
    }
}

impl PartialEq for SpanSet {
    fn eq(&self, other: &Self) -> bool {
        self.in_order == other.in_order
    }
}

impl FromIterator<Arc<Annotation>> for SpanSet {
    fn from_iter<T: IntoIterator<Item = Arc<Annotation>>>(iter: T) -> Self {
        let mut set = Self::default();
        for annotation in iter {
            set.insert(annotation);
        }
        set
    }
}

/// One reviewer's reading of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Whose.
    pub reviewer: Reviewer,
    /// Finished or not.
    pub status: ReadingStatus,
    /// By which codebook.
    pub codebook: CodebookRef,
    /// Of which text.
    pub source: SourceRef,
    /// Passages that were read, in code points, ascending and disjoint.
    pub read: Vec<CharRange>,
    /// The marks.
    pub spans: SpanSet,
    /// Deleted marks, by id.
    pub tombstones: BTreeMap<SpanId, Tombstone>,
}

impl Reading {
    /// A reading in which nothing has happened yet.
    pub fn new(reviewer: Reviewer, codebook: CodebookRef, source: SourceRef) -> Self {
        Self {
            reviewer,
            status: ReadingStatus::InProgress,
            codebook,
            source,
            read: Vec::new(),
            spans: SpanSet::default(),
            tombstones: BTreeMap::new(),
        }
    }

    /// Whether both say the same; when spans were last changed and the memory of deletions aside.
    pub fn same_content(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<Annotation>, &Arc<Annotation>)| {
            let dated = Annotation {
                modified: b.modified,
                ..Annotation::clone(a)
            };
            dated == **b
        };
        self.reviewer == other.reviewer
            && self.status == other.status
            && self.read == other.read
            && self.spans.len() == other.spans.len()
            && self.spans.iter().zip(other.spans.iter()).all(same)
    }
}
