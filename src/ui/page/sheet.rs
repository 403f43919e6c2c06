//! [`Sheet`]: how the page lies in its place in the window.

use egui::emath::GuiRounding as _;
use egui::{Color32, Rangef, Rect, Ui};

use super::{Typesetting, scrollbar};

/// Letters by which the face is measured.
const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz";
/// Alphabets in a character of ordinary text, where the short letters and spaces are many.
const CHARACTER: f32 = 2.25 / 66.0;
/// Rows of titles stand closer together than those of running text.
const CLOSER: f32 = 0.91;

/// Columns narrower than this, in sizes of the face, have smaller titles.
const NARROW: f32 = 25.0;

/// Where the column of text is, and how large its letters are. Widths depend on the size of the face,
/// so that a line holds as many characters at any size, as long as the window has room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Everything that the page may draw on, without the scroll bar.
    pub view: Rect,
    /// The scroll bar.
    pub bar: Rect,
    /// From left to right, the paper.
    pub paper: Rangef,
    /// Left edge of the text.
    pub left: f32,
    /// Longest row.
    pub width: f32,
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
    /// Lays the page into a rectangle.
    pub fn fit(ui: &Ui, rect: Rect, size: f32, setting: Typesetting) -> Self {
        let pixels = ui.pixels_per_point();
        let (view, bar) = rect.split_left_right_at_x(rect.right() - scrollbar::WIDTH);
        let alphabet = ui.fonts_mut(|fonts| {
            let font = setting.face.regular(size);
            fonts.layout_no_wrap(ALPHABET.to_owned(), font, Color32::PLACEHOLDER)
        });
        let tracked = alphabet.size().x + ALPHABET.len() as f32 * setting.tracking * size;
        let measure = CHARACTER * setting.measure * tracked;
        // At the left, paragraph numbers; at the right, letters of marks that stand out a little.
        let (left, right) = (2.6 * size, 1.4 * size);
        let width = measure.min(view.width() - left - right).max(4.0 * size);
        let slack = (view.width() - left - right - width).max(0.0);
        let air = (2.2 * size).min(slack / 2.0);
        let paper = left + right + width + 2.0 * air;
        let paper = if view.width() - paper < 3.0 * size {
            view.width()
        } else {
            paper
        };
        let edge = view.left() + (view.width() - paper) / 2.0;
        let text = edge + left + (paper - left - right - width) / 2.0;
        Self {
            view,
            bar,
            paper: Rangef::new(edge, edge + paper),
            left: text.round_to_pixels(pixels),
            width: width.floor(),
            size,
            pixels,
            setting,
        }
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
