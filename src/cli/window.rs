//! `postil [PATH…]`: the window.

#[cfg(feature = "gui")]
use std::path::Path;
use std::path::PathBuf;

use super::report::Report;
use crate::model::Problem;
use crate::store::Home;

/// Opens it; without paths what was open last, else the sample session.
#[cfg(feature = "gui")]
pub fn run(paths: Vec<PathBuf>, home: &Home, report: &mut Report<'_>) {
    for path in &paths {
        if let Some(problem) = crate::store::missing(path) {
            match word(path) {
                Some(word) => {
                    let what = crate::msg!("usage-verb", value = word.to_owned());
                    report.usage(&what, None);
                }
                None => report.problem(&problem),
            }
            return;
        }
    }
    if let Err(what) = super::machine::ready_for_window() {
        report.problem(&Problem::machine(what));
        return;
    }
    let settings = settings(home, report);
    if let Err(reason) = crate::ui::run(paths, home.clone(), settings) {
        report.problem(&Problem::machine(crate::msg!(
            "window-failed",
            reason = plain(&reason).to_owned()
        )));
    }
}

/// The path where it is a mere word, such as a mistyped verb.
#[cfg(feature = "gui")]
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

/// What the person has set, reported where it can't be read.
#[cfg(feature = "gui")]
fn settings(home: &Home, report: &mut Report<'_>) -> crate::store::Settings {
    let (settings, problem) = crate::store::load_settings(home);
    if let Some(problem) = problem {
        report.problem(&problem);
    }
    settings
}

/// Says that this program has no window.
#[cfg(not(feature = "gui"))]
pub fn run(_: Vec<PathBuf>, _: &Home, report: &mut Report<'_>) {
    report.problem(&Problem::machine(crate::msg!("window-not-built")));
}

#[cfg(all(test, feature = "gui"))]
mod tests {
    use super::*;

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
