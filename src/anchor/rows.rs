//! Two lines side by side: which word became which, where words were replaced, put in and taken out.

use super::judge::Pair;
use super::tokens::Token;
use super::weight::Weights;

/// What a word in the place of another one costs, in log-odds, and a sign in the place of a word.
const REPLACED: f32 = 1.2;
const UNLIKE: f32 = 3.0;

/// What the first token costs that was put in or taken out, where a sentence ends too, and each further
/// one: words come and go together.
const OPEN: f32 = 2.2;
const OPEN_SENTENCE: f32 = 1.7;
const FURTHER: f32 = 0.4;

/// Most pairs of tokens that are compared.
const LARGEST: usize = 2_000_000;

/// Ways to come to a cell: on from both, over an old token alone, over a new one alone.
const BOTH: usize = 0;
const OLD: usize = 1;
const NEW: usize = 2;

/// One row of tokens, from `first` on in its text.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub first: usize,
    pub tokens: &'a [Token],
    pub text: &'a str,
}

impl Row<'_> {
    /// Whether a sentence may begin at a token: the row does, or the sign before it ends one.
    fn begins(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_none_or(|token| self.text[token.bytes()].ends_with(['.', '!', '?', '…']))
    }
}

/// The pairs of the same words in the likeliest alignment of two rows (Gotoh 1982); none where the rows
/// are too long to be compared.
pub(super) fn pairs(old: Row<'_>, new: Row<'_>, weights: &Weights) -> Vec<Pair> {
    let (height, width) = (old.tokens.len(), new.tokens.len());
    if height * width > LARGEST {
        return Vec::new();
    }
    let same = |(a, b): &(&Token, &Token)| a.key == b.key;
    if height == width && old.tokens.iter().zip(new.tokens).all(|both| same(&both)) {
        return (0..height)
            .map(|at| (old.first + at, new.first + at))
            .collect();
    }
    let open = |row: &Row<'_>, at: usize| match row.begins(at) {
        true => OPEN_SENTENCE,
        false => OPEN,
    };
    let open_new: Vec<f32> = (0..width).map(|at| open(&new, at)).collect();
    // Of each cell and way: the best sum, and the way before it.
    let mut before = vec![[f32::NEG_INFINITY; 3]; width + 1];
    before[0][BOTH] = 0.0;
    let mut ways = vec![[0u8; 3]; (height + 1) * (width + 1)];
    for j in 1..=width {
        before[j][NEW] = -OPEN_SENTENCE - FURTHER * (j - 1) as f32;
        ways[j][NEW] = if j == 1 { BOTH as u8 } else { NEW as u8 };
    }
    let mut here = before.clone();
    for i in 1..=height {
        let token = &old.tokens[i - 1];
        let weight = weights.of(token) as f32;
        let open_old = open(&old, i - 1);
        let ways = &mut ways[i * (width + 1)..(i + 1) * (width + 1)];
        for j in 0..=width {
            let above = before[j];
            let (over_old, way_old) = best([
                above[BOTH] - open_old,
                above[OLD] - FURTHER,
                above[NEW] - open_old,
            ]);
            let mut cell = [f32::NEG_INFINITY, over_old, f32::NEG_INFINITY];
            let mut way = [0, way_old, 0];
            if j > 0 {
                let other = &new.tokens[j - 1];
                let says = match () {
                    () if token.key == other.key => weight,
                    () if token.word == other.word => -REPLACED,
                    () => -UNLIKE,
                };
                let (both, way_both) = best(before[j - 1]);
                let left: [f32; 3] = here[j - 1];
                let (over_new, way_new) = best([
                    left[BOTH] - open_new[j - 1],
                    left[OLD] - open_new[j - 1],
                    left[NEW] - FURTHER,
                ]);
                cell = [both + says, over_old, over_new];
                way = [way_both, way_old, way_new];
            }
            here[j] = cell;
            ways[j] = way;
        }
        std::mem::swap(&mut before, &mut here);
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (height, width);
    let mut way = usize::from(best(before[width]).1);
    while i > 0 || j > 0 {
        let next = usize::from(ways[i * (width + 1) + j][way]);
        match way {
            BOTH => {
                (i, j) = (i - 1, j - 1);
                if old.tokens[i].key == new.tokens[j].key {
                    pairs.push((old.first + i, new.first + j));
                }
            }
            OLD => i -= 1,
            _ => j -= 1,
        }
        way = next;
    }
    pairs.reverse();
    pairs
}

fn best(sums: [f32; 3]) -> (f32, u8) {
    let mut most = (sums[BOTH], BOTH as u8);
    for way in [OLD, NEW] {
        if sums[way] > most.0 {
            most = (sums[way], way as u8);
        }
    }
    most
}
