//! Where a codebook lies, which decides what becomes of a change to it.

use std::path::PathBuf;

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
