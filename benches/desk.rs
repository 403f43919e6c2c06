//! Articles with annotation files in a folder of their own, as people have them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use postil::model::{
    Claim, Codebook, Confidence, Reading, Reviewer, SourceRef, SpanId, Timestamp, Voice,
};
use postil::session::{NewSpan, new_annotation};
use postil::store::{self, Home};
use postil::text::{SourceText, TextRange};
use uuid::Uuid;

use crate::generate::Random;

/// What is measured: a text, and spans over it.
pub struct Case {
    pub name: &'static str,
    pub text: SourceText,
    pub spans: usize,
}

/// A folder that is removed again.
pub struct Desk {
    folder: tempfile::TempDir,
    pub home: Home,
}

impl Desk {
    pub fn new() -> std::io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let home = home_in(folder.path());
        Ok(Self { folder, home })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes the article and the annotation files of two reviewers, who made half of the spans each.
    pub fn write(&self, case: &Case, codebook: &Codebook) -> std::io::Result<PathBuf> {
        let path = self.folder.path().join("article.txt");
        std::fs::write(&path, case.text.as_str())?;
        for reader in 0..2 {
            let reading = reading(case, reader, codebook);
            let saved = store::save_reading(
                &reading,
                &path,
                &self.home,
                None,
                "bench",
                Timestamp::UNIX_EPOCH,
            );
            if let Err(problem) = saved {
                return Err(std::io::Error::other(format!("{problem:?}")));
            }
        }
        Ok(path)
    }
}

/// The places of the program in a folder.
pub fn home_in(folder: &Path) -> Home {
    Home {
        assets: None,
        seeds: None,
        saves: folder.join("saves"),
        data: folder.join("data"),
        config: folder.join("config"),
    }
}

/// The person at the desk (0) and somebody else (1).
pub fn reviewer(number: u128) -> Reviewer {
    Reviewer {
        name: ["Ada", "Bela"][usize::from(number > 0)].to_owned(),
        id: Uuid::from_u128(number + 1),
    }
}

/// Half of the spans of a case.
pub fn reading(case: &Case, number: u128, codebook: &Codebook) -> Reading {
    let source = SourceRef {
        file: "article.txt".to_owned(),
        text_hash: Arc::from(case.text.hash()),
        importer: postil::import::importer(),
    };
    let mut reading = Reading::new(reviewer(number), codebook.reference(), source);
    let mut random = Random::new(7 + number as u64);
    let spans = (0..case.spans / 2).map(|at| {
        let new = new_span(&case.text, &mut random, codebook);
        let id = SpanId(Uuid::from_u128(random.bits() | at as u128));
        new_annotation(&case.text, &new, id, Timestamp::UNIX_EPOCH)
    });
    reading.spans = spans.collect();
    reading
}

/// A span as people make them: mostly a few words, some clauses, a few whole paragraphs; one in ten
/// says why, one in twenty who speaks, one in twenty is in doubt.
pub fn new_span(text: &SourceText, random: &mut Random, codebook: &Codebook) -> NewSpan {
    let label = &codebook.labels[random.below(codebook.labels.len())];
    let length = match random.below(20) {
        0 => 400 + random.below(1200),
        1..=9 => 60 + random.below(180),
        _ => 4 + random.below(30),
    };
    let mut new = NewSpan::plain(label.key.clone(), somewhere(text, random, length));
    if random.below(10) == 0 {
        new.reason = format!(
            "On ne sait pas d’où vient ce chiffre ({}).",
            random.below(1000)
        );
    }
    if random.below(20) == 0 {
        new.voice = Voice::Source(format!("Témoin {}", random.below(30)));
    }
    if random.below(20) == 0 {
        new.confidence = Confidence::Unsure;
    }
    if label.claims && random.below(10) == 0 {
        new.claim = Some(Claim {
            restatement: "Le taux a baissé.".to_owned(),
            status: String::new(),
        });
    }
    new
}

/// A place that is not empty.
pub fn somewhere(text: &SourceText, random: &mut Random, length: usize) -> TextRange {
    loop {
        let start = random.below(text.len().saturating_sub(length).max(1));
        let range = text.clamp(start..(start + length).min(text.len()));
        if !range.is_empty() {
            return range;
        }
    }
}
