//! The rules of a label, or those for all labels.

use egui::{Frame as Box_, Ui};

use super::field::Shape;
use super::fields::language_tag;
use super::{CodebookDialog, Frame, edit};
use crate::model::{CodebookEdit, Rule, RulePlace};
use crate::msg;
use crate::ui::intent::Intent;
use crate::ui::panels::codebook::language_name;
use crate::ui::panels::widgets::muted;

impl CodebookDialog {
    pub(super) fn rules(
        &mut self,
        ui: &mut Ui,
        frame: Frame<'_>,
        place: &RulePlace,
        rules: &[Rule],
        out: &mut Vec<Intent>,
    ) {
        let look = frame.look;
        if rules.is_empty() {
            muted(ui, look, &look.t("codebook-no-rules"));
        }
        for (at, rule) in rules.iter().enumerate() {
            Box_::new()
                .outer_margin(egui::Margin::symmetric(0, 3))
                .show(ui, |ui| {
                    ui.push_id(("rule", at), |ui| {
                        self.rule(ui, frame, place, (at, rule), out)
                    });
                });
        }
        if ui.button(look.t("codebook-add-rule")).clicked() {
            out.push(edit(CodebookEdit::AddRule(place.clone(), free_id(frame))));
        }
    }

    fn rule(
        &mut self,
        ui: &mut Ui,
        frame: Frame<'_>,
        place: &RulePlace,
        (at, rule): (usize, &Rule),
        out: &mut Vec<Intent>,
    ) {
        let look = frame.look;
        ui.horizontal(|ui| {
            let name = look.t("codebook-rule-id");
            let news = self
                .typed
                .field(ui, "id", &rule.id, name, Shape::Line(60.0));
            if let Some(id) = news {
                out.push(edit(CodebookEdit::RuleId(place.clone(), at, id)));
            }
            if ui.button(look.t("codebook-remove-rule")).clicked() {
                out.push(edit(CodebookEdit::RemoveRule(place.clone(), at)));
            }
        });
        for language in frame.languages {
            let shown = language_name(look, language);
            ui.horizontal_top(|ui| {
                language_tag(ui, look, &shown);
                let stored = rule.text.0.get(language).map_or("", String::as_str);
                let name = msg!("codebook-rule-in", id = &rule.id, language = shown.clone());
                let name = look.texts.text(&name);
                let news = self.typed.field(ui, language, stored, name, Shape::Lines);
                if let Some(text) = news {
                    let tag = language.clone();
                    out.push(edit(CodebookEdit::RuleText(place.clone(), at, tag, text)));
                }
            });
        }
    }
}

/// The first number that no rule has yet.
fn free_id(frame: Frame<'_>) -> String {
    let codebook = frame.codebook();
    let labels = codebook.labels.iter().flat_map(|label| &label.rules);
    let used: Vec<&str> = labels
        .chain(&codebook.rules)
        .map(|rule| rule.id.as_str())
        .collect();
    let mut ids = (1..).map(|number: usize| format!("R{number}"));
    ids.find(|id| !used.contains(&id.as_str()))
        .unwrap_or_default()
}
