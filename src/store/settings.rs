//! A person's settings on this machine: `settings.ron` in the settings folder.

use std::path::PathBuf;

use super::disk::{read_by_hand, write_problem};
use super::files;
use super::format::{settings, text_of};
use super::home::Home;
use super::replace::{Means, replace};
use crate::i18n::Lang;
use crate::model::{Problem, Reviewer, Timestamp};
use crate::msg;

/// What a person set; nothing where the program's own choice holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Language of the program.
    pub language: Option<Lang>,
    /// Key of the theme.
    pub theme: Option<String>,
    /// Size of the text in per cent of the usual one.
    pub text_percent: Option<u16>,
    /// How the window looks otherwise.
    pub view: ViewSettings,
    /// Whether notes are shown in the margin of an article.
    pub notes: Option<bool>,
    /// Who annotates.
    pub reviewer: Option<Reviewer>,
}

/// What a person set of the window's looks; nothing where the program's own choice holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewSettings {
    /// Key of the reading face.
    pub face: Option<String>,
    /// Distance of rows in per cent of the size of the face.
    pub line_percent: Option<u16>,
    /// Longest row in characters.
    pub line_characters: Option<u16>,
    /// Space between letters in per cent of the size of the face.
    pub letter_space_percent: Option<u16>,
    /// Size of the whole window's content in per cent.
    pub interface_percent: Option<u16>,
    /// Whether the list of articles is shown.
    pub list: Option<bool>,
    /// Whether the inspector is shown.
    pub inspector: Option<bool>,
}

fn path(home: &Home) -> PathBuf {
    home.config.join("settings.ron")
}

/// The settings. Where the file can't be read, the program's own choices hold, which the problem says;
/// a damaged file is kept as `settings.ron.bak` at the next save, one of a newer version stays.
pub fn load_settings(home: &Home) -> (Settings, Option<Problem>) {
    let path = path(home);
    let read = || -> Result<Settings, Problem> {
        match read_by_hand(&path)? {
            Some(bytes) => settings::read(&path, &text_of(&path, &bytes)?),
            None => Ok(Settings::default()),
        }
    };
    match read() {
        Ok(settings) => (settings, None),
        Err(problem) => {
            let what = msg!("file-settings-unread", reason = problem.what.clone());
            let problem = Problem { what, ..problem };
            (Settings::default(), Some(problem.note()))
        }
    }
}

/// Saves the settings. What can't be read of an older file is kept beside it as `.bak`.
///
/// # Errors
/// A problem where the file is of a newer version (it is left as it is) or the system refuses.
pub fn save_settings(
    home: &Home,
    content: &Settings,
    unique: &str,
    now: Timestamp,
) -> Result<(), Problem> {
    let path = path(home);
    keep_damaged(home)?;
    files::make_lasting_folder(&home.config)
        .map_err(|error| write_problem(&home.config, &error))?;
    let text = settings::write(content);
    let written = replace(&path, Means { home, unique, now }, |_| Ok(text.clone()));
    written.map(drop).map_err(|refusal| refusal.last(&path))
}

/// Before a file that can't be read is replaced, it is kept under another name.
fn keep_damaged(home: &Home) -> Result<(), Problem> {
    let path = path(home);
    let Some(bytes) = read_by_hand(&path)? else {
        return Ok(());
    };
    let read = text_of(&path, &bytes).and_then(|text| settings::read(&path, &text));
    match read {
        Ok(_) => Ok(()),
        Err(problem) if problem.what == msg!("file-newer-version") => Err(problem),
        Err(_) => {
            let kept = path.with_extension("ron.bak");
            files::rename(&path, &kept).map_err(|error| write_problem(&kept, &error))
        }
    }
}
