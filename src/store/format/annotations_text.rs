//! Writing an annotation file.

use super::VERSION;
use super::checksum;
use super::writer::Writer;
use crate::model::{Annotation, Confidence, Reading, ReadingStatus, SpanId, Timestamp, Voice};

/// First line of the file.
const COMMENT: &str = "Postil: one reviewer's annotations of one article. Offsets are code points.";

/// Bytes that a span takes in the file, more or less.
const PER_SPAN: usize = 640;

/// The text of a reading's file: annotations in text order, one field a line, LF.
pub(in crate::store) fn write(reading: &Reading) -> String {
    let mut w = Writer::new(COMMENT, 1024 + reading.spans.len() * PER_SPAN);
    w.number("version", VERSION as usize);
    w.line(&format!("{},", checksum::placeholder()));
    reviewer(&mut w, reading);
    w.text("status", status(reading.status));
    codebook(&mut w, reading);
    source(&mut w, reading);
    let read = reading.read.iter().map(|range| (range.start, range.end));
    w.inline("read", |w| w.ranges(read));
    w.open("annotations: [");
    for span in reading.spans.iter() {
        annotation(&mut w, span, &reading.source.text_hash);
    }
    w.close("],");
    w.open("tombstones: [");
    let gone = reading.tombstones.values();
    for tombstone in gone.filter(|tombstone| reading.spans.get(tombstone.id).is_none()) {
        deleted(&mut w, tombstone.id, tombstone.deleted);
    }
    w.close("],");
    checksum::seal(w.finish())
}

/// Whose reading it is.
pub(super) fn reviewer(w: &mut Writer, reading: &Reading) {
    let reviewer = &reading.reviewer;
    let id = reviewer.id.to_string();
    w.inline("reviewer", |w| {
        w.texts(&[("name", &reviewer.name), ("id", &id)]);
    });
}

/// By which codebook.
pub(super) fn codebook(w: &mut Writer, reading: &Reading) {
    let codebook = &reading.codebook;
    w.inline("codebook", |w| {
        w.texts(&[("id", &codebook.id), ("hash", &codebook.hash)]);
    });
}

/// A tombstone.
pub(super) fn deleted(w: &mut Writer, id: SpanId, at: Timestamp) {
    let id = id.to_string();
    let at = format!("{at:.3}");
    w.item(|w| w.texts(&[("id", &id), ("deleted", &at)]));
}

/// Of which text.
pub(super) fn source(w: &mut Writer, reading: &Reading) {
    let source = &reading.source;
    w.open("source: (");
    w.text("file", &source.file);
    w.text("text_hash", &source.text_hash);
    w.text("importer", &source.importer.name);
    w.number("importer_version", source.importer.version as usize);
    w.close("),");
}

/// A span of a text that has that hash, or of another one.
pub(super) fn annotation(w: &mut Writer, span: &Annotation, text_hash: &str) {
    let anchor = &span.anchor;
    w.open("(");
    w.text("id", &span.id.to_string());
    w.text("label", span.label.as_str());
    w.number("start", anchor.chars.start);
    w.number("end", anchor.chars.end);
    w.text("quote", &anchor.quote);
    w.text("prefix", &anchor.prefix);
    w.text("suffix", &anchor.suffix);
    if *anchor.text_hash != *text_hash {
        w.text("text_hash", &anchor.text_hash);
    }
    if let Some(refused) = &span.refused {
        w.text("refused", refused);
    }
    if let Voice::Source(name) = &span.voice {
        w.text("voice", name);
    }
    w.text("confidence", confidence(span.confidence));
    if !span.reason.is_empty() {
        w.text("reason", &span.reason);
    }
    if let Some(claim) = &span.claim {
        w.inline("claim", |w| {
            w.texts(&[
                ("restatement", &claim.restatement),
                ("status", &claim.status),
            ]);
        });
    }
    w.time("created", span.created);
    w.time("modified", span.modified);
    w.close("),");
}

/// A reading's status in files.
pub(super) fn status(status: ReadingStatus) -> &'static str {
    match status {
        ReadingStatus::InProgress => "in_progress",
        ReadingStatus::Done => "done",
    }
}

/// A confidence in files.
pub(super) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "sure",
        Confidence::Unsure => "unsure",
    }
}
