//! Changes to a reading that know their inverse, the linear undo history made of them, what is left of
//! them as states, the merge of two copies of one reading, and what differs between two states of it.

mod changes;
mod difference;
mod fit;
mod history;
mod merge;
mod transaction;

pub use changes::{Changes, SpanState};
pub use difference::{Comparison, Difference, Fate, bring_back, compare};
pub use history::{History, Step};
pub use merge::merge;
pub use transaction::{Edit, Transaction, later};
