//! [`Shared`]: what every thread has, and how it answers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;

use super::Dialogs;
use crate::job::saver::Loads;
use crate::job::watch::Told;
use crate::model::Problem;
use crate::msg;
use crate::session::Event;
use crate::store::Home;

/// What every thread has.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) home: Home,
    pub(super) loads: Loads,
    pub(super) watch: Sender<Told>,
    pub(super) dialogs: Arc<dyn Dialogs>,
    pub(super) out: Sender<Event>,
    pub(super) wake: Arc<dyn Fn() + Send + Sync>,
    /// Set once the window is gone: nobody waits for what is only read any more.
    pub(super) stop: Arc<AtomicBool>,
    /// Rises with every new list of articles, whose summaries take the place of the older one's.
    pub(super) list: Arc<AtomicU64>,
    /// Number of the last search: earlier ones are given up.
    pub(super) search: Arc<AtomicU64>,
    /// Number of the last question for earlier versions.
    pub(super) versions: Arc<AtomicU64>,
}

impl Shared {
    pub(super) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Answers with what a job gives, whatever becomes of it: the window waits for an answer.
    pub(super) fn answer_of(
        &self,
        job: impl FnOnce() -> Event,
        broken: impl FnOnce(Problem) -> Event,
    ) {
        let event = catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| broken(broke(None)));
        self.answer(event);
    }

    /// Says what went wrong with something that has no other answer.
    pub(super) fn say_of(&self, job: impl FnOnce() -> Result<(), Problem>) {
        let result = catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| Err(broke(None)));
        if let Err(problem) = result {
            self.answer(Event::Said(crate::session::problem_line(&problem)));
        }
    }

    pub(super) fn tell_watch(&self, told: Told) {
        // It ends with the window.
        let _ = self.watch.send(told);
    }

    pub(super) fn answer(&self, event: Event) {
        // The window may be gone.
        let _ = self.out.send(event);
        (self.wake)();
    }
}

/// What is said where the program itself is at fault.
pub(in crate::job) fn broke(file: Option<&Path>) -> Problem {
    match file {
        Some(file) => Problem::environment(file, msg!("job-broke")),
        None => Problem::machine(msg!("job-broke")),
    }
}
