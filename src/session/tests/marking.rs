//! Arming labels, moving edges, what a label marks from a caret, marks that would say the same.

use super::*;

fn range(s: &Script, words: &str) -> crate::text::TextRange {
    let text = &s.now().article.text;
    let start = text.as_str().find(words).unwrap();
    text.range(start..start + words.len()).unwrap()
}

fn at(s: &mut Script, words: &str) {
    let start = range(s, words).start();
    s.app(App::Select(Selection::caret(start)));
}

#[test]
fn a_click_on_a_label_marks_what_is_selected_and_else_arms() {
    let mut s = with_reviewer();
    let (fact, loaded) = (LabelKey::from("fact"), LabelKey::from("loaded"));
    let click = |s: &mut Script, label| {
        let command = s.state.click_on_label(label).unwrap();
        let effects = update(&mut s.state, command, &mut s.env);
        s.effects.extend(effects);
    };
    click(&mut s, &fact);
    assert_eq!(s.state.armed_label().unwrap().key, fact);
    // Whatever was marked last is selected, so the labels go on arming.
    s.select("maire").doc(tag("fact"));
    click(&mut s, &loaded);
    assert_eq!(s.state.armed, Some(loaded.clone()));
    click(&mut s, &loaded);
    assert_eq!(s.state.armed, None);
    s.select("honte");
    click(&mut s, &loaded);
    s.sees(&["fact:maire", "loaded:honte"]);
    s.app(App::Arm(Some("unknown".into())));
    assert_eq!(s.state.armed, None);
}

#[test]
fn a_third_click_takes_the_sentence_instead_of_the_word() {
    let instead = |label: &str| Doc::TagInstead(label.into());
    let mut s = with_reviewer();
    s.select("maire").doc(tag("fact"));
    s.select("Le maire a signé.").doc(instead("fact"));
    s.sees(&["fact:Le maire a signé"]);
    s.doc(Doc::Undo).sees(&[]);
    s.doc(Doc::Redo).sees(&["fact:Le maire a signé"]);
    // A word that was marked long before, or with another label, stays.
    s.select("Le maire a signé.").doc(instead("opinion"));
    s.sees(&["fact:Le maire a signé", "opinion:Le maire a signé"]);
    s.select("honte").doc(tag("loaded"));
    s.select("maire").doc(tag("loaded"));
    s.select("C’est une honte").doc(instead("loaded"));
    let mut words: Vec<String> = Vec::new();
    for span in s.now().own.as_ref().unwrap().reading.spans.iter() {
        words.push(format!("{}:{}", span.label, span.anchor.quote));
    }
    words.sort();
    assert_eq!(
        words,
        [
            "fact:Le maire a signé",
            "loaded:C’est une honte",
            "loaded:honte",
            "loaded:maire",
            "opinion:Le maire a signé",
        ]
    );
}

#[test]
fn edges_move_and_each_drag_is_an_act_but_nudges_in_a_row_are_one() {
    let mut s = with_reviewer();
    s.select("maire").doc(tag("fact"));
    let id = s.now().selected.unwrap().id;
    let before = s.now().own_span(id).unwrap().clone();
    let to = range(&s, "maire a signé");
    s.doc(Doc::SetRange(id, to)).sees(&["fact:maire a signé"]);
    let after = s.now().own_span(id).unwrap().clone();
    assert!(after.modified > before.modified && after.anchor.prefix == "Le ");
    assert_eq!(s.now().selected, Some(MarkKey::own(id)));
    assert_eq!(s.now().selection, Selection::of(to));
    let to = range(&s, "maire a");
    s.doc(Doc::SetRange(id, to));
    for words in ["maire a s", "maire a si", "maire a sig"] {
        let to = range(&s, words);
        s.doc(Doc::Nudge(id, to));
    }
    s.sees(&["fact:maire a sig"]);
    for words in ["fact:maire a", "fact:maire a signé", "fact:maire"] {
        s.doc(Doc::Undo).sees(&[words]);
    }
    s.doc(Doc::Redo).doc(Doc::Redo).doc(Doc::Redo);
    s.sees(&["fact:maire a sig"]);
    // Nothing is changed by a move to where it is, and nothing is left of none.
    let steps = s.now().history.undo_steps();
    let (same, none) = (range(&s, "maire a sig"), range(&s, ""));
    s.doc(Doc::SetRange(id, same)).doc(Doc::Nudge(id, none));
    s.sees(&["fact:maire a sig"]);
    assert_eq!(s.now().history.undo_steps(), steps);
    // The start was moved: that end of the selection moves on.
    let to = range(&s, "Le maire a sig");
    s.doc(Doc::SetRange(id, to));
    assert_eq!(s.now().selection.head, 0);
}

#[test]
fn a_mark_found_elsewhere_takes_the_place_that_it_is_given() {
    let reading = reading_of("Ann", 1);
    for span in reading.spans.iter() {
        assert_eq!(span.anchor.quote, "honte");
    }
    let moved = format!("Oui. {TEXT}");
    let mut s = Script::open(&moved, vec![reading]);
    s.app(App::SetReviewer("Ann".into()))
        .app(App::ClaimReviewer);
    let mark = s.now().overlay.iter().next().unwrap();
    assert!(mark.moved);
    s.doc(Doc::SetRange(mark.key.id, mark.range));
    let mark = s.now().overlay.get(mark.key).unwrap();
    assert!(!mark.moved);
    s.doc(Doc::Undo).look();
    assert!(s.now().overlay.get(mark.key).unwrap().moved);
}

#[test]
fn marks_that_would_say_the_same_become_one_in_one_act() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("fact"));
    let twin = s.now().selected.unwrap().id;
    s.doc(Doc::SetReason(twin, "un jugement".into()));
    let honte = range(&s, "honte");
    s.doc(Doc::Add(NewSpan::plain("opinion".into(), honte)));
    let id = s.now().selected.unwrap().id;
    s.doc(Doc::SetReason(id, "un mot dur".into()));
    s.sees(&["fact:honte", "opinion:honte"]);
    s.doc(Doc::Relabel(id, "fact".into())).sees(&["fact:honte"]);
    let one = s.now().own_span(id).unwrap();
    assert_eq!(one.reason, "un mot dur\nun jugement");
    assert_eq!(s.now().selected, Some(MarkKey::own(id)));
    s.doc(Doc::Undo).sees(&["fact:honte", "opinion:honte"]);
    assert_eq!(s.now().selected, Some(MarkKey::own(id)));
    assert_eq!(s.now().own_span(twin).unwrap().reason, "un jugement");
    s.doc(Doc::Redo).sees(&["fact:honte"]);
    // So does an edge that is dragged there; one that is nudged only passes by.
    s.doc(Doc::Undo).doc(Doc::Delete(id));
    s.select("une honte").doc(tag("fact"));
    let id = s.now().selected.unwrap().id;
    let to = range(&s, "honte");
    s.doc(Doc::Nudge(id, to))
        .sees(&["fact:honte", "fact:honte"]);
    s.doc(Doc::Undo);
    s.doc(Doc::SetRange(id, to)).sees(&["fact:honte"]);
    s.doc(Doc::Undo).sees(&["fact:une honte", "fact:honte"]);
}

#[test]
fn a_label_marks_what_the_caret_stands_in() {
    let mut s = with_reviewer();
    // Where nobody put the caret, nothing is meant.
    s.doc(tag("fact")).sees(&[]);
    assert_eq!(s.state.notices.len(), 1);
    at(&mut s, "maire");
    s.doc(tag("fact")).sees(&["fact:Le maire a signé"]);
    at(&mut s, "te, dit");
    s.doc(tag("loaded"));
    s.sees(&["fact:Le maire a signé", "loaded:honte"]);
    // Right behind a word it is that word.
    at(&mut s, ", dit");
    s.doc(tag("loaded")).doc(Doc::Undo);
    s.sees(&["fact:Le maire a signé"]);
    let mut s = Script::open("Un.\n\nDeux.", Vec::new());
    s.app(App::SetReviewer("Ann".into()));
    s.app(App::Select(Selection::caret(4))).doc(tag("fact"));
    s.sees(&[]);
}

#[test]
fn parts_of_words_are_marked_as_they_were_selected() {
    let mut s = with_reviewer();
    s.select("hont").doc(tag("loaded")).sees(&["loaded:hont"]);
    s.select("aire a ").doc(tag("fact"));
    s.sees(&["fact:aire a", "loaded:hont"]);
    s.select(" signé. ").doc(tag("opinion"));
    s.sees(&["fact:aire a", "opinion:signé", "loaded:hont"]);
}
