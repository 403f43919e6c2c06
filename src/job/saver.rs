//! The saving thread: holds each open reading as the window has it, applies the same changes, and
//! writes the file as soon as the last write is done. A save costs the window nothing but the sending.
//!
//! Where the file takes too long to be written with every change, changes go to a journal
//! ([`store::Journal`](crate::store::Journal)), which takes milliseconds, and are answered as soon as
//! they have reached the disk there. The file is written later, on another thread, from the reading as
//! it is then; changes go on into another journal meanwhile. Where no journal can be written, the file
//! is. What keeps the file from being written is told although the changes are in a journal.

mod ahead;
mod loads;
mod mirror;
mod taken;
mod work;

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use uuid::Uuid;

pub(super) use loads::{Load, Loads};
pub(super) use mirror::Pace;
use work::Work;

use super::watch::Told;
use crate::edit::{Changes, History, Step, Transaction};
use crate::model::{Problem, Reading};
use crate::session::{Event, TakenIn, Touched};
use crate::store::{DiskState, Home, Saved, Stamp};
use crate::text::SourceText;

/// What the saving thread is told.
pub(super) enum Order {
    /// A reading is from now on saved here.
    Start {
        path: PathBuf,
        reading: Box<Reading>,
        /// The text that it is shown on.
        text: SourceText,
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
    /// Another program may have added to a journal of a reading.
    Journals { path: PathBuf },
    /// It has: the file is not as it was left.
    Differs { key: Key, file: Touched },
    /// What is on disk of a reviewer's file of an article is kept as an earlier version, once everything
    /// told before is written; the file where nothing was written yet.
    Keep {
        path: PathBuf,
        reviewer: Uuid,
        file: Option<PathBuf>,
    },
    /// The history of a reviewer's acts is kept from now on.
    History {
        path: PathBuf,
        reviewer: Uuid,
        text_hash: String,
        history: Box<History>,
    },
    /// It made a step.
    Step {
        path: PathBuf,
        reviewer: Uuid,
        step: Step,
    },
    /// Changes to a reading that is still being read: kept until it is there. `head` is that reading
    /// without spans.
    Ahead {
        path: PathBuf,
        head: Box<Reading>,
        changes: Changes,
    },
    /// A file was written by another thread, or could not be.
    Folded {
        key: Key,
        result: Result<Box<Written>, Box<Failed>>,
        took: Duration,
    },
    /// Answered once everything told before is on disk, or can't be: in its file or, unless `in_files`,
    /// in a journal that whoever reads the file reads, too.
    Flush { in_files: bool, done: Sender<()> },
    /// Everything told before is written, then the thread ends, whoever else could still send.
    End,
}

/// A file that was written.
pub(super) struct Written {
    saved: Saved,
    /// What it was just after.
    stamp: Option<Stamp>,
    /// What the window has to be told where another program's changes were merged in.
    taken: Option<Box<TakenIn>>,
}

/// A file that could not be written.
pub(super) struct Failed {
    problem: Problem,
    /// What is there all the same: all that failed is the promise that it lasts.
    reached: Option<DiskState>,
}

/// A reading of an article: whose file it is.
pub(super) type Key = (PathBuf, Uuid);

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
        pace: Pace,
        answer: impl Fn(Event) + Send + 'static,
    ) -> Self {
        let (orders, inbox) = channel();
        let own = orders.clone();
        let thread = std::thread::Builder::new()
            .name("saver".to_owned())
            .spawn(move || Work::new(home, loads, watch, pace, own, answer).run(&inbox));
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

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test looks at its own folder")]
mod tests;

#[cfg(test)]
pub(super) use tests::{MANY, many};
