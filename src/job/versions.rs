//! Earlier versions of an annotation file: read, compared with now, put back.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use super::env::{moment, now, unique};
use super::threads::broke;
use crate::edit::compare as differences;
use crate::model::{Backup, Problem, Reading};
use crate::session::Event;
use crate::store::{self, Home, Whose};

/// Answers with all earlier versions, then with what differs between each and now, the newest first, as
/// long as that is wanted.
pub(super) fn compare(
    home: &Home,
    article: &Path,
    today: &Reading,
    generation: u64,
    wanted: impl Fn() -> bool,
    answer: impl Fn(Event),
) {
    let whose = Whose {
        home,
        article,
        reviewer: today.reviewer.id,
    };
    let all = whose.backups();
    let versions = all.iter().map(|backup| (backup.clone(), moment(backup.at)));
    answer(Event::VersionsListed {
        generation,
        versions: versions.collect(),
    });
    for backup in all {
        if !wanted() {
            return;
        }
        let read = || {
            let then = whose.read(&backup, None)?;
            Ok(Arc::new(differences(&then, today)))
        };
        let result = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(broke(None)));
        answer(Event::VersionCompared {
            generation,
            backup,
            result,
        });
    }
}

/// Puts an earlier version in the place of an annotation file; gives the name under which that is kept.
pub(super) fn put_back(
    home: &Home,
    article: &Path,
    reviewer: Uuid,
    file: &Path,
    backup: &Backup,
) -> Result<Option<PathBuf>, Problem> {
    let whose = Whose {
        home,
        article,
        reviewer,
    };
    store::put_back(whose, backup, file, &unique(), now())
}
