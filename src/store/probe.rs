//! Asking whether a folder can be written.

use std::fs;
use std::path::Path;

use super::disk::write_problem;
use super::files::{self, Output};
use crate::model::Problem;

/// Makes a folder where it is missing, and asks whether it can be written.
///
/// # Errors
/// The problem that a save would have.
pub fn make_writable(folder: &Path, unique: &str) -> Result<(), Problem> {
    files::make_folder(folder).map_err(|error| write_problem(folder, &error))?;
    check_writable(folder, unique)
}

/// Calls something with a folder of its own, which is removed afterwards with all that is in it.
///
/// # Errors
/// Where the folder can't be made; and what the call fails with.
pub fn in_temporary_folder<T>(
    call: impl FnOnce(&Path) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let name = format!("postil-{}", uuid::Uuid::new_v4().simple());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir(&folder).map_err(|error| write_problem(&folder, &error))?;
    let result = call(&folder);
    // What is left of it is the system's to clear away.
    let _ = fs::remove_dir_all(&folder);
    result
}

/// Makes and removes a file in a folder: the only sure way to know whether it can be written.
///
/// # Errors
/// The problem that a save would have.
pub fn check_writable(folder: &Path, unique: &str) -> Result<(), Problem> {
    let unique: String = unique.chars().filter(char::is_ascii_alphanumeric).collect();
    let path = folder.join(format!("~postil.{unique}.tmp"));
    Output::create(&path)
        .and_then(|_| files::remove(&path))
        .map_err(|error| write_problem(folder, &error))
}
