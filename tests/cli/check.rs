//! `postil check`.

use crate::TEXT;
use crate::program::{FRENCH, Place};

/// Three articles, the first with a mark of R's.
fn good() -> Place {
    let place = Place::new();
    for name in ["a.txt", "b.txt", "sub/c.md"] {
        place.write(name, TEXT);
    }
    place.tag("a.txt", "R", "fact", &["--quote", "Il a plu à Genève"]);
    place
}

#[test]
fn what_is_in_order_is_said_to_be() {
    let place = good();
    place.tag("sub/c.md", "S", "loaded", &["--quote", "scandale"]);
    let done = place
        .run(["check", "."])
        .status(0)
        .says(&["2 articles, 1 reading, 1 mark: all in order."]);
    assert_eq!(done.out, "");
    place
        .run(["check", ".", "--recursive"])
        .status(0)
        .says(&["3 articles, 2 readings, 2 marks"]);
    let fr = ["2 articles, 1 lecture, 1 marque\u{a0}: tout est en ordre."];
    place
        .run_in(FRENCH, ["check", "a.txt", "b.txt"])
        .status(0)
        .says(&fr);
    // A folder without articles is worth a note.
    place.write("none/x.pdf", "");
    place
        .run(["check", "none"])
        .status(0)
        .says(&["note: none: ", "0 articles", "all in order"]);
}

/// A fault: what makes it, and what must be said about which file.
type Fault = (&'static str, fn(&Place), &'static [&'static str]);

fn edit(place: &Place, change: impl Fn(&str) -> String) {
    let file = place.read("a.txt.R.ann.ron");
    let changed = change(&file);
    assert_ne!(file, changed);
    place.write("a.txt.R.ann.ron", changed);
}

const FAULTS: &[Fault] = &[
    (
        "broken",
        |place| {
            edit(place, |file| {
                file.replace("status: \"in_progress\",", "status: \"in_progress\"")
            })
        },
        &["./a.txt.R.ann.ron:7:5: "],
    ),
    (
        "truncated",
        |place| edit(place, |file| file[..700].to_owned()),
        &["./a.txt.R.ann.ron:"],
    ),
    (
        "nothing in it",
        |place| edit(place, |_| String::new()),
        &["./a.txt.R.ann.ron: "],
    ),
    (
        "another checksum",
        |place| edit(place, |file| file.replace("Genève\"", "Genève !\"")),
        &["./a.txt.R.ann.ron:4:5: "],
    ),
    (
        "no checksum",
        |place| {
            edit(place, |file| {
                file.lines()
                    .filter(|line| !line.contains("checksum"))
                    .map(|line| format!("{line}\n"))
                    .collect()
            });
        },
        &["./a.txt.R.ann.ron: "],
    ),
    (
        "newer",
        |place| {
            edit(place, |file| {
                file.replace("version: 1,", "version: 7, shape: (9),")
            })
        },
        &["./a.txt.R.ann.ron:3:5: "],
    ),
    (
        "git",
        |place| {
            edit(place, |file| {
                file.replace(
                    "    read:",
                    "<<<<<<< HEAD\n    read: [],\n=======\n    read:",
                )
            });
        },
        &["./a.txt.R.ann.ron:14:1: "],
    ),
    (
        "no text",
        |place| {
            let bytes = [place.read("a.txt.R.ann.ron").as_bytes(), b"\xff\xfe"].concat();
            place.write("a.txt.R.ann.ron", bytes);
        },
        &["./a.txt.R.ann.ron:"],
    ),
    (
        "unknown label",
        |place| edit(place, |file| file.replace("\"fact\"", "\"rumour\"")),
        &["./a.txt.R.ann.ron:17:18: ", "\"rumour\""],
    ),
    (
        "orphan",
        |place| drop(place.write("a.txt", "Tout autre chose.\n")),
        &["./a.txt.R.ann.ron:17:18: ", "Il a plu à Genève", "R, fact"],
    ),
    (
        "moved",
        |place| drop(place.write("a.txt", format!("Avant.\n{TEXT}"))),
        &["./a.txt.R.ann.ron:17:18: ", "17..34"],
    ),
    (
        "article gone",
        |place| std::fs::remove_file(place.at("a.txt")).unwrap(),
        &["./a.txt.R.ann.ron: "],
    ),
    (
        "binary article",
        |place| drop(place.write("a.txt", b"\x89PNG\r\n\x1a\n\0\0")),
        &["./a.txt: "],
    ),
    (
        "empty article",
        |place| drop(place.write("a.txt", "")),
        &["./a.txt: "],
    ),
    (
        "article's file",
        |place| drop(place.write("b.txt.article.ron", "(version: 1")),
        &["./b.txt.article.ron:"],
    ),
    (
        "article of an article's file gone",
        |place| drop(place.write("d.txt.article.ron", "(version: 1)")),
        &["./d.txt.article.ron: "],
    ),
    (
        "both",
        |place| {
            place.write("a.txt", "");
            edit(place, |file| {
                file.replace("annotations: [", "annotations: ")
            });
        },
        &["./a.txt: ", "./a.txt.R.ann.ron:"],
    ),
    (
        "codebook",
        |place| drop(place.write("media-literacy.codebook.ron", "(version: 1,\n")),
        &["./media-literacy.codebook.ron:"],
    ),
];

#[test]
fn every_fault_is_named_with_its_file() {
    for (name, make, said) in FAULTS {
        let place = good();
        make(&place);
        let before: Vec<_> = place
            .files()
            .iter()
            .map(|file| std::fs::read(place.at(file)).ok())
            .collect();
        let done = place.run(["check", "."]).status(1);
        assert_eq!(done.out, "", "{name}");
        let errors = done
            .err
            .lines()
            .filter(|line| line.starts_with("error: "))
            .count();
        let counted = done.err.lines().last().unwrap();
        assert!(
            counted.starts_with(&format!("{errors} problem")),
            "{name}: {}",
            done.err
        );
        done.says(said);
        let done = place.run_in(FRENCH, ["check", "."]).status(1);
        let french = done
            .err
            .lines()
            .filter(|line| line.starts_with("erreur\u{a0}: "))
            .count();
        assert_eq!(french, errors, "{name}: {}", done.err);
        let paths = said.iter().filter(|part| part.starts_with("./"));
        done.says(&paths.copied().collect::<Vec<_>>());
        // Looking changes nothing, and neither does listing or copying.
        place.run(["list", "."]);
        place.run(["export", ".", "--format", "html", "--out", "../copies"]);
        let after: Vec<_> = place
            .files()
            .iter()
            .map(|file| std::fs::read(place.at(file)).ok())
            .collect();
        assert_eq!(before, after, "{name}");
    }
}

#[test]
fn what_is_broken_is_not_written_to() {
    for (name, make, _) in &FAULTS[..8] {
        let place = good();
        make(&place);
        let before = std::fs::read(place.at("a.txt.R.ann.ron")).unwrap();
        for call in [
            &[
                "tag",
                "a.txt",
                "--reviewer",
                "R",
                "--label",
                "fact",
                "--chars",
                "0..8",
            ][..],
            &["done", "a.txt", "--reviewer", "R"],
        ] {
            let done = place.run(call).status(1).says(&["error: a.txt.R.ann.ron"]);
            assert_eq!(done.out, "", "{name}");
        }
        assert_eq!(
            std::fs::read(place.at("a.txt.R.ann.ron")).unwrap(),
            before,
            "{name}"
        );
        // The others go on.
        place.tag("a.txt", "S", "fact", &["--chars", "0..8"]);
    }
}

#[test]
fn several_faults_are_counted() {
    let place = good();
    place.write("b.txt", "");
    place.write("a.txt", "Rien.\n");
    place
        .run(["check", ".", "gone"])
        .status(1)
        .says(&["3 problems in 2 articles.", "error: gone: "]);
    place
        .run_in(FRENCH, ["check", ".", "gone"])
        .status(1)
        .says(&["3 problèmes dans 2 articles."]);
    place.run(["check"]).status(2).says(&["Missing: PATH."]);
}

#[cfg(unix)]
#[test]
fn an_article_that_may_not_be_read_is_a_fault_of_the_data() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = good();
    // Something that even the system's owner can't read as a file.
    std::os::unix::fs::symlink("/proc/self/mem", place.at("b2.txt")).unwrap();
    let closed = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(place.at("b.txt"), closed).unwrap();
    let done = place.run(["check", "."]).status(1);
    let root = std::fs::read(place.at("b.txt")).is_ok();
    done.says(if root {
        &["./b2.txt: "]
    } else {
        &["./b2.txt: ", "./b.txt: "]
    });
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_listed_is_a_fault_and_hides_no_other() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = good();
    place.write("closed/d.txt", TEXT);
    let mode = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(place.at("closed"), mode).unwrap();
    };
    mode(0o000);
    if std::fs::read_dir(place.at("closed")).is_ok() {
        eprintln!("skipped: root may list every folder");
    } else {
        let done = place.run(["check", "closed"]).status(1);
        done.says(&["error: closed: You are not allowed to read"]);
        let done = place.run(["check", "--recursive", "."]).status(1);
        done.says(&["error: ./closed: ", "1 problem in 3 articles"]);
        place.run(["list", "closed"]).status(3);
    }
    mode(0o755);
}

/// What was marked by a codebook of one's own is read by it, where it lies beside the article.
#[test]
fn marks_bring_their_codebook() {
    let place = good();
    let shipped = include_str!("../../assets/codebooks/media-literacy.codebook.ron");
    let own = shipped
        .replace("id: \"media-literacy\"", "id: \"desk\"")
        .replace("key: \"fact\"", "key: \"rumour\"");
    place.write("desk.codebook.ron", own);
    edit(&place, |file| {
        file.replace("id: \"media-literacy\"", "id: \"desk\"")
            .replace("\"fact\"", "\"rumour\"")
    });
    let done = place.run(["check", "a.txt"]).status(1);
    // The hand edit is a fault; the label is none.
    assert!(done.err.contains("1 problem in"), "{}", done.err);
    place.tag("a.txt", "S", "rumour", &["--quote", "Il a plu à Genève"]);
}

#[test]
fn of_a_file_that_is_lost_the_newest_whole_version_is_named() {
    let place = good();
    place.tag("a.txt", "R", "loaded", &["--quote", "scandale"]);
    place.tag("a.txt", "S", "loaded", &["--quote", "scandale"]);
    let lost = vec![0; place.read("a.txt.R.ann.ron").len()];
    place.write("a.txt.R.ann.ron", lost);
    place.write("a.txt.S.ann.ron", "(");
    let done = place.run(["check", "."]).status(1).says(&[
        "note: ./a.txt.R.ann.ron: An earlier version is whole (",
        "; 1 mark). Open the article in the window to bring it back.",
    ]);
    // Of S there was but one state.
    assert!(!done.err.contains("a.txt.S.ann.ron: An earlier"));
    assert_eq!(place.read("a.txt.S.ann.ron"), "(");
}
