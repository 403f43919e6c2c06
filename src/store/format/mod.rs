//! The formats on disk: RON, one set of types a version, converted by hand to and from the model.
//!
//! Every file has a `version`, first. A file of a higher version is refused as a whole: RON drops
//! what it does not know, and saving would lose it.

pub(super) mod annotations;
mod annotations_text;
pub(super) mod article;
pub(super) mod checksum;
pub(super) mod codebook;
mod fault;
pub(super) mod journal;
mod scan;
pub(super) mod session;
pub(super) mod settings;
pub(super) mod undo;
mod writer;

use std::borrow::Cow;
use std::path::Path;

use ron::extensions::Extensions;
use serde::Deserialize;

use crate::i18n::Message;
use crate::model::Problem;
use crate::msg;

/// The only version of every format so far.
const VERSION: u32 = 1;

/// A type of a file's content.
trait Versioned {
    fn version(&self) -> u32;
}

#[derive(Deserialize)]
struct Probe {
    version: u32,
}

/// The text of a RON file: without byte order mark, with LF line ends.
///
/// # Errors
/// A problem with line and column where the bytes are not UTF-8.
pub(super) fn text_of<'b>(path: &Path, bytes: &'b [u8]) -> Result<Cow<'b, str>, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let (line, column) = fault::line_column(&before, before.len());
        Problem::data(path, msg!("file-not-utf8")).at(line, column)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(if text.contains("\r\n") {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    })
}

/// Reads RON of the version that this program knows.
///
/// # Errors
/// A problem with line and column where the text is broken or of a newer version.
fn parse<'t, T: Versioned + Deserialize<'t>>(path: &Path, text: &'t str) -> Result<T, Problem> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let known = options.from_str::<T>(text);
    let version = match &known {
        Ok(content) => Ok(content.version()),
        // What is broken to us may be the format of a later version.
        Err(_) => options.from_str::<Probe>(text).map(|probe| probe.version),
    };
    match (known, version) {
        (_, Ok(version)) if version > VERSION => Err(newer(path, text)),
        (Ok(_), Ok(version)) if version != VERSION => {
            Err(at_version(path, text, msg!("file-version-unknown")))
        }
        (Ok(content), _) => Ok(content),
        (Err(error), _) => Err(fault::problem(path, text, &error)),
    }
}

fn newer(path: &Path, text: &str) -> Problem {
    at_version(path, text, msg!("file-newer-version"))
}

/// A problem with the version of a file, where that stands.
fn at_version(path: &Path, text: &str, what: Message) -> Problem {
    at_field(path, text, "version", what)
}

/// A problem with a field of a file, where that stands; where there is none, at the start.
fn at_field(path: &Path, text: &str, field: &str, what: Message) -> Problem {
    let place = place_of(text, &format!("{field}:")).or_else(|| place_of(text, field));
    let (line, column) = place.unwrap_or((1, 1));
    Problem::data(path, what).at(line, column)
}

/// Line and column, both from 1 and the column in code points, at which a field first stands.
pub(super) fn place_of(text: &str, field: &str) -> Option<(usize, usize)> {
    let on_own_line = text.lines().enumerate().find_map(|(at, line)| {
        let start = line.find(field)?;
        let own = line[..start].trim().trim_start_matches('(').is_empty();
        own.then(|| (at + 1, line[..start].chars().count() + 1))
    });
    // People may write several on one line.
    on_own_line.or_else(|| Some(fault::line_column(text, text.find(field)?)))
}
