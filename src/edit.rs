//! Changes to a reading that know their inverse, the linear undo history made of them, what is left of
//! them as states, and the merge of two copies of one reading.

mod changes;
mod history;
mod merge;
mod transaction;

pub use changes::{Changes, SpanState};
pub use history::History;
pub use merge::merge;
pub use transaction::{Edit, Transaction, later};
