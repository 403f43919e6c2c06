//! What is left around the page while a room looks on: what the marks mean, and the way back.

use egui::{Align, Layout, RichText, Ui};

use super::widgets;
use crate::session::State;
use crate::ui::commands::{CommandId, TABLE, keys};
use crate::ui::intent::{Intent, Look};

/// Height of the bar in points.
pub const HEIGHT: f32 = 52.0;

/// Draws the labels, large, and the button that leads back.
pub fn show(ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let row = TABLE.iter().find(|row| row.id == CommandId::Projector);
            let key = row.map(|row| keys(row, look.texts)).unwrap_or_default();
            let button = egui::Button::new(look.t("projector-leave")).shortcut_text(key);
            let leave = ui
                .add(button)
                .on_hover_text(look.t("projector-leave-hover"));
            if leave.clicked() {
                out.push(CommandId::Projector.into());
            }
            ui.add_space(10.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                for label in &state.codebook.labels {
                    widgets::letter_sized(ui, look, label, 28.0);
                    let name = label.name.get(look.texts.lang().tag());
                    ui.add(egui::Label::new(RichText::new(name).size(20.0)).truncate());
                    ui.add_space(16.0);
                }
            });
        });
    });
}
