//! [`Jobs`]: the threads behind the window.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::env::{now, unique};
use super::saver::{Loads, Order, Saver};
use super::work;
use crate::i18n::{Catalogue, Lang};
use crate::session::{Effect, Event, Pick};
use crate::store::{self, Home};

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

/// The threads behind the window: one reads articles, one fills the list, one saves, one exports.
pub struct Jobs {
    reader: Worker,
    summaries: Worker,
    exports: Worker,
    settings: Worker,
    saver: Saver,
    shared: Shared,
    events: Receiver<Event>,
}

/// What every thread has.
#[derive(Clone)]
struct Shared {
    home: Home,
    loads: Loads,
    dialogs: Arc<dyn Dialogs>,
    out: Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Shared {
    fn answer(&self, event: Event) {
        // The window may be gone.
        let _ = self.out.send(event);
        (self.wake)();
    }
}

impl Jobs {
    /// Starts the threads. `wake` is called after each answer.
    pub fn start(home: Home, dialogs: Arc<dyn Dialogs>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (out, events) = channel();
        let loads = Loads::default();
        let shared = Shared {
            home: home.clone(),
            loads: loads.clone(),
            dialogs,
            out,
            wake,
        };
        let answers = shared.clone();
        let saver = Saver::start(home, loads, move |event| answers.answer(event));
        Self {
            reader: Worker::start("reader"),
            summaries: Worker::start("summaries"),
            exports: Worker::start("exports"),
            settings: Worker::start("settings"),
            saver,
            shared,
            events,
        }
    }

    /// Sends an effect on its way. `lang` is the language of copies.
    pub fn run(&self, effect: Effect, lang: Lang) {
        let shared = self.shared.clone();
        match effect {
            Effect::Scan(paths) => self.reader.run(move || scan(&shared, &paths)),
            Effect::Load { path, generation } => {
                let wait = self.saver.sender();
                self.reader.run(move || {
                    flush(wait);
                    let result = work::load(&path, &shared.home).map(|loaded| {
                        shared.loads.insert(&path, generation, loaded.disk_states);
                        Box::new(loaded.on_disk)
                    });
                    shared.answer(Event::Loaded {
                        path,
                        generation,
                        result,
                    });
                });
            }
            Effect::Summarise(paths) => self.summaries.run(move || {
                let mut folders = store::Folders::default();
                for path in paths {
                    let summary = work::summarise(&mut folders, &path, &shared.home);
                    shared.answer(Event::Summarised { path, summary });
                }
            }),
            Effect::StartSaving {
                path,
                reading,
                generation,
            } => self.saver.order(Order::Start {
                path,
                reading,
                generation,
            }),
            Effect::Save {
                path,
                transaction,
                revision,
            } => self.saver.order(Order::Change {
                path,
                transaction,
                revision,
            }),
            Effect::AcceptHandEdit {
                path,
                reviewer,
                file,
                generation,
            } => self.reader.run(move || {
                let state = shared.loads.get(&path, generation, reviewer);
                let state = state.unwrap_or_default();
                if let Err(problem) = store::adopt_hand_edit(&file, state, &unique()) {
                    shared.answer(Event::Said(crate::session::problem_line(&problem)));
                }
            }),
            Effect::KeepEncoding { path, encoding } => self.reader.run(move || {
                if let Err(problem) = work::keep_encoding(&path, encoding, &shared.home) {
                    shared.answer(Event::Said(crate::session::problem_line(&problem)));
                }
            }),
            Effect::Export {
                paths,
                request,
                codebook,
            } => {
                let wait = self.saver.sender();
                self.exports.run(move || {
                    flush(wait);
                    let job = work::ExportJob {
                        paths: &paths,
                        request: &request,
                        codebook: &codebook,
                    };
                    let texts = Catalogue::new(lang);
                    let (folder, files, problems) = work::export(&job, &texts, &shared.home);
                    shared.answer(Event::Exported {
                        folder,
                        files,
                        problems,
                    });
                });
            }
            // A dialog stays open as long as it likes, so each has a thread of its own.
            Effect::Pick(what) => drop(std::thread::spawn(move || {
                let event = match shared.dialogs.pick(what) {
                    Picked::Paths(paths) => Event::Picked(what, paths),
                    Picked::Cancelled => Event::Picked(what, Vec::new()),
                    Picked::Unavailable => Event::NoDialog(what),
                };
                shared.answer(event);
            })),
            Effect::RememberReviewer(reviewer) => {
                self.remember(move |settings| settings.reviewer = Some(reviewer));
            }
            Effect::RememberLanguage(lang) => {
                self.remember(move |settings| settings.language = Some(lang));
            }
            Effect::RememberOpened(paths) => self.settings.run(move || {
                if let Err(problem) = store::save_recent(&shared.home, &paths, &unique(), now()) {
                    log::warn!("recent: {problem:?}");
                }
            }),
        }
    }

    /// Changes the settings and keeps them.
    pub fn remember(&self, change: impl FnOnce(&mut store::Settings) + Send + 'static) {
        let shared = self.shared.clone();
        self.settings.run(move || {
            let (mut settings, _) = store::load_settings(&shared.home);
            change(&mut settings);
            if let Err(problem) = store::save_settings(&shared.home, &settings, &unique(), now()) {
                shared.answer(Event::Said(crate::session::problem_line(&problem)));
            }
        });
    }

    /// Waits until every change made so far is on disk, or could not be written.
    pub fn flush_saves(&self) {
        flush(self.saver.sender());
    }

    /// The answers that have come in.
    pub fn poll(&self) -> Vec<Event> {
        self.events.try_iter().collect()
    }

    /// Writes everything that is left to write, then ends.
    pub fn finish(&mut self) {
        self.settings.finish();
        self.reader.finish();
        self.exports.finish();
        self.saver.finish();
    }
}

/// However the window ends, what is left to write is written.
impl Drop for Jobs {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Waits until all changes made so far are on disk.
fn flush(saver: Option<Sender<Order>>) {
    let (done, wait) = channel();
    if saver.is_some_and(|saver| saver.send(Order::Flush(done)).is_ok()) {
        let _ = wait.recv();
    }
}

fn scan(shared: &Shared, paths: &[PathBuf]) {
    let event = match work::find(paths, false, &shared.home) {
        Ok(found) => {
            let targets = found.targets;
            let loose = targets.session.is_none()
                && paths.iter().all(|path| targets.articles.contains(path));
            Event::Scanned {
                replace: !loose,
                articles: targets.articles,
                session: targets
                    .session
                    .map(|(_, session)| (session.title, session.options)),
                codebook: Some(found.codebook),
                problems: targets.problems,
            }
        }
        Err(problem) => Event::Scanned {
            articles: Vec::new(),
            session: None,
            codebook: None,
            replace: false,
            problems: vec![problem],
        },
    };
    shared.answer(event);
}

/// A thread that does one thing after the other.
struct Worker {
    jobs: Option<Sender<Box<dyn FnOnce() + Send>>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    fn start(name: &str) -> Self {
        let (jobs, inbox) = channel::<Box<dyn FnOnce() + Send>>();
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || inbox.iter().for_each(|job| job()));
        Self {
            jobs: Some(jobs),
            thread: thread.ok(),
        }
    }

    fn run(&self, job: impl FnOnce() + Send + 'static) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(Box::new(job));
        }
    }

    fn finish(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
