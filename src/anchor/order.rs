//! Settling by neighbours what the words alone do not: spans keep their order.

use super::Resolution;
use super::resolver::Found;
use super::score::MINIMUM_SCORE;
use crate::model::Anchor;
use crate::text::SourceText;

/// How far in code points a neighbour may be to have a say.
const NEAR: usize = 2000;

/// Score of a place that only its neighbours speak for: to be looked at, never taken in bulk.
const BY_NEIGHBOURS: f64 = 0.9;

/// Gives every anchor its resolution: of several places the one at the right distance from the nearest
/// settled neighbours on both sides, where they agree on exactly one.
pub(super) fn settle(text: &SourceText, anchors: &[&Anchor], found: Vec<Found>) -> Vec<Resolution> {
    let mut settled: Vec<(usize, usize)> = Vec::new();
    if found.iter().any(|found| matches!(found, Found::Several(_))) {
        let places = anchors.iter().zip(&found);
        settled.extend(places.filter_map(|(anchor, found)| match found {
            Found::Here(resolution) => {
                let range = resolution.range()?;
                Some((anchor.chars.start, text.to_chars(range).start))
            }
            Found::Several(_) => None,
        }));
        settled.sort_unstable();
    }
    let resolutions = anchors.iter().zip(found);
    resolutions
        .map(|(anchor, found)| match found {
            Found::Here(resolution) => resolution,
            Found::Several(places) => {
                let expected = expected(&settled, anchor.chars.start);
                let alive = places.iter().filter(|place| place.alive);
                let mut near = alive.filter(|place| {
                    let range = text.clamp(place.bytes.clone());
                    let start = text.to_chars(range).start;
                    expected
                        .iter()
                        .all(|(at, room)| start.abs_diff(*at) <= *room)
                });
                match (near.next(), near.next()) {
                    (Some(place), None) if !expected.is_empty() => Resolution::Moved {
                        to: text.clamp(place.bytes.clone()),
                        score: BY_NEIGHBOURS.max(MINIMUM_SCORE),
                    },
                    _ => Resolution::Orphan,
                }
            }
        })
        .collect()
}

/// Where the neighbours on either side say that a span is, and how exactly they know.
fn expected(settled: &[(usize, usize)], start: usize) -> Vec<(usize, usize)> {
    let next = settled.partition_point(|(old, _)| *old < start);
    let before = next.checked_sub(1).and_then(|at| settled.get(at));
    let says = |neighbour: &(usize, usize)| {
        let (old, new) = *neighbour;
        let distance = old.abs_diff(start);
        let at = (new + start).checked_sub(old)?;
        (distance <= NEAR).then_some((at, 10 + distance / 4))
    };
    [before, settled.get(next)]
        .into_iter()
        .flatten()
        .filter_map(says)
        .collect()
}
