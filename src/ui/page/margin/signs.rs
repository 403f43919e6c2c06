//! Where there is no room for notes: a sign at the end of each row that has some.

use egui::accesskit::Role;
use egui::{CornerRadius, Rangef, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::accessibility::bounds;
use super::super::hover::{Told, tell};
use super::super::{Frame, PageView, Seen};
use super::{RowNotes, note_size, sense};
use crate::msg;
use crate::overlay::MarkKey;
use crate::ui::fonts;

/// Notes told of at once; the rest is counted.
const TOLD: usize = 4;

impl PageView {
    pub(super) fn show_signs(&mut self, ui: &Ui, frame: &mut Frame<'_>, seen: &[Seen]) {
        let rows = self.rows_with_notes(frame, seen);
        for (block, at, row) in rows {
            let drawing = self.drawings.get(&block);
            let Some(notes) = drawing.map(|(_, drawing)| drawing.notes[at].clone()) else {
                continue;
            };
            if let Some(key) = self.show_sign(ui, frame, &notes, row) {
                self.choose(frame, key);
            }
        }
    }

    /// Draws the sign of a row; a click selects the first mark of the row that has a note, another click
    /// the next one.
    fn show_sign(
        &self,
        ui: &Ui,
        frame: &Frame<'_>,
        notes: &RowNotes,
        row: Rangef,
    ) -> Option<MarkKey> {
        let first = notes.notes.first()?;
        let count = notes.notes.len() + notes.more;
        let size = note_size(frame.sheet.size);
        let place = pos2(frame.sheet.right() + 0.8 * frame.sheet.size, row.center());
        let rect = Rect::from_center_size(place, vec2(size, size) * 1.1);
        let id = self.id.with(("notes-of-row", first.start));
        let response = ui.interact(rect.expand(3.0), id, sense());
        let spoken = msg!("page-notes-of-row", count = count);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Button);
            node.set_bounds(bounds(rect));
            node.set_label(frame.input.catalogue.text(&spoken));
        });
        let mark = frame.input.overlay.get(first.key)?;
        let colors = self.looks.of(&mark)?.colors;
        let painter = ui.painter_at(frame.sheet.view);
        let is_selected = notes.notes.iter().any(|n| frame.selected == Some(n.key));
        let corner = CornerRadius::same((0.25 * size) as u8);
        if is_selected || response.hovered() {
            painter.rect_filled(rect, corner, colors.line);
        } else {
            painter.rect_filled(rect, corner, colors.soft);
            let stroke = Stroke::new(1.0, colors.line);
            painter.rect_stroke(rect, corner, stroke, StrokeKind::Inside);
        }
        let ink = match is_selected || response.hovered() {
            true => frame.input.theme.paper,
            false => colors.letter,
        };
        if count > 1 {
            let text = if count > 9 {
                "+".to_owned()
            } else {
                count.to_string()
            };
            let galley = painter.layout_no_wrap(text, fonts::ui_strong(0.8 * size), ink);
            painter.galley(rect.center() - galley.size() / 2.0, galley, ink);
        } else {
            // Two lines of writing.
            for y in [-0.12, 0.16] {
                let line = rect.x_range().shrink(0.25 * rect.width());
                let y = rect.center().y + y * rect.height();
                painter.hline(line, y, Stroke::new((0.09 * size).max(1.0), ink));
            }
        }
        let clicked = response.clicked().then(|| {
            let selected = |noted: &super::gather::Noted| frame.selected == Some(noted.key);
            let at = notes.notes.iter().position(selected);
            let next = at.map_or(0, |at| at + 1) % notes.notes.len();
            notes.notes[next].key
        });
        response.on_hover_ui(|ui| {
            ui.set_max_width(360.0);
            let told = notes.notes.iter().take(TOLD).filter_map(|noted| {
                let mark = frame.input.overlay.get(noted.key)?;
                let color = self.looks.of(&mark)?.colors.line;
                Some(Told {
                    color: Some(color),
                    text: (frame.input.describe)(noted.key)?,
                    selected: count > 1 && frame.selected == Some(noted.key),
                })
            });
            let told: Vec<_> = told.collect();
            let more = count.saturating_sub(TOLD);
            tell(ui, frame.input.catalogue, told, more);
        });
        clicked
    }
}
