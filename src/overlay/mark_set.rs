//! [`MarkSet`]: the marks of one reading, found by place and by id.

use std::cmp::Reverse;

use super::index::{Mark, MarkKey};
use super::rail::{RailColumn, Track};
use crate::model::{Keyed, LabelKey, Sorted, SpanId};
use crate::text::TextRange;

/// Marks shorter than this in bytes are of the first class; each next class is four times as long.
const SHORT: usize = 256;

/// A span as it is drawn, whatever its label is in the codebook and whoever made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnSpan {
    /// Which.
    pub id: SpanId,
    /// Where it is now.
    pub range: TextRange,
    /// Its label.
    pub label: LabelKey,
    /// Whether it is not where it was.
    pub moved: bool,
    /// Whether the reviewer was unsure.
    pub unsure: bool,
}

/// The marks of one reading.
///
/// They lie in classes by length, each sorted by start: whatever touches a place starts at most the
/// longest length of its class before it, so that finding it costs what is found, with spans over
/// words and spans over whole books alike. Made on a job's thread and handed over as a whole.
#[derive(Clone, Debug, Default)]
pub struct MarkSet {
    classes: Vec<Sorted<Placed>>,
    by_id: Sorted<Known>,
    labels: Vec<Name>,
    /// Along the text, by name.
    tracks: Vec<Track>,
    pub(super) hidden: bool,
}

/// A label of these marks: its key, where known, and its number in the codebook.
#[derive(Clone, Debug)]
struct Name {
    key: Option<LabelKey>,
    number: Option<u16>,
}

#[derive(Clone, Copy, Debug)]
struct Placed {
    range: TextRange,
    id: SpanId,
    /// Place in the list of names.
    name: u16,
    moved: bool,
    unsure: bool,
}

/// Reading order: by start, the longer first.
type Place = (usize, Reverse<usize>, SpanId);

impl Keyed for Placed {
    type Key = Place;

    fn key(&self) -> Place {
        (self.range.start(), Reverse(self.range.end()), self.id)
    }
}

/// Before every mark that starts at a byte.
fn first_at(byte: usize) -> Place {
    (byte, Reverse(usize::MAX), SpanId(uuid::Uuid::nil()))
}

#[derive(Clone, Copy, Debug)]
struct Known {
    id: SpanId,
    range: TextRange,
}

impl Keyed for Known {
    type Key = SpanId;

    fn key(&self) -> SpanId {
        self.id
    }
}

fn class_of(range: TextRange) -> usize {
    let mut class = 0;
    while range.len() >= longest(class) {
        class += 1;
    }
    class
}

/// Marks of a class are shorter than this.
fn longest(class: usize) -> usize {
    let bits = u32::try_from(2 * class).unwrap_or(u32::MAX);
    SHORT
        .checked_shl(bits)
        .filter(|l| *l > 0)
        .unwrap_or(usize::MAX)
}

impl FromIterator<DrawnSpan> for MarkSet {
    fn from_iter<T: IntoIterator<Item = DrawnSpan>>(spans: T) -> Self {
        let mut set = Self::default();
        let mut classes: Vec<Vec<Placed>> = Vec::new();
        let mut known: Vec<Known> = Vec::new();
        for span in spans {
            let placed = Placed {
                range: span.range,
                id: span.id,
                name: set.name_of(Some(&span.label), None),
                moved: span.moved,
                unsure: span.unsure,
            };
            set.track(placed.name).add(placed.range);
            let class = class_of(placed.range);
            if classes.len() <= class {
                classes.resize_with(class + 1, Vec::new);
            }
            classes[class].push(placed);
            known.push(Known {
                id: span.id,
                range: span.range,
            });
        }
        for class in &mut classes {
            // Spans come in text order, but of those that start together the shorter ones first.
            for together in class.chunk_by_mut(|a, b| a.range.start() == b.range.start()) {
                together.sort_unstable_by_key(Keyed::key);
            }
        }
        set.classes = classes.into_iter().map(Sorted::from_iter).collect();
        set.by_id = known.into_iter().collect();
        set
    }
}

impl MarkSet {
    /// How many marks there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The same, drawn or not.
    #[must_use]
    pub fn shown(mut self, shown: bool) -> Self {
        self.hidden = !shown;
        self
    }

    /// Where a span is.
    pub fn range_of(&self, id: SpanId) -> Option<TextRange> {
        self.by_id.get(&id).map(|known| known.range)
    }

    /// Adds a mark or replaces the one of its id; says where that was.
    pub(super) fn insert(&mut self, mark: &Mark, label: Option<&LabelKey>) -> Option<TextRange> {
        let old = self.remove(mark.key.id);
        let placed = Placed {
            range: mark.range,
            id: mark.key.id,
            name: self.name_of(label, mark.label),
            moved: mark.moved,
            unsure: mark.unsure,
        };
        self.track(placed.name).add(placed.range);
        let class = class_of(mark.range);
        if self.classes.len() <= class {
            self.classes.resize_with(class + 1, Sorted::default);
        }
        self.classes[class].insert(placed);
        self.by_id.insert(Known {
            id: placed.id,
            range: placed.range,
        });
        old.map(|old| old.range)
    }

    /// Takes a mark out.
    pub(super) fn remove(&mut self, id: SpanId) -> Option<RemovedMark> {
        let Known { range, .. } = self.by_id.remove(&id)?;
        let class = self.classes.get_mut(class_of(range))?;
        let placed = class.remove(&(range.start(), Reverse(range.end()), id))?;
        self.track(placed.name).remove(range);
        Some(RemovedMark {
            range,
            mark: self.mark(&placed, 0),
        })
    }

    /// Where the marks of each label lie along the text.
    pub(super) fn rail(&self, reading: u16) -> impl Iterator<Item = RailColumn<'_>> {
        let known = self.labels.iter().zip(&self.tracks);
        let known = known.filter(|(_, track)| !track.is_empty());
        known.map(move |(name, track)| RailColumn {
            label: name.number,
            reading,
            track,
        })
    }

    fn track(&mut self, name: u16) -> &mut Track {
        let name = usize::from(name);
        if self.tracks.len() <= name {
            self.tracks.resize_with(name + 1, Track::default);
        }
        &mut self.tracks[name]
    }

    /// Gives every label its number in the codebook.
    pub(super) fn number_labels(&mut self, number: &dyn Fn(&LabelKey) -> Option<u16>) {
        for name in &mut self.labels {
            if let Some(key) = &name.key {
                name.number = number(key);
            }
        }
    }

    /// A mark by its span.
    pub(super) fn get(&self, reading: u16, id: SpanId) -> Option<Mark> {
        let range = self.by_id.get(&id)?.range;
        let class = self.classes.get(class_of(range))?;
        let placed = class.get(&(range.start(), Reverse(range.end()), id))?;
        Some(self.mark(placed, reading))
    }

    /// Adds those that share a byte with a range.
    pub(super) fn touching(&self, reading: u16, range: TextRange, out: &mut Vec<Mark>) {
        for (class, marks) in self.classes.iter().enumerate() {
            let from = range.start().saturating_sub(longest(class));
            let near = marks.from(first_at(from));
            let near = near.take_while(|placed| placed.range.start() < range.end());
            let touching = near.filter(|placed| placed.range.overlaps(range));
            out.extend(touching.map(|placed| self.mark(placed, reading)));
        }
    }

    /// Walks on from a byte, a class after the other, each in reading order.
    pub(super) fn onwards(
        &self,
        reading: u16,
        byte: usize,
    ) -> impl Iterator<Item = impl Iterator<Item = Mark>> {
        self.classes.iter().map(move |class| {
            let marks = class.from(first_at(byte));
            marks.map(move |placed| self.mark(placed, reading))
        })
    }

    /// Walks back from before a byte, a class after the other, each in reverse reading order.
    pub(super) fn backwards(
        &self,
        reading: u16,
        byte: usize,
    ) -> impl Iterator<Item = impl Iterator<Item = Mark>> {
        self.classes.iter().map(move |class| {
            let marks = class.before(first_at(byte));
            marks.map(move |placed| self.mark(placed, reading))
        })
    }

    /// All, in no order.
    pub(super) fn iter(&self, reading: u16) -> impl Iterator<Item = Mark> {
        let all = self.classes.iter().flat_map(Sorted::iter);
        all.map(move |placed| self.mark(placed, reading))
    }

    fn mark(&self, placed: &Placed, reading: u16) -> Mark {
        let name = self.labels.get(usize::from(placed.name));
        Mark {
            key: MarkKey {
                reading,
                id: placed.id,
            },
            range: placed.range,
            label: name.and_then(|name| name.number),
            moved: placed.moved,
            unsure: placed.unsure,
        }
    }

    /// The place of a label in the list of names; without a key it is known by its number.
    fn name_of(&mut self, key: Option<&LabelKey>, number: Option<u16>) -> u16 {
        let known = self.labels.iter().position(|name| match key {
            Some(_) => name.key.as_ref() == key,
            None => name.key.is_none() && name.number == number,
        });
        let at = known.unwrap_or_else(|| {
            self.labels.push(Name {
                key: key.cloned(),
                number,
            });
            self.labels.len() - 1
        });
        // No codebook has as many labels.
        u16::try_from(at).unwrap_or(u16::MAX)
    }
}

/// A mark that was taken out.
pub(super) struct RemovedMark {
    pub(super) range: TextRange,
    pub(super) mark: Mark,
}
