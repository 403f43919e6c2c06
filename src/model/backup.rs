//! [`Backup`]: which earlier state of a reviewer's annotation file.

use super::Timestamp;

/// An earlier state of a reviewer's file of an article, kept on this machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// When it was on disk.
    pub at: Timestamp,
    /// SHA-256 of its bytes, as 64 hexadecimal digits.
    pub hash: String,
}
