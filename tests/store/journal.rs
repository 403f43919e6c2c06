//! Journals: what is in no annotation file yet is found again, whatever happened meanwhile.

use std::path::PathBuf;
use std::sync::Arc;

use postil::edit::{Changes, Edit, SpanState, Transaction, merge};
use postil::model::{Annotation, Reading, ReadingStatus, SpanId, Timestamp};
use postil::msg;
use postil::store::{self, Integrity, Journal};
use postil::text::CharRange;
use proptest::prelude::*;

use crate::desk::{Desk, ids, names, time};
use crate::laws::{annotation, id, passages, reading, states};

/// Something that a person does.
#[derive(Clone, Debug)]
enum Act {
    Set(Arc<Annotation>),
    Delete(SpanId),
    Finish(bool),
    Read(Vec<CharRange>, Vec<CharRange>),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => annotation().prop_map(Act::Set),
        2 => id().prop_map(Act::Delete),
        1 => any::<bool>().prop_map(Act::Finish),
        2 => (passages(), passages()).prop_map(|(added, removed)| Act::Read(added, removed)),
    ];
    proptest::collection::vec(act, 1..12)
}

/// What an act does to a reading, dated after all that is known of its span.
fn transaction(act: &Act, reading: &Reading, now: Timestamp) -> Transaction {
    let span = |id, after: Option<Arc<Annotation>>| Edit::Span {
        id,
        before: reading.spans.get(id).cloned(),
        after,
        at: now,
    };
    let edit = match act {
        Act::Set(annotation) => span(annotation.id, Some(Arc::clone(annotation))),
        Act::Delete(id) => span(*id, None),
        Act::Finish(done) => Edit::Status {
            before: reading.status,
            after: match done {
                true => ReadingStatus::Done,
                false => ReadingStatus::InProgress,
            },
        },
        Act::Read(added, removed) => Edit::Read {
            added: added.clone(),
            removed: removed.clone(),
        },
    };
    let transaction = Transaction {
        name: msg!("edit-tag"),
        edits: vec![edit],
        place: None,
    };
    transaction.dated(now, reading)
}

/// Does acts to a reading, and answers with what each changed.
fn perform(acts: &[Act], reading: &mut Reading) -> Vec<Changes> {
    let mut changes = Vec::new();
    for (number, act) in acts.iter().enumerate() {
        let transaction = transaction(act, reading, time(number as i64));
        transaction.apply(reading);
        changes.push(Changes::of(&transaction));
    }
    changes
}

/// Writes a journal, a record for each of the changes.
fn write(desk: &Desk, reading: &Reading, changes: &[Changes]) -> Journal {
    let (article, now) = (desk.article(), Timestamp::now());
    let (first, rest) = changes.split_first().unwrap();
    let mut journal = Journal::create(&desk.home, &article, reading, first, "u", now).unwrap();
    for changes in rest {
        journal.append(changes, now).unwrap();
    }
    journal
}

/// The one journal.
fn path(desk: &Desk) -> PathBuf {
    let folder = desk.home.data.join("journal");
    let names = names(&folder);
    assert_eq!(names.len(), 1, "{names:?}");
    folder.join(&names[0])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_journal_over_the_file_is_the_reading(
        before in reading(), acts in acts(), folded in any::<bool>(), live in any::<bool>(),
    ) {
        let desk = Desk::new();
        desk.save(&before, None).unwrap();
        let mut after = before.clone();
        let changes = perform(&acts, &mut after);
        let journal = write(&desk, &before, &changes);
        if folded {
            // The program stopped between writing the file and removing the journal.
            let state = desk.only().disk_state;
            desk.save(&after, Some(state)).unwrap();
        }
        let held = live.then_some(journal);
        let loaded = desk.only();
        prop_assert!(loaded.reading.same_content(&after));
        prop_assert_eq!(states(&loaded.reading), states(&after));
        prop_assert_eq!(loaded.journal, []);
        // Whoever saves next takes it in, unless somebody still writes to it.
        let saved = desk.save(&before, Some(loaded.disk_state)).unwrap();
        prop_assert_eq!(names(&desk.home.data.join("journal")).len(), usize::from(live));
        drop(held);
        if !folded && !live {
            prop_assert!(saved.merged.unwrap_or(before).same_content(&after));
        }
        prop_assert!(desk.only().reading.same_content(&after));
    }

    #[test]
    fn changes_replayed_twice_are_as_once(before in reading(), acts in acts()) {
        let mut after = before.clone();
        let steps = perform(&acts, &mut after);
        let mut all = Changes::default();
        steps.iter().for_each(|step| all.then(step.clone()));
        let mut replayed = before.clone();
        all.replay(&mut replayed);
        prop_assert!(replayed.same_content(&after));
        let once = replayed.clone();
        prop_assert!(!all.replay(&mut replayed));
        for step in &steps {
            step.replay(&mut replayed);
        }
        prop_assert_eq!(&replayed, &once);
        // Step by step they give the same.
        let mut stepwise = before.clone();
        let changed = steps.iter().fold(false, |any, step| any | step.replay(&mut stepwise));
        prop_assert!(changed || stepwise == before);
        prop_assert_eq!(&stepwise, &once);
    }

    #[test]
    fn changes_and_a_newer_copy_agree_as_two_copies_do(
        before in reading(), acts in acts(), other in reading(),
    ) {
        let mut after = before.clone();
        let mut all = Changes::default();
        perform(&acts, &mut after).into_iter().for_each(|step| all.then(step));
        let mut replayed = other.clone();
        all.replay(&mut replayed);
        let merged = merge(&other, &after);
        for (id, state) in &all.spans {
            prop_assert_eq!(replayed.spans.get(*id), merged.spans.get(*id));
            prop_assert_eq!(replayed.tombstones.get(id), merged.tombstones.get(id));
            let at = match state {
                SpanState::There(span) => span.modified,
                SpanState::Deleted(at) => *at,
            };
            prop_assert!(states(&replayed)[id].0 >= at);
        }
        // What did not change stays as it is there.
        for span in other.spans.iter().filter(|span| !all.spans.contains_key(&span.id)) {
            prop_assert_eq!(replayed.spans.get(span.id), Some(span));
        }
    }
}

/// A file with one span, and a journal with three more, a record each.
fn sample(desk: &Desk) -> Vec<Reading> {
    let mut reading = desk.marked("Alice", 1, 10, "une honte");
    desk.save(&reading, None).unwrap();
    let acts = [
        Act::Set(desk.span(11, "Le maire", 2)),
        Act::Delete(SpanId(uuid::Uuid::from_u128(10))),
        Act::Set(desk.span(12, "parti", 3)),
    ];
    let mut after = vec![reading.clone()];
    let mut changes = Vec::new();
    for (number, act) in acts.iter().enumerate() {
        let transaction = transaction(act, &reading, time(5 + number as i64));
        transaction.apply(&mut reading);
        changes.push(Changes::of(&transaction));
        after.push(reading.clone());
    }
    write(desk, &reading, &changes);
    after
}

#[test]
fn a_journal_cut_anywhere_gives_what_was_made_before() {
    let desk = Desk::new();
    let readings = sample(&desk);
    let path = path(&desk);
    let bytes = std::fs::read(&path).unwrap();
    let mut most = readings.len();
    for end in (0..bytes.len()).rev() {
        std::fs::write(&path, &bytes[..end]).unwrap();
        let loaded = desk.only();
        assert_eq!(loaded.journal, [], "cut at {end}");
        let at = readings
            .iter()
            .rposition(|one| one.same_content(&loaded.reading));
        let at = at.unwrap_or_else(|| panic!("cut at {end}"));
        assert!(at <= most && at + 1 < readings.len());
        most = at;
    }
    assert_eq!(most, 0);
}

#[test]
fn damage_in_a_journal_is_named_and_costs_one_record() {
    let desk = Desk::new();
    let after = sample(&desk).pop().unwrap();
    let path = path(&desk);
    let whole = std::fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        std::fs::write(&path, &bytes).unwrap();
        let loaded = desk.only();
        let problem = &loaded.journal[0];
        assert_eq!(
            (problem.what.key, loaded.journal.len()),
            ("journal-damaged", 1)
        );
        assert_eq!(problem.file.as_ref(), Some(&path));
        assert!(problem.place.is_some());
        // Of three changes two or, where the first record is hit, all are there.
        let right = [11, 12]
            .iter()
            .filter(|id| ids(&loaded.reading).contains(id))
            .count();
        let kept = ids(&loaded.reading).contains(&10);
        assert!(right + usize::from(!kept) >= 2, "byte {at}");
    }
    // The next save takes in the rest and keeps the journal aside.
    std::fs::write(&path, &whole[..whole.len() - 2]).unwrap();
    let mut bytes = whole.clone();
    let middle = whole.len() / 2;
    bytes[middle..middle + 64].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let loaded = desk.only();
    desk.save(&loaded.reading, Some(loaded.disk_state)).unwrap();
    let left = names(&desk.home.data.join("journal"));
    assert_eq!(left.len(), 1);
    assert!(left[0].ends_with(".journal.damaged"));
    let again = desk.only();
    assert_eq!(
        (again.journal, again.integrity),
        (vec![], Integrity::Intact)
    );
    assert!(again.reading.same_content(&loaded.reading));
    assert!(!again.reading.same_content(&after));
}

#[test]
fn marks_whose_file_is_gone_are_brought_back_and_said() {
    let desk = Desk::new();
    sample(&desk);
    std::fs::remove_file(desk.beside("Alice")).unwrap();
    let loaded = desk.only();
    assert_eq!(ids(&loaded.reading), [11, 12]);
    assert_eq!(loaded.reading.reviewer.name, "Alice");
    assert_eq!(loaded.journal[0].what.key, "journal-without-file");
    let by = store::reading_by("alice", &desk.article(), None, &desk.home).unwrap();
    assert_eq!(by.unwrap().reading, loaded.reading);
    desk.save(&loaded.reading, Some(loaded.disk_state)).unwrap();
    assert_eq!(desk.only().journal, []);
    assert_eq!(ids(&desk.only().reading), [11, 12]);
    assert!(names(&desk.home.data.join("journal")).is_empty());
}

#[test]
fn a_journal_is_nobody_elses() {
    let desk = Desk::new();
    let after = sample(&desk).pop().unwrap();
    // Another person of the same pseudonym has taken the file's place.
    let theirs = desk.marked("Alice", 2, 99, "parti");
    std::fs::remove_file(desk.beside("Alice")).unwrap();
    let kept = path(&desk);
    let hidden = kept.with_extension("hidden");
    std::fs::rename(&kept, &hidden).unwrap();
    desk.save(&theirs, None).unwrap();
    std::fs::rename(&hidden, &kept).unwrap();
    let mut all: Vec<Reading> = desk
        .load()
        .into_iter()
        .map(|one| one.unwrap().reading)
        .collect();
    all.sort_by_key(|reading| reading.reviewer.id);
    assert_eq!(ids(&all[0]), [11, 12]);
    assert_eq!(all[1], theirs);
    // Their save leaves the journal alone, and the file refuses this reviewer's.
    desk.save(&theirs, None).unwrap();
    assert_eq!(path(&desk), kept);
    assert_eq!(
        desk.save(&after, None).unwrap_err().what.key,
        "save-other-person"
    );
    assert_eq!(path(&desk), kept);
    // Nor is it another article's.
    let other = desk.news().join("autre.txt");
    std::fs::write(&other, "autre").unwrap();
    assert!(store::readings_of(&other, None, &desk.home).is_empty());
}

#[test]
fn nothing_is_added_to_a_journal_that_is_not_there() {
    let desk = Desk::new();
    let reading = desk.marked("Alice", 1, 10, "une honte");
    let changes = Changes::of(&transaction(
        &Act::Set(desk.span(11, "parti", 2)),
        &reading,
        time(2),
    ));
    let mut journal = write(&desk, &reading, std::slice::from_ref(&changes));
    let at = path(&desk);
    let bytes = std::fs::read(&at).unwrap();
    std::fs::remove_file(&at).unwrap();
    assert!(journal.append(&changes, time(3)).is_err());
    // Nor to another one in its place.
    std::fs::write(&at, &bytes).unwrap();
    assert!(journal.append(&changes, time(3)).is_err());
    assert_eq!(std::fs::read(&at).unwrap(), bytes);
    // Where the folder can't be made, there is none.
    let in_the_way = Desk::new();
    std::fs::write(&in_the_way.home.data, "").unwrap();
    let article = in_the_way.article();
    let made = Journal::create(&in_the_way.home, &article, &reading, &changes, "u", time(1));
    assert_eq!(made.unwrap_err().what.key, "save-file-in-the-way");
}
