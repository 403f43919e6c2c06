//! The content of a journal's records, version 1, in the words of annotation files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;

use super::annotations::{AnnotationV1, CodebookV1, Reader, ReviewerV1, SourceV1, TombstoneV1};
use super::annotations_text as text;
use super::writer::Writer;
use super::{VERSION, Versioned, parse};
use crate::edit::{Changes, SpanState};
use crate::model::{Passages, Problem, Reading, SpanId};
use crate::text::SourceText;

#[derive(Deserialize)]
struct HeadV1<'t> {
    version: u32,
    #[serde(borrow)]
    reviewer: ReviewerV1<'t>,
    #[serde(default)]
    codebook: CodebookV1,
    #[serde(borrow)]
    source: SourceV1<'t>,
}

#[derive(Deserialize)]
struct RecordV1<'t> {
    version: u32,
    #[serde(borrow)]
    at: Cow<'t, str>,
    #[serde(borrow, default)]
    status: Option<Cow<'t, str>>,
    #[serde(default)]
    read: Vec<(usize, usize)>,
    #[serde(default)]
    unread: Vec<(usize, usize)>,
    #[serde(borrow, default)]
    annotations: Vec<AnnotationV1<'t>>,
    #[serde(borrow, default)]
    tombstones: Vec<TombstoneV1<'t>>,
}

impl Versioned for HeadV1<'_> {
    fn version(&self) -> u32 {
        self.version
    }
}

impl Versioned for RecordV1<'_> {
    fn version(&self) -> u32 {
        self.version
    }
}

/// The first record: whose reading of which text it is, for the case that no other file says so.
pub(in crate::store) fn head(reading: &Reading) -> String {
    let mut w = Writer::bare();
    w.number("version", VERSION as usize);
    text::reviewer(&mut w, reading);
    text::codebook(&mut w, reading);
    text::source(&mut w, reading);
    w.finish()
}

/// A record of changes that were kept at a moment. Every span names its text: it can be read without
/// the first record.
pub(in crate::store) fn record(changes: &Changes, at: Timestamp) -> String {
    let mut w = Writer::bare();
    w.number("version", VERSION as usize);
    w.time("at", at);
    if let Some(status) = changes.status {
        w.text("status", text::status(status));
    }
    for (name, passages) in [("read", &changes.read), ("unread", &changes.unread)] {
        if !passages.is_empty() {
            let passages = passages.iter().map(|range| (range.start, range.end));
            w.inline(name, |w| w.ranges(passages));
        }
    }
    w.open("annotations: [");
    for state in changes.spans.values() {
        if let SpanState::There(span) = state {
            text::annotation(&mut w, span, "");
        }
    }
    w.close("],");
    w.open("tombstones: [");
    for (id, state) in &changes.spans {
        if let SpanState::Deleted(at) = state {
            text::deleted(&mut w, *id, *at);
        }
    }
    w.close("],");
    w.finish()
}

/// Reads the first record: a reading without spans.
///
/// # Errors
/// A problem where it was written by a newer program.
pub(in crate::store) fn read_head(path: &Path, text: &str) -> Result<Reading, Problem> {
    let head: HeadV1<'_> = parse(path, text)?;
    let reader = Reader {
        path,
        text,
        article: None,
    };
    reader.empty(head.reviewer, head.codebook, head.source)
}

/// Reads a record of changes.
///
/// # Errors
/// A problem where it was written by a newer program.
pub(in crate::store) fn read_record(
    path: &Path,
    text: &str,
    article: Option<&SourceText>,
) -> Result<(Timestamp, Changes), Problem> {
    let record: RecordV1<'_> = parse(path, text)?;
    let reader = Reader {
        path,
        text,
        article,
    };
    let passages = |ranges: &[(usize, usize)]| -> Result<Passages, Problem> { reader.read(ranges) };
    let mut changes = Changes {
        spans: BTreeMap::new(),
        status: record
            .status
            .map(|status| reader.status(&status))
            .transpose()?,
        read: passages(&record.read)?,
        unread: passages(&record.unread)?,
    };
    let (none, mut labels) = (Arc::from(""), Vec::new());
    for raw in record.annotations {
        let id = SpanId(reader.uuid(&raw.id)?);
        let span = reader.annotation(id, raw, &none, &mut labels)?;
        changes.spans.insert(id, SpanState::There(Arc::new(span)));
    }
    for raw in record.tombstones {
        let id = SpanId(reader.uuid(&raw.id)?);
        let state = SpanState::Deleted(reader.time(&raw.deleted)?);
        changes.spans.insert(id, state);
    }
    Ok((reader.time(&record.at)?, changes))
}
