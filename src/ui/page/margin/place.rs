//! Where notes stand that would all like to stand beside their row.
//!
//! They keep their order and never overlap; the selected one has its exact place, and the others give
//! way with the least displacement in all. What would stand too far from its row, or find no room, is
//! folded: neighbours that are folded become one sign that says how many they are.

use std::ops::Range;

/// Something that wants a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Where its top would best be.
    pub wish: f32,
    /// How high it is.
    pub height: f32,
    /// What is folded later: higher ranks. Those of [`NEVER`] are shown in any case.
    pub rank: u8,
    /// How many notes it stands for that are folded from the start; it is no note itself then.
    pub folded: usize,
}

/// Rank of what is never folded.
pub const NEVER: u8 = u8::MAX;

/// Where notes may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Top of the first, at least.
    pub top: f32,
    /// Bottom of the last, at most.
    pub bottom: f32,
    /// Between one and the next.
    pub gap: f32,
    /// Height of the sign for folded notes.
    pub sign: f32,
    /// A note further from its row than this is folded.
    pub furthest: f32,
}

/// What stands in the margin, and where its top is.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The items: one note, or several folded into a sign.
    pub items: Range<usize>,
    /// Whether it is a sign.
    pub is_sign: bool,
    /// Where its top is.
    pub top: f32,
}

/// Gives each item a place, alone or in a sign; items come in the order of the text.
pub fn arrange(items: &[Item], room: Room) -> Vec<Placed> {
    let mut folded: Vec<bool> = items.iter().map(|item| item.folded > 0).collect();
    loop {
        let mut entries = entries(&folded);
        let heights: Vec<f32> = entries
            .iter()
            .map(|entry| match entry.is_sign {
                true => room.sign,
                false => items[entry.items.start].height,
            })
            .collect();
        let wishes: Vec<f32> = entries.iter().map(|e| items[e.items.start].wish).collect();
        let is_pinned = |entry: &Placed| !entry.is_sign && items[entry.items.start].rank == NEVER;
        let pinned = entries.iter().position(is_pinned);
        let tops = tops(&wishes, &heights, pinned, room);
        for (entry, top) in entries.iter_mut().zip(tops) {
            entry.top = top;
        }
        let last = entries.iter().zip(&heights).next_back();
        let over = last.map_or(0.0, |(entry, height)| entry.top + height - room.bottom);
        let strayed = |(entry, wish): (&Placed, &f32)| (entry.top - wish).abs();
        let worst = entries.iter().zip(&wishes).map(strayed).fold(0.0, f32::max);
        // At the edge of the room the selected one can't stand where it wishes.
        let pushing = pinned.and_then(|at| {
            let lowest = (room.bottom - heights[at]).max(room.top);
            let pushed = entries[at].top - wishes[at].clamp(room.top, lowest);
            match pushed.abs() > 0.5 {
                true if pushed < 0.0 => Some(at + 1..entries.len()),
                true => Some(0..at),
                false => None,
            }
        });
        if over < 0.5 && worst <= room.furthest && pushing.is_none() {
            return entries;
        }
        // Of the notes that crowd where it is worst, the least important one that is furthest away.
        let crowd = match pushing {
            Some(pushing) => pushing,
            None if over >= 0.5 => 0..entries.len(),
            None => crowd(&entries, &heights, &wishes, room.gap),
        };
        let foldable = |at: &usize| {
            let entry = &entries[*at];
            !entry.is_sign && items[entry.items.start].rank != NEVER
        };
        let strayed = |at: usize| (entries[at].top - wishes[at]).abs();
        let least = crowd.filter(foldable).min_by(|a, b| {
            let rank = |at: usize| items[entries[at].items.start].rank;
            rank(*a)
                .cmp(&rank(*b))
                .then(strayed(*b).total_cmp(&strayed(*a)))
        });
        let least = least.map(|at| entries[at].items.start);
        let least = least.or_else(|| {
            let last = (0..entries.len()).rfind(foldable);
            last.map(|at| entries[at].items.start)
        });
        match least {
            Some(at) => folded[at] = true,
            // Nothing is left to be folded.
            None => return entries,
        }
    }
}

/// Notes and signs, without places.
fn entries(folded: &[bool]) -> Vec<Placed> {
    let mut entries: Vec<Placed> = Vec::with_capacity(folded.len());
    for (at, is_folded) in folded.iter().enumerate() {
        match entries.last_mut() {
            Some(last) if last.is_sign && *is_folded => last.items.end = at + 1,
            _ => entries.push(Placed {
                items: at..at + 1,
                is_sign: *is_folded,
                top: 0.0,
            }),
        }
    }
    entries
}

/// The one that strayed furthest and those that push it away: the entries before or after it that touch
/// one another.
fn crowd(entries: &[Placed], heights: &[f32], wishes: &[f32], gap: f32) -> Range<usize> {
    let strayed = |at: usize| (entries[at].top - wishes[at]).abs();
    let worst = (0..entries.len()).max_by(|a, b| strayed(*a).total_cmp(&strayed(*b)));
    let Some(worst) = worst else {
        return 0..0;
    };
    let touches = |at: usize| entries[at + 1].top - entries[at].top - heights[at] < gap + 0.5;
    let (mut from, mut to) = (worst, worst + 1);
    let went_down = entries[worst].top > wishes[worst];
    while went_down && from > 0 && touches(from - 1) {
        from -= 1;
    }
    while !went_down && to < entries.len() && touches(to - 1) {
        to += 1;
    }
    from..to
}

/// Tops in order, without overlap, within the room, the pinned one where it wishes; the sum of
/// displacements is the least that there is.
fn tops(wishes: &[f32], heights: &[f32], pinned: Option<usize>, room: Room) -> Vec<f32> {
    // Without the heights of those before them, tops need only be ascending.
    let mut before = Vec::with_capacity(wishes.len());
    let mut sum = 0.0;
    for height in heights {
        before.push(sum);
        sum += height + room.gap;
    }
    let low = room.top;
    let high = (room.bottom - (sum - room.gap).max(0.0)).max(low);
    let wishes: Vec<f32> = wishes.iter().zip(&before).map(|(w, b)| w - b).collect();
    let mut tops = match pinned {
        None => ascending(&wishes),
        Some(at) => {
            let place = wishes[at].clamp(low, high);
            let mut tops = ascending(&wishes[..at]);
            tops.iter_mut().for_each(|top| *top = top.min(place));
            tops.push(place);
            let after = ascending(&wishes[at + 1..]);
            tops.extend(after.into_iter().map(|top| top.max(place)));
            tops
        }
    };
    for (top, before) in tops.iter_mut().zip(&before) {
        *top = top.clamp(low, high) + before;
    }
    tops
}

/// The ascending numbers that are nearest to the given ones in the sum of distances: neighbours that
/// are out of order are pooled, and a pool stands at its median.
fn ascending(wishes: &[f32]) -> Vec<f32> {
    let mut pools: Vec<Vec<f32>> = Vec::new();
    let median = |pool: &[f32]| pool[(pool.len() - 1) / 2];
    for wish in wishes {
        let mut pool = vec![*wish];
        while let Some(last) = pools.last()
            && median(last) > median(&pool)
        {
            pool.extend(pools.pop().unwrap_or_default());
            pool.sort_unstable_by(f32::total_cmp);
        }
        pools.push(pool);
    }
    let places = pools.iter();
    places
        .flat_map(|pool| std::iter::repeat_n(median(pool), pool.len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROOM: Room = Room {
        top: 0.0,
        bottom: 400.0,
        gap: 4.0,
        sign: 16.0,
        furthest: 1_000.0,
    };

    fn note(wish: f32, height: f32) -> Item {
        Item {
            wish,
            height,
            rank: 1,
            folded: 0,
        }
    }

    fn items() -> impl Strategy<Value = Vec<Item>> {
        let item = (0u16..420, 10u16..90, 0u8..3, 0usize..9);
        proptest::collection::vec(item, 0..14).prop_map(|mut items| {
            items.sort_by_key(|(wish, ..)| *wish);
            let item = |(wish, height, rank, folded): (u16, u16, u8, usize)| Item {
                wish: f32::from(wish),
                height: f32::from(height),
                rank,
                // Few stand for folded ones.
                folded: folded.saturating_sub(6),
            };
            items.into_iter().map(item).collect()
        })
    }

    fn height(items: &[Item], placed: &Placed, room: Room) -> f32 {
        match placed.is_sign {
            true => room.sign,
            false => items[placed.items.start].height,
        }
    }

    #[test]
    fn notes_stand_beside_their_rows_where_there_is_room() {
        let placed = arrange(&[note(10.0, 30.0), note(100.0, 30.0)], ROOM);
        let tops: Vec<f32> = placed.iter().map(|placed| placed.top).collect();
        assert_eq!(tops, [10.0, 100.0]);
    }

    #[test]
    fn the_selected_one_keeps_its_place_and_the_others_give_way() {
        let mut items = [note(100.0, 30.0), note(110.0, 30.0), note(112.0, 30.0)];
        items[1].rank = NEVER;
        let tops: Vec<f32> = arrange(&items, ROOM).iter().map(|p| p.top).collect();
        assert_eq!(tops, [76.0, 110.0, 144.0]);
    }

    #[test]
    fn what_finds_no_room_is_counted() {
        let items: Vec<Item> = (0..40).map(|at| note(at as f32 * 10.0, 60.0)).collect();
        let placed = arrange(&items, ROOM);
        assert!(placed.iter().any(|placed| placed.is_sign));
        assert!(placed.iter().filter(|placed| !placed.is_sign).count() >= 3);
        let near = Room {
            furthest: 30.0,
            ..ROOM
        };
        for placed in arrange(&items, near) {
            assert!((placed.top - items[placed.items.start].wish).abs() <= 30.0);
        }
    }

    proptest! {
        #[test]
        fn all_have_one_place_in_order_and_none_overlaps(items in items(), pin in 0usize..14) {
            let mut items = items;
            if let Some(item) = items.get_mut(pin) {
                (item.rank, item.folded) = (NEVER, 0);
            }
            let placed = arrange(&items, ROOM);
            let mut next = 0;
            let mut free = ROOM.top;
            for placed in &placed {
                prop_assert_eq!(placed.items.start, next);
                prop_assert!(placed.is_sign || placed.items.len() == 1);
                next = placed.items.end;
                prop_assert!(placed.top >= free - 0.01);
                free = placed.top + height(&items, placed, ROOM) + ROOM.gap;
            }
            prop_assert_eq!(next, items.len());
            prop_assert!(placed.is_empty() || free - ROOM.gap <= ROOM.bottom + 0.6);
            // The pinned one is a note, at its place, unless that is at the edge of the room.
            if let Some(item) = items.get(pin) {
                let at = placed.iter().find(|placed| placed.items.start == pin);
                let (low, high) = (2.0 * (ROOM.sign + ROOM.gap), 280.0);
                let at_edge = !(low..high).contains(&item.wish);
                prop_assert!(at.is_some_and(|at| !at.is_sign && (at_edge || at.top == item.wish)));
            }
        }

        #[test]
        fn displacement_is_the_least(wishes in proptest::collection::vec(0u8..12, 1..5)) {
            let wishes: Vec<f32> = wishes.into_iter().map(f32::from).collect();
            let cost = |places: &[f32]| -> f32 {
                places.iter().zip(&wishes).map(|(p, w)| (p - w).abs()).sum()
            };
            // The best places are among the wishes.
            let mut best = f32::INFINITY;
            let mut tried = vec![Vec::new()];
            for _ in &wishes {
                let longer = |places: Vec<f32>| {
                    let last = places.last().copied().unwrap_or(0.0);
                    let next: Vec<f32> = wishes.iter().copied().filter(|w| *w >= last).collect();
                    next.into_iter().map(move |w| [places.clone(), vec![w]].concat())
                };
                tried = tried.into_iter().flat_map(longer).collect();
            }
            for places in &tried {
                best = best.min(cost(places));
            }
            let got = ascending(&wishes);
            prop_assert!(got.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert_eq!(cost(&got), best);
        }
    }
}
