//! The bar over the top of the page in which words are looked for. It lies over the page, so that the
//! text never moves for it.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align2, Area, Button, Context, Frame, Id, Key, KeyboardShortcut, Modifiers, Order, Rect,
    RichText, Shadow, TextEdit, Ui, vec2,
};

use super::widgets::{named, tick};
use crate::i18n::Catalogue;
use crate::msg;
use crate::session::{App, Find, OpenArticle, Query, Seek, State, Suggest};
use crate::ui::commands::{self, CommandId};
use crate::ui::intent::{Intent, Look};

/// Longest query, in code points.
const LONGEST: usize = 400;
/// Width of the field, in points, where there is room.
const FIELD: f32 = 200.0;
/// Distance from the edges of the page, in points.
const EDGE: f32 = 14.0;
/// Narrower pages have the bar in two lines.
pub(super) const NARROW: f32 = 600.0;

/// What is kept of the bar between frames.
#[derive(Debug, Default)]
pub struct FindBar {
    /// The field is to get the keyboard, all of it selected.
    pub focus: bool,
    /// A label is being chosen that all hits may deserve.
    pub choosing: bool,
    /// The first of the labels is to get the keyboard.
    pub focus_label: bool,
    /// Points of the page that the bar covers from the top.
    pub covered: f32,
}

/// Identity of the field.
fn field() -> Id {
    Id::unique("query-field")
}

impl FindBar {
    /// Draws the bar over a page; `true` where it was left and the page should get the keyboard.
    pub fn show(
        &mut self,
        ctx: &Context,
        page: Rect,
        state: &State,
        look: Look<'_>,
        out: &mut Vec<Intent>,
    ) -> bool {
        self.covered = 0.0;
        let open = state.current_article().filter(|_| state.find.shown);
        let Some(open) = open else {
            self.choosing = false;
            return false;
        };
        let narrow = page.width() < NARROW;
        let mut leave = false;
        let shown = over(ctx, page, "query-bar", look, |ui| {
            let line = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui)| {
                ui.horizontal(|ui| add(ui));
            };
            if self.choosing {
                ui.horizontal_wrapped(|ui| self.labels(ui, state, look, out));
                return;
            }
            line(ui, &mut |ui| {
                leave |= self.query(ui, state, look, out);
                count(ui, &state.find, open, look);
                steps(ui, state, look, out);
                if !narrow {
                    self.options(ui, state, open, look, out);
                }
                leave |= close(ui, look);
            });
            if narrow {
                line(ui, &mut |ui| self.options(ui, state, open, look, out));
            }
        });
        self.covered = (shown.bottom() - page.top()).max(0.0);
        if leave {
            out.push(App::Find(Seek::Close).into());
        }
        leave
    }

    /// The field; `true` where it was left by Escape.
    fn query(&mut self, ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) -> bool {
        let query = &state.find.query;
        let mut words = query.words.clone();
        // Before the field sees it: it would be left by it.
        let enter = match ui.memory(|memory| memory.has_focus(field())) {
            true => ui.input_mut(|input| {
                let back = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
                let next = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
                match input.consume_shortcut(&back) {
                    true => Some(false),
                    false => input.consume_shortcut(&next).then_some(true),
                }
            }),
            false => None,
        };
        let edit = TextEdit::singleline(&mut words)
            .id(field())
            .char_limit(LONGEST)
            .desired_width(FIELD)
            .hint_text(look.t("find-hint"))
            .show(ui);
        named(&edit.response, look.t("find-hint"));
        if edit.response.changed() {
            let query = Query {
                words: words.clone(),
                ..query.clone()
            };
            out.push(App::Find(Seek::For(query)).into());
        }
        if let Some(forward) = enter {
            out.push(App::Find(Seek::Step(forward)).into());
        }
        if std::mem::take(&mut self.focus) {
            edit.response.request_focus();
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(words.chars().count()));
            let mut edited = edit.state;
            edited.cursor.set_char_range(Some(all));
            edited.store(ui.ctx(), field());
        }
        // egui takes the keyboard away on Escape.
        edit.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape))
    }

    fn options(
        &mut self,
        ui: &mut Ui,
        state: &State,
        open: &OpenArticle,
        look: Look<'_>,
        out: &mut Vec<Intent>,
    ) {
        let query = &state.find.query;
        let mut whole_words = query.whole_words;
        if tick(ui, look, &mut whole_words, look.t("find-whole-words")).changed() {
            let query = Query {
                whole_words,
                ..query.clone()
            };
            out.push(App::Find(Seek::For(query)).into());
        }
        let any = state.find.hits(&open.article.text);
        let any = any.is_some_and(|hits| hits.total > 0);
        let suggest = Button::new(look.t("suggest-all"));
        let keys = commands::hint(CommandId::SuggestAll, state, look.texts);
        let hover = format!("{keys}\n{}", look.t("suggest-all-hover"));
        if ui.add_enabled(any, suggest).on_hover_text(hover).clicked() {
            out.push(CommandId::SuggestAll.into());
        }
    }

    /// The labels that all hits may deserve; Escape leads back.
    fn labels(&mut self, ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
        ui.label(RichText::new(look.t("suggest-as")).size(12.5));
        let lang = look.texts.lang().tag();
        for (at, label) in state.codebook.labels.iter().enumerate() {
            let mut button = Button::new(label.name.get(lang));
            if at < 9 {
                button = button.shortcut_text((at + 1).to_string());
            }
            let response = ui.add(button);
            if at == 0 && std::mem::take(&mut self.focus_label) {
                response.request_focus();
            }
            if response.clicked() {
                self.choosing = false;
                out.push(App::from(Suggest::All(label.key.clone())).into());
            }
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.choosing = false;
            self.focus = true;
        }
    }
}

/// Draws something in a frame over the top right of a page; answers where it lies.
pub(super) fn over(
    ctx: &Context,
    page: Rect,
    name: &str,
    look: Look<'_>,
    add: impl FnOnce(&mut Ui),
) -> Rect {
    let corner = page.right_top() + vec2(-EDGE, 4.0);
    Area::new(Id::unique(name))
        .order(Order::Middle)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(corner)
        .constrain_to(page)
        .show(ctx, |ui| {
            let shadow = Shadow {
                offset: [0, 2],
                blur: 8,
                spread: 0,
                color: look.theme.shadow,
            };
            Frame::new()
                .fill(look.theme.panel)
                .stroke(egui::Stroke::new(1.0, look.theme.muted))
                .corner_radius(6.0)
                .shadow(shadow)
                .inner_margin(egui::Margin::symmetric(6, 4))
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    add(ui);
                });
        })
        .response
        .rect
}

/// How many hits there are, and which of them is selected.
fn count(ui: &mut Ui, find: &Find, open: &OpenArticle, look: Look<'_>) {
    let found = find.hits(&open.article.text);
    let said = in_words(find, open, look.texts);
    let color = match found {
        Some(hits) if hits.total == 0 => look.theme.warning,
        _ => look.theme.ink,
    };
    let label = ui.label(RichText::new(said).size(12.5).color(color));
    if let Some(hits) = found.filter(|hits| hits.is_cut()) {
        let kept = msg!("find-kept", count = hits.places.len());
        label.on_hover_text(look.texts.text(&kept));
    }
}

/// Whether the search has an answer that was not heard while it was typed: a hit, or none at all.
pub fn is_news(find: &Find, open: &OpenArticle) -> bool {
    let text = &open.article.text;
    let place = open.selection.range(text);
    let found = find.hits(text);
    found.is_some_and(|hits| hits.total == 0 || hits.at(place).is_some())
}

/// How many hits there are, and which of them is selected.
pub fn in_words(find: &Find, open: &OpenArticle, texts: &Catalogue) -> String {
    let text = &open.article.text;
    let place = open.selection.range(text);
    match find.hits(text) {
        _ if find.query.words.trim().is_empty() => String::new(),
        None => texts.t("find-searching"),
        Some(hits) if hits.total == 0 => texts.t("find-none"),
        Some(hits) => {
            let count = match hits.at(place) {
                Some(at) => msg!("find-place", number = at + 1, count = hits.total),
                None => msg!("find-count", count = hits.total),
            };
            let count = texts.text(&count);
            match find.went_round {
                Some(true) => format!("{count} · {}", texts.t("find-from-start")),
                Some(false) => format!("{count} · {}", texts.t("find-from-end")),
                None => count,
            }
        }
    }
}

/// To the hit before and the next one.
fn steps(ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    for (sign, id) in [("↑", CommandId::FindPrevious), ("↓", CommandId::FindNext)] {
        let hint = commands::hint(id, state, look.texts);
        let button = ui.add(Button::new(sign)).on_hover_text(hint);
        named(&button, commands::name_of(id, state, look.texts));
        if button.clicked() {
            out.push(id.into());
        }
    }
}

fn close(ui: &mut Ui, look: Look<'_>) -> bool {
    let name = look.t("find-close");
    let close = ui.add(Button::new("×")).on_hover_text(&name);
    named(&close, name);
    close.clicked()
}
