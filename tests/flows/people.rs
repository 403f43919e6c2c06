//! Who annotates, and what others did.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::store;

use crate::desk::{CTRL, Desk, NONE, Window, marked_by, somebody};

#[test]
fn the_reviewer_is_remembered_shown_and_can_be_switched() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.tag("scandale", 3);
    window.give_name("Ada");
    window.until_saved();
    window.close();
    let (settings, _) = store::load_settings(&desk.home);
    assert_eq!(settings.reviewer.as_ref().unwrap().name, "Ada");

    let mut window = desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.settings = settings;
    });
    assert_eq!(window.marks().len(), 1);
    let title = window.harness.output().viewport_output.values().count();
    assert_eq!(title, 1);
    assert!(window.shows("Ada"));
    // Another one takes over: the first one's marks stay, as somebody else's.
    window.press(CTRL, Key::R);
    window.give_name("Bob");
    assert_eq!(window.state().reviewer.as_ref().unwrap().name, "Bob");
    assert!(window.marks().is_empty());
    assert!(window.shows("Ada (1 mark)"));
    window.tag("scandale", 2);
    window.until_saved();
    assert!(desk.beside("Ada").is_file() && desk.beside("Bob").is_file());
    // And back, without a question: the same person as before on this machine? That must be said.
    window.press(CTRL, Key::R);
    window.give_name("Ada");
    assert!(window.shows_containing("Is that you?"));
    window.click("Yes, go on with mine");
    assert_eq!(
        window.marks(),
        [("loaded".to_owned(), "scandale".to_owned())]
    );
    assert!(window.shows("Bob (1 mark)"));
    assert!(window.page_focused(), "{:?} has it", window.focused());
    window.tag("furieuses", 3);
    window.until_saved();
    window.close();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 2);
    assert_eq!(desk.on_disk("Bob").unwrap().spans.len(), 1);
}

#[test]
fn others_are_listed_shown_on_wish_and_never_changed() {
    let desk = Desk::new();
    let file = marked_by(
        &desk,
        "Ada",
        &[("une mascarade honteuse", 2), ("scandale", 3)],
    );
    let before = std::fs::read(&file).unwrap();
    let mut window = desk.open_as("Bob");
    window.until("the other reading", |window| {
        !window.open().others.is_empty()
    });
    let shown = window.open().others[0].shown;
    if !shown {
        assert!(
            window
                .harness
                .query_by_label("Loaded language: scandale")
                .is_none()
        );
        window.click("Ada (2 marks)");
    }
    assert_eq!(window.open().overlay.len(), 2);
    window.click_words("scandale");
    assert!(window.shows("Mark by Ada"));
    assert!(!window.shows("Delete mark"));
    for key in [Key::Delete, Key::U, Key::Enter, Key::V] {
        window.press(NONE, key);
    }
    window.harness.run_steps(30);
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert!(window.marks().is_empty());
    window.click("Ada (2 marks)");
    assert_eq!(window.open().overlay.len(), 0);
    window.close();
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert!(!desk.beside("Bob").exists());
}

#[test]
fn the_same_pseudonym_is_not_taken_unasked() {
    let desk = Desk::new();
    let file = marked_by(&desk, "Ada", &[("scandale", 3)]);
    let before = std::fs::read(&file).unwrap();
    let mut window = desk.open();
    window.tag("furieuses", 3);
    window.give_name("ada");
    assert!(window.shows_containing("Is that you?"));
    window.click("No, another name");
    window.give_name("Ada B.");
    assert_eq!(window.marks().len(), 1);
    window.until_saved();
    window.close();
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(desk.on_disk("Ada B.").unwrap().spans.len(), 1);
    assert_ne!(desk.on_disk("Ada").unwrap().reviewer.id, somebody("Bob").id);
}

#[test]
fn copies_hold_the_marks_of_those_who_are_ticked() {
    let desk = Desk::new();
    marked_by(&desk, "Ada", &[("scandale", 3)]);
    let other = desk.write("zweites.txt", "Ein Satz. Noch einer.\n");
    // Eve marked only the other article.
    let mut window = desk.open_with(|start| {
        start.paths = vec![other];
        start.settings.reviewer = Some(somebody("Eve"));
    });
    window.tag("Satz", 2);
    window.close();
    let mut window = desk.open_as("Bob");
    window.until("the list", |window| window.state().articles.len() == 2);
    // The window goes on with the article that was shown last.
    window.click_containing("tribune.txt");
    window.until("the article", |window| {
        let state = window.state();
        let open = state.current_article();
        open.is_some_and(|open| open.path.ends_with("tribune.txt"))
    });
    window.tag("furieuses", 3);
    window.until_saved();
    window.press(CTRL, Key::E);
    window.harness.run_steps(5);
    let enabled = |window: &Window| {
        let button = window.harness.get_by_label("Export");
        !button.accesskit_node().is_disabled()
    };
    for name in ["Ada", "Bob"] {
        assert!(!window.shows("Eve") && enabled(&window));
        tick(&mut window, name);
    }
    // Nobody is not everybody.
    assert!(!enabled(&window));
    tick(&mut window, "Bob");
    window.click("All articles of the list");
    assert!(window.shows("Eve") && enabled(&window));
    window.click_containing("Table of the marks for spreadsheets");
    window.click("Export");
    window.until("the notice", |window| window.shows_containing("written to"));
    let files = std::fs::read_dir(desk.home.saves.join("exports")).unwrap();
    let tables: String = files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    assert!(!tables.contains("Ada"), "{tables}");
    assert!(tables.contains("Bob") && tables.contains("Eve"), "{tables}");
}

/// Ticks or unticks a box of a dialog; the reviewer's button has the same name.
fn tick(window: &mut Window, name: &str) {
    let boxes = window
        .harness
        .query_all_by_role_and_label(Role::CheckBox, name);
    let at = boxes.last().unwrap().rect().center();
    window.click_at(at);
}

#[test]
fn somebody_elses_file_under_my_pseudonym_is_left_alone() {
    let desk = Desk::new();
    let file = marked_by(&desk, "Ada", &[("scandale", 3)]);
    let before = std::fs::read(&file).unwrap();
    // Known by that pseudonym here since another article.
    let mut window = desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(postil::model::Reviewer {
            name: "Ada".to_owned(),
            ..somebody("another Ada")
        });
    });
    assert!(window.marks().is_empty() && window.shows("Ada (1 mark)"));
    window.tag("furieuses", 3);
    assert!(window.shows_containing("Is that you?"));
    window.click("No, another name");
    window.give_name("Ada B.");
    assert_eq!(window.marks().len(), 1);
    window.until_saved();
    window.close();
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(desk.on_disk("Ada B.").unwrap().spans.len(), 1);
}
