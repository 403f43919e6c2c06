//! `postil check`: every file beside the articles is read and every mark found again.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::paths;
use super::report::Report;
use crate::anchor::{Elsewhere, Resolution, locate, percent};
use crate::job::work;
use crate::model::{Article, Codebook, Fault, Problem, Reading, Severity};
use crate::msg;
use crate::store::{self, Home};

/// What was looked at.
#[derive(Default)]
struct Seen {
    articles: usize,
    readings: usize,
    spans: usize,
    problems: usize,
}

/// Runs it.
pub fn run(matches: &ArgMatches, home: &Home, report: &mut Report<'_>) {
    let mut seen = Seen::default();
    let mut say = |problem: Problem, seen: &mut Seen| {
        seen.problems += usize::from(problem.severity == Severity::Error);
        // To a script, a file that can't be read is a fault like the others.
        report.problem(&Problem {
            fault: Fault::Data,
            ..problem
        });
    };
    let found = match work::find_anyway(&paths(matches), matches.get_flag("recursive"), home) {
        Ok(found) => found,
        Err(problem) => return say(problem, &mut seen),
    };
    for problem in &found.targets.problems {
        say(problem.clone(), &mut seen);
    }
    let mut folders = crate::store::Folders::default();
    for path in &found.targets.articles {
        seen.articles += 1;
        let on_disk = match work::load_in(&mut folders, path, home) {
            Ok(loaded) => loaded.on_disk,
            Err(problem) => {
                say(problem, &mut seen);
                // Its annotation files can be looked at without it.
                for stored in store::readings_of(path, None, home) {
                    seen.readings += 1;
                    match stored.result {
                        Ok(reading) => seen.spans += reading.reading.spans.len(),
                        Err(problem) => {
                            say(problem, &mut seen);
                            earlier(home, path, &stored.path)
                                .into_iter()
                                .for_each(|note| say(note, &mut seen));
                        }
                    }
                }
                continue;
            }
        };
        for problem in on_disk.said() {
            say(problem, &mut seen);
        }
        let readings = on_disk.readings.iter();
        let spans = readings
            .filter_map(|stored| stored.result.as_ref().ok())
            .flat_map(|reading| reading.spans.iter());
        let anchors = spans.map(|span| &span.anchor);
        let elsewhere = store::elsewhere(home, &on_disk.article.text, anchors, work::now());
        for stored in on_disk.readings {
            seen.readings += 1;
            if let Some(problem) = stored.warning {
                say(problem, &mut seen);
            }
            match stored.result {
                Ok(reading) => {
                    seen.spans += reading.spans.len();
                    let (article, file) = (&on_disk.article, &stored.file);
                    for problem in faults(article, &reading, file, &found.codebook, &elsewhere) {
                        say(problem, &mut seen);
                    }
                }
                Err(problem) => {
                    say(problem, &mut seen);
                    earlier(home, path, &stored.file)
                        .into_iter()
                        .for_each(|note| say(note, &mut seen));
                }
            }
        }
    }
    for path in store::sidecars_without_article(&paths(matches), matches.get_flag("recursive")) {
        say(Problem::data(path, msg!("check-no-article")), &mut seen);
    }
    let summary = match seen.problems {
        0 => msg!(
            "check-good",
            articles = seen.articles,
            readings = seen.readings,
            spans = seen.spans
        ),
        _ => msg!(
            "check-bad",
            problems = seen.problems,
            articles = seen.articles
        ),
    };
    report.line(&summary);
}

/// A note of the newest earlier version that is whole, of a file that can't be read.
fn earlier(home: &Home, article: &Path, file: &Path) -> Option<Problem> {
    let found = store::rescue(home, article, file)?;
    let what = msg!(
        "check-earlier-version",
        when = work::moment(found.backup.at),
        count = found.reading.spans.len()
    );
    Some(Problem::data(file, what).note())
}

/// What is wrong with a reading whose file could be read.
fn faults(
    article: &Article,
    reading: &Reading,
    file: &PathBuf,
    codebook: &Codebook,
    elsewhere: &Elsewhere,
) -> Vec<Problem> {
    let mut faults = Vec::new();
    // The file is read again only where something is to be said of it.
    let places = std::cell::OnceCell::new();
    for span in reading.spans.iter() {
        let quote: String = span.anchor.quote.chars().take(60).collect();
        let name = &reading.reviewer.name;
        let label = span.label.as_str().to_owned();
        let what = match locate(&article.text, elsewhere, span) {
            Resolution::Exact(_) => None,
            Resolution::Moved { to, score } => {
                let place = article.text.to_chars(to);
                Some(msg!(
                    "check-moved",
                    quote = &quote,
                    reviewer = name,
                    label = label,
                    place = format!("{}..{}", place.start, place.end),
                    percent = percent(score)
                ))
            }
            Resolution::Orphan if span.refused.as_deref() == Some(article.text.hash()) => {
                Some(msg!(
                    "check-refused",
                    quote = &quote,
                    reviewer = name,
                    label = label
                ))
            }
            Resolution::Orphan => Some(msg!(
                "check-orphan",
                quote = &quote,
                reviewer = name,
                label = label
            )),
        };
        let unknown = codebook.label(&span.label).is_none().then(|| {
            let label = span.label.as_str().to_owned();
            msg!(
                "check-label-unknown",
                quote = &quote,
                reviewer = name,
                label = label
            )
        });
        for what in what.into_iter().chain(unknown) {
            let problem = Problem::data(file, what);
            let places = places.get_or_init(|| store::places_of_spans(file));
            faults.push(match places.get(&span.id) {
                Some((line, column)) => problem.at(*line, *column),
                None => problem,
            });
        }
    }
    faults
}
