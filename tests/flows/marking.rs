//! Marking by mouse and digits; what becomes of a mark in the window and on disk.

use std::time::{Duration, Instant};

use egui::{Event, Key, PointerButton};
use egui_kittest::kittest::Queryable as _;
use postil::model::{Confidence, ReadingStatus, Voice};

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, SHIFT, Window, span_on};

#[test]
fn drag_then_2_asks_who_annotates_and_reaches_the_disk() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.drag("ministre a annoncé hier");
    assert_eq!(window.selected_text(), "ministre a annoncé hier");
    window.digit(2);
    assert!(window.shows("Who annotates?") && window.state().ask_name.is_some());
    // The digit that asked is not the start of the name.
    window.press(NONE, Key::Enter);
    assert!(window.shows("A name is needed: any pseudonym will do."));
    window.give_name("ada@example.org");
    assert!(window.shows_containing("This looks like an e-mail address"));
    assert!(window.state().reviewer.is_none());
    window.press(CTRL, Key::A);
    window.type_text("Ada");
    let start = Instant::now();
    window.press(NONE, Key::Enter);
    assert_eq!(window.state().reviewer.as_ref().unwrap().name, "Ada");
    let expected = ("opinion".to_owned(), "ministre a annoncé hier".to_owned());
    assert_eq!(window.marks(), std::slice::from_ref(&expected));
    // No frame is needed for the file to come.
    let on_disk = || desk.on_disk("Ada").is_some_and(|r| r.spans.len() == 1);
    window.wait_without_frames("the file", on_disk);
    eprintln!("on disk after {:?}", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(5));
    window.until_saved();
    assert!(window.shows("✓ Saved"));
    window
        .harness
        .get_by_label("Opinion: ministre a annoncé hier");
    // The page has the keyboard again: reading goes on from where it was.
    assert!(window.page_focused(), "{:?} has it", window.focused());
    window.press(NONE, Key::ArrowDown);
    window.digit(1);
    assert_eq!(window.marks().len(), 2);
    assert_eq!(
        window
            .mark("L’opposition dénonce un scandale")
            .label
            .as_str(),
        "fact"
    );
    // The article itself is never written.
    assert_eq!(
        std::fs::read_to_string(desk.article()).unwrap(),
        crate::desk::TEXT
    );
}

#[test]
fn a_drag_begins_where_the_button_went_down_even_in_a_slow_frame() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let (from, to) = (window.place("dénonce", 0), window.place("scandale", 7));
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: NONE,
    };
    // The press and all the way there come in one frame.
    window.harness.hover_at(from);
    window.harness.step();
    let events = &mut window.harness.input_mut().events;
    events.extend([button(from, true), Event::PointerMoved(from.lerp(to, 0.5))]);
    events.push(Event::PointerMoved(to));
    window.harness.step();
    window.harness.event(button(to, false));
    window.harness.run();
    assert_eq!(window.selected_text(), "dénonce un scandale");
}

#[test]
fn escape_leaves_the_name_question_and_the_selection_stays() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.drag("réforme");
    window.digit(3);
    window.press(NONE, Key::Escape);
    assert!(window.state().ask_name.is_none());
    assert_eq!(window.selected_text(), "réforme");
    assert!(window.page_focused(), "{:?} has it", window.focused());
    // And again, with an answer.
    window.digit(3);
    window.give_name("Ada");
    assert_eq!(window.mark("réforme").label.as_str(), "loaded");
}

#[test]
fn a_label_needs_something_to_mark() {
    let desk = Desk::new();
    let mut window = desk.open();
    // Nothing selected, and the caret where nobody put it: said, not asked.
    window.digit(1);
    assert!(window.shows_containing("Select a passage first"));
    assert!(window.state().ask_name.is_none());
}

#[test]
fn digits_tag_by_their_place_where_the_layout_writes_something_else() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    // AZERTY: & é " on the keys of 1 2 3. What egui has no name for comes under the place's name.
    let keys = [
        ("annoncé", Key::Num1, Key::Num1, "&"),
        ("scandale", Key::Num2, Key::Num2, "é"),
        ("furieuses", Key::Quote, Key::Num3, "\""),
    ];
    for (words, key, physical, text) in keys {
        window.drag(words);
        window.key_that_writes(key, physical, text);
    }
    let labels = ["annoncé", "scandale", "furieuses"]
        .map(|words| window.mark(words).label.as_str().to_owned());
    assert_eq!(labels, ["fact", "opinion", "loaded"]);
}

#[test]
fn another_digit_relabels_and_marks_may_overlap() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("une réforme « historique » selon", 2);
    window.digit(1);
    assert_eq!(window.marks().len(), 1);
    assert_eq!(window.marks()[0].0, "fact");
    // Another layer on the same words is another mark.
    window.digit(3);
    assert_eq!(window.marks().len(), 2);
    window.tag("« historique »", 3);
    assert_eq!(window.marks().len(), 3);
    // The inspector's buttons do the same.
    window.click_words("historique");
    assert_eq!(
        window.selected_mark().unwrap().anchor.quote,
        "« historique »"
    );
    window.click("Opinion");
    assert_eq!(window.mark("« historique »").label.as_str(), "opinion");
    window.click("Delete mark");
    assert_eq!(window.marks().len(), 2);
}

/// What the reading says, for comparison.
fn reading(window: &Window) -> String {
    let open = window.open();
    let reading = &open.own.as_ref().unwrap().reading;
    let spans = reading.spans.iter().map(|span| {
        let place = (span.anchor.chars, &span.anchor.quote);
        let says = (&span.voice, &span.reason, span.confidence, &span.claim);
        format!("{} {place:?} {says:?}", span.label.as_str())
    });
    format!("{:?} {:?}", reading.status, spans.collect::<Vec<_>>())
}

#[test]
fn everything_that_changes_data_can_be_undone_and_done_again() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let mut states = vec![reading(&window)];
    let words = "le taux a baissé de 3 %";
    let did = |window: &mut Window, states: &mut Vec<String>, what: &str| {
        let now = reading(window);
        assert_ne!(Some(&now), states.last(), "{what} changed nothing");
        states.push(now);
    };
    window.tag(words, 2);
    did(&mut window, &mut states, "tag");
    window.click("Fact");
    did(&mut window, &mut states, "relabel");
    window.press(NONE, Key::Enter);
    window.type_text("L’Insee publie ce taux");
    window.press(NONE, Key::F6);
    did(&mut window, &mut states, "reason");
    window.press(NONE, Key::V);
    window.type_text("l’Insee");
    window.press(NONE, Key::F6);
    did(&mut window, &mut states, "voice");
    window.press(NONE, Key::U);
    did(&mut window, &mut states, "unsure");
    window.click("Claim");
    window.type_text("Taux : −3 %");
    window.press(NONE, Key::F6);
    did(&mut window, &mut states, "claim");
    window.press(NONE, Key::Delete);
    did(&mut window, &mut states, "delete");
    window.press(CTRL, Key::D);
    did(&mut window, &mut states, "finish");
    assert_eq!(states.len(), 9);
    let own = |window: &Window| window.open().own.as_ref().unwrap().reading.status;
    assert_eq!(own(&window), ReadingStatus::Done);

    for state in states.iter().rev().skip(1) {
        window.press(CTRL, Key::Z);
        assert_eq!(&reading(&window), state);
    }
    window.press(CTRL, Key::Z);
    assert_eq!(reading(&window), states[0]);
    for state in &states[1..7] {
        window.press(CTRL_SHIFT, Key::Z);
        assert_eq!(&reading(&window), state);
    }
    // Where it stands now is what the file says.
    window.until_saved();
    let file = desk.on_disk("Ada").unwrap();
    let span = span_on(&file, words).unwrap();
    assert_eq!(span.label.as_str(), "fact");
    assert_eq!(span.reason, "L’Insee publie ce taux");
    assert_eq!(span.voice, Voice::Source("l’Insee".to_owned()));
    assert_eq!(span.confidence, Confidence::Unsure);
    assert_eq!(span.claim.as_ref().unwrap().restatement, "Taux : −3 %");
    window.press(CTRL_SHIFT, Key::Z);
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(&reading(&window), states.last().unwrap());
    window.until_saved();
    let file = desk.on_disk("Ada").unwrap();
    assert!(file.spans.is_empty() && file.status == ReadingStatus::Done);
}

#[test]
fn what_is_typed_about_a_mark_is_text_and_reaches_the_disk_by_itself() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("mascarade honteuse", 3);
    window.press(NONE, Key::Enter);
    assert_eq!(window.focused(), "Reason");
    for digit in [1, 2, 3] {
        window.digit(digit);
    }
    for letter in ["v", "u", "?"] {
        window.type_text(letter);
    }
    // Keys that write never mark; nor do keys that move or delete in the text change marks.
    window.press(NONE, Key::Delete);
    window.press(NONE, Key::Home);
    window.press(NONE, Key::Tab);
    assert_eq!(window.marks().len(), 1);
    assert_eq!(window.mark("mascarade honteuse").label.as_str(), "loaded");
    window.press(NONE, Key::F6);
    assert!(window.page_focused());
    window.press(NONE, Key::Enter);
    window.press(NONE, Key::End);
    window.type_text(" et une moquerie");
    assert_eq!(window.focused(), "Reason");
    // Frames go on, but nothing is pressed: the pause alone is enough.
    window.until("the reason in the file", |_| {
        let file = desk.on_disk("Ada");
        let span = file
            .as_ref()
            .and_then(|file| span_on(file, "mascarade honteuse"));
        span.is_some_and(|span| span.reason == "123vu? et une moquerie")
    });
    assert_eq!(window.focused(), "Reason");
    // Typing goes on where it was.
    window.type_text("!");
    window.close();
    let file = desk.on_disk("Ada").unwrap();
    let span = span_on(&file, "mascarade honteuse").unwrap();
    assert_eq!(span.reason, "123vu? et une moquerie!");
}

#[test]
fn enter_leads_to_the_reason_and_back() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 1);
    window.press(NONE, Key::Enter);
    assert_eq!(window.focused(), "Reason");
    window.type_text("un mot fort");
    window.press(SHIFT, Key::Enter);
    window.type_text("et vague");
    window.press(NONE, Key::Enter);
    assert!(window.page_focused(), "{:?} has it", window.focused());
    assert_eq!(window.mark("scandale").reason, "un mot fort\net vague");
    // Out of the field, a digit is a label again.
    window.digit(2);
    assert_eq!(window.mark("scandale").label.as_str(), "opinion");
    assert_eq!(window.mark("scandale").reason, "un mot fort\net vague");
}

#[test]
fn the_cross_right_after_typing_loses_nothing() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Enter);
    window.type_text("un mot fort");
    window.close();
    let span = desk.on_disk("Ada").unwrap();
    assert_eq!(span_on(&span, "scandale").unwrap().reason, "un mot fort");
    // And opened again it is there.
    let window = desk.open_as("Ada");
    assert_eq!(window.mark("scandale").reason, "un mot fort");
}

#[test]
fn taking_back_what_is_typed_stays_with_its_mark() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Enter);
    for words in ["un mot", " très fort"] {
        window.type_text(words);
        // Long enough for the field to remember.
        window.harness.run_steps(120);
    }
    window.press(NONE, Key::F6);
    window.tag("furieuses", 3);
    window.press(NONE, Key::Enter);
    assert_eq!(window.focused(), "Reason");
    for _ in 0..3 {
        window.press(CTRL, Key::Z);
        window.harness.run_steps(60);
        assert_eq!(window.mark("furieuses").reason, "");
    }
    window.press(NONE, Key::F6);
    assert_eq!(window.mark("scandale").reason, "un mot très fort");
}

#[test]
fn a_pause_in_a_voice_keeps_what_is_being_typed() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::V);
    let mut typed = String::new();
    for words in ["la ", "ministre", ", author"] {
        window.type_text(words);
        window.harness.run_steps(120);
        typed.push_str(words);
        let kept = Voice::Source(typed.trim().to_owned());
        assert_eq!(window.mark("scandale").voice, kept);
    }
    window.press(CTRL, Key::A);
    // The word for the author's own voice may be the start of another.
    for (words, kept) in [("author", ""), ("ities", "authorities")] {
        window.type_text(words);
        window.harness.run_steps(120);
        assert_eq!(window.mark("scandale").voice, Voice::named(kept));
    }
    window.press(NONE, Key::F6);
    assert_eq!(
        window.mark("scandale").voice,
        Voice::Source("authorities".to_owned())
    );
}
