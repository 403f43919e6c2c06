//! The data formats, read back by other programs' parsers.

use std::sync::Arc;

use super::samples::{annotation, article, reading, reading_of, with_input};
use super::{AnchorState, ExportContext, ExportInput, ExportOptions, Format, export, rows};
use crate::i18n::{Catalogue, Lang};
use crate::model::*;

const TEXT: &str = "« L’été 😀 », dit-il.\n\nE\u{301}te\u{301} : =1+1; \"x\", y\tz.\n";

fn file(format: Format, article: &Article, readings: &[Reading]) -> String {
    with_input(article, readings, Lang::Fr, |context, input| {
        let files = export(format, context, std::slice::from_ref(input));
        String::from_utf8(files.into_iter().next().unwrap().bytes).unwrap()
    })
}

/// One span of each kind: at its place, moved, lost; with hostile and long-winded fields.
fn sample() -> (Article, Vec<Reading>) {
    let article = article("été.txt", TEXT);
    let mut ann = reading_of(
        &article,
        "Ann",
        &[("fact", "L’été 😀"), ("opinion", "=1+1; \"x\", y\tz")],
    );
    let older = super::samples::article(
        "été.txt",
        &TEXT.replace("« L", "Hier : « L").replace("y\t", "w\t"),
    );
    let mut moved = reading_of(&older, "=Bob", &[("loaded", "dit-il"), ("fact", "w\tz")]);
    let first = ann.spans.iter().next().unwrap();
    let span = Annotation {
        reason: "- un\r\n- deux; +3\n\"quatre\"".to_owned(),
        voice: Voice::Source("@voix, ou".to_owned()),
        confidence: Confidence::Unsure,
        claim: Some(Claim {
            restatement: "l’été,\nencore".to_owned(),
            status: "unverified".to_owned(),
        }),
        ..Annotation::clone(first)
    };
    ann.spans.insert(Arc::new(span));
    moved.status = ReadingStatus::Done;
    (article, vec![ann, moved])
}

#[test]
fn rows_are_resolved_and_in_text_order() {
    let (article, readings) = sample();
    let codebook = super::samples::codebook();
    let readings: Vec<&Reading> = readings.iter().collect();
    let rows = rows(&article, &readings, &codebook, &Default::default());
    let got: Vec<_> = rows
        .iter()
        .map(|r| (r.label, r.start, r.end, r.anchor, r.reading))
        .collect();
    assert_eq!(
        got,
        [
            ("fact", Some(2), Some(9), AnchorState::Exact, 0),
            ("loaded", Some(13), Some(19), AnchorState::Moved, 1),
            ("opinion", Some(30), Some(44), AnchorState::Exact, 0),
            ("fact", None, None, AnchorState::Orphan, 1),
        ]
    );
    let chars: Vec<char> = article.text.as_str().chars().collect();
    for row in &rows {
        if let (Some(start), Some(end)) = (row.start, row.end) {
            assert_eq!(chars[start..end].iter().collect::<String>(), row.quote);
        }
        assert_eq!(row.score.is_some(), row.anchor == AnchorState::Moved);
    }
}

#[test]
fn csv_comes_back_through_another_reader() {
    let (article, readings) = sample();
    let csv = file(Format::Csv, &article, &readings);
    assert!(
        csv.starts_with("\u{feff}article,reviewer,label,start,end,quote,") && csv.ends_with("\r\n")
    );
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    let cells: Vec<&str> = rows[0].iter().take(12).collect();
    assert_eq!(
        cells,
        [
            "été.txt",
            "Ann",
            "fact",
            "2",
            "9",
            "L’été 😀",
            "'@voix, ou",
            "unsure",
            "'- un\r\n'- deux;' +3\n\"quatre\"",
            "unverified",
            "l’été,\nencore",
            "exact",
        ]
    );
    assert_eq!((&rows[1][1], &rows[1][11]), ("'=Bob", "moved"));
    assert_eq!(&rows[2][5], "'=1+1; \"x\", y\tz");
    assert_eq!((&rows[3][3], &rows[3][4], &rows[3][11]), ("", "", "orphan"));
    assert_eq!(&rows[0][16], article.text.hash());
}

#[test]
fn tsv_has_one_line_a_row() {
    let (article, readings) = sample();
    let tsv = file(Format::Tsv, &article, &readings);
    let lines: Vec<&str> = tsv.split("\r\n").collect();
    assert_eq!(lines.len(), 6);
    for line in &lines[..5] {
        assert_eq!(line.split('\t').count(), 18, "{line}");
        assert!(!line.contains('\n'));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .from_reader(tsv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(&rows[2][5], "'=1+1; \"x\", y z");
}

#[test]
fn json_has_its_documented_shape() {
    let (article, readings) = sample();
    let json: serde_json::Value =
        serde_json::from_str(&file(Format::Json, &article, &readings)).unwrap();
    assert_eq!(
        (json["format"].as_str(), json["version"].as_u64()),
        (Some("postil"), Some(1))
    );
    assert_eq!(json["article"]["sha256"], article.text.hash());
    assert_eq!(json["codebook"]["id"], "media-literacy");
    assert_eq!(json["readings"][1]["status"], "done");
    let spans = json["spans"].as_array().unwrap();
    assert_eq!(spans.len(), 4);
    let first = &spans[0];
    for (key, value) in [
        ("file", "été.txt"),
        ("reviewer", "Ann"),
        ("label", "fact"),
        ("quote", "L’été 😀"),
        ("voice", "@voix, ou"),
        ("confidence", "unsure"),
        ("reason", "- un\r\n- deux; +3\n\"quatre\""),
        ("anchor", "exact"),
        ("created", super::samples::NOW),
    ] {
        assert_eq!(first[key], value, "{key}");
    }
    assert_eq!(first["claim"]["status"], "unverified");
    assert_eq!(
        (first["start"].as_u64(), first["end"].as_u64()),
        (Some(2), Some(9))
    );
    assert!(first.get("score").is_none() && spans[1]["score"].as_f64().is_some_and(|s| s <= 1.0));
    assert!(spans[3]["start"].is_null() && spans[3]["claim"].is_null());
    assert_eq!(
        (&spans[1]["voice"], &spans[1]["reviewer"]),
        (&"author".into(), &"=Bob".into())
    );
}

#[test]
fn articles_of_one_name_and_bundles() {
    let (one, two) = (article("a.txt", "one"), article("A.txt", "two"));
    let readings = [
        reading_of(&one, "Ann", &[("fact", "one")]),
        reading_of(&two, "Ann", &[("fact", "two")]),
    ];
    let (codebook, catalogue) = (super::samples::codebook(), Catalogue::new(Lang::En));
    let context = ExportContext {
        catalogue: &catalogue,
        now: super::samples::NOW.parse().unwrap(),
        version: "0.1.0",
        options: ExportOptions::default(),
    };
    let elsewhere = Default::default();
    let input = |article, reading| ExportInput {
        article,
        readings: vec![reading],
        elsewhere: &elsewhere,
        codebook: &codebook,
    };
    let inputs = [input(&one, &readings[0]), input(&two, &readings[1])];
    for row in Format::all() {
        let files = export(row.format, &context, &inputs);
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        match row.packing {
            super::Packing::Bundle => assert_eq!(names, ["postil.jsonl"]),
            super::Packing::Article => {
                let expected = [
                    format!("a.txt.{}", row.extension),
                    format!("A.txt-2.{}", row.extension),
                ];
                assert_eq!(names, expected);
            }
        }
        assert!(export(row.format, &context, &[]).is_empty());
        for lang in Lang::ALL {
            let catalogue = Catalogue::new(lang);
            assert_ne!(catalogue.text(&row.description), row.description.key);
        }
    }
    let lines = export(Format::Jsonl, &context, &inputs).remove(0).bytes;
    let lines = String::from_utf8(lines).unwrap();
    let files: Vec<serde_json::Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(
        (&files[0]["article"]["file"], &files[1]["article"]["file"]),
        (&"a.txt".into(), &"A.txt".into())
    );
}

#[test]
fn hidden_names_are_nowhere() {
    let article = article("a.txt", "one two");
    let mut readings = vec![
        reading_of(&article, "Anneliese", &[("fact", "one")]),
        reading_of(&article, "Bartholomew", &[("fact", "two")]),
        reading(&article, "Anneliese"),
    ];
    readings[2].reviewer.id = uuid::Uuid::from_u128(1);
    for row in Format::all() {
        let shown = file(row.format, &article, &readings);
        assert!(
            shown.contains("Anneliese") && shown.contains("Bartholomew"),
            "{}",
            row.key
        );
        let hidden = with_input(&article, &readings, Lang::En, |context, input| {
            let context = ExportContext {
                options: ExportOptions { hide_names: true },
                ..*context
            };
            let file = export(row.format, &context, std::slice::from_ref(input)).remove(0);
            String::from_utf8(file.bytes).unwrap()
        });
        assert!(
            !hidden.contains("Anneliese") && !hidden.contains("Bartholomew"),
            "{}",
            row.key
        );
        assert!(
            hidden.contains("R2") && hidden.contains("R3"),
            "{}",
            row.key
        );
    }
    assert!(file(Format::Html, &article, &readings).contains("Anneliese (2)"));
}

#[test]
fn a_book_is_exported_whole() {
    let article = article("book.txt", &"Un mot, deux mots et trois.\n\n".repeat(4000));
    let mut book = reading(&article, "Ann");
    for number in 0..4000 {
        let range = article.text.clamp(number * 29 + 3..number * 29 + 14);
        let label = ["fact", "opinion", "loaded"][number % 3];
        book.spans
            .insert(Arc::new(annotation(&article, number as u128, label, range)));
    }
    for row in Format::all() {
        let bytes = file(row.format, &article, std::slice::from_ref(&book));
        assert!(
            bytes.len() > 4000 * 11,
            "{}: {} bytes",
            row.key,
            bytes.len()
        );
    }
}
