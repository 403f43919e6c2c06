//! The button above the page that says which marks stand out, and the boxes to choose them by.

use egui::{Button, Popup, PopupCloseBehavior, RectAlign, RichText, ScrollArea, Ui};

use super::widgets::{letter, named, reader, section, tick};
use crate::i18n::Catalogue;
use crate::model::Reviewer;
use crate::msg;
use crate::session::{App, Filter, OpenArticle, Sources, State};
use crate::ui::commands::{self, CommandId};
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};

/// Width of each of the two columns of boxes, in points.
const COLUMN: f32 = 190.0;

/// What is kept of the button between frames.
#[derive(Debug, Default)]
pub struct FilterView {
    /// The boxes are to be opened with the next frame: asked by key.
    pub open: bool,
}

/// Draws the button; where a filter is on it says what is dimmed, with a way back beside it.
pub fn show(
    ui: &mut Ui,
    state: &State,
    article: &OpenArticle,
    view: &mut FilterView,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let on = state.filter.is_on();
    let text = match on {
        true => in_words(state, article, look.texts),
        false => look.t("filter-button"),
    };
    let shown = RichText::new(&text).size(12.5);
    let button = match on {
        true => Button::new(shown.color(look.theme.on_accent)).fill(look.theme.accent),
        false => Button::new(shown),
    };
    let room = ui.available_width() * 0.5;
    let response = ui
        .scope(|ui| {
            ui.set_max_width(room);
            ui.add(button.truncate())
        })
        .inner;
    // After the button, whose identity goes by its place: the boxes hang on it.
    let all = RichText::new(look.t("filter-show-all")).size(12.5);
    let hint = |id| commands::hint(id, state, look.texts);
    let shows_all = on && {
        let all = ui.button(all).on_hover_text(hint(CommandId::ShowAll));
        all.clicked()
    };
    if shows_all {
        out.push(CommandId::ShowAll.into());
    }
    let more = if on { text } else { look.t("filter-hover") };
    let hover = format!("{}\n{more}", hint(CommandId::Filter));
    let response = response.on_hover_text(hover);
    let id = Popup::default_response_id(&response);
    let asked = std::mem::take(&mut view.open);
    if asked {
        Popup::open_id(ui.ctx(), id);
    }
    Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        // The button grows to the left by what it names: the boxes stay where they are.
        .align(RectAlign::BOTTOM_END)
        .accessible_name(look.t("filter-title"))
        .show(|ui| {
            // Tab goes round the boxes, not on into the page below them.
            let layer = ui.layer_id();
            ui.memory_mut(|memory| memory.set_modal_layer(layer));
            let mut filter = state.filter.clone();
            let height = (ui.ctx().content_rect().height() * 0.6).min(460.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                ui.set_width(2.0 * COLUMN + 16.0);
                boxes(ui, state, article, &mut filter, asked, look);
            });
            if filter != state.filter {
                out.push(App::SetFilter(Box::new(filter)).into());
            }
        });
}

/// The boxes: ticked is what stands out.
fn boxes(
    ui: &mut Ui,
    state: &State,
    article: &OpenArticle,
    filter: &mut Filter,
    asked: bool,
    look: Look<'_>,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(look.t("filter-title")).font(fonts::ui_strong(14.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let all = Button::new(look.t("filter-show-all"));
            if ui.add_enabled(filter.is_on(), all).clicked() {
                *filter = Filter::default();
            }
        });
    });
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(COLUMN);
            labels(ui, state, filter, asked, look);
            section(ui, look, &look.t("filter-doubt"));
            not(ui, look, &mut filter.sure, &look.t("filter-sure"));
            not(ui, look, &mut filter.unsure, &look.t("filter-unsure"));
        });
        ui.vertical(|ui| {
            ui.set_width(COLUMN);
            reviewers(ui, article, filter, look);
            voices(ui, article, filter, look);
        });
    });
}

fn labels(ui: &mut Ui, state: &State, filter: &mut Filter, asked: bool, look: Look<'_>) {
    section(ui, look, &look.t("filter-labels"));
    for (at, label) in state.codebook.labels.iter().enumerate() {
        ui.horizontal(|ui| {
            let mut passes = filter.passes_label(&label.key);
            let name = label.name.get(look.texts.lang().tag());
            let square = letter(ui, look, label);
            named(&square, String::new());
            let check = tick(ui, look, &mut passes, name);
            if asked && at == 0 {
                check.request_focus();
            }
            if check.changed() {
                // Marks of labels that were merged into this one go with it.
                for key in label.keys() {
                    match passes {
                        true => filter.labels.remove(key),
                        false => filter.labels.insert(key.clone()),
                    };
                }
            }
        });
    }
}

/// Those whose marks are drawn, with the numbers of their readings.
fn drawn_reviewers(article: &OpenArticle) -> impl Iterator<Item = (usize, &Reviewer)> {
    let own = article.own.iter().map(|own| (0, &own.reading.reviewer));
    let others = (1..).zip(&article.others).filter(|(_, other)| other.shown);
    let others = others.filter_map(|(at, other)| Some((at, &other.result.as_ref().ok()?.reviewer)));
    own.chain(others)
}

fn reviewers(ui: &mut Ui, article: &OpenArticle, filter: &mut Filter, look: Look<'_>) {
    if drawn_reviewers(article).next().is_none() {
        return;
    }
    section(ui, look, &look.t("filter-reviewers"));
    let others = article.others.iter().any(|other| other.shown);
    for (number, reviewer) in drawn_reviewers(article) {
        ui.horizontal(|ui| {
            if others {
                reader(ui, look, number);
            }
            let mut passes = filter.passes_reviewer(reviewer.id);
            if tick(ui, look, &mut passes, &reviewer.name).changed() {
                match passes {
                    true => filter.reviewers.remove(&reviewer.id),
                    false => filter.reviewers.insert(reviewer.id),
                };
            }
        });
    }
}

fn voices(ui: &mut Ui, article: &OpenArticle, filter: &mut Filter, look: Look<'_>) {
    section(ui, look, &look.t("filter-voices"));
    not(
        ui,
        look,
        &mut filter.author,
        &look.t("inspector-voice-hint"),
    );
    let mut any = filter.sources == Sources::Any;
    if tick(ui, look, &mut any, look.t("filter-any-source")).changed() {
        filter.sources = match any {
            true => Sources::Any,
            false => Sources::Only(Default::default()),
        };
    }
    if article.voices.names().next().is_none() {
        return;
    }
    ui.indent("sources", |ui| {
        for name in article.voices.names() {
            let mut passes = filter.sources.passes(name);
            if tick(ui, look, &mut passes, name).changed() {
                filter.sources.set(name, passes, article.voices.names());
            }
        }
    });
}

/// A box that is ticked where something is not dimmed.
fn not(ui: &mut Ui, look: Look<'_>, dimmed: &mut bool, text: &str) {
    let mut passes = !*dimmed;
    if tick(ui, look, &mut passes, text).changed() {
        *dimmed = !passes;
    }
}

/// What the filter dims, in words.
pub fn in_words(state: &State, article: &OpenArticle, texts: &Catalogue) -> String {
    let what = dimmed(state, article, texts).join(" · ");
    texts.text(&msg!("filter-dims", what = what))
}

fn dimmed(state: &State, article: &OpenArticle, texts: &Catalogue) -> Vec<String> {
    let filter = &state.filter;
    let lang = texts.lang().tag();
    let labels = filter.labels.iter();
    let mut parts: Vec<String> = labels
        .map(|key| state.codebook.label_name(key, lang).to_owned())
        .collect();
    let reviewers = drawn_reviewers(article).map(|(_, reviewer)| reviewer);
    let dimmed = reviewers.filter(|reviewer| !filter.passes_reviewer(reviewer.id));
    parts.extend(dimmed.map(|reviewer| reviewer.name.clone()));
    if filter.author {
        parts.push(texts.t("inspector-voice-hint"));
    }
    match &filter.sources {
        Sources::Any => {}
        Sources::Only(names) if names.is_empty() => parts.push(texts.t("filter-no-source")),
        Sources::Only(_) => parts.push(texts.t("filter-some-sources")),
    }
    if filter.sure {
        parts.push(texts.t("filter-sure"));
    }
    if filter.unsure {
        parts.push(texts.t("filter-unsure"));
    }
    // A reviewer of another article.
    if parts.is_empty() {
        parts.push(texts.t("filter-elsewhere"));
    }
    parts
}
