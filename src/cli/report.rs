//! What is printed: data on standard output; problems, as `FILE:LINE:COLUMN: what, and what to do`, on
//! standard error.

use std::io::{self, Write as _};
use std::path::Path;

use super::exit::Exit;
use crate::i18n::{Catalogue, Message};
use crate::model::{Problem, Severity};
use crate::msg;
use crate::text::printable;

/// Prints problems and keeps the worst exit status that they mean.
pub struct Report<'a> {
    texts: &'a Catalogue,
    worst: Exit,
}

impl<'a> Report<'a> {
    /// Nothing is wrong yet.
    pub fn new(texts: &'a Catalogue) -> Self {
        Self {
            texts,
            worst: Exit::Done,
        }
    }

    /// The texts.
    pub fn texts(&self) -> &'a Catalogue {
        self.texts
    }

    /// Prints a problem.
    pub fn problem(&mut self, problem: &Problem) {
        self.worst = self.worst.max(Exit::of(problem));
        let what = self.texts.text(&problem.what);
        let place = match (&problem.file, problem.place) {
            (Some(file), Some((line, column))) => format!("{}:{line}:{column}: ", shown(file)),
            (Some(file), None) => format!("{}: ", shown(file)),
            (None, _) => String::new(),
        };
        let kind = match problem.severity {
            Severity::Note => msg!("report-note", what = format!("{place}{what}")),
            Severity::Error => msg!("report-error", what = format!("{place}{what}")),
        };
        self.line(&kind);
    }

    /// Prints several.
    pub fn problems(&mut self, problems: &[Problem]) {
        for problem in problems {
            self.problem(problem);
        }
    }

    /// Prints that the call was wrong.
    pub fn usage(&mut self, what: &Message, verb: Option<&str>) {
        self.wrong(None, what, verb);
    }

    /// Prints that the call was wrong for a file.
    pub fn usage_of(&mut self, file: &Path, what: &Message, verb: Option<&str>) {
        self.wrong(Some(file), what, verb);
    }

    fn wrong(&mut self, file: Option<&Path>, what: &Message, verb: Option<&str>) {
        self.worst = self.worst.max(Exit::Usage);
        let place = file.map(|file| format!("{}: ", shown(file)));
        let what = format!("{}{}", place.unwrap_or_default(), self.texts.text(what));
        self.line(&msg!("report-error", what = what));
        // Standard error gone is no reason to fail.
        let _ = writeln!(io::stderr(), "{}", super::usage::hint(self.texts, verb));
    }

    /// Prints a line for people on standard error.
    pub fn line(&self, message: &Message) {
        let text = printable(&self.texts.text(message));
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Prints to standard output. A reader that has gone away, as `head` does, is no failure.
    pub fn print(&mut self, text: &str) {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let what = msg!("output-failed", reason = error.to_string());
                self.problem(&Problem::machine(what));
            }
            _ => {}
        }
    }

    /// Whether something was wrong so far.
    pub fn is_bad(&self) -> bool {
        self.worst != Exit::Done
    }

    /// The exit status that all of it means.
    pub fn exit(&self) -> Exit {
        self.worst
    }
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}
