//! The saving thread with readings that are too large to be written with every change.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use uuid::Uuid;

use super::*;
use crate::edit::Edit;
use crate::model::{Annotation, CodebookRef, LabelKey, Reviewer, SourceRef, SpanId, Timestamp};
use crate::msg;
use crate::session::{NewSpan, new_annotation};
use crate::store;

mod faults;
mod small;

const TEXT: &str = "Un scandale au ministère.\n";
pub(in crate::job) const MANY: u128 = 20_001;

struct Desk {
    folder: tempfile::TempDir,
    home: Home,
    saver: Saver,
    loads: Loads,
    answers: Receiver<Event>,
}

pub(super) fn span(number: u128, word: &str) -> Arc<Annotation> {
    let text = SourceText::new(TEXT);
    let start = TEXT.find(word).unwrap();
    let range = text.range(start..start + word.len()).unwrap();
    let new = NewSpan::plain(LabelKey::from("loaded"), range);
    let now = Timestamp::from_second(1_800_000_000 + number as i64).unwrap();
    new_annotation(&text, &new, SpanId(Uuid::from_u128(number)), now)
}

pub(super) fn empty() -> Reading {
    let reviewer = Reviewer {
        name: "Ada".into(),
        id: Uuid::from_u128(7),
    };
    let codebook = CodebookRef {
        id: "media-literacy".into(),
        hash: String::new(),
    };
    let source = SourceRef {
        file: "a.txt".into(),
        text_hash: SourceText::new(TEXT).shared_hash(),
        importer: crate::import::importer(),
    };
    Reading::new(reviewer, codebook, source)
}

pub(in crate::job) fn many() -> Reading {
    let mut reading = empty();
    let one = span(0, "scandale");
    let spans = (1..=MANY).map(|number| {
        let id = SpanId(Uuid::from_u128(number));
        Arc::new(Annotation {
            id,
            ..Annotation::clone(&one)
        })
    });
    reading.spans = spans.collect();
    reading
}

impl Desk {
    /// A thread that writes files when it is asked to.
    fn new() -> Self {
        Self::with_pace(Duration::from_secs(3600))
    }

    fn with_pace(quiet: Duration) -> Self {
        let pace = Pace {
            quiet,
            latest: Duration::from_secs(3600),
            ..Pace::default()
        };
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let home = Home {
            assets: None,
            seeds: None,
            saves: at("saves"),
            data: at("data"),
            config: at("config"),
        };
        std::fs::create_dir(at("news")).unwrap();
        std::fs::write(at("news/a.txt"), TEXT).unwrap();
        let (out, answers) = channel();
        let loads = Loads::default();
        let saver = Saver::start(
            home.clone(),
            loads.clone(),
            channel().0,
            pace,
            move |event| {
                let _ = out.send(event);
            },
        );
        Self {
            home,
            saver,
            loads,
            answers,
            folder,
        }
    }

    fn article(&self) -> PathBuf {
        self.folder.path().join("news/a.txt")
    }

    fn file(&self) -> PathBuf {
        store::annotation_path(&self.article(), "Ada")
    }

    /// Writes the file of many spans and gives it to the saving thread, as a window does.
    fn start(&self) {
        self.start_with(many());
    }

    fn start_with(&self, reading: Reading) {
        let saved = store::save_reading(
            &reading,
            &self.article(),
            &self.home,
            None,
            "u",
            Timestamp::now(),
        );
        let states = [(Uuid::from_u128(7), saved.unwrap().disk_state)];
        let (article, _) = crate::job::work::article(&self.article(), &self.home).unwrap();
        let load = Load {
            states: states.into(),
            article: Arc::new(article),
            elsewhere: Arc::default(),
        };
        self.loads.insert(&self.article(), 1, load);
        self.sit_down(reading);
    }

    fn sit_down(&self, reading: Reading) {
        self.saver.order(Order::Start {
            path: self.article(),
            reading: Box::new(reading),
            text: SourceText::new(TEXT),
            generation: 1,
        });
    }

    fn mark(&self, number: u128, revision: u64) {
        let span = span(number, "ministère");
        self.saver.order(Order::Change {
            path: self.article(),
            transaction: Transaction {
                name: msg!("edit-tag"),
                edits: vec![Edit::Span {
                    id: span.id,
                    before: None,
                    at: span.modified,
                    after: Some(span),
                }],
                place: None,
            },
            revision,
        });
    }

    #[track_caller]
    fn answer(&self) -> Event {
        self.answers.recv_timeout(Duration::from_secs(120)).unwrap()
    }

    #[track_caller]
    fn saved(&self, expected: u64) -> Option<Reading> {
        match self.answer() {
            Event::Saved {
                revision, merged, ..
            } if revision == expected => merged.map(|taken| taken.reading),
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn failed(&self) -> &'static str {
        match self.answer() {
            Event::SaveFailed { problem, .. } => problem.what.key,
            other => panic!("{other:?}"),
        }
    }

    fn flush(&self, in_files: bool) {
        let (done, wait) = channel();
        self.saver.order(Order::Flush { in_files, done });
        wait.recv().unwrap();
    }

    fn journals(&self) -> usize {
        let folder = self.home.data.join("journal");
        std::fs::read_dir(folder).map_or(0, Iterator::count)
    }

    /// The spans that the file alone has.
    fn in_file(&self) -> usize {
        let loaded = store::load_reading(&self.file(), None).unwrap();
        loaded.reading.spans.len()
    }

    /// The spans that anybody sees.
    fn seen(&self) -> usize {
        let by = store::reading_by("Ada", &self.article(), None, &self.home);
        by.unwrap().unwrap().reading.spans.len()
    }
}

/// The lines of a file edited by hand, or back.
fn edit(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let edited = text.replacen(from, to, 1);
    assert_ne!(text, edited);
    std::fs::write(file, edited).unwrap();
}

const ALL: usize = MANY as usize;

#[test]
fn a_mark_in_a_large_file_is_on_disk_before_the_file_is_written() {
    let mut desk = Desk::new();
    desk.start();
    desk.mark(30_001, 1);
    assert_eq!(desk.saved(1), None);
    desk.mark(30_002, 2);
    assert_eq!(desk.saved(2), None);
    assert_eq!(
        (desk.in_file(), desk.seen(), desk.journals()),
        (ALL, ALL + 2, 1)
    );
    // Whoever reads next needs no more.
    desk.flush(false);
    assert_eq!(desk.in_file(), ALL);
    desk.flush(true);
    assert_eq!(
        (desk.in_file(), desk.seen(), desk.journals()),
        (ALL + 2, ALL + 2, 0)
    );
    assert_eq!(desk.saved(2), None);
    // It begins anew, and the end of the thread writes the file.
    desk.mark(30_003, 3);
    assert_eq!(desk.saved(3), None);
    assert_eq!((desk.in_file(), desk.journals()), (ALL + 2, 1));
    desk.saver.finish();
    assert_eq!((desk.in_file(), desk.journals()), (ALL + 3, 0));
}

#[test]
fn a_journal_goes_into_the_file_when_nothing_comes_any_more() {
    let desk = Desk::with_pace(Duration::from_millis(100));
    desk.start();
    desk.mark(30_001, 1);
    assert_eq!(desk.saved(1), None);
    // The second answer comes with the file.
    assert_eq!(desk.saved(1), None);
    assert_eq!((desk.in_file(), desk.journals()), (ALL + 1, 0));
}

#[test]
fn what_comes_while_the_file_is_written_goes_on_into_a_journal() {
    let desk = Desk::new();
    desk.start();
    for number in 1..=40u64 {
        desk.mark(30_000 + u128::from(number), number);
        if number == 10 {
            let (done, _) = channel();
            desk.saver.order(Order::Flush {
                in_files: true,
                done,
            });
        }
    }
    desk.flush(true);
    assert_eq!((desk.in_file(), desk.journals()), (ALL + 40, 0));
    let answers = desk.answers.try_iter();
    let last = answers.filter_map(|event| match event {
        Event::Saved { revision, .. } => Some(revision),
        _ => None,
    });
    assert_eq!(last.max(), Some(40));
}

#[test]
fn where_no_journal_can_be_written_the_file_is() {
    let desk = Desk::new();
    desk.start();
    std::fs::remove_dir_all(desk.home.data.join("journal")).ok();
    std::fs::write(desk.home.data.join("journal"), "in the way").unwrap();
    desk.mark(30_001, 1);
    assert_eq!(desk.saved(1), None);
    assert_eq!(desk.in_file(), ALL + 1);
}

#[test]
fn what_keeps_the_file_from_being_written_is_told_and_nothing_is_lost() {
    let desk = Desk::new();
    desk.start();
    edit(&desk.file(), "status: ", "/* mine */ status: ");
    desk.mark(30_001, 1);
    // It is on disk, in the journal.
    assert_eq!(desk.saved(1), None);
    desk.flush(true);
    assert_eq!(desk.failed(), "save-edited-by-hand");
    assert_eq!(desk.journals(), 1);
    desk.mark(30_002, 2);
    assert_eq!(desk.failed(), "save-edited-by-hand");
    assert_eq!((desk.in_file(), desk.seen()), (ALL, ALL + 2));
    // The file can be written again: what is in the journals gets there.
    edit(&desk.file(), "/* mine */ ", "");
    desk.flush(true);
    let saved = std::iter::repeat_with(|| desk.answer());
    let saved = saved.take_while(|event| !matches!(event, Event::Saved { .. }));
    assert!(saved.count() < 9);
    assert_eq!((desk.in_file(), desk.journals()), (ALL + 2, 0));
}

#[test]
fn what_another_program_wrote_meanwhile_is_taken_in() {
    let desk = Desk::new();
    desk.start();
    desk.mark(30_001, 1);
    assert_eq!(desk.saved(1), None);
    let mut theirs = empty();
    theirs.spans.insert(span(40_000, "Un"));
    let saved = store::save_reading(
        &theirs,
        &desk.article(),
        &desk.home,
        None,
        "v",
        Timestamp::now(),
    );
    assert!(saved.unwrap().merged.is_some());
    desk.flush(true);
    let merged = desk.saved(1).unwrap();
    assert_eq!(merged.spans.len(), ALL + 2);
    assert_eq!((desk.in_file(), desk.journals()), (ALL + 2, 0));
}

#[test]
fn marks_on_a_reading_that_is_being_read_are_kept_and_not_doubled() {
    let desk = Desk::new();
    let keep = |number, gone: bool| {
        let span = span(number, "ministère");
        let transaction = Transaction {
            name: msg!("edit-tag"),
            edits: vec![Edit::Span {
                id: span.id,
                before: None,
                at: Timestamp::now(),
                after: (!gone).then_some(span),
            }],
            place: None,
        };
        desk.saver.order(Order::Ahead {
            path: desk.article(),
            head: Box::new(empty()),
            changes: Changes::of(&transaction),
        });
    };
    keep(30_001, false);
    keep(30_002, false);
    keep(30_002, true);
    desk.flush(false);
    // The program may end now.
    assert_eq!((desk.seen(), desk.journals()), (1, 1));
    // The reading comes without them, and then the window makes them.
    desk.start();
    desk.mark(30_001, 1);
    desk.flush(false);
    assert_eq!(desk.seen(), ALL + 1);
    desk.flush(true);
    assert_eq!(
        (desk.in_file(), desk.seen(), desk.journals()),
        (ALL + 1, ALL + 1, 0)
    );
}
