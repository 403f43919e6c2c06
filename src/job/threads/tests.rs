mod journals;

use std::path::Path;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use uuid::Uuid;

use super::*;
use crate::edit::{Edit, Transaction};
use crate::i18n::Lang;
use crate::job::work;
use crate::model::{Annotation, LabelKey, Reading, Reviewer, SourceRef, SpanId, Timestamp};
use crate::msg;
use crate::session::{Effect, NewSpan, new_annotation};
use crate::text::SourceText;

/// Dialogs that break.
struct Broken;

impl Dialogs for Broken {
    fn pick(&self, _: Pick) -> Picked {
        panic!("no dialog")
    }
}

const TEXT: &str = "Un scandale au ministère.\n";

struct Desk {
    folder: tempfile::TempDir,
    jobs: Jobs,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let home = Home {
            assets: None,
            seeds: None,
            saves: at("saves"),
            data: at("data"),
            config: at("config"),
        };
        let jobs = Jobs::start(home, Arc::new(Broken), Watching::default(), Arc::new(|| {}));
        let desk = Self { folder, jobs };
        for name in ["a.txt", "b.txt"] {
            std::fs::write(desk.at(name), TEXT).unwrap();
        }
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, effect: Effect) {
        self.jobs.run(effect, Lang::En);
    }

    fn answer(&self) -> Event {
        let patience = Duration::from_secs(60);
        self.jobs.events.recv_timeout(patience).unwrap()
    }

    /// What articles the list was told of.
    fn summarised(&self) -> Vec<PathBuf> {
        let events = self.jobs.poll().into_iter();
        let paths = events.filter_map(|event| match event {
            Event::Summarised { path, .. } => Some(path),
            _ => None,
        });
        paths.collect()
    }
}

/// A thread that does nothing until it is let go.
fn hold(worker: &Worker) -> SyncSender<()> {
    let (go, wait) = std::sync::mpsc::sync_channel(1);
    worker.run(move || {
        let _ = wait.recv();
    });
    go
}

#[test]
fn a_job_that_breaks_is_answered_and_those_after_it_are_done() {
    let desk = Desk::new();
    desk.run(Effect::Pick(Pick::Files));
    assert!(matches!(desk.answer(), Event::NoDialog(Pick::Files)));
    desk.jobs.reader.run(|| panic!("a fault"));
    desk.run(Effect::Scan(vec![desk.at("a.txt")]));
    assert!(matches!(
        desk.answer(),
        Event::Scanned { replace: false, .. }
    ));
    desk.jobs
        .shared
        .answer_of(|| panic!("a fault"), |problem| Event::Said(problem.what));
    assert!(matches!(desk.answer(), Event::Said(said) if said.key == "job-broke"));
}

#[test]
fn closing_does_not_wait_for_what_is_only_read() {
    let mut desk = Desk::new();
    let holds = [&desk.jobs.reader, &desk.jobs.exports].map(hold);
    let path = desk.at("a.txt");
    let keep = Effect::KeepEncoding {
        path: path.clone(),
        encoding: Some("macintosh".into()),
    };
    desk.run(keep);
    desk.run(Effect::Load {
        path: path.clone(),
        generation: 1,
    });
    // With the reader still at work.
    desk.jobs.finish();
    assert!(desk.at("a.txt.article.ron").is_file());
    for go in holds {
        go.send(()).unwrap();
    }
    desk.jobs.reader.finish();
    assert!(desk.jobs.poll().is_empty());
}

#[test]
fn a_newer_list_takes_the_place_of_the_older_one() {
    let mut desk = Desk::new();
    let go = hold(&desk.jobs.summaries);
    let (a, b) = (desk.at("a.txt"), desk.at("b.txt"));
    let summarise = |path: &PathBuf, anew| Effect::Summarise {
        paths: vec![path.clone()],
        anew,
    };
    desk.run(summarise(&a, true));
    desk.run(summarise(&b, true));
    // What joins a list leaves the rest of it alone.
    desk.run(summarise(&a, false));
    go.send(()).unwrap();
    desk.jobs.summaries.finish();
    assert_eq!(desk.summarised(), [b, a]);
}

#[test]
fn a_broken_codebook_keeps_nobody_from_reading() {
    let desk = Desk::new();
    std::fs::write(desk.at("media-literacy.codebook.ron"), "(").unwrap();
    desk.run(Effect::Scan(vec![desk.folder.path().to_owned()]));
    let Event::Scanned {
        articles,
        codebook,
        replace,
        problems,
        ..
    } = desk.answer()
    else {
        panic!("no list");
    };
    assert_eq!(articles.len(), 2);
    assert!(replace && codebook.is_some());
    assert_eq!(problems[0].what.key, "codebook-default-instead");
}

fn reading(spans: &[&Arc<Annotation>]) -> Reading {
    let reviewer = Reviewer {
        name: "Ada".into(),
        id: Uuid::from_u128(7),
    };
    let text = SourceText::new(TEXT);
    let source = SourceRef {
        file: "a.txt".into(),
        text_hash: Arc::from(text.hash()),
        importer: crate::import::importer(),
    };
    let codebook = store::default_codebook().unwrap();
    let mut reading = Reading::new(reviewer, codebook.reference(), source);
    for span in spans {
        reading.spans.insert(Arc::clone(span));
    }
    reading
}

fn span(words: &str, number: i64) -> Arc<Annotation> {
    let text = SourceText::new(TEXT);
    let start = TEXT.find(words).unwrap();
    let range = text.range(start..start + words.len()).unwrap();
    let new = NewSpan::plain(LabelKey::from("loaded"), range);
    let now = Timestamp::from_second(number).unwrap();
    new_annotation(&text, &new, SpanId(Uuid::from_u128(number as u128)), now)
}

/// A mark that was just made.
fn tag(path: &Path, span: &Arc<Annotation>, revision: u64) -> Effect {
    Effect::Save {
        path: path.to_owned(),
        transaction: Transaction {
            name: msg!("edit-tag"),
            edits: vec![Edit::Span {
                id: span.id,
                before: None,
                after: Some(Arc::clone(span)),
                at: span.modified,
            }],
            place: None,
        },
        revision,
    }
}

#[test]
fn an_answer_that_was_dropped_does_not_hide_what_another_program_wrote() {
    let desk = Desk::new();
    let path = desk.at("a.txt");
    let (first, theirs, mine) = (span("Un", 1), span("scandale", 2), span("ministère", 3));
    let write =
        |reading: &Reading, last| work::save(reading, &path, &desk.jobs.shared.home, last).unwrap();
    let saved = write(&reading(&[&first]), None);
    let load = |generation| {
        desk.run(Effect::Load {
            path: path.clone(),
            generation,
        });
        assert!(matches!(desk.answer(), Event::TextRead { .. }));
        assert!(matches!(desk.answer(), Event::Loaded { result: Ok(_), .. }));
    };
    load(1);
    write(&reading(&[&first, &theirs]), Some(saved.disk_state));
    // The window shows the first answer and drops the second.
    load(2);
    desk.run(Effect::StartSaving {
        path: path.clone(),
        reading: Box::new(reading(&[&first])),
        text: SourceText::new(TEXT),
        generation: 1,
    });
    desk.run(tag(&path, &mine, 1));
    let Event::Saved {
        merged: Some(merged),
        ..
    } = desk.answer()
    else {
        panic!("not merged");
    };
    assert_eq!(merged.reading.spans.len(), 3);
    let file = store::annotation_path(&path, "Ada");
    assert_eq!(
        store::load_reading(&file, None)
            .unwrap()
            .reading
            .spans
            .len(),
        3
    );
}

#[test]
fn whoever_sits_down_again_forgets_nothing_that_was_taken_in() {
    let desk = Desk::new();
    let path = desk.at("a.txt");
    let (mine, theirs) = (span("Un", 1), span("scandale", 2));
    let start = |spans: &[&Arc<Annotation>], revision| {
        desk.run(Effect::StartSaving {
            path: path.clone(),
            reading: Box::new(reading(spans)),
            text: SourceText::new(TEXT),
            generation: 1,
        });
        desk.run(Effect::Save {
            path: path.clone(),
            transaction: Transaction {
                name: msg!("edit-tag"),
                edits: Vec::new(),
                place: None,
            },
            revision,
        });
        match desk.answer() {
            Event::Saved { merged, .. } => merged.map(|merged| merged.reading.spans.len()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(start(&[&mine], 1), None);
    let home = &desk.jobs.shared.home;
    work::save(&reading(&[&theirs]), &path, home, None).unwrap();
    assert_eq!(start(&[&mine], 2), Some(2));
    // The window gave the reading away before it heard of the merge.
    assert_eq!(start(&[&mine], 3), Some(2));
    let file = store::annotation_path(&path, "Ada");
    let on_disk = store::load_reading(&file, None).unwrap().reading;
    assert_eq!(on_disk.spans.len(), 2);
}

#[test]
fn a_text_that_can_not_be_kept_is_not_tried_with_every_save() {
    use super::super::texts::Texts;
    let desk = Desk::new();
    let home = &desk.jobs.shared.home;
    let text = SourceText::new(TEXT);
    std::fs::write(&home.data, "in the way").unwrap();
    let mut texts = Texts::default();
    texts.keep(&text, home);
    std::fs::remove_file(&home.data).unwrap();
    texts.keep(&text, home);
    assert!(!store::has_text(home, text.hash()));
    Texts::default().keep(&text, home);
    assert!(store::has_text(home, text.hash()));
}

#[test]
fn the_text_that_was_marked_is_kept_though_its_file_changed() {
    let desk = Desk::new();
    let path = desk.at("a.txt");
    let mark = span("scandale", 1);
    std::fs::write(&path, "Autre chose.\n").unwrap();
    desk.run(Effect::StartSaving {
        path: path.clone(),
        reading: Box::new(reading(&[])),
        text: SourceText::new(TEXT),
        generation: 1,
    });
    desk.run(tag(&path, &mark, 1));
    assert!(matches!(desk.answer(), Event::Saved { .. }));
    desk.jobs.flush_saves();
    assert!(store::has_text(
        &desk.jobs.shared.home,
        SourceText::new(TEXT).hash()
    ));
}
