//! The rail: the whole article at a glance, with every mark in its label's colour, and the view as a
//! handle on it.
//!
//! Each label has a lane, those of clauses at the left, those of words at the right. A row of points
//! stands for some height of the page, that for some bytes of the text, and those for pieces of a
//! [`Track`](crate::overlay::Track): what is drawn depends on the size of the window, not on how many
//! marks there are. It is drawn anew only when the marks, the heights or the window changed.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::Mesh;
use egui::{
    Color32, CornerRadius, Painter, Rangef, Rect, RectAlign, Response, Shape, Stroke, StrokeKind,
    Tooltip, Ui, pos2, vec2,
};

use super::looks::Look;
use super::{Frame, PageView};
use crate::model::Layer;
use crate::msg;
use crate::overlay::{MarkKey, RailColumn, Version};
use crate::text::TextRange;

/// Width of the rail in points, and where the page is narrow.
const WIDTH: f32 = 20.0;
const SLIM: f32 = 14.0;
/// Pages narrower than this have the slim one.
const NARROW: f32 = 400.0;
/// Beside the lanes, and between those of clauses and those of words.
const AIR: f32 = 3.0;
/// Narrowest lane; labels that find none of their own share one.
const LANE: f32 = 2.0;
/// Height of the smallest mark.
const SMALLEST: usize = 3;
/// Steps of strength: many marks are stronger than few.
const STEPS: u32 = 4;
/// Strength in which marks are drawn that don't stand out.
const DIMMED: f32 = 0.3;
/// Length and height of the tick of a hit, in points, and how far apart two are at least. Ticks stand
/// beside the lanes, so that they cover no mark.
const TICK: (f32, f32) = (AIR, 2.0);
const APART: usize = 4;
/// Share of the strength in which others' marks are drawn.
const OTHERS: f32 = 0.6;
/// Bytes of the text that the pointer is told of.
const QUOTE: usize = 60;

/// Width of the rail beside a page of some width.
pub fn width(page: f32) -> f32 {
    if page < NARROW { SLIM } else { WIDTH }
}

/// What is kept of the rail between frames.
#[derive(Default)]
pub(super) struct RailState {
    drawn: Option<Drawn>,
    /// What the pointer does there.
    pub response: Option<Response>,
}

/// The marks of the rail, and of what they were drawn.
struct Drawn {
    of: (Version, Rect, f64),
    /// The hits that have ticks: of which search, and how many.
    hits: (u64, usize),
    drift: f64,
    mesh: Arc<Mesh>,
}

impl RailState {
    /// Draws it anew in the next frame: the labels look different.
    pub fn forget(&mut self) {
        self.drawn = None;
    }
}

/// The lanes, from left to right.
struct Lanes {
    /// Labels of each layer in the order of the codebook.
    clauses: usize,
    words: usize,
}

impl Lanes {
    fn new(layers: impl Iterator<Item = Layer>) -> Self {
        let (clauses, words): (Vec<Layer>, Vec<Layer>) =
            layers.partition(|layer| *layer == Layer::Clause);
        Self {
            clauses: clauses.len(),
            words: words.len(),
        }
    }

    /// Where a lane of a layer is.
    fn lane(&self, bar: Rect, layer: Layer, at: usize) -> Rangef {
        let inner = bar.x_range().shrink(AIR);
        let between = if self.words > 0 && self.clauses > 0 {
            AIR
        } else {
            0.0
        };
        let all = (self.clauses + self.words).max(1) as f32;
        let room = inner.span() - between;
        let clauses = room * self.clauses as f32 / all;
        let (left, width, count) = match layer {
            Layer::Clause => (inner.min, clauses, self.clauses),
            Layer::Word => (inner.min + clauses + between, room - clauses, self.words),
        };
        let lanes = ((width / LANE).floor().max(1.0) as usize).min(count.max(1));
        let lane = at.min(count.saturating_sub(1)) * lanes / count.max(1);
        let step = width / lanes as f32;
        let start = left + step * lane as f32;
        Rangef::new(start, start + (step - 0.5).max(1.0))
    }
}

impl PageView {
    /// The height that the whole rail stands for.
    fn whole(&self, frame: &Frame<'_>) -> f64 {
        let view = f64::from(frame.sheet.view.height());
        self.page_height(frame).max(view).max(1.0)
    }

    /// The byte of the text at a height of the page.
    fn byte_at_height(&self, frame: &Frame<'_>, y: f64) -> usize {
        let y = y - f64::from(frame.sheet.head());
        let (block, within) = self.heights.find(y);
        let height = f64::from(self.heights.get(block).max(1.0));
        let Some(range) = frame.input.overlay.blocks().get(block) else {
            return 0;
        };
        range.start() + ((within / height).min(1.0) * range.len() as f64) as usize
    }

    /// The bytes that each row of points stands for.
    fn stretches(&self, frame: &Frame<'_>) -> Vec<Range<usize>> {
        let rows = frame.sheet.bar.height().ceil().max(1.0) as usize;
        let step = self.whole(frame) / rows as f64;
        let end = f64::from(frame.sheet.head()) + self.heights.total();
        let used = ((end / step).ceil() as usize).min(rows);
        let mut from = self.byte_at_height(frame, 0.0);
        let stretches = (0..used).map(|row| {
            let to = self.byte_at_height(frame, step * (row + 1) as f64);
            std::mem::replace(&mut from, to)..to
        });
        stretches.collect()
    }

    pub(super) fn paint_rail(&mut self, ui: &Ui, frame: &Frame<'_>) {
        let (bar, theme) = (frame.sheet.bar, frame.input.theme);
        let painter = ui.painter_at(bar);
        painter.rect_filled(bar, 0.0, theme.panel);
        painter.vline(bar.left(), bar.y_range(), Stroke::new(1.0, theme.line));
        let mesh = self.rail_mesh(frame);
        if !mesh.is_empty() {
            painter.add(Shape::Mesh(mesh));
        }
        if self.furthest(frame) > 0.0 {
            self.paint_handle(&painter, frame);
        }
        self.tell_of_rail(frame);
    }

    fn paint_handle(&self, painter: &Painter, frame: &Frame<'_>) {
        let theme = frame.input.theme;
        let strong =
            self.grip.is_some() || self.rail.response.as_ref().is_some_and(Response::hovered);
        let strength = if strong { 1.0 } else { 0.6 };
        let handle = self.handle(frame).shrink2(vec2(1.0, 0.5));
        let corner = CornerRadius::same(3);
        painter.rect_filled(handle, corner, theme.ink.gamma_multiply(0.09 * strength));
        let stroke = Stroke::new(1.0, theme.muted.gamma_multiply(strength));
        painter.rect_stroke(handle, corner, stroke, StrokeKind::Inside);
    }

    fn rail_mesh(&mut self, frame: &Frame<'_>) -> Arc<Mesh> {
        let whole = self.whole(frame);
        let found = frame.input.found;
        let hits = (found.number, found.hits.len());
        let of = (frame.input.overlay.version(), frame.sheet.bar, whole);
        let drift = self.heights.drift();
        // Corrections of less than half a point of the rail are not seen on it.
        let unseen = 0.5 * whole / f64::from(frame.sheet.bar.height().max(1.0));
        if let Some(drawn) = &self.rail.drawn
            && (drawn.of.0, drawn.of.1, drawn.hits) == (of.0, of.1, hits)
            && (drawn.of.2 - whole).abs() < unseen
            && drift - drawn.drift < unseen
        {
            return Arc::clone(&drawn.mesh);
        }
        let mesh = Arc::new(self.draw_rail(frame));
        self.stats.rails += 1;
        self.rail.drawn = Some(Drawn {
            of,
            hits,
            drift,
            mesh: Arc::clone(&mesh),
        });
        mesh
    }

    fn draw_rail(&self, frame: &Frame<'_>) -> Mesh {
        let mut mesh = Mesh::default();
        if frame.input.overlay.is_empty() && frame.input.found.hits.is_empty() {
            return mesh;
        }
        let stretches = self.stretches(frame);
        let labels = &frame.input.codebook.labels;
        let lanes = Lanes::new(labels.iter().map(|label| label.layer));
        let columns = columns(frame, &stretches);
        let most = columns.iter().flat_map(|column| &column.counts).max();
        let most = most.copied().unwrap_or(1).max(1);
        for column in &columns {
            let Some(look) = self.looks.of_label(column.label) else {
                continue;
            };
            let lane = lanes.lane(
                frame.sheet.bar,
                look.layer,
                place_in_layer(frame, column.label, look),
            );
            let counts = column.counts.iter();
            let strengths = counts.map(|count| strength(*count, most));
            for (run, strength) in runs(strengths) {
                let color = match column.dimmed {
                    true => self.looks.crowded().gamma_multiply(DIMMED),
                    false => fade(look, column.own, strength),
                };
                let top = frame.sheet.bar.top() + run.start as f32;
                let bottom = frame.sheet.bar.top() + run.end as f32;
                mesh.add_colored_rect(Rect::from_x_y_ranges(lane, top..=bottom), color);
            }
        }
        let (bar, (length, height)) = (frame.sheet.bar, TICK);
        for row in ticks(frame.input.found.hits, &stretches) {
            let tick = Rect::from_min_size(
                pos2(bar.left(), bar.top() + row as f32),
                vec2(length, height),
            );
            mesh.add_colored_rect(tick, frame.input.theme.ink);
        }
        mesh
    }

    /// Says what is where the pointer is.
    fn tell_of_rail(&self, frame: &Frame<'_>) {
        let Some(response) = self.rail.response.as_ref().filter(|_| self.grip.is_none()) else {
            return;
        };
        let Some(at) = response.hover_pos() else {
            return;
        };
        let (bar, input) = (frame.sheet.bar, frame.input);
        let share = f64::from((at.y - bar.top()) / bar.height().max(1.0));
        let step = self.whole(frame) / f64::from(bar.height().max(1.0));
        let y = share * self.whole(frame);
        let (from, to) = (
            self.byte_at_height(frame, y - step * SMALLEST as f64),
            self.byte_at_height(frame, y + step * SMALLEST as f64),
        );
        let block = input.overlay.block_at(self.byte_at_height(frame, y));
        let mut lines = vec![(None, self.name_of_place(frame, block))];
        let mut columns = columns(frame, std::slice::from_ref(&(from..to)));
        columns.retain(|column| !column.dimmed);
        columns.sort_by_key(|column| (!column.own, column.label));
        for column in columns {
            let count = column.counts.first().copied().unwrap_or(0);
            if count > 0 {
                let known = column
                    .label
                    .and_then(|at| input.codebook.labels.get(usize::from(at)));
                let language = input.catalogue.lang().tag();
                let label = known.map_or_else(
                    || input.catalogue.t("page-rail-unknown"),
                    |label| label.name.get(language).to_owned(),
                );
                let line = match column.own {
                    true => msg!("page-rail-own", label = label, count = count as usize),
                    false => msg!("page-rail-others", label = label, count = count as usize),
                };
                let look = self.looks.of_label(column.label);
                let color = look.map(|look| fade(look, column.own, STEPS));
                lines.push((color, input.catalogue.text(&line)));
            }
        }
        let anchor = Rect::from_center_size(pos2(bar.left(), at.y), vec2(4.0, 16.0));
        let mut tooltip = Tooltip::for_enabled(response);
        tooltip.popup = tooltip.popup.anchor(anchor).align(RectAlign::LEFT);
        tooltip.show(|ui| {
            for (color, line) in lines {
                ui.horizontal(|ui| {
                    if let Some(color) = color {
                        let size = vec2(10.0, 10.0);
                        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                        ui.painter().rect_filled(rect, 2.0, color);
                    }
                    ui.label(line);
                });
            }
        });
    }

    /// The number and the first words of the paragraph around a block.
    fn name_of_place(&self, frame: &Frame<'_>, block: usize) -> String {
        let text = frame.input.block(block).trim();
        let end = text.floor_char_boundary(QUOTE);
        let more = if end < text.len() { "…" } else { "" };
        let words = format!("{}{more}", super::shown_text(&text[..end]));
        let place = msg!(
            "page-rail-place",
            number = self.outline.paragraph(block) as usize,
            words = words
        );
        frame.input.catalogue.text(&place)
    }
}

/// The marks of one label, own or others', along the rail.
struct Column {
    label: Option<u16>,
    own: bool,
    /// They don't stand out.
    dimmed: bool,
    /// How many touch each stretch.
    counts: Vec<u32>,
}

/// All readings together, others' before own ones, which lie over them.
fn columns(frame: &Frame<'_>, stretches: &[Range<usize>]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for column in frame.input.overlay.rail() {
        let RailColumn { label, track, .. } = column;
        let own = column.reading == MarkKey::OWN;
        let dimmed = (frame.input.hidden_column)(column.reading, label);
        let counts = track.counts(stretches);
        let known = columns.iter_mut();
        let mut known = known.filter(|c| (c.label, c.own, c.dimmed) == (label, own, dimmed));
        match known.next() {
            Some(column) => {
                let sums = column.counts.iter_mut().zip(counts);
                sums.for_each(|(sum, count)| *sum += count);
            }
            None => columns.push(Column {
                label,
                own,
                dimmed,
                counts,
            }),
        }
    }
    columns.sort_by_key(|column| (!column.dimmed, column.own, column.label));
    columns
}

/// The rows in which hits begin, in order; where they crowd, some of them. Both are in text order.
fn ticks(hits: &[TextRange], stretches: &[Range<usize>]) -> Vec<usize> {
    let mut rows: Vec<usize> = Vec::new();
    for (row, stretch) in stretches.iter().enumerate() {
        let first = hits.partition_point(|hit| hit.start() < stretch.start);
        let here = hits.get(first).is_some_and(|hit| hit.start() < stretch.end);
        if here && rows.last().is_none_or(|last| row - last >= APART) {
            rows.push(row);
        }
    }
    rows
}

/// Which of the labels of its layer a label is.
fn place_in_layer(frame: &Frame<'_>, label: Option<u16>, look: &Look) -> usize {
    let labels = frame.input.codebook.labels.iter();
    let before = labels.take(label.map_or(usize::MAX, usize::from));
    before.filter(|label| label.layer == look.layer).count()
}

/// How strongly so many marks are drawn, from 0 for none to [`STEPS`].
fn strength(count: u32, most: u32) -> u32 {
    // One mark is well seen; the most there are, fully.
    match count {
        0 => 0,
        _ => {
            let more = (count - 1).saturating_mul(STEPS - 2);
            more.div_ceil(most.saturating_sub(1).max(1))
                .saturating_add(2)
        }
    }
    .min(STEPS)
}

fn fade(look: &Look, own: bool, strength: u32) -> Color32 {
    let own = if own { 1.0 } else { OTHERS };
    look.colors
        .line
        .gamma_multiply(own * (0.4 + 0.6 * strength as f32 / STEPS as f32))
}

/// Rows of one strength as one; none is lower than [`SMALLEST`].
fn runs(strengths: impl Iterator<Item = u32>) -> Vec<(Range<usize>, u32)> {
    let mut runs: Vec<(Range<usize>, u32)> = Vec::new();
    for (row, strength) in strengths.enumerate() {
        match runs.last_mut() {
            Some((run, last)) if *last == strength && run.end == row => run.end = row + 1,
            Some((run, last)) if *last > 0 && strength == 0 && run.len() < SMALLEST => {
                run.end = row + 1;
            }
            _ => runs.push((row..row + 1, strength)),
        }
    }
    runs.retain(|(_, strength)| *strength > 0);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Pos2;

    #[test]
    fn rows_of_one_strength_are_one_and_none_is_too_low_to_be_seen() {
        let runs = runs([0, 4, 0, 0, 2, 2, 2, 4, 0].into_iter());
        assert_eq!(runs, [(1..4, 4), (4..7, 2), (7..9, 4)]);
    }

    #[test]
    fn hits_have_ticks_that_stay_apart() {
        let text = crate::text::SourceText::new(&"x".repeat(100));
        let hits: Vec<TextRange> = [0, 3, 5, 41, 99].map(|at| text.clamp(at..at + 1)).into();
        let stretches: Vec<Range<usize>> = (0..50).map(|row| 2 * row..2 * row + 2).collect();
        assert_eq!(ticks(&hits, &stretches), [0, 20, 49]);
        assert!(ticks(&[], &stretches).is_empty() && ticks(&hits, &[]).is_empty());
    }

    #[test]
    fn few_marks_are_seen_and_many_are_stronger() {
        assert_eq!([0, 1].map(|count| strength(count, 1)), [0, 2]);
        assert_eq!([0, 1, 2, 3].map(|count| strength(count, 3)), [0, 2, 3, 4]);
        assert_eq!(strength(1, 1_000_000), 2);
        assert_eq!(strength(u32::MAX, 7), STEPS);
    }

    #[test]
    fn lanes_lie_side_by_side() {
        let bar = Rect::from_min_size(Pos2::ZERO, vec2(WIDTH, 400.0));
        for (clauses, words) in [(2, 1), (1, 0), (0, 3), (4, 4), (30, 9)] {
            let layers = std::iter::repeat_n(Layer::Clause, clauses);
            let lanes = Lanes::new(layers.chain(std::iter::repeat_n(Layer::Word, words)));
            let clauses = (0..clauses).map(|at| lanes.lane(bar, Layer::Clause, at));
            let words = (0..words).map(|at| lanes.lane(bar, Layer::Word, at));
            let all: Vec<Rangef> = clauses.chain(words).collect();
            for pair in all.windows(2) {
                assert!(
                    pair[0] == pair[1] || pair[0].max <= pair[1].min + 0.01,
                    "{pair:?}"
                );
            }
            assert!(
                all.iter()
                    .all(|lane| lane.min >= bar.left() && lane.max <= bar.right())
            );
        }
    }
}
