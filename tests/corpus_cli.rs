//! The reference annotations of the real articles, made and found again through the command line.

mod common;
#[path = "common/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};

use program::Place;
use serde::Deserialize;
use serde_json::Value;

/// How many there are.
const SPANS: usize = 88;

#[derive(Deserialize)]
struct Reference {
    id: String,
    file: String,
    label: String,
    quote: String,
    start_char: usize,
    end_char: usize,
    rationale: String,
    voice: String,
    occurrence: usize,
}

#[test]
fn the_reference_spans_are_made_and_found_again() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    let place = Place::new();
    let mut originals = BTreeMap::new();
    for article in common::articles(&corpus) {
        let name = article.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = std::fs::read(&article).unwrap();
        place.write(&name, &bytes);
        originals.insert(name, bytes);
    }
    let text = std::fs::read_to_string(corpus.join("data/reference_annotations.json")).unwrap();
    let spans: Vec<Reference> = serde_json::from_str(&text).unwrap();
    assert_eq!(spans.len(), SPANS);

    let mut ids = BTreeMap::new();
    for span in &spans {
        let label = span.label.to_lowercase();
        let chars = format!("{}..{}", span.start_char, span.end_char);
        let said = ["--reason", &span.rationale, "--voice", &span.voice];
        let by_chars = [&["--chars", &chars], &said[..]].concat();
        ids.insert(place.tag(&span.file, "Chars", &label, &by_chars), span);
        let nth = span.occurrence.to_string();
        let by_quote = [&["--quote", &span.quote, "--nth", &nth], &said[..]].concat();
        ids.insert(place.tag(&span.file, "Quote", &label, &by_quote), span);
    }
    assert_eq!(ids.len(), 2 * SPANS);
    let marked: BTreeSet<&str> = spans.iter().map(|span| span.file.as_str()).collect();
    let readings = 2 * marked.len();

    let rows = place.list(&["."]);
    assert_eq!(rows.len(), 2 * SPANS);
    for row in &rows {
        let span = ids[row["id"].as_str().unwrap()];
        assert_eq!(row["file"], span.file, "{}", span.id);
        assert_eq!(row["label"], span.label.to_lowercase(), "{}", span.id);
        assert_eq!(row["start"], span.start_char, "{}", span.id);
        assert_eq!(row["end"], span.end_char, "{}", span.id);
        assert_eq!(row["quote"], span.quote, "{}", span.id);
        assert_eq!(row["reason"], span.rationale, "{}", span.id);
        assert_eq!(row["voice"], span.voice, "{}", span.id);
        assert_eq!(row["anchor"], "exact", "{}", span.id);
    }
    for name in ["Chars", "Quote"] {
        assert_eq!(place.list(&[".", "--reviewer", name]).len(), SPANS);
    }
    place.run(["check", "."]).status(0).says(&[&format!(
        "5 articles, {readings} readings, 176 marks: all in order."
    )]);

    for format in ["html", "csv", "json"] {
        place
            .run(["export", ".", "--format", format, "--out", "../out"])
            .status(0)
            .says(&["5 files written"]);
    }
    let mut exported = 0;
    for name in originals.keys() {
        let out = |ending: &str| {
            std::fs::read_to_string(place.root().join(format!("out/{name}.{ending}"))).unwrap()
        };
        let json: Value = serde_json::from_str(&out("json")).unwrap();
        let table = out("csv");
        let mut table = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        let cells: Vec<BTreeMap<String, String>> =
            table.deserialize().map(Result::unwrap).collect();
        let objects = json["spans"].as_array().unwrap();
        assert_eq!(cells.len(), objects.len());
        for (cells, object) in cells.iter().zip(objects) {
            let span = ids[cells["id"].as_str()];
            assert_eq!(object["id"], cells["id"]);
            for (start, end) in [
                (object["start"].to_string(), object["end"].to_string()),
                (cells["start"].clone(), cells["end"].clone()),
            ] {
                assert_eq!(
                    (start, end),
                    (span.start_char.to_string(), span.end_char.to_string()),
                    "{}",
                    span.id
                );
            }
            assert_eq!(object["quote"], span.quote);
            assert_eq!(cells["quote"].trim_start_matches('\''), span.quote);
            exported += 1;
        }
        let page = out("html");
        assert_eq!(
            page.matches("<!DOCTYPE html>").count() + page.matches("<!doctype html>").count(),
            1
        );
        let read = marked.contains(name.as_str());
        assert_eq!(page.contains("Chars") && page.contains("Quote"), read);
    }
    assert_eq!(exported, 2 * SPANS);
    for (name, bytes) in originals {
        assert!(
            std::fs::read(place.at(&name)).unwrap() == bytes,
            "{name} was changed"
        );
    }
}
