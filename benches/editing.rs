//! Marking, changing, undoing, saving: from the command to the updated overlay, and to the disk.

use std::path::PathBuf;
use std::sync::Arc;

use postil::i18n::Lang;
use postil::job::SystemEnv;
use postil::model::{
    Article, ArticleMeta, Codebook, EncodingNote, LabelKey, Reading, Reviewer, SourceRef, SpanId,
};
use postil::overlay::Mark;
use postil::session::{
    App, ArticleOnDisk, Command, Doc, Event, NewSpan, ReadingOnDisk, State, new_annotation,
    receive, update,
};
use postil::store::{self, Home};
use postil::text::SourceText;
use uuid::Uuid;

use crate::generate::Random;
use crate::{median, time};

/// Medians in milliseconds.
pub struct Editing {
    /// A new mark.
    pub tag: f64,
    /// Another label for a mark.
    pub change: f64,
    /// Taking back.
    pub undo: f64,
    /// Writing the whole annotation file, flushed to the disk, off the window's thread.
    pub save: f64,
    /// Reading it again.
    pub load: f64,
}

/// Measures an article with marks of one reviewer.
pub fn measure(text: &SourceText, marks: &[Mark], codebook: &Codebook) -> Editing {
    let reading = reading(text, marks, codebook);
    let mut state = open(text, reading.clone(), codebook);
    let mut random = Random::new(4);
    let mut env = SystemEnv;
    let (mut tags, mut changes, mut undos) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..200 {
        let start = random.below(text.len());
        let range = text.clamp(start..start + 40);
        let label = codebook.labels[random.below(codebook.labels.len())]
            .key
            .clone();
        let new = NewSpan::plain(label, range);
        tags.push(time(|| {
            update(&mut state, Command::Doc(Doc::Add(new)), &mut env);
        }));
        let id = selected(&state);
        let other = LabelKey::from("L");
        changes.push(time(|| {
            update(&mut state, Command::Doc(Doc::Relabel(id, other)), &mut env);
        }));
        undos.push(time(|| {
            update(&mut state, Command::Doc(Doc::Undo), &mut env);
        }));
    }
    let (save, load) = saving(&reading);
    Editing {
        tag: median(tags.into_iter()),
        change: median(changes.into_iter()),
        undo: median(undos.into_iter()),
        save,
        load,
    }
}

fn selected(state: &State) -> SpanId {
    let open = state.current_article();
    let selected = open.and_then(|open| open.selected);
    selected.map_or(SpanId(Uuid::nil()), |key| key.id)
}

/// The marks as a reviewer's reading.
fn reading(text: &SourceText, marks: &[Mark], codebook: &Codebook) -> Reading {
    let reviewer = Reviewer {
        name: "Bench".to_owned(),
        id: Uuid::from_u128(1),
    };
    let source = SourceRef {
        file: "bench.txt".to_owned(),
        text_hash: Arc::from(text.hash()),
        importer: postil::import::importer(),
    };
    let mut reading = Reading::new(reviewer, codebook.reference(), source);
    let now = jiff::Timestamp::UNIX_EPOCH;
    for mark in marks {
        let label = usize::from(mark.label.unwrap_or(0)).min(codebook.labels.len() - 1);
        let new = NewSpan::plain(codebook.labels[label].key.clone(), mark.range);
        reading
            .spans
            .insert(new_annotation(text, &new, mark.key.id, now));
    }
    reading
}

/// A session in which the reading is the reviewer's own.
fn open(text: &SourceText, reading: Reading, codebook: &Codebook) -> State {
    let mut state = State::new(Lang::En, Arc::new(codebook.clone()));
    state.reviewer = Some(reading.reviewer.clone());
    let path = PathBuf::from("bench.txt");
    receive(
        &mut state,
        Event::Scanned {
            articles: vec![path.clone()],
            named: Vec::new(),
            session: None,
            codebook: None,
            replace: true,
            problems: Vec::new(),
        },
    );
    let generation = state.generation;
    let article = Article {
        file_name: "bench.txt".to_owned(),
        text: text.clone(),
        encoding: EncodingNote {
            name: "UTF-8",
            bom: false,
            chosen: false,
            damaged: false,
        },
        importer: postil::import::importer(),
        meta: ArticleMeta::default(),
    };
    receive(
        &mut state,
        Event::Loaded {
            path,
            generation,
            result: Ok(Box::new(ArticleOnDisk {
                article: Arc::new(article),
                blocks: None,
                readings: vec![ReadingOnDisk {
                    file: PathBuf::from("bench.txt.Bench.ann.ron"),
                    result: Ok(reading),
                    warning: None,
                    overview: None,
                }],
                elsewhere: Default::default(),
                problems: Vec::new(),
            })),
        },
    );
    update(
        &mut state,
        Command::App(App::SelectMark(None)),
        &mut SystemEnv,
    );
    state
}

/// Medians of saving a changed reading and loading it, in a folder of its own.
fn saving(reading: &Reading) -> (f64, f64) {
    let Ok(folder) = tempfile::tempdir() else {
        return (f64::NAN, f64::NAN);
    };
    let home = Home {
        saves: folder.path().join("saves"),
        data: folder.path().join("data"),
        config: folder.path().join("config"),
        assets: None,
        seeds: None,
    };
    let article = folder.path().join("bench.txt");
    let mut reading = reading.clone();
    let first = reading.spans.iter().next().cloned();
    let mut state = None;
    let (mut saves, mut loads) = (Vec::new(), Vec::new());
    for round in 0..5 {
        if let Some(span) = &first {
            let mut changed = postil::model::Annotation::clone(span);
            changed.reason = format!("{round}");
            reading.spans.insert(Arc::new(changed));
        }
        let mut saved = None;
        saves.push(time(|| {
            let now = jiff::Timestamp::UNIX_EPOCH;
            saved = store::save_reading(&reading, &article, &home, state, "bench", now).ok();
        }));
        let Some(saved) = saved else {
            return (f64::NAN, f64::NAN);
        };
        state = Some(saved.disk_state);
        loads.push(time(|| {
            let loaded = store::load_reading(&saved.path, None);
            assert!(loaded.is_ok());
        }));
    }
    (median(saves.into_iter()), median(loads.into_iter()))
}

/// Median of saving a reading with so many spans.
pub fn save_of(spans: usize, codebook: &Codebook) -> f64 {
    let text = crate::generate::text(2_000_000, 5);
    let marks = crate::generate::marks(&text, spans, 6);
    saving(&reading(&text, &marks, codebook)).0
}
