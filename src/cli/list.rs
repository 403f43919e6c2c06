//! `postil list`: marks with their place in today's text.

use clap::ArgMatches;

use super::report::Report;
use super::{find, print, reviewers, text};
use crate::export::{AnchorState, SpanRow, rows};
use crate::i18n::Catalogue;
use crate::job::work;
use crate::model::{Article, Reading, same_name};
use crate::msg;
use crate::store::Home;

/// Longest part of a quote in a table, in code points.
const QUOTE: usize = 60;

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
    let mut articles: Vec<(Article, Vec<Reading>)> = Vec::new();
    for path in &found.targets.articles {
        match work::load(path, home) {
            Ok(loaded) => {
                for problem in &loaded.on_disk.problems {
                    report.problem(problem);
                }
                let mut readings = Vec::new();
                for reading in loaded.on_disk.readings {
                    if let Some(warning) = reading.warning {
                        report.problem(&warning.note());
                    }
                    match reading.result {
                        Ok(reading) if wanted(&reading) => readings.push(reading),
                        Ok(_) => {}
                        Err(problem) => report.problem(&problem),
                    }
                }
                articles.push((loaded.on_disk.article, readings));
            }
            Err(problem) => report.problem(&problem),
        }
    }
    let borrowed: Vec<Vec<&Reading>> = articles
        .iter()
        .map(|(_, readings)| readings.iter().collect())
        .collect();
    let all: Vec<SpanRow<'_>> = articles
        .iter()
        .zip(&borrowed)
        .flat_map(|((article, _), readings)| rows(article, readings))
        .collect();
    match json {
        true => print(&format!("{}\n", as_json(&all))),
        false => print(&as_table(&all, report.texts())),
    }
}

/// One array, one object a line.
fn as_json(rows: &[SpanRow<'_>]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .filter_map(|row| serde_json::to_string(row).ok())
        .collect();
    match lines.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n{}\n]", lines.join(",\n")),
    }
}

fn as_table(rows: &[SpanRow<'_>], texts: &Catalogue) -> String {
    if rows.is_empty() {
        return format!("{}\n", texts.t("list-none"));
    }
    let heads = [
        "list-head-file",
        "list-head-reviewer",
        "list-head-label",
        "list-head-place",
        "list-head-quote",
    ];
    let mut lines: Vec<[String; 5]> = vec![heads.map(|key| texts.t(key))];
    for row in rows {
        let place = match (row.start, row.end) {
            (Some(start), Some(end)) => format!("{start}..{end}"),
            _ => String::new(),
        };
        let place = match row.anchor {
            AnchorState::Exact => place,
            AnchorState::Moved => format!("{place} ({})", texts.t("list-moved")),
            AnchorState::Orphan => format!("({})", texts.t("list-orphan")),
        };
        let quote: String = row.quote.chars().take(QUOTE).collect();
        let cut = quote.len() < row.quote.len();
        lines.push([
            row.file.to_string(),
            row.reviewer.to_string(),
            row.label.to_owned(),
            place,
            format!("{}{}", printable(&quote), if cut { "…" } else { "" }),
        ]);
    }
    let widths: Vec<usize> = (0..4)
        .map(|at| {
            lines
                .iter()
                .map(|line| line[at].chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut table = String::new();
    for line in &lines {
        for (cell, width) in line.iter().zip(&widths) {
            let pad = width - cell.chars().count();
            table.push_str(&printable(cell));
            table.push_str(&" ".repeat(pad + 2));
        }
        table.push_str(&line[4]);
        table.push('\n');
    }
    table
}

/// On one line, and without codes that a terminal would obey.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
