//! Painting: paper, marks, text, caret, in this order from below.

use egui::emath::GuiRounding as _;
use egui::{Align2, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::marks::{self, BAND_BOTTOM, BAND_TOP, Block, band};
use super::rows::{Rows, Strip, char_of};
use super::tiles::{Batch, Quad, Tile, Tiles};
use super::{Frame, PageView, Seen};
use crate::overlay::Mark;
use crate::text::TextRange;

/// How many bytes a selection may have more than the mark made of it.
const TRIMMED: usize = 12;

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
        }
        paint_caret(&painter, frame, seen);
        self.paint_bar(ui, frame);
        if self.keys.ring && frame.response.has_focus() {
            let stroke = Stroke::new(2.0, frame.input.theme.focus);
            painter.rect_stroke(frame.sheet.view, 3.0, stroke, StrokeKind::Inside);
        }
    }

    /// Works out what changed of the marks in sight.
    fn draw_marks(&mut self, ui: &Ui, frame: &Frame<'_>, seen: &[Seen]) {
        let overlay = frame.input.overlay;
        for seen in seen {
            let generation = overlay.block_generation(seen.block);
            let known = self.drawings.get(&seen.block);
            if known.is_some_and(|(drawn, _)| *drawn == generation) {
                continue;
            }
            let mut marks: Vec<Mark> = overlay.in_block(seen.block);
            marks.retain(|mark| !frame.is_hidden(mark.key));
            let Some(range) = overlay.blocks().get(seen.block) else {
                continue;
            };
            let block = Block {
                range: *range,
                text: frame.input.block(seen.block),
                laid: &seen.laid,
                size: frame.sheet.size,
                pixels: frame.sheet.pixels,
            };
            let drawing = marks::draw(ui, &block, &marks, &self.looks);
            self.drawings.insert(seen.block, (generation, drawing));
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
        let selection = self.selection_to_paint(frame);
        for seen in seen {
            let origin = vec2(frame.sheet.left, seen.top);
            if let Some((_, drawing)) = self.drawings.get(&seen.block) {
                drawing.backs.iter().for_each(|q| backs.add(q, origin));
                drawing.lines.iter().for_each(|q| lines.add(q, origin));
            }
            for strip in selection.iter().flat_map(|s| strips(frame, seen, *s)) {
                let quad = Quad {
                    rect: Rect::from_x_y_ranges(strip.x, strip.row),
                    tile: Tile::Solid,
                    color: frame.input.theme.selection,
                };
                selected.add(&quad, origin);
            }
            for quad in self.outline_of_selected(frame, seen) {
                lines.add(&quad, origin);
            }
        }
        backs.paint(painter) + selected.paint(painter) + lines.paint(painter)
    }

    /// The selection, unless the selected mark covers just that: its frame says enough, and the
    /// colour of its label stays to be seen.
    fn selection_to_paint(&self, frame: &Frame<'_>) -> Option<TextRange> {
        let text = frame.input.text;
        let selection = frame.selection.range(text);
        let mark = frame.selected.and_then(|key| frame.input.overlay.get(key));
        // What was selected may have a full stop or spaces more than what was marked.
        let same = mark.is_some_and(|mark| {
            selection.contains(mark.range) && selection.len() - mark.range.len() <= TRIMMED
        });
        (!selection.is_empty() && !same).then_some(selection)
    }

    /// A frame around the selected mark; open where it goes on in the next row.
    fn outline_of_selected(&self, frame: &Frame<'_>, seen: &Seen) -> Vec<Quad> {
        let mark = frame.selected.and_then(|key| frame.input.overlay.get(key));
        let Some((mark, look)) = mark.and_then(|mark| Some((mark, self.looks.of(mark)?))) else {
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
        for strip in strips(frame, seen, mark.range) {
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
            if strip.first && mark.range.start() >= frame.input.start(seen.block) {
                line(Rect::from_min_max(
                    rect.min,
                    pos2(rect.left() + thick, rect.bottom()),
                ));
            }
            let end = frame.input.start(seen.block) + frame.input.block(seen.block).len();
            if strip.last && mark.range.end() <= end {
                line(Rect::from_min_max(
                    pos2(rect.right() - thick, rect.top()),
                    rect.max,
                ));
            }
        }
        quads
    }

    fn paint_letters(&self, ui: &Ui, painter: &Painter, frame: &Frame<'_>, seen: &[Seen]) {
        for seen in seen {
            let origin = vec2(frame.sheet.left, seen.top);
            if let Some((_, drawing)) = self.drawings.get(&seen.block) {
                for letter in &drawing.letters {
                    letter.paint(ui, painter, origin, frame.input.theme.paper);
                }
            }
        }
    }

    fn paint_number(&self, painter: &Painter, frame: &Frame<'_>, seen: &Seen) {
        let Some(number) = self.outline.number(seen.block) else {
            return;
        };
        let size = NUMBER * frame.sheet.size;
        let (caret, _) = Rows::new(&seen.laid.galley).caret(0);
        let galley = painter.layout_no_wrap(
            number.to_string(),
            FontId::proportional(size),
            frame.input.theme.muted,
        );
        let baseline = galley
            .rows
            .first()
            .and_then(|row| row.glyphs.first())
            .map_or(0.0, |glyph| glyph.pos.y);
        let right = frame.sheet.left - 1.1 * frame.sheet.size;
        let place = Align2::RIGHT_TOP
            .anchor_size(pos2(right, seen.top + caret.y - baseline), galley.size());
        painter.galley(place.min, galley, frame.input.theme.muted);
    }
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
        let stroke = Stroke::new(1.0, theme.line);
        painter.vline(paper.min, rect.y_range(), stroke);
        painter.vline(paper.max, rect.y_range(), stroke);
    }
}

fn paint_caret(painter: &Painter, frame: &Frame<'_>, seen: &[Seen]) {
    if !frame.response.has_focus() {
        return;
    }
    let head = frame.selection.head;
    let mark = frame.selected.and_then(|key| frame.input.overlay.get(key));
    if frame.selection.is_caret() && mark.is_some_and(|mark| mark.range.start() == head) {
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

/// Where a caret stands on the screen, on its base line.
fn caret_place(frame: &Frame<'_>, seen: &Seen, byte: usize) -> Pos2 {
    let text = frame.input.block(seen.block);
    let within = byte.saturating_sub(frame.input.start(seen.block));
    let (caret, _) = Rows::new(&seen.laid.galley).caret(char_of(text, within));
    caret + Vec2::new(frame.sheet.left, seen.top)
}
