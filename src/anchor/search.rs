//! The places of a passage by the words that stand together.

use std::ops::Range;

use super::align::along;
use super::candidates::{Index, candidates};
use super::judge::{AROUND, Place, Sides, Span};

/// Log-odds that the words of a place elsewhere stand together by chance, beside the count of places.
const BY_CHANCE: f64 = -4.0;

/// What is looked for: a span, the tokens around it that show the way, and where the first of these
/// would be if nothing had been moved.
pub(super) struct Sought<'a> {
    pub span: &'a Span,
    pub window: Range<usize>,
    pub expected: usize,
}

/// The places found by the words of a window.
pub(super) fn search(sides: &Sides<'_>, index: &Index, sought: &Sought<'_>) -> Vec<Place> {
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
        if let Some(place) = sides.judge(span, &pairs, false) {
            let odds = place.odds + BY_CHANCE - sides.weights.places();
            merge_in(Place { odds, ..place }, &mut places);
        }
    }
    places
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Adds a place; of two that overlap the likelier one stays.
pub(super) fn merge_in(place: Place, places: &mut Vec<Place>) {
    let overlaps = |other: &&mut Place| {
        other.bytes.start < place.bytes.end && place.bytes.start < other.bytes.end
    };
    match places.iter_mut().find(overlaps) {
        Some(other) if place.odds > other.odds => {
            *other = Place {
                in_order: place.in_order || other.in_order,
                rooted: place.rooted || other.rooted,
                ..place
            };
        }
        Some(_) => {}
        None => places.push(place),
    }
}

pub(super) fn around(tokens: &Range<usize>, length: usize) -> Range<usize> {
    tokens.start.saturating_sub(AROUND)..(tokens.end + AROUND).min(length)
}

pub(super) fn proportional(at: usize, of: usize, to: usize) -> usize {
    (at as u128 * to as u128 / of.max(1) as u128) as usize
}
