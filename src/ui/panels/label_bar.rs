//! The bottom bar: labels with keys and counts, who reads, and whether all is on disk.

use egui::accesskit::{Role, Toggled};
use egui::{
    Align, Button, Color32, Frame, Layout, Margin, RichText, Sense, Stroke, TextStyle, Ui, Vec2,
    WidgetText,
};

use super::widgets;
use crate::model::Label;
use crate::msg;
use crate::session::{SaveState, State};
use crate::ui::commands::{self, CommandId};
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};
use crate::ui::page::shown_text;

/// Room that the right side of the bar needs, in points.
const OTHERS: f32 = 330.0;

/// Room at the right, in points, below which the state of the file is only a sign: the reviewer and the
/// box for what is finished need it more.
const SIGN_ONLY: f32 = 250.0;

/// Room of a label beside its name: letter, key, count, edges, in points.
const AROUND_NAME: f32 = 104.0;

/// Draws the bar.
pub fn show(ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    ui.horizontal_centered(|ui| {
        let open = state.current_article();
        let names = names_fit(ui, state, look);
        for (at, label) in state.codebook.labels.iter().enumerate().take(9) {
            let count = open.map_or(0, |open| open.own_count(label));
            label_button(ui, state, look, label, (at, count), names, out);
        }
        armed_line(ui, state, look);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(open) = open {
                save_state(ui, look, open.shown_save());
                ui.separator();
            }
            reviewer(ui, state, look, out);
        });
    });
}

fn label_button(
    ui: &mut Ui,
    state: &State,
    look: Look<'_>,
    label: &Label,
    (at, count): (usize, usize),
    names: bool,
    out: &mut Vec<Intent>,
) {
    let lang = look.texts.lang().tag();
    let name = label.name.get(lang);
    let key = (at + 1).to_string();
    let colors = look.theme.mark(&label.color);
    let armed = state.armed.as_ref() == Some(&label.key);
    // The frame is there either way, so that nothing moves when a label is armed.
    let (line, fill) = match armed {
        true => (colors.line, colors.soft),
        false => (Color32::TRANSPARENT, Color32::TRANSPARENT),
    };
    let frame = Frame::new()
        .stroke(Stroke::new(2.0, line))
        .fill(fill)
        .corner_radius(6)
        .inner_margin(Margin::symmetric(5, 2));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        match armed {
            true => widgets::full_letter(ui, look, label),
            false => widgets::letter(ui, look, label),
        };
        let strong = RichText::new(&key).font(fonts::ui_strong(12.0));
        let button = match names {
            true => Button::new(RichText::new(name).size(14.0)).shortcut_text(strong),
            // The letter before it and the text on hover say the rest.
            false => Button::new(strong),
        };
        let hint = |id| commands::hint(id, state, look.texts);
        let said = match armed {
            true => msg!("label-armed-hover", hint = hint(CommandId::Arm(at))),
            false => msg!(
                "label-hover",
                hint = hint(CommandId::Tag(at)),
                arm = commands::keys_of(CommandId::Arm(at), look.texts)
            ),
        };
        let definition = match armed {
            true => String::new(),
            false => shown_text(label.definition.get(lang)),
        };
        let response = ui
            .add_enabled(state.current_article().is_some(), button)
            .on_hover_ui(|ui| {
                ui.label(look.texts.text(&said));
                if !definition.is_empty() {
                    ui.separator();
                    ui.label(definition);
                }
            });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_toggled(Toggled::from(armed));
            if !names {
                node.set_label(name.to_owned());
            }
        });
        if response.hovered() || response.has_focus() || response.clicked() {
            super::codebook::take_in_hand(ui.ctx(), &label.key);
        }
        if response.clicked()
            && let Some(command) = state.click_on_label(&label.key)
        {
            out.push(Intent::State(command));
        }
        let said = msg!("label-count", label = name.to_owned(), count = count);
        let count = RichText::new(count.to_string()).font(fonts::ui_strong(13.0));
        let shown = ui
            .label(count.color(colors.letter))
            .on_hover_text(look.t("label-count-hover"));
        widgets::named(&shown, look.texts.text(&said));
    });
}

/// Whether there is room for the names of all labels.
fn names_fit(ui: &Ui, state: &State, look: Look<'_>) -> bool {
    let lang = look.texts.lang().tag();
    let labels = state.codebook.labels.iter().take(9);
    let wide = labels.map(|label| {
        let name = WidgetText::from(RichText::new(label.name.get(lang)).size(14.0));
        let galley = name.into_galley(ui, None, f32::INFINITY, TextStyle::Body);
        galley.size().x + AROUND_NAME
    });
    ui.available_width() - wide.sum::<f32>() > OTHERS - 30.0
}

/// Says which label is armed: in words where there is room, to a screen reader always.
fn armed_line(ui: &mut Ui, state: &State, look: Look<'_>) {
    let Some(label) = state.armed_label() else {
        return;
    };
    let name = label.name.get(look.texts.lang().tag());
    let said = look.texts.text(&msg!("bar-armed", label = name.to_owned()));
    let shown = RichText::new(&said).size(12.5).color(look.theme.ink);
    let wide = WidgetText::from(shown.clone())
        .into_galley(ui, None, f32::INFINITY, TextStyle::Body)
        .size()
        .x;
    let response = match ui.available_width() - wide > OTHERS {
        true => ui.label(shown),
        false => ui.allocate_response(Vec2::ZERO, Sense::hover()),
    };
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Label);
        node.set_value(said);
    });
}

fn reviewer(ui: &mut Ui, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    let open = state.current_article();
    if let Some(open) = open.filter(|open| open.own.is_some()) {
        let mut done = open.is_done();
        let check = widgets::tick(ui, look, &mut done, look.t("bar-done"));
        let hint = commands::hint(CommandId::Finish, state, look.texts);
        if check.on_hover_text(hint).changed() {
            out.push(CommandId::Finish.into());
        }
    }
    let name = match &state.reviewer {
        Some(reviewer) => look
            .texts
            .text(&msg!("bar-reviewer", name = &reviewer.name)),
        None => look.t("bar-no-reviewer"),
    };
    let button = Button::new(name).truncate();
    if ui
        .add(button)
        .on_hover_text(commands::hint(CommandId::Reviewer, state, look.texts))
        .clicked()
    {
        out.push(CommandId::Reviewer.into());
    }
}

fn save_state(ui: &mut Ui, look: Look<'_>, save: &SaveState) {
    let theme = look.theme;
    let (text, hover, color) = match save {
        SaveState::Untouched => (
            look.t("state-untouched"),
            look.t("state-untouched-hover"),
            theme.muted,
        ),
        SaveState::Saving => (
            look.t("state-saving"),
            look.t("state-saving-hover"),
            theme.muted,
        ),
        SaveState::Saved { fell_back: false } => {
            (look.t("state-saved"), look.t("state-saved-hover"), theme.ok)
        }
        SaveState::Saved { fell_back: true } => (
            look.t("state-fell-back"),
            look.t("state-fell-back-hover"),
            theme.warning,
        ),
        SaveState::Failed(problem) => {
            let whole = look.texts.text(&crate::session::problem_line(problem));
            let what = msg!("state-failed", what = problem.what.clone());
            (look.texts.text(&what), whole, theme.error)
        }
    };
    let narrow = ui.available_width() < SIGN_ONLY;
    let shown = match save {
        _ if !narrow => text.clone(),
        SaveState::Untouched => return,
        SaveState::Saving => "…".to_owned(),
        SaveState::Saved { fell_back: false } => "✓".to_owned(),
        SaveState::Saved { fell_back: true } | SaveState::Failed(_) => "⚠".to_owned(),
    };
    // What failed is a sentence: it gets the room that there is, and all of it on hover.
    let room = ui.available_width() * 0.6;
    ui.scope(|ui| {
        ui.set_max_width(room);
        let label = egui::Label::new(RichText::new(shown).color(color)).truncate();
        let label = ui.add(label).on_hover_text(hover);
        widgets::named(&label, text);
    });
}
