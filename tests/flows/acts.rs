//! How many acts marking takes, and marking many: armed labels, edges, stacks.

use egui::accesskit::{Live, Toggled};
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::{CTRL, Desk, NONE, Window, marked_by};

/// Hands that count: a key, a click, a double click and a drag are one act each.
struct Hands {
    window: Window,
    acts: usize,
}

impl Hands {
    fn on(window: Window) -> Self {
        Self { window, acts: 0 }
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.acts += 1;
        self.window.press(modifiers, key);
    }

    fn digit(&mut self, digit: usize) {
        self.acts += 1;
        self.window.digit(digit);
    }

    fn clicks(&mut self, words: &str, count: usize) {
        self.acts += 1;
        self.window.click_words(words);
        let at = self.window.place(words, words.chars().count() / 2);
        for _ in 1..count {
            self.window.click_at_once(at);
        }
    }

    #[track_caller]
    fn did(&self, marks: &[(&str, &str)], acts: usize) {
        let marks = marks
            .iter()
            .map(|(l, w)| ((*l).to_owned(), (*w).to_owned()));
        let mut found = self.window.marks();
        found.sort();
        let mut marks: Vec<_> = marks.collect();
        marks.sort();
        assert_eq!(found, marks);
        assert!(self.acts <= acts, "{} acts instead of {acts}", self.acts);
    }
}

const FIRST: &str = "Un titre bien calme";
const SECOND: &str = "Le ministre a annoncé hier une réforme « historique » selon ses proches";

#[test]
fn one_sentence_and_one_word_take_four_acts_at_most() {
    // By keyboard alone.
    let desk = Desk::new();
    let mut hands = Hands::on(desk.open_as("Ada"));
    hands.key(NONE, Key::ArrowDown);
    hands.digit(1);
    hands.did(&[("fact", FIRST)], 2);
    hands.key(CTRL, Key::ArrowRight);
    hands.digit(3);
    hands.did(&[("fact", FIRST), ("loaded", "Le")], 4);
    // By mouse and digits.
    let desk = Desk::new();
    let mut hands = Hands::on(desk.open_as("Ada"));
    hands.clicks("annoncé", 3);
    hands.digit(1);
    hands.did(&[("fact", SECOND)], 2);
    hands.clicks("historique", 2);
    hands.digit(3);
    let both = [("fact", SECOND), ("loaded", "historique")];
    hands.did(&both, 4);
    // With the caret in the sentence already, three.
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.click_words("annoncé");
    let mut hands = Hands::on(window);
    hands.digit(1);
    hands.clicks("historique", 2);
    hands.digit(3);
    hands.did(&both, 3);
}

#[test]
fn sentence_follows_sentence_in_two_keys_each() {
    let desk = Desk::new();
    let mut hands = Hands::on(desk.open_as("Ada"));
    for digit in [1, 2, 1] {
        hands.key(NONE, Key::ArrowDown);
        hands.digit(digit);
    }
    let third = ("fact", "L’opposition dénonce un scandale");
    hands.did(&[("fact", FIRST), ("opinion", SECOND), third], 6);
    // After a mark on a part of a sentence, the next one is the one after it.
    hands.clicks("furieuses", 2);
    hands.digit(3);
    hands.key(NONE, Key::ArrowDown);
    assert_eq!(hands.window.selected_text(), "Fin.");
    hands.key(NONE, Key::ArrowUp);
    assert!(hands.window.selected_text().starts_with("Les critiques"));
}

#[test]
fn an_armed_label_marks_all_that_is_picked() {
    let desk = Desk::new();
    let mut hands = Hands::on(desk.open_as("Ada"));
    hands.key(CTRL, Key::Num3);
    hands.clicks("historique", 2);
    hands.acts += 1;
    hands.window.drag("mascarade honteuse");
    hands.clicks("scandale", 2);
    let words = ["historique", "scandale", "mascarade honteuse"].map(|words| ("loaded", words));
    hands.did(&words, 4);
    // A third click makes of the word the sentence, as one act.
    hands.clicks("critiques", 3);
    let sentence = "Les critiques, furieuses, parlent d’une mascarade honteuse";
    let all = [words[0], words[1], words[2], ("loaded", sentence)];
    hands.did(&all, 5);
    let mut window = hands.window;
    window.press(CTRL, Key::Z);
    assert_eq!(window.marks().len(), 3);
    window.press(CTRL, Key::Z);
    assert_eq!(window.marks().len(), 2);
    // Escape disarms first; then drags only select.
    assert!(window.state().armed.is_some());
    window.press(NONE, Key::Escape);
    assert!(window.state().armed.is_none());
    window.drag("dénonce");
    assert_eq!(window.marks().len(), 2);
    assert_eq!(window.selected_text(), "dénonce");
}

#[test]
fn what_is_armed_is_shown_and_heard() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let toggled = |window: &Window, label: &str| {
        let button = window.harness.query_all_by_label(label);
        let mut buttons = button.filter_map(|node| node.accesskit_node().toggled());
        buttons.next()
    };
    assert_eq!(toggled(&window, "Opinion 2"), Some(Toggled::False));
    // Nothing is selected: a click arms.
    window.click("Opinion 2");
    assert_eq!(toggled(&window, "Opinion 2"), Some(Toggled::True));
    let said = |window: &Window| {
        let mut found = window
            .harness
            .query_all_by_label_contains("Marking as Opinion");
        found.any(|node| node.accesskit_node().live() == Live::Polite)
    };
    assert!(said(&window));
    window.drag("dénonce un scandale");
    assert_eq!(window.mark("dénonce un scandale").label.as_str(), "opinion");
    // While one is armed, a click arms another one, although a mark is selected now.
    window.click("Fact 1");
    window.drag("réforme");
    assert_eq!(window.mark("réforme").label.as_str(), "fact");
    window.click("Fact 1");
    assert!(window.state().armed.is_none() && !said(&window));
    // Something is selected: a click marks.
    window.click_words("Insee");
    window.drag("furieuses");
    window.click("Loaded language 3");
    assert_eq!(window.mark("furieuses").label.as_str(), "loaded");
    assert!(window.state().armed.is_none());
    // Digits arm by their place on the keyboard, too.
    window.harness.event(egui::Event::Key {
        key: Key::Quote,
        physical_key: Some(Key::Num3),
        pressed: true,
        repeat: false,
        modifiers: CTRL,
    });
    window.harness.run();
    assert_eq!(window.state().armed_label().unwrap().key.as_str(), "loaded");
}

#[test]
fn an_armed_label_asks_who_annotates_once() {
    let desk = Desk::new();
    let mut window = desk.open();
    // Before anything is picked: the question must not come between the clicks of a triple click.
    window.press(CTRL, Key::Num1);
    window.give_name("Ada");
    window.drag("annoncé hier");
    assert_eq!(window.mark("annoncé hier").label.as_str(), "fact");
    window.drag("réforme");
    assert_eq!(window.marks().len(), 2);
}

/// Just below the end of some words: where the handle of a mark on them is.
fn end_handle(window: &Window, words: &str) -> Pos2 {
    let last = words.chars().count() - 1;
    let (last, before) = (window.place(words, last), window.place(words, last - 1));
    last + vec2((last.x - before.x) / 2.0 + 2.0, 12.0)
}

#[test]
fn edges_are_dragged_and_nudged_and_reach_the_disk() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("annoncé hier", 1);
    let from = end_handle(&window, "annoncé hier");
    let by = window.place("réforme", 3) - window.place("annoncé hier", 11);
    window.drag_from(from, from + by);
    assert_eq!(window.marks()[0].1, "annoncé hier une réforme");
    assert!(window.selected_mark().is_some());
    window.press(NONE, Key::E);
    window.press(CTRL, Key::ArrowLeft);
    window.press(CTRL, Key::ArrowLeft);
    window.press(NONE, Key::ArrowLeft);
    assert_eq!(window.marks()[0].1, "annoncé hie");
    window.press(NONE, Key::E);
    window.press(CTRL, Key::ArrowLeft);
    window.press(NONE, Key::E);
    assert_eq!(window.marks()[0].1, "a annoncé hie");
    // A key that was no step lets go.
    window.press(NONE, Key::ArrowDown);
    assert_eq!(window.selected_text(), "L’opposition dénonce un scandale.");
    window.press(CTRL, Key::Z);
    assert_eq!(window.marks()[0].1, "annoncé hier une réforme");
    window.press(CTRL, Key::Z);
    assert_eq!(window.marks()[0].1, "annoncé hier");
    window.until_saved();
    let file = desk.on_disk("Ada").unwrap();
    let span = file.spans.iter().next().unwrap();
    assert_eq!(span.anchor.quote, "annoncé hier");
}

#[test]
fn a_stack_of_two_reviewers_is_walked_by_the_same_click() {
    let desk = Desk::new();
    let wide = "une réforme « historique » selon";
    marked_by(&desk, "Bea", &[(wide, 1), ("historique", 3)]);
    let mut window = desk.open_as("Ada");
    window.tag(wide, 1);
    // Clause and word on the same characters.
    window.tag("historique", 2);
    window.tag("historique", 3);
    let shown = window.open().others[0].shown;
    if !shown {
        window.click_containing("Bea (2 marks)");
    }
    let mut walked = Vec::new();
    for _ in 0..6 {
        window.click_words("historique");
        let open = window.open();
        walked.push(open.selected.map(|key| {
            let whose = if open.is_own(key) { "Ada" } else { "Bea" };
            (whose, open.annotation(key).unwrap().anchor.quote.clone())
        }));
    }
    let expected = [
        ("Ada", "historique"),
        ("Ada", "historique"),
        ("Bea", "historique"),
        ("Ada", wide),
        ("Bea", wide),
    ];
    for (found, expected) in walked.iter().zip(expected) {
        let found = found
            .as_ref()
            .map(|(whose, words)| (*whose, words.as_str()));
        assert_eq!(found, Some(expected));
    }
    assert_eq!(walked[5], None);
    // With somebody else's mark selected, a digit marks the same words as one's own.
    window.click_words("selon");
    window.click_words("selon");
    assert!(!window.open().is_own(window.open().selected.unwrap()));
    window.digit(2);
    assert_eq!(window.marks().len(), 4);
}

#[test]
fn a_caret_out_of_sight_marks_nothing() {
    let desk = Desk::new();
    let long: String = (0..400).map(|n| format!("Phrase numéro {n}.\n")).collect();
    desk.write("tribune.txt", long);
    let mut window = desk.open_as("Ada");
    window.click_words("Phrase numéro 2.");
    for _ in 0..3 {
        window.press(NONE, Key::PageDown);
    }
    window.digit(1);
    assert!(window.marks().is_empty());
    assert!(window.shows_containing("Select a passage first"));
    for _ in 0..3 {
        window.press(NONE, Key::PageUp);
    }
    window.digit(1);
    assert_eq!(window.marks()[0].1, "Phrase numéro 2");
}
