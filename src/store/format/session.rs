//! The session file, version 1: written by people; the program only makes new ones.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::fault::place_of;
use super::writer::Writer;
use super::{VERSION, Versioned, parse};
use crate::model::{LocalText, Problem, ReviewSession, SessionKind, SessionOptions};
use crate::msg;

/// First line of the file.
const COMMENT: &str = "Postil: a review session. Articles are named relative to this file.";

#[derive(Deserialize)]
struct FileV1 {
    version: u32,
    #[serde(default = "reading")]
    kind: String,
    #[serde(default)]
    title: BTreeMap<String, String>,
    #[serde(default)]
    codebook: String,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default)]
    options: OptionsV1,
}

#[derive(Deserialize, Default)]
struct OptionsV1 {
    #[serde(default)]
    show_others: bool,
}

impl Versioned for FileV1 {
    fn version(&self) -> u32 {
        self.version
    }
}

const KINDS: [(&str, SessionKind); 3] = [
    ("reading", SessionKind::Reading),
    ("class", SessionKind::Class),
    ("fact_check", SessionKind::FactCheck),
];

fn reading() -> String {
    KINDS[0].0.to_owned()
}

/// Reads a session file's text (LF, no byte order mark).
///
/// # Errors
/// A problem with line and column, as far as known: broken RON, an unknown kind, an article that is
/// not named relative to the file.
pub(in crate::store) fn read(path: &Path, text: &str) -> Result<ReviewSession, Problem> {
    let file: FileV1 = parse(path, text)?;
    let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == file.kind) else {
        let what = msg!("file-value-unknown", value = &file.kind);
        return Err(place_of(Problem::data(path, what), text, &file.kind, 0));
    };
    if let Some(article) = file.articles.iter().find(|article| !is_relative(article)) {
        let what = msg!("file-session-article", article = article);
        return Err(place_of(Problem::data(path, what), text, article, 0));
    }
    Ok(ReviewSession {
        title: LocalText(file.title),
        kind: *kind,
        codebook: file.codebook,
        articles: file.articles,
        options: SessionOptions {
            show_others: file.options.show_others,
        },
    })
}

/// Whether a path means the same on every machine and stays near: `/` between folders, no root, no
/// drive, nothing hidden, and never further up than the folder that holds the session's own one, so
/// that a session that somebody sent opens no other files of a person's.
pub(in crate::store) fn is_relative(article: &str) -> bool {
    let drive =
        article.as_bytes().get(1) == Some(&b':') && article.as_bytes()[0].is_ascii_alphabetic();
    let mut depth = 0i32;
    let near = article.split('/').all(|part| {
        depth += match part {
            "" | "." => 0,
            ".." => -1,
            _ => 1,
        };
        depth >= -1 && (matches!(part, "." | "..") || !part.starts_with('.'))
    });
    !article.is_empty()
        && !article.starts_with('/')
        && !article.contains(['\\', '\0'])
        && !drive
        && near
}

/// The text of a new session file.
pub(in crate::store) fn write(session: &ReviewSession) -> String {
    let kind = KINDS.iter().find(|(_, kind)| *kind == session.kind);
    let mut w = Writer::new(COMMENT, 1024);
    w.number("version", VERSION as usize);
    w.text("kind", kind.map_or("", |(name, _)| name));
    w.inline("title", |w| w.map(&session.title.0));
    w.text("codebook", &session.codebook);
    w.open("articles: [");
    for article in &session.articles {
        w.string_item(article);
    }
    w.close("],");
    let others = session.options.show_others;
    w.inline("options", |w| w.ron(&format!("(show_others: {others})")));
    w.finish()
}
