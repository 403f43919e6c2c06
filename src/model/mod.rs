//! What Postil is about: articles, annotations, codebooks, reviewers, review sessions.
//!
//! Plain values. Nothing here reads a file, asks for the time or knows how it is drawn; the formats
//! on disk are types of their own in `store`.

mod annotation;
mod article;
mod backup;
mod codebook;
mod codebook_edit;
mod codebook_faults;
mod codebook_source;
mod passages;
mod problem;
mod reading;
mod review_session;
mod reviewer;
mod sorted;

pub use annotation::{Anchor, Annotation, Claim, Confidence, LabelKey, SpanId, Voice};
pub use article::{Article, ArticleMeta, Bookmark, EncodingNote, Importer};
pub use backup::Backup;
pub use codebook::{
    Codebook, CodebookRef, Example, Label, Layer, LocalText, Overlap, Pattern, Rule, Status,
};
pub use codebook_edit::{CodebookEdit, EditRefusal, RulePlace, TextField, new_label};
pub use codebook_faults::{CodebookFault, FaultPlace, codebook_faults};
pub use codebook_source::{CodebookRefusal, CodebookSource, CodebookWrite, SavedCodebook};
pub use passages::Passages;
pub use problem::{Fault, Problem, Severity};
pub use reading::{Reading, ReadingStatus, SourceRef, SpanSet, Tombstone};
pub use review_session::{ReviewSession, SessionKind, SessionOptions};
pub use reviewer::{
    NameProblem, Reviewer, check_name, file_key, is_reserved_on_windows, same_name,
};
pub use sorted::{Keyed, Sorted};

pub use jiff::Timestamp;
