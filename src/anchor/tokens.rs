//! A text as words and signs, the unit in which changed texts are compared.
//!
//! White space lies between tokens and is none of them, so that broken lines and no-break spaces are
//! no change. Two tokens are the same word where their folded letters are: case, the kind of quotation
//! mark, apostrophe and dash, soft hyphens and composed or decomposed accents do not count.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The key of a word that no text of the vocabulary holds.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// One word or sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// Number of the folded word in the vocabulary.
    pub key: u32,
    /// Whether it has letters or digits.
    pub word: bool,
}

impl Token {
    pub(super) fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Folded words by number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The tokens of a text; new words are added.
    pub(super) fn read(&mut self, text: &str) -> Vec<Token> {
        let mut folded = String::new();
        let mut tokens = Vec::with_capacity(text.len() / 4);
        for (bytes, word) in pieces(text) {
            fold(&text[bytes.clone()], &mut folded);
            let key = match self.numbers.get(folded.as_str()) {
                Some(key) => *key,
                None => {
                    let key = u32::try_from(self.numbers.len()).unwrap_or(UNKNOWN);
                    self.numbers.insert(folded.as_str().into(), key);
                    key
                }
            };
            tokens.push(Token {
                start: bytes.start,
                end: bytes.end,
                key,
                word,
            });
        }
        tokens
    }

    /// The tokens of a text; words that are not known are [`UNKNOWN`].
    pub(super) fn look_up(&self, text: &str) -> Vec<Token> {
        let mut folded = String::new();
        pieces(text)
            .map(|(bytes, word)| {
                fold(&text[bytes.clone()], &mut folded);
                Token {
                    start: bytes.start,
                    end: bytes.end,
                    key: self
                        .numbers
                        .get(folded.as_str())
                        .copied()
                        .unwrap_or(UNKNOWN),
                    word,
                }
            })
            .collect()
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }
}

/// The tokens that a range of bytes touches, by number.
pub(super) fn touched(tokens: &[Token], bytes: Range<usize>) -> Range<usize> {
    let first = tokens.partition_point(|token| token.end <= bytes.start);
    let last = tokens.partition_point(|token| token.start < bytes.end);
    first..last.max(first)
}

/// Words and signs with their bytes; whether it is a word.
fn pieces(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, c)| !c.is_whitespace())?;
        let word = first.is_alphanumeric();
        let alone = !word || stands_alone(first);
        let mut end = start + first.len_utf8();
        let mut joined = false;
        let goes_on = |c: char, joined: bool| {
            is_joiner(c)
                || (!c.is_ascii() && is_combining_mark(c))
                || (alone && joined && !c.is_whitespace())
                || (!alone && c.is_alphanumeric() && !stands_alone(c))
        };
        while let Some((at, c)) = chars.next_if(|(_, c)| goes_on(*c, joined)) {
            joined = c == ZERO_WIDTH_JOINER;
            end = at + c.len_utf8();
        }
        Some((start..end, word))
    })
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// What belongs to the sign before it: soft hyphens, joiners, skin tones.
fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200c}' | ZERO_WIDTH_JOINER | '\u{2060}' | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

/// Letters of scripts that put no space between words: each is compared by itself.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn fold(piece: &str, folded: &mut String) {
    folded.clear();
    if piece.is_ascii() {
        folded.push_str(piece);
        folded.make_ascii_lowercase();
    } else {
        let plain = piece.nfd().filter(|c| *c != '\u{ad}' && *c != '\u{2060}');
        folded.extend(plain.flat_map(char::to_lowercase).map(sign));
    }
}

/// Quotation marks, apostrophes and dashes as the keyboard writes them.
fn sign(c: char) -> char {
    match c {
        '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '″' => '"',
        '’' | '‘' | 'ʼ' | '′' | '‛' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_are_cut_and_folded() {
        let cut = |text: &'static str| -> Vec<&'static str> {
            pieces(text).map(|(bytes, _)| &text[bytes]).collect()
        };
        assert_eq!(
            cut("L’été, « 1\u{202f}200 » !"),
            ["L", "’", "été", ",", "«", "1", "200", "»", "!"]
        );
        assert_eq!(cut("e\u{301}té co\u{ad}op"), ["e\u{301}té", "co\u{ad}op"]);
        assert_eq!(
            cut("報道x 👩\u{200d}👧a"),
            ["報", "道", "x", "👩\u{200d}👧", "a"]
        );
        let mut all = Vocabulary::default();
        let keys = |tokens: Vec<Token>| tokens.into_iter().map(|t| t.key).collect::<Vec<_>>();
        let first = keys(all.read("« L’Été » – co\u{ad}op"));
        assert_eq!(keys(all.look_up("\"l'e\u{301}te\u{301}\" - coop")), first);
        assert_eq!(keys(all.look_up("neuf")), [UNKNOWN]);
    }

    #[test]
    fn a_range_touches_its_tokens() {
        let tokens = Vocabulary::default().read("un deux  trois");
        for (bytes, expected) in [(0..2, 0..1), (2..3, 1..1), (1..4, 0..2), (8..14, 2..3)] {
            assert_eq!(touched(&tokens, bytes), expected);
        }
    }
}
