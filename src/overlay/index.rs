//! [`Overlay`]: the spans of an article by the blocks in which they lie.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::SpanId;
use crate::text::TextRange;

/// Spans over more blocks than this are kept in one list beside the blocks: without it, a span over a
/// whole book would cost as much as the book.
const LONG: usize = 64;

/// Whose span it is, and which: ids alone may repeat where somebody copied a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkKey {
    /// Number of the reading; [`MarkKey::OWN`] is the reviewer's own.
    pub reading: u16,
    /// The span.
    pub id: SpanId,
}

impl MarkKey {
    /// Number of the reviewer's own reading.
    pub const OWN: u16 = 0;

    /// The reviewer's own span.
    pub fn own(id: SpanId) -> Self {
        Self {
            reading: Self::OWN,
            id,
        }
    }
}

/// A span in today's text, as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Identity.
    pub key: MarkKey,
    /// Where it is now.
    pub range: TextRange,
    /// Number of its label in the codebook; `None` for one that the codebook does not know.
    pub label: Option<u16>,
    /// Whether it is not where it was, so that a person must look.
    pub moved: bool,
    /// Whether the reviewer was unsure.
    pub unsure: bool,
}

/// The marks of one article by block. Changing one touches only the blocks under it.
#[derive(Debug, Default)]
pub struct Overlay {
    blocks: Vec<TextRange>,
    /// The marks, in slots that keep their number; those of `free` hold nothing of use.
    slots: Vec<Mark>,
    free: Vec<u32>,
    by_key: HashMap<MarkKey, u32>,
    /// Slots of the marks that touch each block.
    in_block: Vec<Vec<u32>>,
    /// Slots of the marks over more than [`LONG`] blocks.
    long: Vec<u32>,
    changes: Vec<u32>,
    version: Version,
}

/// A state of one overlay: what was worked out from it is good as long as this is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Version {
    /// Which overlay; no two have the same.
    pub overlay: u64,
    /// Rises with every change.
    pub generation: u64,
}

/// How many overlays have been made.
static MADE: AtomicU64 = AtomicU64::new(1);

impl Overlay {
    /// An overlay without marks over a text cut into blocks (`text::blocks`).
    pub fn new(blocks: Vec<TextRange>) -> Self {
        Self {
            in_block: vec![Vec::new(); blocks.len()],
            changes: vec![0; blocks.len()],
            blocks,
            version: Version {
                overlay: MADE.fetch_add(1, Ordering::Relaxed),
                generation: 0,
            },
            ..Self::default()
        }
    }

    /// The blocks.
    pub fn blocks(&self) -> &[TextRange] {
        &self.blocks
    }

    /// The block that holds a byte, or the one before it where it lies on a line end.
    pub fn block_at(&self, byte: usize) -> usize {
        self.blocks
            .partition_point(|block| block.start() <= byte)
            .saturating_sub(1)
    }

    /// Adds a mark, or replaces the one with its key.
    pub fn insert(&mut self, mark: Mark) {
        let slot = match self.by_key.entry(mark.key) {
            Entry::Occupied(known) => {
                let slot = *known.get();
                self.leave(slot);
                slot
            }
            Entry::Vacant(place) => {
                let slot = self.free.pop().unwrap_or_else(|| {
                    self.slots.push(mark);
                    // More marks than memory can hold have no number.
                    u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
                });
                place.insert(slot);
                slot
            }
        };
        self.slots[slot as usize] = mark;
        let touched = self.touched(mark.range);
        if touched.len() > LONG {
            self.long.push(slot);
        } else {
            for block in touched.clone() {
                self.in_block[block].push(slot);
            }
        }
        self.changed(touched);
    }

    /// Takes a mark out.
    pub fn remove(&mut self, key: MarkKey) -> Option<Mark> {
        let slot = self.by_key.remove(&key)?;
        self.leave(slot);
        self.free.push(slot);
        Some(self.slots[slot as usize])
    }

    /// Takes a mark out of its blocks.
    fn leave(&mut self, slot: u32) {
        let touched = self.touched(self.slots[slot as usize].range);
        if touched.len() > LONG {
            self.long.retain(|other| *other != slot);
        } else {
            for block in touched.clone() {
                self.in_block[block].retain(|other| *other != slot);
            }
        }
        self.changed(touched);
    }

    /// A mark by its key.
    pub fn get(&self, key: MarkKey) -> Option<&Mark> {
        self.by_key
            .get(&key)
            .map(|slot| &self.slots[*slot as usize])
    }

    /// How many marks there are.
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Changes with every change.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Rises with every change that touches the block: what is drawn of it stays good until then.
    pub fn block_generation(&self, block: usize) -> u32 {
        self.changes.get(block).copied().unwrap_or_default()
    }

    /// The marks that touch a block, longest first within one start, so that later ones lie on top.
    pub fn in_block(&self, block: usize) -> Vec<Mark> {
        let Some(range) = self.blocks.get(block) else {
            return Vec::new();
        };
        self.filtered(block, |mark| mark.range.overlaps(*range))
    }

    /// The marks over the code point that starts at a byte, shortest first: what a click reaches.
    pub fn at(&self, byte: usize) -> Vec<Mark> {
        let mut marks: Vec<Mark> = self
            .in_block(self.block_at(byte))
            .into_iter()
            .filter(|mark| mark.range.start() <= byte && byte < mark.range.end())
            .collect();
        marks.sort_by_key(|mark| (mark.range.len(), mark.key));
        marks
    }

    /// The first mark after another one in reading order that `wanted` accepts.
    pub fn next(
        &self,
        after: Option<Mark>,
        byte: usize,
        wanted: impl Fn(&Mark) -> bool,
    ) -> Option<Mark> {
        let from = after.map_or(byte, |mark| mark.range.start());
        (self.block_at(from)..self.blocks.len()).find_map(|block| {
            self.starting_in(block)
                .into_iter()
                .filter(|mark| match after {
                    Some(after) => in_order(mark) > in_order(&after),
                    None => mark.range.start() >= byte,
                })
                .find(&wanted)
        })
    }

    /// The last mark before another one in reading order that `wanted` accepts.
    pub fn previous(
        &self,
        before: Option<Mark>,
        byte: usize,
        wanted: impl Fn(&Mark) -> bool,
    ) -> Option<Mark> {
        let from = before.map_or(byte, |mark| mark.range.start());
        (0..=self.block_at(from)).rev().find_map(|block| {
            self.starting_in(block)
                .into_iter()
                .rev()
                .filter(|mark| match before {
                    Some(before) => in_order(mark) < in_order(&before),
                    None => mark.range.start() < byte,
                })
                .find(&wanted)
        })
    }

    /// Every mark, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Mark> {
        let slots = self.by_key.values();
        slots.map(|slot| &self.slots[*slot as usize])
    }

    fn starting_in(&self, block: usize) -> Vec<Mark> {
        self.filtered(block, |mark| self.block_at(mark.range.start()) == block)
    }

    fn filtered(&self, block: usize, wanted: impl Fn(&Mark) -> bool) -> Vec<Mark> {
        let mut marks: Vec<Mark> = self.in_block[block]
            .iter()
            .chain(&self.long)
            .map(|slot| &self.slots[*slot as usize])
            .filter(|mark| wanted(mark))
            .copied()
            .collect();
        marks.sort_unstable_by_key(in_order);
        marks
    }

    fn touched(&self, range: TextRange) -> std::ops::Range<usize> {
        if self.blocks.is_empty() {
            return 0..0;
        }
        let first = self.block_at(range.start());
        let last = self
            .blocks
            .partition_point(|block| block.start() < range.end());
        first..last.max(first + 1)
    }

    fn changed(&mut self, blocks: std::ops::Range<usize>) {
        self.version.generation += 1;
        for block in blocks {
            self.changes[block] = self.changes[block].wrapping_add(1);
        }
    }
}

impl Extend<Mark> for Overlay {
    fn extend<T: IntoIterator<Item = Mark>>(&mut self, marks: T) {
        let marks = marks.into_iter();
        let count = marks.size_hint().0;
        self.slots.reserve(count);
        self.by_key.reserve(count);
        marks.for_each(|mark| self.insert(mark));
    }
}

/// Reading order: by start, the longer first, then by owner and id.
fn in_order(mark: &Mark) -> (usize, std::cmp::Reverse<usize>, MarkKey) {
    (
        mark.range.start(),
        std::cmp::Reverse(mark.range.end()),
        mark.key,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourceText, blocks};
    use proptest::prelude::*;

    fn mark(text: &SourceText, number: u128, start: usize, end: usize) -> Mark {
        Mark {
            key: MarkKey {
                reading: 0,
                id: SpanId(uuid::Uuid::from_u128(number)),
            },
            range: text.clamp(start..end),
            label: Some(0),
            moved: false,
            unsure: false,
        }
    }

    proptest! {
        #[test]
        fn index_agrees_with_a_plain_list(
            steps in proptest::collection::vec((0u128..20, 0usize..800, 1usize..800, any::<bool>()), 0..60)
        ) {
            let text = SourceText::new(&"abcde fghi\n".repeat(80));
            let mut overlay = Overlay::new(blocks(&text));
            let mut plain: Vec<Mark> = Vec::new();
            for (id, start, len, add) in steps {
                let mark = mark(&text, id, start, start + len);
                plain.retain(|m| m.key != mark.key);
                if add && !mark.range.is_empty() {
                    plain.push(mark);
                    overlay.insert(mark);
                } else {
                    overlay.remove(mark.key);
                }
            }
            prop_assert_eq!(overlay.len(), plain.len());
            for (block, range) in overlay.blocks().iter().enumerate() {
                let mut expected: Vec<Mark> =
                    plain.iter().filter(|m| m.range.overlaps(*range)).copied().collect();
                expected.sort_by_key(in_order);
                prop_assert_eq!(overlay.in_block(block), expected);
            }
            // Walking from the first to the last meets every mark that starts on a block, in order.
            let mut walked = Vec::new();
            let mut here = overlay.next(None, 0, |_| true);
            while let Some(mark) = here {
                walked.push(mark);
                here = overlay.next(Some(mark), 0, |_| true);
            }
            let mut back = Vec::new();
            let mut here = overlay.previous(None, usize::MAX, |_| true);
            while let Some(mark) = here {
                back.push(mark);
                here = overlay.previous(Some(mark), 0, |_| true);
            }
            back.reverse();
            prop_assert_eq!(&walked, &back);
            plain.sort_by_key(in_order);
            prop_assert_eq!(walked, plain);
        }
    }
}
