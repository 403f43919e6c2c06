//! Changes to a reading that know their inverse, the linear undo history made of them, and the merge
//! of two copies of one reading.

mod history;
mod merge;
mod transaction;

pub use history::History;
pub use merge::merge;
pub use transaction::{Edit, Transaction, later};
