//! The review: marks that are not where they were made, gone through one by one, first those that were
//! found elsewhere and then those without a place.

use std::path::Path;

use super::command::App;
use super::doc::passage;
use super::open::OpenArticle;
use super::selection::Selection;
use super::state::{Offer, State};
use super::unsettled::{Move, Orphan, Unsettled};
use crate::edit::{Edit, Transaction};
use crate::model::{Annotation, Codebook, Keyed, SpanId};
use crate::msg;
use crate::overlay::MarkKey;
use crate::text::TextRange;

/// Neighbours that are asked where a mark without a place may have been.
const NEIGHBOURS: usize = 32;

/// What is asked of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Takes it up.
    Show,
    /// Goes to the next one (`true`) or the one before, and takes it up where it is not.
    Step(bool),
    /// Goes to one.
    Go(ReviewItem),
    /// Leaves it for later.
    Leave,
}

/// An own mark that is not where it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewItem {
    /// It was found elsewhere.
    Moved(SpanId),
    /// It has no place.
    Orphan(SpanId),
}

impl ReviewItem {
    /// The span.
    pub fn id(self) -> SpanId {
        match self {
            Self::Moved(id) | Self::Orphan(id) => id,
        }
    }
}

/// Where the review stands: kept when what stood there is settled, so that it goes on behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Spot {
    Moved(<Move as Keyed>::Key),
    Orphan(<Orphan as Keyed>::Key),
}

/// Which mark is looked at, and which was shown last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ReviewPlace {
    at: Option<Spot>,
    shown: Option<ReviewItem>,
}

impl Unsettled {
    fn item(&self, spot: Spot) -> ReviewItem {
        match spot {
            Spot::Moved((.., id)) => ReviewItem::Moved(id),
            Spot::Orphan((.., id)) => ReviewItem::Orphan(id),
        }
    }

    fn first_moved(&self) -> Option<Spot> {
        self.moved
            .iter()
            .next()
            .map(|found| Spot::Moved(found.key()))
    }

    fn first_orphan(&self) -> Option<Spot> {
        let orphan = self.orphans.iter().next();
        orphan.map(|orphan| Spot::Orphan(orphan.key()))
    }

    fn last_moved(&self) -> Option<Spot> {
        let last = self.moved.iter().next_back();
        last.map(|found| Spot::Moved(found.key()))
    }

    fn last_orphan(&self) -> Option<Spot> {
        let last = self.orphans.iter().next_back();
        last.map(|orphan| Spot::Orphan(orphan.key()))
    }

    /// The first one from a spot on, round the end.
    fn from(&self, spot: Option<Spot>) -> Option<Spot> {
        let here = match spot {
            None => None,
            Some(Spot::Moved(key)) => {
                let next = self.moved.from(key).next();
                let next = next.map(|found| Spot::Moved(found.key()));
                next.or_else(|| self.first_orphan())
            }
            Some(Spot::Orphan(key)) => {
                let next = self.orphans.from(key).next();
                next.map(|orphan| Spot::Orphan(orphan.key()))
            }
        };
        let first = || self.first_moved().or_else(|| self.first_orphan());
        here.or_else(first)
    }

    /// The one after a spot, round the end.
    fn after(&self, spot: Spot) -> Option<Spot> {
        let next = match spot {
            Spot::Moved(key) => {
                let mut moved = self.moved.from(key);
                let next = moved.find(|found| found.key() != key);
                let next = next.map(|found| Spot::Moved(found.key()));
                next.or_else(|| self.first_orphan())
            }
            Spot::Orphan(key) => {
                let mut orphans = self.orphans.from(key);
                let next = orphans.find(|orphan| orphan.key() != key);
                next.map(|orphan| Spot::Orphan(orphan.key()))
            }
        };
        next.or_else(|| self.from(None))
    }

    /// The one before a spot, round the start.
    fn before(&self, spot: Spot) -> Option<Spot> {
        let previous = match spot {
            Spot::Moved(key) => {
                let previous = self.moved.before(key).next();
                previous.map(|found| Spot::Moved(found.key()))
            }
            Spot::Orphan(key) => {
                let previous = self.orphans.before(key).next();
                let previous = previous.map(|orphan| Spot::Orphan(orphan.key()));
                previous.or_else(|| self.last_moved())
            }
        };
        previous.or_else(|| self.last_orphan().or_else(|| self.last_moved()))
    }

    fn spot_of(&self, open: &OpenArticle, item: ReviewItem) -> Option<Spot> {
        match item {
            ReviewItem::Moved(id) => {
                let found = open.move_of(MarkKey::own(id))?;
                Some(Spot::Moved(found.key()))
            }
            ReviewItem::Orphan(id) => {
                let span = open.own_span(id)?;
                let key = Orphan(span.clone()).key();
                self.orphans.get(&key).map(|_| Spot::Orphan(key))
            }
        }
    }
}

impl OpenArticle {
    /// The mark that the review looks at, while there is one to be looked at.
    pub fn reviewed(&self) -> Option<ReviewItem> {
        let spot = self.unsettled.from(self.review.at)?;
        Some(self.unsettled.item(spot))
    }

    /// How many marks of other reviewers were found elsewhere: only they can say whether that is right.
    pub fn others_moved(&self) -> usize {
        let others = self.others.iter();
        others.map(|other| other.unsettled.moved()).sum()
    }

    /// Its number among those of its kind, from 1, and how many there are of that kind.
    pub fn reviewed_number(&self) -> Option<(usize, usize)> {
        let (rank, count) = match self.unsettled.from(self.review.at)? {
            Spot::Moved(key) => (self.unsettled.moved.rank(&key), self.unsettled.moved()),
            Spot::Orphan(key) => (self.unsettled.orphans.rank(&key), self.unsettled.orphans()),
        };
        Some((rank + 1, count))
    }

    /// What is selected, as a mark of a span's label would take it; empty where nothing is.
    pub fn passage_for(&self, id: SpanId, codebook: &Codebook) -> TextRange {
        let span = self.own_span(id).filter(|_| !self.selection.is_caret());
        match span {
            Some(span) => passage(self, &span.label, codebook),
            None => {
                let caret = self.selection.range(&self.article.text).start();
                self.article.text.clamp(caret..caret)
            }
        }
    }

    /// Somewhere near which a mark without a place may have been: behind the nearest mark before it that
    /// has one, else as far down the article as it was.
    fn near(&self, span: &Annotation) -> TextRange {
        let text = &self.article.text;
        let own = self.own.as_ref().map(|own| &own.reading.spans);
        let before = own.into_iter().flat_map(|spans| spans.before(span));
        let mut places = before
            .take(NEIGHBOURS)
            .filter_map(|span| self.overlay.get(MarkKey::own(span.id)));
        match places.next() {
            Some(mark) => text.clamp(mark.range.end()..mark.range.end()),
            None => {
                let at = span.anchor.chars.start.min(text.char_len());
                let at = crate::text::CharRange { start: at, end: at };
                text.from_chars(at).unwrap_or_else(|_| text.clamp(0..0))
            }
        }
    }
}

/// Says of the article that is shown that marks are no longer where they were made, if they are not.
pub(super) fn say_changed(state: &mut State, path: &Path) {
    let shown = state.current_path() == Some(path);
    let open = state.open.get(path).filter(|_| shown);
    if let Some(open) = open.filter(|open| !open.unsettled.is_empty()) {
        let what = open.unsettled.in_words();
        forget_changed(state);
        let offer = Offer {
            name: msg!("changed-look"),
            act: Review::Show.into(),
            stays: false,
        };
        state.offer(what, offer);
    }
}

/// Takes back what was said of marks that are no longer where they were made.
fn forget_changed(state: &mut State) {
    let is_that = |offer: &Option<Offer>| {
        let act = offer.as_ref().map(|offer| &offer.act);
        matches!(act, Some(App::Review(Review::Show)))
    };
    state.notices.retain(|notice| !is_that(&notice.offer));
}

/// Carries out what is asked of the review.
pub(super) fn act(state: &mut State, ask: Review) {
    state.reviewing = ask != Review::Leave;
    if !state.reviewing {
        return;
    }
    state.suggesting = false;
    state.find.shown = false;
    forget_changed(state);
    let Some(open) = state.current_article_mut() else {
        return;
    };
    let unsettled = &open.unsettled;
    let taken_up = open.review.shown.is_none();
    let at = match ask {
        Review::Show | Review::Leave => unsettled.from(open.review.at),
        Review::Go(item) => unsettled.spot_of(open, item),
        // Taken up by it, it begins with the one that it left.
        Review::Step(_) if taken_up => unsettled.from(open.review.at),
        Review::Step(forward) => unsettled
            .from(open.review.at)
            .and_then(|here| match forward {
                true => unsettled.after(here),
                false => unsettled.before(here),
            }),
    };
    open.review.at = at;
    // Shown again, although it may be the one that was shown last.
    open.review.shown = None;
    open.selected = None;
}

/// What an undo or redo has left without a place is looked at; what it has moved is selected anyway.
pub(super) fn follow(open: &mut OpenArticle, transaction: &Transaction) {
    let ids = transaction.edits.iter().filter_map(|edit| match edit {
        Edit::Span { id, .. } => Some(ReviewItem::Orphan(*id)),
        _ => None,
    });
    let lost = { ids }.find_map(|item| open.unsettled.spot_of(open, item));
    if lost.is_some() {
        open.review.at = lost;
        open.selected = None;
    }
}

/// Shows the mark that the review looks at, where it is another one than before. A moved mark that is
/// selected in the page is the one that is looked at.
pub(super) fn settle(state: &mut State) {
    let reviewing = state.reviewing;
    let path = state.current_path().map(Path::to_owned);
    for (of, open) in &mut state.open {
        // Taken up again, it shows where it stands.
        if !reviewing || Some(of) != path.as_ref() {
            open.review.shown = None;
        }
    }
    let Some(open) = state.current_article_mut().filter(|_| reviewing) else {
        return;
    };
    let selected = open.selected.filter(|key| open.is_own(*key));
    let selected = selected.and_then(|key| open.move_of(key));
    if let Some(found) = selected {
        let (spot, item) = (Spot::Moved(found.key()), ReviewItem::Moved(found.id));
        open.review.at = Some(spot);
        open.review.shown = Some(item);
        return;
    }
    let current = open.reviewed();
    if current == open.review.shown {
        return;
    }
    open.review.shown = current;
    open.review.at = open.unsettled.from(open.review.at);
    match current {
        Some(ReviewItem::Moved(id)) => {
            let key = MarkKey::own(id);
            if let Some(mark) = open.overlay.get(key) {
                open.selection = Selection::caret(mark.range.start());
                open.selected = Some(key);
                open.show(mark.range);
            }
        }
        Some(ReviewItem::Orphan(id)) => {
            open.selected = None;
            if let Some(span) = open.own_span(id).cloned() {
                let near = open.near(&span);
                open.show(near);
            }
        }
        None => {}
    }
}

impl From<Review> for App {
    fn from(ask: Review) -> Self {
        Self::Review(ask)
    }
}
