//! What a command can do now, and what it is for the state.

use super::CommandId;
use crate::i18n::Message;
use crate::model::{Annotation, SpanId};
use crate::session::{
    App, CodebookCommand, Command, Doc, Review, ReviewItem, SURE, State, Suggest,
};

/// The own span that is selected, if one is.
pub fn selected_own(state: &State) -> Option<&std::sync::Arc<Annotation>> {
    let open = state.current_article()?;
    let key = open.selected.filter(|key| open.is_own(*key))?;
    open.own_span(key.id)
}

/// The own mark that accepting and refusing are about: the selected one where it was found elsewhere,
/// else the one that the review looks at.
pub fn found_mark(state: &State) -> Option<SpanId> {
    let open = state.current_article()?;
    if let Some(key) = open.selected {
        return open
            .move_of(key)
            .filter(|_| open.is_own(key))
            .map(|found| found.id);
    }
    match open.reviewed().filter(|_| state.reviewing)? {
        ReviewItem::Moved(id) => Some(id),
        ReviewItem::Orphan(_) => None,
    }
}

/// The own mark that can be put on the selection: the one that the review looks at, else the selected
/// one where it was found elsewhere.
pub fn loose_mark(state: &State) -> Option<SpanId> {
    let reviewed = || Some(state.current_article()?.reviewed()?.id());
    let reviewed = state.reviewing.then(reviewed).flatten();
    reviewed.or_else(|| found_mark(state))
}

/// The mark without a place that the review looks at.
pub fn lost_mark(state: &State) -> Option<SpanId> {
    let open = state.current_article().filter(|_| state.reviewing)?;
    match open.reviewed()? {
        ReviewItem::Orphan(id) => Some(id),
        ReviewItem::Moved(_) => None,
    }
}

/// What a deletion is about: the own mark that is selected, else the one without a place.
fn deletable(state: &State) -> Option<SpanId> {
    let selected = state.current_article()?.selected;
    match selected {
        Some(_) => selected_own(state).map(|span| span.id),
        None => lost_mark(state),
    }
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
        CommandId::RemoveCopies => unless(state.copies_to_remove().is_some(), "why-no-copies"),
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
        CommandId::Review | CommandId::NextMoved | CommandId::PreviousMoved => {
            let any = open.is_some_and(|open| !open.unsettled.is_empty());
            unless(any, "why-nothing-changed")
        }
        CommandId::AcceptMove | CommandId::RefuseMove => {
            let others = open.and_then(|open| open.selected.map(|key| (open, key)));
            let others =
                others.is_some_and(|(open, key)| !open.is_own(key) && open.move_of(key).is_some());
            match others {
                true => Some("why-others-mark"),
                false => unless(found_mark(state).is_some(), "why-no-moved"),
            }
        }
        CommandId::AcceptSure => {
            let any = open.is_some_and(|open| open.unsettled.sure() > 0);
            unless(any, "why-none-sure")
        }
        CommandId::AcceptMoves | CommandId::RefuseMoves => {
            let any = open.is_some_and(|open| open.unsettled.moved() > 0);
            unless(any, "why-nothing-changed")
        }
        CommandId::Attach => unless(loose_mark(state).is_some(), "why-no-lost"),
        CommandId::FindLost => unless(lost_mark(state).is_some(), "why-no-lost"),
        CommandId::Delete => unless(deletable(state).is_some(), "why-no-own-mark"),
        CommandId::ShowAll => unless(state.filter.is_on(), "why-no-filter"),
        CommandId::EditReason
        | CommandId::EditVoice
        | CommandId::ToggleUnsure
        | CommandId::Edge => unless(selected_own(state).is_some(), "why-no-own-mark"),
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
    Some(match id {
        CommandId::OpenFiles => Command::App(App::PickFiles),
        CommandId::OpenFolder => Command::App(App::PickFolder),
        CommandId::Reload => Command::App(App::Reload),
        CommandId::RemoveCopies => Command::App(state.copies_to_remove()?),
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
        CommandId::Delete => Command::Doc(Doc::Delete(deletable(state)?)),
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
        CommandId::Review => Command::App(Review::Show.into()),
        CommandId::NextMoved => Command::App(Review::Step(true).into()),
        CommandId::PreviousMoved => Command::App(Review::Step(false).into()),
        CommandId::AcceptMove => Command::Doc(Doc::Accept(found_mark(state)?)),
        CommandId::RefuseMove => Command::Doc(Doc::Refuse(found_mark(state)?)),
        CommandId::AcceptSure => Command::Doc(Doc::AcceptAll(SURE)),
        CommandId::AcceptMoves => Command::Doc(Doc::AcceptAll(0.0)),
        CommandId::RefuseMoves => Command::Doc(Doc::RefuseAll),
        CommandId::Attach => {
            let id = loose_mark(state)?;
            let passage = state.current_article()?.passage_for(id, &state.codebook);
            Command::Doc(Doc::Attach(id, passage))
        }
        CommandId::ShowAll => Command::App(App::SetFilter(Box::default())),
        CommandId::Reviewer => Command::App(App::AskReviewer),
        CommandId::Language(lang) => Command::App(App::SetLanguage(lang)),
        _ => return None,
    })
}
