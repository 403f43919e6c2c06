//! `postil merge`: conflict copies written into the files that they are copies of, then put away.

use std::path::Path;

use clap::ArgMatches;

use super::paths;
use super::report::Report;
use crate::i18n::Catalogue;
use crate::job::work;
use crate::model::Problem;
use crate::msg;
use crate::store::{self, Brought, Fold, Folded, FoldedCopy, Home};

/// Widest cells of the table, in columns of a terminal: copy, original, marks, deletions, what was done.
const LIMITS: [usize; 5] = [72, 48, 10, 12, 32];

/// Runs it.
pub fn run(matches: &ArgMatches, home: &Home, report: &mut Report<'_>) {
    let how = match (matches.get_flag("dry-run"), matches.get_flag("keep")) {
        (true, _) => Fold::Look,
        (false, true) => Fold::Keep,
        (false, false) => Fold::PutAway,
    };
    let (groups, problems) = store::copies_at(&paths(matches), matches.get_flag("recursive"), home);
    for problem in &problems {
        report.problem(problem);
    }
    let heads = [
        "merge-head-copy",
        "merge-head-of",
        "merge-head-marks",
        "merge-head-deleted",
        "merge-head-action",
    ];
    let mut rows = vec![heads.map(|key| report.texts().t(key))];
    let (mut merged, mut left, mut away) = (0, 0, None);
    let mut said: Vec<Problem> = Vec::new();
    for group in &groups {
        let Folded { main, copies } = work::fold(group, how, home);
        for copy in copies {
            rows.push(row(&main, &copy, how, report.texts()));
            away = copy.now_at.or(away);
            match copy.result {
                Ok(_) => merged += 1,
                Err(problem) => {
                    left += 1;
                    // What is wrong with the file itself holds for all copies of it.
                    if !said.contains(&problem) {
                        report.problem(&problem);
                        said.push(problem);
                    }
                }
            }
        }
    }
    if rows.len() > 1 {
        report.print(&super::table::table(&rows, LIMITS));
    }
    report.line(&match (rows.len() - 1, how) {
        (0, _) => msg!("merge-none"),
        (_, Fold::Look) => msg!("merge-summary-would", copies = merged, left = left),
        _ => msg!("merge-summary", copies = merged, left = left),
    });
    if away.is_some() {
        let folder = store::put_away_folder(home).display().to_string();
        report.line(&msg!("merge-put-away", folder = folder));
    }
}

fn row(main: &Path, copy: &FoldedCopy, how: Fold, texts: &Catalogue) -> [String; 5] {
    let (action, Brought { marks, deletions }) = match (&copy.result, how) {
        (Err(_), _) => ("merge-left", Brought::default()),
        (Ok(brought), Fold::Look) if copy.path == main => ("merge-sides-would", *brought),
        (Ok(brought), _) if copy.path == main => ("merge-sides", *brought),
        (Ok(brought), Fold::Look) => ("merge-would", *brought),
        (Ok(brought), Fold::Keep) => ("merge-kept", *brought),
        (Ok(brought), Fold::PutAway) => ("merge-merged", *brought),
    };
    let name = main.file_name().unwrap_or_default();
    let number = |count: usize| match count {
        0 => String::new(),
        count => count.to_string(),
    };
    [
        copy.path.display().to_string(),
        name.to_string_lossy().into_owned(),
        number(marks),
        number(deletions),
        texts.t(action),
    ]
}
