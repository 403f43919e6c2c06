//! A file that can't be read any more, and the earlier version of it that can.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{Whose, article_folder, in_folder};
use crate::model::{Backup, Problem, Reading, Timestamp, file_key};
use crate::msg;
use crate::store::annotations::ENDING;
use crate::store::atomic::write_atomic;
use crate::store::disk::write_problem;
use crate::store::files;
use crate::store::format::annotations;
use crate::store::home::Home;
use crate::store::paths::{reviewer_part, same_file_name};
use crate::store::replace::{Means, not_led_away, replace};

/// How often another name is looked for, for a damaged file.
const NAMES: usize = 1000;

/// The newest earlier version of a file that is whole.
#[derive(Clone, Debug)]
pub struct Rescue {
    /// Which.
    pub backup: Backup,
    /// What it says.
    pub reading: Reading,
}

/// The newest whole version of an article's annotation file, by the file's name: the file itself may say
/// nothing any more. Versions that are damaged, too, are passed over.
pub fn rescue(home: &Home, article: &Path, file: &Path) -> Option<Rescue> {
    let name = file.file_name()?.to_string_lossy();
    let article_name = article.file_name()?.to_string_lossy();
    let key = reviewer_part(&name, &article_name, ENDING)?;
    let folder = article_folder(home, article);
    let entries = files::list(&folder).into_iter().flatten().flatten();
    let mut all: Vec<(Backup, Uuid)> = Vec::new();
    for entry in entries {
        if let Some(reviewer) = entry.file_name().to_str().and_then(|id| id.parse().ok()) {
            all.extend(in_folder(&entry.path()).map(|backup| (backup, reviewer)));
        }
    }
    all.sort_unstable();
    all.into_iter().rev().find_map(|(backup, reviewer)| {
        let whose = Whose {
            home,
            article,
            reviewer,
        };
        let reading = whose.read(&backup, None).ok()?;
        let same = same_file_name(&file_key(&reading.reviewer.name), key);
        same.then_some(Rescue { backup, reading })
    })
}

/// Puts an earlier version in the place of a file that may not be written over: damaged, newer, or
/// edited by hand. What stands there is kept under another name beside it, which is given back.
///
/// # Errors
/// A problem where the version is not whole or the system refuses; the file is then as it was, or under
/// its other name.
pub fn put_back(
    whose: Whose<'_>,
    backup: &Backup,
    file: &Path,
    unique: &str,
    now: Timestamp,
) -> Result<Option<PathBuf>, Problem> {
    let reading = whose.read(backup, None)?;
    not_led_away(file)?;
    let home = whose.home;
    let mut kept = None;
    let written = replace(file, Means { home, unique, now }, |disk| {
        // What stands there is another file each time that this is asked.
        if let Some(disk) = disk {
            let aside = free_name(file, now)
                .ok_or_else(|| Problem::environment(file, msg!("save-file-in-the-way")))?;
            write_atomic(&aside, &disk.bytes, unique, || Ok(()))
                .map_err(|error| write_problem(&aside, &error))?;
            kept = Some(aside);
        }
        Ok(annotations::write(&reading))
    });
    written.map_err(|refusal| refusal.last(file))?;
    Ok(kept)
}

/// `NAME.damaged-DAY`, with a number where that is taken.
fn free_name(file: &Path, now: Timestamp) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?;
    let day = now.strftime("%Y-%m-%d");
    let names = (1..NAMES).map(|number| match number {
        1 => format!("{name}.damaged-{day}"),
        _ => format!("{name}.damaged-{day}-{number}"),
    });
    let mut paths = names.map(|name| file.with_file_name(name));
    paths.find(|path| files::about_link(path).is_err())
}
