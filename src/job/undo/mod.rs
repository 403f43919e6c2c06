//! Keeping histories of acts, on the saving thread.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::env::{now, unique};
use super::work::Loaded;
use crate::edit::{History, Step};
use crate::session::Histories;
use crate::store::{self, DiskState, Found, Home, UndoLog};

/// What can be undone and done again of each reading of an article.
pub(super) fn read(loaded: &Loaded, article: &Path, home: &Home) -> Histories {
    let on_disk = &loaded.on_disk;
    let text = on_disk.article.text.hash();
    let encoding = on_disk.article.meta.encoding.as_deref();
    let encoding = encoding.filter(|name| !name.is_empty());
    let readings = { on_disk.readings.iter() }.filter_map(|reading| reading.result.as_ref().ok());
    let kept = readings.map(|reading| {
        let found = Found {
            reading,
            state: loaded.disk_states.get(&reading.reviewer.id),
            text_hash: text,
            encoding,
        };
        let history = store::kept_history(home, article, found);
        (reading.reviewer.id, history)
    });
    kept.filter(|(_, history)| *history != History::default())
        .collect()
}

/// The histories that are kept, by article and reviewer.
#[derive(Default)]
pub(super) struct Undo {
    logs: BTreeMap<(PathBuf, Uuid), UndoLog>,
    /// Those with something to be kept.
    waiting: BTreeSet<(PathBuf, Uuid)>,
}

impl Undo {
    /// A history is kept from now on.
    pub(super) fn begin(
        &mut self,
        home: &Home,
        key: (PathBuf, Uuid),
        text_hash: String,
        history: History,
    ) {
        let log = UndoLog::new(home, &key.0, key.1, text_hash, history);
        self.logs.insert(key.clone(), log);
        self.waiting.insert(key);
    }

    /// One step more of it.
    pub(super) fn follow(&mut self, key: (PathBuf, Uuid), step: Step) {
        if let Some(log) = self.logs.get_mut(&key) {
            log.follow(step);
            self.waiting.insert(key);
        }
    }

    /// All that was kept is in the files now.
    pub(super) fn saved(&mut self, key: &(PathBuf, Uuid), state: &DiskState) {
        if let Some(log) = self.logs.get_mut(key) {
            log.saved(state);
        }
    }

    /// Keeps what is not kept yet.
    pub(super) fn keep(&mut self) {
        for key in std::mem::take(&mut self.waiting) {
            if let Some(log) = self.logs.get_mut(&key) {
                log.keep(&unique(), now());
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test looks at its own folder")]
mod tests;
