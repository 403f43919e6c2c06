//! What effects do, one function each, on whatever thread they are called.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use uuid::Uuid;

pub use super::env::{moment, now, unique};

use crate::anchor;
use crate::export::{self, ExportContext, ExportInput, ExportOptions, Format};
use crate::i18n::Catalogue;
use crate::import;
use crate::model::{
    Article, ArticleMeta, Codebook, CodebookRefusal, CodebookSource, CodebookWrite, Problem,
    Reading, SavedCodebook, same_name,
};
use crate::msg;
use crate::session::{
    ArticleOnDisk, Copies, ExportRequest, ReadAgain, ReadingOnDisk, Summary, Touched,
    count_sentences,
};
use crate::store::{self, DiskState, Folders, Home};
use crate::text::{TextRange, blocks};

/// What the files of one article held when they were read, by reviewer: where a reading is written
/// may change from one save to the next, whose it is does not.
pub type DiskStates = HashMap<Uuid, DiskState>;

/// An article with what its annotation files held when they were read.
#[derive(Debug)]
pub struct Loaded {
    /// The article and its readings.
    pub on_disk: ArticleOnDisk,
    /// What the files of each reviewer held that could be read, for the next save.
    pub disk_states: DiskStates,
}

/// Reads an article's text and metadata.
///
/// # Errors
/// A problem where the file can't be read or is no text.
pub fn article(path: &Path, home: &Home) -> Result<(Article, Vec<Problem>), Problem> {
    let bytes = store::read_bytes(path)?;
    let (meta, problems) = match store::load_meta(path, home) {
        Ok(loaded) => (loaded.meta, loaded.notes),
        Err(problem) => (ArticleMeta::default(), vec![problem]),
    };
    let chosen = meta.encoding.as_deref().filter(|name| !name.is_empty());
    let decoded = import::decode(&bytes, chosen);
    let (text, encoding) = decoded.map_err(|what| Problem::data(path, what))?;
    let name = path.file_name().unwrap_or_default();
    let article = Article {
        file_name: name.to_string_lossy().into_owned(),
        text,
        encoding,
        importer: import::importer(),
        meta,
    };
    Ok((article, problems))
}

/// Reads an article and every annotation file of it.
///
/// # Errors
/// A problem where the article can't be read; faults of annotation files are part of the answer.
pub fn load(path: &Path, home: &Home) -> Result<Loaded, Problem> {
    load_in_steps(path, home, |_, _| {})
}

/// The same with everything worked out that the window shows of it. The text, cut for layout, is handed
/// to `text_read` as soon as it is there: annotations take much longer to read.
///
/// # Errors
/// A problem where the article can't be read; faults of annotation files are part of the answer.
pub fn load_in_steps(
    path: &Path,
    home: &Home,
    text_read: impl FnOnce(&Arc<Article>, &Arc<[TextRange]>),
) -> Result<Loaded, Problem> {
    let (article, problems) = article(path, home)?;
    let article = Arc::new(article);
    let blocks: Arc<[TextRange]> = blocks(&article.text).into();
    text_read(&article, &blocks);
    let mut loaded = with_readings(&mut Folders::default(), path, home, article, problems);
    let on_disk = &mut loaded.on_disk;
    on_disk.blocks = Some(blocks);
    let spans = on_disk
        .readings
        .iter()
        .filter_map(|reading| reading.result.as_ref().ok())
        .flat_map(|reading| reading.spans.iter());
    let text = &on_disk.article.text;
    on_disk.elsewhere = store::elsewhere(home, text, spans.map(|span| &span.anchor), now());
    for reading in &mut on_disk.readings {
        reading.overview = Some(reading.overview(text, &on_disk.elsewhere));
    }
    Ok(loaded)
}

/// The same as [`load`] for one of many articles, whose folder is listed but once; moved spans are not
/// looked for.
///
/// # Errors
/// A problem where the article can't be read; faults of annotation files are part of the answer.
pub fn load_in(folders: &mut Folders, path: &Path, home: &Home) -> Result<Loaded, Problem> {
    let (article, problems) = article(path, home)?;
    Ok(with_readings(
        folders,
        path,
        home,
        Arc::new(article),
        problems,
    ))
}

/// Annotation files of an open article as they are now.
#[derive(Debug)]
pub struct Again {
    /// What could be read, or will not change any more.
    pub read: ReadAgain,
    /// Files that can't be read yet: they may be on their way.
    pub doubted: Vec<PathBuf>,
}

/// Reads annotation files of an article again, for the text that is open.
pub fn read_again(path: &Path, article: &Arc<Article>, files: &[Touched], home: &Home) -> Again {
    let name_of = |file: &Path| file.file_name().map(|n| n.to_string_lossy().into_owned());
    let mut names: Vec<String> = files.iter().filter_map(|f| name_of(&f.file)).collect();
    let stored = store::readings_named(&names, path, Some(&article.text), home);
    names.extend(stored.iter().filter_map(|stored| name_of(&stored.path)));
    let mut doubted = Vec::new();
    let mut readings = Vec::new();
    for stored in stored {
        let reading = on_disk(stored).0;
        let same = |touched: &&Touched| name_of(&touched.file) == name_of(&reading.file);
        let touched = files.iter().find(same);
        let faulty = reading.result.is_err() || reading.warning.is_some();
        match touched.filter(|touched| faulty && !touched.settled && !touched.gone) {
            Some(touched) => {
                names.retain(|name| name_of(&touched.file).as_ref() != Some(name));
                doubted.push(touched.file.clone());
            }
            None => readings.push(reading),
        }
    }
    let text = &article.text;
    let spans = { readings.iter() }
        .filter_map(|reading| reading.result.as_ref().ok())
        .flat_map(|reading| reading.spans.iter());
    let elsewhere = store::elsewhere(home, text, spans.map(|span| &span.anchor), now());
    for reading in &mut readings {
        reading.overview = Some(reading.overview(text, &elsewhere));
    }
    names.sort();
    names.dedup();
    Again {
        read: ReadAgain {
            path: path.to_owned(),
            article: Arc::clone(article),
            names,
            readings,
            elsewhere,
        },
        doubted,
    }
}

/// A stored reading as the window takes it, what its files held, and what there is to say of its journal.
fn on_disk(
    stored: store::StoredReading,
) -> (ReadingOnDisk, Option<(Uuid, DiskState)>, Vec<Problem>) {
    let loaded = stored.result.as_ref().ok();
    let journal = loaded.map_or_else(Vec::new, |loaded| loaded.journal.clone());
    let warning = loaded.and_then(|loaded| loaded.note(&stored.path));
    let state = loaded.map(|loaded| (loaded.reading.reviewer.id, loaded.disk_state));
    let copies = Copies {
        merged: loaded.map_or_else(Vec::new, |loaded| loaded.copies.clone()),
        left: stored.left,
    };
    let reading = ReadingOnDisk {
        file: stored.path,
        result: stored.result.map(|loaded| loaded.reading),
        warning,
        overview: None,
        copies,
    };
    (reading, state, journal)
}

fn with_readings(
    folders: &mut Folders,
    path: &Path,
    home: &Home,
    article: Arc<Article>,
    mut problems: Vec<Problem>,
) -> Loaded {
    let mut disk_states = DiskStates::new();
    problems.extend(store::article_copies(folders, path, home));
    let readings = { store::readings_in(folders, path, Some(&article.text), home).into_iter() }
        .map(|stored| {
            let (reading, state, journal) = on_disk(stored);
            problems.extend(journal);
            if let Some((reviewer, state)) = state {
                disk_states.entry(reviewer).or_insert(state);
            }
            reading
        })
        .collect();
    Loaded {
        on_disk: ArticleOnDisk {
            article,
            blocks: None,
            readings,
            elsewhere: anchor::Elsewhere::new(),
            places: None,
            problems,
        },
        disk_states,
    }
}

/// Reads what the list shows of an article.
///
/// # Errors
/// A problem where it can't be read.
pub fn summarise(folders: &mut Folders, path: &Path, home: &Home) -> Result<Summary, Problem> {
    let loaded = load_in(folders, path, home)?.on_disk;
    let mut counts = BTreeMap::new();
    let (mut reviewers, mut read) = (Vec::new(), Vec::new());
    for reading in loaded
        .readings
        .iter()
        .filter_map(|r| r.result.as_ref().ok())
    {
        reviewers.push(reading.reviewer.name.clone());
        if !reading.read.is_empty() {
            let count = count_sentences(&loaded.article.text, &reading.read);
            read.push((reading.reviewer.id, count));
        }
        for span in reading.spans.iter() {
            *counts.entry(span.label.clone()).or_default() += 1;
        }
    }
    Ok(Summary {
        title: loaded.article.title(),
        outlet: loaded.article.meta.outlet.clone(),
        counts: counts.into_iter().collect(),
        reviewers,
        read,
    })
}

/// Keeps a choice of encoding in the article's own file.
///
/// # Errors
/// A problem where that file is broken or can't be written.
pub fn keep_encoding(path: &Path, encoding: Option<String>, home: &Home) -> Result<(), Problem> {
    let mut meta = store::load_meta(path, home)?.meta;
    // An empty name is a choice, too: that the encoding be found again.
    meta.encoding = Some(encoding.unwrap_or_default());
    meta.modified = Some(now());
    store::save_meta(&meta, path, home, &unique(), now()).map(|_| ())
}

/// Saves a reading, and keeps the text on which its latest mark was made.
///
/// # Errors
/// A problem where it can't be written, or what is on disk may not be written over.
pub fn save(
    reading: &Reading,
    article: &Path,
    home: &Home,
    last: Option<DiskState>,
) -> Result<store::Saved, Problem> {
    let saved = save_reading(reading, article, home, last)?;
    super::texts::keep(reading, article, home);
    Ok(saved)
}

/// The same without keeping the text of the article.
pub(super) fn save_reading(
    reading: &Reading,
    article: &Path,
    home: &Home,
    last: Option<DiskState>,
) -> Result<store::Saved, Problem> {
    store::save_reading(reading, article, home, last, &unique(), now())
}

/// Merges the conflict copies of a file into it; see [`store::fold`].
pub fn fold(group: &store::Group, how: store::Fold, home: &Home) -> store::Folded {
    store::fold(group, how, home, &unique(), now())
}

/// Merges the files of which these are conflict copies with all copies of them, and puts those away;
/// how many, and what went wrong.
pub fn put_copies_away(copies: &[PathBuf], home: &Home) -> (usize, Vec<Problem>) {
    let (groups, mut problems) = store::copies_at(copies, false, home);
    let mut count = 0;
    for group in &groups {
        for copy in fold(group, store::Fold::PutAway, home).copies {
            match copy.result {
                Ok(_) => count += 1,
                Err(problem) if problems.contains(&problem) => {}
                Err(problem) => problems.push(problem),
            }
        }
    }
    (count, problems)
}

/// Writes a codebook that was read from `source`, whose file had the hash `known`.
///
/// # Errors
/// A refusal where a person has to decide, or where it can't be written.
pub fn save_codebook(
    codebook: &Codebook,
    source: &CodebookSource,
    known: &str,
    how: CodebookWrite,
    home: &Home,
) -> Result<SavedCodebook, CodebookRefusal> {
    store::save_codebook(codebook, source, known, how, home, &unique(), now())
}

/// What an export needs to know beside the articles.
#[derive(Debug)]
pub struct ExportJob<'a> {
    /// Articles.
    pub paths: &'a [PathBuf],
    /// What was asked.
    pub request: &'a ExportRequest,
    /// Labels.
    pub codebook: &'a Codebook,
    /// Set when nobody wants the copies any more; looked at once an article.
    pub stop: &'a AtomicBool,
}

/// Writes copies; gives the folder, how many files, and what went wrong.
pub fn export(
    job: &ExportJob<'_>,
    texts: &Catalogue,
    home: &Home,
) -> (PathBuf, usize, Vec<Problem>) {
    let request = job.request;
    let folder = request
        .folder
        .clone()
        .unwrap_or_else(|| home.saves.join("exports"));
    let mut problems = Vec::new();
    let mut everybody = BTreeSet::new();
    let mut loaded: Vec<(Arc<Article>, Vec<Reading>, anchor::Elsewhere)> = Vec::new();
    let mut folders = Folders::default();
    let stopped = || job.stop.load(Ordering::Relaxed);
    for path in job.paths {
        if stopped() {
            return (folder, 0, problems);
        }
        match load_in(&mut folders, path, home) {
            Ok(found) => {
                let on_disk = found.on_disk;
                problems.extend(on_disk.said());
                let mut readings = Vec::new();
                for reading in on_disk.readings {
                    problems.extend(reading.warning);
                    if let Ok(reading) = &reading.result {
                        everybody.insert(reading.reviewer.name.clone());
                    }
                    match reading.result {
                        Ok(reading) if wanted(&reading, request) => readings.push(reading),
                        Ok(_) => {}
                        Err(problem) => problems.push(problem),
                    }
                }
                let article = on_disk.article;
                let spans = readings.iter().flat_map(|reading| reading.spans.iter());
                let anchors = spans.map(|span| &span.anchor);
                let elsewhere = store::elsewhere(home, &article.text, anchors, now());
                loaded.push((article, readings, elsewhere));
            }
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(unmatched(&request.reviewers, &everybody));
    let inputs: Vec<ExportInput<'_>> = loaded
        .iter()
        .map(|(article, readings, elsewhere)| ExportInput {
            article,
            readings: readings.iter().collect(),
            elsewhere,
            codebook: job.codebook,
        })
        .collect();
    let context = ExportContext {
        catalogue: texts,
        now: now(),
        version: env!("CARGO_PKG_VERSION"),
        options: ExportOptions {
            hide_names: request.hide_names,
        },
    };
    let Some(format) = Format::from_key(request.format).filter(|_| !inputs.is_empty()) else {
        return (folder, 0, problems);
    };
    // Said once, not for every file.
    if let Err(problem) = store::make_writable(&folder, &unique()) {
        problems.push(problem);
        return (folder, 0, problems);
    }
    let mut written = 0;
    for file in export::export(format, &context, &inputs) {
        if stopped() {
            break;
        }
        match store::write_export(&folder, &file.name, &file.bytes, home, &unique()) {
            Ok(_) => written += 1,
            Err(problem) => problems.push(problem),
        }
    }
    (folder, written, problems)
}

/// A note for each reviewer who was asked for and has annotated nothing here: a name may be mistyped.
pub fn unmatched(asked: &[String], everybody: &BTreeSet<String>) -> Vec<Problem> {
    let known = everybody.iter().map(String::as_str).collect::<Vec<_>>();
    asked
        .iter()
        .filter(|name| !known.iter().any(|other| same_name(name, other)))
        .map(|name| {
            let what = msg!(
                "reviewer-unmatched",
                name = name,
                count = known.len(),
                known = known.join(", ")
            );
            Problem {
                file: None,
                ..Problem::data("", what).note()
            }
        })
        .collect()
}

fn wanted(reading: &Reading, request: &ExportRequest) -> bool {
    let name = &reading.reviewer.name;
    request.reviewers.is_empty() || request.reviewers.iter().any(|r| same_name(r, name))
}

/// How many articles are looked at for the codebook by which they were marked.
const LOOKED_AT: usize = 5;

/// What was found at paths, with the codebook that a session there asks for.
#[derive(Debug)]
pub struct Found {
    /// Articles, and the session where one was named.
    pub targets: store::Targets,
    /// The codebook in use.
    pub codebook: Arc<Codebook>,
    /// Where it lies.
    pub source: CodebookSource,
}

/// Finds articles, and the codebook: the session's, else the default one.
///
/// # Errors
/// A problem where the codebook can't be read.
pub fn find(paths: &[PathBuf], recursive: bool, home: &Home) -> Result<Found, Problem> {
    let targets = store::resolve_targets(paths, recursive);
    let (codebook, source) = codebook_for(&targets, home)?;
    Ok(Found {
        targets,
        codebook: Arc::new(codebook),
        source,
    })
}

/// The same, with the default codebook where the one that is asked for can't be read; why is among
/// the problems. A broken codebook must not keep anybody from reading.
///
/// # Errors
/// Never in a program whose tests passed.
pub fn find_anyway(paths: &[PathBuf], recursive: bool, home: &Home) -> Result<Found, Problem> {
    let mut targets = store::resolve_targets(paths, recursive);
    let (codebook, source) = match codebook_for(&targets, home) {
        Ok(found) => found,
        Err(problem) => {
            let what = msg!("codebook-default-instead", problem = problem.what);
            targets.problems.push(Problem { what, ..problem });
            let source = CodebookSource {
                stand_in: true,
                ..CodebookSource::default()
            };
            (store::default_codebook()?, source)
        }
    };
    Ok(Found {
        targets,
        codebook: Arc::new(codebook),
        source,
    })
}

fn codebook_for(
    targets: &store::Targets,
    home: &Home,
) -> Result<(Codebook, CodebookSource), Problem> {
    match &targets.session {
        Some((path, session)) => store::find_codebook(&session.codebook, path.parent(), home),
        // A codebook of one's own may lie beside the articles, and what was marked there before
        // names it.
        None => {
            let first = targets.articles.first();
            let folder = first.and_then(|first| first.parent());
            let used = targets.articles.iter().take(LOOKED_AT).find_map(|article| {
                let id = store::codebook_used(article, home)?;
                store::find_codebook(&id, article.parent(), home).ok()
            });
            match used {
                Some(codebook) => Ok(codebook),
                None => store::find_codebook("", folder, home),
            }
        }
    }
}
