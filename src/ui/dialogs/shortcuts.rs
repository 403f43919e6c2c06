//! All keys on one sheet.

use egui::{Context, Label, RichText, Ui};

use super::{body, modal};
use crate::session::State;
use crate::ui::commands::{keys, name, rows};
use crate::ui::fonts;
use crate::ui::intent::Look;
use crate::ui::panels::widgets::muted;

/// Keys of the page itself, which no menu shows: message keys of the keys and of what they do.
pub const PAGE_KEYS: &[(&str, &str)] = &[
    ("keys-sentence", "does-sentence"),
    ("keys-sentence-extend", "does-sentence-extend"),
    ("keys-read", "does-read"),
    ("keys-unread", "does-unread"),
    ("keys-caret", "does-caret"),
    ("keys-caret-word", "does-caret-word"),
    ("keys-extend", "does-extend"),
    ("keys-row", "does-row"),
    ("keys-ends", "does-ends"),
    ("keys-page", "does-page"),
    ("keys-edge", "does-edge"),
    ("keys-all", "does-all"),
    ("keys-copy", "does-copy"),
    ("keys-escape", "does-escape"),
    ("keys-suggestion", "does-suggestion"),
    ("keys-review", "does-review"),
    ("keys-mouse-drag", "does-mouse-drag"),
    ("keys-mouse-raw", "does-mouse-raw"),
    ("keys-mouse-double", "does-mouse-double"),
    ("keys-mouse-triple", "does-mouse-triple"),
    ("keys-mouse-edge", "does-mouse-edge"),
    ("keys-mouse-mark", "does-mouse-mark"),
];

/// From this width of the window on, keys of the page and commands stand side by side.
const WIDE: f32 = 800.0;

/// Draws the sheet; `true` once it is left.
pub fn show(ctx: &Context, state: &State, look: Look<'_>) -> bool {
    let mut close = false;
    let wide = ctx.content_rect().width() >= WIDE;
    let width = if wide { 900.0 } else { 560.0 };
    let left = modal(ctx, "shortcuts", &look.t("cmd-shortcuts"), width, |ui| {
        body(ui, |ui| match wide {
            true => ui.columns(2, |sides| {
                page_keys(&mut sides[0], look);
                commands(&mut sides[1], state, look);
            }),
            false => {
                page_keys(ui, look);
                ui.add_space(10.0);
                commands(ui, state, look);
            }
        });
        ui.horizontal(|ui| {
            let button = ui.button(look.t("close"));
            super::has_keyboard_first(&button);
            close = button.clicked();
            muted(ui, look, &look.t("keys-others"));
        });
    });
    left || close
}

fn page_keys(ui: &mut Ui, look: Look<'_>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    for (keys, does) in PAGE_KEYS {
        line(ui, look.t(keys), look.t(does));
    }
}

fn commands(ui: &mut Ui, state: &State, look: Look<'_>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    for row in rows(state) {
        let keys = keys(row, look.texts);
        if !keys.is_empty() {
            line(ui, keys, name(row, state, look.texts));
        }
    }
}

/// Keys at the left, what they do at the right; both break where the window is narrow.
fn line(ui: &mut Ui, keys: String, does: String) {
    ui.horizontal_top(|ui| {
        let wide = (ui.available_width() * 0.42).min(230.0);
        let column = |ui: &mut Ui, wide: f32, text: RichText| {
            ui.vertical(|ui| {
                ui.set_width(wide);
                ui.add(Label::new(text).wrap());
            });
        };
        column(ui, wide, RichText::new(keys).font(fonts::ui_strong(13.5)));
        let rest = ui.available_width();
        column(ui, rest, RichText::new(does));
    });
}
