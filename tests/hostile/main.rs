//! Hostile and broken input: every case ends in a clear word or a bounded result.
//!
//! The cases are tables; `cargo test --test hostile -- --nocapture` prints each with its outcome.

#[path = "../common/program.rs"]
mod program;

#[cfg(unix)]
mod articles;
mod damage;
#[cfg(unix)]
mod links;
#[cfg(unix)]
mod names;
#[cfg(unix)]
mod sidecars;
#[cfg(unix)]
mod watched;
