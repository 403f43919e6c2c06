//! The window. The only module that knows egui.
//!
//! It draws from `&State` and returns what the person did; nothing here changes data.

pub mod fonts;
pub mod page;
pub mod theme;
