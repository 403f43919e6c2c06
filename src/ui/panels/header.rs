//! The line above the page: which article, in which encoding, and what is wrong with its files.

use egui::{Align, Button, Frame, Layout, RichText, Ui};

use super::filter::{self, FilterView};
use crate::msg;
use crate::session::{App, OpenArticle, State};
use crate::ui::commands::CommandId;
use crate::ui::intent::{Intent, Look};

/// Draws the line, and a banner where the own annotation file may not be written.
pub fn show(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    view: &mut FilterView,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    ui.horizontal(|ui| {
        let at = state.current.map_or(0, |at| at + 1);
        let place = msg!("header-place", number = at, count = state.articles.len());
        super::widgets::muted(ui, look, &look.texts.text(&place));
        ui.add(egui::Label::new(RichText::new(&open.article.file_name).size(12.5)).truncate());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let encoding = &open.article.encoding;
            let text = RichText::new(encoding.name).size(12.5);
            let text = match encoding.damaged {
                true => text.color(look.theme.warning),
                false => text.color(look.theme.muted),
            };
            let hover = match (encoding.damaged, encoding.chosen, encoding.bom) {
                (true, ..) => look.t("header-encoding-damaged"),
                (_, true, _) => look.t("header-encoding-chosen"),
                (_, _, true) => look.t("header-encoding-bom"),
                _ => look.t("header-encoding-found"),
            };
            let button = ui.add(Button::new(text).frame(false)).on_hover_text(hover);
            let name = msg!("header-encoding", name = encoding.name);
            super::widgets::named(&button, look.texts.text(&name));
            if button.clicked() {
                out.push(CommandId::Encoding.into());
            }
            filter::show(ui, state, open, view, look, out);
            super::suggestion_bar::resume(ui, state, open, look, out);
        });
    });
    let locked = open
        .own
        .as_ref()
        .and_then(|own| own.locked.as_ref().map(|p| (own, p)));
    if let Some((own, problem)) = locked {
        Frame::new()
            .fill(look.theme.paper)
            .stroke(egui::Stroke::new(1.0, look.theme.error))
            .corner_radius(6.0)
            .inner_margin(8.0)
            .show(ui, |ui| {
                let line = crate::session::problem_line(problem);
                ui.label(RichText::new(look.texts.text(&line)).color(look.theme.error));
                ui.horizontal(|ui| {
                    if own.acceptable && ui.button(look.t("hand-edit-accept")).clicked() {
                        out.push(App::AcceptHandEdit.into());
                    }
                    super::widgets::command(ui, state, look, CommandId::Reload, out);
                });
            });
    }
}
