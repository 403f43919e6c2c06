//! Words are looked for and marked, without a mouse.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use postil::i18n::Lang;

use crate::desk::{CTRL, Desk, NONE, SHIFT, Window, somebody};

const TEXT: &str = "La réforme de l’État\nL’État a annoncé une réforme ; « l\u{202f}ÉTAT, c’est moi », répond un élu.\nPour les E\u{301}tats voisins, coup d’état ? L'état des lieux, dit-on, n’est pas bon.\nFin.\n";

/// A window in French on an article with one word in many guises.
fn open() -> (Desk, Window) {
    let desk = Desk::new();
    desk.write("tribune.txt", TEXT);
    let window = desk.open_with(|start| {
        start.lang = Lang::Fr;
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(somebody("Ada"));
    });
    (desk, window)
}

/// Types into the bar and waits for what is found.
fn look_for(window: &mut Window, words: &str) {
    window.type_text(words);
    found(window);
}

fn found(window: &mut Window) {
    window.until("the hits", |window| {
        let state = window.state();
        let open = state.current_article();
        open.is_some_and(|open| state.find.hits(&open.article.text).is_some())
    });
}

/// Where the selection starts, in bytes.
fn at(window: &Window) -> usize {
    let open = window.open();
    open.selection.range(&open.article.text).start()
}

#[test]
fn accents_case_and_apostrophes_do_not_count_and_a_hit_is_marked_by_key() {
    let (_desk, mut window) = open();
    window.press(CTRL, Key::F);
    assert_eq!(window.focused(), "Chercher dans l’article");
    look_for(&mut window, "l'etat");
    // The first from the caret is selected as soon as it is found.
    assert!(window.shows("1 sur 3"));
    assert_eq!(window.selected_text(), "l’État");
    window.press(CTRL, Key::A);
    look_for(&mut window, "etat");
    assert!(window.shows("1 sur 6"));
    let mut seen = vec![window.selected_text()];
    for number in 2..=6 {
        window.press(NONE, Key::Enter);
        assert!(window.shows(&format!("{number} sur 6")));
        seen.push(window.selected_text());
    }
    let expected = ["État", "État", "ÉTAT", "E\u{301}tat", "état", "état"];
    assert_eq!(seen, expected);
    // Round the end, and back again.
    window.press(NONE, Key::F3);
    assert!(window.shows("1 sur 6 · reprise au début"));
    window.press(SHIFT, Key::Enter);
    assert!(window.shows("6 sur 6 · reprise à la fin"));
    window.press(SHIFT, Key::F3);
    assert!(window.shows("5 sur 6"));
    // The word keeps the keyboard until it is left; the digit then marks the hit.
    window.press(NONE, Key::Escape);
    assert!(window.page_focused(), "{:?} has it", window.focused());
    assert!(!window.state().find.shown);
    assert_eq!(window.selected_text(), "état");
    window.digit(3);
    assert_eq!(window.marks(), [("loaded".to_owned(), "état".to_owned())]);
}

#[test]
fn selected_words_are_looked_for_from_where_they_stand() {
    let (_desk, mut window) = open();
    window.drag("annoncé une réforme");
    window.drag("réforme ;");
    let place = at(&window);
    window.press(CTRL, Key::F);
    found(&mut window);
    assert_eq!(window.state().find.query.words, "réforme");
    assert_eq!(
        (window.selected_text().as_str(), at(&window)),
        ("réforme", place)
    );
    assert!(window.shows("2 sur 2"));
    // Something else is looked for from there, not from the start.
    look_for(&mut window, "un");
    assert!(at(&window) > place, "{:?}", window.selected_text());
    assert_eq!(window.selected_text(), "un");
    assert!(window.shows("2 sur 2"));
    look_for(&mut window, "xx");
    assert!(window.shows("Introuvable"));
    assert!(window.selected_text().is_empty());
    assert_eq!(at(&window), place);
}

#[test]
fn whole_words_and_the_next_article() {
    let (desk, mut window) = open();
    desk.write("zut.txt", "Un état, des états, un État.\n");
    window.press(CTRL, Key::F);
    look_for(&mut window, "état");
    assert!(window.shows("1 sur 6"));
    let mut steps = 0;
    while window.focused() != "Mots entiers" {
        window.press(NONE, Key::Tab);
        steps += 1;
        assert!(steps < 10, "the box can't be reached by Tab");
    }
    window.press(NONE, Key::Space);
    found(&mut window);
    assert!(window.shows("1 sur 5"), "« États » is another word");
    // The same is looked for in what is opened next.
    let path = desk.news().join("zut.txt");
    window.press(CTRL, Key::L);
    window.type_text(&path.display().to_string());
    window.press(NONE, Key::Enter);
    window.until("the other article", |window| {
        let state = window.state();
        state
            .current_article()
            .is_some_and(|open| open.path == path)
    });
    found(&mut window);
    assert!(window.shows("2 occurrences"));
    // F3 goes on from the caret, in the page too.
    window.harness.get_by_role(Role::Document).focus();
    window.harness.run();
    window.press(NONE, Key::F3);
    assert!(window.shows("1 sur 2"));
    assert!(window.page_focused(), "{:?} has it", window.focused());
    window.press(NONE, Key::Escape);
    assert!(!window.state().find.shown);
    assert_eq!(window.selected_text(), "état");
}

#[test]
fn what_is_looked_for_is_taken_from_where_one_reads() {
    let desk = Desk::new();
    let text: String = (1..400)
        .map(|n| format!("Le ministre numéro {n} parle.\n"))
        .collect();
    desk.write("tribune.txt", &text);
    let mut window = desk.open_as("Ada");
    for _ in 0..4 {
        window.press(NONE, Key::PageDown);
        window.harness.run_steps(30);
    }
    window.press(CTRL, Key::F);
    look_for(&mut window, "ministre");
    // Not the first of the article, where the caret was left, but one of those in sight.
    assert!(at(&window) > text.find("numéro 20 ").unwrap());
    assert!(at(&window) < text.find("numéro 200 ").unwrap());
    // With the caret in sight it is taken from there, as ever.
    window.press(NONE, Key::Escape);
    let before = at(&window);
    window.press(CTRL, Key::F);
    window.press(NONE, Key::Enter);
    assert!(at(&window) > before);
}
