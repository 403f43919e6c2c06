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
use super::texts::{self, Tried};
use super::threads::broke;
use super::work::{self, DiskStates};
use crate::edit::{Transaction, merge};
use crate::model::Reading;
use crate::session::Event;
use crate::store::{DiskState, Home};

/// How long after a failed save the next try comes.
const RETRY: Duration = Duration::from_secs(2);

/// What annotation files held when they were read, by load: an answer that the window dropped says
/// nothing of what the reading shown there was made from.
#[derive(Clone, Default)]
pub(super) struct Loads(Arc<Mutex<BTreeMap<(PathBuf, u64), DiskStates>>>);

impl Loads {
    /// Remembers what a load found.
    pub(super) fn insert(&self, path: &Path, generation: u64, states: DiskStates) {
        self.lock().insert((path.to_owned(), generation), states);
    }

    /// What a reviewer's files held at a load.
    pub(super) fn get(&self, path: &Path, generation: u64, reviewer: Uuid) -> Option<DiskState> {
        let loads = self.lock();
        let states = loads.get(&(path.to_owned(), generation))?;
        states.get(&reviewer).copied()
    }

    /// Forgets the loads before one that the window shows: it never goes back to them.
    fn forget_before(&self, path: &Path, generation: u64) {
        self.lock()
            .retain(|(of, number), _| of != path || *number >= generation);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(PathBuf, u64), DiskStates>> {
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
}

/// A reading of an article: whose file it is.
type Key = (PathBuf, Uuid);

/// The saving thread. It ends after a last write.
pub(super) struct Saver {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Saver {
    pub(super) fn start(home: Home, loads: Loads, answer: impl Fn(Event) + Send + 'static) -> Self {
        let (orders, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("saver".to_owned())
            .spawn(move || {
                Work {
                    home,
                    loads,
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
            Order::Flush(waiting) => flushed.push(waiting),
            Order::End => {}
        }
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
        let event = match saved {
            Ok(saved) => {
                mirror.dirty = false;
                self.written.note(path, key.1, &saved.path);
                // The marks are on disk, whatever becomes of the text that they were made on.
                let keep = || texts::keep(&mirror.reading, path, &self.home, &mut self.tried);
                if catch_unwind(AssertUnwindSafe(keep)).is_err() {
                    log::error!("keeping a text broke");
                }
                mirror.state = Some(saved.disk_state);
                if let Some(merged) = &saved.merged {
                    mirror.reading = merged.clone();
                }
                let told = std::mem::take(&mut mirror.taken_in) || saved.merged.is_some();
                Event::Saved {
                    path: path.to_owned(),
                    revision: mirror.revision,
                    fell_back: saved.fell_back,
                    merged: told.then(|| Box::new(mirror.reading.clone())),
                }
            }
            Err(problem) => Event::SaveFailed {
                path: path.to_owned(),
                problem,
            },
        };
        (self.answer)(event);
    }
}
