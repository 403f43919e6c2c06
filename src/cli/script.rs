//! A session without a window: one article, one reviewer, commands one after the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::job::SystemEnv;
use crate::job::work::{self, DiskStates, Loaded};
use crate::model::{Codebook, Problem, Reviewer, Severity, same_name};
use crate::msg;
use crate::session::{
    Command, Doc, Effect, Env as _, Event, OpenArticle, ReadingOnDisk, State, receive, update,
};
use crate::store::{self, FolderLock, Home};

/// An article opened by a reviewer.
pub struct Script {
    state: State,
    path: PathBuf,
    disk_states: DiskStates,
    /// Notes on conflict copies that were read together with the reviewer's file.
    copies: Vec<Problem>,
    /// Held while a new reviewer's first file is not written yet.
    _new_reviewer: Option<FolderLock>,
}

impl Script {
    /// Opens an article for a reviewer, who is the one of that name there, else the one of the
    /// settings, else the one of that name in the article's folder, else a new one. Programs that start
    /// at the same moment agree on one new reviewer.
    ///
    /// # Errors
    /// A problem where the article or the reviewer's own file can't be read.
    pub fn open(path: &Path, name: &str, home: &Home) -> Result<Self, Problem> {
        let found = work::find(&[path.to_owned()], false, home)?;
        let problems = found.targets.problems.into_iter();
        // That a folder holds no article is no news where it is none itself, as loading it will say.
        if let Some(problem) = { problems }.find(|problem| problem.severity == Severity::Error) {
            return Err(problem);
        }
        if found.targets.session.is_some() {
            return Err(Problem::data(path, msg!("file-is-session")));
        }
        let mut loaded = work::load(path, home)?;
        let mut known = reviewer(path, name, &loaded.on_disk.readings, home);
        let mut held = None;
        if known.is_none() {
            held = store::lock_folder(home, path)?;
            loaded = work::load(path, home)?;
            known = reviewer(path, name, &loaded.on_disk.readings, home);
        }
        let Loaded {
            on_disk,
            disk_states,
        } = loaded;
        let reviewer = known.unwrap_or_else(|| Reviewer {
            name: name.to_owned(),
            id: SystemEnv.random_id(),
        });
        let own = on_disk.readings.iter().filter(|reading| {
            let read = reading.result.as_ref();
            read.is_ok_and(|read| read.reviewer.id == reviewer.id)
        });
        let copies = own.filter_map(ReadingOnDisk::copies_note).collect();
        let mut state = State::new(crate::i18n::Lang::default(), found.codebook);
        let path = path.to_owned();
        state.reviewer = Some(reviewer);
        receive(
            &mut state,
            Event::Scanned {
                articles: vec![path.clone()],
                named: Vec::new(),
                session: None,
                codebook: None,
                replace: true,
                problems: Vec::new(),
            },
        );
        let generation = state.generation;
        receive(
            &mut state,
            Event::Loaded {
                path: path.clone(),
                generation,
                result: Ok(Box::new(on_disk)),
            },
        );
        let script = Self {
            state,
            path,
            disk_states,
            copies,
            _new_reviewer: held,
        };
        let own = script.article().and_then(|open| open.own.as_ref());
        match own.and_then(|own| own.locked.clone()) {
            Some(problem) => Err(problem),
            None => Ok(script),
        }
    }

    /// The article.
    pub fn article(&self) -> Option<&OpenArticle> {
        self.state.current_article()
    }

    /// Notes on conflict copies that were read together with the reviewer's file.
    pub fn copies(&self) -> &[Problem] {
        &self.copies
    }

    /// The codebook.
    pub fn codebook(&self) -> Arc<Codebook> {
        Arc::clone(&self.state.codebook)
    }

    /// Carries out a change and saves it; `None` where it changed nothing. Either way, what it is about
    /// has reached the disk.
    ///
    /// # Errors
    /// A problem where it could not be saved.
    pub fn doc(&mut self, doc: Doc, home: &Home) -> Result<Option<store::Saved>, Problem> {
        let effects = update(&mut self.state, Command::Doc(doc), &mut SystemEnv);
        let mut saved = None;
        let mut reading = None;
        for effect in effects {
            match effect {
                Effect::StartSaving { reading: all, .. } => {
                    let known = self.disk_states.get(&all.reviewer.id).copied();
                    reading = Some((*all, known));
                }
                Effect::Save { transaction, .. } => {
                    if let Some((reading, state)) = &mut reading {
                        transaction.apply(reading);
                        saved = Some(work::save(reading, &self.path, home, *state)?);
                    }
                }
                _ => {}
            }
        }
        if let (None, Some(reviewer)) = (&saved, &self.state.reviewer) {
            store::make_sure(reviewer, &self.path, home)?;
        }
        Ok(saved)
    }
}

/// The reviewer of that name, where there is one already.
fn reviewer(path: &Path, name: &str, readings: &[ReadingOnDisk], home: &Home) -> Option<Reviewer> {
    let here = readings.iter().filter_map(|r| r.result.as_ref().ok());
    let mut here = here.map(|reading| reading.reviewer.clone());
    here.find(|reviewer| same_name(&reviewer.name, name))
        .or_else(|| {
            let known = store::load_settings(home).0.reviewer;
            known.filter(|reviewer| same_name(&reviewer.name, name))
        })
        .or_else(|| store::reviewer_near(path, name, home))
}
