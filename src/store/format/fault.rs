//! What is wrong in a RON file, as a problem with line and column.

use std::path::Path;

use ron::error::{Error, SpannedError};

use super::scan::strings;
use crate::i18n::Message;
use crate::model::Problem;
use crate::msg;

/// A failure of the RON reader in words for people.
pub(super) fn problem(path: &Path, text: &str, error: &SpannedError) -> Problem {
    if let Some(line) = conflict_line(text) {
        return Problem::data(path, msg!("file-conflict-markers")).at(line, 1);
    }
    if text.trim().is_empty() {
        return Problem::data(path, msg!("file-ron-empty"));
    }
    let at = error.span.end;
    Problem::data(path, message(&error.code)).at(at.line, at.col)
}

/// The line of the first mark that a version control system left in place of a decision.
fn conflict_line(text: &str) -> Option<usize> {
    let mut lines = text.lines();
    lines
        .position(|line| line.starts_with("<<<<<<<"))
        .map(|at| at + 1)
}

fn message(error: &Error) -> Message {
    match error {
        Error::Eof
        | Error::ExpectedStringEnd
        | Error::UnclosedBlockComment
        | Error::UnclosedLineComment => msg!("file-ron-unfinished"),
        Error::MissingStructField { field, .. } => msg!("file-ron-missing", field = *field),
        Error::DuplicateStructField { field, .. } => msg!("file-ron-twice", field = *field),
        Error::TrailingCharacters => msg!("file-ron-trailing"),
        Error::InvalidEscape(_) => msg!("file-ron-escape"),
        Error::ExceededRecursionLimit => msg!("file-ron-deep"),
        Error::ExpectedString => msg!("file-ron-text"),
        Error::ExpectedInteger
        | Error::IntegerOutOfBounds
        | Error::InvalidIntegerDigit { .. }
        | Error::UnderscoreAtBeginning => msg!("file-ron-number"),
        Error::InvalidValueForType { .. } | Error::Message(_) => msg!("file-ron-value"),
        other => match expected(other) {
            Some(sign) => msg!("file-ron-expected", sign = sign),
            None => msg!("file-ron-broken"),
        },
    }
}

/// The sign that the reader missed.
fn expected(error: &Error) -> Option<&'static str> {
    match error {
        Error::ExpectedComma => Some(","),
        Error::ExpectedArray => Some("["),
        Error::ExpectedArrayEnd => Some("]"),
        Error::ExpectedMap => Some("{"),
        Error::ExpectedMapEnd => Some("}"),
        Error::ExpectedMapColon => Some(":"),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => Some("("),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => Some(")"),
        _ => None,
    }
}

/// Line and column, both from 1, the column in code points, of a byte on a code point border.
pub(super) fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

/// A problem about a value, at the place where it stands for the `nth` time (from 0) as a RON string,
/// or for the first time, with escapes or without.
pub(in crate::store) fn place_of(problem: Problem, text: &str, value: &str, nth: usize) -> Problem {
    let quoted = format!("\"{value}\"");
    let nth = text.match_indices(&quoted).nth(nth).map(|(byte, _)| byte);
    let escaped = || {
        let same = |written: &str| ron::from_str::<String>(written).is_ok_and(|it| it == value);
        let mut all = strings(text);
        all.find_map(|(byte, written)| same(written).then_some(byte))
    };
    match nth.or_else(|| text.find(&quoted)).or_else(escaped) {
        Some(byte) => {
            let (line, column) = line_column(text, byte);
            problem.at(line, column)
        }
        None => problem,
    }
}
