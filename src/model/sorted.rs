//! [`Sorted`]: a sorted list in shared pieces.

use std::sync::Arc;

/// Items in a piece as it is made.
const USUAL: usize = 96;
/// Items in a piece before it is cut in two.
const MOST: usize = 128;

/// What a [`Sorted`] list is sorted by. Keys tell items apart: of one key there is one item.
pub trait Keyed {
    /// The key.
    type Key: Ord;

    /// The key of this item.
    fn key(&self) -> Self::Key;
}

/// A list sorted by key, in pieces of about a hundred items that copies share.
///
/// A copy costs a pointer a piece, and a change copies one piece: so a reading of a million marks is
/// handed to another thread, and changed meanwhile, in no time.
#[derive(Clone, Debug)]
pub struct Sorted<T> {
    /// None of them empty.
    pieces: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            len: 0,
        }
    }
}

impl<T> Sorted<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }
}

impl<T: Keyed + Clone> Sorted<T> {
    /// Adds an item, or replaces the one with its key, which is returned.
    pub fn insert(&mut self, item: T) -> Option<T> {
        let key = item.key();
        let at = self.piece_of(&key);
        let Some(piece) = self.pieces.get_mut(at) else {
            self.pieces.push(Arc::new(vec![item]));
            self.len += 1;
            return None;
        };
        let piece = Arc::make_mut(piece);
        match piece.binary_search_by(|other| other.key().cmp(&key)) {
            Ok(place) => return Some(std::mem::replace(&mut piece[place], item)),
            Err(place) => piece.insert(place, item),
        }
        self.len += 1;
        if piece.len() > MOST {
            let rest = piece.split_off(piece.len() / 2);
            self.pieces.insert(at + 1, Arc::new(rest));
        }
        None
    }

    /// Takes an item out.
    pub fn remove(&mut self, key: &T::Key) -> Option<T> {
        let at = self.piece_of(key);
        let piece = self.pieces.get_mut(at)?;
        let place = piece.binary_search_by(|other| other.key().cmp(key)).ok()?;
        let item = Arc::make_mut(piece).remove(place);
        self.len -= 1;
        if piece.is_empty() {
            self.pieces.remove(at);
        }
        Some(item)
    }

    /// One by its key.
    pub fn get(&self, key: &T::Key) -> Option<&T> {
        let piece = self.pieces.get(self.piece_of(key))?;
        let place = piece.binary_search_by(|other| other.key().cmp(key));
        place.ok().map(|place| &piece[place])
    }

    /// Those from a key on, in order.
    pub fn from(&self, key: T::Key) -> impl Iterator<Item = &T> {
        let (at, place) = self.place_of(&key);
        let (here, after) = match self.pieces.get(at..) {
            Some([piece, after @ ..]) => (&piece[place..], after),
            _ => (&[][..], &[][..]),
        };
        here.iter()
            .chain(after.iter().flat_map(|piece| piece.iter()))
    }

    /// Those before a key, the last one first.
    pub fn before(&self, key: T::Key) -> impl Iterator<Item = &T> {
        let (at, place) = self.place_of(&key);
        let here = self.pieces.get(at).map_or(&[][..], |piece| &piece[..place]);
        let before = self.pieces[..at].iter().rev();
        here.iter()
            .rev()
            .chain(before.flat_map(|piece| piece.iter().rev()))
    }

    /// How many come before a key.
    pub fn rank(&self, key: &T::Key) -> usize {
        let (at, place) = self.place_of(key);
        let before = self.pieces[..at.min(self.pieces.len())].iter();
        before.map(|piece| piece.len()).sum::<usize>() + place
    }

    /// Those from a place in the list on, counted from 0, in order.
    pub fn from_rank(&self, mut rank: usize) -> impl Iterator<Item = &T> {
        let mut at = 0;
        while let Some(piece) = self.pieces.get(at).filter(|piece| piece.len() <= rank) {
            rank -= piece.len();
            at += 1;
        }
        let pieces = self.pieces[at..].iter();
        pieces.flat_map(|piece| piece.iter()).skip(rank)
    }

    /// The piece in which a key is or belongs.
    fn piece_of(&self, key: &T::Key) -> usize {
        let starts_before =
            |piece: &Arc<Vec<T>>| piece.first().is_some_and(|item| item.key() <= *key);
        self.pieces.partition_point(starts_before).saturating_sub(1)
    }

    /// The piece, and the place in it, of the first item from a key on.
    fn place_of(&self, key: &T::Key) -> (usize, usize) {
        let at = self.piece_of(key);
        let place = self.pieces.get(at);
        let place = place.map_or(0, |piece| piece.partition_point(|item| item.key() < *key));
        (at, place)
    }
}

/// Of several items with one key the last one stays.
impl<T: Keyed + Clone> FromIterator<T> for Sorted<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items: Vec<T> = items.into_iter().collect();
        if !items.is_sorted_by(|a, b| a.key() < b.key()) {
            items.sort_by_cached_key(Keyed::key);
            items.reverse();
            items.dedup_by_key(|item| item.key());
            items.reverse();
        }
        let len = items.len();
        let mut pieces = Vec::with_capacity(len.div_ceil(USUAL));
        let mut items = items.into_iter();
        while items.len() > 0 {
            let mut piece = Vec::with_capacity(items.len().min(USUAL));
            piece.extend(items.by_ref().take(USUAL));
            pieces.push(Arc::new(piece));
        }
        Self { pieces, len }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    impl Keyed for (u16, u16) {
        type Key = u16;

        fn key(&self) -> u16 {
            self.0
        }
    }

    proptest! {
        #[test]
        fn a_sorted_list_is_a_map(
            first in proptest::collection::vec((0u16..2000, any::<u16>()), 0..1500),
            steps in proptest::collection::vec((0u16..2000, any::<u16>(), any::<bool>()), 0..800),
            key in 0u16..2000,
        ) {
            let mut list: Sorted<(u16, u16)> = first.iter().copied().collect();
            let mut map: BTreeMap<u16, u16> = first.into_iter().collect();
            let (before, map_before) = (list.clone(), map.clone());
            for (key, value, add) in steps {
                let (got, expected) = match add {
                    true => (list.insert((key, value)), map.insert(key, value)),
                    false => (list.remove(&key), map.remove(&key)),
                };
                prop_assert_eq!(got.map(|item| item.1), expected);
            }
            // A copy stays as it was.
            for (list, map) in [(&list, &map), (&before, &map_before)] {
                prop_assert_eq!(list.len(), map.len());
                let all: Vec<_> = list.iter().copied().collect();
                prop_assert_eq!(all, map.clone().into_iter().collect::<Vec<_>>());
                prop_assert_eq!(list.get(&key).map(|item| item.1), map.get(&key).copied());
                let from: Vec<u16> = list.from(key).map(|item| item.0).collect();
                prop_assert_eq!(from, map.range(key..).map(|item| *item.0).collect::<Vec<_>>());
                let before: Vec<u16> = list.before(key).map(|item| item.0).collect();
                prop_assert_eq!(before, map.range(..key).rev().map(|item| *item.0).collect::<Vec<_>>());
                let rank = list.rank(&key);
                prop_assert_eq!(rank, map.range(..key).count());
                let from: Vec<u16> = list.from_rank(rank).map(|item| item.0).collect();
                prop_assert_eq!(from, map.range(key..).map(|item| *item.0).collect::<Vec<_>>());
            }
        }
    }
}
