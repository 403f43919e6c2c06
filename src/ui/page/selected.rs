//! The selection, the caret, and the frame of the selected mark.

use egui::emath::GuiRounding as _;
use egui::{Painter, Pos2, Rangef, Rect, Vec2, pos2, vec2};

use super::marks::{BAND_BOTTOM, BAND_TOP, band};
use super::paint::strips;
use super::rows::{Rows, Strip, char_of};
use super::tiles::{Quad, Tile};
use super::{Frame, PageView, Seen};
use crate::text::TextRange;

/// How many bytes a selection may have more than the mark made of it.
const TRIMMED: usize = 12;

/// Thickness of the uprights at the ends of the selection, in points.
const END: f32 = 1.5;

impl PageView {
    /// What of the selection lies in a block.
    pub(super) fn selection_on(&self, frame: &Frame<'_>, seen: &Seen) -> Vec<Quad> {
        let Some(selection) = self.selection_to_paint(frame) else {
            return Vec::new();
        };
        let quad = |x, y, color| Quad {
            rect: Rect::from_x_y_ranges(x, y),
            tile: Tile::Solid,
            color,
        };
        let theme = frame.input.theme;
        let mut quads = Vec::new();
        for strip in strips(frame, seen, selection) {
            quads.push(quad(strip.x, strip.row, theme.selection));
            // Uprights at its ends tell it from marks of like colour.
            for x in ends(frame, seen, &strip, selection) {
                quads.push(quad(Rangef::new(x, x + END), strip.row, theme.accent));
            }
        }
        quads
    }

    /// The selection, unless the selected mark covers just that: its frame says enough, and the
    /// colour of its label stays to be seen.
    fn selection_to_paint(&self, frame: &Frame<'_>) -> Option<TextRange> {
        let text = frame.input.text;
        let selection = frame.selection.range(text);
        let mark = frame.selected.and_then(|key| frame.input.overlay.get(key));
        // What was selected may have a full stop or spaces more than what was marked.
        let same = mark.is_some_and(|mark| {
            let marked = frame.place(mark);
            selection.contains(marked) && selection.len() - marked.len() <= TRIMMED
                || frame.preview.is_some()
        });
        (!selection.is_empty() && !same).then_some(selection)
    }

    /// A frame around the selected mark; open where it goes on in the next row.
    pub(super) fn outline_of_selected(&self, frame: &Frame<'_>, seen: &Seen) -> Vec<Quad> {
        let mark = frame.selected.and_then(|key| frame.input.overlay.get(key));
        let Some((mark, look)) = mark.and_then(|mark| Some((mark, self.looks.of(&mark)?))) else {
            return Vec::new();
        };
        let pixels = frame.sheet.pixels;
        let thick = (2.0 * pixels).round() / pixels;
        let mut quads = Vec::new();
        let mut line = |rect: Rect| {
            quads.push(Quad {
                rect,
                tile: Tile::Solid,
                color: look.colors.letter,
            });
        };
        let range = frame.place(mark);
        for strip in strips(frame, seen, range) {
            let rect = band(&strip, seen.laid.em).expand2(vec2(1.0, 1.0));
            let rect = Rect::from_min_max(
                rect.min.round_to_pixels(pixels),
                rect.max.round_to_pixels(pixels),
            );
            line(Rect::from_min_max(
                rect.min,
                pos2(rect.right(), rect.top() + thick),
            ));
            line(Rect::from_min_max(
                pos2(rect.left(), rect.bottom() - thick),
                rect.max,
            ));
            if strip.first && range.start() >= frame.input.start(seen.block) {
                line(Rect::from_min_max(
                    rect.min,
                    pos2(rect.left() + thick, rect.bottom()),
                ));
            }
            let end = frame.input.start(seen.block) + frame.input.block(seen.block).len();
            if strip.last && range.end() <= end {
                line(Rect::from_min_max(
                    pos2(rect.right() - thick, rect.top()),
                    rect.max,
                ));
            }
        }
        quads
    }
}

/// Left edges of the uprights at the ends of the selection that lie in a strip.
fn ends(
    frame: &Frame<'_>,
    seen: &Seen,
    strip: &Strip,
    selection: TextRange,
) -> impl Iterator<Item = f32> {
    let start = frame.input.start(seen.block);
    let end = start + frame.input.block(seen.block).len();
    let first = strip.first && selection.start() >= start;
    let last = strip.last && selection.end() <= end;
    let ends = [(first, strip.x.min - END), (last, strip.x.max)];
    ends.into_iter()
        .filter_map(|(is_end, x)| is_end.then_some(x))
}

pub(super) fn paint_caret(painter: &Painter, frame: &Frame<'_>, seen: &[Seen]) {
    if !frame.response.has_focus() {
        return;
    }
    let head = frame.selection.head;
    let mark = frame.selected.and_then(|key| frame.input.overlay.get(key));
    let at_edge = |mark: crate::overlay::Mark| {
        let range = mark.range;
        frame.preview.is_some() || [range.start(), range.end()].contains(&head)
    };
    if mark.is_some_and(at_edge) {
        // The frame of the mark says it.
        return;
    }
    let block = frame.input.overlay.block_at(head);
    let Some(seen) = seen.iter().find(|seen| seen.block == block) else {
        return;
    };
    let place = caret_place(frame, seen, head);
    let em = seen.laid.em;
    let pixels = frame.sheet.pixels;
    let x = place.x.round_to_pixels(pixels);
    let rect = Rect::from_min_max(
        pos2(x - 1.0, place.y - BAND_TOP * em),
        pos2(x + 1.0, place.y + BAND_BOTTOM * em),
    );
    painter.rect_filled(rect, 0.0, frame.input.theme.accent);
}

/// Whether the caret stands in the view, or would if the page had the keyboard.
pub(super) fn is_caret_in_view(frame: &Frame<'_>, seen: &[Seen]) -> bool {
    let head = frame.selection.head;
    let block = frame.input.overlay.block_at(head);
    let seen = seen.iter().find(|seen| seen.block == block);
    let place = seen.map(|seen| caret_place(frame, seen, head));
    place.is_some_and(|place| frame.sheet.view.y_range().contains(place.y))
}

/// Where a caret stands on the screen, on its base line.
fn caret_place(frame: &Frame<'_>, seen: &Seen, byte: usize) -> Pos2 {
    let text = frame.input.block(seen.block);
    let within = byte.saturating_sub(frame.input.start(seen.block));
    let (caret, _) = Rows::new(&seen.laid.galley).caret(char_of(text, within));
    caret + Vec2::new(frame.sheet.left, seen.top)
}
