//! The codebook: which labels there are and what they mean.

use std::collections::BTreeMap;

use super::annotation::LabelKey;

/// A text for people in several languages, by IETF language tag (`en`, `fr`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalText(pub BTreeMap<String, String>);

impl LocalText {
    /// The text in a language, else in English, else in any; empty where there is none.
    pub fn get(&self, language: &str) -> &str {
        self.best(language).map_or("", |(_, text)| text)
    }

    /// The text that [`get`](Self::get) gives, with the language that it is in; `None` where there is
    /// none at all. An empty text counts as missing.
    pub fn best(&self, language: &str) -> Option<(&str, &str)> {
        let there = |tag: &str| {
            let (tag, text) = self.0.get_key_value(tag)?;
            (!text.trim().is_empty()).then_some((tag.as_str(), text.as_str()))
        };
        there(language)
            .or_else(|| there("en"))
            .or_else(|| self.0.keys().find_map(|tag| there(tag)))
    }

    /// Sets the text in a language; an empty one takes it away.
    pub fn set(&mut self, language: &str, text: &str) {
        match text.trim().is_empty() {
            true => self.0.remove(language),
            false => self.0.insert(language.to_owned(), text.to_owned()),
        };
    }
}

/// Which of the two layers a label lives on; spans of different layers may overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Clauses: drawn as a soft background.
    Clause,
    /// Words: drawn as a strong underline.
    Word,
}

/// The mark's second sign beside colour, for those who can't tell colours and for black-and-white print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Plain.
    Solid,
    /// Diagonal lines.
    Hatched,
    /// A wave.
    Wavy,
    /// Dots.
    Dotted,
}

impl Pattern {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Solid, Self::Hatched, Self::Wavy, Self::Dotted];
}

/// Which overlaps with other spans of the same reviewer the codebook allows.
///
/// Breaking the rule is shown, never refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overlap {
    /// All.
    Any,
    /// Those with another layer or another voice.
    OtherLayerOrVoice,
    /// None.
    None,
}

/// A rule of the codebook, under the number by which people cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Such as `R12`.
    pub id: String,
    /// The rule.
    pub text: LocalText,
}

/// A passage that shows what a label means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Language of the quote.
    pub language: String,
    /// Article it was taken from, relative to `seeds/`.
    pub article: String,
    /// The words.
    pub quote: String,
    /// Why they got the label.
    pub note: LocalText,
}

/// One label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Stable key.
    pub key: LabelKey,
    /// Keys of labels that were merged into this one: their spans keep them, and count as this label's.
    pub aliases: Vec<LabelKey>,
    /// Name for people.
    pub name: LocalText,
    /// The letter that stands beside a mark.
    pub letter: LocalText,
    /// Colour token of the theme, such as `blue`.
    pub color: String,
    /// Second sign.
    pub pattern: Pattern,
    /// Layer.
    pub layer: Layer,
    /// What a dragged selection grows to under this label.
    pub snap: crate::text::Granularity,
    /// Overlap rule.
    pub overlap: Overlap,
    /// Whether its spans make claims that can be checked: these have a restatement and a status.
    pub claims: bool,
    /// What it means.
    pub definition: LocalText,
    /// Rules that concern it.
    pub rules: Vec<Rule>,
    /// Passages that show it.
    pub examples: Vec<Example>,
}

impl Label {
    /// The keys under which its spans may be stored: its own, then those of labels merged into it.
    pub fn keys(&self) -> impl Iterator<Item = &LabelKey> {
        std::iter::once(&self.key).chain(&self.aliases)
    }
}

/// A status that a claim can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Stable key.
    pub key: String,
    /// Name for people.
    pub name: LocalText,
}

/// Which codebook a reading was made by: its id, and the hash of its file so that a change is noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CodebookRef {
    /// The codebook's id.
    pub id: String,
    /// SHA-256 of its LF-normalised file.
    pub hash: String,
}

/// The labels in use and their rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codebook {
    /// Stable id, such as `media-literacy`.
    pub id: String,
    /// The authors' own version name.
    pub revision: String,
    /// Name for people.
    pub title: LocalText,
    /// What it is for.
    pub about: LocalText,
    /// The labels in the order of their keys 1, 2, 3.
    pub labels: Vec<Label>,
    /// Rules that concern all labels.
    pub rules: Vec<Rule>,
    /// Claim statuses.
    pub statuses: Vec<Status>,
    /// SHA-256 of the file it was read from, LF-normalised.
    pub hash: String,
}

impl Codebook {
    /// A label by its key, or by that of one that was merged into it.
    pub fn label(&self, key: &LabelKey) -> Option<&Label> {
        self.labels.get(self.position(key)?)
    }

    /// A label's place in the list, by its key or that of one that was merged into it.
    pub fn position(&self, key: &LabelKey) -> Option<usize> {
        let has = |label: &Label| label.keys().any(|own| own == key);
        self.labels.iter().position(has)
    }

    /// The key under which a span is shown, counted and exported: that of the label into which its own
    /// was merged; the key itself where it was not, or where the codebook does not know it.
    pub fn surviving<'a>(&'a self, key: &'a LabelKey) -> &'a LabelKey {
        self.label(key).map_or(key, |label| &label.key)
    }

    /// The name of a label for people; its bare key where the codebook does not know it.
    pub fn label_name<'a>(&'a self, key: &'a LabelKey, language: &str) -> &'a str {
        self.label(key)
            .map_or(key.as_str(), |label| label.name.get(language))
    }

    /// Whether spans of a label make claims that can be checked.
    pub fn makes_claims(&self, key: &LabelKey) -> bool {
        self.label(key).is_some_and(|label| label.claims)
    }

    /// What a reading stores about its codebook.
    pub fn reference(&self) -> CodebookRef {
        CodebookRef {
            id: self.id.clone(),
            hash: self.hash.clone(),
        }
    }
}
