//! Earlier versions: looked at, brought back, and taken back again.

use egui::Key;
use postil::i18n::Lang;
use postil::model::{Annotation, Reading};
use postil::session::SaveState;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, Window, marked_by, span_on};

/// Three marks of Ada's, of which there is an earlier version: what she left when she closed.
fn three() -> Desk {
    let desk = Desk::new();
    let marks = [("ministre", 1), ("scandale", 3), ("furieuses", 3)];
    marked_by(&desk, "Ada", &marks);
    desk
}

/// Opens the dialog and waits until all was compared.
fn look(window: &mut Window, title: &str, row: &str) {
    window.menu(title, row);
    all_compared(window);
}

fn all_compared(window: &mut Window) {
    window.until("the versions", |window| {
        let state = window.state();
        let list = state.versions.list();
        list.is_some_and(|list| list.iter().all(|version| version.compared.is_some()))
    });
}

fn words(reading: &Reading) -> Vec<String> {
    let mut words: Vec<String> = { reading.spans.iter() }
        .map(|span: &std::sync::Arc<Annotation>| span.anchor.quote.to_string())
        .collect();
    words.sort();
    words
}

#[test]
fn what_was_deleted_comes_back_and_goes_again() {
    let desk = three();
    let mut window = desk.open_as("Ada");
    // One is deleted, one changed, one made.
    window.click_words("scandale");
    window.press(NONE, Key::Delete);
    window.click_words("furieuses");
    window.press(NONE, Key::U);
    window.tag("mascarade honteuse", 3);
    window.until_saved();
    let before = window.marks();
    look(&mut window, "File", "Earlier versions…");
    assert!(
        window.shows_containing("3 marks; since then 1\u{a0}added, 1\u{a0}deleted, 1\u{a0}changed")
    );
    assert!(window.shows("Loaded language, deleted since"));
    assert!(window.shows("Loaded language, changed since: confidence (then sure)"));
    assert!(window.shows("Loaded language, added since, not in this version"));
    // One by one.
    window.click("Bring back Loaded language “scandale”");
    window.until("what differs now", |window| {
        !window.shows("Loaded language, deleted since")
    });
    assert!(window.shows_containing("3 marks; since then 1\u{a0}added, 1\u{a0}changed"));
    // Taken back without leaving the dialog, and done again.
    window.press(CTRL, Key::Z);
    window.until("what differs now", |window| {
        window.shows("Loaded language, deleted since")
    });
    assert_eq!(window.marks(), before);
    // All of it, by the keyboard, which is on the answer.
    window.press(NONE, Key::Enter);
    assert!(!window.shows("Earlier versions of your annotations"));
    window.until_saved();
    let disk = desk.on_disk("Ada").unwrap();
    assert_eq!(words(&disk), ["furieuses", "ministre", "scandale"]);
    let unsure = |reading: &Reading| {
        span_on(reading, "furieuses").unwrap().confidence == postil::model::Confidence::Unsure
    };
    assert!(!unsure(&disk));
    window.press(CTRL, Key::Z);
    window.until_saved();
    assert_eq!(window.marks(), before);
    assert!(unsure(&desk.on_disk("Ada").unwrap()));
    window.press(CTRL_SHIFT, Key::Z);
    window.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 3);
    // What was there before it was brought back is a version, too.
    look(&mut window, "File", "Earlier versions…");
    assert_eq!(window.state().versions.list().unwrap().len(), 3);
    assert!(
        window.shows_containing("3 marks; since then 1\u{a0}added, 1\u{a0}deleted, 1\u{a0}changed")
    );
    assert!(window.shows_containing("3 marks, as now"));
}

#[test]
fn without_any_it_is_said() {
    let desk = Desk::new();
    // Nobody is known yet.
    let mut window = desk.open();
    look(&mut window, "File", "Earlier versions…");
    assert!(window.shows_containing("There are no earlier versions of your annotations"));
    window.press(NONE, Key::Escape);
    assert!(!window.shows_containing("There are no earlier versions"));
    assert!(window.page_focused());
    drop(window);
    let mut window = desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.lang = Lang::Fr;
        start.settings.reviewer = Some(crate::desk::somebody("Ada"));
    });
    look(&mut window, "Fichier", "Versions antérieures…");
    assert!(window.shows_containing("Il n’y a pas encore de version antérieure"));
    // Another reviewer's are nobody else's.
    drop(window);
    marked_by(&desk, "Bob", &[("scandale", 3)]);
    let mut window = desk.open_as("Ada");
    look(&mut window, "File", "Earlier versions…");
    assert!(window.shows_containing("There are no earlier versions of your annotations"));
}

#[test]
fn a_damaged_file_is_replaced_by_an_earlier_version_and_kept() {
    let desk = three();
    let file = desk.beside("Ada");
    let zeros = vec![0; std::fs::read(&file).unwrap().len()];
    std::fs::write(&file, &zeros).unwrap();
    let mut window = desk.open_as("Ada");
    window.until("what can be done", |window| {
        window.shows_containing("An earlier version is whole: Today, ")
    });
    assert!(window.shows_containing(", 3 marks. You can put it in place of the damaged file"));
    assert_eq!(window.open().save, SaveState::Untouched);
    assert_eq!(std::fs::read(&file).unwrap(), zeros);
    window.click("Earlier versions…");
    all_compared(&mut window);
    assert!(window.shows_containing("Marks in this version"));
    window.click("Put this version in its place");
    window.until("the marks", |window| window.marks().len() == 3);
    assert!(window.open().own.as_ref().unwrap().locked.is_none());
    window.until("the word about it", |window| {
        window.shows_containing("is kept beside it as tribune.txt.Ada.ann.ron.damaged-")
    });
    let kept: Vec<_> = std::fs::read_dir(desk.news())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains(".damaged-"))
        .collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(std::fs::read(&kept[0]).unwrap(), zeros);
    // Work goes on.
    window.tag("mascarade honteuse", 3);
    window.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 4);
}

#[test]
fn a_damaged_version_is_named_and_the_others_are_there() {
    let desk = three();
    let mut window = desk.open_as("Ada");
    window.tag("mascarade honteuse", 3);
    window.close();
    let mut backups = Vec::new();
    let mut folders = vec![desk.home.data.join("backups")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => backups.push(path),
            }
        }
    }
    backups.sort();
    // After the first mark, and at each close.
    assert_eq!(backups.len(), 3);
    std::fs::write(&backups[2], "(").unwrap();
    let mut window = desk.open_as("Ada");
    look(&mut window, "File", "Earlier versions…");
    assert!(window.shows_containing("damaged by the disk"));
    window.click_containing("3 marks; since then 1\u{a0}added");
    assert!(window.shows("Loaded language, added since, not in this version"));
    window.click("Bring this version back");
    assert_eq!(window.marks().len(), 3);
}

#[test]
fn what_was_done_before_the_window_closed_is_taken_back() {
    let desk = three();
    let mut window = desk.open_as("Ada");
    let all = window.marks();
    assert_eq!(all.len(), 3);
    window.press(CTRL, Key::Z);
    window.until_saved();
    assert_eq!(window.marks().len(), 2);
    window.close();
    // And what was taken back then is done again.
    let mut window = desk.open_as("Ada");
    window.press(CTRL, Key::Z);
    window.press(CTRL_SHIFT, Key::Z);
    window.press(CTRL_SHIFT, Key::Z);
    window.until_saved();
    assert_eq!(window.marks(), all);
    window.close();
    // It is nobody else's, and nothing of it stands beside the article.
    let mut window = desk.open_as("Bob");
    window.press(CTRL, Key::Z);
    assert!(window.open().history.next_undo().is_none());
    let names: Vec<_> = std::fs::read_dir(desk.news())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
}
