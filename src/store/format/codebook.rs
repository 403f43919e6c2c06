//! The codebook file, version 1: written by people, only read by the program.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::fault::place_of;
use super::{Versioned, parse};
use crate::model::{
    Codebook, Example, Label, LabelKey, Layer, LocalText, Overlap, Pattern, Problem, Rule, Status,
};
use crate::msg;
use crate::text::Granularity;
use crate::text::sha256_hex;

type TextsV1 = BTreeMap<String, String>;

#[derive(Deserialize)]
struct FileV1 {
    version: u32,
    id: String,
    #[serde(default)]
    revision: String,
    title: TextsV1,
    #[serde(default)]
    about: TextsV1,
    labels: Vec<LabelV1>,
    #[serde(default)]
    rules: Vec<RuleV1>,
    #[serde(default)]
    statuses: Vec<StatusV1>,
}

#[derive(Deserialize)]
struct LabelV1 {
    key: String,
    name: TextsV1,
    #[serde(default)]
    letter: TextsV1,
    color: String,
    pattern: String,
    layer: String,
    snap: String,
    overlap: String,
    #[serde(default)]
    claims: bool,
    #[serde(default)]
    definition: TextsV1,
    #[serde(default)]
    rules: Vec<RuleV1>,
    #[serde(default)]
    examples: Vec<ExampleV1>,
}

#[derive(Deserialize)]
struct RuleV1 {
    id: String,
    text: TextsV1,
}

#[derive(Deserialize)]
struct ExampleV1 {
    lang: String,
    #[serde(default)]
    article: String,
    quote: String,
    #[serde(default)]
    note: TextsV1,
}

#[derive(Deserialize)]
struct StatusV1 {
    key: String,
    name: TextsV1,
}

impl Versioned for FileV1 {
    fn version(&self) -> u32 {
        self.version
    }
}

/// Reads a codebook file's text (LF, no byte order mark).
///
/// # Errors
/// A problem with line and column, as far as known: broken RON, an unknown pattern, layer, snap or
/// overlap, a label twice, or none at all.
pub(in crate::store) fn read(path: &Path, text: &str) -> Result<Codebook, Problem> {
    let file: FileV1 = parse(path, text)?;
    if file.labels.is_empty() {
        return Err(Problem::data(path, msg!("file-codebook-no-labels")));
    }
    let reader = Reader { path, text };
    let labels: Vec<Label> = file
        .labels
        .into_iter()
        .map(|label| reader.label(label))
        .collect::<Result<_, _>>()?;
    for (at, label) in labels.iter().enumerate() {
        if labels[..at].iter().any(|other| other.key == label.key) {
            let key = label.key.as_str();
            let what = msg!("file-codebook-label-twice", label = key.to_owned());
            return Err(place_of(Problem::data(path, what), text, key, 1));
        }
    }
    Ok(Codebook {
        id: file.id,
        revision: file.revision,
        title: LocalText(file.title),
        about: LocalText(file.about),
        labels,
        rules: file.rules.into_iter().map(rule).collect(),
        statuses: file
            .statuses
            .into_iter()
            .map(|status| Status {
                key: status.key,
                name: LocalText(status.name),
            })
            .collect(),
        hash: sha256_hex(&[text.as_bytes()]),
    })
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn label(&self, label: LabelV1) -> Result<Label, Problem> {
        if label.key.trim().is_empty() {
            return Err(self.unknown("key", &label.key, "none"));
        }
        Ok(Label {
            key: LabelKey::from(label.key.as_str()),
            name: LocalText(label.name),
            letter: LocalText(label.letter),
            color: label.color,
            pattern: self.one_of(
                "pattern",
                &label.pattern,
                &[
                    ("solid", Pattern::Solid),
                    ("hatched", Pattern::Hatched),
                    ("wavy", Pattern::Wavy),
                    ("dotted", Pattern::Dotted),
                ],
            )?,
            layer: self.one_of(
                "layer",
                &label.layer,
                &[("clause", Layer::Clause), ("word", Layer::Word)],
            )?,
            snap: self.one_of(
                "snap",
                &label.snap,
                &[
                    ("character", Granularity::Character),
                    ("word", Granularity::Word),
                    ("sentence", Granularity::Sentence),
                ],
            )?,
            overlap: self.one_of(
                "overlap",
                &label.overlap,
                &[
                    ("any", Overlap::Any),
                    ("other_layer_or_voice", Overlap::OtherLayerOrVoice),
                    ("none", Overlap::None),
                ],
            )?,
            claims: label.claims,
            definition: LocalText(label.definition),
            rules: label.rules.into_iter().map(rule).collect(),
            examples: label.examples.into_iter().map(example).collect(),
        })
    }

    fn one_of<T: Copy>(
        &self,
        field: &'static str,
        value: &str,
        known: &[(&str, T)],
    ) -> Result<T, Problem> {
        let found = known.iter().find(|(name, _)| *name == value);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            self.unknown(field, value, &names.join(", "))
        })
    }

    fn unknown(&self, field: &'static str, value: &str, known: &str) -> Problem {
        let what = msg!(
            "file-codebook-value",
            field = field,
            value = value.to_owned(),
            known = known.to_owned()
        );
        let problem = Problem::data(self.path, what);
        match self.text.find(&format!("{field}: \"{value}\"")) {
            Some(byte) => {
                let (line, column) = super::fault::line_column(self.text, byte);
                problem.at(line, column)
            }
            None => place_of(problem, self.text, value, 0),
        }
    }
}

fn rule(rule: RuleV1) -> Rule {
    Rule {
        id: rule.id,
        text: LocalText(rule.text),
    }
}

fn example(example: ExampleV1) -> Example {
    Example {
        language: example.lang,
        article: example.article,
        quote: example.quote,
        note: LocalText(example.note),
    }
}
