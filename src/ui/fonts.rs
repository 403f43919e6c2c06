//! The fonts that ship with the program, and the names under which the window asks for them.

use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

/// Family of the article's text.
pub const READING: &str = "reading";
/// Family of titles and headings in the article.
pub const READING_BOLD: &str = "reading-bold";
/// Family of emphasis in the article.
pub const READING_ITALIC: &str = "reading-italic";
/// Family of headings and emphasis around the article.
pub const UI_STRONG: &str = "ui-strong";

const SERIF: &str = "NotoSerif-Regular";
const SERIF_BOLD: &str = "NotoSerif-Bold";
const SERIF_ITALIC: &str = "NotoSerif-Italic";
const SANS: &str = "Inter";
const SANS_STRONG: &str = "Inter-600";

/// A reading face.
pub fn reading(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING.into()))
}

/// The bold reading face.
pub fn reading_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING_BOLD.into()))
}

/// The reading face in italics: words quoted beside the article.
pub fn reading_italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING_ITALIC.into()))
}

/// The face of headings and emphasis around the article.
pub fn ui_strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(UI_STRONG.into()))
}

/// The font files that are part of the program.
const FILES: [(&str, &[u8]); 4] = [
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
];

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
    for (name, bytes) in FILES {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // The same variable font at another weight.
    let strong = FontData::from_static(FILES[3].1).tweak(FontTweak {
        coords: VariationCoords::new([(b"wght", 600.0)]),
        ..FontTweak::default()
    });
    fonts
        .font_data
        .insert(SANS_STRONG.to_owned(), Arc::new(strong));

    // The second of each family has what the first lacks: Inter arrows and signs, Noto Serif joiners.
    for (family, chain) in [
        (FontFamily::Name(READING.into()), [SERIF, SANS]),
        (FontFamily::Name(READING_BOLD.into()), [SERIF_BOLD, SANS]),
        (
            FontFamily::Name(READING_ITALIC.into()),
            [SERIF_ITALIC, SANS],
        ),
        (FontFamily::Name(UI_STRONG.into()), [SANS_STRONG, SERIF]),
        (FontFamily::Proportional, [SANS, SERIF]),
        (FontFamily::Monospace, [SANS, SERIF]),
    ] {
        fonts
            .families
            .insert(family, chain.map(str::to_owned).to_vec());
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
    }
}
