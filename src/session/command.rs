//! What a person can ask for.

use std::path::PathBuf;
use std::sync::Arc;

use super::filter::Filter;
use super::find::Seek;
use super::review::Review;
use super::selection::Selection;
use super::suggestions::Suggest;
use crate::edit::{Comparison, Difference};
use crate::i18n::Lang;
use crate::model::{
    Backup, Claim, CodebookEdit, CodebookWrite, Confidence, LabelKey, SpanId, Voice,
};
use crate::overlay::MarkKey;
use crate::text::TextRange;

/// Anything a person can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A change to the reviewer's own reading: undoable.
    Doc(Doc),
    /// A change to the codebook: undoable.
    Codebook(CodebookCommand),
    /// Everything else: navigation, files, settings.
    App(App),
}

/// A change to the reviewer's own reading of the current article.
#[derive(Clone, Debug, PartialEq)]
pub enum Doc {
    /// Marks the selection, or gives the selected mark another label. From a caret alone, a label of
    /// clauses marks the sentence around it, a label of words the word.
    Tag(LabelKey),
    /// Marks the selection in place of what the act just before marked with that label: a third click
    /// takes the sentence instead of the word.
    TagInstead(LabelKey),
    /// Adds a span exactly where it says.
    Add(NewSpan),
    /// Gives a span another label.
    Relabel(SpanId, LabelKey),
    /// Moves the edges of a span.
    SetRange(SpanId, TextRange),
    /// The same by key: steps that follow one another are one act to whoever takes them back.
    Nudge(SpanId, TextRange),
    /// Says who speaks in a span.
    SetVoice(SpanId, Voice),
    /// Says why it was marked.
    SetReason(SpanId, String),
    /// Says how sure the reviewer is.
    SetConfidence(SpanId, Confidence),
    /// Says what a fact span claims; `None` takes it away.
    SetClaim(SpanId, Option<Claim>),
    /// Deletes a span.
    Delete(SpanId),
    /// Takes the place that was found for a span for its own.
    Accept(SpanId),
    /// The same for every span whose place is at least as sure as a score.
    AcceptAll(f64),
    /// Refuses the place that was found for a span: it has none, until the article is another one.
    Refuse(SpanId),
    /// The same for every span that was found elsewhere.
    RefuseAll,
    /// Puts a span, with or without a place, where the reviewer says.
    Attach(SpanId, TextRange),
    /// Says that a sentence was read (`true`), or that it was not.
    Read(TextRange, bool),
    /// Finishes the reading (`true`) or takes it up again.
    Finish(bool),
    /// Makes the reading what it was in an earlier version.
    Restore(Arc<Comparison>),
    /// Makes one mark what it was in an earlier version.
    RestoreMark(Box<Difference>),
    /// Takes the last change back.
    Undo,
    /// Does again what was undone last.
    Redo,
}

/// What can be done to the codebook in use.
#[derive(Clone, Debug, PartialEq)]
pub enum CodebookCommand {
    /// Changes it.
    Edit(CodebookEdit),
    /// Takes the last change back.
    Undo,
    /// Does again what was undone last.
    Redo,
    /// Writes what is not on disk yet, where the person says.
    Write(CodebookWrite),
    /// Reads its file again, which another program has changed.
    ReadAgain,
}

/// A span to be added.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSpan {
    /// Label.
    pub label: LabelKey,
    /// Place.
    pub range: TextRange,
    /// Who speaks there.
    pub voice: Voice,
    /// How sure.
    pub confidence: Confidence,
    /// Why.
    pub reason: String,
    /// What it claims.
    pub claim: Option<Claim>,
}

impl NewSpan {
    /// A span of the author's voice, without more to say.
    pub fn plain(label: LabelKey, range: TextRange) -> Self {
        Self {
            label,
            range,
            voice: Voice::Author,
            confidence: Confidence::Sure,
            reason: String::new(),
            claim: None,
        }
    }
}

/// Navigation, files and settings.
#[derive(Clone, Debug, PartialEq)]
pub enum App {
    /// Opens what lies at paths: articles, folders, sessions.
    OpenPaths(Vec<PathBuf>),
    /// Asks for articles in a dialog.
    PickFiles,
    /// Asks for a folder in a dialog.
    PickFolder,
    /// Asks for the folder of copies in a dialog.
    PickExportFolder,
    /// Shows an article of the list.
    Show(usize),
    /// Shows the next article (`1`) or the one before (`-1`).
    Step(i8),
    /// Does what was asked for while annotations were still being read, where they are there now.
    CatchUp,
    /// Reads the current article and its annotations again.
    Reload,
    /// Reads the current article in another encoding; `None` lets it be found again.
    SetEncoding(Option<String>),
    /// Selects text.
    Select(Selection),
    /// Selects a mark, or none.
    SelectMark(Option<MarkKey>),
    /// Has a label mark each passage that is picked in the page; `None` for no label.
    Arm(Option<LabelKey>),
    /// Left a passage for the next one: what stands there was read. Nothing that is taken back.
    Passed(TextRange),
    /// Selects the next mark (`true`) or the one before.
    StepMark(bool),
    /// Takes a pseudonym, after which what waited for it is done.
    SetReviewer(String),
    /// The existing annotations under the pseudonym just given are the person's own.
    ClaimReviewer,
    /// Asks for the pseudonym.
    AskReviewer,
    /// Closes that question without an answer.
    CancelReviewer,
    /// Shows or hides another reviewer's marks, by their place in the list.
    ShowOther(usize, bool),
    /// Looks for words in the article.
    Find(Seek),
    /// Goes through the marks that the article's change has moved or left without a place.
    Review(Review),
    /// Goes through suggestions.
    Suggest(Suggest),
    /// Lets some marks stand out and dims the others.
    SetFilter(Box<Filter>),
    /// Has the conflict copies of the own file of an article put away, once what they say is in it.
    PutCopiesAway(PathBuf),
    /// Takes over an annotation file that was edited by hand.
    AcceptHandEdit,
    /// Looks at earlier versions of the own annotation file (`true`), or does so no longer.
    LookAtVersions(bool),
    /// Puts an earlier version in the place of the own annotation file, where that may not be written as
    /// it is; it is kept under another name.
    PutBack(Backup),
    /// Writes annotated copies.
    Export(ExportRequest),
    /// Changes the language.
    SetLanguage(Lang),
    /// Closes a notice, by its id.
    Dismiss(u64),
}

/// Which copies to write where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// Key of the format.
    pub format: &'static str,
    /// All articles of the list, not the current one alone.
    pub all: bool,
    /// Only these reviewers' marks; empty for everyone's.
    pub reviewers: Vec<String>,
    /// Names are replaced by numbers.
    pub hide_names: bool,
    /// Folder; `None` for the usual one.
    pub folder: Option<PathBuf>,
}
