//! What became of each word of an old text: a diff by words.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::Token;

/// Which token of a new text each token of an old one is.
#[derive(Debug)]
pub(super) struct Changes(Vec<Option<u32>>);

impl Changes {
    /// Compares two texts.
    pub(super) fn new(old: &[Token], new: &[Token]) -> Self {
        let keys = |tokens: &[Token]| tokens.iter().map(|t| t.key).collect::<Vec<u32>>();
        let mut to_new = vec![None; old.len()];
        for op in capture_diff_slices(Algorithm::Patience, &keys(old), &keys(new)) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                for at in 0..len {
                    to_new[old_index + at] = u32::try_from(new_index + at).ok();
                }
            }
        }
        Self(to_new)
    }

    /// The new token that an old one is.
    pub(super) fn of(&self, old: usize) -> Option<usize> {
        self.0.get(old).copied().flatten().map(|to| to as usize)
    }
}
