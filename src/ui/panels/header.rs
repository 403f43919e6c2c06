//! The line above the page: which article, in which encoding, and what is wrong with its files.

use egui::{Align, Button, Frame, Layout, Rect, RichText, Ui, UiBuilder, vec2};

use super::filter::{self, FilterView};
use crate::i18n::Message;
use crate::model::{Fault, Problem};
use crate::msg;
use crate::session::{App, OpenArticle, OwnReading, State};
use crate::text::printable;
use crate::ui::commands::CommandId;
use crate::ui::intent::{Intent, Look};

/// Room in points below which the article's name is left out.
const NAMED: f32 = 110.0;
/// Room below the line, in points, from which all is said of a damaged file.
const ROOMY: f32 = 400.0;

/// Draws the line, and a banner where the own annotation file may not be written.
pub fn show(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    view: &mut FilterView,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    // The page below keeps its place, however much there is to say here.
    let height = ui.spacing().interact_size.y;
    let line = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    let mut row = ui.new_child(UiBuilder::new().max_rect(line));
    row.set_clip_rect(ui.clip_rect().intersect(line.expand(2.0)));
    ui.advance_cursor_after_rect(line);
    row.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let encoding = &open.article.encoding;
        let text = RichText::new(encoding.name).size(12.5);
        let text = match encoding.damaged {
            true => text.color(look.theme.warning),
            false => text.color(look.theme.muted),
        };
        let hover = match (encoding.damaged, encoding.chosen, encoding.bom) {
            (true, ..) => look.t("header-encoding-damaged"),
            (_, true, _) => look.t("header-encoding-chosen"),
            (_, _, true) => look.t("header-encoding-bom"),
            _ => look.t("header-encoding-found"),
        };
        let button = ui.add(Button::new(text).frame(false)).on_hover_text(hover);
        let name = msg!("header-encoding", name = encoding.name);
        super::widgets::named(&button, look.texts.text(&name));
        if button.clicked() {
            out.push(CommandId::Encoding.into());
        }
        filter::show(ui, state, open, view, look, out);
        super::suggestion_bar::resume(ui, state, open, look, out);
        super::review_bar::resume(ui, state, open, look, out);
        // What is left of the line.
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if ui.available_width() < NAMED {
                return;
            }
            let at = state.current.map_or(0, |at| at + 1);
            let place = msg!("header-place", number = at, count = state.articles.len());
            let place = RichText::new(look.texts.text(&place)).size(12.5);
            ui.add(egui::Label::new(place.color(look.theme.muted)).truncate());
            ui.add(
                egui::Label::new(RichText::new(printable(&open.article.file_name)).size(12.5))
                    .truncate(),
            );
        });
    });
    let locked = open
        .own
        .as_ref()
        .and_then(|own| own.locked.as_ref().map(|p| (own, p)));
    if let Some((own, problem)) = locked {
        // Where there is little room, it is left to the article.
        let roomy = ui.available_height() > ROOMY;
        Frame::new()
            .fill(look.theme.paper)
            .stroke(egui::Stroke::new(1.0, look.theme.error))
            .corner_radius(6.0)
            .inner_margin(8.0)
            .show(ui, |ui| {
                let line = crate::session::problem_line(problem);
                let line = look.texts.text(&line);
                if is_damaged(own, problem) {
                    let what = RichText::new(look.t("reading-damaged"));
                    let what = ui.label(what.color(look.theme.error));
                    if let Some(text) = rescue(state) {
                        ui.label(look.texts.text(&text));
                    }
                    match roomy {
                        true => drop(super::widgets::muted(ui, look, &line)),
                        false => drop(what.on_hover_text(line)),
                    }
                } else {
                    ui.label(RichText::new(line).color(look.theme.error));
                }
                ui.horizontal(|ui| {
                    if own.acceptable && ui.button(look.t("hand-edit-accept")).clicked() {
                        out.push(App::AcceptHandEdit.into());
                    }
                    if state.versions.newest_whole().is_some() {
                        super::widgets::command(ui, state, look, CommandId::Versions, out);
                    }
                    super::widgets::command(ui, state, look, CommandId::Reload, out);
                });
            });
    }
}

/// Whether the own file is there and can't be understood.
fn is_damaged(own: &OwnReading, problem: &Problem) -> bool {
    let newer = problem.what.key == "file-newer-version";
    !own.acceptable && !newer && problem.fault == Fault::Data
}

/// Where the own file is damaged: which earlier version is whole.
fn rescue(state: &State) -> Option<Message> {
    let version = state.versions.newest_whole()?;
    let compared = version.compared.as_ref()?.as_ref().ok()?;
    Some(msg!(
        "versions-rescue",
        when = version.when.clone(),
        count = compared.marks
    ))
}
