//! A row for each version.

use egui::text::{LayoutJob, TextFormat};
use egui::{Button, FontId, Ui, vec2};

use super::summary;
use crate::session::Version;
use crate::ui::fonts;
use crate::ui::intent::Look;

/// Draws one: when it was, how many marks, what became of them; `true` when it is chosen.
pub(super) fn row(
    ui: &mut Ui,
    version: &Version,
    chosen: bool,
    locked: bool,
    look: Look<'_>,
) -> bool {
    let (more, color) = match &version.compared {
        None => (look.t("versions-reading"), look.theme.muted),
        Some(Ok(compared)) => (summary(compared, locked, look), look.theme.muted),
        Some(Err(_)) => (look.t("versions-damaged"), look.theme.error),
    };
    let when = look.texts.text(&version.when);
    let mut job = LayoutJob::default();
    job.append(
        &when,
        0.0,
        TextFormat::simple(fonts::ui_strong(14.0), look.theme.ink),
    );
    let format = TextFormat {
        line_height: Some(17.0),
        ..TextFormat::simple(FontId::proportional(12.5), color)
    };
    job.append(&format!("\n{more}"), 0.0, format);
    let button = Button::selectable(chosen, job)
        .wrap()
        .min_size(vec2(ui.available_width(), 42.0));
    ui.add(button).clicked()
}
