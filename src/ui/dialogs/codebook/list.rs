//! The labels of the codebook, their order, and what is to be taken in.

use egui::{Button, Key, RichText, TextEdit, Ui};

use super::{Chosen, CodebookDialog, Frame, edit};
use crate::model::{CodebookEdit, FaultPlace, Label, LabelKey, new_label};
use crate::msg;
use crate::ui::fonts;
use crate::ui::intent::Intent;
use crate::ui::panels::widgets::{letter, muted, named, section};

/// Width of the square with a label's letter.
const LETTER: f32 = 18.0;

/// A row of the list: a name at the left, a key at the right.
fn row_button(chosen: bool, name: RichText, key: &str, width: f32) -> Button<'static> {
    let key = RichText::new(key).font(fonts::ui_strong(12.0));
    Button::selectable(chosen, name)
        .shortcut_text(key)
        .truncate()
        .min_size(egui::vec2(width, 26.0))
}

impl CodebookDialog {
    pub(super) fn list(&mut self, ui: &mut Ui, frame: Frame<'_>, out: &mut Vec<Intent>) {
        let look = frame.look;
        for (at, label) in frame.codebook().labels.iter().enumerate() {
            self.row(ui, frame, at, label);
        }
        let chosen = self.chosen == Chosen::General;
        let general = look.t("codebook-general-rules");
        ui.horizontal(|ui| {
            // As far in as the names of labels.
            ui.add_space(LETTER + ui.spacing().item_spacing.x);
            let width = ui.available_width();
            if ui
                .add(row_button(chosen, general.into(), "", width))
                .clicked()
            {
                self.choose(Chosen::General);
            }
        });
        ui.add_space(4.0);
        ui.add_enabled_ui(frame.editable, |ui| {
            self.order(ui, frame, out);
            self.add(ui, frame, out);
            self.unknown(ui, frame, out);
        });
    }

    fn row(&mut self, ui: &mut Ui, frame: Frame<'_>, at: usize, label: &Label) {
        let look = frame.look;
        let chosen = self.chosen == Chosen::Label(label.key.clone());
        let name = label.name.get(look.texts.lang().tag());
        ui.horizontal(|ui| {
            let square = letter(ui, look, label);
            named(&square, String::new());
            let key = match at {
                0..9 => (at + 1).to_string(),
                _ => String::new(),
            };
            let worth = frame
                .faults
                .iter()
                .any(|fault| fault.label == label.key && fault.place != FaultPlace::Order);
            let mut text = RichText::new(name);
            if worth {
                text = text.color(look.theme.warning);
            }
            let width = ui.available_width();
            if ui.add(row_button(chosen, text, &key, width)).clicked() {
                self.choose(Chosen::Label(label.key.clone()));
            }
        });
    }

    fn order(&self, ui: &mut Ui, frame: Frame<'_>, out: &mut Vec<Intent>) {
        let Chosen::Label(key) = &self.chosen else {
            return;
        };
        let (look, labels) = (frame.look, &frame.codebook().labels);
        let Some(at) = frame.codebook().position(key) else {
            return;
        };
        ui.horizontal(|ui| {
            muted(ui, look, &look.t("codebook-order"));
            for (sign, name, to) in [
                ("↑", "codebook-up", at.checked_sub(1)),
                (
                    "↓",
                    "codebook-down",
                    Some(at + 1).filter(|to| *to < labels.len()),
                ),
            ] {
                let name = look.t(name);
                let button = ui.add_enabled(to.is_some(), Button::new(sign));
                named(&button, name.clone());
                if let (true, Some(to)) = (button.on_hover_text(name).clicked(), to) {
                    out.push(edit(CodebookEdit::Move(key.clone(), to)));
                }
            }
        });
        frame.faults_at(ui, key, FaultPlace::Order);
    }

    fn add(&mut self, ui: &mut Ui, frame: Frame<'_>, out: &mut Vec<Intent>) {
        let look = frame.look;
        section(ui, look, &look.t("codebook-new"));
        let mut add = false;
        ui.horizontal(|ui| {
            let button = Button::new(look.t("codebook-add"));
            let room = ui.available_width() - 90.0;
            let field = TextEdit::singleline(&mut self.new_name)
                .hint_text(look.t("codebook-new-hint"))
                .desired_width(room.max(60.0));
            let field = ui.add(field);
            let name = look.t("codebook-new-hint");
            ui.ctx()
                .accesskit_node_builder(field.id, |node| node.set_label(name));
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let named = !self.new_name.trim().is_empty();
            add = ui.add_enabled(named, button).clicked() || (enter && named);
        });
        if add {
            let name = std::mem::take(&mut self.new_name);
            self.add_named(frame, &name, None, out);
        }
        frame.refused(ui, |edit| matches!(edit, CodebookEdit::Add(_)));
    }

    /// Adds a label of a name, under a key where spans have one already.
    fn add_named(
        &mut self,
        frame: Frame<'_>,
        name: &str,
        key: Option<&LabelKey>,
        out: &mut Vec<Intent>,
    ) {
        let palette: Vec<&str> = frame.look.theme.tokens().collect();
        let unknown = frame.state.unknown_keys().into_iter();
        let taken: Vec<LabelKey> = unknown.map(|(key, _)| key).collect();
        let lang = frame.look.texts.lang().tag();
        let mut label = new_label(frame.codebook(), name, lang, &palette, &taken);
        if let Some(key) = key {
            label.key = key.clone();
        }
        self.awaited = Some(label.key.clone());
        out.push(edit(CodebookEdit::Add(Box::new(label))));
    }

    /// Keys that spans have and the codebook does not know.
    fn unknown(&mut self, ui: &mut Ui, frame: Frame<'_>, out: &mut Vec<Intent>) {
        let unknown = frame.state.unknown_keys();
        if unknown.is_empty() {
            return;
        }
        let look = frame.look;
        section(ui, look, &look.t("codebook-unknown"));
        muted(ui, look, &look.t("codebook-unknown-hint"));
        for (key, count) in unknown {
            ui.add_space(4.0);
            let shown = key.as_str().to_owned();
            let line = msg!("codebook-unknown-line", key = shown.clone(), count = count);
            ui.label(look.texts.text(&line));
            ui.horizontal_wrapped(|ui| {
                if ui.button(look.t("codebook-as-label")).clicked() {
                    self.add_named(frame, &shown, Some(&key), out);
                }
                if let Chosen::Label(into) = &self.chosen
                    && let Some(label) = frame.codebook().label(into)
                {
                    let name = label.name.get(look.texts.lang().tag()).to_owned();
                    let text = look.texts.text(&msg!("codebook-count-as", label = name));
                    if ui.button(text).clicked() {
                        out.push(edit(CodebookEdit::Alias(key.clone(), into.clone())));
                    }
                }
            });
        }
    }
}
