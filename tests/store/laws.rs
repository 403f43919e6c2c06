//! Laws, on generated readings.

use std::collections::BTreeMap;
use std::sync::Arc;

use postil::edit::merge;
use postil::model::{
    Anchor, Annotation, ArticleMeta, Claim, Confidence, LabelKey, Reading, ReadingStatus, SpanId,
    Timestamp, Tombstone, Voice,
};
use postil::store::{self, Integrity, merge_meta};
use postil::text::CharRange;
use proptest::prelude::*;
use uuid::Uuid;

use crate::desk::{Desk, time};

/// What breaks files: quotes, escapes, line ends, marks of every direction, what can't be seen.
pub fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\""),
        Just("\\"),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("\t"),
        Just("\0"),
        Just("\u{202f}"),
        Just("\u{a0}"),
        Just("\u{feff}"),
        Just("\u{202e}"),
        Just("\u{2028}"),
        Just("😀"),
        Just("e\u{301}"),
        Just("العربية"),
        Just("« été »"),
        Just("//"),
        Just("/*"),
        Just("r#\""),
        Just("<<<<<<<"),
        Just("checksum: \"sha256:"),
        Just("),"),
        Just("a b"),
        Just("\u{7f}"),
        Just("\u{85}"),
        Just("\u{fffd}"),
        Just("\u{10ffff}"),
        Just("\\u{41}"),
    ];
    prop_oneof![
        proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

/// A moment of ten, to the millisecond: files keep no more.
pub fn moment() -> impl Strategy<Value = Timestamp> {
    (0i64..10, 0i64..3).prop_map(|(second, ms)| {
        Timestamp::from_millisecond(time(second).as_millisecond() + ms).unwrap()
    })
}

pub fn id() -> impl Strategy<Value = SpanId> {
    (1u128..12).prop_map(|id| SpanId(Uuid::from_u128(id)))
}

fn claim() -> impl Strategy<Value = Option<Claim>> {
    let claim = (nasty(), nasty()).prop_map(|(restatement, status)| Claim {
        restatement,
        status,
    });
    proptest::option::of(claim)
}

pub fn annotation() -> impl Strategy<Value = Arc<Annotation>> {
    let anchor = (
        0usize..50,
        0usize..20,
        nasty(),
        nasty(),
        nasty(),
        0u8..3,
        0u8..4,
    );
    let rest = (nasty(), nasty(), any::<bool>(), nasty(), claim());
    (id(), anchor, rest, moment(), moment()).prop_map(|(id, anchor, rest, created, modified)| {
        let (start, len, quote, prefix, suffix, hash, refused) = anchor;
        let (label, voice, sure, reason, claim) = rest;
        Arc::new(Annotation {
            id,
            label: LabelKey::from(label.as_str()),
            anchor: Anchor {
                chars: CharRange {
                    start,
                    end: start + len,
                },
                quote: quote.into(),
                prefix: prefix.into(),
                suffix: suffix.into(),
                text_hash: Arc::from(format!("{hash}").repeat(64)),
            },
            refused: (refused > 1).then(|| Arc::from(format!("{refused}").repeat(64))),
            voice: Voice::named(&voice),
            confidence: if sure {
                Confidence::Sure
            } else {
                Confidence::Unsure
            },
            reason,
            claim,
            created,
            modified,
        })
    })
}

pub fn passages() -> impl Strategy<Value = Vec<CharRange>> {
    proptest::collection::vec((1usize..9, 1usize..9), 0..5).prop_map(|steps| {
        let mut at = 0;
        let next = |(gap, len): (usize, usize)| {
            let start = at + gap;
            at = start + len;
            CharRange { start, end: at }
        };
        steps.into_iter().map(next).collect()
    })
}

/// A reading of one reviewer; of every id a span or a tombstone, never both.
pub fn reading() -> impl Strategy<Value = Reading> {
    let spans = proptest::collection::vec(annotation(), 0..8);
    let gone = proptest::collection::vec((id(), moment()), 0..4);
    (
        nasty(),
        any::<bool>(),
        nasty(),
        passages(),
        spans,
        gone,
        0u8..3,
    )
        .prop_map(|(book, done, file, read, spans, gone, hash)| {
            let mut reading = EMPTY.with(Clone::clone);
            if done {
                reading.status = ReadingStatus::Done;
            }
            reading.codebook.id = book;
            reading.source.file = file;
            reading.source.text_hash = Arc::from(format!("{hash}").repeat(64));
            reading.read = read.into();
            for span in spans {
                reading.spans.insert(span);
            }
            for (id, deleted) in gone {
                if reading.spans.get(id).is_none() {
                    reading.tombstones.insert(id, Tombstone { id, deleted });
                }
            }
            reading
        })
}

thread_local! {
    static EMPTY: Reading = Desk::new().reading("Alice", 1);
}

/// Of every id, when it was last changed, and whether it is gone.
pub fn states(reading: &Reading) -> BTreeMap<SpanId, (Timestamp, bool)> {
    let spans = reading
        .spans
        .iter()
        .map(|span| (span.id, (span.modified, false)));
    let gone = reading
        .tombstones
        .values()
        .map(|t| (t.id, (t.deleted, true)));
    spans.chain(gone).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn load_after_save_is_identity(mut reading in reading(), name in nasty()) {
        let desk = Desk::new();
        reading.reviewer.name = format!("A{name}");
        let saved = desk.save(&reading, None).unwrap();
        prop_assert!(saved.merged.is_none());
        let loaded = desk.only();
        prop_assert_eq!(loaded.integrity, Integrity::Intact);
        prop_assert_eq!(loaded.disk_state, saved.disk_state);
        prop_assert_eq!(loaded.reading, reading);
        let bytes = std::fs::read(&saved.path).unwrap();
        prop_assert!(bytes.ends_with(b"\n") && !bytes.contains(&b'\r'));
    }

    #[test]
    fn merge_is_commutative_and_idempotent(a in reading(), b in reading()) {
        let merged = merge(&a, &b);
        prop_assert_eq!(&merged, &merge(&b, &a));
        prop_assert_eq!(&merge(&a, &a), &a);
        prop_assert_eq!(&merge(&merged, &a), &merged);
        prop_assert_eq!(&merge(&merged, &merged), &merged);
    }

    #[test]
    fn merge_is_associative(a in reading(), b in reading(), c in reading()) {
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
    }

    #[test]
    fn merge_keeps_the_later_state_of_every_span(a in reading(), b in reading()) {
        let merged = merge(&a, &b);
        let (first, second) = (states(&a), states(&b));
        let mut expected = first.clone();
        for (id, state) in second {
            let best = expected.entry(id).or_insert(state);
            *best = (*best).max(state);
        }
        prop_assert_eq!(states(&merged), expected);
        // And every span is one of those that went in, unchanged.
        for span in merged.spans.iter() {
            let from = |reading: &Reading| reading.spans.get(span.id) == Some(span);
            prop_assert!(from(&a) || from(&b));
        }
    }

    #[test]
    fn article_files_read_back_and_merge_alike(
        a in proptest::collection::vec(proptest::option::of(nasty()), 7),
        b in proptest::collection::vec(proptest::option::of(nasty()), 7),
        paratext in passages(), earlier in moment(), later in moment(),
    ) {
        let meta = |fields: &[Option<String>], modified| ArticleMeta {
            encoding: fields[0].clone(),
            title: fields[1].clone(),
            outlet: fields[2].clone(),
            author: fields[3].clone(),
            published: fields[4].clone(),
            address: fields[5].clone(),
            language: fields[6].clone(),
            paratext: paratext.clone(),
            modified: Some(modified),
        };
        let (first, second) = (meta(&a, earlier), meta(&b, later));
        let merged = merge_meta(&first, &second);
        prop_assert_eq!(&merged, &merge_meta(&second, &first));
        prop_assert_eq!(&merge_meta(&merged, &first), &merged);
        let desk = Desk::new();
        let save = |meta| store::save_meta(meta, &desk.article(), &desk.home, "u", time(0));
        prop_assert_eq!(&save(&first).unwrap().0, &first);
        prop_assert_eq!(&save(&second).unwrap().0, &merged);
        let loaded = store::load_meta(&desk.article(), &desk.home).unwrap();
        prop_assert_eq!(loaded.meta, merged);
        prop_assert!(loaded.notes.is_empty());
    }
}
