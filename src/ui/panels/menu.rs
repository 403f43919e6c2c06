//! The menu bar, from the command table.

use egui::accesskit::{Role, Toggled};
use egui::{Button, ScrollArea, Ui};

use crate::msg;
use crate::session::State;
use crate::ui::commands::{CommandId, Menu, Row, available, keys, name, next_step, rows};
use crate::ui::intent::{Intent, Look};

/// Rows that stand in a menu of their own within a menu: message key of its name.
fn inner(id: CommandId) -> Option<&'static str> {
    match id {
        CommandId::Theme | CommandId::UseTheme(_) => Some("menu-theme"),
        CommandId::Language(_) => Some("menu-language"),
        _ => None,
    }
}

/// Draws the bar.
pub fn show(ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    egui::MenuBar::new().ui(ui, |ui| {
        for (menu, key) in Menu::ALL {
            ui.menu_button(look.t(key), |ui| {
                // As high as the window has room for.
                let height =
                    (ui.ctx().content_rect().bottom() - ui.cursor().top() - 16.0).max(80.0);
                ScrollArea::vertical()
                    .min_scrolled_height(height)
                    .max_height(height)
                    .show(ui, |ui| {
                        ui.set_min_width(250.0);
                        ui.spacing_mut().item_spacing.y = 2.0;
                        let rows: Vec<&Row> = rows(state).filter(|row| row.menu == menu).collect();
                        for part in rows.chunk_by(|a, b| inner(a.id) == inner(b.id)) {
                            let first = part.first().map(|row| (inner(row.id), row.line));
                            let Some((Some(key), line)) = first else {
                                part.iter().for_each(|row| item(ui, state, look, row, out));
                                continue;
                            };
                            if line {
                                ui.separator();
                            }
                            ui.menu_button(look.t(key), |ui| {
                                ui.set_min_width(230.0);
                                part.iter().for_each(|row| item(ui, state, look, row, out));
                            });
                        }
                    });
            });
        }
    });
}

fn item(ui: &mut Ui, state: &State, look: Look<'_>, row: &Row, out: &mut Vec<Intent>) {
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
    let chosen = chosen(row.id, look);
    let keys = match chosen {
        Some(true) => "✓".to_owned(),
        _ => keys(row, look.texts),
    };
    let button = Button::new(text).shortcut_text(keys);
    let response = ui.add_enabled(available(row.id, state), button);
    if let Some(chosen) = chosen {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::MenuItemRadio);
            node.set_toggled(Toggled::from(chosen));
        });
    }
    if response.clicked() {
        out.push(Intent::Run(row.id));
        ui.close();
    }
}

/// Whether a row is the one that holds of several; `None` for rows that are no choice.
fn chosen(id: CommandId, look: Look<'_>) -> Option<bool> {
    match id {
        CommandId::UseTheme(kind) => Some(look.preferences.theme == kind),
        CommandId::Language(lang) => Some(look.texts.lang() == lang),
        _ => None,
    }
}
