//! Where a codebook lies, which decides what becomes of a change to it, and what did.

use std::path::PathBuf;

use super::problem::Problem;

/// Where the codebook in use lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodebookSource {
    /// The folder of the session or of the articles, where a copy goes; `None` while nothing is open.
    pub folder: Option<PathBuf>,
    /// Its own file; `None` for the one that ships with the program, which is never changed in place.
    pub file: Option<PathBuf>,
    /// Whether its file holds what a program would lose in writing it: comments, or fields of other
    /// programs. It is not written unasked.
    pub by_hand: bool,
    /// Whether it stands in for another one that can't be read: a change would go to the wrong one.
    pub stand_in: bool,
}

impl CodebookSource {
    /// Whether there is a place for changes.
    pub fn is_editable(&self) -> bool {
        self.folder.is_some() && !self.stand_in
    }
}

/// Which file a changed codebook goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodebookWrite {
    /// Its own, unless people wrote that by hand; a copy where it ships with the program.
    #[default]
    Own,
    /// A copy in the folder of the session or of the articles.
    Copy,
    /// Its own, even though comments are lost.
    Anyway,
}

/// What a save of a codebook did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedCodebook {
    /// Where it lies now.
    pub source: CodebookSource,
    /// SHA-256 of what was written.
    pub hash: String,
    /// Whether it went to `saves/` because the folder can't be written.
    pub fell_back: bool,
}

/// Why a codebook was not written. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodebookRefusal {
    /// Its file holds comments, or fields that would be lost: a person decides.
    ByHand,
    /// The file is another by now than the one that was read: a person decides.
    Changed,
    /// Anything else.
    Problem(Problem),
}
