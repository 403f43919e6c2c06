//! `postil merge`, and what the other verbs say of conflict copies.

use crate::TEXT;
use crate::program::{FRENCH, Place};

const COPY: &str = "a.txt.Marie.ann.sync-conflict-20240131-120000-ABCDEFG.ron";
const MAIN: &str = "a.txt.Marie.ann.ron";

/// An article that Marie has marked on two machines: one mark in the file, another one in a copy.
fn two_machines() -> (Place, [String; 2]) {
    let place = Place::new();
    place.write("a.txt", TEXT);
    let first = place.tag("a.txt", "Marie", "loaded", &["--quote", "scandale"]);
    let before = place.read(MAIN);
    let second = place.tag("a.txt", "Marie", "fact", &["--quote", "Il a plu à Genève"]);
    let both = place.read(MAIN);
    // The other machine never heard of the first mark.
    let alone = Place::new();
    alone.write("a.txt", TEXT);
    alone.write(MAIN, &both);
    place.write(MAIN, before);
    place.write(COPY, both);
    (place, [first, second])
}

fn ids(place: &Place) -> Vec<String> {
    let call = ["list", "--format", "json", "."];
    let rows = place.run(call).status(0).array();
    let id = |row: &serde_json::Value| row["id"].as_str().unwrap().to_owned();
    let mut ids: Vec<String> = rows.iter().map(id).collect();
    ids.sort();
    ids
}

#[test]
fn copies_are_read_announced_and_merged() {
    let (place, [first, second]) = two_machines();
    let mut expected = vec![first, second];
    expected.sort();
    assert_eq!(ids(&place), expected);
    place.run(["list", "."]).status(0).says(&[
        "a.txt.Marie.ann.ron: A conflict copy of Marie’s marks was read together",
        "“postil merge”",
    ]);
    place
        .run(["check", "."])
        .status(0)
        .says(&["2 marks: all in order"]);
    // Looking writes nothing.
    let before = (place.read(MAIN), place.files());
    let look = place
        .run(["merge", ".", "--dry-run"])
        .status(0)
        .says(&["1 conflict copy would be merged, 0 left as they are. Nothing was written."]);
    for part in ["COPY", COPY, MAIN, "would merge", " 1 "] {
        assert!(look.out.contains(part), "{}", look.out);
    }
    assert_eq!((place.read(MAIN), place.files()), before);
    let done = place.run(["merge", "."]).status(0).says(&[
        "1 conflict copy merged, 0 left as they are.",
        "data/postil/merged",
    ]);
    assert!(done.out.contains("merged, put away"), "{}", done.out);
    assert_eq!(place.files(), ["a.txt", MAIN]);
    assert_eq!(ids(&place), expected);
    place.run(["list", "."]).good();
    place
        .run(["merge", "."])
        .status(0)
        .says(&["No conflict copies."]);
    // It is all in French, too.
    let (place, _) = two_machines();
    place
        .run_in(FRENCH, ["merge", "a.txt"])
        .status(0)
        .says(&["1 copie en conflit fusionnée, 0 laissées telles quelles."]);
}

#[test]
fn a_mark_made_meanwhile_takes_the_copies_in() {
    let (place, [first, second]) = two_machines();
    let call = [
        "tag",
        "a.txt",
        "--reviewer",
        "Marie",
        "--label",
        "opinion",
        "--quote",
        "Un titre",
    ];
    let third = place
        .run(call)
        .says(&["A conflict copy of Marie’s marks was read together"])
        .id();
    let mut expected = vec![first, second, third];
    expected.sort();
    assert_eq!(ids(&place), expected);
    let file = place.read(MAIN);
    assert!(expected.iter().all(|id| file.contains(id)));
    // Whoever finishes hears of them, too.
    place
        .run(["done", "a.txt", "--reviewer", "Marie"])
        .status(0)
        .says(&["A conflict copy of Marie’s marks"]);
}

#[test]
fn copies_can_be_kept_and_named_one_by_one() {
    let (place, [first, second]) = two_machines();
    place.write("b.txt", TEXT);
    place.tag("b.txt", "Marie", "loaded", &["--quote", "scandale"]);
    place.write("b.txt.Marie.ann (1).ron", place.read("b.txt.Marie.ann.ron"));
    for name in ["a.txt", MAIN, COPY] {
        place
            .run(["merge", name, "--keep"])
            .status(0)
            .says(&["1 conflict copy merged, 0 left"]);
        assert!(place.files().iter().any(|file| file == COPY));
    }
    let file = place.read(MAIN);
    assert!(file.contains(&first) && file.contains(&second));
    place.write(
        "s.session.ron",
        "(version: 1, title: {\"en\": \"S\"}, kind: \"reading\", codebook: \"media-literacy\", \
         articles: [\"a.txt\", \"b.txt\"])",
    );
    place
        .run(["merge", "s.session.ron"])
        .status(0)
        .says(&["2 conflict copies merged, 0 left"]);
    // Below a folder only where it was asked for.
    place.write("deep/a.txt", TEXT);
    place.tag("deep/a.txt", "Zoé", "loaded", &["--quote", "scandale"]);
    place.write(
        "deep/a.txt.Zoé.ann - Copie.ron",
        place.read("deep/a.txt.Zoé.ann.ron"),
    );
    place
        .run(["merge", "."])
        .status(0)
        .says(&["No conflict copies."]);
    place
        .run(["merge", ".", "--recursive"])
        .status(0)
        .says(&["1 conflict copy merged"]);
}

#[test]
fn what_is_left_is_a_fault_of_the_data() {
    let (place, _) = two_machines();
    let copy = place.read(COPY);
    place.write(COPY, &copy[..copy.len() / 2]);
    let main = place.read(MAIN);
    for call in [["merge", "."], ["check", "."], ["list", "."]] {
        place
            .run(call)
            .status(1)
            .says(&[COPY, "It was not merged and stays as it is."]);
    }
    assert_eq!(place.read(MAIN), main);
    // Two people of one name.
    let other = Place::new();
    other.write("a.txt", TEXT);
    other.tag("a.txt", "Marie", "fact", &["--quote", "Il a plu à Genève"]);
    place.write(COPY, other.read(MAIN));
    let done = place.run(["merge", "."]).status(1).says(&[
        "another person who also calls themself “Marie”",
        "0 conflict copies merged, 1 left",
    ]);
    assert!(done.out.contains("left as it is"));
    assert_eq!(place.read(MAIN), main);
    place.run(["merge", "nowhere"]).status(1).says(&["nowhere"]);
    place.run(["merge"]).status(2);
}

#[test]
fn a_folder_that_can_not_be_written_is_the_machines_fault() {
    let (place, _) = two_machines();
    // A file where the data folder should be: nothing can be put away.
    let data = place.root().join("home/data");
    std::fs::remove_dir_all(&data).unwrap();
    std::fs::write(&data, "").unwrap();
    place.run(["merge", "."]).status(3);
    assert!(place.files().iter().any(|file| file == COPY));
}

#[test]
fn a_copy_of_an_article_is_named_and_no_article() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.write("a.sync-conflict-20240131-120000-ABCDEFG.txt", "Autre.\n");
    place
        .run(["check", "."])
        .status(0)
        .says(&["a.sync-conflict-20240131-120000-ABCDEFG.txt: This is a conflict copy of a.txt"]);
    place
        .run(["merge", "."])
        .status(1)
        .says(&["Only you can put the two together"]);
}
