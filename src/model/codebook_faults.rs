//! What is worth mending in a codebook, named where it is. None of it makes the codebook unusable.

use super::annotation::LabelKey;
use super::codebook::{Codebook, Label};
use crate::i18n::Message;
use crate::msg;

/// How many labels have a key of their own, 1 to 9.
const KEYS: usize = 9;
/// Longest letter that is drawn beside a mark, in code points.
const LETTER: usize = 2;

/// Which part of a label something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultPlace {
    /// Its name.
    Name,
    /// Its letter.
    Letter,
    /// Its colour and pattern.
    Look,
    /// Its place in the list.
    Order,
}

/// Something that is worth mending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookFault {
    /// The label.
    pub label: LabelKey,
    /// Which part of it.
    pub place: FaultPlace,
    /// What, and how to mend it.
    pub what: Message,
}

/// What is worth mending in a codebook for readers of a language, in the order of the labels.
pub fn codebook_faults(codebook: &Codebook, language: &str) -> Vec<CodebookFault> {
    let mut faults = Vec::new();
    for (at, label) in codebook.labels.iter().enumerate() {
        let mut say = |place, what| {
            faults.push(CodebookFault {
                label: label.key.clone(),
                place,
                what,
            });
        };
        let name = |label: &Label| label.name.get(language).to_owned();
        if label.name.best(language).is_none() {
            say(FaultPlace::Name, msg!("codebook-name-empty"));
        }
        let mut others = codebook
            .labels
            .iter()
            .filter(|other| other.key != label.key);
        let letter = label.letter.get(language);
        if letter.is_empty() {
            say(FaultPlace::Letter, msg!("codebook-letter-empty"));
        } else if letter.chars().count() > LETTER {
            say(FaultPlace::Letter, msg!("codebook-letter-long"));
        } else if let Some(other) = others
            .clone()
            .find(|other| other.letter.get(language) == letter)
        {
            let what = msg!("codebook-letter-twice", label = name(other));
            say(FaultPlace::Letter, what);
        }
        let same_look =
            |other: &&Label| other.color == label.color && other.pattern == label.pattern;
        if let Some(other) = others.find(same_look) {
            say(
                FaultPlace::Look,
                msg!("codebook-look-twice", label = name(other)),
            );
        }
        if at >= KEYS {
            say(FaultPlace::Order, msg!("codebook-no-key"));
        }
    }
    faults
}
