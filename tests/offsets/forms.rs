//! The same article in other forms: other line ends are no change at all, and letters put together
//! otherwise are a change that loses no mark.

use postil::anchor::{Resolution, describe, resolve_all};
use postil::text::{SourceText, sentences};
use unicode_normalization::UnicodeNormalization as _;

use crate::program::Place;

const TEXT: &str =
    "Un titre\n\n«\u{a0}Été\u{a0}» à Genève.\nL’élève a dit\u{202f}! 😀 Fin.\n\nEncore un mot.\n";

#[test]
fn line_ends_change_no_offset() {
    let forms = [
        ("lf.txt", TEXT.to_owned()),
        ("crlf.txt", TEXT.replace('\n', "\r\n")),
        ("cr.txt", TEXT.replace('\n', "\r")),
        (
            "marked.txt",
            format!("\u{feff}{}", TEXT.replace('\n', "\r\n")),
        ),
    ];
    let place = Place::new();
    let call = ["--quote", "L’élève a dit\u{202f}! 😀 Fin.\n\nEncore"];
    let mut all = Vec::new();
    for (name, text) in &forms {
        place.write(name, text);
        place.tag(name, "Al", "fact", &call);
        let marks = place.list(&[name]);
        all.push((
            marks[0]["start"].clone(),
            marks[0]["end"].clone(),
            marks[0]["quote"].clone(),
        ));
    }
    assert!(all.iter().all(|mark| *mark == all[0]), "{all:?}");
    // An annotation file made on the one is exact on all others.
    let file = place.read("lf.txt.Al.ann.ron");
    for (name, text) in &forms {
        let other = Place::new();
        other.write("lf.txt", text);
        other.write("lf.txt.Al.ann.ron", &file);
        let marks = other.list(&["lf.txt"]);
        assert_eq!(
            (&marks[0]["anchor"], &marks[0]["start"]),
            (&"exact".into(), &all[0].0),
            "{name}"
        );
        other.run(["check", "lf.txt"]).status(0);
    }
}

/// Every sentence of the shipped French articles, with the old text and without.
#[test]
fn letters_put_together_otherwise_lose_no_mark() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/fr");
    let (mut spans, mut changed) = (0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path
            .extension()
            .is_some_and(|end| end == "txt" || end == "md")
        {
            continue;
        }
        let composed: String = std::fs::read_to_string(path).unwrap().nfc().collect();
        let apart: String = composed.nfd().collect();
        let texts = [SourceText::new(&composed), SourceText::new(&apart)];
        for (old, new) in [(&texts[0], &texts[1]), (&texts[1], &texts[0])] {
            let anchors: Vec<_> = { sentences(old, old.whole()).into_iter() }
                .map(|range| describe(old, range))
                .collect();
            let all: Vec<_> = anchors.iter().collect();
            for known in [Some(old), None] {
                for (anchor, found) in all.iter().zip(resolve_all(known, new, &all)) {
                    let Some(range) = found.range() else {
                        panic!("{:?} is lost", &*anchor.quote)
                    };
                    let (was, is): (String, String) = (
                        anchor.quote.nfc().collect(),
                        new.slice(range).nfc().collect(),
                    );
                    assert_eq!(was, is);
                    spans += 1;
                    changed += usize::from(matches!(found, Resolution::Moved { .. }));
                }
            }
        }
    }
    eprintln!("{spans} sentences, {changed} moved, 0 lost");
    assert!(spans > 200 && changed * 2 > spans, "{spans} {changed}");
}
