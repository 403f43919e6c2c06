//! A program that is killed while somebody marks in a large file: what was said to be saved is there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use postil::edit::{Changes, Edit, SpanState, Transaction};
use postil::i18n::Lang;
use postil::job::{Dialogs, Jobs, Picked, Watching};
use postil::model::{Annotation, Reading, SpanId, Timestamp};
use postil::msg;
use postil::session::{Effect, Event, Pick};
use postil::store::{self, Home};
use uuid::Uuid;

use crate::desk::{Desk, TEXT};

/// Spans in the file: more than are written with every change.
const MANY: u128 = 20_001;
/// The first id of the marks that are made.
const FIRST: u128 = 1_000_000;
/// Says to the child in what folder it is to mark.
const FOLDER: &str = "POSTIL_TEST_MARKS_IN";

struct Silent;

impl Dialogs for Silent {
    fn pick(&self, _: Pick) -> Picked {
        Picked::Unavailable
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

fn mark(desk: &Desk, number: u128) -> Arc<Annotation> {
    let now = Timestamp::now();
    Arc::new(Annotation {
        id: SpanId(Uuid::from_u128(FIRST + number)),
        created: now,
        modified: now,
        ..Annotation::clone(&desk.span(1, "une honte", 1))
    })
}

/// The program that is killed; as a test it does nothing.
#[test]
fn a_program_that_marks() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let (folder, desk) = (Path::new(&folder), Desk::new());
    let path = folder.join("news/tribune.txt");
    let home = home(folder);
    let jobs = Jobs::start(home, Arc::new(Silent), Watching::default(), Arc::new(|| {}));
    let run = |effect| jobs.run(effect, Lang::En);
    let say = |line: String| {
        println!("\n{line}");
        std::io::stdout().flush().unwrap();
    };
    let ahead = mark(&desk, 0);
    run(Effect::KeepAhead {
        path: path.clone(),
        head: Box::new(desk.reading("Alice", 1)),
        changes: Changes {
            spans: [(ahead.id, SpanState::There(ahead))].into(),
            ..Changes::default()
        },
    });
    jobs.flush_saves();
    say("ahead".to_owned());
    run(Effect::Load {
        path: path.clone(),
        generation: 1,
    });
    let answers = || {
        std::thread::sleep(Duration::from_millis(5));
        jobs.poll()
    };
    let on_disk = std::iter::repeat_with(answers).flatten();
    let mut loaded = on_disk.filter_map(|event| match event {
        Event::Loaded { result, .. } => Some(result.unwrap()),
        _ => None,
    });
    let reading = loaded.next().unwrap().readings.remove(0).result.unwrap();
    assert_eq!(reading.spans.len(), MANY as usize + 1);
    run(Effect::StartSaving {
        path: path.clone(),
        reading: Box::new(reading),
        text: desk.text.clone(),
        generation: 1,
    });
    for number in 1.. {
        let span = mark(&desk, number);
        run(Effect::Save {
            path: path.clone(),
            transaction: Transaction {
                name: msg!("edit-tag"),
                edits: vec![Edit::Span {
                    id: span.id,
                    before: None,
                    at: span.modified,
                    after: Some(span),
                }],
                place: None,
            },
            revision: number as u64,
        });
        std::thread::sleep(Duration::from_millis(15));
        for event in jobs.poll() {
            if let Event::Saved { revision, .. } = event {
                say(format!("saved {revision}"));
            }
        }
    }
}

/// Starts the program on a folder with a large file in it.
fn start(desk: &Desk) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["killed::a_program_that_marks", "--exact", "--nocapture"]);
    command.env(FOLDER, desk.folder.path());
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Reads what the program says until a line is what is waited for.
fn until(child: &mut Child, mut enough: impl FnMut(&str) -> bool) {
    let out = child.stdout.as_mut().unwrap();
    let lines = BufReader::new(out).lines().map_while(Result::ok);
    assert!(lines.into_iter().any(|line| enough(&line)), "ended");
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

fn large(desk: &Desk) -> Reading {
    let one = desk.span(1, "parti", 1);
    let mut reading = desk.reading("Alice", 1);
    let spans = (1..=MANY).map(|id| {
        Arc::new(Annotation {
            id: SpanId(Uuid::from_u128(id)),
            ..Annotation::clone(&one)
        })
    });
    reading.spans = spans.collect();
    reading
}

/// How many of the marks that were made somebody sees who opens the article.
fn marks(desk: &Desk) -> usize {
    let loaded = desk.only();
    assert_eq!(loaded.journal, []);
    let reading = loaded.reading;
    let first = SpanId(Uuid::from_u128(FIRST));
    assert_eq!(
        reading.spans.iter().filter(|span| span.id < first).count(),
        MANY as usize
    );
    reading.spans.iter().filter(|span| span.id >= first).count()
}

#[test]
fn what_was_said_to_be_saved_outlives_a_kill() {
    let desk = Desk::new();
    assert_eq!(std::fs::read_to_string(desk.article()).unwrap(), TEXT);
    let saved = desk.save(&large(&desk), None).unwrap();
    let before = std::fs::read(&saved.path).unwrap();
    // While the annotations are still being read.
    let mut child = start(&desk);
    until(&mut child, |line| line == "ahead");
    kill(child);
    assert_eq!(marks(&desk), 1);
    // While marks are made.
    let mut child = start(&desk);
    let mut last = 0;
    until(&mut child, |line| {
        let number = line
            .strip_prefix("saved ")
            .and_then(|number| number.parse().ok());
        last = number.unwrap_or(last);
        last >= 30
    });
    kill(child);
    // The file itself was not written yet.
    assert_eq!(std::fs::read(&saved.path).unwrap(), before);
    assert!(marks(&desk) > last);
    // The next save takes everything in.
    let all = desk.only();
    let state = desk
        .save(&all.reading, Some(all.disk_state))
        .unwrap()
        .disk_state;
    let file = store::load_reading(&saved.path, None).unwrap();
    assert_eq!(
        (file.reading.spans.len(), file.disk_state),
        (all.reading.spans.len(), state)
    );
    let journals = std::fs::read_dir(desk.home.data.join("journal")).unwrap();
    assert_eq!(journals.count(), 0);
}
