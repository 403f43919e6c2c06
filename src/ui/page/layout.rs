//! Blocks of text to rows of glyphs.

use std::sync::Arc;

use egui::epaint::text::{ByteIndex, LayoutSection};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Ui};

use super::display::{Piece, Shown, shown, shown_apart};
use super::input::PageInput;
use super::sheet::Sheet;

/// A paragraph of more bytes than this is no title.
const LONGEST_TITLE: usize = 200;
/// The title is one of so many first paragraphs: a summary or a note may stand before it.
const TITLE_WITHIN: u32 = 4;

/// How a block is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The article's title.
    Title,
    /// A heading of a Markdown file.
    Heading,
    /// Running text.
    Body,
    /// A line without words.
    Blank,
}

impl Face {
    /// Size of its letters, in sizes of running text.
    fn scale(self, sheet: &Sheet) -> f32 {
        match self {
            Self::Title => sheet.title(),
            Self::Heading => 1.15,
            Self::Body | Self::Blank => 1.0,
        }
    }

    /// Space above and below, in sizes of running text.
    fn space(self) -> (f32, f32) {
        match self {
            Self::Title => (0.0, 0.9),
            Self::Heading => (0.7, 0.4),
            Self::Body => (0.0, 0.7),
            Self::Blank => (0.0, 0.0),
        }
    }
}

/// What is known of all blocks without laying them out: little of each, so that guessing all heights
/// anew is arithmetic and touches no text.
#[derive(Debug, Default)]
pub struct Outline {
    blocks: Vec<Known>,
}

/// What is known of a block.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// How many paragraphs have started by its end.
    paragraphs: u32,
    /// Length in bytes; blocks are never longer than 4 kB.
    bytes: u16,
    face: Face,
    /// Whether no more of its line follows.
    ends_line: bool,
}

impl Outline {
    /// Reads the start of every block once.
    pub fn new(input: &PageInput<'_>) -> Self {
        let ranges = input.overlay.blocks();
        let (mut paragraphs, mut counted) = (0, false);
        let blocks = ranges.iter().enumerate().map(|(at, range)| {
            // Only line ends lie between blocks.
            let before = at.checked_sub(1).map(|before| ranges[before].end());
            let starts_line = before.is_none_or(|end| end < range.start());
            let next = ranges.get(at + 1);
            let text = input.text.slice(*range);
            let blank = text.trim_start().is_empty();
            counted &= !starts_line;
            if !counted && !blank {
                paragraphs += 1;
                counted = true;
            }
            Known {
                paragraphs,
                bytes: u16::try_from(range.len()).unwrap_or(u16::MAX),
                face: match blank {
                    true => Face::Blank,
                    false if input.markdown && starts_line && is_heading(text) => Face::Heading,
                    false => Face::Body,
                },
                ends_line: next.is_none_or(|next| range.end() < next.start()),
            }
        });
        let mut blocks: Vec<Known> = blocks.collect();
        let early = blocks
            .iter()
            .take_while(|known| known.paragraphs <= TITLE_WITHIN);
        let mut early = 0..early.count();
        let title = early.find(|at| blocks[*at].face != Face::Blank && is_title(input.block(*at)));
        if let Some(title) = title {
            blocks[title].face = Face::Title;
        }
        Self { blocks }
    }

    /// The number of the paragraph that starts with a block, from 1.
    pub fn number(&self, block: usize) -> Option<u32> {
        let here = self.blocks.get(block)?.paragraphs;
        let before = block
            .checked_sub(1)
            .map_or(0, |before| self.blocks[before].paragraphs);
        (here > before).then_some(here)
    }

    /// The number of the paragraph that holds a block, from 1; of the one before a blank line.
    pub fn paragraph(&self, block: usize) -> u32 {
        let known = self.blocks.get(block);
        known.map_or(1, |known| known.paragraphs.max(1))
    }

    /// How a block is set.
    pub fn face(&self, block: usize) -> Face {
        let known = self.blocks.get(block);
        known.map_or(Face::Body, |known| known.face)
    }

    /// Whether a line of the text ends with a block: long lines are cut into several.
    pub fn ends_line(&self, block: usize) -> bool {
        let known = self.blocks.get(block);
        known.is_none_or(|known| known.ends_line)
    }

    /// Space above and below a block, in points.
    fn space(&self, sheet: &Sheet, block: usize) -> (f32, f32) {
        let (above, below) = spaces(sheet, self.face(block));
        match self.ends_line(block) {
            true => (above, below),
            false => (above, 0.0),
        }
    }

    /// Guesses at the heights of all blocks before they are laid out.
    pub fn estimates(&self, sheet: &Sheet) -> Vec<f32> {
        let of_face = |face: Face| {
            let row = (sheet.width / (sheet.size * face.scale(sheet) * 0.52)).max(4.0);
            (spaces(sheet, face), row, leading(sheet, face))
        };
        let faces = [Face::Title, Face::Heading, Face::Body, Face::Blank].map(of_face);
        let guess = |known: &Known| {
            let ((above, below), row, leading) = faces[known.face as usize];
            let below = if known.ends_line { below } else { 0.0 };
            let rows = (f32::from(known.bytes) / row).ceil().max(1.0);
            above + rows * leading + below
        };
        self.blocks.iter().map(guess).collect()
    }
}

/// Short, and not a sentence.
fn is_title(text: &str) -> bool {
    let text = text.trim_end();
    !text.is_empty() && text.len() <= LONGEST_TITLE && !text.ends_with(['.', ':', ';', ','])
}

fn is_heading(text: &str) -> bool {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&level) && text[level..].starts_with(' ')
}

fn leading(sheet: &Sheet, face: Face) -> f32 {
    let full = sheet.leading(face.scale(sheet));
    if face == Face::Blank {
        (full * 0.5).round()
    } else {
        full
    }
}

/// Space above and below a line, in points.
fn spaces(sheet: &Sheet, face: Face) -> (f32, f32) {
    let (above, below) = face.space();
    let round = |sizes: f32| (sizes * sheet.size * sheet.pixels).round() / sheet.pixels;
    (round(above), round(below))
}

/// A block, laid out.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Its rows.
    pub galley: Arc<Galley>,
    /// Space above them.
    pub above: f32,
    /// Height with the space around.
    pub height: f32,
    /// Size of its letters in points.
    pub em: f32,
}

/// Lays a block out, or takes what egui remembers of it from the last frame.
pub fn lay_out(
    ui: &Ui,
    input: &PageInput<'_>,
    sheet: &Sheet,
    outline: &Outline,
    block: usize,
) -> Laid {
    let face = outline.face(block);
    let (above, below) = outline.space(sheet, block);
    let source = input.block(block);
    let set = |shown: Shown| {
        let job = job(shown, sheet, face, input.theme.ink);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let mut galley = set(shown(source));
    // Offsets are only right where glyphs stand for characters one to one.
    if !source.is_ascii() && glyphs(&galley) != source.chars().count() {
        galley = set(shown_apart(source));
    }
    Laid {
        above,
        height: above + galley.size().y + below,
        em: sheet.size * face.scale(sheet),
        galley,
    }
}

fn glyphs(galley: &Galley) -> usize {
    galley.rows.iter().map(|row| row.glyphs.len()).sum()
}

fn job(shown: Shown, sheet: &Sheet, face: Face, ink: Color32) -> LayoutJob {
    let size = sheet.size * face.scale(sheet);
    let font = |size: f32| match face {
        Face::Title | Face::Heading => sheet.setting.face.bold(size),
        Face::Body | Face::Blank => sheet.setting.face.regular(size),
    };
    let format = |font_id: FontId| TextFormat {
        font_id,
        color: ink,
        line_height: Some(leading(sheet, face)),
        extra_letter_spacing: sheet.setting.tracking * size,
        ..TextFormat::default()
    };
    let plain = format(font(size));
    let narrow = format(font(size * 0.5));
    let sections = shown
        .pieces
        .into_iter()
        .map(|(bytes, piece)| LayoutSection {
            leading_space: 0.0,
            byte_range: ByteIndex(bytes.start)..ByteIndex(bytes.end),
            format: match piece {
                Piece::Plain | Piece::Lone => plain.clone(),
                Piece::Narrow => narrow.clone(),
            },
        });
    let mut sections: Vec<LayoutSection> = sections.collect();
    if sections.is_empty() {
        sections.push(LayoutSection {
            leading_space: 0.0,
            byte_range: ByteIndex(0)..ByteIndex(0),
            format: plain,
        });
    }
    let mut job = LayoutJob {
        text: shown.text,
        sections,
        ..LayoutJob::default()
    };
    job.wrap.max_width = sheet.width;
    job
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ui::fonts::ReadingFace;

    /// Lays out running text of 16 points in a column.
    pub fn lay_out_plain(ui: &Ui, text: &str, width: f32) -> Laid {
        let format = TextFormat {
            font_id: ReadingFace::Serif.regular(16.0),
            line_height: Some(26.0),
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_width = width;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        Laid {
            above: 0.0,
            height: galley.size().y,
            em: 16.0,
            galley,
        }
    }
}
