//! What was found, as a list of which one is chosen.

use egui::accesskit::{Action, NodeId, Role};
use egui::{Align2, FontId, Id, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::Open;
use super::choices::{Choice, Shown, shown};
use crate::msg;
use crate::session::State;
use crate::ui::commands::CommandId;
use crate::ui::fonts;
use crate::ui::intent::Look;
use crate::ui::panels::widgets::{letter, lines};

/// Rows in sight, where the window is high enough.
pub const ROWS: usize = 12;
/// Height of a row in points.
const ROW: f32 = 30.0;
/// Room at both ends of a row.
const EDGE: f32 = 10.0;
/// Room that a long name leaves for what tells it from others.
const MORE: f32 = 150.0;

/// Draws the rows in sight and tells a screen reader of them; answers with the row that was clicked.
pub fn show(
    ui: &mut Ui,
    open: &mut Open,
    state: &State,
    look: Look<'_>,
    field: Id,
    name: String,
) -> Option<usize> {
    let count = open.search.found().len();
    let list = Id::unique("palette-list");
    let room = ui.ctx().content_rect().height() - 190.0;
    let height = (ROWS as f32 * ROW).min(room.max(4.0 * ROW));
    let mut clicked = None;
    let mut told = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let follow = std::mem::take(&mut open.follow);
    let area = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true]);
    area.show_rows(ui, ROW, count, |ui, range| {
        if follow {
            let top = ui.max_rect().top() + (open.at as f32 - range.start as f32) * ROW;
            let row = Rect::from_min_size(pos2(ui.max_rect().left(), top), vec2(1.0, ROW));
            ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
        }
        ui.ctx().accesskit_node_builder(list, |node| {
            node.set_role(Role::ListBox);
            node.set_label(look.t("palette-list"));
            node.set_size_of_set(count);
        });
        let mut rows = ui.new_child(
            UiBuilder::new()
                .id_salt("rows")
                .accessibility_parent(list)
                .max_rect(ui.max_rect()),
        );
        for at in range {
            let choice = open.search.at(at);
            let choice = choice.and_then(|at| open.choices.get(at, state));
            let Some(choice) = choice else { continue };
            let shown = shown(&choice, state, look.texts, &open.other);
            // The name in the other language says why something was found.
            let tell_more = shown.more != shown.name
                && (matches!(choice, Choice::Article(_)) || !open.typed.is_empty());
            let active = at == open.at;
            let response = row(&mut rows, &choice, &shown, active, tell_more, state, look);
            if response.clicked() {
                clicked = Some(at);
            }
            if active {
                told = Some(response.id.accesskit_id());
            }
            describe(&response, &shown, look, at, active);
        }
        ui.advance_cursor_after_rect(rows.min_rect());
    });
    tell_field(ui, field, name, list, told);
    clicked
}

fn row(
    ui: &mut Ui,
    choice: &Choice,
    shown: &Shown,
    active: bool,
    tell_more: bool,
    state: &State,
    look: Look<'_>,
) -> Response {
    let theme = look.theme;
    // The bar of the list lies over its edge.
    let size = vec2(ui.available_width() - EDGE, ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    if active {
        ui.painter().rect_filled(rect, 4.0, theme.hover);
        let edge = Rect::from_min_size(rect.min + vec2(0.0, 5.0), vec2(3.0, ROW - 10.0));
        ui.painter().rect_filled(edge, 1.5, theme.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.panel);
    }
    let mut inner = rect.shrink2(vec2(EDGE, 0.0));
    if !shown.keys.is_empty() {
        let place = inner.right_center();
        let font = fonts::ui_strong(12.5);
        let keys = ui
            .painter()
            .text(place, Align2::RIGHT_CENTER, &shown.keys, font, theme.muted);
        inner.set_right(keys.left() - EDGE);
    }
    if let Some(label) = label(choice, state) {
        let square =
            Rect::from_center_size(pos2(inner.left() + 9.0, inner.center().y), vec2(18.0, 18.0));
        let mut square = ui.new_child(UiBuilder::new().max_rect(square));
        letter(&mut square, look, label);
        inner.set_left(inner.left() + 26.0);
    }
    let ink = match shown.why_not {
        Some(_) => theme.muted,
        None => theme.ink,
    };
    let font = FontId::proportional(14.5);
    let name = ui
        .fonts_mut(|fonts| fonts.layout_no_wrap(shown.name.clone(), font.clone(), ink))
        .size();
    let line = |inner: Rect, height: f32| {
        Rect::from_min_size(
            pos2(inner.left(), inner.center().y - height / 2.0),
            vec2(inner.width(), height),
        )
    };
    // A long title leaves room for the name of its file.
    let side = if tell_more { MORE } else { 0.0 };
    let mut first = inner;
    first.set_right((inner.left() + name.x).min(inner.right() - side));
    lines(ui, line(first, name.y), 1, &shown.name, font, ink);
    inner.set_left((first.right() + EDGE).min(inner.right()));
    let more = match shown.why_not {
        Some(why) => look.t(why),
        None if tell_more => shown.more.clone(),
        None => String::new(),
    };
    if inner.width() > 40.0 {
        let font = FontId::proportional(12.5);
        lines(ui, line(inner, 16.0), 1, &more, font, theme.muted);
    }
    response
}

/// The label that a choice marks with.
fn label<'a>(choice: &Choice, state: &'a State) -> Option<&'a crate::model::Label> {
    match choice {
        Choice::Command(CommandId::Tag(at)) => state.codebook.labels.get(*at),
        Choice::Label(key) => state.codebook.label(key),
        _ => None,
    }
}

fn describe(response: &Response, shown: &Shown, look: Look<'_>, at: usize, active: bool) {
    let name = shown.name.clone();
    let said = match (shown.why_not, shown.keys.is_empty()) {
        (Some(why), _) => msg!("palette-option-not", name = name, why = look.t(why)),
        (None, false) => msg!("palette-option", name = name, keys = shown.keys.clone()),
        (None, true) if !shown.more.is_empty() && shown.more != shown.name => {
            msg!("palette-option", name = name, keys = shown.more.clone())
        }
        (None, true) => msg!("palette-option", name = name, keys = ""),
    };
    let said = look.texts.text(&said);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ListBoxOption);
        node.set_label(said.trim_end_matches(", ").to_owned());
        node.set_selected(active);
        node.set_position_in_set(at);
        node.add_action(Action::Click);
        if shown.why_not.is_some() {
            node.set_disabled();
        }
    });
}

/// The field has the keyboard; the list's choice is what a screen reader follows.
fn tell_field(ui: &Ui, field: Id, name: String, list: Id, active: Option<NodeId>) {
    ui.ctx().accesskit_node_builder(field, |node| {
        node.set_role(Role::EditableComboBox);
        node.set_label(name);
        node.set_expanded(true);
        node.set_controls(vec![list.accesskit_id()]);
        if let Some(active) = active {
            node.set_active_descendant(active);
        }
    });
}
