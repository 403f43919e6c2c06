//! The one place where commands are applied.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::change::{change, pass, settle_read};
use super::codebook;
use super::command::{App, Command};
use super::effect::{Effect, Pick};
use super::find;
use super::noticed;
use super::open::is_same;
use super::review;
use super::selection::Selection;
use super::state::{AskName, EntryState, Env, State};
use super::suggestions;
use super::unsettled;
use super::versions;
use super::waiting::catch_up;
use crate::edit::{Edit, Transaction};
use crate::model::{Reviewer, check_name, same_name};
use crate::msg;
use crate::overlay::Mark;

/// Applies a command.
pub fn update(state: &mut State, command: Command, env: &mut dyn Env) -> Vec<Effect> {
    let mut effects = match command {
        Command::Doc(doc) => match state.current_path().map(Path::to_owned) {
            Some(path) => change(state, &path, doc, env),
            None => Vec::new(),
        },
        Command::Codebook(command) => codebook::change(state, command, env),
        Command::App(app) => act(state, app, env),
    };
    effects.extend(find::follow(state));
    effects.splice(..0, noticed::sit_down(state));
    effects.extend(unsettled::seek(state));
    suggestions::settle(state);
    review::settle(state);
    effects.extend(versions::settle(state));
    effects
}

fn act(state: &mut State, app: App, env: &mut dyn Env) -> Vec<Effect> {
    match app {
        App::OpenPaths(paths) if paths.is_empty() => Vec::new(),
        App::OpenPaths(paths) => {
            state.scanning = true;
            vec![Effect::Scan(paths)]
        }
        App::PickFiles => vec![Effect::Pick(Pick::Files)],
        App::PickFolder => vec![Effect::Pick(Pick::Folder)],
        App::PickExportFolder => vec![Effect::Pick(Pick::ExportFolder)],
        App::Show(at) => show_entry(state, at),
        App::Step(by) => {
            let at = state
                .current
                .map_or(0, |at| at.saturating_add_signed(by.into()));
            show_entry(state, at)
        }
        App::CatchUp => catch_up(state, env),
        App::Reload => reload(state),
        App::SetEncoding(encoding) => choose_encoding(state, encoding),
        App::Select(selection) => {
            if let Some(open) = state.current_article_mut() {
                let range = selection.range(&open.article.text);
                let forward = selection.anchor <= selection.head;
                open.selection = Selection {
                    anchor: if forward { range.start() } else { range.end() },
                    head: if forward { range.end() } else { range.start() },
                };
                open.selected = None;
                open.placed = true;
            }
            Vec::new()
        }
        App::SelectMark(mark) => {
            if let Some(open) = state.current_article_mut() {
                open.selected = mark.filter(|key| open.overlay.get(*key).is_some());
            }
            Vec::new()
        }
        App::Arm(label) => {
            state.armed = label.filter(|key| state.codebook.label(key).is_some());
            // Asked now rather than over the passage that is being picked, perhaps between two clicks.
            if state.armed.is_some()
                && state.reviewer.is_none()
                && state.current_article().is_some()
            {
                state.ask_name.get_or_insert_default();
            }
            Vec::new()
        }
        App::Passed(range) => pass(state, range),
        App::StepMark(forward) => {
            step_mark(state, forward);
            Vec::new()
        }
        App::SetReviewer(name) => set_reviewer(state, &name, env),
        App::ClaimReviewer => {
            let known = state.ask_name.as_ref().and_then(|ask| ask.exists.clone());
            known.map_or_else(Vec::new, |reviewer| become_reviewer(state, reviewer, env))
        }
        App::AskReviewer => {
            // Another name instead of one that is taken: what waited for it still waits.
            let then = state.ask_name.take().and_then(|ask| ask.then);
            state.ask_name = Some(AskName {
                then,
                ..AskName::default()
            });
            Vec::new()
        }
        App::CancelReviewer => {
            state.ask_name = None;
            Vec::new()
        }
        App::ShowOther(at, shown) => {
            if let Some(open) = state.current_article_mut() {
                open.show_other(at, shown);
            }
            Vec::new()
        }
        App::Find(seek) => find::seek(state, seek),
        App::Review(ask) => {
            review::act(state, ask);
            Vec::new()
        }
        App::Suggest(ask) => suggestions::act(state, ask, env),
        App::SetFilter(filter) => {
            state.filter_number += 1;
            state.filter = *filter;
            Vec::new()
        }
        App::AcceptHandEdit => {
            let accept = state.current_article().and_then(accept_hand_edit);
            let mut effects: Vec<Effect> = accept.into_iter().collect();
            if !effects.is_empty() {
                effects.extend(reload(state));
            }
            effects
        }
        App::PutCopiesAway(path) => match super::copies::put_away(state, &path) {
            Some(effect) => {
                let mut effects = vec![effect];
                effects.extend(load(state, path));
                effects
            }
            None => Vec::new(),
        },
        App::LookAtVersions(looking) => {
            versions::look(state, looking);
            Vec::new()
        }
        App::PutBack(backup) => {
            let put = state.current_article();
            let put = put.and_then(|open| versions::put_back(open, backup));
            let mut effects: Vec<Effect> = put.into_iter().collect();
            if !effects.is_empty() {
                effects.extend(reload(state));
            }
            effects
        }
        App::Export(request) => {
            let paths: Vec<PathBuf> = match request.all {
                true => state.articles.iter().map(|e| e.path.clone()).collect(),
                false => state
                    .current_path()
                    .map(PathBuf::from)
                    .into_iter()
                    .collect(),
            };
            if paths.is_empty() {
                return Vec::new();
            }
            state.exporting = true;
            vec![Effect::Export {
                paths,
                request,
                codebook: Arc::clone(&state.codebook),
            }]
        }
        App::SetLanguage(lang) => {
            state.lang = lang;
            vec![Effect::RememberLanguage(lang)]
        }
        App::Dismiss(id) => {
            state.notices.retain(|notice| notice.id != id);
            Vec::new()
        }
    }
}

/// Takes over the own file where it was edited by hand; one that could not be read at all stays locked.
fn accept_hand_edit(open: &super::open::OpenArticle) -> Option<Effect> {
    let own = open.own.as_ref()?;
    (own.acceptable && own.locked.is_some()).then_some(())?;
    Some(Effect::AcceptHandEdit {
        path: open.path.clone(),
        reviewer: own.reading.reviewer.id,
        file: own.file.clone()?,
        generation: open.generation,
    })
}

/// Reads the article in another encoding: undoable, though no mark changes.
fn choose_encoding(state: &mut State, encoding: Option<String>) -> Vec<Effect> {
    let Some(path) = state.current_path().map(Path::to_owned) else {
        return Vec::new();
    };
    // The choice that is kept is not the one of what is open where it could not be read in it.
    let entry = state.current.and_then(|at| state.articles.get(at));
    let faulty = entry.is_some_and(|entry| matches!(entry.state, EntryState::Faulty(_)));
    let Some(open) = state.current_article_mut() else {
        // One that can't be read at all in this encoding is given another try.
        return keep_encoding(state, path, encoding);
    };
    let before = open
        .article
        .meta
        .encoding
        .clone()
        .filter(|name| !name.is_empty());
    if before == encoding {
        return match faulty {
            true => keep_encoding(state, path, encoding),
            false => Vec::new(),
        };
    }
    let before_it = open.history.undo_steps();
    open.history.record(Transaction {
        name: msg!("edit-encoding"),
        edits: vec![Edit::Encoding {
            before,
            after: encoding.clone(),
        }],
        place: None,
    });
    let step = open.history.last_step(before_it);
    let mut effects: Vec<Effect> = open.keep_step(step).into_iter().collect();
    effects.extend(keep_encoding(state, path, encoding));
    effects
}

pub(super) fn keep_encoding(
    state: &mut State,
    path: PathBuf,
    encoding: Option<String>,
) -> Vec<Effect> {
    let keep = Effect::KeepEncoding {
        path: path.clone(),
        encoding,
    };
    let mut effects = vec![keep];
    effects.extend(read_again(state, path));
    effects
}

/// Shows an article of the list, loading it where it was not loaded before.
pub(super) fn show_entry(state: &mut State, at: usize) -> Vec<Effect> {
    let Some(entry) = state.articles.get(at) else {
        return Vec::new();
    };
    let path = entry.path.clone();
    state.current = Some(at);
    if state.open.contains_key(&path) {
        return after_loading(state, &path);
    }
    load(state, path)
}

fn reload(state: &mut State) -> Vec<Effect> {
    match state.current_path() {
        Some(path) => {
            let path = path.to_owned();
            let mut effects = read_again(state, path);
            effects.extend(codebook::reload(state));
            effects
        }
        None => Vec::new(),
    }
}

/// Loads an article anew, and with it what the list shows of it.
fn read_again(state: &mut State, path: PathBuf) -> Vec<Effect> {
    if let Some(entry) = state.entry_mut(&path)
        && matches!(entry.state, EntryState::Faulty(_))
    {
        entry.state = EntryState::Waiting;
    }
    load(state, path)
}

pub(super) fn load(state: &mut State, path: PathBuf) -> Vec<Effect> {
    state.generation += 1;
    state.asked.insert(path.clone(), state.generation);
    if let Some(open) = state.open.get_mut(&path) {
        open.asked_at = open.revision;
    }
    vec![Effect::Load {
        path,
        generation: state.generation,
    }]
}

/// Once an article is there, the reviewer's own reading is taken out of the others.
pub(super) fn after_loading(state: &mut State, path: &Path) -> Vec<Effect> {
    let codebook = Arc::clone(&state.codebook);
    let reviewer = state.reviewer.clone();
    let Some(open) = state.open.get_mut(path) else {
        return Vec::new();
    };
    match reviewer {
        Some(reviewer) if !owned_by(open, &reviewer) => open.adopt(&reviewer, &codebook),
        None => open.rebuild(&codebook),
        Some(_) => {}
    }
    settle_read(open)
}

pub(super) fn owned_by(open: &super::open::OpenArticle, reviewer: &Reviewer) -> bool {
    let own = open.own.as_ref();
    own.is_some_and(|own| is_same(&own.reading.reviewer, reviewer))
}

fn step_mark(state: &mut State, forward: bool) {
    let path = state.current_path().map(Path::to_owned);
    let filter = &state.filter;
    let Some(open) = path.and_then(|path| state.open.get_mut(&path)) else {
        return;
    };
    let here = open.selected.and_then(|key| open.overlay.get(key));
    let caret = open.selection.head;
    let any = |mark: &Mark| open.passes(filter, mark.key);
    let found = match forward {
        true => open
            .overlay
            .next(here, caret, any)
            .or_else(|| open.overlay.next(None, 0, any)),
        false => open
            .overlay
            .previous(here, caret, any)
            .or_else(|| open.overlay.previous(None, usize::MAX, any)),
    };
    if let Some(mark) = found {
        open.selection = Selection::caret(mark.range.start());
        open.selected = Some(mark.key);
        open.show(mark.range);
    }
}

fn set_reviewer(state: &mut State, typed: &str, env: &mut dyn Env) -> Vec<Effect> {
    let name = match check_name(typed) {
        Ok(name) => name,
        Err(problem) => {
            let ask = state.ask_name.get_or_insert_default();
            ask.exists = None;
            ask.problem = Some(match problem {
                crate::model::NameProblem::Empty => msg!("name-empty"),
                crate::model::NameProblem::LooksLikeEmail => msg!("name-email"),
            });
            return Vec::new();
        }
    };
    // Somebody who has annotated here already needs no question.
    let named = |reviewer: &&Reviewer| same_name(&reviewer.name, &name);
    let last = state.reviewer.iter().chain(&state.here).find(named);
    if let Some(last) = last.cloned() {
        return become_reviewer(state, last, env);
    }
    let open = state.current_article();
    let here = open.into_iter().flat_map(|open| &open.others);
    let here = here.filter_map(|other| Some(&other.result.as_ref().ok()?.reviewer));
    let taken = here.chain(&state.known).find(named).cloned();
    if taken.is_some() {
        let ask = state.ask_name.get_or_insert_default();
        ask.problem = None;
        ask.exists = taken;
        return Vec::new();
    }
    let id = env.random_id();
    become_reviewer(state, Reviewer { name, id }, env)
}

fn become_reviewer(state: &mut State, reviewer: Reviewer, env: &mut dyn Env) -> Vec<Effect> {
    let then = state.ask_name.take().and_then(|ask| ask.then);
    let codebook = Arc::clone(&state.codebook);
    let before = state.reviewer.replace(reviewer.clone());
    if before.is_some_and(|before| !is_same(&before, &reviewer)) {
        for open in state.open.values_mut() {
            open.forget_loose_read();
        }
    }
    if !state.here.contains(&reviewer) {
        state.here.push(reviewer.clone());
    }
    let mut effects = vec![Effect::RememberReviewer(reviewer.clone())];
    let shown = state.current_path().map(Path::to_owned);
    // What was asked for may have been asked for another article than the one that is shown by now.
    let asked = then.as_ref().map(|(path, _)| path.clone());
    let asked = asked.filter(|asked| Some(asked) != shown.as_ref());
    for path in shown.into_iter().chain(asked) {
        if let Some(open) = state.open.get_mut(&path) {
            if !owned_by(open, &reviewer) {
                open.adopt(&reviewer, &codebook);
            }
            effects.extend(settle_read(open));
        }
    }
    if let Some((path, doc)) = then {
        effects.extend(change(state, &path, doc, env));
    }
    effects.extend(catch_up(state, env));
    effects
}
