//! Says what happens elsewhere than at the keyboard: one place that screen readers listen to.

use egui::accesskit::{Live, Role};
use egui::{Id, Rect, Sense, Ui, vec2};

use super::PostilApp;
use super::reading::describe;
use crate::i18n::Catalogue;
use crate::msg;
use crate::overlay::MarkKey;
use crate::session::{OpenArticle, State};

/// What was announced last, and what is known already.
#[derive(Debug, Default)]
pub(super) struct Announcer {
    said: u64,
    notice: Option<u64>,
    mark: Option<MarkKey>,
    text: String,
    /// Whether that is a notice.
    of_notice: bool,
    /// Told apart from the same words said before.
    again: bool,
}

impl Announcer {
    /// Takes notice of what happened since the last frame. An act says more than the mark that it
    /// selects.
    fn look(&mut self, state: &State, texts: &Catalogue) {
        let open = state.current_article();
        let mark = open.and_then(|open| open.selected);
        let notice = state.notices.last();
        let news = if notice.map(|notice| notice.id) > self.notice {
            notice.map(|notice| texts.text(&notice.what))
        } else if state.said.number != self.said {
            state.said.what.as_ref().map(|what| texts.text(what))
        } else if mark != self.mark {
            let told = open.zip(mark);
            told.and_then(|(open, mark)| mark_in_words(state, open, mark, texts))
        } else {
            None
        };
        // What was closed is no longer there to be read.
        if state.notices.is_empty() && std::mem::take(&mut self.of_notice) {
            self.text.clear();
        }
        let is_new = notice.map(|notice| notice.id) > self.notice;
        self.said = state.said.number;
        self.notice = notice.map(|notice| notice.id).max(self.notice);
        self.mark = mark;
        if let Some(news) = news {
            self.of_notice = is_new;
            self.again = !self.again;
            self.text = news;
        }
    }
}

impl PostilApp {
    /// Announces what happened since the last frame.
    pub(super) fn announce(&mut self, ui: &Ui) {
        self.announcer.look(&self.state, &self.texts);
        let id = Id::unique("announcer");
        let place = Rect::from_min_size(ui.max_rect().min, vec2(0.0, 0.0));
        ui.interact(place, id, Sense::hover());
        let announcer = &self.announcer;
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Status);
            node.set_live(Live::Polite);
            // The same words twice are two announcements: a space at the end is not spoken.
            let end = if announcer.again { " " } else { "" };
            node.set_label([announcer.text.as_str(), end].concat());
        });
    }
}

/// A mark as it is read out when it is selected.
fn mark_in_words(
    state: &State,
    open: &OpenArticle,
    key: MarkKey,
    texts: &Catalogue,
) -> Option<String> {
    let mark = open.overlay.get(key)?;
    let said = describe(state, open, key, texts)?;
    let quote = crate::ui::page::mark_name(texts, &said, open.article.text.slice(mark.range));
    let more = crate::ui::page::mark_in_words(texts, &mark, &said);
    Some(texts.text(&msg!("said-selected", mark = quote, more = more)))
}
