//! The command line as scripts see it: the real program, run in a folder of its own.

#[path = "../common/program.rs"]
mod program;

mod aliases;
mod check;
mod done;
mod export;
mod help;
mod list;
mod machine;
mod merge;
mod reanchor;
mod tag;
mod together;

/// An article of three lines; its code points: title 0..8, "Il a plu" 10..18 and 48..56.
pub const TEXT: &str = "Un titre\n\nIl a plu à Genève. C’est un scandale. Il a plu.\n";
