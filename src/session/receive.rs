//! The one place where what comes back from outside is taken in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::effect::Effect;
use super::event::{ArticleOnDisk, Event, TakenIn, problem_line};
use super::find;
use super::noticed;
use super::open::{OpenArticle, OtherReading, SaveState};
use super::review;
use super::selection::Selection;
use super::state::{Entry, EntryState, State};
use super::suggestions;
use super::unsettled;
use super::update::{after_loading, load, show_entry};
use super::versions;
use crate::edit::{History, Transaction, merge};
use crate::model::{Bookmark, LocalText, Problem, SessionOptions, Severity, same_name};
use crate::msg;
use crate::text::TextRange;

/// Takes in what comes back from outside.
pub fn receive(state: &mut State, event: Event) -> Vec<Effect> {
    let mut effects = take_in(state, event);
    effects.extend(find::follow(state));
    effects.splice(..0, noticed::sit_down(state));
    effects.extend(unsettled::seek(state));
    review::settle(state);
    effects.extend(versions::settle(state));
    effects
}

fn take_in(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Scanned {
            articles,
            named,
            session,
            codebook,
            replace,
            problems,
        } => {
            state.scanning = false;
            // Articles that join a list are read by the codebook of that list.
            if let Some(found) = codebook.filter(|_| replace || state.articles.is_empty()) {
                super::codebook::take_up(state, found);
            }
            for problem in problems {
                say_problem(state, &problem);
            }
            let mut effects = list(state, articles, session, replace);
            if !effects.is_empty() && !named.is_empty() {
                effects.push(Effect::RememberOpened(named));
            }
            effects
        }
        Event::Summarised { path, summary } => {
            if let Some(entry) = state.entry_mut(&path) {
                entry.state = match summary {
                    Ok(summary) => EntryState::Ready {
                        title: summary.title,
                        outlet: summary.outlet,
                        counts: summary.counts,
                        reviewers: summary.reviewers,
                        read: summary.read,
                    },
                    Err(problem) => EntryState::Faulty(problem),
                };
            }
            Vec::new()
        }
        Event::TextRead {
            path,
            generation,
            article,
            blocks,
        } => {
            // What is open already stays as it is until all of it was read anew.
            let asked = state.asked.get(&path) == Some(&generation);
            if asked && !state.open.contains_key(&path) {
                let mut open = OpenArticle::new(path.clone(), article, blocks);
                open.being_read = true;
                go_on(&mut state.bookmark, &mut open);
                let entry = list_entry(&open);
                if let Some(known) = state.entry_mut(&path) {
                    known.state = entry;
                }
                state.open.insert(path, open);
            }
            Vec::new()
        }
        Event::HistoriesRead { path, histories } => {
            state.kept.insert(path, histories);
            Vec::new()
        }
        Event::Loaded {
            path,
            generation,
            result,
        } => loaded(state, path, generation, result),
        Event::Counted {
            path,
            number,
            count,
        } => {
            if let Some(open) = state.open.get_mut(&path) {
                open.coverage.answered(number, count);
            }
            Vec::new()
        }
        Event::Saved {
            path,
            revision,
            fell_back,
            merged,
        } => {
            saved(state, &path, revision, fell_back, merged);
            let open = state.open.get_mut(&path);
            open.and_then(OpenArticle::recount).into_iter().collect()
        }
        Event::Joined {
            path,
            revision,
            taken,
        } => {
            joined(state, &path, revision, *taken);
            let open = state.open.get_mut(&path);
            open.and_then(OpenArticle::recount).into_iter().collect()
        }
        Event::SaveFailed { path, problem } => {
            // It is tried again and again; it is said once.
            let known = state.open.get_mut(&path).is_some_and(|open| {
                let failed = SaveState::Failed(problem.clone());
                std::mem::replace(&mut open.save, failed.clone()) == failed
            });
            if !known {
                state.say(problem_line(&problem), true);
            }
            Vec::new()
        }
        Event::Noticed(noticed) => noticed::noticed(state, noticed),
        Event::ReadAgain(again) => noticed::read_again(state, *again),
        Event::ListChanged { added, gone, back } => {
            noticed::list_changed(state, added, &gone, back)
        }
        Event::AlsoOpen(folder, also) => {
            noticed::also_open(state, folder, also);
            Vec::new()
        }
        Event::CodebookChanged => super::codebook::reload(state).into_iter().collect(),
        Event::SessionChanged(file) => {
            let name = file.file_name().unwrap_or_default();
            let file = name.to_string_lossy().into_owned();
            state.say(msg!("session-changed", file = file), false);
            Vec::new()
        }
        Event::VersionsListed {
            generation,
            versions,
        } => {
            versions::listed(state, generation, versions);
            Vec::new()
        }
        Event::VersionCompared {
            generation,
            backup,
            result,
        } => {
            versions::compared(state, generation, &backup, result);
            Vec::new()
        }
        Event::PutBack(result) => {
            versions::was_put_back(state, result);
            Vec::new()
        }
        Event::CodebookSaved {
            revision,
            codebook,
            result,
        } => super::codebook::saved(state, revision, codebook, result),
        Event::CodebookRead(result) => super::codebook::read_again(state, result),
        Event::Exported {
            folder,
            files,
            problems,
        } => {
            state.exporting = false;
            for problem in problems {
                say_problem(state, &problem);
            }
            if files > 0 {
                let shown = folder.display().to_string();
                let what = msg!("export-written", count = files, folder = shown);
                state.say_of(what, false, Some(folder));
            }
            Vec::new()
        }
        Event::Found { generation, hits } => {
            find::found(state, generation, hits);
            Vec::new()
        }
        Event::Located {
            path,
            text_hash,
            elsewhere,
        } => {
            let codebook = Arc::clone(&state.codebook);
            if let Some(open) = state.open.get_mut(&path) {
                open.located(&text_hash, elsewhere, &codebook);
            }
            Vec::new()
        }
        Event::Suggested {
            text,
            label,
            places,
        } => {
            suggestions::suggested(state, &text, &label, places);
            Vec::new()
        }
        Event::Picked(..) | Event::NoDialog(_) => Vec::new(),
        Event::CopiesPutAway {
            count,
            folder,
            problems,
        } => {
            for problem in problems {
                say_problem(state, &problem);
            }
            if count > 0 {
                state.say_of(msg!("copies-put-away", count = count), false, Some(folder));
            }
            Vec::new()
        }
        Event::Said(message) => {
            state.say(message, true);
            Vec::new()
        }
    }
}

/// Says of marks that waited for the annotations that they can't be made.
fn say_lost(state: &mut State, count: usize) {
    if count > 0 {
        state.say(msg!("marks-waiting-lost", count = count), true);
    }
}

pub(super) fn say_problem(state: &mut State, problem: &Problem) {
    state.say(problem_line(problem), problem.severity == Severity::Error);
}

fn list(
    state: &mut State,
    articles: Vec<PathBuf>,
    session: Option<(LocalText, SessionOptions)>,
    replace: bool,
) -> Vec<Effect> {
    if articles.is_empty() {
        return Vec::new();
    }
    let shown = state.current_path().map(PathBuf::from);
    if replace {
        state.articles.clear();
        state.places.clear();
        (state.title, state.options) = session.unwrap_or_default();
    }
    let left = state.bookmark.as_ref().map(|left| &left.article);
    let left = left.filter(|left| articles.contains(left));
    let first = left.unwrap_or(&articles[0]).clone();
    let mut added = Vec::new();
    for path in articles {
        if state.places.contains_key(&path) {
            continue;
        }
        state.places.insert(path.clone(), state.articles.len());
        let name = path.file_name().unwrap_or_default();
        state.articles.push(Entry {
            name: name.to_string_lossy().into_owned(),
            path: path.clone(),
            state: EntryState::Waiting,
        });
        added.push(path);
    }
    state.current = shown.and_then(|path| state.places.get(&path).copied());
    let mut effects = match state.places.get(&first).copied() {
        Some(at) => show_entry(state, at),
        None => Vec::new(),
    };
    // What is loaded tells the list of itself.
    let loads = |path: &PathBuf| {
        let mut loaded = effects.iter().filter_map(|effect| match effect {
            Effect::Load { path, .. } => Some(path),
            _ => None,
        });
        loaded.any(|other| other == path)
    };
    added.retain(|path| !loads(path));
    effects.push(Effect::Summarise {
        paths: added,
        anew: replace,
    });
    effects
}

/// What the list shows of an article that is open.
pub(super) fn list_entry(open: &OpenArticle) -> EntryState {
    let readings = open
        .others
        .iter()
        .filter_map(|other| other.result.as_ref().ok());
    let own = open.own.as_ref().map(|own| &own.reading);
    let readings = own.into_iter().chain(readings);
    EntryState::Ready {
        title: open.article.title(),
        outlet: open.article.meta.outlet.clone(),
        // They are those of the open article as long as it is there.
        counts: Vec::new(),
        read: Vec::new(),
        reviewers: readings
            .map(|reading| reading.reviewer.name.clone())
            .collect(),
    }
}

/// Brings into sight where reading stopped when the window was closed.
fn go_on(bookmark: &mut Option<Bookmark>, open: &mut OpenArticle) {
    let text = &open.article.text;
    if bookmark
        .as_ref()
        .is_none_or(|left| left.article != open.path)
    {
        return;
    }
    if let Some(left) = bookmark.take()
        && left.text_hash == text.hash()
    {
        let place = text.clamp(left.at..left.at);
        open.selection = Selection::caret(place.start());
        open.show(place);
    }
}

fn loaded(
    state: &mut State,
    path: PathBuf,
    generation: u64,
    result: Result<Box<ArticleOnDisk>, Problem>,
) -> Vec<Effect> {
    if state.asked.get(&path) != Some(&generation) {
        return Vec::new();
    }
    let on_disk = match result {
        Ok(on_disk) => *on_disk,
        Err(problem) => {
            if state.open.get(&path).is_some_and(|open| open.being_read) {
                let lost = state.open.remove(&path).map(|open| open.waiting.len());
                say_lost(state, lost.unwrap_or_default());
            }
            if let Some(entry) = state.entry_mut(&path) {
                entry.state = EntryState::Faulty(problem);
            }
            return Vec::new();
        }
    };
    // Changes made since it was asked may not be in the answer: it is asked once more.
    let changed = |open: &OpenArticle| open.revision != open.asked_at;
    if state.open.get(&path).is_some_and(changed) {
        return load(state, path);
    }
    for problem in &on_disk.problems {
        say_problem(state, problem);
    }
    let copies = super::copies::found(&on_disk.readings);
    for reading in on_disk
        .readings
        .iter()
        .filter_map(|r| r.result.as_ref().ok())
    {
        let name = &reading.reviewer.name;
        if !state.known.iter().any(|known| same_name(&known.name, name)) {
            state.known.push(reading.reviewer.clone());
        }
    }
    let text = &on_disk.article.text;
    let blocks = on_disk.blocks;
    let blocks = blocks.unwrap_or_else(|| crate::text::blocks(text).into());
    let mut open = OpenArticle::new(path.clone(), Arc::clone(&on_disk.article), blocks);
    open.elsewhere = on_disk.elsewhere;
    open.generation = generation;
    let kept = state.kept.remove(&path);
    let before = state.open.remove(&path);
    open.copies = before
        .as_ref()
        .map_or_else(Vec::new, |before| before.copies.clone());
    if before.as_ref().is_none_or(|before| before.being_read) {
        open.kept = kept.unwrap_or_default();
    }
    if before.is_none() {
        go_on(&mut state.bookmark, &mut open);
    }
    let was_shown = |file: &Path| {
        let mut others = before.iter().flat_map(|before| &before.others);
        let old = others.find(|old| old.file == file);
        old.map_or(state.options.show_others, |old| old.shown)
    };
    let readings = on_disk.readings.into_iter().map(|mut reading| {
        let overview = reading.overview.take();
        let overview = overview.unwrap_or_else(|| reading.overview(text, &open.elsewhere));
        let other = OtherReading {
            shown: was_shown(&reading.file),
            file: reading.file,
            counts: overview.counts,
            unsettled: overview.unsettled,
            voices: overview.voices,
            result: reading.result,
            warning: reading.warning,
        };
        (other, overview.marks)
    });
    let readings = readings.collect();
    open.take_in(readings);
    let is_news = |before: &OpenArticle| before.being_read || before.article.text != *text;
    let news = before.as_ref().is_none_or(is_news);
    // What was on screen before a reload stays where it was, as far as the text allows.
    let (mut kept, mut lost) = (None, 0);
    if let Some(mut before) = before {
        if before.article.text == open.article.text {
            open.selection = before.selection;
            open.came_from = before.came_from.take();
            open.suggestions = std::mem::take(&mut before.suggestions);
            open.placed = before.placed;
            open.keep_loose_read(&before, state.reviewer.as_ref());
            open.waiting = before.waiting;
        } else {
            let (old, new) = (&before.article.text, &open.article.text);
            let waiting = before.waiting.into_iter();
            let moved = waiting.map(|waiting| waiting.moved(old, new));
            let moved: Vec<_> = moved.collect();
            let asked = moved.len();
            open.waiting = moved.into_iter().flatten().collect();
            lost = asked - open.waiting.len();
            let known = on_disk
                .places
                .filter(|map| map.old_hash() == before.article.text.hash());
            if let Some(map) = known {
                if before.placed {
                    open.selection = before.selection.moved(&map, &open.article.text);
                    open.placed = true;
                }
                open.came_from = Some(map);
            }
        }
        open.revision = before.revision;
        open.unsaved = before.unsaved;
        open.taken_back = before.taken_back;
        open.asked_at = before.revision;
        open.history = before.history;
        if !before.being_read {
            open.kept = before.kept;
        }
        // What may be undone or done again was looked for already, where the text is the same.
        let steps = open.history.undo_steps() + open.history.redo_steps();
        if steps > 0 && before.article.text == open.article.text {
            before.elsewhere.extend(std::mem::take(&mut open.elsewhere));
            open.elsewhere = before.elsewhere;
        }
        open.review = before.review;
        // Its number may not begin again, and a place that was asked for is still to be shown.
        let clamp = |range: TextRange| open.article.text.clamp(range.start()..range.end());
        open.reveal = before.reveal.map(|(number, range)| (number, clamp(range)));
        let selected = before.selected.map(|key| {
            let other = usize::from(key.reading).checked_sub(1);
            let other = other.and_then(|at| before.others.get(at));
            (key, other.map(|other| other.file.clone()))
        });
        let own = before.own.map(|own| own.reading);
        kept = Some((selected, before.save, own));
    }
    say_lost(state, lost);
    let entry = list_entry(&open);
    if let Some(known) = state.entry_mut(&path) {
        known.state = entry;
    }
    state.open.insert(path.clone(), open);
    let mut effects = after_loading(state, &path);
    super::copies::tell(state, &path, copies);
    let codebook = Arc::clone(&state.codebook);
    if let (Some((selected, save, own)), Some(open)) = (kept, state.open.get_mut(&path)) {
        let whose = own.as_ref().map(|own| own.reviewer.id);
        // What could not be written yet is in no file; it is still on its way to one.
        if let (SaveState::Failed(_), Some(unsaved), Some(now)) = (&save, own, &mut open.own)
            && unsaved.reviewer.id == now.reading.reviewer.id
        {
            let merged = merge(&now.reading, &unsaved);
            open.replace_own(merged, None, &[], &codebook);
        }
        // What another reviewer did is not this one's to undo.
        if let Some(before) = whose
            && open.own.as_ref().map(|own| own.reading.reviewer.id) != Some(before)
        {
            open.history = History::default();
        }
        // Somebody else's may have another number now.
        let selected = selected.and_then(|(key, file)| match file {
            None => Some(key),
            Some(file) => open.key_in(&file, key.id),
        });
        open.selected = selected.filter(|key| open.overlay.get(*key).is_some());
        if matches!(save, SaveState::Saved { .. } | SaveState::Failed(_)) {
            open.save = save;
        }
        effects.extend(open.recount());
    }
    if news {
        review::say_changed(state, &path);
    }
    effects
}

fn saved(
    state: &mut State,
    path: &PathBuf,
    revision: u64,
    fell_back: bool,
    merged: Option<Box<TakenIn>>,
) {
    let Some(open) = state.open.get_mut(path) else {
        return;
    };
    if let SaveState::Failed(problem) = &open.save {
        // What was said of the failure holds no longer.
        let line = problem_line(problem);
        state.notices.retain(|notice| notice.what != line);
    }
    open.unsaved.retain(|(number, _)| *number > revision);
    if revision == open.revision {
        open.save = SaveState::Saved { fell_back };
    }
    let told = std::mem::replace(&mut state.saved_elsewhere, fell_back);
    if fell_back && !told {
        state.say(msg!("saved-elsewhere"), false);
    }
    if let Some(taken) = merged {
        joined(state, path, revision, *taken);
    }
}

/// Others changed the own reading, too. What was done here up to a revision is in it.
fn joined(state: &mut State, path: &PathBuf, revision: u64, taken: TakenIn) {
    let codebook = Arc::clone(&state.codebook);
    let Some(open) = state.open.get_mut(path) else {
        return;
    };
    let Some(own) = &open.own else { return };
    if taken.reading.reviewer.id != own.reading.reviewer.id {
        return;
    }
    let before = own.reading.clone();
    open.elsewhere.extend(taken.elsewhere);
    let here = open.article.text.hash();
    let overview = taken.overview.filter(|(text, _)| **text == *here);
    let overview = overview.map(|(_, overview)| overview);
    // Changes made since then are on their way over it.
    let since: Vec<Transaction> = { open.unsaved.iter() }
        .filter(|(number, _)| *number > revision)
        .map(|(_, change)| change.clone())
        .collect();
    open.replace_own(taken.reading, overview, &since, &codebook);
    let Some(own) = &open.own else { return };
    if own.reading != before {
        let added = own.reading.spans.len().abs_diff(before.spans.len());
        // Of another window of one's own, each mark is no news.
        let folder = path.parent().unwrap_or(Path::new(""));
        if !state.also_open.contains(folder) {
            state.say_anew(msg!("merge-done", count = added));
        }
    }
}
