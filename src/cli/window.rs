//! `postil [PATH…]`: the window.

use std::path::PathBuf;

use super::report::Report;
use crate::model::Problem;
use crate::store::Home;

/// Opens it; without paths what was open last, else the sample session.
#[cfg(feature = "gui")]
pub fn run(paths: Vec<PathBuf>, home: &Home, report: &mut Report<'_>) {
    for path in &paths {
        if let Some(problem) = crate::store::missing(path) {
            report.problem(&problem);
            return;
        }
    }
    if let Err(what) = super::machine::ready_for_window() {
        report.problem(&Problem::machine(what));
        return;
    }
    let settings = super::settings(home, report);
    if let Err(reason) = crate::ui::run(paths, home.clone(), settings) {
        report.problem(&Problem::machine(crate::msg!(
            "window-failed",
            reason = reason
        )));
    }
}

/// Says that this program has no window.
#[cfg(not(feature = "gui"))]
pub fn run(_: Vec<PathBuf>, _: &Home, report: &mut Report<'_>) {
    report.problem(&Problem::machine(crate::msg!("window-not-built")));
}
