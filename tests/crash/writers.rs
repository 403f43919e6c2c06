//! Several programs that write one file at the same time: nothing is torn, nothing is lost, and none
//! writes while another does.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use postil::model::{Problem, Reading, SpanId, Timestamp};
use postil::store::{self, Integrity};

use crate::desk::time;
use crate::stages::{Kind, Stage};

/// How many programs write.
const WRITERS: u128 = 8;

/// How often each saves, unless the environment says otherwise.
const SAVES: i64 = 60;

/// How often the file is read meanwhile, at least.
const READS: usize = 10_000;

/// Tells a process of this test which writer it is: `FOLDER|NUMBER|SAVES`.
const TOLD: &str = "POSTIL_TEST_WRITER";

fn saves() -> i64 {
    let set = std::env::var("POSTIL_TEST_SAVES").ok();
    set.map_or(SAVES, |saves| saves.parse().unwrap())
}

/// How far each writer got, by the time of its mark.
fn progress(reading: &Reading) -> BTreeMap<SpanId, Timestamp> {
    let spans = reading.spans.iter();
    spans.map(|span| (span.id, span.modified)).collect()
}

/// A writer, in a process of its own: one mark, changed with every save.
#[test]
fn writer() {
    let Ok(told) = std::env::var(TOLD) else {
        return;
    };
    let mut told = told.split('|');
    let folder = told.next().unwrap();
    let number: u128 = told.next().unwrap().parse().unwrap();
    let saves: i64 = told.next().unwrap().parse().unwrap();
    let stage = Stage::new(Kind::First, 1);
    let home = home_in(Path::new(folder));
    let article = Path::new(folder).join("news/tribune.txt");
    let mut reading = stage.desk.reading("Alice", 1);
    let mut last = None;
    for turn in 1..=saves {
        reading
            .spans
            .insert(stage.desk.span(number, "une honte", turn));
        let unique = format!("{number}-{turn}");
        let saved = store::save_reading(&reading, &article, &home, last, &unique, time(turn));
        let saved = saved.unwrap_or_else(|problem| panic!("{number} {turn}: {problem:?}"));
        last = Some(saved.disk_state);
        if let Some(merged) = saved.merged {
            reading = merged;
        }
        // What was just said to be saved is there, whatever the others did since.
        let there = store::load_reading(&saved.path, None).unwrap();
        let progress = progress(&there.reading);
        assert_eq!(
            progress.get(&SpanId(uuid::Uuid::from_u128(number))),
            Some(&time(turn))
        );
    }
}

fn home_in(root: &Path) -> store::Home {
    store::Home {
        assets: None,
        seeds: None,
        saves: root.join("saves"),
        data: root.join("data"),
        config: root.join("config"),
    }
}

fn start(folder: &Path, number: u128) -> Child {
    let told = format!("{}|{number}|{}", folder.display(), saves());
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "writers::writer", "--nocapture"])
        .env(TOLD, told)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn eight_programs_lose_nothing() {
    let stage = Stage::new(Kind::First, 1);
    let root = stage.root();
    let mut writers: Vec<Child> = (1..=WRITERS).map(|number| start(root, number)).collect();
    let file = stage.desk.beside("Alice");
    let (mut reads, mut versions) = (0, 0);
    let mut before = Vec::new();
    let mut progress_before = BTreeMap::new();
    loop {
        let ended = writers
            .iter_mut()
            .all(|writer| writer.try_wait().unwrap().is_some());
        let bytes = std::fs::read(&file).unwrap_or_default();
        reads += usize::from(!bytes.is_empty());
        if bytes != before {
            versions += 1;
            let loaded = store::load_reading(&file, None).unwrap();
            assert_eq!(loaded.integrity, Integrity::Intact);
            let progress = progress(&loaded.reading);
            for (id, turn) in &progress_before {
                assert!(progress.get(id) >= Some(turn), "{id}: a change is lost");
            }
            progress_before = progress;
            before = bytes;
        }
        if ended && reads >= READS {
            break;
        }
    }
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    let all: Vec<Timestamp> = progress_before.into_values().collect();
    assert_eq!(all, vec![time(saves()); WRITERS as usize]);
    eprintln!(
        "{WRITERS} programs, {} saves each, {reads} reads of {versions} versions",
        saves()
    );
    let names = crate::desk::names(&stage.desk.news());
    assert_eq!(names, ["tribune.txt", "tribune.txt.Alice.ann.ron"]);
}

/// Holds the locks of every file.
fn hold(home: &store::Home) -> Vec<std::fs::File> {
    let locks = std::fs::read_dir(home.data.join("locks")).unwrap();
    let held = locks.map(|entry| {
        let path = entry.unwrap().path();
        let file = std::fs::File::options().write(true).open(path).unwrap();
        file.lock().unwrap();
        file
    });
    held.collect()
}

/// A save that takes very long, on a slow network drive: the other one waits, then says so, and writes
/// nothing without the lock.
#[test]
fn a_lock_that_is_never_given_back_is_said() {
    let stage = Stage::new(Kind::Over, 1);
    let held = hold(&stage.desk.home);
    assert!(!held.is_empty());
    let before = std::fs::read(stage.desk.beside("Alice")).unwrap();
    let problem: Problem = stage.act().unwrap_err();
    assert_eq!(problem.what.key, "save-busy");
    assert_eq!(std::fs::read(stage.desk.beside("Alice")).unwrap(), before);
    drop(held);
    stage.act().unwrap();
    assert_ne!(std::fs::read(stage.desk.beside("Alice")).unwrap(), before);
}

/// Where the data folder can't be written, the article's folder is locked instead, and nothing is left
/// there.
#[cfg(unix)]
#[test]
fn without_a_data_folder_the_articles_folder_is_locked() {
    let stage = Stage::new(Kind::First, 1);
    let data = &stage.desk.home.data;
    std::fs::create_dir_all(data.parent().unwrap()).unwrap();
    std::fs::write(data, "in the way").unwrap();
    let folder = std::fs::File::open(stage.desk.news()).unwrap();
    folder.lock().unwrap();
    assert_eq!(stage.act().unwrap_err().what.key, "save-busy");
    drop(folder);
    stage.act().unwrap();
    let names = crate::desk::names(&stage.desk.news());
    assert_eq!(names, ["tribune.txt", "tribune.txt.Alice.ann.ron"]);
}

#[test]
fn the_real_program_waits_for_its_turn() {
    let stage = Stage::new(Kind::Over, 1);
    let held = hold(&stage.desk.home);
    let desk = &stage.desk;
    let before = std::fs::read(desk.beside("Alice")).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args([
            "tag",
            "tribune.txt",
            "--reviewer",
            "Alice",
            "--label",
            "fact",
            "--chars",
            "0..8",
        ])
        .current_dir(desk.news())
        .env("HOME", stage.root())
        .env("XDG_CONFIG_HOME", stage.root().join("config"))
        .env("XDG_DATA_HOME", stage.root().join("share"))
        .env("POSTIL_SAVES", stage.root().join("deep/saves"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert!(program.try_wait().unwrap().is_none(), "it did not wait");
    assert_eq!(std::fs::read(desk.beside("Alice")).unwrap(), before);
    drop(held);
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let loaded = store::load_reading(&desk.beside("Alice"), None).unwrap();
    assert_eq!(loaded.reading.spans.iter().count(), 2);
}
