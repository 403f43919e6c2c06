//! `ARTICLE.EXT.article.ron`: what is true of an article for everyone.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use super::disk::{read_by_hand, write_problem};
use super::files;
use super::format::{article, text_of};
use super::home::Home;
use super::paths::{beside, fallback_folder};
use super::replace::{Means, Refusal, not_led_away, replace};
use crate::model::{ArticleMeta, Problem, Timestamp};
use crate::msg;

/// Ending of article files.
pub(super) const ENDING: &str = ".article.ron";

/// What an article's file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadedMeta {
    /// The metadata; empty where there is no file.
    pub meta: ArticleMeta,
    /// Notes: a file was edited by hand, which is fine, but the disk may also have damaged it.
    pub notes: Vec<Problem>,
}

/// Where what is true of an article stands: `ARTICLE.EXT.article.ron` beside it.
pub fn article_file_path(article: &Path) -> PathBuf {
    beside(article, ENDING)
}

fn fallback(home: &Home, article: &Path) -> PathBuf {
    let path = article_file_path(article);
    fallback_folder(home, article).join(path.file_name().unwrap_or_default())
}

/// Where it may stand: beside the article, or in `saves/`.
pub(super) fn places(article: &Path, home: &Home) -> [PathBuf; 2] {
    [article_file_path(article), fallback(home, article)]
}

/// What an article's file says, the one in `saves/` merged in; nothing where there is none.
///
/// # Errors
/// A problem where a file can't be read, is broken or newer than the program.
pub fn load_meta(article: &Path, home: &Home) -> Result<LoadedMeta, Problem> {
    let mut loaded = LoadedMeta::default();
    for path in places(article, home) {
        if let Some((meta, intact)) = load(&path)? {
            loaded.meta = merge_meta(&loaded.meta, &meta);
            if !intact {
                let what = msg!("file-article-edited-by-hand");
                loaded.notes.push(Problem::data(path, what).note());
            }
        }
    }
    Ok(loaded)
}

fn load(path: &Path) -> Result<Option<(ArticleMeta, bool)>, Problem> {
    let Some(bytes) = read_by_hand(path)? else {
        return Ok(None);
    };
    article::read(path, &text_of(path, &bytes)?).map(Some)
}

/// Saves what somebody set, merged into what the file says by now; gives what was written, and where:
/// beside the article, or in `saves/` where the folder can't be written. A field that is `None` leaves
/// what the file says; an empty text takes it back.
///
/// # Errors
/// A problem where the file on disk is broken or newer (it is left as it is), or the system refuses.
pub fn save_meta(
    meta: &ArticleMeta,
    article: &Path,
    home: &Home,
    unique: &str,
    now: Timestamp,
) -> Result<(ArticleMeta, PathBuf), Problem> {
    let means = Means { home, unique, now };
    let path = article_file_path(article);
    match save_at(meta, &path, means) {
        Ok(written) => Ok((written, path)),
        Err(Refusal::Problem(problem)) => Err(problem),
        Err(Refusal::Place(_)) => {
            let path = fallback(home, article);
            let folder = fallback_folder(home, article);
            files::make_lasting_folder(&folder).map_err(|error| write_problem(&folder, &error))?;
            let written = save_at(meta, &path, means).map_err(|refusal| refusal.last(&path))?;
            Ok((written, path))
        }
    }
}

fn save_at(meta: &ArticleMeta, path: &Path, means: Means<'_>) -> Result<ArticleMeta, Refusal> {
    let mut merged = meta.clone();
    not_led_away(path).map_err(Refusal::Problem)?;
    replace(path, means, |disk| {
        if let Some(disk) = disk {
            let (theirs, _) = article::read(path, &text_of(path, &disk.bytes)?)?;
            merged = merge_meta(&merged, &theirs);
        }
        Ok(article::write(&merged))
    })?;
    Ok(merged)
}

/// Merges two copies field by field: the later one has the say where both say something, an empty
/// text being the way to say "nothing"; of the same moment, the greater text.
pub fn merge_meta(a: &ArticleMeta, b: &ArticleMeta) -> ArticleMeta {
    let pick = |field: fn(&ArticleMeta) -> &Option<String>| {
        let (x, y) = (field(a), field(b));
        match a.modified.cmp(&b.modified) {
            Ordering::Greater => x.as_ref().or(y.as_ref()),
            Ordering::Less => y.as_ref().or(x.as_ref()),
            Ordering::Equal => x.as_ref().max(y.as_ref()),
        }
        .cloned()
    };
    let b_decides = match a.modified.cmp(&b.modified) {
        Ordering::Greater => a.paratext.is_empty(),
        Ordering::Less => !b.paratext.is_empty(),
        Ordering::Equal => b.paratext > a.paratext,
    };
    ArticleMeta {
        encoding: pick(|meta| &meta.encoding),
        title: pick(|meta| &meta.title),
        outlet: pick(|meta| &meta.outlet),
        author: pick(|meta| &meta.author),
        published: pick(|meta| &meta.published),
        address: pick(|meta| &meta.address),
        language: pick(|meta| &meta.language),
        paratext: if b_decides { b } else { a }.paratext.clone(),
        modified: a.modified.max(b.modified),
    }
}
