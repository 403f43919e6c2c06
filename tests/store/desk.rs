//! A folder with an article in it, for a test's time, and what tests do there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use postil::anchor::describe;
use postil::model::{
    Annotation, Claim, Confidence, LabelKey, Problem, Reading, Reviewer, SourceRef, SpanId,
    Timestamp, Tombstone, Voice,
};
use postil::store::{self, DiskState, Home, LoadedReading, Saved};
use postil::text::SourceText;
use uuid::Uuid;

pub const TEXT: &str =
    "Le maire a dit\u{a0}: «\u{a0}C’est une honte\u{202f}!\u{a0}» Puis il est parti. 😀 العربية\n";

pub struct Desk {
    pub folder: tempfile::TempDir,
    pub home: Home,
    pub text: SourceText,
}

impl Desk {
    pub fn new() -> Self {
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

    pub fn news(&self) -> PathBuf {
        self.folder.path().join("news")
    }

    pub fn article(&self) -> PathBuf {
        self.news().join("tribune.txt")
    }

    /// Where the reviewer's file stands beside the article.
    pub fn beside(&self, reviewer: &str) -> PathBuf {
        store::annotation_path(&self.article(), reviewer)
    }

    pub fn reading(&self, reviewer: &str, id: u128) -> Reading {
        Reading::new(
            Reviewer {
                name: reviewer.to_owned(),
                id: Uuid::from_u128(id),
            },
            store::default_codebook().unwrap().reference(),
            SourceRef {
                file: "tribune.txt".to_owned(),
                text_hash: Arc::from(self.text.hash()),
                importer: postil::import::importer(),
            },
        )
    }

    /// A reading with one span on the given words.
    pub fn marked(&self, reviewer: &str, id: u128, span: u128, words: &str) -> Reading {
        let mut reading = self.reading(reviewer, id);
        reading.spans.insert(self.span(span, words, 1));
        reading
    }

    pub fn span(&self, id: u128, words: &str, second: i64) -> Arc<Annotation> {
        let start = TEXT.find(words).unwrap();
        let range = self.text.range(start..start + words.len()).unwrap();
        Arc::new(Annotation {
            id: SpanId(Uuid::from_u128(id)),
            label: LabelKey::from("opinion"),
            anchor: describe(&self.text, range),
            refused: None,
            voice: Voice::named("le maire"),
            confidence: Confidence::Unsure,
            reason: "Deux\nlignes, \"guillemets\" et \\".to_owned(),
            claim: Some(Claim {
                restatement: "C’est\u{202f}: 😀".to_owned(),
                status: "unverified".to_owned(),
            }),
            created: time(second),
            modified: time(second),
        })
    }

    pub fn save(&self, reading: &Reading, last: Option<DiskState>) -> Result<Saved, Problem> {
        let now = Timestamp::now();
        store::save_reading(reading, &self.article(), &self.home, last, "test-1", now)
    }

    /// Every file of the article, by name.
    pub fn load(&self) -> Vec<Result<LoadedReading, Problem>> {
        store::readings_of(&self.article(), Some(&self.text), &self.home)
            .into_iter()
            .map(|stored| stored.result)
            .collect()
    }

    /// The one file of the article.
    #[track_caller]
    pub fn only(&self) -> LoadedReading {
        let mut all = self.load();
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0).unwrap()
    }

    /// What is wrong with the one file of the article: key and place.
    #[track_caller]
    pub fn fault(&self) -> (&'static str, Option<(usize, usize)>) {
        let mut all = self.load();
        assert_eq!(all.len(), 1, "{all:?}");
        let problem = all.remove(0).unwrap_err();
        (problem.what.key, problem.place)
    }
}

pub fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

pub fn gone(id: u128, second: i64) -> Tombstone {
    Tombstone {
        id: SpanId(Uuid::from_u128(id)),
        deleted: time(second),
    }
}

/// The ids of a reading's spans, in order of the ids.
pub fn ids(reading: &Reading) -> Vec<u128> {
    let mut ids: Vec<u128> = reading
        .spans
        .iter()
        .map(|span| span.id.0.as_u128())
        .collect();
    ids.sort_unstable();
    ids
}

/// What stands in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
