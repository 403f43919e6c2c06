//! Words as a reader sees them.
//!
//! The base is UAX #29. Three things are added: words joined by a hyphen are one word, a French elided
//! word (`l’`, `qu’`) is a word of its own, and a number keeps the no-break spaces between its
//! thousands. White space is taken out of words: UAX #29 counts U+202F, which French sets before `!`
//! and inside « », as a letter.
//!
//! Every function looks at a [`window`] around its byte, never at the whole text.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use super::range::TextRange;
use super::source::SourceText;

/// Bytes looked at on either side of a place: a longer word is cut there.
const REACH: usize = 512;

/// Bytes looked at on either side of a place for the border of a grapheme cluster. A text may be one
/// cluster from end to end, and a step through it must not read all of it: longer ones are cut wherever
/// a place falls in them.
const CLUSTER: usize = 4096;

/// Words that lose their last vowel before another one.
const ELIDED: [&str; 14] = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "ç",
];

/// The word that holds a byte, without the punctuation around it; `None` between words.
pub fn word_at(text: &SourceText, byte: usize) -> Option<TextRange> {
    let text = text.as_str();
    let byte = text.floor_char_boundary(byte);
    words_around(text, byte)
        .1
        .into_iter()
        .find(|word| word.contains(&byte))
        .map(TextRange::checked)
}

/// Where the next word after a byte ends: the caret's place after a word step forward.
pub fn next_word(text: &SourceText, byte: usize) -> usize {
    let text = text.as_str();
    let byte = text.floor_char_boundary(byte);
    let mut at = byte;
    loop {
        let (seen, words) = words_around(text, at);
        if let Some(word) = words.into_iter().find(|word| word.end > byte) {
            return word.end;
        }
        if seen.end == text.len() {
            return text.len();
        }
        at = seen.end;
    }
}

/// Where the last word before a byte starts: the caret's place after a word step back.
pub fn previous_word(text: &SourceText, byte: usize) -> usize {
    let text = text.as_str();
    let byte = text.floor_char_boundary(byte);
    let mut at = byte;
    loop {
        let (seen, words) = words_around(text, at);
        if let Some(word) = words.into_iter().rev().find(|word| word.start < byte) {
            return word.start;
        }
        if seen.start == 0 {
            return 0;
        }
        at = seen.start;
    }
}

/// The word at a byte if its ends are known, that is, if it does not go on beyond the window.
pub(super) fn whole_word_at(text: &str, byte: usize) -> Option<Range<usize>> {
    let (seen, words) = words_around(text, byte);
    words
        .into_iter()
        .find(|word| word.contains(&byte))
        .filter(|word| {
            (word.start > seen.start || starts_clean(text, seen.start))
                && (word.end < seen.end || starts_clean(text, seen.end))
        })
}

/// Whether a cut made at a byte cannot have cut a word.
fn starts_clean(text: &str, byte: usize) -> bool {
    let is_space = |c: char| c == ' ' || c == '\n';
    byte == 0
        || byte == text.len()
        || text[..byte].ends_with(is_space)
        || text[byte..].starts_with(is_space)
}

/// The part of a text at most `reach` bytes to either side of a byte on a code point border.
///
/// It is cut at a space or line end of its outer quarters where there is one, else between grapheme
/// clusters, so that the cost of a step does not depend on the length of the line.
pub(super) fn window(text: &str, byte: usize, reach: usize) -> Range<usize> {
    let low = byte.saturating_sub(reach);
    let start = if low == 0 {
        0
    } else {
        let low = grapheme_start(text, low);
        let near = text.floor_char_boundary(byte - reach / 2).max(low);
        text[low..near]
            .find([' ', '\n'])
            .map_or(low, |space| low + space + 1)
    };
    let end = if byte + reach >= text.len() {
        text.len()
    } else {
        let high = grapheme_end(text, byte + reach);
        let near = text.ceil_char_boundary(byte + reach / 2).min(high);
        text[near..high]
            .rfind([' ', '\n'])
            .map_or(high, |space| near + space)
    };
    start..end
}

/// The nearest border between grapheme clusters at or before a byte; that byte itself inside a cluster
/// that begins more than [`CLUSTER`] bytes before.
pub(super) fn grapheme_start(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let (near, from) = beside(text, byte);
    let mut cursor = GraphemeCursor::new(byte - from, near.len(), true);
    if cursor.is_boundary(near, 0).unwrap_or(true) {
        return byte;
    }
    let before = cursor.prev_boundary(near, 0).ok().flatten();
    // The start of what is looked at is no border unless the text starts there.
    let before = before.filter(|at| *at > 0 || from == 0);
    before.map_or(byte, |at| from + at)
}

/// The nearest border between grapheme clusters at or after a byte; that byte itself inside a cluster
/// that ends more than [`CLUSTER`] bytes after.
pub(super) fn grapheme_end(text: &str, byte: usize) -> usize {
    let byte = text.ceil_char_boundary(byte);
    let (near, from) = beside(text, byte);
    let mut cursor = GraphemeCursor::new(byte - from, near.len(), true);
    if cursor.is_boundary(near, 0).unwrap_or(true) {
        return byte;
    }
    let next = cursor.next_boundary(near, 0).ok().flatten();
    let next = next.filter(|at| *at < near.len() || from + near.len() == text.len());
    next.map_or(byte, |at| from + at)
}

/// Whether no grapheme cluster goes across a byte that lies on a code point border.
pub(super) fn is_grapheme_border(text: &str, byte: usize) -> bool {
    let (near, from) = beside(text, byte);
    // The cursor has all that is looked at, so that it never lacks context.
    GraphemeCursor::new(byte - from, near.len(), true)
        .is_boundary(near, 0)
        .unwrap_or(true)
}

/// The text [`CLUSTER`] bytes to either side of a byte, and where it starts.
fn beside(text: &str, byte: usize) -> (&str, usize) {
    let from = text.floor_char_boundary(byte.saturating_sub(CLUSTER));
    let to = text.ceil_char_boundary((byte + CLUSTER).min(text.len()));
    (&text[from..to], from)
}

/// The window around a byte and the words in it, in bytes of the whole text.
fn words_around(text: &str, byte: usize) -> (Range<usize>, Vec<Range<usize>>) {
    let seen = window(text, byte, REACH);
    let words = Cut::of(&text[seen.clone()])
        .words()
        .into_iter()
        .map(|word| seen.start + word.start..seen.start + word.end)
        .collect();
    (seen, words)
}

/// A piece of text cut into parts: what UAX #29 calls words, and everything between them.
struct Cut<'a> {
    text: &'a str,
    /// Borders of grapheme clusters, ascending, the end included: nothing is cut elsewhere.
    graphemes: Vec<usize>,
    /// Borders of parts, ascending, both ends included.
    borders: Vec<usize>,
}

impl<'a> Cut<'a> {
    fn of(text: &'a str) -> Self {
        let mut graphemes: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        graphemes.push(text.len());
        let mut borders: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).collect();
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
            borders.extend([at, at + c.len_utf8()]);
        }
        borders.push(text.len());
        borders.sort_unstable();
        borders.dedup();
        borders.retain(|border| graphemes.binary_search(border).is_ok());
        Self {
            text,
            graphemes,
            borders,
        }
    }

    /// The text of a part; empty beyond the last one.
    fn part(&self, number: usize) -> &'a str {
        let ends = (self.borders.get(number), self.borders.get(number + 1));
        match ends {
            (Some(&start), Some(&end)) => &self.text[start..end],
            _ => "",
        }
    }

    fn words(&self) -> Vec<Range<usize>> {
        let mut words = Vec::new();
        let mut first = 0;
        while first + 1 < self.borders.len() {
            let mut last = first;
            if is_word(self.part(first)) {
                while let Some(next) = self.continued(first, last) {
                    last = next;
                }
                let word = self.borders[first]..self.borders[last + 1];
                self.push_split(self.without_underscores(word), &mut words);
            }
            first = last + 1;
        }
        words
    }

    /// The part to which the word in parts `first..=last` goes on, where it does.
    fn continued(&self, first: usize, last: usize) -> Option<usize> {
        let (end, joint, next) = (self.part(last), self.part(last + 1), self.part(last + 2));
        match joint {
            "-" | "\u{2010}" | "\u{2011}" | "&" => {
                (is_word(end) && is_word(next)).then_some(last + 2)
            }
            "\u{a0}" | "\u{202f}" => (is_group(end) && starts_group(next)).then_some(last + 2),
            // Before a letter UAX #29 has joined them; this is `l’« élite »` or `l’11 mai`.
            "'" | "’" => (first == last && is_elided(end)).then_some(last + 1),
            _ => None,
        }
    }

    fn without_underscores(&self, word: Range<usize>) -> Range<usize> {
        let text = &self.text[word.clone()];
        let start = word.end - text.trim_start_matches('_').len();
        let end = word.start + text.trim_end_matches('_').len();
        let cut = |at: usize, otherwise| match self.graphemes.binary_search(&at) {
            Ok(_) => at,
            Err(_) => otherwise,
        };
        cut(start, word.start)..cut(end, word.end)
    }

    /// Adds a word, an elided one apart from what follows it.
    fn push_split(&self, word: Range<usize>, words: &mut Vec<Range<usize>>) {
        let split = elision(&self.text[word.clone()])
            .map(|length| word.start + length)
            .filter(|at| self.graphemes.binary_search(at).is_ok());
        match split {
            Some(at) => words.extend([word.start..at, at..word.end]),
            None => words.push(word),
        }
    }
}

/// Bytes of the elided word and its apostrophe with which a word starts.
fn elision(word: &str) -> Option<usize> {
    let apostrophe = word.find(['\'', '’'])?;
    let (before, mark) = word.split_at(apostrophe);
    let mut rest = mark.chars();
    let mark = rest.next()?;
    (is_elided(before) && may_follow_elision(rest.as_str()))
        .then_some(before.len() + mark.len_utf8())
}

fn is_elided(word: &str) -> bool {
    word.len() <= 8 && ELIDED.contains(&word.to_lowercase().as_str())
}

/// Elision happens before vowels, so `N’Djamena` and `c’mon` are whole, but `d’LFI` is spelled out.
fn may_follow_elision(rest: &str) -> bool {
    let mut letters = rest.chars();
    let Some(first) = letters.next() else {
        return false;
    };
    let is_consonant =
        first.is_ascii_alphabetic() && !"aeiouyh".contains(first.to_ascii_lowercase());
    !is_consonant || letters.next().is_none_or(|second| !second.is_lowercase())
}

/// Whether a part is a word: it has a letter or digit, or is a picture.
fn is_word(part: &str) -> bool {
    part.chars().any(|c| c.is_alphanumeric() || is_picture(c))
}

/// Emoji and the older symbols drawn like them.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}')
}

/// Whether thousands may follow: one to three digits.
fn is_group(part: &str) -> bool {
    (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a part starts with just three digits, as in `200` and `200,50`.
fn starts_group(part: &str) -> bool {
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && !part[3..].starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_cut_at_spaces_and_reaches_far_enough() {
        let text = "mot ".repeat(5000);
        let seen = window(&text, 10_001, 1024);
        assert!(
            (10_001 - 1024..=10_001 - 512).contains(&seen.start),
            "{seen:?}"
        );
        assert!(
            (10_001 + 512..=10_001 + 1024).contains(&seen.end),
            "{seen:?}"
        );
        assert!(text[seen].starts_with("mot"));
    }

    #[test]
    fn a_text_without_spaces_is_cut_between_grapheme_clusters() {
        let text = "e\u{301}".repeat(5000);
        let seen = window(&text, 6000, 1024);
        assert_eq!((seen.start % 3, seen.end % 3), (0, 0));
    }

    #[test]
    fn a_cluster_without_end_is_cut_where_it_is_looked_at() {
        let text = format!("a{}b", "\u{301}".repeat(100_000));
        let far = 1 + 2 * 50_000;
        assert_eq!(grapheme_start(&text, far), far);
        assert_eq!(grapheme_end(&text, far), far);
        assert!(!is_grapheme_border(&text, far));
        // Near its ends it is whole.
        assert_eq!(grapheme_start(&text, 1 + 2 * 1000), 0);
        assert_eq!(
            grapheme_end(&text, text.len() - 1 - 2 * 1000),
            text.len() - 1
        );
        assert_eq!(
            (grapheme_start(&text, 0), grapheme_end(&text, text.len())),
            (0, text.len())
        );
    }
}
