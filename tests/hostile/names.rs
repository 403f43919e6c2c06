//! Names that lead out of a folder, or do things to a terminal.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::Path;

use postil::store;

use crate::program::{Done, Place};
use crate::watched::{all_verbs, assert_plain, watch};

const TEXT: &str = "Un titre\n\nIl a plu à Genève. C’est un scandale. Il a plu.\n";

/// A word that stands in the files outside, and must never be seen.
const BAIT: &str = "Hameçon";

/// Names that mean another place on some system; `ROOT` stands for the folder above everything.
const NAMES: [&str; 42] = [
    "../outside/bait.txt",
    "../../outside/bait.txt",
    "../../../outside/bait.txt",
    "./../../outside/bait.txt",
    "sub/../../../outside/bait.txt",
    "a/b/../../../../outside/bait.txt",
    ".././../outside/bait.txt",
    "..//..//outside/bait.txt",
    "ROOT/outside/bait.txt",
    "//ROOT/outside/bait.txt",
    "file://ROOT/outside/bait.txt",
    "../../../../../../../../../../etc/hostname",
    "/etc/hostname",
    "/dev/zero",
    "/proc/self/environ",
    "~/bait.txt",
    "~root/bait.txt",
    "$HOME/bait.txt",
    "C:\\outside\\bait.txt",
    "C:/outside/bait.txt",
    "c:bait.txt",
    "C:",
    "\\outside\\bait.txt",
    "..\\outside\\bait.txt",
    "..\\..\\outside\\bait.txt",
    "\\\\server\\share\\bait.txt",
    "\\\\?\\C:\\bait.txt",
    "\\\\.\\COM1",
    "//server/share/bait.txt",
    "a\\u{0}b.txt",
    "../../outside/bait.txt\\u{0}.txt",
    "",
    ".",
    "..",
    "../..",
    "/",
    ".hidden/bait.txt",
    ".bait.txt",
    "con",
    "NUL.txt",
    "aux.codebook",
    "a.txt:stream",
];

/// Everything below a folder but what the program may write: paths and contents.
fn everything(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let own = ["home", "tmp", "saves", "articles/deep"];
            if own.contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                found.insert(name, std::fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// A place with bait around the one folder that is opened, `articles/deep`.
fn baited() -> Place {
    let place = Place::new();
    place.write("deep/a.txt", TEXT);
    let bait = format!("{BAIT}. {BAIT} encore.\n");
    std::fs::create_dir_all(place.root().join("outside")).unwrap();
    for file in ["outside/bait.txt", "bait.txt", "home/bait.txt"] {
        std::fs::write(place.root().join(file), &bait).unwrap();
    }
    let codebook =
        store::codebook_text(&store::default_codebook().unwrap()).replace("Loaded", BAIT);
    std::fs::write(place.root().join("outside/bait.txt.codebook.ron"), codebook).unwrap();
    place
}

#[track_caller]
fn unseen(done: &Done, name: &str) {
    assert!(
        !done.out.contains(BAIT) && !done.err.contains(BAIT),
        "{name}: {} {}",
        done.out,
        done.err
    );
    assert_plain(&done.err);
}

#[test]
fn no_name_leads_out_of_the_folder_that_was_opened() {
    let mut cases = 0;
    for name in NAMES {
        let place = baited();
        let name = name.replace("ROOT", place.root().to_str().unwrap());
        // As RON has it; `\u{0}` stays an escape.
        let ron = name.replace('\\', "\\\\").replace("\\\\u{0}", "\\u{0}");
        let before = everything(place.root());
        let check = |call: &[&str], what: &str| {
            let done = watch(&place, call).row(format!("{what} {name}"), call[0]);
            unseen(&done, &name);
            assert_eq!(everything(place.root()), before, "{what} {name}");
            done
        };
        // Articles of a session.
        let session = format!("(version: 1, articles: [\"{ron}\", \"a.txt\"])");
        place.write("deep/s.session.ron", &session);
        for verb in ["check", "list", "reanchor"] {
            check(&[verb, "deep/s.session.ron"], "article");
            cases += 1;
        }
        let export = [
            "export",
            "deep/s.session.ron",
            "--format",
            "html",
            "--out",
            "deep/out",
        ];
        check(&export, "article");
        for entry in std::fs::read_dir(place.at("deep/out"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let page = std::fs::read_to_string(entry.path()).unwrap();
            assert!(!page.contains(BAIT), "{name}");
        }
        // Its codebook, and that of an annotation file; the file says that it is of another article.
        let session = format!("(version: 1, codebook: \"{ron}\", articles: [\"a.txt\"])");
        place.write("deep/s.session.ron", session);
        check(&["check", "deep/s.session.ron"], "codebook");
        place.tag("deep/a.txt", "Al", "fact", &["--chars", "0..2"]);
        let file = place.read("deep/a.txt.Al.ann.ron");
        let file = file.replace("id: \"media-literacy\"", &format!("id: \"{ron}\""));
        let file = file.replace("file: \"a.txt\"", &format!("file: \"{ron}\""));
        place.write("deep/a.txt.Al.ann.ron", file);
        check(&["check", "deep"], "named in a file");
        check(&["list", "deep", "--format", "json"], "named in a file");
        // A pseudonym, which becomes part of a file's name.
        let plain = name.replace("\\u{0}", "_");
        if !plain.is_empty() {
            let tag = [
                "tag",
                "deep/a.txt",
                "--reviewer",
                &plain,
                "--label",
                "fact",
                "--chars",
                "3..8",
            ];
            check(&tag, "pseudonym").status(0);
        }
        // An export under that name.
        let real = name.replace("\\u{0}", "\0");
        let out = place.at("deep/out2");
        let home = store::Home {
            assets: None,
            seeds: None,
            saves: place.root().join("saves"),
            data: place.root().join("home/data"),
            config: place.root().join("home/config"),
        };
        if let Ok(path) = store::write_export(&out, &real, b"x", &home, "u") {
            assert_eq!(path.parent(), Some(out.as_path()), "{name}");
        }
        assert_eq!(everything(place.root()), before, "export {name}");
        cases += 7;
    }
    eprintln!(
        "{} names in {cases} places: 0 files written or read outside",
        NAMES.len()
    );
    assert!(cases >= 400, "{cases}");
}

/// Names that a terminal would obey, that look like others, or that are no text at all.
const ODD: [&[u8]; 10] = [
    b"a\nerror: b.txt",
    b"\x1b[31mred\x1b[0m",
    b"\x1b]0;title\x07",
    b"bell\x07\x08\x08back\r",
    "\u{202e}txt.exe".as_bytes(),
    "\u{2066}x\u{2028}y\u{2029}".as_bytes(),
    "\u{85}\u{9b}31m".as_bytes(),
    "e\u{301}te\u{301}".as_bytes(),
    b"caf\xe9",
    b"\xff\xfe\xf0\x28",
];

#[test]
fn odd_names_are_shown_safely() {
    for odd in ODD {
        let place = Place::new();
        let name = OsString::from_vec([odd, b".txt"].concat());
        place.write(&name, TEXT);
        let case = format!("{name:?}");
        for (verb, done) in all_verbs(&case, &place, ".") {
            assert_plain(&done.err);
            // A folder cannot be tagged.
            assert_eq!(
                done.status == Some(0),
                verb != "tag",
                "{case}: {}",
                done.err
            );
        }
        let shown = name.to_string_lossy().into_owned();
        if name.to_str().is_some() {
            place.tag(&shown, "Al", "fact", &["--chars", "0..2"]);
            let table = watch(&place, &["list", "."]).row(&case, "list").status(0);
            assert_plain(&table.out);
            assert_eq!(table.out.lines().count(), 2, "{}", table.out);
        }
        // Broken, it is named all the same, on one line.
        place.write(&name, b"\0");
        let done = watch(&place, &["check", "."]).row(&case, "check").status(1);
        assert_plain(&done.err);
        assert!(
            done.err.lines().all(|line| !line.starts_with("error: b")),
            "{}",
            done.err
        );
    }
}

#[test]
fn odd_words_in_files_are_shown_safely() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.tag("a.txt", "Al", "fact", &["--chars", "0..2"]);
    let path = place.at("a.txt.Al.ann.ron");
    let file = std::fs::read_to_string(&path).unwrap();
    let odd = "\\u{1b}[31m\\u{202e}\\n\\u{9b}x\\u{2028}";
    for (from, to) in [
        ("name: \"Al\"", format!("name: \"{odd}\"")),
        ("label: \"fact\"", format!("label: \"{odd}\"")),
        ("quote: \"Un\"", format!("quote: \"{odd}\"")),
        ("status: \"in_progress\"", format!("status: \"{odd}\"")),
        ("id: \"media-literacy\"", format!("id: \"{odd}\"")),
    ] {
        assert!(file.contains(from), "{from}");
        std::fs::write(&path, file.replacen(from, &to, 1)).unwrap();
        for (_, done) in all_verbs(from, &place, "a.txt") {
            assert_plain(&done.err);
        }
        assert_plain(&watch(&place, &["list", "."]).row(from, "list").out);
    }
}
