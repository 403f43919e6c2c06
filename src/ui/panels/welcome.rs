//! What stands in the middle while there is no article to show: a welcome, or what is wrong with it.

use egui::Ui;

use super::widgets::{command, muted};
use crate::session::{EntryState, State};
use crate::ui::commands::CommandId;
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
                command(ui, state, look, CommandId::Reload, out);
                command(ui, state, look, CommandId::Encoding, out);
            }
            Some(_) => drop(muted(ui, look, &look.t("list-waiting"))),
            None => {
                ui.label(egui::RichText::new(look.t("welcome-title")).font(fonts::reading(26.0)));
                ui.add_space(8.0);
                muted(ui, look, &look.t("welcome-hint"));
                ui.add_space(12.0);
                for id in [CommandId::OpenFiles, CommandId::OpenFolder] {
                    command(ui, state, look, id, out);
                }
            }
        }
    });
}
