//! Places of a text where a span may be: where many of its words stand together.

use std::ops::Range;

use super::tokens::{Token, UNKNOWN};
use super::weight::Weights;

/// How many places are looked at closely.
const LOOKED_AT: usize = 8;

/// Tokens beside the span at which a word counts half.
const HALF: usize = 8;

/// How many occurrences of a word are counted, the nearest to the expected place.
const OCCURRENCES: usize = 48;

/// How many occurrences are counted of all words together, those of rare words first.
const VOTES: usize = 800;

/// Tokens by which the occurrences of one place may be shifted against each other.
const BUCKET: isize = 8;

/// Least log-odds of the words that stand together.
const LEAST: f64 = 3.0;

/// Where each word of a text stands.
#[derive(Debug)]
pub(super) struct Index {
    /// By key: where its places start.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Index {
    pub(super) fn new(tokens: &[Token], words: usize) -> Self {
        let mut starts = vec![0u32; words + 1];
        for token in tokens.iter().filter(|token| token.key != UNKNOWN) {
            starts[token.key as usize + 1] += 1;
        }
        for key in 0..words {
            starts[key + 1] += starts[key];
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; tokens.len()];
        for (at, token) in tokens.iter().enumerate() {
            if let Some(slot) = next.get_mut(token.key as usize) {
                places[*slot as usize] = at as u32;
                *slot += 1;
            }
        }
        Self { starts, places }
    }

    pub(super) fn of(&self, key: u32) -> &[u32] {
        match key {
            UNKNOWN => &[],
            key => {
                let key = key as usize;
                &self.places[self.starts[key] as usize..self.starts[key + 1] as usize]
            }
        }
    }
}

/// A shift from old tokens to new ones that many words around a span have in common.
pub(super) type Shift = isize;

/// The likeliest shifts for a span of an old text, looked for in the words of `window`, the best first.
///
/// `expected` is where the first of them would be if nothing had been moved.
pub(super) fn candidates(
    index: &Index,
    weights: &Weights,
    old: &[Token],
    (span, window): (&Range<usize>, &Range<usize>),
    expected: usize,
) -> Vec<Shift> {
    let mut rarest: Vec<usize> = window.clone().collect();
    rarest.sort_by_key(|at| index.of(old[*at].key).len());
    let mut votes: Vec<(isize, f64)> = Vec::new();
    for at in rarest {
        let places = index.of(old[at].key);
        let wanted = expected + at - window.start;
        let nearest = places.partition_point(|place| (*place as usize) < wanted);
        let from = nearest
            .saturating_sub(OCCURRENCES / 2)
            .min(places.len().saturating_sub(OCCURRENCES));
        let near = places.iter().skip(from).take(OCCURRENCES);
        let outside = (span.start.saturating_sub(at)).max((at + 1).saturating_sub(span.end));
        // Common words stand together anywhere.
        let weight = weights.of(&old[at]).powi(2) * HALF as f64 / (HALF + outside) as f64;
        votes.extend(near.map(|place| (*place as isize - at as isize, weight)));
        if votes.len() > VOTES {
            break;
        }
    }
    votes.sort_unstable_by_key(|vote| vote.0);
    // Windows that slide over the votes, the best of those that overlap.
    let mut best: Vec<(f64, isize)> = Vec::new();
    let mut first = 0;
    let mut sum = 0.0;
    for last in 0..votes.len() {
        sum += votes[last].1;
        while votes[last].0 - votes[first].0 > BUCKET {
            sum -= votes[first].1;
            first += 1;
        }
        let shift = votes[first].0;
        match best.last_mut() {
            Some(before) if shift - before.1 <= BUCKET => {
                if sum > before.0 {
                    *before = (sum, shift);
                }
            }
            _ => best.push((sum, shift)),
        }
    }
    best.retain(|(sum, _)| *sum >= LEAST);
    best.sort_by(|a, b| b.0.total_cmp(&a.0));
    best.into_iter()
        .take(LOOKED_AT)
        .map(|(_, shift)| shift + BUCKET / 2)
        .collect()
}
