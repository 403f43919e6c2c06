//! Finding words in a text as a person types them.

use std::collections::VecDeque;
use std::ops::{ControlFlow, Range};

use super::fold::{Fold, Piece, each_piece};
use super::range::TextRange;
use super::source::SourceText;
use super::words::{is_grapheme_border, word_at};

/// Bytes of text after which a search asks whether it is still wanted.
const STRETCH: usize = 1 << 17;

/// The places of some words, in text order, none overlapping the one before. White space around the
/// words does not count; nothing but white space is found nowhere. Composed and decomposed letters
/// are the same, and no letter (grapheme cluster) is found in part.
pub fn find(text: &SourceText, words: &str, fold: Fold) -> Vec<TextRange> {
    let mut found = Vec::new();
    if let Some(needle) = Needle::new(words, fold) {
        // Asked to go on to the end, it always does.
        let _ = needle.find(text, || true, |place| found.push(place));
    }
    found
}

/// Words made ready to be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    wanted: Vec<char>,
    /// For each prefix of `wanted`, the length of its longest proper prefix that is also its end.
    back: Vec<usize>,
    fold: Fold,
    whole_words: bool,
}

impl Needle {
    /// Of words as they were typed; `None` where there is nothing to look for.
    pub fn new(words: &str, fold: Fold) -> Option<Self> {
        let mut wanted = VecDeque::new();
        let _ = each_piece(words, fold, |piece| {
            wanted.push_back(piece.c);
            ControlFlow::Continue(())
        });
        // What is not seen may stand around white space.
        while wanted.pop_front_if(|c| *c == ' ').is_some() {}
        while wanted.pop_back_if(|c| *c == ' ').is_some() {}
        let wanted = Vec::from(wanted);
        (!wanted.is_empty()).then(|| Self {
            back: borders(&wanted),
            wanted,
            fold,
            whole_words: false,
        })
    }

    /// The same, found only where no word is cut (a French elided word, as in `l’État`, is one).
    #[must_use]
    pub fn whole_words(self, whole_words: bool) -> Self {
        Self {
            whole_words,
            ..self
        }
    }

    /// Hands over every place, in text order, none overlapping the one before; `false` where it gave
    /// up because `go_on`, asked now and then, said no.
    ///
    /// One pass over the text, in memory that depends on the words alone (Knuth, Morris and Pratt,
    /// 1977).
    pub fn find(
        &self,
        text: &SourceText,
        go_on: impl Fn() -> bool,
        mut take: impl FnMut(TextRange),
    ) -> bool {
        let wanted = &self.wanted;
        let mut seen: VecDeque<(usize, bool)> = VecDeque::with_capacity(wanted.len() + 1);
        let mut matched = 0;
        let mut ask_at = STRETCH;
        each_piece(text.as_str(), self.fold, |piece| {
            let Piece {
                bytes,
                c,
                opens,
                closes,
            } = piece;
            if bytes.start >= ask_at {
                ask_at = bytes.start + STRETCH;
                if !go_on() {
                    return ControlFlow::Break(());
                }
            }
            while matched > 0 && wanted[matched] != c {
                matched = self.back[matched - 1];
            }
            if wanted[matched] == c {
                matched += 1;
            } else {
                seen.clear();
                return ControlFlow::Continue(());
            }
            // Only what may be the start of a place is kept.
            seen.push_back((bytes.start, opens));
            while seen.len() > matched {
                seen.pop_front();
            }
            if matched == wanted.len() {
                let first = seen.front().filter(|(_, opens)| *opens && closes);
                let place = first.map(|(start, _)| *start..bytes.end);
                match place.filter(|place| self.takes(text, place)) {
                    Some(place) => {
                        take(text.clamp(place));
                        seen.clear();
                        matched = 0;
                    }
                    None => matched = self.back[matched - 1],
                }
            }
            ControlFlow::Continue(())
        })
        .is_continue()
    }

    /// Whether a place whose letters agree is one: no grapheme cluster, and no word, is cut.
    fn takes(&self, text: &SourceText, place: &Range<usize>) -> bool {
        let clusters = [place.start, place.end];
        let whole = clusters
            .iter()
            .all(|byte| is_grapheme_border(text.as_str(), *byte));
        whole && (!self.whole_words || cuts_no_word(text, place))
    }
}

/// Whether neither end of a place lies within a word.
fn cuts_no_word(text: &SourceText, place: &Range<usize>) -> bool {
    let (before, after) = text.as_str().split_at(place.start);
    let after = &after[place.len()..];
    let starts = match before.chars().next_back() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some(c) if c.is_alphanumeric() => false,
        Some(_) => word_at(text, place.start).is_none_or(|word| word.start() >= place.start),
    };
    let ends = match after.chars().next() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some(c) if c.is_alphanumeric() => false,
        Some(_) => word_at(text, place.end - 1).is_none_or(|word| word.end() <= place.end),
    };
    starts && ends
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

    #[test]
    fn what_is_not_seen_and_other_forms_are_folded() {
        use Fold::Everything;
        check(
            Everything,
            "information",
            "une [in\u{ad}for\u{ad}ma\u{ad}tion]\u{ad}s",
        );
        check(Everything, "fin", "la [ﬁn], la [ＦＩＮ]");
        check(Everything, "m2", "12 [m²]");
        check(Everything, "2020-2024", "de [2020–2024]");
        check(Everything, "\"oui\"", "[“oui”], « oui »");
        check(Everything, "lodz", "[Łódź]");
        check(
            Everything,
            "cote d'or",
            "[Côte\u{a0}d’Or], [COTE D'OR], cotes d’or",
        );
        check(
            Everything,
            "\u{a8}",
            "rien à voir, ¨".replace('¨', "[¨]").as_str(),
        );
        // Marks that are letters of their own count.
        check(Everything, "か", "が [か]");
        check(Everything, "कि", "[कि] का");
        // Never a part of what is read as one letter.
        check(Everything, "👩", "👩\u{200d}👩\u{200d}👧 [👩]");
        check(Everything, "하", "한 [하]");
        check(Everything, "\u{1f1eb}", "\u{1f1eb}\u{1f1f7}");
    }

    #[track_caller]
    fn check_whole(words: &str, expected: &str) {
        let text = SourceText::new(&expected.replace(['[', ']'], ""));
        let mut places = Vec::new();
        let needle = Needle::new(words, Fold::Everything).unwrap();
        assert!(
            needle
                .whole_words(true)
                .find(&text, || true, |place| places.push(place))
        );
        let mut shown = text.as_str().to_owned();
        for range in places.into_iter().rev() {
            shown.insert(range.end(), ']');
            shown.insert(range.start(), '[');
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn whole_words_are_not_cut() {
        check_whole(
            "etat",
            "L’[État], l’[état]. États, étatique, coup d’[état] !",
        );
        check_whole(
            "train",
            "le [train]-là, entrain, trains, [Train]…"
                .replace("[train]-là", "train-là")
                .as_str(),
        );
        check_whole("le train", "[le train] : sur le trains, [le\u{202f}train]");
    }

    #[test]
    fn a_search_that_is_not_wanted_any_more_ends() {
        let text = SourceText::new(&"mot ".repeat(STRETCH));
        let asked = std::cell::Cell::new(0);
        let mut found = 0;
        let needle = Needle::new("mot", Fold::Everything).unwrap();
        let go_on = || {
            asked.set(asked.get() + 1);
            asked.get() < 3
        };
        assert!(!needle.find(&text, go_on, |_| found += 1));
        assert!(found < STRETCH && asked.get() == 3);
    }

    fn plain(text: &str, fold: Fold) -> String {
        let mut plain = String::new();
        let _ = each_piece(text, fold, |piece| {
            plain.push(piece.c);
            ControlFlow::Continue(())
        });
        plain
    }

    /// The slow way: every piece of the text between two letters, from left to right.
    fn slowly(text: &SourceText, words: &str, fold: Fold) -> Vec<(usize, usize)> {
        use unicode_segmentation::UnicodeSegmentation as _;
        let all = text.as_str();
        let wanted = plain(words, fold).trim().to_owned();
        let letters: Vec<(usize, &str)> = all.grapheme_indices(true).collect();
        let inked = |at: usize| {
            let letter = letters[at].1;
            !letter.starts_with(char::is_whitespace) && !plain(letter, fold).is_empty()
        };
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (first, (start, _)) in letters.iter().enumerate() {
            if found.last().is_some_and(|(_, end)| start < end) {
                continue;
            }
            let ends =
                (first..letters.len()).map(|last| (last, letters[last].0 + letters[last].1.len()));
            let mut places = ends.filter(|(last, end)| {
                inked(first) && inked(*last) && plain(&all[*start..*end], fold) == wanted
            });
            found.extend(places.next().map(|(_, end)| (*start, end)));
        }
        found
    }

    /// Few letters in many guises, so that chance makes hits.
    fn guises(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
        let piece = proptest::sample::select(vec![
            "a",
            "A",
            "à",
            "a\u{300}",
            "e",
            "É",
            "e\u{301}",
            "œ",
            "OE",
            "æ",
            "o",
            "ﬁ",
            "fi",
            "’",
            "'",
            " ",
            "\u{a0}",
            "\u{202f}",
            "\n",
            "-",
            "–",
            "\u{ad}",
            "\u{301}",
            "ß",
            "ss",
            "👩",
            "👩\u{200d}👧",
            "한",
            "하",
            "²",
            "¨",
            "ς",
            "İ",
            "\u{1f1eb}",
            "\u{200d}",
        ]);
        proptest::collection::vec(piece, count).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn every_hit_is_found_as_the_slow_way_finds_it(text in guises(0..24), words in guises(1..4)) {
            let text = SourceText::new(&text);
            for fold in [Fold::Typography, Fold::Everything] {
                prop_assume!(!plain(&words, fold).trim().is_empty());
                let found = find(&text, &words, fold);
                let found: Vec<_> = found.iter().map(|r| (r.start(), r.end())).collect();
                prop_assert_eq!(found, slowly(&text, &words, fold));
            }
        }

        #[test]
        fn composition_does_not_count(text in guises(0..24), words in guises(1..4)) {
            use unicode_normalization::UnicodeNormalization as _;
            let quotes = |text: &str, words: &str| {
                let text = SourceText::new(text);
                let found = find(&text, words, Fold::Everything).into_iter();
                found.map(|place| text.slice(place).nfc().to_string()).collect::<Vec<_>>()
            };
            let (whole, parts) = (text.nfc().to_string(), text.nfd().to_string());
            prop_assert_eq!(quotes(&whole, &words), quotes(&parts, &words));
            let (whole, parts) = (words.nfc().to_string(), words.nfd().to_string());
            prop_assert_eq!(quotes(&text, &whole), quotes(&text, &parts));
        }

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
                for place in found {
                    prop_assert_eq!(plain(text.slice(place), fold), plain(words.trim(), fold));
                }
            }
        }
    }
}
