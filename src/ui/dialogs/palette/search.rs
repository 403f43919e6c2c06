//! Which choices answer to what was typed, the best first. A little work a frame, however many
//! choices there are.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Choices that are looked at in one step. Commands fit in the first.
pub const STEP: usize = 1000;

/// How much worse a choice is that can't be chosen now: less than a gap between two letters.
const NOT_NOW: u32 = 2;

/// What a choice answers to.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Its names; each may match by itself.
    pub names: Vec<String>,
    /// Whether it can be chosen now.
    pub ready: bool,
}

/// A search under way: choices are known by their number.
pub struct Search {
    pattern: Pattern,
    matcher: Matcher,
    /// Names of each choice, folded, as far as they were needed.
    named: Vec<Named>,
    /// How many choices there are.
    count: usize,
    /// Those that are never found.
    left_out: Vec<usize>,
    /// The first that was not looked at.
    next: usize,
    found: Vec<(u32, usize)>,
    buffer: Vec<char>,
}

impl Search {
    /// All choices of so many, in their own order, but for those left out.
    pub fn new(count: usize, left_out: Vec<usize>) -> Self {
        let mut config = Config::DEFAULT;
        config.prefer_prefix = true;
        let mut search = Self {
            pattern: pattern(""),
            matcher: Matcher::new(config),
            named: Vec::new(),
            count,
            left_out,
            next: 0,
            found: Vec::new(),
            buffer: Vec::new(),
        };
        search.look_for("");
        search
    }

    /// Starts anew with other words.
    pub fn look_for(&mut self, words: &str) {
        self.pattern = pattern(&crate::text::plain(words));
        self.next = 0;
        self.found.clear();
        if self.pattern.atoms.is_empty() {
            let all = (0..self.count).filter(|at| !self.left_out.contains(at));
            self.found.extend(all.map(|at| (0, at)));
            self.next = self.count;
        }
    }

    /// Whether there is more to look at.
    pub fn is_looking(&self) -> bool {
        self.next < self.count
    }

    /// Looks at some more choices, of which `tell` tells the names.
    pub fn step(&mut self, tell: impl Fn(usize) -> Named) {
        let end = (self.next + STEP).min(self.count);
        for at in self.next..end {
            if self.named.len() == at {
                let Named { names, ready } = tell(at);
                let plain = names.iter().map(|name| crate::text::plain(name));
                let names = plain.collect();
                self.named.push(Named { names, ready });
            }
            let scores = self.named[at].names.iter().filter_map(|name| {
                let name = Utf32Str::new(name, &mut self.buffer);
                self.pattern.score(name, &mut self.matcher)
            });
            if let Some(score) = scores.max().filter(|_| !self.left_out.contains(&at)) {
                let worse = if self.named[at].ready { 0 } else { NOT_NOW };
                self.found.push((score.saturating_sub(worse), at));
            }
        }
        self.next = end;
        self.found
            .sort_unstable_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    }

    /// What was found so far, the best first; what is equally good in its own order.
    pub fn found(&self) -> impl ExactSizeIterator<Item = usize> {
        self.found.iter().map(|(_, at)| *at)
    }

    /// The choice at a place of what was found.
    pub fn at(&self, place: usize) -> Option<usize> {
        self.found.get(place).map(|(_, at)| *at)
    }
}

/// Words that must all be there, in any order, each with its letters in theirs.
fn pattern(words: &str) -> Pattern {
    Pattern::new(
        words,
        CaseMatching::Respect,
        Normalization::Never,
        AtomKind::Fuzzy,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], words: &str) -> Vec<String> {
        let mut search = Search::new(names.len(), Vec::new());
        search.look_for(words);
        while search.is_looking() {
            search.step(|at| named(names[at]));
        }
        search.found().map(|at| names[at].to_owned()).collect()
    }

    /// Names parted by bars; `-` at the start for what can't be chosen.
    fn named(names: &str) -> Named {
        Named {
            names: names.split('|').map(str::to_owned).collect(),
            ready: !names.starts_with('-'),
        }
    }

    const NAMES: &[&str] = &[
        "Exporter des copies…|Export copies…",
        "Annuler|Undo",
        "Rétablir|Redo",
        "L’œuvre d’État",
        "Taille habituelle|Usual text size",
    ];

    #[test]
    fn accents_case_and_language_do_not_count() {
        for (words, first) in [
            ("export", 0),
            ("EXP", 0),
            ("annul", 1),
            ("undo", 1),
            ("retablir", 2),
            ("Rétab", 2),
            ("redo", 2),
            ("oeuvre etat", 3),
            ("l'oeuvre", 3),
            ("état œuvre", 3),
            ("tx size", 4),
        ] {
            let found = found(NAMES, words);
            assert_eq!(
                found.first().map(String::as_str),
                Some(NAMES[first]),
                "{words}"
            );
        }
        assert!(found(NAMES, "zebra").is_empty());
    }

    #[test]
    fn starts_of_words_are_better_than_middles() {
        let names = &["A last reform", "Star", "The start of it", "Art"];
        assert_eq!(found(names, "art")[0], "Art");
        assert_eq!(found(names, "star")[0], "Star");
        let names = &["-mark", "A mark", "Marking"];
        assert_eq!(found(names, "mark"), ["Marking", "A mark", "-mark"]);
    }

    #[test]
    fn nothing_typed_is_everything_in_order() {
        assert_eq!(found(NAMES, " "), NAMES);
        let search = Search::new(4, vec![2]);
        assert_eq!(search.found().collect::<Vec<_>>(), [0, 1, 3]);
    }

    #[test]
    fn a_step_looks_at_a_part_only() {
        let asked = std::cell::Cell::new(0);
        let mut search = Search::new(10_000, Vec::new());
        search.look_for("99");
        search.step(|at| {
            asked.set(asked.get() + 1);
            named(&at.to_string())
        });
        assert_eq!(asked.get(), STEP);
        assert!(search.is_looking() && search.found().len() > 0);
        while search.is_looking() {
            search.step(|at| named(&at.to_string()));
        }
        assert_eq!(search.at(0), Some(99));
        // What was folded once is not asked for again.
        search.look_for("9999");
        while search.is_looking() {
            search.step(|_| panic!("asked again"));
        }
        assert_eq!(search.at(0), Some(9999));
    }
}
