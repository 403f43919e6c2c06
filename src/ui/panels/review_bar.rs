//! The bar over the top of the page in which marks are answered that the article's change has moved or
//! left without a place. It lies over the page, so that the text never moves for it.

use std::sync::Arc;

use egui::{Align, Button, Context, Label, Layout, Rect, RichText, Ui};

use super::find_bar::over;
use super::passage::{self, Passage};
use super::widgets::{letter, muted, named};
use crate::anchor::percent;
use crate::i18n::{Catalogue, Message};
use crate::model::Annotation;
use crate::msg;
use crate::overlay::MarkKey;
use crate::session::{App, Doc, Move, OpenArticle, Review, ReviewItem, SURE, State};
use crate::ui::commands::{self, CommandId};
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};

/// Widest bar in points, and the room that it leaves at the edges of the page.
const WIDEST: f32 = 640.0;
const SIDES: f32 = 42.0;
/// Lower pages have bars of fewer lines, in points.
const LOW: f32 = 300.0;
/// Score from which a place is probably the right one.
const LIKELY: f64 = 0.85;
/// Code points of a passage that are read out.
const QUOTE: usize = 120;
/// Room in points below which the button above the page is short, and below which there is none.
const LONG: f32 = 190.0;
const SHORT: f32 = 50.0;

/// Whether the bar stands over the page: the search and suggestions are in its place while they are.
pub fn is_shown(state: &State) -> bool {
    state.reviewing && !state.find.shown && !state.suggesting && state.current_article().is_some()
}

/// Draws the bar over a page; answers how many points of the page it covers from the top.
pub fn show(
    ctx: &Context,
    page: Rect,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) -> f32 {
    let open = state.current_article().filter(|_| is_shown(state));
    let Some(open) = open else {
        return 0.0;
    };
    let shown = over(ctx, page, "unsettled-bar", look, |ui| {
        ui.set_width((page.width() - SIDES).clamp(180.0, WIDEST));
        let item = looked_at(open);
        // Where there is little room, the page itself shows the new words.
        let low = page.height() < LOW;
        head(ui, state, open, item, low, look, out);
        match item {
            Some((ReviewItem::Moved(_), span)) => {
                if let Some(found) = open.move_of(MarkKey::own(span.id)) {
                    if !low {
                        muted(ui, look, &look.texts.text(&how_sure(found.score)));
                    }
                    let rows = if low { (1, 0) } else { (3, 3) };
                    moved_words(ui, open, span, found, rows, look);
                }
                ui.horizontal_wrapped(|ui| {
                    moved_answers(ui, state, open, low, look, out);
                });
            }
            Some((ReviewItem::Orphan(_), span)) => {
                let rows = if low { 1 } else { 3 };
                let old = Passage::marked(&span.anchor);
                passage::show(ui, look, &look.t("review-marked"), &old, rows);
                if !low {
                    let refused = span.refused.as_deref() == Some(open.article.text.hash());
                    let hint = match refused {
                        true => "review-refused-hint",
                        false => "review-lost-hint",
                    };
                    muted(ui, look, &look.t(hint));
                }
                ui.horizontal_wrapped(|ui| {
                    lost_answers(ui, state, open, span, low, look, out);
                });
            }
            None => {}
        }
    });
    (shown.bottom() - page.top()).max(0.0)
}

/// The mark that is looked at.
fn looked_at(open: &OpenArticle) -> Option<(ReviewItem, &Arc<Annotation>)> {
    let item = open.reviewed()?;
    Some((item, open.own_span(item.id())?))
}

/// Which mark it is, how sure its place is, and the way out.
fn head(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    item: Option<(ReviewItem, &Arc<Annotation>)>,
    low: bool,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = look.t("review-leave");
            let close = ui.add(Button::new("×")).on_hover_text(&name);
            named(&close, name);
            if close.clicked() {
                out.push(App::from(Review::Leave).into());
            }
            let steps = [("↓", CommandId::NextMoved), ("↑", CommandId::PreviousMoved)];
            for (sign, id) in steps.into_iter().filter(|_| item.is_some()) {
                let hint = commands::hint(id, state, look.texts);
                let step = ui.add(Button::new(sign)).on_hover_text(hint);
                named(&step, commands::name_of(id, state, look.texts));
                if step.clicked() {
                    out.push(id.into());
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if let Some((_, span)) = item
                    && let Some(label) = state.codebook.label(&span.label)
                {
                    letter(ui, look, label);
                }
                let text = match low {
                    true => short_title(open, look.texts),
                    false => title(open, look.texts),
                };
                let text = RichText::new(text).font(fonts::ui_strong(13.0));
                ui.add(Label::new(text).truncate());
            });
        });
    });
}

/// Which mark is looked at, among how many.
fn title(open: &OpenArticle, texts: &Catalogue) -> String {
    let (Some(item), Some((number, count))) = (open.reviewed(), open.reviewed_number()) else {
        return texts.t("review-none");
    };
    texts.text(&match item {
        ReviewItem::Moved(_) => msg!("review-moved", number = number, count = count),
        ReviewItem::Orphan(_) => msg!("review-lost", number = number, count = count),
    })
}

/// The same with how sure its place is as a mere figure, for where there is little room.
fn short_title(open: &OpenArticle, texts: &Catalogue) -> String {
    let title = title(open, texts);
    match reviewed_move(open) {
        Some(found) => {
            let sure = msg!("moved-sure", percent = percent(found.score));
            format!("{title} · {}", texts.text(&sure))
        }
        None => title,
    }
}

fn reviewed_move(open: &OpenArticle) -> Option<&Move> {
    open.move_of(MarkKey::own(open.reviewed()?.id()))
}

/// The same with how sure its place is, where it has one.
fn full_title(open: &OpenArticle, texts: &Catalogue) -> String {
    let title = title(open, texts);
    match reviewed_move(open) {
        Some(found) => format!("{title} · {}", texts.text(&how_sure(found.score))),
        None => title,
    }
}

/// How sure a place is, as a figure and in plain words.
pub fn how_sure(score: f64) -> Message {
    let percent = percent(score);
    if percent == 100 {
        msg!("review-whole", percent = percent)
    } else if score >= SURE {
        msg!("review-certain", percent = percent)
    } else if score >= LIKELY {
        msg!("review-likely", percent = percent)
    } else {
        msg!("review-doubtful", percent = percent)
    }
}

/// Old words against new ones, with what stands around both; so many rows at most of each.
pub fn moved_words(
    ui: &mut Ui,
    open: &OpenArticle,
    span: &Annotation,
    found: &Move,
    (old_rows, new_rows): (usize, usize),
    look: Look<'_>,
) {
    let (old, new) = passage::compared(ui.ctx(), &open.article.text, span, found.to);
    if new_rows > 0 && old.reads_like(&new) {
        passage::show(ui, look, &look.t("review-same"), &new, new_rows);
        return;
    }
    passage::show(ui, look, &look.t("review-marked"), &old, old_rows);
    if new_rows > 0 {
        passage::show(ui, look, &look.t("review-now"), &new, new_rows);
    }
}

/// A button that runs a command, under a shorter name than that of its row.
fn button(
    ui: &mut Ui,
    state: &State,
    look: Look<'_>,
    (text, keys): (String, String),
    id: CommandId,
    out: &mut Vec<Intent>,
) {
    let button = match keys.is_empty() {
        true => Button::new(text),
        false => Button::new(text).shortcut_text(keys),
    };
    let hint = commands::hint(id, state, look.texts);
    let enabled = commands::available(id, state);
    if ui
        .add_enabled(enabled, button)
        .on_hover_text(hint)
        .clicked()
    {
        out.push(id.into());
    }
}

/// Accepts the place of a mark, by keys with this name, or refuses it.
pub fn answer(ui: &mut Ui, state: &State, look: Look<'_>, accepts: String, out: &mut Vec<Intent>) {
    let accept = (look.t("review-accept"), accepts);
    button(ui, state, look, accept, CommandId::AcceptMove, out);
    let keys = commands::keys_of(CommandId::RefuseMove, look.texts);
    let refuse = (look.t("review-refuse"), keys);
    button(ui, state, look, refuse, CommandId::RefuseMove, out);
}

fn moved_answers(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    low: bool,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    // The key of the page that no row of the table has.
    answer(ui, state, look, look.t("key-enter"), out);
    if low {
        return;
    }
    let (sure, all) = (open.unsettled.sure(), open.unsettled.moved());
    if sure > 0 && all > 1 {
        let text = look.texts.text(&msg!("review-accept-sure", count = sure));
        let keys = String::new();
        button(ui, state, look, (text, keys), CommandId::AcceptSure, out);
    }
    if all > sure.max(1) {
        let text = look.texts.text(&msg!("review-accept-all", count = all));
        let keys = String::new();
        button(ui, state, look, (text, keys), CommandId::AcceptMoves, out);
    }
}

fn lost_answers(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    span: &Annotation,
    low: bool,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let attach = Button::new(look.t("review-attach")).shortcut_text(look.t("key-enter"));
    let hint = commands::hint(CommandId::Attach, state, look.texts);
    let selected = !open.selection.is_caret();
    if ui
        .add_enabled(selected, attach)
        .on_hover_text(hint)
        .clicked()
    {
        out.push(CommandId::Attach.into());
    }
    if !low {
        let find = (look.t("review-find"), String::new());
        button(ui, state, look, find, CommandId::FindLost, out);
    }
    let name = look.t("review-delete");
    // The key is the selected mark's, while there is one.
    let keys = match open.selected {
        Some(_) => String::new(),
        None => commands::keys_of(CommandId::Delete, look.texts),
    };
    if ui.add(Button::new(name).shortcut_text(keys)).clicked() {
        out.push(Doc::Delete(span.id).into());
    }
}

/// What the bar says, for who listens.
pub fn in_words(state: &State, open: &OpenArticle, texts: &Catalogue) -> String {
    let title = full_title(open, texts);
    let Some((item, span)) = looked_at(open) else {
        return title;
    };
    let label = state.codebook.label_name(&span.label, texts.lang().tag());
    let marked = msg!(
        "review-said-marked",
        label = label.to_owned(),
        quote = short(&span.anchor.quote)
    );
    let marked = texts.text(&marked);
    let found = open.move_of(MarkKey::own(item.id()));
    let Some(found) = found else {
        return format!("{title}. {marked}");
    };
    let words = open.article.text.slice(found.to);
    let now = match words == span.anchor.quote.as_str() {
        true => texts.t("review-said-same"),
        false => texts.text(&msg!("review-said-now", quote = short(words))),
    };
    format!("{title}. {marked}. {now}")
}

fn short(words: &str) -> String {
    match words.char_indices().nth(QUOTE) {
        Some((cut, _)) => format!("{}…", &words[..cut]),
        None => words.to_owned(),
    }
}

/// The button above the page by which the review is taken up.
pub fn resume(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let unsettled = &open.unsettled;
    if unsettled.is_empty() || state.reviewing || ui.available_width() < SHORT {
        return;
    }
    let (moved, lost) = (unsettled.moved(), unsettled.orphans());
    let text = look
        .texts
        .text(&msg!("review-resume", moved = moved, orphans = lost));
    let shown = match ui.available_width() < LONG {
        true => format!("{} !", moved + lost),
        false => text.clone(),
    };
    let shown = RichText::new(shown).size(12.5).color(look.theme.warning);
    let said = look.texts.text(&unsettled.in_words());
    let hint = commands::hint(CommandId::Review, state, look.texts);
    let button = ui
        .add(Button::new(shown))
        .on_hover_text(format!("{said}\n{hint}"));
    named(&button, text);
    if button.clicked() {
        out.push(CommandId::Review.into());
    }
}
