//! [`Theme`]: every colour of the window, read from `assets/themes`. No other file names one.

#![allow(clippy::disallowed_methods, reason = "here the data becomes colours")]

use std::collections::BTreeMap;

use egui::{Color32, CornerRadius, FontFamily, FontId, Shadow, Stroke, TextStyle, Visuals, vec2};
use serde::{Deserialize, Deserializer};

use super::fonts;

/// The themes that ship with the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeKind {
    /// Dark on warm paper.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl ThemeKind {
    /// The word by which the settings remember it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// From that word; what is not known is the usual one.
    pub fn from_key(key: &str) -> Self {
        let all = [Self::Light, Self::Dark];
        let found = all.into_iter().find(|kind| kind.key() == key);
        found.unwrap_or_default()
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}

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
        let (file, dark) = match kind {
            ThemeKind::Light => (include_str!("../../assets/themes/light.ron"), false),
            ThemeKind::Dark => (include_str!("../../assets/themes/dark.ron"), true),
        };
        // A test proves both files sound.
        Self::read(file).unwrap_or_else(|error| {
            log::error!("theme: {error}");
            Self::plain(dark)
        })
    }

    /// Reads a theme file.
    ///
    /// # Errors
    /// With line and column, where it is not one.
    pub fn read(file: &str) -> Result<Self, ron::error::SpannedError> {
        ron::from_str(file)
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

    /// Makes it the look of everything that egui draws.
    pub fn apply(&self, ctx: &egui::Context) {
        let theme = if self.dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        ctx.set_theme(theme);
        ctx.style_mut_of(theme, |style| {
            style.visuals = self.visuals();
            space(style);
        });
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = if self.dark {
            Visuals::dark()
        } else {
            Visuals::light()
        };
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.paper;
        visuals.window_stroke = Stroke::new(1.0, self.line);
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(6);
        visuals.extreme_bg_color = self.paper;
        visuals.faint_bg_color = self.control.gamma_multiply(0.5);
        visuals.code_bg_color = self.control;
        visuals.hyperlink_color = self.accent;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.error;
        visuals.weak_text_color = Some(self.muted);
        visuals.selection.bg_fill = self.selection;
        visuals.selection.stroke = Stroke::new(1.0, self.ink);
        visuals.text_cursor.stroke = Stroke::new(2.0, self.accent);
        let shadow = |blur| Shadow {
            offset: [0, 4],
            blur,
            spread: 0,
            color: self.shadow,
        };
        visuals.window_shadow = shadow(24);
        visuals.popup_shadow = shadow(12);
        let widgets = &mut visuals.widgets;
        for (state, fill, edge) in [
            (&mut widgets.noninteractive, self.panel, self.line),
            (&mut widgets.inactive, self.control, self.control),
            (&mut widgets.hovered, self.hover, self.hover),
            (&mut widgets.active, self.pressed, self.focus),
            (&mut widgets.open, self.hover, self.line),
        ] {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, edge);
            state.fg_stroke = Stroke::new(1.0, self.ink);
            state.corner_radius = CornerRadius::same(5);
            state.expansion = 0.0;
        }
        visuals
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
            marks: BTreeMap::new(),
        }
    }
}

/// Sizes and distances, the same in every theme.
fn space(style: &mut egui::Style) {
    let ui = FontFamily::Proportional;
    style.text_styles = [
        (TextStyle::Small, FontId::new(12.0, ui.clone())),
        (TextStyle::Body, FontId::new(14.0, ui.clone())),
        (TextStyle::Button, FontId::new(14.0, ui)),
        (TextStyle::Heading, fonts::ui_strong(17.0)),
        (
            TextStyle::Monospace,
            FontId::new(13.0, FontFamily::Monospace),
        ),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(40.0, 26.0);
    spacing.menu_margin = egui::Margin::same(6);
    spacing.window_margin = egui::Margin::same(14);
    spacing.tooltip_width = 340.0;
    style.interaction.selectable_labels = false;
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
