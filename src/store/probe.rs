//! Asking whether a folder can be written.

use std::fs::{self, OpenOptions};
use std::path::Path;

use super::disk::write_problem;
use crate::model::Problem;

/// Makes and removes a file in a folder: the only sure way to know whether it can be written.
///
/// # Errors
/// The problem that a save would have.
pub fn check_writable(folder: &Path, unique: &str) -> Result<(), Problem> {
    let unique: String = unique.chars().filter(char::is_ascii_alphanumeric).collect();
    let path = folder.join(format!("~postil.{unique}.tmp"));
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|_| fs::remove_file(&path))
        .map_err(|error| write_problem(folder, &error))
}
