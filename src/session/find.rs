//! [`Find`]: words that are looked for in the article, and where they stand.
//!
//! The search itself is an effect; here is what is asked, what came back, and the way from one hit to
//! the next. The current hit is the one that is selected: whoever leaves the search stands on it.

use std::sync::Arc;

use super::effect::Effect;
use super::open::OpenArticle;
use super::selection::Selection;
use super::state::State;
use crate::text::{Fold, Needle, SourceText, TextRange};

/// Most hits that are kept; the others are counted.
const KEPT: usize = 100_000;
/// Longest selection that is taken as what to look for, in bytes.
const TAKEN: usize = 200;

/// What is asked of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seek {
    /// Shows the search; selected words are what is looked for. The first hit is taken from what is
    /// selected, or from the byte given: where the page begins that was scrolled away from it.
    Open(Option<usize>),
    /// Looks for something else.
    For(Query),
    /// Goes to the next hit (`true`) or the one before, round the ends of the article.
    Step(bool),
    /// Puts the search away.
    Close,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, as they were typed.
    pub words: String,
    /// Whether no hit may begin or end within a word.
    pub whole_words: bool,
}

/// Where the words stand in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The first of the places, in text order; none overlaps another.
    pub places: Vec<TextRange>,
    /// How many there are in all.
    pub total: usize,
}

impl Hits {
    /// Looks for words, whatever their case, accents and typography; `None` where it gave up because
    /// `go_on` said no.
    pub fn find(text: &SourceText, query: &Query, go_on: impl Fn() -> bool) -> Option<Self> {
        let mut hits = Self::default();
        let Some(needle) = Needle::new(&query.words, Fold::Everything) else {
            return Some(hits);
        };
        let needle = needle.whole_words(query.whole_words);
        let whole = needle.find(text, go_on, |place| {
            hits.total += 1;
            if hits.places.len() < KEPT {
                hits.places.push(place);
            }
        });
        whole.then_some(hits)
    }

    /// Whether there are more hits than are kept.
    pub fn is_cut(&self) -> bool {
        self.places.len() < self.total
    }

    /// Which hit lies exactly there.
    pub fn at(&self, place: TextRange) -> Option<usize> {
        self.places.binary_search(&place).ok()
    }

    /// The first hit that starts at a byte or after it.
    fn from(&self, byte: usize) -> Option<TextRange> {
        let after = self.places.partition_point(|place| place.start() < byte);
        self.places.get(after).copied()
    }

    /// The last hit that ends at a byte or before it.
    fn before(&self, byte: usize) -> Option<TextRange> {
        let until = self.places.partition_point(|place| place.end() <= byte);
        self.places[..until].last().copied()
    }
}

/// Words that are looked for, and where they stand.
#[derive(Debug, Default)]
pub struct Find {
    /// Whether the search is on screen.
    pub shown: bool,
    /// What is looked for.
    pub query: Query,
    /// Set where the last step went round an end of the article: forwards or back.
    pub went_round: Option<bool>,
    /// Number of the last search.
    generation: u64,
    /// The text of the last search.
    text: Option<SourceText>,
    /// What it found, once it has come back.
    hits: Option<Arc<Hits>>,
    /// The caret from where the first hit is taken.
    from: usize,
    /// What is to be done once the hits are there.
    then: Option<Go>,
}

/// Where to go once the hits are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Go {
    /// To the first hit from where the search began.
    First,
    /// To the next hit or the one before.
    Step(bool),
}

impl Find {
    /// The hits in a text, where the last search was in it and has come back.
    pub fn hits(&self, text: &SourceText) -> Option<&Arc<Hits>> {
        let hits = self.hits.as_ref()?;
        (self.text.as_ref() == Some(text)).then_some(hits)
    }

    /// Changes with every search.
    pub fn number(&self) -> u64 {
        self.generation
    }

    /// The hits to be shown in a text: none while the search is not on screen.
    pub fn shown_hits(&self, text: &SourceText) -> &[TextRange] {
        let hits = self.hits(text).filter(|_| self.shown);
        hits.map_or(&[], |hits| &hits.places)
    }

    /// Asks for the hits in a text.
    fn search(&mut self, text: &SourceText, then: Option<Go>) -> Option<Effect> {
        self.generation += 1;
        self.text = Some(text.clone());
        self.hits = None;
        self.then = then;
        self.went_round = None;
        if self.query.words.trim().is_empty() {
            return None;
        }
        Some(Effect::Find {
            text: text.clone(),
            query: self.query.clone(),
            generation: self.generation,
        })
    }
}

/// Carries out what is asked of the search.
pub(super) fn seek(state: &mut State, seek: Seek) -> Vec<Effect> {
    let path = state.current_path().map(std::path::Path::to_owned);
    let find = &mut state.find;
    find.went_round = None;
    if seek == Seek::Close {
        find.shown = false;
        return Vec::new();
    }
    let Some(open) = path.and_then(|path| state.open.get_mut(&path)) else {
        return Vec::new();
    };
    let text = open.article.text.clone();
    let selected = open.selection.range(&text);
    let effect = match seek {
        Seek::Open(seen) => {
            let was_shown = std::mem::replace(&mut find.shown, true);
            let on_hit = find.hits(&text).is_some_and(|h| h.at(selected).is_some());
            let words = text.slice(selected);
            let fits = !words.trim().is_empty() && words.len() <= TAKEN && !words.contains('\n');
            if !was_shown || !on_hit {
                find.from = seen.unwrap_or(selected.start()).min(text.len());
            }
            if fits && !on_hit {
                words.clone_into(&mut find.query.words);
                find.search(&text, Some(Go::First))
            } else if find.hits(&text).is_none() {
                find.search(&text, None)
            } else {
                None
            }
        }
        Seek::For(query) => {
            find.shown = true;
            find.query = query;
            let effect = find.search(&text, Some(Go::First));
            if effect.is_none() {
                open.selection = Selection::caret(find.from);
            }
            effect
        }
        Seek::Step(forward) => {
            find.shown = true;
            match find.hits(&text).cloned() {
                Some(hits) => {
                    step(find, open, &hits, forward);
                    None
                }
                None if find.then.is_some() => None,
                None => find.search(&text, Some(Go::Step(forward))),
            }
        }
        Seek::Close => None,
    };
    effect.into_iter().collect()
}

/// Takes in the hits of the last search; those of earlier ones are late.
pub(super) fn found(state: &mut State, generation: u64, hits: Arc<Hits>) {
    let path = state.current_path().map(std::path::Path::to_owned);
    let find = &mut state.find;
    if generation != find.generation {
        return;
    }
    find.hits = Some(Arc::clone(&hits));
    let then = find.then.take();
    let Some(open) = path.and_then(|path| state.open.get_mut(&path)) else {
        return;
    };
    if find.hits(&open.article.text).is_none() {
        return;
    }
    match then {
        None => {}
        Some(Go::Step(forward)) => step(find, open, &hits, forward),
        Some(Go::First) => match hits.from(find.from).or_else(|| hits.from(0)) {
            Some(place) => select(open, place),
            None => {
                open.selection = Selection::caret(find.from);
                open.selected = None;
            }
        },
    }
}

/// Looks for the same words in the article that is shown now, where it is another one.
pub(super) fn follow(state: &mut State) -> Option<Effect> {
    if !state.find.shown {
        return None;
    }
    let path = state.current_path()?.to_owned();
    let text = &state.open.get(&path)?.article.text;
    if state.find.text.as_ref() == Some(text) {
        return None;
    }
    state.find.from = 0;
    let text = text.clone();
    state.find.search(&text, None)
}

/// Goes to the next hit from what is selected, round the ends of the article.
fn step(find: &mut Find, open: &mut OpenArticle, hits: &Hits, forward: bool) {
    let here = open.selection.range(&open.article.text);
    let next = match forward {
        true => hits.from(match hits.at(here) {
            Some(_) => here.end(),
            None => here.start(),
        }),
        false => hits.before(here.start()),
    };
    find.went_round = next.is_none().then_some(forward);
    let round = match forward {
        true => hits.places.first(),
        false => hits.places.last(),
    };
    if let Some(place) = next.or(round.copied()) {
        find.from = place.start();
        select(open, place);
    }
}

fn select(open: &mut OpenArticle, place: TextRange) {
    open.selection = Selection::of(place);
    open.selected = None;
    open.show(place);
}
