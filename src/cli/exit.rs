//! What the program's exit status means.

use std::process::ExitCode;

use crate::model::{Fault, Problem, Severity};

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// A problem with the data.
    Data = 1,
    /// The call itself was wrong.
    Usage = 2,
    /// The machine refused: could not write, no display, a library missing.
    Environment = 3,
}

impl Exit {
    /// What a problem means for the exit status; notes mean nothing.
    pub fn of(problem: &Problem) -> Self {
        match (problem.severity, problem.fault) {
            (Severity::Note, _) => Self::Done,
            (Severity::Error, Fault::Data) => Self::Data,
            (Severity::Error, Fault::Environment) => Self::Environment,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
