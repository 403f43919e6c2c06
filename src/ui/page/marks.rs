//! [`Drawing`]: what is painted of the marks of a block, as rectangles relative to it.
//!
//! Others' marks are paler. Where several of them agree on a label the background is deeper, and each
//! reviewer's lines lie in the order of the readings, so that one can be followed along the text.
//!
//! How much that is depends on the length of the text, not on the number of marks: backgrounds are
//! unions by label, underlines have a few lanes, and a row has room for only so many letters.

use std::collections::BTreeSet;
use std::ops::Range;

use egui::emath::GuiRounding as _;
use egui::{Color32, Rangef, Rect, Ui};

use super::lanes::{LANES, deeper, lanes, shared, union};
use super::layout::Laid;
use super::letters::{Letter, Letters};
use super::looks::{Look, Looks, is_own};
use super::margin::RowNotes;
use super::rows::{CharTable, Rows, Strip};
use super::tiles::{Quad, Tile};
use crate::model::Layer;
use crate::overlay::Mark;
use crate::text::TextRange;

/// Top of a background above the base line, in ems.
pub const BAND_TOP: f32 = 0.92;
/// Bottom of a background below the base line, in ems.
pub const BAND_BOTTOM: f32 = 0.30;
/// How far a background reaches beyond its words, so that its edges don't touch them, in points.
const AROUND: f32 = 1.5;
/// Strength of the background of dimmed marks, and of the line along them.
const DIMMED: (f32, f32) = (0.08, 0.6);
/// How much shorter than its words an underline is, in points.
const APART: f32 = 1.5;
/// Underlines of words: the first below the base line, and the distance of the next ones, in ems.
const WORDS: (f32, f32) = (0.12, 0.17);
/// Underlines of clauses that share words: along the bottom of the background and below, in ems.
const CLAUSES: (f32, f32) = (BAND_BOTTOM, 0.11);

/// What is painted of the marks of a block.
#[derive(Debug, Default)]
pub struct Drawing {
    /// Behind the selection.
    pub backs: Vec<Quad>,
    /// Over the selection, behind the text.
    pub lines: Vec<Quad>,
    /// Above the marks' starts.
    pub letters: Vec<Letter>,
    /// In the margin.
    pub notes: Vec<RowNotes>,
}

/// A block to be marked.
pub struct Block<'a> {
    /// Its place in the text.
    pub range: TextRange,
    /// Its text.
    pub text: &'a str,
    /// Its rows.
    pub laid: &'a Laid,
    /// Size of running text in points.
    pub size: f32,
    /// Physical pixels a point.
    pub pixels: f32,
}

/// The background of a strip of text.
pub fn band(strip: &Strip, em: f32) -> Rect {
    let y = Rangef::new(
        strip.baseline - BAND_TOP * em,
        strip.baseline + BAND_BOTTOM * em,
    );
    Rect::from_x_y_ranges(strip.x.expand(AROUND), y)
}

/// Works out what is painted of the marks of a block. Of those that are dimmed only a grey trace is
/// left, whatever their labels, below the others.
pub fn draw(ui: &Ui, block: &Block<'_>, marks: &[Mark], dimmed: &[Mark], looks: &Looks) -> Drawing {
    let mut pen = Pen {
        block,
        rows: Rows::new(&block.laid.galley),
        drawing: Drawing::default(),
        crowded: looks.crowded(),
    };
    let table = CharTable::new(block.text);
    let chars_of = |mark: &Mark| {
        let part = mark.range.intersection(block.range)?;
        let char = |byte: usize| table.char_of(byte - block.range.start());
        Some(char(part.start())..char(part.end()))
    };
    pen.dimmed(dimmed.iter().filter_map(chars_of).collect());
    let marked: Vec<Marked<'_>> = marks
        .iter()
        .filter_map(|mark| {
            Some(Marked {
                chars: chars_of(mark)?,
                starts_here: mark.range.start() >= block.range.start(),
                ends_here: mark.range.end() <= block.range.end(),
                own: is_own(mark),
                look: looks.of(mark)?,
                mark,
            })
        })
        .collect();
    pen.backgrounds(&marked);
    pen.edges(&marked);
    pen.underlines(&marked);
    pen.letters(&marked, Letters::new(ui, block));
    pen.drawing
}

/// The part of a mark that lies in the block.
struct Marked<'a> {
    mark: &'a Mark,
    look: &'a Look,
    chars: Range<usize>,
    own: bool,
    starts_here: bool,
    ends_here: bool,
}

/// Clause marks of one look, joined where they touch.
struct Group<'a> {
    look: &'a Look,
    flag: bool,
    chars: Vec<Range<usize>>,
    /// Where at least two of them lie.
    twice: Vec<Range<usize>>,
}

fn clauses<'a, 'b>(marked: &'b [Marked<'a>]) -> impl Iterator<Item = &'b Marked<'a>> {
    marked
        .iter()
        .filter(|part| part.look.layer == Layer::Clause)
}

fn groups<'a: 'b, 'b>(
    marked: impl Iterator<Item = &'b Marked<'a>>,
    flag: impl Fn(&Marked<'_>) -> bool,
) -> Vec<Group<'a>> {
    let mut groups: Vec<(Option<u16>, Group<'a>)> = Vec::new();
    for part in marked {
        let (label, flag) = (part.mark.label, flag(part));
        let known = groups
            .iter_mut()
            .find(|(other, group)| (*other, group.flag) == (label, flag));
        match known {
            Some((_, group)) => group.chars.push(part.chars.clone()),
            None => groups.push((
                label,
                Group {
                    look: part.look,
                    flag,
                    chars: vec![part.chars.clone()],
                    twice: Vec::new(),
                },
            )),
        }
    }
    let joined = groups.into_iter().map(|(_, group)| Group {
        twice: deeper(&group.chars),
        chars: union(group.chars),
        ..group
    });
    joined.collect()
}

struct Pen<'a> {
    block: &'a Block<'a>,
    rows: Rows<'a>,
    drawing: Drawing,
    /// Colour of the line that stands for those that found no lane.
    crowded: Color32,
}

impl Pen<'_> {
    /// A trace of marks that don't stand out: where they are, no more.
    fn dimmed(&mut self, ranges: Vec<Range<usize>>) {
        let (fill, line) = DIMMED;
        for strip in self.strips_of(union(ranges)) {
            let rect = self.sharp(band(&strip, self.block.laid.em));
            self.drawing.backs.push(Quad {
                rect,
                tile: Tile::Solid,
                color: self.crowded.gamma_multiply(fill),
            });
            let thin = self.thick(1.0);
            let color = self.crowded.gamma_multiply(line);
            self.line(strip.x, rect.bottom() - thin, thin, Tile::Solid, color);
        }
    }

    fn backgrounds(&mut self, marked: &[Marked<'_>]) {
        for group in groups(clauses(marked), |part| part.own) {
            let (own, look) = (group.flag, group.look);
            for strip in self.strips_of(group.chars) {
                let rect = self.sharp(band(&strip, self.block.laid.em));
                let mut back = |tile, color| {
                    self.drawing.backs.push(Quad { rect, tile, color });
                };
                back(Tile::Solid, look.fill(own));
                if let Some((tile, color)) = look.texture(own) {
                    back(tile, color);
                }
            }
            // The own background is full already.
            let twice = if own { Vec::new() } else { group.twice };
            for strip in self.strips_of(twice) {
                let rect = self.sharp(band(&strip, self.block.laid.em));
                self.drawing.backs.push(Quad {
                    rect,
                    tile: Tile::Solid,
                    color: look.fill(own),
                });
            }
        }
    }

    /// Where clause marks start and end, and lines along those of others and those that moved.
    fn edges(&mut self, marked: &[Marked<'_>]) {
        let mut drawn = BTreeSet::new();
        for part in clauses(marked) {
            let color = part.look.colors.line;
            let strips: Vec<Strip> = self.rows.strips(part.chars.clone()).collect();
            let (first, last) = (strips.first(), strips.last());
            if let (Some(strip), true) = (first, part.starts_here)
                && drawn.insert((part.mark.label, part.chars.start, true))
            {
                self.upright(
                    strip,
                    strip.x.min - AROUND,
                    1.5 * part.look.drawn.strokes,
                    color,
                );
            }
            if let (Some(strip), true) = (last, part.ends_here)
                && drawn.insert((part.mark.label, part.chars.end, false))
            {
                self.upright(
                    strip,
                    strip.x.max + AROUND - 1.0,
                    1.0,
                    color.gamma_multiply(0.7),
                );
            }
        }
        let framed = |part: &&Marked<'_>| part.mark.moved || !part.own || part.look.drawn.outlined;
        let framed = clauses(marked).filter(framed);
        for group in groups(framed, |part| part.mark.moved) {
            let (tile, strength) = if group.flag {
                (Tile::Dashes, 1.0)
            } else {
                (Tile::Solid, 0.55)
            };
            let color = group.look.colors.line.gamma_multiply(strength);
            for strip in self.strips_of(group.chars) {
                let rect = self.sharp(band(&strip, self.block.laid.em));
                let thin = self.thick(1.0);
                for y in [rect.top(), rect.bottom() - thin] {
                    self.line(rect.x_range(), y, thin, tile, color);
                }
            }
        }
    }

    fn strips_of(&self, ranges: Vec<Range<usize>>) -> Vec<Strip> {
        let strips = ranges.into_iter().map(|chars| self.rows.strips(chars));
        strips.flatten().collect()
    }

    /// Word marks always have a line, clause marks where they meet another one.
    fn underlines(&mut self, marked: &[Marked<'_>]) {
        let clauses: Vec<&Marked<'_>> = clauses(marked).collect();
        let ranges: Vec<Range<usize>> = clauses.iter().map(|part| part.chars.clone()).collect();
        let met = clauses.into_iter().zip(shared(&ranges));
        let met = met.filter_map(|(part, shared)| shared.then_some(part));
        self.stack(met.collect(), CLAUSES, |_| (Tile::Solid, 0.05));
        let words = marked.iter().filter(|part| part.look.layer == Layer::Word);
        self.stack(words.collect(), WORDS, Look::underline);
    }

    /// Lines in lanes, so that none lies over another one.
    fn stack(
        &mut self,
        mut parts: Vec<&Marked<'_>>,
        (first, step): (f32, f32),
        line: impl Fn(&Look) -> (Tile, f32),
    ) {
        // The own ones nearest to the text, then reading by reading, as they are listed.
        parts.sort_by_key(|part| part.mark.key.reading);
        let ranges: Vec<Range<usize>> = parts.iter().map(|part| part.chars.clone()).collect();
        let mut crowded = Vec::new();
        for (part, lane) in parts.into_iter().zip(lanes(&ranges)) {
            if lane == LANES {
                crowded.push(part.chars.clone());
                continue;
            }
            let (tile, thick) = if part.mark.moved {
                (Tile::Dashes, 0.08)
            } else {
                line(part.look)
            };
            let strength = if part.own { 1.0 } else { 0.6 };
            let color = part.look.colors.line.gamma_multiply(strength);
            let thick = thick * part.look.drawn.strokes;
            let below = first + step * lane as f32;
            self.underline(part.chars.clone(), below, thick, tile, color);
        }
        let below = first + step * LANES as f32;
        for chars in union(crowded) {
            self.underline(chars, below, 0.12, Tile::DottedLine, self.crowded);
        }
    }

    fn underline(
        &mut self,
        chars: Range<usize>,
        below: f32,
        thick: f32,
        tile: Tile,
        color: Color32,
    ) {
        let em = self.block.laid.em;
        let thick = self.thick(thick * em);
        let strips: Vec<Strip> = self.rows.strips(chars).collect();
        for strip in strips {
            let mut x = strip.x;
            if strip.last {
                // Two that follow one another in a lane stay two.
                x.max = (x.max - APART).max(x.min + 1.0);
            }
            self.line(x, strip.baseline + below * em, thick, tile, color);
        }
    }

    fn letters(&mut self, marked: &[Marked<'_>], mut letters: Letters<'_>) {
        let mut parts: Vec<&Marked<'_>> = marked.iter().filter(|part| part.starts_here).collect();
        // Of those that start together, the own ones first, then reading by reading.
        parts.sort_by_key(|part| (part.chars.start, part.mark.key.reading));
        for part in parts {
            if let Some(strip) = self.rows.strips(part.chars.clone()).next() {
                let reading = part.mark.key.reading;
                letters.add(&strip, part.look, part.mark.unsure, reading);
            }
        }
        self.drawing.letters = letters.placed();
    }

    fn upright(&mut self, strip: &Strip, x: f32, thick: f32, color: Color32) {
        let mut rect = self.sharp(band(strip, self.block.laid.em));
        rect.min.x = x.round_to_pixels(self.block.pixels);
        rect.max.x = rect.min.x + self.thick(thick);
        self.drawing.lines.push(Quad {
            rect,
            tile: Tile::Solid,
            color,
        });
    }

    fn line(&mut self, x: Rangef, y: f32, thick: f32, tile: Tile, color: Color32) {
        let y = y.round_to_pixels(self.block.pixels);
        let rect = Rect::from_x_y_ranges(x, Rangef::new(y, y + thick));
        self.drawing.lines.push(Quad { rect, tile, color });
    }

    /// A thickness in whole pixels.
    fn thick(&self, points: f32) -> f32 {
        let pixels = self.block.pixels;
        (points * pixels).round().max(1.0) / pixels
    }

    /// Top and bottom on whole pixels.
    fn sharp(&self, mut rect: Rect) -> Rect {
        rect.min.y = rect.min.y.round_to_pixels(self.block.pixels);
        rect.max.y = rect.max.y.round_to_pixels(self.block.pixels);
        rect
    }
}

#[cfg(test)]
mod tests;
