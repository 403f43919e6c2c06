//! Anchoring as pictures and as laws.

use super::*;
use proptest::prelude::*;

/// Describes the words between brackets in `before`, and shows where they resolve in `after`.
#[track_caller]
fn check(before: &str, after: &str) {
    let (start, end) = (before.find('[').unwrap(), before.find(']').unwrap() - 1);
    let old = SourceText::new(&before.replace(['[', ']'], ""));
    let anchor = describe(&old, old.range(start..end).unwrap());
    let new = SourceText::new(&after.replace(['[', ']', '~'], ""));
    let mut shown = new.as_str().to_owned();
    let (open, close) = match resolve(&new, &anchor) {
        Resolution::Exact(r) => (Some((r, "[")), "]"),
        Resolution::Moved { to, .. } => (Some((to, "~[")), "]"),
        Resolution::Orphan => (None, ""),
    };
    if let Some((range, mark)) = open {
        shown.insert_str(range.end(), close);
        shown.insert_str(range.start(), mark);
    }
    assert_eq!(shown, after);
}

#[test]
fn pictures_of_resolution() {
    check("Le [chat] dort.", "Le [chat] dort.");
    // What stands beside it is another word: nothing says that it is the same cat.
    check("Le [chat] dort.", "Le ~[chat] court.");
    check("Le [chat] dort.", "Hier : Le ~[chat] dort.");
    check("Le [chat] dort.", "Le chien dort.");
    // Small changes close by do not hide it.
    check(
        "Hier, le maire a [signé le texte] devant la foule.",
        "Note. Hier, la maire a ~[signé le texte], devant la foule.",
    );
    // A look-alike elsewhere does not take the span.
    check(
        "Le [chat] dort au soleil.",
        "Un chien et un chat, rien à voir ici.",
    );
    // Of two equals, none.
    let around = "il y a bien longtemps de cela, ".repeat(2);
    check(
        &format!("{around}[chat] {around}"),
        &format!("{around}chat {around}chat {around}chat {around}").replacen("chat", "chien", 1),
    );
    check("un [chat], deux chat", "et un ~[chat], deux chat");
}

#[test]
fn quotes_are_found_with_folded_spaces_and_apostrophes() {
    let text = SourceText::new("« L’été\u{a0}» et « l'été » et L’été !");
    assert_eq!(find_quote(&text, "L'été »").len(), 1);
    assert_eq!(find_quote(&text, "L’été").len(), 2);
    assert_eq!(find_quote(&text, "l'été").len(), 1);
    assert_eq!(find_quote(&text, "l'Été").len(), 0);
    assert_eq!(
        text.slice(find_quote(&text, "« L’été »")[0]),
        "« L’été\u{a0}»"
    );
    assert!(find_quote(&text, " ").is_empty());
}

/// A span as it was marked on the words of a text.
fn span_on(text: &SourceText, words: &str) -> crate::model::Annotation {
    use crate::model::{Annotation, Confidence, SpanId, Timestamp, Voice};
    let start = text.as_str().find(words).unwrap();
    Annotation {
        id: SpanId(uuid::Uuid::nil()),
        label: "fact".into(),
        anchor: describe(text, text.clamp(start..start + words.len())),
        refused: None,
        voice: Voice::Author,
        confidence: Confidence::Sure,
        reason: String::new(),
        claim: None,
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn a_refused_place_is_none_in_that_text_and_looked_for_in_any_other() {
    let old = SourceText::new("Le maire a signé le texte hier soir.");
    let new = SourceText::new("Oui. Le maire a signé le texte hier soir.");
    let newer = SourceText::new("Non, non. Le maire a signé le texte hier soir.");
    let mut span = span_on(&old, "signé le texte");
    let moved = |text: &SourceText, span: &crate::model::Annotation| {
        let known = elsewhere(text, [&span.anchor], |_| Some(old.clone()));
        let found = locate(text, &known, span);
        assert_eq!(Some(found), locate_known(text, &known, span));
        matches!(found, Resolution::Moved { .. })
    };
    assert!(moved(&new, &span) && moved(&newer, &span));
    span.refused = Some(new.shared_hash());
    assert_eq!(locate(&new, &Elsewhere::new(), &span), Resolution::Orphan);
    assert!(!moved(&new, &span) && moved(&newer, &span));
    // Where it was marked, nothing was refused.
    let there = locate_known(&old, &Elsewhere::new(), &span);
    assert!(matches!(there, Some(Resolution::Exact(_))));
}

#[test]
fn what_the_old_text_finds_in_its_place_stays_there_without_it() {
    // Both neighbours of a short quote are new: only the diff knows that it is the same one.
    let old = SourceText::new("Le grand chat noir dort ici. Un chat passe au loin, tout seul.");
    let new = SourceText::new("Le petit chat gris dort ici. Un chat passe au loin, tout seul.");
    let span = span_on(&old, "chat");
    let known = elsewhere(&new, [&span.anchor], |_| Some(old.clone()));
    let alone = elsewhere(&new, [&span.anchor], |_| None);
    assert!(matches!(
        locate(&new, &known, &span),
        Resolution::Exact(range) if range.start() == 9
    ));
    assert_eq!(locate_known(&new, &Elsewhere::new(), &span), None);
    assert_ne!(alone[&span.anchor], known[&span.anchor]);
}

#[test]
fn percents_are_never_rounded_up() {
    let scores = [0.75, 0.949, 0.95, 0.999, 1.0, 0.29];
    assert_eq!(scores.map(percent), [75, 94, 95, 99, 100, 29]);
}

proptest! {
    #[test]
    fn resolve_after_describe_is_identity(
        text in "[a-c é😀\u{301}«»\n\u{a0}ع]{1,80}", a in 0usize..200, b in 0usize..200
    ) {
        let text = SourceText::new(&text);
        let range = text.clamp(a.min(b)..a.max(b));
        prop_assume!(!range.is_empty());
        let anchor = describe(&text, range);
        prop_assert_eq!(resolve(&text, &anchor), Resolution::Exact(range));
        prop_assert!(anchor.prefix.chars().count() <= CONTEXT);
    }
}
