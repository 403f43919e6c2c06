//! Files: where they are, how they are read, and how they are written so that nothing is lost.
//!
//! The only module that opens files. Formats on disk have types of their own, one version each, in
//! `format`, converted by hand to and from the model. Invariants:
//!
//! - The file of an article is never written, and nobody writes another reviewer's file.
//! - Every call to the system that reading and saving make goes through `files`, where tests fail it.
//! - What is written is a whole file or not there at all ([`write_atomic`]).
//! - A file that is newer than the program, damaged, or changed by hand is shown and left alone.
//! - Clock and ids come from the caller.

#![allow(
    clippy::disallowed_methods,
    reason = "this is the module that opens files"
)]

mod annotations;
mod article_file;
mod atomic;
mod backups;
mod codebook;
mod codebook_save;
mod conflicts;
mod disk;
mod files;
mod folder_watch;
mod folders;
mod format;
mod home;
mod journal;
mod lock;
mod look;
mod natural;
mod out;
mod paths;
mod presence;
mod probe;
mod recent;
mod replace;
mod scan;
mod session_file;
mod settings;
mod stamps;
mod texts;
mod undo;

pub use annotations::{
    DiskState, Integrity, LoadedReading, Saved, StoredReading, adopt_hand_edit, annotation_path,
    codebook_used, fallback_path, is_as_left, load_reading, make_sure, reached, reading_by,
    readings_in, readings_named, readings_of, save_reading,
};
pub use article_file::{LoadedMeta, article_file_path, load_meta, merge_meta, save_meta};
pub use atomic::{sweep_temps, write_atomic};
pub use backups::{Rescue, Whose, keep_file, put_back, rescue};
pub use codebook::{
    DEFAULT_CODEBOOK, codebook_text, default_codebook, find_codebook, load_codebook,
    parse_codebook, read_codebook,
};
pub use codebook_save::save_codebook;
pub use conflicts::{
    Brought, Fold, Folded, FoldedCopy, Group, article_copies, copies_at, fold, put_away_folder,
};
pub use disk::{MAX_FILE, read_bytes};
pub use files::{Call, Step, Watched, Witness, watch};
pub use folder_watch::{FolderWatch, News};
pub use folders::Folders;
pub use home::{Home, Surroundings};
pub use journal::{Heard, Journal, is_journal_of, journal_folder};
pub use lock::{FolderLock, clear_up, lock_folder};
pub use look::{is_folder, missing, places_of_spans, reviewer_near, sidecars_without_article};
pub use natural::natural_order;
pub use out::write_export;
pub use presence::Presence;
pub use probe::{check_writable, in_temporary_folder, make_writable};
pub use recent::{load_place, load_recent, save_place, save_recent};
pub use scan::{SESSION_END, Targets, articles_in, is_article_name, resolve_targets};
pub use session_file::{create_session, load_session, session_articles};
pub use settings::{Settings, ViewSettings, load_settings, save_settings};
pub use stamps::{Look, Part, Stamp, look};
pub use texts::{elsewhere, has_text, keep_text, old_text, use_text};
pub use undo::{Found, UndoLog, kept_history};
