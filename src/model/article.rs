//! An article and what is true of it for everyone.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::text::{CharRange, SourceText};

/// Where somebody stopped reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// The article.
    pub article: PathBuf,
    /// Hash of its text: in another text the place means nothing.
    pub text_hash: String,
    /// The place, in bytes.
    pub at: usize,
}

/// What turned a file into text, and which version of it: offsets are only worth something with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Importer {
    /// Name, such as `plain-text`.
    pub name: String,
    /// Raised whenever the same file would give another text.
    pub version: u32,
}

/// How an article's encoding was settled, to be shown to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingNote {
    /// Name of the encoding in the Encoding Standard, such as `windows-1252`.
    pub name: &'static str,
    /// Whether the file starts with a byte order mark.
    pub bom: bool,
    /// Whether a person chose it (kept in the article's file), not the detector.
    pub chosen: bool,
    /// Whether some bytes were no text in this encoding and show as U+FFFD.
    pub damaged: bool,
}

/// An article as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// File name without folders, such as `tribune.txt`.
    pub file_name: String,
    /// The text.
    pub text: SourceText,
    /// How its bytes were read.
    pub encoding: EncodingNote,
    /// What read it.
    pub importer: Importer,
    /// What `ARTICLE.EXT.article.ron` says, where there is one.
    pub meta: ArticleMeta,
}

/// Bytes at the start of a text in which its title stands.
const TITLE_WITHIN: usize = 4096;

impl Article {
    /// The title: what the metadata say, else the first line with words in it, at most 120 code points.
    /// Asked for with every frame, so it is looked for at the start of the text only.
    pub fn title(&self) -> String {
        if let Some(title) = self.meta.title.as_deref().filter(|t| !t.trim().is_empty()) {
            return title.to_owned();
        }
        let text = self.text.as_str();
        let start = &text[..text.floor_char_boundary(TITLE_WITHIN)];
        let line = start.lines().map(str::trim).find(|l| !l.is_empty());
        line.unwrap_or_default()
            .trim_start_matches(['#', ' '])
            .chars()
            .take(120)
            .collect()
    }
}

/// What is true of an article for every reviewer; every field may be unknown.
///
/// Two copies are merged field by field; the later [`modified`](Self::modified) wins where both say something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleMeta {
    /// The encoding that a person chose, by its name in the Encoding Standard.
    pub encoding: Option<String>,
    /// Title, where the first line is not it.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, as a person wrote it.
    pub published: Option<String>,
    /// Where it was found.
    pub address: Option<String>,
    /// Its language, as an IETF tag.
    pub language: Option<String>,
    /// Regions in code points that are not the article: share buttons, captions, footers.
    pub paratext: Vec<CharRange>,
    /// When something here was last set.
    pub modified: Option<Timestamp>,
}
