//! The bar over the top of the page in which suggestions are answered one by one.

use egui::{Button, Context, Rect, RichText, Ui};

use super::find_bar::{NARROW, over};
use super::widgets::{letter, named};
use crate::i18n::Catalogue;
use crate::msg;
use crate::session::{App, OpenArticle, State, Suggest};
use crate::ui::commands::{self, CommandId};
use crate::ui::intent::{Intent, Look};

/// Code points of a suggestion that are shown in the bar.
const QUOTE: usize = 24;
/// Room in points below which the button above the page is short, and below which there is none.
const LONG: f32 = 150.0;
const SHORT: f32 = 50.0;

/// Draws the bar over a page; answers how many points of the page it covers from the top.
pub fn show(
    ctx: &Context,
    page: Rect,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) -> f32 {
    let open = state.current_article().filter(|_| state.suggesting);
    let Some(open) = open else {
        return 0.0;
    };
    let narrow = page.width() < NARROW;
    let shown = over(ctx, page, "suggestion-bar", look, |ui| {
        ui.horizontal(|ui| {
            current(ui, state, open, look);
            if !narrow {
                answers(ui, state, open, look, out);
            }
            let name = look.t("suggest-leave");
            let close = ui.add(Button::new("×")).on_hover_text(&name);
            named(&close, name);
            if close.clicked() {
                out.push(App::from(Suggest::Leave).into());
            }
        });
        if narrow {
            ui.horizontal(|ui| answers(ui, state, open, look, out));
        }
    });
    (shown.bottom() - page.top()).max(0.0)
}

/// What is suggested where, and how many are left.
fn current(ui: &mut Ui, state: &State, open: &OpenArticle, look: Look<'_>) {
    let suggestion = open.suggestions.current();
    if let Some(label) = suggestion.and_then(|made| state.codebook.label(&made.label)) {
        letter(ui, look, label);
    }
    ui.label(RichText::new(in_words(state, open, look.texts)).size(12.5));
}

/// What is suggested, and how many are left.
pub fn in_words(state: &State, open: &OpenArticle, texts: &Catalogue) -> String {
    let left = texts.text(&msg!("suggest-left", count = open.suggestions.left()));
    let Some(suggestion) = open.suggestions.current() else {
        return left;
    };
    let lang = texts.lang().tag();
    let name = state.codebook.label_name(&suggestion.label, lang);
    let words = open.article.text.slice(suggestion.place);
    let words = match words.char_indices().nth(QUOTE) {
        Some((cut, _)) => format!("{}…", &words[..cut]),
        None => words.to_owned(),
    };
    let what = msg!("suggest-what", label = name.to_owned(), quote = words);
    format!("{} · {left}", texts.text(&what))
}

fn answers(ui: &mut Ui, state: &State, open: &OpenArticle, look: Look<'_>, out: &mut Vec<Intent>) {
    let any = open.suggestions.current().is_some();
    // The key of the page that no row of the table has.
    let accept = Button::new(look.t("suggest-accept")).shortcut_text(look.t("key-enter"));
    if ui.add_enabled(any, accept).clicked() {
        out.push(App::from(Suggest::Accept(None)).into());
    }
    for (key, id, enabled) in [
        ("suggest-skip", CommandId::SkipSuggestion, any),
        ("suggest-back", CommandId::PreviousSuggestion, true),
    ] {
        let keys = commands::keys_of(id, look.texts);
        let button = Button::new(look.t(key)).shortcut_text(keys);
        let hint = commands::hint(id, state, look.texts);
        if ui
            .add_enabled(enabled, button)
            .on_hover_text(hint)
            .clicked()
        {
            out.push(id.into());
        }
    }
}

/// The button above the page by which suggestions that were left are taken up again.
pub fn resume(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let left = open.suggestions.left();
    if left == 0 || state.suggesting {
        return;
    }
    let text = look.texts.text(&msg!("suggest-resume", count = left));
    let room = ui.available_width();
    if room < SHORT {
        return;
    }
    let shown = match room < LONG {
        true => format!("{left} ?"),
        false => text.clone(),
    };
    let button = Button::new(RichText::new(shown).size(12.5));
    let hint = commands::hint(CommandId::Suggestions, state, look.texts);
    let button = ui.add(button).on_hover_text(hint);
    named(&button, text);
    if button.clicked() {
        out.push(CommandId::Suggestions.into());
    }
}
