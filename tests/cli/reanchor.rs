//! `postil reanchor`, and what the other verbs say of an edited article.

use postil::store::{self, Home};
use postil::text::SourceText;

use crate::program::{FRENCH, Place};

const OLD: &str = "La séance\n\nLe maire de Valbrune a signé hier le protocole de fermeture. C’est un \
    scandale pour toute la vallée, dit-on au marché.\n\nLes comptes de la ligne seront publiés en mars.\n";

/// A sentence put in, one reworded, one taken out.
const NEW: &str = "La séance\n\nIl pleuvait depuis trois jours. Le maire de Valbrune a signé lundi le \
    protocole de fermeture. C’est un scandale pour toute la vallée, dit-on au marché.\n";

/// An article with four marks of R's, then edited; the ids.
fn edited() -> (Place, [String; 4]) {
    let place = Place::new();
    place.write("a.txt", OLD);
    let tag = |label: &str, quote: &str| place.tag("a.txt", "R", label, &["--quote", quote]);
    let ids = [
        tag(
            "fact",
            "Le maire de Valbrune a signé hier le protocole de fermeture",
        ),
        tag("loaded", "scandale"),
        tag("fact", "Les comptes de la ligne seront publiés en mars"),
        tag("opinion", "La séance"),
    ];
    place.write("a.txt", NEW);
    (place, ids)
}

fn state(place: &Place, id: &str) -> (String, String) {
    let rows = place.list(&["a.txt"]);
    let row = rows.iter().find(|row| row["id"] == id).unwrap();
    let text: Vec<char> = NEW.chars().collect();
    let words = row["start"].as_u64().map_or_else(String::new, |start| {
        let end = row["end"].as_u64().unwrap() as usize;
        text[start as usize..end].iter().collect()
    });
    (row["anchor"].as_str().unwrap().to_owned(), words)
}

#[test]
fn a_dry_run_says_what_would_be_done() {
    let (place, ids) = edited();
    let before = place.read("a.txt.R.ann.ron");
    let done = place
        .run(["reanchor", "a.txt", "--accept", "0.9", "--dry-run"])
        .status(0)
        .says(&["2 moves would be accepted, 0 left to be looked at, 1 mark not found. Nothing was written."]);
    let line = |id: &str| done.out.lines().find(|line| line.contains(id));
    let fact = line(&ids[0]).unwrap();
    for part in [
        "a.txt",
        "R ",
        "fact",
        "would accept",
        "hier",
        "lundi",
        "0.9",
    ] {
        assert!(fact.contains(part), "{part}: {fact}");
    }
    let loaded = line(&ids[1]).unwrap();
    assert!(loaded.contains("scandale"), "{loaded}");
    let orphan = line(&ids[2]).unwrap();
    assert!(
        orphan.contains("orphan") && orphan.contains("Les comptes"),
        "{orphan}"
    );
    assert_eq!(line(&ids[3]), None, "what stands where it was is no news");
    assert_eq!(place.read("a.txt.R.ann.ron"), before);
    // Nor is anything written where nothing was asked to be.
    place
        .run_in(FRENCH, ["reanchor", "a.txt"])
        .status(0)
        .says(&["0 déplacement accepté, 2 à vérifier, 1 marque introuvable."]);
    assert_eq!(place.read("a.txt.R.ann.ron"), before);
    place.run(["check", "a.txt"]).status(1);
}

#[test]
fn moves_that_are_sure_enough_are_taken_in() {
    let (place, ids) = edited();
    let fact = "Le maire de Valbrune a signé lundi le protocole de fermeture";
    assert_eq!(state(&place, &ids[0]), ("moved".into(), fact.into()));
    assert_eq!(state(&place, &ids[1]), ("moved".into(), "scandale".into()));
    assert_eq!(state(&place, &ids[2]), ("orphan".into(), String::new()));
    assert_eq!(state(&place, &ids[3]), ("exact".into(), "La séance".into()));
    // Nothing is that sure of reworded text.
    place
        .run(["reanchor", ".", "--accept", "1"])
        .status(0)
        .says(&["1 move accepted, 1 left to be looked at, 1 mark not found."]);
    assert_eq!(state(&place, &ids[0]).0, "moved");
    assert_eq!(state(&place, &ids[1]), ("exact".into(), "scandale".into()));
    place
        .run(["reanchor", ".", "--accept", "0,9"])
        .status(0)
        .says(&["1 move accepted, 0 left"]);
    assert_eq!(state(&place, &ids[0]), ("exact".into(), fact.into()));
    // An orphan stays what it was, and comes back with its words.
    assert_eq!(state(&place, &ids[2]).0, "orphan");
    place.write("a.txt", OLD);
    let rows = place.list(&["a.txt"]);
    let back = rows
        .iter()
        .find(|row| row["id"] == ids[2].as_str())
        .unwrap();
    assert_eq!(back["anchor"], "exact");
}

#[test]
fn only_the_reviewers_asked_for_are_touched() {
    let (place, _) = edited();
    place.write("a.txt", OLD);
    place.tag("a.txt", "S", "loaded", &["--quote", "scandale"]);
    place.write("a.txt", NEW);
    let before = place.read("a.txt.R.ann.ron");
    place
        .run(["reanchor", "a.txt", "--accept", "0.9", "--reviewer", "S"])
        .status(0)
        .says(&["1 move accepted, 0 left to be looked at, 0 marks not found."]);
    assert_eq!(place.read("a.txt.R.ann.ron"), before);
    place
        .run(["reanchor", "a.txt", "--reviewer", "T"])
        .status(0)
        .says(&["nobody called \"T\""]);
}

#[test]
fn files_that_may_not_be_written_are_left_alone() {
    let (place, _) = edited();
    let edited = place
        .read("a.txt.R.ann.ron")
        .replace("\"opinion\"", "\"fact\"");
    place.write("a.txt.R.ann.ron", &edited);
    place
        .run(["reanchor", "a.txt", "--accept", "0.9"])
        .status(1)
        .says(&["a.txt.R.ann.ron", "0 moves accepted, 2 left"]);
    assert_eq!(place.read("a.txt.R.ann.ron"), edited);
    place.run(["reanchor", "nowhere"]).status(1);
    for score in ["much", "1.1", "-1", "NaN"] {
        place
            .run(["reanchor", "a.txt", "--accept", score])
            .status(2)
            .says(&["is no score", "postil reanchor --help"]);
    }
}

#[test]
fn the_old_text_is_kept_in_the_data_folder_alone() {
    let (place, ids) = edited();
    assert_eq!(place.files(), ["a.txt", "a.txt.R.ann.ron"]);
    let texts = place.root().join("home/data/postil/texts");
    let kept: Vec<_> = std::fs::read_dir(&texts).unwrap().flatten().collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(std::fs::read_to_string(kept[0].path()).unwrap(), OLD);
    // Without it, what stands nowhere word for word is looked for all the same.
    std::fs::remove_dir_all(&texts).unwrap();
    assert_eq!(state(&place, &ids[1]), ("moved".into(), "scandale".into()));
    assert_eq!(state(&place, &ids[2]).0, "orphan");
}

/// Refuses the place of a mark of R's in the article as it is, as the window does.
fn refuse(place: &Place, id: &str) {
    let loaded = store::load_reading(&place.at("a.txt.R.ann.ron"), None).unwrap();
    let mut reading = loaded.reading;
    let span = reading.spans.get(id.parse().unwrap()).unwrap();
    let mut refused = (**span).clone();
    refused.refused = Some(SourceText::new(NEW).shared_hash());
    reading.spans.insert(refused.into());
    let home = Home {
        assets: None,
        seeds: None,
        saves: place.root().join("saves"),
        data: place.root().join("home/data/postil"),
        config: place.root().join("home/config/postil"),
    };
    let (article, now) = (place.at("a.txt"), postil::model::Timestamp::now());
    let state = Some(loaded.disk_state);
    store::save_reading(&reading, &article, &home, state, "test", now).unwrap();
}

#[test]
fn a_refused_place_is_an_orphan_to_every_verb() {
    let (place, ids) = edited();
    refuse(&place, &ids[1]);
    assert_eq!(state(&place, &ids[1]), ("orphan".into(), String::new()));
    let check = place.run(["check", "a.txt"]).status(1);
    let line = check.err.lines().find(|line| line.contains("scandale"));
    assert!(line.unwrap().contains("was refused"), "{}", check.err);
    for format in ["json", "csv", "html"] {
        place
            .run(["export", "a.txt", "--format", format, "--out", "copies"])
            .status(0);
    }
    let json = place.read("copies/a.txt.json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let spans = json["spans"].as_array().unwrap();
    let span = spans.iter().find(|span| span["id"] == ids[1].as_str());
    assert_eq!(span.unwrap()["anchor"], "orphan");
    let csv = place.read("copies/a.txt.csv");
    let line = csv.lines().find(|line| line.contains(&ids[1]));
    assert!(line.unwrap().contains("orphan"), "{csv}");
    // Its note is among those without a place.
    let html = place.read("copies/a.txt.html");
    assert!(html.rfind("scandale") > html.find("id=\"lost\""), "{html}");
    // However little is asked for, it is not taken in.
    place
        .run(["reanchor", "a.txt", "--accept", "0"])
        .status(0)
        .says(&["1 move accepted, 0 left to be looked at, 2 marks not found."]);
    assert_eq!(state(&place, &ids[1]).0, "orphan");
    // In another text it is looked for anew.
    place.write("a.txt", NEW.replace("Il pleuvait", "Il neigeait"));
    assert_eq!(state(&place, &ids[1]).0, "moved");
}

#[test]
fn moves_that_come_to_say_the_same_leave_one_mark() {
    let (place, ids) = edited();
    // Who marks again what was found says that it belongs there.
    let again = place.tag(
        "a.txt",
        "R",
        "loaded",
        &["--quote", "scandale", "--reason", "encore"],
    );
    assert_eq!(again, ids[1]);
    assert_eq!(state(&place, &ids[1]), ("exact".into(), "scandale".into()));
    // Two marks that the edit has made one and the same, taken in at once.
    let signed = "Le maire de Valbrune a signé lundi le protocole de fermeture";
    let with = |before: &str| NEW.replace("Il pleuvait depuis trois jours. ", before);
    place.write("a.txt", with("Bref, "));
    let whole = format!("Bref, {signed}");
    let twin = place.tag(
        "a.txt",
        "R",
        "fact",
        &["--quote", &whole, "--reason", "deux"],
    );
    place.write("a.txt", with(""));
    let done = place
        .run(["reanchor", "a.txt", "--accept", "0.5"])
        .status(0);
    let rows = place.list(&["a.txt"]);
    let there = |id: &str| rows.iter().any(|row| row["id"] == id);
    assert_ne!(there(&ids[0]), there(&twin), "{} {rows:?}", done.out);
}
