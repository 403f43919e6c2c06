//! The runner: what is tried, what is kept, what is told.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Once;

use sha2::{Digest as _, Sha256};

use crate::mutate::{Chance, mutated};

/// Longest input in bytes.
const LONGEST: usize = 16 << 10;

/// Longest input that is kept among the files of the project.
const SMALL: usize = 3 << 10;

/// Most inputs that one run adds to them.
const ADDED: usize = 16;

/// Most inputs that are mutated further.
const MOST: usize = 512;

/// Something that reads.
pub struct Target {
    pub name: &'static str,
    /// Reads an input and names what came of it, in few words; panics where a law is broken.
    pub run: fn(&[u8]) -> String,
    /// What inputs are made of.
    pub tokens: &'static [&'static str],
}

/// What a run did.
#[derive(Debug)]
pub struct Stats {
    pub tried: usize,
    pub kept: usize,
    pub outcomes: usize,
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            tried,
            kept,
            outcomes,
        } = self;
        write!(
            f,
            "{tried} inputs tried, {kept} of them from the corpus, {outcomes} outcomes, 0 panics"
        )
    }
}

/// An input that panicked.
#[derive(Debug)]
pub struct Found {
    pub input: Vec<u8>,
    what: String,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = String::from_utf8_lossy(&self.input);
        write!(
            f,
            "{} panicked with {:?}, bytes {:?}",
            self.what, text, self.input
        )
    }
}

/// Tries every file of a corpus, then so many mutations.
pub fn fuzz(
    target: &Target,
    corpus: &Path,
    cases: usize,
    seed: u64,
    keep: bool,
) -> Result<Stats, Found> {
    hush();
    let mut pool: Vec<Vec<u8>> = Vec::new();
    let mut seen = HashSet::new();
    let mut files: Vec<_> = { std::fs::read_dir(corpus).into_iter().flatten().flatten() }
        .map(|entry| entry.path())
        .collect();
    files.sort();
    for file in &files {
        let input = std::fs::read(file).expect("a file of the corpus can be read");
        match tried(target, &input) {
            Ok(outcome) => drop(seen.insert(outcome)),
            Err(what) => {
                return Err(Found {
                    input,
                    what: format!("{}: {what}", file.display()),
                });
            }
        }
        pool.push(input);
    }
    let mut chance = Chance::new(seed);
    let mut added = 0;
    for _ in 0..cases {
        let input = mutated(&mut chance, &pool, target.tokens, LONGEST);
        match tried(target, &input) {
            Ok(outcome) if !seen.contains(&outcome) => {
                seen.insert(outcome);
                if keep && input.len() <= SMALL && added < ADDED {
                    added += 1;
                    write(corpus, "case", &input);
                }
                match pool.len() < MOST {
                    true => pool.push(input),
                    // What came with the project stays.
                    false => {
                        let at = files.len() + chance.below(MOST - files.len());
                        pool[at] = input;
                    }
                }
            }
            Ok(_) => {}
            Err(what) => {
                let input = shortened(target, input);
                write(corpus, "panic", &input);
                return Err(Found { input, what });
            }
        }
    }
    Ok(Stats {
        tried: files.len() + cases,
        kept: files.len(),
        outcomes: seen.len(),
    })
}

thread_local! {
    /// Whether a panic on this thread is told by the runner, and not by the program's own hook.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// A panic of a target is told once, with its input.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !CAUGHT.get() {
                usual(panic);
            }
        }));
    });
}

/// What came of an input, or what it panicked with.
fn tried(target: &Target, input: &[u8]) -> Result<String, String> {
    CAUGHT.set(true);
    let outcome = caught(target, input);
    CAUGHT.set(false);
    outcome
}

fn caught(target: &Target, input: &[u8]) -> Result<String, String> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap_or_default()
    })
}

/// The input without what the panic does not need.
fn shortened(target: &Target, mut input: Vec<u8>) -> Vec<u8> {
    let mut part = input.len().div_ceil(2);
    while part > 0 {
        let mut at = 0;
        while at < input.len() {
            let mut less = input.clone();
            less.drain(at..(at + part).min(less.len()));
            match tried(target, &less) {
                Err(_) => input = less,
                Ok(_) => at += part,
            }
        }
        part /= 2;
    }
    input
}

/// Keeps an input under a name of its own.
fn write(corpus: &Path, kind: &str, input: &[u8]) {
    let digits: String = Sha256::digest(input)[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let kept = std::fs::create_dir_all(corpus)
        .and_then(|()| std::fs::write(corpus.join(format!("{kind}-{digits}")), input));
    if let Err(error) = kept {
        eprintln!("{kind} {digits} could not be kept: {error}");
    }
}
