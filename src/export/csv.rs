//! CSV and TSV: one row a span.
//!
//! RFC 4180 with CRLF, and a byte order mark because Excel reads accents only with one. Spreadsheets run
//! what looks like a formula, so a cell that could be taken for one gets an apostrophe in front, which
//! they show as text. The same goes for every part of a cell after a semicolon or a line end: where the
//! system's list separator is a semicolon, a spreadsheet cuts there in spite of the quotes.

use super::input::ExportInput;
use super::names::ReviewerNames;
use super::rows::{SpanRow, rows};

/// Separator of CSV.
pub const COMMA: char = ',';
/// Separator of TSV; tabs and line ends within cells become spaces there.
pub const TAB: char = '\t';

/// The columns, stable: new ones are added at the end.
const COLUMNS: [&str; 18] = [
    "article",
    "reviewer",
    "label",
    "start",
    "end",
    "quote",
    "voice",
    "confidence",
    "reason",
    "claim_status",
    "claim",
    "anchor",
    "created",
    "modified",
    "id",
    "codebook",
    "text_sha256",
    "score",
];

/// The spans of an article as a table with a header.
pub fn table(input: &ExportInput<'_>, names: &ReviewerNames, separator: char) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, separator, &COLUMNS);
    for row in rows(
        input.article,
        &input.readings,
        input.codebook,
        input.elsewhere,
    ) {
        let reading = input.readings[row.reading];
        let number = |number: Option<usize>| number.map_or_else(String::new, |n| n.to_string());
        let (start, end) = (number(row.start), number(row.end));
        let score = row.score.map_or_else(String::new, |s| format!("{s:.3}"));
        let (status, claim) = claim(&row);
        let cells = [
            &row.file,
            names.of(&reading.reviewer),
            row.label,
            &start,
            &end,
            row.quote,
            row.voice,
            row.confidence,
            row.reason,
            status,
            claim,
            row.anchor.as_str(),
            &row.created,
            &row.modified,
            &row.id,
            &reading.codebook.id,
            input.article.text.hash(),
            &score,
        ];
        line(&mut out, separator, &cells);
    }
    out.into_bytes()
}

fn claim<'a>(row: &SpanRow<'a>) -> (&'a str, &'a str) {
    let claim = row.claim.as_ref();
    claim.map_or(("", ""), |claim| (claim.status, claim.restatement))
}

fn line(out: &mut String, separator: char, cells: &[&str; COLUMNS.len()]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(separator);
        }
        if separator == TAB {
            push_cell(out, &guarded(&cell.replace(['\t', '\r', '\n'], " ")));
        } else {
            push_cell(out, &guarded(cell));
        }
    }
    out.push_str("\r\n");
}

/// Quoted where any usual separator is in it, so that a program that takes another one can't cut it.
fn push_cell(out: &mut String, cell: &str) {
    let edge = cell.starts_with(char::is_whitespace) || cell.ends_with(char::is_whitespace);
    if edge || cell.contains(['"', ',', ';', '\t', '\r', '\n']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// The cell with an apostrophe before every part that a spreadsheet could take for a formula.
fn guarded(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 1);
    for part in cell.split_inclusive([';', '\n', '\r']) {
        if is_formula(part) {
            out.push('\'');
        }
        out.push_str(part);
    }
    out
}

/// Whether the first thing to see is a sign that opens a formula, or a tab or carriage return opens the cell.
fn is_formula(cell: &str) -> bool {
    let invisible = |c: char| c.is_whitespace() || c.is_control() || is_format(c);
    let seen = cell.trim_start_matches(invisible);
    cell.starts_with(['\t', '\r']) || seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Characters that show nothing: zero-width, joiners, direction marks, the byte order mark.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            (" \u{a0}=1", "' \u{a0}=1"),
            ("\t=1", "'\t=1"),
            ("\tplain", "'\tplain"),
            ("\rplain", "'\rplain"),
            ("\r=1", "'\r'=1"),
            ("\u{200b}@x", "'\u{200b}@x"),
            ("\u{1}-x", "'\u{1}-x"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠x", "'＠x"),
            ("+33 1", "'+33 1"),
            ("-2", "'-2"),
            ("a;=1", "a;'=1"),
            ("a\n- b", "a\n'- b"),
            ("a = b", "a = b"),
            ("– non", "– non"),
            ("42", "42"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), safe, "{cell:?}");
        }
    }
}
