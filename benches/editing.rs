//! Marking, changing, undoing: from the command to the updated overlay; and saving.

use postil::model::{Codebook, SpanId, Timestamp};
use postil::session::{App, Command, Doc};
use postil::store;
use uuid::Uuid;

use crate::clock::{median, time};
use crate::desk::{Case, Desk, new_span, reading};
use crate::generate::Random;
use crate::window::Program;

/// Medians in milliseconds of CPU time of the window's thread.
pub struct Editing {
    /// The first change, with which the saving thread is handed the whole reading.
    pub first: f64,
    /// A new mark.
    pub tag: f64,
    /// Another label for a mark.
    pub change: f64,
    /// Taking back.
    pub undo: f64,
}

/// Measures an article that is open.
pub fn measure(program: &mut Program, codebook: &Codebook) -> Editing {
    let mut random = Random::new(4);
    let text = program.open().article.text.clone();
    let doc = |program: &mut Program, doc| time(|| program.app.ask(Command::Doc(doc)));
    let (mut tags, mut changes, mut undos) = (Vec::new(), Vec::new(), Vec::new());
    let first = doc(program, Doc::Finish(true));
    for _ in 0..200 {
        let new = new_span(&text, &mut random, codebook);
        let other = codebook.labels[random.below(codebook.labels.len())]
            .key
            .clone();
        tags.push(doc(program, Doc::Add(new)));
        let id = program
            .open()
            .selected
            .map_or(SpanId(Uuid::nil()), |key| key.id);
        changes.push(doc(program, Doc::Relabel(id, other)));
        undos.push(doc(program, Doc::Undo));
    }
    program.app.ask(Command::App(App::SelectMark(None)));
    Editing {
        first,
        tag: median(tags),
        change: median(changes),
        undo: median(undos),
    }
}

/// Medians of saving a changed reading of so many spans and loading it, in milliseconds of CPU time,
/// and of saving on the wall with the disk.
pub struct Saving {
    pub save: f64,
    pub load: f64,
    pub wall: f64,
}

/// Measures a reading of so many spans in a folder of its own.
pub fn saving(spans: usize, codebook: &Codebook) -> std::io::Result<Saving> {
    let desk = Desk::new()?;
    let case = Case {
        name: "",
        text: crate::generate::text(2_000_000, 5),
        // Half of them are this reviewer's.
        spans: 2 * spans,
    };
    let article = desk.path().join("article.txt");
    let mut reading = reading(&case, 0, codebook);
    let first = reading.spans.iter().next().cloned();
    let mut state = None;
    let (mut saves, mut loads, mut walls) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..5 {
        if let Some(span) = &first {
            let mut changed = postil::model::Annotation::clone(span);
            changed.reason = format!("{round}");
            reading.spans.insert(changed.into());
        }
        let now = Timestamp::UNIX_EPOCH;
        let mut saved = None;
        let wall = std::time::Instant::now();
        saves.push(time(|| {
            saved = Some(store::save_reading(
                &reading, &article, &desk.home, state, "bench", now,
            ));
        }));
        walls.push(wall.elapsed().as_secs_f64() * 1e3);
        let Some(Ok(saved)) = saved else {
            return Err(std::io::Error::other("not saved"));
        };
        state = Some(saved.disk_state);
        loads.push(time(|| {
            store::load_reading(&saved.path, Some(&case.text)).is_ok()
        }));
    }
    Ok(Saving {
        save: median(saves),
        load: median(loads),
        wall: median(walls),
    })
}
