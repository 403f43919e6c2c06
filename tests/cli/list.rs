//! `postil list`.

use std::process::Stdio;

use crate::TEXT;
use crate::program::{Done, ENGLISH, FRENCH, Place};

fn marked() -> Place {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.write("sub/a.txt", TEXT);
    place.write("sub/deep/b.md", TEXT);
    place.tag("a.txt", "Heron", "fact", &["--quote", "Il a plu à Genève"]);
    place.tag(
        "a.txt",
        "Mésange",
        "opinion",
        &["--quote", "C’est un scandale"],
    );
    place.tag("sub/a.txt", "Heron", "loaded", &["--quote", "scandale"]);
    place.tag("sub/deep/b.md", "Heron", "loaded", &["--quote", "scandale"]);
    place
}

#[test]
fn a_table_for_people() {
    let place = marked();
    let table = place.run(["list", "a.txt"]).good().out;
    let expected = "\
FILE   REVIEWER  LABEL    PLACE   QUOTE
a.txt  Heron     fact     10..27  Il a plu à Genève
a.txt  Mésange   opinion  29..46  C’est un scandale
";
    assert_eq!(table, expected);
    let french = place
        .run_in(FRENCH, ["list", "a.txt", "--format", "table"])
        .good()
        .out;
    assert!(
        french.starts_with("FICHIER  ANNOTÉ PAR  ÉTIQUETTE  ENDROIT  CITATION\n"),
        "{french}"
    );
    // Articles of one name are told apart.
    let table = place.run(["list", "--recursive", "."]).good().out;
    let files: Vec<_> = table
        .lines()
        .skip(1)
        .map(|line| line.split("  ").next().unwrap())
        .collect();
    assert_eq!(
        files,
        ["./a.txt", "./a.txt", "./sub/a.txt", "./sub/deep/b.md"]
    );
}

#[test]
fn long_and_wide_cells_keep_the_table_in_shape() {
    let place = Place::new();
    place.write("報道.txt", "報道の自由\t報道の自由。\n次の行\n".repeat(9));
    let name = "x".repeat(300);
    place.tag("報道.txt", &name, "fact", &["--chars", "0..120"]);
    place.tag("報道.txt", "e\u{301}🦊", "fact", &["--chars", "0..6"]);
    let table = place.run(["list", "."]).good().out;
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 3, "{table}");
    assert_eq!(
        lines[1],
        "報道.txt  é🦊                       fact   0..6    報道の自由 "
    );
    let cut = format!("報道.txt  {}…  fact   0..120  報道の自由 ", "x".repeat(23));
    assert!(
        lines[2].starts_with(&cut) && lines[2].ends_with('…'),
        "{table}"
    );
    assert!(lines[2].chars().count() < 120, "{table}");
}

#[test]
fn json_for_programs() {
    let place = marked();
    let rows = place.list(&["."]);
    assert_eq!(rows.len(), 2, "a folder means the articles directly in it");
    let keys = [
        "id",
        "file",
        "reviewer",
        "label",
        "start",
        "end",
        "quote",
        "voice",
        "reason",
        "anchor",
        "confidence",
        "claim",
        "created",
        "modified",
        "path",
    ];
    for row in &rows {
        let object = row.as_object().unwrap();
        for key in keys {
            assert!(object.contains_key(key), "{key}");
        }
        assert_eq!(
            (&row["file"], &row["path"]),
            (&"a.txt".into(), &"./a.txt".into())
        );
    }
    assert_eq!(place.list(&[".", "--recursive"]).len(), 4);
    assert_eq!(
        place.list(&["sub", "a.txt", "./a.txt", "."]).len(),
        3,
        "each article once"
    );
    let reviewers = |more: &[&str]| place.list(&[&[".", "--recursive"], more].concat()).len();
    assert_eq!(reviewers(&["--reviewer", "heron"]), 3);
    assert_eq!(reviewers(&["--reviewer", "Mésange"]), 1);
    assert_eq!(
        reviewers(&["--reviewer", "Heron", "--reviewer", "Mésange"]),
        4
    );
    // In French the same: programs read it.
    let call = ["list", ".", "--format", "json"];
    assert_eq!(
        place.run_in(FRENCH, call).good().out,
        place.run(call).good().out
    );
    place.write("none/c.txt", TEXT);
    assert_eq!(
        place.run(["list", "none", "--format", "json"]).good().out,
        "[]\n"
    );
    assert_eq!(place.run(["list", "none"]).good().out, "No marks.\n");
    assert_eq!(
        place.run_in(FRENCH, ["list", "none"]).good().out,
        "Aucune marque.\n"
    );
}

#[test]
fn the_place_is_that_of_todays_text() {
    let place = Place::new();
    let before = format!("{TEXT}Le vent tombe, la ville respire. C’est la fin de l’affaire.\n");
    place.write("a.txt", &before);
    place.tag("a.txt", "R", "fact", &["--quote", "Un titre"]);
    place.tag("a.txt", "R", "fact", &["--quote", "Le vent tombe"]);
    place.tag("a.txt", "R", "opinion", &["--quote", "C’est un scandale"]);
    let file = place.read("a.txt.R.ann.ron");
    place.write(
        "a.txt",
        before
            .replace("titre", "titre 😀")
            .replace("C’est un scandale", "Voilà un drame"),
    );
    let rows = place.list(&["a.txt"]);
    let shown: Vec<_> = rows
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            (
                row["start"].as_u64(),
                row["end"].as_u64(),
                text("anchor"),
                text("quote"),
            )
        })
        .collect();
    let row = |place: Option<(u64, u64)>, anchor: &str, quote: &str| {
        (
            place.map(|p| p.0),
            place.map(|p| p.1),
            anchor.to_owned(),
            quote.to_owned(),
        )
    };
    let expected = [
        // Other text beside it, and the old one is not known.
        row(Some((0, 8)), "moved", "Un titre"),
        row(Some((57, 70)), "moved", "Le vent tombe"),
        row(None, "orphan", "C’est un scandale"),
    ];
    assert_eq!(shown, expected);
    assert!(rows[2]["start"].is_null() && rows[2]["end"].is_null());
    let table = place.run(["list", "a.txt"]).good().out;
    assert!(
        table.contains("57..70 (moved)") && table.contains("(orphan)"),
        "{table}"
    );
    assert!(
        place
            .run_in(FRENCH, ["list", "a.txt"])
            .good()
            .out
            .contains("57..70 (déplacé)")
    );
    assert_eq!(
        place.read("a.txt.R.ann.ron"),
        file,
        "nothing is moved unasked"
    );
    // Brought back, all is where it was.
    place.write("a.txt", before);
    assert!(
        place
            .list(&["a.txt"])
            .iter()
            .all(|row| row["anchor"] == "exact")
    );
}

#[test]
fn faults_are_named_and_stop_nothing() {
    let place = marked();
    place.write("z.txt", b"\x00\x01\x02\xff\x00\x00\x07\x01");
    place.write("a.txt.Broken.ann.ron", "(\n  version: 1\n  x");
    let done = place
        .run(["list", ".", "nowhere", "--format", "json"])
        .status(1);
    assert_eq!(done.array().len(), 2);
    done.says(&[
        "error: ./z.txt: ",
        "error: ./a.txt.Broken.ann.ron:3:",
        "error: nowhere: ",
    ]);
    assert_eq!(place.run(["list", "nowhere"]).status(1).out, "");
    // A name that nobody has may be mistyped.
    let done = place.run(["list", "sub", "--reviewer", "Herron"]).status(0);
    assert_eq!(done.out, "No marks.\n");
    done.says(&["note: nobody called \"Herron\"", "there are: Heron."]);
    place
        .run(["list", "."].iter().chain(&["--format", "xml"]))
        .status(2)
        .says(&["use table or json", "postil list --help"]);
    place.run(["list"]).status(2).says(&["Missing: PATH."]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure_but_a_full_disk_is() {
    let place = Place::new();
    place.write("a.txt", "mot ".repeat(400));
    for at in 0..40 {
        place.tag(
            "a.txt",
            "R",
            "loaded",
            &["--chars", &format!("{}..{}", at * 4, at * 4 + 3)],
        );
    }
    // More than a pipe holds.
    let many = vec!["a.txt"; 1];
    for call in [["list", "--format", "json"], ["list", "--format", "table"]] {
        let mut child = place
            .command(ENGLISH)
            .args(call.iter().chain(&many))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        Done::of(child.wait_with_output().unwrap()).good();
    }
    if let Ok(full) = std::fs::File::options().write(true).open("/dev/full") {
        let output = place
            .command(ENGLISH)
            .args(["list", "a.txt"])
            .stdout(full)
            .output()
            .unwrap();
        Done::of(output)
            .status(3)
            .says(&["error: the output could not be written"]);
    }
}

#[test]
fn what_a_shell_makes_of_a_star_is_taken() {
    let place = marked();
    place.write("a.txt.article.ron", "(version: 1, outlet: \"Le Quai\")");
    let files = place.files();
    let star = || files.iter().map(String::as_str);
    let call = ["list", "--format", "json"];
    let rows = place.run(call.into_iter().chain(star())).status(0).array();
    assert_eq!(rows.len(), 3);
    // Alone they are no articles.
    let call = ["list", "a.txt.Heron.ann.ron"];
    let said = "a.txt.Heron.ann.ron: This file goes with an article";
    assert_eq!(place.run(call).status(1).says(&[said]).out, "");
}

#[test]
fn very_long_names_can_be_read() {
    let place = Place::new();
    // Room for the reviewer's file, but for no other beside it.
    let name = format!("{}.txt", "n".repeat(240));
    place.write(&name, TEXT);
    place.tag(&name, "R", "fact", &["--quote", "scandale"]);
    assert_eq!(place.list(&["."]).len(), 1);
    place.run(["check", "."]).status(0);
    place
        .run(["list", &"n".repeat(300)])
        .status(1)
        .says(&["There is no such file"]);
}
