//! JSON: one object an article.
//!
//! ```json
//! {
//!   "format": "postil", "version": 1,
//!   "article": {"file", "title", "sha256", "characters", "importer": {"name", "version"},
//!               "outlet", "author", "published", "address", "language", "paratext": [[start, end]]},
//!   "codebook": {"id", "revision", "hash"},
//!   "readings": [{"reviewer", "status": "in-progress" | "done", "codebook": {"id", "hash"}, "sha256"}],
//!   "spans": [{"id", "file", "reviewer", "label", "start", "end", "quote", "voice", "confidence",
//!              "reason", "claim": {"status", "restatement"} | null, "anchor", "score"?, "created", "modified"}]
//! }
//! ```
//!
//! Offsets are code points, end exclusive, null for an orphan; hashes are SHA-256, a reading's `sha256`
//! that of the text that it was made on. Fields may be added; none changes its meaning within a version.

use std::borrow::Cow;

use serde::Serialize;

use super::input::ExportInput;
use super::names::ReviewerNames;
use super::rows::{SpanRow, rows};
use crate::model::ReadingStatus;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    article: ArticleObject<'a>,
    codebook: CodebookObject<'a>,
    readings: Vec<ReadingObject<'a>>,
    spans: Vec<SpanRow<'a>>,
}

#[derive(Serialize)]
struct ArticleObject<'a> {
    file: &'a str,
    title: String,
    sha256: &'a str,
    characters: usize,
    importer: ImporterObject<'a>,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<&'a str>,
    address: Option<&'a str>,
    language: Option<&'a str>,
    paratext: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct ImporterObject<'a> {
    name: &'a str,
    version: u32,
}

#[derive(Serialize)]
struct CodebookObject<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<&'a str>,
    hash: &'a str,
}

#[derive(Serialize)]
struct ReadingObject<'a> {
    reviewer: &'a str,
    status: &'static str,
    codebook: CodebookObject<'a>,
    sha256: &'a str,
}

/// An article, laid out for reading.
pub fn object(input: &ExportInput<'_>, names: &ReviewerNames) -> Vec<u8> {
    let mut bytes = written(serde_json::to_vec_pretty(&document(input, names)));
    bytes.push(b'\n');
    bytes
}

/// Articles, one a line.
pub fn lines(inputs: &[ExportInput<'_>], names: &ReviewerNames) -> Vec<u8> {
    let mut bytes = Vec::new();
    for input in inputs {
        bytes.extend(written(serde_json::to_vec(&document(input, names))));
        bytes.push(b'\n');
    }
    bytes
}

/// Strings, numbers and lists always make JSON: there is no map here whose keys could fail to.
fn written(result: serde_json::Result<Vec<u8>>) -> Vec<u8> {
    result.unwrap_or_default()
}

fn document<'a>(input: &'a ExportInput<'a>, names: &'a ReviewerNames) -> Document<'a> {
    let (article, meta) = (input.article, &input.article.meta);
    let mut spans = rows(article, &input.readings, input.codebook, input.elsewhere);
    for span in &mut spans {
        span.reviewer = Cow::Borrowed(names.of(&input.readings[span.reading].reviewer));
    }
    Document {
        format: "postil",
        version: 1,
        article: ArticleObject {
            file: &article.file_name,
            title: article.title(),
            sha256: article.text.hash(),
            characters: article.text.char_len(),
            importer: ImporterObject {
                name: &article.importer.name,
                version: article.importer.version,
            },
            outlet: meta.outlet.as_deref(),
            author: meta.author.as_deref(),
            published: meta.published.as_deref(),
            address: meta.address.as_deref(),
            language: meta.language.as_deref(),
            paratext: meta.paratext.iter().map(|r| [r.start, r.end]).collect(),
        },
        codebook: CodebookObject {
            id: &input.codebook.id,
            revision: Some(&input.codebook.revision),
            hash: &input.codebook.hash,
        },
        readings: readings(input, names),
        spans,
    }
}

fn readings<'a>(input: &'a ExportInput<'a>, names: &'a ReviewerNames) -> Vec<ReadingObject<'a>> {
    let object = |reading: &&'a crate::model::Reading| ReadingObject {
        reviewer: names.of(&reading.reviewer),
        status: match reading.status {
            ReadingStatus::InProgress => "in-progress",
            ReadingStatus::Done => "done",
        },
        codebook: CodebookObject {
            id: &reading.codebook.id,
            revision: None,
            hash: &reading.codebook.hash,
        },
        sha256: &reading.source.text_hash,
    };
    input.readings.iter().map(object).collect()
}
