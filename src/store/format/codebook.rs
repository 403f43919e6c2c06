//! The codebook file, version 1. People write it with comments; what the program writes has none but
//! its own first line, so that the two are told apart ([`is_by_hand`]).

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use serde::Deserialize;

use super::fault::place_of;
use super::scan::{Found, scan};
use super::writer::Writer;
use super::{VERSION, Versioned, parse};
use crate::model::{
    Codebook, Example, Label, LabelKey, Layer, LocalText, Overlap, Pattern, Problem, Rule, Status,
};
use crate::msg;
use crate::text::Granularity;
use crate::text::sha256_hex;

/// First line of a file that the program wrote.
const COMMENT: &str =
    "Postil: a codebook. It may be edited by hand; Postil asks before it writes over comments.";

/// The fields of the file; what else stands in one would be lost in writing it.
const FIELDS: [&str; 25] = [
    "version",
    "id",
    "revision",
    "title",
    "about",
    "labels",
    "key",
    "aliases",
    "name",
    "letter",
    "color",
    "pattern",
    "layer",
    "snap",
    "overlap",
    "claims",
    "definition",
    "rules",
    "text",
    "examples",
    "lang",
    "article",
    "quote",
    "note",
    "statuses",
];

const PATTERNS: [(&str, Pattern); 4] = [
    ("solid", Pattern::Solid),
    ("hatched", Pattern::Hatched),
    ("wavy", Pattern::Wavy),
    ("dotted", Pattern::Dotted),
];

const LAYERS: [(&str, Layer); 2] = [("clause", Layer::Clause), ("word", Layer::Word)];

const SNAPS: [(&str, Granularity); 3] = [
    ("character", Granularity::Character),
    ("word", Granularity::Word),
    ("sentence", Granularity::Sentence),
];

const OVERLAPS: [(&str, Overlap); 3] = [
    ("any", Overlap::Any),
    ("other_layer_or_voice", Overlap::OtherLayerOrVoice),
    ("none", Overlap::None),
];

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
    #[serde(default)]
    aliases: Vec<String>,
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
        let what = msg!("file-codebook-no-labels");
        return Err(super::at_field(path, text, "labels", what));
    }
    let reader = Reader { path, text };
    let labels: Vec<Label> = file
        .labels
        .into_iter()
        .map(|label| reader.label(label))
        .collect::<Result<_, _>>()?;
    let mut seen = HashSet::new();
    if let Some(twice) = labels
        .iter()
        .flat_map(Label::keys)
        .find(|key| !seen.insert(*key))
    {
        let key = twice.as_str();
        let what = msg!("file-codebook-label-twice", label = key.to_owned());
        return Err(place_of(Problem::data(path, what), text, key, 1));
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

/// Whether a codebook's text holds what would be lost in writing it: comments other than our own first
/// line, or fields that we do not know.
pub(in crate::store) fn is_by_hand(text: &str) -> bool {
    let heading = format!("// {COMMENT}\n");
    let text = text.strip_prefix(&heading).unwrap_or(text);
    scan(text).any(|found| match found {
        Found::Comment => true,
        Found::Field(name) => !FIELDS.contains(&name),
    })
}

/// The text of a codebook's file: one field a line, languages in their order, LF.
pub(in crate::store) fn write(codebook: &Codebook) -> String {
    let mut w = Writer::new(COMMENT, 16 * 1024);
    w.number("version", VERSION as usize);
    w.text("id", &codebook.id);
    w.text("revision", &codebook.revision);
    w.inline("title", |w| w.map(&codebook.title.0));
    texts(&mut w, "about", &codebook.about);
    w.open("labels: [");
    for label in &codebook.labels {
        write_label(&mut w, label);
    }
    w.close("],");
    write_rules(&mut w, &codebook.rules);
    w.open("statuses: [");
    for status in &codebook.statuses {
        w.open("(");
        w.text("key", &status.key);
        w.inline("name", |w| w.map(&status.name.0));
        w.close("),");
    }
    w.close("],");
    w.finish()
}

fn write_label(w: &mut Writer, label: &Label) {
    w.open("(");
    w.text("key", label.key.as_str());
    if !label.aliases.is_empty() {
        w.open("aliases: [");
        for alias in &label.aliases {
            w.string_item(alias.as_str());
        }
        w.close("],");
    }
    w.inline("name", |w| w.map(&label.name.0));
    w.inline("letter", |w| w.map(&label.letter.0));
    w.text("color", &label.color);
    w.text("pattern", name_of(&PATTERNS, label.pattern));
    w.text("layer", name_of(&LAYERS, label.layer));
    w.text("snap", name_of(&SNAPS, label.snap));
    w.text("overlap", name_of(&OVERLAPS, label.overlap));
    w.line(&format!("claims: {},", label.claims));
    texts(w, "definition", &label.definition);
    write_rules(w, &label.rules);
    w.open("examples: [");
    for example in &label.examples {
        w.open("(");
        w.text("lang", &example.language);
        w.text("article", &example.article);
        w.text("quote", &example.quote);
        texts(w, "note", &example.note);
        w.close("),");
    }
    w.close("],");
    w.close("),");
}

fn write_rules(w: &mut Writer, rules: &[Rule]) {
    w.open("rules: [");
    for rule in rules {
        w.open("(");
        w.text("id", &rule.id);
        texts(w, "text", &rule.text);
        w.close("),");
    }
    w.close("],");
}

/// A long text, each language on a line of its own.
fn texts(w: &mut Writer, name: &str, texts: &LocalText) {
    w.open(&format!("{name}: {{"));
    for (language, text) in &texts.0 {
        w.entry(language, text);
    }
    w.close("},");
}

fn name_of<T: PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    let found = names.iter().find(|(_, other)| *other == value);
    found.map_or("", |(name, _)| name)
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn label(&self, label: LabelV1) -> Result<Label, Problem> {
        let mut keys = std::iter::once(&label.key).chain(&label.aliases);
        if let Some(empty) = keys.find(|key| key.trim().is_empty()) {
            return Err(self.unknown("key", empty, "none"));
        }
        let alias = |key: &String| LabelKey::from(key.as_str());
        Ok(Label {
            key: LabelKey::from(label.key.as_str()),
            aliases: label.aliases.iter().map(alias).collect(),
            name: LocalText(label.name),
            letter: LocalText(label.letter),
            color: label.color,
            pattern: self.one_of("pattern", &label.pattern, &PATTERNS)?,
            layer: self.one_of("layer", &label.layer, &LAYERS)?,
            snap: self.one_of("snap", &label.snap, &SNAPS)?,
            overlap: self.one_of("overlap", &label.overlap, &OVERLAPS)?,
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
