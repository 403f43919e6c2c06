//! Changes to the codebook: undone exactly, kept on disk, and never at a span's cost.

use super::*;
use crate::model::{
    CodebookEdit, CodebookRefusal, CodebookSource, CodebookWrite, Pattern, SavedCodebook, TextField,
};

/// A script whose codebook lies beside its article.
fn script(by_hand: bool) -> Script {
    let mut s = with_reviewer();
    take_up(&mut s, by_hand, codebook());
    s
}

fn take_up(s: &mut Script, by_hand: bool, codebook: Codebook) {
    s.receive(Event::Scanned {
        articles: vec![PathBuf::from("a.txt")],
        named: Vec::new(),
        session: None,
        codebook: Some(CodebookOnDisk {
            codebook: Arc::new(codebook),
            source: source(by_hand),
        }),
        replace: true,
        problems: Vec::new(),
    });
    s.effects.clear();
}

fn source(by_hand: bool) -> CodebookSource {
    CodebookSource {
        folder: Some(PathBuf::from("news")),
        file: Some(PathBuf::from("news/test.codebook.ron")),
        by_hand,
        stand_in: false,
    }
}

impl Script {
    fn book(&mut self, command: CodebookCommand) -> &mut Self {
        let effects = update(&mut self.state, Command::Codebook(command), &mut self.env);
        self.effects.extend(effects);
        self
    }

    fn edit(&mut self, edit: CodebookEdit) -> &mut Self {
        self.book(CodebookCommand::Edit(edit))
    }

    /// The writes that were asked for and not answered.
    fn writes(&mut self) -> Vec<(u64, Arc<Codebook>, CodebookWrite)> {
        let effects = std::mem::take(&mut self.effects).into_iter();
        let writes = effects.filter_map(|effect| match effect {
            Effect::SaveCodebook {
                revision,
                codebook,
                how,
                ..
            } => Some((revision, codebook, how)),
            _ => None,
        });
        writes.collect()
    }

    /// Answers the one write that is under way.
    fn written(
        &mut self,
        answer: impl FnOnce(&Codebook) -> Result<SavedCodebook, CodebookRefusal>,
    ) {
        let mut writes = self.writes();
        assert_eq!(writes.len(), 1);
        let (revision, codebook, _) = writes.remove(0);
        let result = answer(&codebook);
        self.receive(Event::CodebookSaved {
            revision,
            codebook,
            result,
        });
    }

    fn label_of(&self, words: &str) -> Option<u16> {
        let open = self.now();
        let own = &open.own.as_ref().unwrap().reading;
        let span = own.spans.iter().find(|span| span.anchor.quote == words);
        open.overlay
            .get(MarkKey::own(span.unwrap().id))
            .unwrap()
            .label
    }

    fn names(&self) -> Vec<&str> {
        let labels = self.state.codebook.labels.iter();
        labels.map(|label| label.key.as_str()).collect()
    }
}

fn good(hash: &str) -> Result<SavedCodebook, CodebookRefusal> {
    Ok(SavedCodebook {
        source: source(false),
        hash: hash.to_owned(),
        fell_back: false,
    })
}

fn name(key: &str, text: &str) -> CodebookEdit {
    CodebookEdit::Text(key.into(), TextField::Name, "en".into(), text.into())
}

fn merge(from: &str, into: &str) -> CodebookEdit {
    CodebookEdit::Merge(from.into(), into.into())
}

fn any_edit() -> impl Strategy<Value = CodebookEdit> {
    let key = || prop_oneof![Just("fact"), Just("opinion"), Just("loaded"), Just("x")];
    prop_oneof![
        (key(), "[a-z]{0,3}").prop_map(|(key, text)| name(key, &text)),
        (key(), key()).prop_map(|(from, into)| merge(from, into)),
        (key(), 0..4_usize).prop_map(|(key, at)| CodebookEdit::Move(key.into(), at)),
        key().prop_map(|key| CodebookEdit::Remove(key.into())),
        key().prop_map(|key| CodebookEdit::Split(key.into())),
        (key(), key()).prop_map(|(from, into)| CodebookEdit::Alias(from.into(), into.into())),
        key().prop_map(|key| CodebookEdit::Color(key.into(), "red".into())),
        key().prop_map(|key| CodebookEdit::Pattern(key.into(), Pattern::Wavy)),
    ]
}

proptest! {
    #[test]
    fn undo_after_do_gives_the_same_codebook(edits in proptest::collection::vec(any_edit(), 1..12)) {
        let mut s = script(false);
        s.select("honte").doc(tag("loaded"));
        let spans = s.now().own.as_ref().unwrap().reading.spans.clone();
        let mut states = vec![s.state.codebook.clone()];
        for edit in edits {
            // Long pauses: each is an act of its own.
            s.env.0 += 60;
            s.edit(edit);
            if states.last() != Some(&s.state.codebook) {
                states.push(s.state.codebook.clone());
            }
        }
        for before in states.iter().rev().skip(1) {
            s.book(CodebookCommand::Undo);
            prop_assert_eq!(&s.state.codebook, before);
        }
        prop_assert!(s.state.codebook_file.history.next_undo().is_none());
        for after in states.iter().skip(1) {
            s.book(CodebookCommand::Redo);
            prop_assert_eq!(&s.state.codebook, after);
        }
        // Whatever was done, no span was touched, and its mark shows the label that it counts as.
        prop_assert_eq!(&s.now().own.as_ref().unwrap().reading.spans, &spans);
        let place = s.state.codebook.position(&"loaded".into());
        prop_assert_eq!(s.label_of("honte").map(usize::from), place);
    }
}

#[test]
fn merged_labels_keep_their_spans_as_they_are() {
    let mut s = script(false);
    s.select("honte").doc(tag("loaded"));
    s.select("signé").doc(tag("opinion"));
    s.edit(merge("loaded", "opinion"));
    s.sees(&["opinion:signé", "loaded:honte"]);
    assert_eq!(
        (s.label_of("honte"), s.label_of("signé")),
        (Some(1), Some(1))
    );
    let opinion = s.state.codebook.labels[1].clone();
    assert_eq!(s.now().own_count(&opinion), 2);
    // The same words under the surviving label are the same mark.
    s.select("honte").doc(tag("opinion"));
    s.sees(&["opinion:signé", "loaded:honte"]);
    s.book(CodebookCommand::Undo);
    assert_eq!(s.names(), ["fact", "opinion", "loaded"]);
    assert_eq!(s.label_of("honte"), Some(2));
}

#[test]
fn a_label_in_use_is_not_removed() {
    let mut s = script(false);
    s.select("honte").doc(tag("loaded"));
    // The list still says that it is being read; the open article is known all the same.
    s.edit(CodebookEdit::Remove("loaded".into()));
    let refused = s.state.codebook_file.refused.clone().unwrap();
    assert_eq!(
        refused.what,
        crate::msg!("codebook-label-in-use", count = 1_usize)
    );
    assert_eq!(s.names().len(), 3);
    s.edit(CodebookEdit::Remove("fact".into()));
    assert_eq!(s.state.codebook_file.refused, None);
    assert_eq!(s.names(), ["opinion", "loaded"]);
    s.written(|_| good("h"));
    // What a removed label had would be found again under its bare key.
    let mut bare = codebook();
    bare.labels.pop();
    take_up(&mut s, false, bare);
    assert_eq!(s.state.unknown_keys(), [(LabelKey::from("loaded"), 1)]);
    s.edit(CodebookEdit::Alias("loaded".into(), "fact".into()));
    assert_eq!(s.state.unknown_keys(), []);
}

#[test]
fn one_write_is_under_way_at_a_time() {
    let mut s = script(false);
    s.edit(name("fact", "A"))
        .edit(name("fact", "B"))
        .edit(name("fact", "C"));
    let name_of = |codebook: &Codebook| codebook.labels[0].name.get("en").to_owned();
    s.written(|book| {
        assert_eq!(name_of(book), "A");
        good("h1")
    });
    s.written(|book| {
        assert_eq!((name_of(book).as_str(), book.hash.as_str()), ("C", "h1"));
        good("h2")
    });
    assert_eq!(s.writes(), []);
    assert_eq!(s.state.codebook.hash, "h2");
    assert_eq!(
        s.state.codebook_file.save,
        CodebookSave::Saved { fell_back: false }
    );
    // What was typed in one go is one step.
    s.book(CodebookCommand::Undo);
    assert_eq!(name_of(&s.state.codebook), "");
    assert_eq!(s.state.codebook.hash, "h2");
}

#[test]
fn nothing_is_written_until_a_person_decides() {
    let mut s = script(true);
    s.edit(name("fact", "A"));
    s.written(|_| Err(CodebookRefusal::ByHand));
    assert!(s.state.codebook_file.is_unsaved());
    s.edit(name("opinion", "B"));
    assert_eq!(s.writes(), []);
    // Taken back whole, there is nothing to decide.
    s.book(CodebookCommand::Undo).book(CodebookCommand::Undo);
    assert_eq!(s.state.codebook_file.save, CodebookSave::Untouched);
    s.book(CodebookCommand::Redo);
    s.written(|_| Err(CodebookRefusal::ByHand));
    s.book(CodebookCommand::Write(CodebookWrite::Copy));
    s.written(|book| {
        assert_eq!(book.labels[0].name.get("en"), "A");
        good("h")
    });
    assert!(!s.state.codebook_file.is_unsaved());
}

#[test]
fn what_another_program_wrote_is_read_and_what_was_here_comes_back() {
    let mut s = script(false);
    s.edit(name("fact", "Mine"));
    s.written(|_| Err(CodebookRefusal::Changed));
    let mine = s.state.codebook.clone();
    s.book(CodebookCommand::ReadAgain);
    assert!(matches!(
        s.effects.last(),
        Some(Effect::ReadCodebook { id, .. }) if id == "test"
    ));
    let mut theirs = codebook();
    theirs.labels.pop();
    theirs.hash = "theirs".into();
    s.receive(Event::CodebookRead(Ok(CodebookOnDisk {
        codebook: Arc::new(theirs),
        source: source(false),
    })));
    assert_eq!(s.names(), ["fact", "opinion"]);
    assert!(!s.state.codebook_file.is_unsaved());
    s.effects.clear();
    s.book(CodebookCommand::Undo);
    assert_eq!(s.state.codebook.labels, mine.labels);
    // Now over theirs, which the person has seen.
    assert!(matches!(
        s.effects.last(),
        Some(Effect::SaveCodebook { known, .. }) if known == "theirs"
    ));
}

#[test]
fn reading_the_article_again_reads_the_codebook_too() {
    let mut s = script(false);
    let asked = |s: &Script| {
        let mut effects = s.effects.iter();
        effects.any(|effect| matches!(effect, Effect::ReadCodebook { .. }))
    };
    s.app(App::Reload);
    assert!(asked(&s));
    s.receive(Event::CodebookRead(Ok(CodebookOnDisk {
        codebook: Arc::new(codebook()),
        source: source(true),
    })));
    // It says the same: there is nothing to take back.
    assert!(s.state.codebook_file.history.next_undo().is_none());
    assert!(s.state.codebook_file.source.by_hand);
    s.effects.clear();
    // What is not on disk is not given up for what is.
    s.edit(name("fact", "A")).app(App::Reload);
    assert!(!asked(&s));
}

#[test]
fn what_is_not_on_disk_survives_opening_the_same_again() {
    let mut s = script(true);
    s.edit(name("fact", "A"));
    s.written(|_| Err(CodebookRefusal::ByHand));
    take_up(&mut s, true, codebook());
    assert_eq!(s.state.codebook.labels[0].name.get("en"), "A");
    // Another codebook takes its place, and the loss is said.
    let other = Codebook {
        id: "other".into(),
        ..codebook()
    };
    take_up(&mut s, false, other);
    assert_eq!(s.state.codebook.id, "other");
    let said = s.state.notices.last().unwrap();
    assert_eq!(said.what.key, "codebook-not-kept");
}

#[test]
fn undo_in_the_page_takes_back_the_later_of_the_two() {
    let mut s = script(false);
    s.select("honte").doc(tag("loaded"));
    assert!(!s.state.codebook_undo_is_next());
    s.edit(name("fact", "A"));
    assert!(s.state.codebook_undo_is_next());
    s.select("signé").doc(tag("fact"));
    assert!(!s.state.codebook_undo_is_next());
    s.doc(Doc::Undo);
    assert!(s.state.codebook_undo_is_next());
    s.book(CodebookCommand::Undo);
    assert!(!s.state.codebook_undo_is_next());
    // And back again in the order in which it was done.
    assert!(s.state.codebook_redo_is_next());
    s.book(CodebookCommand::Redo);
    assert!(!s.state.codebook_redo_is_next());
    s.doc(Doc::Redo);
    s.sees(&["fact:signé", "loaded:honte"]);
    // In another article, by the time.
    s.env.0 += 60;
    s.second(Vec::new());
    s.select("honte").doc(tag("loaded"));
    assert!(!s.state.codebook_undo_is_next());
    s.env.0 += 60;
    s.edit(name("fact", "B"));
    s.app(App::Show(0));
    assert!(s.state.codebook_undo_is_next());
}

#[test]
fn one_that_cannot_be_kept_is_not_changed() {
    let mut s = with_reviewer();
    s.effects.clear();
    s.edit(name("fact", "A"));
    assert_eq!(s.state.codebook.labels[0].name.get("en"), "");
    assert_eq!(s.writes(), []);
}

#[test]
fn what_is_suggested_with_a_merged_label_is_answered_by_a_mark_of_the_label_that_is_left() {
    let mut s = script(false);
    let places = |s: &Script| {
        let text = s.now().article.text.clone();
        let place = |words: &str| {
            let start = text.as_str().find(words).unwrap();
            text.range(start..start + words.len()).unwrap()
        };
        (text.clone(), vec![place("maire"), place("honte")])
    };
    // One is marked already, with a key that was merged since.
    s.select("maire").doc(tag("loaded"));
    s.edit(merge("loaded", "opinion"));
    for label in ["opinion", "loaded"] {
        let (text, places) = places(&s);
        s.app(App::Suggest(Suggest::Show));
        s.receive(Event::Suggested {
            text,
            label: label.into(),
            places,
        });
        assert_eq!(s.now().suggestions.left(), 1, "{label}");
        s.app(App::Suggest(Suggest::Accept(None)));
        assert_eq!(s.now().suggestions.left(), 0, "{label}");
        s.doc(Doc::Undo);
        assert_eq!(s.now().suggestions.left(), 1, "{label}");
    }
}

#[test]
fn a_codebook_that_was_left_behind_unsaved_is_said() {
    let mut s = script(false);
    s.edit(merge("loaded", "opinion"));
    let revision = s.effects.iter().find_map(|effect| match effect {
        Effect::SaveCodebook { revision, .. } => Some(*revision),
        _ => None,
    });
    let other = Codebook {
        id: "other".into(),
        ..codebook()
    };
    s.receive(Event::Scanned {
        articles: vec![PathBuf::from("c.txt")],
        named: Vec::new(),
        session: None,
        codebook: Some(CodebookOnDisk {
            codebook: Arc::new(other),
            source: CodebookSource::default(),
        }),
        replace: true,
        problems: Vec::new(),
    });
    assert!(s.state.notices.is_empty());
    s.receive(Event::CodebookSaved {
        revision: revision.unwrap(),
        codebook: Arc::new(codebook()),
        result: Err(CodebookRefusal::Changed),
    });
    let mut said = s.state.notices.iter().map(|notice| notice.what.key);
    assert!(said.any(|key| key == "codebook-not-kept"));
}

#[test]
fn typing_that_a_change_of_the_codebook_interrupts_is_two_acts() {
    let mut s = script(false);
    s.select("maire").doc(tag("fact"));
    let id = s.now().selected.unwrap().id;
    s.doc(Doc::SetReason(id, "a".into()));
    s.edit(merge("loaded", "opinion"));
    s.doc(Doc::SetReason(id, "ab".into()));
    assert!(!s.state.codebook_undo_is_next());
    s.doc(Doc::Undo);
    assert_eq!(s.now().own_span(id).unwrap().reason, "a");
    assert!(s.state.codebook_undo_is_next());
}
