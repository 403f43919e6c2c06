//! What differs between the words as they were marked and the words that were found.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A part of some words, in bytes, and whether the other words lack it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where.
    pub bytes: Range<usize>,
    /// Whether it stands on this side alone.
    pub differs: bool,
}

/// Compares two short passages word by word: the runs of each, end to end and by turns alike and not.
/// Whatever is not the very same word differs, be it by an accent.
pub fn compare(old: &str, new: &str) -> (Vec<Run>, Vec<Run>) {
    let (old_words, new_words) = (words(old), words(new));
    let text = |of: &str, words: &[Range<usize>]| -> Vec<String> {
        let words = words.iter();
        words.map(|bytes| of[bytes.clone()].to_owned()).collect()
    };
    let (a, b) = (text(old, &old_words), text(new, &new_words));
    let (mut olds, mut news) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let differs = !matches!(op, DiffOp::Equal { .. });
        push(&mut olds, &old_words[op.old_range()], differs);
        push(&mut news, &new_words[op.new_range()], differs);
    }
    (olds, news)
}

/// Adds words to runs; what goes on like the last one is one with it.
fn push(runs: &mut Vec<Run>, words: &[Range<usize>], differs: bool) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return;
    };
    let bytes = first.start..last.end;
    match runs.last_mut().filter(|run| run.differs == differs) {
        Some(run) => run.bytes.end = bytes.end,
        None => runs.push(Run { bytes, differs }),
    }
}

/// Words, and every sign and space between them, end to end.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // What joins another letter belongs to it.
        let letter =
            c.is_alphanumeric() || !c.is_whitespace() && !c.is_ascii() && in_word && joins(c);
        match words.last_mut().filter(|_| letter && in_word) {
            Some(word) => word.end = end,
            None => words.push(at..end),
        }
        in_word = letter;
    }
    words
}

/// Whether a code point is written on or into the letter before it.
fn joins(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{ad}' | '\u{fe0f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, runs: &[Run]) -> String {
        let part = |run: &Run| match run.differs {
            true => format!("[{}]", &text[run.bytes.clone()]),
            false => text[run.bytes.clone()].to_owned(),
        };
        runs.iter().map(part).collect()
    }

    #[test]
    fn only_what_is_new_or_gone_differs() {
        for (old, new, olds, news) in [
            (
                "C’est une honte",
                "C’est une vraie honte",
                "C’est une honte",
                "C’est une [vraie ]honte",
            ),
            ("un été", "un ete", "un [été]", "un [ete]"),
            ("a b", "a b", "a b", "a b"),
            ("", "neuf", "", "[neuf]"),
            ("« oui »", "\"oui\"", "[« ]oui[ »]", "[\"]oui[\"]"),
        ] {
            let (a, b) = compare(old, new);
            assert_eq!(
                (shown(old, &a), shown(new, &b)),
                (olds.to_owned(), news.to_owned())
            );
        }
    }

    proptest! {
        #[test]
        fn runs_are_the_whole_text_and_what_is_alike_is_the_same(
            old in "[ab é.\u{301}😀]{0,24}", new in "[ab é.\u{301}😀]{0,24}"
        ) {
            let (olds, news) = compare(&old, &new);
            for (text, runs) in [(&old, &olds), (&new, &news)] {
                let mut at = 0;
                for run in runs {
                    prop_assert_eq!(run.bytes.start, at);
                    at = run.bytes.end;
                }
                prop_assert_eq!(at, text.len());
                prop_assert!(runs.windows(2).all(|pair| pair[0].differs != pair[1].differs));
            }
            let alike = |text: &str, runs: &[Run]| -> String {
                let runs = runs.iter().filter(|run| !run.differs);
                runs.map(|run| &text[run.bytes.clone()]).collect()
            };
            prop_assert_eq!(alike(&old, &olds), alike(&new, &news));
            prop_assert_eq!(old == new, olds.iter().chain(&news).all(|run| !run.differs));
        }
    }
}
