//! The other reviewers' readings of the article: listed, and shown read-only on wish.

use egui::{RichText, Ui};

use super::widgets::{muted, reader, section, tick};
use crate::model::ReadingStatus;
use crate::msg;
use crate::session::{App, OpenArticle};
use crate::ui::intent::{Intent, Look};

/// Draws the list.
pub fn show(ui: &mut Ui, open: &OpenArticle, look: Look<'_>, out: &mut Vec<Intent>) {
    section(ui, look, &look.t("others-title"));
    if open.others.is_empty() {
        let nobody = match open.being_read {
            true => "others-being-read",
            false => "others-none",
        };
        muted(ui, look, &look.t(nobody));
    }
    for (at, other) in open.others.iter().enumerate() {
        match &other.result {
            Ok(reading) => {
                let mut shown = other.shown;
                let key = match reading.status {
                    ReadingStatus::Done => msg!(
                        "others-done",
                        name = &reading.reviewer.name,
                        count = reading.spans.len()
                    ),
                    ReadingStatus::InProgress => msg!(
                        "others-open",
                        name = &reading.reviewer.name,
                        count = reading.spans.len()
                    ),
                };
                // In a column of its own a long name goes on in the next line.
                let check = ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.add_space(4.0);
                        reader(ui, look, at + 1);
                    });
                    ui.vertical(|ui| tick(ui, look, &mut shown, look.texts.text(&key)))
                });
                let check = check.inner.inner;
                if check.on_hover_text(look.t("others-hover")).changed() {
                    out.push(App::ShowOther(at, shown).into());
                }
            }
            Err(problem) => {
                let line = look.texts.text(&crate::session::problem_line(problem));
                ui.label(RichText::new(line).size(12.5).color(look.theme.error));
            }
        }
        if let Some(warning) = &other.warning {
            let line = look.texts.text(&crate::session::problem_line(warning));
            ui.label(RichText::new(line).size(12.5).color(look.theme.warning));
        }
    }
}
