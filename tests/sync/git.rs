//! Two clones of a git repository, which pull from and push to a third.

use std::path::Path;
use std::process::Command;

use crate::people::{ARTICLES, Done, annotations, write_articles};
use crate::program::{ENGLISH, Place};
use crate::{is_there, say};

/// Calls git in a machine's folder; whether it was content.
fn git(place: &Place, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    place.prepare(&mut command, ENGLISH);
    let who = [
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.org",
        "-c",
        "commit.gpgsign=false",
    ];
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .args(who)
        .args(arguments);
    command.output().unwrap().status.success()
}

#[track_caller]
fn good(place: &Place, arguments: &[&str]) {
    assert!(git(place, arguments), "git {arguments:?}");
}

/// Keeps what was done and takes in what the other machine has done; the number of files in which git
/// left both sides.
fn exchange(place: &Place) -> usize {
    good(place, &["add", "--all"]);
    git(place, &["commit", "--quiet", "--message=work"]);
    git(
        place,
        &[
            "pull",
            "--quiet",
            "--no-rebase",
            "--no-edit",
            "origin",
            "main",
        ],
    );
    let both = |(_, bytes): &(String, Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes);
        text.lines().any(|line| line.starts_with("<<<<<<< "))
    };
    annotations(place).iter().filter(|file| both(file)).count()
}

fn hand_on(place: &Place) {
    good(place, &["add", "--all"]);
    git(
        place,
        &["commit", "--quiet", "--no-edit", "--message=merged"],
    );
    good(place, &["push", "--quiet", "origin", "main"]);
}

fn clone(place: &Place, hub: &Path) {
    good(place, &["init", "--quiet", "--initial-branch=main"]);
    good(
        place,
        &["remote", "add", "origin", &hub.display().to_string()],
    );
}

#[test]
fn what_two_clones_mark_apart_is_there_once_in_both() {
    if !is_there("git") {
        say("NOT RUN: git is not on this machine.");
        return;
    }
    let hub = tempfile::tempdir().unwrap();
    let (desk, laptop) = (&Place::new(), &Place::new());
    let path = hub.path().display().to_string();
    good(
        desk,
        &["init", "--quiet", "--bare", "--initial-branch=main", &path],
    );
    clone(desk, hub.path());
    clone(laptop, hub.path());
    write_articles(desk);
    let mut done = Done::default();
    let zoe = done.mark(desk, "a.txt", "Zoé", 8);
    exchange(desk);
    hand_on(desk);
    good(laptop, &["pull", "--quiet", "origin", "main"]);
    let mut conflicts = 0;
    for round in 0..2 {
        for article in ARTICLES {
            done.mark(desk, article, "Zoé", 3);
            done.mark(laptop, article, "Zoé", 3);
            done.mark(desk, article, "Ada", 2);
            done.mark(laptop, article, "Ben", 2);
        }
        let own = &zoe[round * 4..];
        done.delete(desk, "a.txt", "Zoé", &own[0]);
        done.delete(laptop, "a.txt", "Zoé", &own[1]);
        done.edit(desk, "a.txt", "Zoé", &own[2], "first");
        done.edit(laptop, "a.txt", "Zoé", &own[2], "last");
        done.edit(laptop, "a.txt", "Zoé", &own[3], "on the laptop");
        assert_eq!(exchange(desk), 0, "the hub knows nothing newer");
        hand_on(desk);
        let found = exchange(laptop);
        assert!(found > 0, "{:?}", laptop.files());
        conflicts += found;
        // Both sides are read as they are, and written as one.
        done.holds_on(laptop);
        laptop
            .run(["merge", "."])
            .status(0)
            .says(&[&format!("{found} conflict cop")]);
        done.holds_on(laptop);
        hand_on(laptop);
        good(desk, &["pull", "--quiet", "--ff-only", "origin", "main"]);
        done.holds_on(desk);
        assert_eq!(annotations(desk), annotations(laptop), "byte for byte");
        desk.run(["check", "."]).status(0);
    }
    say(&format!(
        "git: {} marks made in two clones, {} deleted, {} changed; {conflicts} files with both sides merged",
        done.made.len(),
        done.deleted.len(),
        done.edited.len()
    ));
}
