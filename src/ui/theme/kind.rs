//! [`ThemeKind`]: the themes that ship with the program.

use super::Theme;

/// A theme that ships with the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeKind {
    /// Dark on warm paper.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Bright on black, with thick edges, for weak eyes.
    Contrast,
    /// Black on white without any colour, for paper and beamers.
    Print,
}

impl ThemeKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::Contrast, Self::Print];

    /// The word by which the settings remember it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
            Self::Print => "print",
        }
    }

    /// From that word; what is not known is the usual one.
    pub fn from_key(key: &str) -> Self {
        let found = Self::ALL.into_iter().find(|kind| kind.key() == key);
        found.unwrap_or_default()
    }

    /// Message key of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "theme-light",
            Self::Dark => "theme-dark",
            Self::Contrast => "theme-contrast",
            Self::Print => "theme-print",
        }
    }

    /// The one after it, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|kind| *kind == self);
        Self::ALL[at.map_or(0, |at| (at + 1) % Self::ALL.len())]
    }

    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Light => include_str!("../../../assets/themes/light.ron"),
            Self::Dark => include_str!("../../../assets/themes/dark.ron"),
            Self::Contrast => include_str!("../../../assets/themes/contrast.ron"),
            Self::Print => include_str!("../../../assets/themes/print.ron"),
        }
    }

    /// Its colours.
    pub fn theme(self) -> Theme {
        Theme::shipped(self)
    }
}
