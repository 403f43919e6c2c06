//! `postil done`.

use crate::TEXT;
use crate::program::{FRENCH, Place};

fn status(place: &Place) -> String {
    let call = ["export", "a.txt", "--format", "json", "--out", "../out"];
    place.run(call).status(0);
    let text = std::fs::read_to_string(place.root().join("out/a.txt.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let readings = json["readings"].as_array().unwrap();
    assert!(readings.len() <= 1);
    readings.first().map_or(String::new(), |reading| {
        reading["status"].as_str().unwrap().to_owned()
    })
}

#[test]
fn an_empty_reading_can_be_finished_and_taken_up_again() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    assert_eq!(status(&place), "");
    // Nothing was begun: there is nothing to take up.
    place
        .run(["done", "a.txt", "--reviewer", "R", "--undo"])
        .good();
    assert_eq!(place.files(), ["a.txt"]);
    for _ in 0..2 {
        let done = place.run(["done", "a.txt", "--reviewer", "R"]).good();
        assert_eq!(done.out, "");
        assert_eq!(status(&place), "done");
    }
    assert_eq!(place.files(), ["a.txt", "a.txt.R.ann.ron"]);
    let file = place.read("a.txt.R.ann.ron");
    assert!(
        file.contains("status: \"done\"") && file.contains("annotations: [\n    ]"),
        "{file}"
    );
    place.run(["done", "a.txt", "--reviewer", "r"]).good();
    assert_eq!(
        place.read("a.txt.R.ann.ron"),
        file,
        "what is so already stays so, to the byte"
    );
    for _ in 0..2 {
        place
            .run(["done", "a.txt", "--reviewer", "R", "--undo"])
            .good();
        assert_eq!(status(&place), "in-progress");
    }
    assert_eq!(place.list(&["."]).len(), 0);
    place.run(["check", "."]).status(0);
    assert_eq!(place.read("a.txt"), TEXT);
}

#[test]
fn marks_stay_when_a_reading_is_finished() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.tag("a.txt", "R", "fact", &["--chars", "10..18"]);
    place.run(["done", "a.txt", "--reviewer", "R"]).good();
    place.tag("a.txt", "R", "fact", &["--chars", "48..56"]);
    assert_eq!(place.list(&["."]).len(), 2);
    assert_eq!(status(&place), "done", "a mark more takes nothing back");
}

#[test]
fn wrong_calls_are_named() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.write("a.txt.R.ann.ron", "(version: 1,");
    for (call, status, en, fr) in [
        (
            &["done", "a.txt"][..],
            2,
            "Missing: --reviewer R.",
            "Il manque",
        ),
        (
            &["done", "--reviewer", "R"],
            2,
            "Missing: FILE.",
            "Il manque\u{a0}: FICHIER.",
        ),
        (
            &["done", "a.txt", "--reviewer", "a@b.org"],
            2,
            "e-mail",
            "adresse électronique",
        ),
        (
            &["done", "b.txt", "--reviewer", "R"],
            1,
            "b.txt: There is no such file",
            "n’existe pas",
        ),
        (
            &["done", ".", "--reviewer", "R"],
            1,
            ".: This is a folder",
            "C’est un dossier",
        ),
        (
            &["done", "a.txt", "--reviewer", "R"],
            1,
            "a.txt.R.ann.ron:1:13: ",
            "a.txt.R.ann.ron:1:13: ",
        ),
    ] {
        place.run(call).status(status).says(&["error: ", en]);
        place
            .run_in(FRENCH, call)
            .status(status)
            .says(&["erreur\u{a0}: ", fr]);
    }
    assert_eq!(place.read("a.txt.R.ann.ron"), "(version: 1,");
}
