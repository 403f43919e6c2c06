//! One row per command: feeds the menus, the palette, the shortcut sheet, the keys and the README's key table.

mod available;
mod keys;
mod names;
mod table;
#[cfg(test)]
mod tests;

pub use available::{
    available, for_state, found_mark, lost_mark, next_step, obstacle, selected_own,
};
pub use keys::{by_precedence, label_of_key, label_to_arm};
pub use names::{hint, keys, keys_of, name, name_of, shortcut_text};
pub use table::{CommandId, Menu, Row, TABLE};

use crate::session::State;

/// The rows that mean something with the codebook: a key for each of its labels, as far as digits go.
pub fn rows(state: &State) -> impl Iterator<Item = &'static Row> {
    let labels = state.codebook.labels.len();
    TABLE.iter().filter(move |row| match row.id {
        CommandId::Tag(at) | CommandId::Arm(at) => at < labels,
        _ => true,
    })
}
