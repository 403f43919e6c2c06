//! Codebooks that are changed: what is written is read back, and nobody's comments are written over.

use std::collections::BTreeMap;
use std::path::PathBuf;

use postil::model::{
    Codebook, CodebookRefusal, CodebookSource, CodebookWrite, Example, Label, LabelKey, Layer,
    LocalText, Overlap, Pattern, Rule, SavedCodebook, Status,
};
use postil::store;
use postil::text::Granularity;
use proptest::prelude::*;

use crate::desk::{Desk, names, time};
use crate::laws::nasty;

fn local() -> impl Strategy<Value = LocalText> {
    proptest::collection::btree_map(
        prop_oneof!["en|fr|de-CH".boxed(), nasty().boxed()],
        nasty(),
        0..3,
    )
    .prop_map(LocalText)
}

fn rule() -> impl Strategy<Value = Rule> {
    (nasty(), local()).prop_map(|(id, text)| Rule { id, text })
}

fn example() -> impl Strategy<Value = Example> {
    (nasty(), nasty(), nasty(), local()).prop_map(|(language, article, quote, note)| Example {
        language,
        article,
        quote,
        note,
    })
}

fn label() -> impl Strategy<Value = Label> {
    let texts = (local(), local(), local(), nasty());
    let choices = (
        0..4_usize,
        any::<bool>(),
        0..3_usize,
        0..3_usize,
        any::<bool>(),
    );
    let lists = (
        proptest::collection::vec(rule(), 0..3),
        proptest::collection::vec(example(), 0..3),
        0..3_usize,
    );
    (texts, choices, lists).prop_map(|(texts, choices, lists)| {
        let (name, letter, definition, color) = texts;
        let (pattern, word, snap, overlap, claims) = choices;
        let (rules, examples, aliases) = lists;
        Label {
            key: LabelKey::from(""),
            aliases: vec![LabelKey::from(""); aliases],
            name,
            letter,
            color,
            pattern: Pattern::ALL[pattern],
            layer: if word { Layer::Word } else { Layer::Clause },
            snap: [
                Granularity::Character,
                Granularity::Word,
                Granularity::Sentence,
            ][snap],
            overlap: [Overlap::Any, Overlap::OtherLayerOrVoice, Overlap::None][overlap],
            claims,
            definition,
            rules,
            examples,
        }
    })
}

fn codebook() -> impl Strategy<Value = Codebook> {
    let status = (nasty(), local()).prop_map(|(key, name)| Status { key, name });
    (
        (nasty(), nasty(), local(), local()),
        proptest::collection::vec((label(), nasty()), 1..4),
        proptest::collection::vec(rule(), 0..3),
        proptest::collection::vec(status, 0..3),
    )
        .prop_map(|((id, revision, title, about), labels, rules, statuses)| {
            // Keys are each their own, whatever else is in them.
            let mut number = 0;
            let mut key = |more: &str| {
                number += 1;
                LabelKey::from(format!("{number}{more}").as_str())
            };
            let labels = labels.into_iter().map(|(label, more)| Label {
                key: key(&more),
                aliases: label.aliases.iter().map(|_| key(&more)).collect(),
                ..label
            });
            Codebook {
                id,
                revision,
                title,
                about,
                labels: labels.collect(),
                rules,
                statuses,
                hash: String::new(),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(book in codebook()) {
        let desk = Desk::new();
        let text = store::codebook_text(&book);
        prop_assert!(!text.contains('\r') && text.ends_with(")\n"));
        prop_assert!(text.lines().nth(2).is_some_and(|line| line.trim() == "version: 1,"));
        let path = desk.write("a.codebook.ron", &text);
        let (read, by_hand) = store::read_codebook(&path).unwrap().unwrap();
        prop_assert!(!by_hand);
        prop_assert_eq!(store::codebook_text(&read), text);
        prop_assert_eq!(Codebook { hash: String::new(), ..read }, book);
    }
}

const BOOK: &str = r#"(version: 1, id: "mine", title: {"en": "Mine"}, labels: [(
    key: "x",
    name: {"en": "X // no comment"},
    color: "red",
    pattern: "wavy",
    layer: "word",
    snap: "sentence",
    overlap: "none",
)])"#;

impl Desk {
    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.news().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn find(&self, id: &str) -> (Codebook, CodebookSource) {
        store::find_codebook(id, Some(&self.news()), &self.home).unwrap()
    }

    /// Saves a codebook that differs from the one that was read.
    fn change(
        &self,
        (book, source): &(Codebook, CodebookSource),
        how: CodebookWrite,
    ) -> Result<SavedCodebook, CodebookRefusal> {
        let mut changed = book.clone();
        changed.title = LocalText(BTreeMap::from([("en".into(), "Changed".into())]));
        store::save_codebook(&changed, source, &book.hash, how, &self.home, "u", time(0))
    }
}

fn title(book: &(Codebook, CodebookSource)) -> &str {
    book.0.title.get("en")
}

#[test]
fn a_file_without_comments_is_written_in_its_place() {
    let desk = Desk::new();
    let path = desk.write("mine.codebook.ron", BOOK);
    let found = desk.find("mine");
    assert_eq!(found.1.file, Some(path.clone()));
    assert!(!found.1.by_hand);
    let saved = desk.change(&found, CodebookWrite::Own).unwrap();
    assert_eq!(saved.source.file, Some(path));
    let again = desk.find("mine");
    assert_eq!(title(&again), "Changed");
    assert_eq!(again.0.hash, saved.hash);
    // And again, from what was written.
    assert!(desk.change(&again, CodebookWrite::Own).is_ok());
    assert_eq!(names(&desk.news()), ["mine.codebook.ron", "tribune.txt"]);
}

#[test]
fn comments_are_never_written_over_unasked() {
    for text in [
        format!("// Ours.\n{BOOK}"),
        BOOK.replace("color:", "/* why */ color:"),
        // A field of another program would be lost as well.
        BOOK.replace("color:", "icon: \"star\", color:"),
    ] {
        let desk = Desk::new();
        let path = desk.write("mine.codebook.ron", &text);
        let found = desk.find("mine");
        assert!(found.1.by_hand, "{text}");
        assert_eq!(
            desk.change(&found, CodebookWrite::Own),
            Err(CodebookRefusal::ByHand)
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        // A copy is found instead of it from then on.
        let saved = desk.change(&found, CodebookWrite::Copy).unwrap();
        let copy = desk.news().join("mine.copy.codebook.ron");
        assert_eq!(saved.source.file, Some(copy.clone()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        let again = desk.find("mine");
        assert_eq!((title(&again), &again.1), ("Changed", &saved.source));
        assert!(desk.change(&again, CodebookWrite::Own).is_ok());
        std::fs::remove_file(copy).unwrap();
        // Asked for, the file itself is written.
        let saved = desk.change(&found, CodebookWrite::Anyway).unwrap();
        assert_eq!(saved.source.file, Some(path.clone()));
        assert!(!saved.source.by_hand);
        assert!(!std::fs::read_to_string(&path).unwrap().contains("Ours"));
    }
}

#[test]
fn what_somebody_else_wrote_meanwhile_stays() {
    let desk = Desk::new();
    let path = desk.write("mine.codebook.ron", BOOK);
    let found = desk.find("mine");
    let theirs = BOOK.replace("\"Mine\"", "\"Theirs\"");
    desk.write("mine.codebook.ron", &theirs);
    for how in [CodebookWrite::Own, CodebookWrite::Anyway] {
        assert_eq!(desk.change(&found, how), Err(CodebookRefusal::Changed));
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    // Other line ends make it no other file.
    desk.write("mine.codebook.ron", &BOOK.replace('\n', "\r\n"));
    assert!(desk.change(&found, CodebookWrite::Own).is_ok());
    // One that is gone is written anew.
    std::fs::remove_file(&path).unwrap();
    assert!(desk.change(&found, CodebookWrite::Own).is_ok());
    // A newer file that was never read is not in the way of a copy: it stays.
    desk.write("media-literacy.codebook.ron", "(version: 2)");
    let shipped = (
        store::default_codebook().unwrap(),
        CodebookSource {
            folder: Some(desk.news()),
            ..CodebookSource::default()
        },
    );
    assert_eq!(
        desk.change(&shipped, CodebookWrite::Own),
        Err(CodebookRefusal::Changed)
    );
}

#[test]
fn the_one_that_ships_is_copied_beside_the_articles() {
    let mut desk = Desk::new();
    let assets = desk.folder.path().join("assets");
    std::fs::create_dir_all(assets.join("codebooks")).unwrap();
    let shipped = assets.join("codebooks/mine.codebook.ron");
    std::fs::write(&shipped, BOOK).unwrap();
    desk.home.assets = Some(assets);
    for id in ["mine", ""] {
        let found = desk.find(id);
        assert_eq!(found.1.file, None);
        let saved = desk.change(&found, CodebookWrite::Own).unwrap();
        let name = format!("{}.codebook.ron", found.0.id);
        assert_eq!(saved.source.file, Some(desk.news().join(name)));
        assert_eq!(title(&desk.find(id)), "Changed");
    }
    assert_eq!(std::fs::read_to_string(&shipped).unwrap(), BOOK);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_falls_back_to_saves() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    desk.write("mine.codebook.ron", BOOK);
    let mode = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(desk.news(), mode).unwrap();
    };
    mode(0o555);
    if std::fs::write(desk.news().join("probe"), "").is_ok() {
        // Who may do everything can't try this.
        return;
    }
    let found = desk.find("mine");
    let saved = desk.change(&found, CodebookWrite::Own).unwrap();
    assert!(saved.fell_back);
    assert!(
        saved
            .source
            .file
            .as_ref()
            .unwrap()
            .starts_with(&desk.home.saves)
    );
    let again = desk.find("mine");
    assert_eq!((title(&again), &again.1), ("Changed", &saved.source));
    assert!(desk.change(&again, CodebookWrite::Own).is_ok());
    mode(0o755);
}

#[test]
fn a_key_means_one_label() {
    let desk = Desk::new();
    let twice = BOOK.replace("key: \"x\",", "key: \"x\", aliases: [\"y\", \"x\"],");
    let path = desk.write("mine.codebook.ron", &twice);
    let problem = store::read_codebook(&path).unwrap_err();
    assert_eq!(problem.what.key, "file-codebook-label-twice");
    let alias = BOOK.replace("key: \"x\",", "key: \"x\", aliases: [\"y\"],");
    desk.write("mine.codebook.ron", &alias);
    let (book, _) = desk.find("mine");
    assert_eq!(book.surviving(&"y".into()).as_str(), "x");
}

#[test]
fn what_is_no_folder_falls_back_to_saves_too() {
    let desk = Desk::new();
    // Whoever may write everywhere can't write into a file.
    let folder = desk.article();
    let find = || store::find_codebook("", Some(&folder), &desk.home).unwrap();
    let found = find();
    let saved = desk.change(&found, CodebookWrite::Own).unwrap();
    assert!(saved.fell_back);
    let again = find();
    assert_eq!((title(&again), &again.1), ("Changed", &saved.source));
    assert!(desk.change(&again, CodebookWrite::Own).is_ok());
}
