//! What the state asks of the outside.

use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use super::command::ExportRequest;
use super::event::Touched;
use super::find::{Hits, Query};
use crate::edit::{Changes, History, Step, Transaction};
use crate::i18n::Lang;
use crate::model::{
    Anchor, Article, Backup, Bookmark, Codebook, CodebookSource, CodebookWrite, LabelKey, Passages,
    Reading, Reviewer,
};
use crate::text::{Granularity, SourceText};

/// Something to be done outside, on another thread.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Finds the articles at paths; answered by `Event::Scanned`.
    Scan(Vec<PathBuf>),
    /// Reads an article and all annotations of it; answered by `Event::Loaded`.
    Load {
        /// Which.
        path: PathBuf,
        /// Given back in the answer.
        generation: u64,
    },
    /// Reads what the list shows of articles; answered by `Event::Summarised`, one each.
    Summarise {
        /// Which.
        paths: Vec<PathBuf>,
        /// Whether the list is another one: what was still to be read for the one before is not wanted.
        anew: bool,
    },
    /// Counts the sentences of an article; answered by `Event::Counted`.
    CountSentences {
        /// Which.
        path: PathBuf,
        /// Its text.
        article: Arc<Article>,
        /// What of it was read.
        read: Passages,
        /// Given back in the answer.
        number: u64,
    },
    /// The own reading of an article is now this, as far as the disk knows: saving starts from it.
    StartSaving {
        /// Article.
        path: PathBuf,
        /// The reading.
        reading: Box<Reading>,
        /// The text that it is shown on.
        text: SourceText,
        /// The load that it comes from: what is on disk since then is taken in, not written over.
        generation: u64,
    },
    /// Marks were asked for while the own reading is still being read: to be on disk within a second.
    KeepAhead {
        /// Article.
        path: PathBuf,
        /// The reading without spans, for the case that it has no file yet.
        head: Box<Reading>,
        /// The marks.
        changes: Changes,
    },
    /// The own reading changed: to be on disk within a second; answered by `Event::Saved`.
    Save {
        /// Article.
        path: PathBuf,
        /// The change.
        transaction: Transaction,
        /// Number of the change, given back in the answer.
        revision: u64,
    },
    /// Reads annotation files of an open article again; answered by `Event::ReadAgain`, unless none of
    /// them can be read and all may still be on their way.
    ReadAgain {
        /// Article.
        path: PathBuf,
        /// Its text as it is open.
        article: Arc<Article>,
        /// The files.
        files: Vec<Touched>,
    },
    /// A reviewer reads in a folder: other windows of this machine shall know; answered by
    /// `Event::AlsoOpen` where there are any.
    SitDown {
        /// The folder.
        folder: PathBuf,
        /// Who.
        reviewer: Uuid,
    },
    /// The file of the own reading is another one: what is new in it is taken in, and what is not in
    /// it is written; answered by `Event::Saved` where there was anything to do.
    TakeIn {
        /// Article.
        path: PathBuf,
        /// The file.
        file: Touched,
    },
    /// Another program may have added to a journal of the own reading: answered by `Event::Joined` where
    /// there is anything new in it.
    TakeInJournals {
        /// Article.
        path: PathBuf,
    },
    /// Merges conflict copies of the own file into it and puts them away; answered by
    /// `Event::CopiesPutAway`.
    PutCopiesAway {
        /// The copies.
        copies: Vec<PathBuf>,
    },
    /// Takes over an annotation file that was edited by hand: it is written anew with its checksum.
    AcceptHandEdit {
        /// Article.
        path: PathBuf,
        /// Whose reading it is.
        reviewer: Uuid,
        /// The annotation file.
        file: PathBuf,
        /// The load that showed it.
        generation: u64,
    },
    /// Reads earlier versions of a reviewer's annotation file and compares them with now; answered by
    /// `Event::VersionsListed`, then by `Event::VersionCompared`, one each, unless a later question takes
    /// its place.
    CompareVersions {
        /// Article.
        path: PathBuf,
        /// The reading as it is.
        now: Box<Reading>,
        /// Given back in the answers.
        generation: u64,
    },
    /// Keeps the history of a reviewer's acts, to be taken back when the article is opened again.
    KeepHistory {
        /// Article.
        path: PathBuf,
        /// Whose.
        reviewer: Uuid,
        /// Hash of the article's text.
        text_hash: String,
        /// All of it.
        history: Box<History>,
    },
    /// Keeps a step more of such a history.
    KeepStep {
        /// Article.
        path: PathBuf,
        /// Whose.
        reviewer: Uuid,
        /// The step.
        step: Step,
    },
    /// Keeps what is on disk of a reviewer's file as an earlier version, before much of it changes.
    KeepVersion {
        /// Article.
        path: PathBuf,
        /// Whose reading it is.
        reviewer: Uuid,
        /// The file that it was read from.
        file: Option<PathBuf>,
    },
    /// Puts an earlier version in the place of an annotation file; answered by `Event::PutBack`.
    PutBack {
        /// Article.
        path: PathBuf,
        /// Whose reading it is.
        reviewer: Uuid,
        /// The annotation file.
        file: PathBuf,
        /// The version.
        backup: Backup,
    },
    /// Keeps a choice of encoding in the article's file, then loads it again.
    KeepEncoding {
        /// Article.
        path: PathBuf,
        /// Name, or to be found again.
        encoding: Option<String>,
    },
    /// Writes copies; answered by `Event::Exported`.
    Export {
        /// Articles.
        paths: Vec<PathBuf>,
        /// How.
        request: ExportRequest,
        /// Labels.
        codebook: Arc<Codebook>,
    },
    /// Writes the codebook; answered by `Event::CodebookSaved`.
    SaveCodebook {
        /// What it says.
        codebook: Arc<Codebook>,
        /// Where it was read.
        source: CodebookSource,
        /// Hash of its file as it was last read or written.
        known: String,
        /// Which file it goes to.
        how: CodebookWrite,
        /// Number of the change, given back in the answer.
        revision: u64,
    },
    /// Reads the codebook of an id again; answered by `Event::CodebookRead`.
    ReadCodebook {
        /// Its id.
        id: String,
        /// The folder of the session or of the articles.
        folder: Option<PathBuf>,
    },
    /// Looks for words; answered by `Event::Found`, unless a later search takes its place.
    Find {
        /// Where.
        text: SourceText,
        /// What.
        query: Query,
        /// Given back in the answer.
        generation: u64,
    },
    /// Works out what would be marked for hits; answered by `Event::Suggested`.
    Suggest {
        /// Where.
        text: SourceText,
        /// The hits.
        hits: Arc<Hits>,
        /// What they would be marked as.
        label: LabelKey,
        /// What a mark of that label grows to.
        granularity: Granularity,
    },
    /// Looks where spans are that came back since the article was read; answered by `Event::Located`.
    Locate {
        /// Article.
        path: PathBuf,
        /// Its text.
        text: SourceText,
        /// What is stored of them.
        anchors: Vec<Anchor>,
    },
    /// Shows a dialog; answered by `Event::Picked`.
    Pick(Pick),
    /// Remembers the reviewer for the next start.
    RememberReviewer(Reviewer),
    /// Remembers the language for the next start.
    RememberLanguage(Lang),
    /// Remembers what was opened for the next start.
    RememberOpened(Vec<PathBuf>),
    /// Remembers where reading stopped for the next start.
    RememberPlace(Bookmark),
}

/// What a dialog asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Articles or session files.
    Files,
    /// A folder of articles.
    Folder,
    /// Where copies go.
    ExportFolder,
}
