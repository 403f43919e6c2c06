//! The person's settings and the machine's memory of what was open, version 1.

use std::path::Path;

use serde::Deserialize;
use uuid::Uuid;

use super::fault::place_of;
use super::writer::Writer;
use super::{VERSION, Versioned, parse};
use crate::i18n::Lang;
use crate::model::{Bookmark, Problem, Reviewer};
use crate::msg;
use crate::store::settings::{Settings, ViewSettings};

const SETTINGS_COMMENT: &str = "Postil: settings of this person on this machine.";
const RECENT_COMMENT: &str = "Postil: what was open last on this machine. May be deleted.";

#[derive(Deserialize)]
struct SettingsV1 {
    version: u32,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    theme: Option<String>,
    #[serde(default)]
    text_percent: Option<u16>,
    #[serde(default)]
    face: Option<String>,
    #[serde(default)]
    line_percent: Option<u16>,
    #[serde(default)]
    line_characters: Option<u16>,
    #[serde(default)]
    letter_space_percent: Option<u16>,
    #[serde(default)]
    interface_percent: Option<u16>,
    #[serde(default)]
    list: Option<bool>,
    #[serde(default)]
    inspector: Option<bool>,
    #[serde(default)]
    notes: Option<bool>,
    #[serde(default)]
    reviewer: Option<ReviewerV1>,
}

#[derive(Deserialize)]
struct ReviewerV1 {
    name: String,
    id: String,
}

#[derive(Deserialize)]
struct RecentV1 {
    version: u32,
    #[serde(default)]
    paths: Vec<String>,
    #[serde(default)]
    place: Option<PlaceV1>,
}

/// Where reading stopped: a byte in a text.
#[derive(Deserialize)]
struct PlaceV1 {
    article: String,
    text_hash: String,
    at: usize,
}

impl Versioned for SettingsV1 {
    fn version(&self) -> u32 {
        self.version
    }
}

impl Versioned for RecentV1 {
    fn version(&self) -> u32 {
        self.version
    }
}

/// Reads the settings file's text.
pub(in crate::store) fn read(path: &Path, text: &str) -> Result<Settings, Problem> {
    let file: SettingsV1 = parse(path, text)?;
    let reviewer = file.reviewer.map(|reviewer| {
        let id = reviewer.id.parse::<Uuid>().map_err(|_| {
            let what = msg!("file-id-invalid", id = &reviewer.id);
            place_of(Problem::data(path, what), text, &reviewer.id, 0)
        })?;
        let name = reviewer.name;
        Ok(Reviewer { name, id })
    });
    Ok(Settings {
        language: file.language.as_deref().and_then(Lang::from_tag),
        theme: file.theme,
        text_percent: file.text_percent,
        view: ViewSettings {
            face: file.face,
            line_percent: file.line_percent,
            line_characters: file.line_characters,
            letter_space_percent: file.letter_space_percent,
            interface_percent: file.interface_percent,
            list: file.list,
            inspector: file.inspector,
        },
        notes: file.notes,
        reviewer: reviewer.transpose()?,
    })
}

/// The settings file's text.
pub(in crate::store) fn write(settings: &Settings) -> String {
    let mut w = Writer::new(SETTINGS_COMMENT, 512);
    w.number("version", VERSION as usize);
    w.optional("language", settings.language.map(Lang::tag));
    w.optional("theme", settings.theme.as_deref());
    let view = &settings.view;
    w.optional("face", view.face.as_deref());
    for (name, value) in [
        ("text_percent", settings.text_percent),
        ("line_percent", view.line_percent),
        ("line_characters", view.line_characters),
        ("letter_space_percent", view.letter_space_percent),
        ("interface_percent", view.interface_percent),
    ] {
        if let Some(value) = value {
            w.number(name, usize::from(value));
        }
    }
    for (name, value) in [("list", view.list), ("inspector", view.inspector)] {
        if let Some(value) = value {
            w.line(&format!("{name}: {value},"));
        }
    }
    if let Some(notes) = settings.notes {
        w.line(&format!("notes: {notes},"));
    }
    if let Some(reviewer) = &settings.reviewer {
        let id = reviewer.id.to_string();
        w.inline("reviewer", |w| {
            w.texts(&[("name", &reviewer.name), ("id", &id)]);
        });
    }
    w.finish()
}

/// Reads what was open last.
pub(in crate::store) fn read_recent(
    path: &Path,
    text: &str,
) -> Result<(Vec<String>, Option<Bookmark>), Problem> {
    let file: RecentV1 = parse(path, text)?;
    let place = file.place.map(|place| Bookmark {
        article: place.article.into(),
        text_hash: place.text_hash,
        at: place.at,
    });
    Ok((file.paths, place))
}

/// The text of what was open last.
pub(in crate::store) fn write_recent(paths: &[&str], place: Option<&Bookmark>) -> String {
    let mut w = Writer::new(RECENT_COMMENT, 512);
    w.number("version", VERSION as usize);
    w.open("paths: [");
    for path in paths {
        w.string_item(path);
    }
    w.close("],");
    if let Some((place, article)) = place.and_then(|place| Some((place, place.article.to_str()?))) {
        w.open("place: (");
        w.text("article", article);
        w.text("text_hash", &place.text_hash);
        w.number("at", place.at);
        w.close("),");
    }
    w.finish()
}
