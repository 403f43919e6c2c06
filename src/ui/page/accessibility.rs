//! The page for a screen reader: a document of paragraphs of text runs, with the selection, the caret
//! and the marks in sight.

use std::sync::Arc;

use egui::accesskit::{self, Action, ActionData, Role, TextPosition, TextSelection};
use egui::emath::TSTransform;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Event, Galley, Id, Rect, Sense, Ui, UiBuilder, pos2};

use super::paint::strips;
use super::rows::{Rows, byte_of, char_of};
use super::{Frame, PageView, Seen};
use crate::msg;
use crate::overlay::Mark;
use crate::session::Selection;

/// Characters in one of egui's text runs.
const RUN: usize = 255;
/// Marks that are told of at once.
const MARKS: usize = 200;
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
            node.set_description(quote(selected));
            node.add_action(Action::SetTextSelection);
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
        self.describe_edge(&document, frame);
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
            node.set_role(Role::Paragraph);
            node.set_bounds(bounds(rect));
        });
        let moved = TSTransform::from_translation(place.to_vec2());
        update_accesskit_for_text_widget(ctx, id, None, moved, &with_line_end(&seen.laid.galley));
    }

    fn describe_marks(&self, document: &Ui, frame: &Frame<'_>, seen: &[Seen]) {
        let mut told = 0;
        for seen in seen {
            for mark in frame.input.overlay.in_block(seen.block) {
                let id = self.mark_id(&mark);
                let is_new = !document.ctx().has_accesskit_node(id);
                if told < MARKS && is_new && !frame.is_hidden(mark.key) {
                    told += usize::from(describe_mark(document, frame, seen, &mark, id));
                }
            }
        }
    }

    fn mark_id(&self, mark: &Mark) -> Id {
        self.id
            .with(("mark", mark.key.reading, mark.key.id.0.as_u128()))
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

    /// What a screen reader asks for.
    pub(super) fn read_assistant(&mut self, ui: &Ui, frame: &mut Frame<'_>) {
        let requests: Vec<accesskit::ActionRequest> = ui.input(|input| {
            let requests = input.events.iter().filter_map(|event| match event {
                Event::AccessKitActionRequest(request) => Some(request.clone()),
                _ => None,
            });
            requests.collect()
        });
        if requests.is_empty() {
            return;
        }
        let seen = self.lay_out_seen(ui, frame);
        for request in requests {
            match (request.action, request.data) {
                (Action::SetTextSelection, Some(ActionData::SetTextSelection(wanted)))
                    if request.target_node == self.id.accesskit_id() =>
                {
                    let byte = |position| self.byte(frame, &seen, position);
                    if let (Some(anchor), Some(head)) = (byte(&wanted.anchor), byte(&wanted.focus))
                    {
                        frame.select_words(Selection { anchor, head });
                        self.keys.follow = Some(head);
                    }
                }
                (Action::Click | Action::Focus, _) => {
                    let marks = seen.iter();
                    let mut marks = marks.flat_map(|s| frame.input.overlay.in_block(s.block));
                    let wanted = request.target_node;
                    if let Some(mark) = marks.find(|m| self.mark_id(m).accesskit_id() == wanted) {
                        frame.select(Selection::caret(mark.range.start()));
                        frame.select_mark(Some(mark.key));
                        frame.response.request_focus();
                    }
                }
                _ => {}
            }
        }
    }

    /// A place in the runs in sight as one of the text.
    fn byte(&self, frame: &Frame<'_>, seen: &[Seen], position: &TextPosition) -> Option<usize> {
        seen.iter().find_map(|seen| {
            let id = self.block_id(seen.block);
            let rows = Rows::new(&seen.laid.galley);
            (0..seen.laid.galley.rows.len()).find_map(|row| {
                let chars = rows.row_range(row).0;
                let run = (0..=chars.len() / RUN)
                    .find(|run| id.with(row).with(*run).accesskit_id() == position.node)?;
                let column = (run * RUN + position.character_index).min(chars.len());
                let text = frame.input.block(seen.block);
                Some(frame.input.start(seen.block) + byte_of(text, chars.start + column))
            })
        })
    }
}

/// Builds the node of a mark; not where nothing is known of it.
fn describe_mark(document: &Ui, frame: &Frame<'_>, seen: &Seen, mark: &Mark, id: Id) -> bool {
    let Some(said) = (frame.input.describe)(mark.key) else {
        return false;
    };
    let input = frame.input;
    let place = pos2(frame.sheet.left, seen.top).to_vec2();
    let strips = strips(frame, seen, mark.range).into_iter();
    let rect = strips
        .map(|strip| Rect::from_x_y_ranges(strip.x, strip.row).translate(place))
        .reduce(|all, strip| all.union(strip));
    let Some(rect) = rect else {
        return false;
    };
    let name = msg!(
        "page-mark",
        label = said.label,
        quote = quote(input.text.slice(mark.range))
    );
    let voice = (!said.voice.is_empty()).then(|| {
        let voice = msg!("page-hover-voice", voice = said.voice);
        input.catalogue.text(&voice)
    });
    let moved = mark.moved.then(|| input.catalogue.t("page-mark-moved"));
    let unsure = mark.unsure.then(|| input.catalogue.t("page-mark-unsure"));
    let parts = [Some(said.reviewer), voice, unsure, moved, Some(said.reason)];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|p| !p.is_empty())
        .collect();
    document.interact(rect, id, Sense::hover());
    document.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Mark);
        node.set_label(input.catalogue.text(&name));
        node.set_description(parts.join(" · "));
        node.set_bounds(bounds(rect));
        node.add_action(Action::Click);
        if frame.selected == Some(mark.key) {
            node.set_selected(true);
        }
    });
    true
}

/// The galley as one whose last row ends a line, so that paragraphs are not read as one.
fn with_line_end(galley: &Arc<Galley>) -> Galley {
    let mut galley = Galley::clone(galley);
    if let Some(row) = galley.rows.last_mut() {
        row.ends_with_newline = true;
    }
    galley
}

fn quote(text: &str) -> String {
    match text.char_indices().nth(QUOTE) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}
