//! Finding stored anchors in a text that may have changed.

use std::cell::OnceCell;

use super::candidates::Index;
use super::changes::Changes;
use super::judge::{Place, Sides, Span, line};
use super::lines::Lines;
use super::order::settle;
use super::score::best;
use super::search::{Sought, proportional, search};
use super::tokens::{Token, UNKNOWN, Vocabulary, touched};
use super::weight::Weights;
use super::{Resolution, in_place};
use crate::model::Anchor;
use crate::text::{Granularity, SourceText, snap};

/// Log-odds of its own words below which a span leans on the words next to it.
const LIGHT: f64 = 10.0;

/// Log-odds of its own words below which it is nothing without them: one of the commonest words.
const LIGHTEST: f64 = 3.0;

/// Log-odds of the very same offset.
const SAME_OFFSET: f64 = 5.0;

/// By how much a place may fall short of the best one and be taken because it keeps the order.
pub(super) const AS_GOOD: f64 = 3.0;

/// How sure the place of the same words at the same offset must be to be no move.
const SURE: f64 = 0.95;

/// How many times as long as the whole text a quote may be: seven words of ten must be left of it.
const LARGER: usize = 8;

/// Score of a place that is one of several as likely.
const ONE_OF_SEVERAL: f64 = 0.9;

/// Finds anchors of one old text in a new one; what is needed of the texts is read once, and only when
/// an anchor does not stand where it was.
#[derive(Debug)]
pub struct Resolver<'a> {
    pub(super) new: &'a SourceText,
    old: Option<&'a SourceText>,
    read: OnceCell<Read>,
}

/// The texts as words.
#[derive(Debug)]
pub(super) struct Read {
    words: Vocabulary,
    pub new: Vec<Token>,
    pub old: Vec<Token>,
    pub weights: Weights,
    pub index: Index,
    pub old_index: Option<Index>,
    pub changes: Option<Changes>,
    pub lines: Option<Lines>,
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
        let known = old_place.is_some() && !same_text;
        if !known
            && let Some(range) = in_place(self.new, anchor)
            && (same_text || self.once(anchor))
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

    /// Whether a quote stands but once in the text with what was stored before it, and with what was
    /// stored after it: a passage that begins or ends like it may have come in its place.
    fn once(&self, anchor: &Anchor) -> bool {
        let (before, after) = (&*anchor.prefix, &*anchor.suffix);
        (before.is_empty() || self.stands_once(&[before, &*anchor.quote].concat()))
            && (after.is_empty() || self.stands_once(&[&*anchor.quote, after].concat()))
    }

    fn stands_once(&self, passage: &str) -> bool {
        let read = self.read.get_or_init(|| self.read());
        let tokens = read.words.look_up(passage);
        // A word at an end may be a part of one.
        let inner = tokens.get(1..tokens.len().saturating_sub(1));
        let rarest = { inner.unwrap_or_default().iter() }
            .filter(|token| token.key != UNKNOWN)
            .min_by_key(|token| read.index.of(token.key).len());
        let Some(rarest) = rarest else {
            let places = self.new.as_str().match_indices(passage);
            return places.take(2).count() == 1;
        };
        let there = |at: &&u32| {
            let start = read.new[**at as usize].start.checked_sub(rarest.start);
            let text = start.and_then(|start| self.new.as_str().get(start..start + passage.len()));
            text == Some(passage)
        };
        let places = read.index.of(rarest.key).iter();
        places.filter(there).take(2).count() == 1
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
        let old_index = self.old.map(|_| Index::new(&old, words.len()));
        let lines = match (self.old, &old_index, &changes) {
            (Some(text), Some(index), Some(changes)) => {
                let sides = Sides {
                    old_text: text.as_str(),
                    old: &old,
                    new_text: self.new.as_str(),
                    new: &new,
                    weights: &weights,
                };
                Some(Lines::new(&sides, index, changes))
            }
            _ => None,
        };
        Read {
            index: Index::new(&new, words.len()),
            old_index,
            lines,
            words,
            new,
            old,
            weights,
            changes,
        }
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
        self.decide(anchor, &sides, &span, places, false)
    }

    pub(super) fn decide(
        &self,
        anchor: &Anchor,
        sides: &Sides<'_>,
        span: &Span,
        mut places: Vec<Place>,
        by_old_text: bool,
    ) -> Found {
        for place in &mut places {
            self.tidy(place);
            let range = self.new.clamp(place.bytes.clone());
            let same_offset = self.new.to_chars(range).start == anchor.chars.start;
            if same_offset {
                place.odds += SAME_OFFSET;
            }
            // A light word between two others than before may be any.
            if place.said < LIGHT && sides.snug(span, &place.bytes) == (false, false) {
                place.alive &= place.said >= LIGHTEST;
                place.loose |= !(same_offset && place.in_order);
            }
        }
        places.retain(|place| !place.bytes.is_empty());
        for place in &mut places {
            let sure = match by_old_text {
                true => place.rooted || sides.same_sentence(span, &place.bytes),
                false => place.intact && sides.beside(span, &place.bytes),
            };
            place.loose |= !sure;
        }
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
        // In a line that stands there twice, either place is right whatever was known of the old text.
        let in_copies = |first: &Place| {
            let text = self.new.as_str();
            let in_line = |place: &Place| {
                let whole = line(text, &place.bytes);
                let before = text[..place.bytes.start]
                    .rfind('\n')
                    .map_or(0, |end| end + 1);
                (whole, place.bytes.start - before, place.bytes.len())
            };
            as_good.iter().all(|place| in_line(place) == in_line(first))
        };
        let on_lines = as_good.iter().all(|place| place.on_line);
        let (place, score) = match (score, as_good.first()) {
            (Some(score), _) => (&places[at], score),
            (None, Some(first))
                if first.in_order || copies(first) || in_copies(first) || on_lines =>
            {
                (*first, ONE_OF_SEVERAL)
            }
            (None, _) => return Found::Several(places),
        };
        let to = self.new.clamp(place.bytes.clone());
        let stands = place.intact && self.new.to_chars(to) == anchor.chars;
        Found::Here(
            match stands && by_old_text && place.in_order && score >= SURE {
                true => Resolution::Exact(to),
                false => Resolution::Moved { to, score },
            },
        )
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
