//! [`SpanRow`]: one span as data. CSV, JSON, the page and the command line's list are this one thing.

use std::borrow::Cow;

use serde::Serialize;

use crate::anchor::{Elsewhere, Resolution, locate};
use crate::model::{Annotation, Article, Codebook, Confidence, Reading};
use crate::text::TextRange;

/// Whether a span is where it was marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AnchorState {
    /// Yes.
    Exact,
    /// No, but its words were found elsewhere.
    Moved,
    /// Its words are not in the text any more.
    Orphan,
}

impl AnchorState {
    /// The word in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Orphan => "orphan",
        }
    }
}

/// The claim in a span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimRow<'a> {
    /// Key of its status, empty where none was set.
    pub status: &'a str,
    /// In the reviewer's words.
    pub restatement: &'a str,
}

/// One span in today's text, its fields in the order in which data files have them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpanRow<'a> {
    /// Identity of the span.
    pub id: String,
    /// File name of the article.
    pub file: Cow<'a, str>,
    /// Pseudonym.
    pub reviewer: Cow<'a, str>,
    /// Label key; where the codebook merged the label into another one, the other one's.
    pub label: &'a str,
    /// First code point in today's text; none for an orphan.
    pub start: Option<usize>,
    /// Code point after the last one.
    pub end: Option<usize>,
    /// The words as they were marked.
    pub quote: &'a str,
    /// Who speaks, `author` for the author.
    pub voice: &'a str,
    /// `sure` or `unsure`.
    pub confidence: &'static str,
    /// Why.
    pub reason: &'a str,
    /// What a fact claims.
    pub claim: Option<ClaimRow<'a>>,
    /// Whether it is where it was.
    pub anchor: AnchorState,
    /// For a moved one: how well the place fits, at most 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// When it was made.
    pub created: String,
    /// When it was last changed.
    pub modified: String,
    /// Place in today's text.
    #[serde(skip)]
    pub range: Option<TextRange>,
    /// Number of the reading that it came from.
    #[serde(skip)]
    pub reading: usize,
}

/// Every span of the readings, resolved, in text order; orphans last. `elsewhere` holds those that are
/// not where they were.
pub fn rows<'a>(
    article: &'a Article,
    readings: &[&'a Reading],
    codebook: &'a Codebook,
    elsewhere: &Elsewhere,
) -> Vec<SpanRow<'a>> {
    let mut rows: Vec<SpanRow<'a>> = readings
        .iter()
        .enumerate()
        .flat_map(|(at, reading)| {
            let spans = reading.spans.iter();
            spans.map(move |span| row(article, (at, reading), span, codebook, elsewhere))
        })
        .collect();
    // The sort is stable: readings stay in order, and so do the orphans of each.
    rows.sort_by_key(|row| (row.start.is_none(), row.start, row.end));
    rows
}

fn row<'a>(
    article: &'a Article,
    (number, reading): (usize, &'a Reading),
    span: &'a Annotation,
    codebook: &'a Codebook,
    elsewhere: &Elsewhere,
) -> SpanRow<'a> {
    let resolution = locate(&article.text, elsewhere, span);
    let (anchor, score) = match resolution {
        Resolution::Exact(_) => (AnchorState::Exact, None),
        Resolution::Moved { score, .. } => (AnchorState::Moved, Some(score)),
        Resolution::Orphan => (AnchorState::Orphan, None),
    };
    let range = resolution.range();
    let chars = range.map(|range| article.text.to_chars(range));
    SpanRow {
        id: span.id.to_string(),
        file: Cow::Borrowed(&article.file_name),
        reviewer: Cow::Borrowed(&reading.reviewer.name),
        label: codebook.surviving(&span.label).as_str(),
        start: chars.map(|chars| chars.start),
        end: chars.map(|chars| chars.end),
        quote: &span.anchor.quote,
        voice: span.voice.as_str(),
        confidence: match span.confidence {
            Confidence::Sure => "sure",
            Confidence::Unsure => "unsure",
        },
        reason: &span.reason,
        claim: span.claim.as_ref().map(|claim| ClaimRow {
            status: &claim.status,
            restatement: &claim.restatement,
        }),
        anchor,
        score,
        created: span.created.to_string(),
        modified: span.modified.to_string(),
        range,
        reading: number,
    }
}
