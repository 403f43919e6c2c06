//! All hits of a search, suggested for a label and answered one by one, without a mouse.

use egui::Key;
use postil::i18n::Lang;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, SHIFT, Window, somebody};

const TEXT: &str = "Un scandale, encore un scandale\nLe Scandale du siècle, dit-on. Quels scandales !\nUn « scandale » sans nom.\nFin.\n";

fn open(reviewer: Option<&str>) -> (Desk, Window) {
    let desk = Desk::new();
    desk.write("tribune.txt", TEXT);
    desk.write("zut.txt", "Un autre scandale.\n");
    let mut window = desk.open_with(|start| {
        start.lang = Lang::Fr;
        start.paths = vec![desk.news()];
        start.settings.reviewer = reviewer.map(somebody);
    });
    window.harness.run();
    (desk, window)
}

/// Suggests a label for all hits, by keys alone.
fn suggest(window: &mut Window, words: &str, digit: usize) {
    window.press(CTRL, Key::F);
    window.type_text(words);
    window.until("the hits", |window| {
        let (state, open) = (window.state(), window.open());
        state.find.hits(&open.article.text).is_some()
    });
    window.press(CTRL_SHIFT, Key::F);
    assert!(window.shows_containing("Tout suggérer comme"));
    window.digit(digit);
    window.until("the suggestions", |window| window.left() > 0);
}

impl Window {
    fn left(&self) -> usize {
        self.open().suggestions.left()
    }
}

/// Where the selection starts, in characters.
fn at(window: &Window) -> usize {
    let open = window.open();
    let text = &open.article.text;
    text.to_chars(open.selection.range(text)).start
}

#[test]
fn hits_are_suggested_and_answered_one_by_one() {
    let (desk, mut window) = open(Some("Ada"));
    window.tag("Scandale", 3);
    suggest(&mut window, "scandale", 3);
    // Five hits, one of which is marked already. A word label takes whole words.
    assert_eq!(window.left(), 4);
    assert!(window.shows_containing("4 restantes") && window.page_focused());
    let quoted = |window: &Window| (window.selected_text(), at(window));
    let first = quoted(&window);
    assert_eq!(first.0, "scandales");
    // Nothing is a mark before it is accepted.
    assert_eq!(window.marks().len(), 1);
    window.press(NONE, Key::Enter);
    assert_eq!(window.marks().len(), 2);
    assert_eq!(window.mark("scandales").label.as_str(), "loaded");
    assert!(window.shows_containing("3 restantes"));
    assert_eq!(window.selected_text(), "scandale");
    // Passed over, gone back to, passed over again.
    let second = quoted(&window);
    window.press(NONE, Key::S);
    assert_eq!(window.left(), 2);
    assert_ne!(quoted(&window), second);
    window.press(SHIFT, Key::S);
    assert_eq!((quoted(&window), window.left()), (second, 3));
    window.press(NONE, Key::S);
    // The label's key accepts, another label's key marks as that.
    window.digit(3);
    assert_eq!((window.marks().len(), window.left()), (3, 1));
    // Undo takes the mark back, and it is suggested once more.
    window.press(CTRL, Key::Z);
    assert_eq!((window.marks().len(), window.left()), (2, 2));
    window.digit(2);
    assert_eq!((window.marks().len(), window.left()), (3, 1));
    assert_eq!(
        window.marks().iter().filter(|m| m.0 == "opinion").count(),
        1
    );
    // Left for later, through another article and back.
    window.press(NONE, Key::Escape);
    assert!(!window.state().suggesting && window.shows("1 suggestion"));
    window.press(CTRL, Key::PageDown);
    window.until("the other article", |window| {
        let state = window.state();
        let open = state.current_article();
        open.is_some_and(|open| open.path.ends_with("zut.txt"))
    });
    assert!(!window.shows("1 suggestion"));
    window.press(CTRL, Key::PageUp);
    window.press(CTRL_SHIFT, Key::S);
    assert!(window.shows_containing("1 restante"));
    window.press(NONE, Key::Enter);
    assert!(window.shows_containing("plus aucune"));
    window.press(NONE, Key::Escape);
    assert!(window.page_focused());
    // The file holds marks alone.
    window.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 4);
}

#[test]
fn whoever_has_no_name_yet_is_asked_and_the_suggestion_is_marked() {
    let (_desk, mut window) = open(None);
    suggest(&mut window, "un scandale", 1);
    assert_eq!(window.left(), 2);
    window.press(NONE, Key::Enter);
    window.give_name("Ada");
    assert_eq!(
        window.marks(),
        [("fact".to_owned(), "Un scandale".to_owned())]
    );
    assert_eq!(
        (window.left(), window.selected_text().as_str()),
        (1, "un scandale")
    );
    window.press(NONE, Key::Enter);
    assert_eq!((window.left(), window.marks().len()), (0, 2));
}

#[test]
fn the_choice_of_a_label_can_be_left() {
    let (_desk, mut window) = open(Some("Ada"));
    window.press(CTRL, Key::F);
    window.type_text("scandale");
    window.until("the hits", |window| window.shows_containing(" sur 5"));
    window.press(CTRL_SHIFT, Key::F);
    assert!(
        window.focused().starts_with("Fait"),
        "{:?}",
        window.focused()
    );
    window.press(NONE, Key::Escape);
    assert_eq!(window.focused(), "Chercher dans l’article");
    assert_eq!(window.left(), 0);
}
