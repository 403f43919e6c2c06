//! Notes typed with dead keys and input methods: no letter of them runs a command.

use egui::{Event, ImeEvent, Key};

use crate::desk::{Desk, NONE, Window};

/// A mark whose note has the keyboard.
fn noting(desk: &Desk) -> Window {
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Enter);
    assert_eq!(window.focused(), "Reason");
    window
}

/// What an input method sends, in one frame.
fn compose(window: &mut Window, events: Vec<Event>) {
    window.harness.input_mut().events.extend(events);
    window.harness.step();
}

fn preedit(text: &str) -> Event {
    let end = text.chars().count();
    Event::Ime(ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: Some(end..end),
    })
}

/// A key without the text that it will write: a dead one, or one that an input method keeps.
fn dead(key: Key) -> [Event; 2] {
    [true, false].map(|pressed| Event::Key {
        key,
        physical_key: Some(key),
        pressed,
        repeat: false,
        modifiers: NONE,
    })
}

#[test]
fn a_dead_key_writes_its_letter_and_nothing_else_happens() {
    let desk = Desk::new();
    let mut window = noting(&desk);
    let marks = window.marks();
    for (key, text) in [(Key::OpenBracket, "ê"), (Key::Num1, "É"), (Key::U, "ù")] {
        compose(&mut window, dead(key).into());
        compose(&mut window, vec![Event::Text(text.to_owned())]);
    }
    window.press(NONE, Key::Escape);
    assert_eq!(window.mark("scandale").reason, "êÉù");
    assert_eq!(window.marks(), marks);
}

#[test]
fn an_input_method_composes_in_peace() {
    let desk = Desk::new();
    let mut window = noting(&desk);
    let marks = window.marks();
    // Keys that mean something on the page: a label, unsure, voice, delete, the sheet.
    let keys = [Key::Num1, Key::U, Key::V, Key::Delete, Key::Questionmark];
    for key in keys {
        let mut events: Vec<Event> = dead(key).into();
        events.push(preedit("viê"));
        compose(&mut window, events);
    }
    assert_eq!(window.focused(), "Reason");
    compose(
        &mut window,
        vec![Event::Ime(ImeEvent::Commit("việt".to_owned()))],
    );
    window.press(NONE, Key::Escape);
    let mark = window.mark("scandale");
    assert!(mark.reason.contains("việt"), "{}", mark.reason);
    assert!(!mark.reason.contains("viê"), "{}", mark.reason);
    assert_eq!(window.marks(), marks);
    assert_eq!(mark.confidence, postil::model::Confidence::Sure);
}

#[test]
fn letters_in_every_field_of_a_note_run_no_command() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("un scandale", 1);
    let marks = window.marks();
    for start in [Key::Enter, Key::V] {
        match start {
            Key::V => window.key_that_writes(Key::V, Key::V, "v"),
            key => window.press(NONE, key),
        }
        for (key, text) in [
            (Key::Num2, "2"),
            (Key::U, "u"),
            (Key::V, "v"),
            (Key::Questionmark, "?"),
        ] {
            window.key_that_writes(key, key, text);
        }
        window.press(NONE, Key::Escape);
        assert!(window.page_focused());
        assert_eq!(window.marks(), marks);
    }
    let mark = window.mark("un scandale");
    assert_eq!(mark.reason, "2uv?");
    let postil::model::Voice::Source(voice) = &mark.voice else {
        panic!("no voice");
    };
    assert_eq!(voice, "2uv?");
    assert_eq!(mark.confidence, postil::model::Confidence::Sure);
}
