//! The menu bar, from the command table.

use egui::{Button, Ui};

use crate::msg;
use crate::session::State;
use crate::ui::commands::{CommandId, Menu, available, keys, name, next_step, rows};
use crate::ui::intent::{Intent, Look};

/// Draws the bar.
pub fn show(ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    egui::MenuBar::new().ui(ui, |ui| {
        for (menu, key) in Menu::ALL {
            ui.menu_button(look.t(key), |ui| {
                ui.set_min_width(230.0);
                for row in rows(state).filter(|row| row.menu == menu) {
                    if row.line {
                        ui.separator();
                    }
                    let mut text = name(row, state, look.texts);
                    if let CommandId::Undo | CommandId::Redo = row.id
                        && let Some(what) = next_step(row.id, state)
                    {
                        let what = look.texts.text(what);
                        text = look
                            .texts
                            .text(&msg!("menu-with", text = text, what = what));
                    }
                    let button = Button::new(text).shortcut_text(keys(row, look.texts));
                    let response = ui.add_enabled(available(row.id, state), button);
                    if response.clicked() {
                        out.push(Intent::Run(row.id));
                        ui.close();
                    }
                }
            });
        }
    });
}
