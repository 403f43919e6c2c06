//! [`SourceText`]: the one form in which text is held.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::excerpt::Excerpt;
use super::hash::sha256_hex;
use super::offsets::CharIndex;
use super::range::{CharRange, RangeError, TextRange, Utf16Range};

/// The text of one article: LF line ends, no byte order mark, normalisation as found.
///
/// Cheap to clone; never changed once made.
#[derive(Clone)]
pub struct SourceText {
    text: Arc<str>,
    index: Arc<CharIndex>,
    hash: Arc<str>,
}

impl SourceText {
    /// Takes decoded text: drops a leading byte order mark and turns CRLF and lone CR into LF.
    pub fn new(decoded: &str) -> Self {
        let text = normalise(decoded);
        let hash = sha256_hex(&[text.as_bytes()]);
        Self {
            index: Arc::new(CharIndex::new(&text)),
            text: Arc::from(text),
            hash: Arc::from(hash),
        }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Length in code points.
    pub fn char_len(&self) -> usize {
        self.index.char_len()
    }

    /// SHA-256 of the normalised text in UTF-8, 64 lower-case hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The same, to be kept.
    pub fn shared_hash(&self) -> Arc<str> {
        Arc::clone(&self.hash)
    }

    /// Checks a range in bytes.
    ///
    /// # Errors
    /// When it is inverted, out of bounds or cuts a code point.
    pub fn range(&self, bytes: Range<usize>) -> Result<TextRange, RangeError> {
        if bytes.start > bytes.end {
            return Err(RangeError::Inverted);
        }
        if bytes.end > self.text.len() {
            return Err(RangeError::OutOfBounds {
                len: self.text.len(),
            });
        }
        if !self.text.is_char_boundary(bytes.start) || !self.text.is_char_boundary(bytes.end) {
            return Err(RangeError::InsideCodePoint);
        }
        Ok(TextRange::checked(bytes))
    }

    /// The whole text as a range.
    pub fn whole(&self) -> TextRange {
        TextRange::checked(0..self.text.len())
    }

    /// The nearest range of this text: ends are pulled into bounds and down to code point borders.
    pub fn clamp(&self, bytes: Range<usize>) -> TextRange {
        let start = self.text.floor_char_boundary(bytes.start);
        let end = self.text.floor_char_boundary(bytes.end).max(start);
        TextRange::checked(start..end)
    }

    /// Converts code points to bytes.
    ///
    /// # Errors
    /// When it is inverted or out of bounds.
    pub fn from_chars(&self, chars: CharRange) -> Result<TextRange, RangeError> {
        if chars.start > chars.end {
            return Err(RangeError::Inverted);
        }
        if chars.end > self.char_len() {
            return Err(RangeError::OutOfBounds {
                len: self.char_len(),
            });
        }
        let start = self.index.byte_of_char(&self.text, chars.start);
        let end = self.index.byte_of_char(&self.text, chars.end);
        Ok(TextRange::checked(start..end))
    }

    /// Converts UTF-16 units to bytes.
    ///
    /// # Errors
    /// When it is inverted, out of bounds or cuts a surrogate pair.
    pub fn from_utf16(&self, units: Utf16Range) -> Result<TextRange, RangeError> {
        if units.start > units.end {
            return Err(RangeError::Inverted);
        }
        let out_of_bounds = RangeError::OutOfBounds {
            len: self.index.utf16_len(),
        };
        if units.end > self.index.utf16_len() {
            return Err(out_of_bounds);
        }
        let byte = |unit| {
            self.index
                .byte_of_utf16(&self.text, unit)
                .ok_or(RangeError::InsideCodePoint)
        };
        Ok(TextRange::checked(byte(units.start)?..byte(units.end)?))
    }

    /// The range in code points.
    pub fn to_chars(&self, range: TextRange) -> CharRange {
        CharRange {
            start: self.index.char_of_byte(&self.text, range.start()),
            end: self.index.char_of_byte(&self.text, range.end()),
        }
    }

    /// The range in UTF-16 units.
    pub fn to_utf16(&self, range: TextRange) -> Utf16Range {
        Utf16Range {
            start: self.index.utf16_of_byte(&self.text, range.start()),
            end: self.index.utf16_of_byte(&self.text, range.end()),
        }
    }

    /// The words at a range of this text.
    pub fn slice(&self, range: TextRange) -> &str {
        self.text.get(range.bytes()).unwrap_or_default()
    }

    /// Where an excerpt was taken from, if it was from this very text.
    pub fn place_of(&self, excerpt: &Excerpt) -> Option<TextRange> {
        excerpt.place_in(&self.text).map(TextRange::checked)
    }

    /// The words at a range of this text, to be kept: they take no room of their own.
    pub fn excerpt(&self, range: TextRange) -> Excerpt {
        Excerpt::of(&self.text, range.bytes())
    }
}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceText")
            .field("bytes", &self.text.len())
            .field("hash", &self.hash)
            .finish()
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

fn normalise(decoded: &str) -> Cow<'_, str> {
    let text = decoded.strip_prefix('\u{feff}').unwrap_or(decoded);
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_and_mark_are_normalised() {
        let text = SourceText::new("\u{feff}a\r\nb\rc\n");
        assert_eq!(text.as_str(), "a\nb\nc\n");
        assert_eq!(
            text.hash(),
            SourceText::new(
                "a
b
c
"
            )
            .hash()
        );
        assert_eq!(
            SourceText::new("abc").hash(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn wrong_ranges_are_named() {
        let text = SourceText::new("é😀");
        assert_eq!(text.range(1..2), Err(RangeError::InsideCodePoint));
        assert_eq!(text.range(0..9), Err(RangeError::OutOfBounds { len: 6 }));
        let (late, early) = (2, 0);
        assert_eq!(text.range(late..early), Err(RangeError::Inverted));
        assert_eq!(
            text.from_utf16(Utf16Range { start: 0, end: 2 }),
            Err(RangeError::InsideCodePoint)
        );
    }

    /// Text with what breaks offsets: astral, combining, joined emoji, right-to-left, CRLF, BOM.
    fn awkward() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a"),
            Just("é"),
            Just("e\u{301}"),
            Just("😀"),
            Just("👩‍👩‍👧"),
            Just("العربية"),
            Just("\r\n"),
            Just("\r"),
            Just("\n"),
            Just("\u{feff}"),
            Just("\u{a0}"),
            Just("\u{202f}"),
            Just("« "),
            Just("\u{ad}"),
            Just("𝔘"),
        ];
        proptest::collection::vec(piece, 0..400).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn offsets_convert_there_and_back(decoded in awkward(), a in 0usize..2000, b in 0usize..2000) {
            let text = SourceText::new(&decoded);
            let range = text.clamp(a.min(b)..a.max(b));
            let chars = text.to_chars(range);
            let units = text.to_utf16(range);
            prop_assert_eq!(text.from_chars(chars), Ok(range));
            prop_assert_eq!(text.from_utf16(units), Ok(range));
            let quote = text.slice(range);
            prop_assert_eq!(chars.end - chars.start, quote.chars().count());
            prop_assert_eq!(units.end - units.start, quote.encode_utf16().count());
            prop_assert_eq!(text.as_str()[..range.start()].chars().count(), chars.start);
        }

        #[test]
        fn taking_text_twice_changes_nothing(decoded in awkward()) {
            let once = SourceText::new(&decoded);
            prop_assert!(!once.as_str().contains('\r'));
            if !once.as_str().starts_with('\u{feff}') {
                let twice = SourceText::new(once.as_str());
                prop_assert_eq!(twice.as_str(), once.as_str());
            }
        }
    }
}
