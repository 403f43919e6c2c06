//! Looking for words and going through suggestions and moved marks, from the window's side.

use egui::{Context, Key, Modifiers};

use super::PostilApp;
use crate::session::{App, OpenArticle, Query, Review, ReviewItem, Seek, State, Suggest};
use crate::ui::commands::{CommandId, lost_mark};
use crate::ui::intent::{Intent, Look};
use crate::ui::page::Found;
use crate::ui::panels::find_bar::FindBar;
use crate::ui::panels::{review_bar, suggestion_bar};

impl PostilApp {
    /// Shows the bar in which words are looked for, with the keyboard in it.
    pub(super) fn open_find(&mut self) {
        let seen = (!self.page.sees_caret()).then(|| self.page.first_seen());
        self.apply(App::Find(Seek::Open(seen)).into());
        self.find_bar.focus = true;
    }

    /// Goes to the next hit or the one before; without words to look for, asks for them.
    pub(super) fn step_find(&mut self, forward: bool) {
        match self.state.find.query.words.trim().is_empty() {
            true => self.open_find(),
            false => self.apply(App::Find(Seek::Step(forward)).into()),
        }
    }

    /// Asks which label all hits may deserve.
    pub(super) fn suggest_all(&mut self) {
        self.find_bar.choosing = true;
        self.find_bar.focus_label = true;
    }

    /// Keys of the search and of the suggestions while the page has the keyboard; before the page's
    /// own, so that the hit or suggestion stays selected when they are left.
    pub(super) fn finding_keys(&self, ctx: &Context, out: &mut Vec<Intent>) {
        let (find, suggesting) = (self.state.find.shown, self.state.suggesting);
        let key = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if find && key(Key::Escape) {
            out.push(App::Find(Seek::Close).into());
        } else if suggesting && key(Key::Escape) {
            out.push(App::from(Suggest::Leave).into());
        }
        let reviewing = review_bar::is_shown(&self.state);
        if reviewing && key(Key::Escape) {
            out.push(App::from(Review::Leave).into());
        }
        if suggesting && key(Key::Enter) {
            out.push(App::from(Suggest::Accept(None)).into());
        }
        // With nothing left to be looked at, Enter is what it always is.
        let open = self.state.current_article();
        let reviewed = open.and_then(OpenArticle::reviewed).filter(|_| reviewing);
        if let Some(item) = reviewed
            && key(Key::Enter)
        {
            out.push(Intent::Run(match item {
                ReviewItem::Moved(_) => CommandId::AcceptMove,
                ReviewItem::Orphan(_) => CommandId::Attach,
            }));
        }
    }

    /// What the key of a label asks for: mostly a mark, but while something is suggested an answer.
    pub(super) fn label_key(&self, at: usize) -> Intent {
        let label = self.state.codebook.labels.get(at);
        let open = self.state.current_article();
        let suggestion = open.and_then(|open| open.suggestions.current());
        match label {
            Some(label) if self.find_bar.choosing => {
                App::from(Suggest::All(label.key.clone())).into()
            }
            Some(label) if self.state.suggesting && suggestion.is_some() => {
                App::from(Suggest::Accept(Some(label.key.clone()))).into()
            }
            _ => Intent::Run(CommandId::Tag(at)),
        }
    }

    /// Looks for the most telling word of a mark that has no place, which may still stand somewhere.
    pub(super) fn find_lost(&mut self) {
        let open = self.state.current_article();
        let span = lost_mark(&self.state).and_then(|id| open?.own_span(id));
        let Some(span) = span else { return };
        let words = span.anchor.quote.split(|c: char| !c.is_alphanumeric());
        let longest = words.min_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let query = Query {
            words: longest.unwrap_or_default().to_owned(),
            whole_words: false,
        };
        self.apply(App::Find(Seek::Open(None)).into());
        self.apply(App::Find(Seek::For(query)).into());
    }

    pub(super) fn draw_find_bar(&mut self, ctx: &Context, out: &mut Vec<Intent>) {
        let look = Look {
            texts: &self.texts,
            theme: &self.theme,
            preferences: self.preferences,
        };
        let leave = self
            .find_bar
            .show(ctx, self.page_rect, &self.state, look, out);
        let covered = suggestion_bar::show(ctx, self.page_rect, &self.state, look, out);
        let review = review_bar::show(ctx, self.page_rect, &self.state, look, out);
        // A bar that has grown over the mark that it is about makes room for it.
        let open = self.state.current_article();
        let key = open.and_then(|open| open.selected).filter(|_| review > 0.0);
        let mark = key.and_then(|key| open?.overlay.get(key));
        if let Some(mark) = mark.filter(|_| review > self.review_covered + 1.0) {
            self.page.reveal(mark.range);
            ctx.request_repaint();
        }
        self.review_covered = review;
        self.find_bar.covered = self.find_bar.covered.max(covered).max(review);
        if leave {
            self.page.focus(ctx);
        }
    }
}

/// What the page shows of what was looked for.
pub(super) fn found<'a>(state: &'a State, open: &'a OpenArticle, bar: &FindBar) -> Found<'a> {
    Found {
        hits: state.find.shown_hits(&open.article.text),
        number: state.find.number(),
        suggestions: state.suggesting.then_some(&open.suggestions),
        covered: bar.covered,
    }
}
