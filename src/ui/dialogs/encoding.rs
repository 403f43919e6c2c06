//! In which encoding the article is read.

use egui::{Context, ScrollArea, TextEdit};

use super::modal;
use crate::import::encodings;
use crate::msg;
use crate::session::{App, State};
use crate::ui::intent::{Intent, Look};

/// Draws the choice; `true` once it is made or left.
pub fn show(
    ctx: &Context,
    filter: &mut String,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) -> bool {
    let Some(open) = state.current_article() else {
        return true;
    };
    let mut close = false;
    let left = modal(ctx, "encoding", &look.t("encoding-title"), 380.0, |ui| {
        let now = msg!("encoding-now", name = open.article.encoding.name);
        ui.label(look.texts.text(&now));
        ui.add_space(6.0);
        let hint = look.t("encoding-filter");
        let field = TextEdit::singleline(filter)
            .hint_text(hint.clone())
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label(hint));
        ui.add_space(6.0);
        let wanted = filter.to_lowercase();
        ScrollArea::vertical()
            .max_height(260.0)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                if ui
                    .selectable_label(!open.article.encoding.chosen, look.t("encoding-auto"))
                    .clicked()
                {
                    out.push(App::SetEncoding(None).into());
                    close = true;
                }
                for name in encodings() {
                    if !name.to_lowercase().contains(&wanted) {
                        continue;
                    }
                    let chosen = open.article.encoding.chosen && open.article.encoding.name == name;
                    if ui.selectable_label(chosen, name).clicked() {
                        out.push(App::SetEncoding(Some(name.to_owned())).into());
                        close = true;
                    }
                }
            });
        ui.add_space(8.0);
        close |= ui.button(look.t("cancel")).clicked();
    });
    left || close
}
