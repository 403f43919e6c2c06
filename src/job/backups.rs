//! Keeping what a sitting left behind: a save keeps what was there before it, so the last state of each
//! file is kept when the work on it ends.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::env::{now, unique};
use crate::store::{self, Home, Whose};

/// The files written so far, by article and reviewer.
#[derive(Default)]
pub(super) struct Written(BTreeMap<(PathBuf, Uuid), PathBuf>);

impl Written {
    /// A file was written.
    pub(super) fn note(&mut self, article: &Path, reviewer: Uuid, file: &Path) {
        self.0
            .insert((article.to_owned(), reviewer), file.to_owned());
    }

    /// Keeps what one of them holds now, or another file where it was not written yet.
    pub(super) fn keep_one(
        &self,
        home: &Home,
        article: &Path,
        reviewer: Uuid,
        file: Option<PathBuf>,
    ) {
        let written = self.0.get(&(article.to_owned(), reviewer));
        if let Some(file) = written.cloned().or(file) {
            keep(home, article, reviewer, &file);
        }
    }

    /// Keeps what they hold now.
    pub(super) fn keep(&mut self, home: &Home) {
        for ((article, reviewer), file) in std::mem::take(&mut self.0) {
            keep(home, &article, reviewer, &file);
        }
    }
}

/// Keeps what a reviewer's file of an article holds now.
pub(super) fn keep(home: &Home, article: &Path, reviewer: Uuid, file: &Path) {
    let whose = Whose {
        home,
        article,
        reviewer,
    };
    store::keep_file(whose, file, &unique(), now());
}
