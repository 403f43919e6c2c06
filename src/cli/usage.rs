//! Wrong calls, said in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::i18n::{Catalogue, Message};
use crate::msg;

/// What was wrong with a call.
pub fn explain(error: &clap::Error) -> Message {
    let typed = context(error, ContextKind::InvalidArg);
    let argument = tidy(&typed);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::MissingRequiredArgument => msg!("usage-missing", what = argument),
        ErrorKind::UnknownArgument => match context(error, ContextKind::SuggestedArg) {
            none if none.is_empty() && is_short(&typed) => msg!("usage-dash", what = typed),
            none if none.is_empty() => msg!("usage-unknown", what = typed),
            near => msg!("usage-unknown-near", what = typed, near = near),
        },
        ErrorKind::InvalidUtf8 => msg!("usage-not-utf8"),
        ErrorKind::ValueValidation if argument.starts_with("--nth") => {
            msg!("usage-nth", value = value)
        }
        // An empty word, as a script's unset variable leaves it.
        ErrorKind::InvalidValue if value.is_empty() && !argument.starts_with('-') => {
            msg!("usage-missing", what = argument)
        }
        ErrorKind::InvalidValue | ErrorKind::NoEquals if value.is_empty() => {
            msg!("usage-no-value", what = argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            msg!("usage-bad-value", what = argument, value = value)
        }
        ErrorKind::ArgumentConflict => {
            let other = tidy(&context(error, ContextKind::PriorArg));
            match other == argument {
                true => msg!("usage-twice", what = argument),
                false => msg!("usage-conflict", what = argument, other = other),
            }
        }
        _ => msg!("usage-other"),
    }
}

/// Whether a word begins with one hyphen, as a file's name may.
fn is_short(typed: &str) -> bool {
    typed.starts_with('-') && !typed.starts_with("--")
}

/// The line that says where help is to be had.
pub fn hint(texts: &Catalogue, verb: Option<&str>) -> String {
    let call = match verb {
        Some(verb) => format!("postil {verb} --help"),
        None => "postil --help".to_owned(),
    };
    texts.text(&msg!("usage-hint", call = call))
}

/// An argument as the help's usage line writes it: `--quote Q | --chars A..B`, not
/// `<--quote <Q>|--chars <A..B>>`.
fn tidy(argument: &str) -> String {
    let plain = argument
        .replace("...", "")
        .replace(['<', '>', '[', ']'], "");
    plain.replace('|', " | ")
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
