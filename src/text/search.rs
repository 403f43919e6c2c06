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
/// words does not count; nothing but white space is found nowhere.
///
/// One pass over the text, in memory that depends on the words alone (Knuth, Morris and Pratt, 1977).
pub fn find(text: &SourceText, words: &str, fold: Fold) -> Vec<TextRange> {
    let wanted: Vec<char> = folded(words.trim(), fold).map(|(_, c)| c).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let back = borders(&wanted);
    let mut found = Vec::new();
    let mut starts: VecDeque<usize> = VecDeque::with_capacity(wanted.len());
    let mut matched = 0;
    for (bytes, c) in folded(text.as_str(), fold) {
        if starts.len() == wanted.len() {
            starts.pop_front();
        }
        starts.push_back(bytes.start);
        while matched > 0 && wanted[matched] != c {
            matched = back[matched - 1];
        }
        matched += usize::from(wanted[matched] == c);
        if matched == wanted.len() {
            // One letter of the text may be several folded ones; a match starts and ends with letters.
            let start = starts.front().copied().unwrap_or(bytes.start);
            found.push(text.clamp(start..bytes.end));
            starts.clear();
            matched = 0;
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

/// The letters of a text without the differences that do not count, each with the bytes it came from;
/// combining marks that are left out belong to the letter before them.
fn folded(text: &str, fold: Fold) -> impl Iterator<Item = (Range<usize>, char)> + '_ {
    let mut chars = text.char_indices().peekable();
    let mut waiting: VecDeque<(Range<usize>, char)> = VecDeque::new();
    std::iter::from_fn(move || {
        while waiting.is_empty() {
            let (start, c) = chars.next()?;
            let mut end = start + c.len_utf8();
            if c.is_whitespace() {
                while let Some((at, space)) = chars.next_if(|(_, c)| c.is_whitespace()) {
                    end = at + space.len_utf8();
                }
                return Some((start..end, ' '));
            }
            while let Some((at, mark)) = chars.next_if(|(_, c)| is_combining_mark(*c)) {
                end = at + mark.len_utf8();
            }
            let mut take = |letter| waiting.push_back((start..end, letter));
            match fold {
                Fold::Typography if c.is_ascii() && end == start + 1 => take(sign(c)),
                Fold::Typography => text[start..end].nfc().map(sign).for_each(take),
                Fold::Everything => letters(sign(c), take),
            }
        }
        waiting.pop_front()
    })
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
                let plain = |t: &str| folded(t.trim(), fold).map(|(_, c)| c).collect::<String>();
                for place in found {
                    prop_assert_eq!(plain(text.slice(place)), plain(words));
                }
            }
        }
    }
}
