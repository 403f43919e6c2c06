//! [`Ahead`]: changes to a reading that is still being read.

use std::path::Path;
use std::time::{Duration, Instant};

use super::mirror::{Journals, Mirror};
use crate::edit::Changes;
use crate::model::{Problem, Reading};
use crate::store::Home;

/// How long after a failure the next try comes.
const RETRY: Duration = Duration::from_secs(2);

/// Changes to a reading that is still being read, in a journal of their own. They go into the reading
/// once it is there; if the program ends before, whoever reads it next sees them in the journal.
pub(super) struct Ahead {
    head: Reading,
    unsaved: Changes,
    journaled: Changes,
    journals: Journals,
    retry: Option<Instant>,
}

impl Ahead {
    /// `head` is the reading without spans.
    pub(super) fn new(head: Reading) -> Self {
        Self {
            head,
            unsaved: Changes::default(),
            journaled: Changes::default(),
            journals: Journals::default(),
            retry: None,
        }
    }

    pub(super) fn add(&mut self, changes: Changes) {
        self.unsaved.then(changes);
        self.retry = None;
    }

    pub(super) fn due(&self) -> Option<Instant> {
        self.retry
    }

    /// Brings what is new to the disk.
    pub(super) fn write(&mut self, home: &Home, article: &Path) -> Result<(), Problem> {
        let now = Instant::now();
        if self.unsaved.is_empty() || self.retry.is_some_and(|retry| retry > now) {
            return Ok(());
        }
        let (journals, changes) = (&mut self.journals, &self.unsaved);
        match journals.append(home, article, &self.head, changes) {
            Ok(()) => {
                self.journaled.then(std::mem::take(&mut self.unsaved));
                self.retry = None;
                Ok(())
            }
            Err(problem) => {
                self.retry = Some(now + RETRY);
                Err(problem)
            }
        }
    }

    /// The reading is there.
    pub(super) fn give(self, mirror: &mut Mirror) {
        mirror.taken_in |= self.journaled.replay(&mut mirror.reading);
        mirror.taken_in |= self.unsaved.replay(&mut mirror.reading);
        mirror.journaled.then(self.journaled);
        mirror.unsaved.then(self.unsaved);
        mirror.journals.add(self.journals);
    }
}
