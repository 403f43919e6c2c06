//! Reading annotation files.

use std::path::{Path, PathBuf};

use super::super::conflicts;
use super::super::disk::{FileHash, read_bytes, read_start};
use super::super::folders::Folders;
use super::super::format::{annotations, place_of, text_of};
use super::super::home::Home;
use super::super::journal::{self, Left};
use super::super::natural::natural_order;
use super::super::paths::{fallback_folder, reviewer_part, same_file_name};
use super::{DiskState, Seen, annotation_path};
use crate::anchor;
use crate::edit::merge;
use crate::model::{Problem, Reading, file_key};
use crate::msg;
use crate::text::SourceText;

/// Whether a file is as the program wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// It agrees with its checksum.
    Intact,
    /// It parses but has no checksum or another one: somebody edited it, or the disk lied. It is
    /// read-only until a person agrees ([`adopt_hand_edit`](super::adopt_hand_edit)).
    EditedByHand {
        /// Spans whose quote does not stand at their place in today's text.
        disagreeing: usize,
    },
}

/// A reading as it was found on disk.
#[derive(Clone, Debug)]
pub struct LoadedReading {
    /// The reading.
    pub reading: Reading,
    /// For the next save.
    pub disk_state: DiskState,
    /// Whether it may be trusted and written.
    pub integrity: Integrity,
    /// Line and column of the checksum in the file, both from 1.
    pub checksum_at: Option<(usize, usize)>,
    /// Whether any of it comes from `saves/`.
    pub from_fallback: bool,
    /// What a person should know of its journals: marks whose file is gone, records that can't be read.
    pub journal: Vec<Problem>,
    /// Conflict copies of its file that are merged into it; they are still there.
    pub copies: Vec<PathBuf>,
}

impl LoadedReading {
    /// What a person should know before going on: that the file was edited by hand.
    pub fn note(&self, path: &Path) -> Option<Problem> {
        match self.integrity {
            Integrity::Intact => None,
            Integrity::EditedByHand { disagreeing } => {
                let what = msg!("file-edited-by-hand", disagreeing = disagreeing);
                let problem = Problem::data(path, what);
                Some(match self.checksum_at {
                    Some((line, column)) => problem.at(line, column),
                    None => problem,
                })
            }
        }
    }
}

/// One reviewer's file of an article, readable or not.
#[derive(Clone, Debug)]
pub struct StoredReading {
    /// The file; where there is one beside the article and one in `saves/`, the one beside it.
    pub path: PathBuf,
    /// Its content, or what is wrong with it.
    pub result: Result<LoadedReading, Problem>,
    /// Files that look like conflict copies of it and are not merged, each with why.
    pub left: Vec<Problem>,
}

/// Every reviewer's file of an article, beside it and in `saves/`, by reviewer.
///
/// Where a reviewer has both, they are merged; where one of the two can't be read, both are given.
/// `text` is today's text of the article, to check files that were edited by hand.
pub fn readings_of(article: &Path, text: Option<&SourceText>, home: &Home) -> Vec<StoredReading> {
    readings_in(&mut Folders::default(), article, text, home)
}

/// The same as [`readings_of`] for one of many articles, whose folder is listed but once.
pub fn readings_in(
    folders: &mut Folders,
    article: &Path,
    text: Option<&SourceText>,
    home: &Home,
) -> Vec<StoredReading> {
    find(folders, article, text, home, |_| true)
}

/// The readings of an article whose files have one of the names given, whichever of the two folders
/// each lies in.
pub fn readings_named(
    names: &[String],
    article: &Path,
    text: Option<&SourceText>,
    home: &Home,
) -> Vec<StoredReading> {
    let of = article.file_name().unwrap_or_default().to_string_lossy();
    let keys: Vec<&str> = { names.iter() }
        .filter_map(|name| reviewer_part(name, &of, super::ENDING))
        .collect();
    // What becomes of a copy becomes of the file that it is a copy of.
    let copies = names
        .iter()
        .filter_map(|name| conflicts::annotation_copy(name));
    let copies: Vec<String> = copies.map(|copy| copy.key).collect();
    let keys: Vec<&str> = { copies.iter() }.map(String::as_str).chain(keys).collect();
    let wanted = |key: &str| keys.iter().any(|other| same_file_name(other, key));
    find(&mut Folders::default(), article, text, home, wanted)
}

/// Bytes at the start of an annotation file in which its codebook stands.
const HEAD: u64 = 16 << 10;

/// The id of the codebook by which an article was marked, by the first of its annotation files that
/// tells. Of large files only the start is read.
pub fn codebook_used(article: &Path, home: &Home) -> Option<String> {
    let mut folders = Folders::default();
    let folder = article.parent().unwrap_or(Path::new(""));
    let mut files = folders.files_of(article, folder);
    files.extend(folders.files_of(article, &fallback_folder(home, article)));
    files.sort_by(|(_, a), (_, b)| natural_order(&shown(a), &shown(b)));
    files.into_iter().find_map(|(_, path)| {
        let start = read_start(&path, HEAD);
        let start = String::from_utf8_lossy(&start).replace("\r\n", "\n");
        let start = start.strip_prefix('\u{feff}').unwrap_or(&start);
        annotations::codebook_of(start).or_else(|| {
            let loaded = load_reading(&path, None).ok()?;
            Some(loaded.reading.codebook.id)
        })
    })
}

/// One reviewer's reading of an article by the pseudonym, as [`readings_of`] would give it; `None`
/// where there is none yet. Another person's of the same pseudonym is given too: compare the ids.
///
/// # Errors
/// A problem where one of its files can't be read, is broken or newer than the program.
pub fn reading_by(
    reviewer: &str,
    article: &Path,
    text: Option<&SourceText>,
    home: &Home,
) -> Result<Option<LoadedReading>, Problem> {
    let key = file_key(reviewer);
    let same = |other: &str| same_file_name(other, &key);
    let own = find(&mut Folders::default(), article, text, home, same);
    let loaded: Result<Vec<_>, _> = own.into_iter().map(|stored| stored.result).collect();
    Ok(loaded?.into_iter().next())
}

/// The readings of the reviewers whose keys are wanted.
fn find(
    folders: &mut Folders,
    article: &Path,
    text: Option<&SourceText>,
    home: &Home,
    wanted: impl Fn(&str) -> bool,
) -> Vec<StoredReading> {
    let folder = article.parent().unwrap_or(Path::new(""));
    let fallback = fallback_folder(home, article);
    // Before the files: what is written into them meanwhile is seen twice, not missed.
    let (journals, unknown) = match journal::left(home, article, text) {
        Ok(journals) => (journals, None),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    let mut files_of = |folder: &Path| {
        let mut files = folders.files_of(article, folder);
        files.retain(|(key, _)| wanted(key));
        files
    };
    let mut beside = files_of(folder);
    let mut stored = Vec::new();
    for (key, path) in files_of(&fallback) {
        let twin = beside
            .iter()
            .position(|(other, _)| same_file_name(other, &key));
        match twin.map(|at| beside.swap_remove(at)) {
            Some((_, twin)) => stored.extend(both(&twin, &path, text)),
            None => stored.push(one(path, text, Place::Fallback)),
        }
    }
    let alone = beside.into_iter();
    stored.extend(alone.map(|(_, path)| one(path, text, Place::Beside)));
    let mut copies = folders.copies_of(article, folder);
    copies.extend(folders.copies_of(article, &fallback));
    copies.retain(|(key, _)| wanted(key));
    conflicts::take_in(&mut stored, copies, article, text);
    lay_over(&mut stored, &journals);
    let known = |reviewer| {
        let readings = stored.iter().filter_map(|one| one.result.as_ref().ok());
        readings
            .map(|one| one.reading.reviewer.id)
            .any(|id| id == reviewer)
    };
    let fileless: Vec<&Left> = journals
        .iter()
        .filter(|left| !known(left.reviewer))
        .collect();
    for reading in without_file(article, &fileless, &stored) {
        let name = &reading.reading.reviewer.name;
        if wanted(&file_key(name)) {
            stored.push(StoredReading {
                path: annotation_path(article, name),
                result: Ok(reading),
                left: Vec::new(),
            });
        }
    }
    // Whose marks those are is not known: they are nobody's in particular.
    let nameless = fileless.iter().filter(|left| left.head.is_none());
    let problems = nameless.filter_map(|left| left.problem.clone());
    let problems = problems.chain(unknown).filter(|_| wanted(""));
    stored.extend(problems.map(|problem| StoredReading {
        path: problem.file.clone().unwrap_or_default(),
        result: Err(problem),
        left: Vec::new(),
    }));
    stored.sort_by(|a, b| natural_order(&shown(&a.path), &shown(&b.path)));
    stored
}

/// What journals say of readings whose files could be read.
fn lay_over(stored: &mut [StoredReading], journals: &[Left]) {
    for loaded in stored.iter_mut().filter_map(|one| one.result.as_mut().ok()) {
        journal::replay(journals, &mut loaded.reading);
        let own = journals.iter();
        let own = own.filter(|left| left.reviewer == loaded.reading.reviewer.id);
        loaded.journal = own.filter_map(|left| left.problem.clone()).collect();
    }
}

/// The readings that only journals know: the file was taken away, or had never been written when the
/// program ended. No mark is lost by that; whoever wanted to be rid of them can delete them once more.
fn without_file(
    article: &Path,
    journals: &[&Left],
    stored: &[StoredReading],
) -> Vec<LoadedReading> {
    let mut readings: Vec<LoadedReading> = Vec::new();
    for head in journals.iter().filter_map(|left| left.head.as_ref()) {
        let path = annotation_path(article, &head.reviewer.name);
        // A file that can't be read stays as it is, and so does the journal beside it.
        let broken = |one: &StoredReading| one.result.is_err() && one.path == path;
        let known = |one: &LoadedReading| one.reading.reviewer.id == head.reviewer.id;
        if stored.iter().any(broken) || readings.iter().any(known) {
            continue;
        }
        let mut reading = head.clone();
        if !journal::replay(journals.iter().copied(), &mut reading) || reading.spans.is_empty() {
            continue;
        }
        let own = journals
            .iter()
            .filter(|left| left.reviewer == head.reviewer.id);
        let problems = own.clone().filter_map(|left| left.problem.clone());
        let mut problems: Vec<Problem> = problems.collect();
        // A window that is still trying to write the file says so itself.
        if !own.into_iter().any(|left| left.is_held()) {
            let what = msg!("journal-without-file", count = reading.spans.len());
            problems.push(Problem::data(path, what).note());
        }
        readings.push(LoadedReading {
            reading,
            disk_state: DiskState::default(),
            integrity: Integrity::Intact,
            checksum_at: None,
            from_fallback: false,
            journal: problems,
            copies: Vec::new(),
        });
    }
    readings
}

/// One annotation file by its path, wherever it is, without what its journals say.
///
/// # Errors
/// A problem where it can't be read, is broken or newer than the program.
pub fn load_reading(path: &Path, text: Option<&SourceText>) -> Result<LoadedReading, Problem> {
    load_bytes(path, &read_bytes(path)?, text)
}

/// The same of bytes that were read.
pub(in crate::store) fn load_bytes(
    path: &Path,
    bytes: &[u8],
    text: Option<&SourceText>,
) -> Result<LoadedReading, Problem> {
    load(path, bytes, text, Place::Beside)
}

/// Which of a reading's two files one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Beside,
    Fallback,
}

/// A reviewer's existing file in a folder under another spelling of its name, such as other case.
pub(super) fn spelled_otherwise(article: &Path, folder: &Path, key: &str) -> Option<PathBuf> {
    let mut files = Folders::default().files_of(article, folder).into_iter();
    files
        .find(|(other, _)| same_file_name(other, key))
        .map(|(_, path)| path)
}

fn shown(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into()
}

fn one(path: PathBuf, text: Option<&SourceText>, place: Place) -> StoredReading {
    let result = read_bytes(&path).and_then(|bytes| load(&path, &bytes, text, place));
    StoredReading {
        path,
        result,
        left: Vec::new(),
    }
}

/// The same reviewer's two files as one, where both can be read and are of one person.
fn both(beside: &Path, fallback: &Path, text: Option<&SourceText>) -> Vec<StoredReading> {
    let first = one(beside.to_owned(), text, Place::Beside);
    let second = one(fallback.to_owned(), text, Place::Fallback);
    match (&first.result, &second.result) {
        (Ok(a), Ok(b)) if a.reading.reviewer.id == b.reading.reviewer.id => {
            let mut reading = merge(&a.reading, &b.reading);
            // What went to `saves/` was written later, with the other file in view.
            reading.status = b.reading.status;
            let merged = LoadedReading {
                reading,
                disk_state: DiskState {
                    beside: a.disk_state.beside,
                    fallback: b.disk_state.fallback,
                },
                integrity: worse(a.integrity, b.integrity),
                checksum_at: a.checksum_at,
                from_fallback: true,
                journal: Vec::new(),
                copies: Vec::new(),
            };
            vec![StoredReading {
                path: first.path,
                result: Ok(merged),
                left: Vec::new(),
            }]
        }
        _ => vec![first, second],
    }
}

fn worse(a: Integrity, b: Integrity) -> Integrity {
    use Integrity::{EditedByHand as Edited, Intact};
    match (a, b) {
        (Edited { disagreeing: a }, Edited { disagreeing: b }) => Edited { disagreeing: a + b },
        (edited @ Edited { .. }, Intact) | (Intact, edited) => edited,
    }
}

fn load(
    path: &Path,
    bytes: &[u8],
    text: Option<&SourceText>,
    place: Place,
) -> Result<LoadedReading, Problem> {
    let file = text_of(path, bytes)?;
    let parsed = conflicts::read_content(path, &file, text)?;
    let integrity = if parsed.intact {
        Integrity::Intact
    } else {
        Integrity::EditedByHand {
            disagreeing: text.map_or(0, |text| disagreeing(text, &parsed.reading)),
        }
    };
    let seen = Some(Seen {
        hash: FileHash::of(bytes),
        status: parsed.reading.status,
        intact: parsed.intact,
    });
    let disk_state = match place {
        Place::Beside => DiskState {
            beside: seen,
            fallback: None,
        },
        Place::Fallback => DiskState {
            beside: None,
            fallback: seen,
        },
    };
    Ok(LoadedReading {
        reading: parsed.reading,
        disk_state,
        integrity,
        checksum_at: place_of(&file, "checksum:"),
        from_fallback: place == Place::Fallback,
        journal: Vec::new(),
        copies: Vec::new(),
    })
}

fn disagreeing(text: &SourceText, reading: &Reading) -> usize {
    let spans = reading.spans.iter();
    spans
        .filter(|span| !anchor::stands(text, &span.anchor))
        .count()
}
