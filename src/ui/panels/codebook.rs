//! What a label means, in the reader's language, beside the text.

use egui::{CollapsingHeader, RichText, Ui};

use super::widgets::{focus_ring, letter, muted};
use crate::model::{Codebook, Example, Label, Rule};
use crate::ui::fonts;
use crate::ui::intent::Look;

/// Draws the definition of one label, its rules and examples.
pub fn label(ui: &mut Ui, codebook: &Codebook, label: &Label, look: Look<'_>) {
    let lang = look.texts.lang().tag();
    ui.horizontal(|ui| {
        letter(ui, look, label);
        ui.label(RichText::new(label.name.get(lang)).font(fonts::ui_strong(14.0)));
    });
    ui.label(label.definition.get(lang));
    ui.add_space(4.0);
    let id = label.key.as_str();
    let examples = CollapsingHeader::new(look.t("codebook-examples"))
        .id_salt((id, "examples"))
        .show(ui, |ui| {
            let fitting = |example: &&Example| example.language == lang;
            for example in label.examples.iter().filter(fitting) {
                let quote = look
                    .texts
                    .text(&crate::msg!("codebook-quote", quote = &example.quote));
                ui.label(RichText::new(quote).font(fonts::reading_italic(14.5)));
                muted(ui, look, example.note.get(lang));
                ui.add_space(4.0);
            }
        });
    focus_ring(ui, look, &examples.header_response);
    let all = CollapsingHeader::new(look.t("codebook-rules"))
        .id_salt((id, "rules"))
        .show(ui, |ui| {
            rules(ui, label.rules.iter().chain(&codebook.rules), look)
        });
    focus_ring(ui, look, &all.header_response);
}

fn rules<'a>(ui: &mut Ui, rules: impl Iterator<Item = &'a Rule>, look: Look<'_>) {
    for rule in rules {
        let text = crate::msg!(
            "codebook-rule",
            id = &rule.id,
            text = rule.text.get(look.texts.lang().tag()).to_owned()
        );
        ui.label(look.texts.text(&text));
        ui.add_space(3.0);
    }
}
