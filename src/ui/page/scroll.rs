//! Where in the article the view is.

use egui::{Ui, vec2};

use super::rows::{Hit, Rows, byte_of, char_of};
use super::{Frame, PageView, Seen};

/// Jumps further than this many views land on guessed heights.
const EXACT: f32 = 2.0;

impl PageView {
    /// Top of a block in points below the top of the page.
    pub(super) fn top_of(&self, frame: &Frame<'_>, block: usize) -> f64 {
        f64::from(frame.sheet.head()) + self.heights.top(block)
    }

    /// Height of the whole page.
    pub(super) fn page_height(&self, frame: &Frame<'_>) -> f64 {
        self.heights.total() + 2.0 * f64::from(frame.sheet.head())
    }

    /// The furthest that the view can be scrolled.
    pub(super) fn furthest(&self, frame: &Frame<'_>) -> f64 {
        (self.page_height(frame) - f64::from(frame.sheet.view.height())).max(0.0)
    }

    /// The offset of the view above which there is nothing; below zero where something lies over the
    /// top of the page, so that the first rows can be seen below it.
    pub(super) fn least(frame: &Frame<'_>) -> f64 {
        -f64::from(frame.input.found.covered)
    }

    /// The block at the top of the view, and how far below its top that is.
    fn at_top(&self, frame: &Frame<'_>) -> (usize, f64) {
        self.heights
            .find(self.offset - f64::from(frame.sheet.head()))
    }

    pub(super) fn read_wheel(&mut self, ui: &Ui, frame: &Frame<'_>) {
        if frame.response.contains_pointer() {
            let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
            self.scroll(ui, frame, -delta);
        }
    }

    /// Scrolls by some points, exactly, whatever was guessed of the blocks that come into sight.
    pub(super) fn scroll(&mut self, ui: &Ui, frame: &Frame<'_>, points: f32) {
        if points == 0.0 {
            return;
        }
        let near = points.abs() <= EXACT * frame.sheet.view.height();
        if points < 0.0 && near && self.offset > f64::from(frame.sheet.head()) {
            let (mut block, mut within) = self.at_top(frame);
            within += f64::from(points);
            while within < 0.0 && block > 0 {
                block -= 1;
                within += f64::from(self.laid(ui, frame, block).height);
            }
            self.offset = self.top_of(frame, block) + within;
        } else {
            self.offset += f64::from(points);
        }
        self.offset = self.offset.clamp(Self::least(frame), self.furthest(frame));
    }

    /// Scrolls so that a point of a block stands at a height of the view.
    fn place(&mut self, ui: &Ui, frame: &Frame<'_>, block: usize, within: f32, at: f32) {
        self.laid(ui, frame, block);
        let (mut above, mut next) = (at - within, block);
        while above > 0.0 && next > 0 {
            next -= 1;
            above -= self.laid(ui, frame, next).height;
        }
        let offset = self.top_of(frame, block) + f64::from(within) - f64::from(at);
        self.offset = offset.max(Self::least(frame));
    }

    pub(super) fn bring_into_sight(&mut self, ui: &Ui, frame: &Frame<'_>) {
        let height = frame.sheet.view.height();
        if let Some(byte) = self.keys.follow.take() {
            let covered = frame.input.found.covered;
            let margin = (1.2 * frame.sheet.leading(1.0)).min(height / 4.0);
            let (block, top, bottom) = self.row_at(ui, frame, byte);
            let start = self.top_of(frame, block) - self.offset;
            if start + f64::from(top) < f64::from(margin + covered) {
                self.place(ui, frame, block, top, margin + covered);
            } else if start + f64::from(bottom) > f64::from(height - margin) {
                self.place(ui, frame, block, bottom, height - margin);
            }
        }
        if let Some(range) = self.reveal.take() {
            let (first, top, _) = self.row_at(ui, frame, range.start());
            let (last, _, bottom) = self.row_at(ui, frame, range.end());
            let covered = f64::from(frame.input.found.covered);
            let above = self.top_of(frame, first) + f64::from(top) < self.offset + covered;
            let end = self.offset + f64::from(height);
            let below = self.top_of(frame, last) + f64::from(bottom) > end;
            if above || below {
                let at = (height / 3.0).max(frame.input.found.covered);
                self.place(ui, frame, first, top, at);
            }
        }
    }

    /// The block of a byte, and top and bottom of its row below the block's top.
    pub(super) fn row_at(&mut self, ui: &Ui, frame: &Frame<'_>, byte: usize) -> (usize, f32, f32) {
        let block = frame.input.overlay.block_at(byte);
        let laid = self.laid(ui, frame, block);
        let within = byte.saturating_sub(frame.input.start(block));
        let char = char_of(frame.input.block(block), within);
        let (_, row) = Rows::new(&laid.galley).caret(char);
        (block, laid.above + row.min, laid.above + row.max)
    }

    /// The block at a height on the screen, and how far below its top that is.
    fn block_at_height(&self, frame: &Frame<'_>, y: f32) -> (usize, f32) {
        let y = f64::from(y - frame.sheet.view.top()) + self.offset;
        let (block, within) = self.heights.find(y - f64::from(frame.sheet.head()));
        (block, within as f32)
    }

    /// The block under a point on the screen, and the place in it in characters.
    pub(super) fn hit(&mut self, ui: &Ui, frame: &Frame<'_>, at: egui::Pos2) -> (usize, Hit) {
        let (block, within) = self.block_at_height(frame, at.y);
        let laid = self.laid(ui, frame, block);
        let point = vec2(at.x - frame.sheet.left, within - laid.above);
        (block, Rows::new(&laid.galley).hit(point))
    }

    /// A byte of the first row that is wholly in sight.
    pub(super) fn first_in_sight(&mut self, ui: &Ui, frame: &Frame<'_>) -> usize {
        let view = frame.sheet.view;
        let at = egui::pos2(
            frame.sheet.left,
            view.top() + frame.sheet.leading(1.0) * 0.9,
        );
        let (block, hit) = self.hit(ui, frame, at);
        frame.input.start(block) + byte_of(frame.input.block(block), hit.gap)
    }

    /// Whether a byte is in sight, give or take a row.
    pub(super) fn is_in_sight(&self, frame: &Frame<'_>, byte: usize) -> bool {
        let block = frame.input.overlay.block_at(byte);
        let top = self.top_of(frame, block) - self.offset;
        let bottom = top + f64::from(self.heights.get(block));
        bottom > 0.0 && top < f64::from(frame.sheet.view.height())
    }

    /// Lays out the blocks in sight.
    pub(super) fn lay_out_seen(&mut self, ui: &Ui, frame: &Frame<'_>) -> Vec<Seen> {
        let mut seen = Vec::new();
        // Corrected heights may show that the view is beyond the end.
        for _ in 0..3 {
            seen = self.seen_from_offset(ui, frame);
            let furthest = self.furthest(frame);
            if self.offset <= furthest {
                break;
            }
            self.offset = furthest;
        }
        self.stats.blocks = self.heights.len();
        self.stats.visible = seen.len();
        seen
    }

    fn seen_from_offset(&mut self, ui: &Ui, frame: &Frame<'_>) -> Vec<Seen> {
        let view = frame.sheet.view;
        let (first, within) = self.at_top(frame);
        let head = (f64::from(frame.sheet.head()) - self.offset).max(0.0);
        let mut y = head - within;
        let mut seen = Vec::new();
        for block in first..self.heights.len() {
            let laid = self.laid(ui, frame, block);
            if block == first && within > 0.0 {
                // A guess may have been too high.
                let inside = within.min(f64::from(laid.height));
                self.offset -= within - inside;
                y = -inside;
            }
            let top = view.top() + y as f32 + laid.above;
            let pixels = frame.sheet.pixels;
            y += f64::from(laid.height);
            seen.push(Seen {
                block,
                laid,
                top: (top * pixels).round() / pixels,
            });
            if y >= f64::from(view.height()) {
                break;
            }
        }
        seen
    }
}
