//! Words as a reader sees them.

use super::range::TextRange;
use super::source::SourceText;

/// The word that holds a byte; `None` between words.
pub fn word_at(_text: &SourceText, _byte: usize) -> Option<TextRange> {
    None
}

/// Where the next word after a byte ends: the caret's place after a word step forward.
pub fn next_word(text: &SourceText, _byte: usize) -> usize {
    text.len()
}

/// Where the last word before a byte starts.
pub fn previous_word(_text: &SourceText, _byte: usize) -> usize {
    0
}
