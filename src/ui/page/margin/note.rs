//! A note: what is said of one mark, set small in the margin.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, FontId, Galley, Painter, Rect, Stroke, StrokeKind, Ui, vec2};

use super::super::looks::{Look, reader_sign};
use super::super::{Frame, MarkText};
use crate::msg;
use crate::overlay::Mark;
use crate::ui::fonts;

/// Rows of a note; what is longer ends with an ellipsis.
const ROWS: usize = 6;
/// Bytes of a reason that can be in so many rows.
const LONGEST: usize = 600;

/// What a note says, cut to what there is room for.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteText {
    /// The label's letter.
    pub letter: String,
    /// The number of the other reviewer who marked it. After the two a question mark where the reviewer
    /// was unsure.
    pub sign: String,
    /// Who marked it, who speaks there, and how sure its place is where it was only found.
    pub who: String,
    /// Why.
    pub why: String,
    /// The label's name; said where nothing else is.
    pub label: String,
    /// How it looks.
    pub look: Look,
    /// Whether it is the reviewer's own.
    pub own: bool,
}

impl NoteText {
    /// Of a mark.
    pub fn new(frame: &Frame<'_>, mark: &Mark, look: &Look, said: MarkText) -> Self {
        let mut letter = look.letter.clone();
        let mut sign = reader_sign(mark.key.reading);
        if mark.unsure {
            let last = if sign.is_empty() {
                &mut letter
            } else {
                &mut sign
            };
            last.push('?');
        }
        let voice = match said.voice.is_empty() {
            true => String::new(),
            false => {
                let voice = msg!("page-note-voice", voice = said.voice);
                frame.input.catalogue.text(&voice)
            }
        };
        let moved = said.moved.map_or_else(String::new, |percent| {
            let moved = msg!("page-note-moved", percent = percent);
            frame.input.catalogue.text(&moved)
        });
        let who: Vec<String> = [said.reviewer, voice, moved]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let mut why = said.reason;
        if why.len() > LONGEST {
            why.truncate(why.floor_char_boundary(LONGEST));
            why.push('…');
        }
        // French keeps some marks with the word before them.
        let shown = super::super::shown_text;
        Self {
            letter,
            sign,
            who: shown(&who.join(" · ")),
            why: shown(&why),
            label: said.label,
            look: look.clone(),
            own: super::super::looks::is_own(mark),
        }
    }

    /// In one line, for a screen reader.
    pub fn spoken(&self) -> String {
        let parts = [&self.label, &self.who, &self.why].into_iter();
        let parts: Vec<&str> = parts
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        parts.join(", ")
    }

    /// Its rows in a column.
    pub fn lay_out(&self, ui: &Ui, frame: &Frame<'_>, width: f32, size: f32) -> Arc<Galley> {
        let theme = frame.input.theme;
        let mut job = LayoutJob {
            wrap: TextWrapping {
                max_width: width,
                max_rows: ROWS,
                ..TextWrapping::default()
            },
            ..LayoutJob::default()
        };
        let mut add = |text: &str, font: FontId, color: Color32| {
            let format = TextFormat {
                line_height: Some((size * 1.32).round()),
                ..TextFormat::simple(font, color)
            };
            job.append(text, 0.0, format);
        };
        let letter = self.look.colors.letter;
        add(&self.letter, fonts::ui_strong(size), letter);
        add(&self.sign, fonts::ui_strong(0.78 * size), letter);
        let plain = FontId::proportional(size);
        if self.who.is_empty() && self.why.is_empty() {
            add("  ", plain.clone(), letter);
            add(&self.label, plain, theme.muted);
        } else if self.who.is_empty() {
            add("  ", plain.clone(), letter);
            add(&self.why, plain, theme.ink);
        } else {
            add("  ", plain.clone(), letter);
            add(&self.who, plain.clone(), theme.muted);
            if !self.why.is_empty() {
                add("\n", plain.clone(), theme.muted);
                add(&self.why, plain, theme.ink);
            }
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }
}

/// How a note stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its mark is selected.
    pub selected: bool,
    /// The pointer is on it.
    pub hovered: bool,
}

/// Space around the text of a note: at the left, where its edge is, and above.
pub fn padding(size: f32) -> egui::Vec2 {
    vec2((0.66 * size).round(), (0.25 * size).round())
}

/// Paints a note.
pub fn paint(
    painter: &Painter,
    frame: &Frame<'_>,
    rect: Rect,
    note: &NoteText,
    galley: Arc<Galley>,
    size: f32,
    standing: Standing,
) {
    let (theme, colors) = (frame.input.theme, note.look.colors);
    let corner = CornerRadius::same(3);
    if standing.selected {
        painter.rect_filled(rect, corner, theme.paper);
        painter.rect_filled(rect, corner, colors.soft.gamma_multiply(0.5));
        let stroke = Stroke::new(1.0, colors.line);
        painter.rect_stroke(rect, corner, stroke, StrokeKind::Inside);
    } else if standing.hovered {
        painter.rect_filled(rect, corner, theme.hover);
    }
    let mut edge = rect;
    edge.set_width((0.25 * size).round().max(2.0));
    if note.own {
        painter.rect_filled(edge, 1.0, colors.line);
    } else {
        let stroke = Stroke::new(1.0, colors.line);
        painter.rect_stroke(edge, 1.0, stroke, StrokeKind::Inside);
    }
    painter.galley(rect.min + padding(size), galley, theme.ink);
}

/// Paints the sign for notes that found no room.
pub fn paint_sign(painter: &Painter, frame: &Frame<'_>, rect: Rect, text: &str, hovered: bool) {
    let theme = frame.input.theme;
    let size = (rect.height() * 0.7).max(8.0);
    let font = fonts::ui_strong(size);
    let color = if hovered { theme.ink } else { theme.muted };
    let galley = painter.layout_no_wrap(text.to_owned(), font, color);
    let width = galley.size().x + size;
    let chip = Rect::from_min_size(rect.min, vec2(width.min(rect.width()), rect.height()));
    let fill = if hovered { theme.hover } else { theme.control };
    let corner = CornerRadius::same(4);
    painter.rect_filled(chip, corner, fill);
    if theme.outlined {
        // The colour of controls is that of the page there.
        let edge = Stroke::new(1.0, theme.muted);
        painter.rect_stroke(chip, corner, edge, StrokeKind::Inside);
    }
    let place = chip.center() - galley.size() / 2.0;
    painter.galley(place, galley, color);
}
