//! The saving thread: holds each open reading as the window has it, applies the same changes, and
//! writes the file as soon as the last write is done. A save costs the window nothing but the sending.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use uuid::Uuid;

use super::backups::Written;
use super::env::now;
use super::texts::{self, Tried};
use super::threads::broke;
use super::watch::Told;
use super::work::{self, DiskStates};
use crate::anchor::Elsewhere;
use crate::edit::{Transaction, merge};
use crate::model::{Article, Reading};
use crate::msg;
use crate::session::{Event, Overview, TakenIn, Touched};
use crate::store::{self, DiskState, Home, Stamp};

/// How long after a failed save the next try comes.
const RETRY: Duration = Duration::from_secs(2);

/// What annotation files held when they were read, by load: an answer that the window dropped says
/// nothing of what the reading shown there was made from.
#[derive(Clone, Default)]
pub(super) struct Loads(Arc<Mutex<BTreeMap<(PathBuf, u64), Load>>>);

/// What a load found.
pub(super) struct Load {
    /// What the annotation files held.
    pub(super) states: DiskStates,
    /// The article.
    pub(super) article: Arc<Article>,
    /// Where spans are that are not where they were.
    pub(super) elsewhere: Arc<Elsewhere>,
}

impl Loads {
    /// Remembers what a load found.
    pub(super) fn insert(&self, path: &Path, generation: u64, load: Load) {
        self.lock().insert((path.to_owned(), generation), load);
    }

    /// What a reviewer's files held at a load.
    pub(super) fn get(&self, path: &Path, generation: u64, reviewer: Uuid) -> Option<DiskState> {
        let loads = self.lock();
        let load = loads.get(&(path.to_owned(), generation))?;
        load.states.get(&reviewer).copied()
    }

    /// The article as it was last read, and where spans of it are that are not where they were.
    pub(super) fn latest(&self, path: &Path) -> Option<(Arc<Article>, Arc<Elsewhere>)> {
        let loads = self.lock();
        let of_path = (path.to_owned(), 0)..=(path.to_owned(), u64::MAX);
        let (_, load) = loads.range(of_path).next_back()?;
        Some((Arc::clone(&load.article), Arc::clone(&load.elsewhere)))
    }

    /// Forgets the loads before one that the window shows: it never goes back to them.
    fn forget_before(&self, path: &Path, generation: u64) {
        self.lock()
            .retain(|(of, number), _| of != path || *number >= generation);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(PathBuf, u64), Load>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the saving thread is told.
pub(super) enum Order {
    /// A reading is from now on saved here.
    Start {
        path: PathBuf,
        reading: Box<Reading>,
        generation: u64,
    },
    /// It changed.
    Change {
        path: PathBuf,
        transaction: Transaction,
        revision: u64,
    },
    /// Another program may have written the file of a reading.
    TakeIn { path: PathBuf, file: Touched },
    /// What is on disk of a reviewer's file of an article is kept as an earlier version, once everything
    /// told before is written; the file where nothing was written yet.
    Keep {
        path: PathBuf,
        reviewer: Uuid,
        file: Option<PathBuf>,
    },
    /// Answered once everything told before is written, or can't be.
    Flush(Sender<()>),
    /// Everything told before is written, then the thread ends, whoever else could still send.
    End,
}

/// A reading on its way to the disk.
struct Mirror {
    reading: Reading,
    state: Option<DiskState>,
    /// The load that it was made from.
    generation: u64,
    revision: u64,
    dirty: bool,
    /// Whether it holds changes that the window has lost sight of and must be told.
    taken_in: bool,
    /// The file for which it is written though nothing was changed here.
    for_file: Option<Touched>,
}

/// A reading of an article: whose file it is.
type Key = (PathBuf, Uuid);

/// The saving thread. It ends after a last write.
pub(super) struct Saver {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Saver {
    pub(super) fn start(
        home: Home,
        loads: Loads,
        watch: Sender<Told>,
        answer: impl Fn(Event) + Send + 'static,
    ) -> Self {
        let (orders, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("saver".to_owned())
            .spawn(move || {
                Work {
                    home,
                    loads,
                    watch,
                    answer,
                    mirrors: BTreeMap::new(),
                    readers: BTreeMap::new(),
                    tried: Tried::new(),
                    written: Written::default(),
                }
                .run(&inbox);
            });
        Self {
            orders: Some(orders),
            thread: thread.ok(),
        }
    }

    pub(super) fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // The thread ends only when this is dropped.
            let _ = orders.send(order);
        }
    }

    /// A handle for other threads that must wait until all is written.
    pub(super) fn sender(&self) -> Option<Sender<Order>> {
        self.orders.clone()
    }

    /// Writes what is left and ends the thread.
    pub(super) fn finish(&mut self) {
        if let Some(orders) = self.orders.take() {
            let _ = orders.send(Order::End);
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Work<A> {
    home: Home,
    loads: Loads,
    /// Is told what was written, so that it is no news.
    watch: Sender<Told>,
    answer: A,
    mirrors: BTreeMap<Key, Mirror>,
    /// Who reads each article now.
    readers: BTreeMap<PathBuf, Uuid>,
    /// Texts that need not be kept again.
    tried: Tried,
    written: Written,
}

impl<A: Fn(Event)> Work<A> {
    fn run(&mut self, inbox: &Receiver<Order>) {
        self.obey(inbox);
        self.written.keep(&self.home);
    }

    fn obey(&mut self, inbox: &Receiver<Order>) {
        loop {
            let waiting = self.mirrors.values().any(|mirror| mirror.dirty);
            let first = match waiting {
                // Something failed before: it is tried again when nothing new comes for a while.
                true => match inbox.recv_timeout(RETRY) {
                    Ok(order) => Some(order),
                    Err(std::sync::mpsc::RecvTimeoutError::Timeout) => None,
                    Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
                },
                false => match inbox.recv() {
                    Ok(order) => Some(order),
                    Err(_) => break,
                },
            };
            // All that came during the last write goes into the next one.
            let mut flushed = Vec::new();
            let mut end = false;
            for order in first.into_iter().chain(inbox.try_iter()) {
                end |= matches!(order, Order::End);
                self.take(order, &mut flushed);
            }
            self.write_all();
            for waiting in flushed {
                let _ = waiting.send(());
            }
            if end {
                return;
            }
        }
        self.write_all();
    }

    fn take(&mut self, order: Order, flushed: &mut Vec<Sender<()>>) {
        match order {
            Order::Start {
                path,
                reading,
                generation,
            } => {
                let key = (path.clone(), reading.reviewer.id);
                let state = self.loads.get(&path, generation, key.1);
                self.loads.forget_before(&path, generation);
                let mut mirror = Mirror {
                    reading: *reading,
                    state,
                    generation,
                    revision: 0,
                    dirty: false,
                    taken_in: false,
                    for_file: None,
                };
                if let Some(old) = self.mirrors.get(&key) {
                    if old.generation == generation {
                        // Somebody sits down again: what was written and taken in meanwhile is known here
                        // only, since the window gave the reading away.
                        let status = mirror.reading.status;
                        let merged = merge(&mirror.reading, &old.reading);
                        mirror.taken_in = !mirror.reading.same_content(&merged);
                        mirror.reading = Reading { status, ..merged };
                        (mirror.state, mirror.dirty) = (old.state, old.dirty);
                    } else if old.dirty {
                        // Changes that could not be written yet are not forgotten when the file was read
                        // again; nor are another reviewer's, who keeps a mirror of their own.
                        mirror.reading = merge(&mirror.reading, &old.reading);
                        (mirror.dirty, mirror.taken_in) = (true, true);
                    }
                }
                self.readers.insert(path, key.1);
                self.mirrors.insert(key, mirror);
            }
            Order::Change {
                path,
                transaction,
                revision,
            } => {
                let key = self.readers.get(&path).map(|reader| (path, *reader));
                if let Some(mirror) = key.and_then(|key| self.mirrors.get_mut(&key)) {
                    transaction.apply(&mut mirror.reading);
                    mirror.revision = revision;
                    mirror.dirty = true;
                }
            }
            Order::TakeIn { path, file } => self.take_in(path, file),
            Order::Keep {
                path,
                reviewer,
                file,
            } => {
                self.write_all();
                self.written.keep_one(&self.home, &path, reviewer, file);
            }
            Order::Flush(waiting) => flushed.push(waiting),
            Order::End => {}
        }
    }

    /// A reading whose file is not as we left it is written, which takes in what is there.
    fn take_in(&mut self, path: PathBuf, file: Touched) {
        let key = self.readers.get(&path).map(|reader| (path, *reader));
        let Some((key, mirror)) = key.and_then(|key| {
            let mirror = self.mirrors.get_mut(&key)?;
            Some((key, mirror))
        }) else {
            return;
        };
        // What is to be written anyway takes it in, too.
        if mirror.dirty {
            return;
        }
        let name = &mirror.reading.reviewer.name;
        let state = mirror.state.unwrap_or_default();
        if !store::is_as_left(name, &key.0, &self.home, state) {
            mirror.dirty = true;
            mirror.for_file = Some(file);
        }
    }

    /// What the window shows of a reading that holds more than it knows of.
    fn taken_in(&self, reading: &Reading, path: &Path) -> TakenIn {
        let mut taken = TakenIn {
            reading: reading.clone(),
            overview: None,
            elsewhere: Elsewhere::new(),
        };
        if let Some((article, known)) = self.loads.latest(path) {
            let text = &article.text;
            let new = { reading.spans.iter() }
                .map(|span| &span.anchor)
                .filter(|anchor| !known.contains_key(anchor));
            taken.elsewhere = store::elsewhere(&self.home, text, new);
            let both;
            let elsewhere = match taken.elsewhere.is_empty() {
                true => &*known,
                false => {
                    let all = known.iter().chain(&taken.elsewhere);
                    both = all.map(|(anchor, at)| (anchor.clone(), *at)).collect();
                    &both
                }
            };
            let overview = Overview::new(text, reading, elsewhere);
            taken.overview = Some((text.shared_hash(), overview));
        }
        taken
    }

    fn write_all(&mut self) {
        let dirty: Vec<Key> = self
            .mirrors
            .iter()
            .filter(|(_, mirror)| mirror.dirty)
            .map(|(key, _)| key.clone())
            .collect();
        for key in dirty {
            self.write(&key);
        }
    }

    fn write(&mut self, key: &Key) {
        let Some(mirror) = self.mirrors.get_mut(key) else {
            return;
        };
        let path = key.0.as_path();
        // The thread outlives a save that breaks: the other readings are still to be written.
        let save = || work::save_reading(&mirror.reading, path, &self.home, mirror.state);
        let saved = catch_unwind(AssertUnwindSafe(save)).unwrap_or_else(|_| Err(broke(Some(path))));
        let for_file = mirror.for_file.take();
        let event = match saved {
            Ok(saved) => {
                mirror.dirty = false;
                self.written.note(path, key.1, &saved.path);
                let _ = self.watch.send(Told::Wrote {
                    article: path.to_owned(),
                    stamp: Stamp::of(&saved.path, now()),
                    file: saved.path,
                });
                // The marks are on disk, whatever becomes of the text that they were made on.
                let keep = || texts::keep(&mirror.reading, path, &self.home, &mut self.tried);
                if catch_unwind(AssertUnwindSafe(keep)).is_err() {
                    log::error!("keeping a text broke");
                }
                mirror.state = Some(saved.disk_state);
                let merged = saved.merged.is_some();
                if let Some(merged) = saved.merged {
                    mirror.reading = merged;
                }
                if for_file.is_some_and(|file| file.gone) {
                    (self.answer)(Event::Said(msg!("file-taken-away")));
                }
                let told = std::mem::take(&mut mirror.taken_in) || merged;
                let (revision, fell_back) = (mirror.revision, saved.fell_back);
                let reading = told.then(|| mirror.reading.clone());
                Event::Saved {
                    path: path.to_owned(),
                    revision,
                    fell_back,
                    merged: reading.map(|reading| Box::new(self.taken_in(&reading, path))),
                }
            }
            Err(problem) => match for_file.filter(|file| !file.settled) {
                // Nothing of ours is missing on the disk, and what is there may be half of a file.
                Some(file) => {
                    mirror.dirty = false;
                    let _ = self.watch.send(Told::Doubt {
                        article: path.to_owned(),
                        file: file.file,
                    });
                    return;
                }
                None => Event::SaveFailed {
                    path: path.to_owned(),
                    problem,
                },
            },
        };
        (self.answer)(event);
    }
}
