//! What the saving thread took in from the own file, and what was done since: both stay.

use super::*;

impl Script {
    /// The file was written at a revision, and held what another program wrote.
    fn taken_in(&mut self, revision: u64, reading: Reading) {
        self.receive(Event::Saved {
            path: PathBuf::from("a.txt"),
            revision,
            fell_back: false,
            merged: Some(Box::new(TakenIn {
                reading,
                overview: None,
                elsewhere: Default::default(),
            })),
        });
    }
}

/// A reading, and a mark that another program made.
fn with_theirs(mut reading: Reading, s: &Script) -> Reading {
    let me = s.state.reviewer.clone().unwrap();
    for span in marked("honte", &me, 9).spans.iter() {
        reading.spans.insert(Arc::clone(span));
    }
    reading
}

/// One mark is on disk; `act` comes while the file is written and another program's mark taken in.
#[track_caller]
fn meanwhile(act: impl FnOnce(&mut Script, SpanId), marks: &[&str], undone: &[&str]) {
    let mut s = with_reviewer();
    s.select("maire").doc(tag("fact"));
    let (revision, before) = (s.now().revision, s.reading());
    let id = before.spans.iter().next().unwrap().id;
    act(&mut s, id);
    assert!(s.now().revision > revision);
    let taken = with_theirs(before, &s);
    s.taken_in(revision, taken);
    s.sees(marks);
    // What was done since is on its way to the disk still.
    assert_eq!(s.now().save, SaveState::Saving);
    let counted: usize = s.now().own_counts.values().sum();
    assert_eq!(counted, marks.len());
    let last = s.now().revision;
    s.taken_in(last, s.reading());
    s.sees(marks);
    assert_eq!(s.now().save, SaveState::Saved { fell_back: false });
    s.doc(Doc::Undo).sees(undone);
    s.doc(Doc::Redo).sees(marks);
}

#[test]
fn what_was_done_since_stays() {
    let first = ["fact:maire", "loaded:honte"];
    meanwhile(
        |s, _| {
            s.select("signé").doc(tag("loaded"));
        },
        &["fact:maire", "loaded:signé", "loaded:honte"],
        &first,
    );
    meanwhile(
        |s, id| {
            s.doc(Doc::Relabel(id, "opinion".into()));
        },
        &["opinion:maire", "loaded:honte"],
        &first,
    );
    meanwhile(
        |s, id| {
            s.doc(Doc::Delete(id));
        },
        &["loaded:honte"],
        &first,
    );
    let back = |s: &mut Script, id| {
        s.doc(Doc::Relabel(id, "opinion".into())).doc(Doc::Undo);
    };
    meanwhile(back, &first, &["loaded:honte"]);
}

#[test]
fn a_mark_that_was_taken_back_does_not_come_again() {
    let mut s = with_reviewer();
    s.select("maire").doc(tag("fact"));
    let taken = with_theirs(s.reading(), &s);
    s.doc(Doc::Undo);
    s.taken_in(1, taken);
    s.sees(&["loaded:honte"]);
    s.doc(Doc::Redo).sees(&["fact:maire", "loaded:honte"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whenever the answer comes, and after however many acts: what is shown is what it was with the
    /// other program's mark, and every act can be taken back.
    #[test]
    fn what_is_taken_in_late_takes_nothing_away(
        steps in proptest::collection::vec((any::<u8>(), 0usize..500, 0usize..500), 1..20),
        late in 0usize..20,
    ) {
        let mut s = with_reviewer();
        let empty = s.reading();
        let mut states = Vec::new();
        for (kind, a, b) in steps {
            step(&mut s, kind, a, b);
            states.push((s.now().revision, s.reading()));
        }
        let (revision, then) = states[late.min(states.len() - 1)].clone();
        let (expected, taken) = (with_theirs(s.reading(), &s), with_theirs(then, &s));
        s.taken_in(revision, taken);
        prop_assert!(s.reading().same_content(&expected));
        prop_assert_eq!(s.now().overlay.len(), expected.spans.len());
        while s.now().history.undo_steps() > 0 {
            s.doc(Doc::Undo);
        }
        prop_assert!(s.reading().same_content(&with_theirs(empty, &s)));
    }
}
