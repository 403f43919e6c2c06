//! What is fed: each reads bytes, checks the laws of what it read, and names the outcome.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use postil::anchor::{Resolution, describe, resolve_all};
use postil::edit::merge;
use postil::import::decode;
use postil::model::{Problem, Reading, Reviewer, SourceRef, SpanId, Timestamp, Tombstone};
use postil::store::{self, Home, Integrity};
use postil::text::{CharRange, Granularity, SourceText, blocks, paragraphs, sentences, snap};
use uuid::Uuid;

use crate::mutate::{RON, TEXT};
use crate::runner::Target;

pub const ANNOTATION: Target = Target {
    name: "annotation",
    run: annotation,
    tokens: RON,
};
pub const SESSION: Target = Target {
    name: "session",
    run: session,
    tokens: RON,
};
pub const CODEBOOK: Target = Target {
    name: "codebook",
    run: codebook,
    tokens: RON,
};
pub const ARTICLE: Target = Target {
    name: "article",
    run: article,
    tokens: RON,
};
pub const DECODE: Target = Target {
    name: "decode",
    run: decoding,
    tokens: TEXT,
};
pub const ANCHOR: Target = Target {
    name: "anchor",
    run: anchoring,
    tokens: TEXT,
};
pub const MERGE: Target = Target {
    name: "merge",
    run: merging,
    tokens: TEXT,
};

/// The text of the article that annotation files are of.
const ARTICLE_TEXT: &str =
    "Un titre\n\nLe maire a dit\u{a0}: «\u{a0}C’est une honte\u{202f}!\u{a0}» 😀\n";

/// A folder for the thread's time.
struct Desk {
    folder: tempfile::TempDir,
    home: Home,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

/// Puts a file beside an article and reads something there.
fn with_file<T>(name: &str, bytes: &[u8], read: impl FnOnce(&PathBuf, &Home) -> T) -> T {
    DESK.with_borrow_mut(|desk| {
        let desk = desk.get_or_insert_with(|| {
            let folder = tempfile::tempdir().unwrap();
            let at = |name: &str| folder.path().join(name);
            let home = Home {
                assets: None,
                seeds: None,
                saves: at("saves"),
                data: at("data"),
                config: at("config"),
            };
            Desk { folder, home }
        });
        let path = desk.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        read(&path, &desk.home)
    })
}

/// A fault, by its kind; every one but that of an empty file or of one that is no UTF-8 has its place.
fn fault(problem: &Problem) -> String {
    let key = problem.what.key;
    assert!(
        problem.place.is_some() || key == "file-ron-empty",
        "{problem:?}"
    );
    let (line, column) = problem.place.unwrap_or((1, 1));
    assert!(line > 0 && column > 0, "{problem:?}");
    format!("{key} {:?}", problem.what.args.first().map(|arg| arg.0))
}

fn annotation(bytes: &[u8]) -> String {
    let text = SourceText::new(ARTICLE_TEXT);
    with_file("a.txt.Al.ann.ron", bytes, |path, _| {
        let loaded = match store::load_reading(path, Some(&text)) {
            Ok(loaded) => loaded,
            Err(problem) => return fault(&problem),
        };
        let reading = &loaded.reading;
        for span in reading.spans.iter() {
            assert!(span.anchor.chars.start <= span.anchor.chars.end);
            assert!(!reading.tombstones.contains_key(&span.id));
        }
        let anchors: Vec<_> = reading.spans.iter().map(|span| &span.anchor).collect();
        let found = resolve_all(None, &text, &anchors);
        let places = found.iter().filter_map(|found| found.range()).count();
        // A file that says it is whole is what it says: nothing that chance makes of one is.
        assert_eq!(
            loaded.note(path).is_none(),
            loaded.integrity == Integrity::Intact
        );
        let known = store::load_reading(path, None).unwrap();
        assert_eq!(known.reading, *reading);
        let (spans, gone) = (reading.spans.len(), reading.tombstones.len());
        format!(
            "read {} {} {} {} {:?}",
            spans.min(4),
            gone.min(3),
            places.min(4),
            reading.read.iter().count().min(4),
            reading.status
        )
    })
}

fn session(bytes: &[u8]) -> String {
    with_file(
        "s.session.ron",
        bytes,
        |path, _| match store::load_session(path) {
            Ok(session) => {
                let folder = path.parent().unwrap().parent().unwrap();
                for article in store::session_articles(path, &session) {
                    let near =
                        article.starts_with(folder) && !article.to_string_lossy().contains("../..");
                    assert!(near, "{}", article.display());
                }
                let (articles, titles) =
                    (session.articles.len().min(4), session.title.0.len().min(3));
                format!(
                    "read {articles} {titles} {:?} {:?}",
                    session.kind, session.options
                )
            }
            Err(problem) => fault(&problem),
        },
    )
}

fn codebook(bytes: &[u8]) -> String {
    match store::parse_codebook(std::path::Path::new("a.codebook.ron"), bytes) {
        Ok(codebook) => {
            // What the program would write of it says the same.
            let text = store::codebook_text(&codebook);
            let again = store::parse_codebook(std::path::Path::new("b"), text.as_bytes());
            let mut again = again.unwrap_or_else(|problem| panic!("{problem:?} in {text}"));
            again.hash.clone_from(&codebook.hash);
            assert_eq!(again, codebook);
            let (labels, rules) = (codebook.labels.len().min(4), codebook.rules.len().min(3));
            let statuses = codebook.statuses.len().min(3);
            format!(
                "read {labels} {rules} {statuses} {}",
                codebook.about.0.len().min(3)
            )
        }
        Err(problem) => fault(&problem),
    }
}

fn article(bytes: &[u8]) -> String {
    with_file("a.txt.article.ron", bytes, |path, home| {
        let article = path.with_file_name("a.txt");
        match store::load_meta(&article, home) {
            Ok(loaded) => {
                let meta = &loaded.meta;
                assert_eq!(store::merge_meta(meta, meta), *meta);
                let said = [
                    &meta.encoding,
                    &meta.title,
                    &meta.outlet,
                    &meta.author,
                    &meta.address,
                ];
                let said: Vec<bool> = said.iter().map(|field| field.is_some()).collect();
                let paratext = meta.paratext.len().min(3);
                format!("read {said:?} {paratext} {:?}", meta.modified.is_some())
            }
            Err(problem) => fault(&problem),
        }
    })
}

fn decoding(bytes: &[u8]) -> String {
    let chosen = [
        None,
        Some("UTF-8"),
        Some("UTF-16LE"),
        Some("windows-1252"),
        Some("Shift_JIS"),
        Some("?"),
    ];
    let outcomes: Vec<String> = { chosen.iter() }
        .map(|chosen| match decode(bytes, *chosen) {
            Ok((text, note)) => {
                check_text(&text);
                format!("{} {} {}", note.name, note.bom, note.damaged)
            }
            Err(what) => what.key.to_owned(),
        })
        .collect();
    outcomes.join(" ")
}

/// What must hold of every text: its parts ascend, lie in it, and cover what they should.
fn check_text(text: &SourceText) {
    assert!(!text.as_str().contains('\r'));
    let whole = text.as_str();
    let mut at = 0;
    for block in blocks(text) {
        assert!(block.start() >= at && whole[at..block.start()].chars().all(|c| c == '\n'));
        at = block.end();
    }
    for parts in [paragraphs(text), sentences(text, text.whole())] {
        let mut at = 0;
        for part in parts {
            assert!(part.start() >= at && !part.is_empty());
            assert!(
                whole[at..part.start()]
                    .chars()
                    .all(|c| c.is_whitespace() || c == '\u{feff}')
            );
            assert!(text.from_chars(text.to_chars(part)) == Ok(part));
            assert!(text.from_utf16(text.to_utf16(part)) == Ok(part));
            at = part.end();
        }
    }
}

/// A number that goes by all of an input.
fn number(bytes: &[u8]) -> usize {
    let mix = |number: u64, byte: &u8| (number ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    (bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix) >> 8) as usize
}

/// An old text and a new one, with U+001F between.
fn anchoring(bytes: &[u8]) -> String {
    let both = String::from_utf8_lossy(bytes);
    let (old, new) = both.split_once('\u{1f}').unwrap_or((&both, ""));
    let (old, new) = (SourceText::new(old), SourceText::new(new));
    let seed = number(bytes);
    let mut anchors = Vec::new();
    for part in 0..4 {
        let a = (seed >> (part * 7)) % (old.len() + 1);
        let b = (a + (seed >> (part * 5)) % 60).min(old.len());
        let range = snap(&old, old.clamp(a..b), Granularity::Character);
        if !range.is_empty() {
            let anchor = describe(&old, range);
            assert_eq!(
                resolve_all(None, &old, &[&anchor]),
                [Resolution::Exact(range)]
            );
            anchors.push(anchor);
        }
    }
    let all: Vec<_> = anchors.iter().collect();
    let mut outcome = String::new();
    for known in [Some(&old), None] {
        for (anchor, found) in all.iter().zip(resolve_all(known, &new, &all)) {
            if let Some(place) = found.range() {
                assert!(new.range(place.bytes()).is_ok() && !place.is_empty());
                assert_eq!(snap(&new, place, Granularity::Character), place);
            }
            outcome.push_str(match found {
                Resolution::Exact(place) => {
                    assert_eq!(new.slice(place), &*anchor.quote);
                    assert_eq!(new.to_chars(place), anchor.chars);
                    "e"
                }
                Resolution::Moved { to, score } => {
                    assert!((0.0..=1.0).contains(&score));
                    assert!(score < 1.0 || new.slice(to) == &*anchor.quote);
                    if score > 0.95 { "m" } else { "?" }
                }
                Resolution::Orphan => "o",
            });
        }
    }
    outcome
}

/// Three readings of one person, four bytes a span: which id, where, when, and whether it is gone.
fn merging(bytes: &[u8]) -> String {
    static EMPTY: OnceLock<(SourceText, Reading)> = OnceLock::new();
    let (text, empty) = EMPTY.get_or_init(empty);
    let mut readings = [0, 1, 2].map(|number: usize| {
        let mut reading = empty.clone();
        reading.source.file = format!("{}.txt", bytes.get(number).map_or(0, |byte| byte % 3));
        if bytes.get(number).is_some_and(|byte| byte & 0x40 != 0) {
            reading.status = postil::model::ReadingStatus::Done;
        }
        reading
    });
    for spot in bytes.chunks_exact(4) {
        let reading = &mut readings[usize::from(spot[0] >> 4) % 3];
        let id = SpanId(Uuid::from_u128(u128::from(spot[0] & 15) + 1));
        let when = Timestamp::from_second(1_800_000_000 + i64::from(spot[3] % 4)).unwrap();
        let start = usize::from(spot[1]);
        if spot[2] & 1 == 1 {
            reading.spans.remove(id);
            reading
                .tombstones
                .insert(id, Tombstone { id, deleted: when });
        } else {
            reading.tombstones.remove(&id);
            let range = text.clamp(start..start + usize::from(spot[2] >> 2) + 1);
            let mut span = annotation_of(id, text, range, when);
            span.reason = format!("{}", spot[3] >> 4);
            reading.spans.insert(Arc::new(span));
        }
        let read = CharRange {
            start,
            end: start + usize::from(spot[3]),
        };
        reading.read = reading.read.iter().chain([read]).collect();
    }
    let [a, b, c] = &readings;
    let merged = merge(a, b);
    assert_eq!(merged, merge(b, a));
    assert_eq!(merge(&merged, a), merged);
    assert_eq!(merge(&merged, b), merged);
    assert_eq!(merge(&merge(a, b), c), merge(a, &merge(b, c)));
    // No id is lost: each is a span or gone.
    for reading in [a, b] {
        let gone = reading.tombstones.keys().copied();
        for id in reading.spans.iter().map(|span| span.id).chain(gone) {
            assert!(merged.spans.get(id).is_some() != merged.tombstones.contains_key(&id));
        }
    }
    let gone = merged.tombstones.len();
    format!("{} {gone} {:?}", merged.spans.len(), merged.status)
}

/// A text, and a reading of it without a mark.
fn empty() -> (SourceText, Reading) {
    let text = SourceText::new(&"Le maire a dit non. ".repeat(20));
    let reading = Reading::new(
        Reviewer {
            name: "Al".to_owned(),
            id: Uuid::from_u128(1),
        },
        store::default_codebook().unwrap().reference(),
        SourceRef {
            file: String::new(),
            text_hash: Arc::from(text.hash()),
            importer: postil::import::importer(),
        },
    );
    (text, reading)
}

/// A span, as it was marked at some moment.
fn annotation_of(
    id: SpanId,
    text: &SourceText,
    range: postil::text::TextRange,
    when: Timestamp,
) -> postil::model::Annotation {
    postil::model::Annotation {
        id,
        label: "fact".into(),
        anchor: describe(text, range),
        voice: Default::default(),
        confidence: postil::model::Confidence::Sure,
        reason: String::new(),
        claim: None,
        created: when,
        modified: when,
        refused: None,
    }
}
