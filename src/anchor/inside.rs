//! The words of a span at a place: which took the place of which, where it starts and ends, and how
//! much of it is left.

use std::ops::Range;

use super::align::align;
use super::judge::{Pair, STRETCH, Sides, Span};
use super::tokens::Token;

/// Log-odds of a token put in between, and the most for all of them.
const PUT_IN: f64 = -0.3;
const PUT_IN_MOST: f64 = -3.0;

/// Log-odds of a word that was changed in few letters.
const CHANGED: f64 = 3.0;

/// Likeness from which a changed word counts as the same word.
pub(super) const ALIKE: f64 = 0.75;

/// How many tokens at an edge are taken without a pair beyond.
const REACH: usize = 4;

/// A token of the span and the new one in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partner {
    pub old: usize,
    pub new: usize,
    /// 1 for the same word, 0 for another one in its place.
    pub likeness: f64,
}

impl Sides<'_> {
    /// The tokens of the span with their partners: the pairs, and between them the words that took
    /// the place of others.
    pub(super) fn fill(&self, span: &Span, all: &[Pair], pairs: &[Pair]) -> Vec<Partner> {
        let mut inside: Vec<Partner> = Vec::new();
        let is_inside = |at: usize| span.tokens.contains(&at);
        for (number, pair) in all.iter().enumerate() {
            if is_inside(pair.0) {
                inside.push(Partner {
                    old: pair.0,
                    new: pair.1,
                    likeness: 1.0,
                });
            }
            let Some(next) = all.get(number + 1) else {
                break;
            };
            let old = pair.0 + 1..next.0;
            if old.end <= span.tokens.start || old.start >= span.tokens.end {
                continue;
            }
            // What was put in stands outside of the span.
            let late = old.start < span.tokens.start;
            let found = align(self, old, pair.1 + 1..next.1, late);
            inside.extend(found.into_iter().filter(|partner| is_inside(partner.old)));
        }
        self.reach_out(span, all, pairs, &mut inside);
        self.cut_sentences(span, all, &mut inside);
        self.within_lines(inside)
    }

    /// The heaviest part of what goes on in another line and further on than it did.
    fn within_lines(&self, inside: Vec<Partner>) -> Vec<Partner> {
        let breaks = |text: &str, tokens: &[Token], from: usize, to: usize| {
            text[tokens[from].end..tokens[to].start].contains('\n')
        };
        let torn = |a: &Partner, b: &Partner| {
            b.new - a.new > b.old - a.old + 1
                && breaks(self.new_text, self.new, a.new, b.new)
                && !breaks(self.old_text, self.old, a.old, b.old)
        };
        let weight = |part: &[Partner]| -> f64 {
            let kept = part.iter().filter(|partner| partner.likeness >= ALIKE);
            kept.map(|partner| self.weights.of(&self.old[partner.old]))
                .sum()
        };
        let parts = inside.chunk_by(|a, b| !torn(a, b));
        let best = parts.max_by(|a, b| weight(a).total_cmp(&weight(b)));
        best.map(<[Partner]>::to_vec).unwrap_or_default()
    }

    /// Drops what took the place of whole sentences at an end of the span, where nothing beyond shows
    /// that it belongs there: sentences go and others come.
    fn cut_sentences(&self, span: &Span, all: &[Pair], inside: &mut Vec<Partner>) {
        let ends = |at: usize| self.old_text[self.old[at].bytes()].ends_with(['.', '!', '?', '…']);
        let kept = |partner: &Partner| partner.likeness >= ALIKE;
        let (Some(first), Some(last)) =
            (inside.iter().position(kept), inside.iter().rposition(kept))
        else {
            return;
        };
        let paired = |old: Option<usize>, new: Option<usize>| match (old, new) {
            (Some(old), Some(new)) => all.contains(&(old, new)),
            _ => false,
        };
        let (end, to) = (inside[inside.len() - 1], inside[last].old);
        if (to..span.tokens.end - 1).any(ends) && !paired(Some(end.old + 1), Some(end.new + 1)) {
            inside.truncate(last + 1);
        }
        let (start, from) = (inside[0], inside[first].old);
        let before = paired(start.old.checked_sub(1), start.new.checked_sub(1));
        if (span.tokens.start..from).any(ends) && !before {
            inside.drain(..first);
        }
    }

    /// Gives the tokens at an edge of the span beyond which nothing is known the neighbours of the
    /// first or last partner, one by one, on the same line.
    fn reach_out(&self, span: &Span, all: &[Pair], pairs: &[Pair], inside: &mut Vec<Partner>) {
        // What is known to be another word took the place of none.
        let free = |new: usize| pairs.binary_search_by_key(&new, |pair| pair.1).is_err();
        let same = |old: usize, new: usize| self.old[old].word == self.new[new].word && free(new);
        let on_line =
            |a: usize, b: usize| !self.new_text[self.new[a].end..self.new[b].start].contains('\n');
        if let Some(first) = inside.first().copied()
            && all.first().is_some_and(|pair| pair.0 == first.old)
        {
            let missing = (span.tokens.start..first.old).rev();
            for (step, old) in missing.enumerate().take(REACH) {
                let Some(new) = first.new.checked_sub(step + 1) else {
                    break;
                };
                if !same(old, new) || !on_line(new, new + 1) {
                    break;
                }
                let likeness = 0.0;
                inside.insert(0, Partner { old, new, likeness });
            }
        }
        if let Some(last) = inside.last().copied()
            && all.last().is_some_and(|pair| pair.0 == last.old)
        {
            for (step, old) in (last.old + 1..span.tokens.end).enumerate().take(REACH) {
                let new = last.new + step + 1;
                if new >= self.new.len() || !same(old, new) || !on_line(new - 1, new) {
                    break;
                }
                let likeness = 0.0;
                inside.push(Partner { old, new, likeness });
            }
        }
    }

    /// The bytes from the first partner to the last, and whether the quote stands there.
    pub(super) fn extent(&self, span: &Span, inside: &[Partner]) -> Option<(Range<usize>, bool)> {
        let (first, last) = (inside.first()?, inside.last()?);
        let quote = &self.old_text[span.bytes.clone()];
        let (old_first, new_first) = (&self.old[first.old], &self.new[first.new]);
        let (old_last, new_last) = (&self.old[last.old], &self.new[last.new]);
        if first.old == span.tokens.start
            && let Some(start) = (new_first.start + span.bytes.start).checked_sub(old_first.start)
        {
            let range = start..start + quote.len();
            let ends = range.end + old_last.end == new_last.end + span.bytes.end;
            // The start of another word is not the word.
            let whole = old_last.end != span.bytes.end || {
                let after = self.new.partition_point(|token| token.end < range.end);
                self.new
                    .get(after)
                    .is_some_and(|token| token.end == range.end)
            };
            // A last word without partner must be where the span ended: another sentence may begin with
            // the word with which one that was taken out began.
            let same_end = |range| last.old + 1 == span.tokens.end || self.snug(span, range).1;
            if self.new_text.get(range.clone()) == Some(quote)
                && (ends || (whole && range.end.abs_diff(new_last.end) <= quote.len()))
                && same_end(&range)
            {
                return Some((range, true));
            }
        }
        let alike =
            |old: &Token, new: &Token| self.old_text[old.bytes()] == self.new_text[new.bytes()];
        let cut_start = span.bytes.start.saturating_sub(old_first.start);
        let start = match first.old == span.tokens.start && alike(old_first, new_first) {
            true => new_first.start + cut_start,
            false => new_first.start,
        };
        let cut_end = old_last.end.saturating_sub(span.bytes.end);
        let end = match last.old + 1 == span.tokens.end && alike(old_last, new_last) {
            true => new_last.end - cut_end,
            false => new_last.end,
        };
        (start < end).then_some((start..end, false))
    }

    /// Share of the span's words that are left, or of what stands between spaces, whichever is more:
    /// `l’eau` is two words or one.
    pub(super) fn kept(&self, span: &Span, inside: &[Partner]) -> f64 {
        let tokens = &self.old[span.tokens.clone()];
        let any_word = tokens.iter().any(|token| token.word);
        let (mut words, mut words_left) = (0usize, 0usize);
        let (mut chunks, mut chunks_left) = (0usize, 0usize);
        let mut whole = true;
        let mut partners = inside.iter().peekable();
        for at in span.tokens.clone() {
            let token = &self.old[at];
            while partners.next_if(|partner| partner.old < at).is_some() {}
            let left = partners
                .peek()
                .is_some_and(|partner| partner.old == at && partner.likeness >= ALIKE);
            let counts = token.word || !any_word;
            if counts {
                words += 1;
                words_left += usize::from(left);
                whole &= left;
            }
            let apart = at + 1 == span.tokens.end || self.old[at + 1].start > token.end;
            if apart {
                chunks += 1;
                chunks_left += usize::from(whole);
                whole = true;
            }
        }
        let share = |left: usize, all: usize| left as f64 / all.max(1) as f64;
        share(words_left, words).max(share(chunks_left, chunks))
    }

    pub(super) fn inner_odds(&self, span: &Span, inside: &[Partner]) -> f64 {
        let mut odds = 0.0;
        let mut partners = inside.iter().peekable();
        for at in span.tokens.clone() {
            odds += match partners.next_if(|partner| partner.old == at) {
                Some(partner) if partner.likeness >= 1.0 => self.weights.of(&self.old[at]),
                Some(partner) if partner.likeness >= ALIKE => CHANGED,
                _ => self.missed(at),
            };
        }
        let put_in = match (inside.first(), inside.last()) {
            (Some(first), Some(last)) => last.new + 1 - first.new - inside.len(),
            _ => 0,
        };
        odds + (put_in as f64 * PUT_IN).max(PUT_IN_MOST)
    }

    /// Whether the ends of a place are a guess: another word stands there, and what is beside it is no
    /// neighbour of the span.
    pub(super) fn loose(&self, span: &Span, inside: &[Partner], all: &[Pair]) -> bool {
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
            return true;
        };
        let paired = |old: Option<usize>, new: Option<usize>| match (old, new) {
            (Some(old), Some(new)) => all.contains(&(old, new)),
            _ => false,
        };
        let starts = first.old == span.tokens.start
            && (first.likeness >= ALIKE
                || paired(first.old.checked_sub(1), first.new.checked_sub(1)));
        let ends = last.old + 1 == span.tokens.end
            && (last.likeness >= ALIKE || paired(Some(last.old + 1), Some(last.new + 1)));
        !starts || !ends || last.new - first.new > last.old - first.old + 2 * STRETCH
    }
}
