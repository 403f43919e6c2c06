//! What was read: said by going on, by a key, by marking; kept with the own reading.

use super::*;
use crate::anchor::Elsewhere;
use crate::model::Passages;
use crate::session::TakenIn;
use crate::text::{CharRange, TextRange, sentences};

const LONG: &str = "Un. Deux !\n\nTrois ? Quatre. « Cinq. » Six.";

impl Script {
    fn sentence(&self, number: usize) -> TextRange {
        let text = &self.now().article.text;
        sentences(text, text.whole())[number - 1]
    }

    /// The job answers every question for a count.
    fn count(&mut self) -> &mut Self {
        for effect in std::mem::take(&mut self.effects) {
            if let Effect::CountSentences {
                path,
                article,
                read,
                number,
            } = &effect
            {
                self.receive(Event::Counted {
                    path: path.clone(),
                    number: *number,
                    count: count_sentences(&article.text, read),
                });
            }
            self.effects.push(effect);
        }
        self
    }

    fn has_read(&self) -> (usize, usize) {
        let count = self.now().coverage.count().unwrap();
        // What is counted as it happens is what a count would find.
        assert_eq!(
            count,
            count_sentences(&self.now().article.text, self.now().read())
        );
        (count.read, count.all)
    }

    fn reads(&mut self, number: usize) -> &mut Self {
        let sentence = self.sentence(number);
        self.doc(Doc::Read(sentence, true))
    }

    fn passes(&mut self, number: usize) -> &mut Self {
        let sentence = self.sentence(number);
        self.app(App::Passed(sentence))
    }
}

#[test]
fn nobody_is_asked_for_a_name_for_reading() {
    let mut s = Script::open(LONG, Vec::new());
    s.count();
    s.reads(1).passes(2).reads(3);
    assert!(s.state.ask_name.is_none());
    assert_eq!(s.has_read(), (3, 6));
    s.doc(Doc::Undo);
    assert_eq!(s.has_read(), (2, 6));
    s.doc(Doc::Redo);
    // With the first mark, all of it is kept.
    s.select("Six").doc(tag("fact"));
    s.app(App::SetReviewer("Ann".into()));
    s.count();
    assert_eq!(s.has_read(), (4, 6));
    let saved = s.effects.iter().find_map(|effect| match effect {
        Effect::StartSaving { reading, .. } => Some(reading.read.clone()),
        _ => None,
    });
    let first = Passages::from(vec![CharRange { start: 0, end: 20 }]);
    assert_eq!(saved.unwrap(), first);
}

#[test]
fn going_on_is_no_act_and_the_key_is() {
    let mut s = Script::open(LONG, Vec::new());
    s.app(App::SetReviewer("Ann".into())).count();
    // There is a file already.
    s.doc(Doc::Finish(true)).doc(Doc::Undo).passes(1);
    assert!(s.now().history.next_undo().is_none());
    assert!(matches!(s.effects.last(), Some(Effect::Save { .. })));
    let saves = s.effects.len();
    // What is known needs no save.
    s.passes(1).reads(1);
    assert_eq!((s.effects.len(), s.has_read()), (saves, (1, 6)));
    s.reads(2);
    assert_eq!(s.has_read(), (2, 6));
    // What was read on end is one passage.
    assert_eq!(s.now().read().iter().count(), 1);
    s.doc(Doc::Undo);
    assert_eq!(s.has_read(), (1, 6));
    let sentence = s.sentence(1);
    s.doc(Doc::Read(sentence, false));
    assert_eq!(s.has_read(), (0, 6));
    assert!(s.now().read().is_empty());
    s.doc(Doc::Undo);
    assert_eq!(s.has_read(), (1, 6));
}

fn writes(s: &Script) -> bool {
    let mut effects = s.effects.iter();
    effects.any(|effect| matches!(effect, Effect::StartSaving { .. } | Effect::Save { .. }))
}

#[test]
fn merely_reading_writes_nothing() {
    let mut s = Script::open(LONG, Vec::new());
    s.passes(1);
    s.app(App::SetReviewer("Ann".into())).count();
    s.passes(2).passes(3);
    assert_eq!(s.has_read(), (3, 6));
    assert_eq!(s.now().save, SaveState::Untouched);
    // Nor is it forgotten when the article is read again.
    s.app(App::Reload);
    s.loaded("a.txt", LONG, Vec::new());
    s.count();
    assert_eq!(s.has_read(), (3, 6));
    assert!(!writes(&s));
    // With the first act all of it is kept.
    s.doc(Doc::Finish(true));
    let saved = s.effects.iter().find_map(|effect| match effect {
        Effect::StartSaving { reading, .. } => Some(reading.read.clone()),
        _ => None,
    });
    assert_eq!(saved.as_ref(), Some(s.now().read()));
    s.passes(4);
    assert!(matches!(s.effects.last(), Some(Effect::Save { .. })));
}

#[test]
fn a_sentence_that_was_said_to_be_read_is_kept() {
    for anonymous in [true, false] {
        let mut s = Script::open(LONG, Vec::new());
        if anonymous {
            s.reads(2).app(App::SetReviewer("Ann".into()));
        } else {
            s.app(App::SetReviewer("Ann".into())).reads(2);
        }
        assert!(writes(&s));
    }
}

#[test]
fn what_one_has_read_is_not_another_s() {
    let mut s = Script::open(LONG, Vec::new());
    s.app(App::SetReviewer("Ann".into())).passes(1);
    s.app(App::SetReviewer("Bob".into())).count();
    assert_eq!(s.has_read(), (0, 6));
    s.passes(2).app(App::Reload);
    s.app(App::SetReviewer("Ann".into()));
    s.loaded("a.txt", LONG, Vec::new());
    s.count();
    assert_eq!(s.has_read(), (0, 6));
    assert!(!writes(&s));
}

#[test]
fn what_is_marked_was_read() {
    let mut s = Script::open(LONG, Vec::new());
    s.app(App::SetReviewer("Ann".into())).count();
    s.select("Deux !\n\nTrois").doc(tag("fact"));
    assert_eq!(s.has_read(), (2, 6));
    s.doc(Doc::Undo);
    assert_eq!(s.has_read(), (0, 6));
    s.doc(Doc::Redo);
    assert_eq!(s.has_read(), (2, 6));
    s.sees(&["fact:Deux !\n\nTrois"]);
}

#[test]
fn what_another_copy_has_read_joins() {
    let mut s = Script::open(LONG, Vec::new());
    s.app(App::SetReviewer("Ann".into())).count();
    s.reads(1);
    let mut other = s.now().own.as_ref().unwrap().reading.clone();
    other.read = vec![CharRange { start: 20, end: 28 }].into();
    let path = PathBuf::from("a.txt");
    s.receive(Event::Saved {
        path,
        revision: 0,
        fell_back: false,
        merged: Some(Box::new(TakenIn {
            reading: other,
            overview: None,
            elsewhere: Elsewhere::new(),
        })),
    });
    s.count();
    assert_eq!(s.has_read(), (2, 6));
}

proptest! {
    #[test]
    fn undo_takes_back_what_was_said_to_be_read(
        steps in proptest::collection::vec((1usize..7, 0u8..4), 1..30),
    ) {
        let mut s = Script::open(LONG, Vec::new());
        s.app(App::SetReviewer("Ann".into())).count();
        for (number, what) in steps {
            let sentence = s.sentence(number);
            let before = s.now().read().clone();
            let undoes = s.now().history.undo_steps();
            match what {
                0 => s.passes(number),
                1 => s.doc(Doc::Read(sentence, false)),
                _ => s.reads(number),
            };
            if s.now().history.undo_steps() > undoes {
                let after = s.now().read().clone();
                s.doc(Doc::Undo);
                prop_assert_eq!(s.now().read(), &before);
                s.doc(Doc::Redo);
                prop_assert_eq!(s.now().read(), &after);
            }
            s.has_read();
        }
    }
}
