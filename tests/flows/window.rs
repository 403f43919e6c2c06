//! The window itself: language, focus, lists, sizes.

use egui::Key;
use egui::accesskit::{Live, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::i18n::Lang;
use postil::session::{Entry, EntryState};
use postil::store;

use crate::desk::{CTRL, Desk, NONE, TEXT, Window, marked_by, somebody, span_on};

#[test]
fn the_language_changes_at_once_and_everywhere() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.until_saved();
    assert!(window.shows("Loaded language: scandale"));
    window.menu("View", "Language");
    window.click_containing("Français");
    for text in ["Fichier", "Édition", "Marques", "Affichage", "Aide"] {
        assert!(window.shows(text), "{text}");
    }
    for text in [
        "File",
        "Edit",
        "View",
        "Help",
        "Reason",
        "Loaded language: scandale",
        "✓ Saved",
    ] {
        assert!(!window.shows(text), "{text}");
    }
    assert!(window.shows("Langage connoté\u{a0}: scandale"));
    assert_eq!(window.state().lang, Lang::Fr);
    assert!(window.page_focused(), "{:?} has it", window.focused());
    window.close();
    let (settings, _) = store::load_settings(&desk.home);
    assert_eq!(settings.language, Some(Lang::Fr));
}

#[test]
fn keys_wait_while_a_menu_is_open() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.drag("scandale");
    window.click("View");
    assert!(window.shows_containing("Larger text"));
    window.digit(1);
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::U);
    assert!(window.marks().is_empty());
    assert_eq!(window.selected_text(), "scandale");
    // Escape closes the menu, and only that.
    window.press(NONE, Key::Escape);
    assert!(!window.shows_containing("Larger text"));
    assert_eq!(window.selected_text(), "scandale");
    assert!(window.page_focused(), "{:?} has it", window.focused());
    window.digit(1);
    assert_eq!(window.marks().len(), 1);
}

#[test]
fn the_list_is_reached_by_key_and_a_reason_is_kept_on_the_way() {
    let desk = Desk::new();
    desk.write("zweites.txt", "Ein Satz. Noch einer.\n");
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Enter);
    window.type_text("parce que");
    // By mouse, in the middle of a word.
    let row = window.control("zweites.txt").unwrap();
    window.click_at_once(row);
    window.until("the second", |window| {
        let state = window.state();
        state
            .current_article()
            .is_some_and(|open| open.article.file_name == "zweites.txt")
    });
    assert!(window.page_focused(), "{:?} has it", window.focused());
    window.press(NONE, Key::ArrowDown);
    assert_eq!(window.selected_text(), "Ein Satz.");
    window.until("the reason on disk", |_| {
        let disk = desk.on_disk("Ada");
        let span = disk.as_ref().and_then(|disk| span_on(disk, "scandale"));
        span.is_some_and(|span| span.reason == "parce que")
    });
    // Without a mark, F6 leads to the list; Enter there opens; F6 leads back.
    window.press(NONE, Key::Escape);
    window.press(NONE, Key::F6);
    assert!(
        window.focused().contains("zweites.txt"),
        "{:?} has it",
        window.focused()
    );
    window.press(NONE, Key::ArrowUp);
    assert!(
        window.focused().contains("tribune.txt"),
        "{:?} has it",
        window.focused()
    );
    window.press(NONE, Key::Enter);
    assert_eq!(window.open().article.file_name, "tribune.txt");
    window.press(NONE, Key::F6);
    assert!(window.page_focused());
    assert_eq!(window.selected_mark().unwrap().reason, "parce que");
    // Without leaving the page.
    window.press(CTRL, Key::PageDown);
    assert_eq!(window.open().article.file_name, "zweites.txt");
    assert!(window.page_focused());
}

#[test]
fn every_answer_of_the_name_question_is_reached_by_key() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.drag("scandale");
    window.digit(3);
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(window.focused());
        window.press(NONE, Key::Tab);
    }
    assert_eq!(seen, ["Pseudonym", "Go on", "Cancel", "Pseudonym"]);
    window.press(NONE, Key::Tab);
    assert_eq!(window.focused(), "Cancel");
    window.press(NONE, Key::Enter);
    assert!(window.state().ask_name.is_none() && window.page_focused());
}

#[test]
fn escape_leads_out_step_by_step() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Enter);
    window.type_text("fort");
    window.press(NONE, Key::Escape);
    assert!(window.page_focused() && window.selected_mark().is_some());
    assert_eq!(window.mark("scandale").reason, "fort");
    window.press(NONE, Key::Escape);
    assert!(window.selected_mark().is_none() && window.selected_text().is_empty());
    window.press(NONE, Key::Escape);
    assert!(window.page_focused());
    // Dialogs close first, with nothing else undone.
    window.press(NONE, Key::ArrowDown);
    let selected = window.selected_text();
    for (modifiers, key) in [
        (NONE, Key::Questionmark),
        (CTRL, Key::E),
        (CTRL, Key::L),
        (CTRL, Key::R),
    ] {
        window.press(modifiers, key);
        assert!(!window.page_focused(), "{key:?}");
        window.press(NONE, Key::Escape);
        assert!(
            window.page_focused(),
            "{key:?}: {:?} has it",
            window.focused()
        );
        assert_eq!(window.selected_text(), selected, "{key:?}");
    }
}

/// An article of many paragraphs.
fn long(word: &str) -> String {
    (0..400)
        .map(|n| format!("{word} numéro {n} avec quelques mots de plus pour deux rangs.\n"))
        .collect()
}

#[test]
fn each_article_stays_where_it_was_read() {
    let desk = Desk::new();
    std::fs::write(desk.article(), long("Paragraphe")).unwrap();
    desk.write("zweites.txt", long("Absatz"));
    let mut window = desk.open_as("Ada");
    for _ in 0..5 {
        window.press(NONE, Key::PageDown);
    }
    let first = |window: &crate::desk::Window| {
        let runs = window.harness.query_all_by_role(Role::TextRun);
        let page = runs.filter(|run| run.rect().top() > 80.0);
        let found = page
            .filter_map(|run| Some((run.accesskit_node().data().value()?.to_owned(), run.rect())))
            .find(|(text, _)| text.contains("numéro"));
        found.unwrap()
    };
    let before = first(&window);
    assert!(!before.0.contains("numéro 0 "));
    window.press(CTRL, Key::PageDown);
    window.until("the second", |window| {
        let state = window.state();
        state
            .current_article()
            .is_some_and(|open| open.article.file_name == "zweites.txt")
    });
    assert!(
        first(&window).0.contains("Absatz numéro 0 "),
        "{}",
        first(&window).0
    );
    window.press(NONE, Key::PageDown);
    let second = first(&window);
    window.press(CTRL, Key::PageUp);
    assert_eq!(first(&window), before);
    window.press(CTRL, Key::PageDown);
    assert_eq!(first(&window), second);
}

#[test]
fn a_list_of_ten_thousand_draws_what_is_in_sight() {
    let desk = Desk::new();
    for number in 0..10_000 {
        std::fs::write(desk.news().join(format!("a{number:05}.txt")), TEXT).unwrap();
    }
    let mut window = desk.open_as("Ada");
    assert_eq!(window.state().articles.len(), 10_001);
    window.until("the whole list", |window| {
        let state = window.state();
        let waiting = |entry: &Entry| entry.state == EntryState::Waiting;
        !state.articles.iter().any(waiting)
    });
    let rows = |window: &crate::desk::Window| {
        let found = window.harness.query_all_by_label_contains(".txt: ");
        found.count()
    };
    assert!((5..40).contains(&rows(&window)), "{}", rows(&window));
    // The article that is shown stays in sight in the list.
    for _ in 0..30 {
        window.press(CTRL, Key::PageDown);
    }
    assert!(window.shows_containing("a00030.txt: "));
    assert!((5..40).contains(&rows(&window)), "{}", rows(&window));
}

#[test]
fn a_very_long_reason_and_a_small_window_break_nothing() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Enter);
    let reason = "Une très longue raison, mot après mot. ".repeat(200);
    window.harness.event(egui::Event::Paste(reason.clone()));
    window.harness.run();
    for size in [[760.0, 480.0], [2400.0, 1400.0], [1280.0, 800.0]] {
        window.harness.set_size(size.into());
        window.harness.run();
        assert_eq!(window.focused(), "Reason");
        // The panels leave room for reading.
        let page = window.harness.get_by_role(Role::Document).rect();
        assert!(page.width() > 0.4 * size[0], "{page:?} of {size:?}");
    }
    window.press(NONE, Key::F6);
    window.until_saved();
    assert_eq!(window.mark("scandale").reason, reason);
    // Tagging never moves the text, nor does what stands beside it.
    let at = window.place("ministre", 0);
    window.tag("ministre", 1);
    assert_eq!(window.place("ministre", 0), at);
}

#[test]
fn notices_leave_by_themselves_one_by_one() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.digit(1);
    assert!(window.shows_containing("Select a passage first"));
    let output = &window.harness.output().viewport_output;
    let waits = output.values().map(|viewport| viewport.repaint_delay);
    // Somebody is due to draw again when its time is over.
    assert!(waits.min().is_some_and(|wait| wait.as_secs() < 60));
    window.harness.input_mut().time = Some(60.0);
    window.harness.step();
    window.harness.input_mut().time = None;
    window.harness.run();
    assert!(window.state().notices.is_empty());
    assert!(!window.shows_containing("Select a passage first"));
}

#[test]
fn what_only_shows_signs_has_a_name_for_those_who_listen() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    // What comes by itself is said by itself, by one voice.
    let said = |window: &Window, words: &str| {
        let mut found = window.harness.query_all_by_label_contains(words);
        found.any(|node| node.accesskit_node().live() == Live::Polite)
    };
    window.digit(1);
    assert!(said(&window, "Select a passage first"));
    assert!(window.shows("Close") && !window.shows("×"));
    window.tag("scandale", 3);
    assert!(said(&window, "Marked as Loaded language: scandale"));
    window.until_saved();
    assert!(window.shows("Encoding: UTF-8"));
    assert!(window.shows("Loaded language: 1 mark of yours"));
    assert!(window.shows("Fact: 0 marks of yours"));
    window
        .harness
        .get_by_role_and_label(Role::ScrollBar, "Place in the article");
    window.click("Close");
    assert!(window.state().notices.is_empty());
}

#[test]
fn the_keyboard_does_not_stay_in_a_field_of_another_article() {
    let desk = Desk::new();
    desk.write("zweites.txt", "Ein Satz. Noch einer.\n");
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(CTRL, Key::PageDown);
    window.until("the second", |window| {
        let state = window.state();
        let open = state.current_article();
        open.is_some_and(|open| open.article.file_name == "zweites.txt")
    });
    window.tag("Satz", 2);
    window.press(NONE, Key::Enter);
    window.type_text("weil");
    window.press(CTRL, Key::PageUp);
    assert_eq!(window.open().article.file_name, "tribune.txt");
    assert!(window.page_focused(), "{:?} has it", window.focused());
    window.type_text("x");
    window.press(CTRL, Key::PageDown);
    assert!(window.page_focused(), "{:?} has it", window.focused());
    assert_eq!(window.mark("Satz").reason, "weil");
    window.press(CTRL, Key::PageUp);
    assert_eq!(window.mark("scandale").reason, "");
}

#[test]
fn a_question_stands_over_what_the_page_tells() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Enter);
    window.type_text("un mot fort");
    window.press(NONE, Key::F6);
    window.press(NONE, Key::Escape);
    let at = window.place("scandale", 3);
    window.harness.hover_at(at);
    window.harness.run_steps(90);
    assert!(window.shows("un mot fort"));
    window.press(CTRL, Key::E);
    assert!(!window.shows("un mot fort"));
    window.press(NONE, Key::Escape);
    // The same over the other parts of the window.
    let at = window.control("Ada").unwrap();
    window.harness.hover_at(at);
    window.harness.run_steps(90);
    assert!(window.shows("Who annotates… (Ctrl+R)"));
    window.press(CTRL, Key::E);
    assert!(!window.shows("Who annotates… (Ctrl+R)"));
}

#[test]
fn a_dialog_stands_still_once_it_is_there() {
    let desk = Desk::new();
    for (name, words) in [("Ada", "scandale"), ("Eve", "réforme")] {
        marked_by(&desk, name, &[(words, 3)]);
    }
    let mut window = desk.open_as("Ada");
    for key in [Key::E, Key::L, Key::R] {
        window.press(CTRL, key);
        let place = |window: &crate::desk::Window| {
            let cancel = window.harness.get_by_label("Cancel").rect();
            (cancel.center().x.round(), cancel.center().y.round())
        };
        let at = place(&window);
        window.harness.run_steps(5);
        assert_eq!(place(&window), at, "{key:?}");
        window.press(NONE, Key::Escape);
    }
}

#[test]
fn reading_goes_on_where_it_stopped() {
    let desk = Desk::new();
    let text: String = (1..400)
        .map(|n| format!("Satz Nummer {n} steht hier.\n"))
        .collect();
    desk.write("zweites.txt", &text);
    let open = |desk: &Desk| {
        desk.open_with(|start| {
            start.paths = vec![desk.news()];
            start.settings.reviewer = Some(somebody("Ada"));
        })
    };
    let mut window = open(&desk);
    window.click_containing("zweites.txt");
    window.until("the other article", |window| {
        window
            .state()
            .current_path()
            .is_some_and(|path| path.ends_with("zweites.txt"))
            && window.state().current_article().is_some()
    });
    for _ in 0..4 {
        window.press(NONE, Key::PageDown);
        window.harness.run_steps(30);
    }
    window.close();
    let mut window = open(&desk);
    window.harness.run_steps(30);
    let shown = window.state().current_path().map(std::path::PathBuf::from);
    assert!(shown.unwrap().ends_with("zweites.txt"));
    let at = window.open().selection.head;
    assert!(at > text.find("Nummer 20 ").unwrap(), "{at}");
    // What was not put there by a click is no place to mark yet; reading goes on from there.
    window.press(NONE, Key::ArrowDown);
    assert!(window.open().selection.head > at);
    assert!(window.open().selection.head < at + 200);
}
