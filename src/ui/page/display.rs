//! What is shown of a text: the same number of characters as the text, so that places agree.
//!
//! egui breaks rows at every white space but U+00A0, and lays right-to-left text out with more glyphs
//! than characters. So spaces that French typography keeps with their neighbour are shown as U+00A0,
//! a narrow one in a smaller size, and each right-to-left letter is shaped alone: unjoined and in
//! logical order, but where it is said to be.

use std::ops::Range;

/// What a stretch of the shown text needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Nothing.
    Plain,
    /// To be set narrow: a no-break space that stands for U+202F.
    Narrow,
    /// To be shaped alone.
    Lone,
}

/// The text to be shown, with its pieces in bytes of that text, in order and without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// As many characters as the source.
    pub text: String,
    /// Covers `text`.
    pub pieces: Vec<(Range<usize>, Piece)>,
}

const NO_BREAK: char = '\u{a0}';
const NARROW_NO_BREAK: char = '\u{202f}';

/// What is shown of a line.
pub fn shown(source: &str) -> Shown {
    let mut shown = Shown {
        text: String::with_capacity(source.len()),
        pieces: Vec::new(),
    };
    let mut before = None;
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        let (c_shown, piece) = substitute(before, c, rest.peek().copied());
        shown.push(c_shown, piece);
        before = Some(c);
    }
    shown
}

/// The same with every character shaped alone: for scripts of which egui makes more glyphs than
/// characters.
pub fn shown_apart(source: &str) -> Shown {
    let plain = shown(source);
    let mut apart = Shown::default();
    for (bytes, piece) in &plain.pieces {
        let alone = match piece {
            Piece::Plain => Piece::Lone,
            other => *other,
        };
        for c in plain.text[bytes.clone()].chars() {
            apart.push(one_glyph(c), alone);
        }
    }
    apart
}

/// A stand-in for a letter that fonts take apart into two signs: the one of them that takes up room.
fn one_glyph(c: char) -> char {
    match c {
        // Thai and Lao sara am.
        '\u{e33}' => '\u{e32}',
        '\u{eb3}' => '\u{eb2}',
        _ => c,
    }
}

impl Shown {
    fn push(&mut self, c: char, piece: Piece) {
        let start = self.text.len();
        self.text.push(c);
        let end = self.text.len();
        match self.pieces.last_mut() {
            Some((bytes, last)) if *last == piece && piece != Piece::Lone => bytes.end = end,
            _ => self.pieces.push((start..end, piece)),
        }
    }
}

fn substitute(before: Option<char>, c: char, after: Option<char>) -> (char, Piece) {
    match c {
        NARROW_NO_BREAK => (NO_BREAK, Piece::Narrow),
        ' ' if after.is_some_and(clings_to_space_before) || before == Some('«') => {
            (NO_BREAK, Piece::Plain)
        }
        '\t' => (c, Piece::Plain),
        // Nothing to see, but a place all the same.
        '\u{2028}' | '\u{2029}' => (' ', Piece::Plain),
        _ if c.is_control() => (NO_BREAK, Piece::Plain),
        _ if is_right_to_left(c) => (c, Piece::Lone),
        _ => (c, Piece::Plain),
    }
}

/// Signs before which French sets a space that must not end a row.
fn clings_to_space_before(c: char) -> bool {
    matches!(c, ';' | ':' | '!' | '?' | '»' | '%' | '€')
}

/// Letters and marks of scripts that run from right to left, and the signs that switch to them.
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}'
        | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Shows no-break spaces as `_`, narrow ones as `'`, and lone letters between bars.
    fn picture(source: &str) -> String {
        let shown = shown(source);
        let mut picture = String::new();
        for (bytes, piece) in &shown.pieces {
            let text = shown.text[bytes.clone()].replace(NO_BREAK, "_");
            match piece {
                Piece::Plain => picture.push_str(&text),
                Piece::Narrow => picture.push_str(&text.replace('_', "'")),
                Piece::Lone => picture.push_str(&format!("|{text}|")),
            }
        }
        picture
    }

    #[test]
    fn spaces_of_french_typography_keep_their_neighbour() {
        assert_eq!(picture("« Oui »\u{a0}: non ?"), "«_Oui_»_: non_?");
        assert_eq!(picture("«\u{202f}Oui\u{202f}»"), "«'Oui'»");
        assert_eq!(picture("3 % de 4 000 €, a b"), "3_% de 4 000_€, a b");
        assert_eq!(picture("a\tb\u{b}c"), "a\tb_c");
    }

    #[test]
    fn right_to_left_letters_stand_alone() {
        assert_eq!(picture("a עב b"), "a |ע||ב| b");
        let apart = shown_apart("a\u{202f}!");
        let pieces: Vec<Piece> = apart.pieces.iter().map(|(_, piece)| *piece).collect();
        assert_eq!(pieces, [Piece::Lone, Piece::Narrow, Piece::Lone]);
    }

    proptest! {
        #[test]
        fn as_many_characters_are_shown(source in "([a-zé «»:;!?%\u{a0}\u{202f}\u{301}😀عبא\t\u{b}\u{2028}]|.){0,60}") {
            for shown in [shown(&source), shown_apart(&source)] {
                prop_assert_eq!(shown.text.chars().count(), source.chars().count());
                let mut at = 0;
                for (bytes, _) in &shown.pieces {
                    prop_assert_eq!(bytes.start, at);
                    prop_assert!(shown.text.is_char_boundary(bytes.end));
                    at = bytes.end;
                }
                prop_assert_eq!(at, shown.text.len());
            }
        }
    }
}
