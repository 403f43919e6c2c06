//! Who annotates: asked at the first mark.

use egui::{Context, Key, RichText, TextEdit};

use super::{answer, modal};
use crate::msg;
use crate::session::{App, State};
use crate::ui::intent::{Intent, Look};

/// Draws the question; `true` where it was left without an answer.
pub fn show(
    ctx: &Context,
    typed: &mut String,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) -> bool {
    let Some(ask) = &state.ask_name else {
        return false;
    };
    let mut close = false;
    let left = modal(ctx, "name", &look.t("name-title"), 420.0, |ui| {
        if let Some(known) = &ask.exists {
            let text = msg!("name-exists", name = &known.name);
            ui.label(look.texts.text(&text));
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                if answer(ui, look, look.t("name-exists-yes"), true).clicked() {
                    out.push(App::ClaimReviewer.into());
                }
                if ui.button(look.t("name-exists-no")).clicked() {
                    typed.clear();
                    out.push(App::AskReviewer.into());
                }
            });
            return;
        }
        ui.label(look.t("name-why"));
        ui.add_space(8.0);
        let hint = look.t("name-hint");
        let field = TextEdit::singleline(typed)
            .hint_text(hint.clone())
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label(hint));
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        if let Some(problem) = &ask.problem {
            ui.add_space(4.0);
            ui.label(RichText::new(look.texts.text(problem)).color(look.theme.error));
        }
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            if answer(ui, look, look.t("name-take"), true).clicked() || enter {
                out.push(App::SetReviewer(typed.clone()).into());
                field.request_focus();
            }
            close = ui.button(look.t("cancel")).clicked();
        });
    });
    left || close
}
