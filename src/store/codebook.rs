//! Finding and reading codebooks.

use std::path::Path;

use super::disk::read_if_there;
use super::format::{codebook, text_of};
use super::home::Home;
use crate::model::{Codebook, Problem};
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
    let id = if id.is_empty() { DEFAULT_CODEBOOK } else { id };
    let name = file_name(id);
    if !is_plain(id) {
        let what = msg!("file-codebook-missing", id = id.to_owned());
        return Err(Problem::data(name, what));
    }
    let assets = home.assets.as_ref().map(|assets| assets.join("codebooks"));
    let folders = session_folder.map(Path::to_owned).into_iter().chain(assets);
    for path in folders.map(|folder| folder.join(&name)) {
        if let Some(bytes) = read_if_there(&path)? {
            let codebook = parse_codebook(&path, &bytes)?;
            if codebook.id != id {
                let what = msg!("file-codebook-id", id = codebook.id, wanted = id.to_owned());
                return Err(Problem::data(path, what));
            }
            return Ok(codebook);
        }
    }
    if id == DEFAULT_CODEBOOK {
        return default_codebook();
    }
    let what = msg!("file-codebook-missing", id = id.to_owned());
    Err(Problem::data(name, what))
}

/// Reads a codebook file's bytes; `path` is for problems only.
///
/// # Errors
/// A problem with line and column, as far as known.
pub fn parse_codebook(path: &Path, bytes: &[u8]) -> Result<Codebook, Problem> {
    codebook::read(path, &text_of(path, bytes)?)
}

fn file_name(id: &str) -> String {
    format!("{id}.codebook.ron")
}

/// Whether an id can't lead out of a folder.
fn is_plain(id: &str) -> bool {
    id.chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !id.starts_with('.')
}
