//! Which word of a short passage became which: words side by side along one shift, and what took the
//! place of what where a few were replaced.

use std::ops::Range;

use super::inside::{ALIKE, Partner};
use super::judge::Sides;

/// Longest row of replaced tokens that is looked at word by word.
const LONGEST: usize = 32;

/// Longest word in code points whose letters are compared.
const LETTERS: usize = 32;

/// Cost of a token without partner, and of an altogether different partner.
const ALONE: f64 = 0.7;
const REPLACED: f64 = 1.2;

/// Pairs tokens of two rows in order at the least cost (Needleman and Wunsch 1970). Where there are
/// several ways, `late` pairs towards the ends of the rows, else towards their starts.
pub(super) fn align(
    sides: &Sides<'_>,
    old: Range<usize>,
    new: Range<usize>,
    late: bool,
) -> Vec<Partner> {
    if old.is_empty() || new.is_empty() || old.len() > LONGEST || new.len() > LONGEST {
        return Vec::new();
    }
    let at = |row: &Range<usize>, number: usize| match late {
        // Read backwards, the way back prefers the rows' ends.
        true => row.start + number,
        false => row.end - 1 - number,
    };
    let likeness = |i: usize, j: usize| likeness(sides, at(&old, i), at(&new, j));
    let (height, width) = (old.len(), new.len());
    let mut cost = vec![0.0; (height + 1) * (width + 1)];
    let mut like = vec![None; height * width];
    let cell = |i: usize, j: usize| i * (width + 1) + j;
    for i in 0..=height {
        for j in 0..=width {
            cost[cell(i, j)] = if i == 0 || j == 0 {
                (i + j) as f64 * ALONE
            } else {
                let alike = likeness(i - 1, j - 1);
                // Words that have a few letters in common by chance are no more alike than others.
                let alike = alike.map(|alike| if alike < ALIKE { 0.0 } else { alike });
                like[(i - 1) * width + j - 1] = alike;
                let alone = cost[cell(i - 1, j)].min(cost[cell(i, j - 1)]) + ALONE;
                match alike {
                    Some(alike) => (cost[cell(i - 1, j - 1)] + REPLACED * (1.0 - alike)).min(alone),
                    None => alone,
                }
            };
        }
    }
    let mut partners = Vec::new();
    let (mut i, mut j) = (height, width);
    while i > 0 && j > 0 {
        let here = cost[cell(i, j)];
        let alike = like[(i - 1) * width + j - 1];
        let paired = alike.map(|alike| cost[cell(i - 1, j - 1)] + REPLACED * (1.0 - alike));
        if let (Some(paired), Some(likeness)) = (paired, alike)
            && paired <= here
        {
            partners.push(Partner {
                old: at(&old, i - 1),
                new: at(&new, j - 1),
                likeness: likeness.min(0.99),
            });
            (i, j) = (i - 1, j - 1);
        } else if cost[cell(i, j - 1)] + ALONE <= here {
            j -= 1;
        } else {
            i -= 1;
        }
    }
    if late {
        partners.reverse();
    }
    partners
}

/// Tokens by which a place may drift from its shift.
const BAND: isize = 10;

/// Cost of a step on one side alone, in log-odds.
const STEP: f64 = 1.0;

/// The pairs of the same words along one shift, at most [`BAND`] tokens beside it: the best alignment of
/// `window` with the new text around it (Sellers 1980).
pub(super) fn along(sides: &Sides<'_>, window: &Range<usize>, shift: isize) -> Vec<(usize, usize)> {
    let width = (2 * BAND + 1) as usize;
    let height = window.len();
    // Cell (i, b): the first i tokens of the window, and the new ones up to i + shift + b - BAND.
    let mut best = vec![0.0f64; (height + 1) * width];
    let mut from = vec![Step::Stop; (height + 1) * width];
    let place = |i: usize, b: usize| {
        let at = (window.start + i) as isize + shift + b as isize - BAND;
        usize::try_from(at).ok().filter(|at| *at < sides.new.len())
    };
    for i in 1..=height {
        let old = &sides.old[window.start + i - 1];
        let weight = sides.weights.of(old);
        for b in 0..width {
            let mut cell = (best[(i - 1) * width + b], Step::Both);
            if let Some(new) = place(i - 1, b)
                && sides.new[new].key == old.key
            {
                cell = (cell.0 + weight, Step::Pair);
            }
            if b + 1 < width {
                let without = best[(i - 1) * width + b + 1] - STEP;
                if without > cell.0 {
                    cell = (without, Step::Old);
                }
            }
            if b > 0 {
                let without = best[i * width + b - 1] - STEP;
                if without > cell.0 {
                    cell = (without, Step::New);
                }
            }
            (best[i * width + b], from[i * width + b]) = cell;
        }
    }
    let mut pairs = Vec::new();
    let last = &best[height * width..];
    let end = (0..width).max_by(|a, b| last[*a].total_cmp(&last[*b]));
    let (mut i, mut b) = (height, end.unwrap_or(0));
    while i > 0 {
        match from[i * width + b] {
            Step::Pair => {
                pairs.extend(place(i - 1, b).map(|new| (window.start + i - 1, new)));
                i -= 1;
            }
            Step::Both => i -= 1,
            Step::Old => (i, b) = (i - 1, b + 1),
            Step::New => b -= 1,
            Step::Stop => break,
        }
    }
    pairs.reverse();
    pairs
}

/// A step of an alignment.
#[derive(Clone, Copy)]
enum Step {
    /// The same word on both sides.
    Pair,
    /// Any two tokens.
    Both,
    /// A token that is not in the new text.
    Old,
    /// A token put in.
    New,
    Stop,
}

/// How alike two words are, from 0 to 1; `None` for a word and a sign.
fn likeness(sides: &Sides<'_>, old: usize, new: usize) -> Option<f64> {
    let (a, b) = (&sides.old[old], &sides.new[new]);
    if a.word != b.word {
        return None;
    }
    if a.key == b.key {
        return Some(1.0);
    }
    let letters = |text: &str| -> Vec<char> {
        let folded = text.chars().flat_map(char::to_lowercase);
        folded.take(LETTERS).collect()
    };
    let (a, b) = (
        letters(&sides.old_text[a.bytes()]),
        letters(&sides.new_text[b.bytes()]),
    );
    let longest = a.len().max(b.len());
    // Of two short words, one letter makes another one: `the`, `them`.
    if longest < 5 {
        return Some(0.0);
    }
    Some(1.0 - distance(&a, &b) as f64 / longest as f64)
}

/// Letters that were changed, put in, left out or swapped with the next one (Damerau 1964).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let change = last[j] + usize::from(x != y);
            let mut least = change.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        for (a, b, expected) in [
            ("", "abc", 3),
            ("maire", "maire", 0),
            ("maire", "miare", 1),
            ("maire", "mare", 1),
            ("scandale", "scandalle", 1),
            ("leaks", "years", 2),
        ] {
            assert_eq!(distance(&letters(a), &letters(b)), expected, "{a} {b}");
            assert_eq!(distance(&letters(b), &letters(a)), expected, "{b} {a}");
        }
    }
}
