//! [`Unsettled`]: the marks of a reading about which the article's change leaves something to say.

use std::cmp::Reverse;
use std::sync::Arc;

use super::effect::Effect;
use super::moved::SURE;
use super::open::OpenArticle;
use super::state::State;
use crate::anchor::{Elsewhere, Resolution, locate_known};
use crate::i18n::Message;
use crate::model::{Annotation, Codebook, Keyed, Reading, Sorted, SpanId};
use crate::msg;
use crate::overlay::MarkKey;
use crate::text::{SourceText, TextRange};

/// A mark that was found elsewhere than it was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// The span.
    pub id: SpanId,
    /// The place that was found.
    pub to: TextRange,
    /// How likely it is the right one, from `anchor::MINIMUM_SCORE` to 1.
    pub score: f64,
}

impl Keyed for Move {
    type Key = (usize, Reverse<usize>, SpanId);

    fn key(&self) -> Self::Key {
        (self.to.start(), Reverse(self.to.end()), self.id)
    }
}

/// A mark without a place.
#[derive(Clone, Debug)]
pub(super) struct Orphan(pub Arc<Annotation>);

impl Keyed for Orphan {
    type Key = (usize, usize, SpanId);

    fn key(&self) -> Self::Key {
        let chars = self.0.anchor.chars;
        (chars.start, chars.end, self.0.id)
    }
}

/// The marks of one reading that are not where they were made: those found elsewhere, in the order of
/// the text, and those without a place, in the order of the old text. How many there are is known at
/// once, and one of them is settled in the time of one.
#[derive(Clone, Debug, Default)]
pub struct Unsettled {
    pub(super) moved: Sorted<Move>,
    pub(super) orphans: Sorted<Orphan>,
    sure: usize,
}

impl Unsettled {
    /// How many were found elsewhere.
    pub fn moved(&self) -> usize {
        self.moved.len()
    }

    /// How many of them surely enough to be taken in unseen.
    pub fn sure(&self) -> usize {
        self.sure
    }

    /// How many have no place.
    pub fn orphans(&self) -> usize {
        self.orphans.len()
    }

    /// Whether there is nothing to be looked at.
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.orphans.is_empty()
    }

    /// What the article's change has done, in a sentence.
    pub fn in_words(&self) -> Message {
        msg!("changed", moved = self.moved(), orphans = self.orphans())
    }

    /// Those found elsewhere, from one of them on, counted from 0.
    pub fn moves_from(&self, first: usize) -> impl Iterator<Item = &Move> {
        self.moved.from_rank(first)
    }

    /// Those without a place, from one of them on, counted from 0.
    pub fn orphans_from(&self, first: usize) -> impl Iterator<Item = &Arc<Annotation>> {
        self.orphans.from_rank(first).map(|Orphan(span)| span)
    }

    /// What was found of a span that lies at a place.
    pub fn move_at(&self, id: SpanId, to: TextRange) -> Option<&Move> {
        self.moved.get(&(to.start(), Reverse(to.end()), id))
    }

    /// Takes notice of where a span is.
    pub(super) fn note(&mut self, span: &Arc<Annotation>, found: Resolution) {
        match found {
            Resolution::Exact(_) => {}
            Resolution::Moved { to, score } => {
                let id = span.id;
                self.sure += usize::from(score >= SURE);
                let old = self.moved.insert(Move { id, to, score });
                self.forget_sure(old);
            }
            Resolution::Orphan => {
                self.orphans.insert(Orphan(Arc::clone(span)));
            }
        }
    }

    /// Forgets a span as it was, which lay at a place if it had any.
    pub(super) fn forget(&mut self, span: &Arc<Annotation>, place: Option<TextRange>) {
        self.orphans.remove(&Orphan(Arc::clone(span)).key());
        if let Some(to) = place {
            let old = self.moved.remove(&(to.start(), Reverse(to.end()), span.id));
            self.forget_sure(old);
        }
    }

    fn forget_sure(&mut self, old: Option<Move>) {
        self.sure -= usize::from(old.is_some_and(|old| old.score >= SURE));
    }
}

/// Spans with where they are.
impl<'a> FromIterator<(&'a Arc<Annotation>, Resolution)> for Unsettled {
    fn from_iter<I: IntoIterator<Item = (&'a Arc<Annotation>, Resolution)>>(spans: I) -> Self {
        let (mut moved, mut orphans) = (Vec::new(), Vec::new());
        for (span, found) in spans {
            match found {
                Resolution::Exact(_) => {}
                Resolution::Moved { to, score } => {
                    let id = span.id;
                    moved.push(Move { id, to, score });
                }
                Resolution::Orphan => orphans.push(Orphan(Arc::clone(span))),
            }
        }
        Self {
            sure: moved.iter().filter(|found| found.score >= SURE).count(),
            moved: moved.into_iter().collect(),
            orphans: orphans.into_iter().collect(),
        }
    }
}

/// Whether a span was made on another text and nobody has looked for it in this one: it may come back
/// from the undo history, or from a file that somebody else has written.
pub(super) fn is_unknown(text: &SourceText, elsewhere: &Elsewhere, span: &Annotation) -> bool {
    if span.refused.as_deref() == Some(text.hash()) || elsewhere.contains_key(&span.anchor) {
        return false;
    }
    *span.anchor.text_hash != *text.hash() || locate_known(text, elsewhere, span).is_none()
}

impl OpenArticle {
    /// What was found of a mark that is not where it was made, the own one or another's.
    pub fn move_of(&self, key: MarkKey) -> Option<&Move> {
        let place = self.overlay.get(key).filter(|mark| mark.moved)?;
        let unsettled = match key.reading {
            MarkKey::OWN => &self.unsettled,
            other => &self.others.get(usize::from(other) - 1)?.unsettled,
        };
        unsettled.move_at(key.id, place.range)
    }

    /// Has those spans of a reading looked for of which nothing is known.
    pub(super) fn seek_unknown(&mut self, reading: &Reading) {
        let (text, elsewhere) = (&self.article.text, &self.elsewhere);
        let spans = reading.spans.iter();
        let unknown = spans.filter(|span| is_unknown(text, elsewhere, span));
        self.sought.extend(unknown.map(|span| (span.id, false)));
    }

    /// Asks where those own spans are that are to be found and were not asked for yet.
    fn ask_for_sought(&mut self) -> Option<Effect> {
        let new: Vec<SpanId> = { self.sought.iter() }
            .filter(|(_, asked)| !**asked)
            .map(|(id, _)| *id)
            .collect();
        let anchors = new.iter().filter_map(|id| self.own_span(*id));
        let anchors: Vec<_> = anchors.map(|span| span.anchor.clone()).collect();
        for id in new {
            self.sought.insert(id, true);
        }
        (!anchors.is_empty()).then(|| Effect::Locate {
            path: self.path.clone(),
            text: self.article.text.clone(),
            anchors,
        })
    }

    /// Takes in where spans are that were asked for, if they were looked for in this very text.
    pub(super) fn located(&mut self, hash: &str, found: Elsewhere, codebook: &Codebook) {
        if hash != self.article.text.hash() {
            return;
        }
        self.elsewhere.extend(found);
        let asked = self.sought.iter().filter(|(_, asked)| **asked);
        let asked: Vec<SpanId> = asked.map(|(id, _)| *id).collect();
        for id in asked {
            let span = self.own_span(id).cloned();
            let (text, elsewhere) = (&self.article.text, &self.elsewhere);
            if span
                .as_ref()
                .is_some_and(|span| is_unknown(text, elsewhere, span))
            {
                continue;
            }
            self.sought.remove(&id);
            if let Some(span) = span {
                let place = self.overlay.get(MarkKey::own(id));
                self.unsettled.forget(&span, place.map(|mark| mark.range));
                self.draw(id, Some(&span), codebook);
            }
        }
    }
}

/// Asks for all spans of open articles that are to be found.
pub(super) fn seek(state: &mut State) -> Vec<Effect> {
    let open = state
        .open
        .values_mut()
        .filter(|open| !open.sought.is_empty());
    open.filter_map(OpenArticle::ask_for_sought).collect()
}
