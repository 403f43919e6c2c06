//! Finding and reading codebooks.

use std::path::{Path, PathBuf};

use super::disk::read_by_hand;
use super::format::{codebook, text_of};
use super::home::Home;
use super::paths::fallback_folder;
use crate::model::{Codebook, CodebookSource, Problem, is_reserved_on_windows};
use crate::msg;

/// Id of the codebook that is used where none is named.
pub const DEFAULT_CODEBOOK: &str = "media-literacy";

/// The default codebook, part of the program so that it works without any other file.
const EMBEDDED: &str = include_str!("../../assets/codebooks/media-literacy.codebook.ron");

/// The default codebook as it is part of the program.
///
/// # Errors
/// Never in a program whose tests passed.
pub fn default_codebook() -> Result<Codebook, Problem> {
    let name = file_name(DEFAULT_CODEBOOK);
    parse_codebook(Path::new(&name), EMBEDDED.as_bytes())
}

/// A codebook by its id, the default one for an empty id: beside the session first, then among the
/// program's assets, then the one within the program.
///
/// # Errors
/// A problem where there is none of that id, or the first one found is broken or says another id.
pub fn load_codebook(
    id: &str,
    session_folder: Option<&Path>,
    home: &Home,
) -> Result<Codebook, Problem> {
    find_codebook(id, session_folder, home).map(|(codebook, _)| codebook)
}

/// The same, with where it was found.
///
/// In the folder a copy that the program made (`ID.copy.codebook.ron`) comes before the codebook that
/// it was made of, and what was changed while the folder could not be written comes before both.
///
/// # Errors
/// A problem where there is none of that id, or the first one found is broken or says another id.
pub fn find_codebook(
    id: &str,
    folder: Option<&Path>,
    home: &Home,
) -> Result<(Codebook, CodebookSource), Problem> {
    let id = if id.is_empty() { DEFAULT_CODEBOOK } else { id };
    let missing = || {
        let what = msg!("file-codebook-missing", id = id.to_owned());
        Problem::data(file_name(id), what)
    };
    if !is_plain(id) {
        return Err(missing());
    }
    let mut source = CodebookSource {
        folder: folder.map(Path::to_owned),
        ..CodebookSource::default()
    };
    for path in folder
        .into_iter()
        .flat_map(|folder| own_files(id, folder, home))
    {
        let Some((codebook, by_hand)) = read_codebook(&path)? else {
            continue;
        };
        let copy = path
            .file_name()
            .is_some_and(|name| name == copy_name(id).as_str());
        match codebook.id == id {
            true => {
                (source.file, source.by_hand) = (Some(path), by_hand);
                return Ok((codebook, source));
            }
            // The plain file of a codebook whose id ends like this.
            false if copy => {}
            false => return Err(other_id(&path, codebook, id)),
        }
    }
    let assets = home.assets.as_ref().map(|assets| assets.join("codebooks"));
    if let Some(path) = assets.map(|assets| assets.join(file_name(id)))
        && let Some((codebook, _)) = read_codebook(&path)?
    {
        return match codebook.id == id {
            true => Ok((codebook, source)),
            false => Err(other_id(&path, codebook, id)),
        };
    }
    match id == DEFAULT_CODEBOOK {
        true => Ok((default_codebook()?, source)),
        false => Err(missing()),
    }
}

/// Where a codebook of a folder may lie, first the one that counts.
fn own_files(id: &str, folder: &Path, home: &Home) -> [PathBuf; 4] {
    let away = fallback_folder(home, &folder.join("codebook"));
    let (plain, copy) = (file_name(id), copy_name(id));
    [
        away.join(&copy),
        away.join(&plain),
        folder.join(&copy),
        folder.join(&plain),
    ]
}

fn other_id(path: &Path, codebook: Codebook, id: &str) -> Problem {
    let what = msg!("file-codebook-id", id = codebook.id, wanted = id.to_owned());
    Problem::data(path, what)
}

/// A codebook file, and whether it was written by hand; `None` where there is none.
///
/// # Errors
/// A problem with line and column, as far as known.
pub fn read_codebook(path: &Path) -> Result<Option<(Codebook, bool)>, Problem> {
    let Some(bytes) = read_by_hand(path)? else {
        return Ok(None);
    };
    let text = text_of(path, &bytes)?;
    Ok(Some((
        codebook::read(path, &text)?,
        codebook::is_by_hand(&text),
    )))
}

/// A codebook as the text of its file, the same for the same codebook.
pub fn codebook_text(content: &Codebook) -> String {
    codebook::write(content)
}

/// Reads a codebook file's bytes; `path` is for problems only.
///
/// # Errors
/// A problem with line and column, as far as known.
pub fn parse_codebook(path: &Path, bytes: &[u8]) -> Result<Codebook, Problem> {
    codebook::read(path, &text_of(path, bytes)?)
}

/// The name of a copy that the program made of a codebook that people wrote by hand.
pub(super) fn copy_name(id: &str) -> String {
    format!("{id}.copy.codebook.ron")
}

pub(super) fn file_name(id: &str) -> String {
    format!("{id}.codebook.ron")
}

/// Whether an id can't lead out of a folder.
fn is_plain(id: &str) -> bool {
    let stem = id.split('.').next().unwrap_or_default();
    id.chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !stem.is_empty()
        && !is_reserved_on_windows(stem)
}
