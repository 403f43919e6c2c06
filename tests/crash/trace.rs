//! The real program under `strace`: which calls to the system it makes, and what becomes of it when one
//! of them fails or is its last.

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::stages::Stage;

/// A call to the system: its name, and the how manieth of that name it is, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub name: String,
    pub number: usize,
    /// The line of the log, for people.
    pub line: String,
}

/// What the program does in these tests: Alice marks a passage.
const MARK: [&str; 7] = [
    "tag",
    "tribune.txt",
    "--reviewer",
    "Alice",
    "--label",
    "fact",
    "--chars",
];

/// Another passage, to be marked after a failure.
pub const LATER: &str = "3..8";

/// The passage that is marked first.
pub const FIRST: &str = "0..8";

/// The one that is marked by a program that recovers.
pub const SECOND: &str = "9..14";

/// Whether processes can be traced here; says why not.
pub fn can_trace() -> bool {
    let mut call = Command::new("strace");
    let traced = call.args(["-f", "-e", "trace=none", "true"]).output();
    let good = traced.as_ref().is_ok_and(|output| output.status.success());
    if !good {
        eprintln!("skipped: strace is missing or may not trace here: {traced:?}");
    }
    good
}

fn prepare(command: &mut Command, stage: &Stage) {
    let root = stage.root();
    command.env_clear().current_dir(root.join("news"));
    for name in ["PATH", "LD_LIBRARY_PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
        .env("HOME", root)
        .env("XDG_CONFIG_HOME", root.join("config"))
        .env("XDG_DATA_HOME", root.join("share"))
        .env("POSTIL_SAVES", root.join("deep/saves"))
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
}

/// Marks a passage, undisturbed.
pub fn mark(stage: &Stage, chars: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    prepare(command.args(MARK).arg(chars), stage);
    command.output().unwrap()
}

fn traced(stage: &Stage, chars: &str, options: &[&str]) -> Child {
    let mut command = Command::new("strace");
    command.arg("-f").args(options);
    command
        .arg(env!("CARGO_BIN_EXE_postil"))
        .args(MARK)
        .arg(chars);
    prepare(&mut command, stage);
    command.spawn().unwrap()
}

/// What another program does once the one that is traced waits for the lock of its file.
pub type Meanwhile<'a> = &'a dyn Fn();

/// Marks a passage, traced with these options.
pub fn run(
    stage: &Stage,
    chars: &str,
    options: &[&str],
    meanwhile: Option<Meanwhile<'_>>,
) -> Output {
    let Some(meanwhile) = meanwhile else {
        return traced(stage, chars, options).wait_with_output().unwrap();
    };
    // The lock is ours until the other program has read the file and asks for it.
    let locks = stage.desk.home.data.join("locks");
    let held: Vec<std::fs::File> = std::fs::read_dir(locks)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let file = std::fs::File::options().write(true).open(path).unwrap();
            file.lock().unwrap();
            file
        })
        .collect();
    assert!(!held.is_empty());
    let mut child = traced(stage, chars, options);
    let tracer = child.id();
    while !has_lock_open(tracer) && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    meanwhile();
    drop(held);
    child.wait_with_output().unwrap()
}

/// Whether a program that a process traces has opened a lock.
fn has_lock_open(tracer: u32) -> bool {
    let children = format!("/proc/{tracer}/task/{tracer}/children");
    let children = std::fs::read_to_string(children).unwrap_or_default();
    children.split_whitespace().any(|child| {
        let open = std::fs::read_dir(format!("/proc/{child}/fd"));
        let mut open = open.into_iter().flatten().flatten();
        open.any(|link| {
            let to = std::fs::read_link(link.path()).unwrap_or_default();
            to.extension().is_some_and(|end| end == "lock")
        })
    })
}

/// Marks a passage; the program is killed as it enters a call. Its own output, and whether it was killed.
pub fn kill_at(
    stage: &Stage,
    chars: &str,
    point: &Point,
    meanwhile: Option<Meanwhile<'_>>,
) -> (Output, bool) {
    let trace = format!("trace={}", point.name);
    let inject = format!("inject={}:signal=KILL:when={}", point.name, point.number);
    let log = log_of(stage);
    let options = ["-o", &log, "-e", &trace, "-e", &inject];
    let output = run(stage, chars, &options, meanwhile);
    // strace ends as the program did.
    let killed = output.status.signal() == Some(9);
    (output, killed)
}

/// Marks a passage; a call fails with an error, by its name.
pub fn fail_at(stage: &Stage, point: &Point, error: &str) -> Output {
    let trace = format!("trace={}", point.name);
    let inject = format!("inject={}:error={error}:when={}", point.name, point.number);
    let log = log_of(stage);
    run(
        stage,
        FIRST,
        &["-o", &log, "-e", &trace, "-e", &inject],
        None,
    )
}

/// Outside of what is looked at.
fn log_of(stage: &Stage) -> String {
    format!("{}.strace", stage.root().display())
}

/// The calls that the program makes from the first lock that it asks for to its end.
pub fn points(stage: &Stage, meanwhile: Option<Meanwhile<'_>>) -> Vec<Point> {
    let log = log_of(stage);
    let output = run(stage, FIRST, &["-o", &log], meanwhile);
    assert!(output.status.success(), "{output:?}");
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(&log).unwrap();
    let mut points = Vec::<Point>::new();
    let mut from = None;
    for line in text.lines() {
        let Some((_, call)) = line.split_once(char::is_whitespace) else {
            continue;
        };
        let call = call.trim_start();
        let Some((name, _)) = call.split_once('(') else {
            continue;
        };
        if !name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_') {
            continue;
        }
        if from.is_none() && call.contains(".lock\"") {
            from = Some(points.len());
        }
        let before = points.iter().filter(|point| point.name == name).count();
        points.push(Point {
            name: name.to_owned(),
            number: before + 1,
            line: call.to_owned(),
        });
    }
    points.split_off(from.unwrap())
}

/// Removes the log of a stage that is done.
pub fn forget(stage: &Stage) {
    let _ = std::fs::remove_file(Path::new(&log_of(stage)));
}

/// Marks a passage; its output, and what was flushed meanwhile.
pub fn flushes(stage: &Stage, chars: &str) -> (Output, Vec<String>) {
    let log = log_of(stage);
    let options = ["-y", "-o", &log, "-e", "trace=fsync"];
    let output = run(stage, chars, &options, None);
    let text = std::fs::read_to_string(&log).unwrap();
    let calls = text.lines().filter_map(|line| line.split_once("fsync("));
    let names = calls.filter_map(|(_, rest)| Some(rest.split_once(')')?.0.to_owned()));
    (output, names.collect())
}
