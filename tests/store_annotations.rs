//! Annotation files through the public interface: what is saved is read back, nothing is overwritten.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use postil::anchor::describe;
use postil::model::{
    Annotation, Claim, Codebook, Confidence, LabelKey, Problem, Reading, ReadingStatus, Reviewer,
    SourceRef, SpanId, Timestamp, Tombstone, Voice,
};
use postil::store::{self, DiskState, Home, Integrity, LoadedReading, Saved};
use postil::text::{CharRange, SourceText};
use uuid::Uuid;

const TEXT: &str = "Le maire a dit : « C’est une honte ! » Puis il est parti.\n";

struct Desk {
    folder: tempfile::TempDir,
    home: Home,
    text: SourceText,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("news")).unwrap();
        std::fs::write(folder.path().join("news/tribune.txt"), TEXT).unwrap();
        let at = |name: &str| folder.path().join(name);
        Self {
            home: Home {
                assets: None,
                seeds: None,
                saves: at("saves"),
                data: at("data"),
                config: at("config"),
            },
            text: SourceText::new(TEXT),
            folder,
        }
    }

    fn article(&self) -> PathBuf {
        self.folder.path().join("news/tribune.txt")
    }

    fn beside(&self, reviewer: &str) -> PathBuf {
        store::annotation_path(&self.article(), reviewer)
    }

    fn reading(&self, reviewer: &str, id: u128) -> Reading {
        let codebook: Codebook = store::default_codebook().unwrap();
        Reading::new(
            Reviewer {
                name: reviewer.to_owned(),
                id: Uuid::from_u128(id),
            },
            codebook.reference(),
            SourceRef {
                file: "tribune.txt".to_owned(),
                text_hash: Arc::from(self.text.hash()),
                importer: postil::import::importer(),
            },
        )
    }

    fn span(&self, id: u128, words: &str, at: i64) -> Arc<Annotation> {
        let start = TEXT.find(words).unwrap();
        let range = self.text.range(start..start + words.len()).unwrap();
        Arc::new(Annotation {
            id: SpanId(Uuid::from_u128(id)),
            label: LabelKey::from("opinion"),
            anchor: describe(&self.text, range),
            voice: Voice::named("le maire"),
            confidence: Confidence::Unsure,
            reason: "Deux\nlignes, \"guillemets\" et \\".to_owned(),
            claim: Some(Claim {
                restatement: "C’est\u{202f}: 😀".to_owned(),
                status: "unverified".to_owned(),
            }),
            created: time(at),
            modified: time(at),
        })
    }

    fn save(&self, reading: &Reading, last: Option<DiskState>) -> Result<Saved, Problem> {
        let now = Timestamp::now();
        store::save_reading(reading, &self.article(), &self.home, last, "test-1", now)
    }

    fn load(&self) -> Vec<Result<LoadedReading, Problem>> {
        store::readings_of(&self.article(), Some(&self.text), &self.home)
            .into_iter()
            .map(|stored| stored.result)
            .collect()
    }

    #[track_caller]
    fn only(&self) -> LoadedReading {
        let mut all = self.load();
        assert_eq!(all.len(), 1);
        all.remove(0).unwrap()
    }
}

fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn gone(id: u128, at: i64) -> Tombstone {
    Tombstone {
        id: SpanId(Uuid::from_u128(id)),
        deleted: time(at),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_saved_is_read_back() {
    let desk = Desk::new();
    let mut reading = desk.reading("Élodie R.", 1);
    reading.spans.insert(desk.span(10, "une honte", 5));
    reading.spans.insert(desk.span(11, "Le maire", 6));
    reading.status = ReadingStatus::Done;
    reading.read = vec![CharRange { start: 0, end: 38 }];
    let tombstone = gone(12, 7);
    reading.tombstones.insert(tombstone.id, tombstone);
    let saved = desk.save(&reading, None).unwrap();
    assert!(!saved.fell_back && saved.merged.is_none());
    assert_eq!(saved.path, desk.beside("Élodie R."));
    let loaded = desk.only();
    assert_eq!(loaded.reading, reading);
    assert_eq!(loaded.integrity, Integrity::Intact);
    assert_eq!(loaded.disk_state, saved.disk_state);
    assert_eq!(std::fs::read_to_string(desk.article()).unwrap(), TEXT);
    assert_eq!(
        names(&desk.folder.path().join("news")),
        ["tribune.txt", "tribune.txt.Élodie%20R%2E.ann.ron"]
    );
}
