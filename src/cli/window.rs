//! `postil [PATH…]`: the window.

use std::path::{Path, PathBuf};

use super::report::Report;
use crate::model::Problem;
use crate::msg;
use crate::store::{self, Home};

/// Opens it; without paths what was open last, else the sample session.
pub fn run(paths: Vec<PathBuf>, home: &Home, report: &mut Report<'_>) {
    let missing = |path: &PathBuf| Some((path.clone(), store::missing(path)?));
    match paths.iter().find_map(missing) {
        None => open(paths, home, report),
        Some((path, problem)) => match word(&path) {
            Some(word) => report.usage(&msg!("usage-verb", value = word.to_owned()), None),
            None => report.problem(&problem),
        },
    }
}

#[cfg(feature = "gui")]
fn open(paths: Vec<PathBuf>, home: &Home, report: &mut Report<'_>) {
    if let Err(what) = super::machine::ready_for_window() {
        report.problem(&Problem::machine(what));
        return;
    }
    let (settings, problem) = store::load_settings(home);
    if let Some(problem) = problem {
        report.problem(&problem);
    }
    use crate::ui::WindowError::{Broke, NotOpened};
    let what = match crate::ui::run(paths, home.clone(), settings) {
        Ok(()) => return,
        Err(NotOpened(reason)) => msg!("window-failed", reason = plain(&reason).to_owned()),
        Err(Broke(reason)) => msg!("window-broke", reason = plain(&reason).to_owned()),
    };
    report.problem(&Problem::machine(what));
}

/// Says that this program has no window.
#[cfg(not(feature = "gui"))]
fn open(_: Vec<PathBuf>, _: &Home, report: &mut Report<'_>) {
    report.problem(&Problem::machine(msg!("window-not-built")));
}

/// The path where it is a mere word, such as a mistyped verb.
fn word(path: &Path) -> Option<&str> {
    let word = path.to_str()?;
    let letters = |c: char| c.is_alphabetic() || c == '-';
    word.chars().all(letters).then_some(word)
}

/// A reason without the place in a program's source that a library put before it.
#[cfg(feature = "gui")]
fn plain(reason: &str) -> &str {
    let Some((_, rest)) = reason.rsplit_once(".rs:") else {
        return reason;
    };
    let end = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    end.trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "gui")]
    #[test]
    fn reasons_are_for_people() {
        let reason = "winit: os error at /home/x/src/linux/mod.rs:788: Failed to open it";
        assert_eq!(plain(reason), "Failed to open it");
        assert_eq!(plain("no GL"), "no GL");
    }

    #[test]
    fn a_word_is_no_path() {
        assert_eq!(word(Path::new("tga")), Some("tga"));
        assert_eq!(word(Path::new("tga.txt")), None);
        assert_eq!(word(Path::new("./tga")), None);
    }
}
