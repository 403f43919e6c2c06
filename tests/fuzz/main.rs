//! Readers of files and texts, fed with what chance makes of whole ones.
//!
//! Every target starts from the small files of `fuzz/corpus/TARGET/`, which are tried first, and then
//! from what it made of them. A panic prints the input, cuts it short and keeps it there as
//! `panic-…`, so that it is tried ever after. No coverage is measured: a target names what came out,
//! and an input with a new outcome is mutated further.
//!
//! `POSTIL_FUZZ=1000000 cargo test --test fuzz` tries a million inputs a target instead of a few
//! thousand, from another seed with `POSTIL_FUZZ_SEED`; with `POSTIL_FUZZ_KEEP=1` inputs with a new
//! outcome are added to the corpus.

mod mutate;
mod runner;
mod targets;

use std::path::{Path, PathBuf};

use runner::{Target, fuzz};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

/// Runs a target for as many cases as a test may take, or as many as are asked for.
fn run(target: Target, cases: usize) {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let cases = number("POSTIL_FUZZ").map_or(cases, |cases| cases as usize);
    let seed = number("POSTIL_FUZZ_SEED").unwrap_or(1);
    let keep = std::env::var_os("POSTIL_FUZZ_KEEP").is_some();
    match fuzz(&target, &corpus().join(target.name), cases, seed, keep) {
        Ok(stats) => {
            eprintln!("{:<11} {stats}", target.name);
            assert!(stats.kept >= 3, "a corpus of whole files must be there");
            assert_eq!(stats.tried, cases + stats.kept);
            assert!(stats.outcomes > 5, "nothing but the same comes out");
        }
        Err(found) => panic!("{found}"),
    }
}

#[test]
fn annotation_files() {
    run(targets::ANNOTATION, 8000);
}

#[test]
fn session_files() {
    run(targets::SESSION, 8000);
}

#[test]
fn codebook_files() {
    run(targets::CODEBOOK, 5000);
}

#[test]
fn article_files() {
    run(targets::ARTICLE, 8000);
}

#[test]
fn decoding() {
    run(targets::DECODE, 3000);
}

#[test]
fn anchoring() {
    run(targets::ANCHOR, 3000);
}

#[test]
fn merging() {
    run(targets::MERGE, 8000);
}

/// The runner finds a fault that only a few inputs have, keeps a short one, and tries it first from
/// then on.
#[test]
fn a_planted_panic_is_found_and_kept() {
    fn planted(input: &[u8]) -> String {
        let text = String::from_utf8_lossy(input);
        let depth = text.matches('[').count();
        assert!(!(depth > 3 && text.contains("NaN")), "planted");
        format!("{depth} {}", text.contains("NaN"))
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("whole"), "(version: 1, read: [(0, 8)])").unwrap();
    let target = Target {
        name: "planted",
        run: planted,
        tokens: mutate::RON,
    };
    let found = fuzz(&target, folder.path(), 20_000, 1, false).unwrap_err();
    assert!(found.input.len() <= 12, "{found}");
    assert!(found.to_string().contains("planted"), "{found}");
    let kept: Vec<_> = { std::fs::read_dir(folder.path()).unwrap() }
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("panic-"))
        .collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(std::fs::read(&kept[0]).unwrap(), found.input);
    let again = fuzz(&target, folder.path(), 0, 1, false).unwrap_err();
    assert_eq!(again.input, found.input);
}
