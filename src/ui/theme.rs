//! [`Theme`]: every colour of the window, read from `assets/themes`. No other file names one.

#![allow(clippy::disallowed_methods, reason = "here the data becomes colours")]

use std::collections::BTreeMap;

use egui::Color32;
use serde::{Deserialize, Deserializer};

mod kind;
mod style;

pub use kind::ThemeKind;

/// Colours of the window. Those with "over" in their description are translucent.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Whether it is light on dark.
    pub dark: bool,
    /// Around the page.
    #[serde(deserialize_with = "color")]
    pub background: Color32,
    /// Lists, inspector, bars.
    #[serde(deserialize_with = "color")]
    pub panel: Color32,
    /// Under the article; fields and menus.
    #[serde(deserialize_with = "color")]
    pub paper: Color32,
    /// Text.
    #[serde(deserialize_with = "color")]
    pub ink: Color32,
    /// Secondary text.
    #[serde(deserialize_with = "color")]
    pub muted: Color32,
    /// Hairlines and edges.
    #[serde(deserialize_with = "color")]
    pub line: Color32,
    /// Buttons at rest.
    #[serde(deserialize_with = "color")]
    pub control: Color32,
    /// Buttons under the pointer.
    #[serde(deserialize_with = "color")]
    pub hover: Color32,
    /// Buttons that are held down or switched on.
    #[serde(deserialize_with = "color")]
    pub pressed: Color32,
    /// Over selected text.
    #[serde(deserialize_with = "color")]
    pub selection: Color32,
    /// Around what has the keyboard.
    #[serde(deserialize_with = "color")]
    pub focus: Color32,
    /// What should be seen first; the caret.
    #[serde(deserialize_with = "color")]
    pub accent: Color32,
    /// Text on the accent colour.
    #[serde(deserialize_with = "color")]
    pub on_accent: Color32,
    /// Text of warnings.
    #[serde(deserialize_with = "color")]
    pub warning: Color32,
    /// Text of errors.
    #[serde(deserialize_with = "color")]
    pub error: Color32,
    /// Text of what went well.
    #[serde(deserialize_with = "color")]
    pub ok: Color32,
    /// Over what lies under menus and windows.
    #[serde(deserialize_with = "color")]
    pub shadow: Color32,
    /// Thickness of edges and hairlines in points.
    pub edge: f32,
    /// Thickness of the frame around what has the keyboard, in points.
    pub ring: f32,
    /// Strength of the patterns in marks, from 0 to 1.
    pub pattern: f32,
    /// Thickness of the lines of marks, in usual ones.
    pub strokes: f32,
    /// Whether buttons and marks have an outline, because their fill alone does not tell them from the
    /// ground.
    pub outlined: bool,
    /// Colours of labels by the token that a codebook names.
    marks: BTreeMap<String, MarkColors>,
}

/// The three colours of a label.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkColors {
    /// Over the marked words.
    #[serde(deserialize_with = "color")]
    pub soft: Color32,
    /// Underlines, edges, patterns.
    #[serde(deserialize_with = "color")]
    pub line: Color32,
    /// The label's letter, and its name where that is coloured.
    #[serde(deserialize_with = "color")]
    pub letter: Color32,
}

impl Theme {
    /// A theme that ships with the program.
    pub fn shipped(kind: ThemeKind) -> Self {
        // A test proves all files sound.
        Self::read(kind.file()).unwrap_or_else(|error| {
            log::error!("theme: {error}");
            Self::plain(matches!(kind, ThemeKind::Dark | ThemeKind::Contrast))
        })
    }

    /// Reads a theme file.
    ///
    /// # Errors
    /// With line and column, where it is not one.
    pub fn read(file: &str) -> Result<Self, ron::error::SpannedError> {
        ron::from_str(file)
    }

    /// The colour tokens that codebooks can name, without the grey of unknown labels.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        let all = self.marks.keys().map(String::as_str);
        all.filter(|token| *token != "grey")
    }

    /// The colours of a label; grey for a token that the theme does not know.
    pub fn mark(&self, token: &str) -> MarkColors {
        let known = self.marks.get(token).or_else(|| self.marks.get("grey"));
        known.copied().unwrap_or(MarkColors {
            soft: self.muted.gamma_multiply(0.2),
            line: self.muted,
            letter: self.muted,
        })
    }

    /// The same for a room: patterns and lines that can be seen from the last row.
    #[must_use]
    pub fn for_projector(mut self) -> Self {
        self.pattern = self.pattern.max(0.38);
        self.strokes = self.strokes.max(1.5);
        self
    }

    /// What is left where a theme file is broken: grey on black or white.
    fn plain(dark: bool) -> Self {
        let gray = |level: u8| Color32::from_gray(if dark { 255 - level } else { level });
        Self {
            dark,
            background: gray(225),
            panel: gray(240),
            paper: gray(255),
            ink: gray(0),
            muted: gray(80),
            line: gray(200),
            control: gray(225),
            hover: gray(210),
            pressed: gray(195),
            selection: gray(128).gamma_multiply(0.4),
            focus: gray(0),
            accent: gray(0),
            on_accent: gray(255),
            warning: gray(40),
            error: gray(40),
            ok: gray(40),
            shadow: gray(0).gamma_multiply(0.2),
            edge: 1.0,
            ring: 2.0,
            pattern: 0.3,
            strokes: 1.0,
            outlined: true,
            marks: BTreeMap::new(),
        }
    }
}

/// `#RRGGBB` or `#RRGGBBAA`.
fn color<'de, D: Deserializer<'de>>(input: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(input)?;
    parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text}: #RRGGBB or #RRGGBBAA")))
}

fn parse(text: &str) -> Option<Color32> {
    let digits = text.strip_prefix('#')?;
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let alpha = match digits.len() {
        6 => 255,
        8 => byte(6)?,
        _ => return None,
    };
    Some(Color32::from_rgba_unmultiplied(
        byte(0)?,
        byte(2)?,
        byte(4)?,
        alpha,
    ))
}

#[cfg(test)]
mod tests;
