//! [`Sheet`]: how the page lies in its place in the window.

use egui::emath::GuiRounding as _;
use egui::{Color32, Rangef, Rect, Ui};

use super::{Typesetting, margin, rail};

/// Letters by which the face is measured.
const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz";
/// Alphabets in a character of ordinary text, where the short letters and spaces are many.
const CHARACTER: f32 = 2.25 / 66.0;
/// Rows of titles stand closer together than those of running text.
const CLOSER: f32 = 0.91;

/// Columns narrower than this, in sizes of the face, have smaller titles.
const NARROW: f32 = 25.0;
/// Margins for notes are so wide, in sizes of a note's face.
const MARGIN: std::ops::RangeInclusive<f32> = 10.0..=20.0;
/// The share of the room for text and margin that the margin takes where the line is shortened for it.
const MARGIN_SHARE: f32 = 0.26;
/// A line is shortened for the margin to no less than this share of its measure.
const SHORTEST: f32 = 0.74;

/// Where the column of text is, and how large its letters are. Widths depend on the size of the face,
/// so that a line holds as many characters at any size, as long as the window has room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Everything that the page may draw on, without the rail.
    pub view: Rect,
    /// The rail, which is the scroll bar, too.
    pub bar: Rect,
    /// From left to right, the paper.
    pub paper: Rangef,
    /// Left edge of the text.
    pub left: f32,
    /// Longest row.
    pub width: f32,
    /// From left to right, the room for notes; `None` where the window has none. It never depends on
    /// what notes there are, so that the text stays where it is.
    pub margin: Option<Rangef>,
    /// Size of the face in points.
    pub size: f32,
    /// Physical pixels a point.
    pub pixels: f32,
    /// How the text is set.
    pub setting: Typesetting,
}

/// What decides where rows break and how high they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    width: f32,
    size: f32,
    pixels: f32,
    setting: Typesetting,
}

impl Sheet {
    /// Lays the page into a rectangle, with room for notes where they are wanted and there is enough.
    pub fn fit(ui: &Ui, rect: Rect, size: f32, setting: Typesetting, wanted: bool) -> Self {
        let pixels = ui.pixels_per_point();
        let (view, bar) = rect.split_left_right_at_x(rect.right() - rail::width(rect.width()));
        let alphabet = ui.fonts_mut(|fonts| {
            let font = setting.face.regular(size);
            fonts.layout_no_wrap(ALPHABET.to_owned(), font, Color32::PLACEHOLDER)
        });
        let tracked = alphabet.size().x + ALPHABET.len() as f32 * setting.tracking * size;
        let measure = CHARACTER * setting.measure * tracked;
        // At the left, paragraph numbers; at the right, letters of marks that stand out a little.
        let (left, right) = (2.6 * size, 1.4 * size);
        let margin = margin_beside(measure, view.width() - left - right, size);
        let margin = margin.filter(|_| wanted);
        let right_of_text = margin.map_or(right, |margin| right + margin + 0.5 * size);
        let width = measure.min(view.width() - left - right_of_text);
        let width = width.max(4.0 * size);
        let slack = (view.width() - left - right_of_text - width).max(0.0);
        let air = (2.2 * size).min(slack / 2.0);
        let paper = left + right_of_text + width + 2.0 * air;
        let paper = if view.width() - paper < 3.0 * size {
            view.width()
        } else {
            paper
        };
        let edge = view.left() + (view.width() - paper) / 2.0;
        let text = edge + left + (paper - left - right_of_text - width) / 2.0;
        let text = text.round_to_pixels(pixels);
        Self {
            view,
            bar,
            paper: Rangef::new(edge, edge + paper),
            left: text,
            width: width.floor(),
            margin: margin.map(|margin| {
                let start = (text + width + right).round_to_pixels(pixels);
                Rangef::new(start, start + margin)
            }),
            size,
            pixels,
            setting,
        }
    }

    /// A place on whole pixels.
    pub fn round(&self, points: f32) -> f32 {
        points.round_to_pixels(self.pixels)
    }

    /// Right edge of the text.
    pub fn right(&self) -> f32 {
        self.left + self.width
    }

    /// What the heights of blocks depend on.
    pub fn key(&self) -> Fit {
        Fit {
            width: self.width,
            size: self.size,
            pixels: self.pixels,
            setting: self.setting,
        }
    }

    /// Distance of rows of a face of `scale` sizes.
    pub fn leading(&self, scale: f32) -> f32 {
        let closer = if scale > 1.0 { CLOSER } else { 1.0 };
        (self.size * scale * self.setting.leading * closer).round_to_pixels(self.pixels)
    }

    /// Size of titles, in sizes of the face.
    pub fn title(&self) -> f32 {
        if self.width < NARROW * self.size {
            1.2
        } else {
            1.4
        }
    }

    /// Space above the first row, and below the last.
    pub fn head(&self) -> f32 {
        (2.2 * self.size).round_to_pixels(self.pixels)
    }
}

/// How wide the margin for notes is beside text of a measure, in a room for both; nothing where it
/// would be too narrow to be read, or the text would.
fn margin_beside(measure: f32, room: f32, size: f32) -> Option<f32> {
    let face = margin::note_size(size);
    let (narrowest, widest) = (MARGIN.start() * face, MARGIN.end() * face);
    let room = room - 0.5 * size;
    let spare = room - SHORTEST * measure;
    (spare >= narrowest).then(|| {
        let wanted = (room - measure).max(MARGIN_SHARE * room);
        wanted.clamp(narrowest, widest).min(spare).floor()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_is_there_where_text_and_notes_can_be_read() {
        // 18 points, 66 characters.
        assert_eq!(margin_beside(520.0, 400.0, 18.0), None);
        assert_eq!(margin_beside(520.0, 520.0, 18.0), Some(126.0));
        assert_eq!(margin_beside(520.0, 1600.0, 18.0), Some(237.0));
        for room in 300..2_000 {
            let room = room as f32;
            if let Some(margin) = margin_beside(520.0, room, 18.0) {
                assert!((119.0..=240.0).contains(&margin), "{room}");
                assert!(room - margin >= 0.73 * 520.0, "{room}");
            }
        }
    }
}
