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
    // An article that can't be read in the encoding chosen must be given another try.
    let now = state.current_article().map(|open| &open.article.encoding);
    let chosen_now = now
        .filter(|encoding| encoding.chosen)
        .map(|encoding| encoding.name);
    let mut close = false;
    let left = modal(ctx, "encoding", &look.t("encoding-title"), 380.0, |ui| {
        let text = match now {
            Some(encoding) => msg!("encoding-now", name = encoding.name),
            None => msg!("encoding-try"),
        };
        ui.label(look.texts.text(&text));
        ui.add_space(6.0);
        let hint = look.t("encoding-filter");
        let field = TextEdit::singleline(filter)
            .hint_text(hint.clone())
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        super::has_keyboard_first(&field);
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label(hint));
        ui.add_space(6.0);
        let wanted = filter.to_lowercase();
        ScrollArea::vertical()
            .max_height(260.0)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                if ui
                    .selectable_label(chosen_now.is_none(), look.t("encoding-auto"))
                    .clicked()
                {
                    out.push(App::SetEncoding(None).into());
                    close = true;
                }
                for name in encodings() {
                    if !name.to_lowercase().contains(&wanted) {
                        continue;
                    }
                    let chosen = chosen_now == Some(name);
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
