//! The places of words that a person typed.

use crate::text::{Fold, SourceText, TextRange, find};

/// The places of a quote, in text order: how the command line counts `--nth`.
///
/// Where the words stand letter for letter, only those places count. Where they do not, white space is
/// folded (a run of any spaces, no-break ones too, equals one space), and so are typographic
/// apostrophes: a person types a plain space and `'` where the article has U+00A0 and U+2019.
pub fn find_quote(text: &SourceText, quote: &str) -> Vec<TextRange> {
    if !quote.trim().is_empty() {
        let places = text.as_str().match_indices(quote);
        let exact: Vec<TextRange> = places
            .map(|(start, found)| text.clamp(start..start + found.len()))
            .collect();
        if !exact.is_empty() {
            return exact;
        }
    }
    find(text, quote, Fold::Typography)
}
