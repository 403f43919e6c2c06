//! [`CodebookHistory`]: what was done to the codebook, to be taken back.
//!
//! A step holds the codebook before and after whole: there are few, they are small, and taking one
//! back is exact. It also holds how many acts the shown article had by then, so that Ctrl+Z in the
//! page takes back the later of the two.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::state::State;
use crate::i18n::Message;
use crate::model::{Codebook, CodebookEdit, Timestamp};

/// What is typed in one field goes on being the same step while the pauses are shorter than this.
const PAUSE: Duration = Duration::from_secs(10);
/// So many steps are kept.
const STEPS: usize = 500;

/// One step.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// What it is called in the Edit menu.
    pub name: Message,
    /// The change; none where the file was read again.
    pub edit: Option<CodebookEdit>,
    pub before: Arc<Codebook>,
    pub after: Arc<Codebook>,
    /// When it was done.
    pub at: Timestamp,
    /// The article that was shown, and how many of its acts could be undone (or, once this step is
    /// undone, redone) by then.
    pub beside: Option<(PathBuf, usize)>,
}

/// What was done and what was undone, of the codebook in use.
#[derive(Clone, Debug, Default)]
pub struct CodebookHistory {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether typing may go on: nothing was undone or done again since.
    goes_on: bool,
}

impl CodebookHistory {
    pub(super) fn record(&mut self, step: Step) {
        self.undone.clear();
        let last = self.done.last_mut().filter(|_| self.goes_on);
        self.goes_on = true;
        if let Some(last) = last
            && let (Some(first), Some(next)) = (&last.edit, &step.edit)
            && first.goes_on_with(next)
            && step.beside == last.beside
            && step.at.duration_since(last.at).unsigned_abs() < PAUSE
        {
            *last = Step {
                before: Arc::clone(&last.before),
                ..step
            };
            return;
        }
        self.done.push(step);
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
    }

    /// The codebook before the last step.
    pub(super) fn undo(&mut self, beside: Option<(PathBuf, usize)>) -> Option<Arc<Codebook>> {
        let mut last = self.done.pop()?;
        self.goes_on = false;
        last.beside = beside;
        let before = Arc::clone(&last.before);
        self.undone.push(last);
        Some(before)
    }

    /// The codebook after the step that was undone last.
    pub(super) fn redo(&mut self, beside: Option<(PathBuf, usize)>) -> Option<Arc<Codebook>> {
        let mut next = self.undone.pop()?;
        self.goes_on = false;
        next.beside = beside;
        let after = Arc::clone(&next.after);
        self.done.push(next);
        Some(after)
    }

    /// When the last step was done; the beginning of time where there is none.
    pub(super) fn last_time(&self) -> Timestamp {
        self.done
            .last()
            .map_or(Timestamp::UNIX_EPOCH, |step| step.at)
    }

    /// What undoing would take back.
    pub fn next_undo(&self) -> Option<&Message> {
        self.done.last().map(|step| &step.name)
    }

    /// What redoing would do again.
    pub fn next_redo(&self) -> Option<&Message> {
        self.undone.last().map(|step| &step.name)
    }
}

impl State {
    /// Whether the next undo in the page is that of the codebook: its last step is later than the
    /// last act in the article that is shown.
    pub fn codebook_undo_is_next(&self) -> bool {
        let Some(step) = self.codebook_file.history.done.last() else {
            return false;
        };
        let Some((open, act)) = self
            .current_article()
            .and_then(|open| Some((open, open.history.next_undo()?)))
        else {
            return true;
        };
        match &step.beside {
            Some((path, steps)) if *path == open.path => open.history.undo_steps() <= *steps,
            _ => act.time().is_none_or(|at| step.at >= at),
        }
    }

    /// Whether the next redo in the page is that of the codebook.
    pub fn codebook_redo_is_next(&self) -> bool {
        let Some(step) = self.codebook_file.history.undone.last() else {
            return false;
        };
        let open = self.current_article();
        let open = open.filter(|open| open.history.next_redo().is_some());
        match (open, &step.beside) {
            (Some(open), Some((path, steps))) if *path == open.path => {
                open.history.redo_steps() <= *steps
            }
            _ => true,
        }
    }
}
