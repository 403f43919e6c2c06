//! The article file, version 1.

use std::path::Path;

use jiff::Timestamp;
use serde::Deserialize;

use super::fault::place_of;
use super::writer::Writer;
use super::{VERSION, Versioned, checksum, parse};
use crate::model::{ArticleMeta, Problem};
use crate::msg;
use crate::text::CharRange;

/// First line of the file.
const COMMENT: &str = "Postil: what is true of this article for every reviewer.";

#[derive(Deserialize)]
struct FileV1 {
    version: u32,
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    paratext: Vec<(usize, usize)>,
    #[serde(default)]
    modified: Option<String>,
}

impl Versioned for FileV1 {
    fn version(&self) -> u32 {
        self.version
    }
}

/// Reads an article file's text (LF, no byte order mark), and whether its checksum agrees.
///
/// # Errors
/// A problem with line and column, as far as known.
pub(in crate::store) fn read(path: &Path, text: &str) -> Result<(ArticleMeta, bool), Problem> {
    let file: FileV1 = parse(path, text)?;
    if let Some((start, end)) = file.paratext.iter().find(|(start, end)| start > end) {
        let what = msg!("file-span-inverted", start = *start, end = *end);
        return Err(super::at_field(path, text, "paratext", what));
    }
    let time = |value: &String| {
        value.parse::<Timestamp>().map_err(|_| {
            let what = msg!("file-time-invalid", time = value);
            place_of(Problem::data(path, what), text, value, 0)
        })
    };
    let meta = ArticleMeta {
        modified: file.modified.as_ref().map(time).transpose()?,
        encoding: file.encoding,
        title: file.title,
        outlet: file.outlet,
        author: file.author,
        published: file.published,
        address: file.address,
        language: file.language,
        paratext: file
            .paratext
            .into_iter()
            .map(|(start, end)| CharRange { start, end })
            .collect(),
    };
    Ok((meta, checksum::agrees(text)))
}

/// The text of an article file: what is known, one field a line.
pub(in crate::store) fn write(meta: &ArticleMeta) -> String {
    let mut w = Writer::new(COMMENT, 1024);
    w.number("version", VERSION as usize);
    w.line(&format!("{},", checksum::placeholder()));
    w.optional("encoding", meta.encoding.as_deref());
    w.optional("title", meta.title.as_deref());
    w.optional("outlet", meta.outlet.as_deref());
    w.optional("author", meta.author.as_deref());
    w.optional("published", meta.published.as_deref());
    w.optional("address", meta.address.as_deref());
    w.optional("language", meta.language.as_deref());
    if !meta.paratext.is_empty() {
        let ranges = meta.paratext.iter().map(|range| (range.start, range.end));
        w.inline("paratext", |w| w.ranges(ranges));
    }
    if let Some(modified) = meta.modified {
        w.time("modified", modified);
    }
    checksum::seal(w.finish())
}
