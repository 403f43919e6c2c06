//! [`Suggestions`]: places that may deserve a mark, to be looked at one by one.
//!
//! A suggestion is never an annotation: it is in no file, no export and no count. Accepting one makes
//! an ordinary mark, undoable as any; which suggestions are marked already is read from the marks, so
//! that undo brings them back.

use std::sync::Arc;

use super::command::{App, Command, Doc, NewSpan};
use super::effect::Effect;
use super::find::Hits;
use super::open::OpenArticle;
use super::selection::Selection;
use super::state::{Env, State};
use super::update::update;
use crate::model::{Codebook, LabelKey};
use crate::overlay::MarkKey;
use crate::text::{Granularity, SourceText, TextRange, snap};

/// Most places that are suggested at once: more, nobody looks at one by one.
const MOST: usize = 10_000;

/// What is asked of the suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggest {
    /// Suggests a label for every hit of the search, in place of what was suggested before.
    All(LabelKey),
    /// Takes them up again.
    Show,
    /// Marks the current one: as suggested, or with another label.
    Accept(Option<LabelKey>),
    /// Passes the current one over.
    Skip,
    /// Goes back to the one before, passed over or not.
    Back,
    /// Leaves them for later.
    Leave,
}

/// A place and what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What would be marked.
    pub place: TextRange,
    /// The label.
    pub label: LabelKey,
    skipped: bool,
    marked: bool,
}

impl Suggestion {
    /// Whether it waits for an answer.
    pub fn is_open(&self) -> bool {
        !self.skipped && !self.marked
    }
}

/// The suggestions of an article, in text order, and which of them is looked at.
#[derive(Debug, Default)]
pub struct Suggestions {
    list: Vec<Suggestion>,
    /// Furthest end of each suggestion and all before it.
    reach: Vec<usize>,
    /// From here on the next one that is open is looked at.
    at: usize,
    left: usize,
    /// The one that was selected last.
    selected: Option<usize>,
}

impl Suggestions {
    /// Of places in any order; what is there twice is suggested once.
    pub fn new(places: impl IntoIterator<Item = (TextRange, LabelKey)>) -> Self {
        let mut list: Vec<Suggestion> = places
            .into_iter()
            .filter(|(place, _)| !place.is_empty())
            .map(|(place, label)| Suggestion {
                place,
                label,
                skipped: false,
                marked: false,
            })
            .collect();
        list.sort_by(|a, b| (a.place, &a.label).cmp(&(b.place, &b.label)));
        list.dedup();
        let mut furthest = 0;
        let reach = list.iter().map(|suggestion| {
            furthest = furthest.max(suggestion.place.end());
            furthest
        });
        Self {
            reach: reach.collect(),
            left: list.len(),
            list,
            at: 0,
            selected: None,
        }
    }

    /// How many wait for an answer.
    pub fn left(&self) -> usize {
        self.left
    }

    /// The one that is looked at: the next open one, round the end of the article.
    pub fn current(&self) -> Option<&Suggestion> {
        self.list.get(self.current_place()?)
    }

    fn current_place(&self) -> Option<usize> {
        if self.left == 0 {
            return None;
        }
        let open = |at: &usize| self.list[*at].is_open();
        let after = (self.at..self.list.len()).find(open);
        after.or_else(|| (0..self.at.min(self.list.len())).find(open))
    }

    /// Those that wait for an answer in a part of the text.
    pub fn within(&self, part: TextRange) -> impl Iterator<Item = &Suggestion> {
        self.places_within(part)
            .map(|at| &self.list[at])
            .filter(move |suggestion| suggestion.is_open() && suggestion.place.overlaps(part))
    }

    fn places_within(&self, part: TextRange) -> std::ops::Range<usize> {
        let first = self.reach.partition_point(|end| *end <= part.start());
        let last = self
            .list
            .partition_point(|suggestion| suggestion.place.start() < part.end());
        first..last.max(first)
    }

    /// Passes the current one over.
    fn skip(&mut self) {
        if let Some(at) = self.current_place() {
            self.list[at].skipped = true;
            self.left -= 1;
            self.at = at;
        }
    }

    /// Goes back to the one before that is not marked, round the start of the article.
    fn back(&mut self) {
        let here = self.current_place().unwrap_or(self.list.len());
        let mut before = (0..here).rev().chain((here..self.list.len()).rev());
        let before = before.find(|at| !self.list[*at].marked);
        if let Some(at) = before {
            let skipped = std::mem::take(&mut self.list[at].skipped);
            self.left += usize::from(skipped);
            self.at = at;
        }
    }

    /// Reads from the marks which of the suggestions in a part are marked; one that is no longer is
    /// looked at again.
    fn check(&mut self, part: TextRange, is_marked: impl Fn(&Suggestion) -> bool) {
        let mut again = None;
        for at in self.places_within(part) {
            let suggestion = &mut self.list[at];
            let was = std::mem::replace(&mut suggestion.marked, false);
            suggestion.marked = is_marked(suggestion);
            if was && !suggestion.marked && again.is_none() {
                suggestion.skipped = false;
                again = Some(at);
            }
        }
        self.at = again.unwrap_or(self.at);
        self.left = self.list.iter().filter(|s| s.is_open()).count();
    }
}

/// What would be marked for each hit, on a thread of its own.
pub fn suggest(text: &SourceText, hits: &Hits, granularity: Granularity) -> Vec<TextRange> {
    let places = hits.places.iter().take(MOST);
    places
        .map(|place| snap(text, *place, granularity))
        .collect()
}

impl OpenArticle {
    /// Takes notice of marks that came or went in a part of the text.
    pub(super) fn check_suggestions(&mut self, part: TextRange, codebook: &Codebook) {
        if self.suggestions.list.is_empty() {
            return;
        }
        let mut suggestions = std::mem::take(&mut self.suggestions);
        suggestions.check(part, |suggestion| {
            let over = self.overlay.at(suggestion.place.start());
            over.into_iter().any(|mark| {
                let own = || self.own_span(mark.key.id);
                // Labels may have been merged since.
                let counts_as = |label| codebook.surviving(label);
                mark.key.reading == MarkKey::OWN
                    && mark.range.contains(suggestion.place)
                    && own()
                        .is_some_and(|span| counts_as(&span.label) == counts_as(&suggestion.label))
            })
        });
        self.suggestions = suggestions;
    }
}

/// Carries out what is asked of the suggestions.
pub(super) fn act(state: &mut State, ask: Suggest, env: &mut dyn Env) -> Vec<Effect> {
    let codebook = Arc::clone(&state.codebook);
    let snap_of = |label: &LabelKey| codebook.label(label).map(|l| l.snap).unwrap_or_default();
    let path = state.current_path().map(std::path::Path::to_owned);
    let Some(open) = path.and_then(|path| state.open.get_mut(&path)) else {
        return Vec::new();
    };
    match ask {
        Suggest::All(label) => {
            let text = open.article.text.clone();
            let Some(hits) = state.find.hits(&text).cloned() else {
                return Vec::new();
            };
            state.find.shown = false;
            state.suggesting = true;
            state.reviewing = false;
            open.suggestions = Suggestions::default();
            let granularity = snap_of(&label);
            return vec![Effect::Suggest {
                text,
                hits,
                label,
                granularity,
            }];
        }
        Suggest::Show => {
            state.suggesting = true;
            state.reviewing = false;
            state.find.shown = false;
            open.suggestions.selected = None;
        }
        Suggest::Leave => state.suggesting = false,
        Suggest::Skip => open.suggestions.skip(),
        Suggest::Back => open.suggestions.back(),
        Suggest::Accept(other) => {
            let Some(current) = open.suggestions.current().cloned() else {
                return Vec::new();
            };
            let label = other.unwrap_or_else(|| current.label.clone());
            let place = match label == current.label {
                true => current.place,
                false => {
                    // Answered, though not as suggested.
                    open.suggestions.skip();
                    snap(&open.article.text, current.place, snap_of(&label))
                }
            };
            let add = Doc::Add(NewSpan::plain(label, place));
            return update(state, Command::Doc(add), env);
        }
    }
    Vec::new()
}

/// Takes in what is suggested.
pub(super) fn suggested(
    state: &mut State,
    text: &SourceText,
    label: &LabelKey,
    places: Vec<TextRange>,
) {
    // The same text may be open under several paths; it is suggested where it is looked at.
    let codebook = Arc::clone(&state.codebook);
    let path = state.current_path().map(std::path::Path::to_owned);
    let open = path.and_then(|path| state.open.get_mut(&path));
    let Some(open) = open.filter(|open| open.article.text == *text) else {
        return;
    };
    let caret = open.selection.range(text).start();
    open.suggestions = Suggestions::new(places.into_iter().map(|place| (place, label.clone())));
    let list = &open.suggestions.list;
    open.suggestions.at = list.partition_point(|suggestion| suggestion.place.end() <= caret);
    open.check_suggestions(text.whole(), &codebook);
    settle(state);
}

/// Selects the suggestion that is looked at, where it is another one than before.
pub(super) fn settle(state: &mut State) {
    if !state.suggesting || state.ask_name.is_some() {
        return;
    }
    let path = state.current_path().map(std::path::Path::to_owned);
    let Some(open) = path.and_then(|path| state.open.get_mut(&path)) else {
        return;
    };
    let current = open.suggestions.current_place();
    if current == open.suggestions.selected {
        return;
    }
    open.suggestions.selected = current;
    if let Some(suggestion) = open.suggestions.current() {
        let place = suggestion.place;
        open.selection = Selection::of(place);
        open.selected = None;
        open.show(place);
    }
}

impl From<Suggest> for App {
    fn from(ask: Suggest) -> Self {
        Self::Suggest(ask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn made(places: &[(usize, usize)]) -> Suggestions {
        let text = SourceText::new(&"x".repeat(60));
        let place = |(a, b): &(usize, usize)| text.clamp(*a.min(b)..*a.max(b));
        let label = LabelKey::from("loaded");
        Suggestions::new(places.iter().map(|pair| (place(pair), label.clone())))
    }

    proptest! {
        #[test]
        fn every_one_is_looked_at_until_it_is_answered(
            places in proptest::collection::vec((0usize..60, 0usize..60), 0..12),
            steps in proptest::collection::vec(0u8..3, 0..40),
        ) {
            let mut suggestions = made(&places);
            let all = SourceText::new(&"x".repeat(60)).whole();
            let mut marked: Vec<TextRange> = Vec::new();
            for step in steps {
                match (step, suggestions.current().map(|s| s.place)) {
                    (0, _) => suggestions.skip(),
                    (1, _) => suggestions.back(),
                    (_, Some(place)) => {
                        marked.push(place);
                        suggestions.check(place, |s| marked.contains(&s.place));
                    }
                    (_, None) => {}
                }
                let open: Vec<TextRange> = suggestions.within(all).map(|s| s.place).collect();
                prop_assert_eq!(open.len(), suggestions.left());
                prop_assert_eq!(suggestions.current().is_some(), !open.is_empty());
                prop_assert!(open.iter().all(|place| !marked.contains(place)));
            }
            // The last mark taken back is looked at again.
            if let Some(place) = marked.pop() {
                suggestions.check(place, |s| marked.contains(&s.place));
                prop_assert_eq!(suggestions.current().map(|s| s.place), Some(place));
            }
        }

        #[test]
        fn what_lies_in_a_part_is_what_a_plain_list_says(
            places in proptest::collection::vec((0usize..60, 0usize..60), 0..12),
            a in 0usize..60, b in 0usize..60,
        ) {
            let suggestions = made(&places);
            let part = SourceText::new(&"x".repeat(60)).clamp(a.min(b)..a.max(b));
            let found: Vec<&Suggestion> = suggestions.within(part).collect();
            let all = suggestions.list.iter();
            let expected: Vec<&Suggestion> = all.filter(|s| s.place.overlaps(part)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
