//! Plain text and Markdown: finding the encoding and decoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{control, utf16};
use crate::i18n::Message;
use crate::model::{EncodingNote, Importer};
use crate::msg;
use crate::text::SourceText;

/// Name under which readings remember this importer.
pub const IMPORTER: &str = "plain-text";

/// Raised whenever the same bytes would give another text.
pub const IMPORTER_VERSION: u32 = 1;

/// The importer as readings remember it.
pub fn importer() -> Importer {
    Importer {
        name: IMPORTER.to_owned(),
        version: IMPORTER_VERSION,
    }
}

/// Decodes the bytes of a text file.
///
/// Without a choice: byte order mark, else strict UTF-8, else UTF-16 by its zero bytes, else the
/// detector's guess. `chosen` is any label of the Encoding Standard, an empty one being no choice. Bytes that are no text in the
/// encoding become U+FFFD and set `damaged`.
///
/// # Errors
/// A message for people when the chosen encoding is unknown, the file holds no words, or it is no
/// text at all.
pub fn decode(bytes: &[u8], chosen: Option<&str>) -> Result<(SourceText, EncodingNote), Message> {
    let mark = Encoding::for_bom(bytes);
    let chosen = chosen.filter(|label| !label.trim().is_empty());
    let choice = chosen.map(named).transpose()?;
    if control::known_binary(bytes) {
        return Err(msg!("file-not-text"));
    }
    // Without its mark, so that a wrong choice shows as wrong letters and not as nothing.
    let (encoding, body) = match (choice, mark) {
        (Some(encoding), Some((marked, length))) if encoding == marked => {
            (encoding, &bytes[length..])
        }
        (Some(encoding), _) => (encoding, bytes),
        (None, Some((marked, length))) => (marked, &bytes[length..]),
        (None, None) => (detect(bytes), bytes),
    };
    let no_text = || match choice {
        Some(encoding) => msg!("file-not-text-in", encoding = encoding.name()),
        None => msg!("file-not-text"),
    };
    // Known without decoding all of it: an image of a disk is large.
    if encoding.is_ascii_compatible() && control::starts_with_zeros(body) {
        return Err(no_text());
    }
    let (decoded, damaged) = encoding.decode_without_bom_handling(body);
    if control::looks_binary(&decoded) {
        return Err(no_text());
    }
    let text = SourceText::new(&decoded);
    if text
        .as_str()
        .chars()
        .all(|c| c.is_whitespace() || c == '\u{feff}')
    {
        return Err(msg!("file-empty"));
    }
    let note = EncodingNote {
        name: encoding.name(),
        bom: mark.is_some_and(|(marked, _)| marked == encoding),
        chosen: choice.is_some(),
        damaged,
    };
    Ok((text, note))
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    // Before UTF-8: UTF-16 of plain English is valid UTF-8 with zeros, which no text has.
    if let Some(encoding) = utf16::guess(bytes) {
        return encoding;
    }
    // What holds zeros and is no UTF-16 is no text, whatever else it may be.
    if control::starts_with_zeros(bytes) || is_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether the bytes are UTF-8, or were before a few of them were damaged: in other encodings, what
/// happens to be a letter beyond ASCII in UTF-8 is rarer than what can't be.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut faults) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    faults == 0 || letters >= faults.saturating_mul(4)
}

/// An encoding by any of its labels.
fn named(label: &str) -> Result<&'static Encoding, Message> {
    let unknown = || msg!("encoding-unknown", name = label.to_owned());
    // The Encoding Standard reads every label as no text at all for what it calls "replacement".
    Encoding::for_label_no_replacement(label.trim().as_bytes()).ok_or_else(unknown)
}

/// The names of all encodings worth offering to a person, likely ones first.
pub fn encodings() -> Vec<&'static str> {
    use encoding_rs as e;
    let all: [&'static Encoding; 38] = [
        UTF_8,
        e::WINDOWS_1252,
        e::ISO_8859_15,
        e::MACINTOSH,
        UTF_16LE,
        UTF_16BE,
        e::WINDOWS_1250,
        e::WINDOWS_1251,
        e::WINDOWS_1253,
        e::WINDOWS_1254,
        e::WINDOWS_1255,
        e::WINDOWS_1256,
        e::WINDOWS_1257,
        e::WINDOWS_1258,
        e::WINDOWS_874,
        e::ISO_8859_2,
        e::ISO_8859_3,
        e::ISO_8859_4,
        e::ISO_8859_5,
        e::ISO_8859_6,
        e::ISO_8859_7,
        e::ISO_8859_8,
        e::ISO_8859_8_I,
        e::ISO_8859_10,
        e::ISO_8859_13,
        e::ISO_8859_14,
        e::ISO_8859_16,
        e::IBM866,
        e::KOI8_R,
        e::KOI8_U,
        e::X_MAC_CYRILLIC,
        e::GB18030,
        e::GBK,
        e::BIG5,
        e::SHIFT_JIS,
        e::EUC_JP,
        e::ISO_2022_JP,
        e::EUC_KR,
    ];
    all.iter().map(|encoding| encoding.name()).collect()
}
