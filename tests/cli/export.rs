//! `postil export`.

use crate::TEXT;
use crate::program::{FRENCH, Place, names};

fn marked() -> Place {
    let place = Place::new();
    for name in ["a.txt", "b.md", "sub/a.txt"] {
        place.write(name, TEXT);
    }
    place.tag(
        "a.txt",
        "Heron",
        "fact",
        &["--quote", "Il a plu à Genève", "--reason", "=1+1"],
    );
    place.tag(
        "a.txt",
        "Mésange",
        "opinion",
        &["--quote", "C’est un scandale"],
    );
    place.tag("sub/a.txt", "Heron", "loaded", &["--quote", "scandale"]);
    place
}

fn out(place: &Place, name: &str) -> String {
    std::fs::read_to_string(place.root().join(name)).unwrap()
}

#[test]
fn one_file_an_article_into_a_new_and_an_existing_folder() {
    let place = marked();
    for format in ["html", "csv", "tsv", "json"] {
        let folder = format!("../new/{format}/deep");
        let call = ["export", ".", "--format", format, "--out", &folder];
        for _ in 0..2 {
            let done = place.run(call).status(0).says(&["2 files written to"]);
            assert_eq!(done.out, "");
        }
        let files = names(&place.root().join(format!("new/{format}/deep")));
        assert_eq!(files, [format!("a.txt.{format}"), format!("b.md.{format}")]);
    }
    place
        .run([
            "export",
            ".",
            "--recursive",
            "--format",
            "jsonl",
            "--out",
            "../new",
        ])
        .status(0)
        .says(&["1 file "]);
    assert_eq!(
        out(&place, "new/postil.jsonl").lines().count(),
        3,
        "one article a line"
    );
    // Two articles of one name do not write over each other.
    place
        .run([
            "export",
            "a.txt",
            "sub/a.txt",
            "--format",
            "CSV",
            "--out",
            "../two",
        ])
        .status(0);
    assert_eq!(
        names(&place.root().join("two")),
        ["a.txt-2.csv", "a.txt.csv"]
    );
    // Beside the articles, too.
    place
        .run_in(FRENCH, ["export", "a.txt", "--format", "csv", "--out", "."])
        .status(0)
        .says(&["1 fichier"]);
    assert!(place.files().contains(&"a.txt.csv".to_owned()));
    assert_eq!(place.read("a.txt"), TEXT);
}

#[test]
fn the_formats_say_the_same() {
    let place = marked();
    for format in ["csv", "tsv", "json", "jsonl", "html"] {
        place
            .run(["export", "a.txt", "--format", format, "--out", "../out"])
            .status(0);
    }
    let listed = place.list(&["a.txt"]);
    let json: serde_json::Value = serde_json::from_str(&out(&place, "out/a.txt.json")).unwrap();
    let line: serde_json::Value =
        serde_json::from_str(out(&place, "out/postil.jsonl").trim_end()).unwrap();
    assert_eq!(json, line);
    let spans = json["spans"].as_array().unwrap();
    for separator in [b',', b'\t'] {
        let name = if separator == b',' {
            "out/a.txt.csv"
        } else {
            "out/a.txt.tsv"
        };
        let text = out(&place, name);
        let mut table = csv::ReaderBuilder::new()
            .delimiter(separator)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let heads = table.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!((rows.len(), spans.len()), (listed.len(), listed.len()));
        for ((row, span), shown) in rows.iter().zip(spans).zip(&listed) {
            for key in [
                "id", "reviewer", "label", "start", "end", "quote", "voice", "anchor",
            ] {
                let cell = &row[heads.iter().position(|head| head == key).unwrap()];
                assert_eq!(span[key], shown[key], "{key}");
                assert_eq!(
                    shown[key]
                        .as_str()
                        .map_or(shown[key].to_string(), str::to_owned),
                    cell,
                    "{key}"
                );
            }
        }
        assert!(text.contains("'=1+1"), "no cell is a formula");
    }
    let page = out(&place, "out/a.txt.html");
    for part in ["Il a plu à Genève", "Heron", "Mésange", "lang=\"en\""] {
        assert!(page.contains(part), "{part}");
    }
    place
        .run_in(
            FRENCH,
            ["export", "a.txt", "--format", "html", "--out", "../fr"],
        )
        .status(0);
    assert!(out(&place, "fr/a.txt.html").contains("Copie annotée"));
}

#[test]
fn reviewers_are_chosen_and_hidden() {
    let place = marked();
    let export = |more: &[&str]| {
        let call = ["export", "a.txt", "--format", "csv", "--out", "../out"];
        let done = place.run(call.iter().chain(more)).status(0);
        (out(&place, "out/a.txt.csv"), done.err)
    };
    let (one, _) = export(&["--reviewer", "heron"]);
    assert!(one.contains("Heron") && !one.contains("Mésange"));
    let (both, _) = export(&["--reviewer", "heron", "--reviewer", "MÉSANGE"]);
    assert!(both.contains("Heron") && both.contains("Mésange"));
    let (hidden, _) = export(&["--hide-names"]);
    assert!(
        !hidden.contains("Heron")
            && !hidden.contains("Mésange")
            && hidden.contains("R1")
            && hidden.contains("R2")
    );
    let (nobody, said) = export(&["--reviewer", "Herron"]);
    assert_eq!(nobody.lines().count(), 1);
    assert!(
        said.contains("note: nobody called \"Herron\"") && said.contains("Heron, Mésange"),
        "{said}"
    );
}

#[test]
fn formats_are_listed() {
    let place = Place::new();
    for locale in [FRENCH, crate::program::ENGLISH] {
        let list = place
            .run_in(locale, ["export", "--format", "list"])
            .good()
            .out;
        let keys: Vec<_> = list
            .lines()
            .map(|line| line.split(' ').next().unwrap())
            .collect();
        assert_eq!(keys, ["html", "csv", "tsv", "json", "jsonl"]);
        assert!(list.lines().all(|line| line.split_whitespace().count() > 4));
    }
}

#[test]
fn wrong_calls_and_closed_places_are_named() {
    let place = marked();
    place.write("empty/x", "");
    for (call, status, en, fr) in [
        (
            &["export", ".", "--format", "docy", "--out", "o"][..],
            2,
            "\"docy\" is no format for copies; these are: html, csv",
            "n’est pas un format",
        ),
        (
            &["export", ".", "--format", "csv"],
            2,
            "Missing: --out DIR",
            "Il manque\u{a0}: --out DOSSIER",
        ),
        (
            &["export", "--format", "csv", "--out", "o"],
            2,
            "at least one article",
            "au moins un article",
        ),
        (
            &["export", ".", "--out", "o"],
            2,
            "Missing: --format F.",
            "Il manque",
        ),
        (
            &["export", "nowhere", "--format", "csv", "--out", "o"],
            1,
            "nowhere: There is no such",
            "nowhere: Ce fichier",
        ),
        (
            &["export", ".", "--format", "csv", "--out", "a.txt"],
            3,
            "a.txt: A file of this name is in the way",
            "Un fichier occupe la place",
        ),
        (
            &["export", ".", "--format", "csv", "--out", "a.txt/b"],
            3,
            "a.txt/b: A file of this name is in the way",
            "Un fichier occupe la place",
        ),
    ] {
        let done = place.run(call).status(status).says(&["error: ", en]);
        assert_eq!(
            done.err.matches("error: ").count(),
            1,
            "said once: {}",
            done.err
        );
        place
            .run_in(FRENCH, call)
            .status(status)
            .says(&["erreur\u{a0}: ", fr]);
    }
    place
        .run(["export", "empty", "--format", "csv", "--out", "o"])
        .status(0)
        .says(&["note: empty: "]);
    assert!(!place.at("o").exists(), "nothing was made");
    // One bad article among good ones: the good ones are written, and the status says so.
    place.write("z.txt", "");
    place
        .run(["export", ".", "--format", "csv", "--out", "o"])
        .status(1)
        .says(&["./z.txt: ", "2 files written"]);
    assert_eq!(place.read("a.txt"), TEXT);
}

#[test]
fn a_session_is_exported_with_its_codebook() {
    let place = marked();
    place.write(
        "s.session.ron",
        "(version: 1, articles: [\"sub/a.txt\", \"a.txt\"])",
    );
    place
        .run([
            "export",
            "s.session.ron",
            "--format",
            "jsonl",
            "--out",
            "../out",
        ])
        .status(0);
    assert_eq!(out(&place, "out/postil.jsonl").lines().count(), 2);
    place.run(["check", "s.session.ron"]).status(0);
    assert_eq!(place.list(&["s.session.ron"]).len(), 3);
}
