//! The labels of a page: how each is named and drawn.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::export::palette::{Swatch, swatch};
use crate::model::{Codebook, Layer, Pattern};

/// One label as the page shows it.
pub struct LabelStyle<'a> {
    /// Name for people.
    pub name: &'a str,
    /// The letter of its notes.
    pub letter: String,
    /// Colours.
    pub swatch: &'static Swatch,
    /// Second sign.
    pub pattern: Pattern,
    /// Background or underline.
    pub layer: Layer,
    /// What it means.
    pub definition: &'a str,
}

/// The labels of the codebook in its order, then those that only the spans know.
pub struct Labels<'a> {
    /// The styles; a label's number is its place here.
    pub styles: Vec<LabelStyle<'a>>,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Labels<'a> {
    /// Takes the codebook's labels and the keys in use.
    pub fn new(
        codebook: &'a Codebook,
        language: &str,
        used: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut labels = Self {
            styles: Vec::new(),
            numbers: HashMap::new(),
        };
        for label in &codebook.labels {
            let style = LabelStyle {
                name: label.name.get(language),
                letter: letter(label.letter.get(language), label.key.as_str()),
                swatch: swatch(&label.color),
                pattern: label.pattern,
                layer: label.layer,
                definition: label.definition.get(language),
            };
            labels.add(label.key.as_str(), style);
        }
        for key in used {
            if !labels.numbers.contains_key(key) {
                labels.add(key, unknown(key));
            }
        }
        labels
    }

    fn add(&mut self, key: &'a str, style: LabelStyle<'a>) {
        self.numbers.entry(key).or_insert(self.styles.len());
        self.styles.push(style);
    }

    /// The number of a label that is in use.
    pub fn number(&self, key: &str) -> usize {
        self.numbers.get(key).copied().unwrap_or_default()
    }

    /// The style of a label that is in use.
    pub fn style(&self, key: &str) -> Option<&LabelStyle<'a>> {
        self.styles.get(self.number(key))
    }
}

/// A label that the codebook does not know: grey, dotted, under its bare key.
fn unknown(key: &str) -> LabelStyle<'_> {
    LabelStyle {
        name: key,
        letter: letter("", key),
        swatch: swatch(""),
        pattern: Pattern::Dotted,
        layer: Layer::Clause,
        definition: "",
    }
}

/// At most two characters, so that a note's sign stays one; the key's first one where there is none.
fn letter(letter: &str, key: &str) -> String {
    let letter: String = letter.trim().graphemes(true).take(2).collect();
    if letter.is_empty() {
        let first = key.graphemes(true).next().unwrap_or("?");
        return first.to_uppercase();
    }
    letter
}
