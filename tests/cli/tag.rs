//! `postil tag`.

use crate::TEXT;
use crate::program::{FRENCH, Place};

fn place() -> Place {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place
}

#[test]
fn the_id_stands_alone_and_the_range_is_stored_as_given() {
    let place = place();
    let id = place.tag("a.txt", "Heron", "fact", &["--chars", "10..27"]);
    let rows = place.list(&["a.txt"]);
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(row["id"], id);
    assert_eq!((&row["start"], &row["end"]), (&10.into(), &27.into()));
    assert_eq!(row["quote"], "Il a plu à Genève");
    assert_eq!(
        (&row["file"], &row["label"]),
        (&"a.txt".into(), &"fact".into())
    );
    assert_eq!(
        (&row["voice"], &row["reason"]),
        (&"author".into(), &"".into())
    );
    assert_eq!(row["anchor"], "exact");
    assert_eq!(place.files(), ["a.txt", "a.txt.Heron.ann.ron"]);
    assert_eq!(place.read("a.txt"), TEXT);
}

#[test]
fn words_are_found_and_counted_from_one() {
    let place = place();
    let starts = |quote: &str, more: &[&str]| {
        let call = [&["--quote", quote], more].concat();
        let id = place.tag("a.txt", "R", "fact", &call);
        let rows = place.list(&["a.txt"]);
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        (row["start"].as_u64().unwrap(), row["quote"].clone())
    };
    assert_eq!(starts("à Genève", &[]), (19, "à Genève".into()));
    assert_eq!(starts("Il a plu", &["--nth", "1"]), (10, "Il a plu".into()));
    assert_eq!(starts("Il a plu", &["--nth", "2"]), (48, "Il a plu".into()));
    // The keyboard's apostrophe finds the printer's; what is stored is what stands there.
    assert_eq!(starts("C'est un", &[]), (29, "C’est un".into()));
    // A quote over a line end, and one that looks like an option.
    assert_eq!(starts("titre\n\nIl", &[]), (3, "titre\n\nIl".into()));
    place.write("b.txt", "Il dit : -x et --label.\n");
    for quote in ["-x", "--label", "--quote=-x"] {
        let found = quote.rsplit('=').next().unwrap();
        let call = match quote.contains('=') {
            true => vec![quote],
            false => vec!["--quote", quote],
        };
        place.tag("b.txt", "R", "loaded", &call);
        assert!(
            place
                .list(&["b.txt"])
                .iter()
                .any(|row| row["quote"] == found)
        );
    }
}

#[test]
fn words_are_found_however_accents_are_composed() {
    let place = Place::new();
    place.write("parts.txt", "Il a gele\u{301} a\u{300} E\u{301}vreux.\n");
    place.write("whole.txt", "Il a gelé à Évreux.\n");
    place.tag("parts.txt", "R", "fact", &["--quote", "gelé à É"]);
    place.tag(
        "whole.txt",
        "R",
        "fact",
        &["--quote", "gele\u{301} a\u{300} E\u{301}"],
    );
    let rows = place.list(&["."]);
    assert_eq!(
        (&rows[0]["start"], &rows[0]["end"]),
        (&5.into(), &16.into())
    );
    assert_eq!(
        (&rows[1]["start"], &rows[1]["end"]),
        (&5.into(), &13.into())
    );
}

#[test]
fn offsets_are_code_points_in_every_encoding() {
    let place = Place::new();
    let text = "Été 😀 e\u{301}\r\nIl a plu à Genève.\r\nFin.\r\n";
    let plain = text.replace('😀', "€").replace('\u{301}', "é");
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        let bytes = units.map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        });
        bytes.flatten().collect()
    };
    let windows = encoding_rs::WINDOWS_1252.encode(&plain).0.into_owned();
    let files = [
        ("utf8.txt", text.as_bytes().to_vec()),
        ("lf.md", text.replace("\r\n", "\n").into_bytes()),
        ("cr.txt", text.replace("\r\n", "\r").into_bytes()),
        ("bom.txt", ["\u{feff}", text].concat().into_bytes()),
        (
            "utf16le.txt",
            [vec![0xff, 0xfe], utf16(text, true)].concat(),
        ),
        (
            "utf16be.txt",
            [vec![0xfe, 0xff], utf16(text, false)].concat(),
        ),
        ("unmarked.txt", utf16(text, true)),
        ("windows.txt", windows),
    ];
    for (name, bytes) in files {
        let path = place.write(name, &bytes);
        let both = |chars: &str| {
            let id = place.tag(name, "R", "fact", &["--chars", chars]);
            let rows = place.list(&[name]);
            let row = rows.into_iter().find(|row| row["id"] == id).unwrap();
            row["quote"].as_str().unwrap().to_owned()
        };
        let letters = if name == "windows.txt" {
            ["€", "eé"]
        } else {
            ["😀", "e\u{301}"]
        };
        assert_eq!(both("4..5"), letters[0], "{name}");
        assert_eq!(both("6..8"), letters[1], "{name}");
        assert_eq!(
            both("0..8"),
            format!("Été {} {}", letters[0], letters[1]),
            "{name}"
        );
        assert_eq!(both("9..17"), "Il a plu", "{name}");
        // Half of a grapheme is a place, too: exactly what was given is kept.
        assert_eq!(both("6..7"), "e", "{name}");
        let id = place.tag(name, "Q", "fact", &["--quote", "Il a plu à Genève"]);
        let rows = place.list(&[name, "--reviewer", "Q"]);
        assert_eq!(
            (&rows[0]["id"], &rows[0]["start"]),
            (&id.into(), &9.into()),
            "{name}"
        );
        assert_eq!(std::fs::read(path).unwrap(), bytes, "{name}");
    }
    place.run(["check", "."]).status(0);
}

#[test]
fn what_is_said_about_a_mark_is_kept() {
    let place = place();
    let more = [
        "--quote",
        "à Genève",
        "--voice",
        "la maire",
        "--reason",
        "-- « dit-elle »",
    ];
    place.tag(
        "a.txt",
        "R",
        "fact",
        &[&more[..], &["--claim-status", "unverified", "--unsure"]].concat(),
    );
    place.tag(
        "a.txt",
        "R",
        "opinion",
        &["--quote", "scandale", "--voice", "author"],
    );
    let rows = place.list(&["a.txt"]);
    assert_eq!(rows[0]["voice"], "la maire");
    assert_eq!(rows[0]["reason"], "-- « dit-elle »");
    assert_eq!(rows[0]["confidence"], "unsure");
    assert_eq!(rows[0]["claim"]["status"], "unverified");
    assert_eq!(rows[1]["voice"], "author");
    assert_eq!(rows[1]["confidence"], "sure");
    assert!(rows[1]["claim"].is_null());
}

#[test]
fn a_broken_rule_is_a_warning() {
    let place = place();
    place
        .run([
            "tag",
            "a.txt",
            "--reviewer",
            "R",
            "--label",
            "opinion",
            "--chars",
            "29..46",
        ])
        .good();
    // A full stop at the edge; then, over it, the same layer and voice.
    let edge = [
        "tag",
        "a.txt",
        "--reviewer",
        "R",
        "--label",
        "fact",
        "--chars",
        "47..57",
    ];
    place
        .run(edge)
        .status(0)
        .says(&["note: a.txt: ", "R12"])
        .id();
    let over = [
        "tag",
        "a.txt",
        "--reviewer",
        "R",
        "--label",
        "fact",
        "--chars",
        "37..46",
    ];
    place
        .run(over)
        .status(0)
        .says(&["note: a.txt: ", "overlaps", "C’est un scandale"])
        .id();
    let fr = [
        "tag",
        "a.txt",
        "--reviewer",
        "R",
        "--label",
        "fact",
        "--chars",
        "35..46",
    ];
    place
        .run_in(FRENCH, fr)
        .status(0)
        .says(&["note\u{a0}: a.txt: ", "chevauche"])
        .id();
    // Another layer, another voice, another reviewer: nothing to say.
    let tag = |reviewer: &str, label: &str, more: &[&str]| {
        let call = [
            "tag",
            "a.txt",
            "--reviewer",
            reviewer,
            "--label",
            label,
            "--chars",
            "38..46",
        ];
        place.run(call.iter().chain(more)).good();
    };
    tag("R", "loaded", &[]);
    tag("R", "opinion", &["--voice", "la maire"]);
    tag("S", "opinion", &[]);
    let rows = place.list(&["a.txt", "--reviewer", "R"]);
    let ranges: Vec<_> = rows
        .iter()
        .map(|row| (row["start"].as_u64(), row["end"].as_u64()))
        .collect();
    assert!(
        ranges.contains(&(Some(47), Some(57))),
        "stored as given: {ranges:?}"
    );
}

#[test]
fn the_same_mark_twice_is_one() {
    let place = place();
    let call = [
        "tag",
        "a.txt",
        "--reviewer",
        "R",
        "--label",
        "fact",
        "--chars",
        "10..18",
    ];
    let first = place.run(call).good().id();
    let file = place.read("a.txt.R.ann.ron");
    let second = place.run(call).status(0).says(&["already"]).id();
    assert_eq!(first, second);
    assert_eq!(place.read("a.txt.R.ann.ron"), file);
}

#[test]
fn wrong_calls_change_nothing() {
    let place = place();
    place.write("empty.txt", " \n");
    place.write("folder/b.txt", TEXT);
    place.write("nothing/c.pdf", "x");
    place.write("s.session.ron", "(version: 1, articles: [\"a.txt\"])");
    let tag = |file, reviewer, label, more: &[&'static str]| {
        [
            &["tag", file, "--reviewer", reviewer, "--label", label],
            more,
        ]
        .concat()
    };
    let quote = ["--quote", "Il a plu"];
    for (call, status, en, fr) in [
        (
            tag("a.txt", "R", "rumour", &["--chars", "0..2"]),
            2,
            "no label \"rumour\"; it has: fact, opinion, loaded",
            "pas d’étiquette",
        ),
        (
            tag("a.txt", "a@b.org", "fact", &["--chars", "0..2"]),
            2,
            "e-mail",
            "adresse électronique",
        ),
        (
            tag("a.txt", "  ", "fact", &["--chars", "0..2"]),
            2,
            "name is needed",
            "Il faut un nom",
        ),
        (
            tag("a.txt", "R", "fact", &["--chars", "2..2"]),
            2,
            "a.txt: the range 2..2 holds nothing",
            "a.txt: l’intervalle 2..2 ne contient rien",
        ),
        (
            tag("a.txt", "R", "fact", &["--chars", "5..2"]),
            2,
            "ends before it starts",
            "finit avant de commencer",
        ),
        (
            tag("a.txt", "R", "fact", &["--chars", "-1..2"]),
            2,
            "\"-1..2\" is no range",
            "n’est pas un intervalle",
        ),
        (
            tag("a.txt", "R", "fact", &["--chars", "1-2"]),
            2,
            "120..164",
            "120..164",
        ),
        (
            tag("a.txt", "R", "fact", &["--chars", "50..59"]),
            1,
            "a.txt: the article has 58 code points",
            "a.txt: l’article a 58 points de code",
        ),
        (
            tag(
                "a.txt",
                "R",
                "fact",
                &["--chars", "99999999999999999999..2"],
            ),
            2,
            "no range",
            "n’est pas un intervalle",
        ),
        (
            tag("a.txt", "R", "fact", &["--quote", "Il a neigé"]),
            1,
            "a.txt: the words \"Il a neigé\" do not stand",
            "a.txt: les mots",
        ),
        (
            tag("a.txt", "R", "fact", &["--quote", ""]),
            1,
            "do not stand",
            "ne sont pas dans",
        ),
        (
            tag("a.txt", "R", "fact", &quote),
            2,
            "a.txt: the words \"Il a plu\" stand there 2 times; say which with --nth 1 to --nth 2",
            "2 fois",
        ),
        (
            tag(
                "a.txt",
                "R",
                "fact",
                &[&quote[..], &["--nth", "3"]].concat(),
            ),
            1,
            "only 2 times",
            "que 2 fois",
        ),
        (
            tag(
                "a.txt",
                "R",
                "fact",
                &[&quote[..], &["--nth", "0"]].concat(),
            ),
            2,
            "count from 1",
            "à partir de 1",
        ),
        (
            tag(
                "a.txt",
                "R",
                "fact",
                &[&quote[..], &["--nth", "x"]].concat(),
            ),
            2,
            "count from 1",
            "à partir de 1",
        ),
        (
            tag(
                "a.txt",
                "R",
                "fact",
                &[&quote[..], &["--chars", "0..2"]].concat(),
            ),
            2,
            "--quote Q can't be used together with --chars A..B",
            "ne vont pas ensemble",
        ),
        (
            tag("a.txt", "R", "fact", &["--chars", "0..2", "--nth", "1"]),
            2,
            "--chars A..B can't be used together with --nth N",
            "ne vont pas ensemble",
        ),
        (
            tag("a.txt", "R", "fact", &[]),
            2,
            "Missing: --quote Q | --chars A..B.",
            "Il manque",
        ),
        (
            tag(
                "a.txt",
                "R",
                "fact",
                &["--chars", "0..2", "--label", "fact"],
            ),
            2,
            "twice",
            "deux fois",
        ),
        (
            tag("a.txt", "R", "fact", &["--chars", "0..2", "--labl", "x"]),
            2,
            "did you mean --label?",
            "vouliez-vous dire --label",
        ),
        (
            tag(
                "a.txt",
                "R",
                "opinion",
                &["--chars", "0..2", "--claim-status", "unverified"],
            ),
            2,
            "is for facts",
            "vaut pour les faits",
        ),
        (
            tag(
                "a.txt",
                "R",
                "fact",
                &["--chars", "0..2", "--claim-status", "nope"],
            ),
            2,
            "no claim status \"nope\"; it has: ",
            "pas de statut",
        ),
        (
            tag("none.txt", "R", "fact", &["--chars", "0..2"]),
            1,
            "none.txt: There is no such file",
            "none.txt: Ce fichier n’existe pas",
        ),
        (
            tag("empty.txt", "R", "fact", &["--chars", "0..1"]),
            1,
            "empty.txt: There are no words",
            "aucun mot",
        ),
        (
            tag("folder", "R", "fact", &["--chars", "0..1"]),
            1,
            "folder: This is a folder",
            "C’est un dossier",
        ),
        (
            tag("nothing", "R", "fact", &["--chars", "0..1"]),
            1,
            "nothing: This is a folder",
            "C’est un dossier",
        ),
        (
            tag("s.session.ron", "R", "fact", &["--chars", "0..1"]),
            1,
            "s.session.ron: This is a session",
            "C’est une séance",
        ),
    ] {
        place.run(&call).status(status).says(&["error: ", en]);
        let done = place
            .run_in(FRENCH, &call)
            .status(status)
            .says(&["erreur\u{a0}: ", fr]);
        assert_eq!(done.out, "", "{call:?}");
        assert_eq!(
            done.err.contains("postil tag --help"),
            status == 2,
            "{}",
            done.err
        );
    }
    assert_eq!(
        place.files(),
        ["a.txt", "empty.txt", "folder", "nothing", "s.session.ron"]
    );
}

#[test]
fn every_other_pseudonym_will_do() {
    let place = place();
    let long = "é".repeat(300);
    let names = [
        "le chat gris",
        "a/b\\c",
        "Мышь",
        "😀🦊",
        "con",
        "LPT1",
        "..",
        "-x",
        "--help",
        "a@b",
        "100 %",
        "\"quoted\"",
        "'",
        "*?<>|",
        "שלום",
        "R.ann",
        long.as_str(),
        "$(id)",
        "\u{1b}[31mred",
    ];
    for name in names {
        let id = place.tag("a.txt", name, "fact", &["--chars", "10..18"]);
        let rows = place.list(&["a.txt", "--reviewer", name]);
        assert_eq!(rows.len(), 1, "{name}");
        assert_eq!(
            (&rows[0]["id"], &rows[0]["reviewer"]),
            (&id.into(), &name.into())
        );
    }
    assert_eq!(place.list(&["a.txt"]).len(), names.len());
    let files = place.files();
    assert_eq!(files.len(), names.len() + 1);
    for file in files {
        assert!(
            file.len() <= 255 && !file.contains(['/', '\\', '*', '?', '"', '<', '>', '|', ':']),
            "{file}"
        );
    }
    place.run(["check", "."]).status(0);
    let table = place.run(["list", "."]).good().out;
    assert!(!table.contains('\u{1b}'), "{table}");
}

#[test]
fn case_and_composition_make_no_second_reviewer() {
    let place = place();
    for (name, chars) in [
        ("Élodie", "10..18"),
        ("ÉLODIE", "19..27"),
        ("e\u{301}lodie", "48..56"),
        (" Élodie ", "0..8"),
    ] {
        place.tag("a.txt", name, "fact", &["--chars", chars]);
    }
    assert_eq!(place.files(), ["a.txt", "a.txt.Élodie.ann.ron"]);
    let rows = place.list(&["a.txt", "--reviewer", "ÉLODIE"]);
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row["reviewer"] == "Élodie"));
    // And in the next article it is the same person.
    place.write("b.txt", TEXT);
    place.tag("b.txt", "élodie", "fact", &["--chars", "0..8"]);
    let id = |file: &str| {
        let text = place.read(file);
        let (_, rest) = text.split_once("lodie\", id: \"").unwrap();
        rest[..36].to_owned()
    };
    assert_eq!(id("a.txt.Élodie.ann.ron"), id("b.txt.Élodie.ann.ron"));
}

#[test]
fn paths_may_be_odd() {
    let place = Place::new();
    let odd = [
        "un texte.txt",
        "-x.txt",
        "noext",
        "dossier é/ sub /t.md",
        "a\u{1b}[31m\nb.txt",
        "~home.txt",
        "a.b.c.txt",
    ];
    for name in odd {
        place.write(name, TEXT);
        let call = [
            "tag",
            "--reviewer",
            "R",
            "--label",
            "fact",
            "--chars",
            "10..18",
            "--",
            name,
        ];
        place.run(call).good().id();
        let rows = place
            .run(["list", "--format", "json", "--", name])
            .good()
            .array();
        assert_eq!(rows.len(), 1, "{name:?}");
        assert_eq!(rows[0]["path"], name);
    }
    // A place in a message obeys no terminal code, and keeps to its line.
    let said = place.run(["list", "no\u{1b}[31m\nsuch.txt"]).status(1).err;
    assert!(
        !said.contains('\u{1b}') && said.lines().count() == 1,
        "{said:?}"
    );
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_and_links_are_articles_too() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let place = place();
    let latin = OsStr::from_bytes(b"caf\xe9.txt");
    if std::fs::write(place.at(latin), TEXT).is_err() {
        eprintln!("skipped: this file system takes only UTF-8 names");
        return;
    }
    std::os::unix::fs::symlink("a.txt", place.at("link.txt")).unwrap();
    for file in [latin, OsStr::new("link.txt")] {
        let start = [
            "tag",
            "--reviewer",
            "R",
            "--label",
            "fact",
            "--chars",
            "10..18",
        ]
        .map(OsStr::new);
        place.run(start.iter().chain(&[file])).good().id();
        let rows = place.run([
            OsStr::new("list"),
            file,
            OsStr::new("--format"),
            OsStr::new("json"),
        ]);
        assert_eq!(rows.good().array().len(), 1);
    }
    // The link keeps its own annotations; all three are listed.
    place.tag("a.txt", "S", "fact", &["--chars", "0..8"]);
    assert_eq!(place.list(&["."]).len(), 3);
    place.run(["check", "."]).status(0);
    assert_eq!(std::fs::read(place.at(latin)).unwrap(), TEXT.as_bytes());
}
