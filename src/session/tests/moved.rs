//! Marks of an article that was edited: taken in, refused, put elsewhere, taken back.

use std::collections::BTreeMap;

use super::*;
use crate::anchor::{Resolution, elsewhere, locate};
use crate::edit::merge;
use crate::model::Annotation;
use crate::text::TextRange;

const OLD: &str = "Le maire a signé le texte hier soir. C’est une honte pour la ville, dit-elle. Les habitants ont attendu des années entières. Le budget sera voté demain matin au conseil.";

/// A word is new, a sentence came first, one is gone.
const NEW: &str = "Une réunion a eu lieu. Le maire a signé le texte hier soir. C’est une vraie honte pour la ville, dit-elle. Le budget sera voté demain matin au conseil.";

/// Every one of the four sentences marked, a word in the second, and then the article edited.
fn edited() -> Script {
    let mut s = Script::open(OLD, Vec::new());
    s.app(App::SetReviewer("Ann".into()));
    for words in [
        "Le maire a signé le texte hier soir",
        "C’est une honte pour la ville, dit-elle",
        "Les habitants ont attendu des années entières",
        "Le budget sera voté demain matin au conseil",
    ] {
        s.select(words).doc(tag("fact"));
    }
    s.select("honte").doc(tag("loaded"));
    s.changed(NEW);
    s
}

impl Script {
    /// The article was edited, or read again, and so were the own marks.
    fn changed(&mut self, text: &str) -> &mut Self {
        let reading = self.now().own.as_ref().unwrap().reading.clone();
        self.changed_with(text, vec![reading])
    }

    fn changed_with(&mut self, text: &str, readings: Vec<Reading>) -> &mut Self {
        self.app(App::Reload);
        let generation = self.asked(std::path::Path::new("a.txt"));
        let article = Arc::new(article(text));
        let spans = readings.iter().flat_map(|reading| reading.spans.iter());
        let anchors: Vec<_> = spans.map(|span| span.anchor.clone()).collect();
        let elsewhere = elsewhere(&article.text, &anchors, kept);
        let readings = readings.into_iter().map(|reading| ReadingOnDisk {
            file: format!("a.txt.{}.ann.ron", reading.reviewer.name).into(),
            result: Ok(reading),
            warning: None,
            overview: None,
            copies: Default::default(),
        });
        self.receive(Event::Loaded {
            path: "a.txt".into(),
            generation,
            result: Ok(Box::new(ArticleOnDisk {
                article,
                blocks: None,
                readings: readings.collect(),
                elsewhere,
                places: None,
                problems: Vec::new(),
            })),
        });
        self.look()
    }

    /// Answers what was asked of places, as a job does.
    pub(super) fn look(&mut self) -> &mut Self {
        let asked: Vec<Effect> = self
            .effects
            .extract_if(.., |effect| matches!(effect, Effect::Locate { .. }))
            .collect();
        for effect in asked {
            if let Effect::Locate {
                path,
                text,
                anchors,
            } = effect
            {
                self.receive(Event::Located {
                    path,
                    text_hash: text.hash().to_owned(),
                    elsewhere: elsewhere(&text, &anchors, kept),
                });
            }
        }
        self
    }

    /// What is drawn of every own mark, and what is counted.
    fn drawn(&self) -> Drawn {
        let open = self.now();
        let text = &open.article.text;
        let reading = &open.own.as_ref().unwrap().reading;
        let place = |id| {
            let mark = open.overlay.get(MarkKey::own(id))?;
            let words = text.slice(mark.range).to_owned();
            let score = open.move_of(MarkKey::own(id)).map(|found| found.score);
            assert_eq!(mark.moved, score.is_some());
            Some((words, score))
        };
        let spans = reading.spans.iter();
        let marks = spans.map(|span| (span.id, place(span.id))).collect();
        self.is_consistent();
        Drawn {
            marks,
            moved: open.unsettled.moved(),
            sure: open.unsettled.sure(),
            orphans: open.unsettled.orphans(),
        }
    }

    /// What is kept is what would be found by looking at everything.
    #[track_caller]
    fn is_consistent(&self) {
        let open = self.now();
        let reading = &open.own.as_ref().unwrap().reading;
        let (mut moved, mut orphans, mut sure) = (Vec::new(), Vec::new(), 0);
        for span in reading.spans.iter() {
            match locate(&open.article.text, &open.elsewhere, span) {
                Resolution::Exact(_) => {}
                Resolution::Moved { to, score } => {
                    moved.push((to.start(), std::cmp::Reverse(to.end()), span.id));
                    sure += usize::from(score >= SURE);
                }
                Resolution::Orphan => orphans.push(span.id),
            }
        }
        moved.sort();
        let unsettled = &open.unsettled;
        let listed = unsettled.moves_from(0).map(|found| found.id);
        assert!(listed.eq(moved.iter().map(|found| found.2)));
        assert!(unsettled.orphans_from(0).map(|span| span.id).eq(orphans));
        assert_eq!(unsettled.sure(), sure);
    }

    #[track_caller]
    fn id(&self, words: &str) -> SpanId {
        let spans = &self.now().own.as_ref().unwrap().reading.spans;
        let mut found = spans.iter().filter(|span| span.anchor.quote == words);
        let id = found.next().unwrap_or_else(|| panic!("{words}")).id;
        assert!(found.next().is_none(), "{words}");
        id
    }

    fn words_of(&self, id: SpanId) -> Option<String> {
        let open = self.now();
        let mark = open.overlay.get(MarkKey::own(id))?;
        Some(open.article.text.slice(mark.range).to_owned())
    }

    fn range(&self, words: &str) -> TextRange {
        let text = &self.now().article.text;
        let start = text.as_str().find(words).unwrap();
        text.clamp(start..start + words.len())
    }
}

/// What is kept of old texts.
fn kept(hash: &str) -> Option<SourceText> {
    let texts = [OLD, NEW].map(SourceText::new);
    texts.into_iter().find(|text| text.hash() == hash)
}

#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    marks: BTreeMap<SpanId, Option<(String, Option<f64>)>>,
    moved: usize,
    sure: usize,
    orphans: usize,
}

#[test]
fn what_changed_is_said_once_and_counted() {
    let mut s = edited();
    let drawn = s.drawn();
    assert_eq!((drawn.moved, drawn.sure, drawn.orphans), (4, 3, 1));
    let said = |s: &Script| {
        let notices = s.state.notices.iter();
        notices
            .filter(|notice| notice.what.key == "changed")
            .count()
    };
    assert_eq!(said(&s), 1);
    // Read again without a change, nothing is said anew, and nothing is moved that stands where it was.
    s.state.notices.clear();
    s.changed(NEW);
    assert_eq!((said(&s), s.drawn()), (0, drawn));
}

#[test]
fn a_move_is_taken_in_and_taken_back() {
    let mut s = edited();
    let (before, reading) = (s.drawn(), s.reading());
    let id = s.id("C’est une honte pour la ville, dit-elle");
    s.doc(Doc::Accept(id));
    let span = s.now().own_span(id).unwrap().clone();
    assert_eq!(
        span.anchor.quote,
        "C’est une vraie honte pour la ville, dit-elle"
    );
    assert_eq!(&*span.anchor.text_hash, s.now().article.text.hash());
    assert!(span.modified > reading.spans.get(id).unwrap().modified);
    let after = s.drawn();
    assert_eq!((after.moved, after.sure), (3, 2));
    assert!(!s.now().overlay.get(MarkKey::own(id)).unwrap().moved);
    s.doc(Doc::Undo);
    assert_eq!(s.drawn(), before);
    assert!(s.reading().same_content(&reading));
    s.doc(Doc::Redo);
    assert_eq!(s.drawn(), after);
    // There is nothing more to take in of it.
    let steps = s.now().history.undo_steps();
    s.doc(Doc::Accept(id)).doc(Doc::Refuse(id));
    assert_eq!(s.now().history.undo_steps(), steps);
}

#[test]
fn every_act_is_taken_back_with_all_that_is_drawn() {
    let acts: [fn(&Script) -> Doc; 9] = [
        |s| Doc::Accept(s.id("honte")),
        |_| Doc::AcceptAll(SURE),
        |_| Doc::AcceptAll(0.0),
        |s| Doc::Refuse(s.id("honte")),
        |_| Doc::RefuseAll,
        |s| {
            let orphan = s.id("Les habitants ont attendu des années entières");
            Doc::Attach(orphan, s.range("Une réunion a eu lieu"))
        },
        |s| Doc::Attach(s.id("honte"), s.range("ville")),
        |s| Doc::Delete(s.id("Les habitants ont attendu des années entières")),
        |s| Doc::Delete(s.id("honte")),
    ];
    for (number, act) in acts.into_iter().enumerate() {
        let mut s = edited();
        let (before, reading) = (s.drawn(), s.reading());
        let steps = s.now().history.undo_steps();
        let doc = act(&s);
        s.doc(doc);
        let after = s.drawn();
        assert_ne!(after, before, "{number}");
        assert_eq!(s.now().history.undo_steps(), steps + 1, "{number}");
        s.doc(Doc::Undo);
        assert_eq!(s.drawn(), before, "{number}");
        assert!(s.reading().same_content(&reading), "{number}");
        s.doc(Doc::Redo);
        assert_eq!(s.drawn(), after, "{number}");
        // The same after everything was read again: what comes back is looked for where it is not known.
        s.changed(NEW);
        assert_eq!(s.drawn(), after, "{number}");
        s.doc(Doc::Undo).look();
        assert_eq!(s.drawn(), before, "{number}");
        assert!(s.reading().same_content(&reading), "{number}");
    }
}

#[test]
fn what_was_done_before_the_edit_is_taken_back_after_it() {
    let mut s = edited();
    let (honte, moved) = (s.id("honte"), s.drawn());
    // The mark that was made last goes, and comes back where it is in today's text.
    s.doc(Doc::Undo);
    assert_eq!(s.words_of(honte), None);
    assert_eq!(s.now().unsettled.moved(), 3);
    s.doc(Doc::Redo);
    assert_eq!(s.drawn(), moved);
    // Gone before the edit, nobody has looked for it when the article was read.
    let mut s = Script::open(OLD, Vec::new());
    s.app(App::SetReviewer("Ann".into()));
    s.select("honte").doc(tag("loaded"));
    let id = s.id("honte");
    s.doc(Doc::Delete(id)).changed(NEW);
    assert!(s.now().elsewhere.is_empty());
    s.doc(Doc::Undo);
    // It has no place until it was looked for, and is in no file less for that.
    assert_eq!(s.now().unsettled.orphans(), 1);
    s.look();
    assert_eq!(s.words_of(id).as_deref(), Some("honte"));
    assert_eq!(s.now().unsettled.moved(), 1);
    s.is_consistent();
    // An answer that comes when the text is another one is none.
    s.doc(Doc::Redo).doc(Doc::Undo);
    let late = SourceText::new(OLD);
    s.receive(Event::Located {
        path: "a.txt".into(),
        text_hash: late.hash().to_owned(),
        elsewhere: Default::default(),
    });
    s.look();
    assert_eq!(s.words_of(id).as_deref(), Some("honte"));
}

#[test]
fn what_is_said_of_a_moved_mark_accepts_nothing() {
    let mut s = edited();
    let id = s.id("honte");
    let before = s.drawn();
    let anchor = s.now().own_span(id).unwrap().anchor.clone();
    s.doc(Doc::SetReason(id, "un mot dur".into()))
        .doc(Doc::Relabel(id, "opinion".into()))
        .doc(Doc::SetVoice(id, Voice::named("la maire")))
        .doc(Doc::SetConfidence(id, Confidence::Unsure));
    assert_eq!(s.drawn(), before);
    let span = s.now().own_span(id).unwrap().clone();
    assert_eq!((&span.anchor, span.label.as_str()), (&anchor, "opinion"));
    // An edge that is dragged or nudged says where it is.
    s.doc(Doc::SetRange(id, s.range("vraie honte")));
    assert_eq!(s.drawn().moved, before.moved - 1);
    assert_eq!(s.words_of(id).as_deref(), Some("vraie honte"));
    s.doc(Doc::Undo);
    assert_eq!(s.drawn(), before);
    s.doc(Doc::Nudge(id, s.range("une vraie honte")));
    assert_eq!(s.drawn().moved, before.moved - 1);
    assert_eq!(s.now().own_span(id).unwrap().reason, "un mot dur");
}

#[test]
fn a_refused_place_stays_refused_until_the_article_is_another_one() {
    let mut s = edited();
    let id = s.id("honte");
    s.doc(Doc::Refuse(id));
    assert_eq!((s.words_of(id), s.now().unsettled.orphans()), (None, 2));
    let refused = s.reading();
    // Read again, here or on another machine, it has no place there.
    s.changed(NEW);
    assert_eq!((s.words_of(id), s.now().unsettled.orphans()), (None, 2));
    // A copy from before knows nothing of it, and does not bring the place back.
    let older = edited().reading();
    for merged in [merge(&older, &refused), merge(&refused, &older)] {
        let span = merged.spans.get(id).unwrap();
        assert_eq!(span.refused.as_deref(), Some(s.now().article.text.hash()));
    }
    // What else is said of it does not change that.
    s.doc(Doc::SetReason(id, "gone".into()));
    assert_eq!(s.words_of(id), None);
    // In yet another text it is looked for anew.
    s.changed(&format!("{NEW} Fin."));
    assert_eq!(s.words_of(id).as_deref(), Some("honte"));
    // Back in the text in which it was marked, it is where it was.
    s.changed(OLD);
    assert_eq!(s.words_of(id).as_deref(), Some("honte"));
    assert!(!s.now().overlay.get(MarkKey::own(id)).unwrap().moved);
    // And one that is put somewhere is there, whatever was refused before.
    s.changed(NEW);
    s.doc(Doc::Attach(id, s.range("ville")));
    assert_eq!(s.words_of(id).as_deref(), Some("ville"));
    s.changed(NEW);
    assert_eq!(s.words_of(id).as_deref(), Some("ville"));
}

#[test]
fn whoever_marks_again_what_was_found_says_that_it_belongs_there() {
    let mut s = edited();
    let id = s.id("honte");
    let before = s.drawn();
    let honte = s.range("honte");
    let add = |label: &str| Doc::Add(NewSpan::plain(label.into(), honte));
    // With another label it is another mark.
    s.doc(add("opinion"));
    assert_eq!(s.drawn().moved, before.moved);
    s.doc(Doc::Undo);
    s.doc(Doc::Add(NewSpan {
        reason: "un mot dur".into(),
        ..NewSpan::plain("loaded".into(), honte)
    }));
    assert_eq!(s.now().own_span(id).unwrap().reason, "un mot dur");
    assert_eq!(s.drawn().marks.len(), before.marks.len());
    assert_eq!(s.drawn().moved, before.moved - 1);
    assert_eq!(s.now().selected, Some(MarkKey::own(id)));
    s.doc(Doc::Undo);
    assert_eq!(s.drawn(), before);
}

#[test]
fn marks_that_come_to_say_the_same_become_one() {
    // The passage was marked anew by hand with another label, which then became the same.
    let mut s = edited();
    let id = s.id("honte");
    s.doc(Doc::SetReason(id, "avant".into()));
    let honte = s.range("honte");
    s.doc(Doc::Add(NewSpan::plain("opinion".into(), honte)));
    let again = s.now().selected.unwrap().id;
    s.doc(Doc::SetReason(again, "après".into()));
    s.doc(Doc::Relabel(again, "loaded".into()));
    // Nobody has said yet that the old one belongs there: both stay.
    assert!(s.now().own_span(id).is_some() && s.now().own_span(again).is_some());
    let (before, reading) = (s.drawn(), s.reading());
    for accept in [Doc::Accept(id), Doc::AcceptAll(0.0)] {
        s.doc(accept);
        assert!(s.now().own_span(again).is_none());
        assert_eq!(s.now().own_span(id).unwrap().reason, "avant\naprès");
        s.is_consistent();
        s.doc(Doc::Undo);
        assert_eq!(s.drawn(), before);
        assert!(s.reading().same_content(&reading));
    }
}

#[test]
fn moves_that_meet_become_one() {
    // Three sentences became one and the same, by two hands and a copy.
    let mut s = Script::open(OLD, Vec::new());
    s.app(App::SetReviewer("Ann".into()));
    s.select("honte").doc(tag("loaded"));
    let mut reading = s.reading();
    let first = reading.spans.iter().next().unwrap().clone();
    for number in 100..103 {
        let mut twin = Annotation::clone(&first);
        twin.id = SpanId(Uuid::from_u128(number));
        twin.reason = format!("raison {number}");
        twin.label = if number == 102 { "fact" } else { "loaded" }.into();
        reading.spans.insert(Arc::new(twin));
    }
    s.changed_with(NEW, vec![reading]);
    let before = s.drawn();
    assert_eq!(before.moved, 4);
    s.doc(Doc::AcceptAll(0.0));
    let left = s.reading();
    assert_eq!((left.spans.len(), s.drawn().moved), (2, 0));
    let reasons: Vec<&str> = left.spans.iter().map(|span| span.reason.as_str()).collect();
    assert!(reasons.contains(&"raison 100\nraison 101"), "{reasons:?}");
    assert!(reasons.contains(&"raison 102"));
    s.doc(Doc::Undo);
    assert_eq!(s.drawn(), before);
}

#[test]
fn the_review_goes_through_what_is_left() {
    let mut s = edited();
    let at = |s: &Script| {
        let item = s.now().reviewed();
        item.map(|item| {
            s.now()
                .own_span(item.id())
                .unwrap()
                .anchor
                .quote
                .to_string()
        })
    };
    let order = [
        "Le maire a signé le texte hier soir",
        "C’est une honte pour la ville, dit-elle",
        "honte",
        "Le budget sera voté demain matin au conseil",
        "Les habitants ont attendu des années entières",
    ];
    s.app(App::Review(Review::Show));
    for words in order {
        assert_eq!(at(&s).as_deref(), Some(words));
        let shown = s.now().selected.map(|key| key.id);
        let is_moved = matches!(s.now().reviewed(), Some(ReviewItem::Moved(_)));
        assert_eq!(shown, is_moved.then(|| s.id(words)));
        s.app(App::Review(Review::Step(true)));
    }
    assert_eq!(at(&s).as_deref(), Some(order[0]));
    for words in order.iter().rev() {
        s.app(App::Review(Review::Step(false)));
        assert_eq!(at(&s).as_deref(), Some(*words));
    }
    assert_eq!(s.now().reviewed_number(), Some((1, 4)));
    // What is answered makes room for the next one, and comes back with undo.
    s.app(App::Review(Review::Step(true)));
    s.doc(Doc::Accept(s.id(order[1])));
    assert_eq!(at(&s).as_deref(), Some(order[2]));
    s.doc(Doc::Refuse(s.id(order[2])));
    assert_eq!(at(&s).as_deref(), Some(order[3]));
    s.doc(Doc::Undo);
    assert_eq!(at(&s).as_deref(), Some(order[2]));
    // A moved mark that is picked in the page is the one that is looked at.
    let first = MarkKey::own(s.id(order[0]));
    s.app(App::SelectMark(Some(first)));
    assert_eq!(at(&s).as_deref(), Some(order[0]));
    // Words are selected for an orphan without leaving it.
    let orphan = ReviewItem::Orphan(s.id(order[4]));
    s.app(App::Review(Review::Go(orphan)));
    s.select("Une réunion a eu lieu");
    assert_eq!(s.now().reviewed(), Some(orphan));
    let range = s.now().selection.range(&s.now().article.text);
    s.doc(Doc::Attach(orphan.id(), range));
    assert_eq!(s.now().unsettled.orphans(), 0);
    s.doc(Doc::AcceptAll(0.0));
    assert_eq!(s.now().reviewed(), None);
    s.app(App::Review(Review::Leave));
    assert!(!s.state.reviewing);
}

proptest! {
    /// Whatever is done in whatever order, what is kept of moved marks and of those without a place is
    /// what looking at every mark would find; and taking all of it back leads to where it began.
    #[test]
    fn any_acts_leave_what_is_kept_in_step(
        acts in proptest::collection::vec((0u8..11, 0usize..5, 0usize..8), 1..24)
    ) {
        let mut s = edited();
        let (before, reading) = (s.drawn(), s.reading());
        let steps = s.now().history.undo_steps();
        let ids: Vec<SpanId> = reading.spans.iter().map(|span| span.id).collect();
        let places = ["Une réunion", "maire", "ville", "honte", "vraie honte", "Le budget", "demain", "voté"];
        for (act, which, place) in acts {
            let (id, range) = (ids[which], s.range(places[place]));
            match act {
                0 => s.doc(Doc::Accept(id)),
                1 => s.doc(Doc::Refuse(id)),
                2 => s.doc(Doc::AcceptAll(SURE)),
                3 => s.doc(Doc::RefuseAll),
                4 => s.doc(Doc::Attach(id, range)),
                5 => s.doc(Doc::Delete(id)),
                6 => s.doc(Doc::Add(NewSpan::plain("fact".into(), range))),
                7 => s.doc(Doc::Relabel(id, "opinion".into())),
                8 if s.now().history.undo_steps() > steps => s.doc(Doc::Undo),
                9 => s.doc(Doc::Redo),
                10 => s.changed(NEW),
                _ => s.app(App::Review(Review::Step(true))),
            };
            s.look();
            s.is_consistent();
        }
        while s.now().history.undo_steps() > steps {
            s.doc(Doc::Undo);
        }
        s.look();
        prop_assert_eq!(s.drawn(), before);
        prop_assert!(s.reading().same_content(&reading));
    }
}
