//! Says what happens elsewhere than at the keyboard: one place that screen readers listen to.

use egui::accesskit::{Live, Role};
use egui::{Id, Rect, Sense, Ui, vec2};

use super::PostilApp;
use super::reading::describe;
use crate::i18n::Catalogue;
use crate::msg;
use crate::overlay::MarkKey;
use crate::session::{OpenArticle, State};
use crate::ui::panels::{filter, find_bar, review_bar, suggestion_bar};

/// What stands in the window until something changes it: told each time that it reads otherwise.
#[derive(Clone, Copy, Debug)]
enum Standing {
    /// Which label is armed.
    Armed,
    /// What the filter dims.
    Filter,
    /// How many hits there are and which of them is selected.
    Hits,
    /// What is suggested, and how many are left.
    Suggestion,
    /// Which mark is looked at that the article's change has moved or left without a place.
    Review,
    /// The edge of a mark that is in hand.
    Edge,
}

impl Standing {
    const ALL: [Self; 6] = [
        Self::Armed,
        Self::Filter,
        Self::Hits,
        Self::Suggestion,
        Self::Review,
        Self::Edge,
    ];

    /// What is told when it is no longer there; nothing where that is seen from what was done.
    fn over(self) -> Option<&'static str> {
        match self {
            Self::Armed => Some("said-disarmed"),
            Self::Filter => Some("said-unfiltered"),
            _ => None,
        }
    }
}

/// What was announced last, and what is known already.
#[derive(Debug, Default)]
pub(super) struct Announcer {
    said: u64,
    notice: Option<u64>,
    mark: Option<MarkKey>,
    /// What stands in the window, by [`Standing`].
    standing: [String; Standing::ALL.len()],
    text: String,
    /// Whether that is a notice.
    of_notice: bool,
    /// Told apart from the same words said before.
    again: bool,
}

impl Announcer {
    /// Takes notice of what happened since the last frame. An act says more than the mark that it
    /// selects.
    fn look(&mut self, state: &State, edge: Option<String>, texts: &Catalogue) {
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
        let mut all: Vec<String> = news.into_iter().collect();
        all.extend(self.standing(state, edge, texts));
        // What was closed is no longer there to be read.
        if state.notices.is_empty() && std::mem::take(&mut self.of_notice) {
            self.text.clear();
        }
        let is_new = notice.map(|notice| notice.id) > self.notice;
        self.said = state.said.number;
        self.notice = notice.map(|notice| notice.id).max(self.notice);
        self.mark = mark;
        if !all.is_empty() {
            self.of_notice = is_new;
            self.again = !self.again;
            self.text = all.join(". ");
        }
    }

    /// What changed of that which stands in the window.
    fn standing(&mut self, state: &State, edge: Option<String>, texts: &Catalogue) -> Vec<String> {
        let open = state.current_article();
        let lang = texts.lang().tag();
        let mut edge = edge;
        let mut news = Vec::new();
        for (known, what) in self.standing.iter_mut().zip(Standing::ALL) {
            let now = match what {
                Standing::Armed => state.armed_label().map(|label| {
                    let name = label.name.get(lang).to_owned();
                    texts.text(&msg!("bar-armed", label = name))
                }),
                Standing::Filter => open
                    .filter(|_| state.filter.is_on())
                    .map(|open| filter::in_words(state, open, texts)),
                Standing::Hits => match open.filter(|_| state.find.shown) {
                    None => None,
                    Some(open) => {
                        // Who leaves a hit knows how many there are.
                        let searching = state.find.hits(&open.article.text).is_none();
                        let known_already = !known.is_empty() || searching;
                        if known_already && !find_bar::is_news(&state.find, open) {
                            continue;
                        }
                        Some(find_bar::in_words(&state.find, open, texts))
                    }
                },
                Standing::Suggestion => open
                    .filter(|_| state.suggesting)
                    .map(|open| suggestion_bar::in_words(state, open, texts)),
                Standing::Review => open
                    .filter(|_| review_bar::is_shown(state))
                    .map(|open| review_bar::in_words(state, open, texts)),
                Standing::Edge => edge.take(),
            };
            let now = now.unwrap_or_default();
            if now == *known {
                continue;
            }
            match now.is_empty() {
                true => news.extend(what.over().map(|key| texts.t(key))),
                false => news.push(now.clone()),
            }
            *known = now;
        }
        news
    }
}

impl PostilApp {
    /// Announces what happened since the last frame.
    pub(super) fn announce(&mut self, ui: &Ui) {
        let open = self.state.current_article();
        let edge = open.and_then(|open| {
            self.page
                .edge_in_words(&open.article.text, &open.overlay, &self.texts)
        });
        self.announcer.look(&self.state, edge, &self.texts);
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
