//! Offsets: what is marked is what is stored, exported and shown again, in every unit, whatever the
//! text is made of. The reference is slow and obvious: a `Vec<char>`.

#[path = "../common/program.rs"]
mod program;

mod chains;
mod forms;
mod pieces;
mod units;
