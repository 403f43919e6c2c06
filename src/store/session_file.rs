//! Session files: read, and made anew, never rewritten (people comment them).

use std::io;
use std::path::{Path, PathBuf};

use super::atomic::write_atomic;
use super::disk::{read_bytes, write_problem};
use super::format::{session, text_of};
use crate::model::{Problem, ReviewSession};
use crate::msg;

/// Reads a session file.
///
/// # Errors
/// A problem with line and column, as far as known.
pub fn load_session(path: &Path) -> Result<ReviewSession, Problem> {
    session::read(path, &text_of(path, &read_bytes(path)?)?)
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
    let real = |path: &Path| std::fs::canonicalize(path).ok();
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
pub fn create_session(path: &Path, content: &ReviewSession, unique: &str) -> Result<(), Problem> {
    let mut articles = content.articles.iter();
    if let Some(article) = articles.find(|article| !session::is_relative(article)) {
        let what = msg!("file-session-article", article = article);
        return Err(Problem::data(path, what));
    }
    let text = session::write(content);
    let free = || match path.symlink_metadata() {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => Ok(()),
    };
    let written = free().and_then(|()| write_atomic(path, text.as_bytes(), unique, free));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::data(path, msg!("save-exists")),
        _ => write_problem(path, &error),
    })
}
