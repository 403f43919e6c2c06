//! Postil: read the news critically.

pub mod anchor;
pub mod edit;
pub mod i18n;
pub mod model;
pub mod overlay;
pub mod session;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
