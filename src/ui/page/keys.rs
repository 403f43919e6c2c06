//! The keyboard, while the page has it.

use egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::coverage::passed;
use super::moves::{self, Way};
use super::rows::{Rows, byte_of, char_of};
use super::{Frame, PageAction, PageView};
use crate::overlay::Version;
use crate::session::Selection;

/// What is kept of the keyboard between frames.
#[derive(Debug, Default)]
pub(super) struct KeyState {
    /// A caret that moved, to be kept in sight.
    pub follow: Option<usize>,
    /// Whether the page got the keyboard by key, so that its edge should show it.
    pub ring: bool,
    /// Whether there are marks that are not dimmed, for a state of overlay and filter.
    marks: Option<(Version, u64, bool)>,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// Moves the caret, or the moving end of the selection.
    Move(Step, Way, Extend),
    /// Scrolls by a view.
    Page(Way),
    /// Says that a sentence was read, or not, on the way to the next or previous one.
    Read(Way),
    SelectAll,
    Clear,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Grapheme,
    Word,
    Sentence,
    Row,
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extend {
    No,
    Yes,
}

fn act(key: Key, modifiers: Modifiers) -> Option<Act> {
    if modifiers.alt || modifiers.mac_cmd != (modifiers.command && !modifiers.ctrl) {
        return None;
    }
    let extend = if modifiers.shift {
        Extend::Yes
    } else {
        Extend::No
    };
    let step = |plain, with_command| {
        if modifiers.command {
            with_command
        } else {
            plain
        }
    };
    let side = |way| Some(Act::Move(step(Step::Grapheme, Step::Word), way, extend));
    let edge = |way| Some(Act::Move(step(Step::Row, Step::Text), way, extend));
    match key {
        Key::ArrowLeft => side(Way::Back),
        Key::ArrowRight => side(Way::Forth),
        Key::Home => edge(Way::Back),
        Key::End => edge(Way::Forth),
        Key::A if modifiers.command && !modifiers.shift => Some(Act::SelectAll),
        _ if modifiers.command => None,
        Key::ArrowUp => Some(Act::Move(Step::Sentence, Way::Back, extend)),
        Key::ArrowDown => Some(Act::Move(Step::Sentence, Way::Forth, extend)),
        Key::Space if modifiers.shift => Some(Act::Read(Way::Back)),
        Key::Space => Some(Act::Read(Way::Forth)),
        _ if modifiers.shift => None,
        Key::PageUp => Some(Act::Page(Way::Back)),
        Key::PageDown => Some(Act::Page(Way::Forth)),
        Key::Escape => Some(Act::Clear),
        _ => None,
    }
}

impl PageView {
    pub(super) fn read_keys(&mut self, ui: &Ui, frame: &mut Frame<'_>) {
        if frame.response.gained_focus() {
            self.keys.ring = !ui.input(|input| input.pointer.any_down());
        }
        if !frame.response.has_focus() {
            return;
        }
        let filter = EventFilter {
            // The window steps from mark to mark with it.
            tab: self.has_marks(frame),
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        let in_hand = self.edges.in_hand().is_some() || self.edges.is_dragging();
        for act in take_acts(ui, frame, in_hand) {
            self.act(ui, frame, act);
        }
        if ui.input(|input| input.events.contains(&Event::Copy)) && !frame.selection.is_caret() {
            let range = frame.selection.range(frame.input.text);
            ui.copy_text(frame.input.text.slice(range).to_owned());
        }
    }

    fn act(&mut self, ui: &Ui, frame: &mut Frame<'_>, act: Act) {
        let text = frame.input.text;
        match act {
            Act::Move(step @ (Step::Grapheme | Step::Word), way, _)
                if self.edges.in_hand().is_some() =>
            {
                self.nudge(frame, step == Step::Word, way);
                return;
            }
            Act::Clear if self.edges.let_go() => return,
            Act::Clear if frame.input.armed.is_some() => {
                frame.actions.push(PageAction::Disarm);
                return;
            }
            _ => {}
        }
        self.edges.let_go();
        match act {
            Act::Move(Step::Sentence, way, Extend::No) => {
                let from = if self.is_in_sight(frame, frame.selection.head) {
                    frame.selection
                } else {
                    Selection::caret(self.first_in_sight(ui, frame))
                };
                if let Some(sentence) = moves::sentence(text, from, way) {
                    frame.actions.extend(passed(frame, from, way));
                    frame.select_words(Selection::of(sentence));
                    self.reveal(sentence);
                }
            }
            Act::Move(step, way, extend) => self.move_caret(ui, frame, step, way, extend),
            Act::Page(way) => {
                let page = frame.sheet.view.height() - 2.0 * frame.sheet.leading(1.0);
                let points = if way == Way::Back { -page } else { page };
                self.scroll(ui, frame, points);
            }
            Act::Read(way) => self.read_sentence(ui, frame, way),
            Act::SelectAll => frame.select_words(Selection::of(text.whole())),
            Act::Clear => frame.select_words(Selection::caret(frame.selection.head)),
        }
    }

    fn move_caret(&mut self, ui: &Ui, frame: &mut Frame<'_>, step: Step, way: Way, extend: Extend) {
        let text = frame.input.text;
        let Selection { anchor, head } = frame.selection;
        let range = frame.selection.range(text);
        let to = match step {
            // Without Shift, an arrow first leaves the selection at that side.
            Step::Grapheme if extend == Extend::No && !range.is_empty() => match way {
                Way::Back => range.start(),
                Way::Forth => range.end(),
            },
            Step::Grapheme => moves::grapheme(text.as_str(), head, way),
            Step::Word => moves::word(text, head, way),
            Step::Sentence => moves::extend_by_sentence(text, frame.selection, way),
            Step::Row => self.row_edge(ui, frame, head, way),
            Step::Text if way == Way::Back => 0,
            Step::Text => text.len(),
        };
        let anchor = if extend == Extend::Yes { anchor } else { to };
        frame.select_words(Selection { anchor, head: to });
        self.keys.follow = Some(to);
    }

    fn row_edge(&mut self, ui: &Ui, frame: &Frame<'_>, byte: usize, way: Way) -> usize {
        let block = frame.input.overlay.block_at(byte);
        let (start, text) = (frame.input.start(block), frame.input.block(block));
        let laid = self.laid(ui, frame, block);
        let rows = Rows::new(&laid.galley);
        let row = rows.row_of(char_of(text, byte.saturating_sub(start)));
        let (chars, inked) = rows.row_range(row);
        let edge = if way == Way::Back { chars.start } else { inked };
        start + byte_of(text, edge)
    }

    fn has_marks(&mut self, frame: &Frame<'_>) -> bool {
        let state = (frame.input.overlay.version(), frame.input.filter);
        match self.keys.marks {
            Some((version, filter, any)) if (version, filter) == state => any,
            _ => {
                let any = frame
                    .input
                    .overlay
                    .iter()
                    .any(|mark| !frame.is_hidden(mark.key));
                self.keys.marks = Some((state.0, state.1, any));
                any
            }
        }
    }
}

/// Takes the keys that are for the page out of the events; all others stay for the window.
fn take_acts(ui: &Ui, frame: &Frame<'_>, in_hand: bool) -> Vec<Act> {
    let something = !frame.selection.is_caret()
        || frame.selected.is_some()
        || frame.input.armed.is_some()
        || in_hand;
    let mut acts = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            match act(*key, *modifiers) {
                None => true,
                Some(Act::Clear) if !something => true,
                Some(act) => {
                    acts.push(act);
                    false
                }
            }
        });
    });
    acts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_window_are_left_to_it() {
        for (key, modifiers) in [
            (Key::F6, Modifiers::NONE),
            (Key::Num1, Modifiers::NONE),
            (Key::Tab, Modifiers::CTRL | Modifiers::COMMAND),
            (Key::Tab, Modifiers::NONE),
            (Key::ArrowLeft, Modifiers::ALT),
            (Key::A, Modifiers::NONE),
            (Key::Z, Modifiers::CTRL | Modifiers::COMMAND),
        ] {
            assert_eq!(act(key, modifiers), None, "{key:?} {modifiers:?}");
        }
    }

    #[test]
    fn keys_of_the_page() {
        let command = Modifiers::CTRL | Modifiers::COMMAND;
        for (key, modifiers, expected) in [
            (
                Key::ArrowDown,
                Modifiers::NONE,
                Act::Move(Step::Sentence, Way::Forth, Extend::No),
            ),
            (
                Key::ArrowRight,
                command | Modifiers::SHIFT,
                Act::Move(Step::Word, Way::Forth, Extend::Yes),
            ),
            (
                Key::End,
                command,
                Act::Move(Step::Text, Way::Forth, Extend::No),
            ),
            (Key::A, command, Act::SelectAll),
        ] {
            assert_eq!(act(key, modifiers), Some(expected));
        }
    }
}
