//! All that is said of one label.

use egui::{Button, ComboBox, Ui};

use super::field::Shape;
use super::swatch::swatch;
use super::{CodebookDialog, Frame, edit};
use crate::model::{
    CodebookEdit, FaultPlace, Label, LabelKey, Layer, LocalText, Overlap, Pattern, RulePlace,
    TextField,
};
use crate::msg;
use crate::text::Granularity;
use crate::ui::intent::{Intent, Look};
use crate::ui::panels::codebook::language_name;
use crate::ui::panels::widgets::{choice, muted, section, tick};

/// Width of the field for a letter, in points.
const LETTER: f32 = 40.0;

/// Message keys of the colours that ship; others are called by their token.
const COLORS: [(&str, &str); 8] = [
    ("amber", "codebook-amber"),
    ("blue", "codebook-blue"),
    ("green", "codebook-green"),
    ("grey", "codebook-grey"),
    ("magenta", "codebook-magenta"),
    ("red", "codebook-red"),
    ("teal", "codebook-teal"),
    ("violet", "codebook-violet"),
];

fn color_name(look: Look<'_>, token: &str) -> String {
    let known = COLORS.iter().find(|(other, _)| *other == token);
    known.map_or_else(|| token.to_owned(), |(_, key)| look.t(key))
}

fn pattern_name(look: Look<'_>, pattern: Pattern) -> String {
    look.t(match pattern {
        Pattern::Solid => "codebook-solid",
        Pattern::Hatched => "codebook-hatched",
        Pattern::Wavy => "codebook-wavy",
        Pattern::Dotted => "codebook-dotted",
    })
}

impl CodebookDialog {
    pub(super) fn label(
        &mut self,
        ui: &mut Ui,
        frame: Frame<'_>,
        label: &Label,
        out: &mut Vec<Intent>,
    ) {
        let look = frame.look;
        let key = &label.key;
        self.names(ui, frame, label, out);
        section(ui, look, &look.t("codebook-look"));
        looks(ui, frame, label, out);
        frame.faults_at(ui, key, FaultPlace::Look);
        section(ui, look, &look.t("codebook-definition"));
        for language in frame.languages {
            let texts = (&label.definition, TextField::Definition);
            self.text(ui, frame, key, texts, language, out);
        }
        how(ui, frame, label, out);
        self.others(ui, frame, label, out);
        section(ui, look, &look.t("codebook-rules"));
        let place = RulePlace::Label(key.clone());
        self.rules(ui, frame, &place, &label.rules, out);
        ui.add_space(8.0);
    }

    /// Names and letters, a row a language.
    fn names(&mut self, ui: &mut Ui, frame: Frame<'_>, label: &Label, out: &mut Vec<Intent>) {
        let look = frame.look;
        section(ui, look, &look.t("codebook-name-and-letter"));
        for language in frame.languages {
            ui.horizontal(|ui| {
                let shown = language_name(look, language);
                language_tag(ui, look, &shown);
                let room = ui.available_width() - LETTER - ui.spacing().item_spacing.x;
                let mut one = |ui: &mut Ui, texts: &LocalText, field, what: &str, width: f32| {
                    let stored = texts.0.get(language).map_or("", String::as_str);
                    let what = look.t(what);
                    let name = msg!("codebook-field-in", field = what, language = shown.clone());
                    let name = look.texts.text(&name);
                    let salt = (what_of(field), language);
                    let news = self.typed.field(ui, salt, stored, name, Shape::Line(width));
                    if let Some(text) = news {
                        let (key, tag) = (label.key.clone(), language.clone());
                        out.push(edit(CodebookEdit::Text(key, field, tag, text)));
                    }
                };
                one(
                    ui,
                    &label.name,
                    TextField::Name,
                    "codebook-name",
                    room.max(80.0),
                );
                one(
                    ui,
                    &label.letter,
                    TextField::Letter,
                    "codebook-letter",
                    LETTER,
                );
            });
        }
        frame.refused(
            ui,
            |edit| matches!(edit, CodebookEdit::Text(of, TextField::Name, ..) if *of == label.key),
        );
        frame.faults_at(ui, &label.key, FaultPlace::Name);
        frame.faults_at(ui, &label.key, FaultPlace::Letter);
    }

    fn text(
        &mut self,
        ui: &mut Ui,
        frame: Frame<'_>,
        key: &LabelKey,
        (texts, field): (&LocalText, TextField),
        language: &str,
        out: &mut Vec<Intent>,
    ) {
        let look = frame.look;
        let shown = language_name(look, language);
        ui.horizontal_top(|ui| {
            language_tag(ui, look, &shown);
            let stored = texts.0.get(language).map_or("", String::as_str);
            let what = look.t("codebook-definition");
            let name = msg!("codebook-field-in", field = what, language = shown);
            let name = look.texts.text(&name);
            let salt = (what_of(field), language);
            let news = self.typed.field(ui, salt, stored, name, Shape::Lines);
            if let Some(text) = news {
                let tag = language.to_owned();
                out.push(edit(CodebookEdit::Text(key.clone(), field, tag, text)));
            }
        });
    }

    /// What it has to do with other labels: merging, other keys, removal.
    fn others(&mut self, ui: &mut Ui, frame: Frame<'_>, label: &Label, out: &mut Vec<Intent>) {
        let (look, lang) = (frame.look, frame.look.texts.lang().tag());
        let key = &label.key;
        section(ui, look, &look.t("codebook-use"));
        let line = match frame.state.label_use(label) {
            Some(count) => msg!("codebook-used", count = count),
            None => msg!("codebook-still-reading"),
        };
        muted(ui, look, &look.texts.text(&line));
        for alias in &label.aliases {
            ui.horizontal_wrapped(|ui| {
                let line = msg!("codebook-also", key = alias.as_str().to_owned());
                ui.label(look.texts.text(&line));
                if ui.button(look.t("codebook-split")).clicked() {
                    out.push(edit(CodebookEdit::Split(alias.clone())));
                }
            });
        }
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            let others = frame
                .codebook()
                .labels
                .iter()
                .filter(|other| other.key != *key);
            let others: Vec<&Label> = others.collect();
            let into = self
                .into
                .as_ref()
                .and_then(|key| frame.codebook().label(key));
            let text = into.map_or_else(
                || look.t("codebook-merge-choose"),
                |into| into.name.get(lang).to_owned(),
            );
            muted(ui, look, &look.t("codebook-merge-into"));
            let combo = ComboBox::from_id_salt(("label", "into"))
                .selected_text(text)
                .width(150.0)
                .show_ui(ui, |ui| {
                    for other in &others {
                        let chosen = self.into.as_ref() == Some(&other.key);
                        if ui.selectable_label(chosen, other.name.get(lang)).clicked() {
                            self.into = Some(other.key.clone());
                        }
                    }
                });
            let name = look.t("codebook-merge-into");
            ui.ctx()
                .accesskit_node_builder(combo.response.id, |node| node.set_label(name));
            let merge = Button::new(look.t("codebook-merge"));
            if ui
                .add_enabled(into.is_some(), merge)
                .on_hover_text(look.t("codebook-merge-hover"))
                .clicked()
                && let Some(into) = self.into.take()
            {
                out.push(edit(CodebookEdit::Merge(key.clone(), into)));
            }
            ui.separator();
            if ui.button(look.t("codebook-remove")).clicked() {
                out.push(edit(CodebookEdit::Remove(key.clone())));
            }
        });
        frame.refused(ui, |edit| {
            matches!(
                edit,
                CodebookEdit::Remove(_)
                    | CodebookEdit::Merge(..)
                    | CodebookEdit::Split(_)
                    | CodebookEdit::Alias(..)
            )
        });
    }
}

/// A part of the ids of fields.
fn what_of(field: TextField) -> &'static str {
    match field {
        TextField::Name => "name",
        TextField::Letter => "letter",
        TextField::Definition => "definition",
    }
}

/// The name of a language before its field.
pub(super) fn language_tag(ui: &mut Ui, look: Look<'_>, name: &str) {
    let (width, height) = (66.0, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(
        egui::vec2(width, height),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.set_min_width(width);
            // Within sentences some languages write it small; here it begins a line.
            let mut letters = name.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            let name: String = first.chain(letters.as_str().chars()).collect();
            muted(ui, look, &name);
        },
    );
}

fn looks(ui: &mut Ui, frame: Frame<'_>, label: &Label, out: &mut Vec<Intent>) {
    let look = frame.look;
    let letter = label.letter.get(look.texts.lang().tag());
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.horizontal_wrapped(|ui| {
        // A colour of another theme than ours stays what it is until another is chosen.
        let own = (!look.theme.tokens().any(|token| token == label.color))
            .then_some(label.color.as_str());
        for color in own.into_iter().chain(look.theme.tokens()) {
            let (chosen, name) = (label.color == color, color_name(look, color));
            if swatch(ui, look, color, label.pattern, letter, chosen, name).clicked() && !chosen {
                let color = CodebookEdit::Color(label.key.clone(), color.to_owned());
                out.push(edit(color));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for pattern in Pattern::ALL {
            let (chosen, name) = (label.pattern == pattern, pattern_name(look, pattern));
            if swatch(ui, look, &label.color, pattern, letter, chosen, name).clicked() && !chosen {
                out.push(edit(CodebookEdit::Pattern(label.key.clone(), pattern)));
            }
        }
    });
    ui.spacing_mut().item_spacing.x = 8.0;
}

/// Layer, granularity, overlap rule, claims.
fn how(ui: &mut Ui, frame: Frame<'_>, label: &Label, out: &mut Vec<Intent>) {
    let look = frame.look;
    let key = || label.key.clone();
    let mut layer = label.layer;
    let layers = [
        (Layer::Clause, "codebook-layer-clause"),
        (Layer::Word, "codebook-layer-word"),
    ];
    choices(ui, look, "codebook-layer", &mut layer, &layers);
    if layer != label.layer {
        out.push(edit(CodebookEdit::Layer(key(), layer)));
    }
    let mut snap = label.snap;
    let snaps = [
        (Granularity::Character, "codebook-snap-character"),
        (Granularity::Word, "codebook-snap-word"),
        (Granularity::Sentence, "codebook-snap-sentence"),
    ];
    choices(ui, look, "codebook-snap", &mut snap, &snaps);
    if snap != label.snap {
        out.push(edit(CodebookEdit::Snap(key(), snap)));
    }
    let mut overlap = label.overlap;
    let overlaps = [
        (Overlap::Any, "codebook-overlap-any"),
        (Overlap::OtherLayerOrVoice, "codebook-overlap-other"),
        (Overlap::None, "codebook-overlap-none"),
    ];
    choices(ui, look, "codebook-overlap", &mut overlap, &overlaps);
    if overlap != label.overlap {
        out.push(edit(CodebookEdit::Overlap(key(), overlap)));
    }
    ui.add_space(6.0);
    let mut claims = label.claims;
    if tick(ui, look, &mut claims, look.t("codebook-claims")).changed() {
        out.push(edit(CodebookEdit::Claims(key(), claims)));
    }
}

fn choices<T: Copy + PartialEq>(
    ui: &mut Ui,
    look: Look<'_>,
    title: &str,
    value: &mut T,
    all: &[(T, &str)],
) {
    section(ui, look, &look.t(title));
    ui.horizontal_wrapped(|ui| {
        for (this, text) in all {
            choice(ui, look, value, *this, look.t(text));
        }
    });
}
