//! What was read: keys that say so, and the line beside the rows.

use egui::{Painter, Rangef, Rect, Ui, pos2, vec2};

use super::moves::{self, Way};
use super::rows::Rows;
use super::{Frame, PageAction, PageView, Seen};
use crate::session::Selection;
use crate::text::sentence_at;

/// Where the line stands left of the text, and how thick it is, in sizes of running text.
const PLACE: f32 = 0.62;
const THICK: f32 = 0.11;

impl PageView {
    /// Says that the selected sentence was read and goes on to the next one; or goes back to the one
    /// before and says that it was not.
    pub(super) fn read_sentence(&mut self, ui: &Ui, frame: &mut Frame<'_>, way: Way) {
        let text = frame.input.text;
        let in_sight = self.is_in_sight(frame, frame.selection.head);
        let from = match in_sight {
            true => frame.selection,
            false => Selection::caret(self.first_in_sight(ui, frame)),
        };
        if way == Way::Forth && !from.is_caret() {
            frame.actions.push(PageAction::Read(from.range(text), true));
        }
        let Some(sentence) = moves::sentence(text, from, way) else {
            return;
        };
        frame.select_words(Selection::of(sentence));
        self.reveal(sentence);
        if way == Way::Back {
            frame.actions.push(PageAction::Read(sentence, false));
        }
    }
}

/// Whoever steps on from a selected sentence has read it.
pub(super) fn passed(frame: &Frame<'_>, from: Selection, way: Way) -> Option<PageAction> {
    let range = from.range(frame.input.text);
    let sentence = sentence_at(frame.input.text, range.start())?;
    let whole = way == Way::Forth && range.contains(sentence) && !sentence.is_empty();
    whole.then_some(PageAction::Passed(range))
}

/// Paints the line beside the rows of a block that were read. Of a row that was read in part, so much of
/// its height.
pub(super) fn paint(painter: &Painter, frame: &Frame<'_>, seen: &Seen) {
    let input = frame.input;
    let Some(block) = input.overlay.blocks().get(seen.block) else {
        return;
    };
    if input.read.is_empty() || block.is_empty() {
        return;
    }
    let chars = input.text.to_chars(*block);
    let parts = input.read.within(chars);
    if parts.is_empty() {
        return;
    }
    let size = frame.sheet.size;
    let left = frame.sheet.round(frame.sheet.left - PLACE * size);
    let width = frame.sheet.round((THICK * size).max(1.5));
    let rows = Rows::new(&seen.laid.galley);
    for part in parts {
        let heights = heights(&rows, part.start - chars.start..part.end - chars.start);
        let (top, bottom) = (heights.min + seen.top, heights.max + seen.top);
        let rect = Rect::from_min_size(pos2(left, top), vec2(width, bottom - top));
        painter.rect_filled(rect, width / 2.0, input.theme.ok.gamma_multiply(0.45));
    }
}

/// From where to where a range of characters goes down the rows.
fn heights(rows: &Rows<'_>, chars: std::ops::Range<usize>) -> Rangef {
    let at = |char: usize, row: usize| {
        let (of_row, _) = rows.row_range(row);
        let (_, height) = rows.caret(of_row.start);
        let share = (char - of_row.start) as f32 / (of_row.len().max(1)) as f32;
        height.min + share.min(1.0) * height.span()
    };
    let first = rows.row_of(chars.start);
    let last = rows.row_of(chars.end.saturating_sub(1).max(chars.start));
    Rangef::new(at(chars.start, first), at(chars.end, last))
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::lay_out_plain;
    use super::*;

    #[test]
    fn the_line_goes_down_with_the_text() {
        let ctx = egui::Context::default();
        ctx.set_fonts(crate::ui::fonts::definitions());
        let mut found = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let text = "one two three four five six seven eight nine ten";
            let laid = lay_out_plain(ui, text, 120.0);
            let rows = Rows::new(&laid.galley);
            let (half, end) = (text.len() / 2, text.len());
            found = [0..end, 0..half, half..end]
                .map(|part| heights(&rows, part))
                .into();
        });
        output.textures_delta.clear();
        let [whole, first, second] = found[..] else {
            panic!("{found:?}");
        };
        assert!(whole.span() > 60.0);
        assert_eq!((first.min, second.max), (whole.min, whole.max));
        assert!((first.max - second.min).abs() < 0.5, "{first:?} {second:?}");
    }
}
