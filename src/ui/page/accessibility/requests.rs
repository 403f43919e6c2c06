//! What a screen reader asks the page to do.

use egui::accesskit::{Action, ActionData, ActionRequest, TextPosition};
use egui::{Event, Ui};

use super::super::rows::{Rows, byte_of};
use super::super::{Frame, PageView, Seen};
use super::RUN;
use crate::session::Selection;

/// What was asked for since the last frame; to be taken before egui takes what it scrolls itself.
pub fn requests(ui: &Ui) -> Vec<ActionRequest> {
    ui.input(|input| {
        let requests = input.events.iter().filter_map(|event| match event {
            Event::AccessKitActionRequest(request) => Some(request.clone()),
            _ => None,
        });
        requests.collect()
    })
}

impl PageView {
    /// Does what was asked for.
    pub(in super::super) fn read_assistant(
        &mut self,
        ui: &Ui,
        frame: &mut Frame<'_>,
        requests: Vec<ActionRequest>,
    ) {
        if requests.is_empty() {
            return;
        }
        let seen = self.lay_out_seen(ui, frame);
        for request in requests {
            match request.target_node == self.id.accesskit_id() {
                true => self.ask_page(ui, frame, &seen, &request),
                false => self.ask_part(frame, &seen, &request),
            }
        }
    }

    fn ask_page(&mut self, ui: &Ui, frame: &mut Frame<'_>, seen: &[Seen], request: &ActionRequest) {
        let page = frame.sheet.view.height() - 2.0 * frame.sheet.leading(1.0);
        match (request.action, &request.data) {
            (Action::SetTextSelection, Some(ActionData::SetTextSelection(wanted))) => {
                let byte = |position| self.byte(frame, seen, position);
                if let (Some(anchor), Some(head)) = (byte(&wanted.anchor), byte(&wanted.focus)) {
                    frame.select_words(Selection { anchor, head });
                    self.keys.follow = Some(head);
                }
            }
            (Action::ScrollDown, _) => self.scroll(ui, frame, page),
            (Action::ScrollUp, _) => self.scroll(ui, frame, -page),
            (Action::Focus, _) => frame.response.request_focus(),
            _ => {}
        }
    }

    /// Asked of a mark or a paragraph.
    fn ask_part(&mut self, frame: &mut Frame<'_>, seen: &[Seen], request: &ActionRequest) {
        let wanted = request.target_node;
        let mark = self.told_mark(wanted);
        match request.action {
            Action::Click | Action::Focus => {
                if let Some(mark) = mark {
                    frame.select(Selection::caret(mark.range.start()));
                    frame.select_mark(Some(mark.key));
                    frame.response.request_focus();
                    self.reveal = Some(mark.range);
                }
            }
            Action::ScrollIntoView => {
                let blocks = frame.input.overlay.blocks();
                let block = seen
                    .iter()
                    .find(|seen| self.block_id(seen.block).accesskit_id() == wanted)
                    .and_then(|seen| blocks.get(seen.block).copied());
                if let Some(range) = mark.map(|mark| mark.range).or(block) {
                    self.reveal = Some(range);
                }
            }
            _ => {}
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
