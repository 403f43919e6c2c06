//! The codebook editor: labels at the left, all that is said of the chosen one at the right, what
//! becomes of the file below. Every change holds at once; there is nothing to confirm.

mod field;
mod fields;
mod file;
mod list;
mod rules;
mod swatch;

use egui::{
    Align, Context, Id, Key, KeyboardShortcut, Layout, Modifiers, RichText, ScrollArea, Separator,
    Ui,
};

use self::field::Typed;
use super::modal;
use crate::i18n::{Lang, Message};
use crate::model::{
    Codebook, CodebookEdit, CodebookFault, FaultPlace, LabelKey, RulePlace, codebook_faults,
};
use crate::msg;
use crate::session::{CodebookCommand, State};
use crate::ui::intent::{Intent, Look};
use crate::ui::panels::codebook::in_hand;

/// What the editor keeps between frames.
#[derive(Debug, Default)]
pub struct CodebookDialog {
    /// What is shown at the right.
    chosen: Chosen,
    /// Name of a label to be added.
    new_name: String,
    /// The label into which the chosen one would be merged.
    into: Option<LabelKey>,
    /// What is being typed, where it is not yet what the codebook says.
    typed: Typed,
    /// Height in points of what was to be decided in the last frame.
    question: f32,
    /// The label that is added with this frame: to be chosen once it is there.
    awaited: Option<LabelKey>,
}

/// What is shown at the right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Chosen {
    /// Not decided yet: the label in hand.
    #[default]
    InHand,
    /// A label.
    Label(LabelKey),
    /// The rules for all labels.
    General,
}

/// What every part of the editor draws with.
#[derive(Clone, Copy)]
struct Frame<'a> {
    state: &'a State,
    look: Look<'a>,
    faults: &'a [CodebookFault],
    languages: &'a [String],
    /// Whether anything can be changed.
    editable: bool,
}

impl Frame<'_> {
    fn codebook(&self) -> &Codebook {
        &self.state.codebook
    }

    /// Says what is worth mending at a place, or why the last change there was refused.
    fn faults_at(&self, ui: &mut Ui, key: &LabelKey, place: FaultPlace) {
        let here = |fault: &&CodebookFault| fault.label == *key && fault.place == place;
        for fault in self.faults.iter().filter(here) {
            self.fault(ui, &fault.what, self.look.theme.warning);
        }
    }

    fn refused(&self, ui: &mut Ui, here: impl Fn(&CodebookEdit) -> bool) {
        if let Some(refused) = &self.state.codebook_file.refused
            && here(&refused.edit)
        {
            self.fault(ui, &refused.what, self.look.theme.error);
        }
    }

    fn fault(&self, ui: &mut Ui, what: &Message, color: egui::Color32) {
        let text = RichText::new(self.look.texts.text(what)).size(12.5);
        let said = ui.label(text.color(color));
        crate::ui::panels::widgets::spoken(&said);
    }
}

impl CodebookDialog {
    /// Draws it; `true` once it is left.
    pub fn show(
        &mut self,
        ctx: &Context,
        state: &State,
        look: Look<'_>,
        out: &mut Vec<Intent>,
    ) -> bool {
        self.keys(ctx, out);
        self.follow(ctx, state);
        let faults = codebook_faults(&state.codebook, look.texts.lang().tag());
        let languages = languages(&state.codebook);
        let frame = Frame {
            state,
            look,
            faults: &faults,
            languages: &languages,
            editable: state.codebook_file.source.is_editable(),
        };
        let title = state.codebook.title.get(look.texts.lang().tag());
        let title = look
            .texts
            .text(&msg!("codebook-editor", title = title.to_owned()));
        let screen = ctx.content_rect();
        let mut close = false;
        let left = modal(ctx, "codebook", &title, 900.0, |ui| {
            // What is to be decided takes its room from the middle: no field moves for it.
            let whole = (screen.height() - 210.0).clamp(160.0, 640.0);
            let height = (whole - self.question).max(120.0);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(224.0);
                    self.scrolled(ui, "labels", height, |own, ui| own.list(ui, frame, out));
                });
                // By itself it would grow with the dialog, and the dialog with it.
                ui.add_sized([9.0, height], Separator::default().vertical());
                ui.vertical(|ui| {
                    self.scrolled(ui, "label", height, |own, ui| own.details(ui, frame, out));
                });
            });
            ui.add_space(8.0);
            let top = ui.cursor().top();
            file::show(ui, frame, out);
            self.question = ui.cursor().top() - top;
            ui.horizontal(|ui| {
                close = super::answer(ui, look, look.t("close"), true).clicked();
                self.steps(ui, frame, out);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    file::state(ui, frame);
                });
            });
        });
        left || close
    }

    /// Undo and redo are those of the codebook, also while something is being typed.
    fn keys(&mut self, ctx: &Context, out: &mut Vec<Intent>) {
        let shifted = Modifiers::COMMAND | Modifiers::SHIFT;
        for (modifiers, command) in [
            (shifted, CodebookCommand::Redo),
            (Modifiers::COMMAND, CodebookCommand::Undo),
        ] {
            let keys = KeyboardShortcut::new(modifiers, Key::Z);
            if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
                self.typed.clear();
                out.push(command.into());
            }
        }
    }

    /// Keeps a label chosen that is there.
    fn follow(&mut self, ctx: &Context, state: &State) {
        let codebook = &state.codebook;
        if let Some(key) = self.awaited.take_if(|key| codebook.label(key).is_some()) {
            self.chosen = Chosen::Label(key);
        }
        let there = match &self.chosen {
            Chosen::InHand => false,
            Chosen::General => true,
            Chosen::Label(key) => codebook.labels.iter().any(|label| label.key == *key),
        };
        if there {
            return;
        }
        // A label that was merged is shown as the one that is left.
        let survivor = match &self.chosen {
            Chosen::Label(key) => codebook.label(key).map(|label| label.key.clone()),
            _ => None,
        };
        let hand = survivor
            .or_else(|| in_hand(ctx, state))
            .and_then(|key| codebook.label(&key))
            .or_else(|| codebook.labels.first());
        if let Some(label) = hand {
            self.choose(Chosen::Label(label.key.clone()));
        }
    }

    fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
        self.into = None;
        self.typed.clear();
    }

    fn scrolled(
        &mut self,
        ui: &mut Ui,
        id: &str,
        height: f32,
        draw: impl FnOnce(&mut Self, &mut Ui),
    ) {
        ScrollArea::vertical()
            .id_salt(("codebook", id))
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                // The bar lies over the edge.
                ui.set_max_width(ui.available_width() - 14.0);
                crate::ui::panels::widgets::scroll_by_keys(ui);
                draw(self, ui);
            });
    }

    fn details(&mut self, ui: &mut Ui, frame: Frame<'_>, out: &mut Vec<Intent>) {
        ui.add_enabled_ui(frame.editable, |ui| match self.chosen.clone() {
            Chosen::Label(key) => {
                if let Some(label) = frame.codebook().label(&key) {
                    // Fields of one label are not those of another to egui.
                    ui.push_id(Id::unique(key.as_str()), |ui| {
                        self.label(ui, frame, label, out)
                    });
                }
            }
            Chosen::General => {
                self.rules(ui, frame, &RulePlace::General, &frame.codebook().rules, out);
            }
            Chosen::InHand => {}
        });
    }

    fn steps(&mut self, ui: &mut Ui, frame: Frame<'_>, out: &mut Vec<Intent>) {
        let (look, history) = (frame.look, &frame.state.codebook_file.history);
        for (key, what, command) in [
            ("cmd-undo", history.next_undo(), CodebookCommand::Undo),
            ("cmd-redo", history.next_redo(), CodebookCommand::Redo),
        ] {
            let hover = what.map(|what| look.texts.text(what)).unwrap_or_default();
            let button = ui.add_enabled(what.is_some(), egui::Button::new(look.t(key)));
            if button.on_hover_text(hover).clicked() {
                self.typed.clear();
                out.push(command.into());
            }
        }
    }
}

/// The languages of the program, then those in which the codebook has a title or names.
fn languages(codebook: &Codebook) -> Vec<String> {
    let mut all: Vec<String> = Lang::ALL.iter().map(|lang| lang.tag().to_owned()).collect();
    let names = codebook.labels.iter().map(|label| &label.name);
    let used = names
        .chain([&codebook.title])
        .flat_map(|texts| texts.0.keys());
    for tag in used {
        if !all.contains(tag) {
            all.push(tag.clone());
        }
    }
    all
}

/// A change as an intent.
fn edit(edit: CodebookEdit) -> Intent {
    CodebookCommand::Edit(edit).into()
}
