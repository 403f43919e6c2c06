//! From what a person named to articles.

use std::path::{Path, PathBuf};

use postil::store::{articles_in, resolve_targets};

use crate::desk::Desk;

fn shown(root: &Path, paths: &[PathBuf]) -> Vec<String> {
    let name = |path: &PathBuf| {
        path.strip_prefix(root)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    paths.iter().map(name).collect()
}

/// A folder full of what is and what is not an article.
fn shelf() -> Desk {
    let desk = Desk::new();
    let news = desk.news();
    for name in [
        "10-b.txt",
        "2-a.TXT",
        "README.md",
        ".hidden.txt",
        "~a.txt.1.tmp",
        "photo.jpg",
        "notes",
        "2-a.TXT.Alice.ann.ron",
        "2-a.TXT.article.ron",
        "mine.codebook.ron",
        "deep/3.md",
        "deep/deeper/4.txt",
        ".git/5.txt",
    ] {
        let path = news.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "text").unwrap();
    }
    let session = "(version: 1, articles: [\"10-b.txt\", \"gone.txt\"])";
    std::fs::write(news.join("a.session.ron"), session).unwrap();
    std::fs::write(news.join("b.session.ron"), session).unwrap();
    std::fs::write(news.join("broken.session.ron"), "(").unwrap();
    desk
}

#[test]
fn a_folder_means_the_articles_directly_in_it() {
    let desk = shelf();
    let flat = articles_in(&desk.news(), false).unwrap();
    let direct = ["2-a.TXT", "10-b.txt", "README.md", "tribune.txt"];
    assert_eq!(shown(&desk.news(), &flat), direct);
    let all = articles_in(&desk.news(), true).unwrap();
    let below = [&direct[..], &["deep/3.md", "deep/deeper/4.txt"]].concat();
    assert_eq!(shown(&desk.news(), &all), below);
    let missing = articles_in(&desk.news().join("nowhere"), false).unwrap_err();
    assert_eq!(missing.what.key, "file-not-found");
}

#[test]
fn targets_are_files_folders_and_a_session() {
    let desk = shelf();
    let named = |names: &[&str]| {
        let paths: Vec<PathBuf> = names.iter().map(|name| desk.news().join(name)).collect();
        let targets = resolve_targets(&paths, false);
        let keys: Vec<_> = targets
            .problems
            .iter()
            .map(|problem| problem.what.key)
            .collect();
        (
            shown(&desk.news(), &targets.articles),
            keys,
            targets.session,
        )
    };
    // A file named directly is taken as it is, whatever its ending; each article once.
    let (articles, problems, session) = named(&["notes", "notes", "deep", "deep/3.md"]);
    assert_eq!(articles, ["notes", "deep/3.md"]);
    assert!(problems.is_empty() && session.is_none());
    // A session's articles come first, and one that is gone stays, to be said when it is opened.
    let (articles, problems, session) = named(&["notes", "a.session.ron"]);
    assert_eq!(articles, ["10-b.txt", "gone.txt", "notes"]);
    assert!(problems.is_empty());
    assert_eq!(session.unwrap().0, desk.news().join("a.session.ron"));
    // What makes no sense stops nothing else.
    let (articles, problems, _) = named(&[
        "gone.txt",
        "2-a.TXT.Alice.ann.ron",
        "2-a.TXT.article.ron",
        "broken.session.ron",
        "a.session.ron",
        "b.session.ron",
        "deep/deeper",
        "../news/.git",
        "10-b.txt",
    ]);
    assert_eq!(
        problems,
        [
            "file-not-found",
            "file-is-sidecar",
            "file-is-sidecar",
            "file-ron-unfinished",
            "file-second-session",
        ]
    );
    assert_eq!(articles.len(), 4, "{articles:?}");
    std::fs::create_dir(desk.news().join("empty")).unwrap();
    assert_eq!(named(&["empty"]).1, ["file-no-articles"]);
}

#[cfg(unix)]
#[test]
fn links_to_folders_lead_nowhere() {
    let desk = shelf();
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, desk.news().join("deep").join(name)).unwrap();
    };
    link("..", "up");
    link("3.md", "again.md");
    link("nothing.txt", "dangling.txt");
    let all = articles_in(&desk.news().join("deep"), true).unwrap();
    assert_eq!(
        shown(&desk.news(), &all),
        [
            "deep/3.md",
            "deep/again.md",
            "deep/dangling.txt",
            "deep/deeper/4.txt"
        ]
    );
}

#[test]
fn articles_with_what_goes_with_them_are_no_folder() {
    let desk = shelf();
    let whole = |names: &[&str]| {
        let paths: Vec<_> = names.iter().map(|name| desk.news().join(name)).collect();
        resolve_targets(&paths, false).named_whole
    };
    let sidecar = desk.news().join("10-b.txt.article.ron");
    std::fs::write(&sidecar, "()").unwrap();
    assert!(!whole(&["10-b.txt", "10-b.txt.article.ron"]));
    assert!(whole(&["10-b.txt", "deep"]));
    assert!(whole(&["a.session.ron"]));
}
