//! [`Format`]: what can be written, one table row a format.

use crate::i18n::Message;

/// A format of annotated copies or data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// An annotated copy for reading: one self-contained web page an article.
    Html,
    /// A table with one row a span, for spreadsheets.
    Csv,
    /// The same with tabs.
    Tsv,
    /// One object an article.
    Json,
    /// The same objects, one a line, all articles in one file.
    Jsonl,
}

/// How articles are put into files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// One file an article.
    Article,
    /// One file for all.
    Bundle,
}

/// What there is to know of a format: feeds `--format list` and the window's export dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatRow {
    /// The format.
    pub format: Format,
    /// Its name on the command line.
    pub key: &'static str,
    /// Extension of its files, without the full stop.
    pub extension: &'static str,
    /// How many files it makes.
    pub packing: Packing,
    /// What it is, for people.
    pub description: Message,
}

/// In the order in which people see them; the discriminants of [`Format`] follow it.
static TABLE: [FormatRow; 5] = {
    use Packing::{Article, Bundle};
    [
        row(Format::Html, "html", "html", Article, "export-format-html"),
        row(Format::Csv, "csv", "csv", Article, "export-format-csv"),
        row(Format::Tsv, "tsv", "tsv", Article, "export-format-tsv"),
        row(Format::Json, "json", "json", Article, "export-format-json"),
        row(
            Format::Jsonl,
            "jsonl",
            "jsonl",
            Bundle,
            "export-format-jsonl",
        ),
    ]
};

const fn row(
    format: Format,
    key: &'static str,
    extension: &'static str,
    packing: Packing,
    description: &'static str,
) -> FormatRow {
    FormatRow {
        format,
        key,
        extension,
        packing,
        description: Message::new(description),
    }
}

impl Format {
    /// Every format, in the order in which people see them.
    pub fn all() -> &'static [FormatRow] {
        &TABLE
    }

    /// The table row of this format.
    pub fn row(self) -> &'static FormatRow {
        &TABLE[self as usize]
    }

    /// The format of a command-line key, in any case.
    pub fn from_key(key: &str) -> Option<Self> {
        let row = TABLE.iter().find(|row| row.key.eq_ignore_ascii_case(key))?;
        Some(row.format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_own_row() {
        for (at, row) in Format::all().iter().enumerate() {
            assert_eq!(row.format as usize, at);
            assert_eq!(row.format.row(), row);
            assert_eq!(Format::from_key(&row.key.to_uppercase()), Some(row.format));
        }
        assert_eq!(Format::from_key("wordstar"), None);
    }
}
