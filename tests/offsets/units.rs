//! In memory: bytes, code points, UTF-16 units and letters agree with the reference, for as many cases
//! as are asked for.

use postil::anchor::{Resolution, describe, find_quote, resolve};
use postil::text::{CharRange, Granularity, SourceText, Utf16Range, snap};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::pieces::{CLASSES, Chance, part, slowly, text};

/// Cases of every class; all of them together make 100,000.
const EACH: usize = 6250;

#[test]
fn every_unit_agrees_with_a_slow_reader() {
    let threads = 2;
    std::thread::scope(|scope| {
        for first in 0..threads {
            scope.spawn(move || {
                for class in (first..CLASSES.len()).step_by(threads) {
                    (0..EACH).for_each(|number| case(class, number));
                    eprintln!("{:<20} {EACH} cases", CLASSES[class].0);
                }
            });
        }
    });
    assert_eq!(EACH * CLASSES.len(), 100_000);
}

fn case(class: usize, number: usize) {
    let mut chance = Chance::new((class * EACH + number) as u64);
    let mut decoded = text(&mut chance, class, 24);
    if number.is_multiple_of(7) {
        decoded.push('\0');
        decoded.push_str("après");
    }
    let chars = slowly(&decoded);
    let source = SourceText::new(&decoded);
    let say = || format!("class {:?}, case {number}: {decoded:?}", CLASSES[class].0);
    assert_eq!(source.as_str(), part(&chars, 0, chars.len()), "{}", say());
    assert_eq!(source.char_len(), chars.len(), "{}", say());

    // A range as a script or an exchange format would give it.
    let (a, b) = (chance.below(chars.len() + 1), chance.below(chars.len() + 1));
    let (start, end) = (a.min(b), a.max(b));
    let (before, quote) = (part(&chars, 0, start), part(&chars, start, end));
    let range = source.from_chars(CharRange { start, end }).unwrap();
    assert_eq!(
        (range.start(), range.len()),
        (before.len(), quote.len()),
        "{}",
        say()
    );
    assert_eq!(source.slice(range), quote, "{}", say());
    assert_eq!(
        source.to_chars(range),
        CharRange { start, end },
        "{}",
        say()
    );
    let units = Utf16Range {
        start: before.encode_utf16().count(),
        end: before.encode_utf16().count() + quote.encode_utf16().count(),
    };
    assert_eq!(source.to_utf16(range), units, "{}", say());
    assert_eq!(source.from_utf16(units), Ok(range), "{}", say());
    // Within a pair of units, and within a code point, there is no place.
    if let Some(at) = chars.iter().position(|c| c.len_utf16() == 2) {
        let inside = part(&chars, 0, at).encode_utf16().count() + 1;
        let cut = Utf16Range {
            start: inside,
            end: inside,
        };
        assert!(source.from_utf16(cut).is_err(), "{}", say());
        assert!(
            source
                .range(part(&chars, 0, at).len() + 1..source.len())
                .is_err(),
            "{}",
            say()
        );
    }
    let beyond = CharRange {
        start,
        end: chars.len() + 1,
    };
    assert!(source.from_chars(beyond).is_err(), "{}", say());

    // Whole letters, as Unicode cuts them.
    let borders: Vec<usize> = { source.as_str().grapheme_indices(true).map(|(at, _)| at) }
        .chain([source.len()])
        .collect();
    if !quote.trim().is_empty() {
        let whole = snap(&source, range, Granularity::Character);
        let low = borders
            .iter()
            .rev()
            .find(|at| **at <= range.start())
            .unwrap();
        let high = borders.iter().find(|at| **at >= range.end()).unwrap();
        assert_eq!((whole.start(), whole.end()), (*low, *high), "{}", say());
        for granularity in [Granularity::Word, Granularity::Sentence] {
            let snapped = snap(&source, range, granularity);
            assert_eq!(
                snap(&source, snapped, granularity),
                snapped,
                "{granularity:?} {}",
                say()
            );
            let on = |at: usize| borders.binary_search(&at).is_ok();
            assert!(
                on(snapped.start()) && on(snapped.end()),
                "{granularity:?} {}",
                say()
            );
        }
    }
    if start == end {
        return;
    }

    // What is stored of it leads back to it, and says the same words.
    let anchor = describe(&source, range);
    assert_eq!(
        (anchor.chars.start, anchor.chars.end),
        (start, end),
        "{}",
        say()
    );
    assert_eq!(*anchor.quote, *quote, "{}", say());
    assert_eq!(
        resolve(&source, &anchor),
        Resolution::Exact(range),
        "{}",
        say()
    );
    // The words are found where the reference finds them.
    if !quote.trim().is_empty() {
        let found = find_quote(&source, &quote).into_iter();
        let found: Vec<usize> = found.map(|place| source.to_chars(place).start).collect();
        assert_eq!(found, slow_places(&chars, &chars[start..end]), "{}", say());
    }
}

/// Where some words stand, none overlapping the one before.
fn slow_places(chars: &[char], words: &[char]) -> Vec<usize> {
    let (mut places, mut at) = (Vec::new(), 0);
    while at + words.len() <= chars.len() {
        match chars[at..].starts_with(words) {
            true => {
                places.push(at);
                at += words.len();
            }
            false => at += 1,
        }
    }
    places
}
