//! Commands that change the own reading, turned into transactions.

use std::sync::Arc;
use std::time::Duration;

use super::command::{Doc, NewSpan};
use super::coverage;
use super::moved::{accept, placed, refuse};
use super::open::OpenArticle;
use super::state::Env;
use super::unsettled::Move;
use super::versions;
use crate::anchor::describe;
use crate::edit::{Edit, Transaction, later};
use crate::i18n::Message;
use crate::model::{
    Annotation, Codebook, LabelKey, Layer, Overlap, ReadingStatus, SpanId, Timestamp,
};
use crate::msg;
use crate::overlay::MarkKey;
use crate::text::{Granularity, SourceText, TextRange, sentence_at, snap, trim_edges, word_at};

/// Longest time between the second click and the third, with time for a slow machine.
const CLICKS: Duration = Duration::from_secs(3);

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
        Doc::TagInstead(label) => tag_instead(open, label, codebook, env),
        Doc::Add(new) => add(open, new, codebook, env),
        Doc::Relabel(id, label) => {
            let relabelled = change(open, *id, env, msg!("edit-relabel"), |span| {
                // What counts as that label already keeps the key that it was made with.
                if codebook.surviving(&span.label) != codebook.surviving(label) {
                    span.label = codebook.surviving(label).clone();
                }
                // Kept unseen, it would go into every copy.
                span.claim = span.claim.take().filter(|_| codebook.makes_claims(label));
            })?;
            // Where the place of one was only found, nobody has said yet that both are on the same.
            let mark = open
                .overlay
                .get(MarkKey::own(*id))
                .filter(|mark| !mark.moved);
            let twin = mark.and_then(|mark| twin(open, codebook, mark.range, relabelled.span()?));
            Ok(relabelled.without_twin(twin))
        }
        Doc::SetRange(id, range) => {
            let moved = set_range(open, *id, *range, env, msg!("edit-range"))?;
            let twin = moved
                .span()
                .and_then(|span| twin(open, codebook, *range, span));
            Ok(moved.without_twin(twin))
        }
        // On its way an edge may pass that of a twin.
        Doc::Nudge(id, range) => set_range(open, *id, *range, env, msg!("edit-nudge")),
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
        Doc::Accept(id) => {
            let found = open
                .move_of(MarkKey::own(*id))
                .ok_or(SpanProblem::NotThere)?;
            accept_in(open, [found], codebook, msg!("edit-accept"), env)
        }
        Doc::AcceptAll(least) => {
            let moves = open.unsettled.moves_from(0);
            let sure = moves.filter(|found| found.score >= *least);
            accept_in(open, sure, codebook, msg!("edit-accept-all"), env)
        }
        Doc::Refuse(id) => {
            let found = open
                .move_of(MarkKey::own(*id))
                .ok_or(SpanProblem::NotThere)?;
            refuse_in(open, [found], msg!("edit-refuse"), env)
        }
        Doc::RefuseAll => {
            let moves = open.unsettled.moves_from(0);
            refuse_in(open, moves, msg!("edit-refuse-all"), env)
        }
        Doc::Attach(id, range) => {
            let attached = set_range(open, *id, *range, env, msg!("edit-attach"))?;
            let twin = attached
                .span()
                .and_then(|span| twin(open, codebook, *range, span));
            Ok(attached.without_twin(twin))
        }
        Doc::Read(sentence, read) => {
            coverage::plan(open, *sentence, *read).ok_or(SpanProblem::NoChange)
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
        Doc::Restore(then) => versions::restore(open, then, env.now()).ok_or(SpanProblem::NoChange),
        Doc::RestoreMark(difference) => {
            versions::restore_mark(open, difference, env.now()).ok_or(SpanProblem::NoChange)
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
    let range = passage(open, label, codebook);
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

/// Marks the selection, and gives the mark just made with that label its place.
fn tag_instead(
    open: &OpenArticle,
    label: &LabelKey,
    codebook: &Codebook,
    env: &mut dyn Env,
) -> Result<Transaction, SpanProblem> {
    let range = passage(open, label, codebook);
    let last = open.history.next_undo();
    let last = last.filter(|last| last.name.key == "edit-tag");
    let made = last.and_then(Transaction::span);
    let now = env.now();
    let here = |span: &&Annotation| {
        let mark = open.overlay.get(MarkKey::own(span.id));
        open.own_span(span.id).is_some_and(|own| **own == **span)
            && mark.is_some_and(|mark| range.contains(mark.range))
            && now.duration_since(span.created).unsigned_abs() < CLICKS
    };
    let Some(made) = made.filter(|span| span.label == *label).filter(here) else {
        return tag(open, label, codebook, env);
    };
    let moved = set_range(open, made.id, range, env, msg!("edit-tag"));
    let moved = moved.map_err(|_| SpanProblem::Already(made.id))?;
    let twin = moved
        .span()
        .and_then(|span| twin(open, codebook, range, span));
    Ok(moved.without_twin(twin))
}

/// What a label would mark: the selection, grown to what the label asks for; from a caret, what it
/// stands in, or the passage of somebody else's selected mark. Empty where there is nothing.
pub(super) fn passage(open: &OpenArticle, label: &LabelKey, codebook: &Codebook) -> TextRange {
    let text = &open.article.text;
    let range = open.selection.range(text);
    let known = codebook.label(label);
    let granularity = known.map(|label| label.snap).unwrap_or_default();
    if !range.is_empty() {
        return match granularity {
            // Whoever selects parts of words wants them so.
            Granularity::Word | Granularity::Sentence if cuts_word(text, range) => {
                trim_edges(text, snap(text, range, Granularity::Character))
            }
            _ => snap(text, range, granularity),
        };
    }
    let others = open.selected.filter(|key| !open.is_own(*key));
    if let Some(mark) = others.and_then(|key| open.overlay.get(key)) {
        return mark.range;
    }
    if !open.placed {
        return range;
    }
    let words = known.is_some_and(|label| label.layer == Layer::Word);
    let around = match words && granularity != Granularity::Sentence {
        true => word_beside(text, range.start()),
        false => sentence_at(text, range.start()),
    };
    around.map_or(range, |around| trim_edges(text, around))
}

/// Whether an edge of a range lies within a word.
fn cuts_word(text: &SourceText, range: TextRange) -> bool {
    let within = |byte| word_at(text, byte).is_some_and(|word| word.start() < byte);
    within(range.start()) || within(range.end())
}

/// The word that a caret stands in or before, else the one behind it.
fn word_beside(text: &SourceText, byte: usize) -> Option<TextRange> {
    word_at(text, byte).or_else(|| {
        let before = text.as_str()[..byte].char_indices().next_back();
        word_at(text, before?.0)
    })
}

fn add(
    open: &OpenArticle,
    new: &NewSpan,
    codebook: &Codebook,
    env: &mut dyn Env,
) -> Result<Transaction, SpanProblem> {
    let text = &open.article.text;
    // The text may be another one than when it was asked for.
    let range = text.clamp(new.range.bytes());
    if range.is_empty() {
        return Err(SpanProblem::NothingSelected);
    }
    // A label that was merged into another one gets no new spans.
    let new = &NewSpan {
        label: codebook.surviving(&new.label).clone(),
        range,
        ..new.clone()
    };
    let annotation = new_annotation(text, new, SpanId(env.new_id()), env.now());
    if let Some(twin) = twin(open, codebook, new.range, &annotation) {
        return Err(SpanProblem::Already(twin.id));
    }
    let now = annotation.created;
    // Whoever marks again what a mark was found on has said that it belongs there.
    let found = own_at(open, new.range, Found::Elsewhere).into_iter();
    let again = { found }.find(|other| says_same(codebook, other, &annotation));
    let mut transaction = match again.and_then(|found| open.move_of(MarkKey::own(found.id))) {
        Some(found) => {
            accept_in(open, [found], codebook, msg!("edit-accept"), env)?.instead_of(&annotation)
        }
        None => single(msg!("edit-tag"), None, Some(annotation), now),
    };
    // What was marked was read.
    transaction
        .edits
        .extend(coverage::newly_read(open, new.range));
    Ok(transaction)
}

/// Another own span of the same label and voice that was put on the very same place.
fn twin(
    open: &OpenArticle,
    codebook: &Codebook,
    range: TextRange,
    span: &Annotation,
) -> Option<Arc<Annotation>> {
    let there = own_at(open, range, Found::Put).into_iter();
    { there }.find(|other| other.id != span.id && says_same(codebook, other, span))
}

/// Whether an own mark lies where it was put, or where it was only found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Put,
    Elsewhere,
}

/// The own spans on the very same place.
fn own_at(open: &OpenArticle, range: TextRange, found: Found) -> Vec<Arc<Annotation>> {
    let marks = open.overlay.at(range.start()).into_iter();
    let own = marks.filter(|mark| open.is_own(mark.key) && mark.range == range);
    let own = own.filter(|mark| mark.moved == (found == Found::Elsewhere));
    own.filter_map(|mark| open.own_span(mark.key.id))
        .cloned()
        .collect()
}

fn says_same(codebook: &Codebook, a: &Annotation, b: &Annotation) -> bool {
    let says = |span: &Annotation| (codebook.surviving(&span.label).clone(), span.voice.clone());
    says(a) == says(b)
}

/// Takes in the places found for own spans.
fn accept_in<'a>(
    open: &'a OpenArticle,
    moves: impl IntoIterator<Item = &'a Move>,
    codebook: &Codebook,
    name: Message,
    env: &mut dyn Env,
) -> Result<Transaction, SpanProblem> {
    let moves = moves.into_iter();
    let spans = moves.filter_map(|found| Some((open.own_span(found.id)?, found.to)));
    let there = |range| own_at(open, range, Found::Put);
    let text = &open.article.text;
    accept(text, codebook, spans, there, name, env.now()).ok_or(SpanProblem::NoChange)
}

/// Refuses the places found for own spans.
fn refuse_in<'a>(
    open: &'a OpenArticle,
    moves: impl IntoIterator<Item = &'a Move>,
    name: Message,
    env: &mut dyn Env,
) -> Result<Transaction, SpanProblem> {
    let moves = moves.into_iter();
    let spans = moves.filter_map(|found| open.own_span(found.id));
    refuse(&open.article.text, spans, name, env.now()).ok_or(SpanProblem::NoChange)
}

fn set_range(
    open: &OpenArticle,
    id: SpanId,
    range: TextRange,
    env: &mut dyn Env,
    name: Message,
) -> Result<Transaction, SpanProblem> {
    let text = &open.article.text;
    let range = text.clamp(range.bytes());
    if range.is_empty() {
        return Err(SpanProblem::NothingSelected);
    }
    change(open, id, env, name, |span| {
        *span = placed(text, span, range)
    })
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
        refused: None,
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
