//! What the README says of keys is what the program does. `UPDATE_README=1 cargo test --test readme`
//! writes its table of keys anew.
#![cfg(feature = "gui")]

use std::sync::Arc;

use postil::i18n::{Catalogue, Lang};
use postil::session::State;
use postil::store::default_codebook;
use postil::ui::commands::{keys, name, rows};

const HEAD: &str = "| Keys | What they do |";

/// The table of keys, made from the command table.
fn key_table() -> String {
    let texts = Catalogue::new(Lang::En);
    let state = State::new(Lang::En, Arc::new(default_codebook().unwrap()));
    let mut lines = vec![HEAD.to_owned(), "|---|---|".to_owned()];
    for (keys, does) in postil::ui::PAGE_KEYS {
        lines.push(format!("| {} | {} |", texts.t(keys), texts.t(does)));
    }
    for row in rows(&state) {
        let keys = keys(row, &texts);
        if !keys.is_empty() {
            lines.push(format!("| {keys} | {} |", name(row, &state, &texts)));
        }
    }
    lines.join("\n")
}

#[test]
fn the_key_table_is_the_programs_own() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let table = key_table();
    if std::env::var_os("UPDATE_README").is_some() {
        let (before, rest) = readme.split_once(HEAD).unwrap();
        let after = rest.find("\n\n").map_or("", |end| &rest[end..]);
        std::fs::write("README.md", [before, &table, after].concat()).unwrap();
        return;
    }
    assert!(
        readme.contains(&table),
        "the README's table of keys should be as UPDATE_README=1 cargo test --test readme makes it:\n\n{table}\n"
    );
}

/// The words between backticks in a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let (_, section) = readme
        .split_once("\n## What Postil promises about your work\n")
        .unwrap();
    let section = section.split("\n## ").next().unwrap();
    let promises = section.lines().filter(|line| line.starts_with("| **"));
    let mut count = 0;
    for promise in promises {
        let mut code = None;
        for name in quoted(promise) {
            if name.ends_with(".rs") {
                let text = std::fs::read_to_string(name);
                code = Some(text.unwrap_or_else(|error| panic!("{name}: {error}")));
            } else {
                let code = code.as_ref().expect(promise);
                assert!(code.contains(&format!("fn {name}(")), "{name} is no test");
            }
        }
        assert!(code.is_some(), "nothing shows: {promise}");
        count += 1;
    }
    assert!(count >= 10, "{count} promises");
}
