//! The whole window, driven as a person drives it, with real files under it.
#![cfg(feature = "gui")]

mod acts;
mod by_keys;
mod codebook;
mod desk;
mod failing;
mod files;
mod filtering;
mod finding;
mod keyboard;
mod listening;
mod looks;
mod marking;
mod moved;
mod others;
mod palette;
mod people;
mod suggesting;
mod typing;
mod versions;
mod walking;
mod window;
