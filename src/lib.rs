//! Postil: read the news critically.

pub mod anchor;
pub mod cli;
pub mod edit;
pub mod export;
pub mod i18n;
pub mod import;
pub mod job;
pub mod model;
pub mod overlay;
pub mod session;
pub mod store;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
