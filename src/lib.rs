//! Postil: read the news critically.

pub mod anchor;
pub mod edit;
pub mod export;
pub mod i18n;
pub mod model;
pub mod overlay;
pub mod text;
