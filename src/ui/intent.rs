//! What drawing answers with, and what it draws with.

use super::commands::CommandId;
use super::preferences::Preferences;
use super::theme::Theme;
use crate::i18n::Catalogue;
use crate::session::{App, CodebookCommand, Command, Doc};

/// What a person asked for while a frame was drawn; carried out after it.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// A command of the state.
    State(Command),
    /// A row of the command table.
    Run(CommandId),
    /// Looks otherwise from now on.
    Prefer(Preferences),
    /// Shows a path in the system's own program.
    Reveal(std::path::PathBuf),
}

impl From<App> for Intent {
    fn from(app: App) -> Self {
        Self::State(Command::App(app))
    }
}

impl From<Doc> for Intent {
    fn from(doc: Doc) -> Self {
        Self::State(Command::Doc(doc))
    }
}

impl From<CodebookCommand> for Intent {
    fn from(command: CodebookCommand) -> Self {
        Self::State(Command::Codebook(command))
    }
}

impl From<CommandId> for Intent {
    fn from(id: CommandId) -> Self {
        Self::Run(id)
    }
}

/// Language and colours of a frame.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Texts in the reader's language.
    pub texts: &'a Catalogue,
    /// Colours.
    pub theme: &'a Theme,
    /// How the person likes to read.
    pub preferences: Preferences,
}

impl Look<'_> {
    /// A text without arguments.
    pub fn t(&self, key: &str) -> String {
        self.texts.t(key)
    }
}
