//! Writing exports.

use std::path::{Path, PathBuf};

use super::atomic::write_locked;
use super::disk::write_problem;
use super::files;
use super::home::Home;
use super::lock::lock;
use super::replace::not_led_away;
use crate::model::Problem;
use crate::msg;

/// Writes an export under a plain file name into a folder, which is made where it is missing. A file
/// of that name is replaced: to choose names that do not collide is the caller's part.
///
/// # Errors
/// A problem where the name is no plain file name or that of a link out of the folder, or the system
/// refuses.
pub fn write_export(
    folder: &Path,
    name: &str,
    bytes: &[u8],
    home: &Home,
    unique: &str,
) -> Result<PathBuf, Problem> {
    let path = folder.join(name);
    let plain = !name.contains(['/', '\\', '\0']) && !matches!(name, "" | "." | "..");
    if !plain {
        return Err(Problem::data(path, msg!("save-name-invalid")));
    }
    not_led_away(&path)?;
    files::make_folder(folder).map_err(|error| write_problem(folder, &error))?;
    let lock = lock(home, &path)?;
    write_locked(&path, bytes, unique, lock.as_ref(), || Ok(()))
        .map_err(|error| write_problem(&path, &error))?;
    Ok(path)
}
