//! Earlier states of annotation files: what is kept, what is found again, and that nothing depends on it.

use std::path::PathBuf;

use postil::model::{Backup, Reading, Timestamp};
use postil::store::{self, DiskState, Saved, Whose};
use uuid::Uuid;

use crate::desk::{Desk, ids, names, time};

/// Ada at her desk, with a clock of her own.
struct Ada {
    desk: Desk,
    reading: Reading,
    state: Option<DiskState>,
}

impl Ada {
    fn new() -> Self {
        let desk = Desk::new();
        let reading = desk.reading("Ada", 1);
        Self {
            desk,
            reading,
            state: None,
        }
    }

    fn whose(&self) -> Whose<'_> {
        Whose {
            home: &self.desk.home,
            article: Box::leak(Box::new(self.desk.article())),
            reviewer: self.reading.reviewer.id,
        }
    }

    fn save(&mut self, second: i64) -> Saved {
        let (article, home) = (self.desk.article(), &self.desk.home);
        let saved =
            store::save_reading(&self.reading, &article, home, self.state, "u", time(second))
                .unwrap();
        self.state = Some(saved.disk_state);
        saved
    }

    /// Marks something and saves.
    fn mark(&mut self, id: u128, second: i64) {
        let span = self.desk.span(id, "Le maire", second);
        self.reading.spans.insert(span);
        self.save(second);
    }

    /// Times in seconds and the spans of each, the newest first.
    fn versions(&self) -> Vec<(i64, Vec<u128>)> {
        let whose = self.whose();
        let read = |backup: &Backup| {
            let second = backup.at.as_second() - time(0).as_second();
            (second, ids(&whose.read(backup, None).unwrap()))
        };
        whose.backups().iter().map(read).collect()
    }

    fn file(&self) -> PathBuf {
        self.desk.beside("Ada")
    }

    fn backup_files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for article in names(&self.desk.home.data.join("backups")) {
            let article = self.desk.home.data.join("backups").join(article);
            for reviewer in names(&article) {
                let folder = article.join(reviewer);
                found.extend(names(&folder).into_iter().map(|name| folder.join(name)));
            }
        }
        found
    }
}

#[test]
fn what_is_replaced_is_kept_once_a_minute() {
    let mut ada = Ada::new();
    for (id, second) in (1..).zip([0, 10, 20, 59, 75, 80, 136]) {
        ada.mark(id, second);
    }
    let expected = [(136, 1..7), (75, 1..5), (10, 1..2)];
    let expected = expected.map(|(second, spans)| (second, spans.collect::<Vec<u128>>()));
    assert_eq!(ada.versions(), expected);
    // A save that changes nothing keeps nothing.
    ada.save(500);
    ada.save(600);
    assert_eq!(ada.versions().len(), 4);
    // Nothing of it stands beside the article, and no name of a person or a folder in the names.
    assert_eq!(
        names(&ada.desk.news()),
        ["tribune.txt", "tribune.txt.Ada.ann.ron"]
    );
    for path in ada.backup_files() {
        let below = path.strip_prefix(&ada.desk.home.data).unwrap();
        let below = below.display().to_string();
        assert!(!below.contains("Ada") && !below.contains("news") && !below.contains("tribune"));
    }
    // What lies in the article's folder under another path is the same article.
    let article = ada.desk.folder.path().join("news/../news/tribune.txt");
    let other = Whose {
        article: &article,
        ..ada.whose()
    };
    assert_eq!(other.backups(), ada.whose().backups());
    // A clock that goes back ends nothing and changes no order.
    ada.mark(20, -10_000);
    ada.mark(21, -9_000);
    let versions = ada.versions();
    assert_eq!(versions[0].1.len(), 8);
    assert_eq!(versions[1].1.len(), 7);
}

#[test]
fn before_others_changes_are_taken_in_theirs_are_kept() {
    let mut ada = Ada::new();
    ada.mark(1, 0);
    ada.mark(2, 1);
    // Another program of hers, which knows the first mark and one of its own.
    let mut theirs = ada.reading.clone();
    theirs
        .spans
        .remove(postil::model::SpanId(Uuid::from_u128(2)));
    theirs.spans.insert(ada.desk.span(30, "une honte", 2));
    std::fs::remove_file(ada.file()).unwrap();
    ada.desk.save(&theirs, None).unwrap();
    ada.mark(3, 5);
    assert_eq!(ids(&ada.desk.only().reading), [1, 2, 3, 30]);
    assert_eq!(ada.versions()[0], (5, vec![1, 30]));
}

#[test]
fn a_save_never_waits_for_a_backup() {
    let mut ada = Ada::new();
    ada.mark(1, 0);
    // A file stands where the folder should be.
    std::fs::create_dir_all(&ada.desk.home.data).unwrap();
    std::fs::write(ada.desk.home.data.join("backups"), "in the way").unwrap();
    ada.mark(2, 100);
    assert_eq!(ids(&ada.desk.only().reading), [1, 2]);
    assert_eq!(ada.whose().backups(), []);
}

#[test]
fn a_damaged_backup_is_named_and_passed_over() {
    let mut ada = Ada::new();
    (0..4).for_each(|n| ada.mark(n as u128 + 1, n * 100));
    let whose = ada.whose();
    let newest = &whose.backups()[0];
    let path = ada.backup_files().pop().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let mut damages: Vec<Vec<u8>> = vec![Vec::new(), whole[..whole.len() / 2].to_vec()];
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    damages.extend([flipped, vec![0; whole.len()]]);
    for damaged in damages {
        std::fs::write(&path, damaged).unwrap();
        let problem = whose.read(newest, None).unwrap_err();
        assert_eq!(problem.what.key, "backup-damaged");
        assert_eq!(problem.file.as_deref(), Some(path.as_path()));
        // The one before it is whole.
        let found = store::rescue(&ada.desk.home, &ada.desk.article(), &ada.file()).unwrap();
        assert_eq!(ids(&found.reading), [1, 2]);
    }
    std::fs::write(&path, &whole).unwrap();
    let found = store::rescue(&ada.desk.home, &ada.desk.article(), &ada.file()).unwrap();
    assert_eq!(ids(&found.reading), [1, 2, 3]);
    // Another reviewer's are nobody else's.
    let bob = ada.desk.beside("Bob");
    assert!(store::rescue(&ada.desk.home, &ada.desk.article(), &bob).is_none());
}

#[test]
fn a_damaged_file_is_put_aside_for_an_earlier_version() {
    let mut ada = Ada::new();
    (0..3).for_each(|n| ada.mark(n as u128 + 1, n * 100));
    let now = Timestamp::now();
    for (turn, damage) in ["", "\0\0\0\0", "(version: 1"].iter().enumerate() {
        std::fs::write(ada.file(), damage).unwrap();
        assert!(ada.desk.load()[0].is_err());
        let found = store::rescue(&ada.desk.home, &ada.desk.article(), &ada.file()).unwrap();
        let put = store::put_back(ada.whose(), &found.backup, &ada.file(), "u", now);
        let aside = put.unwrap().unwrap();
        assert_eq!(std::fs::read_to_string(&aside).unwrap(), *damage);
        // Neither an article nor an annotation file.
        assert_eq!(ids(&ada.desk.only().reading), [1, 2]);
        assert_eq!(
            store::articles_in(&ada.desk.news(), false).unwrap().len(),
            1
        );
        assert_eq!(names(&ada.desk.news()).len(), turn + 3);
    }
    // A version that is damaged itself changes nothing.
    let backup = ada.whose().backups().remove(0);
    for path in ada.backup_files() {
        std::fs::write(path, "no").unwrap();
    }
    std::fs::write(ada.file(), "broken").unwrap();
    let refused = store::put_back(ada.whose(), &backup, &ada.file(), "u", now).unwrap_err();
    assert_eq!(refused.what.key, "backup-damaged");
    assert_eq!(std::fs::read_to_string(ada.file()).unwrap(), "broken");
    assert_eq!(names(&ada.desk.news()).len(), 5);
}

#[cfg(unix)]
#[test]
fn an_earlier_version_is_not_put_where_a_link_leads() {
    let mut ada = Ada::new();
    (0..2).for_each(|n| ada.mark(n as u128 + 1, n * 100));
    let far = ada.desk.home.data.join("far.ron");
    std::fs::write(&far, "broken").unwrap();
    std::fs::remove_file(ada.file()).unwrap();
    std::os::unix::fs::symlink(&far, ada.file()).unwrap();
    let backup = ada.whose().backups().remove(0);
    let now = Timestamp::now();
    let refused = store::put_back(ada.whose(), &backup, &ada.file(), "u", now).unwrap_err();
    assert_eq!(refused.what.key, "save-link-outside");
    assert_eq!(std::fs::read_to_string(far).unwrap(), "broken");
}
