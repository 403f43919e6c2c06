//! What the saving thread does.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::ahead::Ahead;
use super::loads::Loads;
use super::mirror::{Mirror, Pace};
use super::taken::taken_in;
use super::{Failed, Key, Order, Written};
use crate::job::backups;
use crate::job::env::now;
use crate::job::texts::{self, Texts};
use crate::job::threads::broke;
use crate::job::undo::Undo;
use crate::job::watch::Told;
use crate::job::work;
use crate::model::{Problem, Reading};
use crate::msg;
use crate::session::{Event, Touched};
use crate::store::{self, DiskState, Home, Stamp};

/// Somebody who waits until changes are on disk.
struct Waiting {
    since: Instant,
    in_files: bool,
    done: Sender<()>,
}

pub(super) struct Work<A> {
    home: Home,
    loads: Loads,
    /// Is told what was written, so that it is no news.
    watch: Sender<Told>,
    pace: Pace,
    /// To itself: for threads that write files.
    orders: Sender<Order>,
    answer: A,
    mirrors: BTreeMap<Key, Mirror>,
    /// Who reads each article now.
    readers: BTreeMap<PathBuf, Uuid>,
    /// Changes to readings that are not there yet.
    ahead: BTreeMap<Key, Ahead>,
    waiting: Vec<Waiting>,
    texts: Texts,
    written: backups::Written,
    undo: Undo,
}

impl<A: Fn(Event)> Work<A> {
    pub(super) fn new(
        home: Home,
        loads: Loads,
        watch: Sender<Told>,
        pace: Pace,
        orders: Sender<Order>,
        answer: A,
    ) -> Self {
        Self {
            home,
            watch,
            pace,
            loads,
            orders,
            answer,
            mirrors: BTreeMap::new(),
            readers: BTreeMap::new(),
            ahead: BTreeMap::new(),
            waiting: Vec::new(),
            texts: Texts::default(),
            written: backups::Written::default(),
            undo: Undo::default(),
        }
    }

    pub(super) fn run(&mut self, inbox: &Receiver<Order>) {
        self.obey(inbox);
        self.finish(inbox);
        self.written.keep(&self.home);
    }

    fn obey(&mut self, inbox: &Receiver<Order>) {
        loop {
            let first = match self.next_look() {
                // Something is to be looked at again though nothing new comes.
                Some(pause) => match inbox.recv_timeout(pause) {
                    Ok(order) => Some(order),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return,
                },
                None => match inbox.recv() {
                    Ok(order) => Some(order),
                    Err(_) => return,
                },
            };
            // All that came during the last write goes into the next one.
            let mut end = false;
            for order in first.into_iter().chain(inbox.try_iter()) {
                end |= matches!(order, Order::End);
                self.take(order);
            }
            self.write_all();
            if end {
                return;
            }
            self.answer_waiting();
        }
    }

    /// How long until something is to be looked at again.
    fn next_look(&self) -> Option<Duration> {
        let mirrors = self
            .mirrors
            .values()
            .filter_map(|mirror| mirror.due(self.pace));
        let ahead = self.ahead.values().filter_map(Ahead::due);
        let next = mirrors.chain(ahead).min()?;
        Some(next.saturating_duration_since(Instant::now()))
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Start {
                path,
                reading,
                text,
                generation,
            } => {
                let key = (path.clone(), reading.reviewer.id);
                let state = self.loads.get(&path, generation, key.1);
                self.loads.forget_before(&path, generation);
                let mut mirror = Mirror::new(*reading, text, state, generation);
                if let Some(old) = self.mirrors.remove(&key) {
                    mirror.take_over(old);
                }
                if let Some(ahead) = self.ahead.remove(&key) {
                    ahead.give(&mut mirror);
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
                    mirror.change(&transaction, revision);
                }
            }
            Order::History {
                path,
                reviewer,
                text_hash,
                history,
            } => {
                let key = (path, reviewer);
                self.undo.begin(&self.home, key, text_hash, *history);
            }
            Order::Step {
                path,
                reviewer,
                step,
            } => self.undo.follow((path, reviewer), step),
            Order::Keep {
                path,
                reviewer,
                file,
            } => {
                self.write_all();
                self.written.keep_one(&self.home, &path, reviewer, file);
            }
            Order::Ahead {
                path,
                head,
                changes,
            } => {
                let key = (path, head.reviewer.id);
                match self.mirrors.get_mut(&key) {
                    Some(mirror) => mirror.take_in(changes),
                    None => {
                        let ahead = self.ahead.entry(key);
                        ahead.or_insert_with(|| Ahead::new(*head)).add(changes);
                    }
                }
            }
            Order::TakeIn { path, file } => self.take_in(path, file),
            Order::Journals { path } => self.take_in_journals(path),
            Order::Differs { key, file } => {
                if let Some(mirror) = self.mirrors.get_mut(&key).filter(|mirror| !mirror.dirty) {
                    mirror.differs(file);
                }
            }
            Order::Folded { key, result, took } => self.folded(&key, result, took),
            Order::Flush { in_files, done } => self.waiting.push(Waiting {
                since: Instant::now(),
                in_files,
                done,
            }),
            Order::End => {}
        }
    }

    /// A reading whose file is not as we left it is written, which takes in what is there.
    fn take_in(&mut self, path: PathBuf, file: Touched) {
        let key = self.readers.get(&path).map(|reader| (path, *reader));
        let Some(key) = key else { return };
        let Some(mirror) = self.mirrors.get_mut(&key) else {
            return;
        };
        if mirror.folding.is_some() {
            // Perhaps it is only us.
            mirror.touched = Some(file);
            return;
        }
        // What is to be written anyway takes it in, too.
        if mirror.dirty {
            return;
        }
        let name = mirror.reading.reviewer.name.clone();
        let state = mirror.state.unwrap_or_default();
        let (home, orders, large) = (self.home.clone(), self.orders.clone(), mirror.is_large());
        let look = move || {
            if !store::is_as_left(&name, &key.0, &home, state) {
                let _ = orders.send(Order::Differs { key, file });
            }
        };
        // Marks are not to wait until a large file was read.
        let thread = std::thread::Builder::new().name("look".to_owned());
        match large {
            true => drop(thread.spawn(look)),
            false => look(),
        }
    }

    /// Takes in what other programs added to their journals of a reading. It is on disk there, and they
    /// write it into the file.
    fn take_in_journals(&mut self, path: PathBuf) {
        let key = self.readers.get(&path).map(|reader| (path, *reader));
        let mirror = key.as_ref().and_then(|key| self.mirrors.get_mut(key));
        let (Some(key), Some(mirror)) = (key, mirror) else {
            return;
        };
        if mirror.take_in_journals(&self.home, &key.0) {
            let taken = taken_in(&mirror.reading, &key.0, &self.loads, &self.home);
            (self.answer)(Event::Joined {
                revision: mirror.revision,
                path: key.0,
                taken: Box::new(taken),
            });
        }
    }

    fn write_all(&mut self) {
        // Before what was done: the history is never behind the file.
        let keep = || self.undo.keep();
        if catch_unwind(AssertUnwindSafe(keep)).is_err() {
            log::error!("keeping a history broke");
        }
        for ((path, _), ahead) in &mut self.ahead {
            if let Err(problem) = ahead.write(&self.home, path) {
                let path = path.clone();
                (self.answer)(Event::SaveFailed { path, problem });
            }
        }
        let now = Instant::now();
        let keys: Vec<Key> = self.mirrors.keys().cloned().collect();
        for key in keys {
            let Some(mirror) = self.mirrors.get(&key) else {
                continue;
            };
            let due = mirror.due(self.pace).is_some_and(|due| due <= now);
            if mirror.fresh || mirror.dirty && due {
                self.write(&key);
            } else if due {
                self.fold(&key, false);
            }
            self.hurry(&key);
        }
    }

    /// Writes a file at once that somebody waits for.
    fn hurry(&mut self, key: &Key) {
        let waiting = self.waiting.iter().filter(|waiting| waiting.in_files);
        let Some(since) = waiting.map(|waiting| waiting.since).max() else {
            return;
        };
        let mirror = self.mirrors.get(key);
        if mirror.is_some_and(|mirror| mirror.folding.is_none() && !mirror.is_settled(since)) {
            self.fold(key, true);
        }
    }

    /// Brings what is new of a reading to the disk, by whatever way is fast enough.
    fn write(&mut self, key: &Key) {
        let Some(mirror) = self.mirrors.get_mut(key) else {
            return;
        };
        mirror.fresh = false;
        let marked = texts::is_marked(&mirror.text, &mirror.unsaved);
        if !mirror.is_large() && mirror.folding.is_none() {
            self.rewrite(key);
        } else {
            match mirror.append(&self.home, &key.0) {
                Ok(()) if !mirror.whole => {
                    mirror.dirty = false;
                    let (revision, refused) = (mirror.revision, mirror.refused.clone());
                    let event = match refused {
                        None => self.saved(key, revision),
                        Some(problem) => failed(&key.0, &problem),
                    };
                    (self.answer)(event);
                }
                result => {
                    if let Err(problem) = &result {
                        log::warn!("no journal: {problem:?}");
                    }
                    // One that was refused a moment ago is not tried with every change.
                    match &mirror.refused {
                        Some(problem) if mirror.rests() => {
                            (self.answer)(failed(&key.0, problem));
                        }
                        _ => self.fold(key, true),
                    }
                }
            }
        }
        if marked && let Some(mirror) = self.mirrors.get(key) {
            self.texts.keep(&mirror.text, &self.home);
        }
    }

    /// Writes the file on this thread.
    fn rewrite(&mut self, key: &Key) {
        let outside = self.outside();
        if let Some(mirror) = self.mirrors.get_mut(key) {
            let start = Instant::now();
            mirror.start_folding(true);
            let result = outside.save(key, &mirror.reading, mirror.state);
            self.folded(key, result, start.elapsed());
        }
    }

    /// Writes the file on another thread, from the reading as it is now. Where it is being written
    /// already, what is new waits for the next time.
    fn fold(&mut self, key: &Key, needed: bool) {
        let outside = self.outside();
        let Some(mirror) = self.mirrors.get_mut(key) else {
            return;
        };
        if mirror.folding.is_some() {
            return;
        }
        mirror.start_folding(needed);
        let (reading, state) = (mirror.reading.clone(), mirror.state);
        let (orders, of) = (self.orders.clone(), key.clone());
        let work = move || {
            let start = Instant::now();
            let result = outside.save(&of, &reading, state);
            let _ = orders.send(Order::Folded {
                key: of,
                result,
                took: start.elapsed(),
            });
        };
        let thread = std::thread::Builder::new().name("file".to_owned());
        if let Err(error) = thread.spawn(work) {
            log::error!("no thread: {error}");
            self.folded(key, Err(broken(&key.0)), Duration::ZERO);
        }
    }

    fn outside(&self) -> Outside {
        Outside {
            home: self.home.clone(),
            loads: self.loads.clone(),
        }
    }

    /// A file was written, or could not be.
    fn folded(&mut self, key: &Key, result: Result<Box<Written>, Box<Failed>>, took: Duration) {
        let Some(mirror) = self.mirrors.get_mut(key) else {
            return;
        };
        mirror.took(took);
        let event = match result {
            Ok(written) => {
                let Written {
                    saved,
                    stamp,
                    taken,
                } = *written;
                self.written.note(&key.0, key.1, &saved.path);
                let _ = self.watch.send(Told::Wrote {
                    article: key.0.clone(),
                    file: saved.path,
                    stamp,
                });
                mirror.state = Some(saved.disk_state);
                mirror.fell_back = saved.fell_back;
                let folding = mirror.folded(saved.merged.as_ref());
                if saved.merged.is_some() {
                    // What others' journals said meanwhile is taken in once more.
                    let path = key.0.clone();
                    let _ = self.orders.send(Order::Journals { path });
                }
                if !mirror.dirty && mirror.unsaved.is_empty() {
                    self.undo.saved(key, &saved.disk_state);
                }
                let newer = mirror.dirty || !mirror.unsaved.is_empty() || taken.is_some();
                let mut revision = mirror.revision;
                if let Some(folding) = folding {
                    if newer {
                        revision = folding.revision;
                    }
                    if folding.for_file.as_ref().is_some_and(|file| file.gone) {
                        (self.answer)(Event::Said(msg!("file-taken-away")));
                    }
                    folding.remove_journals();
                }
                match taken {
                    Some(taken) => Event::Saved {
                        path: key.0.clone(),
                        revision,
                        fell_back: mirror.fell_back,
                        merged: Some(taken),
                    },
                    None => self.saved(key, revision),
                }
            }
            Err(failure) => match mirror.doubted() {
                Some(file) => {
                    let article = key.0.clone();
                    let _ = self.watch.send(Told::Doubt { article, file });
                    return;
                }
                None => {
                    let Failed { problem, reached } = *failure;
                    mirror.state = reached.or(mirror.state);
                    let event = failed(&key.0, &problem);
                    mirror.not_folded(problem);
                    // Until it can be written, a crash must not take away what was marked.
                    if let Err(problem) = mirror.append(&self.home, &key.0) {
                        log::warn!("no journal: {problem:?}");
                    }
                    event
                }
            },
        };
        (self.answer)(event);
        let touched = self
            .mirrors
            .get_mut(key)
            .and_then(|mirror| mirror.touched.take());
        if let Some(file) = touched {
            let _ = self.orders.send(Order::TakeIn {
                path: key.0.clone(),
                file,
            });
        }
    }

    /// A reading is on disk.
    fn saved(&mut self, key: &Key, revision: u64) -> Event {
        let (mut fell_back, mut merged) = (false, None);
        if let Some(mirror) = self.mirrors.get_mut(key) {
            fell_back = mirror.fell_back;
            if std::mem::take(&mut mirror.taken_in) {
                let taken = taken_in(&mirror.reading, &key.0, &self.loads, &self.home);
                merged = Some(Box::new(taken));
            }
        }
        Event::Saved {
            path: key.0.clone(),
            revision,
            fell_back,
            merged,
        }
    }

    fn answer_waiting(&mut self) {
        let mirrors = &self.mirrors;
        self.waiting.retain(|waiting| {
            let done = mirrors.values().all(|mirror| match waiting.in_files {
                true => mirror.is_settled(waiting.since),
                false => mirror
                    .folding
                    .as_ref()
                    .is_none_or(|folding| !folding.needed),
            });
            if done {
                let _ = waiting.done.send(());
            }
            !done
        });
    }

    /// Writes every file that is not as it should be.
    fn finish(&mut self, inbox: &Receiver<Order>) {
        while self.mirrors.values().any(|mirror| mirror.folding.is_some()) {
            match inbox.recv() {
                Ok(order) => self.take(order),
                Err(_) => break,
            }
        }
        let keys: Vec<Key> = self.mirrors.keys().cloned().collect();
        for key in keys {
            let behind = |mirror: &Mirror| mirror.dirty || !mirror.journals.is_empty();
            if self.mirrors.get(&key).is_some_and(behind) {
                self.rewrite(&key);
            }
        }
        self.waiting.clear();
        self.texts.finish();
    }
}

fn broken(path: &Path) -> Box<Failed> {
    Box::new(Failed {
        problem: broke(Some(path)),
        reached: None,
    })
}

fn failed(path: &Path, problem: &Problem) -> Event {
    Event::SaveFailed {
        path: path.to_owned(),
        problem: problem.clone(),
    }
}

/// What a thread that writes a file needs.
struct Outside {
    home: Home,
    loads: Loads,
}

impl Outside {
    /// Writes a reading's file. The thread outlives a save that breaks: the other readings are still to
    /// be written.
    fn save(
        &self,
        key: &Key,
        reading: &Reading,
        state: Option<DiskState>,
    ) -> Result<Box<Written>, Box<Failed>> {
        let path = key.0.as_path();
        let save = || {
            let saved = work::save_reading(reading, path, &self.home, state);
            let saved = saved.map_err(|problem| Failed {
                problem,
                reached: store::reached(reading, path, &self.home, state),
            })?;
            let stamp = Stamp::of(&saved.path, now());
            let merged = saved.merged.as_ref();
            let taken = merged.map(|merged| taken_in(merged, path, &self.loads, &self.home));
            Ok(Box::new(Written {
                saved,
                stamp,
                taken: taken.map(Box::new),
            }))
        };
        catch_unwind(AssertUnwindSafe(save)).unwrap_or_else(|_| Err(broken(path)))
    }
}
