//! From log-odds to the score that people see.

use super::judge::Place;

/// Score below which a place is no match.
pub const MINIMUM_SCORE: f64 = 0.75;

/// Highest score of a place where the quote does not stand letter for letter.
const CHANGED_MOST: f64 = 0.99;

/// Highest score of a place whose ends are a guess, or that may be a sentence that only looks alike.
const LOOSE_MOST: f64 = 0.94;

/// Highest score of a place that nothing around it speaks for.
const ALONE_MOST: f64 = 0.9;

/// The probability that goes with log-odds.
fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// The likeliest place and its score; no score where another one is as likely. `None` where no place is
/// likelier than chance, or where the span is gone from the likeliest.
pub(super) fn best(places: &[Place]) -> Option<(usize, Option<f64>)> {
    let (at, first) = { places.iter().enumerate() }.max_by(|a, b| a.1.odds.total_cmp(&b.1.odds))?;
    let alone = probability(first.odds);
    if alone < MINIMUM_SCORE || !first.alive {
        return None;
    }
    // Against chance (odds 0) and every other place.
    let others = places.iter().enumerate().filter(|(other, _)| *other != at);
    let others: f64 = others
        .map(|(_, other)| (other.odds - first.odds).exp())
        .sum();
    let share = 1.0 / (1.0 + (-first.odds).exp() + others);
    if share < MINIMUM_SCORE {
        return Some((at, None));
    }
    let most = match first {
        Place { alone: true, .. } => ALONE_MOST,
        Place { loose: true, .. }
        | Place {
            witnessed: false, ..
        } => LOOSE_MOST,
        Place { intact: true, .. } => 1.0,
        _ => CHANGED_MOST,
    };
    Some((at, Some(rounded(share.min(most)))))
}

/// Three decimals, never rounded up: 1 is certain.
fn rounded(score: f64) -> f64 {
    (score * 1000.0).floor() / 1000.0
}
