//! Damaged, foreign and hand-edited annotation files: shown, never silently different, never
//! overwritten.

use postil::model::Reading;
use postil::store::{self, Integrity};
use postil::text::CharRange;

use crate::desk::{Desk, gone, ids, time};

/// A saved reading, its path and its bytes.
fn sample(desk: &Desk) -> (Reading, std::path::PathBuf, Vec<u8>) {
    let mut reading = desk.marked("Alice", 1, 10, "une honte");
    reading.spans.insert(desk.span(11, "Le maire", 6));
    reading.read = vec![CharRange { start: 0, end: 9 }].into();
    let tombstone = gone(12, 7);
    reading.tombstones.insert(tombstone.id, tombstone);
    let path = desk.save(&reading, None).unwrap().path;
    let bytes = std::fs::read(&path).unwrap();
    (reading, path, bytes)
}

/// Puts bytes in place of the reviewer's file, tries to save over them, and proves them untouched.
#[track_caller]
fn refused(desk: &Desk, path: &std::path::Path, bytes: &[u8]) -> &'static str {
    std::fs::write(path, bytes).unwrap();
    let loaded = desk.load().remove(0);
    let last = loaded.ok().map(|loaded| loaded.disk_state);
    let problem = desk
        .save(&desk.marked("Alice", 1, 99, "parti"), last)
        .unwrap_err();
    assert_eq!(std::fs::read(path).unwrap(), bytes);
    problem.what.key
}

#[test]
fn no_truncation_is_taken_for_whole() {
    let desk = Desk::new();
    let (reading, path, bytes) = sample(&desk);
    for end in 0..bytes.len() {
        std::fs::write(&path, &bytes[..end]).unwrap();
        if let Ok(loaded) = store::load_reading(&path, None) {
            // Only the final line end may be missing.
            assert!(loaded.integrity != Integrity::Intact, "cut at {end}");
            assert_eq!(loaded.reading, reading);
        }
    }
}

#[test]
fn no_flipped_bit_goes_unseen() {
    let desk = Desk::new();
    let (_, path, mut bytes) = sample(&desk);
    let mut parsed = 0;
    for at in 0..bytes.len() {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            std::fs::write(&path, &bytes).unwrap();
            if let Ok(loaded) = store::load_reading(&path, None) {
                assert!(loaded.integrity != Integrity::Intact, "byte {at} bit {bit}");
                parsed += 1;
            }
            bytes[at] ^= 1 << bit;
        }
    }
    // RON alone would have let these through.
    assert!(parsed > bytes.len() / 2);
}

#[test]
fn zeroed_blocks_and_nothing_at_all_are_refused() {
    let desk = Desk::new();
    let (_, path, bytes) = sample(&desk);
    for start in (0..bytes.len()).step_by(64) {
        let mut damaged = bytes.clone();
        let end = (start + 512).min(damaged.len());
        damaged[start..end].fill(0);
        std::fs::write(&path, &damaged).unwrap();
        let loaded = store::load_reading(&path, None);
        assert!(loaded.is_err_and(|problem| problem.place.is_some()));
    }
    assert_eq!(refused(&desk, &path, b""), "file-ron-empty");
}

#[test]
fn other_line_ends_and_a_byte_order_mark_are_no_change() {
    let desk = Desk::new();
    let (reading, path, bytes) = sample(&desk);
    let text = String::from_utf8(bytes).unwrap();
    for changed in [
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
    ] {
        std::fs::write(&path, changed).unwrap();
        let loaded = desk.only();
        assert_eq!(loaded.integrity, Integrity::Intact);
        assert_eq!(loaded.reading, reading);
    }
}

#[test]
fn a_hand_edit_is_shown_and_taken_over_on_demand_only() {
    let desk = Desk::new();
    let (_, path, bytes) = sample(&desk);
    let text = String::from_utf8(bytes).unwrap();
    // A new reason, an offset that no longer agrees with its quote, and a comment.
    let edited = text
        .replacen("Deux\\nlignes", "Une raison", 1)
        .replacen("start: 0,", "start: 1,", 1)
        .replacen("annotations: [", "/* mine */ annotations: [", 1);
    assert_eq!(
        refused(&desk, &path, edited.as_bytes()),
        "save-edited-by-hand"
    );
    let loaded = desk.only();
    assert_eq!(loaded.integrity, Integrity::EditedByHand { disagreeing: 1 });
    assert_eq!(loaded.note(&path).unwrap().what.key, "file-edited-by-hand");
    // The person agrees.
    let (reading, state) =
        store::adopt_hand_edit(&path, &desk.home, loaded.disk_state, "u", time(0)).unwrap();
    assert_eq!(reading, loaded.reading);
    let adopted = desk.only();
    assert_eq!(
        (adopted.integrity, adopted.disk_state),
        (Integrity::Intact, state)
    );
    let mut reading = adopted.reading;
    reading.spans.insert(desk.span(99, "parti", 9));
    assert!(desk.save(&reading, Some(state)).unwrap().merged.is_none());
    // Without a checksum it is the same.
    let line = text.lines().nth(3).unwrap();
    let without = text.replacen(&format!("{line}\n"), "", 1);
    assert_eq!(
        refused(&desk, &path, without.as_bytes()),
        "save-edited-by-hand"
    );
    // Not what the person looked at.
    let problem =
        store::adopt_hand_edit(&path, &desk.home, loaded.disk_state, "u", time(0)).unwrap_err();
    assert_eq!(problem.what.key, "save-changed-meanwhile");
}

#[test]
fn a_newer_file_is_left_alone_whatever_it_holds() {
    let desk = Desk::new();
    let (_, path, bytes) = sample(&desk);
    let text = String::from_utf8(bytes).unwrap();
    let newer = text.replacen("version: 1", "version: 2", 1);
    assert_eq!(
        refused(&desk, &path, newer.as_bytes()),
        "file-newer-version"
    );
    let strange = "(version: 7, spans: {1: Fact(weight: 0.5)}, reviewer: 3)";
    assert_eq!(
        refused(&desk, &path, strange.as_bytes()),
        "file-newer-version"
    );
    let unknown = text.replacen("version: 1", "version: 0", 1);
    assert_eq!(
        refused(&desk, &path, unknown.as_bytes()),
        "file-version-unknown"
    );
}

#[test]
fn faults_are_named_with_line_and_column() {
    let desk = Desk::new();
    let (_, path, bytes) = sample(&desk);
    let text = String::from_utf8(bytes).unwrap();
    let line = |needle: &str| text.lines().position(|line| line.contains(needle)).unwrap() + 1;
    let first = "00000000-0000-0000-0000-00000000000b";
    let second = "00000000-0000-0000-0000-00000000000a";
    let check = |changed: String, key: &str, at: usize| {
        assert_ne!(changed, text);
        std::fs::write(&path, &changed).unwrap();
        let (found, place) = desk.fault();
        assert_eq!(
            (found, place.map(|(line, _)| line)),
            (key, Some(at)),
            "{changed}"
        );
        refused(&desk, &path, changed.as_bytes());
    };
    check(
        text.replacen("    start: 0,", "    start: 500,", 1),
        "file-span-inverted",
        line(first),
    );
    check(text.replace(second, first), "file-id-twice", line(second));
    check(
        text.replace("00000000-0000-0000-0000-00000000000c", first),
        "file-id-twice",
        line("tombstones") + 1,
    );
    check(
        text.replacen(second, "not an id", 1),
        "file-id-invalid",
        line(second),
    );
    check(
        text.replacen("\"in_progress\"", "\"finished\"", 1),
        "file-value-unknown",
        line("status: \"in_progress\""),
    );
    check(
        text.replacen("\"unsure\"", "\"very\"", 1),
        "file-value-unknown",
        line("unsure"),
    );
    check(
        text.replacen("created: \"2027", "created: \"yesterday 2027", 1),
        "file-time-invalid",
        line("created"),
    );
    check(
        text.replacen("label: \"opinion\",", "label: opinion,", 1),
        "file-ron-text",
        line("label: "),
    );
    check(
        text.replacen("end: 8", "end: -8", 1),
        "file-ron-number",
        line("end: 8"),
    );
    check(
        text.replacen("label: \"opinion\",", "", 1),
        "file-ron-missing",
        line("label: ") + 12,
    );
    check(
        text.replacen("label: \"opinion\",", "label: \"a\", label: \"b\",", 1),
        "file-ron-twice",
        line("label: "),
    );
    check(
        text.replacen("label: \"opinion\",", "label: \"opinion\"", 1),
        "file-ron-expected",
        line("label: ") + 1,
    );
    check(
        text.replacen("le maire\"", "le \\q maire\"", 1),
        "file-ron-escape",
        line("le maire"),
    );
    check(
        format!("{text}more"),
        "file-ron-trailing",
        text.lines().count() + 1,
    );
    let ours = line("label: ");
    let conflict = text.replacen(
        "            label: \"opinion\",\n",
        "<<<<<<< HEAD\n            label: \"fact\",\n=======\n            label: ,\n>>>>>>> b\n",
        1,
    );
    check(conflict, "file-conflict-markers", ours);
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    let desk = Desk::new();
    let (_, path, mut bytes) = sample(&desk);
    let at = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    bytes[at] = 0xff;
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(desk.fault(), ("file-not-utf8", Some((2, 1))));
}

#[test]
fn one_broken_file_stops_no_other() {
    let desk = Desk::new();
    let (_, path, _) = sample(&desk);
    desk.save(&desk.marked("Bob", 2, 20, "parti"), None)
        .unwrap();
    std::fs::write(&path, "(").unwrap();
    let all = desk.load();
    assert!(all[0].is_err());
    assert_eq!(ids(&all[1].as_ref().unwrap().reading), [20]);
}

#[test]
fn a_broken_copy_in_saves_hides_nothing() {
    let desk = Desk::new();
    let (reading, _, _) = sample(&desk);
    let fallback = store::fallback_path(&desk.home, &desk.article(), "Alice");
    std::fs::create_dir_all(fallback.parent().unwrap()).unwrap();
    std::fs::write(&fallback, "(").unwrap();
    let all = desk.load();
    assert_eq!(all.len(), 2);
    assert_eq!(all.iter().filter(|one| one.is_err()).count(), 1);
    assert!(all.iter().flatten().all(|loaded| loaded.reading == reading));
}

#[test]
fn hostile_files_end_in_a_problem() {
    let desk = Desk::new();
    let path = desk.beside("Alice");
    for start in ["[", "(", "{", "Some(", "/*", "(version:1,annotations:["] {
        std::fs::write(&path, start.repeat(100_000)).unwrap();
        assert!(desk.load().remove(0).is_err());
    }
}
