//! The ends of what an article can be: empty, wholly other, wholly twice, only signs changed.

use postil::anchor::{Resolution, describe, resolve_all};
use postil::model::Anchor;
use postil::text::{SourceText, TextRange};
use unicode_normalization::UnicodeNormalization as _;

const ARTICLE: &str = include_str!("../../seeds/fr/4-agence-sept-monts.txt");

fn anchors(text: &SourceText, spans: impl IntoIterator<Item = TextRange>) -> Vec<Anchor> {
    let described = spans.into_iter().map(|span| describe(text, span));
    described.collect()
}

fn resolved(old: &SourceText, new: &str, anchors: &[Anchor]) -> [Vec<Resolution>; 2] {
    let new = SourceText::new(new);
    let anchors: Vec<&Anchor> = anchors.iter().collect();
    [
        resolve_all(Some(old), &new, &anchors),
        resolve_all(None, &new, &anchors),
    ]
}

/// Whether a place needs no look by a person.
fn sure(found: Resolution) -> bool {
    match found {
        Resolution::Exact(_) => true,
        Resolution::Moved { score, .. } => score >= 0.95,
        Resolution::Orphan => false,
    }
}

/// Every run of so many words, the whole lines and the first and last letters.
fn spans(text: &SourceText) -> Vec<TextRange> {
    let words: Vec<(usize, usize)> = { text.as_str().unicode_words() }.collect();
    let mut spans: Vec<TextRange> = [1, 2, 5, 12]
        .into_iter()
        .flat_map(|length| {
            let rows = words.windows(length).step_by(length + 2);
            rows.map(|row| text.clamp(row[0].0..row[row.len() - 1].1))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut at = 0;
    for line in text.as_str().split_inclusive('\n') {
        spans.push(text.clamp(at..at + line.trim_end().len()));
        at += line.len();
    }
    spans.push(text.clamp(0..1));
    let last = text
        .as_str()
        .trim_end()
        .char_indices()
        .next_back()
        .unwrap()
        .0;
    spans.push(text.clamp(last..text.len()));
    spans.retain(|span| !text.slice(*span).trim().is_empty());
    spans
}

/// Words with their bytes, as letters and digits go together.
trait Words {
    fn unicode_words(&self) -> impl Iterator<Item = (usize, usize)>;
}

impl Words for str {
    fn unicode_words(&self) -> impl Iterator<Item = (usize, usize)> {
        let start = self.as_ptr() as usize;
        let words = self.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(move |word| {
            let at = word.as_ptr() as usize - start;
            (at, at + word.len())
        })
    }
}

#[test]
fn in_an_empty_or_another_article_nothing_is_found() {
    let old = SourceText::new(ARTICLE);
    let anchors = anchors(&old, spans(&old));
    assert!(anchors.len() > 300, "{}", anchors.len());
    let other = include_str!("../../seeds/en/1-harbour-lantern.txt");
    for new in ["", "\n", " \n\n\t", "…", other] {
        for resolutions in resolved(&old, new, &anchors) {
            for (anchor, found) in anchors.iter().zip(resolutions) {
                // A year, a number or a short word may stand in both; it is never sure.
                let unsure = matches!(found, Resolution::Moved { score, .. } if score < 0.95 && new == other);
                assert!(
                    found == Resolution::Orphan || (unsure && anchor.quote.len() < 12),
                    "{:?}: {found:?}",
                    anchor.quote
                );
            }
        }
    }
    // And a mark on nothing but white space is never put anywhere.
    let blank = SourceText::new("\n");
    let on_blank = [describe(&blank, blank.clamp(0..1))];
    for resolutions in resolved(&blank, "a b", &on_blank) {
        assert_eq!(resolutions, [Resolution::Orphan]);
    }
}

#[test]
fn in_an_article_that_stands_there_twice_every_span_is_in_one_of_the_copies() {
    let old = SourceText::new(ARTICLE);
    let spans = spans(&old);
    let anchors = anchors(&old, spans.iter().copied());
    let once = format!("{}\n", ARTICLE.trim_end());
    let new = format!("{once}{once}");
    let [with_old, without] = resolved(&old, &new, &anchors);
    let right = |span: &TextRange, found: Resolution| {
        let place = found.range().map(|place| place.bytes());
        let copies = [0, once.len()].map(|by| span.start() + by..span.end() + by);
        place.as_ref().is_some_and(|place| copies.contains(place))
    };
    for (span, found) in spans.iter().zip(with_old) {
        assert!(right(span, found), "{:?}: {found:?}", old.slice(*span));
    }
    // By the words around it alone nothing tells which copy it was: found or not, it is nowhere else.
    for (span, found) in spans.iter().zip(without) {
        let exact = matches!(found, Resolution::Exact(_));
        assert!(!exact, "{:?}: {found:?}", old.slice(*span));
        let right = right(span, found) || !sure(found);
        assert!(right, "{:?}: {found:?}", old.slice(*span));
    }
}

#[test]
fn other_spaces_line_ends_signs_and_accents_hide_no_letter() {
    let old = SourceText::new(ARTICLE);
    let spans = spans(&old);
    let anchors = anchors(&old, spans.iter().copied());
    let signs = |text: &str| {
        let text = text.replace("«\u{a0}", "\"").replace("\u{a0}»", "\"");
        text.replace('’', "'").replace('–', "-")
    };
    type Change<'a> = (&'a str, &'a dyn Fn(&str) -> String);
    let changes: [Change; 6] = [
        ("CRLF", &|text| text.replace('\n', "\r\n")),
        ("plain spaces", &|text| {
            text.replace(['\u{a0}', '\u{202f}'], " ")
        }),
        ("two spaces", &|text| text.replace(' ', "  ")),
        ("decomposed", &|text| text.nfd().collect()),
        ("signs", &signs),
        ("lines broken anew", &|text| broken_anew(text, 60)),
    ];
    for (name, change) in changes {
        let new_text = SourceText::new(&change(ARTICLE));
        for (known, found) in resolved(&old, &change(ARTICLE), &anchors)
            .into_iter()
            .enumerate()
        {
            let mut missing = 0;
            for (span, found) in spans.iter().zip(found) {
                let quote = old.slice(*span);
                let there = found.range().map(|place| new_text.slice(place));
                let same = there.is_some_and(|there| letters(there) == letters(quote));
                let before = found.range().map(|place| place.start());
                let before = before.map(|start| letters(&new_text.as_str()[..start]));
                let here = before.is_some_and(|before| before == letters(&ARTICLE[..span.start()]));
                match known {
                    0 => assert!(same && here, "{name}: {quote:?} is {there:?}"),
                    _ => assert!(
                        (same && here) || !sure(found),
                        "{name}: {quote:?} is {there:?}"
                    ),
                }
                missing += usize::from(!(same && here));
            }
            assert!(missing * 20 <= spans.len(), "{name}: {missing} not found");
        }
    }
}

/// Letters and digits alone, composed.
fn letters(text: &str) -> String {
    text.nfc().filter(|c| c.is_alphanumeric()).collect()
}

/// Each paragraph in lines of so many letters at most.
fn broken_anew(text: &str, most: usize) -> String {
    let mut new = String::new();
    for line in text.lines() {
        let mut width = 0;
        for word in line.split(' ') {
            if width > 0 && width + word.chars().count() > most {
                new.push('\n');
                width = 0;
            } else if width > 0 {
                new.push(' ');
            }
            new.push_str(word);
            width += word.chars().count() + 1;
        }
        new.push('\n');
    }
    new
}

#[test]
fn spans_over_paragraphs_follow_what_is_left_of_them() {
    let old = SourceText::new(ARTICLE);
    let lines: Vec<usize> = ARTICLE.match_indices('\n').map(|(at, _)| at).collect();
    let over = lines.iter().filter_map(|at| {
        let start = at.checked_sub(40)?;
        let span = old.clamp(start..(at + 45).min(old.len()));
        (!old.slice(span).trim().is_empty()).then_some(span)
    });
    let spans: Vec<TextRange> = over.collect();
    let anchors = anchors(&old, spans.iter().copied());
    let new = format!(
        "Une dépêche, corrigée.\n{}",
        ARTICLE.replacen("la", "une", 3)
    );
    let new_text = SourceText::new(&new);
    let [with_old, without] = resolved(&old, &new, &anchors);
    let right = |span: &TextRange, found: Resolution| {
        let there = found.range().map(|place| new_text.slice(place).trim());
        let quote = old.slice(*span).trim();
        let ends = |there: &str| {
            let first = there.chars().zip(quote.chars()).take(3);
            let last = there.chars().rev().zip(quote.chars().rev()).take(3);
            first.chain(last).all(|(a, b)| a == b)
        };
        there.is_some_and(ends)
    };
    for (span, found) in spans.iter().zip(with_old) {
        assert!(right(span, found), "{:?}: {found:?}", old.slice(*span));
    }
    for (span, found) in spans.iter().zip(without) {
        // Every offset is another one.
        let exact = matches!(found, Resolution::Exact(_));
        let right = !exact && (right(span, found) || !sure(found));
        assert!(right, "{:?}: {found:?}", old.slice(*span));
    }
}

#[test]
fn of_one_sentence_that_stands_there_ten_times_each_is_itself() {
    let sentence = "Il n’a pas répondu à nos questions.";
    let others: Vec<String> = (0..10)
        .map(|number| {
            format!(
                "Le témoin numéro {number} parle du dossier {}.",
                number * 7 + 3
            )
        })
        .collect();
    let text: String = others
        .iter()
        .map(|other| format!("{other} {sentence}\n"))
        .collect();
    let old = SourceText::new(&text);
    let spans: Vec<TextRange> = { text.match_indices(sentence) }
        .map(|(at, found)| old.clamp(at..at + found.len()))
        .collect();
    let anchors = anchors(&old, spans.iter().copied());
    // The fourth line goes to the end, and something comes before all of them.
    let mut lines: Vec<&str> = text.lines().collect();
    let fourth = lines.remove(3);
    lines.push(fourth);
    let new = format!("Tout d’abord, ceci.\n{}\n", lines.join("\n"));
    let new_text = SourceText::new(&new);
    let [with_old, without] = resolved(&old, &new, &anchors);
    let own = |number: usize, place: TextRange| {
        let before = &new_text.as_str()[..place.start()];
        let line = before.lines().next_back().unwrap_or_default();
        line.contains(&others[number]) && new_text.slice(place) == sentence
    };
    for (number, found) in with_old.into_iter().enumerate() {
        let right = found.range().is_some_and(|place| own(number, place));
        assert!(right, "{number}: {found:?}");
    }
    // By the words around it alone, the line that was moved away may be taken for its neighbour.
    for (number, found) in without.into_iter().enumerate() {
        let sure = matches!(found, Resolution::Moved { score, .. } if score >= 0.95)
            || matches!(found, Resolution::Exact(_));
        let right = found.range().is_some_and(|place| own(number, place));
        assert!(right || !sure, "{number}: {found:?}");
    }
}

#[test]
fn words_of_one_letter_are_found_between_their_neighbours_or_said_to_be_unsure() {
    let old =
        SourceText::new("Il y a un an, à Orsane, on a dit « y a-t-il un plan b ? »\nA. B. a.\n");
    let letters: Vec<TextRange> = { old.as_str().unicode_words() }
        .filter(|(start, end)| old.as_str()[*start..*end].chars().count() == 1)
        .map(|(start, end)| old.clamp(start..end))
        .collect();
    assert_eq!(letters.len(), 11);
    let anchors = anchors(&old, letters.iter().copied());
    let new = format!("Avant, rien.\n{}", old.as_str());
    let by = "Avant, rien.\n".len();
    let [with_old, without] = resolved(&old, &new, &anchors);
    for (span, found) in letters.iter().zip(with_old) {
        let place = found.range().map(|place| place.bytes());
        assert_eq!(place, Some(span.start() + by..span.end() + by));
    }
    for (span, found) in letters.iter().zip(without) {
        if let Resolution::Moved { to, score } = found
            && score >= 0.95
        {
            assert_eq!(to.bytes(), span.start() + by..span.end() + by);
        }
    }
}

#[test]
fn ten_thousand_spans_on_one_word_are_one_answer() {
    let old = SourceText::new(ARTICLE);
    let word = old.as_str().find("Valbrune").unwrap();
    let spans = (0..10_000).map(|_| old.clamp(word..word + 8));
    let anchors = anchors(&old, spans);
    let new = ARTICLE.replacen("Valbrune", "la ville de Valbrune", 1);
    let [with_old, without] = resolved(&old, &new, &anchors);
    let at = word + "la ville de ".len();
    for found in with_old {
        assert_eq!(found.range().map(|place| place.bytes()), Some(at..at + 8));
    }
    // The word comes often: without the old text it is here, or its place is not sure.
    for found in without {
        let here = found.range().map(|place| place.bytes()) == Some(at..at + 8);
        assert!(here || !sure(found), "{found:?}");
    }
}
