//! The window closes once everything is on disk.

use egui::{Context, ViewportCommand};

use super::{CLOSE_SECONDS, PostilApp};
use crate::model::{Bookmark, CodebookWrite};
use crate::msg;
use crate::session::{
    App, CodebookCommand, CodebookSave, Command, Effect, SaveState, receive, update,
};

impl PostilApp {
    /// The window closes once everything is on disk. Where something can't be written it stays open
    /// and says so; whoever closes it again within a few seconds means it.
    pub(super) fn closing(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        if self
            .close_refused
            .is_some_and(|at| now - at < CLOSE_SECONDS)
        {
            return;
        }
        self.keep_draft(&Command::App(App::CancelReviewer));
        if self.state.is_catching_up() {
            // What was marked before the annotations were there is not made yet.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.state.say(msg!("close-waits"), false);
            (self.close_waits, self.close_refused) = (true, Some(now));
            return;
        }
        self.write_codebook_again();
        self.jobs.flush_saves();
        // What was changed while a codebook was being written is written after it.
        for _ in 0..2 {
            self.jobs.flush_settings();
            self.take_events(ctx);
        }
        let failed = self.state.open.values().find_map(|open| match &open.save {
            SaveState::Failed(problem) => Some(crate::session::problem_line(problem)),
            // No answer although everything was to be written: whoever writes is gone.
            SaveState::Saving => Some(msg!("job-broke")),
            _ => None,
        });
        let failed = failed.or_else(|| match &self.state.codebook_file.save {
            CodebookSave::Failed(problem) => Some(crate::session::problem_line(problem)),
            CodebookSave::Saving => Some(msg!("job-broke")),
            CodebookSave::Asks(_) => Some(msg!("codebook-asks-first")),
            _ => None,
        });
        if let Some(problem) = failed {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.state
                .say(msg!("close-unsaved", problem = problem), true);
            self.close_refused = Some(now);
        }
    }

    /// A codebook that could not be written may find a place by now.
    fn write_codebook_again(&mut self) {
        if matches!(self.state.codebook_file.save, CodebookSave::Failed(_)) {
            let write = CodebookCommand::Write(CodebookWrite::Own);
            let effects = update(&mut self.state, Command::Codebook(write), &mut self.env);
            self.send(effects);
        }
    }

    /// Goes on closing once nothing waits for annotations any more.
    pub(super) fn close_after_waiting(&mut self, ctx: &Context) {
        if self.close_waits && !self.state.is_catching_up() {
            (self.close_waits, self.close_refused) = (false, None);
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// Keeps everything that is not kept yet.
    pub fn finish(&mut self) {
        self.keep_draft(&Command::App(App::CancelReviewer));
        if self.state.is_catching_up() {
            self.jobs.flush_loads();
            for event in self.jobs.poll() {
                let effects = receive(&mut self.state, event);
                self.send(effects);
            }
            let effects = update(&mut self.state, Command::App(App::CatchUp), &mut self.env);
            self.send(effects);
        }
        self.write_codebook_again();
        self.send(self.place().into_iter().collect());
        for _ in 0..2 {
            self.jobs.flush_settings();
            for event in self.jobs.poll() {
                let effects = receive(&mut self.state, event);
                self.send(effects);
            }
        }
        self.jobs.finish();
    }

    /// Where the next start goes on: at the caret, or where the page was scrolled away from it.
    fn place(&self) -> Option<Effect> {
        let open = self.state.current_article()?;
        let at = match self.page.sees_caret() {
            true => open.selection.head,
            false => self.page.first_seen(),
        };
        Some(Effect::RememberPlace(Bookmark {
            article: open.path.clone(),
            text_hash: open.article.text.hash().to_owned(),
            at,
        }))
    }
}
