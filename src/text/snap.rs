//! Snapping a selection to what a mark should cover.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::range::TextRange;
use super::sentences;
use super::source::SourceText;
use super::words;

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

/// Grows a selection to whole units, then, but for characters, trims its edges ([`trim_edges`]).
///
/// Snapping twice changes nothing. An empty range stays as it is, and a range over nothing but white
/// space becomes an empty one at its start. A word or sentence too long for the window in which
/// segmentation works is left as it was selected at that end.
pub fn snap(text: &SourceText, range: TextRange, granularity: Granularity) -> TextRange {
    let Some(inked) = without_white(text.as_str(), range.bytes()) else {
        return TextRange::checked(range.start()..range.start());
    };
    match granularity {
        Granularity::Character => to_graphemes(text.as_str(), range.bytes()),
        Granularity::Word => trim_edges(text, to_words(text.as_str(), inked)),
        Granularity::Sentence => trim_edges(text, to_sentences(text.as_str(), inked)),
    }
}

/// Takes white space and `. , : ;` off both ends and keeps quotation marks and brackets in pairs
/// (rule R12 of the codebook): a mark at an edge whose partner is not in the range goes.
///
/// Never grows; trimming twice changes nothing. When nothing is left, the result is empty and lies at
/// the start of the range.
pub fn trim_edges(text: &SourceText, range: TextRange) -> TextRange {
    let slice = text.slice(range);
    // Matching reads the whole range, so it waits until a mark turns up at an edge.
    let mut lonely: Option<Vec<usize>> = None;
    let mut goes = |at: usize, cluster: &str| {
        is_trimmed(cluster)
            || is_mark(cluster)
                && lonely
                    .get_or_insert_with(|| unmatched(slice))
                    .binary_search(&at)
                    .is_ok()
    };
    let mut clusters = slice.grapheme_indices(true);
    let Some((start, first)) = clusters.find(|(at, cluster)| !goes(*at, cluster)) else {
        return TextRange::checked(range.start()..range.start());
    };
    let (last_at, last) = clusters
        .rfind(|(at, cluster)| !goes(*at, cluster))
        .unwrap_or((start, first));
    TextRange::checked(range.start() + start..range.start() + last_at + last.len())
}

fn to_graphemes(text: &str, range: Range<usize>) -> TextRange {
    let start = words::grapheme_start(text, range.start);
    TextRange::checked(start..words::grapheme_end(text, range.end))
}

fn to_words(text: &str, range: Range<usize>) -> TextRange {
    let first = words::whole_word_at(text, range.start).map(|word| word.start);
    let last = words::whole_word_at(text, last_char(text, &range)).map(|word| word.end);
    to_graphemes(text, grown(range, first, last))
}

fn to_sentences(text: &str, range: Range<usize>) -> TextRange {
    let first = sentences::whole_start(text, range.start);
    let last = sentences::whole_end(text, last_char(text, &range));
    to_graphemes(text, grown(range, first, last))
}

/// The range with its ends moved out to where the units at them start and end, where that is known.
fn grown(range: Range<usize>, start: Option<usize>, end: Option<usize>) -> Range<usize> {
    let start = start.map_or(range.start, |unit| unit.min(range.start));
    let end = end.map_or(range.end, |unit| unit.max(range.end));
    start..end
}

/// Where the last code point of a range that is not empty starts.
fn last_char(text: &str, range: &Range<usize>) -> usize {
    text.floor_char_boundary(range.end - 1)
}

/// The range without white space at its ends; `None` when nothing is left.
fn without_white(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let slice = &text[range.clone()];
    let start = range.end - slice.trim_start().len();
    let end = range.start + slice.trim_end().len();
    (start < end).then_some(start..end)
}

fn is_trimmed(cluster: &str) -> bool {
    cluster.trim().is_empty() || matches!(cluster, "." | "," | ":" | ";")
}

/// Opening marks, each with its closing one.
pub(super) const PAIRS: [(char, char); 6] = [
    ('«', '»'),
    ('“', '”'),
    ('‹', '›'),
    ('"', '"'),
    ('(', ')'),
    ('[', ']'),
];

/// The quotation mark or bracket that starts at a byte, if one does.
pub fn paired_mark_at(text: &SourceText, byte: usize) -> Option<TextRange> {
    let c = text.as_str().get(byte..)?.chars().next()?;
    let is_one = PAIRS.iter().any(|(open, close)| c == *open || c == *close);
    is_one.then(|| TextRange::checked(byte..byte + c.len_utf8()))
}

fn is_mark(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let first = chars.next();
    chars.next().is_none()
        && PAIRS
            .iter()
            .any(|(open, close)| first == Some(*open) || first == Some(*close))
}

/// Where the marks without a partner in a text are, ascending.
///
/// Each kind is matched by itself, because real articles cross them and lose closing marks.
fn unmatched(text: &str) -> Vec<usize> {
    let mut open: [Vec<usize>; PAIRS.len()] = Default::default();
    let mut lonely = Vec::new();
    for (at, c) in text.char_indices() {
        for (waiting, (opening, closing)) in open.iter_mut().zip(PAIRS) {
            let closes = c == closing && !waiting.is_empty();
            if closes {
                waiting.pop();
            } else if c == opening {
                waiting.push(at);
            } else if c == closing {
                lonely.push(at);
            }
        }
    }
    lonely.extend(open.into_iter().flatten());
    lonely.sort_unstable();
    lonely
}
