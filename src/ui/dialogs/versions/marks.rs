//! The marks that are not as they were in a version.

use egui::{Align, Button, Label, Layout, RichText, Sense, Ui, UiBuilder, vec2};

use super::scrolled;
use crate::edit::{Comparison, Difference, Fate};
use crate::i18n::Message;
use crate::model::{Annotation, Confidence};
use crate::msg;
use crate::session::{Doc, State};
use crate::ui::intent::{Intent, Look};
use crate::ui::panels::widgets::{letter, named, scroll_by_keys};

/// Height of a row in points.
const ROW: f32 = 46.0;

/// Code points of what was said of a mark that are shown.
const SHORT: usize = 60;

/// Draws those in sight. Where the file as it is can't be read there is nothing to bring back one by one.
pub(super) fn show(
    ui: &mut Ui,
    compared: &Comparison,
    height: f32,
    locked: bool,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let differences = &compared.differences;
    ui.spacing_mut().item_spacing.y = 0.0;
    scrolled("marks", height).show_rows(ui, ROW, differences.len(), |ui, rows| {
        ui.set_max_width(ui.available_width() - 14.0);
        scroll_by_keys(ui);
        for difference in &differences[rows] {
            row(ui, difference, locked, state, look, out);
        }
    });
}

fn row(
    ui: &mut Ui,
    difference: &Difference,
    locked: bool,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let Some(span) = difference.span() else {
        return;
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let line = egui::Stroke::new(look.theme.edge, look.theme.line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    let place = UiBuilder::new()
        .id_salt(span.id)
        .max_rect(rect.shrink2(vec2(2.0, 3.0)))
        .layout(Layout::left_to_right(Align::Center));
    let mut row = ui.new_child(place);
    let label = state.codebook.label(&span.label);
    if let Some(label) = label {
        letter(&mut row, look, label);
    }
    let name = state
        .codebook
        .label_name(&span.label, look.texts.lang().tag())
        .to_owned();
    let quote = msg!("version-quote", quote = span.anchor.quote.to_string());
    let quote = look.texts.text(&quote);
    row.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if !locked && difference.fate() != Fate::Added {
            let button = ui.add(Button::new(look.t("version-bring-back")));
            let told = msg!(
                "version-bring-back-mark",
                label = name.clone(),
                quote = quote.clone()
            );
            named(&button, look.texts.text(&told));
            if button.clicked() {
                out.push(Doc::RestoreMark(Box::new(difference.clone())).into());
            }
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let first = match locked {
                true => name.clone(),
                false => {
                    let what = fate(difference, state, look);
                    look.texts
                        .text(&msg!("version-mark", label = name.clone(), what = what))
                }
            };
            let first = RichText::new(first).size(12.5).color(look.theme.muted);
            ui.add(Label::new(first).truncate());
            ui.add(
                Label::new(RichText::new(quote.replace('\n', " ")).color(look.theme.ink))
                    .truncate(),
            );
        });
    });
}

/// What became of a mark.
fn fate(difference: &Difference, state: &State, look: Look<'_>) -> Message {
    match (&difference.then, &difference.now) {
        (Some(then), Some(now)) => {
            let parts = parts(then, now, state, look);
            let parts: Vec<String> = parts.iter().map(|part| look.texts.text(part)).collect();
            msg!("version-changed", what = parts.join(", "))
        }
        (Some(_), None) => msg!("version-removed"),
        _ => msg!("version-added"),
    }
}

/// What is another by now, with what it was.
fn parts(then: &Annotation, now: &Annotation, state: &State, look: Look<'_>) -> Vec<Message> {
    let mut parts = Vec::new();
    if then.label != now.label {
        let lang = look.texts.lang().tag();
        let name = state.codebook.label_name(&now.label, lang).to_owned();
        parts.push(msg!("version-label", now = name));
    }
    if then.anchor != now.anchor {
        parts.push(msg!("version-edges"));
    }
    if then.voice != now.voice {
        parts.push(msg!("version-voice", then = short(then.voice.as_str())));
    }
    match (then.confidence, now.confidence) {
        (Confidence::Sure, Confidence::Unsure) => parts.push(msg!("version-sure")),
        (Confidence::Unsure, Confidence::Sure) => parts.push(msg!("version-unsure")),
        _ => {}
    }
    if then.reason != now.reason {
        parts.push(match then.reason.is_empty() {
            true => msg!("version-no-reason"),
            false => msg!("version-reason", then = short(&then.reason)),
        });
    }
    if then.claim != now.claim {
        parts.push(msg!("version-claim"));
    }
    parts
}

fn short(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(SHORT) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}
