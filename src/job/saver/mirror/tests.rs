//! Changes of the window that meet what was taken in from the file and that it did not know of yet.

use std::sync::Arc;

use uuid::Uuid;

use super::*;
use crate::job::saver::tests::{empty, span};
use crate::model::{Annotation, ReadingStatus, SpanId, Timestamp, Tombstone};
use crate::msg;

const ID: SpanId = SpanId(Uuid::from_u128(1));

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_900_000_000 + second).unwrap()
}

/// The mark as it was left at a second.
fn state(second: i64, reason: &str) -> Arc<Annotation> {
    let one = span(1, "scandale");
    Arc::new(Annotation {
        reason: reason.to_owned(),
        modified: at(second),
        ..Annotation::clone(&one)
    })
}

/// A mirror of a file in which the mark is as somebody left it at second 5, while the window knows it
/// as it was at second 1.
fn overtaken(gone: bool) -> Mirror {
    let mut window = empty();
    window.spans.insert(state(1, "of before"));
    let mut file = empty();
    match gone {
        false => drop(file.spans.insert(state(5, "of the file"))),
        true => {
            let deleted = Tombstone {
                id: ID,
                deleted: at(5),
            };
            file.tombstones.insert(ID, deleted);
        }
    }
    let mut mirror = Mirror::new(window, SourceText::new("Un scandale.\n"), None, 1);
    mirror.start_folding(true);
    mirror.folded(Some(&file));
    assert!(!mirror.taken_in);
    mirror
}

/// The window changes the mark at a second; `None` deletes it.
fn change(mirror: &mut Mirror, second: i64, reason: Option<&str>) {
    let edit = Edit::Span {
        id: ID,
        before: Some(state(1, "of before")),
        after: reason.map(|reason| state(second, reason)),
        at: at(second),
    };
    let status = Edit::Status {
        before: ReadingStatus::InProgress,
        after: ReadingStatus::Done,
    };
    let transaction = Transaction {
        name: msg!("edit-tag"),
        edits: vec![edit, status],
        place: None,
    };
    mirror.change(&transaction, 1);
}

fn reason(mirror: &Mirror) -> Option<&str> {
    let span = mirror.reading.spans.get(ID)?;
    Some(&span.reason)
}

#[test]
fn of_a_mark_the_later_state_stays_whoever_changed_it() {
    let (file, window) = (Some("of the file"), Some("of the window"));
    for (gone, second, to, expected) in [
        (false, 3, window, file),
        (false, 3, None, file),
        (true, 3, window, None),
        (false, 7, window, window),
        (false, 7, None, None),
        (true, 7, window, window),
    ] {
        let mut mirror = overtaken(gone);
        change(&mut mirror, second, to);
        let case = (gone, second, to);
        assert_eq!(reason(&mirror), expected, "{case:?}");
        // The window hears of what it did not know, and of nothing else.
        assert_eq!(mirror.taken_in, second == 3, "{case:?}");
        let kept = mirror.reading.tombstones.contains_key(&ID);
        assert_eq!(kept, expected.is_none(), "{case:?}");
        // The rest of what was done counts all the same.
        assert_eq!(mirror.reading.status, ReadingStatus::Done);
        assert!(mirror.dirty && mirror.fresh);
    }
}
