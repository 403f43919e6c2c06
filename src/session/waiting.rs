//! Changes that are asked for while annotations are still being read: made once they are there, and on
//! their way to the disk at once.

use std::sync::Arc;

use uuid::Uuid;

use super::change::{change, save, settle_read};
use super::command::{Doc, NewSpan};
use super::doc::{new_annotation, passage};
use super::effect::Effect;
use super::open::{OpenArticle, Waiting, is_same};
use super::state::{Env, State};
use super::update::{after_loading, owned_by};
use crate::anchor::describe;
use crate::edit::{Changes, Edit, SpanState, Transaction, later};
use crate::i18n::Message;
use crate::model::{Annotation, Codebook, Reading, Reviewer, SpanId, Timestamp};
use crate::msg;

/// Keeps a change until the annotations are there: nothing is made before it is known what is there
/// already. A mark is sent to the disk as it will be. Answers with what there is to say, too.
pub(super) fn wait(
    open: &mut OpenArticle,
    doc: Doc,
    by: &Reviewer,
    codebook: &Codebook,
    env: &mut dyn Env,
) -> (Option<Message>, Vec<Effect>) {
    let instead = matches!(doc, Doc::TagInstead(_));
    let mut before = None;
    let doc = match doc {
        // The selection may be another one by then.
        Doc::Tag(label) | Doc::TagInstead(label) => {
            let range = passage(open, &label, codebook);
            if range.is_empty() {
                return (Some(msg!("tag-select-first")), Vec::new());
            }
            if instead
                && let Some(Doc::Add(last)) = open.waiting.last().map(|last| &last.doc)
                && (&last.label, range.contains(last.range)) == (&label, true)
            {
                before = open.waiting.pop().and_then(|last| last.made);
            }
            Doc::Add(NewSpan::plain(label, range))
        }
        Doc::Undo => {
            let undone = open.waiting.pop();
            let made = undone.and_then(|undone| Some((undone.by, undone.made?)));
            let effects = made.map(|(by, made)| {
                open.taken_back.push((by.clone(), made.id));
                let at = later(env.now(), Some(made.modified));
                ahead(open, &by, codebook, made.id, SpanState::Deleted(at))
            });
            return (None, effects.into_iter().collect());
        }
        Doc::Redo => return (None, Vec::new()),
        other => other,
    };
    let made = match &doc {
        Doc::Add(new) => Some(made(open, new, before, codebook, env)),
        _ => None,
    };
    let state = made.clone().map(|made| (made.id, SpanState::There(made)));
    let effects = state.map(|(id, state)| ahead(open, by, codebook, id, state));
    let by = by.clone();
    open.waiting.push(Waiting { doc, by, made });
    (
        Some(msg!("marks-being-read")),
        effects.into_iter().collect(),
    )
}

/// The mark that will be made. Where it takes the place of the one before, it is the same one.
fn made(
    open: &OpenArticle,
    new: &NewSpan,
    before: Option<Arc<Annotation>>,
    codebook: &Codebook,
    env: &mut dyn Env,
) -> Arc<Annotation> {
    let text = &open.article.text;
    if let Some(before) = before {
        return Arc::new(Annotation {
            anchor: describe(text, new.range),
            modified: later(env.now(), Some(before.modified)),
            ..Annotation::clone(&before)
        });
    }
    let new = NewSpan {
        label: codebook.surviving(&new.label).clone(),
        range: text.clamp(new.range.bytes()),
        ..new.clone()
    };
    new_annotation(text, &new, SpanId(env.new_id()), env.now())
}

/// Sends a span to the disk before its reading is there.
fn ahead(
    open: &OpenArticle,
    by: &Reviewer,
    codebook: &Codebook,
    id: SpanId,
    state: SpanState,
) -> Effect {
    let head = Reading::new(by.clone(), codebook.reference(), open.source());
    Effect::KeepAhead {
        path: open.path.clone(),
        head: Box::new(head),
        changes: Changes {
            spans: [(id, state)].into(),
            ..Changes::default()
        },
    }
}

/// Does what waited for annotations that are there now. A question for the pseudonym stops it until
/// there is an answer.
pub(super) fn catch_up(state: &mut State, env: &mut dyn Env) -> Vec<Effect> {
    let mut effects = Vec::new();
    while let Some(path) = state.next_to_catch_up() {
        let codebook = Arc::clone(&state.codebook);
        let Some(open) = state.open.get_mut(&path) else {
            break;
        };
        // What was read may hold what was taken back only then.
        for (by, id) in std::mem::take(&mut open.taken_back) {
            if own_span(open, &by, id).is_some() {
                effects.extend(discard(open, &by, id, &codebook, env));
            }
        }
        if open.waiting.is_empty() {
            continue;
        }
        let Waiting { doc, by, made } = open.waiting.remove(0);
        // Somebody else may sit there by now.
        let gone = state.reviewer.as_ref().is_none_or(|now| !is_same(now, &by));
        if gone && !owned_by(open, &by) {
            open.adopt(&by, &codebook);
            effects.extend(settle_read(open));
        }
        let (nobody, own) = (gone && open.own.is_none(), open.own.as_ref());
        // Why nothing can be made there is said, too.
        let locked = own.is_some_and(|own| own.locked.is_some());
        let done = match &made {
            _ if nobody => Vec::new(),
            Some(made) => change(state, &path, doc, &mut Given { env, made }),
            None => change(state, &path, doc, env),
        };
        let undone = done.is_empty();
        effects.extend(done);
        if nobody || locked {
            state.say(msg!("marks-waiting-lost", count = 1), true);
        } else if let (Some(made), Some(open)) = (&made, state.open.get_mut(&path))
            && undone
        {
            // The very same mark was there, or it is made by another name.
            effects.extend(discard(open, &by, made.id, &codebook, env));
        }
        if gone {
            effects.extend(after_loading(state, &path));
        }
    }
    effects
}

/// A span of somebody's own reading, where that is open.
fn own_span(open: &OpenArticle, by: &Reviewer, id: SpanId) -> Option<Arc<Annotation>> {
    let own = open.own.as_ref()?;
    let same = is_same(&own.reading.reviewer, by);
    own.reading.spans.get(id).filter(|_| same).cloned()
}

/// Takes back a mark that was sent to the disk and is not wanted.
fn discard(
    open: &mut OpenArticle,
    by: &Reviewer,
    id: SpanId,
    codebook: &Codebook,
    env: &mut dyn Env,
) -> Vec<Effect> {
    let before = own_span(open, by, id);
    let at = later(env.now(), before.as_ref().map(|before| before.modified));
    let writable = open.own.as_ref().is_some_and(|own| own.locked.is_none());
    if before.is_none() || !writable {
        return vec![ahead(open, by, codebook, id, SpanState::Deleted(at))];
    }
    let transaction = Transaction {
        name: msg!("edit-delete"),
        edits: vec![Edit::Span {
            id,
            before,
            after: None,
            at,
        }],
        place: None,
    };
    open.apply(&transaction, codebook);
    save(open, transaction)
}

/// Makes a mark with the id and the time that it has on the disk already.
struct Given<'e> {
    env: &'e mut dyn Env,
    made: &'e Annotation,
}

impl Env for Given<'_> {
    fn now(&mut self) -> Timestamp {
        self.made.modified
    }

    fn new_id(&mut self) -> Uuid {
        self.made.id.0
    }

    fn random_id(&mut self) -> Uuid {
        self.env.random_id()
    }
}
