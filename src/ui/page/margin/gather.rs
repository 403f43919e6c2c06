//! Which notes there are in a block, by the row in which their mark starts.

use std::ops::Range;
use std::sync::Arc;

use egui::Rangef;

use super::note::NoteText;
use crate::overlay::{Mark, MarkKey};

/// Notes of one row that are known one by one; the others are counted.
const KNOWN: usize = 8;

/// The notes of the marks that start in one row.
#[derive(Clone, Debug)]
pub struct RowNotes {
    /// Top and bottom of the row, relative to the block.
    pub row: Rangef,
    /// The first ones.
    pub notes: Vec<Noted>,
    /// How many more there are.
    pub more: usize,
}

/// A mark that has something to say.
#[derive(Clone, Debug)]
pub struct Noted {
    /// Which.
    pub key: MarkKey,
    /// Its first byte.
    pub start: usize,
    /// Where its part in the row ends, relative to the block.
    pub right: f32,
    /// What is said of it, once it was asked for.
    pub text: Option<Arc<NoteText>>,
}

/// Gathers the notes of a block: marks come in the order of the text, with the characters that they
/// cover of the block; `row_of` gives the row of a character, its height and where a range ends in it.
pub fn gather<'a>(
    marks: impl Iterator<Item = (&'a Mark, Range<usize>)>,
    noted: impl Fn(MarkKey) -> bool,
    row_of: impl Fn(Range<usize>) -> Option<(Rangef, f32)>,
) -> Vec<RowNotes> {
    let mut rows: Vec<RowNotes> = Vec::new();
    // Many marks may start with one character.
    let mut last: Option<(Range<usize>, Rangef, f32)> = None;
    for (mark, chars) in marks.filter(|(mark, _)| noted(mark.key)) {
        let known = last.as_ref().filter(|(range, ..)| *range == chars);
        let place = match known {
            Some((_, row, right)) => Some((*row, *right)),
            None => row_of(chars.clone()),
        };
        let Some((row, right)) = place else {
            continue;
        };
        last = Some((chars, row, right));
        if rows.last().is_none_or(|last| last.row != row) {
            rows.push(RowNotes {
                row,
                notes: Vec::new(),
                more: 0,
            });
        }
        let Some(of_row) = rows.last_mut() else {
            continue;
        };
        if of_row.notes.len() < KNOWN {
            of_row.notes.push(Noted {
                key: mark.key,
                start: mark.range.start(),
                right,
                text: None,
            });
        } else {
            of_row.more += 1;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SpanId;
    use crate::text::SourceText;

    #[test]
    fn notes_are_by_row_and_many_are_counted() {
        let text = SourceText::new(&"x".repeat(100));
        let mark = |number: usize, start: usize| Mark {
            key: MarkKey::own(SpanId(uuid::Uuid::from_u128(number as u128))),
            range: text.clamp(start..start + 5),
            label: None,
            moved: false,
            unsure: false,
        };
        let marks: Vec<Mark> = (0..30).map(|n| mark(n, n / 20 * 15)).collect();
        let silent = marks[3].key;
        let ranges = marks.iter().map(|mark| (mark, mark.range.bytes()));
        let rows = gather(
            ranges,
            |key| key != silent,
            |chars| {
                let row = (chars.start / 10) as f32;
                Some((Rangef::new(row, row + 1.0), 0.0))
            },
        );
        let found: Vec<(usize, usize)> = rows.iter().map(|r| (r.notes.len(), r.more)).collect();
        assert_eq!(found, [(8, 11), (8, 2)]);
        assert_eq!(rows[0].notes[3].key, marks[4].key);
    }
}
