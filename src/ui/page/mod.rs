//! The page: an article to be read and marked.
//!
//! [`PageView::show`] draws from references and returns [`PageAction`]s; it never changes data. What it
//! keeps is how the article is looked at: the scroll offset, heights of blocks, a drag in progress.
//!
//! - Only blocks in sight are laid out. Heights of the others are guessed, and corrected when seen
//!   ([`heights`]). The offset is an `f64` of our own: `egui::ScrollArea` moves in steps of points and
//!   more where a text is 10⁷ points high.
//! - No galley is kept: each frame asks egui's cache, which knows when glyphs must be drawn anew.
//! - Marks are painted behind a galley that knows nothing of them ([`marks`]), so that none ever moves
//!   the text: sections of different colours would be shaped apart.
//! - What is shown may differ from the source, but never in the number of characters ([`display`]).
//! - Selection and caret are bytes of the source, and live in the session.

mod accessibility;
mod badge;
mod coverage;
mod display;
mod edges;
mod found;
mod heights;
mod hold;
mod hover;
mod input;
mod keys;
mod lanes;
mod layout;
mod letters;
mod looks;
mod margin;
mod marks;
mod moves;
mod paint;
mod pointer;
mod rail;
mod rows;
mod scroll;
mod scrollbar;
mod selected;
mod sheet;
mod stack;
mod tiles;
mod typesetting;

use std::collections::HashMap;

use egui::{Id, Response, Sense, Ui};

pub(super) use accessibility::{mark_in_words, mark_name};
pub use found::Found;
pub use input::{MarkText, PageAction, PageInput, PageStats};
pub(super) use looks::reader_sign;
pub use typesetting::Typesetting;

use crate::overlay::{Mark, MarkKey};
use crate::session::Selection;
use crate::text::TextRange;
use heights::Heights;
use layout::{Laid, Outline};
use looks::Looks;
use marks::Drawing;
use sheet::{Fit, Sheet};
use tiles::Tiles;

/// Drawings of blocks that are kept after they went out of sight.
const KEPT: usize = 96;

/// How an article is looked at.
pub struct PageView {
    id: Id,
    /// What the text is laid out by: when any of it changes, heights are guessed anew.
    layout: Option<LayoutKey>,
    outline: Outline,
    heights: Heights,
    /// Top of the view in points below the top of the page.
    offset: f64,
    /// The words at the top of the view.
    held: Option<hold::Held>,
    /// Where other articles were left.
    places: HashMap<u64, Place>,
    /// What marks are drawn by: when any of it changes, they are drawn anew.
    looks: Looks,
    /// The overlay and the filter of which there are drawings.
    drawn_of: (u64, u64),
    drawings: HashMap<usize, (u32, Drawing)>,
    tiles: Option<Tiles>,
    told: accessibility::Told,
    /// A place to be brought into sight.
    reveal: Option<TextRange>,
    pointer: pointer::PointerState,
    keys: keys::KeyState,
    edges: edges::EdgeState,
    hover: hover::HoverState,
    margin: margin::MarginState,
    rail: rail::RailState,
    grip: Option<f32>,
    /// Whether the caret stood in the view in the last frame.
    caret_seen: bool,
    stats: PageStats,
}

/// A piece of an article as it is shown elsewhere: with the spaces that French keeps with their
/// neighbour.
pub fn shown_text(source: &str) -> String {
    let lines = source.split('\n').map(|line| display::shown(line).text);
    lines.collect::<Vec<_>>().join("\n")
}

/// What the text is laid out by.
#[derive(Clone, Debug, PartialEq)]
struct LayoutKey {
    document: u64,
    hash: String,
    markdown: bool,
    sheet: Fit,
}

/// Where an article was left: the block at the top of the view, the points of it above the view, and
/// the sheet on which it was so.
#[derive(Clone, Copy, Debug)]
struct Place {
    block: usize,
    within: f64,
    held: Option<hold::Held>,
    sheet: Fit,
}

/// A block in sight.
struct Seen {
    block: usize,
    laid: Laid,
    /// Top of its first row on the screen.
    top: f32,
}

/// One frame in the making.
struct Frame<'a> {
    input: &'a PageInput<'a>,
    sheet: Sheet,
    response: Response,
    /// The selection as it is by now.
    selection: Selection,
    /// The selected mark as it is by now.
    selected: Option<MarkKey>,
    /// A mark whose edge is being moved, and where it would lie.
    preview: Option<(MarkKey, TextRange)>,
    actions: Vec<PageAction>,
}

impl Frame<'_> {
    fn select(&mut self, selection: Selection) {
        if self.selection != selection {
            self.selection = selection;
            self.actions.push(PageAction::Select(selection));
        }
    }

    fn select_mark(&mut self, mark: Option<MarkKey>) {
        if self.selected != mark {
            self.selected = mark;
            self.actions.push(PageAction::SelectMark(mark));
        }
    }

    /// Selects words and lets go of the selected mark.
    fn select_words(&mut self, selection: Selection) {
        self.select(selection);
        self.select_mark(None);
    }

    /// Where a mark lies, or would lie by the edge that is being moved.
    fn place(&self, mark: Mark) -> TextRange {
        match self.preview {
            Some((key, to)) if key == mark.key => to,
            _ => mark.range,
        }
    }

    fn is_hidden(&self, key: MarkKey) -> bool {
        (self.input.hidden)(key)
    }
}

impl Default for PageView {
    fn default() -> Self {
        Self::new("page")
    }
}

impl PageView {
    /// A view at the top of its article. The name tells several pages in one window apart.
    pub fn new(name: &str) -> Self {
        Self {
            id: Id::unique(("postil page", name)),
            layout: None,
            outline: Outline::default(),
            heights: Heights::default(),
            offset: 0.0,
            held: None,
            places: HashMap::new(),
            looks: Looks::default(),
            drawn_of: (0, 0),
            drawings: HashMap::new(),
            tiles: None,
            told: accessibility::Told::default(),
            reveal: None,
            pointer: pointer::PointerState::default(),
            keys: keys::KeyState::default(),
            edges: edges::EdgeState::default(),
            hover: hover::HoverState::default(),
            margin: margin::MarginState::default(),
            rail: rail::RailState::default(),
            grip: None,
            caret_seen: false,
            stats: PageStats::default(),
        }
    }

    /// Identity of the page among egui's widgets: what has the keyboard while somebody reads.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Gives the page the keyboard.
    pub fn focus(&self, ctx: &egui::Context) {
        ctx.memory_mut(|memory| memory.request_focus(self.id));
    }

    /// Brings a place into sight with the next frame; nothing moves where it is in sight already.
    pub fn reveal(&mut self, range: TextRange) {
        self.reveal = Some(range);
    }

    /// Whether the caret stood in the view in the last frame.
    pub fn sees_caret(&self) -> bool {
        self.caret_seen
    }

    /// How much work the last frame was.
    pub fn stats(&self) -> PageStats {
        self.stats
    }

    /// Draws the page into all room that is left in `ui`.
    pub fn show(&mut self, ui: &mut Ui, input: &PageInput<'_>) -> Vec<PageAction> {
        let rect = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(rect);
        let requests = accessibility::requests(ui);
        let response = ui.interact(rect, self.id, Sense::click_and_drag());
        let mut frame = Frame {
            input,
            sheet: Sheet::fit(ui, rect, input.font_size, input.typesetting, input.margin),
            response,
            selection: input.selection,
            selected: input.selected,
            preview: None,
            actions: Vec::new(),
        };
        self.stats = PageStats::default();
        let anew = self.adopt(ui, &frame);
        self.read_wheel(ui, &frame);
        self.read_bar(ui, &frame);
        self.mind_edges(&frame);
        self.read_keys(ui, &mut frame);
        self.read_pointer(ui, &mut frame);
        self.read_assistant(ui, &mut frame, requests);
        self.bring_into_sight(ui, &frame);
        self.offset = self.offset.max(Self::least(&frame));
        let before = self.offset;
        let seen = self.lay_out_seen(ui, &frame);
        if anew && self.offset < before {
            // There is less below than there was: the words come back when there is more again.
            self.still_hold();
        }
        self.hold(&frame, &seen);
        self.caret_seen = selected::is_caret_in_view(&frame, &seen);
        self.paint(ui, &frame, &seen);
        self.show_margin(ui, &mut frame, &seen);
        self.describe_to_assistant(ui, &frame, &seen);
        self.show_hover(ui, &frame);
        self.show_armed(ui, &frame);
        self.forget(&seen);
        if !frame.actions.is_empty() {
            // The rest of the window was drawn from what was before them.
            ui.ctx().request_repaint();
        }
        frame.actions
    }

    /// Takes notice of what changed since the last frame; `true` where the text is laid out anew.
    fn adopt(&mut self, ui: &Ui, frame: &Frame<'_>) -> bool {
        let (input, sheet) = (frame.input, &frame.sheet);
        let key = LayoutKey {
            document: input.document,
            hash: input.text.hash().to_owned(),
            markdown: input.markdown,
            sheet: sheet.key(),
        };
        let anew = self.layout.as_ref() != Some(&key);
        if anew {
            self.lay_anew(ui, frame, key);
        }
        let looks = Looks::new(input);
        let drawn_of = (input.overlay.version().overlay, input.filter);
        if self.looks != looks || self.drawn_of != drawn_of {
            self.looks = looks;
            self.drawn_of = drawn_of;
            self.drawings.clear();
            self.rail.forget();
        }
        if !self
            .tiles
            .as_ref()
            .is_some_and(|tiles| tiles.fit(sheet.pixels))
        {
            self.tiles = Some(Tiles::new(ui.ctx(), sheet.pixels));
        }
        anew
    }

    fn lay_anew(&mut self, ui: &Ui, frame: &Frame<'_>, key: LayoutKey) {
        let (input, sheet) = (frame.input, &frame.sheet);
        let same_text = self.layout.as_ref().is_some_and(|old| {
            (old.document, &old.hash, old.markdown) == (key.document, &key.hash, key.markdown)
        });
        let (block, within) = self.heights.find(self.offset - f64::from(sheet.head()));
        if !same_text {
            if let Some(old) = self.layout.take() {
                let place = Place {
                    block,
                    within,
                    held: self.held,
                    sheet: old.sheet,
                };
                match self.offset > f64::from(sheet.head()) {
                    true => self.places.insert(old.document, place),
                    false => self.places.remove(&old.document),
                };
            }
            self.outline = Outline::new(input);
            self.pointer = pointer::PointerState::default();
            self.keys = keys::KeyState::default();
            self.edges = edges::EdgeState::default();
            self.hover = hover::HoverState::default();
        }
        self.heights = Heights::new(self.outline.estimates(sheet));
        self.drawings.clear();
        let left = self.places.get(&key.document).copied();
        let sheet_now = key.sheet;
        self.layout = Some(key);
        if same_text {
            self.put_back(ui, frame);
            return;
        }
        if let (None, Some((old, map))) = (left, input.came_from)
            && let Some(held) = self.places.remove(&old).and_then(|place| place.held)
        {
            // The words at the top stay there wherever they are in the text by now.
            self.held = Some(held.moved(map));
            self.put_back(ui, frame);
            return;
        }
        self.offset = left.map_or(0.0, |place| self.top_of(frame, place.block) + place.within);
        self.held = left.and_then(|place| place.held);
        if left.is_some_and(|place| place.sheet != sheet_now) {
            self.put_back(ui, frame);
        }
    }

    /// Lays a block out and learns its height.
    fn laid(&mut self, ui: &Ui, frame: &Frame<'_>, block: usize) -> Laid {
        self.stats.laid_out += 1;
        let laid = layout::lay_out(ui, frame.input, &frame.sheet, &self.outline, block);
        self.heights.set(block, laid.height);
        laid
    }

    /// Forgets drawings that are out of sight, when they get many.
    fn forget(&mut self, seen: &[Seen]) {
        if self.drawings.len() > KEPT.max(seen.len()) {
            self.drawings
                .retain(|block, _| seen.iter().any(|seen| seen.block == *block));
        }
    }
}
