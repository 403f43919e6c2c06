//! Work off the window's thread: effects in, events out.
//!
//! The command line runs the same functions of [`work`] at once and in order.

mod backups;
mod env;
mod saver;
mod texts;
mod threads;
mod undo;
mod versions;
mod watch;
pub mod work;

pub use env::SystemEnv;
pub use threads::{Dialogs, Jobs, Picked};
pub use watch::Watching;
