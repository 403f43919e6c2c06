//! What a command can do now, and what it is for the state.

use super::CommandId;
use crate::model::Annotation;
use crate::session::{App, Command, Doc, State};

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
        CommandId::Finish | CommandId::Tag(_) | CommandId::Filter => open.is_some(),
        CommandId::ShowAll => state.filter.is_on(),
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
        CommandId::ShowAll => Command::App(App::SetFilter(Box::default())),
        CommandId::Reviewer => Command::App(App::AskReviewer),
        CommandId::Language(lang) => Command::App(App::SetLanguage(lang)),
        _ => return None,
    })
}
