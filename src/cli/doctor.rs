//! `postil doctor`: what this machine lacks, a line each, and the main job done once.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::machine::{self, Display};
use super::report::Report;
use super::script::Script;
use crate::anchor::find_quote;
use crate::i18n::{Catalogue, Message};
use crate::job::work::{self, ExportJob};
use crate::model::{Fault, LabelKey, Problem, Severity};
use crate::msg;
use crate::session::{Doc, ExportRequest, NewSpan};
use crate::store::{self, Home};

/// The article on which the main job is tried.
const TEXT: &str = "Postil\n\nL’eau gèle à 0 °C. C’est un scandale.\n";

/// Runs it.
pub fn run(home: &Home, report: &mut Report<'_>) {
    print_line(
        report,
        &msg!("doctor-title", version = env!("CARGO_PKG_VERSION")),
    );
    let window = window(report);
    let mut rest = fonts(report);
    rest &= codebook(report, home);
    samples(report, home);
    rest &= folders(report, home);
    rest &= main_job(report, home);
    let (line, worst) = match (window, rest) {
        (true, true) => (msg!("doctor-all-good"), None),
        (false, true) => (msg!("doctor-no-window"), Some(Fault::Environment)),
        (_, false) => (msg!("doctor-some-bad"), Some(Fault::Environment)),
    };
    match worst {
        None => print_line(report, &line),
        Some(fault) => report.problem(&Problem {
            severity: Severity::Error,
            fault,
            file: None,
            place: None,
            what: line,
        }),
    }
}

fn print_line(report: &mut Report<'_>, message: &Message) {
    let line = report.texts().text(message);
    report.print(&format!("{line}\n"));
}

/// Prints a line and gives back whether it was a good one.
fn line(report: &mut Report<'_>, good: bool, what: Message) -> bool {
    let line = match good {
        true => msg!("doctor-ok", what = what),
        false => msg!("doctor-bad", what = what),
    };
    print_line(report, &line);
    good
}

fn note(report: &mut Report<'_>, what: Message) {
    print_line(report, &msg!("doctor-note", what = what));
}

fn window(report: &mut Report<'_>) -> bool {
    let display = Display::of_environment();
    let mut good = match display {
        Some(display) if display.answers() => {
            line(report, true, msg!("doctor-display", name = display.shown()))
        }
        Some(display) => {
            let name = display.shown();
            line(report, false, msg!("doctor-display-silent", name = name))
        }
        None => line(report, false, msg!("doctor-display-none")),
    };
    // Without a display, what X11 needs is what most machines lack.
    for library in display.unwrap_or(Display::X11).libraries() {
        good &= match machine::is_there(library) {
            true => line(report, true, msg!("doctor-library", library = library.file)),
            false => line(report, false, machine::missing_line(library)),
        };
    }
    match machine::dialog_program() {
        Some(name) => drop(line(report, true, msg!("doctor-dialogs", name = name))),
        None => note(report, msg!("doctor-dialogs-none")),
    }
    good
}

#[cfg(feature = "gui")]
fn fonts(report: &mut Report<'_>) -> bool {
    let mut good = true;
    for (name, glyphs) in crate::ui::fonts::shipped() {
        good &= match glyphs {
            Some(count) => line(
                report,
                true,
                msg!("doctor-font", name = name, glyphs = count),
            ),
            None => line(report, false, msg!("doctor-font-bad", name = name)),
        };
    }
    good
}

#[cfg(not(feature = "gui"))]
fn fonts(_: &mut Report<'_>) -> bool {
    true
}

fn codebook(report: &mut Report<'_>, home: &Home) -> bool {
    match store::load_codebook("", None, home) {
        Ok(codebook) => {
            let name = codebook.title.get(report.texts().lang().tag()).to_owned();
            let what = msg!(
                "doctor-codebook",
                name = name,
                labels = codebook.labels.len()
            );
            line(report, true, what)
        }
        Err(problem) => line(
            report,
            false,
            msg!("doctor-codebook-bad", reason = problem.what),
        ),
    }
}

fn samples(report: &mut Report<'_>, home: &Home) {
    let seeds = home.seeds.as_deref();
    let found = seeds.and_then(|seeds| Some((seeds, store::articles_in(seeds, true).ok()?.len())));
    match found {
        Some((folder, count)) => {
            let folder = folder.display().to_string();
            line(
                report,
                true,
                msg!("doctor-samples", count = count, folder = folder),
            );
        }
        None => note(report, msg!("doctor-samples-none")),
    }
}

fn folders(report: &mut Report<'_>, home: &Home) -> bool {
    let folders = [
        (&home.saves, msg!("doctor-use-saves")),
        (&home.data, msg!("doctor-use-data")),
        (&home.config, msg!("doctor-use-config")),
    ];
    let mut good = true;
    for (folder, used_for) in folders {
        let shown = folder.display().to_string();
        good &= match store::make_writable(folder, &work::unique()) {
            Ok(()) => line(
                report,
                true,
                msg!("doctor-write", folder = shown, use = used_for),
            ),
            Err(_) => line(
                report,
                false,
                msg!("doctor-write-bad", folder = shown, use = used_for),
            ),
        };
    }
    good
}

/// Opens, marks, saves, finds again and copies one article in a temporary folder.
fn main_job(report: &mut Report<'_>, home: &Home) -> bool {
    let started = Instant::now();
    let texts = report.texts();
    match store::in_temporary_folder(|folder| try_main_job(folder, home, texts)) {
        Ok(()) => {
            let millis = usize::try_from(started.elapsed().as_millis()).unwrap_or_default();
            line(report, true, msg!("doctor-job", millis = millis))
        }
        Err(problem) => line(report, false, msg!("doctor-job-bad", reason = problem.what)),
    }
}

fn try_main_job(folder: &Path, home: &Home, texts: &Catalogue) -> Result<(), Problem> {
    // Nothing of the trial may reach the person's own folders.
    let home = &Home {
        saves: folder.join("saves"),
        data: folder.join("data"),
        ..home.clone()
    };
    let path: PathBuf =
        store::write_export(folder, "postil.txt", TEXT.as_bytes(), home, &work::unique())?;
    let mut script = Script::open(&path, "doctor", home)?;
    let wanted = "L’eau gèle à 0 °C";
    let range = script
        .article()
        .and_then(|open| find_quote(&open.article.text, wanted).into_iter().next())
        .ok_or_else(|| Problem::data(&path, msg!("tag-quote-missing", quote = wanted)))?;
    script.doc(
        Doc::Add(NewSpan::plain(LabelKey::from("fact"), range)),
        home,
    )?;
    let loaded = work::load(&path, home)?.on_disk;
    let mut found = loaded
        .readings
        .iter()
        .filter_map(|r| r.result.as_ref().ok());
    if !found.any(|reading| reading.spans.iter().any(|span| span.anchor.quote == wanted)) {
        return Err(Problem::data(
            &path,
            msg!("tag-quote-missing", quote = wanted),
        ));
    }
    let codebook = script.codebook();
    for format in ["html", "csv", "json"] {
        let request = ExportRequest {
            format,
            all: true,
            reviewers: Vec::new(),
            hide_names: false,
            folder: Some(folder.join("copies")),
        };
        let job = ExportJob {
            paths: std::slice::from_ref(&path),
            request: &request,
            codebook: &codebook,
            stop: &AtomicBool::new(false),
        };
        let (_, _, problems) = work::export(&job, texts, home);
        if let Some(problem) = problems.into_iter().next() {
            return Err(problem);
        }
    }
    Ok(())
}
