//! [`Letters`]: the small letters above the starts of marks.
//!
//! Another reviewer's letter has a small number, the one beside the name in the list of readings.
//! They stand in the space between rows, so that they neither cover text nor move it; where several
//! marks start together they stand side by side, and what finds no room becomes a `+`.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Rect, Ui, Vec2, pos2, vec2};

use super::looks::{Look, reader_sign};
use super::marks::{BAND_TOP, Block};
use super::rows::Strip;
use crate::ui::fonts;

/// Size of a letter, in sizes of running text.
const SIZE: f32 = 0.6;
/// Size of a reviewer's number, in sizes of the letter.
const SIGN: f32 = 0.78;
/// Between two letters, in sizes of a letter.
const GAP: f32 = 0.24;
/// How far a letter may stand from the start of its mark, in sizes of running text.
const FURTHEST: f32 = 3.0;
/// Shown for letters that found no room.
const MORE: &str = "+";

/// A letter, to be painted.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What.
    pub text: String,
    /// Whose, set smaller after it; empty for one's own.
    pub sign: String,
    /// Where it starts, relative to the block; on its base line.
    pub place: egui::Pos2,
    /// Its size in points.
    pub size: f32,
    /// Its colour.
    pub color: Color32,
}

/// Places letters in the rows of a block, in text order.
pub struct Letters<'a> {
    ui: &'a Ui,
    block: &'a Block<'a>,
    placed: Vec<Letter>,
    /// The base line of the row of the last letter, and where the next one has room.
    row: f32,
    free: f32,
    full: bool,
}

impl<'a> Letters<'a> {
    /// None yet.
    pub fn new(ui: &'a Ui, block: &'a Block<'a>) -> Self {
        Self {
            ui,
            block,
            placed: Vec::new(),
            row: f32::NAN,
            free: 0.0,
            full: false,
        }
    }

    /// Adds the letter of a mark that starts with a strip.
    pub fn add(&mut self, strip: &Strip, look: &Look, unsure: bool, reading: u16) {
        if self.row != strip.baseline {
            self.row = strip.baseline;
            self.free = f32::NEG_INFINITY;
            self.full = false;
        }
        let size = SIZE * self.block.size;
        let crowded = self.free > strip.x.min + FURTHEST * self.block.size;
        if crowded && self.full {
            return;
        }
        self.full = crowded;
        let mut text = if crowded { MORE } else { &look.letter }.to_owned();
        let mut sign = match crowded {
            true => String::new(),
            false => reader_sign(reading),
        };
        if unsure && !crowded {
            let last = if sign.is_empty() {
                &mut text
            } else {
                &mut sign
            };
            last.push('?');
        }
        let x = (strip.x.min - 1.0).max(self.free);
        let width = lay_out(self.ui, &text, size).size().x;
        let after = match sign.is_empty() {
            true => 0.0,
            false => lay_out(self.ui, &sign, SIGN * size).size().x,
        };
        self.free = x + width + after + GAP * size;
        self.placed.push(Letter {
            text,
            sign,
            place: pos2(
                x,
                strip.baseline - BAND_TOP * self.block.laid.em - 0.1 * size,
            ),
            size,
            color: look.colors.letter,
        });
    }

    /// All that were placed.
    pub fn placed(self) -> Vec<Letter> {
        self.placed
    }
}

impl Letter {
    /// A text above the end of some words.
    pub fn after(strip: &Strip, text: &str, look: &Look, em: f32) -> Self {
        let size = SIZE * em;
        Self {
            text: text.to_owned(),
            sign: String::new(),
            place: pos2(
                strip.x.max + 2.0 - size,
                strip.baseline - BAND_TOP * em - 0.1 * size,
            ),
            size,
            color: look.colors.letter,
        }
    }

    /// Paints it, with paper behind it where lines may run.
    pub fn paint(&self, ui: &Ui, painter: &egui::Painter, origin: Vec2, paper: Color32) {
        let galley = lay_out(ui, &self.text, self.size);
        let place = self.place + origin;
        let sign = match self.sign.is_empty() {
            true => None,
            false => Some(lay_out(ui, &self.sign, SIGN * self.size)),
        };
        let width = galley.size().x;
        let after = sign.as_ref().map_or(0.0, |sign| sign.size().x);
        let ground = Rect::from_min_max(
            place - vec2(0.0, 0.74 * self.size),
            place + vec2(width + after, 0.02 * self.size),
        );
        painter.rect_filled(ground.expand(0.5), 1.0, paper);
        let up = vec2(0.0, baseline(&galley));
        painter.galley(place - up, galley, self.color);
        if let Some(sign) = sign {
            let up = vec2(-width, baseline(&sign));
            painter.galley(place - up, sign, self.color);
        }
    }
}

fn baseline(galley: &Galley) -> f32 {
    let first = galley.rows.first().and_then(|row| row.glyphs.first());
    first.map_or(0.0, |glyph| glyph.pos.y)
}

fn lay_out(ui: &Ui, text: &str, size: f32) -> Arc<Galley> {
    let font: FontId = fonts::ui_strong(size);
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER))
}
