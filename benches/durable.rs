//! How long it takes until a mark has reached the disk while marking goes on and on.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use postil::edit::{Edit, Transaction};
use postil::i18n::Lang;
use postil::job::{Dialogs, Jobs, Picked, Watching};
use postil::model::{Codebook, SpanId, Timestamp};
use postil::msg;
use postil::session::{Effect, Event, Pick, new_annotation};
use uuid::Uuid;

use crate::desk::{Case, Desk, new_span, reviewer};
use crate::generate::Random;

/// How often a mark is made.
const EACH: Duration = Duration::from_millis(20);

/// Milliseconds on the clock from a mark to the answer that it is on disk.
pub struct Durable {
    pub median: f64,
    pub worst: f64,
    pub marks: usize,
}

/// Nobody is asked anything.
struct Silent;

impl Dialogs for Silent {
    fn pick(&self, _: Pick) -> Picked {
        Picked::Unavailable
    }
}

/// Makes a mark every twenty milliseconds for so many seconds, in a file of so many spans of one reviewer.
pub fn measure(spans: usize, seconds: u64, codebook: &Codebook) -> io::Result<Durable> {
    let desk = Desk::new()?;
    let case = Case {
        name: "",
        text: crate::generate::text(spans.max(1_000) * 50, 5),
        spans: 2 * spans,
    };
    let path = desk.write(&case, codebook)?;
    let watching = Watching::default();
    let mut jobs = Jobs::start(
        desk.home.clone(),
        Arc::new(Silent),
        watching,
        Arc::new(|| {}),
    );
    let run = |effect| jobs.run(effect, Lang::En);
    run(Effect::Load {
        path: path.clone(),
        generation: 1,
    });
    let mine = reviewer(0).id;
    let on_disk = loop {
        let mut events = jobs.poll().into_iter();
        let loaded = events.find_map(|event| match event {
            Event::Loaded { result, .. } => result.ok(),
            _ => None,
        });
        match loaded {
            Some(loaded) => break loaded,
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let readings = on_disk.readings.into_iter();
    let own = readings.filter_map(|reading| reading.result.ok());
    let own = own.into_iter().find(|reading| reading.reviewer.id == mine);
    let Some(own) = own else {
        return Err(io::Error::other("no reading"));
    };
    run(Effect::StartSaving {
        path: path.clone(),
        reading: Box::new(own),
        text: case.text.clone(),
        generation: 1,
    });
    let (mut random, mut made, mut times) = (Random::new(9), Vec::new(), Vec::new());
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds) || times.len() < made.len() {
        if start.elapsed() < Duration::from_secs(seconds) {
            let new = new_span(&case.text, &mut random, codebook);
            let id = SpanId(Uuid::from_u128(
                random.bits() | 1 << 100 | made.len() as u128,
            ));
            let now = Timestamp::now();
            let span = new_annotation(&case.text, &new, id, now);
            made.push(Instant::now());
            run(Effect::Save {
                path: path.clone(),
                transaction: Transaction {
                    name: msg!("edit-tag"),
                    edits: vec![Edit::Span {
                        id,
                        before: None,
                        after: Some(span),
                        at: now,
                    }],
                    place: None,
                },
                revision: made.len() as u64,
            });
        }
        let next = Instant::now() + EACH;
        while Instant::now() < next {
            for event in jobs.poll() {
                match event {
                    Event::Saved { revision, .. } => {
                        let known = times.len();
                        let more = made.iter().take(revision as usize).skip(known);
                        let more = more.map(|made| made.elapsed().as_secs_f64() * 1e3);
                        times.extend(more.collect::<Vec<_>>());
                    }
                    Event::SaveFailed { problem, .. } => {
                        return Err(io::Error::other(format!("{problem:?}")));
                    }
                    _ => {}
                }
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    jobs.finish();
    times.sort_by(f64::total_cmp);
    Ok(Durable {
        median: times.get(times.len() / 2).copied().unwrap_or_default(),
        worst: times.last().copied().unwrap_or_default(),
        marks: times.len(),
    })
}

/// Measures files of several sizes and prints a line each. Files up to 20,000 spans are written anew with
/// what is new of them, again and again; larger ones are written while they are measured, and marks go
/// into a journal. A file of a million spans of one reviewer is longer than what is read.
pub fn print(codebook: &Codebook) -> io::Result<()> {
    for (spans, seconds) in [
        (1_000, 5),
        (19_000, 15),
        (21_000, 5),
        (100_000, 70),
        (800_000, 70),
    ] {
        let durable = measure(spans, seconds, codebook)?;
        println!(
            "durable: {spans} spans, a mark every 20 ms for {seconds} s: median {:.0} ms, worst {:.0} ms of {}",
            durable.median, durable.worst, durable.marks
        );
    }
    Ok(())
}
