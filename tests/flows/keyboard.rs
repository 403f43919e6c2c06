//! Everything without a mouse.

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, marked_by};

#[test]
fn from_the_first_sentence_to_an_annotated_copy() {
    let desk = Desk::new();
    let mut window = desk.open();
    assert!(window.page_focused(), "{:?} has it", window.focused());
    for _ in 0..2 {
        window.press(NONE, Key::ArrowDown);
    }
    let sentence = "Le ministre a annoncé hier une réforme « historique » selon ses proches";
    assert_eq!(window.selected_text(), format!("{sentence}."));
    window.digit(1);
    window.give_name("Ada");
    assert_eq!(window.mark(sentence).label.as_str(), "fact");
    window.press(NONE, Key::Enter);
    assert_eq!(window.focused(), "Reason");
    window.type_text("On peut le vérifier");
    window.press(NONE, Key::F6);
    assert!(window.page_focused());
    assert_eq!(window.mark(sentence).reason, "On peut le vérifier");
    // Escape leads back as well.
    window.press(NONE, Key::Enter);
    window.type_text(" ");
    window.press(NONE, Key::Escape);
    assert!(window.page_focused(), "{:?} has it", window.focused());
    // A second mark, then back to the first by Tab.
    window.press(NONE, Key::ArrowDown);
    window.digit(1);
    assert_eq!(window.marks().len(), 2);
    window.press(NONE, Key::Tab);
    assert_eq!(window.selected_mark().unwrap().anchor.quote, sentence);
    window.digit(2);
    assert_eq!(window.mark(sentence).label.as_str(), "opinion");
    window.press(NONE, Key::Delete);
    assert_eq!(window.marks().len(), 1);
    window.press(CTRL, Key::Z);
    assert_eq!(window.mark(sentence).label.as_str(), "opinion");
    window.press(CTRL, Key::Z);
    assert_eq!(window.mark(sentence).label.as_str(), "fact");
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(window.mark(sentence).label.as_str(), "opinion");
    // The copy.
    window.press(CTRL, Key::E);
    assert!(window.shows("Export annotated copies"));
    let mut steps = 0;
    while window.focused() != "Export" {
        window.press(NONE, Key::Tab);
        steps += 1;
        assert!(steps < 30, "Export can't be reached by Tab");
    }
    window.press(NONE, Key::Space);
    assert!(!window.shows("Export annotated copies"));
    window.until("the notice", |window| {
        window.shows_containing("1 file written")
    });
    let copies = desk.home.saves.join("exports");
    let mut files = std::fs::read_dir(&copies).unwrap().flatten();
    let copy = files.next().unwrap().path();
    assert!(files.next().is_none() && copy.extension().unwrap() == "html");
    let html = std::fs::read_to_string(copy).unwrap();
    assert!(html.contains("On peut le vérifier") && html.contains("Ada"));
    assert!(window.page_focused(), "{:?} has it", window.focused());
    window.harness.get_by_label(&format!("Opinion: {sentence}"));
}

#[test]
fn enter_alone_answers_the_question_what_to_export() {
    let desk = Desk::new();
    marked_by(&desk, "Ada", &[("scandale", 3)]);
    let mut window = desk.open_as("Ada");
    window.press(CTRL, Key::E);
    window.press(NONE, Key::Enter);
    assert!(!window.shows("Export annotated copies"));
    window.until("the notice", |window| {
        window.shows_containing("1 file written")
    });
}
