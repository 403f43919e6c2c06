//! The saving thread with readings whose files are written with every change.

use super::super::mirror::Mirror;
use super::*;

/// A desk with a reading of one mark.
fn desk() -> Desk {
    let desk = Desk::new();
    let mut reading = empty();
    reading.spans.insert(span(1, "scandale"));
    desk.start_with(reading);
    desk
}

#[test]
fn what_may_not_be_written_is_in_a_journal_until_it_may() {
    let desk = desk();
    edit(&desk.file(), "status: ", "/* mine */ status: ");
    for (number, seen) in [(30_001, 2), (30_002, 3)] {
        desk.mark(number, number as u64);
        assert_eq!(desk.failed(), "save-edited-by-hand");
        // The program may end now.
        assert_eq!((desk.in_file(), desk.seen(), desk.journals()), (1, seen, 1));
    }
    edit(&desk.file(), "/* mine */ ", "");
    desk.flush(true);
    assert_eq!((desk.in_file(), desk.seen(), desk.journals()), (3, 3, 0));
}

#[test]
fn the_end_leaves_what_could_not_be_written_in_a_journal() {
    let mut desk = desk();
    // Somebody else took the same pseudonym on another machine.
    std::fs::remove_file(desk.file()).unwrap();
    let mut other = empty();
    other.reviewer.id = Uuid::from_u128(8);
    let now = Timestamp::now();
    store::save_reading(&other, &desk.article(), &desk.home, None, "v", now).unwrap();
    desk.mark(30_001, 1);
    assert_eq!(desk.failed(), "save-other-person");
    desk.saver.finish();
    let stored = store::readings_of(&desk.article(), None, &desk.home);
    let readings = stored.iter().filter_map(|one| one.result.as_ref().ok());
    let marks = readings.map(|one| (one.reading.reviewer.id.as_u128(), one.reading.spans.len()));
    let marks: std::collections::BTreeMap<_, _> = marks.collect();
    assert_eq!(marks, [(7, 1), (8, 0)].into());
}

#[test]
fn a_change_that_was_overtaken_while_the_file_was_written_is_told() {
    let of = |number: u128, word: &str, at: i64| {
        let mut span = Annotation::clone(&span(number, word));
        span.modified = Timestamp::from_second(at).unwrap();
        Arc::new(span)
    };
    let mut reading = empty();
    reading.spans.insert(of(1, "scandale", 10));
    let mut mirror = Mirror::new(reading.clone(), SourceText::new(TEXT), None, 1);
    mirror.start_folding(true);
    let after = of(1, "ministère", 20);
    let change = Transaction {
        name: msg!("edit-range"),
        edits: vec![Edit::Span {
            id: after.id,
            before: reading.spans.get(after.id).cloned(),
            at: after.modified,
            after: Some(after),
        }],
        place: None,
    };
    mirror.change(&change, 1);
    assert!(!mirror.taken_in);
    // Another machine, whose clock goes ahead, said otherwise of the same mark.
    reading.spans.insert(of(1, "Un", 30));
    mirror.folded(Some(&reading));
    assert!(mirror.reading.same_content(&reading));
    assert!(mirror.taken_in, "the window shows what is not on disk");
}
