//! The marks that are not where they were made, as lists in the inspector. However many there are, those
//! in sight are drawn.

use std::ops::Range;
use std::sync::Arc;

use egui::{Align, Button, Layout, ScrollArea, Ui, vec2};

use super::widgets::{letter, muted, named, section};
use crate::anchor::percent;
use crate::model::Annotation;
use crate::msg;
use crate::session::{App, Move, OpenArticle, Review, ReviewItem, State};
use crate::ui::intent::{Intent, Look};
use crate::ui::page::shown_text;

/// Height of a row, in points, and rows in sight at once.
const ROW: f32 = 24.0;
const IN_SIGHT: f32 = 6.5;
/// Code points of a quote in a row: more never fit.
const QUOTE: usize = 90;

/// Draws the lists that are not empty.
pub fn show(ui: &mut Ui, state: &State, open: &OpenArticle, look: Look<'_>, out: &mut Vec<Intent>) {
    let current = open.reviewed().filter(|_| state.reviewing);
    let (moved, lost) = (open.unsettled.moved(), open.unsettled.orphans());
    if moved > 0 {
        let title = msg!("moved-title", count = moved);
        section(ui, look, &look.texts.text(&title));
        list(ui, "unsettled-moved", moved, |ui, rows| {
            let (first, count) = (rows.start, rows.len());
            for found in open.unsettled.moves_from(first).take(count) {
                moved_row(ui, state, open, found, current, look, out);
            }
        });
    }
    if lost > 0 {
        let title = msg!("orphans-title", count = lost);
        section(ui, look, &look.texts.text(&title));
        muted(ui, look, &look.t("orphans-hint"));
        list(ui, "unsettled-lost", lost, |ui, rows| {
            let (first, count) = (rows.start, rows.len());
            for span in open.unsettled.orphans_from(first).take(count) {
                let item = ReviewItem::Orphan(span.id);
                row(ui, state, span, (item, None), current, look, out);
            }
        });
    }
    let others = open.others_moved();
    if others > 0 {
        let title = msg!("moved-others", count = others);
        section(ui, look, &look.texts.text(&title));
        muted(ui, look, &look.t("moved-others-hint"));
    }
}

fn list(ui: &mut Ui, name: &str, count: usize, rows: impl FnOnce(&mut Ui, Range<usize>)) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical()
        .id_salt(name)
        .max_height(ROW * IN_SIGHT)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, count, rows);
}

fn moved_row(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    found: &Move,
    current: Option<ReviewItem>,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    if let Some(span) = open.own_span(found.id) {
        let item = (ReviewItem::Moved(found.id), Some(found.score));
        row(ui, state, span, item, current, look, out);
    }
}

fn row(
    ui: &mut Ui,
    state: &State,
    span: &Arc<Annotation>,
    (item, score): (ReviewItem, Option<f64>),
    current: Option<ReviewItem>,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let line = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
        if let Some(label) = state.codebook.label(&span.label) {
            letter(ui, look, label);
        }
        let quote: String = span.anchor.quote.chars().take(QUOTE).collect();
        let quote = shown_text(&quote.replace('\n', " "));
        let label = state
            .codebook
            .label_name(&span.label, look.texts.lang().tag());
        let sure = score.map(|score| {
            look.texts
                .text(&msg!("moved-sure", percent = percent(score)))
        });
        let text = match &sure {
            Some(sure) => format!("{sure}  {quote}"),
            None => quote.clone(),
        };
        let name = match sure {
            Some(sure) => msg!(
                "moved-row",
                label = label.to_owned(),
                sure = sure,
                quote = quote
            ),
            None => msg!("lost-row", label = label.to_owned(), quote = quote),
        };
        let button = Button::selectable(current == Some(item), text).truncate();
        let size = vec2(ui.available_width(), ROW);
        let button = ui.add_sized(size, button.right_text(""));
        named(&button, look.texts.text(&name));
        if button.clicked() {
            out.push(App::from(Review::Go(item)).into());
        }
    });
}
