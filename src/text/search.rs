//! Finding words in a text as a person types them.

use std::collections::VecDeque;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::range::TextRange;
use super::source::SourceText;

/// Which differences between what was typed and what stands in the text do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Those of typography: every run of white space is one space, every apostrophe `'`, every hyphen
    /// `-`; and whether accents are composed with their letters.
    Typography,
    /// Those, and case, accents and ligatures (`œ` is `oe`).
    Everything,
}

/// The places of some words, in text order, none overlapping the one before. White space around the
/// words does not count; nothing but white space is found nowhere. Composed and decomposed letters
/// are the same, and no letter is found in part.
///
/// One pass over the text, in memory that depends on the words alone (Knuth, Morris and Pratt, 1977).
pub fn find(text: &SourceText, words: &str, fold: Fold) -> Vec<TextRange> {
    let wanted: Vec<char> = folded(words.trim(), fold).map(|piece| piece.c).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let back = borders(&wanted);
    let mut found = Vec::new();
    let mut seen: VecDeque<Piece> = VecDeque::with_capacity(wanted.len());
    let mut matched = 0;
    for piece in folded(text.as_str(), fold) {
        let (end, closes) = (piece.bytes.end, piece.closes);
        while matched > 0 && wanted[matched] != piece.c {
            matched = back[matched - 1];
        }
        matched += usize::from(wanted[matched] == piece.c);
        if seen.len() == wanted.len() {
            seen.pop_front();
        }
        seen.push_back(piece);
        if matched < wanted.len() {
            continue;
        }
        match seen.front() {
            Some(first) if first.opens && closes => {
                found.push(text.clamp(first.bytes.start..end));
                seen.clear();
                matched = 0;
            }
            _ => matched = back[matched - 1],
        }
    }
    found
}

/// For each prefix of the words, the length of its longest proper prefix that is also its end.
fn borders(wanted: &[char]) -> Vec<usize> {
    let mut back = vec![0; wanted.len()];
    let mut length = 0;
    for at in 1..wanted.len() {
        while length > 0 && wanted[at] != wanted[length] {
            length = back[length - 1];
        }
        length += usize::from(wanted[at] == wanted[length]);
        back[at] = length;
    }
    back
}

/// A part of a letter, with the bytes of the whole letter and the combining marks after it.
struct Piece {
    bytes: Range<usize>,
    c: char,
    /// Whether it is the letter's first part.
    opens: bool,
    /// Whether it is its last part.
    closes: bool,
}

/// A text in parts of letters, without the differences that do not count.
fn folded(text: &str, fold: Fold) -> impl Iterator<Item = Piece> + '_ {
    let mut chars = text.char_indices().peekable();
    let mut waiting: VecDeque<Piece> = VecDeque::new();
    std::iter::from_fn(move || {
        while waiting.is_empty() {
            let (start, c) = chars.next()?;
            let space = c.is_whitespace();
            let goes_on = |c: char| match space {
                true => c.is_whitespace(),
                false => is_combining_mark(c),
            };
            let mut end = start + c.len_utf8();
            while let Some((at, next)) = chars.next_if(|(_, c)| goes_on(*c)) {
                end = at + next.len_utf8();
            }
            let mut parts = Vec::new();
            match (space, fold) {
                (true, _) => parts.push(' '),
                (false, Fold::Typography) => parts.extend(text[start..end].nfd().map(sign)),
                (false, Fold::Everything) => letters(sign(c), |letter| parts.push(letter)),
            }
            let count = parts.len();
            waiting.extend(parts.into_iter().enumerate().map(|(at, c)| Piece {
                bytes: start..end,
                c,
                opens: at == 0,
                closes: at + 1 == count,
            }));
        }
        waiting.pop_front()
    })
}

/// A short text as [`Fold::Everything`] compares it: without case, accents and ligatures.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_combining_mark(*c)) {
        letters(sign(c), |letter| plain.push(letter));
    }
    plain
}

/// Apostrophes and hyphens of every kind as the keyboard writes them.
fn sign(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '´' | '`' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    }
}

/// A letter without case, accents and ligatures.
fn letters(c: char, mut take: impl FnMut(char)) {
    for c in c.to_lowercase() {
        match c {
            'œ' => ['o', 'e'].into_iter().for_each(&mut take),
            'æ' => ['a', 'e'].into_iter().for_each(&mut take),
            'ß' => ['s', 's'].into_iter().for_each(&mut take),
            other => std::iter::once(other)
                .nfd()
                .filter(|c| !is_combining_mark(*c))
                .for_each(&mut take),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Shows what is found in brackets.
    #[track_caller]
    fn check(fold: Fold, words: &str, expected: &str) {
        let text = SourceText::new(&expected.replace(['[', ']'], ""));
        let mut shown = text.as_str().to_owned();
        for range in find(&text, words, fold).into_iter().rev() {
            shown.insert(range.end(), ']');
            shown.insert(range.start(), '[');
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn typography_is_folded() {
        use Fold::Typography;
        check(
            Typography,
            "« L'été »",
            "dit : [« L’été\u{a0}»] et [«\u{202f}L'été »].",
        );
        check(Typography, "L'été", "[L’été] ; l’été ; L’ete");
        check(
            Typography,
            "cessez-le-feu",
            "un [cessez\u{2011}le-feu] [cessez-le-feu]",
        );
        let (whole, parts) = (
            "À côté d’Évreux.",
            "A\u{300} co\u{302}te\u{301} d’E\u{301}vreux.",
        );
        check(Typography, whole, &format!("[{parts}] [{whole}]"));
        check(Typography, parts, &format!("[{parts}] [{whole}]"));
        // Never half a letter.
        check(Typography, "cote", &format!("{parts} {whole}"));
        check(Typography, " ", "rien à voir");
        check(
            Typography,
            "été",
            "[été], [e\u{301}te\u{301}], ete, étés"
                .replace("étés", "[été]s")
                .as_str(),
        );
        check(Typography, "e", "é, e\u{301}, [e]");
        check(Typography, "aa", "[aa][aa]a");
        check(Typography, "abac", "abab[abac]ab");
    }

    #[test]
    fn case_accents_and_ligatures_are_folded() {
        use Fold::Everything;
        check(Everything, "etat", "L’[État], l’[ETAT], l’[e\u{301}tat]s");
        check(Everything, "ÉTÉ", "[été] [Ete\u{301}]");
        check(Everything, "coeur", "[Cœur], [cœur], [coeur]");
        check(Everything, "œuvre", "[oeuvre] d’art, main-d’[Œuvre]");
        check(Everything, "Straße", "[STRASSE]");
        check(Everything, "l'ete  dernier", "[L’été\u{a0}\n dernier]");
    }

    proptest! {
        #[test]
        fn every_piece_of_a_text_is_found_in_it(
            text in "[abé’ -]{1,40}", a in 0usize..60, b in 0usize..60
        ) {
            let text = SourceText::new(&text);
            let range = text.clamp(a.min(b)..a.max(b));
            let words = text.slice(range);
            prop_assume!(!words.trim().is_empty());
            for fold in [Fold::Typography, Fold::Everything] {
                let found = find(&text, words, fold);
                prop_assert!(!found.is_empty());
                let plain = |t: &str| folded(t.trim(), fold).map(|p| p.c).collect::<String>();
                for place in found {
                    prop_assert_eq!(plain(text.slice(place)), plain(words));
                }
            }
        }
    }
}
