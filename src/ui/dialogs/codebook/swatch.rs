//! Colours and patterns to choose from, drawn as they look.

use egui::accesskit::Role;
use egui::{Align2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::model::Pattern;
use crate::ui::fonts;
use crate::ui::intent::Look;
use crate::ui::panels::widgets::focus_ring;

/// A square in a colour, with a pattern and a letter on it.
pub(super) fn swatch(
    ui: &mut Ui,
    look: Look<'_>,
    color: &str,
    pattern: Pattern,
    letter: &str,
    chosen: bool,
    name: String,
) -> Response {
    let size = vec2(44.0, 34.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, &name));
    let colors = look.theme.mark(color);
    let inner = rect.shrink(3.0);
    let painter = ui.painter();
    painter.rect_filled(inner, 5.0, look.theme.paper);
    painter.rect_filled(inner, 5.0, colors.soft);
    lines(ui, inner.shrink(1.0), pattern, colors.line);
    let edge = Stroke::new(1.0, colors.line);
    painter.rect_stroke(inner, 5.0, edge, StrokeKind::Inside);
    let middle = inner.center() - vec2(0.0, 4.0);
    painter.text(
        middle,
        Align2::CENTER_CENTER,
        letter,
        fonts::ui_strong(12.5),
        colors.letter,
    );
    if chosen || response.hovered() {
        let color = if chosen {
            look.theme.ink
        } else {
            look.theme.muted
        };
        let width = if chosen { 2.0 } else { 1.0 };
        painter.rect_stroke(rect, 7.0, Stroke::new(width, color), StrokeKind::Inside);
    }
    focus_ring(ui, look, &response);
    response.on_hover_text(name)
}

/// The pattern along the lower edge, as an underline shows it.
fn lines(ui: &Ui, rect: Rect, pattern: Pattern, color: egui::Color32) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let y = rect.bottom() - 6.0;
    let (left, right) = (rect.left() + 4.0, rect.right() - 4.0);
    let steps = |by: f32| {
        (0..)
            .map(move |n: u16| left + f32::from(n) * by)
            .take_while(move |x| *x <= right)
    };
    let stroke = Stroke::new(1.5, color);
    match pattern {
        Pattern::Solid => {
            painter.hline(left..=right, y, Stroke::new(2.5, color));
        }
        Pattern::Hatched => {
            for x in steps(4.0) {
                painter.line_segment([pos2(x, y + 3.0), pos2(x + 3.0, y - 2.0)], stroke);
            }
        }
        Pattern::Wavy => {
            let wave = steps(1.0).map(|x| pos2(x, y + 2.0 * ((x - left) * 0.9).sin()));
            painter.add(Shape::line(wave.collect(), stroke));
        }
        Pattern::Dotted => {
            for x in steps(5.0) {
                painter.circle_filled(pos2(x, y), 1.4, color);
            }
        }
    }
}
