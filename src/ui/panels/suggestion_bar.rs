//! The bar over the top of the page in which suggestions are answered one by one.

use egui::{Button, Context, Rect, RichText, Ui};

use super::find_bar::{NARROW, over};
use super::widgets::{letter, named, spoken};
use crate::msg;
use crate::session::{App, OpenArticle, State, Suggest};
use crate::ui::commands::CommandId;
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
                answers(ui, open, look, out);
            }
            let name = look.t("suggest-leave");
            let close = ui.add(Button::new("×")).on_hover_text(&name);
            named(&close, name);
            if close.clicked() {
                out.push(App::from(Suggest::Leave).into());
            }
        });
        if narrow {
            ui.horizontal(|ui| answers(ui, open, look, out));
        }
    });
    (shown.bottom() - page.top()).max(0.0)
}

/// What is suggested where, and how many are left.
fn current(ui: &mut Ui, state: &State, open: &OpenArticle, look: Look<'_>) {
    let left = look
        .texts
        .text(&msg!("suggest-left", count = open.suggestions.left()));
    let Some(suggestion) = open.suggestions.current() else {
        spoken(&ui.label(RichText::new(left).size(12.5)));
        return;
    };
    let name = match state.codebook.label(&suggestion.label) {
        Some(label) => {
            letter(ui, look, label);
            label.name.get(look.texts.lang().tag()).to_owned()
        }
        None => suggestion.label.to_string(),
    };
    let words = open.article.text.slice(suggestion.place);
    let words = match words.char_indices().nth(QUOTE) {
        Some((cut, _)) => format!("{}…", &words[..cut]),
        None => words.to_owned(),
    };
    let what = msg!("suggest-what", label = name, quote = words);
    let said = format!("{} · {left}", look.texts.text(&what));
    spoken(&ui.label(RichText::new(said).size(12.5)));
}

fn answers(ui: &mut Ui, open: &OpenArticle, look: Look<'_>, out: &mut Vec<Intent>) {
    let any = open.suggestions.current().is_some();
    let mut button = |key: &str, keys: String, enabled: bool, ask: Suggest| {
        let button = Button::new(look.t(key)).shortcut_text(keys);
        if ui.add_enabled(enabled, button).clicked() {
            out.push(App::from(ask).into());
        }
    };
    let shift = format!("{}+S", look.t("key-shift"));
    button(
        "suggest-accept",
        look.t("key-enter"),
        any,
        Suggest::Accept(None),
    );
    button("suggest-skip", "S".to_owned(), any, Suggest::Skip);
    button("suggest-back", shift, true, Suggest::Back);
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
    let button = ui.add(button).on_hover_text(look.t("cmd-suggestions"));
    named(&button, text);
    if button.clicked() {
        out.push(CommandId::Suggestions.into());
    }
}
