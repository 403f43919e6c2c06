//! Questions that wait for an answer over the window.

mod codebook;
mod encoding;
mod export;
mod name;
mod palette;
mod path;
mod reading;
mod shortcuts;
mod versions;

use egui::{Context, Id, Modal, RichText, Ui};

pub use codebook::CodebookDialog;
pub use export::ExportDialog;
pub use palette::Palette;
pub use path::PathDialog;
pub use shortcuts::PAGE_KEYS;
pub use versions::VersionsDialog;

use crate::session::{App, State};
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};
use crate::ui::panels::widgets::scroll_by_keys;

/// What is asked beside the name, which the state asks for itself.
#[derive(Debug)]
pub enum Dialog {
    /// Which copies to write.
    Export(ExportDialog),
    /// A path typed by hand.
    Path(PathDialog),
    /// In which encoding the article is read.
    Encoding(String),
    /// The codebook.
    Codebook(CodebookDialog),
    /// Earlier versions of the reviewer's annotations.
    Versions(VersionsDialog),
    /// How the text is read.
    Reading,
    /// All keys.
    Shortcuts,
}

/// Draws what is asked; `false` once it is answered.
pub fn show(
    ctx: &Context,
    dialog: &mut Option<Dialog>,
    typed_name: &mut String,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    if state.ask_name.is_some() {
        if name::show(ctx, typed_name, state, look, out) {
            out.push(App::CancelReviewer.into());
        }
        return;
    }
    typed_name.clear();
    let close = match dialog {
        None => false,
        Some(Dialog::Export(export)) => export.show(ctx, state, look, out),
        Some(Dialog::Path(path)) => path.show(ctx, look, out),
        Some(Dialog::Encoding(filter)) => encoding::show(ctx, filter, state, look, out),
        Some(Dialog::Codebook(codebook)) => codebook.show(ctx, state, look, out),
        Some(Dialog::Versions(versions)) => versions.show(ctx, state, look, out),
        Some(Dialog::Reading) => reading::show(ctx, look, out),
        Some(Dialog::Shortcuts) => shortcuts::show(ctx, state, look),
    };
    if close {
        *dialog = None;
    }
}

/// A dialog with a title; answers whether it was left by Escape or a click beside it.
fn modal(ctx: &Context, id: &str, title: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20.0);
    let id = Id::unique(id);
    let response = Modal::new(id).frame(frame).show(ctx, |ui| {
        ui.set_width(width.min(ctx.content_rect().width() - 60.0));
        ui.label(RichText::new(title).font(fonts::ui_strong(17.0)));
        ui.add_space(8.0);
        content(ui);
    });
    // It stands in the middle by its last size, and what scrolls takes a few frames to find its own.
    let size = response.response.rect.size();
    let before = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), size));
    if before != size {
        ctx.request_repaint();
    }
    response.should_close()
}

/// The part of a dialog that scrolls where the window is small; title and buttons stay.
fn body(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    // Title, buttons and the edge around take the rest.
    let height = (ui.ctx().content_rect().height() - 156.0).max(120.0);
    egui::ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            // A little closer than elsewhere, so that less must be scrolled.
            ui.spacing_mut().item_spacing.y = 5.0;
            ui.spacing_mut().interact_size.y = 24.0;
            ui.set_max_width(ui.available_width() - 6.0);
            scroll_by_keys(ui);
            content(ui);
        });
    ui.add_space(10.0);
}

/// The button that answers a dialog: in the accent colour, so that it is found at once.
fn answer(ui: &mut Ui, look: Look<'_>, text: String, enabled: bool) -> egui::Response {
    let text = RichText::new(text).color(look.theme.on_accent);
    let button = ui.add_enabled(enabled, egui::Button::new(text).fill(look.theme.accent));
    has_keyboard_first(&button);
    button
}

/// Gives a control the keyboard where nothing in the dialog has it, as when it was just opened.
fn has_keyboard_first(response: &egui::Response) {
    let free = response.ctx.memory(|memory| memory.focused().is_none());
    if free && response.enabled() {
        response.request_focus();
    }
}
