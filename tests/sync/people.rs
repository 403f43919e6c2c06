//! What people do on their machines, and what must be true of it in the end.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use postil::model::{Annotation, Reading, SpanId, Timestamp, Tombstone};
use postil::store::{self, Home};
use serde_json::Value;

use crate::program::Place;

/// Words in each article, four code points apart.
const WORDS: usize = 200;

/// The articles of the folder.
pub const ARTICLES: [&str; 3] = ["a.txt", "b.txt", "Été.txt"];

/// Everything that was done, on whatever machine.
#[derive(Default)]
pub struct Done {
    /// Ids of the marks made.
    pub made: BTreeSet<String>,
    /// Of those deleted.
    pub deleted: BTreeSet<String>,
    /// Of those whose reason was changed, and to what in the end.
    pub edited: std::collections::BTreeMap<String, String>,
    /// The next word of each article that nobody has marked.
    next: usize,
}

/// Writes the articles of a folder.
pub fn write_articles(place: &Place) {
    let words: Vec<String> = (0..WORDS).map(|word| format!("{word:03}")).collect();
    for name in ARTICLES {
        place.write(name, words.join(" ") + ".\n");
    }
}

impl Done {
    /// A reviewer marks some words of an article on a machine, with the program itself.
    pub fn mark(
        &mut self,
        place: &Place,
        article: &str,
        reviewer: &str,
        count: usize,
    ) -> Vec<String> {
        let mut ids = Vec::new();
        for _ in 0..count {
            let start = (self.next % WORDS) * 4;
            self.next += 1;
            let chars = format!("{start}..{}", start + 3);
            let call = ["tag", article, "--reviewer", reviewer, "--label", "loaded"];
            let done = place.run(call.iter().chain(&["--chars", &chars]));
            let id = done.id();
            assert!(self.made.insert(id.clone()), "{id} was made twice");
            ids.push(id);
        }
        ids
    }

    /// A reviewer deletes a mark, as the window does.
    pub fn delete(&mut self, place: &Place, article: &str, reviewer: &str, id: &str) {
        change(place, article, reviewer, |reading, now| {
            let id = SpanId(id.parse().unwrap());
            assert!(reading.spans.remove(id).is_some());
            reading
                .tombstones
                .insert(id, Tombstone { id, deleted: now });
        });
        self.deleted.insert(id.to_owned());
        self.edited.remove(id);
    }

    /// A reviewer changes the reason of a mark.
    pub fn edit(&mut self, place: &Place, article: &str, reviewer: &str, id: &str, reason: &str) {
        change(place, article, reviewer, |reading, now| {
            let old = reading.spans.get(SpanId(id.parse().unwrap())).unwrap();
            let new = Annotation {
                reason: reason.to_owned(),
                modified: now,
                ..Annotation::clone(old)
            };
            reading.spans.insert(Arc::new(new));
        });
        // A change after a deletion brings the mark back: nothing that somebody wrote is thrown away.
        self.deleted.remove(id);
        self.edited.insert(id.to_owned(), reason.to_owned());
    }

    /// On this machine every mark is there exactly once, and those deleted are not.
    #[track_caller]
    pub fn holds_on(&self, place: &Place) {
        let call = ["list", "--format", "json", "."];
        let rows = place.run(call).status(0).array();
        let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
        let ids: Vec<String> = rows.iter().map(|row| text(row, "id")).collect();
        let once: BTreeSet<String> = ids.iter().cloned().collect();
        assert_eq!(once.len(), ids.len(), "a mark is there twice");
        let expected: BTreeSet<String> = self.made.difference(&self.deleted).cloned().collect();
        let (lost, more): (Vec<_>, Vec<_>) = (
            expected.difference(&once).collect(),
            once.difference(&expected).collect(),
        );
        assert!(
            lost.is_empty() && more.is_empty(),
            "lost {lost:?}, too many {more:?}"
        );
        for row in rows {
            let id = text(&row, "id");
            if let Some(reason) = self.edited.get(&id) {
                assert_eq!(&text(&row, "reason"), reason, "{id}");
            }
        }
    }
}

/// Changes a reviewer's reading of an article and saves it as the program does.
fn change(place: &Place, article: &str, reviewer: &str, act: impl FnOnce(&mut Reading, Timestamp)) {
    let home = home(place);
    let path: PathBuf = place.at(article);
    let loaded = store::reading_by(reviewer, &path, None, &home)
        .unwrap()
        .unwrap();
    let mut reading = loaded.reading;
    let now = Timestamp::from_millisecond(Timestamp::now().as_millisecond()).unwrap();
    act(&mut reading, now);
    store::save_reading(&reading, &path, &home, Some(loaded.disk_state), "test", now).unwrap();
}

fn home(place: &Place) -> Home {
    let home = place.root().join("home");
    Home {
        assets: None,
        seeds: None,
        saves: place.root().join("saves"),
        data: home.join("data/postil"),
        config: home.join("config/postil"),
    }
}

/// The annotation files of a machine, with their bytes; copies and half-written files would be among
/// them.
pub fn annotations(place: &Place) -> Vec<(String, Vec<u8>)> {
    let names = place.files().into_iter();
    names
        // What Syncthing is just fetching has a name that begins with a full stop.
        .filter(|name| !name.starts_with('.') && name.contains(".ann"))
        .map(|name| {
            let bytes = std::fs::read(place.at(&name)).unwrap();
            (name, bytes)
        })
        .collect()
}
