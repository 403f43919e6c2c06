//! `postil done`: a reviewer has finished with an article, or takes it up again.

use std::path::PathBuf;

use clap::ArgMatches;

use super::report::Report;
use super::script::Script;
use super::tag::reviewer_name;
use crate::session::Doc;
use crate::store::Home;

/// Runs it; what is so already stays so.
pub fn run(matches: &ArgMatches, home: &Home, report: &mut Report<'_>) {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return;
    };
    let name = match reviewer_name(matches) {
        Ok(name) => name,
        Err(what) => return report.usage(&what, Some("done")),
    };
    let finish = !matches.get_flag("undo");
    let saved = Script::open(path, &name, home).and_then(|mut script| {
        report.problems(script.copies());
        script.doc(Doc::Finish(finish), home)
    });
    match saved {
        Ok(Some(saved)) => {
            if let Some(note) = saved.note() {
                report.problem(&note);
            }
        }
        Ok(None) => {}
        Err(problem) => report.problem(&problem),
    }
}
