//! [`Passages`]: what of a text was read.

use super::sorted::{Keyed, Sorted};
use crate::text::CharRange;

/// Passages in code points, ascending and disjoint; passages that touch are one.
///
/// A copy costs next to nothing, and a change what it touches, however many there are.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    sorted: Sorted<CharRange>,
}

impl Keyed for CharRange {
    type Key = usize;

    fn key(&self) -> usize {
        self.start
    }
}

impl Passages {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = CharRange> {
        self.sorted.iter().copied()
    }

    /// Adds a passage.
    pub fn add(&mut self, range: CharRange) {
        if range.start >= range.end {
            return;
        }
        let mut joined = range;
        for touching in self.touching(range) {
            self.sorted.remove(&touching.start);
            joined.start = joined.start.min(touching.start);
            joined.end = joined.end.max(touching.end);
        }
        self.sorted.insert(joined);
    }

    /// Takes a passage out.
    pub fn remove(&mut self, range: CharRange) {
        if range.start >= range.end {
            return;
        }
        for touching in self.touching(range) {
            self.sorted.remove(&touching.start);
            let (start, end) = (touching.start, touching.end);
            let before = CharRange {
                start,
                end: end.min(range.start),
            };
            let after = CharRange {
                start: start.max(range.end),
                end,
            };
            for left in [before, after] {
                if left.start < left.end {
                    self.sorted.insert(left);
                }
            }
        }
    }

    /// What they hold of a range.
    pub fn within(&self, range: CharRange) -> Vec<CharRange> {
        let touching = self.touching(range).into_iter();
        let parts = touching.map(|passage| CharRange {
            start: passage.start.max(range.start),
            end: passage.end.min(range.end),
        });
        parts.filter(|part| part.start < part.end).collect()
    }

    /// What they don't hold of a range.
    pub fn missing(&self, range: CharRange) -> Vec<CharRange> {
        let mut missing = Vec::new();
        let mut start = range.start;
        for part in self.within(range) {
            if start < part.start {
                missing.push(CharRange {
                    start,
                    end: part.start,
                });
            }
            start = part.end;
        }
        if start < range.end {
            missing.push(CharRange {
                start,
                end: range.end,
            });
        }
        missing
    }

    /// Whether a range lies wholly in one of them.
    pub fn contains(&self, range: CharRange) -> bool {
        let mut before = self.sorted.before(range.start + 1);
        let holds = before
            .next()
            .is_some_and(|passage| passage.end >= range.end);
        holds || range.start >= range.end
    }

    /// Those that share a border or more with a range.
    fn touching(&self, range: CharRange) -> Vec<CharRange> {
        let before = self.sorted.before(range.start).next();
        let before = before.filter(|passage| passage.end >= range.start);
        let after = self.sorted.from(range.start);
        let after = after.take_while(|passage| passage.start <= range.end);
        before.into_iter().chain(after).copied().collect()
    }
}

impl PartialEq for Passages {
    fn eq(&self, other: &Self) -> bool {
        self.sorted.len() == other.sorted.len() && self.iter().eq(other.iter())
    }
}

/// In any order; those that overlap or touch become one, empty ones are left out.
impl FromIterator<CharRange> for Passages {
    fn from_iter<T: IntoIterator<Item = CharRange>>(passages: T) -> Self {
        let all = passages.into_iter();
        let mut all: Vec<CharRange> = all.filter(|range| range.start < range.end).collect();
        all.sort_unstable();
        all.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        Self {
            sorted: all.into_iter().collect(),
        }
    }
}

impl From<Vec<CharRange>> for Passages {
    fn from(passages: Vec<CharRange>) -> Self {
        passages.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    fn ranges() -> impl Strategy<Value = Vec<(bool, CharRange)>> {
        let range = (any::<bool>(), 0usize..60, 0usize..12);
        proptest::collection::vec(range, 0..40).prop_map(|ranges| {
            let range = |(add, start, length)| {
                let end = start + length;
                (add, CharRange { start, end })
            };
            ranges.into_iter().map(range).collect()
        })
    }

    fn places(ranges: impl IntoIterator<Item = CharRange>) -> BTreeSet<usize> {
        ranges.into_iter().flat_map(|r| r.start..r.end).collect()
    }

    proptest! {
        #[test]
        fn they_are_a_set_of_places(steps in ranges(), (_, asked) in ranges().prop_map(|r| r.first().copied().unwrap_or((true, CharRange { start: 3, end: 9 })))) {
            let mut passages = Passages::default();
            let mut plain = BTreeSet::new();
            for (add, range) in &steps {
                match add {
                    true => {
                        passages.add(*range);
                        plain.extend(range.start..range.end);
                    }
                    false => {
                        passages.remove(*range);
                        plain.retain(|place| !(range.start..range.end).contains(place));
                    }
                }
            }
            prop_assert_eq!(places(passages.iter()), plain.clone());
            let all: Vec<CharRange> = passages.iter().collect();
            prop_assert!(all.windows(2).all(|pair| pair[0].end < pair[1].start));
            prop_assert_eq!(&all.iter().copied().collect::<Passages>(), &passages);
            // Of a range, what is there and what is missing are the whole.
            let within = places(passages.within(asked));
            let missing = places(passages.missing(asked));
            prop_assert!(within.is_disjoint(&missing));
            prop_assert!(within.is_subset(&plain));
            prop_assert_eq!(places([asked]), &within | &missing);
            prop_assert_eq!(passages.contains(asked), missing.is_empty());
        }

        #[test]
        fn order_does_not_matter(steps in ranges()) {
            let ranges: Vec<CharRange> = steps.into_iter().map(|(_, range)| range).collect();
            let mut one_by_one = Passages::default();
            ranges.iter().for_each(|range| one_by_one.add(*range));
            prop_assert_eq!(ranges.into_iter().rev().collect::<Passages>(), one_by_one);
        }
    }
}
