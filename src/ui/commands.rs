//! One row per command: feeds the menus, the shortcut sheet, the keys and the README's key table.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::i18n::{Catalogue, Lang};
use crate::model::Annotation;
use crate::session::{App, Command, Doc, State};

/// Everything that a person can ask for by menu or key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "the message keys in the table say what each does"
)]
pub enum CommandId {
    OpenFiles,
    OpenFolder,
    OpenPath,
    Export,
    Encoding,
    Reload,
    Quit,
    Undo,
    Redo,
    Tag(usize),
    EditReason,
    EditVoice,
    ToggleUnsure,
    Delete,
    Finish,
    NextMark,
    PreviousMark,
    NextArticle,
    PreviousArticle,
    NextPanel,
    Reviewer,
    Bigger,
    Smaller,
    NormalSize,
    Theme,
    Language(Lang),
    Shortcuts,
}

/// Which menu a command stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Changes.
    Edit,
    /// Marks.
    Mark,
    /// Looks and ways about.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// All menus, in order, with their message keys.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::File, "menu-file"),
        (Self::Edit, "menu-edit"),
        (Self::Mark, "menu-mark"),
        (Self::View, "menu-view"),
        (Self::Help, "menu-help"),
    ];
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it does.
    pub id: CommandId,
    /// Message key of its name.
    pub key: &'static str,
    /// The menu that shows it.
    pub menu: Menu,
    /// Keys that do it.
    pub shortcut: Option<KeyboardShortcut>,
    /// Whether a line is drawn above it in its menu.
    pub line: bool,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::COMMAND
};

const fn row(id: CommandId, key: &'static str, menu: Menu, keys: Option<(Modifiers, Key)>) -> Row {
    let shortcut = match keys {
        Some((modifiers, key)) => Some(KeyboardShortcut::new(modifiers, key)),
        None => None,
    };
    Row {
        id,
        key,
        menu,
        shortcut,
        line: false,
    }
}

const fn lined(row: Row) -> Row {
    Row { line: true, ..row }
}

/// The table. Label keys 1 to 9 are matched apart, by their place on the keyboard where the layout
/// writes something else there (AZERTY).
pub const TABLE: &[Row] = &[
    row(
        CommandId::OpenFiles,
        "cmd-open-files",
        Menu::File,
        Some((CTRL, Key::O)),
    ),
    row(
        CommandId::OpenFolder,
        "cmd-open-folder",
        Menu::File,
        Some((CTRL_SHIFT, Key::O)),
    ),
    row(
        CommandId::OpenPath,
        "cmd-open-path",
        Menu::File,
        Some((CTRL, Key::L)),
    ),
    lined(row(
        CommandId::Export,
        "cmd-export",
        Menu::File,
        Some((CTRL, Key::E)),
    )),
    row(CommandId::Encoding, "cmd-encoding", Menu::File, None),
    row(
        CommandId::Reload,
        "cmd-reload",
        Menu::File,
        Some((Modifiers::NONE, Key::F5)),
    ),
    lined(row(
        CommandId::Quit,
        "cmd-quit",
        Menu::File,
        Some((CTRL, Key::Q)),
    )),
    row(
        CommandId::Undo,
        "cmd-undo",
        Menu::Edit,
        Some((CTRL, Key::Z)),
    ),
    row(
        CommandId::Redo,
        "cmd-redo",
        Menu::Edit,
        Some((CTRL_SHIFT, Key::Z)),
    ),
    lined(row(
        CommandId::EditReason,
        "cmd-reason",
        Menu::Edit,
        Some((Modifiers::NONE, Key::Enter)),
    )),
    row(
        CommandId::EditVoice,
        "cmd-voice",
        Menu::Edit,
        Some((Modifiers::NONE, Key::V)),
    ),
    row(
        CommandId::ToggleUnsure,
        "cmd-unsure",
        Menu::Edit,
        Some((Modifiers::NONE, Key::U)),
    ),
    row(
        CommandId::Delete,
        "cmd-delete",
        Menu::Edit,
        Some((Modifiers::NONE, Key::Delete)),
    ),
    row(CommandId::Tag(0), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(1), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(2), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(3), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(4), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(5), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(6), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(7), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(8), "cmd-tag", Menu::Mark, None),
    lined(row(
        CommandId::NextMark,
        "cmd-next-mark",
        Menu::Mark,
        Some((Modifiers::NONE, Key::Tab)),
    )),
    row(
        CommandId::PreviousMark,
        "cmd-previous-mark",
        Menu::Mark,
        Some((Modifiers::SHIFT, Key::Tab)),
    ),
    lined(row(
        CommandId::Finish,
        "cmd-finish",
        Menu::Mark,
        Some((CTRL, Key::D)),
    )),
    lined(row(
        CommandId::Reviewer,
        "cmd-reviewer",
        Menu::Mark,
        Some((CTRL, Key::R)),
    )),
    row(
        CommandId::NextArticle,
        "cmd-next-article",
        Menu::View,
        Some((CTRL, Key::PageDown)),
    ),
    row(
        CommandId::PreviousArticle,
        "cmd-previous-article",
        Menu::View,
        Some((CTRL, Key::PageUp)),
    ),
    row(
        CommandId::NextPanel,
        "cmd-next-panel",
        Menu::View,
        Some((Modifiers::NONE, Key::F6)),
    ),
    lined(row(
        CommandId::Bigger,
        "cmd-bigger",
        Menu::View,
        Some((CTRL, Key::Plus)),
    )),
    row(
        CommandId::Smaller,
        "cmd-smaller",
        Menu::View,
        Some((CTRL, Key::Minus)),
    ),
    row(
        CommandId::NormalSize,
        "cmd-normal-size",
        Menu::View,
        Some((CTRL, Key::Num0)),
    ),
    row(
        CommandId::Theme,
        "cmd-theme",
        Menu::View,
        Some((CTRL, Key::T)),
    ),
    lined(row(
        CommandId::Language(Lang::En),
        "cmd-language-en",
        Menu::View,
        None,
    )),
    row(
        CommandId::Language(Lang::Fr),
        "cmd-language-fr",
        Menu::View,
        None,
    ),
    row(
        CommandId::Shortcuts,
        "cmd-shortcuts",
        Menu::Help,
        Some((Modifiers::NONE, Key::Questionmark)),
    ),
];

/// The rows that mean something with the codebook: a key for each of its labels, as far as digits go.
pub fn rows(state: &State) -> impl Iterator<Item = &'static Row> {
    let labels = state.codebook.labels.len();
    TABLE.iter().filter(move |row| match row.id {
        CommandId::Tag(at) => at < labels,
        _ => true,
    })
}

/// The rows in the order in which keys are matched: a shortcut without Shift also answers to its keys
/// with Shift, so those that ask for Shift come first.
pub fn by_precedence() -> impl Iterator<Item = &'static Row> {
    let shifted = |row: &&Row| row.shortcut.is_some_and(|s| s.modifiers.shift);
    let others = TABLE.iter().filter(move |row| !shifted(row));
    TABLE.iter().filter(shifted).chain(others)
}

/// The own span that is selected, if one is.
pub fn selected_own(state: &State) -> Option<&std::sync::Arc<Annotation>> {
    let open = state.current_article()?;
    let key = open.selected.filter(|key| open.is_own(*key))?;
    open.own_span(key.id)
}

/// Whether a command can do something now; what can't is greyed in the menus.
pub fn available(id: CommandId, state: &State) -> bool {
    let open = state.current_article();
    match id {
        CommandId::Export => open.is_some() && !state.exporting,
        CommandId::Finish | CommandId::Tag(_) => open.is_some(),
        CommandId::Reload | CommandId::Encoding => state.current.is_some(),
        CommandId::Undo => open.is_some_and(|open| open.history.next_undo().is_some()),
        CommandId::Redo => open.is_some_and(|open| open.history.next_redo().is_some()),
        CommandId::EditReason
        | CommandId::EditVoice
        | CommandId::ToggleUnsure
        | CommandId::Delete => selected_own(state).is_some(),
        CommandId::NextMark | CommandId::PreviousMark => {
            open.is_some_and(|open| !open.overlay.is_empty())
        }
        CommandId::NextArticle => state
            .current
            .is_some_and(|at| at + 1 < state.articles.len()),
        CommandId::PreviousArticle => state.current.is_some_and(|at| at > 0),
        _ => true,
    }
}

/// What a command is for the state; `None` for those that only concern the window.
pub fn for_state(id: CommandId, state: &State) -> Option<Command> {
    let selected = || selected_own(state).map(|span| span.id);
    Some(match id {
        CommandId::OpenFiles => Command::App(App::PickFiles),
        CommandId::OpenFolder => Command::App(App::PickFolder),
        CommandId::Reload => Command::App(App::Reload),
        CommandId::Undo => Command::Doc(Doc::Undo),
        CommandId::Redo => Command::Doc(Doc::Redo),
        CommandId::Tag(at) => Command::Doc(Doc::Tag(state.codebook.labels.get(at)?.key.clone())),
        CommandId::ToggleUnsure => {
            let span = selected_own(state)?;
            Command::Doc(Doc::SetConfidence(span.id, span.confidence.other()))
        }
        CommandId::Delete => Command::Doc(Doc::Delete(selected()?)),
        CommandId::Finish => {
            let done = state.current_article().is_some_and(|open| open.is_done());
            Command::Doc(Doc::Finish(!done))
        }
        CommandId::NextMark => Command::App(App::StepMark(true)),
        CommandId::PreviousMark => Command::App(App::StepMark(false)),
        CommandId::NextArticle => Command::App(App::Step(1)),
        CommandId::PreviousArticle => Command::App(App::Step(-1)),
        CommandId::Reviewer => Command::App(App::AskReviewer),
        CommandId::Language(lang) => Command::App(App::SetLanguage(lang)),
        _ => return None,
    })
}

/// The name of a command in the reader's language.
pub fn name(row: &Row, state: &State, texts: &Catalogue) -> String {
    match row.id {
        CommandId::Tag(at) => {
            let label = state.codebook.labels.get(at);
            let label = label.map_or("", |label| label.name.get(texts.lang().tag()));
            texts.text(&crate::msg!("cmd-tag", label = label.to_owned()))
        }
        CommandId::Finish if state.current_article().is_some_and(|open| open.is_done()) => {
            texts.t("cmd-unfinish")
        }
        _ => texts.t(row.key),
    }
}

/// The keys of a command as people write them: `Ctrl+Maj+Z`.
pub fn keys(row: &Row, texts: &Catalogue) -> String {
    if let CommandId::Tag(at) = row.id {
        return (at + 1).to_string();
    }
    row.shortcut
        .map_or_else(String::new, |s| shortcut_text(s, texts))
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
        other => other.symbol_or_name().to_owned(),
    });
    parts.join("+")
}

/// The label whose key was pressed: a digit, or the place of one on the keyboard where the layout
/// writes another character there unshifted.
pub fn label_of_key(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<usize> {
    if modifiers.any() && !modifiers.shift_only() {
        return None;
    }
    let physical = physical.filter(|_| !modifiers.shift);
    digit(key).or_else(|| physical.and_then(digit))
}

fn digit(key: Key) -> Option<usize> {
    use Key::{Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9};
    let digits = [Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9];
    digits.iter().position(|digit| *digit == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Codebook;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let taken: Vec<_> = TABLE.iter().filter_map(|row| row.shortcut).collect();
        for (at, shortcut) in taken.iter().enumerate() {
            assert!(!taken[..at].contains(shortcut), "{shortcut:?}");
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
}
