//! What stands in the middle while there is no article to show: a welcome, or what is wrong with it.

use egui::Ui;

use super::widgets::muted;
use crate::session::{App, EntryState, State};
use crate::ui::commands::{self, CommandId, TABLE};
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};

/// Draws it.
pub fn show(ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    let current = state.current.and_then(|at| state.articles.get(at));
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        match current.map(|entry| &entry.state) {
            Some(EntryState::Faulty(problem)) => {
                ui.set_max_width(460.0);
                let text = look.texts.text(&crate::session::problem_line(problem));
                ui.label(egui::RichText::new(text).color(look.theme.error));
                ui.add_space(8.0);
                if ui.button(look.t("cmd-reload")).clicked() {
                    out.push(App::Reload.into());
                }
                if ui.button(look.t("cmd-encoding")).clicked() {
                    out.push(CommandId::Encoding.into());
                }
            }
            Some(_) => drop(muted(ui, look, &look.t("list-waiting"))),
            None => {
                ui.label(egui::RichText::new(look.t("welcome-title")).font(fonts::reading(26.0)));
                ui.add_space(8.0);
                muted(ui, look, &look.t("welcome-hint"));
                ui.add_space(12.0);
                for id in [CommandId::OpenFiles, CommandId::OpenFolder] {
                    let row = TABLE.iter().find(|row| row.id == id);
                    let name = row.map(|row| commands::name(row, state, look.texts));
                    if ui.button(name.unwrap_or_default()).clicked() {
                        out.push(id.into());
                    }
                }
            }
        }
    });
}
