//! Moving one edge of a passage: to a place, or by steps.
//!
//! But for a move that is to be exact, what comes out keeps rule R12 of the codebook: no white space
//! and none of `. , : ;` at an edge, quotation marks and brackets in pairs ([`trim_edges`]). A mark
//! that is taken in at the moving edge brings its partner where that stands just beyond the other one.

use super::range::TextRange;
use super::snap::{Granularity, PAIRS, trim_edges};
use super::source::SourceText;
use super::words::{grapheme_end, grapheme_start, next_word, previous_word, whole_word_at};

/// Most steps tried for a place where an edge may be.
const TRIES: usize = 4096;
/// Most quotation marks and brackets that bring their partners at once.
const NESTED: usize = 8;

/// One of the two edges of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
}

impl Edge {
    /// The place of this edge of a passage.
    pub fn of(self, range: TextRange) -> usize {
        match self {
            Self::Start => range.start(),
            Self::End => range.end(),
        }
    }

    /// The one across.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Start => Self::End,
            Self::End => Self::Start,
        }
    }
}

/// How far a step moves an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EdgeStep {
    /// One grapheme cluster towards the start of the text.
    CharacterBack,
    /// One grapheme cluster towards its end.
    CharacterForth,
    /// One word towards the start of the text.
    WordBack,
    /// One word towards its end.
    WordForth,
}

impl EdgeStep {
    fn is_forth(self) -> bool {
        matches!(self, Self::CharacterForth | Self::WordForth)
    }
}

/// The passage once an edge of it was moved to a byte: to that very place for
/// [`Granularity::Character`], otherwise so that it holds whole words there. `None` where nothing would
/// be left; an edge never crosses the other one, but stops at the last word or character before it.
pub fn edge_to(
    text: &SourceText,
    range: TextRange,
    edge: Edge,
    byte: usize,
    granularity: Granularity,
) -> Option<TextRange> {
    if range.is_empty() {
        return None;
    }
    let (whole, byte) = (text.as_str(), text.as_str().floor_char_boundary(byte));
    if granularity == Granularity::Character {
        let to = match edge {
            Edge::Start => grapheme_start(whole, byte).min(grapheme_start(whole, range.end() - 1)),
            Edge::End => grapheme_end(whole, byte).max(grapheme_end(whole, range.start() + 1)),
        };
        return Some(moved(range, edge, to));
    }
    let to = match edge {
        Edge::Start => {
            let left = whole.get(byte..range.end()).map_or("", str::trim_start);
            match left.is_empty() {
                true => previous_word(text, range.end()).max(range.start()),
                false => {
                    let at = range.end() - left.len();
                    whole_word_at(whole, at).map_or(at, |word| word.start)
                }
            }
        }
        Edge::End => {
            let left = whole.get(range.start()..byte).map_or("", str::trim_end);
            match left.is_empty() {
                true => next_word(text, range.start()).min(range.end()),
                false => {
                    let at = range.start() + left.len();
                    whole_word_at(whole, last_char(whole, at)).map_or(at, |word| word.end)
                }
            }
        }
    };
    kept(text, moved(range, edge, to), edge)
}

/// The passage once an edge of it was moved by a step; `None` where it can't go further.
pub fn step_edge(
    text: &SourceText,
    range: TextRange,
    edge: Edge,
    step: EdgeStep,
) -> Option<TextRange> {
    let whole = text.as_str();
    let from = edge.of(range);
    let mut at = from;
    for _ in 0..TRIES {
        let next = match step {
            EdgeStep::CharacterBack => grapheme_start(whole, at.saturating_sub(1)),
            EdgeStep::CharacterForth => grapheme_end(whole, (at + 1).min(whole.len())),
            EdgeStep::WordBack => previous_word(text, at),
            EdgeStep::WordForth => next_word(text, at),
        };
        let crosses = match edge {
            Edge::Start => next >= range.end(),
            Edge::End => next <= range.start(),
        };
        if next == at || crosses {
            return None;
        }
        at = next;
        let found = kept(text, moved(range, edge, at), edge);
        let there = |found: &TextRange| match step.is_forth() {
            true => edge.of(*found) > from,
            false => edge.of(*found) < from,
        };
        if let Some(found) = found.filter(there) {
            return Some(found);
        }
    }
    None
}

fn moved(range: TextRange, edge: Edge, to: usize) -> TextRange {
    TextRange::checked(match edge {
        Edge::Start => to..range.end(),
        Edge::End => range.start()..to,
    })
}

/// A passage as rule R12 allows it; `None` where nothing is left.
fn kept(text: &SourceText, range: TextRange, edge: Edge) -> Option<TextRange> {
    let trimmed = trim_edges(text, with_partners(text, range, edge));
    (!trimmed.is_empty()).then_some(trimmed)
}

/// A passage at whose moving edge a quotation mark or bracket was taken in, with its partner where
/// that stands just beyond the other edge.
fn with_partners(text: &SourceText, range: TextRange, edge: Edge) -> TextRange {
    let mut found = range;
    // Quotations that end together may have begun together.
    for _ in 0..NESTED {
        match with_partner(text, found, edge) {
            Some(wider) => found = wider,
            None => break,
        }
    }
    found
}

fn with_partner(text: &SourceText, range: TextRange, edge: Edge) -> Option<TextRange> {
    let (whole, slice) = (text.as_str(), text.slice(range));
    let is_space = |c: char| c.is_whitespace() && c != '\n';
    let bare = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':' | ';');
    let wider = match edge {
        Edge::End => {
            let closing = slice.trim_end_matches(bare).chars().next_back();
            let before = whole[..range.start()].trim_end_matches(is_space);
            let opening = before.chars().next_back();
            is_pair(opening, closing).then(|| last_char(whole, before.len())..range.end())
        }
        Edge::Start => {
            let opening = slice.trim_start_matches(bare).chars().next();
            let after = whole[range.end()..].trim_start_matches(is_space);
            let closing = after.chars().next();
            let end = whole.len() - after.len() + closing.map_or(0, char::len_utf8);
            is_pair(opening, closing).then_some(range.start()..end)
        }
    };
    let wider = TextRange::checked(wider?);
    // Where the mark had a partner inside, the one outside belongs to another pair.
    let across = edge.other();
    (across.of(trim_edges(text, wider)) == across.of(wider)).then_some(wider)
}

fn is_pair(opening: Option<char>, closing: Option<char>) -> bool {
    let (Some(opening), Some(closing)) = (opening, closing) else {
        return false;
    };
    PAIRS.contains(&(opening, closing))
}

/// Where the last code point before a byte starts.
fn last_char(text: &str, end: usize) -> usize {
    text.floor_char_boundary(end.saturating_sub(1))
}
