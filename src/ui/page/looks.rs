//! [`Looks`]: how marks of each label look, worked out once and not for every mark.

use egui::Color32;

use super::input::PageInput;
use super::tiles::Tile;
use crate::model::{Label, Layer, Pattern};
use crate::overlay::{Mark, MarkKey};
use crate::ui::theme::{MarkColors, Theme};

/// Share of the usual strength in which others' marks are filled.
const OTHERS: f32 = 0.35;

/// How a label looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Its colours.
    pub colors: MarkColors,
    /// Its pattern.
    pub pattern: Pattern,
    /// Where it is drawn.
    pub layer: Layer,
    /// Its letter in the reader's language.
    pub letter: String,
    /// What the theme makes of every mark.
    pub drawn: Drawn,
}

/// How a theme draws marks, whatever their colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// Strength of patterns, from 0 to 1.
    pub pattern: f32,
    /// Thickness of lines, in usual ones.
    pub strokes: f32,
    /// Whether own clause marks have lines along them, too.
    pub outlined: bool,
}

impl Drawn {
    /// Of a theme.
    pub fn of(theme: &Theme) -> Self {
        Self {
            pattern: theme.pattern,
            strokes: theme.strokes,
            outlined: theme.outlined,
        }
    }
}

/// How all labels look in a theme and language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    /// What is written about marks is in this language.
    language: &'static str,
    labels: Vec<Look>,
    unknown: Option<Look>,
}

impl Looks {
    /// Of a codebook.
    pub fn new(input: &PageInput<'_>) -> Self {
        let language = input.catalogue.lang().tag();
        let look = |label: &Label| Look {
            colors: input.theme.mark(&label.color),
            pattern: label.pattern,
            layer: label.layer,
            letter: label.letter.get(language).chars().take(2).collect(),
            drawn: Drawn::of(input.theme),
        };
        Self {
            language,
            labels: input.codebook.labels.iter().map(look).collect(),
            unknown: Some(unknown(input.theme)),
        }
    }

    /// Of looks that a test made up.
    #[cfg(test)]
    pub fn from_labels(labels: Vec<Look>) -> Self {
        let unknown = labels.first().cloned();
        Self {
            language: "en",
            labels,
            unknown,
        }
    }

    /// The colour of no label.
    pub fn crowded(&self) -> Color32 {
        let unknown = self.unknown.as_ref();
        unknown.map_or(Color32::PLACEHOLDER, |look| look.colors.line)
    }

    /// How a mark looks; marks of labels that the codebook does not know are grey.
    pub fn of(&self, mark: &Mark) -> Option<&Look> {
        self.of_label(mark.label)
    }

    /// How marks of a label look.
    pub fn of_label(&self, label: Option<u16>) -> Option<&Look> {
        let known = label.and_then(|at| self.labels.get(usize::from(at)));
        known.or(self.unknown.as_ref())
    }
}

fn unknown(theme: &Theme) -> Look {
    Look {
        colors: theme.mark("grey"),
        pattern: Pattern::Dotted,
        layer: Layer::Clause,
        letter: "·".to_owned(),
        drawn: Drawn::of(theme),
    }
}

impl Look {
    /// Colour of the background.
    pub fn fill(&self, own: bool) -> Color32 {
        if own {
            self.colors.soft
        } else {
            self.colors.soft.gamma_multiply(OTHERS)
        }
    }

    /// Pattern over the background, and its colour.
    pub fn texture(&self, own: bool) -> Option<(Tile, Color32)> {
        let tile = match self.pattern {
            Pattern::Solid => return None,
            Pattern::Hatched => Tile::Hatch,
            Pattern::Wavy | Pattern::Dotted => Tile::Dots,
        };
        own.then(|| (tile, self.colors.line.gamma_multiply(self.drawn.pattern)))
    }

    /// Pattern of an underline, and how thick it is in ems.
    pub fn underline(&self) -> (Tile, f32) {
        match self.pattern {
            Pattern::Solid => (Tile::Solid, 0.11),
            Pattern::Hatched => (Tile::Strokes, 0.22),
            Pattern::Wavy => (Tile::Wave, 0.24),
            Pattern::Dotted => (Tile::DottedLine, 0.12),
        }
    }
}

/// What tells one reviewer's marks from another's, in the text as in every list: nothing for the
/// reviewer's own, a small number for each other reading.
pub fn reader_sign(reading: u16) -> String {
    match reading {
        MarkKey::OWN => String::new(),
        other => other.to_string(),
    }
}

/// Whether a mark is the reviewer's own.
pub fn is_own(mark: &Mark) -> bool {
    mark.key.reading == MarkKey::OWN
}
