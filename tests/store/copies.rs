//! Names of conflict copies: what is one, and what only looks like one. What decides is the content, so
//! each name is tried with real files.

use postil::model::{Problem, Reading};
use postil::store::{self, Fold, Folded};

use crate::desk::{Desk, ids, names};

/// Names under which programs leave a second copy of `tribune.txt.Marie.ann.ron`.
const COPIES: [&str; 62] = [
    // Syncthing: before the last extension; without a device before version 0.14.46
    "tribune.txt.Marie.ann.sync-conflict-20240131-120000-ABCDEFG.ron",
    "tribune.txt.Marie.ann.sync-conflict-20251224-235959-7ZQ2XKA.ron",
    "tribune.txt.Marie.ann.sync-conflict-20240131-120000.ron",
    // Nextcloud, with and without a user, in several languages; ownCloud before
    "tribune.txt.Marie.ann (conflicted copy 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (conflicted copy Marie 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (conflicted copy of Marie 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (conflicted copy J. Doe 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (copie en conflit 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (Copie en conflit de Marie Curie 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (Kopie in Konflikt 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (Konfliktkopie 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (copia en conflicto 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (copia in conflitto 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (cópia em conflito 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (конфликтующая копия 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann (冲突副本 2024-01-31 120000).ron",
    "tribune.txt.Marie.ann（競合コピー 2024-01-31）.ron",
    "tribune.txt.Marie.ann_conflict-20240131-120000.ron",
    "tribune.txt.Marie.ann_conflict-marie-20240131-120000.ron",
    // Dropbox
    "tribune.txt.Marie.ann (Marie's conflicted copy 2024-01-31).ron",
    "tribune.txt.Marie.ann (Marie’s conflicted copy 2024-01-31 (1)).ron",
    "tribune.txt.Marie.ann (Copie en conflit de Marie 2024-01-31).ron",
    "tribune.txt.Marie.ann (In Konflikt stehende Kopie von Marie 2024-01-31).ron",
    "tribune.txt.Marie.ann (conflicted copy).ron",
    "tribune.txt.Marie.ann (Case Conflict).ron",
    // Seafile, Synology Drive, Resilio, pCloud
    "tribune.txt.Marie.ann (SFConflict marie@example.org 2024-01-31-12-00-00).ron",
    "tribune.txt.Marie.ann_LAPTOP_Jan-31-120000-2024_Conflict.ron",
    "tribune.txt.Marie.ann.Conflict.ron",
    "tribune.txt.Marie.ann [conflicted].ron",
    // OneDrive, by the name of the machine; also before the whole ending
    "tribune.txt.Marie.ann-LAPTOP.ron",
    "tribune.txt.Marie.ann-Marie's MacBook.ron",
    "tribune.txt.Marie.ann-Marie’s MacBook Pro.local.ron",
    "tribune.txt.Marie-LAPTOP.ann.ron",
    "tribune.txt.Marie-DESKTOP-4F2K.ann.ron",
    // Google Drive, browsers, iCloud
    "tribune.txt.Marie.ann (1).ron",
    "tribune.txt.Marie.ann (12).ron",
    "tribune.txt.Marie.ann(1).ron",
    "tribune.txt.Marie.ann.ron (1)",
    "tribune.txt.Marie (1).ann.ron",
    "tribune.txt.Marie.ann 2.ron",
    "Copy of tribune.txt.Marie.ann.ron",
    "Copie de tribune.txt.Marie.ann.ron",
    // File managers
    "tribune.txt.Marie.ann copy.ron",
    "tribune.txt.Marie.ann copy 2.ron",
    "tribune.txt.Marie.ann - Copy.ron",
    "tribune.txt.Marie.ann - Copie.ron",
    "tribune.txt.Marie.ann - Copie (2).ron",
    "tribune.txt.Marie.ann - Kopie.ron",
    "tribune.txt.Marie.ann (copie).ron",
    "tribune.txt.Marie.ann (another copy).ron",
    "tribune.txt.Marie.ann (copie 2).ron",
    "tribune.txt.Marie - Copie.ann.ron",
    "tribune.txt.Marie (conflicted copy 2024-01-31 120000).ann.ron",
    // git, editors, rsync
    "tribune.txt.Marie.ann.ron.orig",
    "tribune.txt.Marie.ann_LOCAL_1234.ron",
    "tribune.txt.Marie.ann.REMOTE.1234.ron",
    "tribune.txt.Marie.ann.ron~",
    "tribune.txt.Marie.ann.ron.~1~",
    "tribune.txt.Marie.ann.ron.bak",
    "tribune.txt.Marie.ann.ron.mine",
    "tribune.txt.Marie.ann.ron.r12",
    // A copy of a copy
    "tribune.txt.Marie.ann (1).sync-conflict-20240131-120000-ABCDEFG.ron",
];

/// Names that are not the article's, or not a copy.
const OTHERS: [&str; 19] = [
    // What a save leaves behind when it crashes, and what sync programs write half
    "~tribune.txt.Marie.ann.ron.1a2b.tmp",
    "~tribune.txt.Marie.ann (1).ron.1a2b.tmp",
    ".syncthing.tribune.txt.Marie.ann.ron.tmp",
    ".tribune.txt.Marie.ann.ron.swp",
    // Of other articles
    "x (1).txt.Marie.ann.ron",
    "tribune (1).txt.Marie.ann.ron",
    "tribune.txt.md.Marie.ann.ron",
    "autre.txt.Marie.ann (1).ron",
    "tribune.sync-conflict-20240131-120000-ABCDEFG.txt.Marie.ann.ron",
    // Of other reviewers
    "tribune.txt.Marieann (1).ron",
    "tribune.txt.Marianne.ann (1).ron",
    // Nothing of Postil's
    "tribune.txt (1)",
    "tribune.txt.Marie.ann.ron.zip",
    "tribune.txt.Marie.ann.txt",
    "tribune.txt.Marie.ann.ron.damaged-2024-01-31",
    "tribune.txt.Marie.annexe.ron",
    "tribune.txt..ann (1).ron",
    "Marie.ann (1).ron",
    ".ann (1).ron",
];

/// A desk with Marie's file, with one mark, and a second one that has another mark, as text.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    desk.save(&desk.marked("Marie", 1, 20, "honte"), None)
        .unwrap();
    let path = desk.beside("Marie");
    let second = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    desk.save(&desk.marked("Marie", 1, 10, "maire"), None)
        .unwrap();
    (desk, second)
}

fn fold(desk: &Desk) -> Vec<Folded> {
    let (groups, problems) = store::copies_at(&[desk.news()], false, &desk.home);
    assert_eq!(problems, [], "{problems:?}");
    let now = postil::model::Timestamp::from_second(1_800_000_000).unwrap();
    let fold = |group| store::fold(group, Fold::PutAway, &desk.home, "u1", now);
    groups.iter().map(fold).collect()
}

fn left(folded: &[Folded]) -> Vec<&Problem> {
    let copies = folded.iter().flat_map(|folded| &folded.copies);
    copies
        .filter_map(|copy| copy.result.as_ref().err())
        .collect()
}

#[test]
fn every_kind_of_copy_is_read_with_the_file_and_put_away() {
    assert!(COPIES.len() + OTHERS.len() >= 60);
    for name in COPIES {
        let (desk, second) = desk();
        std::fs::write(desk.news().join(name), &second).unwrap();
        let read = desk.only();
        assert_eq!(ids(&read.reading), [10, 20], "{name}");
        assert_eq!(read.copies, [desk.news().join(name)], "{name}");
        let one = store::reading_by("Marie", &desk.article(), None, &desk.home);
        let one = one.unwrap().unwrap().reading;
        // Which reviewer a file is of is told from its name alone there.
        let renamed = name.starts_with("tribune.txt.Marie-");
        assert_eq!(ids(&one).len(), if renamed { 1 } else { 2 }, "{name}");
        let folded = fold(&desk);
        assert_eq!(left(&folded), [] as [&Problem; 0], "{name}");
        assert_eq!(folded[0].copies[0].result.as_ref().unwrap().marks, 1);
        let after = ["tribune.txt", "tribune.txt.Marie.ann.ron"];
        assert_eq!(names(&desk.news()), after, "{name}");
        assert_eq!(ids(&desk.only().reading), [10, 20], "{name}");
        let kept = folded[0].copies[0].now_at.as_ref().unwrap();
        assert!(
            kept.starts_with(&desk.home.data) && kept.ends_with(name),
            "{name}"
        );
        assert_eq!(std::fs::read_to_string(kept).unwrap(), second, "{name}");
    }
}

#[test]
fn what_only_looks_like_a_copy_is_left_alone() {
    for name in OTHERS {
        let (desk, second) = desk();
        let path = desk.news().join(name);
        std::fs::write(&path, &second).unwrap();
        for article in ["x (1).txt", "tribune (1).txt"] {
            std::fs::write(desk.news().join(article), crate::desk::TEXT).unwrap();
        }
        for _ in 0..2 {
            // A copy of nobody's file is named as a fault, and no reading.
            let read: Vec<_> = desk.load().into_iter().flatten().collect();
            assert_eq!(read.len(), 1, "{name}");
            assert_eq!(ids(&read[0].reading), [10], "{name}");
            assert!(read[0].copies.is_empty(), "{name}");
            fold(&desk);
            assert!(path.exists(), "{name}");
        }
    }
}

#[test]
fn people_may_be_called_what_they_like() {
    for name in [
        "Marie (1)",
        "sync-conflict",
        "sync-conflict-20240131-120000-ABCDEFG",
        "Marie (conflicted copy 2024-01-31 120000)",
        "Marie - Copie",
        "Marie-LAPTOP",
        "Marie copy",
        "Copy of Marie",
        "Marie~",
        ".ann",
        "ann",
        "x.ann (1)",
    ] {
        let (desk, _) = desk();
        desk.save(&desk.marked(name, 2, 30, "parti"), None).unwrap();
        let all: Vec<Reading> = desk
            .load()
            .into_iter()
            .map(|r| r.unwrap().reading)
            .collect();
        assert_eq!(all.len(), 2, "{name}");
        assert_eq!(fold(&desk).len(), 0, "{name}");
        // And their copies are theirs.
        let own = desk.beside(name);
        let copy = own.to_string_lossy().replace(".ann.ron", ".ann (1).ron");
        std::fs::copy(&own, &copy).unwrap();
        assert_eq!(desk.load().len(), 2, "{name}");
        let folded = fold(&desk);
        assert_eq!((folded.len(), folded[0].main.clone()), (1, own), "{name}");
        assert_eq!(left(&folded), [] as [&Problem; 0], "{name}");
    }
}

#[test]
fn an_article_may_be_called_what_it_likes() {
    let (desk, second) = desk();
    for name in [
        "x.txt",
        "x (1).txt",
        "x - Copie.txt",
        "x copy.txt",
        "Copie de x.txt",
        "x (Le Monde 2024-01-31).txt",
        "x.ann (1).txt",
        "x~.txt",
    ] {
        std::fs::write(desk.news().join(name), crate::desk::TEXT).unwrap();
        let file = desk.news().join(format!("{name}.Marie.ann.ron"));
        std::fs::write(&file, second.replace("tribune.txt", name)).unwrap();
    }
    let (groups, _) = store::copies_at(&[desk.news()], false, &desk.home);
    assert_eq!(groups, []);
    let found = store::resolve_targets(&[desk.news()], false);
    assert_eq!(found.articles.len(), 9);
    assert_eq!(found.problems, []);
    for article in &found.articles {
        let all = store::readings_of(article, None, &desk.home);
        assert_eq!(all.len(), 1, "{article:?}");
    }
}

#[test]
fn copies_of_articles_are_named_and_not_listed() {
    let (desk, _) = desk();
    let copies = [
        (
            "tribune.sync-conflict-20240131-120000-ABCDEFG.txt",
            "copy-article-same",
        ),
        (
            "tribune (conflicted copy 2024-01-31 120000).txt",
            "copy-article",
        ),
        (
            "tribune (Copie en conflit de Marie 2024-01-31).txt",
            "copy-article",
        ),
        ("tribune_conflict-20240131-120000.txt", "copy-article"),
    ];
    for (name, key) in copies {
        let text = if key == "copy-article" {
            "Autre chose.\n"
        } else {
            crate::desk::TEXT
        };
        std::fs::write(desk.news().join(name), text).unwrap();
    }
    let found = store::resolve_targets(&[desk.news()], false);
    assert_eq!(found.articles, [desk.article()]);
    let mut said: Vec<_> = { found.problems.iter() }
        .map(|p| {
            (
                p.file
                    .as_ref()
                    .unwrap()
                    .file_name()
                    .unwrap()
                    .to_str()
                    .unwrap(),
                p.what.key,
            )
        })
        .collect();
    said.sort_unstable();
    let mut expected = copies;
    expected.sort_unstable();
    assert_eq!(said, expected);
    // By itself one can be opened, and one whose original is gone is an article.
    let copy = desk.news().join(copies[0].0);
    let found = store::resolve_targets(std::slice::from_ref(&copy), false);
    assert_eq!(found.articles, std::slice::from_ref(&copy));
    std::fs::remove_file(desk.article()).unwrap();
    let found = store::resolve_targets(&[desk.news()], false);
    assert_eq!(found.articles.len(), 4);
    // Nobody but a person can put them together.
    std::fs::write(desk.article(), crate::desk::TEXT).unwrap();
    let folded = fold(&desk);
    assert_eq!(left(&folded).len(), 4);
    assert!(
        left(&folded)
            .iter()
            .all(|problem| problem.what.key == "copy-by-hand")
    );
    assert!(copy.exists());
}
