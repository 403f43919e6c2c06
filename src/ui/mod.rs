//! The window. The only module that knows egui.
//!
//! It draws from `&State` and returns what the person did; nothing here changes data.

mod app;
pub mod commands;
mod dialogs;
mod file_dialog;
pub mod fonts;
mod intent;
pub mod page;
mod panels;
mod preferences;
mod start;
pub mod theme;

pub use app::{PostilApp, Start};
pub use dialogs::PAGE_KEYS;
pub use start::{WindowError, run};
