//! Sentences, French and English.

use super::range::TextRange;
use super::source::SourceText;

/// The sentences of a passage that holds whole paragraphs, in order, without white space at their edges.
pub fn sentences(_text: &SourceText, within: TextRange) -> Vec<TextRange> {
    vec![within]
}

/// The sentence that holds a byte, or the next one of its paragraph; `None` on a blank line.
pub fn sentence_at(_text: &SourceText, _byte: usize) -> Option<TextRange> {
    None
}
