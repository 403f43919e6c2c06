//! Notes in the margin: what is said of the marks in sight, level with the row in which each starts.
//!
//! A mark has a note where there is something to say: a reason, a voice that is not the author's; the
//! selected one always has. Where the window leaves no room for a margin, a sign at the end of the row
//! says that there is something, and tells it on hover ([`signs`]).
//!
//! However many marks lie over each other, at most [`MOST`] notes are laid out.

mod gather;
mod note;
mod place;
mod signs;

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Galley, Painter, Rangef, Rect, Sense, Stroke, Ui, pos2};

pub(super) use gather::{RowNotes, gather};
use note::{NoteText, Standing, padding};
use place::{Item, NEVER, Placed, Room, arrange};

use super::accessibility::bounds;
use super::hover::{Told, tell};
use super::paint::strips;
use super::rows::Rows;
use super::{Frame, PageView, Seen};
use crate::msg;
use crate::overlay::{Mark, MarkKey};
use crate::session::Selection;

/// Notes that are laid out at once.
const MOST: usize = 60;
/// A note further from its row than this share of the view is folded.
const FURTHEST: f32 = 0.3;

/// Size of the face of notes beside text of a size.
pub fn note_size(size: f32) -> f32 {
    (0.66 * size).max(10.5)
}

/// What is kept of the margin between frames.
#[derive(Debug, Default)]
pub(super) struct MarginState {
    /// The last arrangement, and of what it was made.
    last: Option<(Vec<Item>, Room, Vec<Placed>)>,
}

/// Something that wants to stand in the margin: a note, or a number of them that is too large.
struct Wanted {
    key: Option<MarkKey>,
    start: usize,
    /// The row on the screen.
    row: Rangef,
    /// Where the mark's part of the row ends on the screen.
    right: f32,
    text: Option<Arc<NoteText>>,
    /// How many more notes of the row there are than can be told one by one.
    folded: usize,
}

impl PageView {
    pub(super) fn show_margin(&mut self, ui: &Ui, frame: &mut Frame<'_>, seen: &[Seen]) {
        if !frame.input.notes {
            return;
        }
        match frame.sheet.margin {
            Some(margin) => self.show_notes(ui, frame, seen, margin),
            None => self.show_signs(ui, frame, seen),
        }
    }

    /// The rows in sight that have notes: block and number of the row, and where it is on the screen.
    fn rows_with_notes(&self, frame: &Frame<'_>, seen: &[Seen]) -> Vec<(usize, usize, Rangef)> {
        let view = frame.sheet.view.y_range();
        let mut rows = Vec::new();
        for seen in seen {
            let Some((_, drawing)) = self.drawings.get(&seen.block) else {
                continue;
            };
            let on_screen = |row: Rangef| Rangef::new(row.min + seen.top, row.max + seen.top);
            let of_block = drawing.notes.iter().enumerate();
            rows.extend(of_block.filter_map(|(at, notes)| {
                let row = on_screen(notes.row);
                (row.center() > view.min && row.center() < view.max)
                    .then_some((seen.block, at, row))
            }));
        }
        rows
    }

    fn wanted(&mut self, frame: &Frame<'_>, seen: &[Seen]) -> Vec<Wanted> {
        let rows = self.rows_with_notes(frame, seen);
        let each = self.notes_a_row(&rows);
        let selected = frame.selected;
        let mut wanted: Vec<Wanted> = Vec::new();
        for (block, at, row) in rows {
            let Some((_, drawing)) = self.drawings.get_mut(&block) else {
                continue;
            };
            let notes = &mut drawing.notes[at];
            let room = MOST.saturating_sub(wanted.len());
            let told = each.min(notes.notes.len()).min(room);
            for noted in &mut notes.notes[..told] {
                if noted.text.is_none() {
                    noted.text = text_of(frame, &self.looks, noted.key);
                }
                wanted.push(Wanted {
                    key: Some(noted.key),
                    start: noted.start,
                    row,
                    right: frame.sheet.left + noted.right,
                    text: noted.text.clone(),
                    folded: 0,
                });
            }
            let beyond = notes.notes.len() - told + notes.more;
            if beyond > 0 {
                wanted.push(Wanted {
                    key: None,
                    start: notes.notes.last().map_or(0, |noted| noted.start),
                    row,
                    right: frame.sheet.right(),
                    text: None,
                    folded: beyond,
                });
            }
        }
        let there = |wanted: &Wanted| wanted.key.is_some() && wanted.key == selected;
        if let Some(key) = selected
            && !wanted.iter().any(there)
            && let Some(own) = self.wanted_for_selected(frame, seen, key)
        {
            // One of those that were only counted.
            if (frame.input.noted)(key)
                && let Some(counted) = wanted.iter_mut().find(|w| w.folded > 0 && w.row == own.row)
            {
                counted.folded -= 1;
            }
            wanted.retain(|wanted| wanted.key.is_some() || wanted.folded > 0);
            let at = wanted.partition_point(|other| other.start <= own.start);
            wanted.insert(at, own);
        }
        wanted
    }

    /// How many notes of each row can be told one by one.
    fn notes_a_row(&self, rows: &[(usize, usize, Rangef)]) -> usize {
        let count = |(block, at, _): &(usize, usize, Rangef)| {
            let drawing = self.drawings.get(block);
            drawing.map_or(0, |(_, drawing)| drawing.notes[*at].notes.len())
        };
        let counts: Vec<usize> = rows.iter().map(count).collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        let fits = |each: &usize| counts.iter().map(|count| count.min(each)).sum::<usize>() <= MOST;
        (1..=most).rev().find(fits).unwrap_or(1)
    }

    /// The selected mark has a note even where there is nothing to say of it, and where it starts above
    /// the view.
    fn wanted_for_selected(
        &self,
        frame: &Frame<'_>,
        seen: &[Seen],
        key: MarkKey,
    ) -> Option<Wanted> {
        let mark = frame
            .input
            .overlay
            .get(key)
            .filter(|_| !frame.is_hidden(key))?;
        let view = frame.sheet.view;
        let start = mark.range.start();
        let block = frame.input.overlay.block_at(start);
        let (row, right) = match seen.iter().find(|seen| seen.block == block) {
            Some(seen) => {
                let strip = strips(frame, seen, mark.range).into_iter().next()?;
                let row = Rangef::new(strip.row.min + seen.top, strip.row.max + seen.top);
                (row, frame.sheet.left + strip.x.max)
            }
            None if seen.first().is_some_and(|first| first.block > block) => {
                (Rangef::point(f32::NEG_INFINITY), frame.sheet.right())
            }
            None => return None,
        };
        let row = if row.center() > view.top() {
            row
        } else {
            // It began above: level with the first row in sight, if it goes on there.
            let last = seen.iter().rev();
            let ends_below = last.flat_map(|seen| {
                let strips = strips(frame, seen, mark.range).into_iter();
                strips.map(|strip| strip.row.center() + seen.top)
            });
            ends_below.into_iter().find(|y| *y > view.top())?;
            let height = frame.sheet.leading(1.0);
            Rangef::new(view.top(), view.top() + height)
        };
        if row.center() >= view.bottom() {
            return None;
        }
        Some(Wanted {
            key: Some(key),
            start,
            row,
            right,
            text: text_of(frame, &self.looks, key),
            folded: 0,
        })
    }

    fn show_notes(&mut self, ui: &Ui, frame: &mut Frame<'_>, seen: &[Seen], margin: Rangef) {
        let wanted = self.wanted(frame, seen);
        if wanted.is_empty() {
            return;
        }
        let size = note_size(frame.sheet.size);
        let pad = padding(size);
        let line = (size * 1.32).round();
        let galleys: Vec<Option<Arc<Galley>>> = wanted
            .iter()
            .map(|wanted| {
                let text = wanted.text.as_ref()?;
                Some(text.lay_out(ui, frame, margin.span() - pad.x - 4.0, size))
            })
            .collect();
        self.stats.notes = galleys.iter().flatten().count();
        let items: Vec<Item> = wanted
            .iter()
            .zip(&galleys)
            .map(|(wanted, galley)| Item {
                wish: wanted.row.center() - line / 2.0 - pad.y,
                height: galley.as_ref().map_or(0.0, |g| g.size().y + 2.0 * pad.y),
                rank: match &wanted.text {
                    Some(_) if wanted.key == frame.selected => NEVER,
                    Some(text) => 1 + u8::from(text.own),
                    None => 0,
                },
                folded: wanted.folded,
            })
            .collect();
        let view = frame.sheet.view;
        let room = Room {
            top: view.top() + frame.input.found.covered + 4.0,
            bottom: view.bottom() - 4.0,
            gap: (0.3 * size).round(),
            sign: line,
            furthest: FURTHEST * view.height(),
        };
        let placed = match &self.margin.last {
            Some((of, in_room, placed)) if *of == items && *in_room == room => placed.clone(),
            _ => arrange(&items, room),
        };
        self.margin.last = Some((items, room, placed.clone()));
        let painter = ui.painter_at(view);
        for placed in &placed {
            let (wanted, galley) = (&wanted[placed.items.clone()], &galleys[placed.items.start]);
            let top = frame.sheet.round(placed.top);
            let height = match (placed.is_sign, galley) {
                (false, Some(galley)) => galley.size().y + 2.0 * pad.y,
                _ => room.sign,
            };
            let rect = Rect::from_x_y_ranges(margin, top..=top + height);
            match (wanted, galley) {
                ([wanted], Some(galley)) if !placed.is_sign => {
                    self.show_note(ui, &painter, frame, wanted, galley, rect);
                }
                _ => self.show_more(ui, &painter, frame, (placed.items.start, wanted), rect),
            }
        }
    }

    fn show_note(
        &mut self,
        ui: &Ui,
        painter: &Painter,
        frame: &mut Frame<'_>,
        wanted: &Wanted,
        galley: &Arc<Galley>,
        rect: Rect,
    ) {
        let (Some(key), Some(text)) = (wanted.key, &wanted.text) else {
            return;
        };
        let size = note_size(frame.sheet.size);
        let id = self.id.with(("note", key.reading, key.id.0.as_u128()));
        let response = ui.interact(rect.intersect(frame.sheet.view), id, sense());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Comment);
            node.set_bounds(bounds(rect));
            node.set_label(text.spoken());
        });
        let standing = Standing {
            selected: frame.selected == Some(key),
            hovered: response.hovered(),
        };
        paint_leader(painter, frame, wanted, text, rect, standing);
        note::paint(
            painter,
            frame,
            rect,
            text,
            Arc::clone(galley),
            size,
            standing,
        );
        if response.clicked() {
            self.choose(frame, key);
        }
        if galley.elided {
            response.on_hover_ui(|ui| {
                if let Some(said) = (frame.input.describe)(key) {
                    ui.set_max_width(360.0);
                    tell(
                        ui,
                        frame.input.catalogue,
                        vec![Told {
                            color: Some(text.look.colors.line),
                            text: said,
                            selected: false,
                        }],
                        0,
                    );
                }
            });
        }
    }

    /// The sign for notes that found no room: a click selects the first of them, another click the next.
    fn show_more(
        &mut self,
        ui: &Ui,
        painter: &Painter,
        frame: &mut Frame<'_>,
        (number, wanted): (usize, &[Wanted]),
        rect: Rect,
    ) {
        let one = |wanted: &Wanted| if wanted.folded > 0 { wanted.folded } else { 1 };
        let count: usize = wanted.iter().map(one).sum();
        let text = msg!("page-notes-more", count = count);
        let text = frame.input.catalogue.text(&text);
        let id = self.id.with(("more-notes", number));
        let response = ui.interact(rect.intersect(frame.sheet.view), id, sense());
        let spoken = msg!("page-notes-more-spoken", count = count);
        let spoken = frame.input.catalogue.text(&spoken);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Button);
            node.set_bounds(bounds(rect));
            node.set_label(spoken.clone());
        });
        note::paint_sign(painter, frame, rect, &text, response.hovered());
        if response.clicked()
            && let Some(key) = self.next_folded(frame, wanted)
        {
            self.choose(frame, key);
        }
        response.on_hover_text(spoken);
    }

    /// The folded note after the selected mark, or the first one.
    fn next_folded(&self, frame: &Frame<'_>, wanted: &[Wanted]) -> Option<MarkKey> {
        let overlay = frame.input.overlay;
        let (first, last) = (wanted.first()?.start, wanted.last()?.start);
        let fits = |mark: &Mark| !frame.is_hidden(mark.key) && (frame.input.noted)(mark.key);
        let here = frame.selected.and_then(|key| overlay.get(key));
        let here = here.filter(|mark| (first..=last).contains(&mark.range.start()));
        let next = here.and_then(|here| overlay.next(Some(here), 0, fits));
        let next = next.filter(|mark| mark.range.start() <= last);
        let next = next.or_else(|| overlay.next(None, first, fits));
        next.map(|mark| mark.key)
    }

    /// Selects a mark by its note.
    fn choose(&mut self, frame: &mut Frame<'_>, key: MarkKey) {
        self.pointer.walk = None;
        frame.response.request_focus();
        if let Some(mark) = frame.input.overlay.get(key) {
            frame.select(Selection::caret(mark.range.start()));
        }
        frame.select_mark(Some(key));
    }
}

/// Clicks, and drags, which would else be the page's. Not focusable: the page has the keyboard, and keys
/// that walk through marks.
fn sense() -> Sense {
    Sense::CLICK | Sense::DRAG
}

/// What is said of a mark.
fn text_of(frame: &Frame<'_>, looks: &super::Looks, key: MarkKey) -> Option<Arc<NoteText>> {
    let mark = frame.input.overlay.get(key)?;
    let said = (frame.input.describe)(key)?;
    Some(Arc::new(NoteText::new(
        frame,
        &mark,
        looks.of(&mark)?,
        said,
    )))
}

/// A line from the row to a note that had to give way; of the selected one, from the mark itself.
fn paint_leader(
    painter: &Painter,
    frame: &Frame<'_>,
    wanted: &Wanted,
    text: &NoteText,
    rect: Rect,
    standing: Standing,
) {
    let size = note_size(frame.sheet.size);
    let level = rect.top() + padding(size).y + (size * 1.32).round() / 2.0;
    let strong = standing.selected || standing.hovered;
    let away = (wanted.row.center() - level).abs() > 2.0;
    if !away && !strong {
        return;
    }
    let strength = if strong { 1.0 } else { 0.5 };
    let color = text.look.colors.line.gamma_multiply(strength);
    let stroke = Stroke::new(1.0, color);
    let edge = frame.sheet.right();
    let bend = edge + 0.75 * frame.sheet.size;
    // Along the bottom of the row, where it crosses no letters.
    let y = frame.sheet.round(wanted.row.max - 0.12 * wanted.row.span());
    let from = if strong {
        wanted.right.min(edge) + 2.0
    } else {
        edge
    };
    let points = vec![pos2(from, y), pos2(bend, y), pos2(rect.left() - 2.0, level)];
    painter.line(points, stroke);
}

/// The row of a range of characters in a block, and where the range ends in it.
pub(super) fn row_of(rows: &Rows<'_>, chars: std::ops::Range<usize>) -> Option<(Rangef, f32)> {
    let strip = rows.strips(chars).next()?;
    Some((strip.row, strip.x.max))
}
