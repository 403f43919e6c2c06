//! The fonts that ship with the program, and the names under which the window asks for them.

use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

/// Family of headings and emphasis around the article.
pub const UI_STRONG: &str = "ui-strong";

const SERIF: &str = "NotoSerif-Regular";
const SERIF_BOLD: &str = "NotoSerif-Bold";
const SERIF_ITALIC: &str = "NotoSerif-Italic";
const SANS: &str = "Inter";
const SANS_STRONG: &str = "Inter-600";
const SANS_BOLD: &str = "Inter-700";
const LEGIBLE: &str = "AtkinsonHyperlegibleNext";
const LEGIBLE_BOLD: &str = "AtkinsonHyperlegibleNext-700";
const LEGIBLE_ITALIC: &str = "AtkinsonHyperlegibleNext-Italic";

/// The faces in which an article can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReadingFace {
    /// Noto Serif.
    #[default]
    Serif,
    /// Inter. It has no italics here: what would stand in them stands upright.
    Sans,
    /// Atkinson Hyperlegible Next, whose letters are drawn so that none is taken for another one.
    Legible,
}

impl ReadingFace {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Serif, Self::Sans, Self::Legible];

    /// The word by which the settings remember it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Serif => "serif",
            Self::Sans => "sans",
            Self::Legible => "legible",
        }
    }

    /// From that word; what is not known is the usual one.
    pub fn from_key(key: &str) -> Self {
        let found = Self::ALL.into_iter().find(|face| face.key() == key);
        found.unwrap_or_default()
    }

    /// Message key of its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Serif => "face-serif",
            Self::Sans => "face-sans",
            Self::Legible => "face-legible",
        }
    }

    /// Upright letters of running text.
    pub fn regular(self, size: f32) -> FontId {
        named(self.families()[0], size)
    }

    /// Titles and headings.
    pub fn bold(self, size: f32) -> FontId {
        named(self.families()[1], size)
    }

    /// Words quoted beside the article.
    pub fn italic(self, size: f32) -> FontId {
        named(self.families()[2], size)
    }

    fn families(self) -> [&'static str; 3] {
        match self {
            Self::Serif => ["serif", "serif-bold", "serif-italic"],
            Self::Sans => ["sans", "sans-bold", "sans"],
            Self::Legible => ["legible", "legible-bold", "legible-italic"],
        }
    }
}

/// Letters of running text, each of them at several places of a pixel.
const LETTERS: &str =
    "etaoinsrhldcumfpgwybvkxjqzéèàçêâôîûùœ’,.;:!?-—«»()0123456789ETAOINSRHLDCUMFPGWYBVKXJQZÉÀ";

/// Draws the letters of a face into egui's texture before an article is there, whose first frame then
/// is as short as the next ones.
pub fn prepare(ctx: &egui::Context, font: FontId) {
    let letters: String = LETTERS
        .chars()
        .flat_map(|c| [c, ' ', c, 'l', c, 'n', c, 'i'])
        .collect();
    ctx.fonts_mut(|fonts| {
        fonts.layout_no_wrap(letters, font, egui::Color32::PLACEHOLDER);
    });
}

/// The usual reading face.
pub fn reading(size: f32) -> FontId {
    ReadingFace::Serif.regular(size)
}

/// The usual reading face in italics: words quoted beside the article.
pub fn reading_italic(size: f32) -> FontId {
    ReadingFace::Serif.italic(size)
}

/// The face of headings and emphasis around the article.
pub fn ui_strong(size: f32) -> FontId {
    named(UI_STRONG, size)
}

fn named(family: &str, size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(family.into()))
}

/// The font files that are part of the program.
const FILES: [(&str, &[u8]); 6] = [
    (
        SERIF,
        include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf"),
    ),
    (
        SERIF_BOLD,
        include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf"),
    ),
    (
        SERIF_ITALIC,
        include_bytes!("../../assets/fonts/NotoSerif-Italic.ttf"),
    ),
    (
        SANS,
        include_bytes!("../../assets/fonts/Inter-roman.var.ttf"),
    ),
    (
        LEGIBLE,
        include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-roman.var.ttf"),
    ),
    (
        LEGIBLE_ITALIC,
        include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Italic.ttf"),
    ),
];

/// Other weights of variable fonts: name, the font's place in [`FILES`], weight.
const WEIGHTS: [(&str, usize, f32); 3] = [
    (SANS_STRONG, 3, 600.0),
    (SANS_BOLD, 3, 700.0),
    (LEGIBLE_BOLD, 4, 700.0),
];

/// Noto Serif says itself how it is fitted to pixels. Fitting the variable fonts, which do not, costs
/// a millisecond each time that another size of them is drawn: a frame with a new scale took 26 of them.
fn hinted(name: &str) -> Option<bool> {
    (![SERIF, SERIF_BOLD, SERIF_ITALIC].contains(&name)).then_some(false)
}

/// Names of the fonts with how many glyphs each has; `None` for a damaged one.
pub fn shipped() -> impl Iterator<Item = (&'static str, Option<usize>)> {
    FILES.into_iter().map(|(name, bytes)| (name, glyphs(bytes)))
}

/// The count in the `maxp` table of an OpenType font.
fn glyphs(font: &[u8]) -> Option<usize> {
    let number = |at: usize| -> Option<usize> {
        let bytes = font.get(at..at + 2)?;
        Some(usize::from(u16::from_be_bytes([bytes[0], bytes[1]])))
    };
    let tables = number(4)?;
    (0..tables).map(|table| 12 + table * 16).find_map(|entry| {
        (font.get(entry..entry + 4)? == b"maxp").then_some(())?;
        let offset = number(entry + 8)? << 16 | number(entry + 10)?;
        number(offset + 4)
    })
}

/// All of them, for `egui::Context::set_fonts`.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, data: FontData| {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    };
    for (name, bytes) in FILES {
        let tweak = FontTweak {
            hinting: hinted(name),
            ..FontTweak::default()
        };
        add(name, FontData::from_static(bytes).tweak(tweak));
    }
    for (name, file, weight) in WEIGHTS {
        let tweak = FontTweak {
            coords: VariationCoords::new([(b"wght", weight)]),
            hinting: Some(false),
            ..FontTweak::default()
        };
        add(name, FontData::from_static(FILES[file].1).tweak(tweak));
    }
    // Those that follow have what the first of a family lacks: Inter arrows and signs, Noto Serif
    // joiners.
    for (family, chain) in [
        (ReadingFace::Serif.regular(0.0).family, &[SERIF, SANS][..]),
        (ReadingFace::Serif.bold(0.0).family, &[SERIF_BOLD, SANS]),
        (ReadingFace::Serif.italic(0.0).family, &[SERIF_ITALIC, SANS]),
        (ReadingFace::Sans.regular(0.0).family, &[SANS, SERIF]),
        (ReadingFace::Sans.bold(0.0).family, &[SANS_BOLD, SERIF_BOLD]),
        (
            ReadingFace::Legible.regular(0.0).family,
            &[LEGIBLE, SANS, SERIF],
        ),
        (
            ReadingFace::Legible.bold(0.0).family,
            &[LEGIBLE_BOLD, SANS_BOLD, SERIF_BOLD],
        ),
        (
            ReadingFace::Legible.italic(0.0).family,
            &[LEGIBLE_ITALIC, SANS, SERIF_ITALIC],
        ),
        (FontFamily::Name(UI_STRONG.into()), &[SANS_STRONG, SERIF]),
        (FontFamily::Proportional, &[SANS, SERIF]),
        (FontFamily::Monospace, &[SANS, SERIF]),
    ] {
        let chain = chain.iter().map(|name| (*name).to_owned());
        fonts.families.insert(family, chain.collect());
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_names_fonts_that_are_there() {
        let fonts = definitions();
        for (family, chain) in &fonts.families {
            assert!(!chain.is_empty(), "{family}");
            for name in chain {
                assert!(fonts.font_data.contains_key(name), "{family}: {name}");
            }
        }
        for face in ReadingFace::ALL {
            assert_eq!(ReadingFace::from_key(face.key()), face);
            for font in [face.regular(1.0), face.bold(1.0), face.italic(1.0)] {
                assert!(fonts.families.contains_key(&font.family), "{font:?}");
            }
        }
    }

    #[test]
    fn every_face_sets_french() {
        let ctx = egui::Context::default();
        ctx.set_fonts(definitions());
        let french = "«\u{a0}L’Œuvre\u{202f}!\u{a0}», dit-il – « ça, où\u{202f}? » — Ÿ É È Ê Ë À Â Ç Î Ï Ô Ù Û Ü æ Æ œ € n° 1… → ✓ ●";
        let mut out = ctx.run_ui(egui::RawInput::default(), |ui| {
            for face in ReadingFace::ALL {
                for font in [face.regular(18.0), face.bold(18.0), face.italic(18.0)] {
                    ui.fonts_mut(|fonts| {
                        for c in french.chars() {
                            assert!(fonts.has_glyph(&font, c), "{font:?}: {c:?}");
                        }
                    });
                }
            }
        });
        out.textures_delta.clear();
    }
}
