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
