//! Sentences that look like a marked one and are not it: a law.

use super::edits::Random;
use super::{articles, seed};
use postil::anchor::{Resolution, describe, resolve_all};
use postil::text::SourceText;

/// Sentences of each article that are taken out.
const SENTENCES: usize = 12;

/// The sentences of at least five words, with their bytes.
fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let ends = { text.match_indices(['.', '!', '?', '\n']) }.map(|(at, sign)| at + sign.len());
    for end in ends {
        let sentence = &text[start..end];
        let trimmed = sentence.trim();
        if trimmed.split_whitespace().count() >= 5 {
            let from = start + sentence.find(trimmed).unwrap_or(0);
            sentences.push(from..from + trimmed.len());
        }
        start = end;
    }
    sentences
}

/// The sentence with another number or name, or another long word where it has none.
fn look_alike(sentence: &str, random: &mut Random) -> Option<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).count();
    let named = |at: &usize| {
        let first = words[*at].chars().find(|c| c.is_alphanumeric());
        *at > 0 && first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
    };
    let mut at: Vec<usize> = (0..words.len()).filter(named).collect();
    if at.is_empty() {
        at.extend((0..words.len()).filter(|at| letters(words[*at]) >= 6));
    }
    if at.is_empty() {
        return None;
    }
    let at = *random.of(&at);
    let other = match words[at].chars().any(char::is_numeric) {
        true => format!("{}", 200 + random.below(700)),
        false => "Karzoumine".to_owned(),
    };
    let mut words: Vec<&str> = words;
    words[at] = &other;
    Some(words.join(" "))
}

#[test]
fn a_look_alike_elsewhere_never_takes_a_span_for_sure() {
    let mut random = Random::new(seed() ^ 0x5EED);
    let mut cases = 0;
    let mut taken = 0;
    for (name, text) in articles() {
        let old = SourceText::new(&text);
        let text = old.as_str();
        let sentences = sentences(text);
        for _ in 0..SENTENCES {
            let gone = random.of(&sentences).clone();
            // What stands there twice is no look-alike.
            if text.matches(&text[gone.clone()]).count() > 1 {
                continue;
            }
            let Some(copy) = look_alike(&text[gone.clone()], &mut random) else {
                continue;
            };
            // Between two lines that are elsewhere.
            let line = |at: usize| text[..at].matches('\n').count();
            let places: Vec<usize> = { text.match_indices('\n') }
                .map(|(at, _)| at + 1)
                .filter(|at| line(*at).abs_diff(line(gone.start)) > 2)
                .collect();
            if places.is_empty() {
                continue;
            }
            let to = *random.of(&places);
            for alone in [true, false] {
                // By itself, or at the start of another paragraph; both where it stands there twice.
                let put = format!("{copy}{}", if alone { "\n" } else { " " });
                let new = match to <= gone.start {
                    true => [&text[..to], &put, &text[to..gone.start], &text[gone.end..]],
                    false => [&text[..gone.start], &text[gone.end..to], &put, &text[to..]],
                };
                let new = SourceText::new(&new.concat());
                let anchor = describe(&old, old.clamp(gone.clone()));
                for known in [Some(&old), None] {
                    cases += 1;
                    match resolve_all(known, &new, &[&anchor])[0] {
                        Resolution::Orphan => {}
                        Resolution::Moved { score, .. } if score < 0.95 => taken += 1,
                        found => panic!(
                            "{name}: {:?} is {:?} ({found:?})",
                            anchor.quote,
                            found.range().map(|place| new.slice(place))
                        ),
                    }
                }
            }
        }
    }
    println!("{cases} look-alikes, {taken} of them offered, none for sure");
    assert!(cases >= 400, "{cases} cases");
}
