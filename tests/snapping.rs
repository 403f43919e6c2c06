//! Laws of snapping and of moved edges, over French text with all that it sets around words.

use postil::text::{
    Edge, EdgeStep, Granularity, SourceText, TextRange, edge_to, sentence_at, snap, step_edge,
    word_at,
};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

const NBSP: &str = "\u{a0}";
const NARROW: &str = "\u{202f}";

/// Pieces as French news sets them; guillemets are opened and closed freely, nested or left open.
fn pieces() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "le",
        "ministre",
        "État",
        "l’",
        "d’",
        "qu'",
        "aujourd’hui",
        "cessez-le-feu",
        "3",
        "1\u{202f}200",
        "A",
        "M.",
        "etc.",
        "e\u{301}te\u{301}",
        "œuvre",
        "👍🏽",
        "👩‍👩‍👧",
        "🇫🇷",
        "COVID-19",
        "n’",
        " ",
        " ",
        " ",
        " ",
        NBSP,
        NARROW,
        "\n",
        "\n\n",
        ". ",
        ", ",
        "\u{202f}; ",
        "\u{a0}: ",
        "\u{202f}! ",
        "\u{202f}? ",
        "…",
        "… ",
        " — ",
        "—",
        "–",
        "«\u{a0}",
        "\u{a0}»",
        "«\u{202f}",
        "\u{202f}»",
        "« ",
        " »",
        "«",
        "»",
        "“",
        "”",
        "‹",
        "›",
        "\"",
        "(",
        ")",
        "[",
        "]",
        "’",
        "'",
        ".",
        ",",
        ":",
        ";",
        "...",
    ])
}

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(pieces(), 0..40).prop_map(|pieces| pieces.concat())
}

/// A text and a range of it.
fn ranges() -> impl Strategy<Value = (SourceText, TextRange)> {
    (texts(), 0usize..160, 0usize..160).prop_map(|(text, a, b)| {
        let text = SourceText::new(&text);
        let range = text.clamp(a.min(b)..a.max(b));
        (text, range)
    })
}

const PAIRS: [(&str, &str); 5] = [("«", "»"), ("“", "”"), ("‹", "›"), ("(", ")"), ("[", "]")];

/// What rule R12 has against a range, if anything.
fn fault(text: &SourceText, range: TextRange) -> Option<String> {
    let words = text.slice(range);
    let clusters: Vec<&str> = words.graphemes(true).collect();
    let (Some(first), Some(last)) = (clusters.first(), clusters.last()) else {
        return None;
    };
    for edge in [first, last] {
        if edge.trim().is_empty() || [".", ",", ":", ";"].contains(edge) {
            return Some(format!("{edge:?} at an edge of {words:?}"));
        }
    }
    for (open, close) in PAIRS {
        // The depth after each mark, from either side: what is opened or closed alone never comes back.
        let closed = |clusters: Vec<&&str>, open: &str, close: &str| {
            let mut depth = 0_i32;
            clusters.into_iter().any(|cluster| {
                depth += i32::from(*cluster == open) - i32::from(*cluster == close);
                depth == 0
            })
        };
        let alone = (*first == close || *last == open)
            || (*first == open && !closed(clusters.iter().collect(), open, close))
            || (*last == close && !closed(clusters.iter().rev().collect(), close, open));
        if alone {
            return Some(format!("a mark alone at an edge of {words:?}"));
        }
    }
    let quotes = clusters.iter().filter(|cluster| **cluster == "\"").count();
    (*last == "\"" && quotes % 2 == 1).then(|| format!("a quote alone in {words:?}"))
}

/// The ink of a range.
fn inked(text: &SourceText, range: TextRange) -> TextRange {
    let slice = text.slice(range);
    let start = range.end() - slice.trim_start().len();
    let end = range.start() + slice.trim_end().len();
    text.clamp(start..end.max(start))
}

/// What a range may grow to: the units of its first and last character.
fn units(
    text: &SourceText,
    range: TextRange,
    unit: impl Fn(&SourceText, usize) -> Option<TextRange>,
) -> TextRange {
    let ink = inked(text, range);
    let last = text.slice(ink).char_indices().next_back();
    let last = ink.start() + last.map_or(0, |(at, _)| at);
    let cluster = |at: usize| {
        let mut all = text.as_str().grapheme_indices(true);
        let found = all.find(|(start, cluster)| at < start + cluster.len());
        found.map(|(start, cluster)| text.clamp(start..start + cluster.len()))
    };
    [
        unit(text, ink.start()),
        unit(text, last),
        cluster(ink.start()),
        cluster(last),
    ]
    .into_iter()
    .flatten()
    .fold(ink, TextRange::cover)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 800, ..ProptestConfig::default() })]

    #[test]
    fn snapping_keeps_rule_r12((text, range) in ranges()) {
        for granularity in [Granularity::Word, Granularity::Sentence] {
            let snapped = snap(&text, range, granularity);
            prop_assert_eq!(fault(&text, snapped), None, "{:?}", granularity);
            prop_assert_eq!(snap(&text, snapped, granularity), snapped, "{:?} twice", granularity);
        }
    }

    #[test]
    fn snapping_never_grows_beyond_what_was_touched((text, range) in ranges()) {
        let word = snap(&text, range, Granularity::Word);
        prop_assert!(word.is_empty() || units(&text, range, word_at).contains(word));
        let sentence = snap(&text, range, Granularity::Sentence);
        prop_assert!(sentence.is_empty() || units(&text, range, sentence_at).contains(sentence));
        // No word that holds a letter is given up.
        let ink = inked(&text, range);
        if let Some(touched) = word_at(&text, ink.start()) {
            prop_assert!(
                ink.is_empty() || word.contains(touched),
                "{:?} of {:?} in {:?}", text.slice(touched), text.slice(range), text.as_str()
            );
        }
    }

    #[test]
    fn a_dragged_edge_keeps_rule_r12_and_never_crosses(
        (text, range) in ranges(), to in 0usize..160, start in any::<bool>()
    ) {
        let range = snap(&text, range, Granularity::Word);
        let edge = if start { Edge::Start } else { Edge::End };
        let Some(moved) = edge_to(&text, range, edge, to.min(text.len()), Granularity::Word) else {
            return Ok(());
        };
        prop_assert!(!moved.is_empty());
        prop_assert_eq!(fault(&text, moved), None);
        let again = edge_to(&text, moved, edge, to.min(text.len()), Granularity::Word);
        prop_assert_eq!(again, Some(moved), "{:?} {:?}", text.slice(range), text.slice(moved));
        // Exactly, it goes where it is told, as far as characters allow.
        let exact = edge_to(&text, range, edge, to.min(text.len()), Granularity::Character).unwrap();
        prop_assert!(!exact.is_empty());
        prop_assert_eq!(edge.other().of(exact), edge.other().of(range));
    }

    #[test]
    fn a_step_goes_its_way_and_keeps_rule_r12((text, range) in ranges(), start in any::<bool>()) {
        let range = snap(&text, range, Granularity::Word);
        if range.is_empty() {
            return Ok(());
        }
        let edge = if start { Edge::Start } else { Edge::End };
        for step in [EdgeStep::CharacterBack, EdgeStep::CharacterForth, EdgeStep::WordBack, EdgeStep::WordForth] {
            let mut at = range;
            let mut steps = 0;
            while let Some(next) = step_edge(&text, at, edge, step) {
                prop_assert!(!next.is_empty());
                prop_assert_eq!(fault(&text, next), None);
                let forth = matches!(step, EdgeStep::CharacterForth | EdgeStep::WordForth);
                prop_assert_eq!(edge.of(next) > edge.of(at), forth);
                at = next;
                steps += 1;
                prop_assert!(steps <= text.len());
            }
        }
    }
}

/// A text with the range in braces, as `before` and `after`.
#[track_caller]
fn check(
    before: &str,
    move_edge: impl Fn(&SourceText, TextRange) -> Option<TextRange>,
    after: &str,
) {
    let (start, end) = (before.find('{').unwrap(), before.find('}').unwrap() - 1);
    let text = SourceText::new(&before.replace(['{', '}'], ""));
    let moved = move_edge(&text, text.range(start..end).unwrap());
    let shown = moved.map(|range| {
        let (a, b) = (
            &text.as_str()[..range.start()],
            &text.as_str()[range.end()..],
        );
        format!("{a}{{{}}}{b}", text.slice(range))
    });
    assert_eq!(shown.as_deref(), Some(after));
}

#[test]
fn quotation_marks_come_in_with_their_partner() {
    let end = |step| move |text: &SourceText, range| step_edge(text, range, Edge::End, step);
    let start = |step| move |text: &SourceText, range| step_edge(text, range, Edge::Start, step);
    check(
        "dit « {oui} », puis",
        end(EdgeStep::CharacterForth),
        "dit {« oui »}, puis",
    );
    check(
        "dit « {oui} », puis",
        start(EdgeStep::CharacterBack),
        "dit {« oui »}, puis",
    );
    check(
        "dit {« oui »}, puis",
        end(EdgeStep::CharacterBack),
        "dit « {oui} », puis",
    );
    check(
        "a « {b « c »} » d",
        end(EdgeStep::CharacterForth),
        "a {« b « c » »} d",
    );
    check(
        "un {mot}, deux",
        end(EdgeStep::CharacterForth),
        "un {mot, d}eux",
    );
    check("un {mot}, deux", end(EdgeStep::WordForth), "un {mot, deux}");
    check("un {mot, deux}", end(EdgeStep::WordBack), "un {mot}, deux");
    check(
        "de {l’État} seul",
        start(EdgeStep::WordForth),
        "de l’{État} seul",
    );
    check(
        "de {l’État} seul",
        start(EdgeStep::WordBack),
        "{de l’État} seul",
    );
}
