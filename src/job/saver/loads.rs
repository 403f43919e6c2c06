//! [`Loads`]: what files held when they were read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::anchor::Elsewhere;
use crate::job::work::DiskStates;
use crate::model::Article;
use crate::store::DiskState;

/// What annotation files held when they were read, by load: an answer that the window dropped says
/// nothing of what the reading shown there was made from.
#[derive(Clone, Default)]
pub(in crate::job) struct Loads(Arc<Mutex<BTreeMap<(PathBuf, u64), Load>>>);

/// What a load found.
pub(in crate::job) struct Load {
    /// What the annotation files held.
    pub(in crate::job) states: DiskStates,
    /// The article.
    pub(in crate::job) article: Arc<Article>,
    /// Where spans are that are not where they were.
    pub(in crate::job) elsewhere: Arc<Elsewhere>,
}

impl Loads {
    /// Remembers what a load found.
    pub(in crate::job) fn insert(&self, path: &Path, generation: u64, load: Load) {
        self.lock().insert((path.to_owned(), generation), load);
    }

    /// What a reviewer's files held at a load.
    pub(in crate::job) fn get(
        &self,
        path: &Path,
        generation: u64,
        reviewer: Uuid,
    ) -> Option<DiskState> {
        let loads = self.lock();
        let load = loads.get(&(path.to_owned(), generation))?;
        load.states.get(&reviewer).copied()
    }

    /// The article as it was last read, and where spans of it are that are not where they were.
    pub(in crate::job) fn latest(&self, path: &Path) -> Option<(Arc<Article>, Arc<Elsewhere>)> {
        let loads = self.lock();
        let of_path = (path.to_owned(), 0)..=(path.to_owned(), u64::MAX);
        let (_, load) = loads.range(of_path).next_back()?;
        Some((Arc::clone(&load.article), Arc::clone(&load.elsewhere)))
    }

    /// Forgets the loads before one that the window shows: it never goes back to them.
    pub(super) fn forget_before(&self, path: &Path, generation: u64) {
        self.lock()
            .retain(|(of, number), _| of != path || *number >= generation);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(PathBuf, u64), Load>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
