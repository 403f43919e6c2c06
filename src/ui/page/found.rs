//! What was looked for, on the page: frames around hits and around suggestions.
//!
//! They are drawn in the colour of the text, which no label has, so that they are told from marks by
//! their shape and in every theme.

use std::ops::Range;

use egui::emath::GuiRounding as _;
use egui::{Painter, Rect, Ui, pos2, vec2};

use super::letters::Letter;
use super::looks::Look;
use super::marks::band;
use super::paint::strips;
use super::rows::{CharTable, Rows};
use super::tiles::{Quad, Tile};
use super::{Frame, PageView, Seen};
use crate::session::{Suggestion, Suggestions};
use crate::text::TextRange;

/// What was looked for in the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found<'a> {
    /// Places of the words that are looked for, in text order, none overlapping another.
    pub hits: &'a [TextRange],
    /// Changes whenever there are other hits.
    pub number: u64,
    /// Suggestions to be shown.
    pub suggestions: Option<&'a Suggestions>,
    /// Points at the top of the page over which something lies: what is brought into sight is put
    /// below it.
    pub covered: f32,
}

/// How a frame around words is drawn.
struct Pen {
    tile: Tile,
    /// In points.
    thick: f32,
    color: egui::Color32,
}

impl PageView {
    /// Frames around the hits that lie in a block, the selected one's thicker.
    pub(super) fn hits_on(&self, frame: &Frame<'_>, seen: &Seen) -> Vec<Quad> {
        let Some(block) = frame.input.overlay.blocks().get(seen.block) else {
            return Vec::new();
        };
        let hits = frame.input.found.hits;
        let first = hits.partition_point(|hit| hit.end() <= block.start());
        let last = hits.partition_point(|hit| hit.start() < block.end());
        if first >= last {
            return Vec::new();
        }
        let current = frame.selection.range(frame.input.text);
        let ink = frame.input.theme.ink;
        let table = CharTable::new(frame.input.block(seen.block));
        let rows = Rows::new(&seen.laid.galley);
        let mut quads = Vec::new();
        for hit in &hits[first..last] {
            let pen = match *hit == current {
                true => Pen {
                    tile: Tile::Solid,
                    thick: 2.0,
                    color: ink,
                },
                false => Pen {
                    tile: Tile::Solid,
                    thick: 1.0,
                    color: ink.gamma_multiply(0.75),
                },
            };
            enclose(
                frame,
                seen,
                (&rows, &table),
                (*hit, *block),
                &pen,
                &mut quads,
            );
        }
        quads
    }
}

impl PageView {
    /// Dashed frames around the suggestions that lie in a block, the selected one's thicker.
    pub(super) fn suggestions_on(&self, frame: &Frame<'_>, seen: &Seen) -> Vec<Quad> {
        let mut quads = Vec::new();
        self.each_suggestion(frame, seen, |suggestion, look, block| {
            let current = suggestion.place == frame.selection.range(frame.input.text);
            let pen = Pen {
                tile: Tile::Dashes,
                thick: if current { 2.0 } else { 1.0 },
                color: look.colors.letter,
            };
            let table = CharTable::new(frame.input.block(seen.block));
            let rows = Rows::new(&seen.laid.galley);
            let place = (suggestion.place, block);
            enclose(frame, seen, (&rows, &table), place, &pen, &mut quads);
        });
        quads
    }

    /// The letter of what is suggested, with a question mark, above the end of each.
    pub(super) fn paint_suggested(
        &self,
        ui: &Ui,
        painter: &Painter,
        frame: &Frame<'_>,
        seen: &Seen,
    ) {
        let origin = vec2(frame.sheet.left, seen.top);
        self.each_suggestion(frame, seen, |suggestion, look, block| {
            let last = strips(frame, seen, suggestion.place).pop();
            if let Some(strip) = last.filter(|_| suggestion.place.end() <= block.end()) {
                let letter =
                    Letter::after(&strip, &format!("{}?", look.letter), look, seen.laid.em);
                letter.paint(ui, painter, origin, frame.input.theme.paper);
            }
        });
    }

    fn each_suggestion(
        &self,
        frame: &Frame<'_>,
        seen: &Seen,
        mut draw: impl FnMut(&Suggestion, &Look, TextRange),
    ) {
        let Some(suggestions) = frame.input.found.suggestions else {
            return;
        };
        let Some(block) = frame.input.overlay.blocks().get(seen.block) else {
            return;
        };
        for suggestion in suggestions.within(*block) {
            let label = frame.input.codebook.position(&suggestion.label);
            let label = label.and_then(|at| u16::try_from(at).ok());
            if let Some(look) = self.looks.of_label(label) {
                draw(suggestion, look, *block);
            }
        }
    }
}

/// Draws a frame around the part of a place that lies in a block; open where it goes on.
fn enclose(
    frame: &Frame<'_>,
    seen: &Seen,
    (rows, table): (&Rows<'_>, &CharTable),
    (place, block): (TextRange, TextRange),
    pen: &Pen,
    quads: &mut Vec<Quad>,
) {
    let Some(part) = place.intersection(block) else {
        return;
    };
    let char = |byte: usize| table.char_of(byte - block.start());
    let chars: Range<usize> = char(part.start())..char(part.end());
    let pixels = frame.sheet.pixels;
    let thick = (pen.thick * pixels).round().max(1.0) / pixels;
    let mut add = |rect, tile| {
        quads.push(Quad {
            rect,
            tile,
            color: pen.color,
        });
    };
    for strip in rows.strips(chars) {
        let rect = band(&strip, seen.laid.em).expand2(vec2(thick - 1.0, thick - 1.0));
        let rect = Rect::from_min_max(
            rect.min.round_to_pixels(pixels),
            rect.max.round_to_pixels(pixels),
        );
        let (min, max) = (rect.min, rect.max);
        add(
            Rect::from_min_max(min, pos2(max.x, min.y + thick)),
            pen.tile,
        );
        add(
            Rect::from_min_max(pos2(min.x, max.y - thick), max),
            pen.tile,
        );
        if strip.first && place.start() >= block.start() {
            let left = Rect::from_min_max(min, pos2(min.x + thick, max.y));
            add(left, Tile::Solid);
        }
        if strip.last && place.end() <= block.end() {
            let right = Rect::from_min_max(pos2(max.x - thick, min.y), max);
            add(right, Tile::Solid);
        }
    }
}
