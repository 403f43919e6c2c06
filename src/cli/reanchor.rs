//! `postil reanchor`: what became of the marks of edited articles, and the sure moves taken in.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use clap::ArgMatches;

use super::report::Report;
use super::{find, reviewers, text};
use crate::anchor::{Elsewhere, Resolution, locate};
use crate::edit::{Edit, Transaction};
use crate::job::SystemEnv;
use crate::job::work::{self, Loaded, unmatched};
use crate::model::{Annotation, Article, Codebook, Reading, SpanId, same_name};
use crate::msg;
use crate::session::{self, Env as _};
use crate::store::{self, Folders, Home};

/// Widest cells of the table, in columns of a terminal: file, reviewer, id, label, score, what is to be
/// done, old words, new words.
const LIMITS: [usize; 8] = [48, 24, 36, 16, 8, 16, 60, 60];

/// What was asked.
struct Asked {
    /// Least score of a move that is taken in; none where nothing is.
    accept: Option<f64>,
    dry_run: bool,
    reviewers: Vec<String>,
}

/// How many marks went which way.
#[derive(Default)]
struct Counts {
    accepted: usize,
    left: usize,
    orphans: usize,
}

/// Runs it.
pub fn run(matches: &ArgMatches, home: &Home, report: &mut Report<'_>) {
    let accept = match text(matches, "accept").map(|typed| (typed, parse_score(typed))) {
        Some((typed, None)) => {
            let what = msg!("usage-score", value = typed.to_owned());
            return report.usage(&what, Some("reanchor"));
        }
        asked => asked.and_then(|(_, score)| score),
    };
    let asked = Asked {
        accept,
        dry_run: matches.get_flag("dry-run"),
        reviewers: reviewers(matches),
    };
    let Some(found) = find(matches, home, report) else {
        return;
    };
    let heads = [
        "list-head-file",
        "list-head-reviewer",
        "reanchor-head-id",
        "list-head-label",
        "reanchor-head-score",
        "reanchor-head-action",
        "reanchor-head-before",
        "reanchor-head-now",
    ];
    let mut rows = vec![heads.map(|key| report.texts().t(key))];
    let mut counts = Counts::default();
    let mut everybody = BTreeSet::new();
    let mut folders = Folders::default();
    for path in &found.targets.articles {
        match work::load_in(&mut folders, path, home) {
            Ok(loaded) => {
                let readings = loaded.on_disk.readings.iter();
                let readings = readings.filter_map(|stored| stored.result.as_ref().ok());
                everybody.extend(readings.map(|reading| reading.reviewer.name.clone()));
                let codebook = &found.codebook;
                article(
                    path,
                    loaded,
                    &asked,
                    codebook,
                    home,
                    report,
                    &mut rows,
                    &mut counts,
                );
            }
            Err(problem) => report.problem(&problem),
        }
    }
    for note in unmatched(&asked.reviewers, &everybody) {
        report.problem(&note);
    }
    if rows.len() > 1 {
        report.print(&super::table::table(&rows, LIMITS));
    }
    let Counts {
        accepted,
        left,
        orphans,
    } = counts;
    report.line(&match asked.dry_run {
        true => msg!(
            "reanchor-would",
            accepted = accepted,
            left = left,
            orphans = orphans
        ),
        false => msg!(
            "reanchor-done",
            accepted = accepted,
            left = left,
            orphans = orphans
        ),
    });
}

/// A score from 0 to 1, with a point or a comma.
fn parse_score(typed: &str) -> Option<f64> {
    let score: f64 = typed.trim().replace(',', ".").parse().ok()?;
    (0.0..=1.0).contains(&score).then_some(score)
}

/// Looks at the readings of one article, and takes in what was asked for.
#[expect(clippy::too_many_arguments, reason = "one loop, cut out to be read")]
fn article(
    path: &Path,
    loaded: Loaded,
    asked: &Asked,
    codebook: &Codebook,
    home: &Home,
    report: &mut Report<'_>,
    rows: &mut Vec<[String; 8]>,
    counts: &mut Counts,
) {
    let Loaded {
        on_disk,
        disk_states,
    } = loaded;
    report.problems(&on_disk.said());
    let article = &on_disk.article;
    let wanted = |reading: &Reading| {
        let name = &reading.reviewer.name;
        asked.reviewers.is_empty() || asked.reviewers.iter().any(|other| same_name(other, name))
    };
    let readings = on_disk.readings.iter();
    let spans = readings
        .filter_map(|stored| stored.result.as_ref().ok())
        .filter(|reading| wanted(reading))
        .flat_map(|reading| reading.spans.iter());
    let anchors = spans.map(|span| &span.anchor);
    let elsewhere = store::elsewhere(home, &article.text, anchors, work::now());
    for stored in &on_disk.readings {
        let reading = match &stored.result {
            Ok(reading) if wanted(reading) => reading,
            Ok(_) => continue,
            Err(problem) => {
                report.problem(problem);
                continue;
            }
        };
        let change = accepted(article, reading, &elsewhere, codebook, asked.accept);
        let mut saved = true;
        match (&stored.warning, change.as_ref().filter(|_| !asked.dry_run)) {
            (Some(warning), None) => report.problem(&warning.clone().note()),
            (None, None) => {}
            // A file that somebody edited by hand is not written over.
            (Some(warning), Some(_)) => {
                report.problem(warning);
                saved = false;
            }
            (None, Some(change)) => {
                let mut changed = reading.clone();
                change.apply(&mut changed);
                let state = disk_states.get(&reading.reviewer.id).copied();
                match work::save(&changed, path, home, state) {
                    Ok(done) => {
                        if let Some(note) = done.note() {
                            report.problem(&note);
                        }
                    }
                    Err(problem) => {
                        report.problem(&problem);
                        saved = false;
                    }
                }
            }
        }
        let edits = change
            .iter()
            .filter(|_| saved)
            .flat_map(|change| &change.edits);
        let taken: HashSet<SpanId> = edits
            .filter_map(|edit| match edit {
                Edit::Span { id, .. } => Some(*id),
                _ => None,
            })
            .collect();
        let is_sure = |span: &Annotation| taken.contains(&span.id);
        add_rows(
            path, article, reading, &elsewhere, is_sure, asked, report, rows, counts,
        );
    }
}

/// The act that takes in the moves that are as sure as was asked for.
fn accepted(
    article: &Article,
    reading: &Reading,
    elsewhere: &Elsewhere,
    codebook: &Codebook,
    least: Option<f64>,
) -> Option<Transaction> {
    let text = &article.text;
    let moves = session::moves(text, reading, elsewhere, least?);
    let settled = session::settled(text, reading, elsewhere);
    let there = |range| {
        let there = settled.get(&range).into_iter().flatten();
        there.map(|&span| Arc::clone(span)).collect()
    };
    let (name, now) = (msg!("edit-accept-all"), SystemEnv.now());
    session::accept(text, codebook, moves, there, name, now)
}

/// A row for each span that is not where it was.
#[expect(clippy::too_many_arguments, reason = "one loop, cut out to be read")]
fn add_rows(
    path: &Path,
    article: &Article,
    reading: &Reading,
    elsewhere: &Elsewhere,
    is_sure: impl Fn(&Annotation) -> bool,
    asked: &Asked,
    report: &Report<'_>,
    rows: &mut Vec<[String; 8]>,
    counts: &mut Counts,
) {
    let t = |key| report.texts().t(key);
    for span in reading.spans.iter() {
        let (score, action, now) = match locate(&article.text, elsewhere, span) {
            Resolution::Exact(_) => continue,
            Resolution::Moved { to, score } => {
                let sure = is_sure(span);
                let count = match sure {
                    true => &mut counts.accepted,
                    false => &mut counts.left,
                };
                *count += 1;
                let action = match (sure, asked.dry_run) {
                    (true, true) => t("reanchor-would-accept"),
                    (true, false) => t("reanchor-accepted"),
                    (false, _) => t("reanchor-left"),
                };
                (format!("{score:.3}"), action, article.text.slice(to))
            }
            Resolution::Orphan => {
                counts.orphans += 1;
                (String::new(), t("list-orphan"), "")
            }
        };
        rows.push([
            path.to_string_lossy().into_owned(),
            reading.reviewer.name.clone(),
            span.id.to_string(),
            span.label.as_str().to_owned(),
            score,
            action,
            span.anchor.quote.to_string(),
            now.to_owned(),
        ]);
    }
}
