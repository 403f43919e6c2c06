//! Article files, codebooks, sessions, settings, exports.

use std::path::{Path, PathBuf};

use postil::i18n::Lang;
use postil::model::{
    ArticleMeta, Bookmark, Layer, LocalText, Overlap, Pattern, ReviewSession, Reviewer,
    SessionKind, SessionOptions, Severity,
};
use postil::store::{self, Settings};
use postil::text::Granularity;
use uuid::Uuid;

use crate::desk::{Desk, names, time};

#[test]
fn article_files_are_written_merged_and_kept() {
    let desk = Desk::new();
    let article = desk.article();
    let load = || store::load_meta(&article, &desk.home);
    assert_eq!(load().unwrap(), store::LoadedMeta::default());
    let save = |meta| store::save_meta(meta, &article, &desk.home, "u", time(0));
    let chosen = ArticleMeta {
        encoding: Some("windows-1252".into()),
        modified: Some(time(1)),
        ..Default::default()
    };
    let (written, path) = save(&chosen).unwrap();
    assert_eq!(
        (written, path.clone()),
        (chosen.clone(), store::article_file_path(&article))
    );
    // Somebody else set the outlet meanwhile: both stay.
    let outlet = ArticleMeta {
        outlet: Some("Le Fanal".into()),
        modified: Some(time(2)),
        ..Default::default()
    };
    save(&outlet).unwrap();
    let loaded = load().unwrap();
    assert_eq!(loaded.meta.encoding, chosen.encoding);
    assert_eq!(loaded.meta.outlet, outlet.outlet);
    // Edited by hand: used, with a note.
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Fanal", "Phare")).unwrap();
    let loaded = load().unwrap();
    assert_eq!(loaded.meta.outlet.as_deref(), Some("Le Phare"));
    assert_eq!(loaded.notes[0].severity, Severity::Note);
    std::fs::write(&path, "(version: 1, outlet: \"Le Port\")").unwrap();
    assert_eq!(load().unwrap().meta.outlet.as_deref(), Some("Le Port"));
    // Broken or newer: said and left alone.
    for (content, key) in [
        ("(version: 1, outlet: )", "file-ron-text"),
        ("(version: 2, outlets: [])", "file-newer-version"),
        ("(version: 1, paratext: [(9, 2)])", "file-span-inverted"),
        ("(version: 1, modified: \"soon\")", "file-time-invalid"),
    ] {
        std::fs::write(&path, content).unwrap();
        assert_eq!(load().unwrap_err().what.key, key);
        assert_eq!(save(&chosen).unwrap_err().what.key, key);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
    }
}

#[test]
fn an_article_file_falls_back_to_saves() {
    let desk = Desk::new();
    let closed = desk.folder.path().join("closed");
    std::fs::write(&closed, "").unwrap();
    let article = closed.join("a.txt");
    let meta = ArticleMeta {
        title: Some("Titre".into()),
        ..Default::default()
    };
    let (_, path) = store::save_meta(&meta, &article, &desk.home, "u", time(0)).unwrap();
    assert!(path.starts_with(&desk.home.saves));
    assert_eq!(store::load_meta(&article, &desk.home).unwrap().meta, meta);
}

#[test]
fn the_default_codebook_is_part_of_the_program() {
    let codebook = store::default_codebook().unwrap();
    assert_eq!(codebook.id, store::DEFAULT_CODEBOOK);
    let keys: Vec<&str> = codebook
        .labels
        .iter()
        .map(|label| label.key.as_str())
        .collect();
    assert_eq!(keys, ["fact", "opinion", "loaded"]);
    assert_eq!(codebook.hash.len(), 64);
    for label in &codebook.labels {
        for text in [&label.name, &label.letter, &label.definition] {
            assert!(!text.0["en"].is_empty() && !text.0["fr"].is_empty());
        }
        assert!(!label.examples.is_empty());
    }
    assert_eq!(
        store::load_codebook("", None, &Desk::new().home),
        Ok(codebook)
    );
}

const BOOK: &str = r#"(version: 1, id: "mine", title: {"en": "Mine"}, labels: [(
    key: "x",
    name: {"en": "X"},
    color: "red",
    pattern: "wavy",
    layer: "word",
    snap: "sentence",
    overlap: "none",
)])"#;

#[test]
fn a_codebook_is_looked_for_beside_the_session_first() {
    let mut desk = Desk::new();
    let assets = desk.folder.path().join("assets");
    std::fs::create_dir_all(assets.join("codebooks")).unwrap();
    desk.home.assets = Some(assets.clone());
    let news = desk.news();
    let load = |id: &str| store::load_codebook(id, Some(&news), &desk.home);
    assert_eq!(load("mine").unwrap_err().what.key, "file-codebook-missing");
    assert_eq!(
        load("../mine").unwrap_err().what.key,
        "file-codebook-missing"
    );
    std::fs::write(assets.join("codebooks/mine.codebook.ron"), BOOK).unwrap();
    let label = load("mine").unwrap().labels.remove(0);
    assert_eq!(
        (label.pattern, label.layer, label.snap, label.overlap),
        (
            Pattern::Wavy,
            Layer::Word,
            Granularity::Sentence,
            Overlap::None
        )
    );
    let beside = news.join("mine.codebook.ron");
    let put = |text: &str| std::fs::write(&beside, text).unwrap();
    put(&BOOK.replace("\"Mine\"", "\"Ours\""));
    assert_eq!(load("mine").unwrap().title.get("fr"), "Ours");
    // A broken one is said, not passed over.
    for (old, new, key, line) in [
        ("\"wavy\"", "\"zigzag\"", "file-codebook-value", Some(5)),
        ("\"word\"", "\"letter\"", "file-codebook-value", Some(6)),
        ("key: \"x\"", "key: \"\"", "file-codebook-value", Some(2)),
        ("\"sentence\"", "\"line\"", "file-codebook-value", Some(7)),
        ("\"none\"", "\"some\"", "file-codebook-value", Some(8)),
        ("\"mine\"", "\"other\"", "file-codebook-id", None),
        ("color: \"red\",", "", "file-ron-missing", Some(9)),
        ("version: 1", "version: 2", "file-newer-version", Some(1)),
    ] {
        put(&BOOK.replacen(old, new, 1));
        let problem = load("mine").unwrap_err();
        assert_eq!((problem.what.key, problem.place.map(|p| p.0)), (key, line));
    }
    put("(version: 1, id: \"mine\", title: {}, labels: [])");
    assert_eq!(
        load("mine").unwrap_err().what.key,
        "file-codebook-no-labels"
    );
    let label = &BOOK[BOOK.find("(\n    key").unwrap()..BOOK.len() - 2];
    put(&BOOK.replacen(label, &format!("{label}, {label}"), 1));
    assert_eq!(
        load("mine").unwrap_err().what.key,
        "file-codebook-label-twice"
    );
    // The same codebook with other line ends is the same.
    put(BOOK);
    let hash = load("mine").unwrap().hash;
    put(&BOOK.replace('\n', "\r\n"));
    assert_eq!(load("mine").unwrap().hash, hash);
}

fn session() -> ReviewSession {
    ReviewSession {
        title: LocalText([("en".into(), "A \"class\"".into())].into()),
        kind: SessionKind::Class,
        codebook: "media-literacy".into(),
        articles: vec!["tribune.txt".into(), "../autre/été 2.md".into()],
        options: SessionOptions { show_others: true },
    }
}

#[test]
fn sessions_are_made_once_and_read_back() {
    let desk = Desk::new();
    let path = desk.news().join("a.session.ron");
    store::create_session(&path, &session(), &desk.home, "u", time(0)).unwrap();
    assert_eq!(store::load_session(&path).unwrap(), session());
    let articles = store::session_articles(&path, &session());
    let other = desk.folder.path().join("autre/été 2.md");
    assert_eq!(articles, [desk.article(), other]);
    let again = store::create_session(&path, &session(), &desk.home, "u", time(0)).unwrap_err();
    assert_eq!(again.what.key, "save-exists");
    assert_eq!(names(&desk.news()), ["a.session.ron", "tribune.txt"]);
    // By hand, with as little as can be.
    std::fs::write(&path, "(version: 1, articles: [\"./a.txt\"])").unwrap();
    let least = store::load_session(&path).unwrap();
    assert_eq!(
        (least.kind, least.codebook.as_str()),
        (SessionKind::Reading, "")
    );
    assert_eq!(
        store::session_articles(&path, &least),
        [desk.news().join("a.txt")]
    );
    // From the folder itself.
    let bare = store::session_articles(Path::new("a.session.ron"), &least);
    assert_eq!(bare, [PathBuf::from("a.txt")]);
}

#[test]
fn sessions_with_faults_are_named() {
    let desk = Desk::new();
    let path = desk.news().join("a.session.ron");
    for (text, key) in [
        ("(version: 1,\n kind: \"party\")", "file-value-unknown"),
        (
            "(version: 1,\n articles: [\"/a.txt\"])",
            "file-session-article",
        ),
        (
            "(version: 1,\n articles: [\"C:/a.txt\"])",
            "file-session-article",
        ),
        ("(version: 1,\n articles: [\"\"])", "file-session-article"),
        ("(version: 1,\n kind: 3)", "file-ron-text"),
    ] {
        std::fs::write(&path, text).unwrap();
        let problem = store::load_session(&path).unwrap_err();
        assert_eq!(
            (problem.what.key, problem.place.map(|p| p.0)),
            (key, Some(2)),
            "{text}"
        );
    }
    let mut absolute = session();
    absolute.articles.push("/etc/passwd".into());
    let path = desk.news().join("b.session.ron");
    let problem = store::create_session(&path, &absolute, &desk.home, "u", time(0)).unwrap_err();
    assert_eq!(problem.what.key, "file-session-article");
    assert!(!path.exists());
}

#[cfg(unix)]
#[test]
fn a_session_beyond_a_link_means_what_the_system_means() {
    let desk = Desk::new();
    let root = desk.folder.path();
    std::fs::create_dir_all(root.join("far/deep")).unwrap();
    std::fs::write(root.join("far/b.txt"), "b").unwrap();
    std::os::unix::fs::symlink(root.join("far/deep"), root.join("link")).unwrap();
    let path = root.join("link/a.session.ron");
    std::fs::write(&path, "(version: 1, articles: [\"../b.txt\"])").unwrap();
    let found = store::session_articles(&path, &store::load_session(&path).unwrap());
    assert_eq!(std::fs::read_to_string(&found[0]).unwrap(), "b");
}

#[test]
fn settings_are_kept_and_damage_is_survived() {
    let desk = Desk::new();
    let home = &desk.home;
    assert_eq!(store::load_settings(home), (Settings::default(), None));
    let settings = Settings {
        language: Some(Lang::Fr),
        theme: Some("dark".into()),
        text_percent: Some(150),
        view: store::ViewSettings {
            face: Some("legible".into()),
            line_percent: Some(180),
            line_characters: Some(55),
            letter_space_percent: Some(4),
            interface_percent: Some(125),
            list: Some(false),
            inspector: Some(true),
        },
        notes: Some(false),
        reviewer: Some(Reviewer {
            name: "Élodie \"E\"".into(),
            id: Uuid::from_u128(7),
        }),
    };
    let save = |settings| store::save_settings(home, settings, "u", time(0));
    save(&settings).unwrap();
    assert_eq!(store::load_settings(home), (settings.clone(), None));
    let path = home.config.join("settings.ron");
    for damaged in [
        "(version: 1, reviewer: (name: \"A\", id: \"x\"))",
        "(version: 1",
        "\u{0}",
    ] {
        std::fs::write(&path, damaged).unwrap();
        let (read, note) = store::load_settings(home);
        assert_eq!(
            (read, note.unwrap().severity),
            (Settings::default(), Severity::Note)
        );
        save(&settings).unwrap();
        assert_eq!(store::load_settings(home), (settings.clone(), None));
        let kept = std::fs::read_to_string(home.config.join("settings.ron.bak")).unwrap();
        assert_eq!(kept, damaged);
    }
    let newer = "(version: 9, language: French)";
    std::fs::write(&path, newer).unwrap();
    assert!(store::load_settings(home).1.is_some());
    assert_eq!(save(&settings).unwrap_err().what.key, "file-newer-version");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn what_was_open_is_remembered_by_the_machine_only() {
    let desk = Desk::new();
    assert!(store::load_recent(&desk.home).is_empty());
    let paths = [desk.article(), desk.news()];
    store::save_recent(&desk.home, &paths, "u", time(0)).unwrap();
    assert_eq!(store::load_recent(&desk.home), paths);
    // So is where reading stopped; neither forgets the other.
    let place = Bookmark {
        article: desk.article(),
        text_hash: "abc".to_owned(),
        at: 7,
    };
    assert!(store::load_place(&desk.home).is_none());
    store::save_place(&desk.home, &place, "u", time(0)).unwrap();
    assert_eq!(store::load_recent(&desk.home), paths);
    store::save_recent(&desk.home, &paths, "u", time(0)).unwrap();
    assert_eq!(store::load_place(&desk.home), Some(place));
    std::fs::write(desk.home.data.join("recent.ron"), "broken").unwrap();
    assert!(store::load_recent(&desk.home).is_empty());
    store::save_recent(&desk.home, &[PathBuf::from("a.txt")], "u", time(0)).unwrap();
    assert!(store::load_recent(&desk.home)[0].is_absolute());
}

#[test]
fn exports_are_written_under_plain_names_only() {
    let desk = Desk::new();
    let out = desk.folder.path().join("out/html");
    let path = store::write_export(&out, "tribune.html", b"1", &desk.home, "u").unwrap();
    assert_eq!(path, out.join("tribune.html"));
    store::write_export(&out, "tribune.html", b"2", &desk.home, "u").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"2");
    for name in ["../a", "/a", "a\\b", "", ".", "..", "a\0"] {
        let problem = store::write_export(&out, name, b"x", &desk.home, "u").unwrap_err();
        assert_eq!(problem.what.key, "save-name-invalid");
    }
    assert_eq!(names(&out), ["tribune.html"]);
}
