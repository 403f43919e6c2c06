//! Anchors: from a place to what is stored of it, and from that to the place in today's text.
//!
//! A position is trusted only where the quote agrees; what is found elsewhere is `Moved` and says how
//! sure it is; what is not found is an `Orphan`, never a guess.
//!
//! # How a changed text is read
//!
//! Both texts are cut into words and signs (`tokens`). Where the old text is still known (`with_old`),
//! each line of the new text is led back to the line that it was, wherever it stood (`lines`), and the
//! two are laid side by side word by word (`rows`): a paragraph may move, be doubled and be changed, and
//! stays together. Where the line is gone or was broken anew, a diff of the whole (`changes`) says what
//! became of each word. Where there is no old text, or where all this leads nowhere, the words of the
//! span and of its surroundings are looked up in the new text (`candidates`). Each way gives pairs of
//! words side by side, and every place is judged alike (`judge`): at least 70 % of the span must be left,
//! and each word that stands in place, in the span or around it, adds to the odds as much as it is rare
//! (`weight`). Words of the new text that surely come from another part of the old one count for nothing,
//! so a sentence that only looks alike takes no span.
//!
//! # Scores
//!
//! The score (`score`) is the probability that this is the place, from [`MINIMUM_SCORE`] to 1, against
//! chance and against every other place; it says where the span is, not how much of it was changed. 1
//! is kept for words that stand letter for letter. Below 0.95 stays what is to be looked at: a changed
//! span around which nothing is as it was, an end that is a guess, a common word between two others. So
//! does every place in a sentence that was changed and is not where it stood (`sentence`): it can't be
//! told from another one that looks like it. Without the old text no changed quote has more. Of places
//! that are equally likely none is taken, unless the spans before and after it point to exactly one
//! (`order`), which then has 0.9.
//!
//! # What is exact
//!
//! With the old text: the same words at the same offset, where line and diff agree that they are the
//! same ones. Without it: the same words at the same offset between all the same text that was stored
//! beside them, where neither side with them stands there twice. Words that stand intact at another
//! offset, because something before them was changed, are `Moved`, mostly with score 1: a person accepts
//! such moves at once, and no span is ever moved unseen.

mod align;
mod candidates;
mod changes;
mod compare;
mod describe;
mod inside;
mod judge;
mod likeness;
mod lines;
mod locate;
mod order;
mod place_map;
mod quote;
mod resolver;
mod rows;
mod score;
mod search;
mod sentence;
#[cfg(test)]
mod tests;
mod tokens;
mod weight;
mod with_old;

use std::collections::HashMap;

pub use compare::{Run, compare};
pub use describe::{CONTEXT, describe};
pub use locate::{locate, locate_known, percent};
pub use place_map::PlaceMap;
pub use quote::find_quote;
pub use resolver::Resolver;
pub use score::MINIMUM_SCORE;

use crate::model::Anchor;
use crate::text::{Granularity, SourceText, TextRange, snap};

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

/// Finds a stored anchor in a text without the text that it was made on. For many anchors, a
/// [`Resolver`] reads the text but once.
pub fn resolve(text: &SourceText, anchor: &Anchor) -> Resolution {
    Resolver::new(None, text).resolve(anchor)
}

/// Finds anchors that were made on one old text, where it is still known, in their order.
pub fn resolve_all(
    old: Option<&SourceText>,
    new: &SourceText,
    anchors: &[&Anchor],
) -> Vec<Resolution> {
    Resolver::new(old, new).resolve_all(anchors)
}

/// Where anchors are that are not where they were, or may not be, by place and quote: looked up once,
/// since a search goes through the whole text.
pub type Elsewhere = HashMap<Anchor, Resolution>;

/// Looks up those of many anchors that are not where they were, or may not be: all that were made on
/// another text. Whatever is not in the answer is exact. `old_text` gives the texts that anchors were made on, by hash, where they are known.
pub fn elsewhere<'a>(
    text: &SourceText,
    anchors: impl IntoIterator<Item = &'a Anchor>,
    mut old_text: impl FnMut(&str) -> Option<SourceText>,
) -> Elsewhere {
    let mut by_text: HashMap<&str, Vec<&Anchor>> = HashMap::new();
    for anchor in anchors {
        if *anchor.text_hash != *text.hash() || !stands(text, anchor) {
            by_text.entry(&anchor.text_hash).or_default().push(anchor);
        }
    }
    let mut elsewhere = Elsewhere::new();
    for (hash, anchors) in by_text {
        let old = match hash == text.hash() {
            true => None,
            false => old_text(hash),
        };
        let resolutions = resolve_all(old.as_ref(), text, &anchors);
        let found = anchors.into_iter().zip(resolutions);
        elsewhere.extend(found.map(|(anchor, found)| (anchor.clone(), found)));
    }
    elsewhere
}

/// Whether the quote stands at its offset in a text, between the same text on both sides: what
/// [`resolve`] calls exact where it stands there but once, without a search.
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
    if range.is_empty() || *text.slice(range) != *anchor.quote {
        return None;
    }
    if *anchor.text_hash == *text.hash() {
        return Some(range);
    }
    let whole = snap(text, range, Granularity::Character) == range;
    let before = text.as_str()[..range.start()].chars().rev();
    let after = text.as_str()[range.end()..].chars();
    let beside = agree(anchor.prefix.chars().rev(), before) && agree(anchor.suffix.chars(), after);
    (whole && beside).then_some(range)
}

/// Whether the context beside a quote is the same, up to the end of what was stored or of the text.
fn agree(stored: impl Iterator<Item = char>, mut there: impl Iterator<Item = char>) -> bool {
    let mut stored = stored.peekable();
    // At an end of the text nothing was stored, and nothing must be there.
    if stored.peek().is_none() {
        return there.next().is_none();
    }
    stored.all(|c| there.next() == Some(c))
}
