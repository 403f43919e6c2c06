//! [`Jobs`]: the threads behind the window.
//!
//! Each is a worker that does one thing after the other, but for those that save and watch, which have
//! orders of their own. What an effect does, and on which of them, stands in one place ([`Jobs::run`]).

mod read;
mod run;
mod shared;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::env::{now, unique};
use super::saver::{Loads, Order, Pace, Saver};
use super::watch::{Watch, Watching};
use crate::session::{Event, Pick};
use crate::store::{self, Home};
use shared::Shared;
pub(super) use shared::broke;
use worker::{Worker, settle};

/// File dialogs of the system.
pub trait Dialogs: Send + Sync {
    /// Asks for files or a folder and waits for the answer; called on a thread of its own.
    fn pick(&self, what: Pick) -> Picked;
}

/// How a file dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// These were chosen.
    Paths(Vec<PathBuf>),
    /// The person changed their mind.
    Cancelled,
    /// The system shows no dialogs.
    Unavailable,
}

/// The threads behind the window: one reads articles, one fills the list, one saves, one exports, one
/// searches, one counts, one reads earlier versions, one watches.
pub struct Jobs {
    reader: Worker,
    summaries: Worker,
    exports: Worker,
    counts: Worker,
    settings: Worker,
    searches: Worker,
    versions: Worker,
    saver: Saver,
    watch: Watch,
    shared: Shared,
    events: Receiver<Event>,
}

impl Jobs {
    /// Starts the threads. `wake` is called after each answer.
    pub fn start(
        home: Home,
        dialogs: Arc<dyn Dialogs>,
        watching: Watching,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        Self::start_with(home, dialogs, watching, Pace::default(), wake)
    }

    /// The same, where journals go into files at another pace.
    fn start_with(
        home: Home,
        dialogs: Arc<dyn Dialogs>,
        watching: Watching,
        pace: Pace,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        let (out, events) = channel();
        let loads = Loads::default();
        let (told, news) = (out.clone(), Arc::clone(&wake));
        let watch = Watch::start(home.clone(), watching, move |event| {
            // The window may be gone.
            let _ = told.send(event);
            news();
        });
        let shared = Shared {
            home: home.clone(),
            loads: loads.clone(),
            watch: watch.sender(),
            dialogs,
            out,
            wake,
            stop: Arc::default(),
            list: Arc::default(),
            search: Arc::default(),
            versions: Arc::default(),
        };
        let answers = shared.clone();
        let settings = Worker::start("settings");
        let left = home.clone();
        settings.run(move || store::clear_up(&left));
        let answer = move |event| answers.answer(event);
        let saver = Saver::start(home, loads, watch.sender(), pace, answer);
        Self {
            reader: Worker::start("reader"),
            summaries: Worker::start("summaries"),
            exports: Worker::start("exports"),
            counts: Worker::start("counts"),
            settings,
            searches: Worker::start("searches"),
            versions: Worker::start("versions"),
            saver,
            watch,
            shared,
            events,
        }
    }

    /// Changes the settings and keeps them.
    pub fn remember(&self, change: impl FnOnce(&mut store::Settings) + Send + 'static) {
        let shared = self.shared.clone();
        self.settings.run(move || {
            let (mut settings, _) = store::load_settings(&shared.home);
            change(&mut settings);
            shared.say_of(|| {
                store::save_settings(&shared.home, &settings, &unique(), now()).map(drop)
            });
        });
    }

    /// Waits until every change made so far is on disk, or could not be written.
    pub fn flush_saves(&self) {
        flush(self.saver.sender(), true);
    }

    /// Waits until every article asked for so far was read.
    pub fn flush_loads(&self) {
        settle(self.reader.jobs.clone());
    }

    /// Waits until the settings, and a codebook that was on its way, are on disk or could not be written.
    pub fn flush_settings(&self) {
        settle(self.settings.jobs.clone());
    }

    /// The answers that have come in.
    pub fn poll(&self) -> Vec<Event> {
        self.events.try_iter().collect()
    }

    /// Writes everything that is left to write, then ends. Articles and copies that were still to come
    /// are given up: nobody is there to see them.
    pub fn finish(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        self.watch.finish();
        self.settings.finish();
        self.saver.finish();
    }
}

/// However the window ends, what is left to write is written.
impl Drop for Jobs {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Waits until all changes made so far are on disk, be it in journals.
fn flush(saver: Option<Sender<Order>>, in_files: bool) {
    let (done, wait) = channel();
    if saver.is_some_and(|saver| saver.send(Order::Flush { in_files, done }).is_ok()) {
        let _ = wait.recv();
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test looks at its own folder")]
mod tests;
