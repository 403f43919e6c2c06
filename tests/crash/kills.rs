//! The real program, killed at every call to the system that a save makes, or refused it.

use std::collections::{BTreeMap, BTreeSet};

use postil::model::SpanId;
use postil::store::{self, Integrity};

use crate::stages::{Kind, SIZES, Stage, Tree, leftovers};
use crate::trace::{self, FIRST, LATER, Meanwhile, Point, SECOND};

type Ids = BTreeSet<SpanId>;

/// Alice's marks as a start shows them.
#[track_caller]
fn marks(stage: &Stage, case: &str) -> Ids {
    let mut ids = Ids::new();
    for loaded in stage.desk.load() {
        let loaded = loaded.unwrap_or_else(|problem| panic!("{case}: {problem:?}"));
        assert_eq!(loaded.integrity, Integrity::Intact, "{case}");
        ids.extend(loaded.reading.spans.iter().map(|span| span.id));
    }
    ids
}

/// The id that the program printed, if it got so far.
fn printed(output: &std::process::Output) -> Option<SpanId> {
    let text = String::from_utf8_lossy(&output.stdout);
    let whole = text.strip_suffix('\n')?;
    Some(SpanId(whole.parse().unwrap()))
}

/// What is checked after the program ended anyhow: every old mark is there, and the new one wholly or
/// not at all, and surely where its id was printed.
fn check(stage: &Stage, old: &Ids, output: &std::process::Output, case: &str) -> Ids {
    let there = marks(stage, case);
    assert!(there.is_superset(old), "{case}: a mark is lost");
    assert!(
        there.len() <= old.len() + 1,
        "{case}: {} marks",
        there.len()
    );
    if let Some(id) = printed(output) {
        assert!(
            there.contains(&id),
            "{case}: {id:?} was printed and is not there"
        );
    }
    there
}

/// A scene for the real program: a stage, and what another program writes meanwhile.
struct Scene {
    stage: Stage,
    theirs: Option<Tree>,
    /// Marks that must be there whatever happens to ours.
    old: Ids,
}

impl Scene {
    fn new(kind: Kind, size: usize) -> Self {
        let ours = if kind == Kind::Merge {
            Kind::Over
        } else {
            kind
        };
        let mut stage = Stage::new(ours, size);
        let mut theirs = None;
        let mut old = marks(&stage, "before");
        if kind == Kind::Merge {
            // A lock file must be there to be held.
            assert!(stage.desk.home.data.join("locks").is_dir());
            let other = Stage::new(kind, size);
            old.extend(marks(&other, "theirs"));
            theirs = Some(other.before);
        }
        stage.before = stage.tree();
        Self { stage, theirs, old }
    }

    /// Another program, faster than ours: it replaces the file.
    fn write_theirs(&self) {
        let tree = self.theirs.as_ref().unwrap();
        let (_, bytes) = { tree.iter() }
            .find(|(path, _)| path.to_string_lossy().ends_with(".ann.ron"))
            .unwrap();
        let path = self.stage.desk.beside("Alice");
        let aside = path.with_extension("theirs");
        std::fs::write(&aside, bytes.as_ref().unwrap()).unwrap();
        std::fs::rename(aside, path).unwrap();
    }

    fn reset(&self) {
        self.stage.put(&self.stage.before);
    }

    fn with<T>(&self, act: impl FnOnce(Option<Meanwhile<'_>>) -> T) -> T {
        let write = || self.write_theirs();
        act(self.theirs.is_some().then_some(&write as Meanwhile<'_>))
    }

    fn points(&self) -> Vec<Point> {
        self.reset();
        let mut points = self.with(|meanwhile| trace::points(&self.stage, meanwhile));
        if self.theirs.is_some() {
            // How often it waits for the lock depends on the moment.
            points.retain(|point| !matches!(point.name.as_str(), "flock" | "clock_nanosleep"));
        }
        points
    }
}

/// What came of the kills of one path at one size.
#[derive(Default)]
struct Kills {
    kills: usize,
    /// In which the new mark was there.
    new: usize,
    /// Killed again at the next start.
    twice: usize,
}

/// Kills the program at every call.
fn kill_everywhere(kind: Kind, size: usize) -> Kills {
    let scene = Scene::new(kind, size);
    let (stage, old) = (&scene.stage, &scene.old);
    let points = scene.points();
    let mut kills = Kills::default();
    for (at, point) in points.iter().enumerate() {
        let case = format!("{kind:?} {size} killed at {}", point.line);
        scene.reset();
        let (output, killed) =
            scene.with(|meanwhile| trace::kill_at(stage, FIRST, point, meanwhile));
        if !killed {
            // Calls about memory are not the same in every run.
            assert!(
                matches!(point.name.as_str(), "brk" | "mmap" | "munmap" | "mremap"),
                "{case}"
            );
            continue;
        }
        kills.kills += 1;
        let mut there = check(stage, old, &output, &case);
        kills.new += usize::from(there.len() > old.len());
        // Killed while it recovers, at another place each time.
        if at % 4 == 0 {
            let again = &points[(at * 7 + 3) % points.len()];
            let (output, killed) = trace::kill_at(stage, SECOND, again, None);
            kills.twice += usize::from(killed);
            there = check(
                stage,
                &there,
                &output,
                &format!("{case}, then at {}", again.line),
            );
        }
        // The next start shows it, goes on, and clears up.
        let output = trace::mark(stage, LATER);
        assert!(output.status.success(), "{case}: {output:?}");
        let later = check(stage, &there, &output, &case);
        assert_eq!(later.len(), there.len() + 1, "{case}");
        assert_eq!(leftovers(&stage.tree()), [""; 0], "{case}");
    }
    trace::forget(stage);
    kills
}

#[track_caller]
fn kill(kind: Kind, least: usize) {
    if !trace::can_trace() {
        return;
    }
    let mut all = 0;
    for size in SIZES {
        let Kills { kills, new, twice } = kill_everywhere(kind, size);
        eprintln!("{kind:?} {size}: {kills} kills, {new} with the new mark, {twice} killed again");
        assert!(new > 0 && new < kills && twice > 10, "{kind:?} {size}");
        all += kills;
    }
    assert!(all >= least, "{kind:?}: {all} kills");
}

#[test]
fn killed_in_a_first_save() {
    kill(Kind::First, 225);
}

#[test]
fn killed_in_a_save_over_the_last_one() {
    kill(Kind::Over, 225);
}

#[test]
fn killed_in_a_save_over_another_program() {
    kill(Kind::Merge, 225);
}

#[test]
fn killed_on_the_way_out_of_saves() {
    kill(Kind::Home, 225);
}

/// Calls by which something is written or the way to it is asked. What closing says is of no weight: all
/// was flushed before.
const WRITING: [&str; 9] = [
    "openat",
    "write",
    "fsync",
    "rename",
    "mkdir",
    "unlink",
    "fchmod",
    "ftruncate",
    "flock",
];

const ERRORS: [&str; 6] = ["ENOSPC", "EIO", "EACCES", "EDQUOT", "EROFS", "EINTR"];

fn refuse(kind: Kind, least: usize) {
    if !trace::can_trace() {
        return;
    }
    let scene = Scene::new(kind, 1);
    let (stage, old) = (&scene.stage, &scene.old);
    let mut points = scene.points();
    points.retain(|point| {
        let to_a_person = ["write(1,", "write(2,"]
            .iter()
            .any(|start| point.line.starts_with(start));
        WRITING.contains(&point.name.as_str()) && !to_a_person
    });
    let mut outcomes = BTreeMap::<(&str, Option<i32>), usize>::new();
    let mut cases = 0;
    for point in &points {
        for error in ERRORS {
            let case = format!("{kind:?} {error} at {}", point.line);
            scene.reset();
            let output = trace::fail_at(stage, point, error);
            let there = check(stage, old, &output, &case);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(!said.contains("panicked"), "{case}: {said}");
            let status = output.status.code();
            match status {
                Some(0) => {
                    assert!(printed(&output).is_some(), "{case}");
                    assert_eq!(there.len(), old.len() + 1, "{case}");
                }
                Some(1 | 3) => {
                    assert_eq!(printed(&output), None, "{case}");
                    assert!(
                        said.starts_with("error: ") && said.len() > 40,
                        "{case}: {said}"
                    );
                }
                other => panic!("{case}: status {other:?}: {said}"),
            }
            if error == "EINTR" {
                assert_eq!(status, Some(0), "{case}: {said}");
            }
            cases += 1;
            *outcomes.entry((error, status)).or_default() += 1;
        }
    }
    eprintln!("{kind:?}: {cases} cases, {outcomes:?}");
    assert!(cases >= least, "{cases}");
    trace::forget(stage);
}

#[test]
fn refused_in_a_first_save() {
    refuse(Kind::First, 80);
}

#[test]
fn refused_in_a_save_over_the_last_one() {
    refuse(Kind::Over, 80);
}

#[test]
fn refused_on_the_way_out_of_saves() {
    refuse(Kind::Home, 80);
}

#[test]
fn the_id_of_a_mark_is_the_one_that_is_there() {
    let scene = Scene::new(Kind::Over, 1);
    let output = trace::mark(&scene.stage, LATER);
    let there = check(&scene.stage, &scene.old, &output, "undisturbed");
    assert_eq!(there.len(), scene.old.len() + 1);
    assert!(store::load_reading(&scene.stage.desk.beside("Alice"), None).is_ok());
}

/// What is marked already may have been written by a program that was killed.
#[test]
fn what_is_marked_already_is_flushed() {
    if !trace::can_trace() {
        return;
    }
    let stage = Stage::new(Kind::First, 1);
    let first = trace::mark(&stage, LATER);
    let (again, flushed) = trace::flushes(&stage, LATER);
    assert_eq!(printed(&again), printed(&first), "{again:?}");
    let file = |line: &String| line.contains("tribune.txt.Alice.ann.ron");
    assert!(flushed.iter().any(file), "{flushed:?}");
    assert!(
        flushed.iter().any(|line| line.ends_with("/news>")),
        "{flushed:?}"
    );
    trace::forget(&stage);
}
