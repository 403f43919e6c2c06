//! What the README says of keys is what the program does.
#![cfg(feature = "gui")]

use std::sync::Arc;

use postil::i18n::{Catalogue, Lang};
use postil::session::State;
use postil::store::default_codebook;
use postil::ui::commands::{keys, name, rows};

/// The table of keys, made from the command table.
fn key_table() -> String {
    let texts = Catalogue::new(Lang::En);
    let state = State::new(Lang::En, Arc::new(default_codebook().unwrap()));
    let mut lines = vec!["| Keys | What they do |".to_owned(), "|---|---|".to_owned()];
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
    assert!(
        readme.contains(&table),
        "the README's table of keys should be:\n\n{table}\n"
    );
}
