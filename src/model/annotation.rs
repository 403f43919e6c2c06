//! One mark: a label on a passage, with who speaks there and why it was marked.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{CharRange, Excerpt};

/// Identity of a span: unique without coordination, and made in time order (UUID version 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpanId(pub Uuid);

impl fmt::Display for SpanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for SpanId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::from_str(text).map(Self)
    }
}

/// The stable name of a label in a codebook, such as `fact`; shared, so that copies cost nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelKey(Arc<str>);

impl LabelKey {
    /// The key as it stands in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for LabelKey {
    fn from(key: &str) -> Self {
        Self(Arc::from(key))
    }
}

impl fmt::Display for LabelKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who speaks in the marked words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Voice {
    /// The article's author.
    #[default]
    Author,
    /// Somebody whom the article quotes or reports, by name.
    Source(String),
}

impl Voice {
    /// The name under which files and exports give the author's own voice.
    pub const AUTHOR: &str = "author";

    /// From what a person typed: nothing, or [`Self::AUTHOR`], is the author.
    pub fn named(name: &str) -> Self {
        let name = name.trim();
        if name.is_empty() || name == Self::AUTHOR {
            Self::Author
        } else {
            Self::Source(name.to_owned())
        }
    }

    /// The name, [`Self::AUTHOR`] for the author.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Author => Self::AUTHOR,
            Self::Source(name) => name,
        }
    }
}

/// How sure the reviewer is (rule R13 of the default codebook).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Confidence {
    /// No doubt worth a word.
    #[default]
    Sure,
    /// Marked all the same; the reason says what the doubt is.
    Unsure,
}

impl Confidence {
    /// Sure where it was unsure, and the other way about.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Sure => Self::Unsure,
            Self::Unsure => Self::Sure,
        }
    }
}

/// Where a span was when it was marked: enough to find it again in a text that has changed.
///
/// Stored as it is; `anchor::resolve` says where that is in today's text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// Place in code points.
    pub chars: CharRange,
    /// The marked words.
    pub quote: Excerpt,
    /// Up to 32 code points before them.
    pub prefix: Excerpt,
    /// Up to 32 code points after them.
    pub suffix: Excerpt,
    /// SHA-256 of the text, as `SourceText::hash` gives it.
    pub text_hash: Arc<str>,
}

/// What a fact span says, for whoever checks it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Claim {
    /// The claim in the reviewer's own words.
    pub restatement: String,
    /// Key of a claim status of the codebook, such as `unverified`; empty where none was set.
    pub status: String,
}

/// One mark of one reviewer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Annotation {
    /// Identity; kept for life.
    pub id: SpanId,
    /// What it was marked as.
    pub label: LabelKey,
    /// Where.
    pub anchor: Anchor,
    /// Hash of the text in which the reviewer refused the place that was found for it: there it has none,
    /// while in any other text it is looked for anew.
    pub refused: Option<Arc<str>>,
    /// Who speaks there.
    pub voice: Voice,
    /// How sure the reviewer is.
    pub confidence: Confidence,
    /// Why it was marked so; may be empty and may have several lines.
    pub reason: String,
    /// For facts: the claim.
    pub claim: Option<Claim>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed; the later one wins where two copies of a file are merged.
    pub modified: Timestamp,
}

impl Annotation {
    /// Whether both say the same; when they were last changed aside.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let dated = Self {
            modified: other.modified,
            ..self.clone()
        };
        dated == *other
    }
}
