//! Whether a sentence that was changed is still where it stood: one that was moved and changed can't be
//! told from another one that looks like it.

use std::ops::Range;

use super::CONTEXT;
use super::judge::{AROUND, Pair, STRETCH, Sides, Span};
use super::tokens::touched;

/// Log-odds of words around a sentence from which it is where it stood.
const ROOTED: f64 = 7.0;

impl Sides<'_> {
    /// The old tokens of the sentences that a span touches; a line's end ends one, too.
    pub(super) fn sentence(&self, span: &Span) -> Range<usize> {
        let ends = |at: usize| {
            let (token, next) = (&self.old[at], self.old.get(at + 1));
            let gap = next.map(|next| &self.old_text[token.end..next.start]);
            let sign = self.old_text[token.bytes()].ends_with(['.', '!', '?']);
            gap.is_none_or(|gap| gap.contains('\n') || (sign && !gap.is_empty()))
        };
        let first = (0..span.tokens.start).rev().find(|at| ends(*at));
        let from = span.tokens.end.saturating_sub(1)..self.old.len();
        let last = { from }.find(|at| ends(*at));
        first.map_or(0, |at| at + 1)..last.map_or(self.old.len(), |at| at + 1)
    }

    /// Whether the whole sentence of a span stands at its place, word by word.
    pub(super) fn same_sentence(&self, span: &Span, place: &Range<usize>) -> bool {
        let there = touched(self.new, place.clone());
        let sentence = self.sentence(span);
        let (before, after) = (
            span.tokens.start - sentence.start,
            sentence.end - span.tokens.end.min(sentence.end),
        );
        let Some(start) = there.start.checked_sub(before) else {
            return false;
        };
        self.same(sentence, start..there.end + after)
    }

    /// Whether the sentences of a span are a whole line of the old text.
    pub(super) fn fills_line(&self, span: &Span) -> bool {
        let sentence = self.sentence(span);
        let breaks = |at: usize| match (at.checked_sub(1), self.old.get(at)) {
            (Some(before), Some(token)) => {
                self.old_text[self.old[before].end..token.start].contains('\n')
            }
            _ => true,
        };
        breaks(sentence.start) && breaks(sentence.end)
    }

    /// Whether the words before or after the sentences of a span are those that were there; `pairs` are
    /// all that are known around the place.
    pub(super) fn rooted(&self, span: &Span, place: &Range<usize>, pairs: &[Pair]) -> bool {
        let there = touched(self.new, place.clone());
        let sentence = self.sentence(span);
        let first = pairs.partition_point(|pair| pair.0 < span.tokens.start);
        let last = pairs.partition_point(|pair| pair.0 < span.tokens.end);
        let before = pairs[..first].iter().rev();
        let start = (span.tokens.start, there.start);
        let end = (span.tokens.end, there.end);
        self.beyond(&sentence, start, before) + self.beyond(&sentence, end, pairs[last..].iter())
            >= ROOTED
    }

    /// What the pairs outwards from an edge that keep their distance say beyond a sentence.
    fn beyond<'p>(
        &self,
        sentence: &Range<usize>,
        edge: Pair,
        outwards: impl Iterator<Item = &'p Pair>,
    ) -> f64 {
        let (mut last, mut within, mut says) = (edge, true, 0.0);
        for pair in outwards {
            let outside = match sentence.contains(&pair.0) {
                true => 0,
                false => pair
                    .0
                    .abs_diff(sentence.start)
                    .min(pair.0.abs_diff(sentence.end)),
            };
            if outside > AROUND {
                break;
            }
            let (old, new) = (pair.0.abs_diff(last.0), pair.1.abs_diff(last.1));
            let inside = sentence.contains(&pair.0);
            // What stood next to the sentence is next to it still: a title between shows that it moved.
            let stretch = if inside || !within { STRETCH } else { 0 };
            if old.abs_diff(new) > stretch {
                continue;
            }
            (last, within) = (*pair, inside);
            if !inside {
                says += self.weights.of(&self.old[pair.0]);
            }
        }
        says
    }

    /// Whether all words that were stored before a quote, or all that were stored after it, stand beside
    /// its place; the two sides are a quote with what was stored around it, and a text.
    pub(super) fn beside(&self, span: &Span, place: &Range<usize>) -> bool {
        let there = touched(self.new, place.clone());
        // The outermost word may have been cut.
        let cut = |context: &str| usize::from(context.chars().count() >= CONTEXT);
        let before = cut(&self.old_text[..span.bytes.start])..span.tokens.start;
        let end = self.old.len() - cut(&self.old_text[span.bytes.end..]);
        let after = span.tokens.end..end;
        let starts = span.tokens.start == 0 && there.start == 0;
        let ends = span.tokens.end == self.old.len() && there.end == self.new.len();
        let same = |old: Range<usize>, new: Range<usize>| !old.is_empty() && self.same(old, new);
        let start = there.start.checked_sub(before.len());
        starts
            || ends
            || start.is_some_and(|start| same(before, start..there.start))
            || same(after.clone(), there.end..there.end + after.len())
    }

    /// Whether the words of a range of old tokens are those of one of new ones.
    fn same(&self, old: Range<usize>, new: Range<usize>) -> bool {
        match (self.old.get(old), self.new.get(new)) {
            (Some(old), Some(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.key == new.key)
            }
            _ => false,
        }
    }
}
