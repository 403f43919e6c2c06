//! Painting: paper, marks, text, caret, in this order from below.

use egui::{Align2, FontId, Painter, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::coverage;
use super::edges;
use super::margin::{RowNotes, gather, row_of};
use super::marks::{self, Block};
use super::rows::{CharTable, Rows, Strip, char_of};
use super::selected::paint_caret;
use super::tiles::{Batch, Tiles};
use super::{Frame, PageView, Seen};
use crate::overlay::Mark;
use crate::text::TextRange;

/// Size of paragraph numbers, in sizes of running text.
const NUMBER: f32 = 0.66;

impl PageView {
    pub(super) fn paint(&mut self, ui: &Ui, frame: &Frame<'_>, seen: &[Seen]) {
        self.draw_marks(ui, frame, seen);
        let rect = frame.sheet.view.union(frame.sheet.bar);
        let painter = ui.painter_at(rect);
        paint_paper(&painter, frame, rect);
        if let Some(tiles) = &self.tiles {
            self.stats.rectangles = self.paint_marks(&painter, frame, seen, tiles);
        }
        self.paint_letters(ui, &painter, frame, seen);
        for seen in seen {
            let place = pos2(frame.sheet.left, seen.top);
            let galley = seen.laid.galley.clone();
            painter.galley(place, galley, frame.input.theme.ink);
            self.paint_number(&painter, frame, seen);
            coverage::paint(&painter, frame, seen);
        }
        self.paint_handles(ui, &painter, frame, seen);
        paint_caret(&painter, frame, seen);
        self.paint_rail(ui, frame);
        if self.keys.ring && frame.response.has_focus() {
            let stroke = Stroke::new(frame.input.theme.ring, frame.input.theme.focus);
            painter.rect_stroke(frame.sheet.view, 3.0, stroke, StrokeKind::Inside);
        }
    }

    /// Works out what changed of the marks in sight.
    fn draw_marks(&mut self, ui: &Ui, frame: &Frame<'_>, seen: &[Seen]) {
        let overlay = frame.input.overlay;
        for seen in seen {
            let generation = overlay.block_generation(seen.block);
            let Some(range) = overlay.blocks().get(seen.block) else {
                continue;
            };
            let moving = frame.moving_on(*range);
            let known = self.drawings.get(&seen.block);
            if moving.is_none() && known.is_some_and(|(drawn, _)| *drawn == generation) {
                continue;
            }
            let marks = overlay.in_block(seen.block).into_iter();
            let (dimmed, mut marks): (Vec<Mark>, Vec<Mark>) =
                marks.partition(|mark| frame.is_hidden(mark.key));
            if let Some(moving) = moving {
                edges::replace(&mut marks, moving, *range);
            }
            let block = Block {
                range: *range,
                text: frame.input.block(seen.block),
                laid: &seen.laid,
                size: frame.sheet.size,
                pixels: frame.sheet.pixels,
            };
            let mut drawing = marks::draw(ui, &block, &marks, &dimmed, &self.looks);
            drawing.notes = notes(frame, &block, &marks);
            // What is drawn of an edge on its way is good for this frame alone.
            let drawn = generation.wrapping_sub(u32::from(moving.is_some()));
            self.drawings.insert(seen.block, (drawn, drawing));
        }
    }

    fn paint_marks(
        &self,
        painter: &Painter,
        frame: &Frame<'_>,
        seen: &[Seen],
        tiles: &Tiles,
    ) -> usize {
        let (mut backs, mut selected, mut lines) =
            (Batch::new(tiles), Batch::new(tiles), Batch::new(tiles));
        for seen in seen {
            let origin = vec2(frame.sheet.left, seen.top);
            if let Some((_, drawing)) = self.drawings.get(&seen.block) {
                drawing.backs.iter().for_each(|q| backs.add(q, origin));
                drawing.lines.iter().for_each(|q| lines.add(q, origin));
            }
            for quad in self.selection_on(frame, seen) {
                selected.add(&quad, origin);
            }
            for quad in self.suggestions_on(frame, seen) {
                lines.add(&quad, origin);
            }
            for quad in self.hits_on(frame, seen) {
                lines.add(&quad, origin);
            }
            for quad in self.outline_of_selected(frame, seen) {
                lines.add(&quad, origin);
            }
        }
        backs.paint(painter) + selected.paint(painter) + lines.paint(painter)
    }

    fn paint_letters(&self, ui: &Ui, painter: &Painter, frame: &Frame<'_>, seen: &[Seen]) {
        for seen in seen {
            let origin = vec2(frame.sheet.left, seen.top);
            if let Some((_, drawing)) = self.drawings.get(&seen.block) {
                for letter in &drawing.letters {
                    letter.paint(ui, painter, origin, frame.input.theme.paper);
                }
            }
            self.paint_suggested(ui, painter, frame, seen);
        }
    }

    fn paint_number(&self, painter: &Painter, frame: &Frame<'_>, seen: &Seen) {
        let Some(number) = self.outline.number(seen.block) else {
            return;
        };
        let size = NUMBER * frame.sheet.size;
        let (caret, _) = Rows::new(&seen.laid.galley).caret(0);
        let lay_out = |size: f32| {
            let font = FontId::proportional(size);
            painter.layout_no_wrap(number.to_string(), font, frame.input.theme.muted)
        };
        let right = frame.sheet.left - 1.1 * frame.sheet.size;
        let room = right - frame.sheet.paper.min - 2.0;
        let mut galley = lay_out(size);
        if galley.size().x > room {
            // Thousands of paragraphs: smaller numbers rather than cut ones.
            galley = lay_out(size * (room / galley.size().x).max(0.4));
        }
        let baseline = galley
            .rows
            .first()
            .and_then(|row| row.glyphs.first())
            .map_or(0.0, |glyph| glyph.pos.y);
        let place = Align2::RIGHT_TOP
            .anchor_size(pos2(right, seen.top + caret.y - baseline), galley.size());
        painter.galley(place.min, galley, frame.input.theme.muted);
    }
}

/// The notes of the marks that start in a block.
fn notes(frame: &Frame<'_>, block: &Block<'_>, marks: &[Mark]) -> Vec<RowNotes> {
    let table = CharTable::new(block.text);
    let rows = Rows::new(&block.laid.galley);
    let starting = marks
        .iter()
        .filter(|mark| mark.range.start() >= block.range.start());
    let parts = starting.filter_map(|mark| {
        let part = mark.range.intersection(block.range)?;
        let char = |byte: usize| table.char_of(byte - block.range.start());
        Some((mark, char(part.start())..char(part.end())))
    });
    gather(parts, frame.input.noted, |chars| row_of(&rows, chars))
}

/// What a range of the text covers of a block in sight.
pub(super) fn strips(frame: &Frame<'_>, seen: &Seen, range: TextRange) -> Vec<Strip> {
    let Some(block) = frame.input.overlay.blocks().get(seen.block) else {
        return Vec::new();
    };
    let Some(part) = range.intersection(*block) else {
        return Vec::new();
    };
    let text = frame.input.block(seen.block);
    let char = |byte: usize| char_of(text, byte - block.start());
    let rows = Rows::new(&seen.laid.galley);
    rows.strips(char(part.start())..char(part.end())).collect()
}

fn paint_paper(painter: &Painter, frame: &Frame<'_>, rect: Rect) {
    let theme = frame.input.theme;
    let paper = frame.sheet.paper;
    painter.rect_filled(rect, 0.0, theme.background);
    if paper.span() >= frame.sheet.view.width() {
        painter.rect_filled(rect, 0.0, theme.paper);
    } else {
        let sheet = Rect::from_x_y_ranges(paper, rect.y_range());
        painter.rect_filled(sheet, 0.0, theme.paper);
        let stroke = Stroke::new(theme.edge, theme.line);
        painter.vline(paper.min, rect.y_range(), stroke);
        painter.vline(paper.max, rect.y_range(), stroke);
    }
}
