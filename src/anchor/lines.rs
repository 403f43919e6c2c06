//! Which line of a new text is which of the old one, wherever it has gone.
//!
//! A paragraph may be moved, doubled or changed; it stays together. What stands around a word in its own
//! paragraph says more of it than what stands in the next one.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::candidates::Index;
use super::changes::Changes;
use super::judge::{Pair, Sides};
use super::likeness::{Bag, Likeness};
use super::rows::{self, Row};
use super::tokens::{Token, UNKNOWN};

/// How often a word may stand in the old text to lead to a line.
const RARE: usize = 32;

/// How many lines are compared with a new one.
const COMPARED: usize = 6;

/// By how much a line in order goes before one that is as alike, and one for each neighbour that it has
/// kept.
const IN_ORDER: f64 = 0.05;
const NEIGHBOUR: f64 = 0.1;

/// By how much a line goes behind that is more like another new one.
const TAKEN: f64 = 0.15;

/// The lines of two sides.
#[derive(Debug)]
pub(super) struct Lines {
    /// Tokens of each line.
    old: Vec<Range<usize>>,
    new: Vec<Range<usize>>,
    /// By old line: the new ones that it has become.
    images: Vec<Vec<Image>>,
    /// By new line: the old one that it was.
    sources: Vec<Option<usize>>,
    /// By new line: the words that it has in common with the old one.
    rows: Vec<OnceCell<Vec<Pair>>>,
}

/// A line of the new text that was one of the old text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Image {
    pub line: usize,
    /// Whether the diff leads there.
    pub in_order: bool,
    /// How many of its neighbours are those that the old line had: 0 to 2.
    pub neighbours: usize,
    /// The old line that it was, where that is another one that says the same.
    pub twin: Option<usize>,
}

/// An old line that a new one may have been.
struct Rival {
    line: usize,
    /// Share of the smaller one that the diff takes from the other.
    shared: f64,
    likeness: Likeness,
}

impl Lines {
    /// Compares the lines of two texts; `index` is of the old one.
    pub(super) fn new(sides: &Sides<'_>, index: &Index, changes: &Changes) -> Self {
        let old = split(sides.old_text, sides.old);
        let new = split(sides.new_text, sides.new);
        let rivals = rivals(
            sides,
            index,
            &Diffed::new(&old, &new, changes),
            (&old, &new),
        );
        let sources = sources(&rivals, old.len());
        let mut images = vec![Vec::new(); old.len()];
        for (number, rivals) in rivals.iter().enumerate() {
            if let Some(line) = sources[number]
                && let Some(rival) = rivals.iter().find(|rival| rival.line == line)
            {
                images[line].push(Image {
                    line: number,
                    in_order: rival.shared >= 0.5,
                    neighbours: next_to(&sources, number, line),
                    twin: None,
                });
            }
        }
        share_twins(&old, sides.old, &mut images);
        Self {
            rows: vec![OnceCell::new(); new.len()],
            old,
            new,
            images,
            sources,
        }
    }

    /// The lines that the line of some old tokens has become; none where the tokens are on several.
    pub(super) fn images(&self, tokens: &Range<usize>) -> &[Image] {
        let line = line_of(&self.old, tokens.start);
        match self.old.get(line) {
            Some(whole) if tokens.end <= whole.end => &self.images[line],
            _ => &[],
        }
    }

    /// The words that an image of the line of some old tokens has in common with it.
    pub(super) fn image_row(
        &self,
        image: &Image,
        tokens: &Range<usize>,
        sides: &Sides<'_>,
    ) -> Vec<Pair> {
        let row = self.row(image.line, sides);
        let line = line_of(&self.old, tokens.start);
        match (
            image.twin.and_then(|twin| self.old.get(twin)),
            self.old.get(line),
        ) {
            (Some(twin), Some(line)) => {
                let own = |pair: &Pair| (pair.0 - twin.start + line.start, pair.1);
                row.iter().map(own).collect()
            }
            _ => row.to_vec(),
        }
    }

    /// The words that a new line has in common with the old one that it was.
    pub(super) fn row(&self, line: usize, sides: &Sides<'_>) -> &[Pair] {
        let Some(from) = self.sources[line] else {
            return &[];
        };
        self.rows[line].get_or_init(|| {
            let (old, new) = (self.old[from].clone(), self.new[line].clone());
            let (first_old, first_new) = (old.start, new.start);
            rows::pairs(
                Row {
                    first: first_old,
                    tokens: &sides.old[old],
                    text: sides.old_text,
                },
                Row {
                    first: first_new,
                    tokens: &sides.new[new],
                    text: sides.new_text,
                },
                sides.weights,
            )
        })
    }

    /// The line of a new token.
    pub(super) fn line_of(&self, new: usize) -> Option<usize> {
        let line = line_of(&self.new, new);
        (line < self.new.len()).then_some(line)
    }
}

/// The tokens of each line that has some.
fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut first = 0;
    for at in 1..=tokens.len() {
        let ends = match tokens.get(at) {
            Some(next) => text[tokens[at - 1].end..next.start].contains('\n'),
            None => true,
        };
        if ends {
            lines.push(first..at);
            first = at;
        }
    }
    lines
}

/// What the diff takes from which line.
struct Diffed {
    /// Tokens by new and old line.
    tokens: HashMap<(usize, usize), usize>,
    /// By new line: the old one from which most is taken.
    most: Vec<Option<usize>>,
}

impl Diffed {
    fn new(old: &[Range<usize>], new: &[Range<usize>], changes: &Changes) -> Self {
        let mut tokens: HashMap<(usize, usize), usize> = HashMap::new();
        for (number, line) in old.iter().enumerate() {
            for to in line.clone().filter_map(|at| changes.of(at)) {
                *tokens.entry((line_of(new, to), number)).or_default() += 1;
            }
        }
        let mut most: Vec<Option<(usize, usize)>> = vec![None; new.len()];
        for ((to, from), count) in &tokens {
            most[*to] = most[*to].max(Some((*count, *from)));
        }
        Self {
            tokens,
            most: { most.into_iter() }.map(|most| Some(most?.1)).collect(),
        }
    }
}

/// By new line: the old ones that it may have been.
fn rivals(
    sides: &Sides<'_>,
    index: &Index,
    diffed: &Diffed,
    (old, new): (&[Range<usize>], &[Range<usize>]),
) -> Vec<Vec<Rival>> {
    let bag =
        |tokens: &[Token], line: &Range<usize>| Bag::new(&tokens[line.clone()], sides.weights);
    let bags: Vec<Bag> = old.iter().map(|line| bag(sides.old, line)).collect();
    let rivals = |(number, line): (usize, &Range<usize>)| {
        let own = bag(sides.new, line);
        let mut votes: HashMap<usize, f64> = HashMap::new();
        for word in own.words.iter().filter(|word| word.before == UNKNOWN) {
            let places = index.of(word.key);
            for place in places.iter().filter(|_| places.len() <= RARE) {
                *votes.entry(line_of(old, *place as usize)).or_default() += word.weight;
            }
        }
        let mut votes: Vec<(usize, f64)> = votes.into_iter().collect();
        votes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        votes.truncate(COMPARED);
        let mut compared: Vec<usize> = votes.into_iter().map(|(line, _)| line).collect();
        compared.extend(diffed.most[number].filter(|line| !compared.contains(line)));
        let rivals = compared.into_iter().map(|from| {
            let tokens = diffed.tokens.get(&(number, from)).copied().unwrap_or(0);
            Rival {
                line: from,
                shared: tokens as f64 / line.len().min(old[from].len()) as f64,
                likeness: own.likeness(&bags[from]),
            }
        });
        rivals.filter(|rival| rival.likeness.enough()).collect()
    };
    new.iter().enumerate().map(rivals).collect()
}

/// Which old line each new one was: the likest one, first by its own words, then by what its neighbours
/// were found to be.
fn sources(rivals: &[Vec<Rival>], lines: usize) -> Vec<Option<usize>> {
    let mut likest = vec![0.0f64; lines];
    for rival in rivals.iter().flatten() {
        likest[rival.line] = likest[rival.line].max(rival.likeness.both);
    }
    let best = |rivals: &[Rival], by: &dyn Fn(&Rival) -> f64| {
        let best = rivals.iter().max_by(|a, b| by(a).total_cmp(&by(b)));
        best.map(|rival| rival.line)
    };
    let own = |rival: &Rival| rival.likeness.both + IN_ORDER * rival.shared;
    let first: Vec<Option<usize>> = rivals.iter().map(|rivals| best(rivals, &own)).collect();
    let sources = rivals.iter().enumerate().map(|(number, rivals)| {
        best(rivals, &|rival| {
            let taken = rival.likeness.both < likest[rival.line];
            let taken = if taken { TAKEN } else { 0.0 };
            own(rival) + NEIGHBOUR * next_to(&first, number, rival.line) as f64 - taken
        })
    });
    sources.collect()
}

/// How many neighbours of a new line are those that an old one had.
fn next_to(sources: &[Option<usize>], number: usize, line: usize) -> usize {
    let was = |at: Option<usize>| at.and_then(|at| sources.get(at).copied().flatten());
    let follows = was(number.checked_sub(1)).is_some_and(|before| before + 1 == line);
    let leads = was(Some(number + 1)).is_some_and(|after| after == line + 1);
    usize::from(follows) + usize::from(leads)
}

fn line_of(lines: &[Range<usize>], token: usize) -> usize {
    lines.partition_point(|line| line.end <= token)
}

/// Gives a line of which nothing is left the images of the lines that say the same.
fn share_twins(old: &[Range<usize>], tokens: &[Token], images: &mut [Vec<Image>]) {
    let mut alike: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
    for (number, line) in old.iter().enumerate() {
        let keys = tokens[line.clone()].iter().map(|token| token.key);
        alike.entry(keys.collect()).or_default().push(number);
    }
    for lines in alike.into_values().filter(|lines| lines.len() > 1) {
        let of_twins: Vec<Image> = { lines.iter() }
            .flat_map(|twin| {
                let twins = images[*twin].iter();
                twins.map(|image| Image {
                    twin: Some(*twin),
                    ..*image
                })
            })
            .collect();
        for line in lines {
            if images[line].is_empty() {
                images[line].clone_from(&of_twins);
            }
        }
    }
}
