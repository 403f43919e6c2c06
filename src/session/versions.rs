//! Earlier versions of the own annotation file: which there are, what differs from now, and bringing
//! marks back.
//!
//! They are read and compared by a job, while somebody looks at them or the own file can't be read. What
//! is known of them holds for one state of the reading: after each change they are compared anew.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use super::effect::Effect;
use super::open::OpenArticle;
use super::state::State;
use crate::edit::{Comparison, Difference, Edit, Transaction, bring_back};
use crate::i18n::Message;
use crate::model::{Backup, Problem, Timestamp};
use crate::msg;

/// An earlier version.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Which.
    pub backup: Backup,
    /// When it was on disk, in words.
    pub when: Message,
    /// What differs from now, or why it can't be read; `None` while it is being read.
    pub compared: Option<Result<Arc<Comparison>, Problem>>,
}

/// What is known of earlier versions.
#[derive(Debug, Default)]
pub struct Versions {
    /// Whether somebody looks at them.
    looking: bool,
    /// What is known holds for this.
    of: Option<Of>,
    /// Number of the last question.
    generation: u64,
    /// The newest first; `None` while they are being looked for.
    list: Option<Vec<Version>>,
}

/// A state of somebody's reading of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Of {
    path: PathBuf,
    reviewer: Uuid,
    load: u64,
    revision: u64,
}

impl Versions {
    /// The newest first; `None` while they are being looked for.
    pub fn list(&self) -> Option<&[Version]> {
        self.list.as_deref()
    }

    /// The newest one that is whole and says something: what a file that can't be read may be replaced by.
    pub fn newest_whole(&self) -> Option<&Version> {
        let mut list = self.list()?.iter();
        list.find(|version| matches!(version.compared, Some(Ok(_))))
    }
}

/// Somebody looks at them, or does so no longer.
pub(super) fn look(state: &mut State, looking: bool) {
    state.versions.looking = looking;
}

/// Asks for them where they are wanted and what is known does not hold.
pub(super) fn settle(state: &mut State) -> Option<Effect> {
    let looking = state.versions.looking;
    let own = state.current_article().and_then(|open| {
        let own = open.own.as_ref()?;
        (looking || own.locked.is_some()).then_some((open, own))
    });
    let Some((open, own)) = own else {
        let nothing = looking.then(Vec::new);
        state.versions = Versions {
            list: nothing,
            looking,
            of: None,
            generation: state.versions.generation,
        };
        return None;
    };
    let of = Of {
        path: open.path.clone(),
        reviewer: own.reading.reviewer.id,
        load: open.generation,
        revision: open.revision,
    };
    if state.versions.of.as_ref() == Some(&of) {
        return None;
    }
    let generation = state.versions.generation + 1;
    let asked = Effect::CompareVersions {
        path: of.path.clone(),
        now: Box::new(own.reading.clone()),
        generation,
    };
    let before = state.versions.of.replace(of);
    let after = state.versions.of.as_ref();
    let same = before.is_some_and(|before| {
        after.is_some_and(|after| (&before.path, before.reviewer) == (&after.path, after.reviewer))
    });
    // What was shown of the same file stays in sight until it is known anew.
    if !same {
        state.versions.list = None;
    }
    state.versions.generation = generation;
    Some(asked)
}

/// They were found.
pub(super) fn listed(state: &mut State, generation: u64, found: Vec<(Backup, Message)>) {
    let versions = &mut state.versions;
    if versions.generation != generation {
        return;
    }
    let known = versions.list.take().unwrap_or_default();
    let list = found.into_iter().map(|(backup, when)| {
        let before = known.iter().find(|version| version.backup == backup);
        Version {
            compared: before.and_then(|version| version.compared.clone()),
            backup,
            when,
        }
    });
    versions.list = Some(list.collect());
}

/// One of them was compared with now.
pub(super) fn compared(
    state: &mut State,
    generation: u64,
    backup: &Backup,
    result: Result<Arc<Comparison>, Problem>,
) {
    let versions = &mut state.versions;
    if versions.generation == generation
        && let Some(list) = &mut versions.list
        && let Some(version) = list.iter_mut().find(|version| version.backup == *backup)
    {
        version.compared = Some(result);
    }
}

/// An earlier version in the place of the own file, which may not be written over as it is.
pub(super) fn put_back(open: &OpenArticle, backup: Backup) -> Option<Effect> {
    let own = open.own.as_ref().filter(|own| own.locked.is_some())?;
    Some(Effect::PutBack {
        path: open.path.clone(),
        reviewer: own.reading.reviewer.id,
        file: own.file.clone()?,
        backup,
    })
}

/// What is on disk now is to be kept: it is about to become what it was.
pub(super) fn keep(open: &OpenArticle) -> Option<Effect> {
    let own = open.own.as_ref()?;
    Some(Effect::KeepVersion {
        path: open.path.clone(),
        reviewer: own.reading.reviewer.id,
        file: own.file.clone(),
    })
}

/// Says what became of that.
pub(super) fn was_put_back(state: &mut State, result: Result<Option<PathBuf>, Problem>) {
    let name = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    match result {
        Ok(Some(aside)) => state.say(msg!("version-put-back", file = name(&aside)), false),
        Ok(None) => {}
        Err(problem) => state.say(super::event::problem_line(&problem), true),
    }
}

/// Makes the reading what it was: every mark, and whether it was finished. What was read stays read.
pub(super) fn restore(
    open: &OpenArticle,
    then: &Comparison,
    now: Timestamp,
) -> Option<Transaction> {
    let own = open.own.as_ref()?;
    let mut restored = brought_back(open, &then.differences, now, msg!("edit-restore"))?;
    if own.reading.status != then.status {
        restored.edits.push(Edit::Status {
            before: own.reading.status,
            after: then.status,
        });
    }
    (!restored.edits.is_empty()).then_some(restored)
}

/// Makes one mark what it was.
pub(super) fn restore_mark(
    open: &OpenArticle,
    difference: &Difference,
    now: Timestamp,
) -> Option<Transaction> {
    let name = msg!("edit-restore-mark");
    let restored = brought_back(open, std::slice::from_ref(difference), now, name)?;
    (!restored.edits.is_empty()).then_some(restored)
}

fn brought_back(
    open: &OpenArticle,
    differences: &[Difference],
    now: Timestamp,
    name: Message,
) -> Option<Transaction> {
    let own = open.own.as_ref()?;
    let (edits, place) = bring_back(differences, &own.reading, now);
    let restored = Transaction { name, edits, place };
    // Later than all that is known of its marks, so that copies elsewhere take it for what holds.
    Some(restored.dated(now, &own.reading))
}
