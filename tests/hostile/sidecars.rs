//! Files beside an article, sessions and codebooks that were made to break a reader.

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use crate::program::Place;
use crate::watched::{all_verbs, assert_plain, watch};

const TEXT: &str = "Un titre\n\nIl a plu à Genève. C’est un scandale. Il a plu.\n";

type Make = fn(&Path);

/// The content of a file, or how it is made.
enum Content {
    Text(String),
    Made(Make),
}

/// What is no RON, whatever it claims to be, under the name of each kind of file.
fn broken() -> Vec<(String, Content)> {
    let mut cases: Vec<(String, Content)> = Vec::new();
    for start in [
        "[",
        "(",
        "{",
        "Some(",
        "/*",
        "\"",
        "r#",
        "#![",
        "#![enable(",
        "-",
        "'",
        "\n",
        "b\"",
        "//",
        "(a:",
        "{0:",
        "[(",
        "(version:1,annotations:[",
        "(version:1,labels:[",
        "(version:1,x:[",
        "(version:1,title:{",
        "(version:1,x:Some(",
    ] {
        let name = format!("100,000 × {start:?}");
        cases.push((name, Content::Text(start.repeat(100_000))));
    }
    for (name, text) in [
        ("nothing", String::new()),
        ("a mark of byte order alone", "\u{feff}".to_owned()),
        (
            "a string that claims 2 GB",
            "(version: 1, id: \"".to_owned(),
        ),
        (
            "a number of a million digits",
            format!("(version: {})", "9".repeat(1_000_000)),
        ),
        (
            "a name of a million letters",
            format!("({}: 1)", "v".repeat(1_000_000)),
        ),
        (
            "a raw string of 100,000 #",
            format!("(version: 1, id: r{}\"", "#".repeat(100_000)),
        ),
        (
            "an unknown list of 100,000",
            format!("(version: 1, x: [{}])", "1,".repeat(100_000)),
        ),
        (
            "brackets closed",
            format!(
                "(version: 1, x: {}{})",
                "[".repeat(100_000),
                "]".repeat(100_000)
            ),
        ),
        ("NaN for a version", "(version: NaN)".to_owned()),
        ("a version below", "(version: -1)".to_owned()),
        (
            "a version beyond 32 bits",
            "(version: 4294967296)".to_owned(),
        ),
        ("a newer version", "(version: 4294967295)".to_owned()),
        ("a JSON file", "{\"version\": 1}".to_owned()),
        ("two values", "(version: 1)(version: 1)".to_owned()),
    ] {
        cases.push((name.to_owned(), Content::Text(text)));
    }
    let made: [(&str, Make); 8] = [
        ("2 GB of nothing", |path| {
            std::fs::File::create(path)
                .unwrap()
                .set_len(2 << 30)
                .unwrap();
        }),
        ("6 MB of nothing", |path| {
            std::fs::write(path, "(version: 1, id: \"").unwrap();
            let file = std::fs::File::options().append(true).open(path).unwrap();
            file.set_len(6 << 20).unwrap();
        }),
        ("a pipe", |path| {
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        }),
        ("a socket", |path| drop(UnixListener::bind(path).unwrap())),
        ("a folder", |path| std::fs::create_dir(path).unwrap()),
        ("a link to /dev/zero", |path| {
            symlink("/dev/zero", path).unwrap()
        }),
        ("a link to /dev/tty", |path| {
            symlink("/dev/tty", path).unwrap()
        }),
        ("a link to itself", |path| symlink(path, path).unwrap()),
    ];
    cases.extend(made.map(|(name, make)| (name.to_owned(), Content::Made(make))));
    cases
}

fn put(path: &Path, content: &Content) {
    match content {
        Content::Text(text) => std::fs::write(path, text).unwrap(),
        Content::Made(make) => make(path),
    }
}

/// What stands there before and after: bytes, or what it is.
fn there(path: &Path) -> String {
    let about = std::fs::symlink_metadata(path).unwrap();
    match about.is_file() && about.len() < 1 << 24 {
        true => format!("{:?}", std::fs::read(path).unwrap()),
        false => format!("{:?} {}", about.file_type(), about.len()),
    }
}

#[test]
fn no_broken_file_stops_the_program_and_none_is_written_over() {
    let names = [
        "a.txt.Al.ann.ron",
        "a.txt.article.ron",
        "mine.codebook.ron",
        "s.session.ron",
    ];
    let mut cases = 0;
    for (case, content) in broken() {
        for name in names {
            let place = Place::new();
            place.write("a.txt", TEXT);
            if name == "mine.codebook.ron" {
                let session = "(version: 1, codebook: \"mine\", articles: [\"a.txt\"])";
                place.write("s.session.ron", session);
            }
            put(&place.at(name), &content);
            let before = there(&place.at(name));
            let session = name != "a.txt.Al.ann.ron" && name != "a.txt.article.ron";
            let target = if session { "s.session.ron" } else { "." };
            let done = watch(&place, &["check", target]).row(format!("{name} {case}"), "check");
            assert_plain(&done.err);
            // Every fault names its file, and says where in it where that can be.
            let here = format!("{name}:");
            let named = done.err.lines().any(|line| line.contains(&here));
            // Fields that are not known are left to those who know them.
            let known = ["a.txt.article.ron", "s.session.ron"].contains(&name);
            let unknown = known && case.starts_with("an unknown list");
            // What is a folder is taken for one that holds no articles.
            match unknown || (name, &*case) == ("s.session.ron", "a folder") {
                true => assert_eq!(done.status, Some(0), "{}", done.err),
                false => assert!(
                    done.status == Some(1) && named,
                    "{name} {case}: {}",
                    done.err
                ),
            }
            let tag = [
                "tag",
                "a.txt",
                "--reviewer",
                "Al",
                "--label",
                "fact",
                "--chars",
                "0..2",
            ];
            let done = watch(&place, &tag).row(format!("{name} {case}"), "tag");
            assert_eq!(
                done.status == Some(0),
                name != "a.txt.Al.ann.ron",
                "{}",
                done.err
            );
            assert_eq!(there(&place.at(name)), before, "{name} {case}");
            cases += 1;
        }
    }
    eprintln!("{cases} broken files");
    assert!(cases >= 170);
}

/// An annotation file with some spans and more fields.
fn annotations(spans: &str, more: &str) -> String {
    format!(
        "(version: 1, reviewer: (name: \"Al\", id: \"00000000-0000-0000-0000-000000000001\"), \
         source: (file: \"a.txt\", text_hash: \"x\", importer: \"plain-text\", importer_version: 1), \
         {more} annotations: [{spans}])"
    )
}

fn span(number: usize, start: &str, end: &str, quote: &str) -> String {
    format!(
        "(id: \"00000000-0000-0000-0000-{number:012x}\", label: \"fact\", start: {start}, end: {end}, \
         quote: \"{quote}\", created: \"2026-01-01T00:00:00Z\", modified: \"2026-01-01T00:00:00Z\"),\n"
    )
}

fn spans(count: usize, quote: impl Fn(usize) -> String) -> String {
    let spans: Vec<String> = (0..count)
        .map(|at| span(at, "0", "2", &quote(at)))
        .collect();
    annotations(&spans.concat(), "")
}

#[test]
fn no_content_of_an_annotation_file_stops_the_program() {
    let one = |start: &str, end: &str| annotations(&span(1, start, end, "Un"), "");
    let most = u64::MAX.to_string();
    let cases: [(&str, String, bool); 30] = [
        // Whether it can be read: then it was changed outside the program, and is told so.
        ("NaN", one("NaN", "2"), false),
        ("inf", one("0", "inf"), false),
        ("half a number", one("0.5", "2"), false),
        ("an exponent", one("0", "1e400"), false),
        ("below nothing", one("-1", "2"), false),
        ("the largest number", one(&most, &most), true),
        ("to the largest number", one("0", &most), true),
        ("beyond 64 bits", one("0", "18446744073709551616"), false),
        ("beyond 128 bits", one("0", &"9".repeat(60)), false),
        ("hexadecimal", one("0x0", "0x2"), true),
        ("inverted", one("9", "2"), false),
        ("beyond the text", one("90", "200"), true),
        (
            "within a letter",
            annotations(&span(1, "29", "30", "\u{301}"), ""),
            true,
        ),
        (
            "nothing quoted",
            annotations(&span(1, "0", "0", ""), ""),
            true,
        ),
        (
            "an id twice",
            annotations(&format!("{0}{0}", span(1, "0", "2", "Un")), ""),
            false,
        ),
        (
            "an id that is none",
            one("0", "2").replace("-000000000001\", label", "-1\", label"),
            false,
        ),
        (
            "a field twice",
            one("0", "2").replace("end: 2", "end: 2, end: 3"),
            false,
        ),
        (
            "no reviewer",
            one("0", "2").replace("reviewer:", "viewer:"),
            false,
        ),
        (
            "a moment without end",
            one("0", "2").replace("2026-01-01", "9999-12-31"),
            false,
        ),
        (
            "a moment before time",
            one("0", "2").replace("2026-01-01T", "-009999-01-01T"),
            false,
        ),
        (
            "a moment that is none",
            one("0", "2").replace("2026-01-01T", "2026-13-41T"),
            false,
        ),
        (
            "an importer beyond 32 bits",
            one("0", "2").replace("importer_version: 1", "importer_version: 4294967296"),
            false,
        ),
        (
            "another file",
            one("0", "2").replace("file: \"a.txt\"", "file: \"../../../etc/passwd\""),
            true,
        ),
        (
            "100,000 passages read",
            annotations("", &format!("read: [{}],", "(0,1),".repeat(100_000))),
            true,
        ),
        (
            "a passage read without end",
            annotations("", &format!("read: [(0,{most}),(1,{most})],")),
            true,
        ),
        (
            "a passage read inverted",
            annotations("", "read: [(5, 1)],"),
            false,
        ),
        (
            "5,000 spans on one place",
            spans(5000, |_| "Un".to_owned()),
            true,
        ),
        (
            "5,000 spans without a place",
            spans(5000, |at| format!("rien {at} de cela")),
            true,
        ),
        (
            "a quote of 4 MB",
            annotations(&span(1, "0", "2", &"Il a plu ".repeat(500_000)), ""),
            true,
        ),
        (
            "1,000 quotes of 4 KB",
            spans(1000, |at| format!("Il a plu {at} ").repeat(400)),
            true,
        ),
    ];
    for (case, text, readable) in cases {
        let place = Place::new();
        place.write("a.txt", TEXT);
        place.write("a.txt.Al.ann.ron", &text);
        for (verb, done) in all_verbs(case, &place, "a.txt") {
            assert_plain(&done.err);
            let placed = done.err.contains("a.txt.Al.ann.ron:1:")
                || done.err.contains("a.txt.Al.ann.ron:2:");
            let told = match readable {
                true => done.err.contains("changed outside Postil"),
                false => placed && done.status == Some(1),
            };
            assert!(told, "{case}, {verb}: {}", done.err);
        }
        assert!(
            place.read("a.txt.Al.ann.ron") == text,
            "{case}: written over"
        );
    }
}
