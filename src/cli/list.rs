//! `postil list`: marks with their place in today's text.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use serde::Serialize;

use super::report::Report;
use super::{find, reviewers, text};
use crate::anchor::Elsewhere;
use crate::export::{AnchorState, SpanRow, rows};
use crate::i18n::Catalogue;
use crate::job::work::{self, unmatched};
use crate::model::{Article, Reading, same_name};
use crate::msg;
use crate::store::{self, Home};

/// Widest cells of the table, in columns of a terminal: file, reviewer, label, place, quote.
const LIMITS: [usize; 5] = [48, 24, 24, 40, 60];

/// Runs it.
pub fn run(matches: &ArgMatches, home: &Home, report: &mut Report<'_>) {
    let json = match text(matches, "format").unwrap_or("table") {
        "json" => true,
        "table" => false,
        other => {
            let what = msg!("usage-list-format", value = other.to_owned());
            return report.usage(&what, Some("list"));
        }
    };
    let Some(found) = find(matches, home, report) else {
        return;
    };
    let names = reviewers(matches);
    let wanted = |reading: &Reading| {
        names.is_empty()
            || names
                .iter()
                .any(|name| same_name(name, &reading.reviewer.name))
    };
    let mut everybody = BTreeSet::new();
    let mut articles: Vec<(PathBuf, Arc<Article>, Vec<Reading>, Elsewhere)> = Vec::new();
    let mut folders = crate::store::Folders::default();
    for path in &found.targets.articles {
        match work::load_in(&mut folders, path, home) {
            Ok(loaded) => {
                report.problems(&loaded.on_disk.said());
                let mut readings = Vec::new();
                for reading in loaded.on_disk.readings {
                    if let Some(warning) = reading.warning {
                        report.problem(&warning.note());
                    }
                    if let Ok(reading) = &reading.result {
                        everybody.insert(reading.reviewer.name.clone());
                    }
                    match reading.result {
                        Ok(reading) if wanted(&reading) => readings.push(reading),
                        Ok(_) => {}
                        Err(problem) => report.problem(&problem),
                    }
                }
                let article = loaded.on_disk.article;
                let spans = readings.iter().flat_map(|reading| reading.spans.iter());
                let anchors = spans.map(|span| &span.anchor);
                let elsewhere = store::elsewhere(home, &article.text, anchors, work::now());
                articles.push((path.clone(), article, readings, elsewhere));
            }
            Err(problem) => report.problem(&problem),
        }
    }
    let borrowed: Vec<Vec<&Reading>> = articles
        .iter()
        .map(|(_, _, readings, _)| readings.iter().collect())
        .collect();
    for note in unmatched(&names, &everybody) {
        report.problem(&note);
    }
    let all: Vec<Listed<'_>> = articles
        .iter()
        .zip(&borrowed)
        .flat_map(|((path, article, _, elsewhere), readings)| {
            let rows = rows(article, readings, &found.codebook, elsewhere).into_iter();
            rows.map(|row| Listed {
                row,
                path: path.to_string_lossy(),
            })
        })
        .collect();
    match json {
        true => report.print(&format!("{}\n", as_json(&all))),
        // Where something was wrong, "no marks" would be half the truth.
        false if all.is_empty() && report.is_bad() => {}
        false => report.print(&as_table(&all, report.texts())),
    }
}

/// A span, and the article as it was named on the command line or found in a folder.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    row: SpanRow<'a>,
    path: Cow<'a, str>,
}

/// One array, one object a line.
fn as_json(rows: &[Listed<'_>]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .filter_map(|row| serde_json::to_string(row).ok())
        .collect();
    match lines.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n{}\n]", lines.join(",\n")),
    }
}

fn as_table(rows: &[Listed<'_>], texts: &Catalogue) -> String {
    if rows.is_empty() {
        return format!("{}\n", texts.t("list-none"));
    }
    // Two articles of one name in two folders are told apart by their paths.
    let paths: BTreeSet<&str> = rows.iter().map(|listed| listed.path.as_ref()).collect();
    let names: BTreeSet<&str> = rows.iter().map(|listed| listed.row.file.as_ref()).collect();
    let by_path = paths.len() > names.len();
    let heads = [
        "list-head-file",
        "list-head-reviewer",
        "list-head-label",
        "list-head-place",
        "list-head-quote",
    ];
    let head = heads.map(|key| texts.t(key));
    let lines = rows.iter().map(|Listed { row, path }| {
        let place = match (row.start, row.end) {
            (Some(start), Some(end)) => format!("{start}..{end}"),
            _ => String::new(),
        };
        let place = match row.anchor {
            AnchorState::Exact => place,
            AnchorState::Moved => format!("{place} ({})", texts.t("list-moved")),
            AnchorState::Orphan => format!("({})", texts.t("list-orphan")),
        };
        [
            if by_path { path } else { &row.file }.to_string(),
            row.reviewer.to_string(),
            row.label.to_owned(),
            place,
            row.quote.to_owned(),
        ]
    });
    let table: Vec<[String; 5]> = std::iter::once(head).chain(lines).collect();
    super::table::table(&table, LIMITS)
}
