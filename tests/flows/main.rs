//! The whole window, driven as a person drives it, with real files under it.
#![cfg(feature = "gui")]

mod codebook;
mod acts;
mod desk;
mod files;
mod filtering;
mod finding;
mod keyboard;
mod looks;
mod marking;
mod palette;
mod people;
mod window;
