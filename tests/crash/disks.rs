//! The real program on disks that are full, read-only or gone.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use postil::store::{self, Integrity};

use crate::desk::names;
use crate::stages::{Kind, Stage};
use crate::trace::{self, FIRST, SECOND};

/// A small file system in memory on a folder, for a test's time.
struct Mounted(PathBuf);

impl Mounted {
    /// `None`, with a word, where nothing can be mounted.
    fn new(folder: &Path, options: &str) -> Option<Self> {
        let mut call = Command::new("mount");
        call.args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder);
        let done = call.output();
        if !done.as_ref().is_ok_and(|done| done.status.success()) {
            eprintln!("skipped: nothing can be mounted here: {done:?}");
            return None;
        }
        Some(Self(folder.to_owned()))
    }

    fn make_read_only(&self) {
        let mut call = Command::new("mount");
        call.args(["-o", "remount,ro"]).arg(&self.0);
        assert!(call.status().unwrap().success());
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// How many marks there are, all of them whole.
fn count(stage: &Stage) -> usize {
    let all = stage.desk.load().into_iter().map(Result::unwrap);
    all.map(|loaded| {
        assert_eq!(loaded.integrity, Integrity::Intact);
        loaded.reading.spans.iter().count()
    })
    .sum()
}

/// Puts the article on a disk of its own.
fn on_disk(stage: &Stage, options: &str) -> Option<Mounted> {
    let news = stage.desk.news();
    let files: Vec<(PathBuf, Vec<u8>)> = names(&news)
        .into_iter()
        .map(|name| (news.join(&name), std::fs::read(news.join(&name)).unwrap()))
        .collect();
    let mounted = Mounted::new(&news, options)?;
    for (path, bytes) in files {
        std::fs::write(path, bytes).unwrap();
    }
    Some(mounted)
}

#[test]
fn a_full_disk_keeps_the_old_file_and_says_so() {
    for size in [1, 10, 100] {
        let stage = Stage::new(Kind::Over, size);
        let Some(_mounted) = on_disk(&stage, "size=128k") else {
            return;
        };
        // Room for nothing more, then for a part of the file.
        for left in [0, 4096] {
            let filler = stage.desk.news().join("filler");
            let mut room = 256 << 10;
            while room > 0 && std::fs::write(&filler, vec![1; room]).is_err() {
                room -= 4096;
            }
            if left > 0 && room > left {
                std::fs::write(&filler, vec![1; room - left]).unwrap();
            }
            let output = trace::mark(&stage, FIRST);
            if left > 0 && size < 10 {
                // That is enough.
                assert!(output.status.success(), "{}", said(&output));
                assert_eq!(count(&stage), size + 1);
            } else {
                assert_eq!(
                    output.status.code(),
                    Some(3),
                    "{size} {left}: {}",
                    said(&output)
                );
                assert!(said(&output).contains("full"), "{}", said(&output));
                assert!(output.stdout.is_empty());
                assert_eq!(count(&stage), size);
                let there = names(&stage.desk.news());
                assert!(!there.iter().any(|name| name.starts_with('~')), "{there:?}");
            }
            std::fs::remove_file(filler).unwrap();
        }
        let output = trace::mark(&stage, SECOND);
        assert!(output.status.success(), "{}", said(&output));
    }
}

#[test]
fn a_read_only_disk_sends_the_marks_to_saves_and_says_so() {
    let stage = Stage::new(Kind::Over, 1);
    let Some(mounted) = on_disk(&stage, "size=1m") else {
        return;
    };
    mounted.make_read_only();
    for (chars, marks) in [(FIRST, 2), (SECOND, 3)] {
        let output = trace::mark(&stage, chars);
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains("kept here"), "{}", said(&output));
        assert_eq!(count(&stage), marks);
    }
    assert!(stage.desk.home.saves.is_dir());
}

/// The folder goes while the program waits for its turn.
#[test]
fn a_folder_that_goes_meanwhile_loses_nothing_without_a_word() {
    if !trace::can_trace() {
        return;
    }
    let stage = Stage::new(Kind::Over, 1);
    let (news, away) = (stage.desk.news(), stage.root().join("away"));
    let remove = || std::fs::rename(&news, &away).unwrap();
    let output = trace::run(&stage, FIRST, &["-o", "/dev/null"], Some(&remove));
    std::fs::rename(&away, &news).unwrap();
    let marks = count(&stage);
    match output.status.code() {
        Some(0) => {
            assert_eq!(marks, 2);
            assert!(!output.stdout.is_empty());
        }
        status => {
            assert_eq!(status, Some(3), "{}", said(&output));
            assert!(said(&output).starts_with("error: "), "{}", said(&output));
            assert!(output.stdout.is_empty());
            assert_eq!(marks, 1);
        }
    }
    assert!(store::load_reading(&stage.desk.beside("Alice"), None).is_ok());
}

/// All that the program has is gone or full: the file stays, and that is said.
#[test]
fn where_nothing_at_all_can_be_written_that_is_said() {
    let stage = Stage::new(Kind::Over, 1);
    let Some(mounted) = on_disk(&stage, "size=1m") else {
        return;
    };
    mounted.make_read_only();
    std::fs::create_dir_all(stage.desk.home.saves.parent().unwrap()).unwrap();
    std::fs::write(&stage.desk.home.saves, "in the way").unwrap();
    let output = trace::mark(&stage, FIRST);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).starts_with("error: "), "{}", said(&output));
    assert!(output.stdout.is_empty());
    assert_eq!(count(&stage), 1);
}
