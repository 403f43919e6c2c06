//! The article in the middle of the window.

use std::path::Path;

use egui::Ui;

use super::PostilApp;
use crate::anchor::percent;
use crate::i18n::Catalogue;
use crate::model::Voice;
use crate::overlay::MarkKey;
use crate::session::{App, Doc, OpenArticle, State};
use crate::text::TextRange;
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};
use crate::ui::page::{MarkText, PageAction, PageInput};
use crate::ui::panels::{header, welcome};

impl PostilApp {
    pub(super) fn draw_page(&mut self, ui: &mut Ui, out: &mut Vec<Intent>) {
        let look = Look {
            texts: &self.texts,
            theme: &self.theme,
            preferences: self.preferences,
        };
        let Some(open) = self.state.current_article() else {
            self.page_rect = ui.available_rect_before_wrap();
            if !std::mem::replace(&mut self.letters_drawn, true) {
                let size = self.preferences.font_size(self.view.projector);
                let face = self.preferences.typesetting().face;
                fonts::prepare(ui.ctx(), face.regular(size));
            }
            welcome::show(ui, &self.state, look, out);
            return;
        };
        if !self.view.projector {
            header::show(ui, &self.state, open, &mut self.filter, look, out);
            ui.add_space(4.0);
        }
        self.show_page(ui, out);
    }

    /// Draws the page alone, and first brings a place into sight: for measurements.
    pub fn page_alone(&mut self, ui: &mut Ui, reveal: Option<TextRange>) {
        if let Some(place) = reveal {
            self.page.reveal(place);
        }
        let mut out = Vec::new();
        self.show_page(ui, &mut out);
        for intent in out {
            self.apply(intent);
        }
    }

    fn show_page(&mut self, ui: &mut Ui, out: &mut Vec<Intent>) {
        let Some(open) = self.state.current_article() else {
            return;
        };
        self.page_rect = ui.available_rect_before_wrap();
        if let Some((number, range)) = open.reveal
            && self.revealed.get(&open.path) != Some(&number)
        {
            self.revealed.insert(open.path.clone(), number);
            self.page.reveal(range);
        }
        let title = open.article.title();
        let armed = self.state.armed_label();
        let describe = |key| describe(&self.state, open, key, &self.texts);
        let noted = |key| {
            let span = open.annotation(key);
            span.is_some_and(|span| !span.reason.is_empty() || span.voice != Voice::Author)
        };
        let came_from = open.came_from.as_deref();
        let came_from = came_from.map(|map| (document_key(&open.path, map.old_hash()), map));
        let input = PageInput {
            document: document_key(&open.path, open.article.text.hash()),
            came_from,
            text: &open.article.text,
            title: &title,
            markdown: open.article.file_name.to_lowercase().ends_with(".md"),
            overlay: &open.overlay,
            codebook: &self.state.codebook,
            catalogue: &self.texts,
            theme: &self.theme,
            font_size: self.preferences.font_size(self.view.projector),
            typesetting: self.preferences.typesetting(),
            selection: open.selection,
            selected: open.selected,
            armed,
            hidden: &|key| !open.passes(&self.state.filter, key),
            hidden_column: &|reading, label| {
                let labels = &self.state.codebook.labels;
                let label = label.and_then(|at| labels.get(usize::from(at)));
                open.dims_all(&self.state.filter, reading, label)
            },
            filter: self.state.filter_number,
            found: super::finding::found(&self.state, open, &self.find_bar),
            read: open.read(),
            noted: &noted,
            // Too small to be read from the last row: a room sees the text alone, in the middle.
            margin: !self.view.projector,
            notes: self.notes && !self.view.projector,
            describe: &describe,
        };
        let actions = self.page.show(ui, &input);
        out.extend(actions.into_iter().filter_map(|action| match action {
            PageAction::Select(selection) => Some(App::Select(selection).into()),
            PageAction::SelectMark(mark) => Some(App::SelectMark(mark).into()),
            PageAction::Picked { instead, .. } => armed.map(|label| match instead {
                true => Doc::TagInstead(label.key.clone()).into(),
                false => Doc::Tag(label.key.clone()).into(),
            }),
            PageAction::Passed(range) => Some(App::Passed(range).into()),
            PageAction::Read(range, read) => Some(Doc::Read(range, read).into()),
            PageAction::Disarm => Some(App::Arm(None).into()),
            PageAction::SetRange(mark, range) => Some(Doc::SetRange(mark.id, range).into()),
            PageAction::Nudge(mark, range) => Some(Doc::Nudge(mark.id, range).into()),
        }));
    }
}

impl PostilApp {
    /// Whether a label would mark what stands around a caret that was scrolled out of sight.
    pub(super) fn would_mark_unseen(&self) -> bool {
        let open = self.state.current_article();
        let caret = open.is_some_and(|open| open.selection.is_caret() && open.selected.is_none());
        caret && !self.page.sees_caret()
    }
}

/// A number for an article and its text: the page starts anew where either changes.
fn document_key(path: &Path, hash: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    (path, hash).hash(&mut hasher);
    hasher.finish()
}

/// What is said of a mark on hover and to a screen reader.
pub(super) fn describe(
    state: &State,
    open: &OpenArticle,
    key: MarkKey,
    texts: &Catalogue,
) -> Option<MarkText> {
    let span = open.annotation(key)?;
    let lang = texts.lang().tag();
    Some(MarkText {
        label: state.codebook.label_name(&span.label, lang).to_owned(),
        voice: match &span.voice {
            Voice::Author => String::new(),
            Voice::Source(name) => name.clone(),
        },
        reason: span.reason.clone(),
        reviewer: match open.is_own(key) {
            true => String::new(),
            false => open.reading_of(key)?.reviewer.name.clone(),
        },
        moved: open.move_of(key).map(|found| percent(found.score)),
    })
}
