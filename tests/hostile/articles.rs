//! Articles that are no articles, or too much of one.

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use crate::program::Place;
use crate::watched::{all_verbs, assert_plain, watch};

/// Bytes that look like chance, the same every time.
fn noise(length: usize, mut state: u64) -> Vec<u8> {
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

type Make = fn(&Place);

/// What is tried, how it is made, and whether it can be read.
const CASES: [(&str, Make, bool); 24] = [
    (
        "random bytes",
        |p| drop(p.write("a.txt", noise(1 << 20, 7))),
        false,
    ),
    (
        "random letters",
        |p| {
            let bytes = noise(1 << 20, 8)
                .into_iter()
                .map(|byte| byte | 0x20)
                .collect::<Vec<_>>();
            p.write("a.txt", bytes);
        },
        true,
    ),
    (
        "random UTF-16",
        |p| {
            let bytes = noise(1 << 18, 9).into_iter().map(|byte| byte | 1);
            p.write(
                "a.txt",
                [0xff, 0xfe].into_iter().chain(bytes).collect::<Vec<_>>(),
            );
        },
        true,
    ),
    (
        "UTF-16 of surrogates alone",
        |p| {
            let units = (0..50_000u32).flat_map(|at| (0xd800 + (at % 0x800) as u16).to_le_bytes());
            p.write(
                "a.txt",
                [0xff, 0xfe].into_iter().chain(units).collect::<Vec<_>>(),
            );
        },
        true,
    ),
    ("nothing", |p| drop(p.write("a.txt", "")), false),
    (
        "a mark of byte order alone",
        |p| drop(p.write("a.txt", "\u{feff}")),
        false,
    ),
    ("one NUL", |p| drop(p.write("a.txt", "\0")), false),
    (
        "a million empty lines",
        |p| drop(p.write("a.txt", "\n".repeat(1_000_000))),
        false,
    ),
    (
        "a million empty lines and a word",
        |p| {
            p.write(
                "a.txt",
                format!("{}mot{}", "\n".repeat(1_000_000), "\r\n".repeat(9)),
            );
        },
        true,
    ),
    (
        "a million lines",
        |p| drop(p.write("a.txt", "a.\n".repeat(1_000_000))),
        true,
    ),
    (
        "a million lone CR",
        |p| drop(p.write("a.txt", "a.\r".repeat(1_000_000))),
        true,
    ),
    (
        "a million full stops",
        |p| drop(p.write("a.txt", ".".repeat(1_000_000))),
        true,
    ),
    (
        "a million opening quotes",
        |p| drop(p.write("a.txt", "« ".repeat(1_000_000))),
        true,
    ),
    (
        "combining marks alone",
        |p| drop(p.write("a.txt", "\u{301}".repeat(500_000))),
        true,
    ),
    (
        "100,000 marks on one letter",
        |p| {
            p.write("a.txt", format!("Un e{} mot.\n", "\u{301}".repeat(100_000)));
        },
        true,
    ),
    (
        "one emoji of 200,000 people",
        |p| {
            p.write("a.txt", "👩\u{200d}".repeat(200_000));
        },
        true,
    ),
    (
        "300,000 halves of flags",
        |p| drop(p.write("a.txt", "🇫".repeat(300_000))),
        true,
    ),
    (
        "1 MB of U+202E",
        |p| drop(p.write("a.txt", "\u{202e}".repeat(350_000))),
        true,
    ),
    (
        "a pipe",
        |p| {
            let made = Command::new("mkfifo").arg(p.at("a.txt")).status();
            assert!(made.unwrap().success());
        },
        false,
    ),
    (
        "a socket",
        |p| drop(UnixListener::bind(p.at("a.txt")).unwrap()),
        false,
    ),
    (
        "a link to /dev/zero",
        |p| symlink("/dev/zero", p.at("a.txt")).unwrap(),
        false,
    ),
    (
        "a link to itself",
        |p| symlink("a.txt", p.at("a.txt")).unwrap(),
        false,
    ),
    ("2 GB of nothing", |p| sparse(p, 2 << 30), false),
    ("500 MB of nothing", |p| sparse(p, 500 << 20), false),
];

fn sparse(place: &Place, length: u64) {
    std::fs::File::create(place.at("a.txt"))
        .unwrap()
        .set_len(length)
        .unwrap();
}

#[test]
fn every_article_ends_in_a_word_or_a_bounded_result() {
    for (case, make, readable) in CASES {
        let place = Place::new();
        make(&place);
        for (verb, done) in all_verbs(case, &place, "a.txt") {
            assert_plain(&done.err);
            let good = done.status == Some(0);
            assert_eq!(good, readable, "{case}, {verb}: {}", done.err);
            // What a machine can't read is a fault of the data, whatever it is.
            assert!(
                good || done.status == Some(1),
                "{case}, {verb}: {:?}",
                done.status
            );
        }
        let marks = if readable { 1 } else { 0 };
        assert_eq!(marks_of(&place).len(), marks, "{case}");
    }
}

#[test]
fn a_line_of_100_mb_can_be_marked() {
    let place = Place::new();
    place.write("a.txt", "mot ".repeat(25_000_000));
    let tag = [
        "tag",
        "a.txt",
        "--reviewer",
        "Al",
        "--label",
        "fact",
        "--chars",
    ];
    for range in ["0..3", "99999996..99999999"] {
        let call: Vec<&str> = tag.into_iter().chain([range]).collect();
        watch(&place, &call)
            .row("one line of 100 MB", "tag")
            .status(0);
    }
    let list = ["list", "a.txt", "--format", "json"];
    let marks = watch(&place, &list)
        .row("one line of 100 MB", "list")
        .good()
        .array();
    let ends: Vec<_> = marks
        .iter()
        .map(|mark| mark["end"].as_u64().unwrap())
        .collect();
    assert_eq!(ends, [3, 99_999_999]);
}

/// Somebody writes on while the file is read: what was read is whole, whatever it is.
#[test]
fn a_file_that_grows_is_read_up_to_some_line() {
    use std::io::Write as _;
    let place = Place::new();
    let path = place.write("a.txt", "Il a plu.\n");
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        let mut file = std::fs::File::options().append(true).open(path).unwrap();
        let lines = "Il a plu à Genève. C’est un scandale.\n".repeat(9);
        let pause = std::time::Duration::from_millis(1);
        while stopped.recv_timeout(pause).is_err() {
            file.write_all(lines.as_bytes()).unwrap();
        }
    });
    for (verb, done) in all_verbs("a file that grows", &place, "a.txt") {
        assert_eq!(done.status, Some(0), "{verb}: {}", done.err);
    }
    stop.send(()).unwrap();
    writer.join().unwrap();
    let marks = place.list(&["a.txt"]);
    assert_eq!(
        (&marks[0]["quote"], &marks[0]["start"]),
        (&"I".into(), &0.into())
    );
}

/// The marks of `a.txt`; none where it can't be read.
fn marks_of(place: &Place) -> Vec<serde_json::Value> {
    place.run(["list", "a.txt", "--format", "json"]).array()
}
