//! [`Rows`]: places in a laid out block, from characters to points and back.

use std::ops::Range;

use egui::epaint::text::{Glyph, PlacedRow};
use egui::{Galley, Pos2, Rangef, Vec2};

/// The rows of a block, with the number of the first character of each.
pub struct Rows<'a> {
    galley: &'a Galley,
    starts: Vec<usize>,
    /// Base line below the top of each row.
    baseline: f32,
}

/// The part of a row that a range of characters takes up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// From left to right, relative to the block.
    pub x: Rangef,
    /// The row's base line, relative to the block.
    pub baseline: f32,
    /// The row's top and bottom, relative to the block.
    pub row: Rangef,
    /// Whether the range starts here.
    pub first: bool,
    /// Whether the range ends here.
    pub last: bool,
}

/// A place near a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The gap between characters that is nearest.
    pub gap: usize,
    /// The character under the point itself.
    pub under: Option<usize>,
}

impl<'a> Rows<'a> {
    /// Of a galley.
    pub fn new(galley: &'a Galley) -> Self {
        let mut starts = Vec::with_capacity(galley.rows.len());
        let mut chars = 0;
        for row in &galley.rows {
            starts.push(chars);
            chars += row.glyphs.len();
        }
        // Glyphs of other faces are centred on the family's own; narrow spaces are smaller.
        let glyphs = galley.rows.iter().flat_map(|row| &row.glyphs).take(16);
        let baseline = glyphs
            .map(|g| g.font_ascent + 0.5 * (g.line_height - g.font_height))
            .fold(0.0, f32::max);
        Self {
            galley,
            starts,
            baseline,
        }
    }

    /// The row of a gap between characters; where a row was broken, the one that starts there.
    pub fn row_of(&self, gap: usize) -> usize {
        let after = self.starts.partition_point(|start| *start <= gap);
        after.saturating_sub(1)
    }

    /// The characters of a row, and where its last word ends.
    pub fn row_range(&self, row: usize) -> (Range<usize>, usize) {
        let Some(placed) = self.galley.rows.get(row) else {
            return (0..0, 0);
        };
        let start = self.starts[row];
        (
            start..start + placed.glyphs.len(),
            start + inked(&placed.glyphs),
        )
    }

    /// What a range of characters covers, a strip a row; white space at the ends of rows is left out.
    pub fn strips(&self, chars: Range<usize>) -> impl Iterator<Item = Strip> + '_ {
        let rows = self.row_of(chars.start)..self.galley.rows.len();
        rows.take_while({
            let end = chars.end;
            move |row| self.starts[*row] < end
        })
        .filter_map(move |at| {
            let row = &self.galley.rows[at];
            let start = self.starts[at];
            let from = chars.start.saturating_sub(start);
            let to = (chars.end - start).min(inked(&row.glyphs));
            (from < to).then(|| {
                let left = left_of(row, from);
                Strip {
                    x: Rangef::new(left, right_of(row, to - 1).max(left + 2.0)),
                    baseline: row.pos.y + self.baseline,
                    row: Rangef::new(row.min_y(), row.max_y()),
                    first: chars.start >= start,
                    last: chars.end <= start + row.glyphs.len(),
                }
            })
        })
    }

    /// Where a caret in a gap stands: its x on the base line, and top and bottom of its row.
    pub fn caret(&self, gap: usize) -> (Pos2, Rangef) {
        let at = self.row_of(gap);
        let Some(row) = self.galley.rows.get(at) else {
            return (Pos2::ZERO, Rangef::new(0.0, 0.0));
        };
        let x = left_of(row, gap - self.starts[at]);
        (
            Pos2::new(x, row.pos.y + self.baseline),
            Rangef::new(row.min_y(), row.max_y()),
        )
    }

    /// The place nearest to a point relative to the block.
    pub fn hit(&self, point: Vec2) -> Hit {
        let rows = &self.galley.rows;
        let at = rows
            .partition_point(|row| row.max_y() <= point.y)
            .min(rows.len().saturating_sub(1));
        let Some(row) = rows.get(at) else {
            return Hit {
                gap: 0,
                under: None,
            };
        };
        let x = point.x - row.pos.x;
        let start = self.starts[at];
        let under = row
            .glyphs
            .iter()
            .position(|glyph| glyph.pos.x <= x && x < glyph.max_x());
        let gap = row
            .glyphs
            .iter()
            .position(|glyph| x < glyph.pos.x + glyph.advance_width / 2.0)
            .unwrap_or(row.glyphs.len());
        // Behind the last word of a row is before the space that ends it: the same row.
        let gap = if at + 1 < rows.len() {
            gap.min(inked(&row.glyphs).max(1))
        } else {
            gap
        };
        Hit {
            gap: start + gap,
            under: under.map(|glyph| start + glyph),
        }
    }
}

/// How many glyphs there are up to the last one that is no white space.
fn inked(glyphs: &[Glyph]) -> usize {
    let last = glyphs.iter().rposition(|glyph| !glyph.chr.is_whitespace());
    last.map_or(0, |at| at + 1)
}

fn left_of(row: &PlacedRow, glyph: usize) -> f32 {
    match row.glyphs.get(glyph) {
        Some(glyph) => row.pos.x + glyph.pos.x,
        None => row.pos.x + row.size.x,
    }
}

fn right_of(row: &PlacedRow, glyph: usize) -> f32 {
    row.glyphs
        .get(glyph)
        .map_or(row.pos.x, |glyph| row.pos.x + glyph.max_x())
}

/// Bytes and characters of a piece of text, converted both ways in logarithmic or constant time.
pub struct CharTable {
    starts: Vec<u32>,
}

impl CharTable {
    /// Of a block, which is never longer than 4 kB.
    pub fn new(text: &str) -> Self {
        let ends = std::iter::once(text.len());
        let starts = text.char_indices().map(|(byte, _)| byte).chain(ends);
        Self {
            starts: starts
                .map(|byte| u32::try_from(byte).unwrap_or(u32::MAX))
                .collect(),
        }
    }

    /// Characters before a byte.
    pub fn char_of(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|start| (*start as usize) < byte)
    }
}

/// Characters before a byte of a short text.
pub fn char_of(text: &str, byte: usize) -> usize {
    text[..text.floor_char_boundary(byte)].chars().count()
}

/// The byte at which a character of a short text starts.
pub fn byte_of(text: &str, char: usize) -> usize {
    text.char_indices()
        .nth(char)
        .map_or(text.len(), |(byte, _)| byte)
}
