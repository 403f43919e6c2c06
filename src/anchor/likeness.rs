//! How alike two lines are by their words.

use super::tokens::{Token, UNKNOWN};
use super::weight::Weights;

/// What two lines must have in common of what they hold together, or of the smaller of the two where the
/// other one holds more.
const SAME_LINE: f64 = 0.25;
const PART_OF_LINE: f64 = 0.6;

/// What two lines have in common, as a share of what they hold together.
#[derive(Clone, Copy)]
pub(super) struct Likeness {
    /// Words alone.
    pub words: f64,
    /// Words and pairs of neighbours: which of two lines of the same words it is.
    pub both: f64,
    /// Words, as a share of the smaller line.
    pub part: f64,
}

impl Likeness {
    pub(super) fn enough(&self) -> bool {
        self.words >= SAME_LINE || self.part >= PART_OF_LINE
    }
}

/// A word of a line ([`UNKNOWN`] before it), or a pair of neighbours: how often it stands there and what
/// it says.
pub(super) struct Word {
    pub before: u32,
    pub key: u32,
    count: u32,
    pub weight: f64,
}

/// The words of a line and its pairs of neighbours, in the order of their keys.
pub(super) struct Bag {
    pub words: Vec<Word>,
    weight: f64,
    weight_of_pairs: f64,
}

impl Bag {
    pub(super) fn new(tokens: &[Token], weights: &Weights) -> Self {
        let single = tokens
            .iter()
            .map(|token| (UNKNOWN, token.key, weights.of(token)));
        let pairs = tokens.windows(2).map(|two| {
            let weight = weights.of(&two[0]) + weights.of(&two[1]);
            (two[0].key, two[1].key, weight / 2.0)
        });
        let mut all: Vec<(u32, u32, f64)> = single.chain(pairs).collect();
        all.sort_unstable_by_key(|word| (word.0, word.1));
        let same = |a: &(u32, u32, f64), b: &(u32, u32, f64)| (a.0, a.1) == (b.0, b.1);
        let words: Vec<Word> = all
            .chunk_by(same)
            .map(|same| Word {
                before: same[0].0,
                key: same[0].1,
                count: same.len() as u32,
                weight: same[0].2,
            })
            .collect();
        let sum = |single: bool| -> f64 {
            let words = words
                .iter()
                .filter(|word| (word.before == UNKNOWN) == single);
            words.map(|word| f64::from(word.count) * word.weight).sum()
        };
        Self {
            weight: sum(true),
            weight_of_pairs: sum(false),
            words,
        }
    }

    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        let mut others = other.words.iter().peekable();
        let (mut common, mut pairs) = (0.0, 0.0);
        for word in &self.words {
            let key = (word.before, word.key);
            while others
                .next_if(|other| (other.before, other.key) < key)
                .is_some()
            {}
            if let Some(other) = others.next_if(|other| (other.before, other.key) == key) {
                let both = f64::from(word.count.min(other.count)) * word.weight;
                match word.before {
                    UNKNOWN => common += both,
                    _ => pairs += both,
                }
            }
        }
        let share = |of: f64| common / of.max(f64::MIN_POSITIVE);
        let all = self.weight + other.weight - common;
        let all_pairs = self.weight_of_pairs + other.weight_of_pairs - pairs;
        Likeness {
            words: share(all),
            both: (common + pairs) / (all + all_pairs).max(f64::MIN_POSITIVE),
            part: share(self.weight.min(other.weight)),
        }
    }
}
