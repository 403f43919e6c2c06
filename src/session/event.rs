//! What comes back from outside.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use super::codebook::CodebookOnDisk;
use super::coverage::SentenceCount;
use super::effect::Pick;
use super::find::Hits;
use super::keep::Histories;
use super::open::Overview;
use crate::anchor::{Elsewhere, PlaceMap};
use crate::edit::Comparison;
use crate::i18n::Message;
use crate::model::{
    Article, Backup, Codebook, CodebookRefusal, LabelKey, LocalText, Problem, Reading,
    SavedCodebook, SessionOptions,
};
use crate::msg;
use crate::text::{SourceText, TextRange};

/// An answer to an effect, or news from the file system.
#[derive(Debug)]
pub enum Event {
    /// Articles were found at paths.
    Scanned {
        /// The articles.
        articles: Vec<PathBuf>,
        /// What was named, to be opened again at the next start.
        named: Vec<PathBuf>,
        /// The session that named them: title, options and codebook.
        session: Option<(LocalText, SessionOptions)>,
        /// Its codebook, where it is another one than before.
        codebook: Option<CodebookOnDisk>,
        /// Whether they replace the list (a folder, a session) or join it (files).
        replace: bool,
        /// What could not be opened.
        problems: Vec<Problem>,
    },
    /// An article was read for the list.
    Summarised {
        /// Which.
        path: PathBuf,
        /// What the list shows.
        summary: Result<Summary, Problem>,
    },
    /// The text of an article was read; its annotations are still being read.
    TextRead {
        /// Which.
        path: PathBuf,
        /// As the effect gave it.
        generation: u64,
        /// The article.
        article: Arc<Article>,
        /// Its text cut for layout.
        blocks: Arc<[TextRange]>,
    },
    /// What can be undone and done again of the readings of an article that is about to be read.
    HistoriesRead {
        /// Which.
        path: PathBuf,
        /// By reviewer.
        histories: Histories,
    },
    /// An article was read with its annotations.
    Loaded {
        /// Which.
        path: PathBuf,
        /// As the effect gave it.
        generation: u64,
        /// The article.
        result: Result<Box<ArticleOnDisk>, Problem>,
    },
    /// The sentences of an article were counted.
    Counted {
        /// Which.
        path: PathBuf,
        /// As the effect gave it.
        number: u64,
        /// How many.
        count: SentenceCount,
    },
    /// Changes reached the disk, up to a revision.
    Saved {
        /// Article.
        path: PathBuf,
        /// Number of the last change that is in the file.
        revision: u64,
        /// Whether the fallback folder was taken.
        fell_back: bool,
        /// What the file says now, where another program's changes were merged in.
        merged: Option<Box<TakenIn>>,
    },
    /// Changes did not reach the disk.
    SaveFailed {
        /// Article.
        path: PathBuf,
        /// Why.
        problem: Problem,
    },
    /// Earlier versions were found.
    VersionsListed {
        /// As the effect gave it.
        generation: u64,
        /// The newest first, with the time in words.
        versions: Vec<(Backup, Message)>,
    },
    /// An earlier version was read.
    VersionCompared {
        /// As the effect gave it.
        generation: u64,
        /// Which.
        backup: Backup,
        /// What differs from now, or why it can't be read.
        result: Result<Arc<Comparison>, Problem>,
    },
    /// An earlier version stands in the place of the annotation file; what stood there is kept under
    /// this name.
    PutBack(Result<Option<PathBuf>, Problem>),
    /// The codebook was written, or why not.
    CodebookSaved {
        /// As the effect gave it.
        revision: u64,
        /// What was to be written.
        codebook: Arc<Codebook>,
        /// Where it lies now.
        result: Result<SavedCodebook, CodebookRefusal>,
    },
    /// The codebook was read again.
    CodebookRead(Result<CodebookOnDisk, Problem>),
    /// Copies were written.
    Exported {
        /// Folder.
        folder: PathBuf,
        /// How many files.
        files: usize,
        /// What went wrong.
        problems: Vec<Problem>,
    },
    /// Words were looked for.
    Found {
        /// As the effect gave it.
        generation: u64,
        /// Where they stand.
        hits: Arc<Hits>,
    },
    /// Spans were looked for.
    Located {
        /// Article.
        path: PathBuf,
        /// Hash of the text in which they were looked for.
        text_hash: String,
        /// Where they are.
        elsewhere: Elsewhere,
    },
    /// What would be marked for hits.
    Suggested {
        /// Where.
        text: SourceText,
        /// As what.
        label: LabelKey,
        /// The places.
        places: Vec<TextRange>,
    },
    /// Another program's changes to the own reading, which are in its journal.
    Joined {
        /// Article.
        path: PathBuf,
        /// The change up to which all that was done here is in it, too.
        revision: u64,
        /// All of the reading.
        taken: Box<TakenIn>,
    },
    /// Files are not as they were read, by article; those of the list that are not open among them.
    Noticed(Vec<Noticed>),
    /// Annotation files of an open article were read again.
    ReadAgain(Box<ReadAgain>),
    /// The articles in a folder that was opened are others.
    ListChanged {
        /// They are new.
        added: Vec<PathBuf>,
        /// They are not there any more.
        gone: Vec<PathBuf>,
        /// They are there again.
        back: Vec<PathBuf>,
    },
    /// A folder is open for the same reviewer in another window, too (`true`), or no longer.
    AlsoOpen(PathBuf, bool),
    /// The file of the codebook is another one.
    CodebookChanged,
    /// The file of the session is another one.
    SessionChanged(PathBuf),
    /// A dialog was answered; empty where it was cancelled.
    Picked(Pick, Vec<PathBuf>),
    /// No dialog can be shown here: a path must be typed.
    NoDialog(Pick),
    /// Conflict copies were merged into the own file and put away.
    CopiesPutAway {
        /// How many.
        count: usize,
        /// Where they are.
        folder: PathBuf,
        /// What went wrong.
        problems: Vec<Problem>,
    },
    /// Something to say.
    Said(Message),
}

/// What is not as it was read of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Which.
    pub path: PathBuf,
    /// Its text, or what is set of it for everyone.
    pub source: bool,
    /// It is not there any more, and has not been for a while.
    pub gone: bool,
    /// Its annotation files.
    pub readings: Vec<Touched>,
    /// Whose journals of it have grown.
    pub journals: BTreeSet<Uuid>,
}

/// An annotation file that is not as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Where it is, or was.
    pub file: PathBuf,
    /// Whether it is gone.
    pub gone: bool,
    /// Whether it could not be read for so long that it is no longer on its way: it is as it is.
    pub settled: bool,
}

impl Noticed {
    /// Nothing yet.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            ..Self::default()
        }
    }

    /// Adds an annotation file.
    pub fn touch(&mut self, file: &Path, gone: bool, settled: bool) {
        self.readings.push(Touched {
            file: file.to_owned(),
            gone,
            settled,
        });
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        !self.source && !self.gone && self.readings.is_empty() && self.journals.is_empty()
    }
}

/// The own reading with what another program wrote into its file.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// All of it.
    pub reading: Reading,
    /// What is shown of it in the text of that hash; worked out when it is taken in where that is
    /// another text or not here.
    pub overview: Option<(Arc<str>, Overview)>,
    /// Where spans of it are that are not where they were, as far as that was not known.
    pub elsewhere: Elsewhere,
}

/// Annotation files that were read again for the text that was open.
#[derive(Debug)]
pub struct ReadAgain {
    /// Article.
    pub path: PathBuf,
    /// Its text when that was asked.
    pub article: Arc<Article>,
    /// Names of the files; what was shown of them is replaced.
    pub names: Vec<String>,
    /// What they hold now; fewer where some are gone.
    pub readings: Vec<ReadingOnDisk>,
    /// Where spans of them are that are not where they were.
    pub elsewhere: Elsewhere,
}

/// What the list shows of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Title.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Spans by label.
    pub counts: Vec<(LabelKey, usize)>,
    /// Pseudonyms.
    pub reviewers: Vec<String>,
    /// How many sentences each has read who has read any.
    pub read: Vec<(Uuid, SentenceCount)>,
}

/// An article and everything that lies beside it.
#[derive(Debug)]
pub struct ArticleOnDisk {
    /// The article.
    pub article: Arc<Article>,
    /// Its text cut for layout; found when it is taken in where it is not here.
    pub blocks: Option<Arc<[TextRange]>>,
    /// Every annotation file of it.
    pub readings: Vec<ReadingOnDisk>,
    /// Where spans are that are not where they were.
    pub elsewhere: Elsewhere,
    /// Where the places of the text are that was open before, where that is another one.
    pub places: Option<Arc<PlaceMap>>,
    /// What is worth saying about its other files.
    pub problems: Vec<Problem>,
}

impl ArticleOnDisk {
    /// What is worth saying about its files where nobody can be asked: the problems, and which conflict
    /// copies were read and which were not.
    pub fn said(&self) -> Vec<Problem> {
        let mut said = self.problems.clone();
        for reading in &self.readings {
            said.extend(reading.copies.left.iter().cloned());
            said.extend(reading.copies_note());
        }
        said
    }
}

/// Files that look like conflict copies of a reviewer's file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copies {
    /// Those that were read together with it.
    pub merged: Vec<PathBuf>,
    /// Those that were not, each with why.
    pub left: Vec<Problem>,
}

/// An annotation file as it was read.
#[derive(Debug)]
pub struct ReadingOnDisk {
    /// Where it is.
    pub file: PathBuf,
    /// Content, or why there is none.
    pub result: Result<Reading, Problem>,
    /// Why it may not be written over although it could be read: edited by hand.
    pub warning: Option<Problem>,
    /// What is shown of it; found when it is taken in where it is not here.
    pub overview: Option<Overview>,
    /// Its conflict copies.
    pub copies: Copies,
}

impl ReadingOnDisk {
    /// A note for the command line on conflict copies that were read together with it.
    pub fn copies_note(&self) -> Option<Problem> {
        let count = self.copies.merged.len();
        let name = &self.result.as_ref().ok()?.reviewer.name;
        let what = msg!("copies-merged-line", count = count, name = name);
        (count > 0).then(|| Problem::data(&self.file, what).note())
    }

    /// What is shown of it.
    pub fn overview(&self, text: &SourceText, elsewhere: &Elsewhere) -> Overview {
        let reading = self.result.as_ref();
        reading.map_or_else(
            |_| Overview::default(),
            |reading| Overview::new(text, reading, elsewhere),
        )
    }
}

/// A problem with its file, in one line.
pub fn problem_line(problem: &Problem) -> Message {
    let name = problem.file.as_deref().and_then(|file| file.file_name());
    let name = name.map(|name| name.to_string_lossy().into_owned());
    match (name, problem.place) {
        (Some(file), Some((line, column))) => msg!(
            "problem-at",
            file = file,
            line = line,
            column = column,
            what = problem.what.clone()
        ),
        (Some(file), None) => msg!("problem-in", file = file, what = problem.what.clone()),
        (None, _) => problem.what.clone(),
    }
}
