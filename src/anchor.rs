//! Anchors: from a place to what is stored of it, and from that to the place in today's text.
//!
//! A position is trusted only where the quote agrees; what is found elsewhere is `Moved` and says how
//! sure it is; what is not found is an `Orphan`, never a guess.

use std::collections::HashMap;

use crate::model::Anchor;
use crate::text::{Fold, SourceText, TextRange, find};

/// Code points of context kept on each side of a quote.
pub const CONTEXT: usize = 32;

/// Score below which a quote found elsewhere is no match.
pub const MINIMUM_SCORE: f64 = 0.75;

/// How many places of a quote are compared closely.
const SHORT_LIST: usize = 64;

/// How far the best place must lead the next one: closer together, neither is taken.
const LEAD: f64 = 0.03;

/// Where a stored anchor is in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolution {
    /// Where it was.
    Exact(TextRange),
    /// Elsewhere, to be looked at by a person.
    Moved {
        /// The place found.
        to: TextRange,
        /// From [`MINIMUM_SCORE`] to 1.
        score: f64,
    },
    /// Not in this text any more.
    Orphan,
}

impl Resolution {
    /// The place, where there is one.
    pub fn range(self) -> Option<TextRange> {
        match self {
            Self::Exact(range) | Self::Moved { to: range, .. } => Some(range),
            Self::Orphan => None,
        }
    }
}

/// What to store of a place.
pub fn describe(text: &SourceText, range: TextRange) -> Anchor {
    let before = last_chars(&text.as_str()[..range.start()]).len();
    let after = first_chars(&text.as_str()[range.end()..]).len();
    Anchor {
        chars: text.to_chars(range),
        quote: text.excerpt(range),
        prefix: text.excerpt(text.clamp(range.start() - before..range.start())),
        suffix: text.excerpt(text.clamp(range.end()..range.end() + after)),
        text_hash: text.shared_hash(),
    }
}

/// Finds a stored anchor in a text: at its offset where the quote still stands there, else the best
/// other place where the quote stands word for word, scored by its surroundings.
pub fn resolve(text: &SourceText, anchor: &Anchor) -> Resolution {
    match in_place(text, anchor) {
        Some(range) => Resolution::Exact(range),
        None => search(text, anchor),
    }
}

/// Where anchors are that are not where they were, by place and quote: looked up once, since a search
/// goes through the whole text.
pub type Elsewhere = HashMap<Anchor, Resolution>;

/// Looks up those of many anchors that are not where they were.
pub fn elsewhere<'a>(
    text: &SourceText,
    anchors: impl IntoIterator<Item = &'a Anchor>,
) -> Elsewhere {
    let moved = anchors.into_iter().filter(|anchor| !stands(text, anchor));
    moved
        .map(|anchor| (anchor.clone(), search(text, anchor)))
        .collect()
}

/// Whether the quote stands at its offset in a text: what [`resolve`] calls exact, without a search
/// where it does not.
pub fn stands(text: &SourceText, anchor: &Anchor) -> bool {
    in_place(text, anchor).is_some()
}

fn in_place(text: &SourceText, anchor: &Anchor) -> Option<TextRange> {
    // Taken from this very text, there is nothing to count and nothing to compare.
    if let Some(place) = text.place_of(&anchor.quote) {
        debug_assert_eq!(text.to_chars(place), anchor.chars);
        return Some(place);
    }
    let range = text.from_chars(anchor.chars).ok()?;
    (*text.slice(range) == *anchor.quote && !range.is_empty()).then_some(range)
}

/// Every verbatim place of the quote, scored as Hypothesis does: quote 50, prefix 20, suffix 20,
/// position 2 (`match-quote.ts` of its client), with a minimum, and nothing where two are as good.
fn search(text: &SourceText, anchor: &Anchor) -> Resolution {
    if anchor.quote.trim().is_empty() {
        return Resolution::Orphan;
    }
    let mut places: Vec<(f64, TextRange)> = text
        .as_str()
        .match_indices(&*anchor.quote)
        .map(|(start, found)| {
            let range = text.clamp(start..start + found.len());
            (score(text, anchor, range, agreement), range)
        })
        .collect();
    // The likeliest are looked at again, with an eye for small changes around the quote.
    places.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (place_score, range) in places.iter_mut().take(SHORT_LIST) {
        *place_score = score(text, anchor, *range, likeness);
    }
    places.sort_by(|a, b| b.0.total_cmp(&a.0));
    let second = places.get(1).map_or(0.0, |(score, _)| *score);
    match places.first() {
        Some((score, to)) if *score >= MINIMUM_SCORE && score - second >= LEAD => {
            Resolution::Moved {
                to: *to,
                score: *score,
            }
        }
        _ => Resolution::Orphan,
    }
}

fn score(
    text: &SourceText,
    anchor: &Anchor,
    range: TextRange,
    alike: impl Fn(&[char], &[char]) -> f64,
) -> f64 {
    let before = last_chars(&text.as_str()[..range.start()]);
    let after = first_chars(&text.as_str()[range.end()..]);
    let outwards = |context: &str| context.chars().rev().collect::<Vec<char>>();
    let onwards = |context: &str| context.chars().collect::<Vec<char>>();
    let prefix = alike(&outwards(&anchor.prefix), &outwards(before));
    let suffix = alike(&onwards(&anchor.suffix), &onwards(after));
    let place = text.to_chars(range);
    let distance = place.start.abs_diff(anchor.chars.start) as f64;
    let position = 1.0 - (distance / text.char_len().max(1) as f64).min(1.0);
    (50.0 + 20.0 * prefix + 20.0 * suffix + 2.0 * position) / 92.0
}

/// Share of the longer context that agrees, read away from the quote; 1 for two empty ones.
fn agreement(stored: &[char], found: &[char]) -> f64 {
    let longest = stored.len().max(found.len());
    if longest == 0 {
        return 1.0;
    }
    let same = stored.iter().zip(found).take_while(|(a, b)| a == b).count();
    same as f64 / longest as f64
}

/// One less the share of characters that were changed, put in or left out (Levenshtein 1966); 1 for two
/// empty contexts, never less than [`agreement`].
fn likeness(stored: &[char], found: &[char]) -> f64 {
    let longest = stored.len().max(found.len());
    if longest == 0 {
        return 1.0;
    }
    let mut row: Vec<usize> = (0..=found.len()).collect();
    for (at, a) in stored.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (next, b) in found.iter().enumerate() {
            let change = diagonal + usize::from(a != b);
            diagonal = row[next + 1];
            row[next + 1] = change.min(diagonal + 1).min(row[next] + 1);
        }
    }
    1.0 - row[found.len()] as f64 / longest as f64
}

fn last_chars(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CONTEXT - 1);
    &text[start.map_or(0, |(byte, _)| byte)..]
}

fn first_chars(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT);
    &text[..end.map_or(text.len(), |(byte, _)| byte)]
}

/// The places of a quote, in text order: how the command line counts `--nth`.
///
/// Where the words stand letter for letter, only those places count. Where they do not, white space is
/// folded (a run of any spaces, no-break ones too, equals one space), and so are typographic
/// apostrophes: a person types a plain space and `'` where the article has U+00A0 and U+2019.
pub fn find_quote(text: &SourceText, quote: &str) -> Vec<TextRange> {
    if !quote.trim().is_empty() {
        let places = text.as_str().match_indices(quote);
        let exact: Vec<TextRange> = places
            .map(|(start, found)| text.clamp(start..start + found.len()))
            .collect();
        if !exact.is_empty() {
            return exact;
        }
    }
    find(text, quote, Fold::Typography)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Describes the words between brackets in `before`, and shows where they resolve in `after`.
    #[track_caller]
    fn check(before: &str, after: &str) {
        let (start, end) = (before.find('[').unwrap(), before.find(']').unwrap() - 1);
        let old = SourceText::new(&before.replace(['[', ']'], ""));
        let anchor = describe(&old, old.range(start..end).unwrap());
        let new = SourceText::new(&after.replace(['[', ']', '~'], ""));
        let mut shown = new.as_str().to_owned();
        let (open, close) = match resolve(&new, &anchor) {
            Resolution::Exact(r) => (Some((r, "[")), "]"),
            Resolution::Moved { to, .. } => (Some((to, "~[")), "]"),
            Resolution::Orphan => (None, ""),
        };
        if let Some((range, mark)) = open {
            shown.insert_str(range.end(), close);
            shown.insert_str(range.start(), mark);
        }
        assert_eq!(shown, after);
    }

    #[test]
    fn pictures_of_resolution() {
        check("Le [chat] dort.", "Le [chat] dort.");
        check("Le [chat] dort.", "Le [chat] court.");
        check("Le [chat] dort.", "Hier : Le ~[chat] dort.");
        check("Le [chat] dort.", "Le chien dort.");
        // Small changes close by do not hide it.
        check(
            "Hier, le maire a [signé le texte] devant la foule.",
            "Note. Hier, la maire a ~[signé le texte], devant la foule.",
        );
        // A look-alike elsewhere does not take the span.
        check(
            "Le [chat] dort au soleil.",
            "Un chien et un chat, rien à voir ici.",
        );
        // Of two equals, none.
        let around = "il y a bien longtemps de cela, ".repeat(2);
        check(
            &format!("{around}[chat] {around}"),
            &format!("{around}chat {around}chat {around}chat {around}")
                .replacen("chat", "chien", 1),
        );
        check("un [chat], deux chat", "et un ~[chat], deux chat");
    }

    #[test]
    fn quotes_are_found_with_folded_spaces_and_apostrophes() {
        let text = SourceText::new("« L’été\u{a0}» et « l'été » et L’été !");
        assert_eq!(find_quote(&text, "L'été »").len(), 1);
        assert_eq!(find_quote(&text, "L’été").len(), 2);
        assert_eq!(find_quote(&text, "l'été").len(), 1);
        assert_eq!(find_quote(&text, "l'Été").len(), 0);
        assert_eq!(
            text.slice(find_quote(&text, "« L’été »")[0]),
            "« L’été\u{a0}»"
        );
        assert!(find_quote(&text, " ").is_empty());
    }

    proptest! {
        #[test]
        fn resolve_after_describe_is_identity(
            text in "[a-c é😀\u{301}«»\n\u{a0}ع]{1,80}", a in 0usize..200, b in 0usize..200
        ) {
            let text = SourceText::new(&text);
            let range = text.clamp(a.min(b)..a.max(b));
            prop_assume!(!range.is_empty());
            let anchor = describe(&text, range);
            prop_assert_eq!(resolve(&text, &anchor), Resolution::Exact(range));
            prop_assert!(anchor.prefix.chars().count() <= CONTEXT);
        }
    }
}
