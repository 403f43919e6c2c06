//! The page's own scroll bar: the handle on the rail.

use egui::accesskit::{Orientation, Role};
use egui::{Rect, Response, Sense, Ui, pos2};

use super::accessibility::bounds;
use super::{Frame, PageView};

/// Shortest handle that can still be grabbed.
const SHORTEST: f32 = 20.0;

impl PageView {
    /// Drags of the handle, and presses beside it.
    pub(super) fn read_bar(&mut self, ui: &Ui, frame: &Frame<'_>) {
        // Not focusable: the page has the keyboard, and keys that scroll.
        let sense = Sense::CLICK | Sense::DRAG;
        let response = ui.interact(frame.sheet.bar, self.id.with("bar"), sense);
        self.describe_bar(ui, frame, &response);
        self.rail.response = Some(response.clone());
        let Some(at) = response.interact_pointer_pos() else {
            self.grip = None;
            return;
        };
        let handle = self.handle(frame);
        let grip = *self.grip.get_or_insert_with(|| {
            if handle.y_range().contains(at.y) {
                at.y - handle.top()
            } else {
                handle.height() / 2.0
            }
        });
        let room = frame.sheet.bar.height() - handle.height();
        if room > 0.0 {
            let share = ((at.y - grip - frame.sheet.bar.top()) / room).clamp(0.0, 1.0);
            self.offset = f64::from(share) * self.furthest(frame);
        }
    }

    fn describe_bar(&self, ui: &Ui, frame: &Frame<'_>, response: &Response) {
        let furthest = self.furthest(frame);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::ScrollBar);
            node.set_bounds(bounds(frame.sheet.bar));
            node.set_orientation(Orientation::Vertical);
            node.set_label(frame.input.catalogue.t("page-scroll-bar"));
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(furthest);
            node.set_numeric_value(self.offset.clamp(0.0, furthest.max(0.0)));
        });
    }

    pub(super) fn handle(&self, frame: &Frame<'_>) -> Rect {
        let bar = frame.sheet.bar;
        let view = f64::from(frame.sheet.view.height());
        let share = (view / self.page_height(frame).max(1.0)).min(1.0) as f32;
        let height = (share * bar.height()).max(SHORTEST).min(bar.height());
        let furthest = self.furthest(frame);
        let done = if furthest > 0.0 {
            (self.offset / furthest) as f32
        } else {
            0.0
        };
        let top = bar.top() + done.clamp(0.0, 1.0) * (bar.height() - height);
        Rect::from_min_max(pos2(bar.left(), top), pos2(bar.right(), top + height))
    }
}
