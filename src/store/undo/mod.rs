//! What can be undone and done again of a reviewer's reading, kept when the article is closed:
//! `undo/ARTICLE-REVIEWER-UNIQUE.undo` in the data folder, the article as the hash of its whole path.
//!
//! A program begins a file with the history as it is, adds a record for each step before the annotation
//! file is written, and begins another one where that gets longer than 4 MiB. The steps are on disk
//! before what they did is, and once that is, too, a record tells which state of the annotation files
//! holds them: after a crash a history is never behind the file, and what it is ahead is left out. The
//! last 500 acts are kept, of at most 64 articles and reviewers. Nothing fails where a history can't be
//! kept; it ends there.

use std::io;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::annotations::DiskState;
use super::disk::read_if_there;
use super::files::{self, LockFile, Output};
use super::format::undo::{self, Head, Record};
use super::home::Home;
use super::journal::{self, frame, frames};
use super::paths::article_key;
use crate::edit::{History, Step};
use crate::model::{Reading, Timestamp};

/// The most acts that are kept.
const MOST_ACTS: usize = 500;

/// The most bytes of a file: 4 MiB.
const MOST: u64 = 4 << 20;

/// The most bytes with which one begins, so that there is room for more.
const MOST_AT_FIRST: usize = 2 << 20;

/// The most files.
const MOST_FILES: usize = 64;

const ENDING: &str = ".undo";

fn folder(home: &Home) -> PathBuf {
    home.data.join("undo")
}

fn start_of(article: &Path, reviewer: Uuid) -> String {
    format!("{}-{}-", article_key(article), reviewer.simple())
}

/// The history of one reviewer's reading of one article, as it is kept.
#[derive(Debug)]
pub struct UndoLog {
    home: Home,
    article: PathBuf,
    reviewer: Uuid,
    text_hash: String,
    history: History,
    /// Steps that are in the history and not in the file.
    steps: Vec<Step>,
    file: Option<File>,
    /// Whether what was kept before is removed.
    alone: bool,
}

#[derive(Debug)]
struct File {
    out: Output,
    path: PathBuf,
    length: u64,
    records: usize,
}

impl UndoLog {
    /// A history that is not kept yet. `text_hash` is that of the article's text.
    pub fn new(
        home: &Home,
        article: &Path,
        reviewer: Uuid,
        text_hash: String,
        history: History,
    ) -> Self {
        Self {
            home: home.clone(),
            article: article.to_owned(),
            reviewer,
            text_hash,
            history,
            steps: Vec::new(),
            file: None,
            alone: false,
        }
    }

    /// One step more.
    pub fn follow(&mut self, step: Step) {
        self.history.follow(step.clone());
        self.steps.push(step);
    }

    /// Keeps what is not kept yet; after this it has reached the disk, or the history on disk ends.
    pub fn keep(&mut self, unique: &str, now: Timestamp) {
        let steps = std::mem::take(&mut self.steps);
        let added = match &mut self.file {
            Some(file) if steps.is_empty() && file.is_there() => return,
            Some(file) => file.add(&steps),
            None => Ok(false),
        };
        if matches!(added, Ok(true)) {
            return;
        }
        if let Some(file) = self.file.take() {
            let _ = files::remove(&file.path);
        }
        match self.begin(unique, now) {
            // Until something is saved, what was kept before is that of the file.
            Ok(file) => self.file = Some(file),
            Err(error) => {
                log::warn!("no history: {error}");
                // One that is older would take back the wrong act.
                self.remove_others();
            }
        }
    }

    /// All that was kept is in the annotation files now.
    pub fn saved(&mut self, state: &DiskState) {
        let Some(file) = &mut self.file else { return };
        let record = undo::saved(&state.key());
        // Where it is missing, what was done before is compared with what the file says.
        if file.is_there()
            && file
                .out
                .write(frame(file.records, &record).as_bytes())
                .is_ok()
        {
            file.length += frame(file.records, &record).len() as u64;
            file.records += 1;
        }
        if !std::mem::replace(&mut self.alone, true) {
            self.remove_others();
        }
    }

    fn begin(&mut self, unique: &str, now: Timestamp) -> io::Result<File> {
        self.history.bound(MOST_ACTS);
        let folder = folder(&self.home);
        files::make_folder(&folder)?;
        let name = start_of(&self.article, self.reviewer);
        let path = folder.join(format!("{name}{unique}{ENDING}"));
        let (text, records) = self.text(now);
        let mut file = File {
            out: Output::create_locked(&path)?,
            path: path.clone(),
            length: 0,
            records,
        };
        match file.write(&text).and_then(|()| files::sync_folder(&folder)) {
            Ok(()) => Ok(file),
            Err(error) => {
                let _ = files::remove(&path);
                Err(error)
            }
        }
    }

    /// The records with which a file begins, and how many they are. What is too long for it is left out,
    /// and with it what was done before.
    fn text(&self, now: Timestamp) -> (String, usize) {
        let (done, undone) = self.history.acts();
        let did = |act: &crate::edit::Transaction| undo::step(&Step::Did(Box::new(act.clone())));
        let mut room = MOST_AT_FIRST;
        let mut fits = |text: &String| {
            room = room.saturating_sub(text.len());
            room > 0
        };
        let last: Vec<String> = done.iter().rev().map(did).take_while(&mut fits).collect();
        let next: Vec<String> = undone.iter().rev().map(did).take_while(&mut fits).collect();
        let undone = next.len();
        let steps = last.into_iter().rev().chain(next);
        let steps = steps.chain((0..undone).map(|_| undo::step(&Step::Undid)));
        let steps: Vec<String> = steps.collect();
        let head = undo::head(&Head {
            at: now,
            text_hash: self.text_hash.clone(),
            count: steps.len(),
        });
        let all = std::iter::once(head).chain(steps).enumerate();
        let frames: Vec<String> = all.map(|(number, text)| frame(number, &text)).collect();
        (frames.concat(), frames.len())
    }

    /// Removes what was kept of this history before, and of others where there are too many; what another
    /// program adds to stays.
    fn remove_others(&self) {
        let start = start_of(&self.article, self.reviewer);
        let own = self.file.as_ref().map(|file| &file.path);
        let mut rest = Vec::new();
        for path in all(&folder(&self.home)) {
            if Some(&path) == own {
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match name.starts_with(&start) {
                true => remove_if_left(&path),
                false => {
                    let time = files::about(&path).and_then(|about| about.modified());
                    rest.push((time.ok(), path));
                }
            }
        }
        rest.sort();
        for (_, path) in rest.iter().take(rest.len().saturating_sub(MOST_FILES - 1)) {
            remove_if_left(path);
        }
    }
}

impl File {
    fn is_there(&self) -> bool {
        self.out.is_there(self.length).unwrap_or(false)
    }

    /// Adds steps; false where another file is to be begun.
    fn add(&mut self, steps: &[Step]) -> io::Result<bool> {
        let numbered = (self.records..).zip(steps);
        let frames = numbered.map(|(number, step)| frame(number, &undo::step(step)));
        let text: String = frames.collect();
        if self.length + text.len() as u64 > MOST || !self.is_there() {
            return Ok(false);
        }
        self.write(&text)?;
        self.records += steps.len();
        Ok(true)
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.write(text.as_bytes())?;
        self.out.sync()?;
        self.length += text.len() as u64;
        Ok(())
    }
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let entries = files::list(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let ours = |path: &PathBuf| path.to_str().is_some_and(|path| path.ends_with(ENDING));
    paths.filter(ours).collect()
}

fn remove_if_left(path: &Path) {
    let free = LockFile::of_file(path).and_then(|file| file.try_take());
    if matches!(free, Ok(true)) {
        let _ = files::remove(path);
    }
}

/// A reading as it was found on disk, whose history is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// What it says.
    pub reading: &'a Reading,
    /// What its files held.
    pub state: Option<&'a DiskState>,
    /// Hash of the article's text.
    pub text_hash: &'a str,
    /// The choice of encoding of the article.
    pub encoding: Option<&'a str>,
}

/// What can be undone and done again of a reading.
pub fn kept_history(home: &Home, article: &Path, found: Found<'_>) -> History {
    let reviewer = found.reading.reviewer.id;
    let start = start_of(article, reviewer);
    let of_this = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with(&start)
    };
    let kept = all(&folder(home)).into_iter().filter(of_this);
    let mut kept: Vec<(Head, Vec<Record>)> = kept.filter_map(|path| read(&path)).collect();
    kept.sort_by_key(|(head, _)| std::cmp::Reverse(head.at));
    // With changes that are in no file yet, the file does not tell which state it is.
    let state = found
        .state
        .filter(|_| !journal::is_any(home, article, reviewer));
    let key = state.map(DiskState::key);
    let is_now =
        |record: &Record| matches!(record, Record::Saved(state) if Some(state) == key.as_ref());
    let exact = kept
        .iter()
        .find_map(|(head, records)| Some((head, &records[..records.iter().rposition(is_now)?])));
    let newest = || kept.first().map(|(head, records)| (head, &records[..]));
    let Some((head, records)) = exact.or_else(newest) else {
        return History::default();
    };
    let mut history = History::default();
    for record in records {
        if let Record::Step(step) = record {
            history.follow(step.clone());
        }
    }
    if head.text_hash != found.text_hash {
        history.forget_read();
    }
    let encoding = Some(found.encoding);
    if exact.is_none() {
        history.align(found.reading, encoding);
    }
    history.fit(found.reading, encoding);
    history
}

/// A history, as far as it can be read; nothing where not even its start can.
fn read(path: &Path) -> Option<(Head, Vec<Record>)> {
    let bytes = read_if_there(path).ok()??;
    let found = frames(&bytes);
    let mut texts = { found.whole.iter().enumerate() }
        // What is missing in between ends it.
        .take_while(|(at, (number, _))| at == number)
        .map(|(_, (_, text))| *text);
    let head = undo::read_head(path, texts.next()?).ok()?;
    let records = texts.map_while(|text| undo::read(path, text).ok());
    let records: Vec<Record> = records.collect();
    (records.len() >= head.count).then_some((head, records))
}
