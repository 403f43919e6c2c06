//! The palette: everything by a part of its name.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::i18n::Lang;

use crate::desk::{CTRL, Desk, NONE, Window};

/// What the palette offers, as a screen reader lists it.
fn options(window: &Window) -> Vec<String> {
    let options = window.harness.query_all_by_role(Role::ListBoxOption);
    options
        .map(|option| option.accesskit_node().label().unwrap_or_default())
        .collect()
}

/// The option that a screen reader is told to be at.
fn active(window: &Window) -> Option<String> {
    let field = window.harness.query_by_role(Role::EditableComboBox)?;
    let active = field.accesskit_node().active_descendant()?;
    assert_eq!(active.is_selected(), Some(true));
    active.label()
}

fn open(window: &mut Window) {
    window.press(CTRL, Key::K);
    assert!(window.harness.query_by_role(Role::ListBox).is_some());
}

fn is_open(window: &Window) -> bool {
    window.harness.query_by_role(Role::ListBox).is_some()
}

#[test]
fn a_command_is_found_in_both_languages_and_run() {
    let desk = Desk::new();
    for lang in [Lang::En, Lang::Fr] {
        let mut window = desk.open_with(|start| {
            start.paths = vec![desk.news()];
            start.lang = lang;
        });
        for typed in ["export cop", "exporter", "EXPORTÉR", "copies exp"] {
            open(&mut window);
            window.type_text(typed);
            window.harness.run();
            let name = match lang {
                Lang::En => "Export copies…, Ctrl+E",
                Lang::Fr => "Exporter des copies…, Ctrl+E",
            };
            assert_eq!(active(&window).as_deref(), Some(name), "{typed}");
            window.press(NONE, Key::Enter);
            assert!(!is_open(&window));
            let title = match lang {
                Lang::En => "Export annotated copies",
                Lang::Fr => "Exporter des copies annotées",
            };
            assert!(window.shows(title), "{typed}");
            window.press(NONE, Key::Escape);
            assert!(window.page_focused());
        }
    }
}

#[test]
fn what_cannot_be_done_says_why_and_is_not_done() {
    let desk = Desk::new();
    let mut window = desk.open();
    open(&mut window);
    window.type_text("undo");
    window.harness.run();
    assert_eq!(
        active(&window).as_deref(),
        Some("Undo, not now: there is nothing to undo")
    );
    window.press(NONE, Key::Enter);
    assert!(is_open(&window));
    window.press(NONE, Key::Escape);
    assert!(!is_open(&window));
    assert!(window.page_focused());
}

#[test]
fn arrows_move_and_what_was_used_comes_first() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    open(&mut window);
    let first = options(&window);
    assert_eq!(active(&window).as_deref(), Some("Open articles…, Ctrl+O"));
    for _ in 0..3 {
        window.press(NONE, Key::ArrowDown);
    }
    assert_eq!(active(&window).as_ref(), first.get(3));
    window.press(NONE, Key::ArrowUp);
    assert_eq!(active(&window).as_ref(), first.get(2));
    // Round the upper end to the last, which the list brings into sight.
    for _ in 0..3 {
        window.press(NONE, Key::ArrowUp);
    }
    assert!(active(&window).unwrap().contains("tribune.txt"));
    window.press(CTRL, Key::K);
    assert!(!is_open(&window));
    // Larger text, twice.
    for _ in 0..2 {
        open(&mut window);
        window.type_text("larger");
        window.press(NONE, Key::Enter);
    }
    open(&mut window);
    assert!(options(&window)[0].starts_with("Larger text"));
}

#[test]
fn letters_typed_into_it_run_no_other_command() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.press(NONE, Key::ArrowDown);
    open(&mut window);
    window.digit(1);
    window.key_that_writes(Key::U, Key::U, "u");
    window.harness.run();
    assert!(is_open(&window) && window.marks().is_empty());
    window.press(NONE, Key::Escape);
    assert!(window.page_focused());
    // Back on the page the digit marks.
    window.digit(1);
    assert_eq!(window.marks().len(), 1);
}

#[test]
fn articles_and_labels_are_found() {
    let desk = Desk::new();
    desk.write("autre.txt", "Une œuvre d’État\nLe texte.\n");
    let mut window = desk.open_as("Ada");
    window.until("both titles", |window| window.shows_containing("Une œuvre"));
    let before = window.open().article.file_name.clone();
    for typed in ["oeuvre etat", "autre tx"] {
        open(&mut window);
        window.type_text(typed);
        window.harness.run();
        assert_eq!(
            active(&window).as_deref(),
            Some("Une œuvre d’État, autre.txt"),
            "{typed}"
        );
        window.press(NONE, Key::Enter);
        window.until("the article", |window| {
            let state = window.state();
            let open = state.current_article();
            open.is_some_and(|open| open.article.file_name == "autre.txt")
        });
    }
    assert_eq!(before, "autre.txt", "sorted first");
    window.press(NONE, Key::ArrowDown);
    open(&mut window);
    window.type_text("loaded");
    window.press(NONE, Key::Enter);
    assert_eq!(window.marks()[0].0, "loaded");
}

#[test]
fn ten_thousand_articles_cost_a_screenful_a_frame() {
    let desk = Desk::new();
    for number in 0..10_000 {
        desk.write(&format!("article-{number}.txt"), "Texte.\n");
    }
    let mut window = desk.open_as("Ada");
    window.until("all articles", |window| {
        window.state().articles.len() > 10_000
    });
    open(&mut window);
    assert!(options(&window).len() < 30);
    window.type_text("article-9999");
    window.until("the last one", |window| {
        active(window).is_some_and(|name| name.contains("article-9999.txt"))
    });
    assert!(options(&window).len() < 30);
    window.press(NONE, Key::Enter);
    window.until("the article", |window| {
        let state = window.state();
        let open = state.current_article();
        open.is_some_and(|open| open.article.file_name == "article-9999.txt")
    });
}
