//! Through the whole window by Tab: all that can be used can be reached, is shown to be reached, and
//! has a name.

use std::collections::BTreeMap;

use egui::accesskit::{Action, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::i18n::{Catalogue, Lang};

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, SHIFT, Window, marked_by, somebody};

/// Controls by their identity: role and name.
type Controls = BTreeMap<String, (Role, String)>;

/// All that can have the keyboard.
fn controls(window: &Window) -> Controls {
    let all = window.harness.root().children_recursive();
    let nodes = all.map(|node| node.accesskit_node());
    let open = nodes.filter(|node| {
        let data = node.data();
        data.supports_action(Action::Focus) && !node.is_disabled() && !node.is_hidden()
    });
    open.map(|node| {
        let name = node.label().unwrap_or_default();
        (format!("{:?}", node.id()), (node.role(), name))
    })
    .collect()
}

/// What has the keyboard.
fn focused(window: &Window) -> Option<(String, Role, String)> {
    let mut all = window.harness.root().children_recursive();
    let found = all.find(|node| node.is_focused())?;
    let node = found.accesskit_node();
    let name = node.label().unwrap_or_default();
    Some((format!("{:?}", node.id()), node.role(), name))
}

/// Goes round by Tab, and says what was missed; `below` is what lies under a dialog.
#[track_caller]
fn walk(window: &mut Window, place: &str, way: Modifiers, below: &Controls) -> Vec<String> {
    let mut reached = Controls::new();
    let mut last = String::new();
    // Twice round: the label bar changes which texts of the codebook are shown.
    let mut rounds = 0;
    let mut first = None;
    while rounds < 2 {
        window.press(way, Key::Tab);
        let (id, role, name) =
            focused(window).unwrap_or_else(|| panic!("{place}: nothing has the keyboard"));
        assert!(!name.trim().is_empty(), "{place}: a {role:?} has no name");
        assert!(!below.contains_key(&id), "{place}: {name} lies below");
        let alone = controls(window).len() == below.len() + 1;
        assert!(id != last || alone, "{place}: {name} keeps the keyboard");
        let first = first.get_or_insert_with(|| id.clone());
        rounds += usize::from(*first == id && !last.is_empty());
        last.clone_from(&id);
        reached.insert(id, (role, name));
        assert!(reached.len() < 300, "{place}: it never ends");
    }
    let all = controls(window);
    let missed = all.iter().filter(|(id, _)| !below.contains_key(*id));
    let missed: Vec<_> = missed
        .filter(|(id, _)| !reached.contains_key(*id))
        .collect();
    assert!(missed.is_empty(), "{place}: {missed:?} can't be reached");
    reached.into_values().map(|(_, name)| name).collect()
}

/// A window with as much in it as can be: another reading, a notice, a filter.
fn full(desk: &Desk, lang: Lang) -> Window {
    let mut window = desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(somebody("Ada"));
        start.lang = lang;
    });
    window.until("the other reading", |window| {
        !window.open().others.is_empty()
    });
    window
}

fn another(desk: &Desk) {
    marked_by(desk, "Bea", &[("scandale", 3)]);
    desk.write("zeste.txt", "Un autre titre\nEncore une phrase.\n");
}

const LANGS: [Lang; 2] = [Lang::En, Lang::Fr];

#[test]
fn the_window_is_walked_by_tab() {
    let desk = Desk::new();
    another(&desk);
    for lang in LANGS {
        let texts = Catalogue::new(lang);
        for way in [NONE, SHIFT] {
            let mut window = full(&desk, lang);
            let name = texts.t("panel-edge");
            let edges = window.harness.query_all_by_label(&name);
            assert_eq!(edges.count(), 2);
            assert!(!window.shows("Resize panel"));
            window.press(NONE, Key::F6);
            // Nothing is marked in sight: Tab leads through the page, too.
            walk(&mut window, "the window", way, &Controls::new());
            window.press(NONE, Key::Escape);
            assert!(window.page_focused());
            // With something said, and with a filter.
            window.press(NONE, Key::Escape);
            window.digit(1);
            assert_eq!(window.state().notices.len(), 1);
            window.press(CTRL_SHIFT, Key::L);
            window.press(NONE, Key::Space);
            window.press(NONE, Key::Escape);
            assert!(window.state().filter.is_on());
            window.press(NONE, Key::F6);
            let reached = walk(&mut window, "the notice", way, &Controls::new());
            for key in ["notice-close", "filter-show-all"] {
                assert!(reached.contains(&texts.t(key)), "{key} in {reached:?}");
            }
            window.press(NONE, Key::Escape);
            // With the bar of the search, and with that of the suggestions.
            window.press(CTRL, Key::F);
            window.type_text("scandale");
            window.until("the hits", |window| {
                let open = window.open();
                let hits = window.state().find.hits(&open.article.text).cloned();
                hits.is_some_and(|hits| hits.total == 1)
            });
            walk(&mut window, "the search", way, &Controls::new());
            window.press(CTRL_SHIFT, Key::F);
            window.digit(3);
            window.press(NONE, Key::F6);
            walk(&mut window, "the suggestions", way, &Controls::new());
        }
    }
}

#[test]
fn a_mark_is_walked_by_tab() {
    let desk = Desk::new();
    another(&desk);
    for lang in LANGS {
        let mut window = full(&desk, lang);
        window.tag("un scandale", 1);
        for way in [NONE, SHIFT] {
            // From the reason on to the page, where Tab is for the marks.
            window.press(NONE, Key::F6);
            let mut steps = 0;
            while !window.page_focused() {
                window.press(way, Key::Tab);
                steps += 1;
                assert!(focused(&window).is_some() && steps < 100);
            }
            assert!(steps > 3);
        }
        window.press(NONE, Key::Escape);
        window.press(NONE, Key::Delete);
        window.close();
        std::fs::remove_file(desk.beside("Ada")).ok();
    }
}

#[test]
fn each_question_is_walked_by_tab_and_left_by_escape() {
    let desk = Desk::new();
    another(&desk);
    for lang in LANGS {
        let mut window = full(&desk, lang);
        let questions: [(&str, Modifiers, Key); 7] = [
            ("the path", CTRL, Key::L),
            ("the copies", CTRL, Key::E),
            ("the codebook", CTRL, Key::B),
            ("the name", CTRL, Key::R),
            ("the reading", CTRL, Key::Comma),
            ("the keys", NONE, Key::Questionmark),
            ("the filter", CTRL_SHIFT, Key::L),
        ];
        for (question, modifiers, key) in questions {
            let below = controls(&window);
            assert!(window.page_focused(), "before {question}");
            match key {
                Key::Questionmark => window.key_that_writes(key, key, "?"),
                key => window.press(modifiers, key),
            }
            for way in [NONE, SHIFT] {
                walk(&mut window, question, way, &below);
            }
            window.press(NONE, Key::Escape);
            if !window.page_focused() {
                window.press(NONE, Key::Escape);
            }
            assert!(window.page_focused(), "{question} is not left");
            let now = controls(&window);
            assert_eq!(below.len(), now.len(), "{question} is still there");
        }
        window.close();
    }
}

#[test]
fn menus_are_walked_by_arrows() {
    let desk = Desk::new();
    another(&desk);
    let mut window = full(&desk, Lang::En);
    window.press(NONE, Key::F10);
    assert_eq!(window.focused(), "File");
    window.press(NONE, Key::ArrowRight);
    assert_eq!(window.focused(), "Edit");
    window.press(NONE, Key::ArrowLeft);
    window.press(NONE, Key::ArrowLeft);
    assert_eq!(window.focused(), "Help");
    // Down opens, with the first row in hand; a menu beside it opens in its place.
    window.press(NONE, Key::ArrowDown);
    assert!(
        window.focused().starts_with("All commands…"),
        "{}",
        window.focused()
    );
    window.press(NONE, Key::ArrowLeft);
    assert!(
        window.focused().starts_with("Filter"),
        "{}",
        window.focused()
    );
    assert!(!window.shows_containing("All commands…"));
    // An inner menu, and out of it.
    while window.focused() != "Theme" {
        window.press(NONE, Key::ArrowDown);
    }
    window.press(NONE, Key::ArrowRight);
    window.press(NONE, Key::ArrowDown);
    assert!(
        window.focused().starts_with("Light"),
        "{}",
        window.focused()
    );
    window.press(NONE, Key::ArrowLeft);
    assert_eq!(window.focused(), "Theme");
    // Escape leads back to the page.
    window.press(NONE, Key::Escape);
    if !window.page_focused() {
        window.press(NONE, Key::Escape);
    }
    assert!(window.page_focused());
    // Every row of every menu.
    window.press(NONE, Key::F10);
    window.press(NONE, Key::ArrowDown);
    let mut seen = Vec::new();
    for menu in ["File", "Edit", "Mark", "View", "Help"] {
        let first = window.focused();
        loop {
            let row = window.focused();
            assert!(!row.is_empty(), "in {menu} after {seen:?}");
            seen.push(row);
            window.press(NONE, Key::ArrowDown);
            if window.focused() == first {
                break;
            }
            assert!(seen.len() < 80, "{seen:?}");
        }
        window.press(NONE, Key::ArrowRight);
    }
    for row in [
        "Open articles…",
        "Find…",
        "Mark as Fact",
        "Language",
        "Keys and mouse",
    ] {
        assert!(
            seen.iter().any(|name| name.starts_with(row)),
            "{row}: {seen:?}"
        );
    }
    // Enter on a row does it.
    window.press(NONE, Key::F10);
    assert!(window.page_focused());
    window.press(NONE, Key::F10);
    window.press(NONE, Key::ArrowRight);
    window.press(NONE, Key::ArrowDown);
    while !window.focused().starts_with("Find…") {
        window.press(NONE, Key::ArrowDown);
    }
    window.press(NONE, Key::Enter);
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Find in the article");
    assert_eq!(window.focused(), "Find in the article");
}

/// What holds nothing but words is read without a mouse, too.
#[test]
fn the_sheet_of_keys_is_scrolled_by_key() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.harness.set_size(egui::vec2(900.0, 600.0));
    window.harness.run();
    window.key_that_writes(Key::Questionmark, Key::Questionmark, "?");
    assert_eq!(window.focused(), "Close");
    let top = |window: &Window| {
        let line = window.harness.get_by_value("Shift+Space");
        line.rect().top()
    };
    let before = top(&window);
    window.press(NONE, Key::PageDown);
    assert!(top(&window) < before - 100.0);
    window.press(NONE, Key::Home);
    assert_eq!(top(&window), before);
    window.press(NONE, Key::Enter);
    assert!(window.page_focused());
}
