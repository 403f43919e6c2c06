//! The letter of the armed label, beside the pointer.

use egui::emath::GuiRounding as _;
use egui::{Align2, LayerId, Order, Rect, Stroke, StrokeKind, Ui, vec2};

use super::{Frame, PageView};
use crate::ui::fonts;

/// Width and height in points.
const SIZE: f32 = 19.0;

impl PageView {
    /// Shows which label a drag would leave behind.
    pub(super) fn show_armed(&self, ui: &Ui, frame: &Frame<'_>) {
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let view = frame.sheet.view;
        let over = frame.response.hovered() || self.pointer.is_dragging();
        let (Some(label), Some(at)) = (frame.input.armed, pointer.filter(|_| over)) else {
            return;
        };
        // Above the pointer, since what is said of marks stands below it.
        let place = at + vec2(10.0, -10.0 - SIZE);
        let rect = Rect::from_min_size(place, vec2(SIZE, SIZE));
        let rect = rect.round_to_pixels(ui.pixels_per_point());
        if !view.contains(at) {
            return;
        }
        let colors = frame.input.theme.mark(&label.color);
        let layer = LayerId::new(Order::Tooltip, self.id.with("armed"));
        let painter = ui.ctx().layer_painter(layer);
        let paper = frame.input.theme.paper;
        painter.rect_filled(rect.expand(1.5), 6.0, paper);
        painter.rect(
            rect,
            5.0,
            colors.line,
            Stroke::new(1.0, colors.line),
            StrokeKind::Inside,
        );
        let letter = label.letter.get(frame.input.catalogue.lang().tag());
        painter.text(
            rect.center(),
            Align2::CENTER_CENTER,
            letter.chars().take(2).collect::<String>(),
            fonts::ui_strong(12.5),
            paper,
        );
    }
}
