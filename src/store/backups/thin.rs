//! Which backups of one file may go.

use crate::model::Timestamp;

/// The most backups of one file.
pub(super) const MOST: usize = 40;

/// The most bytes that the backups of one file have together: 64 MiB.
pub(super) const MOST_BYTES: u64 = 64 << 20;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Up to which age, and one backup in how long, both in milliseconds. Each length is so many times the
/// one before it, so that what was the last of its time stays so. What is kept within a minute is kept
/// for a reason.
const TIERS: [(i64, i64); 6] = [
    (MINUTE, 1),
    (10 * MINUTE, MINUTE),
    (HOUR, 10 * MINUTE),
    (DAY, 3 * HOUR),
    (7 * DAY, DAY),
    (56 * DAY, 7 * DAY),
];

/// The backups of one file, as times and sizes from the oldest to the newest, that are to go: all but
/// the last of each stretch of time, those too old for any, and then, where there are too many or they
/// are too large together, those that lie closest to their neighbours for their age. The newest stays.
pub(super) fn surplus(all: &[(Timestamp, u64)], now: Timestamp) -> Vec<usize> {
    let Some(newest) = all.len().checked_sub(1) else {
        return Vec::new();
    };
    let stretches: Vec<_> = all.iter().map(|(at, _)| stretch(*at, now)).collect();
    let last_of_its_time =
        |at: usize| stretches[at].is_some() && stretches.get(at + 1) != Some(&stretches[at]);
    let mut kept: Vec<usize> = (0..all.len())
        .filter(|at| *at == newest || last_of_its_time(*at))
        .collect();
    while kept.len() > 1 && is_too_much(all, &kept) {
        let worth = |place: &usize| {
            let at = |place: usize| all[kept[place]].0;
            // Before the oldest there is nothing.
            let before = place.checked_sub(1).map(at);
            let gap = before.map_or(f64::INFINITY, |before| seconds(before, at(place + 1)));
            let age = seconds(at(*place), now).max(60.0);
            gap / age
        };
        let least = (0..kept.len() - 1).min_by(|a, b| worth(a).total_cmp(&worth(b)));
        kept.remove(least.unwrap_or(0));
    }
    (0..all.len()).filter(|at| !kept.contains(at)).collect()
}

fn is_too_much(all: &[(Timestamp, u64)], kept: &[usize]) -> bool {
    let bytes: u64 = kept.iter().map(|at| all[*at].1).sum();
    kept.len() > MOST || bytes > MOST_BYTES
}

/// The stretch of time of which one backup is enough: its length and number; `None` beyond the last.
fn stretch(at: Timestamp, now: Timestamp) -> Option<(i64, i64)> {
    let age = now.as_millisecond() - at.as_millisecond();
    let tier = TIERS.iter().find(|(age_up_to, _)| age < *age_up_to);
    tier.map(|(_, length)| (*length, at.as_millisecond().div_euclid(*length)))
}

fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + ms).unwrap()
    }

    fn thinned(all: &mut Vec<(Timestamp, u64)>, now: Timestamp) {
        let gone = surplus(all, now);
        let mut place = 0;
        all.retain(|_| {
            place += 1;
            !gone.contains(&(place - 1))
        });
    }

    /// Ages at which something is there, after work at every minute of some days.
    fn after_work(days: i64, size: u64) -> Vec<i64> {
        let mut all = Vec::new();
        let last = days * DAY;
        for minute in 0..=last / MINUTE {
            // Long ago it is enough to look now and then.
            if minute * MINUTE < last - 2 * DAY && minute % 20 != 0 {
                continue;
            }
            let now = at(minute * MINUTE);
            all.push((now, size));
            thinned(&mut all, now);
            assert!(all.len() <= MOST);
            assert!(all.len() == 1 || all.iter().map(|(_, size)| size).sum::<u64>() <= MOST_BYTES);
            assert_eq!(all.last().unwrap().0, now);
        }
        let age = |(t, _): &(Timestamp, u64)| at(last).as_millisecond() - t.as_millisecond();
        all.iter().rev().map(age).collect()
    }

    #[test]
    fn the_nearer_the_closer() {
        let ages = after_work(60, 1000);
        let within = |age: i64, most: i64| {
            let near = ages.iter().any(|there| (*there - age).abs() <= most);
            assert!(
                near,
                "nothing within {most} ms of an age of {age} ms: {ages:?}"
            );
        };
        (0..10).for_each(|minute| within(minute * MINUTE, MINUTE));
        (1..6).for_each(|ten| within(ten * 10 * MINUTE, 10 * MINUTE));
        (1..24).for_each(|hour| within(hour * HOUR, 3 * HOUR));
        (1..7).for_each(|day| within(day * DAY, DAY));
        (1..8).for_each(|week| within(week * 7 * DAY, 7 * DAY));
        assert!(ages.len() > 30);
    }

    #[test]
    fn few_large_ones_still_reach_far_back() {
        let ages = after_work(3, 12 << 20);
        assert_eq!(ages.len(), 5, "{ages:?}");
        assert!(ages[1] <= 2 * HOUR, "{ages:?}");
        assert!(*ages.last().unwrap() > DAY, "{ages:?}");
        // One that is larger than all may be stays, as long as it is the newest.
        assert_eq!(after_work(1, MOST_BYTES + 1), [0]);
    }

    #[test]
    fn what_is_kept_in_haste_pushes_nothing_out() {
        let ages = after_work(60, 1000).into_iter().rev();
        let mut all: Vec<_> = ages.map(|age| (at(-age), 1000)).collect();
        let (many, day) = (all.len(), at(-DAY));
        for second in 1..50 {
            all.push((at(second * 1000), 1000));
            thinned(&mut all, at(second * 1000));
        }
        assert!(all.len() <= MOST && all.len() >= many);
        let old = |all: &[(Timestamp, u64)]| all.iter().filter(|(at, _)| *at < day).count();
        assert!(old(&all) >= 12, "{all:?}");
        assert!(all.iter().filter(|(time, _)| *time > at(0)).count() > 2);
    }

    proptest! {
        #[test]
        fn within_bounds_whatever_was_there(
            mut ages in proptest::collection::vec(-DAY..90 * DAY, 0..120),
            size in 0u64..20 << 20,
        ) {
            ages.sort_unstable_by(|a, b| b.cmp(a));
            let now = at(0);
            let mut all: Vec<_> = ages.iter().map(|age| (at(-age), size)).collect();
            let newest = all.last().copied();
            thinned(&mut all, now);
            prop_assert_eq!(all.last().copied(), newest);
            prop_assert!(all.len() <= MOST);
            prop_assert!(all.len() <= 1 || all.len() as u64 * size <= MOST_BYTES);
            // Nothing more goes without time or work going on.
            prop_assert_eq!(surplus(&all, now), Vec::<usize>::new());
        }
    }
}
