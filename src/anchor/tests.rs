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
    check("Le [chat] dort.", "Le [chat] court.");
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
