//! The articles of the session: outlet, title, and a small bar of what was marked.

use egui::{Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::widgets::{Part, counts_bar, lines, outline};
use crate::model::LabelKey;
use crate::session::{App, Entry, EntryState, SentenceCount, State};
use crate::text::printable;
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};

const ROW: f32 = 80.0;

/// How the list is looked at.
#[derive(Debug, Default)]
pub struct ListView {
    /// Whether the row of the article that is shown shall have the keyboard next.
    pub focus: bool,
    /// The row that was brought into sight last.
    in_sight: Option<usize>,
}

/// Draws the list; only the rows in sight cost anything.
pub fn show(
    ui: &mut Ui,
    state: &State,
    view: &mut ListView,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let title = state.title.get(look.texts.lang().tag()).to_owned();
    let title = match title.is_empty() {
        true => look.t("list-title"),
        false => title,
    };
    ui.add_space(4.0);
    ui.add(egui::Label::new(egui::RichText::new(&title).font(fonts::ui_strong(14.0))).truncate())
        .on_hover_text(&title);
    ui.add_space(4.0);
    if state.scanning {
        super::widgets::muted(ui, look, &look.t("list-scanning"));
    } else if state.articles.is_empty() {
        super::widgets::muted(ui, look, &look.t("list-empty"));
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show_rows(ui, ROW, state.articles.len(), |ui, rows| {
            if let Some(at) = state.current
                && (view.focus || view.in_sight != state.current)
            {
                let pitch = ROW + ui.spacing().item_spacing.y;
                let top = ui.max_rect().top() + (at as f32 - rows.start as f32) * pitch;
                let row = Rect::from_min_size(pos2(ui.max_rect().left(), top), vec2(1.0, ROW));
                ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
            }
            view.in_sight = state.current;
            for at in rows {
                let row = row(ui, state, look, at);
                if view.focus && state.current == Some(at) {
                    row.request_focus();
                    view.focus = false;
                }
                if row.clicked() {
                    out.push(App::Show(at).into());
                }
            }
        });
}

fn row(ui: &mut Ui, state: &State, look: Look<'_>, at: usize) -> egui::Response {
    let entry = &state.articles[at];
    let current = state.current == Some(at);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (upper, title, fault) = texts(entry, look);
    let read = share(state, entry).map(|count| read_text(look, count));
    response.widget_info(|| {
        WidgetInfo::selected(egui::accesskit::Role::Button, true, current, {
            let row = crate::msg!("list-row", upper = &upper, title = &title);
            let row = look.texts.text(&row);
            match &read {
                Some(read) => {
                    let row = crate::msg!("list-row-read", row = row, read = read);
                    look.texts.text(&row)
                }
                None => row,
            }
        })
    });
    let theme = look.theme;
    let fill = match (current, response.hovered()) {
        (true, _) => theme.paper,
        (false, true) => theme.hover,
        (false, false) => theme.panel,
    };
    ui.painter().rect_filled(rect, 6.0, fill);
    if current {
        let inside = egui::StrokeKind::Inside;
        ui.painter().rect_stroke(rect, 6.0, outline(look), inside);
    }
    if current {
        let edge = Rect::from_min_size(rect.min + vec2(0.0, 8.0), vec2(3.0, ROW - 16.0));
        ui.painter().rect_filled(edge, 1.5, theme.accent);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(theme.ring, theme.focus);
        ui.painter()
            .rect_stroke(rect, 6.0, stroke, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(12.0, 7.0));
    let line = |y: f32, h: f32| {
        Rect::from_min_size(pos2(inner.left(), inner.top() + y), vec2(inner.width(), h))
    };
    let small = egui::FontId::proportional(11.5);
    let mut above = line(0.0, 15.0);
    if let Some(read) = read.clone().filter(|_| !fault) {
        let galley = ui
            .painter()
            .layout_no_wrap(read, small.clone(), theme.muted);
        let place = pos2(above.right() - galley.size().x, above.top());
        above.max.x = place.x - 8.0;
        ui.painter().galley(place, galley, theme.muted);
    }
    lines(ui, above, 1, &upper, small, theme.muted);
    let title_color = if fault { theme.error } else { theme.ink };
    let font = egui::FontId::proportional(14.0);
    lines(ui, line(16.0, 36.0), 2, &title, font, title_color);
    if !fault {
        let counts: Vec<_> = state
            .codebook
            .labels
            .iter()
            .map(|label| Part {
                color: theme.mark(&label.color).line,
                pattern: label.pattern,
                count: label.keys().map(|key| count(state, entry, key)).sum(),
            })
            .collect();
        counts_bar(ui, look, line(58.0, 4.0), &counts);
    }
    let names = match &entry.state {
        EntryState::Ready { reviewers, .. } if !reviewers.is_empty() => reviewers.join(", "),
        _ => String::new(),
    };
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(320.0);
        ui.label(&title);
        ui.label(egui::RichText::new(&entry.name).color(theme.muted));
        if !names.is_empty() {
            ui.label(look.texts.text(&crate::msg!("list-read-by", names = names)));
        }
    })
}

/// Spans of a label key: those in memory where the article is open, else those of the last look.
fn count(state: &State, entry: &Entry, key: &LabelKey) -> usize {
    if let Some(open) = state.open.get(&entry.path) {
        return open.count(key);
    }
    let EntryState::Ready { counts, .. } = &entry.state else {
        return 0;
    };
    let found = counts.iter().find(|(label, _)| label == key);
    found.map_or(0, |(_, count)| *count)
}

/// How much of an article the reviewer has read, where it is any: as it is now where the article is open,
/// else as it was at the last look.
fn share(state: &State, entry: &Entry) -> Option<SentenceCount> {
    let counted = match state.open.get(&entry.path) {
        Some(open) if !open.being_read => open.coverage.count(),
        _ => {
            let EntryState::Ready { read, .. } = &entry.state else {
                return None;
            };
            let reviewer = state.reviewer.as_ref()?.id;
            let own = read.iter().find(|(whose, _)| *whose == reviewer);
            own.map(|(_, count)| *count)
        }
    };
    counted.filter(|count| count.read > 0)
}

/// Rounded down, so that only what was read to the end is 100 per cent; less than one is said to be so.
fn read_text(look: Look<'_>, count: SentenceCount) -> String {
    match count.read.min(count.all) * 100 / count.all.max(1) {
        0 => look.t("list-read-little"),
        percent => look
            .texts
            .text(&crate::msg!("list-read", percent = percent)),
    }
}

/// Upper line, title, and whether the title says what is wrong.
fn texts(entry: &Entry, look: Look<'_>) -> (String, String, bool) {
    match &entry.state {
        EntryState::Waiting => (printable(&entry.name), look.t("list-waiting"), false),
        EntryState::Ready { title, outlet, .. } => (
            printable(outlet.as_ref().unwrap_or(&entry.name)),
            printable(title),
            false,
        ),
        EntryState::Faulty(problem) => {
            (printable(&entry.name), look.texts.text(&problem.what), true)
        }
    }
}
