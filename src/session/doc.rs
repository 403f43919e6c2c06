//! Commands that change the own reading, turned into transactions.

use std::sync::Arc;

use super::command::{Doc, NewSpan};
use super::open::OpenArticle;
use super::state::Env;
use crate::anchor::describe;
use crate::edit::{Edit, Transaction, later};
use crate::i18n::Message;
use crate::model::{Annotation, Codebook, LabelKey, Overlap, ReadingStatus, SpanId, Timestamp};
use crate::msg;
use crate::overlay::MarkKey;
use crate::text::{SourceText, TextRange, snap};

/// Why a change can't be made; said to the person, nothing is changed.
#[derive(Clone, Debug, PartialEq)]
pub enum SpanProblem {
    /// Nothing is selected.
    NothingSelected,
    /// The very same mark is there already.
    Already(SpanId),
    /// The span is not in the own reading.
    NotThere,
    /// There is nothing to change.
    NoChange,
}

/// What a document command does to the article, without doing it.
///
/// # Errors
/// When there is nothing that it could change.
pub(super) fn plan(
    open: &OpenArticle,
    command: &Doc,
    codebook: &Codebook,
    env: &mut dyn Env,
) -> Result<Transaction, SpanProblem> {
    match command {
        Doc::Tag(label) => tag(open, label, codebook, env),
        Doc::Add(new) => add(open, new, codebook, env),
        Doc::Relabel(id, label) => change(open, *id, env, msg!("edit-relabel"), |span| {
            // What counts as that label already keeps the key that it was made with.
            if codebook.surviving(&span.label) != codebook.surviving(label) {
                span.label = codebook.surviving(label).clone();
            }
            // Kept unseen, it would go into every copy.
            span.claim = span.claim.take().filter(|_| codebook.makes_claims(label));
        }),
        Doc::SetVoice(id, voice) => change(open, *id, env, msg!("edit-voice"), |span| {
            span.voice = voice.clone();
        }),
        Doc::SetReason(id, reason) => change(open, *id, env, msg!("edit-reason"), |span| {
            span.reason.clone_from(reason);
        }),
        Doc::SetConfidence(id, sure) => change(open, *id, env, msg!("edit-confidence"), |span| {
            span.confidence = *sure;
        }),
        Doc::SetClaim(id, claim) => change(open, *id, env, msg!("edit-claim"), |span| {
            span.claim.clone_from(claim);
        }),
        Doc::Delete(id) => {
            let before = own(open, *id)?;
            let now = later(env.now(), Some(before.modified));
            Ok(single(msg!("edit-delete"), Some(before), None, now))
        }
        Doc::Finish(done) => {
            let before = open.own.as_ref().map(|own| own.reading.status);
            let before = before.ok_or(SpanProblem::NotThere)?;
            let after = match done {
                true => ReadingStatus::Done,
                false => ReadingStatus::InProgress,
            };
            if before == after {
                return Err(SpanProblem::NoChange);
            }
            Ok(Transaction {
                name: msg!("edit-finish"),
                edits: vec![Edit::Status { before, after }],
                place: None,
            })
        }
        // Not planned but taken from the history.
        Doc::Undo | Doc::Redo => Err(SpanProblem::NoChange),
    }
}

/// Marks the selection. Where a mark is selected and no other text is, that mark gets the label
/// instead; so does the mark just made on the selection, if the label lies on the same layer.
fn tag(
    open: &OpenArticle,
    label: &LabelKey,
    codebook: &Codebook,
    env: &mut dyn Env,
) -> Result<Transaction, SpanProblem> {
    let range = to_tag(open, label, codebook);
    if let Some(mark) = open.selected.filter(|key| open.is_own(*key))
        && let Some(span) = open.own_span(mark.id)
        && let Some(place) = open.overlay.get(mark)
    {
        let layer = |key: &LabelKey| codebook.label(key).map(|label| label.layer);
        let same_place = place.range == range && layer(&span.label) == layer(label);
        let other = codebook.surviving(&span.label) != codebook.surviving(label);
        if open.selection.is_caret() || (same_place && other) {
            return plan(open, &Doc::Relabel(mark.id, label.clone()), codebook, env);
        }
    }
    add(open, &NewSpan::plain(label.clone(), range), codebook, env)
}

/// What a label marks of the selection.
pub(super) fn to_tag(open: &OpenArticle, label: &LabelKey, codebook: &Codebook) -> TextRange {
    let text = &open.article.text;
    let granularity = codebook.label(label).map(|l| l.snap).unwrap_or_default();
    snap(text, open.selection.range(text), granularity)
}

fn add(
    open: &OpenArticle,
    new: &NewSpan,
    codebook: &Codebook,
    env: &mut dyn Env,
) -> Result<Transaction, SpanProblem> {
    if new.range.is_empty() {
        return Err(SpanProblem::NothingSelected);
    }
    let text = &open.article.text;
    // A label that was merged into another one gets no new spans.
    let new = &NewSpan {
        label: codebook.surviving(&new.label).clone(),
        ..new.clone()
    };
    let annotation = new_annotation(text, new, SpanId(env.new_id()), env.now());
    if let Some(own) = &open.own {
        let twin = open.overlay.at(new.range.start()).into_iter().find(|mark| {
            open.is_own(mark.key)
                && mark.range == new.range
                && own.reading.spans.get(mark.key.id).is_some_and(|span| {
                    *codebook.surviving(&span.label) == annotation.label
                        && span.voice == annotation.voice
                })
        });
        if let Some(twin) = twin {
            return Err(SpanProblem::Already(twin.key.id));
        }
    }
    let now = annotation.created;
    Ok(single(msg!("edit-tag"), None, Some(annotation), now))
}

/// A new span of a reading.
pub fn new_annotation(
    text: &SourceText,
    new: &NewSpan,
    id: SpanId,
    now: Timestamp,
) -> Arc<Annotation> {
    Arc::new(Annotation {
        id,
        label: new.label.clone(),
        anchor: describe(text, new.range),
        voice: new.voice.clone(),
        confidence: new.confidence,
        reason: new.reason.clone(),
        claim: new.claim.clone(),
        created: now,
        modified: now,
    })
}

fn change(
    open: &OpenArticle,
    id: SpanId,
    env: &mut dyn Env,
    name: Message,
    set: impl FnOnce(&mut Annotation),
) -> Result<Transaction, SpanProblem> {
    let before = own(open, id)?;
    let mut after = Annotation::clone(&before);
    set(&mut after);
    if after == *before {
        return Err(SpanProblem::NoChange);
    }
    after.modified = later(env.now(), Some(before.modified));
    let now = after.modified;
    Ok(single(name, Some(before), Some(Arc::new(after)), now))
}

fn own(open: &OpenArticle, id: SpanId) -> Result<Arc<Annotation>, SpanProblem> {
    open.own_span(id).cloned().ok_or(SpanProblem::NotThere)
}

fn single(
    name: Message,
    before: Option<Arc<Annotation>>,
    after: Option<Arc<Annotation>>,
    at: Timestamp,
) -> Transaction {
    let span = after.as_ref().or(before.as_ref());
    let place = span.map(|span| span.anchor.chars);
    let edits = span.map(|span| span.id).map(|id| Edit::Span {
        id,
        before,
        after,
        at,
    });
    Transaction {
        name,
        edits: edits.into_iter().collect(),
        place,
    }
}

/// A span of the reading with which a new one breaks the codebook's overlap rule, if there is one.
/// The rule is a warning, never a refusal.
pub fn breaks_overlap_rule<'a>(
    codebook: &Codebook,
    open: &'a OpenArticle,
    range: TextRange,
    span: &Annotation,
) -> Option<&'a Arc<Annotation>> {
    let label = codebook.label(&span.label)?;
    let over = |block: usize| open.overlay.in_block(block).into_iter();
    let first = open.overlay.block_at(range.start());
    let last = open.overlay.block_at(range.end());
    (first..=last)
        .flat_map(over)
        .filter(|mark| mark.key.reading == MarkKey::OWN && mark.key.id != span.id)
        .filter(|mark| mark.range.overlaps(range))
        .filter_map(|mark| open.own_span(mark.key.id))
        .find(|other| {
            let other_layer = codebook.label(&other.label).map(|label| label.layer);
            match label.overlap {
                Overlap::Any => false,
                Overlap::None => true,
                Overlap::OtherLayerOrVoice => {
                    other_layer == Some(label.layer) && other.voice == span.voice
                }
            }
        })
}
