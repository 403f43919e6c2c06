//! Walking through the marks that lie under one place.

use egui::Pos2;

use super::pointer::{STILL, Spot};
use super::{Frame, PageView};
use crate::overlay::MarkKey;

/// Where the last click on marks was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk {
    place: Pos2,
}

impl PageView {
    /// A click selects the shortest mark under it; the same click again the next longer one, and after
    /// the longest none.
    pub(super) fn walk_stack(&mut self, frame: &mut Frame<'_>, spot: Spot, at: Pos2) {
        let stack = match spot.under {
            Some(byte) => marks_at(frame, byte),
            None => Vec::new(),
        };
        let again = self
            .pointer
            .walk
            .is_some_and(|walk| walk.place.distance(at) < STILL);
        self.pointer.walk = Some(Walk { place: at });
        let selected = frame.selected.filter(|_| again);
        frame.select_mark(next(&stack, selected));
    }
}

/// The marks over a character, shortest first; those that are dimmed come after all others.
pub(super) fn marks_at(frame: &Frame<'_>, byte: usize) -> Vec<MarkKey> {
    let marks = frame.input.overlay.at(byte).into_iter();
    let mut keys: Vec<MarkKey> = marks.map(|mark| mark.key).collect();
    keys.sort_by_key(|key| frame.is_hidden(*key));
    keys
}

fn next(stack: &[MarkKey], selected: Option<MarkKey>) -> Option<MarkKey> {
    let place = selected.and_then(|key| stack.iter().position(|other| *other == key));
    match place {
        Some(place) => stack.get(place + 1).copied(),
        None => stack.first().copied(),
    }
}
