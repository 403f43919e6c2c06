//! Under which name a reviewer appears in a copy.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::input::ExportInput;
use crate::model::Reviewer;

/// The shown names of every reviewer of an export, the same in all its files.
pub struct ReviewerNames {
    shown: HashMap<(Uuid, String), String>,
    hidden: bool,
}

impl ReviewerNames {
    /// Pseudonyms, a number added where two people have the same one. Hidden, they become `R1`, `R2`…
    /// in the order of the random ids, which says nothing of anybody.
    pub fn new(inputs: &[ExportInput<'_>], hidden: bool) -> Self {
        let people: BTreeSet<(Uuid, String)> = inputs
            .iter()
            .flat_map(|input| &input.readings)
            .map(|reading| (reading.reviewer.id, reading.reviewer.name.clone()))
            .collect();
        let mut taken: HashMap<String, usize> = HashMap::new();
        let mut shown = HashMap::new();
        for (at, person) in people.into_iter().enumerate() {
            let times = taken.entry(person.1.clone()).or_default();
            *times += 1;
            let name = match (hidden, *times) {
                (true, _) => format!("R{}", at + 1),
                (false, 1) => person.1.clone(),
                (false, number) => format!("{} ({number})", person.1),
            };
            shown.insert(person, name);
        }
        Self { shown, hidden }
    }

    /// Whether pseudonyms are hidden.
    pub fn hidden(&self) -> bool {
        self.hidden
    }

    /// The name to show.
    pub fn of(&self, reviewer: &Reviewer) -> &str {
        let key = (reviewer.id, reviewer.name.clone());
        self.shown.get(&key).map_or("", String::as_str)
    }
}
