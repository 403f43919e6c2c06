//! The selected mark: what it is, who speaks, why; own marks can be changed here, others only read.

use std::sync::Arc;
use std::time::Duration;

use egui::{
    Button, ComboBox, Frame, Key, KeyboardShortcut, Modifiers, RichText, ScrollArea, TextEdit, Ui,
};

use super::review_bar;
use super::widgets::{letter, muted, outline, presses_enter, scroll_by_keys, section, tick};
use crate::model::{Annotation, Claim, Codebook, Confidence, SpanId, Voice};
use crate::msg;
use crate::overlay::MarkKey;
use crate::session::{Doc, Move, OpenArticle, State};
use crate::ui::commands::{self, CommandId};
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};
use crate::ui::page::shown_text;

/// How long a pause in typing lasts before what was typed is kept.
const PAUSE: f64 = 0.4;
/// What was typed is kept at least this often, pause or not.
const AT_MOST: f64 = 0.8;

/// Rows of the old words and of the new ones, where a mark was found elsewhere.
const MOVED_ROWS: (usize, usize) = (6, 6);

/// What begins a new line where Enter alone is done with the field.
const NEW_LINE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);

/// What is being typed about a mark, until it is kept.
#[derive(Debug, Default)]
pub struct Draft {
    span: Option<SpanId>,
    voice: String,
    reason: String,
    restatement: String,
    /// What the fields say in the state, to tell a person's typing from changes elsewhere (undo).
    known: (String, String, String),
    since: Option<f64>,
    last: f64,
    /// The field that shall have the keyboard next.
    pub focus: Option<Field>,
}

/// A field that a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Why it was marked.
    Reason,
    /// Who speaks.
    Voice,
}

impl Draft {
    /// What was typed and is not kept yet, as commands; empties the draft of it.
    pub fn take(&mut self, now: &Annotation) -> Vec<Doc> {
        self.since = None;
        let mut changes = Vec::new();
        if Some(now.id) != self.span {
            return changes;
        }
        // Compared as it is kept: a name that is still being typed may end in a space.
        let voice = Voice::named(&self.voice);
        let voice_name = typed_name(&voice);
        if voice_name != self.known.0 {
            changes.push(Doc::SetVoice(now.id, voice));
        }
        if self.reason != self.known.1 {
            changes.push(Doc::SetReason(now.id, self.reason.clone()));
        }
        if self.restatement != self.known.2 {
            let claim = Claim {
                restatement: self.restatement.clone(),
                status: now
                    .claim
                    .as_ref()
                    .map_or_else(String::new, |c| c.status.clone()),
            };
            changes.push(Doc::SetClaim(now.id, kept(claim)));
        }
        self.known = (voice_name, self.reason.clone(), self.restatement.clone());
        changes
    }

    /// The mark that is being described.
    pub fn span(&self) -> Option<SpanId> {
        self.span
    }

    fn follow(&mut self, span: &Annotation) {
        let stored = stored(span);
        if self.span != Some(span.id) {
            let focus = self.focus;
            *self = Self {
                span: Some(span.id),
                focus,
                ..Self::default()
            };
            (self.voice, self.reason, self.restatement) = stored.clone();
            self.known = stored;
        } else if self.since.is_none() && self.known != stored {
            (self.voice, self.reason, self.restatement) = stored.clone();
            self.known = stored;
        }
    }

    /// The fields show what is kept, once nobody types in them.
    fn settle(&mut self) {
        self.voice.clone_from(&self.known.0);
    }

    fn typed(&mut self, time: f64) {
        self.since.get_or_insert(time);
        self.last = time;
    }

    fn due(&self, time: f64) -> bool {
        self.since
            .is_some_and(|since| time - self.last >= PAUSE || time - since >= AT_MOST)
    }
}

fn stored(span: &Annotation) -> (String, String, String) {
    let claim = span.claim.as_ref();
    let restatement = claim.map_or_else(String::new, |claim| claim.restatement.clone());
    (typed_name(&span.voice), span.reason.clone(), restatement)
}

/// A voice as its field shows it.
fn typed_name(voice: &Voice) -> String {
    match voice {
        Voice::Author => String::new(),
        Voice::Source(name) => name.clone(),
    }
}

fn kept(claim: Claim) -> Option<Claim> {
    (claim != Claim::default()).then_some(claim)
}

/// Draws the panel.
pub fn show(ui: &mut Ui, state: &State, draft: &mut Draft, look: Look<'_>, out: &mut Vec<Intent>) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            scroll_by_keys(ui);
            let open = state.current_article();
            let selected = open.and_then(|open| {
                let key = open.selected?;
                Some((open, key, open.annotation(key)?.clone()))
            });
            match selected {
                Some((open, key, span)) if open.is_own(key) => {
                    own(ui, state, open, &span, draft, look, out);
                }
                Some((open, key, span)) => foreign(ui, &state.codebook, open, key, &span, look),
                None => {
                    section(ui, look, &look.t("inspector-none"));
                    muted(ui, look, &look.t("inspector-hint"));
                }
            }
            if let Some(open) = open {
                super::readings::show(ui, open, look, out);
                super::review_list::show(ui, state, open, look, out);
            }
            super::codebook::show(ui, state, look, out);
        });
}

fn quote(ui: &mut Ui, words: &str, look: Look<'_>) {
    let words: String = match words.char_indices().nth(220) {
        Some((cut, _)) => format!("{}…", &words[..cut]),
        None => words.to_owned(),
    };
    framed(ui, look, |ui| {
        ui.label(RichText::new(shown_text(&words)).font(look.preferences.face.regular(15.0)));
    });
}

fn framed(ui: &mut Ui, look: Look<'_>, add: impl FnOnce(&mut Ui)) {
    Frame::new()
        .fill(look.theme.paper)
        .stroke(outline(look))
        .corner_radius(6.0)
        .inner_margin(8.0)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
}

/// A mark that was found elsewhere: its old words against the new ones, and how sure the place is.
fn moved(ui: &mut Ui, open: &OpenArticle, span: &Annotation, found: &Move, look: Look<'_>) {
    framed(ui, look, |ui| {
        review_bar::moved_words(ui, open, span, found, MOVED_ROWS, look);
    });
    let sure = look.texts.text(&review_bar::how_sure(found.score));
    let said = look.texts.text(&msg!("inspector-moved", sure = sure));
    ui.label(RichText::new(said).color(look.theme.warning));
}

fn own(
    ui: &mut Ui,
    state: &State,
    open: &OpenArticle,
    span: &Arc<Annotation>,
    draft: &mut Draft,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    draft.follow(span);
    let lang = look.texts.lang().tag();
    section(ui, look, &look.t("inspector-own"));
    match open.move_of(MarkKey::own(span.id)) {
        None => quote(ui, &span.anchor.quote, look),
        // The bar over the page asks, and shows both.
        Some(found) if review_bar::is_shown(state) => {
            quote(ui, open.article.text.slice(found.to), look);
        }
        Some(found) => {
            moved(ui, open, span, found, look);
            let keys = commands::keys_of(CommandId::AcceptMove, look.texts);
            ui.horizontal_wrapped(|ui| review_bar::answer(ui, state, look, keys, out));
        }
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for label in &state.codebook.labels {
            let chosen = label.keys().any(|key| *key == span.label);
            let button = Button::selectable(chosen, label.name.get(lang)).frame_when_inactive(true);
            if ui.add(button).clicked() && !chosen {
                out.push(Doc::Relabel(span.id, label.key.clone()).into());
            }
        }
    });
    if let Some(label) = state.codebook.label(&span.label) {
        super::codebook::definition(ui, look, label);
    }

    let time = ui.input(|input| input.time);
    let mut fields = Vec::new();
    // Each mark has fields of its own: egui keeps what Ctrl+Z takes back under their ids.
    let id = |field: &str| ("own-mark", span.id, field.to_owned());
    section(ui, look, &look.t("inspector-reason"));
    let reason = TextEdit::multiline(&mut draft.reason)
        .id_salt(id("reason"))
        .hint_text(look.t("inspector-reason-hint"))
        .return_key(NEW_LINE)
        .desired_rows(3)
        .desired_width(f32::INFINITY);
    // A long reason scrolls in its place; the fields below stay where they are.
    let reason = ScrollArea::vertical()
        .id_salt(id("reason-scroll"))
        .max_height(170.0)
        .show(ui, |ui| ui.add(reason))
        .inner;
    fields.push((reason, Some(Field::Reason), look.t("inspector-reason")));
    section(ui, look, &look.t("inspector-voice"));
    let voice = TextEdit::singleline(&mut draft.voice)
        .id_salt(id("voice"))
        .hint_text(look.t("inspector-voice-hint"))
        .desired_width(f32::INFINITY);
    fields.push((ui.add(voice), Some(Field::Voice), look.t("inspector-voice")));
    let mut unsure = span.confidence == Confidence::Unsure;
    ui.add_space(6.0);
    if tick(ui, look, &mut unsure, look.t("inspector-unsure")).changed() {
        out.push(Doc::SetConfidence(span.id, span.confidence.other()).into());
    }
    if state.codebook.makes_claims(&span.label) {
        section(ui, look, &look.t("inspector-claim"));
        let restatement = TextEdit::multiline(&mut draft.restatement)
            .id_salt(id("claim"))
            .hint_text(look.t("inspector-claim-hint"))
            .return_key(NEW_LINE)
            .desired_rows(2)
            .desired_width(f32::INFINITY);
        fields.push((ui.add(restatement), None, look.t("inspector-claim")));
        ui.add_space(4.0);
        status(ui, &state.codebook, span, look, out);
    }

    let mut left = false;
    for (response, field, name) in fields {
        if field.is_some() && draft.focus == field {
            response.request_focus();
            draft.focus = None;
        }
        if response.changed() {
            draft.typed(time);
        }
        left |= response.lost_focus();
        // Enter leads here and out again; the page takes the keyboard when nobody else has it.
        if response.has_focus() && ui.input(presses_enter) {
            response.surrender_focus();
        }
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(name));
    }
    if left || draft.due(time) {
        // Before all else: what took the keyboard away may show another article.
        let typed = draft.take(span).into_iter().map(Intent::from);
        out.splice(0..0, typed);
        if left {
            draft.settle();
        }
    } else if draft.since.is_some() {
        ui.ctx().request_repaint_after(Duration::from_millis(100));
    }

    ui.add_space(10.0);
    super::widgets::command(ui, state, look, CommandId::Delete, out);
}

fn status(
    ui: &mut Ui,
    codebook: &Codebook,
    span: &Annotation,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let lang = look.texts.lang().tag();
    let now = span
        .claim
        .as_ref()
        .map_or("", |claim| claim.status.as_str());
    let named = |key: &str| {
        let status = codebook.statuses.iter().find(|status| status.key == key);
        match status {
            Some(status) => status.name.get(lang).to_owned(),
            None if key.is_empty() => look.t("inspector-status-none"),
            None => key.to_owned(),
        }
    };
    let combo = ComboBox::from_id_salt("claim-status")
        .selected_text(named(now))
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            let keys = codebook.statuses.iter().map(|status| status.key.as_str());
            for key in std::iter::once("").chain(keys) {
                if ui.selectable_label(key == now, named(key)).clicked() && key != now {
                    let claim = Claim {
                        status: key.to_owned(),
                        ..span.claim.clone().unwrap_or_default()
                    };
                    out.push(Doc::SetClaim(span.id, kept(claim)).into());
                }
            }
        });
    let name = look.t("inspector-status");
    ui.ctx()
        .accesskit_node_builder(combo.response.id, |node| node.set_label(name));
}

fn foreign(
    ui: &mut Ui,
    codebook: &Codebook,
    open: &OpenArticle,
    key: MarkKey,
    span: &Annotation,
    look: Look<'_>,
) {
    let lang = look.texts.lang().tag();
    let name = open
        .reading_of(key)
        .map_or("", |reading| reading.reviewer.name.as_str());
    let title = msg!("inspector-foreign", name = name.to_owned());
    section(ui, look, &look.texts.text(&title));
    match open.move_of(key) {
        None => quote(ui, &span.anchor.quote, look),
        Some(found) => {
            moved(ui, open, span, found, look);
            muted(ui, look, &look.t("inspector-moved-other"));
        }
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if let Some(label) = codebook.label(&span.label) {
            letter(ui, look, label);
        }
        ui.label(
            RichText::new(codebook.label_name(&span.label, lang)).font(fonts::ui_strong(14.0)),
        );
        if span.confidence == Confidence::Unsure {
            muted(ui, look, &look.t("inspector-unsure"));
        }
    });
    if !span.reason.is_empty() {
        section(ui, look, &look.t("inspector-reason"));
        ui.label(shown_text(&span.reason));
    }
    if let Voice::Source(voice) = &span.voice {
        section(ui, look, &look.t("inspector-voice"));
        ui.label(voice);
    }
    if let Some(claim) = span
        .claim
        .as_ref()
        .filter(|claim| !claim.restatement.is_empty())
    {
        section(ui, look, &look.t("inspector-claim"));
        ui.label(&claim.restatement);
    }
}
