//! The codebook in use: its changes, and what becomes of its file.
//!
//! A change holds at once and goes to the disk on another thread. One write is under way at a time;
//! what is changed meanwhile goes into the next one. Where a person has to decide (the file holds
//! comments, or another program changed it), nothing is written until they do, and nothing is lost.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::codebook_history::{CodebookHistory, Step};
use super::command::CodebookCommand;
use super::effect::Effect;
use super::event::problem_line;
use super::state::{EntryState, Env, State};
use crate::i18n::Message;
use crate::model::{
    Codebook, CodebookEdit, CodebookRefusal, CodebookSource, CodebookWrite, EditRefusal, Label,
    LabelKey, Problem, SavedCodebook,
};
use crate::msg;

/// A codebook and where it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookOnDisk {
    /// What it says.
    pub codebook: Arc<Codebook>,
    /// Where it lies.
    pub source: CodebookSource,
}

/// How far the codebook is on disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CodebookSave {
    /// The file says the same.
    #[default]
    Untouched,
    /// Changes are on their way.
    Saving,
    /// All changes are on disk.
    Saved {
        /// Under `saves/`, because the folder can't be written.
        fell_back: bool,
    },
    /// Nothing is written until the person decides; never `CodebookRefusal::Problem`.
    Asks(CodebookRefusal),
    /// The last try failed; the changes are kept here.
    Failed(Problem),
}

/// A change that was refused, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// What was to be done.
    pub edit: CodebookEdit,
    /// Why it was not.
    pub what: Message,
}

/// Where the codebook lies, what was done to it, and whether that is on disk.
#[derive(Clone, Debug)]
pub struct CodebookFile {
    /// Where it lies.
    pub source: CodebookSource,
    /// Whether the changes are on disk.
    pub save: CodebookSave,
    /// What was done to it.
    pub history: CodebookHistory,
    /// The last change, where it was refused.
    pub refused: Option<Refused>,
    /// What its file says, as far as known; its hash is that of the file.
    on_disk: Arc<Codebook>,
    /// Number of the last change.
    revision: u64,
    /// Number of the change up to which a write is under way.
    writing: Option<u64>,
}

impl CodebookFile {
    /// One that was not changed yet.
    pub(super) fn of(codebook: &Arc<Codebook>) -> Self {
        Self {
            source: CodebookSource::default(),
            save: CodebookSave::default(),
            history: CodebookHistory::default(),
            refused: None,
            on_disk: Arc::clone(codebook),
            revision: 0,
            writing: None,
        }
    }

    /// Whether changes are not on disk, nor on their way.
    pub fn is_unsaved(&self) -> bool {
        matches!(self.save, CodebookSave::Asks(_) | CodebookSave::Failed(_))
    }
}

impl State {
    /// How many spans have a label, everyone's in all articles of the list; `None` while articles are
    /// still being read.
    pub fn label_use(&self, label: &Label) -> Option<usize> {
        if self.is_counting() {
            return None;
        }
        let counts = self.span_counts();
        Some(label.keys().filter_map(|key| counts.get(key)).sum())
    }

    /// Keys that spans of the list have and the codebook does not know, with how many have them.
    pub fn unknown_keys(&self) -> Vec<(LabelKey, usize)> {
        let counts = self.span_counts().into_iter();
        let unknown = counts.filter(|(key, n)| *n > 0 && self.codebook.label(key).is_none());
        unknown.map(|(key, count)| (key.clone(), count)).collect()
    }

    fn is_counting(&self) -> bool {
        let mut entries = self.articles.iter();
        entries
            .any(|entry| entry.state == EntryState::Waiting && !self.open.contains_key(&entry.path))
    }

    /// Spans by stored key: of open articles as they are now, of the others as they were last read.
    fn span_counts(&self) -> BTreeMap<&LabelKey, usize> {
        let mut all = BTreeMap::new();
        for entry in &self.articles {
            if let Some(open) = self.open.get(&entry.path) {
                let others = open.others.iter().flat_map(|other| &other.counts);
                for (key, count) in open.own_counts.iter().chain(others) {
                    *all.entry(key).or_default() += count;
                }
            } else if let EntryState::Ready { counts, .. } = &entry.state {
                for (key, count) in counts {
                    *all.entry(key).or_default() += count;
                }
            }
        }
        all
    }
}

/// Carries out what was asked of the codebook.
pub(super) fn change(
    state: &mut State,
    command: CodebookCommand,
    env: &mut dyn Env,
) -> Vec<Effect> {
    if !state.codebook_file.source.is_editable() {
        return Vec::new();
    }
    state.codebook_file.refused = None;
    match command {
        CodebookCommand::Edit(edit) => match planned(state, &edit) {
            Ok(after) => {
                let step = Step {
                    name: edit.name(),
                    edit: Some(edit),
                    before: Arc::clone(&state.codebook),
                    after: Arc::new(after),
                    at: env.now(),
                    beside: acts(state, false),
                };
                let after = Arc::clone(&step.after);
                state.codebook_file.history.record(step);
                if let Some(open) = state.current_article_mut() {
                    open.history.pause();
                }
                set(state, &after);
                keep(state)
            }
            Err(EditRefusal::Nothing) => Vec::new(),
            Err(EditRefusal::Because(what)) => {
                state.codebook_file.refused = Some(Refused { edit, what });
                Vec::new()
            }
        },
        CodebookCommand::Undo => {
            let beside = acts(state, true);
            let before = state.codebook_file.history.undo(beside);
            before.map_or_else(Vec::new, |before| {
                set(state, &before);
                keep(state)
            })
        }
        CodebookCommand::Redo => {
            let beside = acts(state, false);
            let after = state.codebook_file.history.redo(beside);
            after.map_or_else(Vec::new, |after| {
                set(state, &after);
                keep(state)
            })
        }
        CodebookCommand::Write(how) => write(state, how),
        CodebookCommand::ReadAgain => vec![read(state)],
    }
}

/// Asks for the file again where somebody may have edited it and nothing here waits to be written.
pub(super) fn reload(state: &State) -> Option<Effect> {
    let file = &state.codebook_file;
    let settled = !file.is_unsaved() && file.writing.is_none();
    (settled && file.source.file.is_some()).then(|| read(state))
}

fn read(state: &State) -> Effect {
    Effect::ReadCodebook {
        id: state.codebook.id.clone(),
        folder: state.codebook_file.source.folder.clone(),
    }
}

/// The codebook with a change, where spans allow it.
fn planned(state: &State, edit: &CodebookEdit) -> Result<Codebook, EditRefusal> {
    if let CodebookEdit::Remove(key) = edit
        && let Some(label) = state.codebook.label(key)
    {
        match state.label_use(label) {
            Some(0) => {}
            Some(count) => {
                let what = msg!("codebook-label-in-use", count = count);
                return Err(EditRefusal::Because(what));
            }
            None => return Err(EditRefusal::Because(msg!("codebook-still-reading"))),
        }
    }
    edit.apply(&state.codebook)
}

/// The article that is shown, and how many of its acts can be undone or redone.
fn acts(state: &State, redo: bool) -> Option<(PathBuf, usize)> {
    let open = state.current_article()?;
    let steps = match redo {
        true => open.history.redo_steps(),
        false => open.history.undo_steps(),
    };
    Some((open.path.clone(), steps))
}

/// Makes a codebook the one in use, under the hash that its file has.
fn set(state: &mut State, codebook: &Codebook) {
    let file = &mut state.codebook_file;
    file.revision += 1;
    let codebook = Codebook {
        hash: file.on_disk.hash.clone(),
        ..codebook.clone()
    };
    // Marks know their label by its place in the codebook.
    let keys = |codebook: &Codebook| -> Vec<Vec<LabelKey>> {
        let labels = codebook.labels.iter();
        labels
            .map(|label| label.keys().cloned().collect())
            .collect()
    };
    let moved = keys(&state.codebook) != keys(&codebook);
    state.codebook = Arc::new(codebook);
    if moved {
        let armed = state.armed.take();
        let armed = armed.and_then(|key| state.codebook.label(&key));
        state.armed = armed.map(|label| label.key.clone());
        // Marks of labels that were merged are dimmed with those of the label that is left.
        let dimmed = &mut state.filter.labels;
        for label in &state.codebook.labels {
            let with = dimmed.contains(&label.key);
            for alias in &label.aliases {
                match with {
                    true => dimmed.insert(alias.clone()),
                    false => dimmed.remove(alias),
                };
            }
        }
        for open in state.open.values_mut() {
            open.rebuild(&state.codebook);
        }
    }
}

/// Sends what was changed on its way to the disk, unless a person has to decide first.
fn keep(state: &mut State) -> Vec<Effect> {
    let same = says_the_same(&state.codebook, &state.codebook_file.on_disk);
    let file = &mut state.codebook_file;
    match &file.save {
        // All was taken back: there is nothing to decide any more.
        CodebookSave::Asks(_) | CodebookSave::Failed(_) if same => {
            file.save = CodebookSave::Untouched;
            Vec::new()
        }
        CodebookSave::Asks(_) => Vec::new(),
        _ => write(state, CodebookWrite::Own),
    }
}

fn write(state: &mut State, how: CodebookWrite) -> Vec<Effect> {
    let file = &mut state.codebook_file;
    file.save = CodebookSave::Saving;
    if file.writing.is_some() {
        return Vec::new();
    }
    file.writing = Some(file.revision);
    vec![Effect::SaveCodebook {
        codebook: Arc::clone(&state.codebook),
        source: file.source.clone(),
        known: file.on_disk.hash.clone(),
        how,
        revision: file.revision,
    }]
}

/// Takes in how a write ended.
pub(super) fn saved(
    state: &mut State,
    revision: u64,
    codebook: Arc<Codebook>,
    result: Result<SavedCodebook, CodebookRefusal>,
) -> Vec<Effect> {
    // Another codebook may have been opened meanwhile.
    let file = &mut state.codebook_file;
    if file.writing != Some(revision) {
        if result.is_err() {
            let id = codebook.id.clone();
            state.say(msg!("codebook-not-kept", id = id), true);
        }
        return Vec::new();
    }
    file.writing = None;
    let saved = match result {
        Ok(saved) => saved,
        Err(CodebookRefusal::Problem(problem)) => {
            let line = problem_line(&problem);
            file.save = CodebookSave::Failed(problem);
            state.say(line, true);
            return Vec::new();
        }
        Err(refusal) => {
            let what = match refusal {
                CodebookRefusal::ByHand => msg!("codebook-asks-by-hand"),
                _ => msg!("codebook-asks-changed"),
            };
            file.save = CodebookSave::Asks(refusal);
            state.say(what, true);
            return Vec::new();
        }
    };
    let elsewhere = file.source.file != saved.source.file;
    file.source = saved.source;
    file.save = CodebookSave::Saved {
        fell_back: saved.fell_back,
    };
    let on_disk = Codebook {
        hash: saved.hash,
        ..Codebook::clone(&codebook)
    };
    Arc::make_mut(&mut state.codebook)
        .hash
        .clone_from(&on_disk.hash);
    file.on_disk = Arc::new(on_disk);
    let place = file.source.file.clone().filter(|_| elsewhere);
    let again = revision != file.revision;
    if let Some(place) = place {
        let shown = place.display().to_string();
        let what = msg!("codebook-copied", file = shown);
        state.say_of(what, false, place.parent().map(PathBuf::from));
    }
    match again {
        true => write(state, CodebookWrite::Own),
        false => Vec::new(),
    }
}

/// Takes in the file that another program changed: a step like the others, so that what was changed
/// here can be brought back.
pub(super) fn read_again(
    state: &mut State,
    result: Result<CodebookOnDisk, Problem>,
) -> Vec<Effect> {
    let found = match result {
        Ok(found) if found.codebook.id == state.codebook.id => found,
        Ok(_) => return Vec::new(),
        Err(problem) => {
            state.say(problem_line(&problem), true);
            return Vec::new();
        }
    };
    let beside = acts(state, false);
    let same = says_the_same(&found.codebook, &state.codebook);
    let file = &mut state.codebook_file;
    if file.writing.is_some() {
        // What was changed since it was asked goes to the disk, or asks for it again.
        return Vec::new();
    }
    (file.source, file.save) = (found.source, CodebookSave::Untouched);
    file.on_disk = Arc::clone(&found.codebook);
    if same {
        state.codebook = found.codebook;
        return Vec::new();
    }
    let step = Step {
        name: msg!("edit-codebook-read"),
        edit: None,
        before: Arc::clone(&state.codebook),
        after: Arc::clone(&found.codebook),
        at: file.history.last_time(),
        beside,
    };
    file.history.record(step);
    set(state, &found.codebook);
    Vec::new()
}

/// Takes up the codebook of what was opened.
pub(super) fn take_up(state: &mut State, found: CodebookOnDisk) {
    let file = &mut state.codebook_file;
    let same_file = found.codebook.id == state.codebook.id && found.source.file == file.source.file;
    if same_file && (file.is_unsaved() || file.writing.is_some()) {
        // What is not on disk yet is not given up for the older state there.
        return;
    }
    let behind = file
        .writing
        .is_some_and(|revision| revision != file.revision);
    let lost = (file.is_unsaved() || behind).then(|| state.codebook.id.clone());
    if says_the_same(&found.codebook, &state.codebook) {
        file.source = found.source;
        file.on_disk = Arc::clone(&found.codebook);
        state.codebook = found.codebook;
        return;
    }
    state.codebook_file = CodebookFile {
        source: found.source,
        revision: file.revision,
        ..CodebookFile::of(&found.codebook)
    };
    set(state, &found.codebook);
    if let Some(id) = lost {
        state.say(msg!("codebook-not-kept", id = id), true);
    }
}

/// Whether two codebooks say the same, whatever files they were read from.
fn says_the_same(a: &Codebook, b: &Codebook) -> bool {
    let hash = String::new();
    let bare = |codebook: &Codebook| Codebook {
        hash: hash.clone(),
        ..codebook.clone()
    };
    bare(a) == bare(b)
}
