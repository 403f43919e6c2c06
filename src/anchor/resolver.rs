//! Finding stored anchors in a text that may have changed.

use std::cell::OnceCell;
use std::ops::Range;

use super::align::along;
use super::candidates::{Index, candidates};
use super::changes::Changes;
use super::judge::{AROUND, Place, Sides, Span};
use super::order::settle;
use super::score::best;
use super::tokens::{Token, Vocabulary, touched};
use super::weight::Weights;
use super::{Resolution, in_place};
use crate::model::Anchor;
use crate::text::{Granularity, SourceText, TextRange, snap};

/// Log-odds with which a place of the diff begins: it keeps the order of the text.
const BY_ORDER: f64 = -8.0;

/// Log-odds that the words of a place elsewhere stand together by chance, beside the count of places.
const BY_CHANCE: f64 = -4.0;

/// Log-odds of the very same offset.
const SAME_OFFSET: f64 = 5.0;

/// Log-odds from which no other place is looked for, where the words are unmistakable.
const BEYOND_DOUBT: f64 = 12.0;

/// By how much a place may fall short of the best one and be taken because it keeps the order.
const AS_GOOD: f64 = 3.0;

/// How many times as long as the whole text a quote may be: seven words of ten must be left of it.
const LARGER: usize = 8;

/// Score of a place that is one of several as likely.
const ONE_OF_SEVERAL: f64 = 0.9;

/// Finds anchors of one old text in a new one; what is needed of the texts is read once, and only when
/// an anchor does not stand where it was.
#[derive(Debug)]
pub struct Resolver<'a> {
    new: &'a SourceText,
    old: Option<&'a SourceText>,
    read: OnceCell<Read>,
}

/// The texts as words.
#[derive(Debug)]
struct Read {
    words: Vocabulary,
    new: Vec<Token>,
    old: Vec<Token>,
    weights: Weights,
    index: Index,
    old_index: Option<Index>,
    changes: Option<Changes>,
}

/// What was found of one anchor.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// Settled.
    Here(Resolution),
    /// Several places that nothing tells apart but perhaps the neighbours.
    Several(Vec<Place>),
}

impl<'a> Resolver<'a> {
    /// For anchors made on `old`, where that text is still known, in `new`.
    pub fn new(old: Option<&'a SourceText>, new: &'a SourceText) -> Self {
        Self {
            new,
            old,
            read: OnceCell::new(),
        }
    }

    /// Where an anchor is.
    pub fn resolve(&self, anchor: &Anchor) -> Resolution {
        match self.find(anchor) {
            Found::Here(resolution) => resolution,
            Found::Several(_) => Resolution::Orphan,
        }
    }

    /// Where anchors are, in their order. Those that their own words do not settle may be settled by
    /// their neighbours.
    pub fn resolve_all(&self, anchors: &[&Anchor]) -> Vec<Resolution> {
        let found: Vec<Found> = anchors.iter().map(|anchor| self.find(anchor)).collect();
        settle(self.new, anchors, found)
    }

    fn find(&self, anchor: &Anchor) -> Found {
        let same_text = *anchor.text_hash == *self.new.hash();
        let old = self.old.filter(|old| *anchor.text_hash == *old.hash());
        let old_place = old.and_then(|old| {
            let range = old.from_chars(anchor.chars).ok()?;
            (*old.slice(range) == *anchor.quote).then_some((old, range))
        });
        let standing = in_place(self.new, anchor);
        let known = old_place.is_some() && !same_text;
        if let Some(range) = standing
            && !known
        {
            return Found::Here(Resolution::Exact(range));
        }
        // Words that are far more than the text holds are not looked for one by one.
        if anchor.quote.trim().is_empty() || anchor.quote.len() / LARGER > self.new.len() {
            return Found::Here(Resolution::Orphan);
        }
        let read = self.read.get_or_init(|| self.read());
        match old_place {
            Some((old, range)) if known => self.by_old_text(read, old, range, anchor),
            _ => self.by_quote(read, anchor),
        }
    }

    fn read(&self) -> Read {
        let mut words = Vocabulary::default();
        let new = words.read(self.new.as_str());
        let old = match self.old {
            Some(old) => words.read(old.as_str()),
            None => Vec::new(),
        };
        let weights = Weights::new(words.len(), [&old, &new]);
        let changes = self.old.map(|_| Changes::new(&old, &new));
        Read {
            index: Index::new(&new, words.len()),
            old_index: self.old.map(|_| Index::new(&old, words.len())),
            words,
            new,
            old,
            weights,
            changes,
        }
    }

    /// By the whole old text: along the diff, else where its words and their surroundings have gone.
    fn by_old_text(
        &self,
        read: &Read,
        old: &SourceText,
        range: TextRange,
        anchor: &Anchor,
    ) -> Found {
        let sides = Sides {
            old_text: old.as_str(),
            old: &read.old,
            new_text: self.new.as_str(),
            new: &read.new,
            weights: &read.weights,
        };
        let tokens = touched(&read.old, range.bytes());
        let Some(changes) = read.changes.as_ref().filter(|_| !tokens.is_empty()) else {
            return Found::Here(Resolution::Orphan);
        };
        let span = Span {
            bytes: range.bytes(),
            tokens,
        };
        let window = around(&span.tokens, read.old.len());
        let along: Vec<(usize, usize)> = window
            .clone()
            .filter_map(|at| Some((at, changes.of(at)?)))
            .collect();
        let diffed = sides.judge(&span, &along).map(|place| Place {
            odds: place.odds + BY_ORDER,
            in_order: true,
            ..place
        });
        let mut places: Vec<Place> = diffed.into_iter().collect();
        let sure =
            |place: &Place| place.odds >= BEYOND_DOUBT && sides.unmistakable(&span, place, &along);
        if !places.first().is_some_and(sure) {
            let expected = along.first().map_or_else(
                || proportional(window.start, read.old.len(), read.new.len()),
                |pair| pair.1,
            );
            let sought = Sought {
                span: &span,
                window,
                expected,
            };
            for place in search(&sides, &read.index, &sought) {
                merge_in(place, &mut places);
            }
            for place in places.iter_mut().filter(|place| place.alive) {
                let behind = self.behind(read, &sides, &span, place);
                place.claimed = behind < AS_GOOD;
                place.odds += behind.min(0.0);
            }
        }
        self.decide(anchor, places, true)
    }

    /// By what was stored of the place: the quote with a few words around it.
    fn by_quote(&self, read: &Read, anchor: &Anchor) -> Found {
        let text = [&*anchor.prefix, &*anchor.quote, &*anchor.suffix].concat();
        let start = anchor.prefix.len();
        let bytes = start..start + anchor.quote.len();
        let tokens = read.words.look_up(&text);
        let span = Span {
            tokens: touched(&tokens, bytes.clone()),
            bytes,
        };
        if span.tokens.is_empty() {
            return Found::Here(Resolution::Orphan);
        }
        let sides = Sides {
            old_text: &text,
            old: &tokens,
            new_text: self.new.as_str(),
            new: &read.new,
            weights: &read.weights,
        };
        let near = anchor.chars.start.min(self.new.char_len());
        let expected = proportional(near, self.new.char_len(), read.new.len());
        let sought = Sought {
            span: &span,
            window: 0..tokens.len(),
            expected,
        };
        let places = search(&sides, &read.index, &sought);
        self.decide(anchor, places, false)
    }

    /// By how much every other passage of the old text is less like a place than the span's own is;
    /// below 0 where another one is more like it.
    fn behind(&self, read: &Read, sides: &Sides<'_>, span: &Span, place: &Place) -> f64 {
        let tokens = touched(&read.new, place.bytes.clone());
        let Some(index) = read.old_index.as_ref().filter(|_| !tokens.is_empty()) else {
            return f64::INFINITY;
        };
        let back = Sides {
            old_text: sides.new_text,
            old: sides.new,
            new_text: sides.old_text,
            new: sides.old,
            weights: sides.weights,
        };
        let window = around(&tokens, read.new.len());
        let expected = proportional(window.start, read.new.len(), read.old.len());
        let image = Span {
            bytes: place.bytes.clone(),
            tokens,
        };
        let sought = Sought {
            span: &image,
            window,
            expected,
        };
        let (mut own, mut others) = (place.odds, f64::NEG_INFINITY);
        for there in search(&back, index, &sought) {
            match there.bytes.start < span.bytes.end && span.bytes.start < there.bytes.end {
                true => own = own.max(there.odds),
                false => others = others.max(there.odds),
            }
        }
        own - others
    }

    fn decide(&self, anchor: &Anchor, mut places: Vec<Place>, by_old_text: bool) -> Found {
        for place in &mut places {
            self.tidy(place);
            let range = self.new.clamp(place.bytes.clone());
            if self.new.to_chars(range).start == anchor.chars.start {
                place.odds += SAME_OFFSET;
            }
        }
        places.retain(|place| !place.bytes.is_empty());
        let Some((at, score)) = best(&places) else {
            return Found::Here(Resolution::Orphan);
        };
        // Of copies of a doubled passage, either is right: the one in order, else the first.
        let mut as_good: Vec<&Place> = { places.iter() }
            .filter(|place| place.alive && place.odds + AS_GOOD >= places[at].odds)
            .collect();
        as_good.sort_by_key(|place| (!place.in_order, place.bytes.start));
        let words = |place: &Place| self.new.slice(self.new.clamp(place.bytes.clone()));
        let copies = |first: &Place| {
            let same = |place: &&Place| !place.claimed && words(place) == words(first);
            by_old_text && as_good.iter().all(same)
        };
        let (place, score) = match (score, as_good.first()) {
            (Some(score), _) => (&places[at], score),
            (None, Some(first)) if first.in_order || copies(first) => (*first, ONE_OF_SEVERAL),
            (None, _) => return Found::Several(places),
        };
        let to = self.new.clamp(place.bytes.clone());
        let stands = place.intact && self.new.to_chars(to) == anchor.chars;
        Found::Here(match stands && by_old_text && score >= SURE {
            true => Resolution::Exact(to),
            false => Resolution::Moved { to, score },
        })
    }

    /// A place on whole letters: a new accent at an edge makes another letter of the quote's last one.
    fn tidy(&self, place: &mut Place) {
        let range = self.new.clamp(place.bytes.clone());
        let whole = snap(self.new, range, Granularity::Character);
        if whole != range {
            place.bytes = whole.bytes();
            place.intact = false;
        }
    }
}

/// What is looked for: a span, the tokens around it that show the way, and where the first of these
/// would be if nothing had been moved.
struct Sought<'a> {
    span: &'a Span,
    window: Range<usize>,
    expected: usize,
}

/// The places found by the words of a window.
fn search(sides: &Sides<'_>, index: &Index, sought: &Sought<'_>) -> Vec<Place> {
    let Sought {
        span,
        window,
        expected,
    } = sought;
    let mut places = Vec::new();
    let shifts = candidates(
        index,
        sides.weights,
        sides.old,
        (&span.tokens, window),
        *expected,
    );
    for shift in shifts {
        let pairs = along(sides, window, shift);
        if let Some(place) = sides.judge(span, &pairs) {
            let odds = place.odds + BY_CHANCE - sides.weights.places();
            merge_in(Place { odds, ..place }, &mut places);
        }
    }
    places
}

/// Adds a place; of two that overlap the likelier one stays.
fn merge_in(place: Place, places: &mut Vec<Place>) {
    let overlaps = |other: &&mut Place| {
        other.bytes.start < place.bytes.end && place.bytes.start < other.bytes.end
    };
    match places.iter_mut().find(overlaps) {
        Some(other) if place.odds > other.odds => {
            let in_order = place.in_order || other.in_order;
            *other = Place { in_order, ..place };
        }
        Some(_) => {}
        None => places.push(place),
    }
}

/// How sure the place of the same words at the same offset must be to be no move.
const SURE: f64 = 0.95;

fn around(tokens: &Range<usize>, length: usize) -> Range<usize> {
    tokens.start.saturating_sub(AROUND)..(tokens.end + AROUND).min(length)
}

fn proportional(at: usize, of: usize, to: usize) -> usize {
    (at as u128 * to as u128 / of.max(1) as u128) as usize
}
