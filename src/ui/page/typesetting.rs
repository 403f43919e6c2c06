//! [`Typesetting`]: how a reader wants the text set, apart from the size of its letters.

use crate::ui::fonts::ReadingFace;

/// Face and distances of the running text. None of it depends on the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Typesetting {
    /// The face of the article.
    pub face: ReadingFace,
    /// Distance of rows, in sizes of the face.
    pub leading: f32,
    /// Longest row, in characters of ordinary text.
    pub measure: f32,
    /// Space added between letters, in sizes of the face.
    pub tracking: f32,
}

impl Default for Typesetting {
    fn default() -> Self {
        Self {
            face: ReadingFace::Serif,
            leading: 1.65,
            measure: 66.0,
            tracking: 0.0,
        }
    }
}
