//! How long big files take; run with `--release -- --ignored --nocapture speed`.

use std::sync::Arc;
use std::time::Instant;

use postil::model::{Annotation, SpanId};
use postil::store::{self, Integrity};
use postil::text::CharRange;
use uuid::Uuid;

use crate::desk::Desk;

#[test]
#[ignore = "for reading, not for judging"]
fn saving_and_loading_many_spans() {
    for count in [1_000u128, 20_000, 100_000] {
        let desk = Desk::new();
        let mut reading = desk.reading("Alice", 1);
        let model = desk.span(1, "une honte", 1);
        for number in 0..count {
            let mut span = Annotation::clone(&model);
            span.id = SpanId(Uuid::from_u128(number + 1));
            let start = number as usize * 7;
            span.anchor.chars = CharRange {
                start,
                end: start + 9,
            };
            reading.spans.insert(Arc::new(span));
        }
        let first = Instant::now();
        let saved = desk.save(&reading, None).unwrap();
        let first = first.elapsed();
        reading.spans.insert(desk.span(count + 1, "parti", 2));
        let again = Instant::now();
        desk.save(&reading, Some(saved.disk_state)).unwrap();
        let again = again.elapsed();
        let load = Instant::now();
        let loaded = store::load_reading(&saved.path, None).unwrap();
        let load = load.elapsed();
        assert_eq!(loaded.integrity, Integrity::Intact);
        let size = std::fs::metadata(&saved.path).unwrap().len() / 1024;
        println!("{count} spans, {size} KiB: first save {first:?}, next {again:?}, load {load:?}");
    }
}
