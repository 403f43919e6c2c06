//! The edges of the selected mark: handles to drag, and one edge in hand for the keys.

use egui::emath::GuiRounding as _;
use egui::{Color32, CursorIcon, Painter, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

use super::marks::{BAND_BOTTOM, band};
use super::moves::Way;
use super::paint::strips;
use super::pointer::STILL;
use super::{Frame, PageAction, PageView, Seen};
use crate::i18n::Catalogue;
use crate::msg;
use crate::overlay::{Mark, MarkKey, Overlay};
use crate::text::{Edge, EdgeStep, Granularity, SourceText, TextRange, edge_to, step_edge};

/// Radius of a handle, in sizes of running text.
const RADIUS: f32 = 0.19;
/// A handle is at least and at most so large, whatever the size of the text, in points.
const SIZES: (f32, f32) = (3.5, 7.0);
/// How much further than the handle a press still takes it, in points.
const AROUND: f32 = 4.5;
/// Code points at an edge that are read out.
const SAID: usize = 40;

/// What is kept of the edges between frames.
#[derive(Debug, Default)]
pub(super) struct EdgeState {
    /// The edge that the arrow keys move, and of which mark.
    held: Option<(MarkKey, Edge)>,
    /// Set when an edge was taken in hand, until it is in sight.
    reveal: bool,
    drag: Option<Drag>,
    /// The handles as they were painted last: what is seen is what can be taken.
    handles: Vec<Handle>,
}

/// A handle on the screen.
#[derive(Clone, Copy, Debug)]
struct Handle {
    mark: MarkKey,
    edge: Edge,
    /// Its middle.
    place: Pos2,
    radius: f32,
    /// The middle of the row, at the edge that it moves.
    at: Pos2,
}

impl Handle {
    fn area(&self) -> Rect {
        Rect::from_center_size(self.place, Vec2::splat(2.0 * (self.radius + AROUND)))
    }
}

#[derive(Clone, Copy, Debug)]
struct Drag {
    handle: Handle,
    /// Where it was pressed.
    start: Pos2,
    /// Whether it was more than a click.
    moved: bool,
    /// The mark as it was, and as it would be.
    from: TextRange,
    to: TextRange,
    /// Let go; the mark has its new edges by the next frame.
    done: bool,
}

impl EdgeState {
    /// Whether an edge is being dragged.
    pub fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }

    /// The edge that the arrow keys move.
    pub fn in_hand(&self) -> Option<(MarkKey, Edge)> {
        self.held
    }

    /// Lets go of everything; says whether there was anything.
    pub fn let_go(&mut self) -> bool {
        let drag = self.drag.take().is_some();
        self.held.take().is_some() || drag
    }
}

impl PageView {
    /// Takes the end of a mark in hand, the start where that was the end, and lets go after it. While
    /// an edge is in hand, the arrow keys move it.
    pub fn take_edge(&mut self, mark: MarkKey) {
        self.edges.held = match self.edges.held {
            Some((key, Edge::End)) if key == mark => Some((mark, Edge::Start)),
            Some((key, Edge::Start)) if key == mark => None,
            _ => Some((mark, Edge::End)),
        };
        self.edges.reveal = self.edges.held.is_some();
    }

    /// Lets go of edges of marks that are not selected any more.
    pub(super) fn mind_edges(&mut self, frame: &Frame<'_>) {
        let gone = |key| frame.selected != Some(key) || frame.input.overlay.get(key).is_none();
        if self.edges.held.is_some_and(|(key, _)| gone(key)) {
            self.edges.held = None;
        }
        let drag = self.edges.drag.as_ref();
        if drag.is_some_and(|drag| drag.done || gone(drag.handle.mark)) {
            self.edges.drag = None;
        }
        if let Some((key, edge)) = self.edges.held
            && std::mem::take(&mut self.edges.reveal)
        {
            let mark = frame.input.overlay.get(key);
            self.keys.follow = mark.map(|mark| edge.of(mark.range));
        }
    }

    /// Moves the edge in hand by a key.
    pub(super) fn nudge(&mut self, frame: &mut Frame<'_>, by_word: bool, way: Way) {
        let Some((key, edge)) = self.edges.held else {
            return;
        };
        let Some(mark) = frame.input.overlay.get(key) else {
            return;
        };
        let step = match (by_word, way) {
            (false, Way::Back) => EdgeStep::CharacterBack,
            (false, Way::Forth) => EdgeStep::CharacterForth,
            (true, Way::Back) => EdgeStep::WordBack,
            (true, Way::Forth) => EdgeStep::WordForth,
        };
        // Several keys may come within one frame.
        let from = frame.place(mark);
        if let Some(to) = step_edge(frame.input.text, from, edge, step) {
            frame.preview = Some((key, to));
            frame.actions.push(PageAction::Nudge(key, to));
            self.keys.follow = Some(edge.of(to));
        }
    }

    /// Whether a press at a point takes a handle; if so, it is taken.
    pub(super) fn press_handle(&mut self, frame: &Frame<'_>, at: Pos2) -> bool {
        let Some(handle) = self.handle_at(at) else {
            return false;
        };
        let Some(mark) = frame.input.overlay.get(handle.mark) else {
            return false;
        };
        frame.response.request_focus();
        self.edges.drag = Some(Drag {
            handle,
            start: at,
            moved: false,
            from: mark.range,
            to: mark.range,
            done: false,
        });
        true
    }

    /// The handle under a point, the nearer one where there are two.
    fn handle_at(&self, at: Pos2) -> Option<Handle> {
        let near = self
            .edges
            .handles
            .iter()
            .filter(|handle| handle.area().contains(at));
        let distance = |handle: &&Handle| handle.place.distance(at);
        near.min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .copied()
    }

    /// Whether the pointer is over a handle or drags one; the cursor then says so.
    pub(super) fn points_at_handle(&self, ui: &Ui, at: Pos2) -> bool {
        let points = self.edges.drag.is_some() || self.handle_at(at).is_some();
        if points {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        points
    }

    /// Moves the edge that is dragged to the pointer.
    pub(super) fn drag_handle(&mut self, ui: &Ui, frame: &mut Frame<'_>, at: Pos2) {
        let Some(mut drag) = self.edges.drag else {
            return;
        };
        drag.moved |= drag.start.distance(at) > STILL;
        if drag.moved {
            let inside = self.scroll_beyond(ui, frame, at);
            // The hand is below the row that it means, and stays so.
            let meant = inside + (drag.handle.at - drag.start);
            let view = frame.sheet.view;
            let meant = pos2(meant.x, meant.y.clamp(view.top(), view.bottom() - 1.0));
            let spot = self.spot(ui, frame, meant);
            let granularity = match ui.input(|input| input.modifiers.command) {
                true => Granularity::Character,
                false => Granularity::Word,
            };
            let (from, edge) = (drag.from, drag.handle.edge);
            let to = edge_to(frame.input.text, from, edge, spot.gap, granularity);
            drag.to = to.unwrap_or(drag.to);
        }
        self.edges.drag = Some(drag);
        frame.preview = Some((drag.handle.mark, drag.to));
    }

    /// Lets go of the edge that is dragged. A click takes it in hand for the keys.
    pub(super) fn release_handle(&mut self, frame: &mut Frame<'_>) {
        let Some(drag) = &mut self.edges.drag else {
            return;
        };
        drag.done = true;
        let Handle { mark, edge, .. } = drag.handle;
        if !drag.moved {
            self.edges.held = Some((mark, edge));
        } else if drag.to != drag.from {
            frame.actions.push(PageAction::SetRange(mark, drag.to));
        }
    }

    /// Paints the handles of the selected mark, if it is the reviewer's own.
    pub(super) fn paint_handles(
        &mut self,
        ui: &Ui,
        painter: &Painter,
        frame: &Frame<'_>,
        seen: &[Seen],
    ) {
        self.edges.handles.clear();
        let key = frame.selected.filter(|key| key.reading == MarkKey::OWN);
        let mark = key.and_then(|key| frame.input.overlay.get(key));
        let Some((mark, look)) = mark.and_then(|mark| Some((mark, self.looks.of(&mark)?))) else {
            return;
        };
        let range = frame.place(mark);
        let theme = frame.input.theme;
        let pointer = ui.input(|input| input.pointer.hover_pos());
        for edge in [Edge::Start, Edge::End] {
            let Some(handle) = handle(frame, seen, mark.key, range, edge) else {
                continue;
            };
            let held = self.edges.held == Some((mark.key, edge));
            let dragged = self.edges.drag.is_some_and(|drag| drag.handle.edge == edge);
            let over = dragged || pointer.is_some_and(|at| handle.area().contains(at));
            let color = if held {
                theme.focus
            } else {
                look.colors.letter
            };
            paint_handle(painter, &handle, color, theme.paper, held, over);
            self.edges.handles.push(handle);
        }
    }

    /// Which edge of a mark is in hand and between which words it stands, to be read out.
    pub fn edge_in_words(
        &self,
        text: &SourceText,
        overlay: &Overlay,
        texts: &Catalogue,
    ) -> Option<String> {
        let (key, edge) = self.edges.held?;
        let words = text.slice(overlay.get(key)?.range);
        let said = match edge {
            Edge::Start => {
                let end = words
                    .char_indices()
                    .nth(SAID)
                    .map_or(words.len(), |(at, _)| at);
                msg!("page-edge-start", words = words[..end].to_owned())
            }
            Edge::End => {
                let start = words
                    .char_indices()
                    .rev()
                    .nth(SAID - 1)
                    .map_or(0, |(at, _)| at);
                msg!("page-edge-end", words = words[start..].to_owned())
            }
        };
        Some(texts.text(&said))
    }
}

impl Frame<'_> {
    /// The mark whose edge is being moved, as it would lie, where a block holds it or did so before.
    pub(super) fn moving_on(&self, block: TextRange) -> Option<Mark> {
        let (key, range) = self.preview?;
        let mark = self.input.overlay.get(key)?;
        let touched = block.overlaps(range) || block.overlaps(mark.range);
        touched.then_some(Mark { range, ..mark })
    }
}

/// Puts a mark in the place of what it was, among the marks of a block in their order.
pub(super) fn replace(marks: &mut Vec<Mark>, moving: Mark, block: TextRange) {
    marks.retain(|mark| mark.key != moving.key);
    if block.overlaps(moving.range) {
        let order = |mark: &Mark| (mark.range.start(), usize::MAX - mark.range.end(), mark.key);
        let at = marks.partition_point(|mark| order(mark) <= order(&moving));
        marks.insert(at, moving);
    }
}

/// Where a handle is, if its edge is in sight.
fn handle(
    frame: &Frame<'_>,
    seen: &[Seen],
    mark: MarkKey,
    range: TextRange,
    edge: Edge,
) -> Option<Handle> {
    let in_block = |seen: &&Seen| {
        let start = frame.input.start(seen.block);
        let end = start + frame.input.block(seen.block).len();
        match edge {
            Edge::Start => start <= range.start() && range.start() < end,
            Edge::End => start < range.end() && range.end() <= end,
        }
    };
    let seen = seen.iter().find(in_block)?;
    let strips = strips(frame, seen, range);
    let strip = match edge {
        Edge::Start => strips.first()?,
        Edge::End => strips.last()?,
    };
    let pixels = frame.sheet.pixels;
    let radius = (RADIUS * frame.sheet.size).clamp(SIZES.0, SIZES.1);
    let row = band(strip, seen.laid.em);
    // A little outwards, so that those of a short word don't meet.
    let (x, out) = match edge {
        Edge::Start => (row.left(), -0.5 * radius),
        Edge::End => (row.right(), 0.5 * radius),
    };
    let origin = vec2(frame.sheet.left, seen.top);
    let below = strip.baseline + BAND_BOTTOM * seen.laid.em + 0.75 * radius;
    Some(Handle {
        mark,
        edge,
        place: (pos2(x + out, below) + origin).round_to_pixels(pixels),
        radius,
        at: pos2(x, strip.row.center()) + origin,
    })
}

fn paint_handle(
    painter: &Painter,
    handle: &Handle,
    color: Color32,
    paper: Color32,
    held: bool,
    over: bool,
) {
    let place = handle.place;
    let radius = handle.radius + if over || held { 1.0 } else { 0.0 };
    if !held {
        painter.circle_filled(place, radius + 1.5, paper);
        painter.circle_filled(place, radius, color);
        return;
    }
    // Another shape, not another colour alone: a grip with an arrow to either side.
    let grip = Rect::from_center_size(place, vec2(4.4 * radius, 2.2 * radius));
    painter.rect_filled(grip.expand(1.5), 1.1 * radius + 1.5, paper);
    painter.rect_filled(grip, 1.1 * radius, color);
    for side in [-1.0, 1.0] {
        let tip = place + vec2(side * 1.65 * radius, 0.0);
        let foot = place.x + side * 0.55 * radius;
        let half = 0.7 * radius;
        let points = vec![tip, pos2(foot, tip.y - half), pos2(foot, tip.y + half)];
        painter.add(Shape::convex_polygon(points, paper, Stroke::NONE));
    }
}
