//! The whole window, driven as a person drives it, with real files under it.
#![cfg(feature = "gui")]

mod desk;
mod keyboard;
mod marking;
