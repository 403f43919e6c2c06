//! Looking for words, from the window's side.

use egui::Context;

use super::PostilApp;
use crate::session::{App, OpenArticle, Seek, State};
use crate::ui::intent::{Intent, Look};
use crate::ui::page::Found;
use crate::ui::panels::find_bar::FindBar;

impl PostilApp {
    /// Shows the bar in which words are looked for, with the keyboard in it.
    pub(super) fn open_find(&mut self) {
        self.apply(App::Find(Seek::Open).into());
        self.find_bar.focus = true;
    }

    /// Goes to the next hit or the one before; without words to look for, asks for them.
    pub(super) fn step_find(&mut self, forward: bool) {
        match self.state.find.query.words.trim().is_empty() {
            true => self.open_find(),
            false => self.apply(App::Find(Seek::Step(forward)).into()),
        }
    }

    pub(super) fn draw_find_bar(&mut self, ctx: &Context, out: &mut Vec<Intent>) {
        let look = Look {
            texts: &self.texts,
            theme: &self.theme,
            preferences: self.preferences,
        };
        if self
            .find_bar
            .show(ctx, self.page_rect, &self.state, look, out)
        {
            self.page.focus(ctx);
        }
    }
}

/// What the page shows of what was looked for.
pub(super) fn found<'a>(state: &'a State, open: &OpenArticle, bar: &FindBar) -> Found<'a> {
    Found {
        hits: state.find.shown_hits(&open.article.text),
        covered: bar.covered,
    }
}
