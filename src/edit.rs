//! Changes to a reading that know their inverse, and the linear undo history made of them.

mod history;
mod transaction;

pub use history::History;
pub use transaction::{Edit, Transaction};
