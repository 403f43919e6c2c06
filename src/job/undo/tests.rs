//! Taking back after an article was closed and opened again, with the real threads and files.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use uuid::Uuid;

use crate::i18n::Lang;
use crate::job::{Dialogs, Jobs, Picked, Watching};
use crate::model::{LabelKey, Reading, Reviewer, SpanId, Timestamp};
use crate::session::{
    App, Command, Doc, Effect, Env, NewSpan, OpenArticle, Pick, State, receive, update,
};
use crate::store::{self, Home};

const TEXT: &str = "Un scandale au ministère. Le maire rit. Des voix s’élèvent. Rien ne bouge.\n";

struct Nobody;

impl Dialogs for Nobody {
    fn pick(&self, _: Pick) -> Picked {
        Picked::Unavailable
    }
}

struct Clock(u64);

impl Env for Clock {
    fn now(&mut self) -> Timestamp {
        self.0 += 1;
        Timestamp::from_second(1_800_000_000 + self.0.cast_signed()).unwrap()
    }

    fn new_id(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(u128::from(self.0))
    }

    fn random_id(&mut self) -> Uuid {
        self.new_id()
    }
}

fn ada() -> Reviewer {
    Reviewer {
        name: "Ada".to_owned(),
        id: Uuid::from_u128(7),
    }
}

/// A folder with an article, which is opened again and again.
struct Machine {
    folder: tempfile::TempDir,
    clock: Clock,
    sitting: Option<Sitting>,
    reviewer: Reviewer,
}

struct Sitting {
    state: State,
    jobs: Jobs,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), TEXT).unwrap();
        let mut machine = Self {
            folder,
            clock: Clock(0),
            sitting: None,
            reviewer: ada(),
        };
        machine.open();
        machine
    }

    fn home(&self) -> Home {
        let at = |name: &str| self.folder.path().join(name);
        Home {
            assets: None,
            seeds: None,
            saves: at("saves"),
            data: at("data"),
            config: at("config"),
        }
    }

    fn article(&self) -> PathBuf {
        self.folder.path().join("a.txt")
    }

    fn file(&self) -> PathBuf {
        store::annotation_path(&self.article(), "Ada")
    }

    fn open(&mut self) {
        let codebook = Arc::new(store::default_codebook().unwrap());
        let mut state = State::new(Lang::En, codebook);
        state.reviewer = Some(self.reviewer.clone());
        // Nobody else is about.
        let watching = Watching {
            events: false,
            poll: Duration::from_secs(3600),
            ..Watching::default()
        };
        let jobs = Jobs::start(self.home(), Arc::new(Nobody), watching, Arc::new(|| {}));
        self.sitting = Some(Sitting { state, jobs });
        self.ask(App::OpenPaths(vec![self.article()]));
        let start = Instant::now();
        while self
            .sitting()
            .state
            .current_article()
            .is_none_or(|open| open.being_read)
        {
            assert!(start.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(1));
            self.poll();
        }
    }

    fn sitting(&mut self) -> &mut Sitting {
        self.sitting.as_mut().unwrap()
    }

    fn poll(&mut self) {
        let sitting = self.sitting();
        for event in sitting.jobs.poll() {
            let effects = receive(&mut sitting.state, event);
            sitting.run(effects);
        }
    }

    fn ask(&mut self, app: App) {
        self.command(Command::App(app));
    }

    fn command(&mut self, command: Command) {
        let Self { clock, sitting, .. } = self;
        let sitting = sitting.as_mut().unwrap();
        let effects = update(&mut sitting.state, command, clock);
        sitting.run(effects);
    }

    fn act(&mut self, doc: Doc) {
        self.command(Command::Doc(doc));
    }

    fn now(&self) -> &OpenArticle {
        self.sitting
            .as_ref()
            .unwrap()
            .state
            .current_article()
            .unwrap()
    }

    fn reading(&self) -> Reading {
        self.now().own.as_ref().unwrap().reading.clone()
    }

    fn steps(&self) -> (usize, usize) {
        let history = &self.now().history;
        (history.undo_steps(), history.redo_steps())
    }

    fn close(&mut self) {
        self.sitting().jobs.finish();
        self.sitting = None;
    }

    fn reopen(&mut self) {
        self.close();
        self.open();
    }

    fn tag(&mut self, words: &str) {
        self.act(add("fact", words));
    }
}

impl Sitting {
    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.jobs.run(effect, Lang::En);
        }
    }
}

fn add(label: &str, words: &str) -> Doc {
    let text = crate::text::SourceText::new(TEXT);
    let start = TEXT.find(words).unwrap();
    let range = text.range(start..start + words.len()).unwrap();
    Doc::Add(NewSpan::plain(LabelKey::from(label), range))
}

const WORDS: [&str; 6] = ["scandale", "ministère", "maire", "voix", "bouge", "Rien ne"];

#[derive(Clone, Debug)]
enum Act {
    Add(usize, bool),
    Relabel(usize, bool),
    Type(usize, String),
    Unsure(usize),
    Delete(usize),
    Finish(bool),
    Unread(usize),
    Read(usize),
    Undo,
    Redo,
    Reopen,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        3 => (0..WORDS.len(), any::<bool>()).prop_map(|(at, fact)| Act::Add(at, fact)),
        1 => (0usize..5, any::<bool>()).prop_map(|(at, fact)| Act::Relabel(at, fact)),
        2 => (0usize..5, "[a-c\"é\n]{0,3}").prop_map(|(at, text)| Act::Type(at, text)),
        1 => (0usize..5).prop_map(Act::Unsure),
        1 => (0usize..5).prop_map(Act::Delete),
        1 => any::<bool>().prop_map(Act::Finish),
        1 => (0..WORDS.len()).prop_map(Act::Unread),
        1 => (0..WORDS.len()).prop_map(Act::Read),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        2 => Just(Act::Reopen),
    ];
    proptest::collection::vec(act, 1..24)
}

impl Machine {
    fn span(&self, nth: usize) -> Option<SpanId> {
        let reading = self.reading();
        let spans: Vec<SpanId> = reading.spans.iter().map(|span| span.id).collect();
        (!spans.is_empty()).then(|| spans[nth % spans.len()])
    }

    fn place(&self, nth: usize) -> crate::text::TextRange {
        match add("fact", WORDS[nth]) {
            Doc::Add(span) => span.range,
            _ => unreachable!("it adds"),
        }
    }

    fn does(&mut self, act: &Act) {
        let label = |fact: &bool| if *fact { "fact" } else { "opinion" };
        let doc = match act {
            Act::Add(at, fact) => Some(add(label(fact), WORDS[*at])),
            Act::Relabel(at, fact) => {
                (self.span(*at)).map(|id| Doc::Relabel(id, LabelKey::from(label(fact))))
            }
            Act::Type(at, text) => self.span(*at).map(|id| Doc::SetReason(id, text.clone())),
            Act::Unsure(at) => self.span(*at).map(|id| {
                let sure = self.now().own_span(id).unwrap().confidence;
                Doc::SetConfidence(id, sure.other())
            }),
            Act::Delete(at) => self.span(*at).map(Doc::Delete),
            Act::Finish(done) => Some(Doc::Finish(*done)),
            Act::Unread(at) => Some(Doc::Read(self.place(*at), false)),
            Act::Read(at) => Some(Doc::Read(self.place(*at), true)),
            Act::Undo => Some(Doc::Undo),
            Act::Redo => Some(Doc::Redo),
            Act::Reopen => None,
        };
        if let Some(doc) = doc {
            self.act(doc);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..ProptestConfig::with_cases(32) })]

    /// Whoever closes and opens the article in between can take back and do again the same as who does not.
    #[test]
    fn closing_and_opening_changes_nothing(acts in acts()) {
        let (mut often, mut once) = (Machine::new(), Machine::new());
        let start = once.reading();
        for act in &acts {
            match act {
                Act::Reopen => {
                    often.reopen();
                    // What was being typed is an act of its own by then.
                    let article = once.article();
                    once.sitting().state.open.get_mut(&article).unwrap().history.pause();
                }
                act => {
                    often.does(act);
                    once.does(act);
                }
            }
            prop_assert!(often.reading().same_content(&once.reading()), "{act:?}");
            prop_assert_eq!(often.steps(), once.steps(), "{:?}", act);
        }
        often.reopen();
        while often.now().history.next_undo().is_some() {
            often.act(Doc::Undo);
        }
        prop_assert!(often.reading().same_content(&start));
        often.reopen();
        while often.now().history.next_redo().is_some() {
            often.act(Doc::Redo);
            once.act(Doc::Redo);
        }
        while once.now().history.next_redo().is_some() {
            once.act(Doc::Redo);
        }
        prop_assert!(often.reading().same_content(&once.reading()));
    }

    /// After a crash the file is some acts behind the history: as if they had never been.
    #[test]
    fn what_never_reached_the_file_is_not_taken_back(acts in acts(), cut in 0usize..24) {
        let (mut machine, mut other) = (Machine::new(), Machine::new());
        let acts: Vec<_> = acts.iter().filter(|act| !matches!(act, Act::Reopen)).collect();
        let cut = cut % (acts.len() + 1);
        let mut behind = None;
        for (at, act) in acts.iter().enumerate() {
            if at == cut {
                behind = std::fs::read(machine.file()).ok();
            }
            machine.does(act);
            machine.sitting().jobs.flush_saves();
            if at < cut {
                other.does(act);
            } else if behind.is_some() && behind == std::fs::read(machine.file()).ok() {
                // The file says again what it said: that is a later state of it.
                return Ok(());
            }
        }
        machine.close();
        if let Some(bytes) = behind {
            std::fs::write(machine.file(), bytes).unwrap();
            machine.open();
            other.reopen();
            prop_assert!(machine.reading().same_content(&other.reading()));
            prop_assert_eq!(machine.steps(), other.steps());
            for doc in [Doc::Undo, Doc::Redo] {
                for _ in 0..acts.len() {
                    machine.act(doc.clone());
                    other.act(doc.clone());
                    prop_assert!(machine.reading().same_content(&other.reading()));
                }
            }
        }
    }
}

#[test]
fn what_another_program_changed_is_not_taken_back() {
    let mut machine = Machine::new();
    for words in ["scandale", "maire", "voix", "bouge"] {
        machine.tag(words);
    }
    machine.close();
    // Another program of hers changes the second mark.
    let loaded = store::load_reading(&machine.file(), None).unwrap();
    let mut theirs = loaded.reading.clone();
    let mut span = (*theirs.spans.iter().nth(1).unwrap().clone()).clone();
    span.reason = "elsewhere".to_owned();
    span.modified = Timestamp::from_second(1_900_000_000).unwrap();
    theirs.spans.insert(Arc::new(span));
    let state = Some(loaded.disk_state);
    let now = Timestamp::from_second(1_900_000_000).unwrap();
    store::save_reading(
        &theirs,
        &machine.article(),
        &machine.home(),
        state,
        "u",
        now,
    )
    .unwrap();
    machine.open();
    assert_eq!(machine.steps(), (2, 0));
    (0..5).for_each(|_| machine.act(Doc::Undo));
    let left = machine.reading();
    let words: Vec<_> = left
        .spans
        .iter()
        .map(|span| span.anchor.quote.to_string())
        .collect();
    assert_eq!(words, ["scandale", "maire"]);
    assert!(left.spans.iter().any(|span| span.reason == "elsewhere"));
}

#[test]
fn each_reviewer_takes_back_their_own() {
    let mut machine = Machine::new();
    machine.tag("scandale");
    machine.close();
    machine.reviewer = Reviewer {
        name: "Bob".to_owned(),
        id: Uuid::from_u128(8),
    };
    machine.open();
    assert_eq!(machine.steps(), (0, 0));
    machine.tag("maire");
    machine.tag("voix");
    machine.close();
    machine.reviewer = ada();
    machine.open();
    assert_eq!(machine.steps(), (1, 0));
    machine.act(Doc::Undo);
    assert!(machine.reading().spans.is_empty());
    machine.reopen();
    assert_eq!(machine.steps(), (0, 1));
}

#[test]
fn a_damaged_history_ends_where_it_is_damaged_and_stops_nothing() {
    let mut machine = Machine::new();
    for words in WORDS {
        machine.tag(words);
        machine.sitting().jobs.flush_saves();
    }
    machine.close();
    let folder = machine.home().data.join("undo");
    let only = |folder: &PathBuf| {
        let mut files = std::fs::read_dir(folder).unwrap();
        let file = files.next().unwrap().unwrap().path();
        assert!(files.next().is_none());
        file
    };
    let path = only(&folder);
    let whole = std::fs::read(&path).unwrap();
    let file = std::fs::read(machine.file()).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    // Cut anywhere, or with a byte turned over.
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut turned = whole.clone();
        turned[at] ^= 0x10;
        for damaged in [whole[..at].to_vec(), turned] {
            std::fs::write(&path, &damaged).unwrap();
            machine.open();
            let (undo, _) = machine.steps();
            seen.insert(undo);
            (0..undo).for_each(|_| machine.act(Doc::Undo));
            // Marks are taken back from the last on, and none else.
            let left = machine.reading();
            let made = left.spans.iter().map(|span| span.created).max();
            assert!(
                left.spans.len() == WORDS.len() - undo || undo == 0,
                "{made:?}"
            );
            machine.close();
            std::fs::write(machine.file(), &file).unwrap();
            for entry in std::fs::read_dir(&folder).unwrap() {
                std::fs::remove_file(entry.unwrap().path()).unwrap();
            }
        }
    }
    assert!(seen.contains(&0), "{seen:?}");
    // Nothing can be kept where a file is in the way of the folder; marks are.
    std::fs::remove_dir(&folder).unwrap();
    std::fs::write(&folder, "").unwrap();
    machine.open();
    machine.act(Doc::Finish(true));
    machine.reopen();
    assert_eq!(machine.steps(), (0, 0));
    assert!(machine.now().is_done());
}

#[test]
fn a_history_stays_within_its_bounds() {
    let mut machine = Machine::new();
    machine.tag("scandale");
    let id = machine.span(0).unwrap();
    for turn in 0..1200 {
        machine.act(Doc::SetConfidence(
            id,
            match turn % 2 {
                0 => crate::model::Confidence::Unsure,
                _ => crate::model::Confidence::Sure,
            },
        ));
    }
    machine.reopen();
    let (undo, _) = machine.steps();
    machine.tag("maire");
    machine.reopen();
    assert!(undo >= 500);
    assert_eq!(machine.steps(), (500, 0));
    // A reason of a megabyte, again and again: the file stays within bounds, and so do the acts.
    for turn in 0..12 {
        let reason = format!("{turn}{}", "x".repeat(1 << 20));
        machine.act(Doc::SetReason(id, reason));
        machine.act(Doc::Finish(turn % 2 == 0));
        machine.sitting().jobs.flush_saves();
    }
    let folder = machine.home().data.join("undo");
    for entry in std::fs::read_dir(&folder).unwrap() {
        assert!(entry.unwrap().metadata().unwrap().len() <= 4 << 20);
    }
    let before = machine.reading();
    machine.reopen();
    let (undo, _) = machine.steps();
    assert!((1..10).contains(&undo), "{undo}");
    machine.act(Doc::Undo);
    machine.act(Doc::Redo);
    assert!(machine.reading().same_content(&before));
}
