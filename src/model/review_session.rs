//! A review session: which articles are read together, by which codebook, and how.

use super::codebook::LocalText;

/// What people come together for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum SessionKind {
    /// Reading alone or together, without a set course.
    #[default]
    Reading,
    /// A class exercise.
    Class,
    /// A fact-check session.
    FactCheck,
}

/// How a session is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionOptions {
    /// Whether other reviewers' marks are shown as soon as an article opens.
    pub show_others: bool,
}

/// A set of articles and how they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewSession {
    /// Name for people.
    pub title: LocalText,
    /// What it is for.
    pub kind: SessionKind,
    /// Id of the codebook; empty for the default one.
    pub codebook: String,
    /// Articles, relative to the session file, `/` between folders.
    pub articles: Vec<String>,
    /// How it is held.
    pub options: SessionOptions,
}
