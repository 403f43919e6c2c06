//! Postil: read the news critically.

pub mod text;
