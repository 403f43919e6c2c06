//! The mouse: drags, clicks, double and triple clicks.

use egui::{CursorIcon, Event, PointerButton, Pos2, Ui};

use super::moves::floor_grapheme;
use super::rows::byte_of;
use super::stack::Walk;
use super::{Frame, PageAction, PageView};
use crate::session::Selection;
use crate::text::{Granularity, SourceText, TextRange, paired_mark_at, sentence_at, snap, word_at};

/// Longest time between the presses of a double click, in seconds.
const DOUBLE: f64 = 0.35;
/// Furthest that the pointer moves in what is still a click, in points.
pub(super) const STILL: f32 = 5.0;
/// Points a second that the page scrolls for each point that a drag is beyond its edge.
const SPEED: f32 = 14.0;

/// What is kept of the mouse between frames.
#[derive(Debug, Default)]
pub(super) struct PointerState {
    /// Time and place of the last press, and how many presses it was in a row.
    last: Option<(f64, Pos2, u32)>,
    drag: Option<Drag>,
    /// Where a stack of marks is being walked.
    pub walk: Option<Walk>,
}

impl PointerState {
    /// Whether text is being dragged over.
    pub fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }
}

#[derive(Clone, Copy, Debug)]
struct Drag {
    by: Unit,
    /// What was selected first; a drag never gives it up.
    origin: TextRange,
    /// The character under the press.
    under: Option<usize>,
    /// Where it was pressed.
    start: Pos2,
    /// Whether it was more than a click.
    moved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// What lies between, grown to whole units where the page says so.
    Between,
    Words,
    Sentences,
}

/// A place under the pointer, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// The nearest gap between grapheme clusters.
    pub gap: usize,
    /// The character under the pointer itself.
    pub under: Option<usize>,
}

impl PageView {
    pub(super) fn read_pointer(&mut self, ui: &Ui, frame: &mut Frame<'_>) {
        let view = frame.sheet.view;
        let Some(at) = ui.input(|input| input.pointer.interact_pos()) else {
            return;
        };
        let over = frame.response.hovered() && view.contains(at);
        let on_handle = (over || self.edges.is_dragging()) && self.points_at_handle(ui, at);
        if over && !on_handle && on_text(frame, at) {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        // Within one frame the button may be pressed, moved and let go.
        let on_page = frame.response.is_pointer_button_down_on() || frame.response.clicked();
        let pressed = button_at(ui, true).filter(|at| on_page && view.contains(*at));
        let released = button_at(ui, false);
        if let Some(place) = pressed
            && !self.press_handle(frame, place)
        {
            self.edges.let_go();
            self.press(ui, frame, place);
        }
        self.drag(ui, frame, released.unwrap_or(at));
        self.drag_handle(ui, frame, released.unwrap_or(at));
        if ui.input(|input| input.pointer.primary_down()) {
            return;
        }
        self.release_handle(frame);
        if let Some(drag) = self.pointer.drag.take() {
            self.release(ui, frame, drag);
        }
    }

    /// The place in the text under a point of the screen.
    pub(super) fn spot(&mut self, ui: &Ui, frame: &Frame<'_>, at: Pos2) -> Spot {
        let (block, hit) = self.hit(ui, frame, at);
        let (start, text) = (frame.input.start(block), frame.input.block(block));
        Spot {
            gap: start + floor_grapheme(text, byte_of(text, hit.gap)),
            under: hit.under.map(|char| start + byte_of(text, char)),
        }
    }

    fn press(&mut self, ui: &Ui, frame: &mut Frame<'_>, at: Pos2) {
        frame.response.request_focus();
        self.keys.ring = false;
        let (now, shift) = ui.input(|input| (input.time, input.modifiers.shift));
        let count = match self.pointer.last {
            Some((time, place, count)) if now - time < DOUBLE && place.distance(at) < STILL => {
                count + 1
            }
            _ => 1,
        };
        self.pointer.last = Some((now, at, count));
        let text = frame.input.text;
        let spot = self.spot(ui, frame, at);
        let (by, origin) = if shift {
            let anchor = frame.selection.anchor;
            (Unit::Between, text.clamp(anchor..anchor))
        } else {
            let by = match count {
                1 => Unit::Between,
                2 => Unit::Words,
                _ => Unit::Sentences,
            };
            (by, unit(text, by, spot))
        };
        let drag = Drag {
            by,
            origin,
            under: spot.under.filter(|_| !shift),
            start: at,
            moved: shift,
        };
        self.pointer.drag = Some(drag);
        if by == Unit::Between && !shift {
            // Which mark is meant shows when the button is let go.
            frame.select(Selection::caret(spot.gap));
        } else {
            frame.select_words(self.dragged(ui, frame, drag, spot));
        }
    }

    fn drag(&mut self, ui: &Ui, frame: &mut Frame<'_>, at: Pos2) {
        let Some(mut drag) = self.pointer.drag else {
            return;
        };
        drag.moved |= drag.start.distance(at) > STILL;
        self.pointer.drag = Some(drag);
        if !drag.moved {
            return;
        }
        let inside = self.scroll_beyond(ui, frame, at);
        let spot = self.spot(ui, frame, inside);
        frame.select_words(self.dragged(ui, frame, drag, spot));
    }

    /// Scrolls while a drag is beyond the view; answers with the nearest point inside.
    pub(super) fn scroll_beyond(&mut self, ui: &Ui, frame: &Frame<'_>, at: Pos2) -> Pos2 {
        let view = frame.sheet.view;
        let beyond = (at.y - view.bottom()).max(0.0) - (view.top() - at.y).max(0.0);
        if beyond != 0.0 {
            let time = ui.input(|input| input.stable_dt).min(0.1);
            self.scroll(ui, frame, beyond.clamp(-120.0, 120.0) * SPEED * time);
            ui.ctx().request_repaint();
        }
        Pos2::new(at.x, at.y.clamp(view.top(), view.bottom() - 1.0))
    }

    fn release(&mut self, ui: &Ui, frame: &mut Frame<'_>, drag: Drag) {
        if drag.by == Unit::Between && !drag.moved {
            let spot = self.spot(ui, frame, drag.start);
            self.walk_stack(frame, spot, drag.start);
        } else {
            let range = frame.selection.range(frame.input.text);
            if !range.is_empty() {
                let instead = drag.by == Unit::Sentences;
                frame.actions.push(PageAction::Picked { range, instead });
            }
        }
    }

    /// What a drag to a place selects.
    fn dragged(&self, ui: &Ui, frame: &Frame<'_>, drag: Drag, spot: Spot) -> Selection {
        let Drag {
            by, origin, under, ..
        } = drag;
        let text = frame.input.text;
        let back = match by {
            Unit::Between => spot.gap < origin.start(),
            Unit::Words | Unit::Sentences => spot.under.unwrap_or(spot.gap) < origin.start(),
        };
        let raw = origin.cover(unit(text, by, spot));
        let range = match by {
            Unit::Between => {
                if ui.input(|input| input.modifiers.command) {
                    return directed(snap(text, raw, Granularity::Character), back, spot);
                }
                // Who begins or ends on a quotation mark means it, on whichever half of it.
                let ends = [under, spot.under].into_iter().flatten();
                let marks = ends.filter_map(|at| paired_mark_at(text, at));
                snap(text, marks.fold(raw, TextRange::cover), frame.input.snap())
            }
            Unit::Words | Unit::Sentences => raw,
        };
        directed(range, back, spot)
    }
}

/// A selection of a range whose moving end is at the pointer's side.
fn directed(range: TextRange, back: bool, spot: Spot) -> Selection {
    if range.is_empty() {
        Selection::caret(spot.gap)
    } else if back {
        Selection {
            anchor: range.end(),
            head: range.start(),
        }
    } else {
        Selection::of(range)
    }
}

/// Where the button was pressed or let go in this frame.
fn button_at(ui: &Ui, wanted: bool) -> Option<Pos2> {
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed,
                ..
            } if *pressed == wanted => Some(*pos),
            _ => None,
        })
    })
}

/// The unit of text at a place.
fn unit(text: &SourceText, by: Unit, spot: Spot) -> TextRange {
    let at = spot.under.unwrap_or(spot.gap);
    let found = match by {
        Unit::Between => None,
        Unit::Words => word_at(text, at),
        Unit::Sentences => sentence_at(text, at),
    };
    found.unwrap_or_else(|| text.clamp(spot.gap..spot.gap))
}

fn on_text(frame: &Frame<'_>, at: Pos2) -> bool {
    let column = frame.sheet.left..frame.sheet.left + frame.sheet.width;
    column.contains(&at.x)
}
