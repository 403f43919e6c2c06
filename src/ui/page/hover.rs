//! What is said of the marks under the pointer.

use egui::{Rect, RichText, Sense, Tooltip, Ui, vec2};

use super::stack::marks_at;
use super::{Frame, PageView};
use crate::msg;
use crate::overlay::{MarkKey, Version};
use crate::ui::fonts;

/// Marks told of at once; the rest is counted.
const TOLD: usize = 4;

/// The marks under the pointer, as long as it stays over one character and they don't change.
#[derive(Debug, Default)]
pub(super) struct HoverState {
    known: Option<(usize, Version, u64)>,
    marks: Vec<MarkKey>,
}

impl PageView {
    pub(super) fn show_hover(&mut self, ui: &Ui, frame: &Frame<'_>) {
        let pointer = frame.response.hover_pos();
        let at = pointer.filter(|at| frame.sheet.view.contains(*at));
        let Some(at) = at.filter(|_| !self.pointer.is_dragging()) else {
            return;
        };
        let Some(byte) = self.spot(ui, frame, at).under else {
            return;
        };
        let overlay = frame.input.overlay;
        let known = (byte, overlay.version(), frame.input.filter);
        if self.hover.known != Some(known) {
            self.hover.known = Some(known);
            self.hover.marks = marks_at(frame, byte);
        }
        if self.hover.marks.is_empty() {
            return;
        }
        // Below the row, so that it does not hide what it is about.
        let row = frame.sheet.leading(1.0);
        let anchor = Rect::from_center_size(at, vec2(8.0, row));
        let mut tooltip = Tooltip::for_enabled(&frame.response);
        tooltip.popup = tooltip.popup.anchor(anchor);
        tooltip.show(|ui| self.tell(ui, frame));
    }

    fn tell(&self, ui: &mut Ui, frame: &Frame<'_>) {
        let marks = &self.hover.marks;
        for (number, key) in marks.iter().take(TOLD).enumerate() {
            if number > 0 {
                ui.separator();
            }
            tell_of(ui, frame, *key);
        }
        if marks.len() > TOLD {
            let rest = msg!("page-hover-more", count = marks.len() - TOLD);
            ui.label(
                RichText::new(frame.input.catalogue.text(&rest))
                    .small()
                    .weak(),
            );
        }
    }
}

fn tell_of(ui: &mut Ui, frame: &Frame<'_>, key: MarkKey) {
    let Some(text) = (frame.input.describe)(key) else {
        return;
    };
    let catalogue = frame.input.catalogue;
    ui.horizontal(|ui| {
        if let Some(color) = letter_color(frame, key) {
            let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, color);
        }
        ui.label(RichText::new(text.label).font(fonts::ui_strong(14.0)));
        if !text.reviewer.is_empty() {
            ui.label(RichText::new(text.reviewer).weak());
        }
    });
    if !text.voice.is_empty() {
        let voice = msg!("page-hover-voice", voice = text.voice);
        ui.label(RichText::new(catalogue.text(&voice)).small().weak());
    }
    if !text.reason.is_empty() {
        ui.label(text.reason);
    }
}

fn letter_color(frame: &Frame<'_>, key: MarkKey) -> Option<egui::Color32> {
    let label = frame.input.overlay.get(key)?.label?;
    let label = frame.input.codebook.labels.get(usize::from(label))?;
    Some(frame.input.theme.mark(&label.color).line)
}
