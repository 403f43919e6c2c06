//! Labels that were merged: their spans count as the label into which they went.

use crate::TEXT;
use crate::program::Place;

/// The shipped codebook with `loaded` merged into `opinion`, beside the articles.
fn merged() -> Place {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.tag("a.txt", "Heron", "loaded", &["--quote", "un scandale"]);
    let mut book = postil::store::default_codebook().unwrap();
    let edit = postil::model::CodebookEdit::Merge("loaded".into(), "opinion".into());
    book = edit.apply(&book).unwrap();
    let text = postil::store::codebook_text(&book);
    place.write("media-literacy.codebook.ron", text);
    place
}

#[test]
fn spans_keep_their_key_and_count_as_the_surviving_label() {
    let place = merged();
    let before = place.read("a.txt.Heron.ann.ron");
    place.run(["check", "."]).status(0);
    assert_eq!(place.list(&["."])[0]["label"], "opinion");
    let export = place.run(["export", ".", "--format", "csv", "--out", "out"]);
    export.status(0);
    let table = place.read("out/a.txt.csv");
    assert!(
        table.contains(",opinion,") && !table.contains("loaded"),
        "{table}"
    );
    // Nobody's file was written again.
    assert_eq!(place.read("a.txt.Heron.ann.ron"), before);
}

#[test]
fn a_new_mark_gets_the_surviving_key() {
    let place = merged();
    let id = place.tag("a.txt", "Wren", "loaded", &["--quote", "à Genève"]);
    let file = place.read("a.txt.Wren.ann.ron");
    assert!(
        file.contains(&id) && file.contains("label: \"opinion\""),
        "{file}"
    );
    assert!(!file.contains("loaded"));
    // The same words under either key are one mark.
    let again = place.tag("a.txt", "Wren", "opinion", &["--quote", "à Genève"]);
    assert_eq!(id, again);
}
