//! `postil export`: annotated copies and data.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::ArgMatches;

use super::report::Report;
use super::{find, paths, reviewers, text};
use crate::export::Format;
use crate::job::work::{self, ExportJob};
use crate::msg;
use crate::session::ExportRequest;
use crate::store::Home;

/// Runs it.
pub fn run(matches: &ArgMatches, home: &Home, report: &mut Report<'_>) {
    let typed = text(matches, "format").unwrap_or_default();
    if typed == "list" {
        for row in Format::all() {
            let what = report.texts().text(&row.description);
            report.print(&format!("{:<14}{what}\n", row.key));
        }
        return;
    }
    let Some(format) = Format::from_key(typed) else {
        let known: Vec<&str> = Format::all().iter().map(|row| row.key).collect();
        let what = msg!(
            "usage-export-format",
            value = typed.to_owned(),
            known = known.join(", ")
        );
        return report.usage(&what, Some("export"));
    };
    if paths(matches).is_empty() {
        return report.usage(&msg!("usage-export-paths"), Some("export"));
    }
    let Some(folder) = matches.get_one::<PathBuf>("out") else {
        return report.usage(&msg!("usage-export-out"), Some("export"));
    };
    let Some(found) = find(matches, home, report) else {
        return;
    };
    let request = ExportRequest {
        format: format.row().key,
        all: true,
        reviewers: reviewers(matches),
        hide_names: matches.get_flag("hide-names"),
        folder: Some(folder.clone()),
    };
    let job = ExportJob {
        paths: &found.targets.articles,
        request: &request,
        codebook: &found.codebook,
        stop: &AtomicBool::new(false),
    };
    let (folder, files, problems) = work::export(&job, report.texts(), home);
    for problem in &problems {
        report.problem(problem);
    }
    if files > 0 {
        let shown = folder.display().to_string();
        report.line(&msg!("export-written", count = files, folder = shown));
    }
}
