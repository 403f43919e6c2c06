//! What to store of a place.

use crate::model::Anchor;
use crate::text::{SourceText, TextRange};

/// Code points of context kept on each side of a quote.
pub const CONTEXT: usize = 32;

/// What to store of a place.
pub fn describe(text: &SourceText, range: TextRange) -> Anchor {
    let before = last_chars(&text.as_str()[..range.start()]).len();
    let after = first_chars(&text.as_str()[range.end()..]).len();
    Anchor {
        chars: text.to_chars(range),
        quote: text.excerpt(range),
        prefix: text.excerpt(text.clamp(range.start() - before..range.start())),
        suffix: text.excerpt(text.clamp(range.end()..range.end() + after)),
        text_hash: text.shared_hash(),
    }
}

fn last_chars(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CONTEXT - 1);
    &text[start.map_or(0, |(byte, _)| byte)..]
}

fn first_chars(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT);
    &text[..end.map_or(text.len(), |(byte, _)| byte)]
}
