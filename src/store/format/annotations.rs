//! Reading an annotation file, version 1.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

pub(in crate::store) use super::annotations_text::write;
use super::annotations_text::{confidence, status};
use super::fault::place_of;
use super::{Versioned, checksum, parse};
use crate::i18n::Message;
use crate::model::{
    Anchor, Annotation, Claim, CodebookRef, Confidence, Importer, LabelKey, Passages, Problem,
    Reading, ReadingStatus, Reviewer, SourceRef, SpanId, Tombstone, Voice,
};
use crate::msg;
use crate::text::{CharRange, Excerpt, SourceText};

#[derive(Deserialize)]
struct FileV1<'t> {
    version: u32,
    #[serde(borrow)]
    reviewer: ReviewerV1<'t>,
    #[serde(borrow, default = "in_progress")]
    status: Cow<'t, str>,
    #[serde(default)]
    codebook: CodebookV1,
    #[serde(borrow)]
    source: SourceV1<'t>,
    #[serde(default)]
    read: Vec<(usize, usize)>,
    #[serde(borrow, default)]
    annotations: Vec<AnnotationV1<'t>>,
    #[serde(borrow, default)]
    tombstones: Vec<TombstoneV1<'t>>,
}

#[derive(Deserialize)]
pub(super) struct ReviewerV1<'t> {
    name: String,
    #[serde(borrow)]
    id: Cow<'t, str>,
}

#[derive(Deserialize, Default)]
pub(super) struct CodebookV1 {
    id: String,
    hash: String,
}

#[derive(Deserialize)]
pub(super) struct SourceV1<'t> {
    file: String,
    #[serde(borrow)]
    text_hash: Cow<'t, str>,
    importer: String,
    importer_version: u32,
}

#[derive(Deserialize)]
pub(super) struct AnnotationV1<'t> {
    #[serde(borrow)]
    pub(super) id: Cow<'t, str>,
    #[serde(borrow)]
    label: Cow<'t, str>,
    start: usize,
    end: usize,
    #[serde(borrow)]
    quote: Cow<'t, str>,
    #[serde(borrow, default)]
    prefix: Cow<'t, str>,
    #[serde(borrow, default)]
    suffix: Cow<'t, str>,
    #[serde(borrow, default)]
    text_hash: Option<Cow<'t, str>>,
    #[serde(borrow, default)]
    refused: Option<Cow<'t, str>>,
    #[serde(borrow, default)]
    voice: Cow<'t, str>,
    #[serde(borrow, default = "sure")]
    confidence: Cow<'t, str>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    claim: Option<ClaimV1>,
    #[serde(borrow)]
    created: Cow<'t, str>,
    #[serde(borrow)]
    modified: Cow<'t, str>,
}

#[derive(Deserialize)]
struct ClaimV1 {
    #[serde(default)]
    restatement: String,
    #[serde(default)]
    status: String,
}

#[derive(Deserialize)]
pub(super) struct TombstoneV1<'t> {
    #[serde(borrow)]
    pub(super) id: Cow<'t, str>,
    #[serde(borrow)]
    pub(super) deleted: Cow<'t, str>,
}

impl Versioned for FileV1<'_> {
    fn version(&self) -> u32 {
        self.version
    }
}

fn in_progress() -> Cow<'static, str> {
    Cow::Borrowed(status(ReadingStatus::InProgress))
}

fn sure() -> Cow<'static, str> {
    Cow::Borrowed(confidence(Confidence::Sure))
}

/// An annotation file's content.
pub(in crate::store) struct Parsed {
    /// The reading.
    pub(in crate::store) reading: Reading,
    /// Whether the file agrees with its checksum: it is as the program wrote it.
    pub(in crate::store) intact: bool,
}

/// Reads an annotation file's text (LF, no byte order mark). Where the article's text is at hand, what
/// is quoted of it takes no room of its own.
///
/// # Errors
/// A problem with line and column, as far as known, where the text is broken or its values are
/// impossible; one where its version is newer.
pub(in crate::store) fn read(
    path: &Path,
    text: &str,
    article: Option<&SourceText>,
) -> Result<Parsed, Problem> {
    let file: FileV1<'_> = parse(path, text)?;
    let reader = Reader {
        path,
        text,
        article,
    };
    let reading = reader.reading(file)?;
    Ok(Parsed {
        reading,
        intact: checksum::agrees(text),
    })
}

/// The id of the codebook by which a file's annotations were made, from the start of its text: what
/// stands before them in a file as the program writes it. `None` where it can't be told from that.
pub(in crate::store) fn codebook_of(start: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        version: u32,
        codebook: CodebookV1,
    }
    impl Versioned for Head {
        fn version(&self) -> u32 {
            self.version
        }
    }
    let head = &start[..start.find("\n    annotations: [")?];
    let head: Head = parse(Path::new(""), &format!("{head})")).ok()?;
    Some(head.codebook.id)
}

/// What problems need.
pub(super) struct Reader<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
    pub(super) article: Option<&'a SourceText>,
}

impl Reader<'_> {
    /// A problem at the `nth` place (from 0) of a value.
    fn problem(&self, what: Message, value: &str, nth: usize) -> Problem {
        place_of(Problem::data(self.path, what), self.text, value, nth)
    }

    /// A reading without spans.
    pub(super) fn empty(
        &self,
        reviewer: ReviewerV1<'_>,
        codebook: CodebookV1,
        source: SourceV1<'_>,
    ) -> Result<Reading, Problem> {
        Ok(Reading::new(
            Reviewer {
                id: self.uuid(&reviewer.id)?,
                name: reviewer.name,
            },
            CodebookRef {
                id: codebook.id,
                hash: codebook.hash,
            },
            SourceRef {
                file: source.file,
                text_hash: Arc::from(&*source.text_hash),
                importer: Importer {
                    name: source.importer,
                    version: source.importer_version,
                },
            },
        ))
    }

    fn reading(&self, file: FileV1<'_>) -> Result<Reading, Problem> {
        let mut reading = self.empty(file.reviewer, file.codebook, file.source)?;
        let text_hash = Arc::clone(&reading.source.text_hash);
        reading.status = self.status(&file.status)?;
        reading.read = self.read(&file.read)?;
        let mut seen = HashSet::with_capacity(file.annotations.len());
        let mut labels: Vec<LabelKey> = Vec::new();
        let mut spans = Vec::with_capacity(file.annotations.len());
        for raw in file.annotations {
            let id = SpanId(self.uuid(&raw.id)?);
            if !seen.insert(id) {
                return Err(self.problem(msg!("file-id-twice", id = id.to_string()), &raw.id, 1));
            }
            spans.push(Arc::new(self.annotation(
                id,
                raw,
                &text_hash,
                &mut labels,
            )?));
        }
        reading.spans = spans.into_iter().collect();
        for raw in file.tombstones {
            let id = SpanId(self.uuid(&raw.id)?);
            if !seen.insert(id) {
                return Err(self.problem(msg!("file-id-twice", id = id.to_string()), &raw.id, 1));
            }
            let deleted = self.time(&raw.deleted)?;
            reading.tombstones.insert(id, Tombstone { id, deleted });
        }
        Ok(reading)
    }

    pub(super) fn annotation(
        &self,
        id: SpanId,
        raw: AnnotationV1<'_>,
        text_hash: &Arc<str>,
        labels: &mut Vec<LabelKey>,
    ) -> Result<Annotation, Problem> {
        if raw.start > raw.end {
            let what = msg!("file-span-inverted", start = raw.start, end = raw.end);
            return Err(self.problem(what, &raw.id, 0));
        }
        let chars = CharRange {
            start: raw.start,
            end: raw.end,
        };
        let [prefix, quote, suffix] = self.words(chars, [&raw.prefix, &raw.quote, &raw.suffix]);
        Ok(Annotation {
            id,
            label: shared_label(&raw.label, labels),
            anchor: Anchor {
                chars,
                quote,
                prefix,
                suffix,
                text_hash: raw
                    .text_hash
                    .map_or_else(|| Arc::clone(text_hash), |hash| Arc::from(&*hash)),
            },
            refused: raw.refused.map(|hash| Arc::from(&*hash)),
            voice: Voice::named(&raw.voice),
            confidence: self.confidence(&raw.confidence)?,
            reason: raw.reason,
            claim: raw.claim.map(|claim| Claim {
                restatement: claim.restatement,
                status: claim.status,
            }),
            created: self.time(&raw.created)?,
            modified: self.time(&raw.modified)?,
        })
    }

    /// What stands before, at and after a place.
    fn words(&self, chars: CharRange, words: [&str; 3]) -> [Excerpt; 3] {
        let place = self.article.and_then(|text| {
            let range = text.from_chars(chars).ok()?;
            Some((text, range))
        });
        let Some((text, range)) = place else {
            return words.map(Excerpt::from);
        };
        let (start, end) = (range.start(), range.end());
        let [before, _, after] = words.map(str::len);
        let places = [
            start.saturating_sub(before)..start,
            start..end,
            end..end + after,
        ];
        let mut places = places.into_iter();
        words.map(|words| {
            let place = places.next().unwrap_or_default();
            let there = text.as_str().get(place.clone()) == Some(words);
            match there {
                true => text.excerpt(text.clamp(place)),
                false => Excerpt::from(words),
            }
        })
    }

    pub(super) fn uuid(&self, value: &str) -> Result<Uuid, Problem> {
        let what = || msg!("file-id-invalid", id = value.to_owned());
        Uuid::from_str(value).map_err(|_| self.problem(what(), value, 0))
    }

    pub(super) fn time(&self, value: &str) -> Result<Timestamp, Problem> {
        let what = || msg!("file-time-invalid", time = value.to_owned());
        Timestamp::from_str(value).map_err(|_| self.problem(what(), value, 0))
    }

    pub(super) fn status(&self, value: &str) -> Result<ReadingStatus, Problem> {
        [ReadingStatus::InProgress, ReadingStatus::Done]
            .into_iter()
            .find(|known| status(*known) == value)
            .ok_or_else(|| self.unknown(value))
    }

    fn confidence(&self, value: &str) -> Result<Confidence, Problem> {
        [Confidence::Sure, Confidence::Unsure]
            .into_iter()
            .find(|known| confidence(*known) == value)
            .ok_or_else(|| self.unknown(value))
    }

    fn unknown(&self, value: &str) -> Problem {
        let what = msg!("file-value-unknown", value = value.to_owned());
        self.problem(what, value, 0)
    }

    /// Passages read: ascending and disjoint, or made so.
    pub(super) fn read(&self, ranges: &[(usize, usize)]) -> Result<Passages, Problem> {
        if let Some((start, end)) = ranges.iter().find(|(start, end)| start > end) {
            let what = msg!("file-span-inverted", start = *start, end = *end);
            return Err(super::at_field(self.path, self.text, "read", what));
        }
        let ranges = ranges.iter().map(|(start, end)| CharRange {
            start: *start,
            end: *end,
        });
        Ok(ranges.collect())
    }
}

/// The same label once, however many spans have it.
fn shared_label(key: &str, labels: &mut Vec<LabelKey>) -> LabelKey {
    if let Some(label) = labels.iter().find(|label| label.as_str() == key) {
        return label.clone();
    }
    let label = LabelKey::from(key);
    // A file of many made-up labels shares the first ones only: the search stays short.
    if labels.len() < 64 {
        labels.push(label.clone());
    }
    label
}
