//! Power that fails at every step of a save: no file is torn, none is missing, and what was said to be
//! saved is there.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use postil::store;

use crate::model::Disk;
use crate::shim::{EIO, Event, Fault, Shim};
use crate::stages::{KINDS, Kind, Stage, Tree, content, leftovers};

/// What was found after the power came back.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    /// Disk states looked at.
    states: usize,
    /// In which what a start shows is neither the old nor the new.
    torn: usize,
    /// In which it is the old although the new was said to be saved.
    lies: usize,
}

/// A stage with what is shown before and after its save.
struct Scene {
    stage: Stage,
    shim: Arc<Shim>,
    old: String,
    new: String,
    after: Tree,
    calls: usize,
    _watched: store::Watched,
}

impl Scene {
    fn new(kind: Kind, size: usize) -> Self {
        let stage = Stage::new(kind, size);
        let shim = Arc::new(Shim::new());
        let watched = store::watch(stage.root(), Arc::clone(&shim) as _);
        let old = stage.look().unwrap();
        stage.act().unwrap();
        let (new, after) = (stage.look().unwrap(), stage.tree());
        stage.put(&stage.before);
        shim.take_events();
        shim.set(None);
        stage.act().unwrap();
        let calls = shim.calls();
        stage.put(&stage.before);
        shim.take_events();
        Self {
            stage,
            shim,
            old,
            new,
            after,
            calls,
            _watched: watched,
        }
    }

    /// Makes the save as a program does that is not disturbed; gives what it did to the disk.
    fn events(&self) -> Vec<Event> {
        self.shim.set(None);
        self.stage.put(&self.stage.before);
        self.shim.take_events();
        self.stage.act().unwrap();
        self.shim.take_events()
    }

    /// What a start shows of a state.
    fn shown(&self, tree: &Tree) -> Result<String, String> {
        let there = content(tree);
        if there == content(&self.stage.before) {
            return Ok(self.old.clone());
        }
        if there == content(&self.after) {
            return Ok(self.new.clone());
        }
        self.stage.put(tree);
        self.stage.look()
    }

    /// Cuts the power before every event and after the last.
    fn cut_everywhere(&self, events: &[Event]) -> Found {
        let mut disk = Disk::new(&self.stage.before);
        let mut found = Found::default();
        let mut seen = HashSet::new();
        for event in events {
            self.count(&disk, &mut seen, false, &mut found);
            disk.apply(event);
        }
        // What is the same state as before must now be the new one.
        self.count(&disk, &mut HashSet::new(), true, &mut found);
        found
    }

    fn count(&self, disk: &Disk, seen: &mut HashSet<u64>, saved: bool, found: &mut Found) {
        for tree in disk.states(seen) {
            found.states += 1;
            match self.shown(&tree) {
                Ok(shown) if shown == self.new => {}
                Ok(shown) if shown == self.old && !saved => {}
                Ok(shown) if shown == self.old => found.lies += 1,
                _ => found.torn += 1,
            }
        }
    }
}

#[test]
fn no_cut_tears_a_file_or_makes_a_lie() {
    let mut all = 0;
    for kind in KINDS {
        let mut states = 0;
        for &size in kind.sizes() {
            let scene = Scene::new(kind, size);
            let found = scene.cut_everywhere(&scene.events());
            states += found.states;
            let none = Found {
                states: found.states,
                ..Found::default()
            };
            assert_eq!(found, none, "{kind:?} {size}");
        }
        eprintln!("{kind:?}: {states} states");
        assert!(states >= 250, "{kind:?}: {states}");
        all += states;
    }
    eprintln!("{all} states");
}

/// After a cut the program is started again and saves: the new state, and no leftovers.
#[test]
fn after_a_cut_the_next_start_goes_on() {
    let mut states = 0;
    for kind in KINDS {
        let scene = Scene::new(kind, 1);
        let mut disk = Disk::new(&scene.stage.before);
        let mut seen = HashSet::new();
        for event in scene.events() {
            disk.apply(&event);
            for tree in disk.states(&mut seen) {
                states += 1;
                scene.stage.put(&tree);
                scene.stage.again(false).unwrap();
                let shown = scene.stage.look();
                assert_eq!(shown.as_ref(), Ok(&scene.new), "{kind:?} {tree:?}");
            }
        }
    }
    eprintln!("{states} states");
    assert!(states >= 250, "{states}");
}

/// A save that failed or was killed at any call, then one that got through, then a cut: what the first
/// one did without flushing it must not be taken for safe by the second.
#[test]
fn a_save_after_a_failed_one_is_as_safe() {
    let (mut cases, mut states) = (0, 0);
    for kind in KINDS {
        let scene = Scene::new(kind, 1);
        for fault in [Fault::Once(EIO), Fault::Done(EIO), Fault::Killed] {
            for at in 0..scene.calls {
                scene.stage.put(&scene.stage.before);
                scene.shim.take_events();
                scene.shim.set(Some((at, fault)));
                let result = scene.stage.act();
                scene.shim.set(None);
                let killed = fault == Fault::Killed;
                if (result.is_err() || killed) && !scene.stage.again(!killed).unwrap() {
                    continue;
                }
                let mut disk = Disk::new(&scene.stage.before);
                for event in scene.shim.take_events() {
                    disk.apply(&event);
                }
                cases += 1;
                for tree in disk.states(&mut HashSet::new()) {
                    states += 1;
                    let shown = scene.shown(&tree);
                    let new = match kind {
                        // Back after the cut, a copy that was merged says nothing new.
                        Kind::Copies
                            if shown
                                .as_ref()
                                .is_ok_and(|shown| shown.starts_with("copy: true")) =>
                        {
                            scene.new.replacen("copy: false", "copy: true", 1)
                        }
                        _ => scene.new.clone(),
                    };
                    assert_eq!(shown.as_ref(), Ok(&new), "{kind:?} {fault:?} {at}");
                }
            }
        }
    }
    eprintln!("{cases} cases, {states} states");
}

/// Protocols that are known to be wrong, made of the right one.
mod wrong {
    use super::*;

    /// What the model finds in a save whose events were changed.
    fn found(kind: Kind, change: impl Fn(Vec<Event>) -> Vec<Event>) -> Found {
        let scene = Scene::new(kind, 20);
        scene.cut_everywhere(&change(scene.events()))
    }

    fn without(events: Vec<Event>, gone: impl Fn(&Event) -> bool) -> Vec<Event> {
        events.into_iter().filter(|event| !gone(event)).collect()
    }

    #[test]
    fn without_flushing_the_file_it_is_torn() {
        let gone = |event: &Event| matches!(event, Event::Sync(_));
        // Half a record of a journal is none.
        let journals = [Kind::Journal, Kind::Append];
        for kind in KINDS.into_iter().filter(|kind| !journals.contains(kind)) {
            let found = found(kind, |events| without(events, gone));
            assert!(found.torn > 5, "{kind:?}: {found:?}");
        }
    }

    #[test]
    fn without_flushing_the_folder_saved_is_a_lie() {
        let gone = |event: &Event| matches!(event, Event::SyncFolder(_));
        // A record more changes no name, and a merge of copies too many to try all.
        let others = [Kind::Append, Kind::Copies];
        for kind in KINDS.into_iter().filter(|kind| !others.contains(kind)) {
            let found = found(kind, |events| without(events, gone));
            // Out of `saves/` the old one may be gone before the new one is there, too.
            assert!(found.lies > 0, "{kind:?}: {found:?}");
        }
    }

    #[test]
    fn without_flushing_what_a_new_folder_stands_in_saved_is_a_lie() {
        let made = |events: &[Event], path: &Path| {
            let mut events = events.iter();
            events.any(
                |event| matches!(event, Event::MakeFolder(folder) if folder.parent() == Some(path)),
            )
        };
        let found = found(Kind::Away, |events| {
            let all = events.clone();
            without(
                events,
                |event| matches!(event, Event::SyncFolder(folder) if made(&all, folder)),
            )
        });
        assert!(found.lies > 0 && found.torn == 0, "{found:?}");
    }

    /// Whether a renaming puts Alice's file in its place.
    fn is_last(event: &Event) -> Option<&PathBuf> {
        match event {
            Event::Rename(_, to) => {
                Some(to).filter(|to| to.ends_with("news/tribune.txt.Alice.ann.ron"))
            }
            _ => None,
        }
    }

    #[test]
    fn without_flushing_a_journal_saved_is_a_lie() {
        let is_journal = |path: &Path| path.extension().is_some_and(|end| end == "journal");
        let gone = |event: &Event| matches!(event, Event::Sync(path) if is_journal(path));
        for kind in [Kind::Journal, Kind::Append] {
            let found = found(kind, |events| without(events, gone));
            assert!(found.lies > 0 && found.torn == 0, "{kind:?}: {found:?}");
        }
    }

    #[test]
    fn removing_a_journal_before_the_file_is_flushed_loses_marks() {
        for kind in [Kind::Fold, Kind::FoldOwn] {
            let found = found(kind, |mut events| {
                let removed = |event: &Event| matches!(event, Event::Remove(path) if path.extension().is_some_and(|end| end == "journal"));
                let journal = events.iter().position(removed).unwrap();
                let removal = events.remove(journal);
                let last = events.iter().position(|event| is_last(event).is_some());
                events.insert(last.unwrap() + 1, removal);
                events
            });
            assert!(found.torn > 0, "{kind:?}: {found:?}");
        }
    }

    #[test]
    fn moving_the_old_file_away_first_leaves_none() {
        let found = found(Kind::Over, |events| {
            let aside = |to: &PathBuf| Event::Rename(to.clone(), to.with_extension("bak"));
            let with = |event: Event| match is_last(&event) {
                Some(to) => vec![aside(to), event],
                None => vec![event],
            };
            events.into_iter().flat_map(with).collect()
        });
        assert!(found.torn > 0, "{found:?}");
    }

    #[test]
    fn writing_over_the_old_file_tears_it() {
        let found = found(Kind::Over, |events| {
            let target = events.iter().find_map(is_last).unwrap().clone();
            let is_ours = |path: &Path| path.parent() == target.parent();
            let mut over = vec![Event::Create(target.clone())];
            over.extend(events.iter().filter_map(|event| match event {
                Event::Write(path, bytes) if is_ours(path) => {
                    Some(Event::Write(target.clone(), bytes.clone()))
                }
                Event::Sync(path) if is_ours(path) => Some(Event::Sync(target.clone())),
                Event::SyncFolder(path) if Some(&**path) == target.parent() => Some(event.clone()),
                _ => None,
            }));
            over
        });
        assert!(found.torn > 0, "{found:?}");
    }
}

#[test]
fn no_leftovers_where_the_power_stayed() {
    for kind in KINDS {
        let scene = Scene::new(kind, 1);
        assert_eq!(leftovers(&scene.after), [""; 0], "{kind:?}");
    }
}

/// A program was killed in a save; the next one finds the mark there already, and says so only once it
/// lasts.
#[test]
fn what_is_there_already_lasts() {
    let (mut cases, mut states, mut flushed) = (0, 0, 0);
    for kind in [
        Kind::First,
        Kind::Over,
        Kind::Home,
        Kind::AwayOver,
        Kind::Append,
    ] {
        let scene = Scene::new(kind, 1);
        for at in 0..scene.calls {
            let put = || scene.stage.put(&scene.stage.before);
            put();
            scene.shim.take_events();
            scene.shim.set(Some((at, Fault::Killed)));
            let _ = scene.stage.act();
            scene.shim.set(None);
            if scene.stage.look().as_ref() != Ok(&scene.new) {
                continue;
            }
            let all_new = |disk: &Disk| -> (usize, bool) {
                let trees = disk.states(&mut HashSet::new());
                let shown: Vec<_> = trees.iter().map(|tree| scene.shown(tree)).collect();
                let new = shown.iter().all(|shown| shown.as_ref() == Ok(&scene.new));
                (shown.len(), new)
            };
            let mut disk = Disk::new(&scene.stage.before);
            for event in scene.shim.take_events() {
                disk.apply(&event);
            }
            let reviewer = &scene.stage.desk.reading("Alice", 1).reviewer;
            let (article, home) = (scene.stage.desk.article(), &scene.stage.desk.home);
            store::make_sure(reviewer, &article, home).unwrap();
            let events = scene.shim.take_events();
            flushed += usize::from(!all_new(&disk).1);
            for event in events {
                disk.apply(&event);
            }
            let (count, new) = all_new(&disk);
            assert!(new, "{kind:?} killed at {at}");
            (cases, states) = (cases + 1, states + count);
        }
    }
    eprintln!("{cases} cases, {flushed} that did not last before, {states} states");
    assert!(cases >= 20 && flushed >= 5, "{cases} {flushed}");
}
