//! [`Held`]: the words at the top of the view, which stay there when the text is set otherwise.

use egui::{Ui, vec2};

use crate::anchor::PlaceMap;

use super::rows::{Rows, byte_of};
use super::{Frame, PageView, Seen};

/// The row at the top of the view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// Its first byte.
    byte: usize,
    /// How far below its top the view starts, in heights of the row.
    share: f64,
    /// The offset at which that was so. While nobody scrolls, the same byte is held however often the
    /// text is set anew, so that the place never drifts.
    offset: f64,
}

impl Held {
    /// The same words in a text that was changed.
    pub(super) fn moved(self, map: &PlaceMap) -> Self {
        Self {
            byte: map.start(self.byte),
            ..self
        }
    }
}

impl PageView {
    /// Byte where the row at the top of the view starts.
    pub fn first_seen(&self) -> usize {
        self.held.map_or(0, |held| held.byte)
    }

    /// Learns which words are at the top of the view.
    pub(super) fn hold(&mut self, frame: &Frame<'_>, seen: &[Seen]) {
        if self.held.is_some_and(|held| held.offset == self.offset) {
            return;
        }
        self.held = None;
        let first = seen.first();
        let Some(seen) = first.filter(|_| self.offset > f64::from(frame.sheet.head())) else {
            return;
        };
        let top = self.top_of(frame, seen.block) + f64::from(seen.laid.above);
        let within = self.offset - top;
        let rows = Rows::new(&seen.laid.galley);
        let char = rows.hit(vec2(f32::NEG_INFINITY, within as f32)).gap;
        let (_, row) = rows.caret(char);
        let height = f64::from(row.span().max(1.0));
        self.held = Some(Held {
            byte: frame.input.start(seen.block) + byte_of(frame.input.block(seen.block), char),
            share: (within - f64::from(row.min)) / height,
            offset: self.offset,
        });
    }

    /// Brings the words that were at the top back there.
    pub(super) fn put_back(&mut self, ui: &Ui, frame: &Frame<'_>) {
        let Some(held) = self.held else {
            return;
        };
        let (block, top, bottom) = self.row_at(ui, frame, held.byte);
        let below = f64::from(top) + held.share * f64::from(bottom - top);
        self.offset = (self.top_of(frame, block) + below).max(0.0);
        self.still_hold();
    }

    /// Says that the words held are still those, though the offset is another one.
    pub(super) fn still_hold(&mut self) {
        if let Some(held) = &mut self.held {
            held.offset = self.offset;
        }
    }
}
