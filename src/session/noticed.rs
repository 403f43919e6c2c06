//! What others did to files that are open or listed: read again where it must be, shown without taking
//! anything away from whoever reads.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use super::change::keep_anyway;
use super::effect::Effect;
use super::event::{Noticed, ReadAgain, ReadingOnDisk, Touched};
use super::open::{OpenArticle, OtherReading, is_same};
use super::receive::list_entry;
use super::state::{Entry, EntryState, State};
use super::update::{after_loading, load};
use crate::edit::merge;
use crate::i18n::Message;
use crate::model::{Problem, Reading, ReadingStatus, same_name};
use crate::msg;
use crate::overlay::MarkSet;

/// Files are not as they were read.
pub(super) fn noticed(state: &mut State, noticed: Vec<Noticed>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut listed = Vec::new();
    for news in noticed {
        if !news.gone {
            forget_gone(state, &news.path);
        }
        match state.open.get_mut(&news.path) {
            None => listed.push(news.path),
            Some(_) if news.gone => gone(state, &news.path),
            Some(_) if news.source => effects.extend(load(state, news.path)),
            Some(open) => match touched(open, news.readings, &news.journals) {
                Some(more) => effects.extend(more),
                None => effects.extend(load(state, news.path)),
            },
        }
    }
    // What could not be read may be by now; whatever is asked for has not been read at all.
    listed.retain(|path| state.place_of(path).is_some());
    if !listed.is_empty() {
        effects.push(Effect::Summarise {
            paths: listed,
            anew: false,
        });
    }
    effects
}

/// The file of an open article is gone. What is open of it stays: it may come back.
fn gone(state: &mut State, path: &Path) {
    let what = is_gone(path);
    state.say(what, true);
}

/// What is said of an open article whose file is gone.
fn is_gone(path: &Path) -> Message {
    let name = path.file_name().unwrap_or_default();
    msg!("article-gone", file = name.to_string_lossy().into_owned())
}

/// Takes back that the file of an article is gone: it is there.
fn forget_gone(state: &mut State, path: &Path) {
    let what = is_gone(path);
    state.notices.retain(|notice| notice.what != what);
}

/// Annotation files of an open article are not as they were read. `None` where all is to be read anew.
fn touched(
    open: &mut OpenArticle,
    files: Vec<Touched>,
    journals: &BTreeSet<Uuid>,
) -> Option<Vec<Effect>> {
    let name_of = |file: &Path| file.file_name().unwrap_or_default().to_owned();
    let is_own = |file: &Touched| open.is_own_file(&name_of(&file.file).to_string_lossy());
    let (own, others): (Vec<Touched>, Vec<Touched>) = files.into_iter().partition(is_own);
    let mut effects = Vec::new();
    let mut again = others;
    for file in own {
        match &open.own {
            Some(own) if own.saving_started => effects.push(Effect::TakeIn {
                path: open.path.clone(),
                file,
            }),
            // Taken away, it is written again: what is shown as kept is kept.
            Some(own) if file.gone && own.locked.is_some() => return None,
            Some(own) if file.gone && own.file.is_some() => {
                effects.extend(keep_anyway(open));
                effects.push(Effect::TakeIn {
                    path: open.path.clone(),
                    file,
                });
            }
            _ => again.push(file),
        }
    }
    for reviewer in journals {
        match open.own.as_ref() {
            Some(own) if own.saving_started && own.reading.reviewer.id == *reviewer => {
                effects.push(Effect::TakeInJournals {
                    path: open.path.clone(),
                });
            }
            _ => again.extend(open.file_of(*reviewer).map(|file| Touched {
                file,
                gone: false,
                settled: false,
            })),
        }
    }
    if !again.is_empty() {
        effects.push(Effect::ReadAgain {
            path: open.path.clone(),
            article: Arc::clone(&open.article),
            files: again,
        });
    }
    Some(effects)
}

/// Takes in annotation files that were read again.
pub(super) fn read_again(state: &mut State, again: ReadAgain) -> Vec<Effect> {
    let shown = state.options.show_others;
    let codebook = Arc::clone(&state.codebook);
    let Some(open) = state.open.get_mut(&again.path) else {
        return Vec::new();
    };
    if open.article.text != again.article.text {
        // Another text was read meanwhile: its marks lie elsewhere there.
        let folder = again.path.parent().unwrap_or(Path::new(""));
        let files = again.names.iter().map(|name| Touched {
            file: folder.join(name),
            gone: false,
            settled: true,
        });
        return vec![Effect::ReadAgain {
            files: files.collect(),
            article: Arc::clone(&open.article),
            path: again.path,
        }];
    }
    open.elsewhere.extend(again.elsewhere);
    let mut readings = again.readings;
    let is_again = |file: &Path| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        again.names.iter().any(|again| *again == name)
    };
    let kept = open.copies.iter().filter(|of| !is_again(&of.file));
    let mut copies: Vec<_> = kept.cloned().collect();
    copies.extend(super::copies::found(&readings));
    let mut effects = take_own(open, &again.names, &mut readings, &codebook);
    let known: Vec<PathBuf> = open.others.iter().map(|other| other.file.clone()).collect();
    let (arrived, left) = put_in(open, &again.names, readings, shown);
    open.rebuild(&codebook);
    let entry = list_entry(open);
    let reviewers: Vec<_> = { open.others.iter() }
        .filter(|other| !known.contains(&other.file))
        .filter_map(|other| Some(other.result.as_ref().ok()?.reviewer.clone()))
        .collect();
    for reviewer in reviewers {
        if !state
            .known
            .iter()
            .any(|known| same_name(&known.name, &reviewer.name))
        {
            state.known.push(reviewer);
        }
    }
    let article = again.path.file_name().unwrap_or_default();
    let article = article.to_string_lossy().into_owned();
    for name in left {
        state.say(
            msg!("reading-gone", name = name, file = article.clone()),
            false,
        );
    }
    state.say_arrived(arrived);
    if let Some(known) = state.entry_mut(&again.path) {
        known.state = entry;
    }
    // Somebody's own reading may be among them that was not there before.
    effects.extend(after_loading(state, &again.path));
    super::copies::tell(state, &again.path, copies);
    effects
}

/// Takes the own reading out of what was read again. It is the window's only as long as nothing was
/// changed: from then on the saving thread takes in what others write.
fn take_own(
    open: &mut OpenArticle,
    names: &[String],
    readings: &mut Vec<ReadingOnDisk>,
    codebook: &crate::model::Codebook,
) -> Vec<Effect> {
    let Some(own) = &open.own else {
        return Vec::new();
    };
    let own_file = names.iter().find(|name| open.is_own_file(name)).cloned();
    let Some(own_file) = own_file else {
        return Vec::new();
    };
    let reviewer = own.reading.reviewer.clone();
    let place = readings.iter().position(|reading| match &reading.result {
        Ok(found) => is_same(&found.reviewer, &reviewer),
        Err(_) => reading
            .file
            .file_name()
            .is_some_and(|n| n.to_string_lossy() == *own_file),
    });
    let Some(found) = place.map(|at| readings.remove(at)) else {
        return Vec::new();
    };
    if own.saving_started && !found.copies.merged.is_empty() {
        // What a conflict copy holds is in no file that a save looks at.
        if let Ok(reading) = &found.result
            && !contains(&own.reading, reading)
        {
            let merged = merge(&own.reading, reading);
            open.replace_own(merged, None, &[], codebook);
            if let Some(own) = &mut open.own {
                own.saving_started = false;
            }
            return keep_anyway(open);
        }
        return Vec::new();
    }
    if own.saving_started {
        let file = Touched {
            file: found.file,
            gone: false,
            settled: true,
        };
        return vec![Effect::TakeIn {
            path: open.path.clone(),
            file,
        }];
    }
    let (elsewhere, text) = (&open.elsewhere, &open.article.text);
    let overview = found.overview.clone();
    let overview = overview.unwrap_or_else(|| found.overview(text, elsewhere));
    let loose = own.reading.read.clone();
    let kept = own.is_kept();
    match found.result {
        Ok(mut reading) => {
            if !kept {
                // What was read before there was a file goes with it once something is changed.
                loose.iter().for_each(|passage| reading.read.add(passage));
            }
            let locked = found.warning;
            open.replace_own(reading, Some(overview), &[], codebook);
            if let Some(own) = &mut open.own {
                own.file = Some(found.file);
                own.acceptable = locked.is_some();
                own.locked = locked;
            }
        }
        Err(problem) => {
            if let Some(own) = &mut open.own {
                own.file = Some(found.file);
                own.acceptable = false;
                own.locked = Some(problem);
            }
        }
    }
    Vec::new()
}

/// Whether a reading has or had all marks of another, as they are there or later, and says as much of
/// what was read.
fn contains(reading: &Reading, other: &Reading) -> bool {
    let latest = |id| {
        let there = reading.spans.get(id).map(|span| span.modified);
        there.max(reading.tombstones.get(&id).map(|gone| gone.deleted))
    };
    let mut spans = other.spans.iter();
    let mut gone = other.tombstones.values();
    let mut read = other.read.iter();
    spans.all(|span| latest(span.id) >= Some(span.modified))
        && gone.all(|gone| latest(gone.id) >= Some(gone.deleted))
        && read.all(|passage| reading.read.contains(passage))
        && (other.status != ReadingStatus::Done || reading.status == other.status)
}

/// Puts others' readings in the place of what was shown of files of those names. Gives who is new and
/// whose reading is gone.
fn put_in(
    open: &mut OpenArticle,
    names: &[String],
    readings: Vec<ReadingOnDisk>,
    shown: bool,
) -> (Vec<String>, Vec<String>) {
    let name_of = |file: &Path| {
        let name = file.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let selected = open.selected.filter(|key| !open.is_own(*key));
    let selected = selected.and_then(|key| {
        let other = open.others.get(usize::from(key.reading) - 1)?;
        Some((other.file.clone(), key.id))
    });
    let mut sets = open.overlay.change_readings(std::mem::take);
    let own = match sets.is_empty() {
        true => MarkSet::default(),
        false => sets.remove(0),
    };
    sets.resize_with(open.others.len(), MarkSet::default);
    let mut all: Vec<(OtherReading, MarkSet)> = std::mem::take(&mut open.others)
        .into_iter()
        .zip(sets)
        .collect();
    let (mut arrived, mut left) = (Vec::new(), Vec::new());
    let mut old: Vec<OtherReading> = Vec::new();
    let is_named = |file: &Path| names.iter().any(|name| same_name(name, &name_of(file)));
    let mut kept = Vec::with_capacity(all.len());
    for one in all.drain(..) {
        match is_named(&one.0.file) {
            true => old.push(one.0),
            false => kept.push(one),
        }
    }
    for mut reading in readings {
        let before = old.iter().position(|old| old.file == reading.file);
        let before = before.map(|at| old.remove(at));
        let overview = reading.overview.take();
        let overview =
            overview.unwrap_or_else(|| reading.overview(&open.article.text, &open.elsewhere));
        if let (None, Ok(reading)) = (&before, &reading.result) {
            arrived.push(reading.reviewer.name.clone());
        }
        let other = OtherReading {
            shown: before.map_or(shown, |before| before.shown),
            file: reading.file,
            counts: overview.counts,
            unsettled: overview.unsettled,
            voices: overview.voices,
            result: reading.result,
            warning: reading.warning,
        };
        let marks = overview.marks.shown(other.shown);
        let at = kept.partition_point(|(one, _)| name_of(&one.file) <= name_of(&other.file));
        kept.insert(at, (other, marks));
    }
    left.extend(
        old.into_iter()
            .filter_map(|old| Some(old.result.ok()?.reviewer.name)),
    );
    let (others, sets): (Vec<_>, Vec<_>) = kept.into_iter().unzip();
    open.others = others;
    open.overlay.change_readings(|all| {
        *all = vec![own];
        all.extend(sets);
    });
    if let Some((file, id)) = selected {
        open.selected = open.key_in(&file, id);
    }
    (arrived, left)
}

/// The articles in a folder that was opened are others.
pub(super) fn list_changed(
    state: &mut State,
    added: Vec<PathBuf>,
    gone: &[PathBuf],
    back: Vec<PathBuf>,
) -> Vec<Effect> {
    let name_of = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let mut summarise = Vec::new();
    let mut names = Vec::new();
    for path in added {
        if state.places.contains_key(&path) {
            continue;
        }
        names.push(name_of(&path));
        state.places.insert(path.clone(), state.articles.len());
        state.articles.push(Entry {
            name: name_of(&path),
            path: path.clone(),
            state: EntryState::Waiting,
        });
        summarise.push(path);
    }
    if let Some(first) = names.first() {
        let what = msg!("articles-added", count = names.len(), file = first.clone());
        state.say(what, false);
    }
    let gone: Vec<&PathBuf> = gone
        .iter()
        .filter(|path| state.places.contains_key(*path))
        .collect();
    for path in &gone {
        // Of an open one it is said by itself, and what is open stays.
        if !state.open.contains_key(*path)
            && let Some(entry) = state.entry_mut(path)
        {
            let what = msg!("file-not-found");
            entry.state = EntryState::Faulty(Problem::data(path.as_path(), what));
        }
    }
    let gone: Vec<&PathBuf> = gone
        .into_iter()
        .filter(|path| !state.open.contains_key(*path))
        .collect();
    if let Some(first) = gone.first() {
        let what = msg!("articles-gone", count = gone.len(), file = name_of(first));
        state.say(what, false);
    }
    for path in back {
        forget_gone(state, &path);
        if !state.open.contains_key(&path)
            && let Some(entry) = state.entry_mut(&path)
        {
            entry.state = EntryState::Waiting;
            summarise.push(path);
        }
    }
    match summarise.is_empty() {
        true => Vec::new(),
        false => vec![Effect::Summarise {
            paths: summarise,
            anew: false,
        }],
    }
}

/// A folder is open in another window, too, or no longer. Said once a folder.
pub(super) fn also_open(state: &mut State, folder: PathBuf, also: bool) {
    match also {
        false => drop(state.also_open.remove(&folder)),
        true if state.also_open.insert(folder) => state.say_anew(msg!("window-also-open")),
        true => {}
    }
}

/// Whoever reads an article is known to other windows from then on.
pub(super) fn sit_down(state: &mut State) -> Option<Effect> {
    let open = state.current_article()?;
    let reviewer = open.own.as_ref()?.reading.reviewer.id;
    let folder = open.path.parent().unwrap_or(Path::new("")).to_owned();
    let new = state.seats.insert((folder.clone(), reviewer));
    new.then_some(Effect::SitDown { folder, reviewer })
}
