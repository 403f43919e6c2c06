//! [`Jobs`]: the threads behind the window.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::env::{now, unique};
use super::saver::{Load, Loads, Order, Pace, Saver};
use super::watch::{Told, Watch, Watching};
use super::work;
use crate::anchor::{Elsewhere, PlaceMap};
use crate::i18n::{Catalogue, Lang};
use crate::model::{Article, CodebookRefusal, Problem};
use crate::msg;
use crate::session::{self, CodebookOnDisk, Effect, Event, Hits, Pick, SentenceCount};
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

/// What every thread has.
#[derive(Clone)]
struct Shared {
    home: Home,
    loads: Loads,
    watch: Sender<Told>,
    dialogs: Arc<dyn Dialogs>,
    out: Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
    /// Set once the window is gone: nobody waits for what is only read any more.
    stop: Arc<AtomicBool>,
    /// Rises with every new list of articles, whose summaries take the place of the older one's.
    list: Arc<AtomicU64>,
    /// Number of the last search: earlier ones are given up.
    search: Arc<AtomicU64>,
    /// Number of the last question for earlier versions.
    versions: Arc<AtomicU64>,
}

impl Shared {
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Answers with what a job gives, whatever becomes of it: the window waits for an answer.
    fn answer_of(&self, job: impl FnOnce() -> Event, broken: impl FnOnce(Problem) -> Event) {
        let event = catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| broken(broke(None)));
        self.answer(event);
    }

    /// Says what went wrong with something that has no other answer.
    fn say_of(&self, job: impl FnOnce() -> Result<(), Problem>) {
        let result = catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| Err(broke(None)));
        if let Err(problem) = result {
            self.answer(Event::Said(crate::session::problem_line(&problem)));
        }
    }

    fn tell_watch(&self, told: Told) {
        // It ends with the window.
        let _ = self.watch.send(told);
    }

    fn answer(&self, event: Event) {
        // The window may be gone.
        let _ = self.out.send(event);
        (self.wake)();
    }
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

    /// Sends an effect on its way. `lang` is the language of copies.
    pub fn run(&self, effect: Effect, lang: Lang) {
        let shared = self.shared.clone();
        match effect {
            Effect::Scan(paths) => {
                let settings = self.settings.jobs.clone();
                self.reader.run(move || {
                    // A codebook that is on its way to the disk is read after it got there.
                    settle(settings);
                    scan(&shared, &paths);
                });
            }
            Effect::Load { path, generation } => {
                let (wait, settings) = (self.saver.sender(), self.settings.jobs.clone());
                self.reader.run(move || {
                    if shared.stopped() {
                        return;
                    }
                    flush(wait, false);
                    settle(settings);
                    let answer = |result| Event::Loaded {
                        path: path.clone(),
                        generation,
                        result,
                    };
                    // Taken before anything is read: what changes from now on is noticed.
                    let look =
                        store::look(&mut store::Folders::default(), &path, &shared.home, now());
                    let before = shared.loads.latest(&path).map(|(article, _)| article);
                    let load = || {
                        let text_read = |article: &Arc<Article>, blocks: &Arc<_>| {
                            if let Some(before) = &before
                                && before.text != article.text
                            {
                                // By the words that were there everybody's marks are found again.
                                store::keep_text(&shared.home, &before.text, &unique(), now());
                            }
                            shared.answer(Event::TextRead {
                                path: path.clone(),
                                generation,
                                article: Arc::clone(article),
                                blocks: Arc::clone(blocks),
                            });
                        };
                        let mut loaded = work::load_in_steps(&path, &shared.home, text_read)?;
                        if let Some(before) = &before
                            && before.text != loaded.on_disk.article.text
                        {
                            let text = &loaded.on_disk.article.text;
                            let places = PlaceMap::new(&before.text, text);
                            loaded.on_disk.places = Some(Arc::new(places));
                        }
                        let histories = super::undo::read(&loaded, &path, &shared.home);
                        if !histories.is_empty() {
                            shared.answer(Event::HistoriesRead {
                                path: path.clone(),
                                histories,
                            });
                        }
                        let load = Load {
                            states: loaded.disk_states,
                            article: Arc::clone(&loaded.on_disk.article),
                            elsewhere: Arc::new(loaded.on_disk.elsewhere.clone()),
                        };
                        shared.loads.insert(&path, generation, load);
                        Ok(Box::new(loaded.on_disk))
                    };
                    shared.answer_of(|| answer(load()), |problem| answer(Err(problem)));
                    shared.tell_watch(Told::Opened { path, look });
                });
            }
            Effect::Summarise { paths, anew } => {
                let number = match anew {
                    true => shared.list.fetch_add(1, Ordering::Relaxed) + 1,
                    false => shared.list.load(Ordering::Relaxed),
                };
                let settings = self.settings.jobs.clone();
                self.summaries.run(move || {
                    settle(settings);
                    summarise(&shared, paths, number);
                });
            }
            Effect::CountSentences {
                path,
                article,
                read,
                number,
            } => self.counts.run(move || {
                if shared.stopped() {
                    return;
                }
                let answer = |count| Event::Counted {
                    path: path.clone(),
                    number,
                    count,
                };
                let count = || session::count_sentences(&article.text, &read);
                shared.answer_of(|| answer(count()), |_| answer(SentenceCount::default()));
            }),
            Effect::Locate {
                path,
                text,
                anchors,
            } => self.counts.run(move || {
                if shared.stopped() {
                    return;
                }
                let answer = |elsewhere| Event::Located {
                    path: path.clone(),
                    text_hash: text.hash().to_owned(),
                    elsewhere,
                };
                let look = || store::elsewhere(&shared.home, &text, &anchors);
                shared.answer_of(|| answer(look()), |_| answer(Elsewhere::new()));
            }),
            Effect::StartSaving {
                path,
                reading,
                text,
                generation,
            } => self.saver.order(Order::Start {
                path,
                reading,
                text,
                generation,
            }),
            Effect::KeepAhead {
                path,
                head,
                changes,
            } => self.saver.order(Order::Ahead {
                path,
                head,
                changes,
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
            Effect::SitDown { folder, reviewer } => {
                shared.tell_watch(Told::Sits { folder, reviewer });
            }
            Effect::TakeInJournals { path } => self.saver.order(Order::Journals { path }),
            Effect::TakeIn { path, file } => self.saver.order(Order::TakeIn { path, file }),
            // After what is loaded already: what is read later is shown later.
            Effect::ReadAgain {
                path,
                article,
                files,
            } => self.reader.run(move || {
                if shared.stopped() {
                    return;
                }
                let again = work::read_again(&path, &article, &files, &shared.home);
                for file in again.doubted {
                    let article = path.clone();
                    shared.tell_watch(Told::Doubt { article, file });
                }
                if !again.read.names.is_empty() {
                    shared.answer(Event::ReadAgain(Box::new(again.read)));
                }
            }),
            Effect::PutCopiesAway { copies } => {
                let wait = self.saver.sender();
                self.settings.run(move || {
                    flush(wait, true);
                    let answer = |(count, problems)| Event::CopiesPutAway {
                        count,
                        folder: store::put_away_folder(&shared.home),
                        problems,
                    };
                    shared.answer_of(
                        || answer(work::put_copies_away(&copies, &shared.home)),
                        |problem| answer((0, vec![problem])),
                    );
                });
            }
            Effect::AcceptHandEdit {
                path,
                reviewer,
                file,
                generation,
            } => self.settings.run(move || {
                let state = shared.loads.get(&path, generation, reviewer);
                let state = state.unwrap_or_default();
                super::backups::keep(&shared.home, &path, reviewer, &file);
                shared.say_of(|| {
                    store::adopt_hand_edit(&file, &shared.home, state, &unique(), now()).map(drop)
                });
            }),
            Effect::CompareVersions {
                path,
                now,
                generation,
            } => {
                shared.versions.store(generation, Ordering::Relaxed);
                let wait = self.saver.sender();
                self.versions.run(move || {
                    let wanted = || {
                        !shared.stopped() && shared.versions.load(Ordering::Relaxed) == generation
                    };
                    if wanted() {
                        flush(wait, true);
                        let answer = |event| shared.answer(event);
                        super::versions::compare(
                            &shared.home,
                            &path,
                            &now,
                            generation,
                            wanted,
                            answer,
                        );
                    }
                });
            }
            Effect::KeepHistory {
                path,
                reviewer,
                text_hash,
                history,
            } => self.saver.order(Order::History {
                path,
                reviewer,
                text_hash,
                history,
            }),
            Effect::KeepStep {
                path,
                reviewer,
                step,
            } => self.saver.order(Order::Step {
                path,
                reviewer,
                step,
            }),
            Effect::KeepVersion {
                path,
                reviewer,
                file,
            } => self.saver.order(Order::Keep {
                path,
                reviewer,
                file,
            }),
            Effect::PutBack {
                path,
                reviewer,
                file,
                backup,
            } => self.settings.run(move || {
                let put =
                    || super::versions::put_back(&shared.home, &path, reviewer, &file, &backup);
                shared.answer_of(
                    || Event::PutBack(put()),
                    |problem| Event::PutBack(Err(problem)),
                );
            }),
            // Written with the settings, since what is only read is given up when the window closes.
            Effect::KeepEncoding { path, encoding } => self.settings.run(move || {
                shared.say_of(|| work::keep_encoding(&path, encoding, &shared.home));
            }),
            Effect::SaveCodebook {
                codebook,
                source,
                known,
                how,
                revision,
            } => self.settings.run(move || {
                let saved = Arc::clone(&codebook);
                let answer = |result| Event::CodebookSaved {
                    revision,
                    codebook: saved,
                    result,
                };
                let save = || work::save_codebook(&codebook, &source, &known, how, &shared.home);
                let result = catch_unwind(AssertUnwindSafe(save))
                    .unwrap_or_else(|_| Err(CodebookRefusal::Problem(broke(None))));
                shared.answer(answer(result));
            }),
            Effect::ReadCodebook { id, folder } => self.settings.run(move || {
                let read = || {
                    let (codebook, source) =
                        store::find_codebook(&id, folder.as_deref(), &shared.home)?;
                    Ok(CodebookOnDisk {
                        codebook: Arc::new(codebook),
                        source,
                    })
                };
                shared.answer_of(
                    || Event::CodebookRead(read()),
                    |problem| Event::CodebookRead(Err(problem)),
                );
            }),
            Effect::Export {
                paths,
                request,
                codebook,
            } => {
                let wait = self.saver.sender();
                self.exports.run(move || {
                    if shared.stopped() {
                        return;
                    }
                    flush(wait, false);
                    let job = work::ExportJob {
                        paths: &paths,
                        request: &request,
                        codebook: &codebook,
                        stop: &shared.stop,
                    };
                    let answer = |(folder, files, problems)| Event::Exported {
                        folder,
                        files,
                        problems,
                    };
                    shared.answer_of(
                        || answer(work::export(&job, &Catalogue::new(lang), &shared.home)),
                        |problem| answer((PathBuf::new(), 0, vec![problem])),
                    );
                });
            }
            Effect::Find {
                text,
                query,
                generation,
            } => {
                shared.search.store(generation, Ordering::Relaxed);
                self.searches.run(move || {
                    let wanted =
                        || !shared.stopped() && shared.search.load(Ordering::Relaxed) == generation;
                    if let Some(hits) = Hits::find(&text, &query, wanted).filter(|_| wanted()) {
                        let hits = Arc::new(hits);
                        shared.answer(Event::Found { generation, hits });
                    }
                });
            }
            Effect::Suggest {
                text,
                hits,
                label,
                granularity,
            } => self.searches.run(move || {
                let places = session::suggest(&text, &hits, granularity);
                shared.answer(Event::Suggested {
                    text,
                    label,
                    places,
                });
            }),
            // A dialog stays open as long as it likes, so each has a thread of its own.
            Effect::Pick(what) => drop(std::thread::spawn(move || {
                let pick = || match shared.dialogs.pick(what) {
                    Picked::Paths(paths) => Event::Picked(what, paths),
                    Picked::Cancelled => Event::Picked(what, Vec::new()),
                    Picked::Unavailable => Event::NoDialog(what),
                };
                shared.answer_of(pick, |_| Event::NoDialog(what));
            })),
            Effect::RememberReviewer(reviewer) => {
                self.remember(move |settings| settings.reviewer = Some(reviewer));
            }
            Effect::RememberLanguage(lang) => {
                self.remember(move |settings| settings.language = Some(lang));
            }
            Effect::RememberPlace(place) => self.settings.run(move || {
                if let Err(problem) = store::save_place(&shared.home, &place, &unique(), now()) {
                    log::warn!("place: {problem:?}");
                }
            }),
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

/// Waits until everything that a thread was told before is done.
fn settle(worker: Option<Sender<Option<Job>>>) {
    let (done, wait) = channel();
    let told = Box::new(move || {
        let _ = done.send(());
    });
    if worker.is_some_and(|worker| worker.send(Some(told)).is_ok()) {
        let _ = wait.recv();
    }
}

/// What is said where the program itself is at fault.
pub(super) fn broke(file: Option<&Path>) -> Problem {
    match file {
        Some(file) => Problem::environment(file, msg!("job-broke")),
        None => Problem::machine(msg!("job-broke")),
    }
}

fn scan(shared: &Shared, paths: &[PathBuf]) {
    if shared.stopped() {
        return;
    }
    let find = || {
        let found = work::find_anyway(paths, false, &shared.home)?;
        let targets = found.targets;
        shared.tell_watch(Told::Listed {
            articles: targets.articles.clone(),
            whole: paths
                .iter()
                .filter(|path| store::is_folder(path))
                .cloned()
                .collect(),
            session: targets.session.as_ref().map(|(file, _)| file.clone()),
            replace: targets.named_whole,
        });
        if let Some(file) = &found.source.file {
            shared.tell_watch(Told::Codebook(file.clone()));
        }
        Ok(Event::Scanned {
            replace: targets.named_whole,
            articles: targets.articles,
            named: paths.to_vec(),
            session: targets
                .session
                .map(|(_, session)| (session.title, session.options)),
            codebook: Some(CodebookOnDisk {
                codebook: found.codebook,
                source: found.source,
            }),
            problems: targets.problems,
        })
    };
    let nothing = |problem| Event::Scanned {
        articles: Vec::new(),
        named: Vec::new(),
        session: None,
        codebook: None,
        replace: false,
        problems: vec![problem],
    };
    shared.answer_of(|| find().unwrap_or_else(nothing), nothing);
}

/// Reads articles for the list, as long as it is the one that is shown.
fn summarise(shared: &Shared, paths: Vec<PathBuf>, list: u64) {
    let mut folders = store::Folders::default();
    for path in paths {
        if shared.stopped() || shared.list.load(Ordering::Relaxed) != list {
            return;
        }
        let answer = |summary| Event::Summarised {
            path: path.clone(),
            summary,
        };
        shared.answer_of(
            || answer(work::summarise(&mut folders, &path, &shared.home)),
            |problem| answer(Err(problem)),
        );
    }
}

/// Something to be done on a thread.
type Job = Box<dyn FnOnce() + Send>;

/// A thread that does one thing after the other.
struct Worker {
    /// `None` ends the thread, whoever else could still send.
    jobs: Option<Sender<Option<Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    fn start(name: &str) -> Self {
        let (jobs, inbox) = channel::<Option<Job>>();
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                while let Ok(Some(job)) = inbox.recv() {
                    // One that breaks must not take those after it along.
                    if catch_unwind(AssertUnwindSafe(job)).is_err() {
                        log::error!("a job broke");
                    }
                }
            });
        Self {
            jobs: Some(jobs),
            thread: thread.ok(),
        }
    }

    fn run(&self, job: impl FnOnce() + Send + 'static) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(Some(Box::new(job)));
        }
    }

    /// Does what is left to do, then ends.
    fn finish(&mut self) {
        if let Some(jobs) = self.jobs.take() {
            let _ = jobs.send(None);
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test looks at its own folder")]
mod tests;
