//! What is said of the marks under the pointer.

use egui::{Color32, Pos2, Rect, RichText, Sense, Tooltip, Ui, vec2};

use super::stack::marks_at;
use super::{Frame, MarkText, PageView};
use crate::i18n::Catalogue;
use crate::msg;
use crate::overlay::{MarkKey, Version};
use crate::session::Selection;
use crate::ui::fonts;

/// Marks told of at once; the rest is counted.
const TOLD: usize = 4;

/// How far the pointer moves before it counts as moved, in points.
const MOVED: f32 = 4.0;

/// The marks under the pointer, as long as it stays over one character and they don't change.
#[derive(Debug, Default)]
pub(super) struct HoverState {
    /// Where the pointer rested when something else was done: it tells again once it moves.
    quiet: Option<Pos2>,
    done: Option<Done>,
    known: Option<(usize, Version, u64)>,
    marks: Vec<MarkKey>,
}

/// What is done on the page: none of it comes from a pointer that only looks.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Done {
    offset: f64,
    selection: Selection,
    selected: Option<MarkKey>,
    version: Version,
}

impl HoverState {
    /// Nothing is told over a page on which someone has just selected, marked or scrolled: it would
    /// hide the words that are looked at. It is told again when the pointer is moved for it.
    fn is_quiet(&mut self, done: Done, at: Pos2) -> bool {
        if self.done.replace(done).is_some_and(|before| before != done) {
            self.quiet = Some(at);
        }
        if self.quiet.is_some_and(|rest| rest.distance(at) >= MOVED) {
            self.quiet = None;
        }
        self.quiet.is_some()
    }
}

impl PageView {
    pub(super) fn show_hover(&mut self, ui: &Ui, frame: &Frame<'_>) {
        let pointer = frame.response.hover_pos();
        let at = pointer.filter(|at| frame.sheet.view.contains(*at));
        let Some(at) = at else {
            return;
        };
        let done = Done {
            offset: self.offset,
            selection: frame.selection,
            selected: frame.selected,
            version: frame.input.overlay.version(),
        };
        let quiet = self.hover.is_quiet(done, at);
        if quiet || self.pointer.is_dragging() || self.edges.is_dragging() {
            return;
        }
        let Some(byte) = self.spot(ui, frame, at).under else {
            return;
        };
        let overlay = frame.input.overlay;
        let known = (byte, overlay.version(), frame.input.filter);
        if self.hover.known != Some(known) {
            self.hover.known = Some(known);
            self.hover.marks = marks_at(frame, byte);
        }
        if self.hover.marks.is_empty() {
            return;
        }
        let marks = self.hover.marks.iter();
        let selected = marks.clone().position(|key| frame.selected == Some(*key));
        // Of a high stack, the part with the selected one.
        let first = selected.map_or(0, |at| (at + 1).saturating_sub(TOLD));
        let stacked = self.hover.marks.len() > 1;
        let told = marks.skip(first).take(TOLD).filter_map(|key| {
            let text = (frame.input.describe)(*key)?;
            Some(Told {
                color: letter_color(frame, *key),
                text,
                selected: stacked && frame.selected == Some(*key),
            })
        });
        let told: Vec<Told> = told.collect();
        if told.is_empty() {
            return;
        }
        let more = self.hover.marks.len().saturating_sub(TOLD);
        // Below the row, so that it does not hide what it is about.
        let row = frame.sheet.leading(1.0);
        let anchor = Rect::from_center_size(at, vec2(8.0, row));
        let mut tooltip = Tooltip::for_enabled(&frame.response);
        tooltip.popup = tooltip.popup.anchor(anchor);
        tooltip.show(|ui| tell(ui, frame.input.catalogue, told, more));
    }
}

/// A mark to be told of.
pub(super) struct Told {
    pub color: Option<Color32>,
    pub text: MarkText,
    /// It is the selected one of several.
    pub selected: bool,
}

/// Label, reviewer, voice and reason of each mark, and how many more there are.
pub(super) fn tell(ui: &mut Ui, catalogue: &Catalogue, told: Vec<Told>, more: usize) {
    for (number, told) in told.into_iter().enumerate() {
        let Told {
            color,
            text,
            selected,
        } = told;
        if number > 0 {
            ui.separator();
        }
        ui.horizontal(|ui| {
            if let Some(color) = color {
                let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
                ui.painter().rect_filled(rect, 2.0, color);
            }
            ui.label(RichText::new(text.label).font(fonts::ui_strong(14.0)));
            if !text.reviewer.is_empty() {
                ui.label(RichText::new(text.reviewer).weak());
            }
            if selected {
                let said = RichText::new(catalogue.t("page-hover-selected"));
                ui.label(said.small().strong());
            }
        });
        if let Some(percent) = text.moved {
            let moved = msg!("page-said-moved", percent = percent);
            ui.label(RichText::new(catalogue.text(&moved)).small().weak());
        }
        if !text.voice.is_empty() {
            let voice = msg!("page-hover-voice", voice = text.voice);
            ui.label(RichText::new(catalogue.text(&voice)).small().weak());
        }
        if !text.reason.is_empty() {
            ui.label(super::shown_text(&text.reason));
        }
    }
    if more > 0 {
        let more = msg!("page-hover-more", count = more);
        ui.label(RichText::new(catalogue.text(&more)).small().weak());
    }
}

fn letter_color(frame: &Frame<'_>, key: MarkKey) -> Option<Color32> {
    let label = frame.input.overlay.get(key)?.label?;
    let label = frame.input.codebook.labels.get(usize::from(label))?;
    Some(frame.input.theme.mark(&label.color).line)
}
