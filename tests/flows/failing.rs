//! A disk that refuses, under an open window: the person is told, nothing is lost, and it is saved as
//! soon as that goes again.

use std::io;
use std::sync::{Arc, Mutex};

use postil::i18n::Lang;
use postil::session::SaveState;
use postil::store::{self, Call, Step, Witness};

use egui::Key;

use crate::desk::{Desk, NONE, Window, marked_by, somebody, span_on};

const EIO: i32 = 5;
const EACCES: i32 = 13;
const ENOSPC: i32 = 28;
const EROFS: i32 = 30;
const EDQUOT: i32 = 122;

/// A step of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Create,
    Write,
    Sync,
    Rename,
    SyncFolder,
}

const STEPS: [At; 5] = [At::Create, At::Write, At::Sync, At::Rename, At::SyncFolder];

/// Refuses one step, or all of them, on the disks of articles and of saves.
#[derive(Default)]
struct Refuse {
    error: Mutex<Option<(Option<At>, i32)>>,
}

impl Refuse {
    /// From now on every step fails.
    fn all(&self, error: i32) {
        *self.error.lock().unwrap() = Some((None, error));
    }

    /// The next time one step fails.
    fn once(&self, at: At, error: i32) {
        *self.error.lock().unwrap() = Some((Some(at), error));
    }

    fn nothing(&self) {
        *self.error.lock().unwrap() = None;
    }
}

impl Witness for Refuse {
    fn before(&self, call: &Call<'_>) -> io::Result<Step> {
        let step = match call {
            Call::Create(_) | Call::MakeFolder(_) => At::Create,
            Call::Write { .. } => At::Write,
            Call::Sync(_) => At::Sync,
            Call::Rename { .. } => At::Rename,
            Call::SyncFolder(_) => At::SyncFolder,
            _ => return Ok(Step::Whole),
        };
        let mut error = self.error.lock().unwrap();
        match *error {
            Some((None, number)) => Err(io::Error::from_raw_os_error(number)),
            Some((Some(at), number)) if at == step => {
                *error = None;
                Err(io::Error::from_raw_os_error(number))
            }
            _ => Ok(Step::Whole),
        }
    }

    fn after(&self, _: &Call<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// Puts it on the folders in which annotations are kept.
fn refusing(desk: &Desk) -> (Arc<Refuse>, [store::Watched; 2]) {
    let refuse = Arc::new(Refuse::default());
    let on = |folder| store::watch(folder, Arc::clone(&refuse) as _);
    let watched = [on(&desk.news()), on(&desk.home.saves)];
    (refuse, watched)
}

fn failed(window: &Window) -> bool {
    matches!(window.open().save, SaveState::Failed(_))
}

#[test]
fn a_disk_that_refuses_for_good_is_said_once_and_saved_to_later() {
    for (error, lang, line, what) in [
        (ENOSPC, Lang::En, "Not saved", "The disk is full"),
        (EDQUOT, Lang::Fr, "Non enregistré", "Le disque est plein"),
        (EIO, Lang::En, "Not saved", "The system could not write"),
        (
            EACCES,
            Lang::Fr,
            "Non enregistré",
            "Vous n’avez pas le droit",
        ),
        (EROFS, Lang::En, "Not saved", "You are not allowed to write"),
    ] {
        let desk = Desk::new();
        let (refuse, _watched) = refusing(&desk);
        let mut window = desk.open_with(|start| {
            start.paths = vec![desk.news()];
            start.settings.reviewer = Some(somebody("Ada"));
            start.lang = lang;
        });
        refuse.all(error);
        window.tag("scandale", 3);
        window.until("a failure", failed);
        assert!(window.shows_containing(line), "{error}");
        let said = |window: &Window| window.state().notices.len();
        assert_eq!(said(&window), 1);
        assert!(window.shows_containing(what), "{error}");
        // What comes after it is kept as well, and not said again.
        window.tag("furieuses", 3);
        window.until("another failure", failed);
        assert_eq!(said(&window), 1);
        assert_eq!(window.marks().len(), 2);
        assert!(desk.on_disk("Ada").is_none());
        // Nobody does anything: it is tried again by itself.
        refuse.nothing();
        window.until_saved();
        assert!(!window.shows_containing(line), "{error}");
        let file = desk.on_disk("Ada").unwrap();
        assert!(span_on(&file, "scandale").is_some() && span_on(&file, "furieuses").is_some());
        window.close();
    }
}

#[test]
fn a_step_that_is_refused_once_is_made_again() {
    let desk = Desk::new();
    let (refuse, _watched) = refusing(&desk);
    let mut window = desk.open_as("Ada");
    let words = ["scandale", "furieuses", "ministre", "mascarade", "réforme"];
    for (at, words) in STEPS.into_iter().zip(words) {
        refuse.once(at, EIO);
        window.tag(words, 3);
        window.until("a failure", failed);
        window.until_saved();
        let file = desk.on_disk("Ada").unwrap();
        assert!(span_on(&file, words).is_some(), "{at:?}");
    }
    assert_eq!(window.marks().len(), STEPS.len());
    window.close();
    let names: Vec<_> = std::fs::read_dir(desk.news()).unwrap().flatten().collect();
    assert!(
        names
            .iter()
            .all(|entry| !entry.file_name().to_string_lossy().starts_with('~'))
    );
}

#[test]
fn what_is_said_of_a_failure_is_reached_and_closed_by_keys() {
    let desk = Desk::new();
    let (refuse, _watched) = refusing(&desk);
    let mut window = desk.open_as("Ada");
    let page = window.focused();
    refuse.all(ENOSPC);
    window.tag("scandale", 3);
    window.until("a failure", failed);
    assert_eq!(window.focused(), page);
    window.press(NONE, Key::F6);
    assert_eq!(window.focused(), "Close");
    // On to the reason, back to the page, and round again.
    window.press(NONE, Key::F6);
    assert!(window.focused().contains("Reason"), "{}", window.focused());
    window.press(NONE, Key::F6);
    assert_eq!(window.focused(), page);
    window.press(NONE, Key::F6);
    window.press(NONE, Key::Enter);
    assert!(window.state().notices.is_empty());
    window.harness.run();
    assert_eq!(window.focused(), page);
    refuse.nothing();
    window.until_saved();
}

#[test]
fn marks_that_an_article_left_behind_are_named() {
    let desk = Desk::new();
    marked_by(&desk, "Ada", &[("ministre", 1)]);
    std::fs::rename(desk.article(), desk.news().join("autre.txt")).unwrap();
    let mut window = desk.open_as("Ada");
    let name = "tribune.txt.Ada.ann.ron";
    window.until("the word", |window| window.shows_containing(name));
    window.close();
    std::fs::rename(desk.news().join("autre.txt"), desk.article()).unwrap();
    let window = desk.open_as("Ada");
    assert_eq!(window.marks().len(), 1);
    assert!(!window.shows_containing(name));
}
