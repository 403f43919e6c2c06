//! What the page is given, and what it answers.

use super::Typesetting;
use super::found::Found;
use crate::anchor::PlaceMap;
use crate::i18n::Catalogue;
use crate::model::{Codebook, Label, Passages};
use crate::overlay::{MarkKey, Overlay};
use crate::session::Selection;
use crate::text::{Granularity, SourceText, TextRange};
use crate::ui::theme::Theme;

/// Everything that one frame of the page is drawn from.
#[derive(Clone, Copy)]
pub struct PageInput<'a> {
    /// Changes when another article is shown.
    pub document: u64,
    /// The number of the text that was shown of the same article before it was changed, and where its
    /// places are now.
    pub came_from: Option<(u64, &'a PlaceMap)>,
    /// The article's text.
    pub text: &'a SourceText,
    /// What a screen reader calls the page.
    pub title: &'a str,
    /// Whether lines that start with `#` are headings.
    pub markdown: bool,
    /// The marks, over the blocks of `text`.
    pub overlay: &'a Overlay,
    /// What the labels look like.
    pub codebook: &'a Codebook,
    /// Texts for people.
    pub catalogue: &'a Catalogue,
    /// Colours.
    pub theme: &'a Theme,
    /// Size of the reading face in points.
    pub font_size: f32,
    /// How the text is set.
    pub typesetting: Typesetting,
    /// What is selected.
    pub selection: Selection,
    /// The mark that is selected.
    pub selected: Option<MarkKey>,
    /// The label that marks each passage picked by mouse; what is dragged grows to what it asks for.
    pub armed: Option<&'a Label>,
    /// Whether a mark is dimmed: drawn as a trace, reached by click alone. Asked for marks in sight.
    pub hidden: &'a dyn Fn(MarkKey) -> bool,
    /// Whether all marks of a reading and a label are dimmed, so that the rail shows only a trace of
    /// them.
    pub hidden_column: &'a dyn Fn(u16, Option<u16>) -> bool,
    /// Changes whenever `hidden` would answer differently.
    pub filter: u64,
    /// Words that are looked for.
    pub found: Found<'a>,
    /// What was read.
    pub read: &'a Passages,
    /// Whether there is something to say of a mark, so that it has a note.
    pub noted: &'a dyn Fn(MarkKey) -> bool,
    /// Whether room is kept for notes beside the text.
    pub margin: bool,
    /// Whether notes are shown; the text stays where it is in any case.
    pub notes: bool,
    /// What is said of a mark; asked only for what is in sight.
    pub describe: &'a dyn Fn(MarkKey) -> Option<MarkText>,
}

/// What is said of a mark, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkText {
    /// Name of its label.
    pub label: String,
    /// Who speaks there; empty where that need not be said.
    pub voice: String,
    /// Why it was marked so; may be empty.
    pub reason: String,
    /// Who marked it; empty where that need not be said.
    pub reviewer: String,
    /// Where it was only found: how sure its place is, in percent.
    pub moved: Option<usize>,
}

/// What the person did in the page, in the order in which it is to be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAction {
    /// Selected something, or put the caret somewhere.
    Select(Selection),
    /// Selected another mark, or none.
    SelectMark(Option<MarkKey>),
    /// Finished selecting a passage by mouse: what an armed label marks.
    Picked {
        /// The passage.
        range: TextRange,
        /// It takes the place of the one picked just before: a third click, of the word.
        instead: bool,
    },
    /// Asked that no label be armed any more.
    Disarm,
    /// Left a passage for the next sentence: it was read.
    Passed(TextRange),
    /// Said that a sentence was read (`true`), or that it was not.
    Read(TextRange, bool),
    /// Dragged an edge of a mark.
    SetRange(MarkKey, TextRange),
    /// Moved an edge of a mark by key.
    Nudge(MarkKey, TextRange),
}

/// How much work a frame was: for tests and measurements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageStats {
    /// Blocks of the article.
    pub blocks: usize,
    /// Blocks asked of the galley cache in the last frame.
    pub laid_out: usize,
    /// Blocks in sight in the last frame.
    pub visible: usize,
    /// Rectangles painted in the last frame.
    pub rectangles: usize,
    /// Notes laid out in the last frame.
    pub notes: usize,
    /// Whether the last frame had to draw the rail anew.
    pub rails: usize,
}

impl<'a> PageInput<'a> {
    /// What a dragged selection grows to.
    pub(super) fn snap(&self) -> Granularity {
        self.armed.map_or(Granularity::Word, |label| label.snap)
    }

    /// The text of a block.
    pub(super) fn block(&self, block: usize) -> &'a str {
        let range = self.overlay.blocks().get(block);
        range.map_or("", |range| self.text.slice(*range))
    }

    /// The first byte of a block.
    pub(super) fn start(&self, block: usize) -> usize {
        let range = self.overlay.blocks().get(block);
        range.map_or(0, |range| range.start())
    }
}
