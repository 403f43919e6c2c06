use proptest::prelude::*;

use super::*;
use crate::model::{FaultPlace, codebook_faults};

fn named(key: &str) -> Label {
    let empty = Codebook {
        id: String::new(),
        revision: String::new(),
        title: LocalText::default(),
        about: LocalText::default(),
        labels: Vec::new(),
        rules: Vec::new(),
        statuses: Vec::new(),
        hash: String::new(),
    };
    new_label(&empty, key, "en", &["blue", "amber"], &[])
}

fn codebook(keys: &[&str]) -> Codebook {
    let mut codebook = Codebook {
        id: "test".into(),
        revision: "1".into(),
        title: LocalText::default(),
        about: LocalText::default(),
        labels: Vec::new(),
        rules: Vec::new(),
        statuses: Vec::new(),
        hash: "h".into(),
    };
    for key in keys {
        let label = new_label(&codebook, key, "en", &["blue", "amber", "red"], &[]);
        codebook.labels.push(label);
    }
    codebook
}

fn keys(codebook: &Codebook) -> Vec<&str> {
    codebook
        .labels
        .iter()
        .map(|label| label.key.as_str())
        .collect()
}

fn key() -> impl Strategy<Value = LabelKey> {
    "[a-e]".prop_map(|key| LabelKey::from(key.as_str()))
}

fn place() -> impl Strategy<Value = RulePlace> {
    prop_oneof![Just(RulePlace::General), key().prop_map(RulePlace::Label)]
}

fn edit() -> impl Strategy<Value = CodebookEdit> {
    use CodebookEdit as E;
    let field = prop_oneof![
        Just(TextField::Name),
        Just(TextField::Letter),
        Just(TextField::Definition)
    ];
    let words = "[a-z «\n]{0,4}";
    prop_oneof![
        "[a-h]".prop_map(|name| E::Add(Box::new(named(&name)))),
        (key(), field, "en|fr", words).prop_map(|(k, f, l, t)| E::Text(k, f, l, t)),
        (key(), "red|blue").prop_map(|(k, c)| E::Color(k, c)),
        (key(), 0..4_usize).prop_map(|(k, p)| E::Pattern(k, Pattern::ALL[p])),
        (key(), any::<bool>()).prop_map(|(k, c)| E::Claims(k, c)),
        (key(), 0..6_usize).prop_map(|(k, to)| E::Move(k, to)),
        key().prop_map(E::Remove),
        (key(), key()).prop_map(|(a, b)| E::Merge(a, b)),
        ("[a-h]", key()).prop_map(|(a, b)| E::Alias(LabelKey::from(a.as_str()), b)),
        key().prop_map(E::Split),
        (place(), "R[0-9]").prop_map(|(p, id)| E::AddRule(p, id)),
        (place(), 0..2_usize, "fr", words).prop_map(|(p, at, l, t)| E::RuleText(p, at, l, t)),
        (place(), 0..2_usize).prop_map(|(p, at)| E::RemoveRule(p, at)),
    ]
}

proptest! {
    #[test]
    fn whatever_is_done_a_codebook_stays_one(edits in proptest::collection::vec(edit(), 0..40)) {
        let mut now = codebook(&["a", "b", "c"]);
        for edit in edits {
            let Ok(after) = edit.apply(&now) else { continue };
            prop_assert_ne!(&after, &now);
            prop_assert!(!after.labels.is_empty());
            let all: Vec<&LabelKey> = after.labels.iter().flat_map(Label::keys).collect();
            for (at, key) in all.iter().enumerate() {
                prop_assert!(!all[..at].contains(key), "{key} twice after {edit:?}");
            }
            for label in &after.labels {
                prop_assert!(label.name.best("en").is_some());
            }
            // A key that meant something goes on doing so, unless its label was taken away whole.
            if !matches!(edit, CodebookEdit::Remove(_)) {
                for key in now.labels.iter().flat_map(Label::keys) {
                    prop_assert!(after.label(key).is_some(), "{key} lost by {edit:?}");
                }
            }
            now = after;
        }
    }
}

#[test]
fn a_merge_keeps_every_key_meaning_something() {
    let before = codebook(&["a", "b", "c"]);
    let merge = |from: &str, into: &str| CodebookEdit::Merge(from.into(), into.into());
    let once = merge("a", "b").apply(&before).unwrap();
    let twice = merge("b", "c").apply(&once).unwrap();
    assert_eq!(keys(&twice), ["c"]);
    for key in ["a", "b", "c"] {
        assert_eq!(twice.surviving(&key.into()).as_str(), "c");
        assert_eq!(twice.position(&key.into()), Some(0));
    }
    assert_eq!(twice.surviving(&"x".into()).as_str(), "x");
    assert_eq!(merge("a", "a").apply(&before), Err(EditRefusal::Nothing));
    let split = CodebookEdit::Split("a".into()).apply(&twice).unwrap();
    assert_eq!(keys(&split), ["c", "a"]);
    assert_eq!(split.surviving(&"b".into()).as_str(), "c");
}

#[test]
fn what_would_break_it_is_refused() {
    let before = codebook(&["a"]);
    let refused = |edit: CodebookEdit| match edit.apply(&before) {
        Err(EditRefusal::Because(what)) => what.key,
        other => panic!("{other:?}"),
    };
    let name =
        |text: &str| CodebookEdit::Text("a".into(), TextField::Name, "en".into(), text.into());
    assert_eq!(refused(name(" ")), "codebook-name-empty");
    assert_eq!(
        refused(CodebookEdit::Remove("a".into())),
        "codebook-last-label"
    );
    let twin = CodebookEdit::Add(Box::new(named("a")));
    assert_eq!(refused(twin), "codebook-key-taken");
}

#[test]
fn a_new_label_looks_like_no_other() {
    let palette = ["blue", "amber"];
    let mut codebook = codebook(&["Fact"]);
    for name in ["Fiction", "Fact!", "Œuvre d’art", "?"] {
        let label = new_label(&codebook, name, "en", &palette, &["fiction".into()]);
        codebook = CodebookEdit::Add(Box::new(label)).apply(&codebook).unwrap();
    }
    assert_eq!(
        keys(&codebook),
        ["fact", "fiction-2", "fact-2", "œuvre-d-art", "label"]
    );
    let letters: Vec<&str> = codebook.labels.iter().map(|l| l.letter.get("en")).collect();
    assert_eq!(letters, ["F", "I", "A", "Œ", ""]);
    let faults = codebook_faults(&codebook, "en");
    let faults: Vec<&str> = faults.iter().map(|fault| fault.what.key).collect();
    assert_eq!(faults, ["codebook-letter-empty"]);
}

#[test]
fn faults_are_named_where_they_are() {
    let names: Vec<String> = (0..10).map(|n| format!("Label {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut codebook = codebook(&names);
    codebook.labels[1].letter = codebook.labels[0].letter.clone();
    codebook.labels[2].letter.set("en", "abc");
    codebook.labels[3].color = codebook.labels[4].color.clone();
    codebook.labels[3].pattern = codebook.labels[4].pattern;
    let of = |at: usize, place| {
        let key = &codebook.labels[at].key;
        codebook_faults(&codebook, "en")
            .into_iter()
            .find(|fault| fault.label == *key && fault.place == place)
            .map(|fault| fault.what.key)
    };
    assert_eq!(of(0, FaultPlace::Letter), Some("codebook-letter-twice"));
    assert_eq!(of(1, FaultPlace::Letter), Some("codebook-letter-twice"));
    assert_eq!(of(2, FaultPlace::Letter), Some("codebook-letter-long"));
    assert_eq!(of(3, FaultPlace::Look), Some("codebook-look-twice"));
    assert_eq!(of(9, FaultPlace::Order), Some("codebook-no-key"));
    assert_eq!(of(8, FaultPlace::Order), None);
}
