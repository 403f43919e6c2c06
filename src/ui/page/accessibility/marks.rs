//! The marks in sight, each as a node of its own.
//!
//! Where a mark is and what is said of it is kept while nothing of it changes, and only so many are
//! told of: a frame costs the same whether a hundred marks or ten thousand lie over one another.

use std::collections::HashMap;
use std::sync::Arc;

use egui::accesskit::{Action, NodeId, Role};
use egui::{Galley, Id, Rect, Sense, Ui, pos2};

use super::super::paint::strips;
use super::super::{Frame, MarkText, PageView, Seen};
use super::{bounds, quote};
use crate::i18n::{Catalogue, Lang};
use crate::msg;
use crate::overlay::{Mark, MarkKey};

/// Marks that are told of at once.
const MARKS: usize = 200;

/// What is known of the marks in sight, by block.
#[derive(Default)]
pub(in super::super) struct Told(HashMap<usize, Block>);

/// The first marks of a block in reading order, and the selected one.
struct Block {
    of: Version,
    /// What their places were taken from.
    galley: Arc<Galley>,
    marks: Vec<ToldMark>,
}

/// What the marks of a block depend on.
#[derive(Clone, Copy, PartialEq)]
struct Version {
    overlay: u64,
    block: u32,
    filter: u64,
    lang: Lang,
    selected: Option<MarkKey>,
}

struct ToldMark {
    mark: Mark,
    id: Id,
    /// Relative to the block.
    rect: Rect,
    /// What its texts were made from.
    text: MarkText,
    label: String,
    description: String,
}

impl PageView {
    /// Builds the nodes of the marks in sight.
    pub(super) fn describe_marks(&mut self, document: &Ui, frame: &Frame<'_>, seen: &[Seen]) {
        let mut told = std::mem::take(&mut self.told.0);
        told.retain(|block, _| seen.iter().any(|seen| seen.block == *block));
        let mut count = 0;
        for seen in seen {
            let of = self.version_of(frame, seen.block);
            let known = told.get(&seen.block);
            let is_good = known.is_some_and(|known| {
                known.of == of && Arc::ptr_eq(&known.galley, &seen.laid.galley)
            });
            if !is_good {
                told.insert(seen.block, self.look_at(frame, seen, of));
            }
            let Some(block) = told.get_mut(&seen.block) else {
                continue;
            };
            let place = pos2(frame.sheet.left, seen.top).to_vec2();
            for mark in &mut block.marks {
                let selected = frame.selected == Some(mark.mark.key);
                let is_new = !document.ctx().has_accesskit_node(mark.id);
                if is_new && (count < MARKS || selected) && mark.renew(frame) {
                    build(document, mark, mark.rect.translate(place), selected);
                    count += 1;
                }
            }
        }
        self.told.0 = told;
    }

    /// The mark of a node that was built in the last frame.
    pub(super) fn told_mark(&self, node: NodeId) -> Option<Mark> {
        let mut marks = self.told.0.values().flat_map(|block| &block.marks);
        let told = marks.find(|told| told.id.accesskit_id() == node)?;
        Some(told.mark)
    }

    fn version_of(&self, frame: &Frame<'_>, block: usize) -> Version {
        let input = frame.input;
        Version {
            overlay: input.overlay.version().overlay,
            block: input.overlay.block_generation(block),
            filter: input.filter,
            lang: input.catalogue.lang(),
            selected: frame.selected,
        }
    }

    /// Looks for the marks of a block.
    fn look_at(&self, frame: &Frame<'_>, seen: &Seen, of: Version) -> Block {
        let mut count = 0;
        let marks = frame.input.overlay.in_block(seen.block).into_iter();
        let wanted = marks.filter(|mark| {
            let is_told = !frame.is_hidden(mark.key) && {
                count += 1;
                count <= MARKS
            };
            is_told || frame.selected == Some(mark.key)
        });
        let marks = wanted.filter_map(|mark| {
            Some(ToldMark {
                mark,
                id: self.mark_id(&mark),
                rect: place(frame, seen, &mark)?,
                text: MarkText::default(),
                label: String::new(),
                description: String::new(),
            })
        });
        Block {
            of,
            galley: Arc::clone(&seen.laid.galley),
            marks: marks.collect(),
        }
    }

    fn mark_id(&self, mark: &Mark) -> Id {
        self.id
            .with(("mark", mark.key.reading, mark.key.id.0.as_u128()))
    }
}

/// Where a mark lies within a block; nowhere where all of it is white space.
fn place(frame: &Frame<'_>, seen: &Seen, mark: &Mark) -> Option<Rect> {
    let strips = strips(frame, seen, mark.range).into_iter();
    strips
        .map(|strip| Rect::from_x_y_ranges(strip.x, strip.row))
        .reduce(|all, strip| all.union(strip))
}

impl ToldMark {
    /// Makes its texts anew where they changed; `false` where nothing is known of it.
    fn renew(&mut self, frame: &Frame<'_>) -> bool {
        let Some(text) = (frame.input.describe)(self.mark.key) else {
            return false;
        };
        if self.label.is_empty() || self.text != text {
            let input = frame.input;
            let texts = input.catalogue;
            self.label = mark_name(texts, &text, input.text.slice(self.mark.range));
            self.description = mark_in_words(texts, &self.mark, &text);
            self.text = text;
        }
        true
    }
}

/// A mark's label and its words.
pub fn mark_name(texts: &Catalogue, said: &MarkText, words: &str) -> String {
    let label = said.label.clone();
    texts.text(&msg!("page-mark", label = label, quote = quote(words)))
}

/// Who speaks, why it is marked so, and by whom, in one phrase; may be empty.
pub fn mark_in_words(texts: &Catalogue, mark: &Mark, text: &MarkText) -> String {
    let said = |what: &String| (!what.is_empty()).then(|| what.clone());
    let parts = [
        said(&text.voice).map(|voice| texts.text(&msg!("page-said-voice", voice = voice))),
        mark.unsure.then(|| texts.t("page-said-unsure")),
        said(&text.reason).map(|reason| texts.text(&msg!("page-said-reason", reason = reason))),
        said(&text.reviewer).map(|name| texts.text(&msg!("page-said-reviewer", name = name))),
        text.moved
            .map(|percent| texts.text(&msg!("page-said-moved", percent = percent))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

fn build(document: &Ui, told: &ToldMark, rect: Rect, selected: bool) {
    document.interact(rect, told.id, Sense::hover());
    document.ctx().accesskit_node_builder(told.id, |node| {
        node.set_role(Role::Mark);
        node.set_label(told.label.clone());
        if !told.description.is_empty() {
            node.set_description(told.description.clone());
        }
        node.set_bounds(bounds(rect));
        node.add_action(Action::Click);
        node.add_action(Action::Focus);
        node.add_action(Action::ScrollIntoView);
        node.set_selected(selected);
    });
}
