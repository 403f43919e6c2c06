//! Writing codebooks: never over comments unasked, never over what somebody else wrote meanwhile, and
//! never over the one that ships with the program.

use std::path::{Path, PathBuf};

use super::codebook::{copy_name, file_name};
use super::disk::write_problem;
use super::files;
use super::format::{codebook, text_of};
use super::home::Home;
use super::paths::fallback_folder;
use super::replace::{Means, OnDisk, Refusal, not_led_away, replace};
use crate::model::{
    Codebook, CodebookRefusal, CodebookSource, CodebookWrite, Problem, SavedCodebook, Timestamp,
};
use crate::msg;
use crate::text::sha256_hex;

/// Writes a codebook that was read from `source`, whose file had the hash `known`.
///
/// Where the folder can't be written it goes to the folder under `saves/` that stands for it, where
/// it is found before the one that it came from.
///
/// # Errors
/// A refusal where a person has to decide, or where the system refuses. Nothing was changed then.
pub fn save_codebook(
    content: &Codebook,
    source: &CodebookSource,
    known: &str,
    how: CodebookWrite,
    home: &Home,
    unique: &str,
    now: Timestamp,
) -> Result<SavedCodebook, CodebookRefusal> {
    if how == CodebookWrite::Own && source.file.is_some() && source.by_hand {
        return Err(CodebookRefusal::ByHand);
    }
    let means = Means { home, unique, now };
    let text = codebook::write(content);
    let path = target(content, source, how)?;
    // A file of its own may be gone; one that was never read may not be in the way.
    let own = source.file.as_ref() == Some(&path);
    let saved = |path: PathBuf, fell_back| SavedCodebook {
        source: CodebookSource {
            file: Some(path),
            by_hand: false,
            ..source.clone()
        },
        hash: sha256_hex(&[text.as_bytes()]),
        fell_back,
    };
    match write(&path, &text, own.then_some(known), means) {
        Ok(()) => Ok(saved(path, false)),
        Err(Stop::Refused(refusal)) => Err(refusal),
        Err(Stop::Place(error)) => {
            let folder = fallback_folder(home, &path);
            let away = folder.join(file_name(&content.id));
            if away == path {
                return Err(CodebookRefusal::Problem(write_problem(&path, &error)));
            }
            let made = files::make_lasting_folder(&folder);
            made.map_err(|error| CodebookRefusal::Problem(write_problem(&folder, &error)))?;
            match write(&away, &text, None, means) {
                Ok(()) => Ok(saved(away, true)),
                Err(Stop::Refused(refusal)) => Err(refusal),
                Err(Stop::Place(error)) => {
                    Err(CodebookRefusal::Problem(write_problem(&away, &error)))
                }
            }
        }
    }
}

/// The file to write.
fn target(
    content: &Codebook,
    source: &CodebookSource,
    how: CodebookWrite,
) -> Result<PathBuf, CodebookRefusal> {
    let folder = source.folder.as_deref().unwrap_or(Path::new(""));
    let (plain, copy) = (file_name(&content.id), copy_name(&content.id));
    match (&source.file, how) {
        (Some(file), CodebookWrite::Own | CodebookWrite::Anyway) => Ok(file.clone()),
        (None, _) => Ok(folder.join(plain)),
        (Some(file), CodebookWrite::Copy) if *file != folder.join(&plain) && !is(file, &copy) => {
            Ok(folder.join(plain))
        }
        (Some(file), CodebookWrite::Copy) if !is(file, &copy) => Ok(folder.join(copy)),
        // A copy has no copy of its own: it would not be found.
        (Some(file), CodebookWrite::Copy) => {
            let exists = Problem::data(file, msg!("save-exists"));
            Err(CodebookRefusal::Problem(exists))
        }
    }
}

fn is(file: &Path, name: &str) -> bool {
    file.file_name().is_some_and(|own| own == name)
}

/// Why one file was not written.
enum Stop {
    /// Nothing can be written at that place.
    Place(std::io::Error),
    /// Anything else.
    Refused(CodebookRefusal),
}

/// Writes one file, where it is missing or is still the one that was read.
fn write(path: &Path, text: &str, known: Option<&str>, means: Means<'_>) -> Result<(), Stop> {
    let mut changed = false;
    not_led_away(path).map_err(|problem| Stop::Refused(CodebookRefusal::Problem(problem)))?;
    let written = replace(path, means, |disk| {
        if disk.is_some_and(|disk| !is_known(path, disk, known, text)) {
            changed = true;
            return Err(Problem::data(path, msg!("save-changed-meanwhile")));
        }
        Ok(text.to_owned())
    });
    match written {
        Ok(_) => Ok(()),
        Err(_) if changed => Err(Stop::Refused(CodebookRefusal::Changed)),
        Err(Refusal::Place(error)) => Err(Stop::Place(error)),
        Err(Refusal::Problem(problem)) => Err(Stop::Refused(CodebookRefusal::Problem(problem))),
    }
}

/// Whether the file is the one that was read, or says what is to be written already; other line ends
/// make it no other file.
fn is_known(path: &Path, disk: &OnDisk, known: Option<&str>, text: &str) -> bool {
    text_of(path, &disk.bytes)
        .is_ok_and(|there| there == text || known == Some(sha256_hex(&[there.as_bytes()]).as_str()))
}
