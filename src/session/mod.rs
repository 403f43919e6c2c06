//! What is open, and how it changes: state, commands, effects, events.
//!
//! The window draws from [`State`] and sends [`Command`]s; [`update`] is the one place that applies
//! them and answers with [`Effect`]s; the outside answers effects with [`Event`]s, which [`receive`]
//! takes in. Nothing here reads a file, asks for the time or knows a window: scripts of commands test it.

mod arm;
mod change;
mod codebook;
mod codebook_history;
mod command;
mod copies;
mod coverage;
mod doc;
mod effect;
mod event;
mod filter;
mod find;
mod keep;
mod moved;
mod noticed;
mod open;
mod receive;
mod review;
mod said;
mod selection;
mod state;
mod suggestions;
mod unsettled;
mod update;
mod versions;
mod waiting;

pub use codebook::{CodebookFile, CodebookOnDisk, CodebookSave, Refused};
pub use codebook_history::CodebookHistory;
pub use command::{App, CodebookCommand, Command, Doc, ExportRequest, NewSpan};
pub use copies::CopiesOf;
pub use coverage::{Coverage, SentenceCount, count_sentences};
pub use doc::{SpanProblem, breaks_overlap_rule, new_annotation};
pub use effect::{Effect, Pick};
pub use event::{
    ArticleOnDisk, Copies, Event, Noticed, ReadAgain, ReadingOnDisk, Summary, TakenIn, Touched,
    problem_line,
};
pub use filter::{Filter, Sources, Voices};
pub use find::{Find, Hits, Query, Seek};
pub use keep::Histories;
pub use moved::{SURE, accept, moves, refuse, settled};
pub use open::{OpenArticle, OtherReading, Overview, OwnReading, SaveState};
pub use receive::receive;
pub use review::{Review, ReviewItem};
pub use said::Said;
pub use selection::Selection;
pub use state::{AskName, Entry, EntryState, Env, Notice, Offer, State};
pub use suggestions::{Suggest, Suggestion, Suggestions, suggest};
pub use unsettled::{Move, Unsettled};
pub use update::update;
pub use versions::{Version, Versions};

#[cfg(test)]
mod tests;
