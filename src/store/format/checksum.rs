//! The checksum that a file carries over its own content.
//!
//! RON reads many damaged files without a word: one flipped bit in eight gives other data. The
//! checksum is SHA-256 over the file without byte order mark, with LF line ends, and without the 64
//! digits of the checksum itself, so that a change of line ends by a version control system is none.

use std::ops::Range;

use crate::text::sha256_hex;

const FIELD: &str = "checksum: \"sha256:";
const DIGITS: usize = 64;

/// Bytes at the start of a file in which the field must stand.
const HEAD: usize = 1024;

/// The field's line as it is written before the checksum is known.
pub(super) fn placeholder() -> String {
    format!("{FIELD}{}\"", "0".repeat(DIGITS))
}

/// Puts the checksum in the place of the placeholder.
pub(super) fn seal(mut text: String) -> String {
    if let Some(digits) = digits(&text) {
        let checksum = checksum(&text, digits.clone());
        text.replace_range(digits, &checksum);
    }
    text
}

/// Whether a file's text (LF, no byte order mark) agrees with the checksum in it; not without one.
pub(super) fn agrees(text: &str) -> bool {
    digits(text).is_some_and(|digits| checksum(text, digits.clone()) == text[digits])
}

fn checksum(text: &str, digits: Range<usize>) -> String {
    let bytes = text.as_bytes();
    sha256_hex(&[&bytes[..digits.start], &bytes[digits.end..]])
}

fn digits(text: &str) -> Option<Range<usize>> {
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    let start = head.find(FIELD)? + FIELD.len();
    let digits = start..start + DIGITS;
    let ends = text.as_bytes().get(digits.end) == Some(&b'"');
    (ends && text.is_char_boundary(digits.end)).then_some(digits)
}
