//! Annotation files: saved, found, merged, kept apart.

use postil::model::{Fault, Reading, ReadingStatus, Severity, Timestamp};
use postil::store::{self, Integrity};
use postil::text::CharRange;

use crate::desk::{Desk, TEXT, gone, ids, names};

#[test]
fn what_is_saved_is_read_back() {
    let desk = Desk::new();
    let mut reading = desk.reading("Élodie R.", 1);
    reading.spans.insert(desk.span(10, "une honte", 5));
    reading.spans.insert(desk.span(11, "Le maire", 6));
    reading.status = ReadingStatus::Done;
    reading.read = vec![CharRange { start: 0, end: 38 }].into();
    let tombstone = gone(12, 7);
    reading.tombstones.insert(tombstone.id, tombstone);
    let saved = desk.save(&reading, None).unwrap();
    assert!(!saved.fell_back && saved.merged.is_none() && saved.note().is_none());
    assert_eq!(saved.path, desk.beside("Élodie R."));
    let loaded = desk.only();
    assert_eq!(loaded.reading, reading);
    assert_eq!(loaded.integrity, Integrity::Intact);
    assert_eq!(loaded.disk_state, saved.disk_state);
    // The article is as it was, and nothing is left over.
    assert_eq!(std::fs::read_to_string(desk.article()).unwrap(), TEXT);
    let expected = ["tribune.txt", "tribune.txt.Élodie%20R%2E.ann.ron"];
    assert_eq!(names(&desk.news()), expected);
    // A file by its path alone.
    let direct = store::load_reading(&saved.path, None).unwrap();
    assert_eq!(direct.reading, reading);
}

#[test]
fn a_file_is_good_to_read_and_names_nobodys_folders() {
    let desk = Desk::new();
    let mut reading = desk.marked("Alice", 1, 10, "C’est une honte\u{202f}!");
    reading.read = vec![
        CharRange { start: 0, end: 9 },
        CharRange { start: 12, end: 20 },
    ]
    .into();
    let tombstone = gone(12, 7);
    reading.tombstones.insert(tombstone.id, tombstone);
    let path = desk.save(&reading, None).unwrap().path;
    let text = std::fs::read_to_string(path).unwrap();
    let checksum = text.lines().nth(3).unwrap();
    assert!(checksum.starts_with("    checksum: \"sha256:") && checksum.len() == 22 + 64 + 2);
    let shown = text
        .replace(checksum, "    checksum: …")
        .replace(desk.text.hash(), "HASH")
        .replace(&reading.codebook.hash, "BOOK");
    let expected = include_str!("expected.ann.ron");
    assert_eq!(shown, expected);
    assert!(!text.contains(desk.folder.path().to_str().unwrap()));
}

#[test]
fn every_reviewer_is_found_and_only_of_this_article() {
    let desk = Desk::new();
    for (at, name) in ["Zoé", "alice 10", "alice 2"].into_iter().enumerate() {
        desk.save(&desk.reading(name, at as u128 + 1), None)
            .unwrap();
    }
    // Another article whose name starts like this one's.
    let other = desk.news().join("tribune.txt.md");
    std::fs::write(&other, TEXT).unwrap();
    let now = Timestamp::now();
    let foreign = desk.marked("Bob", 9, 90, "Le maire");
    store::save_reading(&foreign, &other, &desk.home, None, "u", now).unwrap();
    let found = desk.load();
    let names: Vec<_> = found
        .iter()
        .map(|loaded| loaded.as_ref().unwrap().reading.reviewer.name.as_str())
        .collect();
    assert_eq!(names, ["alice 2", "alice 10", "Zoé"]);
    assert_eq!(store::readings_of(&other, None, &desk.home).len(), 1);
    // One by name, whatever the others hold.
    let by = |name| store::reading_by(name, &desk.article(), None, &desk.home);
    std::fs::write(desk.beside("Zoé"), "(").unwrap();
    let id = by("ALICE 2")
        .unwrap()
        .map(|loaded| loaded.reading.reviewer.id.as_u128());
    assert_eq!(id, Some(3));
    assert!(by("Bob").unwrap().is_none());
    assert!(by("zoé").is_err());
}

#[test]
fn what_changed_meanwhile_is_merged() {
    let desk = Desk::new();
    let first = desk
        .save(&desk.marked("Alice", 1, 10, "Le maire"), None)
        .unwrap();
    // On another machine: a span deleted, one made, and the reading finished.
    let mut elsewhere = desk.marked("Alice", 1, 20, "une honte");
    let tombstone = gone(10, 50);
    elsewhere.tombstones.insert(tombstone.id, tombstone);
    elsewhere.status = ReadingStatus::Done;
    let second = desk.save(&elsewhere, Some(first.disk_state)).unwrap();
    assert!(second.merged.is_none());
    // Here, without knowing of it: one more span.
    let mut here = desk.marked("Alice", 1, 10, "Le maire");
    here.spans.insert(desk.span(30, "parti", 3));
    let third = desk.save(&here, Some(first.disk_state)).unwrap();
    let merged = third.merged.unwrap();
    assert_eq!(ids(&merged), [20, 30]);
    assert_eq!(merged.status, ReadingStatus::Done);
    assert_eq!(desk.only().reading, merged);
    assert_eq!(desk.only().disk_state, third.disk_state);
    // Taken up again here while nothing but a span changed there.
    let mut there = merged.clone();
    there.spans.insert(desk.span(40, "Puis", 4));
    desk.save(&there, Some(third.disk_state)).unwrap();
    let mut here = merged;
    here.status = ReadingStatus::InProgress;
    let fourth = desk.save(&here, Some(third.disk_state)).unwrap();
    let merged = fourth.merged.unwrap();
    assert_eq!(ids(&merged), [20, 30, 40]);
    assert_eq!(merged.status, ReadingStatus::InProgress);
}

#[test]
fn a_file_found_at_the_first_save_is_merged_too() {
    let desk = Desk::new();
    desk.save(&desk.marked("Alice", 1, 10, "Le maire"), None)
        .unwrap();
    let saved = desk
        .save(&desk.marked("Alice", 1, 20, "parti"), None)
        .unwrap();
    assert_eq!(ids(&saved.merged.unwrap()), [10, 20]);
}

#[test]
fn saving_the_same_again_writes_nothing() {
    let desk = Desk::new();
    let reading = desk.marked("Alice", 1, 10, "Le maire");
    let first = desk.save(&reading, None).unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH;
    let file = std::fs::File::options()
        .write(true)
        .open(&first.path)
        .unwrap();
    file.set_modified(old).unwrap();
    let again = desk.save(&reading, Some(first.disk_state)).unwrap();
    assert_eq!(again.disk_state, first.disk_state);
    assert_eq!(
        std::fs::metadata(&first.path).unwrap().modified().unwrap(),
        old
    );
}

#[test]
fn a_file_that_vanished_is_written_again() {
    let desk = Desk::new();
    let reading = desk.marked("Alice", 1, 10, "Le maire");
    let first = desk.save(&reading, None).unwrap();
    std::fs::remove_file(&first.path).unwrap();
    desk.save(&reading, Some(first.disk_state)).unwrap();
    assert_eq!(desk.only().reading, reading);
}

#[test]
fn two_people_of_one_pseudonym_are_kept_apart() {
    let desk = Desk::new();
    let saved = desk
        .save(&desk.marked("Alice", 1, 10, "Le maire"), None)
        .unwrap();
    let before = std::fs::read(&saved.path).unwrap();
    // Also where only case or normalisation differs: some file systems see one name there.
    for name in ["Alice", "ALICE"] {
        let problem = desk
            .save(&desk.marked(name, 2, 20, "parti"), None)
            .unwrap_err();
        assert_eq!(problem.what.key, "save-other-person");
        assert_eq!(problem.fault, Fault::Data);
    }
    assert_eq!(std::fs::read(&saved.path).unwrap(), before);
    assert_eq!(desk.only().reading.reviewer.id.as_u128(), 1);
    // The same person, spelled otherwise, keeps the one file.
    desk.save(&desk.marked("alice", 1, 30, "parti"), None)
        .unwrap();
    assert_eq!(ids(&desk.only().reading), [10, 30]);
}

/// A folder that can't be written, even by root: it is a file.
fn blocked(desk: &Desk) -> std::path::PathBuf {
    let folder = desk.folder.path().join("closed");
    std::fs::write(&folder, "").unwrap();
    folder.join("tribune.txt")
}

#[test]
fn what_cannot_stand_beside_goes_to_saves() {
    let desk = Desk::new();
    let article = blocked(&desk);
    let now = Timestamp::now();
    let save = |reading: &Reading, last| {
        store::save_reading(reading, &article, &desk.home, last, "u", now)
    };
    let mut reading = desk.marked("Alice", 1, 10, "Le maire");
    let saved = save(&reading, None).unwrap();
    assert!(saved.fell_back);
    assert_eq!(
        saved.path,
        store::fallback_path(&desk.home, &article, "Alice")
    );
    let folder = saved
        .path
        .parent()
        .unwrap()
        .file_name()
        .unwrap()
        .to_str()
        .unwrap();
    assert!(folder.starts_with("closed-") && folder.len() == "closed-".len() + 8);
    let note = saved.note().unwrap();
    assert_eq!(
        (note.severity, note.what.key),
        (Severity::Note, "save-fell-back")
    );
    let found = store::readings_of(&article, Some(&desk.text), &desk.home);
    let loaded = found[0].result.as_ref().unwrap();
    assert!(loaded.from_fallback && loaded.reading == reading);
    // And again from there.
    reading.spans.insert(desk.span(11, "parti", 2));
    let again = save(&reading, Some(loaded.disk_state)).unwrap();
    assert!(again.fell_back && again.merged.is_none());
    // Neither here nor there: one problem of the machine, nothing lost.
    std::fs::remove_dir_all(&desk.home.saves).unwrap();
    std::fs::write(&desk.home.saves, "").unwrap();
    let problem = save(&reading, Some(again.disk_state)).unwrap_err();
    assert_eq!(problem.fault, Fault::Environment);
}

#[test]
fn files_beside_and_in_saves_are_one_reading() {
    let desk = Desk::new();
    let fallback = store::fallback_path(&desk.home, &desk.article(), "Alice");
    // In a folder that could not be written then.
    let away = desk
        .save(&desk.marked("Alice", 1, 10, "Le maire"), None)
        .unwrap();
    std::fs::create_dir_all(fallback.parent().unwrap()).unwrap();
    std::fs::rename(&away.path, &fallback).unwrap();
    desk.save(&desk.marked("Alice", 1, 20, "parti"), None)
        .unwrap();
    let loaded = desk.only();
    assert!(loaded.from_fallback);
    assert_eq!(ids(&loaded.reading), [10, 20]);
    // Now that it can be written, all is beside the article and nothing in saves.
    let saved = desk.save(&loaded.reading, Some(loaded.disk_state)).unwrap();
    assert!(!saved.fell_back && !fallback.exists());
    let loaded = desk.only();
    assert!(!loaded.from_fallback);
    assert_eq!(ids(&loaded.reading), [10, 20]);
    assert_eq!(loaded.disk_state, saved.disk_state);
}

#[test]
fn a_copy_in_saves_that_changed_since_stays() {
    let desk = Desk::new();
    let fallback = store::fallback_path(&desk.home, &desk.article(), "Alice");
    std::fs::create_dir_all(fallback.parent().unwrap()).unwrap();
    let saved = desk
        .save(&desk.marked("Alice", 1, 10, "Le maire"), None)
        .unwrap();
    std::fs::rename(&saved.path, &fallback).unwrap();
    let loaded = desk.only();
    let newer = desk
        .save(&desk.marked("Alice", 1, 20, "parti"), None)
        .unwrap();
    std::fs::rename(&newer.path, &fallback).unwrap();
    desk.save(&loaded.reading, Some(loaded.disk_state)).unwrap();
    assert!(fallback.exists());
    assert_eq!(ids(&desk.only().reading), [10, 20]);
}

#[test]
fn programs_that_save_at_once_lose_nothing() {
    const WRITERS: u128 = 8;
    const SAVES: u128 = 25;
    let desk = Desk::new();
    let base = desk
        .save(&desk.reading("Alice", 1), None)
        .unwrap()
        .disk_state;
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let desk = &desk;
            scope.spawn(move || {
                let mut reading = desk.reading("Alice", 1);
                let mut last = base;
                for turn in 0..SAVES {
                    let id = 1000 * (writer + 1) + turn;
                    reading.spans.insert(desk.span(id, "parti", 1));
                    let unique = format!("w{writer}");
                    let saved = store::save_reading(
                        &reading,
                        &desk.article(),
                        &desk.home,
                        Some(last),
                        &unique,
                        Timestamp::now(),
                    )
                    .unwrap();
                    last = saved.disk_state;
                    if let Some(merged) = saved.merged {
                        reading = merged;
                    }
                }
            });
        }
        scope.spawn(|| {
            // Whoever reads meanwhile sees whole files only.
            for _ in 0..200 {
                assert_eq!(desk.only().integrity, Integrity::Intact);
            }
        });
    });
    assert_eq!(desk.only().reading.spans.len() as u128, WRITERS * SAVES);
    assert_eq!(names(&desk.news()).len(), 2);
}

#[test]
fn a_place_that_was_refused_is_kept_refused_and_others_are_written_as_ever() {
    let desk = Desk::new();
    let plain = desk.marked("Alice", 1, 10, "une honte");
    let path = desk.save(&plain, None).unwrap().path;
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(!written.contains("refused"));
    assert_eq!(
        desk.only().reading.spans.iter().next().unwrap().refused,
        None
    );
    let mut reading = plain.clone();
    let mut span = (*desk.span(10, "une honte", 9)).clone();
    span.refused = Some(desk.text.shared_hash());
    reading.spans.insert(span.into());
    desk.save(&reading, Some(desk.only().disk_state)).unwrap();
    let again = std::fs::read_to_string(&path).unwrap();
    let line = format!("            refused: \"{}\",\n", desk.text.hash());
    assert!(again.contains(&line), "{again}");
    let loaded = desk.only();
    assert_eq!(loaded.reading, reading);
    assert_eq!(loaded.integrity, Integrity::Intact);
    // An older program is not kept from reading it.
    assert!(again.contains("\n    version: 1,\n"));
}
