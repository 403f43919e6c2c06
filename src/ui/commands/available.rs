//! What a command can do now, and what it is for the state.

use super::CommandId;
use crate::i18n::Message;
use crate::model::Annotation;
use crate::session::{App, CodebookCommand, Command, Doc, State, Suggest};

/// The own span that is selected, if one is.
pub fn selected_own(state: &State) -> Option<&std::sync::Arc<Annotation>> {
    let open = state.current_article()?;
    let key = open.selected.filter(|key| open.is_own(*key))?;
    open.own_span(key.id)
}

/// What undo or redo is about: an act in the article that is shown, or a change to the codebook,
/// whichever was later.
pub fn next_step(id: CommandId, state: &State) -> Option<&Message> {
    let of_codebook = &state.codebook_file.history;
    let of_article = state.current_article().map(|open| &open.history);
    match id {
        CommandId::Undo if state.codebook_undo_is_next() => of_codebook.next_undo(),
        CommandId::Redo if state.codebook_redo_is_next() => of_codebook.next_redo(),
        CommandId::Undo => of_article?.next_undo().map(|act| &act.name),
        _ => of_article?.next_redo().map(|act| &act.name),
    }
}

/// Whether a command can do something now; what can't is greyed in the menus.
pub fn available(id: CommandId, state: &State) -> bool {
    obstacle(id, state).is_none()
}

/// Why a command can do nothing now, as a message key; `None` where it can.
pub fn obstacle(id: CommandId, state: &State) -> Option<&'static str> {
    let open = state.current_article();
    let unless = |can: bool, why| (!can).then_some(why);
    match id {
        CommandId::Export if state.exporting => Some("why-exporting"),
        CommandId::Export
        | CommandId::Finish
        | CommandId::Versions
        | CommandId::Tag(_)
        | CommandId::Arm(_)
        | CommandId::Filter
        | CommandId::Find
        | CommandId::FindNext
        | CommandId::FindPrevious => unless(open.is_some(), "why-no-article"),
        CommandId::Reload | CommandId::Encoding | CommandId::Codebook => {
            unless(state.current.is_some(), "why-no-article")
        }
        CommandId::Undo => unless(next_step(id, state).is_some(), "why-nothing-undo"),
        CommandId::Redo => unless(next_step(id, state).is_some(), "why-nothing-redo"),
        CommandId::SuggestAll => {
            let found = open.and_then(|open| state.find.hits(&open.article.text));
            let any = state.find.shown && found.is_some_and(|hits| hits.total > 0);
            unless(any, "why-no-hits")
        }
        CommandId::Suggestions => unless(
            !state.suggesting && open.is_some_and(|open| open.suggestions.left() > 0),
            "why-no-suggestions",
        ),
        CommandId::SkipSuggestion | CommandId::PreviousSuggestion => {
            unless(state.suggesting, "why-no-suggestions")
        }
        CommandId::ShowAll => unless(state.filter.is_on(), "why-no-filter"),
        CommandId::EditReason
        | CommandId::EditVoice
        | CommandId::ToggleUnsure
        | CommandId::Edge
        | CommandId::Delete => unless(selected_own(state).is_some(), "why-no-own-mark"),
        CommandId::NextMark | CommandId::PreviousMark => {
            let marks = open.is_some_and(|open| !open.overlay.is_empty());
            unless(marks, "why-no-marks")
        }
        CommandId::NextArticle => {
            let next = state.current.map(|at| at + 1);
            unless(
                next.is_some_and(|at| at < state.articles.len()),
                "why-last-article",
            )
        }
        CommandId::PreviousArticle => {
            unless(state.current.is_some_and(|at| at > 0), "why-first-article")
        }
        _ => None,
    }
}

/// What a command is for the state; `None` for those that only concern the window.
pub fn for_state(id: CommandId, state: &State) -> Option<Command> {
    let selected = || selected_own(state).map(|span| span.id);
    Some(match id {
        CommandId::OpenFiles => Command::App(App::PickFiles),
        CommandId::OpenFolder => Command::App(App::PickFolder),
        CommandId::Reload => Command::App(App::Reload),
        CommandId::Undo if state.codebook_undo_is_next() => {
            Command::Codebook(CodebookCommand::Undo)
        }
        CommandId::Redo if state.codebook_redo_is_next() => {
            Command::Codebook(CodebookCommand::Redo)
        }
        CommandId::Undo => Command::Doc(Doc::Undo),
        CommandId::Redo => Command::Doc(Doc::Redo),
        CommandId::Tag(at) => Command::Doc(Doc::Tag(state.codebook.labels.get(at)?.key.clone())),
        CommandId::Arm(at) => Command::App(state.toggle_arm(&state.codebook.labels.get(at)?.key)),
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
        CommandId::Suggestions => Command::App(Suggest::Show.into()),
        CommandId::SkipSuggestion => Command::App(Suggest::Skip.into()),
        CommandId::PreviousSuggestion => Command::App(Suggest::Back.into()),
        CommandId::ShowAll => Command::App(App::SetFilter(Box::default())),
        CommandId::Reviewer => Command::App(App::AskReviewer),
        CommandId::Language(lang) => Command::App(App::SetLanguage(lang)),
        _ => return None,
    })
}
