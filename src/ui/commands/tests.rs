use egui::{Key, Modifiers};

use super::table::{CTRL, CTRL_SHIFT};
use super::*;
use crate::i18n::Lang;
use crate::model::Codebook;

#[test]
fn no_two_commands_share_a_shortcut() {
    let taken: Vec<_> = TABLE.iter().filter_map(|row| row.shortcut).collect();
    for (at, shortcut) in taken.iter().enumerate() {
        assert!(!taken[..at].contains(shortcut), "{shortcut:?}");
    }
}

/// The page's own keys are none of the table's while the page has the keyboard, but for those that
/// say more of one: the edge in hand, and the answer to a suggestion or a moved mark.
#[test]
fn no_key_of_the_page_is_a_command_too() {
    let codebook = crate::store::default_codebook().unwrap();
    let state = State::new(Lang::En, std::sync::Arc::new(codebook));
    for lang in [Lang::En, Lang::Fr] {
        let texts = crate::i18n::Catalogue::new(lang);
        let mut taken: Vec<String> = rows(&state).map(|row| keys(row, &texts)).collect();
        taken.retain(|keys| !keys.is_empty());
        let of_page = crate::ui::PAGE_KEYS.iter().map(|(keys, _)| *keys);
        let of_page = of_page
            .filter(|key| !key.starts_with("keys-mouse"))
            .filter(|key| !["keys-edge", "keys-suggestion", "keys-review"].contains(key));
        let before = taken.len();
        for key in of_page {
            let text = texts.t(key);
            // `Shift+← →` is two of them, and so is `Page Up, Page Down`.
            let (held, pressed) = text.rsplit_once('+').unwrap_or_default();
            let pressed = if held.is_empty() { &text } else { pressed };
            let several = pressed.contains(['←', '↓']) || ["keys-row", "keys-ends"].contains(&key);
            let split: Vec<&str> = match several {
                true => pressed.split(' ').collect(),
                false => pressed.split(", ").collect(),
            };
            for one in split {
                let keys = match held.is_empty() {
                    true => one.to_owned(),
                    false => format!("{held}+{one}"),
                };
                assert!(!taken.contains(&keys), "{keys} is taken");
                taken.push(keys);
            }
        }
        assert!(taken.len() > before + 15, "{taken:?}");
    }
}

#[test]
fn every_command_is_a_row_of_the_table() {
    let source = include_str!("table.rs");
    let (_, rest) = source.split_once("pub enum CommandId {").unwrap();
    let (variants, rest) = rest.split_once("\n}").unwrap();
    let (_, table) = rest.split_once("pub const TABLE").unwrap();
    let names = variants
        .lines()
        .map(|line| line.trim().trim_end_matches(','));
    let names = names.map(|line| line.split('(').next().unwrap_or_default());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    assert!(names.len() > 30);
    for name in names {
        // Themes are rows by a function of their own.
        let is_row = name == "UseTheme" && table.contains("theme(")
            || table
                .match_indices(&format!("CommandId::{name}"))
                .any(|(at, found)| !table[at + found.len()..].starts_with(char::is_alphanumeric));
        assert!(is_row, "{name} has no row");
    }
}

#[test]
fn every_row_has_a_name_in_both_languages() {
    let codebook = crate::store::default_codebook().unwrap();
    let state = State::new(Lang::En, std::sync::Arc::new(codebook));
    for lang in [Lang::En, Lang::Fr] {
        let texts = crate::i18n::Catalogue::new(lang);
        for row in rows(&state) {
            let key = format!("\n{} =", row.key);
            assert!(
                lang.sources().iter().any(|source| source.contains(&key)),
                "{key}"
            );
            assert!(!name(row, &state, &texts).is_empty(), "{:?}", row.id);
        }
    }
}

#[test]
fn each_label_has_a_row_as_far_as_digits_go() {
    let label = crate::store::default_codebook().unwrap().labels[0].clone();
    for (count, expected) in [(0, 0), (2, 2), (9, 9), (12, 9)] {
        let codebook = Codebook {
            labels: vec![label.clone(); count],
            ..crate::store::default_codebook().unwrap()
        };
        let state = State::new(Lang::En, std::sync::Arc::new(codebook));
        let tags = rows(&state).filter(|row| matches!(row.id, CommandId::Tag(_)));
        assert_eq!(tags.count(), expected);
    }
}

#[test]
fn keys_with_shift_are_not_taken_for_those_without() {
    for (key, modifiers, expected) in [
        (Key::Z, CTRL_SHIFT, CommandId::Redo),
        (Key::Z, CTRL, CommandId::Undo),
        (Key::O, CTRL_SHIFT, CommandId::OpenFolder),
        (Key::Plus, CTRL_SHIFT, CommandId::Bigger),
        (Key::Tab, Modifiers::SHIFT, CommandId::PreviousMark),
    ] {
        let taken = by_precedence().find(|row| {
            row.shortcut.is_some_and(|shortcut| {
                shortcut.logical_key == key && modifiers.matches_logically(shortcut.modifiers)
            })
        });
        assert_eq!(taken.map(|row| row.id), Some(expected), "{key:?}");
    }
}

#[test]
fn digits_count_by_character_and_by_place() {
    let none = Modifiers::NONE;
    assert_eq!(label_of_key(Key::Num2, None, none), Some(1));
    // AZERTY: the key of 3 writes a quotation mark, that of 6 a minus sign.
    assert_eq!(label_of_key(Key::Quote, Some(Key::Num3), none), Some(2));
    assert_eq!(label_of_key(Key::Minus, Some(Key::Num6), none), Some(5));
    assert_eq!(
        label_of_key(Key::Exclamationmark, Some(Key::Num1), Modifiers::SHIFT),
        None
    );
    assert_eq!(
        label_of_key(Key::Num1, Some(Key::Num1), Modifiers::COMMAND),
        None
    );
}
