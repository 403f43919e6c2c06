//! The table: what can be asked for, under which name, in which menu, by which keys.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::i18n::Lang;
use crate::ui::theme::ThemeKind;

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
    Versions,
    RemoveCopies,
    Reload,
    Quit,
    Undo,
    Redo,
    Tag(usize),
    Arm(usize),
    Edge,
    Find,
    FindNext,
    FindPrevious,
    SuggestAll,
    Suggestions,
    SkipSuggestion,
    PreviousSuggestion,
    Review,
    NextMoved,
    PreviousMoved,
    AcceptMove,
    RefuseMove,
    AcceptSure,
    AcceptMoves,
    RefuseMoves,
    Attach,
    FindLost,
    EditReason,
    EditVoice,
    ToggleUnsure,
    Delete,
    Codebook,
    Finish,
    NextMark,
    PreviousMark,
    Filter,
    ShowAll,
    NextArticle,
    PreviousArticle,
    NextPanel,
    Menus,
    Reviewer,
    Notes,
    Bigger,
    Smaller,
    NormalSize,
    Reading,
    Projector,
    ToggleList,
    ToggleInspector,
    Theme,
    UseTheme(ThemeKind),
    Language(Lang),
    Palette,
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

pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
pub(super) const CTRL_SHIFT: Modifiers = Modifiers {
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

const fn theme(kind: ThemeKind) -> Row {
    row(CommandId::UseTheme(kind), kind.name(), Menu::View, None)
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
    row(CommandId::Versions, "cmd-versions", Menu::File, None),
    row(
        CommandId::RemoveCopies,
        "cmd-remove-copies",
        Menu::File,
        None,
    ),
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
        CommandId::Find,
        "cmd-find",
        Menu::Edit,
        Some((CTRL, Key::F)),
    )),
    row(
        CommandId::FindNext,
        "find-next",
        Menu::Edit,
        Some((Modifiers::NONE, Key::F3)),
    ),
    row(
        CommandId::FindPrevious,
        "find-previous",
        Menu::Edit,
        Some((Modifiers::SHIFT, Key::F3)),
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
        CommandId::Edge,
        "cmd-edge",
        Menu::Edit,
        Some((Modifiers::NONE, Key::E)),
    ),
    row(
        CommandId::Delete,
        "cmd-delete",
        Menu::Edit,
        Some((Modifiers::NONE, Key::Delete)),
    ),
    lined(row(
        CommandId::Codebook,
        "cmd-codebook",
        Menu::Edit,
        Some((CTRL, Key::B)),
    )),
    row(CommandId::Tag(0), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(1), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(2), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(3), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(4), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(5), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(6), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(7), "cmd-tag", Menu::Mark, None),
    row(CommandId::Tag(8), "cmd-tag", Menu::Mark, None),
    lined(row(CommandId::Arm(0), "cmd-arm", Menu::Mark, None)),
    row(CommandId::Arm(1), "cmd-arm", Menu::Mark, None),
    row(CommandId::Arm(2), "cmd-arm", Menu::Mark, None),
    row(CommandId::Arm(3), "cmd-arm", Menu::Mark, None),
    row(CommandId::Arm(4), "cmd-arm", Menu::Mark, None),
    row(CommandId::Arm(5), "cmd-arm", Menu::Mark, None),
    row(CommandId::Arm(6), "cmd-arm", Menu::Mark, None),
    row(CommandId::Arm(7), "cmd-arm", Menu::Mark, None),
    row(CommandId::Arm(8), "cmd-arm", Menu::Mark, None),
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
        CommandId::SuggestAll,
        "cmd-suggest-all",
        Menu::Mark,
        Some((CTRL_SHIFT, Key::F)),
    )),
    row(
        CommandId::Suggestions,
        "cmd-suggestions",
        Menu::Mark,
        Some((CTRL_SHIFT, Key::S)),
    ),
    row(
        CommandId::SkipSuggestion,
        "cmd-skip-suggestion",
        Menu::Mark,
        Some((Modifiers::NONE, Key::S)),
    ),
    row(
        CommandId::PreviousSuggestion,
        "cmd-previous-suggestion",
        Menu::Mark,
        Some((Modifiers::SHIFT, Key::S)),
    ),
    lined(row(CommandId::Review, "cmd-review", Menu::Mark, None)),
    row(
        CommandId::NextMoved,
        "cmd-next-moved",
        Menu::Mark,
        Some((Modifiers::NONE, Key::M)),
    ),
    row(
        CommandId::PreviousMoved,
        "cmd-previous-moved",
        Menu::Mark,
        Some((Modifiers::SHIFT, Key::M)),
    ),
    row(
        CommandId::AcceptMove,
        "cmd-accept-move",
        Menu::Mark,
        Some((Modifiers::NONE, Key::A)),
    ),
    row(
        CommandId::RefuseMove,
        "cmd-refuse-move",
        Menu::Mark,
        Some((Modifiers::NONE, Key::R)),
    ),
    row(
        CommandId::Attach,
        "cmd-attach",
        Menu::Mark,
        Some((Modifiers::SHIFT, Key::A)),
    ),
    row(CommandId::FindLost, "cmd-find-lost", Menu::Mark, None),
    row(
        CommandId::AcceptSure,
        "cmd-accept-sure",
        Menu::Mark,
        Some((CTRL_SHIFT, Key::A)),
    ),
    row(CommandId::AcceptMoves, "cmd-accept-moves", Menu::Mark, None),
    row(CommandId::RefuseMoves, "cmd-refuse-moves", Menu::Mark, None),
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
        CommandId::Filter,
        "cmd-filter",
        Menu::View,
        Some((CTRL_SHIFT, Key::L)),
    ),
    row(CommandId::ShowAll, "cmd-show-all", Menu::View, None),
    lined(row(
        CommandId::NextArticle,
        "cmd-next-article",
        Menu::View,
        Some((CTRL, Key::PageDown)),
    )),
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
    row(
        CommandId::Menus,
        "cmd-menus",
        Menu::View,
        Some((Modifiers::NONE, Key::F10)),
    ),
    row(
        CommandId::ToggleList,
        "cmd-list",
        Menu::View,
        Some((Modifiers::NONE, Key::F8)),
    ),
    row(
        CommandId::ToggleInspector,
        "cmd-inspector",
        Menu::View,
        Some((Modifiers::NONE, Key::F9)),
    ),
    lined(row(
        CommandId::Notes,
        "cmd-notes",
        Menu::View,
        Some((CTRL, Key::M)),
    )),
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
    lined(row(
        CommandId::Reading,
        "cmd-reading",
        Menu::View,
        Some((CTRL, Key::Comma)),
    )),
    row(
        CommandId::Projector,
        "cmd-projector",
        Menu::View,
        Some((Modifiers::NONE, Key::F11)),
    ),
    row(
        CommandId::Theme,
        "cmd-theme",
        Menu::View,
        Some((CTRL, Key::T)),
    ),
    theme(ThemeKind::Light),
    theme(ThemeKind::Dark),
    theme(ThemeKind::Contrast),
    theme(ThemeKind::Print),
    row(
        CommandId::Language(Lang::En),
        "cmd-language-en",
        Menu::View,
        None,
    ),
    row(
        CommandId::Language(Lang::Fr),
        "cmd-language-fr",
        Menu::View,
        None,
    ),
    row(
        CommandId::Palette,
        "cmd-palette",
        Menu::Help,
        Some((CTRL, Key::K)),
    ),
    row(
        CommandId::Shortcuts,
        "cmd-shortcuts",
        Menu::Help,
        Some((Modifiers::NONE, Key::Questionmark)),
    ),
];
