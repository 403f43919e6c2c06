//! Laws of anchoring over texts with all that breaks offsets: what is marked is what is found again.

use postil::anchor::{CONTEXT, Resolution, describe, resolve, resolve_all};
use postil::model::Anchor;
use postil::text::{CharRange, Granularity, SourceText, TextRange, snap};
use proptest::prelude::*;

/// Emoji and their families, composed and decomposed accents, right-to-left and wide scripts, every
/// line end, marks of byte order, NUL, separators, and the spaces and hyphens of typesetting.
const PIECES: [&str; 36] = [
    "a",
    "maire",
    "le ",
    "ville ",
    " ",
    ". ",
    ", ",
    "’",
    "« ",
    " »",
    "é",
    "e\u{301}",
    "œuvre",
    "ﬁn",
    "😀",
    "👩\u{200d}👩\u{200d}👧",
    "👍🏽",
    "🇫🇷",
    "العربية ",
    "سلام",
    "עִבְרִית ",
    "報道",
    "の",
    "한국어 ",
    "ไทย",
    "\r\n",
    "\r",
    "\n",
    "\u{feff}",
    "\0",
    "\u{2028}",
    "\u{2029}",
    "co\u{ad}op",
    "\u{a0}",
    "\u{202f}",
    "𝔘",
];

fn awkward(pieces: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(prop::sample::select(&PIECES[..]), 1..pieces)
        .prop_map(|pieces| pieces.concat())
}

/// The text as the slow reference has it: one code point after the other.
fn slowly(decoded: &str) -> Vec<char> {
    let mut chars = decoded.chars().peekable();
    chars.next_if_eq(&'\u{feff}');
    let mut plain = Vec::new();
    while let Some(c) = chars.next() {
        if c == '\r' {
            chars.next_if_eq(&'\n');
            plain.push('\n');
        } else {
            plain.push(c);
        }
    }
    plain
}

fn range(text: &SourceText, a: usize, b: usize) -> TextRange {
    let (a, b) = (a % (text.len() + 1), b % (text.len() + 1));
    text.clamp(a.min(b)..a.max(b))
}

/// A range that no letter is cut by.
fn whole(text: &SourceText, a: usize, b: usize) -> TextRange {
    snap(text, range(text, a, b), Granularity::Character)
}

proptest! {
    #[test]
    fn resolve_after_describe_is_identity(
        decoded in awkward(60), a in any::<usize>(), b in any::<usize>()
    ) {
        let text = SourceText::new(&decoded);
        let range = range(&text, a, b);
        prop_assume!(!range.is_empty());
        let anchor = describe(&text, range);
        prop_assert_eq!(resolve(&text, &anchor), Resolution::Exact(range));
        prop_assert_eq!(resolve_all(Some(&text), &text, &[&anchor]), [Resolution::Exact(range)]);
        // Read from the disk again, it is another copy of the same text.
        let again = SourceText::new(&decoded);
        prop_assert_eq!(resolve(&again, &anchor), Resolution::Exact(range));
    }

    #[test]
    fn what_is_stored_is_what_a_slow_reader_counts(
        decoded in awkward(60), a in any::<usize>(), b in any::<usize>()
    ) {
        let text = SourceText::new(&decoded);
        let chars = slowly(&decoded);
        prop_assert_eq!(text.as_str(), chars.iter().collect::<String>());
        let range = range(&text, a, b);
        let anchor = describe(&text, range);
        let CharRange { start, end } = anchor.chars;
        let part = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
        prop_assert_eq!(part(0, start).len(), range.start());
        prop_assert_eq!(anchor.quote.to_string(), part(start, end));
        prop_assert_eq!(anchor.prefix.to_string(), part(start.saturating_sub(CONTEXT), start));
        let after = (end + CONTEXT).min(chars.len());
        prop_assert_eq!(anchor.suffix.to_string(), part(end, after));
        // In UTF-16, too.
        let units = |to: usize| part(0, to).encode_utf16().count();
        let utf16 = text.to_utf16(range);
        prop_assert_eq!((utf16.start, utf16.end), (units(start), units(end)));
    }

    #[test]
    fn every_answer_is_a_place_on_whole_letters(
        before in awkward(60), after in awkward(60), shared in awkward(30),
        a in any::<usize>(), b in any::<usize>(), known in any::<bool>()
    ) {
        let old = SourceText::new(&format!("{before}{shared}"));
        let new = SourceText::new(&format!("{shared}{after}"));
        let range = whole(&old, a, b);
        prop_assume!(!range.is_empty());
        let anchor = describe(&old, range);
        let found = resolve_all(known.then_some(&old), &new, &[&anchor])[0];
        if let Some(place) = found.range() {
            prop_assert!(new.range(place.bytes()).is_ok());
            prop_assert!(!place.is_empty());
            prop_assert_eq!(snap(&new, place, Granularity::Character), place);
        }
        match found {
            Resolution::Exact(place) => {
                prop_assert_eq!(new.slice(place), &*anchor.quote);
                prop_assert_eq!(new.to_chars(place), anchor.chars);
            }
            Resolution::Moved { to, score } => {
                prop_assert!((0.75..=1.0).contains(&score), "{score}");
                // 1 is kept for words that stand letter for letter.
                prop_assert!(score < 1.0 || new.slice(to) == &*anchor.quote);
            }
            Resolution::Orphan => {}
        }
    }

    #[test]
    fn words_put_before_move_a_span_and_change_nothing_of_it(
        decoded in awkward(60), more in awkward(10), a in any::<usize>(), b in any::<usize>()
    ) {
        // Between two lines that hold, so that no letter of the one joins the other.
        let frame = "Une ligne qui reste comme elle fut écrite.\n";
        let old = SourceText::new(&format!("{frame}{decoded}\n{frame}"));
        let new = SourceText::new(&format!("{more}\n{frame}{decoded}\n{frame}"));
        let range = whole(&old, a, b);
        prop_assume!(!range.is_empty());
        let anchor = describe(&old, range);
        let [found] = resolve_all(Some(&old), &new, &[&anchor])[..] else { panic!() };
        if let Some(place) = found.range() {
            let shift = new.char_len() - old.char_len();
            let there = new.to_chars(place);
            // The very same words may stand there several times.
            let same = there.start == anchor.chars.start + shift;
            prop_assert!(same || new.slice(place) == &*anchor.quote || !new.slice(place).is_empty());
            prop_assert!(!matches!(found, Resolution::Exact(_)) || new.slice(place) == &*anchor.quote);
        }
    }

    #[test]
    fn many_at_once_are_found_as_one_by_one(
        before in awkward(60), after in awkward(60), places in prop::collection::vec(any::<(usize, usize)>(), 1..6)
    ) {
        let old = SourceText::new(&before);
        let new = SourceText::new(&format!("{after}{before}"));
        let anchors: Vec<Anchor> = places
            .iter()
            .map(|(a, b)| whole(&old, *a, *b))
            .filter(|range| !range.is_empty())
            .map(|range| describe(&old, range))
            .collect();
        let all: Vec<&Anchor> = anchors.iter().collect();
        let together = resolve_all(Some(&old), &new, &all);
        prop_assert_eq!(together.len(), all.len());
        for (anchor, found) in all.iter().zip(together) {
            let alone = resolve_all(Some(&old), &new, &[anchor])[0];
            // The neighbours may settle what one alone does not, and change nothing else.
            prop_assert!(found == alone || alone == Resolution::Orphan);
        }
    }
}

/// A look-alike elsewhere takes no span whose own words are gone, with the old text and without.
#[test]
fn a_look_alike_takes_no_span() {
    let around = |middle: &str| {
        format!(
            "Le conseil s’est réuni mardi soir à la mairie de Valbrune. {middle} La séance a duré \
             trois heures.\n\nDans la vallée voisine, les habitants attendaient depuis le matin. Le \
             préfet a refusé de recevoir les délégués du syndicat. La foule s’est dispersée.\n"
        )
    };
    let quote = "Le maire a refusé de recevoir les délégués du collectif.";
    let old = SourceText::new(&around(quote));
    let start = old.as_str().find(quote).unwrap();
    let anchor = describe(&old, old.range(start..start + quote.len()).unwrap());
    for gone in ["", "Une adjointe lit son rapport devant quelques curieux."] {
        let new = SourceText::new(&around(gone));
        for known in [None, Some(&old)] {
            let found = resolve_all(known, &new, &[&anchor])[0];
            assert_eq!(found, Resolution::Orphan, "{gone:?} {known:?}");
        }
    }
    // Nor does the very same sentence that stood elsewhere all the time.
    let twice = |middle: &str| format!("{}\nEncadré : {quote} Lire page 3.\n", around(middle));
    let old = SourceText::new(&twice(quote));
    let anchor = describe(&old, old.range(start..start + quote.len()).unwrap());
    let new = SourceText::new(&twice(
        "Une adjointe lit son rapport devant quelques curieux.",
    ));
    assert_eq!(
        resolve_all(Some(&old), &new, &[&anchor])[0],
        Resolution::Orphan
    );
}
