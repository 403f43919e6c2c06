//! What a person changes in the own reading: planned, made, remembered and sent to be saved.

use std::path::Path;
use std::sync::Arc;

use super::command::Doc;
use super::coverage::{change_loosely, newly_read};
use super::doc::{SpanProblem, breaks_overlap_rule, passage, plan};
use super::effect::Effect;
use super::review;
use super::said::told;
use super::selection::Selection;
use super::state::{AskName, Env, State};
use super::update::keep_encoding;
use super::waiting::wait;
use crate::edit::{Edit, Step, Transaction};
use crate::msg;
use crate::overlay::MarkKey;
use crate::text::TextRange;

/// Makes a change to the own reading of an article, or says why not.
pub(super) fn change(state: &mut State, path: &Path, doc: Doc, env: &mut dyn Env) -> Vec<Effect> {
    let (codebook, lang) = (Arc::clone(&state.codebook), state.lang);
    let Some(open) = state.open.get_mut(path) else {
        return Vec::new();
    };
    if open.being_read && matches!(doc, Doc::Read(..)) {
        change_loosely(open, &doc);
        return Vec::new();
    }
    if open.being_read
        && let Some(reviewer) = &state.reviewer
    {
        let (message, effects) = wait(open, doc, reviewer, &codebook, env);
        if let Some(message) = message {
            state.say(message, false);
        }
        return effects;
    }
    if let Some((encoding, step)) = encoding_step(open, &doc) {
        let mut effects: Vec<Effect> = open.keep_step(Some(step)).into_iter().collect();
        effects.extend(keep_encoding(state, path.to_owned(), encoding));
        return effects;
    }
    if open.own.is_none() {
        if change_loosely(open, &doc) {
            return Vec::new();
        }
        if let Doc::Tag(label) = &doc
            && passage(open, label, &codebook).is_empty()
        {
            state.say(msg!("tag-select-first"), false);
            return Vec::new();
        }
        // Another person's reading under the reviewer's own pseudonym is not taken unasked.
        let reviewer = state.reviewer.as_ref();
        let exists = reviewer
            .and_then(|reviewer| state.open.get(path)?.namesake(reviewer))
            .cloned();
        state.ask_name = Some(AskName {
            then: Some((path.to_owned(), doc)),
            exists,
            ..AskName::default()
        });
        return Vec::new();
    }
    if open.own.as_ref().is_some_and(|own| own.locked.is_some()) {
        // The problem itself stands over the article for as long as it lasts.
        state.say(msg!("reading-locked"), false);
        return Vec::new();
    }
    let mut step = None;
    let transaction = match &doc {
        Doc::Undo => {
            let undo = open.history.undo();
            step = Some(Step::Undid);
            undo.map(|undo| open.dated(undo, env.now()))
        }
        Doc::Redo => {
            let redo = open.history.redo();
            step = Some(Step::Redid);
            redo.map(|redo| open.dated(redo, env.now()))
        }
        _ => match plan(open, &doc, &codebook, env) {
            Ok(transaction) => {
                let before = open.history.undo_steps();
                open.history.record(transaction.clone());
                step = open.history.last_step(before);
                Some(transaction)
            }
            Err(SpanProblem::Already(id)) => {
                open.selected = Some(MarkKey::own(id));
                None
            }
            Err(SpanProblem::NothingSelected) => {
                state.say(msg!("tag-select-first"), false);
                return Vec::new();
            }
            Err(SpanProblem::NotThere | SpanProblem::NoChange) => None,
        },
    };
    let Some(transaction) = transaction else {
        return Vec::new();
    };
    open.apply(&transaction, &codebook);
    let show = matches!(doc, Doc::Undo | Doc::Redo);
    let warning = follow(open, &transaction, &codebook, show);
    if show {
        review::follow(open, &transaction);
    }
    let told = told(&doc, &transaction, &codebook, lang);
    let mut effects: Vec<Effect> = match doc {
        Doc::Restore(_) => super::versions::keep(open).into_iter().collect(),
        _ => Vec::new(),
    };
    // Before the change itself: what is kept of the acts is never behind the file.
    effects.extend(open.keep_step(step));
    effects.extend(save(open, transaction));
    if let Some(told) = told {
        state.tell(told);
    }
    if let Some(warning) = warning {
        state.say(warning, false);
    }
    effects
}

/// What was left for the next sentence was read: kept with the own reading once that has a file, no act
/// to be taken back.
pub(super) fn pass(state: &mut State, range: TextRange) -> Vec<Effect> {
    let codebook = Arc::clone(&state.codebook);
    let Some(open) = state.current_article_mut() else {
        return Vec::new();
    };
    let Some(edit) = newly_read(open, range) else {
        return Vec::new();
    };
    let transaction = Transaction {
        name: msg!("edit-read"),
        edits: vec![edit],
        place: None,
    };
    match &open.own {
        None => {
            open.apply_loosely(&transaction);
            Vec::new()
        }
        Some(own) if own.locked.is_some() => Vec::new(),
        // Whoever only reads leaves no file behind.
        Some(own) if !own.is_kept() => {
            open.apply_loosely(&transaction);
            Vec::new()
        }
        Some(_) => {
            open.apply(&transaction, &codebook);
            save(open, transaction)
        }
    }
}

/// What was read before there was an own reading goes into it and on its way to the disk; sentences are
/// counted where they must be.
pub(super) fn settle_read(open: &mut super::open::OpenArticle) -> Vec<Effect> {
    let mut effects = Vec::new();
    if open.fold_loose_read() {
        open.revision += 1;
        open.save = super::open::SaveState::Saving;
        let nothing_more = Transaction {
            name: msg!("edit-read"),
            edits: Vec::new(),
            place: None,
        };
        effects = save(open, nothing_more);
    }
    effects.extend(open.recount());
    effects
}

/// The own reading goes to the disk though nothing was changed: its file is gone.
pub(super) fn keep_anyway(open: &mut super::open::OpenArticle) -> Vec<Effect> {
    open.revision += 1;
    open.save = super::open::SaveState::Saving;
    let nothing = Transaction {
        name: msg!("edit-read"),
        edits: Vec::new(),
        place: None,
    };
    save(open, nothing)
}

/// The encoding that an undo or redo brings back, where that is what it is about; taken from the history.
fn encoding_step(open: &mut super::open::OpenArticle, doc: &Doc) -> Option<(Option<String>, Step)> {
    let next = match doc {
        Doc::Undo => open.history.next_undo()?,
        Doc::Redo => open.history.next_redo()?,
        _ => return None,
    };
    if !matches!(next.edits.first(), Some(Edit::Encoding { .. })) {
        return None;
    }
    let (act, step) = match doc {
        Doc::Undo => (open.history.undo()?, Step::Undid),
        _ => (open.history.redo()?, Step::Redid),
    };
    match act.edits.into_iter().next() {
        Some(Edit::Encoding { after, .. }) => Some((after, step)),
        _ => None,
    }
}

/// Selects what was changed; after undo and redo the page shows it too. Answers with a warning where
/// the codebook's overlap rule is broken.
fn follow(
    open: &mut super::open::OpenArticle,
    transaction: &Transaction,
    codebook: &crate::model::Codebook,
    show: bool,
) -> Option<crate::i18n::Message> {
    // Where a mark took the place of its twin, it is the one to look at.
    let changed = transaction.edits.iter().find(|edit| {
        matches!(
            edit,
            Edit::Span {
                before: Some(_),
                after: Some(_),
                ..
            }
        )
    });
    let Some(Edit::Span {
        id, before, after, ..
    }) = changed.or(transaction.edits.first())
    else {
        return None;
    };
    let moved = matches!(
        transaction.name.key,
        "edit-range" | "edit-nudge" | "edit-attach"
    );
    let mark = open.overlay.get(MarkKey::own(*id));
    if let (Some(after), Some(mark)) = (after, mark) {
        open.selected = Some(mark.key);
        if show {
            open.selection = Selection::caret(mark.range.start());
            open.show(mark.range);
        } else if moved {
            // What is selected is what is marked: reading goes on behind it.
            let start = |span: &crate::model::Annotation| span.anchor.chars.start;
            let from_start = before.as_deref().map(start) != Some(start(after));
            open.selection = match from_start {
                true => Selection {
                    anchor: mark.range.end(),
                    head: mark.range.start(),
                },
                false => Selection::of(mark.range),
            };
        }
        // What else is said of a mark changes nothing in how it overlaps.
        let says = |span: &crate::model::Annotation| (span.label.clone(), span.voice.clone());
        let news = before.as_deref().map(says) != Some(says(after))
            || matches!(transaction.name.key, "edit-range" | "edit-attach");
        let breaks = || breaks_overlap_rule(codebook, open, mark.range, after).is_some();
        return (news && !show && breaks()).then(|| msg!("tag-overlap-warning"));
    }
    if show
        && let Some(place) = transaction.place
        && let Ok(range) = open.article.text.from_chars(place)
    {
        open.selection = Selection::caret(range.start());
        open.show(range);
    }
    None
}

/// Sends a change on its way to the disk.
pub(super) fn save(open: &mut super::open::OpenArticle, transaction: Transaction) -> Vec<Effect> {
    let (path, revision, generation) = (open.path.clone(), open.revision, open.generation);
    let Some(own) = &mut open.own else {
        return Vec::new();
    };
    open.unsaved.push((revision, transaction.clone()));
    let mut transaction = transaction;
    let mut effects = Vec::new();
    if !std::mem::replace(&mut own.saving_started, true) {
        // The first change of this reading: the saving thread gets all of it, this change included, and
        // with it what was read before, which may be in no file yet. Where nothing is said to have
        // changed the whole reading is written.
        if !transaction.edits.is_empty() {
            transaction.edits.push(Edit::Read {
                added: own.reading.read.iter().collect(),
                removed: Vec::new(),
            });
        }
        effects.push(Effect::StartSaving {
            path: path.clone(),
            reading: Box::new(own.reading.clone()),
            text: open.article.text.clone(),
            generation,
        });
    }
    effects.push(Effect::Save {
        path,
        transaction,
        revision,
    });
    effects
}
