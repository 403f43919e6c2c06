//! The page for a screen reader: a document of headings and paragraphs of text runs, with the
//! selection, the caret and the marks in sight.

mod marks;
mod requests;

use std::sync::Arc;

use egui::accesskit::{self, Action, Node, Role, TextPosition, TextSelection};
use egui::emath::TSTransform;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Galley, Id, Rect, Sense, Ui, UiBuilder, pos2};

pub(super) use self::marks::Told;
pub use self::marks::{mark_in_words, mark_name};
pub(super) use self::requests::requests;
use super::layout::Face;
use super::rows::{Rows, char_of};
use super::{Frame, PageView, Seen};

/// Characters in one of egui's text runs.
const RUN: usize = 255;
/// Code points of a quote that are read out.
const QUOTE: usize = 300;

impl PageView {
    /// Builds the nodes, where somebody listens.
    pub(super) fn describe_to_assistant(&mut self, ui: &mut Ui, frame: &Frame<'_>, seen: &[Seen]) {
        let ctx = ui.ctx().clone();
        let (input, view) = (frame.input, frame.sheet.view);
        let selected = input.text.slice(frame.selection.range(input.text));
        let listening = ctx.accesskit_node_builder(self.id, |node| {
            node.set_role(Role::Document);
            node.set_label(input.title.to_owned());
            node.set_read_only();
            // Runs out of sight don't exist, so a selection there can't be given as such.
            if !is_in_sight(frame, seen) {
                node.set_description(quote(selected));
            }
            node.add_action(Action::SetTextSelection);
            node.add_action(Action::ScrollDown);
            node.add_action(Action::ScrollUp);
        });
        if listening.is_none() {
            return;
        }
        let mut document = ui.new_child(
            UiBuilder::new()
                .id_salt(self.id)
                .accessibility_parent(self.id)
                .max_rect(view),
        );
        document.set_clip_rect(view);
        for seen in seen {
            self.describe_block(&document, frame, seen);
        }
        self.describe_marks(&document, frame, seen);
        let position = |byte: usize| self.position(frame, seen, byte);
        let ends = (
            position(frame.selection.anchor),
            position(frame.selection.head),
        );
        if let (Some(anchor), Some(focus)) = ends {
            ctx.accesskit_node_builder(self.id, |node| {
                node.set_text_selection(TextSelection { anchor, focus });
            });
        }
    }

    fn block_id(&self, block: usize) -> Id {
        self.id.with(("block", block))
    }

    fn describe_block(&self, document: &Ui, frame: &Frame<'_>, seen: &Seen) {
        let id = self.block_id(seen.block);
        let place = pos2(frame.sheet.left, seen.top);
        let rect = Rect::from_min_size(place, seen.laid.galley.size());
        // The one public way to say whose child a node is.
        document.interact(rect, id, Sense::hover());
        let ctx = document.ctx();
        ctx.accesskit_node_builder(id, |node| {
            self.set_role(node, frame, seen.block);
            node.set_bounds(bounds(rect));
            node.add_action(Action::ScrollIntoView);
        });
        let moved = TSTransform::from_translation(place.to_vec2());
        match self.outline.ends_line(seen.block) {
            true => {
                let galley = with_line_end(&seen.laid.galley);
                update_accesskit_for_text_widget(ctx, id, None, moved, &galley);
            }
            false => update_accesskit_for_text_widget(ctx, id, None, moved, &seen.laid.galley),
        }
    }

    fn set_role(&self, node: &mut Node, frame: &Frame<'_>, block: usize) {
        let text = frame.input.block(block);
        let words = text.trim_start_matches('#').trim();
        let signs = text.bytes().take_while(|byte| *byte == b'#').count();
        match self.outline.face(block) {
            Face::Title => {
                node.set_role(Role::Heading);
                node.set_label(words.to_owned());
                node.set_level(1);
            }
            Face::Heading => {
                node.set_role(Role::Heading);
                node.set_label(words.to_owned());
                node.set_level(signs);
            }
            Face::Body | Face::Blank => node.set_role(Role::Paragraph),
        }
    }

    /// A place of the text as one in the runs in sight.
    fn position(&self, frame: &Frame<'_>, seen: &[Seen], byte: usize) -> Option<TextPosition> {
        let (first, last) = (seen.first()?, seen.last()?);
        let end = frame.input.start(last.block) + frame.input.block(last.block).len();
        let byte = byte.clamp(frame.input.start(first.block), end);
        let block = frame.input.overlay.block_at(byte);
        let seen = seen.iter().find(|seen| seen.block == block)?;
        let within = byte - frame.input.start(block);
        let gap = char_of(frame.input.block(block), within);
        let rows = Rows::new(&seen.laid.galley);
        let row = rows.row_of(gap);
        let column = gap - rows.row_range(row).0.start;
        // The end of a run is its own, not the start of the next one.
        let run = column.saturating_sub(1) / RUN;
        Some(TextPosition {
            node: self.block_id(block).with(row).with(run).accesskit_id(),
            character_index: column - run * RUN,
        })
    }
}

/// The galley as one whose last row ends a line, so that paragraphs are not read as one.
fn with_line_end(galley: &Arc<Galley>) -> Galley {
    let mut galley = Galley::clone(galley);
    if let Some(row) = galley.rows.last_mut() {
        row.ends_with_newline = true;
    }
    galley
}

/// Whether the whole selection lies in the blocks in sight.
fn is_in_sight(frame: &Frame<'_>, seen: &[Seen]) -> bool {
    let selection = frame.selection.range(frame.input.text);
    let (Some(first), Some(last)) = (seen.first(), seen.last()) else {
        return selection.is_empty();
    };
    let end = frame.input.start(last.block) + frame.input.block(last.block).len();
    selection.is_empty()
        || frame.input.start(first.block) <= selection.start() && selection.end() <= end
}

/// The start of a passage.
fn quote(text: &str) -> String {
    match text.char_indices().nth(QUOTE) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

pub(super) fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}
