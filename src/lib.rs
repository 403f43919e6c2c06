//! Postil: read the news critically.

pub mod anchor;
pub mod edit;
pub mod i18n;
pub mod import;
pub mod model;
pub mod overlay;
pub mod store;
pub mod text;
