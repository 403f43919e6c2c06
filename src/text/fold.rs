//! Texts without the differences that do not count when words are looked for.

use std::ops::{ControlFlow, Range};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Which differences between what was typed and what stands in the text do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Those of typography: every run of white space is one space, every apostrophe `'`, every hyphen
    /// `-`; and whether accents are composed with their letters.
    Typography,
    /// Those, and case, accents, ligatures (`œ` is `oe`), other forms of one letter (`²` is `2`),
    /// kinds of dashes and of double quotation marks, and signs that are not seen, such as soft
    /// hyphens.
    Everything,
}

/// A part of a letter, with the bytes of the whole letter and the combining marks after it.
#[derive(Debug)]
pub(super) struct Piece {
    pub bytes: Range<usize>,
    pub c: char,
    /// Whether it is the letter's first part.
    pub opens: bool,
    /// Whether it is its last part.
    pub closes: bool,
}

/// Hands over a text in parts of letters, without the differences that do not count, until `take` has
/// enough.
pub(super) fn each_piece(
    text: &str,
    fold: Fold,
    mut take: impl FnMut(Piece) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let bytes = text.as_bytes();
    let mut parts: Vec<char> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        // Most letters are plain ones with a plain one after them: no mark can follow.
        let next = bytes.get(at + 1);
        let plain = match bytes[at] {
            b' ' => next.is_some_and(u8::is_ascii_graphic),
            other => other.is_ascii_graphic() && next.is_none_or(u8::is_ascii),
        };
        if plain {
            let c = match fold {
                Fold::Typography => sign(bytes[at].into()),
                Fold::Everything => sign(bytes[at].to_ascii_lowercase().into()),
            };
            take(Piece {
                bytes: at..at + 1,
                c,
                opens: true,
                closes: true,
            })?;
            at += 1;
            continue;
        }
        let letter = letter_at(&text[at..]);
        let end = at + letter.len();
        parts.clear();
        fold_letter(letter, fold, &mut parts);
        let last = parts.len().saturating_sub(1);
        for (number, c) in parts.iter().enumerate() {
            take(Piece {
                bytes: at..end,
                c: *c,
                opens: number == 0,
                closes: number == last,
            })?;
        }
        at = end;
    }
    ControlFlow::Continue(())
}

/// A short text as [`Fold::Everything`] compares it: without case, accents and ligatures.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let _ = each_piece(text, Fold::Everything, |piece| {
        plain.push(piece.c);
        ControlFlow::Continue(())
    });
    plain
}

/// The first letter of a text with the marks after it, or the white space with which it starts.
fn letter_at(text: &str) -> &str {
    let mut chars = text.char_indices();
    let first = chars.next().map(|(_, c)| c);
    let space = first.is_some_and(char::is_whitespace);
    // No mark belongs to what is not seen.
    let alone = first.is_some_and(|c| c.is_control() || is_unseen(c) && !is_joiner(c));
    let goes_on = |c: char| match space {
        true => c.is_whitespace(),
        false => !alone && (is_combining_mark(c) || is_joiner(c)),
    };
    let end = chars.find(|(_, c)| !goes_on(*c));
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

fn fold_letter(letter: &str, fold: Fold, parts: &mut Vec<char>) {
    if letter.starts_with(char::is_whitespace) {
        parts.push(' ');
        return;
    }
    match fold {
        Fold::Typography => parts.extend(letter.nfd().map(sign)),
        Fold::Everything => {
            let signs = || letter.chars().map(sign);
            // A few signs are a space with a mark in this form; white space they are not.
            let spaced = signs().nfkd().any(char::is_whitespace);
            let mut add = |c: char| base(c, |c| parts.push(c));
            match spaced {
                true => signs().nfd().for_each(&mut add),
                false => signs().nfkd().for_each(&mut add),
            }
        }
    }
}

/// Apostrophes and hyphens of every kind as the keyboard writes them.
fn sign(c: char) -> char {
    match c {
        '’' | '‘' | '‛' | 'ʼ' | '´' | '`' | '′' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    }
}

/// What is left of a decomposed character without case, accents, ligatures and what is not seen.
fn base(c: char, mut take: impl FnMut(char)) {
    if is_accent(c) || is_unseen(c) {
        return;
    }
    for c in c.to_lowercase().filter(|c| !is_accent(*c)) {
        match c {
            'œ' => ['o', 'e'].into_iter().for_each(&mut take),
            'æ' => ['a', 'e'].into_iter().for_each(&mut take),
            'ß' => ['s', 's'].into_iter().for_each(&mut take),
            'ø' => take('o'),
            'ł' => take('l'),
            'đ' => take('d'),
            'ς' => take('σ'),
            '“' | '”' | '„' | '‟' => take('"'),
            '‒' | '–' | '—' | '―' | '−' => take('-'),
            other => take(sign(other)),
        }
    }
}

/// Marks that are accents, vowel points or variants of a letter; in scripts where a mark is a letter
/// of its own it counts.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Soft hyphens and the like.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
    ) || is_joiner(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}
