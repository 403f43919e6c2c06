//! Records one after the other in a file, each with its number, its length and a checksum.
//!
//! ```text
//! @NUMBER LENGTH SHA256 CHECK
//! content, LENGTH bytes
//! ```
//!
//! The content ends with a line end and holds no such line: texts in it stand on one line, in quotes.
//! SHA256 is that of the content, CHECK the first eight digits of the SHA-256 of the line before it: a
//! length that is damaged can be told from a record that was not written to its end.

use std::fmt::Write as _;

use crate::text::sha256_hex;

/// Digits of the check of a line.
const CHECK: usize = 8;

/// The most bytes that the line of a record can have.
const LINE: usize = 128;

/// A record as it is written.
pub(in crate::store) fn frame(number: usize, content: &str) -> String {
    let mut out = String::with_capacity(content.len() + LINE);
    let sum = sha256_hex(&[content.as_bytes()]);
    // Writing to a string can't fail.
    let _ = write!(out, "@{number} {} {sum}", content.len());
    let check = sha256_hex(&[out.as_bytes()]);
    let _ = writeln!(out, " {}", &check[..CHECK]);
    out.push_str(content);
    out
}

/// What stands in a file.
#[derive(Debug, Default, PartialEq)]
pub(in crate::store) struct Frames<'b> {
    /// The contents of the records that are whole, with their numbers.
    pub(in crate::store) whole: Vec<(usize, &'b str)>,
    /// The line, from 1, from which on something is damaged, for the first time.
    pub(in crate::store) damaged: Option<usize>,
}

/// Finds the records. One that was not written to its end, because the program or the machine stopped
/// meanwhile, is as if it had never been begun; so are zeros where the disk had made room only.
pub(in crate::store) fn frames(bytes: &[u8]) -> Frames<'_> {
    // A record ends with a line end.
    let end = bytes.iter().rposition(|byte| *byte != 0);
    let bytes = end.map_or(&[][..], |end| &bytes[..=end]);
    let mut found = Frames::default();
    let (mut at, mut expected) = (0, 0);
    let line = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    while at < bytes.len() {
        match next(&bytes[at..]) {
            Next::Whole {
                number,
                content,
                end,
            } => {
                if number != expected && found.damaged.is_none() {
                    found.damaged = Some(line(at));
                }
                found.whole.push((number, content));
                expected = number + 1;
                at += end;
            }
            Next::Torn => break,
            Next::Damaged => {
                found.damaged.get_or_insert_with(|| line(at));
                let sign = |at: &usize| bytes[*at] == b'@' && header(&bytes[*at..]).is_some();
                let Some(start) = (at + 1..bytes.len()).find(sign) else {
                    break;
                };
                at = start;
                // How many were lost is not known.
                expected = header(&bytes[at..]).map_or(expected, |header| header.number);
            }
        }
    }
    found
}

enum Next<'b> {
    Whole {
        number: usize,
        content: &'b str,
        /// Where the next one starts.
        end: usize,
    },
    Torn,
    Damaged,
}

fn next(bytes: &[u8]) -> Next<'_> {
    let Some(header) = header(bytes) else {
        let cut = bytes.len() < LINE && !bytes.contains(&b'\n');
        return if cut { Next::Torn } else { Next::Damaged };
    };
    let Some(content) = bytes
        .get(header.start..)
        .and_then(|rest| rest.get(..header.length))
    else {
        return Next::Torn;
    };
    let end = header.start + header.length;
    match std::str::from_utf8(content) {
        Ok(text) if sha256_hex(&[content]) == header.sum => Next::Whole {
            number: header.number,
            content: text,
            end,
        },
        _ => Next::Damaged,
    }
}

/// The line before a record.
struct Header<'b> {
    number: usize,
    length: usize,
    sum: &'b str,
    /// Bytes of the line.
    start: usize,
}

/// Reads a line, if it is whole and agrees with its check.
fn header(bytes: &[u8]) -> Option<Header<'_>> {
    let end = bytes.iter().take(LINE).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let (said, check) = line.rsplit_once(' ')?;
    if sha256_hex(&[said.as_bytes()])[..CHECK] != *check {
        return None;
    }
    let mut parts = said.strip_prefix('@')?.split(' ');
    Some(Header {
        number: parts.next()?.parse().ok()?,
        length: parts.next()?.parse().ok()?,
        sum: parts.next()?,
        start: end + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(contents: &[String]) -> Vec<u8> {
        let frames = contents.iter().enumerate();
        let frames = frames.map(|(number, content)| frame(number, content));
        frames.collect::<String>().into_bytes()
    }

    fn contents() -> impl Strategy<Value = Vec<String>> {
        // As they are in earnest, they end with a line, and no line of them is that of a record.
        let content = "[a-z@0-9 é\n]{0,40}".prop_map(|text| format!("(\n{text})\n"));
        proptest::collection::vec(content, 1..5)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_was_written_is_found(contents in contents()) {
            let bytes = file(&contents);
            let found = frames(&bytes);
            prop_assert_eq!(found.damaged, None);
            let texts: Vec<&str> = found.whole.iter().map(|(_, text)| *text).collect();
            prop_assert_eq!(texts, contents);
        }

        #[test]
        fn every_truncation_gives_a_prefix(contents in contents(), zeros in 0usize..200) {
            let mut bytes = file(&contents);
            while bytes.pop().is_some() {
                // The disk may have made room that was never written.
                let mut roomy = bytes.clone();
                roomy.resize(bytes.len() + zeros, 0);
                for bytes in [&bytes, &roomy] {
                    let found = frames(bytes);
                    prop_assert_eq!(found.damaged, None);
                    prop_assert!(found.whole.len() < contents.len());
                    for (at, (number, text)) in found.whole.iter().enumerate() {
                        prop_assert_eq!((at, *text), (*number, contents[at].as_str()));
                    }
                }
            }
        }

        #[test]
        fn every_flipped_bit_is_noticed_and_the_rest_is_found(contents in contents()) {
            let whole = file(&contents);
            for at in 0..whole.len() * 8 {
                let mut bytes = whole.clone();
                bytes[at / 8] ^= 1 << (at % 8);
                let found = frames(&bytes);
                prop_assert!(found.damaged.is_some());
                let right = |(number, text): &&(usize, &str)| {
                    contents.get(*number).is_some_and(|content| content == text)
                };
                prop_assert_eq!(found.whole.iter().filter(right).count(), contents.len() - 1);
            }
        }
    }
}
