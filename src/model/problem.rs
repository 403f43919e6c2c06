//! What is wrong with somebody's data, said so that a person knows what to do.

use std::path::PathBuf;

use crate::i18n::Message;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost and nothing stopped.
    Note,
    /// Something is wrong in the data, or something asked for was not done.
    Error,
}

/// Whose fault it is, which decides the program's exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The data: exit status 1.
    Data,
    /// The machine (no rights, disk full, no display): exit status 3.
    Environment,
}

/// One problem: where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Whose fault it is.
    pub fault: Fault,
    /// The file, where there is one.
    pub file: Option<PathBuf>,
    /// Line and column in it, both from 1, the column in code points.
    pub place: Option<(usize, usize)>,
    /// What is wrong; the remedy is part of the sentence.
    pub what: Message,
}

impl Problem {
    /// An error in the data of a file.
    pub fn data(file: impl Into<PathBuf>, what: Message) -> Self {
        Self {
            severity: Severity::Error,
            fault: Fault::Data,
            file: Some(file.into()),
            place: None,
            what,
        }
    }

    /// Something that the machine refused about a file.
    pub fn environment(file: impl Into<PathBuf>, what: Message) -> Self {
        Self {
            fault: Fault::Environment,
            ..Self::data(file, what)
        }
    }

    /// Something that the machine lacks, whatever the file.
    pub fn machine(what: Message) -> Self {
        Self {
            file: None,
            ..Self::environment(PathBuf::new(), what)
        }
    }

    /// The same as a mere note.
    #[must_use]
    pub fn note(self) -> Self {
        Self {
            severity: Severity::Note,
            ..self
        }
    }

    /// The same with line and column.
    #[must_use]
    pub fn at(self, line: usize, column: usize) -> Self {
        Self {
            place: Some((line, column)),
            ..self
        }
    }
}
