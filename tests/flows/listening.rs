//! The window for who hears it: what a screen reader is told, and when.

use egui::Key;
use egui::accesskit::{Live, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::i18n::Lang;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, Window};

/// What was announced last.
fn heard(window: &Window) -> String {
    let told = window.harness.get_by_role(Role::Status);
    assert_eq!(told.accesskit_node().data().live(), Some(Live::Polite));
    let text = told.accesskit_node().label().unwrap_or_default();
    text.trim_end().to_owned()
}

#[test]
fn acts_are_announced_as_they_happen() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    assert_eq!(heard(&window), "");
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::ArrowDown);
    window.digit(1);
    let words = "Le ministre a annoncé hier une réforme « historique » selon ses proches";
    assert_eq!(heard(&window), format!("Marked as Fact: {words}"));
    window.digit(2);
    assert_eq!(heard(&window), "Now Opinion");
    window.key_that_writes(Key::U, Key::U, "u");
    assert_eq!(heard(&window), "Not sure");
    window.press(CTRL, Key::Z);
    assert_eq!(heard(&window), "Undone: sure or unsure");
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(heard(&window), "Redone: sure or unsure");
    window.press(NONE, Key::Delete);
    assert_eq!(heard(&window), format!("Opinion deleted: {words}"));
    window.press(CTRL, Key::D);
    assert_eq!(heard(&window), "Article finished");
}

#[test]
fn the_same_words_twice_are_two_announcements() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    let label = |window: &Window| {
        let told = window.harness.get_by_role(Role::Status);
        told.accesskit_node().label()
    };
    window.press(CTRL, Key::Z);
    window.press(CTRL_SHIFT, Key::Z);
    window.press(CTRL, Key::Z);
    let before = label(&window);
    window.press(CTRL_SHIFT, Key::Z);
    window.digit(2);
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    assert_eq!(heard(&window), "Undone: mark");
    assert!(before.is_some());
    let once = label(&window);
    window.harness.run_steps(3);
    assert_eq!(label(&window), once, "nothing is said again unasked");
}

#[test]
fn a_mark_that_is_stepped_to_is_read_with_voice_and_reason() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Enter);
    window.type_text("un mot fort");
    window.press(NONE, Key::Escape);
    window.key_that_writes(Key::V, Key::V, "v");
    window.type_text("l’opposition");
    window.press(NONE, Key::Escape);
    window.tag("honteuse", 3);
    window.press(NONE, Key::Tab);
    assert_eq!(
        heard(&window),
        "Selected: Loaded language: scandale. said by l’opposition, because un mot fort"
    );
    let mark = window
        .harness
        .get_by_role_and_label(Role::Mark, "Loaded language: scandale");
    let node = mark.accesskit_node();
    assert_eq!(
        node.data().description(),
        Some("said by l’opposition, because un mot fort")
    );
    assert_eq!(node.is_selected(), Some(true));
}

#[test]
fn what_fails_is_announced() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.press(NONE, Key::Escape);
    window.digit(1);
    assert!(
        heard(&window).starts_with("Select a passage first"),
        "{}",
        heard(&window)
    );
}

#[test]
fn the_article_the_selection_and_the_caret_are_read_in_both_languages() {
    let desk = Desk::new();
    for lang in [Lang::En, Lang::Fr] {
        let mut window = desk.open_with(|start| {
            start.paths = vec![desk.news()];
            start.lang = lang;
        });
        let document = window.harness.get_by_role(Role::Document);
        let text = document.accesskit_node().document_range().text();
        assert!(
            text.starts_with("Un titre bien calme\nLe ministre"),
            "{text}"
        );
        window.press(NONE, Key::ArrowDown);
        window.press(NONE, Key::ArrowDown);
        window.press(NONE, Key::ArrowLeft);
        for _ in 0..2 {
            window.press(egui::Modifiers::SHIFT, Key::ArrowRight);
        }
        let document = window.harness.get_by_role(Role::Document);
        let heard = document.accesskit_node().text_selection().unwrap().text();
        assert_eq!(heard, window.selected_text());
        assert_eq!(heard, "Le");
    }
}

/// Every control can be told by its name.
#[test]
fn all_controls_have_names() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    for key in [None, Some(Key::E), Some(Key::L), Some(Key::R), Some(Key::K)] {
        if let Some(key) = key {
            window.press(CTRL, key);
        }
        let controls = [
            Role::Button,
            Role::CheckBox,
            Role::RadioButton,
            Role::TextInput,
            Role::MultilineTextInput,
            Role::ComboBox,
            Role::EditableComboBox,
            Role::ListBoxOption,
            Role::Slider,
        ];
        for node in window.harness.root().children_recursive() {
            let node = node.accesskit_node();
            let named = node.label().is_some_and(|label| !label.trim().is_empty());
            assert!(
                named || !controls.contains(&node.role()),
                "after {key:?} a {:?} without a name: {:?}",
                node.role(),
                node.value()
            );
        }
        window.press(NONE, Key::Escape);
    }
}

/// What stands in the window is told by the one voice, once, when it changes.
#[test]
fn what_stands_in_the_window_is_told_when_it_changes() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let voices = |window: &Window| {
        let all = window.harness.root().children_recursive();
        all.filter(|node| node.accesskit_node().data().live().is_some())
            .count()
    };
    assert_eq!(voices(&window), 1);
    window.press(CTRL, Key::Num2);
    assert_eq!(heard(&window), "Marking as Opinion – Esc to stop");
    window.press(NONE, Key::Escape);
    assert_eq!(heard(&window), "No longer marking at once");
    // The search: how many, and which.
    window.press(CTRL, Key::F);
    window.type_text("une");
    window.until("the hits", |window| heard(window).contains("1 of 2"));
    assert_eq!(voices(&window), 1);
    window.press(NONE, Key::Enter);
    assert!(heard(&window).starts_with("2 of 2"), "{}", heard(&window));
    window.press(NONE, Key::Escape);
    // The edge in hand, and where it goes.
    window.tag("un scandale", 1);
    window.key_that_writes(Key::E, Key::E, "e");
    assert!(heard(&window).contains("in hand"), "{}", heard(&window));
    let before = heard(&window);
    window.press(NONE, Key::ArrowLeft);
    assert_ne!(heard(&window), before);
    assert_eq!(voices(&window), 1);
    window.press(NONE, Key::Escape);
    // The filter.
    window.press(CTRL_SHIFT, Key::L);
    window.press(NONE, Key::Space);
    assert!(
        heard(&window).starts_with("Dimmed: Fact"),
        "{}",
        heard(&window)
    );
    window.press(NONE, Key::Space);
    assert_eq!(heard(&window), "All marks stand out");
    window.press(NONE, Key::Escape);
    // Suggestions: the first, then how many are left.
    window.press(CTRL, Key::F);
    window.type_text("une");
    window.until("the hits", |window| {
        let (state, open) = (window.state(), window.open());
        let hits = state.find.hits(&open.article.text);
        state.find.query.words == "une" && hits.is_some_and(|hits| hits.total == 2)
    });
    window.press(CTRL_SHIFT, Key::F);
    window.digit(3);
    assert!(heard(&window).contains("2 left"), "{}", heard(&window));
    window.press(NONE, Key::Enter);
    let told = heard(&window);
    assert!(told.starts_with("Marked as Loaded language: "), "{told}");
    assert!(told.contains("1 left"), "{told}");
    assert_eq!(voices(&window), 1);
}
