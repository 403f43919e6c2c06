//! Scripts of commands, without a window.

use std::path::PathBuf;
use std::sync::Arc;

mod codebooks;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::i18n::Lang;
use crate::model::{
    Article, ArticleMeta, Codebook, Confidence, EncodingNote, Importer, Label, LabelKey, Layer,
    LocalText, Overlap, Pattern, Reading, ReadingStatus, Reviewer, SpanId, Timestamp, Voice,
};
use crate::overlay::MarkKey;
use crate::text::{Granularity, SourceText};

mod copies;
mod coverage;
mod loading;
mod marking;
mod moved;
mod notices;
mod taken;

struct Counting(u64);

impl Env for Counting {
    fn now(&mut self) -> Timestamp {
        self.0 += 1;
        Timestamp::from_second(self.0 as i64).unwrap()
    }

    fn new_id(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(u128::from(self.0))
    }

    fn random_id(&mut self) -> Uuid {
        self.new_id()
    }
}

fn codebook() -> Codebook {
    let label = |key: &str, layer| Label {
        key: key.into(),
        aliases: Vec::new(),
        name: LocalText::default(),
        letter: LocalText::default(),
        color: String::new(),
        pattern: Pattern::Solid,
        layer,
        snap: Granularity::Word,
        overlap: Overlap::OtherLayerOrVoice,
        claims: key == "fact",
        definition: LocalText::default(),
        rules: Vec::new(),
        examples: Vec::new(),
    };
    Codebook {
        id: "test".into(),
        revision: String::new(),
        title: LocalText::default(),
        about: LocalText::default(),
        labels: vec![
            label("fact", Layer::Clause),
            label("opinion", Layer::Clause),
            label("loaded", Layer::Word),
        ],
        rules: Vec::new(),
        statuses: Vec::new(),
        hash: String::new(),
    }
}

fn article(text: &str) -> Article {
    Article {
        file_name: "a.txt".into(),
        text: SourceText::new(text),
        encoding: EncodingNote {
            name: "UTF-8",
            bom: false,
            chosen: false,
            damaged: false,
        },
        importer: Importer {
            name: "plain-text".into(),
            version: 1,
        },
        meta: ArticleMeta::default(),
    }
}

/// A state with one article open, as after start.
struct Script {
    state: State,
    env: Counting,
    effects: Vec<Effect>,
}

impl Script {
    fn open(text: &str, readings: Vec<Reading>) -> Self {
        let mut script = Self {
            state: State::new(Lang::En, Arc::new(codebook())),
            env: Counting(0),
            effects: Vec::new(),
        };
        script.receive(Event::Scanned {
            articles: vec![PathBuf::from("a.txt")],
            named: Vec::new(),
            session: None,
            codebook: None,
            replace: true,
            problems: Vec::new(),
        });
        let generation = script.state.generation;
        script.receive(Event::Loaded {
            path: PathBuf::from("a.txt"),
            generation,
            result: Ok(Box::new(ArticleOnDisk {
                article: Arc::new(article(text)),
                blocks: None,
                readings: readings
                    .into_iter()
                    .map(|reading| ReadingOnDisk {
                        file: format!("a.txt.{}.ann.ron", reading.reviewer.name).into(),
                        result: Ok(reading),
                        warning: None,
                        overview: None,
                        copies: Default::default(),
                    })
                    .collect(),
                elsewhere: Default::default(),
                places: None,
                problems: Vec::new(),
            })),
        });
        script
    }

    /// An article of that file name was read, as the last question for it wants to know.
    fn loaded(&mut self, name: &str, text: &str, readings: Vec<Reading>) {
        let path = PathBuf::from(name);
        let generation = self.asked(&path);
        self.answer(name, generation, text, readings);
    }

    fn asked(&self, path: &std::path::Path) -> u64 {
        let asked = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Load {
                path: of,
                generation,
            } if of == path => Some(*generation),
            _ => None,
        });
        asked.unwrap()
    }

    fn answer(&mut self, name: &str, generation: u64, text: &str, readings: Vec<Reading>) {
        let readings = readings.into_iter().map(|reading| ReadingOnDisk {
            file: format!("{name}.{}.ann.ron", reading.reviewer.name).into(),
            result: Ok(reading),
            warning: None,
            overview: None,
            copies: Default::default(),
        });
        self.receive(Event::Loaded {
            path: name.into(),
            generation,
            result: Ok(Box::new(ArticleOnDisk {
                article: Arc::new(Article {
                    file_name: name.into(),
                    ..article(text)
                }),
                blocks: None,
                readings: readings.collect(),
                elsewhere: Default::default(),
                places: None,
                problems: Vec::new(),
            })),
        });
    }

    /// A second article joins the list, and nothing of it is read yet.
    fn joined(&mut self) {
        self.receive(Event::Scanned {
            articles: vec![PathBuf::from("b.txt")],
            named: Vec::new(),
            session: None,
            codebook: None,
            replace: false,
            problems: Vec::new(),
        });
    }

    /// A second article joins the list and is shown.
    fn second(&mut self, readings: Vec<Reading>) {
        self.joined();
        self.loaded("b.txt", TEXT, readings);
    }

    fn receive(&mut self, event: Event) {
        self.effects.extend(receive(&mut self.state, event));
    }

    fn app(&mut self, app: App) -> &mut Self {
        let effects = update(&mut self.state, Command::App(app), &mut self.env);
        self.effects.extend(effects);
        self
    }

    fn doc(&mut self, doc: Doc) -> &mut Self {
        let effects = update(&mut self.state, Command::Doc(doc), &mut self.env);
        self.effects.extend(effects);
        self
    }

    fn select(&mut self, words: &str) -> &mut Self {
        let text = self.now().article.text.clone();
        let start = text.as_str().find(words).unwrap();
        let range = text.range(start..start + words.len()).unwrap();
        self.app(App::Select(Selection::of(range)))
    }

    fn now(&self) -> &OpenArticle {
        self.state.current_article().unwrap()
    }

    fn reading(&self) -> Reading {
        self.now().own.as_ref().unwrap().reading.clone()
    }

    /// The own marks as `label:words`, in text order.
    #[track_caller]
    fn sees(&self, marks: &[&str]) {
        let open = self.now();
        let reading = &open.own.as_ref().unwrap().reading;
        let got: Vec<String> = reading
            .spans
            .iter()
            .map(|span| {
                let mark = open.overlay.get(MarkKey::own(span.id)).unwrap();
                format!("{}:{}", span.label, open.article.text.slice(mark.range))
            })
            .collect();
        assert_eq!(got, marks);
    }
}

fn tag(label: &str) -> Doc {
    Doc::Tag(label.into())
}

const TEXT: &str = "Le maire a signé. C’est une honte, dit-elle.";

#[test]
fn the_first_mark_asks_who_and_is_then_made() {
    let mut s = Script::open(TEXT, Vec::new());
    s.select("maire a signé").doc(tag("fact"));
    assert!(s.state.ask_name.is_some());
    s.app(App::SetReviewer("ann@school.org".into()));
    assert!(s.state.ask_name.as_ref().unwrap().problem.is_some());
    s.app(App::SetReviewer(" Ann ".into()));
    assert!(s.state.ask_name.is_none());
    assert_eq!(s.state.reviewer.as_ref().unwrap().name, "Ann");
    s.sees(&["fact:maire a signé"]);
    assert!(matches!(
        s.effects.last(),
        Some(Effect::Save { revision: 1, .. })
    ));
}

fn with_reviewer() -> Script {
    let mut s = Script::open(TEXT, Vec::new());
    s.app(App::SetReviewer("Ann".into()));
    s
}

#[test]
fn labels_change_on_the_same_layer_and_stack_across_layers() {
    let mut s = with_reviewer();
    s.select("C’est une honte")
        .doc(tag("fact"))
        .doc(tag("opinion"));
    s.sees(&["opinion:C’est une honte"]);
    s.doc(tag("loaded"));
    s.sees(&["opinion:C’est une honte", "loaded:C’est une honte"]);
    s.select("C’est une honte").doc(tag("loaded"));
    s.sees(&["opinion:C’est une honte", "loaded:C’est une honte"]);
}

#[test]
fn a_selected_mark_is_relabelled_described_and_deleted() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("loaded"));
    let key = s.now().selected.unwrap();
    s.app(App::Select(Selection::caret(0)))
        .app(App::SelectMark(Some(key)));
    s.doc(tag("opinion"));
    s.sees(&["opinion:honte"]);
    s.doc(Doc::SetReason(key.id, "jugement".into()));
    s.doc(Doc::SetVoice(key.id, Voice::named("la maire")));
    s.doc(Doc::SetConfidence(key.id, Confidence::Unsure));
    let span = s.now().own_span(key.id).unwrap().clone();
    assert_eq!(
        (span.reason.as_str(), span.voice.as_str()),
        ("jugement", "la maire")
    );
    s.doc(Doc::Delete(key.id)).sees(&[]);
    assert!(s.now().selected.is_none());
    s.doc(Doc::Undo).sees(&["opinion:honte"]);
    let back = s.now().own_span(key.id).unwrap().clone();
    assert!(back.modified > span.modified);
    assert_eq!(back.reason, span.reason);
    for _ in 0..9 {
        s.doc(Doc::Undo);
    }
    s.sees(&[]);
    for _ in 0..9 {
        s.doc(Doc::Redo);
    }
    s.sees(&[]);
}

#[test]
fn typing_that_goes_on_is_taken_back_at_once() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("opinion"));
    let id = s.now().selected.unwrap().id;
    let reason = |s: &Script| s.now().own_span(id).unwrap().reason.clone();
    let typed = |s: &mut Script, text: &str| {
        s.doc(Doc::SetReason(id, text.into()));
    };
    for text in ["un", "un mot", "un mot fort"] {
        typed(&mut s, text);
    }
    // Another field, and a long pause, begin anew.
    s.doc(Doc::SetVoice(id, Voice::named("la maire")));
    typed(&mut s, "un mot très fort");
    s.env.0 += 60;
    typed(&mut s, "un mot trop fort");
    for text in ["un mot très fort", "un mot fort", "un mot fort", ""] {
        s.doc(Doc::Undo);
        assert_eq!(reason(&s), text);
    }
    for text in ["un mot fort", "un mot fort", "un mot très fort"] {
        s.doc(Doc::Redo);
        assert_eq!(reason(&s), text);
    }
    // Nor does it go on from what was taken back.
    typed(&mut s, "non");
    typed(&mut s, "non !");
    s.doc(Doc::Undo);
    assert_eq!(reason(&s), "un mot très fort");
    s.doc(Doc::Undo);
    assert_eq!(reason(&s), "un mot fort");
}

#[test]
fn an_overlap_that_the_codebook_does_not_want_is_made_and_said() {
    let mut s = with_reviewer();
    s.select("Le maire a signé").doc(tag("fact"));
    assert!(s.state.notices.is_empty());
    s.select("a signé").doc(tag("opinion"));
    s.sees(&["fact:Le maire a signé", "opinion:a signé"]);
    assert_eq!(s.state.notices.len(), 1);
    s.select("maire").doc(tag("loaded"));
    assert_eq!(s.state.notices.len(), 1);
}

fn reading_of(name: &str, number: u128) -> Reading {
    let mut s = Script::open(TEXT, Vec::new());
    s.env.0 = number as u64 * 1000;
    s.app(App::SetReviewer(name.into()));
    s.select("honte").doc(tag("loaded"));
    s.state
        .open
        .into_values()
        .next()
        .unwrap()
        .own
        .unwrap()
        .reading
}

#[test]
fn others_are_shown_read_only_and_their_name_is_not_taken_unasked() {
    let mut s = Script::open(TEXT, vec![reading_of("Bea", 1), reading_of("Cem", 2)]);
    assert!(s.now().overlay.is_empty());
    s.app(App::ShowOther(0, true));
    assert_eq!(s.now().overlay.len(), 1);
    s.app(App::StepMark(true));
    let mark = s.now().selected.unwrap();
    assert_eq!(mark.reading, 1);
    // Another's mark is never changed by a label key or Delete.
    s.app(App::SetReviewer("Ann".into()));
    s.app(App::SelectMark(Some(mark)))
        .doc(tag("fact"))
        .doc(Doc::Delete(mark.id));
    assert_eq!(
        s.now().annotation(mark).unwrap().label,
        LabelKey::from("loaded")
    );
    // It makes a mark of one's own on the same words.
    s.sees(&["fact:honte"]);

    s.app(App::SetReviewer("bea".into()));
    assert_eq!(s.state.reviewer.as_ref().unwrap().name, "Ann");
    assert!(s.state.ask_name.as_ref().unwrap().exists.is_some());
    s.app(App::ClaimReviewer);
    assert_eq!(s.state.reviewer.as_ref().unwrap().name, "Bea");
    s.sees(&["loaded:honte"]);
    assert_eq!(s.now().others.len(), 2);
}

#[test]
fn a_locked_file_is_never_written() {
    let mut s = Script::open(TEXT, vec![reading_of("Ann", 1)]);
    let path = PathBuf::from("a.txt");
    let open = s.state.open.get_mut(&path).unwrap();
    open.others[0].warning = Some(crate::model::Problem::data("a", crate::msg!("x")));
    s.app(App::SetReviewer("Ann".into()))
        .app(App::ClaimReviewer);
    s.effects.clear();
    s.select("maire").doc(tag("fact"));
    assert!(s.effects.is_empty());
    s.sees(&["loaded:honte"]);
    s.app(App::AcceptHandEdit);
    assert!(matches!(
        s.effects[..2],
        [Effect::AcceptHandEdit { .. }, Effect::Load { .. }]
    ));
}

#[test]
fn late_answers_are_dropped() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("loaded"));
    s.receive(Event::Loaded {
        path: PathBuf::from("a.txt"),
        generation: s.state.generation - 1,
        result: Ok(Box::new(ArticleOnDisk {
            article: Arc::new(article("autre")),
            blocks: None,
            readings: Vec::new(),
            elsewhere: Default::default(),
            places: None,
            problems: Vec::new(),
        })),
    });
    s.sees(&["loaded:honte"]);
}

#[test]
fn a_choice_of_encoding_is_undoable() {
    let mut s = Script::open(TEXT, Vec::new());
    s.app(App::SetEncoding(Some("macintosh".into())));
    let kept = |s: &Script| {
        s.effects.iter().rev().find_map(|effect| match effect {
            Effect::KeepEncoding { encoding, .. } => Some(encoding.clone()),
            _ => None,
        })
    };
    assert_eq!(kept(&s), Some(Some("macintosh".into())));
    s.doc(Doc::Undo);
    assert_eq!(kept(&s), Some(None));
    s.doc(Doc::Redo);
    assert_eq!(kept(&s), Some(Some("macintosh".into())));
    // Reading the article again keeps what can be undone.
    let generation = s.state.generation;
    s.receive(Event::Loaded {
        path: PathBuf::from("a.txt"),
        generation,
        result: Ok(Box::new(ArticleOnDisk {
            article: Arc::new(article(TEXT)),
            blocks: None,
            readings: Vec::new(),
            elsewhere: Default::default(),
            places: None,
            problems: Vec::new(),
        })),
    });
    assert!(s.now().history.next_undo().is_some());
}

#[test]
fn finishing_is_undoable() {
    let mut s = with_reviewer();
    s.doc(Doc::Finish(true));
    assert!(s.now().is_done());
    s.doc(Doc::Undo);
    assert!(!s.now().is_done());
}

/// One step of a random script.
fn step(s: &mut Script, kind: u8, a: usize, b: usize) {
    let ids: Vec<SpanId> = s
        .now()
        .own
        .as_ref()
        .unwrap()
        .reading
        .spans
        .iter()
        .map(|span| span.id)
        .collect();
    let id = ids.get(a % ids.len().max(1)).copied();
    let label = ["fact", "opinion", "loaded"][b % 3];
    let place = || {
        let text = &s.now().article.text;
        text.clamp(a.min(b) % TEXT.len()..a.max(b) % TEXT.len())
    };
    match (kind % 12, id) {
        (0..=2, _) | (_, None) => {
            let (a, b) = (a % TEXT.len(), b % TEXT.len());
            s.app(App::Select(Selection { anchor: a, head: b }))
                .doc(tag(label));
        }
        (3, Some(id)) => drop(s.doc(Doc::Relabel(id, label.into()))),
        (4, Some(id)) => drop(s.doc(Doc::Delete(id))),
        (5, Some(id)) => drop(s.doc(Doc::SetReason(id, format!("raison {b}")))),
        (6, Some(id)) => drop(s.doc(Doc::SetVoice(id, Voice::named(label)))),
        (9, Some(id)) => {
            let to = place();
            s.doc(Doc::SetRange(id, to));
        }
        (10, Some(id)) => {
            let to = place();
            s.doc(Doc::Nudge(id, to));
        }
        (11, _) => drop(s.doc(Doc::TagInstead(label.into()))),
        (7, _) => drop(s.doc(Doc::Finish(b.is_multiple_of(2)))),
        (_, Some(id)) => drop(s.doc(Doc::SetConfidence(id, Confidence::Unsure))),
    }
}

proptest! {
    #[test]
    fn undo_after_do_is_identity(steps in proptest::collection::vec((any::<u8>(), 0usize..500, 0usize..500), 1..30)) {
        let mut s = with_reviewer();
        let mut before = vec![s.now().own.as_ref().unwrap().reading.clone()];
        for (kind, a, b) in steps {
            let (revision, steps) = (s.now().revision, s.now().history.undo_steps());
            step(&mut s, kind, a, b);
            if s.now().revision != revision {
                // Typing that went on is one act with what was typed before.
                before.truncate(s.now().history.undo_steps().max(1));
                prop_assert!(s.now().history.undo_steps() >= steps);
                before.push(s.now().own.as_ref().unwrap().reading.clone());
            }
        }
        // Back to the start, forward to the end: each state again, drawn as it is stored.
        let last = before.len() - 1;
        let places = (0..last).rev().map(|at| (at, Doc::Undo)).chain((1..=last).map(|at| (at, Doc::Redo)));
        for (at, act) in places {
            s.doc(act);
            let now = s.now();
            let reading = &now.own.as_ref().unwrap().reading;
            prop_assert!(reading.same_content(&before[at]));
            prop_assert_eq!(now.overlay.len(), reading.spans.len());
        }
        prop_assert!(before[0].status == ReadingStatus::InProgress);
    }

    #[test]
    fn what_is_sent_to_be_saved_is_what_is_shown(steps in proptest::collection::vec((any::<u8>(), 0usize..500, 0usize..500), 1..30)) {
        let mut s = with_reviewer();
        for (kind, a, b) in steps {
            step(&mut s, kind, a, b);
        }
        let mut mirror: Option<Reading> = None;
        for effect in &s.effects {
            match effect {
                Effect::StartSaving { reading, .. } => mirror = Some(Reading::clone(reading)),
                Effect::Save { transaction, .. } => transaction.apply(mirror.as_mut().unwrap()),
                _ => {}
            }
        }
        if let Some(mirror) = mirror {
            prop_assert_eq!(&mirror, &s.now().own.as_ref().unwrap().reading);
        }
    }
}

#[test]
fn reviewers_do_not_mix_on_a_switch() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("loaded"));
    s.app(App::SetReviewer("Bea".into()));
    s.sees(&[]);
    assert_eq!(s.now().others.len(), 1);
    s.select("maire").doc(tag("fact"));
    let started: Vec<&Reviewer> = s
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::StartSaving { reading, .. } => Some(&reading.reviewer),
            _ => None,
        })
        .collect();
    assert_eq!(
        started.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(),
        ["Ann", "Bea"]
    );
    s.app(App::SetReviewer("Ann".into()))
        .app(App::ClaimReviewer);
    s.sees(&["loaded:honte"]);
}

#[test]
fn a_namesake_is_not_taken_for_oneself_on_the_next_article() {
    let theirs = reading_of("Léa", 7);
    let first = theirs.reviewer.clone();
    let mut s = Script::open(TEXT, Vec::new());
    s.app(App::SetReviewer("Léa".into()));
    s.select("honte").doc(tag("loaded"));
    s.second(vec![theirs]);
    assert!(s.now().own.is_none());
    assert_eq!(s.now().others.len(), 1);
    s.effects.clear();
    s.select("maire").doc(tag("fact"));
    assert!(s.effects.is_empty());
    let asked = s.state.ask_name.clone().unwrap();
    assert_eq!(asked.exists.as_ref(), Some(&first));
    // Somebody else after all: another name, and the mark is made under it.
    s.app(App::AskReviewer)
        .app(App::SetReviewer("Léa B.".into()));
    s.sees(&["fact:maire"]);
    assert_eq!(s.now().others.len(), 1);
    // Or the very same person, who says so.
    s.app(App::SetReviewer("Léa".into()));
    assert!(s.now().own.is_none());
    s.select("signé").doc(tag("fact")).app(App::ClaimReviewer);
    s.sees(&["fact:signé", "loaded:honte"]);
    assert_eq!(s.state.reviewer.as_ref(), Some(&first));
}

/// A mark of one's own, as another program wrote it.
fn marked(words: &str, reviewer: &Reviewer, number: u64) -> Reading {
    let mut s = Script::open(TEXT, Vec::new());
    s.env.0 = number * 1000;
    s.state.reviewer = Some(reviewer.clone());
    s.app(App::Show(0));
    s.select(words).doc(tag("loaded"));
    let open = s.state.open.remove(&PathBuf::from("a.txt")).unwrap();
    open.own.unwrap().reading
}

#[test]
fn each_article_has_its_own_late_answers() {
    let mut s = with_reviewer();
    let me = s.state.reviewer.clone().unwrap();
    s.app(App::Reload);
    let asked = s.asked(&PathBuf::from("a.txt"));
    // Another article is asked for before the answer is there: both count.
    s.second(Vec::new());
    s.answer("a.txt", asked, TEXT, vec![marked("honte", &me, 3)]);
    s.app(App::Show(0));
    s.sees(&["loaded:honte"]);
    // Saving starts from the load that was taken in.
    s.effects.clear();
    s.select("maire").doc(tag("fact"));
    let started = s.effects.iter().any(
        |effect| matches!(effect, Effect::StartSaving { generation, .. } if *generation == asked),
    );
    assert!(started);
    // Two questions for one article: the first answer is dropped.
    s.app(App::Reload);
    let first = s.asked(&PathBuf::from("a.txt"));
    s.app(App::Reload);
    s.answer("a.txt", first, "autre", Vec::new());
    s.sees(&["fact:maire", "loaded:honte"]);
}

#[test]
fn a_broken_file_stays_broken_when_another_sits_down() {
    let mut s = Script::open(TEXT, vec![reading_of("Ann", 1)]);
    let path = PathBuf::from("a.txt");
    let open = s.state.open.get_mut(&path).unwrap();
    let broken = crate::model::Problem::data("a", crate::msg!("x"));
    open.others[0].result = Err(broken.clone());
    s.app(App::SetReviewer("Ann".into()))
        .app(App::ClaimReviewer);
    assert!(s.now().own.as_ref().unwrap().locked.is_some());
    s.app(App::SetReviewer("Bea".into()));
    assert_eq!(s.now().others[0].result.as_ref().err(), Some(&broken));
    // Bea did nothing: there is nothing of hers, whatever the others changed.
    s.select("maire").doc(tag("fact"));
    s.app(App::SetReviewer("Cem".into()));
    s.app(App::SetReviewer("Dan".into()));
    let shown = |s: &Script| s.now().others.iter().filter(|o| o.result.is_ok()).count();
    assert_eq!(shown(&s), 1);
}

#[test]
fn another_codebook_draws_what_is_open_anew() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("loaded"));
    let label = |s: &Script| {
        s.now()
            .overlay
            .get(s.now().selected.unwrap())
            .unwrap()
            .label
    };
    assert_eq!(label(&s), Some(2));
    let mut other = codebook();
    other.labels.reverse();
    s.receive(Event::Scanned {
        articles: vec![PathBuf::from("a.txt")],
        named: Vec::new(),
        session: None,
        codebook: Some(CodebookOnDisk {
            codebook: Arc::new(other),
            source: Default::default(),
        }),
        replace: true,
        problems: Vec::new(),
    });
    assert_eq!(label(&s), Some(0));
}

#[test]
fn counts_follow_what_is_there_not_what_was() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("loaded"));
    let id = s.now().selected.unwrap().id;
    let me = s.state.reviewer.clone().unwrap();
    // The file was read again without the mark: undoing its making takes nothing away.
    s.app(App::Reload);
    s.loaded("a.txt", TEXT, vec![marked("maire", &me, 3)]);
    assert!(s.now().own_span(id).is_none());
    s.doc(Doc::Undo);
    s.sees(&["loaded:maire"]);
    assert_eq!(s.now().own_counts[&LabelKey::from("loaded")], 1);
    // Read again as somebody else, there is nothing to undo.
    s.select("honte").doc(tag("loaded"));
    s.app(App::Reload);
    s.state.reviewer = Some(Reviewer {
        name: "Bea".into(),
        id: Uuid::from_u128(99),
    });
    s.loaded("a.txt", TEXT, Vec::new());
    assert!(s.now().history.next_undo().is_none());
}

#[test]
fn places_to_show_are_counted_on_when_an_article_is_read_again() {
    let mut s = with_reviewer();
    s.select("honte")
        .doc(tag("loaded"))
        .app(App::StepMark(true));
    let before = s.now().reveal.unwrap().0;
    s.app(App::Reload);
    s.loaded("a.txt", TEXT, Vec::new());
    assert_eq!(s.now().reveal.unwrap().0, before);
}

#[test]
fn another_label_keeps_no_claim_that_it_cannot_show() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("fact"));
    let id = s.now().selected.unwrap().id;
    let claim = crate::model::Claim {
        restatement: "Vrai.".into(),
        status: "open".into(),
    };
    s.doc(Doc::SetClaim(id, Some(claim.clone())));
    s.doc(Doc::Relabel(id, "opinion".into()));
    assert_eq!(s.now().own_span(id).unwrap().claim, None);
    s.doc(Doc::Undo);
    assert_eq!(s.now().own_span(id).unwrap().claim, Some(claim));
}

#[test]
fn a_clock_that_is_set_back_makes_no_change_older() {
    let mut s = with_reviewer();
    s.env.0 = 5000;
    s.select("honte").doc(tag("loaded"));
    let id = s.now().selected.unwrap().id;
    let mut last = s.now().own_span(id).unwrap().modified;
    let mut later = |s: &Script| {
        let reading = &s.now().own.as_ref().unwrap().reading;
        let gone = || reading.tombstones[&id].deleted;
        let now = reading
            .spans
            .get(id)
            .map_or_else(gone, |span| span.modified);
        assert!(now > last, "{now} after {last}");
        last = now;
    };
    for doc in [
        Doc::SetReason(id, "a".into()),
        Doc::Undo,
        Doc::Redo,
        Doc::Delete(id),
        Doc::Undo,
    ] {
        s.env.0 = 10;
        s.doc(doc);
        later(&s);
    }
}

#[test]
fn an_overlap_is_said_once() {
    let mut s = with_reviewer();
    s.select("Le maire a signé").doc(tag("fact"));
    s.select("a signé").doc(tag("opinion"));
    let id = s.now().selected.unwrap().id;
    s.state.notices.clear();
    s.doc(Doc::SetReason(id, "parce que".into()));
    s.doc(Doc::SetConfidence(id, Confidence::Unsure));
    assert!(s.state.notices.is_empty());
    s.doc(Doc::Relabel(id, "fact".into()));
    assert_eq!(s.state.notices.len(), 1);
}

#[test]
fn an_encoding_that_cannot_be_read_is_taken_back() {
    let mut s = Script::open(TEXT, Vec::new());
    s.app(App::SetEncoding(Some("utf-16".into())));
    let path = PathBuf::from("a.txt");
    let generation = s.asked(&path);
    s.receive(Event::Loaded {
        path: path.clone(),
        generation,
        result: Err(crate::model::Problem::data("a.txt", crate::msg!("x"))),
    });
    assert!(matches!(s.state.articles[0].state, EntryState::Faulty(_)));
    s.effects.clear();
    s.app(App::SetEncoding(None));
    assert!(matches!(
        s.effects[..],
        [
            Effect::KeepEncoding { encoding: None, .. },
            Effect::Load { .. },
        ]
    ));
    assert_eq!(s.state.articles[0].state, EntryState::Waiting);
}

#[test]
fn only_what_was_found_is_remembered() {
    let mut s = Script::open(TEXT, Vec::new());
    let named = vec![PathBuf::from("folder")];
    s.app(App::OpenPaths(named.clone()));
    let scanned = |articles: Vec<PathBuf>, problems| Event::Scanned {
        articles,
        named: named.clone(),
        session: None,
        codebook: None,
        replace: true,
        problems,
    };
    let note = crate::model::Problem::data("folder", crate::msg!("x")).note();
    s.receive(scanned(Vec::new(), vec![note]));
    // A note is no error.
    assert!(!s.state.notices[0].error);
    let remembered = |s: &Script| s.effects.contains(&Effect::RememberOpened(named.clone()));
    assert!(!remembered(&s));
    s.receive(scanned(vec![PathBuf::from("b.txt")], Vec::new()));
    assert!(remembered(&s));
}
