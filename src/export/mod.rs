//! Annotated copies and data: articles with their readings in, files as bytes out.
//!
//! One file a format. Nothing here reads or writes a disk: whoever calls does. Every span is resolved
//! in today's text first (`rows`), so that the page, the table and the JSON never disagree about where
//! something is; spans that were not found are kept and said to be lost.
//!
//! Offsets are code points, end exclusive.

mod csv;
mod file_name;
mod format;
mod html;
mod input;
mod json;
mod names;
pub mod palette;
mod rows;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use format::{Format, FormatRow, Packing};
pub use input::{ExportContext, ExportInput, ExportOptions, OutFile};
pub use rows::{AnchorState, ClaimRow, SpanRow, rows};

use file_name::FileNames;
use names::ReviewerNames;

/// Writes articles in a format: one file an article, or one for all where the format is a bundle.
///
/// The names are safe on every file system and differ even without case. No articles, no files.
pub fn export(
    format: Format,
    context: &ExportContext<'_>,
    inputs: &[ExportInput<'_>],
) -> Vec<OutFile> {
    let names = ReviewerNames::new(inputs, context.options.hide_names);
    let mut files = FileNames::new(format.row().extension);
    match format {
        Format::Html => each(inputs, &mut files, |i| html::page(context, i, &names)),
        Format::Csv => each(inputs, &mut files, |i| csv::table(i, &names, csv::COMMA)),
        Format::Tsv => each(inputs, &mut files, |i| csv::table(i, &names, csv::TAB)),
        Format::Json => each(inputs, &mut files, |i| json::object(i, &names)),
        Format::Jsonl if inputs.is_empty() => Vec::new(),
        Format::Jsonl => vec![OutFile {
            name: files.bundle(),
            bytes: json::lines(inputs, &names),
        }],
    }
}

fn each(
    inputs: &[ExportInput<'_>],
    files: &mut FileNames,
    write: impl Fn(&ExportInput<'_>) -> Vec<u8>,
) -> Vec<OutFile> {
    let file = |input: &ExportInput<'_>| OutFile {
        name: files.of_article(&input.article.file_name),
        bytes: write(input),
    };
    inputs.iter().map(file).collect()
}
