//! Ranges of text, one type a unit, so that bytes are never mistaken for code points.

use std::ops::Range;

/// A checked place in a [`SourceText`](super::SourceText): bytes, end exclusive, on code point borders.
///
/// Made by [`SourceText::range`](super::SourceText::range); valid for that text only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    start: usize,
    end: usize,
}

impl TextRange {
    /// Only for this module's own functions, which have checked the borders.
    pub(super) fn checked(range: Range<usize>) -> Self {
        debug_assert!(range.start <= range.end);
        Self {
            start: range.start,
            end: range.end,
        }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// Byte after the last one.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it is a caret, not a passage.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether both have at least one byte in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly within.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The common part, where there is one.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        (start < end).then_some(Self { start, end })
    }

    /// The part from one byte to another; both must be borders of checked ranges of the same text.
    /// Ends outside are pulled in.
    pub fn narrowed(self, start: usize, end: usize) -> Self {
        let start = start.clamp(self.start, self.end);
        Self {
            start,
            end: end.clamp(start, self.end),
        }
    }

    /// As a range for slicing.
    pub fn bytes(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A range in Unicode code points, end exclusive: the unit of Postil's files and command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CharRange {
    /// First code point.
    pub start: usize,
    /// Code point after the last one.
    pub end: usize,
}

/// A range in UTF-16 code units, end exclusive: the unit of several exchange formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Utf16Range {
    /// First unit.
    pub start: usize,
    /// Unit after the last one.
    pub end: usize,
}

/// Why a range is not one of this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// The end lies before the start.
    #[error("inverted")]
    Inverted,
    /// The range goes past the end; `len` is the text's length in the unit of the range.
    #[error("out of bounds")]
    OutOfBounds {
        /// Length of the text in the unit that was asked for.
        len: usize,
    },
    /// An end lies inside a code point.
    #[error("inside a code point")]
    InsideCodePoint,
}
