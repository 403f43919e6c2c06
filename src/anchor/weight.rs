//! How much the sight of a word says about where one is.

use super::tokens::{Token, UNKNOWN};

/// A text of fewer tokens is judged as if it had so many: in a few lines every word is rare.
const SMALL: usize = 500;

/// How many tokens around its expected place a word may be found at by chance.
const SLACK: f64 = 6.0;

/// Chance that a word of the right place is still there.
const KEPT: f64 = 0.8;

/// Log-odds of words by their frequency in the texts compared: how much likelier it is to see a word at
/// the right place than by chance at another.
#[derive(Debug)]
pub(super) struct Weights {
    by_key: Vec<f32>,
    /// By key: whether it stands once in each text.
    once: Vec<bool>,
    tokens: usize,
}

impl Weights {
    /// Counts the words of the texts.
    pub(super) fn new(words: usize, texts: [&[Token]; 2]) -> Self {
        let mut most = vec![0u32; words];
        let mut once = vec![true; words];
        for text in texts {
            let mut counts = vec![0u32; words];
            for token in text {
                if let Some(count) = counts.get_mut(token.key as usize) {
                    *count += 1;
                }
            }
            for (key, count) in counts.into_iter().enumerate() {
                most[key] = most[key].max(count);
                once[key] &= count == 1;
            }
        }
        let tokens = texts.iter().map(|text| text.len()).max().unwrap_or(0);
        let size = tokens.max(SMALL) as f64;
        let odds = |count: &u32| {
            let chance = (SLACK * f64::from(*count) / size + 1e-4).min(0.5);
            (KEPT / chance).ln() as f32
        };
        Self {
            by_key: most.iter().map(odds).collect(),
            once,
            tokens,
        }
    }

    /// What the sight of a token in place says for the place.
    pub(super) fn of(&self, token: &Token) -> f64 {
        match token.key {
            UNKNOWN => 0.0,
            key => self.by_key.get(key as usize).map_or(0.0, |w| f64::from(*w)),
        }
    }

    /// Whether a token stands once in each of two texts.
    pub(super) fn once(&self, token: &Token) -> bool {
        self.once.get(token.key as usize).is_some_and(|once| *once)
    }

    /// Log-odds against any one place of the text before anything was seen of it.
    pub(super) fn places(&self) -> f64 {
        (self.tokens.max(SMALL) as f64).ln()
    }
}
