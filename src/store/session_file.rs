//! Session files: read, and made anew, never rewritten (people comment them).

use std::path::{Path, PathBuf};

use super::disk::{read_by_hand, read_problem};
use super::files;
use super::format::{session, text_of};
use super::home::Home;
use super::replace::{Means, replace};
use crate::model::{Problem, ReviewSession, Timestamp};
use crate::msg;

/// Reads a session file.
///
/// # Errors
/// A problem with line and column, as far as known.
pub fn load_session(path: &Path) -> Result<ReviewSession, Problem> {
    let gone = || read_problem(path, &std::io::ErrorKind::NotFound.into());
    let bytes = read_by_hand(path)?.ok_or_else(gone)?;
    session::read(path, &text_of(path, &bytes)?)
}

/// The articles of a session that was read from `path`.
pub fn session_articles(path: &Path, session: &ReviewSession) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let articles = session.articles.iter();
    articles.map(|article| joined(folder, article)).collect()
}

/// The folder and the path from it, without `..` where the file system agrees that this is the same.
fn joined(folder: &Path, article: &str) -> PathBuf {
    let plain: PathBuf = folder.join(article.split('/').collect::<PathBuf>());
    let mut short = PathBuf::new();
    for part in plain.components() {
        use std::path::Component as C;
        match part {
            C::CurDir => {}
            C::ParentDir if matches!(short.components().next_back(), Some(C::Normal(_))) => {
                short.pop();
            }
            part => short.push(part),
        }
    }
    let real = |path: &Path| files::real(path).ok();
    if short == plain || real(&plain).is_none_or(|there| real(&short) == Some(there)) {
        short
    } else {
        plain
    }
}

/// Makes a new session file.
///
/// # Errors
/// A problem where a file of that name is there already (it is never overwritten), an article is not
/// named relative to it, or the system refuses.
pub fn create_session(
    path: &Path,
    content: &ReviewSession,
    home: &Home,
    unique: &str,
    now: Timestamp,
) -> Result<(), Problem> {
    let mut articles = content.articles.iter();
    if let Some(article) = articles.find(|article| !session::is_relative(article)) {
        let what = msg!("file-session-article", article = article);
        return Err(Problem::data(path, what));
    }
    let text = session::write(content);
    let taken = || Problem::data(path, msg!("save-exists"));
    if files::about_link(path).is_ok() {
        return Err(taken());
    }
    let written = replace(path, Means { home, unique, now }, |disk| match disk {
        Some(_) => Err(taken()),
        None => Ok(text.clone()),
    });
    written.map(drop).map_err(|refusal| refusal.last(path))
}
