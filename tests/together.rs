//! Two windows of one reviewer and the program of another on one folder, without a screen: the states
//! and threads behind them, driven by random acts. Whatever order things happen in, both windows and the
//! file say the same in the end, and no mark is lost.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use postil::i18n::Lang;
use postil::job::{Dialogs, Jobs, Picked, SystemEnv, Watching, work};
use postil::model::{Annotation, LabelKey, Reading, ReadingStatus, Reviewer, SourceRef, SpanId};
use postil::session::{
    App, Command, Doc, Effect, Env as _, NewSpan, Pick, SaveState, State, new_annotation, receive,
    update,
};
use postil::store::{self, Home};
use postil::text::{CharRange, SourceText};

/// How long anything may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct NoDialogs;

impl Dialogs for NoDialogs {
    fn pick(&self, _: Pick) -> Picked {
        Picked::Cancelled
    }
}

fn text() -> String {
    (0..60)
        .map(|n| format!("Satz Nummer {n} steht hier.\n"))
        .collect()
}

fn reviewer(name: &str, id: u128) -> Reviewer {
    Reviewer {
        name: name.to_owned(),
        id: uuid::Uuid::from_u128(id),
    }
}

fn home(folder: &Path) -> Home {
    Home {
        assets: None,
        seeds: None,
        saves: folder.join("saves"),
        data: folder.join("data"),
        config: folder.join("config"),
    }
}

/// A window without a screen.
struct Seat {
    state: State,
    jobs: Jobs,
    env: SystemEnv,
    loads: usize,
}

impl Seat {
    fn open(folder: &Path, who: Reviewer, watching: Watching) -> Self {
        let codebook = Arc::new(store::default_codebook().unwrap());
        let mut state = State::new(Lang::En, codebook);
        state.reviewer = Some(who);
        let jobs = Jobs::start(home(folder), Arc::new(NoDialogs), watching, Arc::new(|| {}));
        let mut seat = Self {
            state,
            jobs,
            env: SystemEnv,
            loads: 0,
        };
        seat.does(Command::App(App::OpenPaths(vec![folder.join("news")])));
        seat.until("the article", |seat| {
            seat.state
                .current_article()
                .is_some_and(|open| open.own.is_some())
        });
        seat
    }

    fn does(&mut self, command: Command) {
        let effects = update(&mut self.state, command, &mut self.env);
        self.run(effects);
    }

    fn doc(&mut self, doc: Doc) {
        self.does(Command::Doc(doc));
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.loads += usize::from(matches!(effect, Effect::Load { .. }));
            self.jobs.run(effect, Lang::En);
        }
    }

    fn listen(&mut self) {
        for event in self.jobs.poll() {
            let effects = receive(&mut self.state, event);
            self.run(effects);
        }
    }

    fn own(&self) -> &Reading {
        &self
            .state
            .current_article()
            .unwrap()
            .own
            .as_ref()
            .unwrap()
            .reading
    }

    fn is_saved(&self) -> bool {
        let save = &self.state.current_article().unwrap().save;
        matches!(save, SaveState::Saved { .. } | SaveState::Untouched)
    }

    fn mark(&mut self, number: usize) -> SpanId {
        let text = self.state.current_article().unwrap().article.text.clone();
        let words = format!("Nummer {number} ");
        let start = text.as_str().find(&words).unwrap();
        let range = text.range(start..start + words.len() - 1).unwrap();
        let before: Vec<SpanId> = self.own().spans.iter().map(|span| span.id).collect();
        self.doc(Doc::Add(NewSpan::plain(LabelKey::from("loaded"), range)));
        let new = self
            .own()
            .spans
            .iter()
            .find(|span| !before.contains(&span.id));
        new.expect("a new mark").id
    }

    #[track_caller]
    fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> Duration {
        let start = Instant::now();
        loop {
            self.listen();
            if holds(self) {
                return start.elapsed();
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn desk() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("news")).unwrap();
    let article = folder.path().join("news/a.txt");
    std::fs::write(&article, text()).unwrap();
    (folder, article)
}

/// Another program's marks on some of the sentences.
fn reading_of(who: &Reviewer, sentences: &[usize]) -> Reading {
    let text = SourceText::new(&text());
    let source = SourceRef {
        file: "a.txt".into(),
        text_hash: text.shared_hash(),
        importer: postil::import::importer(),
    };
    let codebook = store::default_codebook().unwrap();
    let mut reading = Reading::new(who.clone(), codebook.reference(), source);
    let mut env = SystemEnv;
    for number in sentences {
        let words = format!("Nummer {number} ");
        let start = text.as_str().find(&words).unwrap();
        let range = text.range(start..start + words.len() - 1).unwrap();
        let new = NewSpan::plain(LabelKey::from("fact"), range);
        let span = new_annotation(&text, &new, SpanId(env.new_id()), env.now());
        reading.spans.insert(span);
    }
    reading
}

/// Small random numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

#[test]
fn two_windows_say_the_same_in_the_end() {
    for seed in 1..=6 {
        storm(seed);
    }
}

fn storm(seed: u64) {
    let (folder, article) = desk();
    let ada = reviewer("Ada", 1);
    let watching = Watching {
        // One sees news of the system, in half of the storms the other only polls.
        events: seed.is_multiple_of(2),
        poll: Duration::from_millis(300),
        ..Watching::default()
    };
    let mut one = Seat::open(folder.path(), ada.clone(), Watching::default());
    let mut two = Seat::open(folder.path(), ada.clone(), watching);
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut free: Vec<usize> = (0..60).collect();
    // What must be there in the end: each mark that was made, with its last reason, unless it was deleted.
    let mut made: BTreeMap<SpanId, bool> = BTreeMap::new();
    let mut reasons: BTreeMap<SpanId, String> = BTreeMap::new();
    let ben = reviewer("Ben", 2);
    let (mut bens, mut sources) = (Vec::new(), 0);
    for act in 0..70 {
        let seat = if random.below(2) == 0 {
            &mut one
        } else {
            &mut two
        };
        // Of one moment, it would be open which is the later act.
        std::thread::sleep(Duration::from_millis(2));
        seat.listen();
        let known: Vec<Arc<Annotation>> = seat.own().spans.iter().cloned().collect();
        match random.below(10) {
            0..=4 if !free.is_empty() => {
                let number = free.swap_remove(random.below(free.len()));
                made.insert(seat.mark(number), true);
            }
            5 if !known.is_empty() => {
                let span = &known[random.below(known.len())];
                seat.doc(Doc::Delete(span.id));
                made.insert(span.id, false);
            }
            6 if !known.is_empty() => {
                let span = &known[random.below(known.len())];
                let reason = format!("reason {act}");
                seat.doc(Doc::SetReason(span.id, reason.clone()));
                reasons.insert(span.id, reason);
                // Somebody may have deleted it before: the later act counts.
                made.insert(span.id, true);
            }
            7 => {
                bens.push(act % 60);
                let reading = reading_of(&ben, &bens);
                let home = home(folder.path());
                let _ = std::fs::remove_file(store::annotation_path(&article, "Ben"));
                work::save(&reading, &article, &home, None).unwrap();
            }
            8 => {
                sources += 1;
                std::fs::write(&article, format!("Zeile {sources}.\n{}", text())).unwrap();
            }
            _ => std::thread::sleep(Duration::from_millis(random.below(150) as u64)),
        }
    }
    let expected: Vec<SpanId> = made
        .iter()
        .filter(|(_, there)| **there)
        .map(|(id, _)| *id)
        .collect();
    let on_disk = || {
        let file = store::annotation_path(&article, "Ada");
        store::load_reading(&file, None)
            .ok()
            .map(|loaded| loaded.reading)
    };
    let ids = |reading: &Reading| {
        let mut ids: Vec<SpanId> = reading.spans.iter().map(|span| span.id).collect();
        ids.sort();
        ids
    };
    let start = Instant::now();
    loop {
        one.listen();
        two.listen();
        let settled = one.is_saved()
            && two.is_saved()
            && one.own().same_content(two.own())
            && on_disk().is_some_and(|disk| disk.same_content(one.own()))
            && [&one, &two].iter().all(|seat| {
                let open = seat.state.current_article().unwrap();
                let starts = sources == 0
                    || open
                        .article
                        .text
                        .as_str()
                        .starts_with(&format!("Zeile {sources}."));
                let ben = open
                    .others
                    .first()
                    .and_then(|other| other.result.as_ref().ok());
                starts && ben.map_or(0, |ben| ben.spans.len()) == bens.len()
            });
        if settled {
            break;
        }
        assert!(
            start.elapsed() < PATIENCE,
            "seed {seed}: {:?} {:?} {:?}",
            ids(one.own()),
            ids(two.own()),
            on_disk().map(|disk| ids(&disk))
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(ids(one.own()), expected, "seed {seed}");
    for span in one.own().spans.iter() {
        let reason = reasons.get(&span.id).map_or("", String::as_str);
        assert_eq!(span.reason, reason, "seed {seed}");
    }
    // What is drawn is what is there.
    for seat in [&one, &two] {
        let open = seat.state.current_article().unwrap();
        let own = open
            .overlay
            .iter()
            .filter(|mark| open.is_own(mark.key))
            .count();
        assert_eq!(own, expected.len(), "seed {seed}");
        let counted: usize = open.own_counts.values().sum();
        assert_eq!(counted, expected.len(), "seed {seed}");
    }
}

/// A sync program leaves what another machine wrote beside the own file, while the article is open: with
/// another mark, then with no mark but the word that the reading is finished and what was read.
#[test]
fn own_conflict_copies_are_taken_in_as_they_come() {
    let (folder, article) = desk();
    let ada = reviewer("Ada", 1);
    let news = folder.path().join("news");
    let copy = |name: &str, reading: &Reading| {
        let away = tempfile::tempdir().unwrap();
        std::fs::write(away.path().join("a.txt"), text()).unwrap();
        let there = away.path().join("a.txt");
        let saved = work::save(reading, &there, &home(away.path()), None).unwrap();
        let name = format!("a.txt.Ada.ann.sync-conflict-20260102-{name}-ABCDEFG.ron");
        std::fs::copy(saved.path, news.join(name)).unwrap();
    };
    let on_disk = || {
        let file = store::annotation_path(&article, "Ada");
        store::load_reading(&file, None).unwrap().reading
    };
    let offers = |seat: &Seat| {
        let notices = seat.state.notices.iter();
        { notices.filter_map(|notice| notice.offer.clone()) }
            .map(|offer| offer.act)
            .collect::<Vec<_>>()
    };
    let mut seat = Seat::open(folder.path(), ada.clone(), Watching::default());
    // Before anything was marked here, and after.
    copy("100000", &reading_of(&ada, &[3]));
    seat.until("the mark of the first copy", |seat| {
        seat.own().spans.len() == 1
    });
    seat.mark(7);
    seat.until("the save", Seat::is_saved);
    copy("110000", &reading_of(&ada, &[5]));
    seat.until("the mark of the second copy", |seat| {
        seat.own().spans.len() == 3 && seat.is_saved()
    });
    assert_eq!(on_disk().spans.len(), 3);
    let mut last = reading_of(&ada, &[]);
    last.status = ReadingStatus::Done;
    last.read.add(CharRange { start: 0, end: 25 });
    copy("120000", &last);
    seat.until("what the third copy says", |seat| {
        seat.own().status == ReadingStatus::Done && seat.is_saved()
    });
    assert!(seat.own().read.contains(CharRange { start: 0, end: 25 }));
    assert!(on_disk().same_content(seat.own()));
    // One's own act is taken back, the copies' marks stay.
    seat.doc(Doc::Undo);
    seat.until("the save", Seat::is_saved);
    assert_eq!(on_disk().spans.len(), 2);
    // Offered once, and done: one file holds all of it.
    let offered = offers(&seat);
    assert_eq!(offered.len(), 1, "{offered:?}");
    seat.does(Command::App(offered[0].clone()));
    seat.until("the copies put away", |seat| offers(seat).is_empty());
    let names = std::fs::read_dir(&news).unwrap();
    assert_eq!(names.count(), 2);
    assert!(on_disk().same_content(seat.own()));
    assert_eq!(seat.own().spans.len(), 2);
}

/// How long it takes until another program's marks are seen; told, not judged.
#[test]
fn marks_of_others_are_seen_with_news_and_without() {
    for (events, limit) in [(true, "2 s"), (false, "10 s")] {
        let watching = Watching {
            events,
            ..Watching::default()
        };
        let (folder, article) = desk();
        let mut seat = Seat::open(folder.path(), reviewer("Ada", 1), watching);
        seat.mark(7);
        seat.until("the save", Seat::is_saved);
        let ben = reviewer("Ben", 2);
        let mut longest = Duration::ZERO;
        let rounds = if events { 5 } else { 2 };
        for round in 1..=rounds {
            let sentences: Vec<usize> = (0..round).collect();
            let reading = reading_of(&ben, &sentences);
            let _ = std::fs::remove_file(store::annotation_path(&article, "Ben"));
            work::save(&reading, &article, &home(folder.path()), None).unwrap();
            let took = seat.until("the mark", |seat| {
                let open = seat.state.current_article().unwrap();
                let ben = open
                    .others
                    .first()
                    .and_then(|other| other.result.as_ref().ok());
                ben.is_some_and(|ben| ben.spans.len() == round)
            });
            longest = longest.max(took);
        }
        eprintln!("news of the system: {events}; seen after at most {longest:?} of {limit}");
        assert_eq!(seat.loads, 1, "the article was read again");
    }
}

#[test]
fn a_class_that_arrives_at_once_is_read_once_each() {
    let (folder, article) = desk();
    let mut seat = Seat::open(folder.path(), reviewer("Ada", 1), Watching::default());
    for pupil in 0..25 {
        let who = reviewer(&format!("Pupil {pupil:02}"), 100 + pupil);
        let reading = reading_of(&who, &[3, 5, pupil as usize]);
        work::save(&reading, &article, &home(folder.path()), None).unwrap();
    }
    let took = seat.until("all of them", |seat| {
        seat.state.current_article().unwrap().others.len() == 25
    });
    eprintln!("25 readings after {took:?}");
    assert_eq!(seat.loads, 1);
    assert_eq!(seat.state.notices.len(), 1, "{:?}", seat.state.notices);
}
