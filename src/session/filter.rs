//! [`Filter`]: which marks stand out on the page. The others are dimmed, never taken away; what is
//! counted, saved and exported knows nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::open::OpenArticle;
use crate::model::{Annotation, Confidence, Label, LabelKey, Voice};
use crate::overlay::MarkKey;

/// Which marks stand out. Everything does until something is taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Labels that are dimmed.
    pub labels: BTreeSet<LabelKey>,
    /// Reviewers whose marks are dimmed.
    pub reviewers: BTreeSet<Uuid>,
    /// Whether the author's own words are dimmed.
    pub author: bool,
    /// Which named sources stand out.
    pub sources: Sources,
    /// Whether marks without doubt are dimmed.
    pub sure: bool,
    /// Whether marks of which the reviewer was unsure are dimmed.
    pub unsure: bool,
}

/// Which named sources stand out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sources {
    /// Whoever speaks.
    #[default]
    Any,
    /// Only these.
    Only(BTreeSet<String>),
}

impl Sources {
    /// Whether what a source says stands out.
    pub fn passes(&self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(names) => names.contains(name),
        }
    }

    /// Lets a source stand out, or no longer. `all` are those that can be chosen from.
    pub fn set<'a>(&mut self, name: &str, passes: bool, all: impl Iterator<Item = &'a str>) {
        let mut names: BTreeSet<String> = match std::mem::take(self) {
            Self::Any => all.map(str::to_owned).collect(),
            Self::Only(names) => names,
        };
        match passes {
            true => names.insert(name.to_owned()),
            false => names.remove(name),
        };
        *self = Self::Only(names);
    }
}

impl Filter {
    /// Whether something is dimmed by it.
    pub fn is_on(&self) -> bool {
        *self != Self::default()
    }

    /// Whether marks of a label stand out, as far as the label says.
    pub fn passes_label(&self, label: &LabelKey) -> bool {
        !self.labels.contains(label)
    }

    /// Whether marks of a reviewer stand out, as far as the reviewer says.
    pub fn passes_reviewer(&self, id: Uuid) -> bool {
        !self.reviewers.contains(&id)
    }

    /// Whether label and reviewer alone decide, so that counts by both are enough to know.
    pub fn is_by_label_and_reviewer(&self) -> bool {
        let (voices, doubts) = (self.author, self.sure || self.unsure);
        !voices && !doubts && self.sources == Sources::Any
    }

    /// Whether a mark of a reviewer stands out.
    pub fn passes(&self, reviewer: Uuid, annotation: &Annotation) -> bool {
        let voice = match &annotation.voice {
            Voice::Author => !self.author,
            Voice::Source(name) => self.sources.passes(name),
        };
        let doubt = match annotation.confidence {
            Confidence::Sure => !self.sure,
            Confidence::Unsure => !self.unsure,
        };
        voice && doubt && self.passes_label(&annotation.label) && self.passes_reviewer(reviewer)
    }
}

/// The named sources of the readings that are drawn, with how many spans speak for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voices(BTreeMap<String, usize>);

impl Voices {
    /// Takes in the voice of a span.
    pub(super) fn add(&mut self, voice: &Voice) {
        if let Voice::Source(name) = voice {
            match self.0.get_mut(name) {
                Some(count) => *count += 1,
                None => drop(self.0.insert(name.clone(), 1)),
            }
        }
    }

    /// Takes in those of a whole reading.
    pub(super) fn add_all(&mut self, voices: &Self) {
        for (name, count) in &voices.0 {
            *self.0.entry(name.clone()).or_default() += count;
        }
    }

    /// Takes out the voice of a span that is no longer there.
    pub(super) fn remove(&mut self, voice: &Voice) {
        if let Voice::Source(name) = voice
            && let Some(count) = self.0.get_mut(name)
        {
            *count -= 1;
            if *count == 0 {
                self.0.remove(name);
            }
        }
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl OpenArticle {
    /// Whether a mark stands out: the one question that page, margin and rail ask.
    pub fn passes(&self, filter: &Filter, key: MarkKey) -> bool {
        if !filter.is_on() {
            return true;
        }
        let reading = self.reading_of(key);
        let found = reading.and_then(|reading| Some((reading, reading.spans.get(key.id)?)));
        found.is_none_or(|(reading, span)| filter.passes(reading.reviewer.id, span))
    }

    /// Whether no mark of a reading and a label stands out, as far as reviewer and label say.
    pub fn dims_all(&self, filter: &Filter, reading: u16, label: Option<&Label>) -> bool {
        let reviewer = self.reading_numbered(reading).map(|r| r.reviewer.id);
        let by_reviewer = reviewer.is_some_and(|id| !filter.passes_reviewer(id));
        by_reviewer || label.is_some_and(|label| !label.keys().any(|key| filter.passes_label(key)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sources_pass_as_they_were_last_set(steps in proptest::collection::vec((0usize..5, any::<bool>()), 0..20)) {
            let names = ["Insee", "la ministre", "un élu", "Otmar", "Zoé"];
            let mut sources = Sources::default();
            let mut expected = [true; 5];
            for (at, passes) in steps {
                sources.set(names[at], passes, names.into_iter());
                expected[at] = passes;
                for (name, passes) in names.iter().zip(expected) {
                    prop_assert_eq!(sources.passes(name), passes);
                }
            }
        }

        #[test]
        fn voices_are_counted_there_and_back(spans in proptest::collection::vec(0usize..4, 0..20)) {
            let voice = |at: usize| Voice::named(["author", "Insee", "Zoé", "Otmar"][at]);
            let mut voices = Voices::default();
            spans.iter().for_each(|at| voices.add(&voice(*at)));
            let named: BTreeSet<usize> = spans.iter().copied().filter(|at| *at > 0).collect();
            prop_assert_eq!(voices.names().count(), named.len());
            spans.iter().for_each(|at| voices.remove(&voice(*at)));
            prop_assert_eq!(voices, Voices::default());
        }
    }
}
