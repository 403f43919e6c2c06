//! Annotation files: one reviewer's reading of one article, beside the article or, where its folder
//! can't be written, in `saves/`.

mod load;
mod save;

use std::path::{Path, PathBuf};

pub(super) use load::load_bytes;
pub use load::{
    Integrity, LoadedReading, StoredReading, codebook_used, load_reading, reading_by, readings_in,
    readings_named, readings_of,
};
pub use save::{Saved, adopt_hand_edit, is_as_left, make_sure, reached, save_reading};

use super::disk::FileHash;
use super::home::Home;
use super::paths::{beside, fallback_folder};
use crate::model::{ReadingStatus, file_key};

/// Ending of annotation files.
pub(super) const ENDING: &str = ".ann.ron";

/// Where a reviewer's annotations of an article stand: `ARTICLE.EXT.REVIEWER.ann.ron` beside it.
pub fn annotation_path(article: &Path, reviewer: &str) -> PathBuf {
    beside(article, &format!(".{}{ENDING}", file_key(reviewer)))
}

/// Where they stand when the article's folder can't be written:
/// `saves/FOLDER-HASH/ARTICLE.EXT.REVIEWER.ann.ron`, the hash being eight digits of the SHA-256 of the
/// folder's whole path.
pub fn fallback_path(home: &Home, article: &Path, reviewer: &str) -> PathBuf {
    let beside = annotation_path(article, reviewer);
    let name = beside.file_name().unwrap_or_default();
    fallback_folder(home, article).join(name)
}

/// What a reading's files held when they were last read or written; a save compares it with what
/// they hold by then. Of no meaning outside this module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiskState {
    beside: Option<Seen>,
    fallback: Option<Seen>,
}

impl DiskState {
    /// Whether the reading is in `saves/` alone.
    pub fn is_fallback(&self) -> bool {
        self.beside.is_none() && self.fallback.is_some()
    }

    /// Tells it from every other one.
    pub(super) fn key(&self) -> String {
        let hash = |seen: &Option<Seen>| seen.map_or_else(String::new, |seen| seen.hash.hex());
        format!("{}-{}", hash(&self.beside), hash(&self.fallback))
    }
}

/// One file as it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    hash: FileHash,
    status: ReadingStatus,
    /// Whether it agreed with its checksum; where not, it is not to be replaced.
    intact: bool,
}
