//! What several tests share.

use std::path::PathBuf;

/// The articles, in the folder `seeds` of the corpus, in order of their names.
pub const SEEDS: usize = 5;

/// The folder of real articles that `POSTIL_CORPUS` names; `None`, with a word on why, where it is not
/// set, since the articles are not ours to pass on.
///
/// # Panics
/// When it is set but does not hold what the tests need: a broken corpus must not pass as a missing one.
pub fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("POSTIL_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: POSTIL_CORPUS names no folder with real articles");
        return None;
    };
    let found = articles(&folder).len();
    assert!(
        found == SEEDS,
        "POSTIL_CORPUS is {}: its folder seeds/ should hold {SEEDS} articles (.txt), not {found}",
        folder.display()
    );
    let annotations = folder.join("data/reference_annotations.json");
    assert!(
        annotations.is_file(),
        "POSTIL_CORPUS is {}: it lacks data/reference_annotations.json",
        folder.display()
    );
    Some(folder)
}

/// The articles of a corpus, in order of their names.
pub fn articles(corpus: &std::path::Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(corpus.join("seeds"));
    let mut articles: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt"))
        .collect();
    articles.sort();
    articles
}
