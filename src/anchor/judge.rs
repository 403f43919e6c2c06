//! Whether a place is where a span belongs: its words, and those around it, side by side.

use std::ops::Range;

use super::tokens::{Token, touched};
use super::weight::Weights;

/// How many tokens from a span, and bytes from its place, words are that speak for it alone, and how
/// many of them must.
const NEXT: usize = 8;
const BESIDE: usize = 100;
const WITNESSES: usize = 2;

/// Log-odds of what stands around a place from which it is not alone. Alone, a quote must be intact and
/// have so many bytes, or be so long that no other passage is like it: a sentence that looks alike is
/// not the one that was marked.
const WITNESSED: f64 = 7.0;
const LONG: usize = 20;
const LOOK_ALIKE: f64 = 60.0;

/// Log-odds of a line that is the same as a whole.
const SAME_LINE: f64 = 8.0;

/// Tokens that may have been put into a span, as a sentence is.
const PUT_BETWEEN: usize = 48;

/// Log-odds of words that surely belong together.
const FIRM: f64 = 9.0;

/// Tokens of context that are looked at on each side.
pub(super) const AROUND: usize = 24;

/// Share of a span's words that must be left for it to be the same span.
const SURVIVES: f64 = 0.7;

/// By how many tokens two neighbouring pairs may lie nearer or farther apart than they did.
pub(super) const STRETCH: usize = 6;

/// Log-odds of a word that is not there any more, and of a sign.
const MISSED: f64 = -1.1;
const MISSED_SIGN: f64 = -0.3;

/// Log-odds of each token by which two neighbouring pairs lie nearer or farther apart than they did.
const DRIFT: f64 = -2.0;

/// What the context on one side says in full; beyond, a third of it.
const ENOUGH: f64 = 30.0;

/// Two texts side by side.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub old_text: &'a str,
    pub old: &'a [Token],
    pub new_text: &'a str,
    pub new: &'a [Token],
    pub weights: &'a Weights,
}

/// A span in the old text.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub bytes: Range<usize>,
    /// The tokens that it touches, at least one.
    pub tokens: Range<usize>,
}

/// A place for a span in the new text.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub bytes: Range<usize>,
    /// Log-odds that it is the right one, before what is known of other places.
    pub odds: f64,
    /// Whether the quote stands there letter for letter.
    pub intact: bool,
    /// Share of the span's words that are left there, and what they say.
    pub left: f64,
    pub said: f64,
    /// Whether enough of the span is left there; where not, others stand in the place of its words.
    pub alive: bool,
    /// Whether a word at its ends is another one, or much was put in: where it ends is a guess.
    pub loose: bool,
    /// Whether it stands letter for letter or the words beside it in its line are those that were there.
    pub witnessed: bool,
    /// Whether hardly anything around it is what stood around the span.
    pub alone: bool,
    /// Whether another passage of the old text is as like it.
    pub claimed: bool,
    /// Whether the diff led there: it keeps the order of the text.
    pub in_order: bool,
    /// Whether it is in the line that the span's line has become.
    pub on_line: bool,
    /// Whether its sentence keeps the order of the text and stands beside words or lines that stood there.
    pub rooted: bool,
}

/// An old token and the new one that it is.
pub(super) type Pair = (usize, usize);

impl Sides<'_> {
    /// Judges the place to which pairs of tokens lead, ascending on both sides; `None` where they lead
    /// nowhere. `known` says that the line is known to be the span's, whatever is left of it.
    pub(super) fn judge(&self, span: &Span, pairs: &[Pair], known: bool) -> Option<Place> {
        let from = pairs.partition_point(|pair| pair.0 < span.tokens.start);
        let to = pairs.partition_point(|pair| pair.0 < span.tokens.end);
        let (outside, last) = (span.tokens.start, span.tokens.end.saturating_sub(1));
        let before = |edge| self.chain(edge, outside, pairs[..from].iter().rev());
        let after = |edge| self.chain(edge, last, pairs[to..].iter());
        let inner = match known {
            true => pairs[from..to].to_vec(),
            false => self.close_up(&pairs[from..to]),
        };
        let inner = self.together(&inner, before, after);
        let before = before(inner.first().copied());
        let after = after(inner.last().copied());
        let mut all: Vec<Pair> = before.pairs.into_iter().rev().collect();
        all.extend(inner);
        all.extend(&after.pairs);
        let inside = self.fill(span, &all, pairs);
        let (bytes, intact) = self.extent(span, &inside)?;
        let left = match intact {
            true => 1.0,
            false => self.kept(span, &inside),
        };
        let alive = left >= SURVIVES;
        // Other words in its place, between what stood around it, show that the span is gone.
        let replaced = 2 * inside.len() >= span.tokens.len();
        let gone = replaced && before.odds > 0.0 && after.odds > 0.0;
        if !(alive || gone) {
            return None;
        }
        let same_line =
            intact && line(self.old_text, &span.bytes).trim() == line(self.new_text, &bytes).trim();
        let bonus = if same_line { SAME_LINE } else { 0.0 };
        let inner = self.inner_odds(span, &inside) + bonus;
        let alone = before.odds + after.odds + bonus < WITNESSED;
        // Of a changed passage the words in its own line are the witnesses: a title or a caption may stand
        // next to many.
        let witnessed = intact || before.on_line + after.on_line >= WITNESSED;
        let nothing_around = span.tokens == (0..self.old.len());
        let long = span.bytes.len() >= LONG || nothing_around;
        if alone && !known && !(intact && long) && inner < LOOK_ALIKE {
            return None;
        }
        Some(Place {
            bytes,
            odds: before.odds + inner + after.odds,
            intact,
            alive,
            left,
            said: inner,
            loose: !intact && self.loose(span, &inside, &all),
            witnessed,
            alone,
            claimed: false,
            in_order: false,
            on_line: false,
            rooted: false,
        })
    }

    /// The pairs inside a span without those that strayed far from the rest. A part that something was
    /// put in before or after stays where it stands firm, by itself or by what lies beyond it.
    fn together<'p>(
        &self,
        inner: &'p [Pair],
        before: impl Fn(Option<Pair>) -> Chain,
        after: impl Fn(Option<Pair>) -> Chain,
    ) -> &'p [Pair] {
        let weight = |pairs: &[Pair]| -> f64 {
            let weights = pairs.iter().map(|pair| self.weights.of(&self.old[pair.0]));
            weights.sum()
        };
        let torn = |a: &Pair, b: &Pair| b.1 - a.1 > 3 * (b.0 - a.0) + 2 * STRETCH;
        let parts: Vec<&[Pair]> = inner.chunk_by(|a, b| !torn(a, b)).collect();
        let best =
            { 0..parts.len() }.max_by(|a, b| weight(parts[*a]).total_cmp(&weight(parts[*b])));
        let Some(best) = best else { return inner };
        let (mut first, mut last) = (best, best);
        // What only leans on what lies beyond must not be far away.
        let near = |a: &[Pair], b: &[Pair]| match (a.last(), b.first()) {
            (Some(a), Some(b)) => b.1 - a.1 <= PUT_BETWEEN,
            _ => false,
        };
        for at in 0..best {
            let (part, own) = (parts[at], weight(parts[at]));
            let leans = || own + before(part.first().copied()).odds >= FIRM;
            if own >= FIRM || (near(part, parts[at + 1]) && leans()) {
                first = at;
                break;
            }
        }
        for at in (best + 1..parts.len()).rev() {
            let (part, own) = (parts[at], weight(parts[at]));
            let leans = || own + after(part.last().copied()).odds >= FIRM;
            if own >= FIRM || (near(parts[at - 1], part) && leans()) {
                last = at;
                break;
            }
        }
        let skipped: usize = parts[..first].iter().map(|part| part.len()).sum();
        let taken: usize = parts[first..=last].iter().map(|part| part.len()).sum();
        &inner[skipped..skipped + taken]
    }

    /// The pairs with a first or last part drawn to its neighbours where the same words stand there,
    /// too: of `la la fracture` the second belongs to the third.
    fn close_up(&self, pairs: &[Pair]) -> Vec<Pair> {
        let mut pairs = pairs.to_vec();
        let gap = |two: &[Pair]| two[0].0 + 1 == two[1].0 && two[0].1 + 1 < two[1].1;
        let same = |old: usize, new: usize| self.old[old].key == self.new[new].key;
        if let Some(at) = pairs.windows(2).position(gap) {
            let (from, to) = (pairs[at], pairs[at + 1].1 - 1);
            let first = to.checked_sub(from.0 - pairs[0].0);
            let fits = |first: usize| {
                let part = pairs[0].0..=from.0;
                part.zip(first..).all(|(old, new)| same(old, new))
            };
            if let Some(first) = first.filter(|first| *first > from.1 && fits(*first)) {
                let start = pairs[0].0;
                let part = (start..=from.0).map(|old| (old, first + old - start));
                pairs.splice(0..=at, part);
            }
        }
        if let Some(at) = pairs.windows(2).rposition(gap)
            && let Some(last) = pairs.last().copied()
        {
            let (from, to) = (pairs[at + 1], pairs[at].1 + 1);
            let end = to + last.0 - from.0;
            let mut part = (from.0..=last.0).zip(to..);
            if end < from.1 && part.all(|(old, new)| same(old, new)) {
                let part = (from.0..=last.0).map(|old| (old, to + old - from.0));
                pairs.splice(at + 1.., part);
            }
        }
        pairs
    }

    /// Whether the words next to a place are those that were next to the span: before it and after it. A
    /// line's end is as good as the word beyond.
    pub(super) fn snug(&self, span: &Span, place: &Range<usize>) -> (bool, bool) {
        let there = touched(self.new, place.clone());
        let before = |text: &str, tokens: &[Token], first: usize| {
            let token = first.checked_sub(1).map(|at| tokens[at]);
            let from = token.map_or(0, |token| token.end);
            let to = tokens.get(first).map_or(text.len(), |token| token.start);
            token
                .filter(|_| !text[from..to].contains('\n'))
                .map(|token| token.key)
        };
        let old = |at: usize| before(self.old_text, self.old, at);
        let new = |at: usize| before(self.new_text, self.new, at);
        let after = |text: &str, tokens: &[Token], next: usize| {
            let token = tokens.get(next).copied();
            let from = next.checked_sub(1).map_or(0, |at| tokens[at].end);
            let to = token.map_or(text.len(), |token| token.start);
            token
                .filter(|_| !text[from..to].contains('\n'))
                .map(|token| token.key)
        };
        (
            old(span.tokens.start) == new(there.start),
            after(self.old_text, self.old, span.tokens.end)
                == after(self.new_text, self.new, there.end),
        )
    }

    /// Whether words that stand but once in each text are side by side in the place or next to it.
    pub(super) fn unmistakable(&self, span: &Span, place: &Place, pairs: &[Pair]) -> bool {
        let near = span.tokens.start.saturating_sub(NEXT)..span.tokens.end + NEXT;
        let beside = |pair: &&Pair| {
            let bytes = self.new[pair.1].bytes();
            let to = place.bytes.start.saturating_sub(BESIDE)..place.bytes.end + BESIDE;
            near.contains(&pair.0) && to.contains(&bytes.start)
        };
        let once = |pair: &&Pair| self.old[pair.0].word && self.weights.once(&self.old[pair.0]);
        place.alive && pairs.iter().filter(beside).filter(once).count() >= WITNESSES
    }

    /// The pairs outwards from a span that keep their distance, and what they say for the place; what
    /// lies beyond a break says nothing.
    fn chain<'p>(
        &self,
        edge: Option<Pair>,
        border: usize,
        outwards: impl Iterator<Item = &'p Pair>,
    ) -> Chain {
        let mut chain = Chain::default();
        let mut last = edge;
        let (mut sum, mut kept) = (0.0, 0);
        let mut next = border;
        for pair in outwards {
            if pair.0.abs_diff(border) > AROUND {
                break;
            }
            // Where none of the span's words stand, the nearest pair begins the chain.
            let near = last.is_none_or(|last: Pair| {
                let (old, new) = (pair.0.abs_diff(last.0), pair.1.abs_diff(last.1));
                old.abs_diff(new) <= STRETCH
            });
            if !near {
                continue;
            }
            for missed in between(next, pair.0) {
                sum += self.missed(missed);
            }
            if let Some(last) = last {
                let (old, new) = (pair.0.abs_diff(last.0), pair.1.abs_diff(last.1));
                sum += old.abs_diff(new) as f64 * DRIFT;
            }
            sum += self.weights.of(&self.old[pair.0]);
            chain.pairs.push(*pair);
            if sum > chain.odds {
                (chain.odds, kept) = (sum, chain.pairs.len());
            }
            (last, next) = (Some(*pair), pair.0);
        }
        let in_line = |pair: &&Pair| {
            let (a, b) = (&self.old[pair.0.min(border)], &self.old[pair.0.max(border)]);
            !self.old_text[a.end.min(b.start)..b.start].contains('\n')
        };
        let kept_in_line = chain.pairs[..kept].iter().take_while(in_line);
        chain.on_line = kept_in_line
            .map(|pair| self.weights.of(&self.old[pair.0]))
            .sum();
        chain.odds = eased(chain.odds);
        // A pair next to the span shows its border even where it says little.
        chain.pairs.truncate(kept.max(1));
        chain
    }

    pub(super) fn missed(&self, old: usize) -> f64 {
        match self.old[old].word {
            true => MISSED,
            false => MISSED_SIGN,
        }
    }
}

/// Context on one side.
#[derive(Default)]
struct Chain {
    pairs: Vec<Pair>,
    odds: f64,
    /// What the words in the span's own line say of it.
    on_line: f64,
}

/// The lines that a range touches.
pub(super) fn line<'t>(text: &'t str, bytes: &Range<usize>) -> &'t str {
    let start = text[..bytes.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[bytes.end..].find('\n');
    &text[start..end.map_or(text.len(), |end| bytes.end + end)]
}

/// The odds of a long context: words that go together are no independent witnesses.
fn eased(odds: f64) -> f64 {
    odds.min(ENOUGH) + (odds - ENOUGH).max(0.0) / 3.0
}

/// The tokens strictly between two, whichever comes first.
fn between(a: usize, b: usize) -> Range<usize> {
    let (low, high) = (a.min(b), a.max(b));
    (low + 1).min(high)..high
}
