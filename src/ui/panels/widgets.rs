//! Small pieces that several panels share.

use egui::accesskit::{Live, Role};
use egui::{
    Align2, Color32, Event, FontId, InputState, Key, Modifiers, Response, RichText, Sense, Stroke,
    StrokeKind, Ui, pos2, vec2,
};

use crate::model::{Label, Pattern};
use crate::session::State;
use crate::ui::commands::{self, CommandId, TABLE};
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};
use crate::ui::page::reader_sign;

/// A heading of a panel's section.
pub fn section(ui: &mut Ui, look: Look<'_>, text: &str) {
    ui.add_space(10.0);
    let text = RichText::new(text).font(fonts::ui_strong(12.5));
    ui.label(text.color(look.theme.muted));
    ui.add_space(2.0);
}

/// A line of lesser text.
pub fn muted(ui: &mut Ui, look: Look<'_>, text: &str) -> Response {
    ui.label(RichText::new(text).size(12.5).color(look.theme.muted))
}

/// Size of a label's square, in points.
const LETTER: f32 = 18.0;

/// The small square with a label's letter in its colour.
pub fn letter(ui: &mut Ui, look: Look<'_>, label: &Label) -> Response {
    letter_sized(ui, look, label, LETTER)
}

/// The same at another size in points.
pub fn letter_sized(ui: &mut Ui, look: Look<'_>, label: &Label, size: f32) -> Response {
    let colors = look.theme.mark(&label.color);
    square(ui, look, label, size, (colors.soft, colors.letter))
}

/// The same, full of colour: of the armed label.
pub fn full_letter(ui: &mut Ui, look: Look<'_>, label: &Label) -> Response {
    let colors = look.theme.mark(&label.color);
    square(ui, look, label, LETTER, (colors.line, look.theme.paper))
}

fn square(
    ui: &mut Ui,
    look: Look<'_>,
    label: &Label,
    size: f32,
    (ground, ink): (Color32, Color32),
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    let colors = look.theme.mark(&label.color);
    let painter = ui.painter();
    painter.rect_filled(rect, 4.0, look.theme.paper);
    painter.rect(
        rect,
        4.0,
        ground,
        Stroke::new(look.theme.edge, colors.line),
        StrokeKind::Inside,
    );
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        label.letter.get(look.texts.lang().tag()),
        fonts::ui_strong(size * 0.64),
        ink,
    );
    response
}

/// The number that an other reviewer's marks carry in the page; nothing for the reviewer's own. It is
/// for the eye: screen readers are told the names.
pub fn reader(ui: &mut Ui, look: Look<'_>, reading: usize) {
    let sign = reader_sign(u16::try_from(reading).unwrap_or(u16::MAX));
    let (rect, _) = ui.allocate_exact_size(vec2(LETTER, LETTER), Sense::hover());
    if sign.is_empty() {
        return;
    }
    let painter = ui.painter();
    let stroke = Stroke::new(look.theme.edge, look.theme.muted);
    let rect = rect.shrink(1.0);
    painter.rect_stroke(rect, 0.5 * rect.height(), stroke, StrokeKind::Inside);
    let size = if sign.len() > 2 { 8.0 } else { 10.5 };
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        sign,
        fonts::ui_strong(size),
        look.theme.ink,
    );
}

/// A button that runs a command: by its name, with its keys for who rests on it.
pub fn command(ui: &mut Ui, state: &State, look: Look<'_>, id: CommandId, out: &mut Vec<Intent>) {
    let row = TABLE.iter().find(|row| row.id == id);
    let name = row.map_or_else(String::new, |row| commands::name(row, state, look.texts));
    let hint = commands::hint(id, state, look.texts);
    if ui.button(name).on_hover_text(hint).clicked() {
        out.push(id.into());
    }
}

/// Gives a control another name for screen readers than the one that it shows.
pub fn named(response: &Response, name: String) {
    let ctx = &response.ctx;
    ctx.accesskit_node_builder(response.id, |node| match node.role() {
        // The words of plain text are its value.
        Role::Label => node.set_value(name),
        _ => node.set_label(name),
    });
}

/// Has screen readers say a text when it changes, wherever the keyboard is.
pub fn spoken(response: &Response) {
    let ctx = &response.ctx;
    ctx.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// A box to tick, with an edge that can be seen on every ground.
pub fn tick(ui: &mut Ui, look: Look<'_>, on: &mut bool, text: impl Into<String>) -> Response {
    edged(ui, look, |ui| ui.checkbox(on, text.into()))
}

/// One of several choices, with the same edge.
pub fn choice<T: PartialEq>(
    ui: &mut Ui,
    look: Look<'_>,
    chosen: &mut T,
    this: T,
    text: String,
) -> Response {
    edged(ui, look, |ui| ui.radio_value(chosen, this, text))
}

fn edged(ui: &mut Ui, look: Look<'_>, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let edge = Stroke::new(look.theme.edge, look.theme.muted);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered] {
            state.bg_fill = look.theme.paper;
            state.bg_stroke = edge;
        }
        add(ui)
    })
    .inner
}

/// Shows where the keyboard is on what draws no frame of its own, and brings it into sight.
pub fn focus_ring(ui: &Ui, look: Look<'_>, response: &Response) {
    if !response.has_focus() {
        return;
    }
    let stroke = Stroke::new(look.theme.ring, look.theme.focus);
    let rect = response.rect.expand(1.0);
    ui.painter()
        .rect_stroke(rect, 4.0, stroke, StrokeKind::Inside);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Scrolls what is long by Page Up, Page Down, Home and End while the keyboard is in it, but in no
/// field: what holds no control is reached by nothing else.
pub fn scroll_by_keys(ui: &Ui) {
    let ctx = ui.ctx();
    let focused = ctx.memory(|memory| memory.focused());
    let inside = focused
        .and_then(|id| ctx.read_response(id))
        .is_some_and(|at| {
            at.layer_id == ui.layer_id() && ui.clip_rect().x_range().contains(at.rect.center().x)
        });
    if !inside || ctx.text_edit_focused() {
        return;
    }
    let page = ui.clip_rect().height() * 0.9;
    for (key, by) in [
        (Key::PageDown, -page),
        (Key::PageUp, page),
        (Key::End, f32::MIN),
        (Key::Home, f32::MAX),
    ] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            // As far as ever there is, without an animation that would take as long.
            let none = egui::style::ScrollAnimation::none();
            ui.scroll_with_delta_animation(vec2(0.0, by.clamp(-1e7, 1e7)), none);
        }
    }
}

/// An edge around what only its fill tells from the ground, in themes where that is not enough.
pub fn outline(look: Look<'_>) -> Stroke {
    match look.theme.outlined {
        true => Stroke::new(look.theme.edge, look.theme.line),
        false => Stroke::NONE,
    }
}

/// A label's part of a bar.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Colour of the label's lines.
    pub color: Color32,
    /// Its pattern, drawn where themes don't rely on colour.
    pub pattern: Pattern,
    /// How many spans there are.
    pub count: usize,
}

/// A bar cut by label, as wide as the space: how many spans of each there are.
pub fn counts_bar(ui: &Ui, look: Look<'_>, at: egui::Rect, parts: &[Part]) {
    let total: usize = parts.iter().map(|part| part.count).sum();
    let painter = ui.painter();
    painter.rect_filled(at, 2.0, look.theme.line);
    if total == 0 {
        return;
    }
    if look.theme.outlined {
        painter.rect_filled(at, 0.0, look.theme.panel);
    }
    let mut x = at.left();
    for part in parts {
        let width = at.width() * part.count as f32 / total as f32;
        let place = egui::Rect::from_min_max(pos2(x, at.top()), pos2(x + width, at.bottom()));
        x += width;
        let place = place.shrink2(vec2(1.0, 0.0));
        // Dashes whose length and distance tell the pattern.
        let (dash, gap) = match part.pattern {
            _ if !look.theme.outlined => (0.0, 0.0),
            Pattern::Solid => (0.0, 0.0),
            Pattern::Hatched => (5.0, 2.0),
            Pattern::Wavy => (2.0, 2.0),
            Pattern::Dotted => (1.0, 3.0),
        };
        if dash == 0.0 {
            painter.rect_filled(place, 2.0, part.color);
            continue;
        }
        let mut left = place.left();
        while left < place.right() {
            let right = (left + dash).min(place.right());
            let dash = egui::Rect::from_x_y_ranges(left..=right, place.y_range());
            painter.rect_filled(dash, 0.0, part.color);
            left = right + gap;
        }
    }
}

/// A text in a list: so many lines, cut with … where it is too long.
pub fn lines(ui: &Ui, at: egui::Rect, rows: usize, text: &str, font: FontId, color: Color32) {
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, color, at.width());
    job.wrap.max_rows = rows;
    job.wrap.break_anywhere = rows == 1;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(at.left_top(), galley, color);
}

/// Whether Enter is pressed anew, alone: a key that is still held from before does not count.
pub fn presses_enter(input: &InputState) -> bool {
    input.events.iter().any(|event| {
        matches!(
            event,
            Event::Key {
                key: Key::Enter,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
                ..
            }
        )
    })
}
