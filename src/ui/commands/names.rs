//! What a command and its keys are called.

use egui::{Key, KeyboardShortcut};

use super::{CommandId, Row, TABLE};
use crate::i18n::Catalogue;
use crate::session::State;

/// The name of a command in the reader's language.
pub fn name(row: &Row, state: &State, texts: &Catalogue) -> String {
    match row.id {
        CommandId::Tag(at) => {
            let label = state.codebook.labels.get(at);
            let label = label.map_or("", |label| label.name.get(texts.lang().tag()));
            texts.text(&crate::msg!("cmd-tag", label = label.to_owned()))
        }
        CommandId::Arm(at) => {
            let label = state.codebook.labels.get(at);
            let name = label.map_or("", |label| label.name.get(texts.lang().tag()));
            let armed = state.armed.is_some() && state.armed.as_ref() == label.map(|l| &l.key);
            texts.text(&match armed {
                true => crate::msg!("cmd-disarm", label = name.to_owned()),
                false => crate::msg!("cmd-arm", label = name.to_owned()),
            })
        }
        CommandId::Finish if state.current_article().is_some_and(|open| open.is_done()) => {
            texts.t("cmd-unfinish")
        }
        _ => texts.t(row.key),
    }
}

/// The name of a command by its identity.
pub fn name_of(id: CommandId, state: &State, texts: &Catalogue) -> String {
    let row = TABLE.iter().find(|row| row.id == id);
    row.map_or_else(String::new, |row| name(row, state, texts))
}

/// Name and keys of a command, for who rests on its button.
pub fn hint(id: CommandId, state: &State, texts: &Catalogue) -> String {
    let Some(row) = TABLE.iter().find(|row| row.id == id) else {
        return String::new();
    };
    let (name, keys) = (name(row, state, texts), keys(row, texts));
    match keys.is_empty() {
        true => name,
        false => texts.text(&crate::msg!("command-hint", name = name, keys = keys)),
    }
}

/// The keys of a command as people write them: `Ctrl+Maj+Z`.
pub fn keys(row: &Row, texts: &Catalogue) -> String {
    if let CommandId::Tag(at) = row.id {
        return (at + 1).to_string();
    }
    if let CommandId::Arm(at) = row.id {
        return format!("{}+{}", texts.t("key-ctrl"), at + 1);
    }
    row.shortcut
        .map_or_else(String::new, |s| shortcut_text(s, texts))
}

/// The keys of a command by its identity; empty where it has none.
pub fn keys_of(id: CommandId, texts: &Catalogue) -> String {
    let row = TABLE.iter().find(|row| row.id == id);
    row.map_or_else(String::new, |row| keys(row, texts))
}

/// A shortcut in words.
pub fn shortcut_text(shortcut: KeyboardShortcut, texts: &Catalogue) -> String {
    let mut parts = Vec::new();
    if shortcut.modifiers.command || shortcut.modifiers.ctrl {
        parts.push(texts.t("key-ctrl"));
    }
    if shortcut.modifiers.shift {
        parts.push(texts.t("key-shift"));
    }
    parts.push(match shortcut.logical_key {
        Key::Delete => texts.t("key-delete"),
        Key::Enter => texts.t("key-enter"),
        Key::PageUp => texts.t("key-page-up"),
        Key::PageDown => texts.t("key-page-down"),
        Key::Plus => "+".to_owned(),
        Key::Minus => "−".to_owned(),
        Key::Comma => ",".to_owned(),
        other => other.symbol_or_name().to_owned(),
    });
    parts.join("+")
}
