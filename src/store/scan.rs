//! From what a person named to articles.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::conflicts::article_copy;
use super::disk::{read_bytes, read_problem};
use super::files;
use super::look::article_of;
use super::natural::natural_order;
use super::paths::same_in_nfc;
use super::session_file::{load_session, session_articles};
use super::{annotations, article_file};
use crate::model::{Problem, ReviewSession};
use crate::msg;

/// Ending of session files.
pub const SESSION_END: &str = ".session.ron";

/// Deepest folder that a recursive search enters.
const MAX_DEPTH: usize = 64;

/// What was named, found.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// The session, where one was named.
    pub session: Option<(PathBuf, ReviewSession)>,
    /// The articles, each once, those of the session first; a session's article may not exist.
    pub articles: Vec<PathBuf>,
    /// Whether a folder or a session was named, not articles alone.
    pub named_whole: bool,
    /// What could not be found or makes no sense.
    pub problems: Vec<Problem>,
}

/// The articles in a folder, and with `recursive` below it: `.txt` and `.md` in any case, in the order
/// that people expect, without hidden files and temporary ones.
///
/// # Errors
/// A problem where the folder can't be listed; folders below that can't are left out.
pub fn articles_in(folder: &Path, recursive: bool) -> Result<Vec<PathBuf>, Problem> {
    let mut found = Vec::new();
    let depth = if recursive { MAX_DEPTH } else { 0 };
    collect(folder, depth, &mut found, &mut Vec::new())?;
    Ok(found)
}

/// Adds the articles of a folder, and below it the problems with folders that can't be listed: a closed
/// one must not hide the others. What a sync program made of an article is no further article, which
/// is said.
fn collect(
    folder: &Path,
    depth: usize,
    found: &mut Vec<PathBuf>,
    closed: &mut Vec<Problem>,
) -> Result<(), Problem> {
    let mut files = Vec::new();
    let mut folders = Vec::new();
    let entries = files::list(folder).map_err(|error| read_problem(folder, &error))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        // A link to a file is an article, and one that leads nowhere gets its line in the list; a link
        // to a folder could lead round in circles.
        if kind.is_dir() {
            folders.push((name, entry.path()));
        } else if is_article_name(&name) && !entry.path().is_dir() {
            files.push((name, entry.path()));
        }
    }
    let by_name = |a: &(String, PathBuf), b: &(String, PathBuf)| natural_order(&a.0, &b.0);
    files.sort_by(by_name);
    folders.sort_by(by_name);
    left_out(folder, &mut files, closed);
    found.extend(files.into_iter().map(|(_, path)| path));
    if depth > 0 {
        for (_, path) in folders {
            let below = collect(&path, depth - 1, found, closed);
            closed.extend(below.err());
        }
    }
    Ok(())
}

/// Takes the conflict copies of articles out of a list, as long as the article itself is in it.
fn left_out(folder: &Path, files: &mut Vec<(String, PathBuf)>, said: &mut Vec<Problem>) {
    let copies: HashMap<String, String> = files
        .iter()
        .filter_map(|(name, _)| Some((name.clone(), article_copy(name)?)))
        .filter(|(_, original)| files.iter().any(|(name, _)| same_in_nfc(name, original)))
        .collect();
    for (name, original) in files
        .iter()
        .filter_map(|(name, _)| copies.get_key_value(name))
    {
        let same = match (
            read_bytes(&folder.join(name)),
            read_bytes(&folder.join(original)),
        ) {
            (Ok(copy), Ok(main)) => copy == main,
            _ => false,
        };
        let what = match same {
            true => msg!("copy-article-same", file = original),
            false => msg!("copy-article", file = original),
        };
        said.push(Problem::data(folder.join(name), what).note());
    }
    files.retain(|(name, _)| !copies.contains_key(name));
}

/// Whether a file of that name is an article by its ending.
pub fn is_article_name(name: &str) -> bool {
    let end = Path::new(name).extension().and_then(|end| end.to_str());
    end.is_some_and(|end| ["txt", "md"].iter().any(|e| end.eq_ignore_ascii_case(e)))
}

/// Finds what a person named: files, folders and session files.
pub fn resolve_targets(paths: &[PathBuf], recursive: bool) -> Targets {
    let mut targets = Targets::default();
    let mut named = Vec::new();
    for path in paths {
        if let Err(problem) = resolve(path, recursive, &mut targets, &mut named) {
            targets.problems.push(problem);
        }
    }
    targets.articles.extend(named);
    let mut seen = HashSet::new();
    let articles = &mut targets.articles;
    articles.retain(|path| seen.insert(real_place(path)));
    // A shell's `*` names an article and what goes with it.
    let with_article = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let article = article_of(&name).map(|article| path.with_file_name(article));
        article.is_some_and(|article| seen.contains(&real_place(&article)))
    };
    targets.problems.retain(|problem| {
        let sidecar = problem.what == msg!("file-is-sidecar");
        !(sidecar && problem.file.as_ref().is_some_and(with_article))
    });
    targets
}

/// A path with its folder as the system knows it. A link to an article stays one of its own, since the
/// annotations stand beside the link.
fn real_place(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return path.to_owned(),
    };
    let name = path.file_name().unwrap_or_default();
    files::real(folder).map_or_else(|_| path.to_owned(), |folder| folder.join(name))
}

fn resolve(
    path: &Path,
    recursive: bool,
    targets: &mut Targets,
    named: &mut Vec<PathBuf>,
) -> Result<(), Problem> {
    let about = files::about(path).map_err(|error| read_problem(path, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if about.is_dir() {
        targets.named_whole = true;
        let mut articles = Vec::new();
        let depth = if recursive { MAX_DEPTH } else { 0 };
        collect(path, depth, &mut articles, &mut targets.problems)?;
        if articles.is_empty() {
            let note = Problem::data(path, msg!("file-no-articles")).note();
            targets.problems.push(note);
        }
        named.extend(articles);
    } else if name.ends_with(SESSION_END) {
        let session = load_session(path)?;
        if targets.session.is_some() {
            return Err(Problem::data(path, msg!("file-second-session")));
        }
        targets.articles.extend(session_articles(path, &session));
        targets.named_whole = true;
        targets.session = Some((path.to_owned(), session));
    } else if name.ends_with(annotations::ENDING) || name.ends_with(article_file::ENDING) {
        return Err(Problem::data(path, msg!("file-is-sidecar")));
    } else {
        named.push(path.to_owned());
    }
    Ok(())
}
