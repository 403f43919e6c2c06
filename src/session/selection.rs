//! [`Selection`]: what the reader has selected in the page.

use crate::anchor::PlaceMap;
use crate::text::{SourceText, TextRange};

/// A selection in bytes of the article: where it began and where it is now; equal for a caret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays.
    pub anchor: usize,
    /// The end that moves.
    pub head: usize,
}

impl Selection {
    /// A caret.
    pub fn caret(byte: usize) -> Self {
        Self {
            anchor: byte,
            head: byte,
        }
    }

    /// A passage, with the moving end last.
    pub fn of(range: TextRange) -> Self {
        Self {
            anchor: range.start(),
            head: range.end(),
        }
    }

    /// The passage in the text.
    pub fn range(self, text: &SourceText) -> TextRange {
        text.clamp(self.anchor.min(self.head)..self.anchor.max(self.head))
    }

    /// The same words in a text that was changed; a caret where they were if none of them is left.
    pub(super) fn moved(self, map: &PlaceMap, text: &SourceText) -> Self {
        let (from, to) = (self.anchor.min(self.head), self.anchor.max(self.head));
        let start = map.start(from);
        let end = if from == to {
            start
        } else {
            map.end(to).max(start)
        };
        let range = text.clamp(start..end);
        match self.anchor <= self.head {
            true => Self::of(range),
            false => Self {
                anchor: range.end(),
                head: range.start(),
            },
        }
    }

    /// Whether it is a caret.
    pub fn is_caret(self) -> bool {
        self.anchor == self.head
    }
}
