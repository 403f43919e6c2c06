//! Lines under text that never lie over each other.

use std::ops::Range;

/// Lanes under a row; what finds no room shares one more.
pub const LANES: usize = 4;

/// A lane for each range, in the order given: the nearest to the text that is free all along. Ranges
/// that find none get [`LANES`]. Empty ranges take no room.
pub fn lanes(ranges: &[Range<usize>]) -> Vec<usize> {
    // In each lane, the ranges taken, in order.
    let mut taken: [Vec<Range<usize>>; LANES] = Default::default();
    let place = |range: &Range<usize>| {
        let free = taken.iter_mut().enumerate().find_map(|(lane, taken)| {
            let after = taken.partition_point(|other| other.end <= range.start);
            let is_free = taken.get(after).is_none_or(|next| range.end <= next.start);
            is_free.then_some((lane, taken, after))
        });
        match free {
            Some((lane, taken, after)) => {
                if !range.is_empty() {
                    taken.insert(after, range.clone());
                }
                lane
            }
            None => LANES,
        }
    };
    ranges.iter().map(place).collect()
}

/// The ranges, with those that overlap or touch joined, in order.
pub fn union(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Where at least two of the ranges lie, joined, in order.
pub fn deeper(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut order: Vec<&Range<usize>> = ranges.iter().filter(|range| !range.is_empty()).collect();
    order.sort_unstable_by_key(|range| range.start);
    let mut reached = 0;
    let mut twice = Vec::new();
    for range in order {
        if range.start < reached {
            twice.push(range.start..range.end.min(reached));
        }
        reached = reached.max(range.end);
    }
    union(twice)
}

/// Which of the ranges share at least one place with another one.
pub fn shared(ranges: &[Range<usize>]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..ranges.len()).collect();
    order.sort_unstable_by_key(|at| ranges[*at].start);
    let mut shared = vec![false; ranges.len()];
    let mut furthest: Option<usize> = None;
    for at in order.into_iter().filter(|at| !ranges[*at].is_empty()) {
        if let Some(other) = furthest
            && ranges[at].start < ranges[other].end
        {
            shared[at] = true;
            shared[other] = true;
        }
        if furthest.is_none_or(|other| ranges[at].end > ranges[other].end) {
            furthest = Some(at);
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranges() -> impl Strategy<Value = Vec<Range<usize>>> {
        proptest::collection::vec((0usize..60, 0usize..20), 0..20)
            .prop_map(|pairs| pairs.into_iter().map(|(a, len)| a..a + len).collect())
    }

    fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
        a.start.max(b.start) < a.end.min(b.end)
    }

    #[test]
    fn earlier_ones_lie_nearer_to_the_text() {
        assert_eq!(lanes(&[3..5, 0..9, 5..7, 4..6]), [0, 1, 0, 2]);
        assert_eq!(lanes(&[0..1, 0..1, 0..1, 0..1, 0..1]), [0, 1, 2, 3, LANES]);
    }

    proptest! {
        #[test]
        fn no_two_ranges_meet_in_a_lane(ranges in ranges()) {
            let lanes = lanes(&ranges);
            for a in 0..ranges.len() {
                for b in 0..a {
                    prop_assert!(
                        lanes[a] != lanes[b] || lanes[a] == LANES || !meet(&ranges[a], &ranges[b])
                    );
                }
            }
        }

        #[test]
        fn unions_hold_what_the_ranges_hold(ranges in ranges()) {
            let joined = union(ranges.clone());
            for place in 0..100 {
                let plain = ranges.iter().any(|range| range.contains(&place));
                prop_assert_eq!(joined.iter().any(|range| range.contains(&place)), plain);
            }
            prop_assert!(joined.windows(2).all(|pair| pair[0].end < pair[1].start));
        }

        #[test]
        fn deeper_is_where_two_lie(ranges in ranges()) {
            let twice = deeper(&ranges);
            for place in 0..100 {
                let count = ranges.iter().filter(|range| range.contains(&place)).count();
                prop_assert_eq!(twice.iter().any(|range| range.contains(&place)), count > 1);
            }
        }

        #[test]
        fn shared_is_what_each_pair_says(ranges in ranges()) {
            let got = shared(&ranges);
            for (a, range) in ranges.iter().enumerate() {
                let meets = |(b, other): (usize, &Range<usize>)| b != a && meet(range, other);
                prop_assert_eq!(got[a], ranges.iter().enumerate().any(meets), "{}", a);
            }
        }
    }
}
