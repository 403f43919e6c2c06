//! The command line: the same core as the window, without one. One file a verb.

mod args;
mod check;
mod doctor;
mod done;
mod exit;
mod export;
mod language;
mod list;
mod machine;
mod merge;
mod reanchor;
mod report;
mod script;
mod table;
mod tag;
mod usage;
mod window;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::ErrorKind;

pub use exit::Exit;
use report::Report;

use crate::i18n::{Catalogue, Lang};
use crate::msg;
use crate::store::Home;

/// Runs the program with its arguments, the program's name first.
pub fn run(arguments: Vec<OsString>) -> Exit {
    let home = Home::find();
    let (arguments, asked) = language::take_language(arguments);
    let asked = asked.map(|value| value.to_string_lossy().into_owned());
    let lang = asked
        .as_deref()
        .and_then(Lang::from_tag)
        .unwrap_or_else(Lang::of_system);
    let texts = Catalogue::new(lang);
    let mut report = Report::new(&texts);
    if let Some(value) = asked.filter(|value| Lang::from_tag(value).is_none()) {
        report.usage(&msg!("usage-language", value = value), None);
        return report.exit();
    }
    let verb = arguments
        .get(1)
        .and_then(|word| word.to_str())
        .map(str::to_owned);
    let command = args::command(&texts);
    let verb = verb.filter(|word| command.find_subcommand(word).is_some());
    match command.try_get_matches_from(arguments) {
        Ok(matches) => dispatch(&matches, &home, &mut report),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            report.print(&error.render().to_string());
        }
        Err(error) => report.usage(&usage::explain(&error), verb.as_deref()),
    }
    report.exit()
}

fn dispatch(matches: &ArgMatches, home: &Home, report: &mut Report<'_>) {
    match matches.subcommand() {
        Some(("tag", verb)) => tag::run(verb, home, report),
        Some(("list", verb)) => list::run(verb, home, report),
        Some(("done", verb)) => done::run(verb, home, report),
        Some(("check", verb)) => check::run(verb, home, report),
        Some(("export", verb)) => export::run(verb, home, report),
        Some(("reanchor", verb)) => reanchor::run(verb, home, report),
        Some(("merge", verb)) => merge::run(verb, home, report),
        Some(("doctor", _)) => doctor::run(home, report),
        _ => window::run(paths(matches), home, report),
    }
}

/// Every path given.
fn paths(matches: &ArgMatches) -> Vec<PathBuf> {
    let paths = matches.get_many::<PathBuf>("paths");
    paths.into_iter().flatten().cloned().collect()
}

/// Every reviewer given.
fn reviewers(matches: &ArgMatches) -> Vec<String> {
    let names = matches.get_many::<String>("reviewer");
    names.into_iter().flatten().cloned().collect()
}

/// A text given.
fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

/// Finds the articles at paths; what can't be found is reported.
fn find(
    matches: &ArgMatches,
    home: &Home,
    report: &mut Report<'_>,
) -> Option<crate::job::work::Found> {
    match crate::job::work::find_anyway(&paths(matches), matches.get_flag("recursive"), home) {
        Ok(found) => {
            for problem in &found.targets.problems {
                report.problem(problem);
            }
            Some(found)
        }
        Err(problem) => {
            report.problem(&problem);
            None
        }
    }
}
