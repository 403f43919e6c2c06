//! What a whole reading takes by keyboard: every key that is pressed is counted.

use egui::{Key, Modifiers};

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, Window};

/// A keyboard that writes down what is pressed on it.
struct Keys {
    window: Window,
    pressed: Vec<String>,
}

impl Keys {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        let ctrl = if modifiers.command { "Ctrl+" } else { "" };
        let shift = if modifiers.shift { "Shift+" } else { "" };
        self.pressed.push(format!("{ctrl}{shift}{}", key.name()));
        self.window.press(modifiers, key);
    }

    fn digit(&mut self, digit: usize) {
        self.pressed.push(digit.to_string());
        self.window.digit(digit);
    }

    fn type_text(&mut self, text: &str) {
        self.pressed.push(format!("“{text}”"));
        self.window.type_text(text);
    }
}

#[test]
fn a_reading_from_the_first_mark_to_the_copies() {
    let desk = Desk::new();
    let mut keys = Keys {
        window: desk.open_as("Ada"),
        pressed: Vec::new(),
    };
    // The first article is open and has the keyboard. Its second sentence is a fact.
    keys.press(NONE, Key::ArrowDown);
    keys.press(NONE, Key::ArrowDown);
    keys.digit(1);
    keys.press(NONE, Key::Enter);
    keys.type_text("On peut le vérifier");
    keys.press(NONE, Key::Escape);
    // A word of the third sentence is loaded.
    keys.press(NONE, Key::ArrowDown);
    keys.press(NONE, Key::ArrowRight);
    keys.press(CTRL_SHIFT, Key::ArrowLeft);
    keys.digit(3);
    keys.press(CTRL, Key::D);
    // The copies, as they are proposed.
    keys.press(CTRL, Key::E);
    keys.press(NONE, Key::Enter);
    keys.window.until("the copies", |window| {
        window.shows_containing("1 file written")
    });
    assert!(keys.window.page_focused());
    let window = &keys.window;
    let sentence = "Le ministre a annoncé hier une réforme « historique » selon ses proches";
    let marks = [("fact", sentence), ("loaded", "scandale")];
    let marks = marks.map(|(label, words)| (label.to_owned(), words.to_owned()));
    assert_eq!(window.marks(), marks);
    assert_eq!(window.mark(sentence).reason, "On peut le vérifier");
    assert!(window.open().is_done());
    let copies = std::fs::read_dir(desk.home.saves.join("exports")).unwrap();
    assert_eq!(copies.count(), 1);
    let expected = [
        "Down",
        "Down",
        "1",
        "Enter",
        "“On peut le vérifier”",
        "Escape",
        "Down",
        "Right",
        "Ctrl+Shift+Left",
        "3",
        "Ctrl+D",
        "Ctrl+E",
        "Enter",
    ];
    assert_eq!(keys.pressed, expected);
}

#[test]
fn keys_pressed_in_one_frame_keep_their_order() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let mut slowly = desk.open_as("Bob");
    let keys = [Key::ArrowDown, Key::Num1, Key::ArrowDown, Key::Num2];
    for key in keys {
        match key {
            Key::Num1 => slowly.digit(1),
            Key::Num2 => slowly.digit(2),
            key => slowly.press(NONE, key),
        }
    }
    // A machine that is slow sees them all at once.
    let event = |key, pressed| egui::Event::Key {
        key,
        physical_key: Some(key),
        pressed,
        repeat: false,
        modifiers: NONE,
    };
    let events = keys.into_iter();
    let events = events.flat_map(|key| [event(key, true), event(key, false)]);
    window.harness.input_mut().events.extend(events);
    window.harness.run();
    let said = |window: &Window| {
        let open = window.open();
        let spans = open.own.as_ref().unwrap().reading.spans.iter();
        let said = spans.map(|span| (span.label.clone(), span.anchor.chars));
        said.collect::<Vec<_>>()
    };
    assert_eq!(said(&slowly).len(), 2);
    assert_eq!(said(&window), said(&slowly));
}
