//! Files that were damaged: cut anywhere, any bit turned, blocks zeroed.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use postil::anchor::describe;
use postil::model::{
    Annotation, Claim, Confidence, LabelKey, Problem, Reading, ReadingStatus, Reviewer, SourceRef,
    SpanId, Timestamp, Tombstone, Voice,
};
use postil::store::{self, Home, Integrity};
use postil::text::{CharRange, SourceText};
use uuid::Uuid;

const TEXT: &str = "Un titre\n\nLe maire a dit\u{a0}: «\u{a0}C’est une honte\u{202f}!\u{a0}» 😀 العربية e\u{301}té.\n";

/// A folder with an article in it.
struct Desk {
    folder: tempfile::TempDir,
    home: Home,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.txt"), TEXT).unwrap();
        Self {
            home: Home {
                assets: None,
                seeds: None,
                saves: at("saves"),
                data: at("data"),
                config: at("config"),
            },
            folder,
        }
    }

    fn at(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }
}

fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

/// A reading in which everything that a file can say is said.
fn reading() -> Reading {
    let text = SourceText::new(TEXT);
    let mut reading = Reading::new(
        Reviewer {
            name: "Élodie".to_owned(),
            id: Uuid::from_u128(1),
        },
        store::default_codebook().unwrap().reference(),
        SourceRef {
            file: "a.txt".to_owned(),
            text_hash: Arc::from(text.hash()),
            importer: postil::import::importer(),
        },
    );
    reading.status = ReadingStatus::Done;
    reading.read = vec![
        CharRange { start: 0, end: 8 },
        CharRange { start: 10, end: 24 },
    ]
    .into();
    let words = [
        "Un titre",
        "Le maire",
        "C’est une honte",
        "😀",
        "العربية",
        "e\u{301}té",
    ];
    for (number, words) in words.into_iter().enumerate() {
        let start = TEXT.find(words).unwrap();
        let range = text.range(start..start + words.len()).unwrap();
        let mut anchor = describe(&text, range);
        if number == 1 {
            anchor.text_hash = Arc::from("0".repeat(64));
        }
        reading.spans.insert(Arc::new(Annotation {
            id: SpanId(Uuid::from_u128(100 + number as u128)),
            label: LabelKey::from(["fact", "opinion", "loaded"][number % 3]),
            anchor,
            voice: Voice::named(if number == 2 { "le maire" } else { "" }),
            confidence: [Confidence::Sure, Confidence::Unsure][number % 2],
            reason: "Deux\nlignes, « guillemets \" » et \\".to_owned(),
            claim: (number % 3 == 0).then(|| Claim {
                restatement: "C’est\u{202f}: 😀".to_owned(),
                status: "unverified".to_owned(),
            }),
            created: time(1),
            modified: time(2 + number as i64),
            refused: (number == 4).then(|| Arc::from("1".repeat(64))),
        }));
    }
    for number in 0..2 {
        let id = SpanId(Uuid::from_u128(200 + number));
        let deleted = time(9);
        reading.tombstones.insert(id, Tombstone { id, deleted });
    }
    reading
}

/// Every damaged copy of a file: cut at each byte, each bit turned, zeros over `blocks` at each byte.
fn damaged(bytes: &[u8], blocks: &[usize]) -> usize {
    bytes.len() * (1 + 8 + blocks.len())
}

/// The damaged copy of a number, and what was done.
fn copy(bytes: &[u8], blocks: &[usize], number: usize) -> (Vec<u8>, String) {
    let (kind, at) = (number / bytes.len(), number % bytes.len());
    let mut copy = bytes.to_vec();
    let what = match kind {
        0 => {
            copy.truncate(at);
            format!("cut at {at}")
        }
        1..=8 => {
            copy[at] ^= 1 << (kind - 1);
            format!("byte {at}, bit {}", kind - 1)
        }
        _ => {
            let end = (at + blocks[kind - 9]).min(copy.len());
            copy[at..end].fill(0);
            format!("{at}..{end} zeroed")
        }
    };
    (copy, what)
}

/// Two threads, each with a folder of its own, go through numbers below `cases`.
fn on_two_threads(cases: usize, work: impl Fn(&Desk, usize) + Sync) {
    std::thread::scope(|scope| {
        for first in 0..2 {
            let work = &work;
            scope.spawn(move || {
                let desk = Desk::new();
                (first..cases)
                    .step_by(2)
                    .for_each(|number| work(&desk, number));
            });
        }
    });
}

#[test]
fn no_damage_to_an_annotation_file_goes_unseen_or_is_written_over() {
    let desk = Desk::new();
    let reading = reading();
    let save = |desk: &Desk, reading: &Reading, last| {
        store::save_reading(reading, &desk.at("a.txt"), &desk.home, last, "u", time(20))
    };
    let path = save(&desk, &reading, None).unwrap().path;
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let bytes = std::fs::read(&path).unwrap();
    let known = store::load_reading(&path, None).unwrap();
    assert_eq!(
        (known.reading.clone(), known.integrity),
        (reading.clone(), Integrity::Intact)
    );
    let blocks = [512, 4096];
    let cases = damaged(&bytes, &blocks);
    let [refused, seen, different, saves] = [const { AtomicUsize::new(0) }; 4];
    let more = {
        let mut more = reading.clone();
        more.status = ReadingStatus::InProgress;
        more
    };
    on_two_threads(cases, |desk, number| {
        let (copy, what) = copy(&bytes, &blocks, number);
        let path = desk.at(&name);
        std::fs::write(&path, &copy).unwrap();
        let loaded = store::load_reading(&path, None);
        match &loaded {
            Ok(loaded) => {
                assert_ne!(loaded.integrity, Integrity::Intact, "{what}");
                assert!(loaded.note(&path).is_some());
                seen.fetch_add(1, Relaxed);
                different.fetch_add(usize::from(loaded.reading != reading), Relaxed);
            }
            Err(problem) => {
                assert!(is_placed(problem), "{what}: {problem:?}");
                refused.fetch_add(1, Relaxed);
            }
        }
        // The next save, by who knew the file before it was damaged and by who has just read it.
        if loaded.is_ok() || number.is_multiple_of(8) {
            let now = loaded.ok().map(|loaded| loaded.disk_state);
            for last in [Some(known.disk_state), now, None] {
                assert!(save(desk, &more, last).is_err(), "{what}: written over");
                saves.fetch_add(1, Relaxed);
            }
            assert_eq!(std::fs::read(&path).unwrap(), copy, "{what}");
        }
    });
    let [refused, seen, different, saves] =
        [refused, seen, different, saves].map(|n| n.into_inner());
    eprintln!(
        "{cases} damaged copies of {} bytes: {refused} refused with their place, {seen} read and \
         seen to be damaged ({different} of them say something else), 0 unseen; {saves} saves refused",
        bytes.len()
    );
    assert_eq!(refused + seen, cases);
    assert!(cases >= 45_000, "{cases}");
    assert!(
        different * 20 > cases,
        "RON alone lets these through: {different}"
    );
    assert!(saves >= cases / 3, "{saves}");
}

/// Whether a fault says where it is; an empty file has no place.
fn is_placed(problem: &Problem) -> bool {
    problem.place.is_some() || format!("{:?}", problem.what).contains("file-ron-empty")
}

const SESSION: &str = r##"// A session, by hand. /* « » */
(
    version: 1,
    kind: "class",
    title: {"en": "The river accord", "fr": "L’accord du fleuve"},
    codebook: "media-literacy",
    articles: ["a.txt", "../articles/b.md", r"c.txt", r#"d.txt"#],
    options: (show_others: true),
)
"##;

const CODEBOOK: &str = r#"// By hand.
(
    version: 1,
    id: "mine",
    revision: "1.0",
    title: {"en": "Mine", "fr": "Le mien"},
    about: {"en": "Two labels."},
    labels: [
        (
            key: "fact", name: {"en": "Fact"}, letter: {"en": "F"}, color: "blue",
            pattern: "solid", layer: "clause", snap: "word", overlap: "other_layer_or_voice",
            claims: true, definition: {"en": "What can be checked."},
            rules: [(id: "R1", text: {"en": "Mark little."})],
            examples: [(lang: "en", article: "a.txt", quote: "31 percent", note: {"en": "A number."})],
        ),
        (key: "loaded", name: {"en": "Loaded"}, letter: {"en": "L"}, color: "red",
            pattern: "solid", layer: "word", snap: "word", overlap: "other_layer_or_voice",
            definition: {"en": "What pushes."}),
    ],
    statuses: [(key: "unverified", name: {"en": "Unverified"})],
)
"#;

const ARTICLE: &str = r#"(
    version: 1,
    encoding: "windows-1252",
    title: "Un titre",
    outlet: "Le Fanal", author: "N. N.", published: "2027-01-01",
    address: "https://example.org/a", language: "fr",
    paratext: [(0, 8), (10, 12)],
    modified: "2027-01-01T00:00:00Z",
)
"#;

const SETTINGS: &str = r#"(
    version: 1, language: "fr", theme: "dark", text_percent: 120, face: "serif",
    line_percent: 150, line_characters: 66, letter_space_percent: 0, interface_percent: 100,
    list: true, inspector: false, notes: true,
    reviewer: (name: "Élodie", id: "00000000-0000-0000-0000-000000000001"),
)
"#;

const RECENT: &str = r#"(
    version: 1, paths: ["/home/e/a.txt", "C:\\b.txt"],
    place: (article: "/home/e/a.txt", text_hash: "00", at: 17),
)
"#;

/// What a file says, shown, or what is wrong with it.
type Said = Result<String, Problem>;

fn said<T: std::fmt::Debug>(read: Result<T, Problem>) -> Said {
    read.map(|value| format!("{value:?}"))
}

/// A kind of file that people write by hand: its name, one that is whole, and how it is read.
struct Kind {
    name: &'static str,
    text: &'static str,
    read: fn(&Desk, &Path) -> Said,
}

const KINDS: [Kind; 5] = [
    Kind {
        name: "s.session.ron",
        text: SESSION,
        read: |_, path| said(store::load_session(path)),
    },
    Kind {
        name: "mine.codebook.ron",
        text: CODEBOOK,
        read: |_, path| said(store::read_codebook(path)),
    },
    Kind {
        name: "a.txt.article.ron",
        text: ARTICLE,
        read: |desk, _| said(store::load_meta(&desk.at("a.txt"), &desk.home).map(|meta| meta.meta)),
    },
    Kind {
        name: "config/settings.ron",
        text: SETTINGS,
        read: |desk, _| match store::load_settings(&desk.home) {
            (settings, None) => Ok(format!("{settings:?}")),
            (_, Some(problem)) => Err(problem),
        },
    },
    Kind {
        name: "data/recent.ron",
        text: RECENT,
        // What cannot be read of it is forgotten, as its first line says.
        read: |desk, _| {
            let place = store::load_place(&desk.home);
            Ok(format!("{:?} {place:?}", store::load_recent(&desk.home)))
        },
    },
];

#[test]
fn damage_to_a_file_written_by_hand_is_named_with_its_place() {
    let blocks = [64];
    for kind in &KINDS {
        let bytes = kind.text.as_bytes();
        let cases = damaged(bytes, &blocks);
        let [faults, same, other] = [const { AtomicUsize::new(0) }; 3];
        let write = |desk: &Desk, bytes: &[u8]| {
            let path = desk.at(kind.name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
            (kind.read)(desk, &path)
        };
        let whole = write(&Desk::new(), bytes).unwrap();
        on_two_threads(cases, |desk, number| {
            let (copy, what) = copy(bytes, &blocks, number);
            let counter = match write(desk, &copy) {
                Ok(said) if said == whole => &same,
                Ok(_) => &other,
                Err(problem) => {
                    assert!(is_placed(&problem), "{} {what}: {problem:?}", kind.name);
                    &faults
                }
            };
            counter.fetch_add(1, Relaxed);
        });
        let [faults, same, other] = [faults, same, other].map(|n| n.into_inner());
        eprintln!(
            "{:<20} {cases:>6} damaged copies: {faults} faults with their place, {same} say the \
             same, {other} say something else that a person could have written",
            kind.name
        );
        assert_eq!(faults + same + other, cases);
        assert!(cases > 10 * bytes.len() - 1);
        assert!(
            kind.name.starts_with("data/") || faults * 3 > cases,
            "{faults} of {cases}"
        );
    }
}
