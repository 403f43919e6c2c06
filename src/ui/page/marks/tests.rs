//! Drawings of marks, seen as lists of rectangles.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::{Pattern, SpanId};
use crate::overlay::MarkKey;
use crate::text::SourceText;
use crate::ui::fonts;
use crate::ui::page::layout::tests::lay_out_plain;
use crate::ui::page::looks::Drawn;
use crate::ui::theme::{Theme, ThemeKind};

const TEXT: &str = "Selon l’Insee, le taux a baissé de 3 % en 2025. Les critiques, furieuses, \
                    parlent d’une « mascarade » honteuse, et d’un scandale sans précédent.";

/// Draws marks `(start, length, label, reading)` in a narrow column.
fn drawn(marks: &[(usize, usize, u16, u16)]) -> (Vec<Mark>, Drawing, f32) {
    let text = SourceText::new(TEXT);
    let mark = |(number, (start, len, label, reading)): (usize, &(usize, usize, u16, u16))| Mark {
        key: MarkKey {
            reading: *reading,
            id: SpanId(uuid::Uuid::from_u128(number as u128)),
        },
        range: text.clamp(*start..start + len),
        label: Some(*label),
        moved: false,
        unsure: false,
    };
    // An overlay gives them in text order.
    let mut marks: Vec<Mark> = marks.iter().enumerate().map(mark).collect();
    marks.sort_by_key(|mark| mark.range);
    let looks = looks();
    let ctx = egui::Context::default();
    ctx.set_fonts(fonts::definitions());
    let mut drawing = Drawing::default();
    let mut height = 0.0;
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let laid = lay_out_plain(ui, TEXT, 240.0);
        height = laid.height;
        let block = Block {
            range: text.whole(),
            text: TEXT,
            laid: &laid,
            size: 16.0,
            pixels: 1.0,
        };
        drawing = draw(ui, &block, &marks, &[], &looks);
    });
    output.textures_delta.clear();
    (marks, drawing, height)
}

fn looks() -> Looks {
    let theme = Theme::shipped(ThemeKind::Light);
    let look = |token: &str, pattern, layer| Look {
        colors: theme.mark(token),
        pattern,
        layer,
        letter: "X".to_owned(),
        drawn: Drawn::of(&theme),
    };
    Looks::from_labels(vec![
        look("blue", Pattern::Solid, Layer::Clause),
        look("amber", Pattern::Hatched, Layer::Clause),
        look("magenta", Pattern::Wavy, Layer::Word),
    ])
}

#[test]
fn each_of_some_overlapping_marks_has_lines_of_its_own() {
    // Two facts and an opinion over the same words, and two loaded words that overlap.
    let marks = [
        (0, 30, 0, 0),
        (4, 20, 0, 1),
        (8, 30, 1, 0),
        (18, 8, 2, 0),
        (20, 9, 2, 1),
    ];
    let (_, drawing, _) = drawn(&marks);
    let mut lines: BTreeMap<(u32, [u8; 4]), usize> = BTreeMap::new();
    for quad in drawing.lines.iter().filter(|quad| quad.rect.width() > 5.0) {
        let key = (quad.rect.top().to_bits(), quad.color.to_array());
        *lines.entry(key).or_default() += 1;
    }
    // A line each, and the edges of the other reviewer's fact.
    assert!(lines.len() >= 5, "{lines:?}");
    assert_eq!(drawing.letters.len(), 5);
}

#[test]
fn letters_stand_side_by_side_and_never_over_one_another() {
    let (_, drawing, _) = drawn(&[(0, 5, 0, 0), (0, 12, 1, 0), (1, 9, 2, 0)]);
    let places: Vec<f32> = drawing.letters.iter().map(|l| l.place.x).collect();
    assert!(
        places.windows(2).all(|pair| pair[1] > pair[0] + 5.0),
        "{places:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn how_much_is_drawn_depends_on_the_text(
        marks in proptest::collection::vec((0usize..150, 1usize..60, 0u16..3, 0u16..3), 1..400)
    ) {
        let (marks, drawing, height) = drawn(&marks);
        prop_assume!(marks.iter().any(|mark| !mark.range.is_empty()));
        // Each character can have a few edges and a few lines, however many marks there are.
        let limit = TEXT.chars().count() * 16;
        prop_assert!(drawing.backs.len() + drawing.lines.len() <= limit);
        prop_assert!(drawing.letters.len() <= 2 * TEXT.len());
        let all = drawing.backs.iter().chain(&drawing.lines);
        for quad in all {
            prop_assert!(quad.rect.is_finite() && quad.rect.is_positive());
            prop_assert!(quad.rect.left() >= -AROUND - 0.5 && quad.rect.right() <= 260.0);
            prop_assert!(quad.rect.top() >= 0.0 && quad.rect.bottom() <= height + 8.0);
        }
    }
}
