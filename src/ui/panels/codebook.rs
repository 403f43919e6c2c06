//! What the label in hand means, in the reader's language, beside the text.

use egui::{CollapsingHeader, Context, Id, RichText, Ui};

use super::widgets::{focus_ring, letter, muted, section};
use crate::model::{Example, Label, LabelKey, LocalText, Rule};
use crate::msg;
use crate::session::State;
use crate::ui::commands::CommandId;
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};
use crate::ui::page::shown_text;

/// Where the label that was used or pointed at last is kept between frames.
fn memory() -> Id {
    Id::unique("hand")
}

/// Takes a label in hand because it was used or pointed at.
pub fn take_in_hand(ctx: &Context, key: &LabelKey) {
    let hand = Some(key.clone());
    ctx.data_mut(|data| data.insert_temp::<Option<LabelKey>>(memory(), hand));
}

/// The label in hand: that of the selected mark, else the armed one, else the one that was used or
/// pointed at last, else the first one.
pub fn in_hand(ctx: &Context, state: &State) -> Option<LabelKey> {
    let open = state.current_article();
    let selected = open.and_then(|open| open.annotation(open.selected?));
    if let Some(span) = selected {
        take_in_hand(ctx, &span.label);
        return Some(state.codebook.surviving(&span.label).clone());
    }
    if let Some(armed) = &state.armed {
        take_in_hand(ctx, armed);
    }
    let last: Option<LabelKey> = ctx.data(|data| data.get_temp(memory())).flatten();
    let last = last.and_then(|key| state.codebook.label(&key));
    let label = last.or_else(|| state.codebook.labels.first())?;
    Some(label.key.clone())
}

/// Draws the label in hand with all that is said of it, then the others.
pub fn show(ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    let codebook = &state.codebook;
    let lang = look.texts.lang().tag();
    let hand = in_hand(ui.ctx(), state);
    section(ui, look, codebook.title.get(lang));
    match hand.as_ref().map(|key| (key, codebook.label(key))) {
        Some((key, None)) => {
            ui.label(RichText::new(key.as_str()).font(fonts::ui_strong(14.0)));
            muted(ui, look, &look.t("codebook-unknown-key"));
        }
        Some((_, Some(label))) => {
            head(ui, look, label, codebook.position(&label.key));
            // Where one's own mark is described, it stands there already.
            let open = state.current_article();
            let own = open.is_some_and(|open| open.selected.is_some_and(|key| open.is_own(key)));
            if !own {
                definition(ui, look, label);
            }
            examples(ui, look, label);
            rules(ui, look, &look.t("codebook-rules"), &label.rules, "own");
        }
        None => {}
    }
    rules(
        ui,
        look,
        &look.t("codebook-general-rules"),
        &codebook.rules,
        "general",
    );
    let others = codebook
        .labels
        .iter()
        .filter(|label| hand.as_ref() != Some(&label.key));
    for label in others {
        ui.add_space(2.0);
        let name = RichText::new(label.name.get(lang)).font(fonts::ui_strong(13.0));
        let other = CollapsingHeader::new(name)
            .id_salt(("other", label.key.as_str()))
            .show(ui, |ui| definition(ui, look, label));
        focus_ring(ui, look, &other.header_response);
    }
    ui.add_space(8.0);
    super::widgets::command(ui, state, look, CommandId::Codebook, out);
    ui.add_space(4.0);
}

fn head(ui: &mut Ui, look: Look<'_>, label: &Label, at: Option<usize>) {
    ui.horizontal_wrapped(|ui| {
        letter(ui, look, label);
        let name = RichText::new(label.name.get(look.texts.lang().tag()));
        ui.label(name.font(fonts::ui_strong(15.0)));
        if let Some(key) = at.map(|at| at + 1).filter(|key| *key <= 9) {
            muted(ui, look, &look.texts.text(&msg!("codebook-key", key = key)));
        }
    });
    ui.add_space(2.0);
}

/// What a label means; said to be missing where it is.
pub fn definition(ui: &mut Ui, look: Look<'_>, label: &Label) {
    match label.definition.best(look.texts.lang().tag()) {
        None => {
            muted(ui, look, &look.t("codebook-no-definition"));
        }
        Some((language, text)) => {
            ui.label(RichText::new(shown_text(text)).size(13.0));
            foreign(ui, look, language);
        }
    }
}

/// Says which language a text is in where it is not the reader's.
fn foreign(ui: &mut Ui, look: Look<'_>, language: &str) {
    if language != look.texts.lang().tag() {
        let name = language_name(look, language);
        muted(
            ui,
            look,
            &look.texts.text(&msg!("codebook-only-in", language = name)),
        );
    }
}

/// The name of a language in the reader's, its tag where we have none.
pub fn language_name(look: Look<'_>, tag: &str) -> String {
    match tag {
        "en" => look.t("codebook-language-en"),
        "fr" => look.t("codebook-language-fr"),
        other => other.to_owned(),
    }
}

fn rules(ui: &mut Ui, look: Look<'_>, title: &str, rules: &[Rule], id: &str) {
    let lang = look.texts.lang().tag();
    if rules.is_empty() {
        return;
    }
    let shown = CollapsingHeader::new(title)
        .id_salt(("rules", id))
        .default_open(id == "own")
        .show(ui, |ui| {
            for rule in rules {
                let (language, text) = rule.text.best(lang).unwrap_or((lang, ""));
                let text = msg!("codebook-rule", id = &rule.id, text = text.to_owned());
                ui.label(shown_text(&look.texts.text(&text)));
                foreign(ui, look, language);
                ui.add_space(3.0);
            }
        });
    focus_ring(ui, look, &shown.header_response);
}

fn examples(ui: &mut Ui, look: Look<'_>, label: &Label) {
    let lang = look.texts.lang().tag();
    let own = label
        .examples
        .iter()
        .filter(|example| example.language == lang);
    let mut shown: Vec<&Example> = own.collect();
    if shown.is_empty() {
        shown.extend(&label.examples);
    }
    if shown.is_empty() {
        return;
    }
    let all = CollapsingHeader::new(look.t("codebook-examples"))
        .id_salt("codebook-examples")
        .default_open(true)
        .show(ui, |ui| {
            for example in shown {
                // Some are quotations themselves.
                let quote = match example.quote.starts_with(['«', '“']) {
                    true => shown_text(&example.quote),
                    false => {
                        let quote = msg!("codebook-quote", quote = &example.quote);
                        shown_text(&look.texts.text(&quote))
                    }
                };
                ui.label(RichText::new(quote).font(fonts::reading_italic(14.5)));
                if let Some(note) = text(&example.note, lang) {
                    muted(ui, look, &shown_text(note));
                }
                foreign(ui, look, &example.language);
                ui.add_space(5.0);
            }
        });
    focus_ring(ui, look, &all.header_response);
}

fn text<'a>(texts: &'a LocalText, language: &str) -> Option<&'a str> {
    texts.best(language).map(|(_, text)| text)
}
