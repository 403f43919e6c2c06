//! What just happened, in a few words for who does not see it.

use super::command::Doc;
use super::state::State;
use crate::edit::{Edit, Transaction};
use crate::i18n::{Lang, Message};
use crate::model::{Annotation, Codebook, Confidence, ReadingStatus};
use crate::msg;

/// Code points of a quote that are read out.
const QUOTE: usize = 80;

/// The last act, told once: a screen reader speaks it when the number changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Rises with each act that is told of.
    pub number: u64,
    /// What happened; nothing yet where empty.
    pub what: Option<Message>,
}

impl State {
    /// Tells who listens of something that changes the window elsewhere than at the keyboard.
    pub fn tell(&mut self, what: Message) {
        self.said = Said {
            number: self.said.number + 1,
            what: Some(what),
        };
    }
}

/// What to tell of a change. Nothing of what was typed into a field: the typing was heard.
pub(super) fn told(
    doc: &Doc,
    change: &Transaction,
    codebook: &Codebook,
    lang: Lang,
) -> Option<Message> {
    let what = change.name.clone();
    match doc {
        Doc::Undo => return Some(msg!("said-undone", what = what)),
        Doc::Redo => return Some(msg!("said-redone", what = what)),
        _ => {}
    }
    if let Doc::AcceptAll(_) | Doc::RefuseAll = doc {
        let count = change.edits.len();
        return Some(msg!("said-several", what = what, count = count));
    }
    let label = |span: &Annotation| codebook.label_name(&span.label, lang.tag()).to_owned();
    // That what is marked was read goes without saying.
    let mut edits = change.edits.iter();
    let told = edits
        .clone()
        .filter(|edit| !matches!(edit, Edit::Read { .. }));
    let count = told.count();
    if count > 1 {
        return Some(msg!("said-several", what = what, count = count));
    }
    match edits.find(|edit| !matches!(edit, Edit::Read { .. }))? {
        Edit::Span { before, after, .. } => match (before.as_deref(), after.as_deref()) {
            (None, Some(after)) => Some(msg!(
                "said-marked",
                label = label(after),
                quote = short(&after.anchor.quote)
            )),
            (Some(before), None) => Some(msg!(
                "said-deleted",
                label = label(before),
                quote = short(&before.anchor.quote)
            )),
            (Some(_), Some(after)) if matches!(doc, Doc::Accept(_) | Doc::Attach(..)) => {
                Some(msg!(
                    "said-placed",
                    label = label(after),
                    quote = short(&after.anchor.quote)
                ))
            }
            (Some(before), Some(_)) if matches!(doc, Doc::Refuse(_)) => Some(msg!(
                "said-refused",
                label = label(before),
                quote = short(&before.anchor.quote)
            )),
            (Some(before), Some(after)) if before.label != after.label => {
                Some(msg!("said-relabelled", label = label(after)))
            }
            (Some(before), Some(after)) if before.confidence != after.confidence => {
                Some(match after.confidence {
                    Confidence::Sure => msg!("said-sure"),
                    Confidence::Unsure => msg!("said-unsure"),
                })
            }
            _ => None,
        },
        Edit::Status { after, .. } => Some(match after {
            ReadingStatus::Done => msg!("said-finished"),
            ReadingStatus::InProgress => msg!("said-unfinished"),
        }),
        Edit::Encoding { .. } | Edit::Read { .. } => None,
    }
}

fn short(quote: &str) -> String {
    match quote.char_indices().nth(QUOTE) {
        Some((cut, _)) => format!("{}…", &quote[..cut]),
        None => quote.to_owned(),
    }
}
