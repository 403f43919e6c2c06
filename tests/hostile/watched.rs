//! The real program under watch: how much time and memory a call takes, and that it ends by itself.

use std::fmt::Display;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{Done, ENGLISH, Place};

/// Seconds on the processor after which a call counts as hanging. Two hundred times what an unoptimised
/// program takes of most cases, so that a busy machine fails none.
const SECONDS: u64 = 60;

/// Seconds by the clock, for a call that waits without working.
const PATIENCE: Duration = Duration::from_secs(300);

/// Most memory of a call in KiB. The largest file that is read has 512 MiB.
const MEMORY: u64 = 3 << 20;

/// How a watched call ended.
pub struct Outcome {
    pub done: Done,
    /// Seconds on the processor.
    pub seconds: f64,
}

/// Calls the program; panics where it crashes, hangs, or takes more memory than it may.
#[track_caller]
pub fn watch(place: &Place, arguments: &[&str]) -> Outcome {
    let times = place.root().join("tmp/times");
    let script = format!(
        "ulimit -v {MEMORY}; ulimit -t {SECONDS}; \"$@\"; ended=$?; times >'{}'; exit $ended",
        times.display()
    );
    let mut shell = Command::new("sh");
    place.prepare(&mut shell, ENGLISH);
    shell.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_postil")]);
    shell.args(arguments);
    let child = shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.unwrap();
    let id = child.id();
    let (ended, end) = std::sync::mpsc::channel::<()>();
    let guard = std::thread::spawn(move || {
        let start = Instant::now();
        let waits = end.recv_timeout(PATIENCE).is_err() && start.elapsed() >= PATIENCE;
        if waits {
            // The shell and the program in it.
            let _ = Command::new("pkill")
                .args(["-KILL", "-P", &id.to_string()])
                .status();
        }
        waits
    });
    let output = child.wait_with_output().unwrap();
    let _ = ended.send(());
    let hung = guard.join().unwrap();
    assert!(!hung, "{arguments:?} waited for {PATIENCE:?}");
    assert_eq!(output.status.signal(), None, "{arguments:?}");
    let code = output.status.code().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        (0..=3).contains(&code),
        "{arguments:?} ended with {code}: {err}"
    );
    let times = std::fs::read_to_string(times).unwrap_or_default();
    Outcome {
        seconds: times.lines().nth(1).map_or(0.0, seconds),
        done: Done::of(output),
    }
}

/// `0m1.250s 0m0.100s`: what was taken for the program and for the system.
fn seconds(line: &str) -> f64 {
    let one = |part: &str| -> Option<f64> {
        let (minutes, seconds) = part.trim_end_matches('s').split_once('m')?;
        Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.replace(',', ".").parse::<f64>().ok()?)
    };
    line.split_whitespace().filter_map(one).sum()
}

impl Outcome {
    /// Prints a row of the table: the case, the call, how it ended, its time, and the first words.
    #[track_caller]
    pub fn row(self, case: impl Display, verb: &str) -> Done {
        let Self { done, seconds } = self;
        let status = done.status.unwrap();
        // What went wrong is said, and said once for each.
        assert!(
            status == 0 || !done.err.trim().is_empty(),
            "{case}: {status} without a word"
        );
        let first: String = done
            .err
            .lines()
            .next()
            .unwrap_or("")
            .chars()
            .take(110)
            .collect();
        eprintln!("{case:<34} {verb:<7} {status} {seconds:>5.2} s  {first}");
        done
    }
}

/// Calls verbs on an article or a folder and prints a row for each; gives how each ended.
#[track_caller]
pub fn all_verbs(case: &str, place: &Place, article: &str) -> Vec<(&'static str, Done)> {
    let tag = [
        "tag",
        article,
        "--reviewer",
        "Al",
        "--label",
        "fact",
        "--chars",
        "0..1",
    ];
    let calls: [(&'static str, Vec<&str>); 5] = [
        ("check", vec!["check", "."]),
        ("list", vec!["list", ".", "--format", "json"]),
        (
            "export",
            vec!["export", ".", "--format", "html", "--out", "../tmp/out"],
        ),
        ("tag", tag.to_vec()),
        ("reanchor", vec!["reanchor", ".", "--dry-run"]),
    ];
    { calls.into_iter() }
        .map(|(verb, call)| (verb, watch(place, &call).row(case, verb)))
        .collect()
}

/// Nothing that a terminal would obey or that turns a line around.
#[track_caller]
pub fn assert_plain(text: &str) {
    let bad = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    assert_eq!(text.chars().find(bad), None, "{text:?}");
}
