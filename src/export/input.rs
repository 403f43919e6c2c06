//! What an exporter is given and what it returns.

use crate::anchor::Elsewhere;
use crate::i18n::Catalogue;
use crate::model::{Article, Codebook, Reading, Timestamp};

/// One article with the readings that go into the copy, in the order in which they are shown.
#[derive(Clone, Debug)]
pub struct ExportInput<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its readings.
    pub readings: Vec<&'a Reading>,
    /// Where those spans are that are not where they were.
    pub elsewhere: &'a Elsewhere,
    /// The codebook that names and draws the labels.
    pub codebook: &'a Codebook,
}

/// What holds for a whole export.
#[derive(Clone, Copy)]
pub struct ExportContext<'a> {
    /// Language of the apparatus; data formats are the same in every language.
    pub catalogue: &'a Catalogue,
    /// The moment of the export.
    pub now: Timestamp,
    /// Version of the program, such as `0.1.0`.
    pub version: &'a str,
    /// What the person chose.
    pub options: ExportOptions,
}

/// What a person may choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// Whether reviewers appear under numbers instead of their pseudonyms.
    pub hide_names: bool,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Name without folders.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}
