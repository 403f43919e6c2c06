//! The saving thread on a disk that fails.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::*;
use crate::model::ReadingStatus;
use crate::store::{Call, Step, Watched, Witness};

/// Refuses some calls as long as it is asked to.
struct Bad {
    is_bad: fn(&Call<'_>) -> bool,
    /// The number of the system's error.
    error: i32,
    on: AtomicBool,
    met: AtomicUsize,
}

impl Witness for Bad {
    fn before(&self, call: &Call<'_>) -> io::Result<Step> {
        if self.on.load(Ordering::SeqCst) && (self.is_bad)(call) {
            self.met.fetch_add(1, Ordering::SeqCst);
            eprintln!("{:?} {call:?}", std::time::SystemTime::now());
            return Err(io::Error::from_raw_os_error(self.error));
        }
        Ok(Step::Whole)
    }

    fn after(&self, _: &Call<'_>) -> io::Result<()> {
        Ok(())
    }
}

const ENOSPC: i32 = 28;
const EIO: i32 = 5;

impl Desk {
    fn with_bad(&self, error: i32, is_bad: fn(&Call<'_>) -> bool) -> (Arc<Bad>, Watched) {
        let bad = Arc::new(Bad {
            is_bad,
            error,
            on: AtomicBool::new(true),
            met: AtomicUsize::new(0),
        });
        let watched = store::watch(self.folder.path(), Arc::clone(&bad) as _);
        (bad, watched)
    }

    /// Waits for the save of a change; gives how many failures were told before.
    fn saved_at_last(&self, expected: u64) -> usize {
        let mut failures = 0;
        loop {
            match self.answer() {
                Event::Saved { revision, .. } if revision == expected => return failures,
                Event::SaveFailed { .. } => failures += 1,
                _ => {}
            }
        }
    }

    fn finish_reading(&self, done: bool, revision: u64) {
        let (before, after) = match done {
            true => (ReadingStatus::InProgress, ReadingStatus::Done),
            false => (ReadingStatus::Done, ReadingStatus::InProgress),
        };
        self.saver.order(Order::Change {
            path: self.article(),
            transaction: Transaction {
                name: msg!("edit-tag"),
                edits: vec![Edit::Status { before, after }],
                place: None,
            },
            revision,
        });
    }
}

fn is_of_journal(call: &Call<'_>) -> bool {
    call.path().extension().is_some_and(|end| end == "journal")
}

fn takes_room(call: &Call<'_>) -> bool {
    matches!(call, Call::Write { .. } | Call::Create(_))
}

#[test]
fn where_there_is_no_room_for_a_record_the_file_is_written() {
    let desk = Desk::new();
    desk.start();
    desk.mark(30_001, 1);
    assert_eq!(desk.saved(1), None);
    let (bad, _watched) = desk.with_bad(ENOSPC, |call| is_of_journal(call) && takes_room(call));
    desk.mark(30_002, 2);
    assert_eq!(desk.saved(2), None);
    assert!(bad.met.load(Ordering::SeqCst) > 0);
    // The file holds both, and the journal, in which half a record may be, is gone.
    assert_eq!(
        (desk.in_file(), desk.seen(), desk.journals()),
        (ALL + 2, ALL + 2, 0)
    );
}

#[test]
fn on_a_full_disk_marks_wait_are_told_of_and_written_once_there_is_room() {
    let desk = Desk::new();
    desk.start();
    desk.mark(30_001, 1);
    assert_eq!(desk.saved(1), None);
    let (bad, _watched) = desk.with_bad(ENOSPC, takes_room);
    desk.mark(30_002, 2);
    assert_eq!(desk.failed(), "save-disk-full");
    desk.mark(30_003, 3);
    assert_eq!(desk.failed(), "save-disk-full");
    let before = bad.met.load(Ordering::SeqCst);
    // What was said to be saved is there, and no more.
    assert_eq!((desk.in_file(), desk.seen()), (ALL, ALL + 1));
    // It is tried again though nothing comes.
    assert_eq!(desk.failed(), "save-disk-full");
    assert!(bad.met.load(Ordering::SeqCst) > before);
    bad.on.store(false, Ordering::SeqCst);
    desk.saved_at_last(3);
    assert_eq!(desk.seen(), ALL + 3);
    desk.flush(true);
    assert_eq!(
        (desk.in_file(), desk.seen(), desk.journals()),
        (ALL + 3, ALL + 3, 0)
    );
}

/// The new content is in place and only its name was not flushed: that is told as a failure. What is
/// taken back before the next try must not come back as another program's.
#[test]
fn what_is_taken_back_after_a_flush_failed_stays_taken_back() {
    let desk = Desk::new();
    desk.sit_down(empty());
    desk.mark(1, 1);
    assert_eq!(desk.saved(1), None);
    let is_flush = |call: &Call<'_>| matches!(call, Call::SyncFolder(at) if at.ends_with("news"));
    let (bad, _watched) = desk.with_bad(EIO, is_flush);
    desk.finish_reading(true, 2);
    let _ = desk.failed();
    let status = |expected| {
        let reading = store::load_reading(&desk.file(), None).unwrap().reading;
        assert_eq!(reading.status, expected);
    };
    status(ReadingStatus::Done);
    bad.on.store(false, Ordering::SeqCst);
    desk.finish_reading(false, 3);
    desk.saved_at_last(3);
    status(ReadingStatus::InProgress);
}
