//! One reviewer's reading of one article: the content of an annotation file.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::annotation::{Annotation, SpanId};
use super::article::Importer;
use super::codebook::CodebookRef;
use super::passages::Passages;
use super::reviewer::Reviewer;
use super::sorted::{Keyed, Sorted};

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
/// Annotations are shared, and so is the set: a copy of it costs next to nothing, however large it is.
#[derive(Clone, Debug, Default)]
pub struct SpanSet {
    in_order: Sorted<InOrder>,
    by_id: Sorted<ById>,
}

#[derive(Clone, Debug)]
struct InOrder(Arc<Annotation>);

impl Keyed for InOrder {
    type Key = (usize, usize, SpanId);

    fn key(&self) -> Self::Key {
        let chars = self.0.anchor.chars;
        (chars.start, chars.end, self.0.id)
    }
}

#[derive(Clone, Debug)]
struct ById(Arc<Annotation>);

impl Keyed for ById {
    type Key = SpanId;

    fn key(&self) -> SpanId {
        self.0.id
    }
}

impl SpanSet {
    /// Adds one, or replaces the one with its id, which is returned.
    pub fn insert(&mut self, annotation: Arc<Annotation>) -> Option<Arc<Annotation>> {
        let old = self.by_id.insert(ById(Arc::clone(&annotation)));
        let old = old.map(|ById(old)| old);
        if let Some(old) = &old {
            self.in_order.remove(&InOrder(Arc::clone(old)).key());
        }
        self.in_order.insert(InOrder(annotation));
        old
    }

    /// Takes one out.
    pub fn remove(&mut self, id: SpanId) -> Option<Arc<Annotation>> {
        let ById(old) = self.by_id.remove(&id)?;
        self.in_order.remove(&InOrder(Arc::clone(&old)).key());
        Some(old)
    }

    /// One by its id.
    pub fn get(&self, id: SpanId) -> Option<&Arc<Annotation>> {
        self.by_id.get(&id).map(|ById(annotation)| annotation)
    }

    /// All, in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.in_order.iter().map(|InOrder(annotation)| annotation)
    }

    /// Those before one in text order, the nearest first; it need not be among them.
    pub fn before(&self, span: &Annotation) -> impl Iterator<Item = &Arc<Annotation>> {
        let chars = span.anchor.chars;
        let before = self.in_order.before((chars.start, chars.end, span.id));
        before.map(|InOrder(annotation)| annotation)
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
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

/// Of several with one id the last one stays.
impl FromIterator<Arc<Annotation>> for SpanSet {
    fn from_iter<T: IntoIterator<Item = Arc<Annotation>>>(iter: T) -> Self {
        let all: Vec<Arc<Annotation>> = iter.into_iter().collect();
        let count = all.len();
        let by_id: Sorted<ById> = all.iter().cloned().map(ById).collect();
        let in_order = match by_id.len() == count {
            true => all.into_iter().map(InOrder).collect(),
            false => by_id
                .iter()
                .map(|ById(one)| InOrder(Arc::clone(one)))
                .collect(),
        };
        Self { in_order, by_id }
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
    /// What was read.
    pub read: Passages,
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
            read: Passages::default(),
            spans: SpanSet::default(),
            tombstones: BTreeMap::new(),
        }
    }

    /// Whether both say the same; when spans were last changed and the memory of deletions aside.
    pub fn same_content(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<Annotation>, &Arc<Annotation>)| a.says_the_same(b);
        self.reviewer == other.reviewer
            && self.status == other.status
            && self.read == other.read
            && self.spans.len() == other.spans.len()
            && self.spans.iter().zip(other.spans.iter()).all(same)
    }
}
