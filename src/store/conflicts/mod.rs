//! Conflict copies: second files of one thing that sync programs, file managers and version control
//! systems leave behind.
//!
//! Copies of a reviewer's annotation file are read together with it, by span, as one set. They are put
//! away only when somebody asks for it ([`fold`]), after everything that they say is safely in the file
//! itself. A copy that can't be merged is named and left where it is.

mod content;
mod fold;
mod gather;
mod groups;
mod markers;
mod names;
mod put_away;

pub use fold::{Brought, Fold, Folded, FoldedCopy, fold};
pub use gather::article_copies;
pub use groups::{Group, copies_at};
pub use put_away::folder as put_away_folder;

pub(super) use content::read as read_content;
pub(super) use gather::take_in;
pub(super) use names::{CopyOf, annotation_copy, article_copy, file_copy};
