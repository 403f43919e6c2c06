//! [`Overlay`]: the spans of an article, found by the place where they lie.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::mark_set::MarkSet;
use super::rail::RailColumn;
use crate::model::{LabelKey, SpanId};
use crate::text::TextRange;

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

/// The marks of one article, a set a reading, over the blocks of its text. Changing one touches only
/// the blocks under it.
#[derive(Debug, Default)]
pub struct Overlay {
    blocks: Arc<[TextRange]>,
    /// By number of the reading.
    readings: Vec<MarkSet>,
    changes: Vec<u32>,
    version: Version,
}

/// A state of one overlay: what was worked out from it is good as long as this is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Version {
    /// Which overlay; no two have the same, and it is another one when whole readings change.
    pub overlay: u64,
    /// Rises with every change.
    pub generation: u64,
}

/// How many overlays have been made.
static MADE: AtomicU64 = AtomicU64::new(1);

impl Overlay {
    /// An overlay without marks over a text cut into blocks (`text::blocks`).
    pub fn new(blocks: impl Into<Arc<[TextRange]>>) -> Self {
        let blocks = blocks.into();
        let mut overlay = Self {
            changes: vec![0; blocks.len()],
            blocks,
            ..Self::default()
        };
        overlay.become_another();
        overlay
    }

    /// The blocks.
    pub fn blocks(&self) -> &[TextRange] {
        &self.blocks
    }

    /// The blocks, to be kept.
    pub fn shared_blocks(&self) -> Arc<[TextRange]> {
        Arc::clone(&self.blocks)
    }

    /// The block that holds a byte, or the one before it where it lies on a line end.
    pub fn block_at(&self, byte: usize) -> usize {
        self.blocks
            .partition_point(|block| block.start() <= byte)
            .saturating_sub(1)
    }

    /// Changes which readings there are, by their number; the marks in them stay as they are.
    pub fn change_readings<R>(&mut self, change: impl FnOnce(&mut Vec<MarkSet>) -> R) -> R {
        self.become_another();
        change(&mut self.readings)
    }

    /// Gives every label its number in the codebook, after a change of codebook or readings.
    pub fn number_labels(&mut self, number: impl Fn(&LabelKey) -> Option<u16>) {
        for marks in &mut self.readings {
            marks.number_labels(&number);
        }
        self.become_another();
    }

    /// Shows or hides the marks of a reading.
    pub fn show_reading(&mut self, reading: u16, shown: bool) {
        if let Some(marks) = self.readings.get_mut(usize::from(reading)) {
            marks.hidden = !shown;
            self.become_another();
        }
    }

    /// Adds a mark, or replaces the one with its key. Its label is known by its number alone.
    pub fn insert(&mut self, mark: Mark) {
        self.put(mark, None);
    }

    /// The same with a label that is given its number anew when the codebook changes.
    pub fn insert_labelled(&mut self, mark: Mark, label: &LabelKey) {
        self.put(mark, Some(label));
    }

    fn put(&mut self, mark: Mark, label: Option<&LabelKey>) {
        let reading = usize::from(mark.key.reading);
        if self.readings.len() <= reading {
            self.readings.resize_with(reading + 1, MarkSet::default);
        }
        if let Some(old) = self.readings[reading].insert(&mark, label) {
            self.changed(old);
        }
        self.changed(mark.range);
    }

    /// Takes a mark out.
    pub fn remove(&mut self, key: MarkKey) -> Option<Mark> {
        let marks = self.readings.get_mut(usize::from(key.reading))?;
        let removed = marks.remove(key.id)?;
        self.changed(removed.range);
        Some(Mark {
            key,
            ..removed.mark
        })
    }

    /// A mark by its key; not one of a reading that is hidden.
    pub fn get(&self, key: MarkKey) -> Option<Mark> {
        let marks = self.readings.get(usize::from(key.reading))?;
        marks.get(key.reading, key.id).filter(|_| !marks.hidden)
    }

    /// How many marks there are.
    pub fn len(&self) -> usize {
        self.shown().map(|(_, marks)| marks.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shown().all(|(_, marks)| marks.is_empty())
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
        let range = self.blocks.get(block);
        range.map_or_else(Vec::new, |range| self.touching(*range))
    }

    /// The marks that share a byte with a range, in reading order.
    pub fn touching(&self, range: TextRange) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (reading, set) in self.shown() {
            set.touching(reading, range, &mut marks);
        }
        marks.sort_unstable_by_key(in_order);
        marks
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
        let later = |mark: &Mark| after.is_none_or(|after| in_order(mark) > in_order(&after));
        let walks = self.shown();
        let walks = walks.flat_map(|(reading, set)| set.onwards(reading, from));
        walks.fold(None, |first: Option<Mark>, marks| {
            // None walks further than the first one found so far.
            let nearer = |mark: &Mark| first.is_none_or(|first| in_order(mark) < in_order(&first));
            let mut marks = marks.take_while(nearer);
            marks.find(|mark| later(mark) && wanted(mark)).or(first)
        })
    }

    /// The last mark before another one in reading order that `wanted` accepts.
    pub fn previous(
        &self,
        before: Option<Mark>,
        byte: usize,
        wanted: impl Fn(&Mark) -> bool,
    ) -> Option<Mark> {
        // Those that start with it and are longer come before it.
        let from = before.map_or(byte, |mark| mark.range.start() + 1);
        let earlier = |mark: &Mark| before.is_none_or(|before| in_order(mark) < in_order(&before));
        let walks = self.shown();
        let walks = walks.flat_map(|(reading, set)| set.backwards(reading, from));
        walks.fold(None, |last: Option<Mark>, marks| {
            let nearer = |mark: &Mark| last.is_none_or(|last| in_order(mark) > in_order(&last));
            let mut marks = marks.take_while(nearer);
            marks.find(|mark| earlier(mark) && wanted(mark)).or(last)
        })
    }

    /// Every mark, in no order.
    pub fn iter(&self) -> impl Iterator<Item = Mark> {
        self.shown().flat_map(|(reading, set)| set.iter(reading))
    }

    /// Where the marks of each reading and label lie.
    pub fn rail(&self) -> impl Iterator<Item = RailColumn<'_>> {
        let of = |(reading, set)| MarkSet::rail(set, reading);
        self.shown().flat_map(of)
    }

    fn shown(&self) -> impl Iterator<Item = (u16, &MarkSet)> {
        let numbered = (0..=u16::MAX).zip(&self.readings);
        numbered.filter(|(_, marks)| !marks.hidden)
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

    fn changed(&mut self, range: TextRange) {
        self.version.generation += 1;
        for block in self.touched(range) {
            self.changes[block] = self.changes[block].wrapping_add(1);
        }
    }

    /// So much changes that nothing holds that was worked out before.
    fn become_another(&mut self) {
        self.version = Version {
            overlay: MADE.fetch_add(1, Ordering::Relaxed),
            generation: self.version.generation + 1,
        };
    }
}

impl Extend<Mark> for Overlay {
    fn extend<T: IntoIterator<Item = Mark>>(&mut self, marks: T) {
        marks.into_iter().for_each(|mark| self.insert(mark));
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
            steps in proptest::collection::vec((0u128..20, 0usize..800, 1usize..800, 0u16..3, any::<bool>()), 0..60)
        ) {
            let text = SourceText::new(&"abcde fghi\n".repeat(80));
            let mut overlay = Overlay::new(blocks(&text));
            let mut plain: Vec<Mark> = Vec::new();
            for (id, start, len, reading, add) in steps {
                let mut mark = mark(&text, id, start, start + len);
                mark.key.reading = reading;
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
