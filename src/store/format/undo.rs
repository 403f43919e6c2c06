//! The records of a history of acts, version 1, with marks in the words of annotation files.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;

use super::annotations::{AnnotationV1, Reader};
use super::annotations_text as text;
use super::writer::Writer;
use super::{VERSION, Versioned, parse};
use crate::edit::{Edit, Step, Transaction};
use crate::i18n::Message;
use crate::model::{Annotation, LabelKey, Problem, SpanId};
use crate::msg;
use crate::text::CharRange;

/// What acts are called. An act of another name is not known to this program.
const NAMES: [&str; 20] = [
    "edit-accept",
    "edit-accept-all",
    "edit-attach",
    "edit-claim",
    "edit-confidence",
    "edit-delete",
    "edit-encoding",
    "edit-finish",
    "edit-nudge",
    "edit-range",
    "edit-read",
    "edit-reason",
    "edit-refuse",
    "edit-refuse-all",
    "edit-relabel",
    "edit-restore",
    "edit-restore-mark",
    "edit-tag",
    "edit-unread",
    "edit-voice",
];

/// What a record says.
pub(in crate::store) enum Record {
    /// The history made a step.
    Step(Step),
    /// All steps before are in the annotation files that are told by this key.
    Saved(String),
}

/// The first record.
pub(in crate::store) struct Head {
    /// When the history was begun to be kept in this file.
    pub(in crate::store) at: Timestamp,
    /// Hash of the text in which passages were read.
    pub(in crate::store) text_hash: String,
    /// How many records follow that were there from the start.
    pub(in crate::store) count: usize,
}

#[derive(Deserialize)]
struct HeadV1 {
    version: u32,
    at: String,
    text_hash: String,
    count: usize,
}

#[derive(Deserialize)]
struct StepV1<'t> {
    version: u32,
    #[serde(borrow)]
    step: Cow<'t, str>,
    #[serde(borrow, default)]
    state: Cow<'t, str>,
    #[serde(borrow, default)]
    name: Cow<'t, str>,
    #[serde(default)]
    place: Vec<(usize, usize)>,
    #[serde(borrow, default)]
    edits: Vec<EditV1<'t>>,
}

#[derive(Deserialize)]
struct EditV1<'t> {
    #[serde(borrow)]
    kind: Cow<'t, str>,
    #[serde(borrow, default)]
    id: Cow<'t, str>,
    #[serde(borrow, default)]
    at: Cow<'t, str>,
    #[serde(borrow, default)]
    before: Vec<AnnotationV1<'t>>,
    #[serde(borrow, default)]
    after: Vec<AnnotationV1<'t>>,
    #[serde(borrow, default)]
    was: Option<Cow<'t, str>>,
    #[serde(borrow, default)]
    is: Option<Cow<'t, str>>,
    #[serde(default)]
    added: Vec<(usize, usize)>,
    #[serde(default)]
    removed: Vec<(usize, usize)>,
}

impl Versioned for HeadV1 {
    fn version(&self) -> u32 {
        self.version
    }
}

impl Versioned for StepV1<'_> {
    fn version(&self) -> u32 {
        self.version
    }
}

/// The text of the first record.
pub(in crate::store) fn head(head: &Head) -> String {
    let mut w = Writer::bare();
    w.number("version", VERSION as usize);
    w.time("at", head.at);
    w.text("text_hash", &head.text_hash);
    w.number("count", head.count);
    w.finish()
}

/// Reads the first record.
pub(in crate::store) fn read_head(path: &Path, text: &str) -> Result<Head, Problem> {
    let head: HeadV1 = parse(path, text)?;
    Ok(Head {
        at: reader(path, text).time(&head.at)?,
        text_hash: head.text_hash,
        count: head.count,
    })
}

/// The text of a step.
pub(in crate::store) fn step(step: &Step) -> String {
    let mut w = Writer::bare();
    w.number("version", VERSION as usize);
    let (name, act) = match step {
        Step::Did(act) => ("did", Some(act)),
        Step::DidMore(act) => ("more", Some(act)),
        Step::Undid => ("undid", None),
        Step::Redid => ("redid", None),
    };
    w.text("step", name);
    if let Some(act) = act {
        write_act(&mut w, act);
    }
    w.finish()
}

/// The text of a record that says that all before it was saved.
pub(in crate::store) fn saved(state: &str) -> String {
    let mut w = Writer::bare();
    w.number("version", VERSION as usize);
    w.text("step", "saved");
    w.text("state", state);
    w.finish()
}

fn write_act(w: &mut Writer, act: &Transaction) {
    w.text("name", act.name.key);
    ranges(w, "place", act.place.as_slice());
    w.open("edits: [");
    for edit in &act.edits {
        w.open("(");
        match edit {
            Edit::Span {
                id,
                before,
                after,
                at,
            } => {
                w.text("kind", "span");
                w.text("id", &id.to_string());
                w.time("at", *at);
                span(w, "before: [", before.as_deref());
                span(w, "after: [", after.as_deref());
            }
            Edit::Status { before, after } => {
                w.text("kind", "status");
                w.text("was", text::status(*before));
                w.text("is", text::status(*after));
            }
            Edit::Encoding { before, after } => {
                w.text("kind", "encoding");
                w.optional("was", before.as_deref());
                w.optional("is", after.as_deref());
            }
            Edit::Read { added, removed } => {
                w.text("kind", "read");
                ranges(w, "added", added);
                ranges(w, "removed", removed);
            }
        }
        w.close("),");
    }
    w.close("],");
}

fn span(w: &mut Writer, start: &str, span: Option<&Annotation>) {
    w.open(start);
    if let Some(span) = span {
        text::annotation(w, span, "");
    }
    w.close("],");
}

fn ranges(w: &mut Writer, name: &str, ranges: &[CharRange]) {
    if !ranges.is_empty() {
        let ranges = ranges.iter().map(|range| (range.start, range.end));
        w.inline(name, |w| w.ranges(ranges));
    }
}

fn reader<'a>(path: &'a Path, text: &'a str) -> Reader<'a> {
    Reader {
        path,
        text,
        article: None,
    }
}

/// Reads a record.
pub(in crate::store) fn read(path: &Path, text: &str) -> Result<Record, Problem> {
    let raw: StepV1<'_> = parse(path, text)?;
    let reader = reader(path, text);
    let unknown = |value: &str| {
        let what = msg!("file-value-unknown", value = value.to_owned());
        Problem::data(path, what)
    };
    let make = match &*raw.step {
        "did" => Step::Did,
        "more" => Step::DidMore,
        "undid" => return Ok(Record::Step(Step::Undid)),
        "redid" => return Ok(Record::Step(Step::Redid)),
        "saved" => return Ok(Record::Saved(raw.state.into_owned())),
        other => return Err(unknown(other)),
    };
    let name = NAMES.into_iter().find(|name| *name == raw.name);
    let name = Message::new(name.ok_or_else(|| unknown(&raw.name))?);
    let edits: Result<Vec<Edit>, Problem> =
        raw.edits.into_iter().map(|e| edit(&reader, e)).collect();
    let place = raw.place.first().map(|range| chars(*range));
    Ok(Record::Step(make(Box::new(Transaction {
        name,
        edits: edits?,
        place,
    }))))
}

fn edit(reader: &Reader<'_>, raw: EditV1<'_>) -> Result<Edit, Problem> {
    let text = |value: Option<Cow<'_, str>>| value.map(Cow::into_owned);
    Ok(match &*raw.kind {
        "span" => {
            let id = SpanId(reader.uuid(&raw.id)?);
            let (none, mut labels): (Arc<str>, Vec<LabelKey>) = (Arc::from(""), Vec::new());
            let mut read = |all: Vec<AnnotationV1<'_>>| {
                let first = all.into_iter().next();
                let read = first.map(|raw| reader.annotation(id, raw, &none, &mut labels));
                Ok::<_, Problem>(read.transpose()?.map(Arc::new))
            };
            Edit::Span {
                id,
                before: read(raw.before)?,
                after: read(raw.after)?,
                at: reader.time(&raw.at)?,
            }
        }
        "status" => Edit::Status {
            before: reader.status(raw.was.as_deref().unwrap_or_default())?,
            after: reader.status(raw.is.as_deref().unwrap_or_default())?,
        },
        "encoding" => Edit::Encoding {
            before: text(raw.was),
            after: text(raw.is),
        },
        "read" => Edit::Read {
            added: raw.added.into_iter().map(chars).collect(),
            removed: raw.removed.into_iter().map(chars).collect(),
        },
        other => {
            let what = msg!("file-value-unknown", value = other.to_owned());
            return Err(Problem::data(reader.path, what));
        }
    })
}

fn chars((start, end): (usize, usize)) -> CharRange {
    CharRange { start, end }
}

#[cfg(test)]
mod tests {
    use super::NAMES;
    use crate::i18n::Lang;

    #[test]
    fn every_act_has_its_name() {
        let source = Lang::En.sources().concat();
        let named = source.lines().filter_map(|line| {
            let name = line.strip_prefix("edit-")?.split_once(" =")?.0;
            (!name.starts_with("codebook-")).then(|| format!("edit-{name}"))
        });
        let mut named: Vec<String> = named.collect();
        named.sort();
        assert_eq!(named, NAMES);
    }
}
