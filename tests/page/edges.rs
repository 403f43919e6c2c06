//! Armed labels, edges of marks, stacks of marks.

use egui::accesskit::Role;
use egui::{CursorIcon, Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::overlay::MarkKey;
use postil::text::Granularity;

use crate::reader::*;

const COMMAND: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};

/// A reader who has selected a mark on some words.
fn on(words: &str) -> Reader {
    let mut reader = Reader::new(TEXT).mark(1, 0, words);
    reader.selected = Some(key(1));
    reader
}

/// Where the handle at the end of some words is; `at` is the last of their characters.
fn end_handle(page: &Page<'_>, words: &str, at: usize) -> Pos2 {
    let (last, before) = (place(page, words, at), place(page, words, at - 1));
    pos2(last.x + (last.x - before.x) / 2.0 + 2.0, last.y + 11.0)
}

fn start_handle(page: &Page<'_>, words: &str) -> Pos2 {
    let (first, second) = (place(page, words, 0), place(page, words, 1));
    pos2(first.x - (second.x - first.x) / 2.0 - 2.0, first.y + 11.0)
}

#[test]
fn handles_move_the_edges_of_the_selected_mark() {
    let mut page = open(on("annoncé hier"));
    let from = end_handle(&page, "annoncé hier", 11);
    page.hover_at(from);
    page.step();
    assert_eq!(
        page.output().platform_output.cursor_icon,
        CursorIcon::ResizeHorizontal
    );
    // To the middle of a word: the whole of it, without the space before.
    let by = place(&page, "réforme", 3) - place(&page, "hier", 3);
    drag(&mut page, from, from + by);
    assert_eq!(page.state().marked(1), "annoncé hier une réforme");
    assert_eq!(page.state().selected, Some(key(1)));
    assert_selected(&page, "");
    // The start, inwards.
    let from = start_handle(&page, "annoncé");
    let by = place(&page, "une réforme", 1) - place(&page, "annoncé", 0);
    drag(&mut page, from, from + by);
    assert_eq!(page.state().marked(1), "une réforme");
    // It never crosses the other edge.
    let from = start_handle(&page, "une réforme");
    let by = place(&page, "proches", 1) - place(&page, "une réforme", 0);
    drag(&mut page, from, from + by);
    assert_eq!(page.state().marked(1), "réforme");
}

#[test]
fn an_edge_that_is_dragged_keeps_rule_r12() {
    let mut page = open(on("réforme"));
    let from = end_handle(&page, "réforme", 6);
    let to = |page: &Page<'_>, words, at| place(page, words, at) - place(page, "réforme", 6);
    // An opening guillemet alone is left out; with what it opens it stays.
    let by = to(&page, "«", 0);
    drag(&mut page, from, from + by + vec2(3.0, 0.0));
    assert_eq!(page.state().marked(1), "réforme");
    let by = to(&page, "historique", 4);
    drag(&mut page, from, from + by);
    assert_eq!(page.state().marked(1), "réforme « historique");
    let from = end_handle(&page, "historique", 9);
    let by = place(&page, "proches.", 7) - place(&page, "historique", 9);
    drag(&mut page, from, from + by + vec2(4.0, 0.0));
    assert_eq!(
        page.state().marked(1),
        "réforme « historique » selon ses proches"
    );
    // With Ctrl, exactly.
    hold(&mut page, COMMAND);
    let from = end_handle(&page, "proches.", 6);
    let by = place(&page, "proches.", 2) - place(&page, "proches.", 6);
    drag(&mut page, from, from + by + vec2(-3.0, 0.0));
    assert_eq!(
        page.state().marked(1),
        "réforme « historique » selon ses pro"
    );
}

#[test]
fn what_is_dragged_is_seen_before_it_is_let_go() {
    let mut page = open(on("annoncé hier"));
    let from = end_handle(&page, "annoncé hier", 11);
    let to = from + (place(&page, "selon ses", 3) - place(&page, "hier", 3));
    page.hover_at(from);
    page.step();
    button(&page, from, true);
    page.step();
    page.hover_at(to);
    page.run();
    assert_eq!(page.state().marked(1), "annoncé hier");
    let shown = page.state().view.stats().rectangles;
    button(&page, to, false);
    page.run();
    assert_eq!(
        page.state().marked(1),
        "annoncé hier une réforme « historique » selon"
    );
    assert_eq!(page.state().view.stats().rectangles, shown);
    // Escape gives a drag up.
    let from = end_handle(&page, "selon", 4);
    page.hover_at(from);
    page.step();
    button(&page, from, true);
    page.step();
    page.hover_at(from - vec2(60.0, 0.0));
    page.step();
    press(&mut page, Modifiers::NONE, Key::Escape);
    button(&page, from - vec2(60.0, 0.0), false);
    page.run();
    assert_eq!(
        page.state().marked(1),
        "annoncé hier une réforme « historique » selon"
    );
}

#[test]
fn a_handle_beyond_the_view_scrolls() {
    let text: String = (0..300)
        .map(|n| format!("Paragraphe numéro {n} avec quelques mots de plus.\n"))
        .collect();
    let mut reader = Reader::new(&text).mark(1, 0, "numéro 2 avec");
    reader.selected = Some(key(1));
    let mut page = open(reader);
    let from = end_handle(&page, "numéro 2 avec", 12);
    page.hover_at(from);
    page.step();
    button(&page, from, true);
    page.step();
    page.hover_at(pos2(from.x, 470.0));
    page.run_steps(60);
    button(&page, pos2(from.x, 470.0), false);
    page.run();
    let marked = page.state().marked(1);
    assert!(
        marked.starts_with("numéro 2 avec") && marked.contains("numéro 20 "),
        "{marked}"
    );
}

#[test]
fn the_arrows_move_the_edge_in_hand() {
    let mut page = focused(on("annoncé hier"));
    let nudge = |page: &mut Page<'_>, modifiers, key_| press(page, modifiers, key_);
    let take = |page: &mut Page<'_>| {
        page.state_mut().view.take_edge(key(1));
        page.run();
    };
    let said = |page: &Page<'_>| {
        let reader = page.state();
        let (text, overlay) = (&reader.text, &reader.overlay);
        reader.view.edge_in_words(text, overlay, &reader.catalogue)
    };
    assert_eq!(said(&page), None);
    take(&mut page);
    assert_eq!(
        said(&page).unwrap(),
        "End of the mark in hand: …annoncé hier"
    );
    nudge(&mut page, Modifiers::NONE, Key::ArrowRight);
    // Past the space, which no edge may be at.
    assert_eq!(page.state().marked(1), "annoncé hier u");
    assert_eq!(
        said(&page).unwrap(),
        "End of the mark in hand: …annoncé hier u"
    );
    nudge(&mut page, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(page.state().marked(1), "annoncé hier");
    nudge(&mut page, COMMAND, Key::ArrowRight);
    nudge(&mut page, COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(page.state().marked(1), "annoncé hier une réforme");
    take(&mut page);
    assert!(said(&page).unwrap().starts_with("Start of the mark"));
    nudge(&mut page, COMMAND, Key::ArrowRight);
    nudge(&mut page, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(page.state().marked(1), "ier une réforme");
    assert_eq!(page.state().nudges, 6);
    // E once more, or Escape, lets go: the arrows move the caret again.
    take(&mut page);
    assert_eq!(said(&page), None);
    take(&mut page);
    nudge(&mut page, Modifiers::NONE, Key::Escape);
    assert_eq!(page.state().selected, Some(key(1)));
    nudge(&mut page, Modifiers::NONE, Key::ArrowRight);
    assert_eq!((page.state().nudges, page.state().selection.head), (6, 1));
}

#[test]
fn edges_stop_at_one_another_and_at_the_ends_of_the_text() {
    let mut page = focused(on("Fin"));
    page.state_mut().view.take_edge(key(1));
    for _ in 0..5 {
        press(&mut page, Modifiers::NONE, Key::ArrowLeft);
    }
    assert_eq!(page.state().marked(1), "F");
    for _ in 0..9 {
        press(&mut page, Modifiers::NONE, Key::ArrowRight);
    }
    assert_eq!(page.state().marked(1), "Fin");
}

#[test]
fn others_marks_have_no_handles() {
    let mut reader = Reader::new(TEXT).mark_of(1, 1, 0, "annoncé hier");
    let theirs = MarkKey {
        reading: 1,
        ..key(1)
    };
    reader.selected = Some(theirs);
    let mut page = open(reader);
    let from = end_handle(&page, "annoncé hier", 11);
    drag(&mut page, from, from + vec2(80.0, 0.0));
    assert_ne!(page.state().selected, Some(theirs));
    let mark = page.state().overlay.get(theirs).unwrap();
    assert_eq!(page.state().text.slice(mark.range), "annoncé hier");
}

#[test]
fn an_armed_label_says_what_drags_grow_to() {
    let mut reader = Reader::new(TEXT);
    reader.codebook.labels[1].snap = Granularity::Sentence;
    reader.armed = Some(1);
    let mut page = focused(reader);
    let (from, to) = (place(&page, "dénonce", 1), place(&page, "dénonce", 5));
    drag(&mut page, from, to);
    assert_selected(&page, "L’opposition dénonce un scandale");
    // A third click takes the sentence instead of the word.
    let at = place(&page, "critiques", 4);
    page.run_steps(30);
    for _ in 0..3 {
        click(&mut page, at);
    }
    assert_eq!((page.state().picked.len(), page.state().instead), (3, 1));
    // Escape disarms first, then clears the selection.
    press(&mut page, Modifiers::NONE, Key::Escape);
    assert_eq!(page.state().armed, None);
    assert!(!page.state().selection.is_caret());
    press(&mut page, Modifiers::NONE, Key::Escape);
    assert!(page.state().selection.is_caret());
}

#[test]
fn every_mark_of_a_stack_can_be_reached() {
    let own = |number| key(number);
    let theirs = |reading, number| MarkKey {
        reading,
        ..key(number)
    };
    let reader = Reader::new(TEXT)
        .mark(1, 0, "une réforme « historique » selon ses proches")
        .mark_of(1, 2, 0, "une réforme « historique » selon ses proches")
        .mark(3, 1, "réforme « historique »")
        .mark_of(2, 4, 2, "historique")
        .mark_of(1, 5, 2, "historique");
    let mut page = open(reader);
    let at = place(&page, "historique", 5);
    let walk = [theirs(1, 5), theirs(2, 4), own(3), own(1), theirs(1, 2)];
    for expected in walk.into_iter().map(Some).chain([None, Some(walk[0])]) {
        slow_click(&mut page, at);
        assert_eq!(page.state().selected, expected);
        // One mark is the selected one for a screen reader too.
        let marks = page.query_all_by_role(Role::Mark);
        let selected = marks.filter(|mark| mark.accesskit_node().is_selected() == Some(true));
        assert_eq!(selected.count(), usize::from(expected.is_some()));
    }
    // A handle in the way does not stop the walk: it lies below the words.
    page.state_mut().selected = Some(own(3));
    page.run();
    let near = place(&page, "historique", 1);
    slow_click(&mut page, near);
    assert_eq!(page.state().selected, Some(walk[0]));
}

#[test]
fn a_drag_from_guillemet_to_guillemet_takes_both() {
    let mut page = open(Reader::new(TEXT));
    let (from, to) = (place(&page, "«", 0), place(&page, "»", 0));
    for side in [-2.0, 2.0] {
        page.run_steps(30);
        drag(&mut page, from + vec2(side, 0.0), to - vec2(side, 0.0));
        assert_selected(&page, "« historique »");
        page.run_steps(30);
        drag(&mut page, to + vec2(side, 0.0), from + vec2(side, 0.0));
        assert_selected(&page, "« historique »");
    }
    // One alone is no part of it.
    let inside = place(&page, "historique", 9);
    page.run_steps(30);
    drag(&mut page, from, inside);
    assert_selected(&page, "historique");
}
