//! Conflict copies that were read together with readings: said once, and put away when the person agrees.

use std::path::{Path, PathBuf};

use super::command::App;
use super::effect::Effect;
use super::event::{Copies, ReadingOnDisk, problem_line};
use super::state::{Offer, State};
use crate::model::Reviewer;
use crate::msg;

/// The copies of one annotation file.
#[derive(Clone, Debug, PartialEq)]
pub struct CopiesOf {
    /// The file itself.
    pub file: PathBuf,
    /// Whose it is, where it could be read.
    pub reviewer: Option<Reviewer>,
    /// Its copies.
    pub copies: Copies,
}

/// The copies among what was read.
pub(super) fn found(readings: &[ReadingOnDisk]) -> Vec<CopiesOf> {
    let found = readings.iter().map(|reading| CopiesOf {
        file: reading.file.clone(),
        reviewer: { reading.result.as_ref().ok() }.map(|reading| reading.reviewer.clone()),
        copies: reading.copies.clone(),
    });
    found.filter(|of| of.copies != Copies::default()).collect()
}

/// Takes note of the copies that lie beside an article now, and tells of those that are news.
pub(super) fn tell(state: &mut State, path: &Path, now: Vec<CopiesOf>) {
    let Some(open) = state.open.get_mut(path) else {
        return;
    };
    let own = open.own.as_ref().map(|own| own.reading.reviewer.id);
    let is_own = |of: &CopiesOf| own.is_some() && of.reviewer.as_ref().map(|r| r.id) == own;
    let news: Vec<CopiesOf> = { now.iter() }
        .filter(|of| !open.copies.contains(of))
        .cloned()
        .collect();
    open.copies = now;
    let offered = App::PutCopiesAway(path.to_owned());
    if !open.copies.iter().any(is_own) || news.iter().any(is_own) {
        // What was asked before is no longer so.
        let old = |offer: &Option<Offer>| offer.as_ref().is_some_and(|o| o.act == offered);
        state.notices.retain(|notice| !old(&notice.offer));
    }
    for of in news {
        for problem in &of.copies.left {
            state.say(problem_line(problem), true);
        }
        let (count, name) = (
            of.copies.merged.len(),
            of.reviewer.as_ref().map(|r| &r.name),
        );
        let Some(name) = name.filter(|_| count > 0) else {
            continue;
        };
        match is_own(&of) {
            true => state.offer(
                msg!("copies-merged", count = count),
                Offer {
                    name: msg!("copies-remove", count = count),
                    act: offered.clone(),
                    stays: true,
                },
            ),
            // Nobody writes another's file.
            false => state.say(
                msg!("copies-merged-other", count = count, name = name),
                false,
            ),
        }
    }
}

impl State {
    /// What puts the copies of the own file of the article that is shown away, where there are any.
    pub fn copies_to_remove(&self) -> Option<App> {
        let path = self.current_path()?;
        put_away(self, path).map(|_| App::PutCopiesAway(path.to_owned()))
    }
}

/// Has the copies of the own file merged into it and put away.
pub(super) fn put_away(state: &State, path: &Path) -> Option<Effect> {
    let open = state.open.get(path)?;
    let own = open.own.as_ref().filter(|own| own.locked.is_none())?;
    let id = own.reading.reviewer.id;
    let whose = |of: &&CopiesOf| {
        of.reviewer
            .as_ref()
            .is_some_and(|reviewer| reviewer.id == id)
    };
    let of = open.copies.iter().find(whose)?;
    let copies = of.copies.merged.clone();
    (!copies.is_empty()).then_some(Effect::PutCopiesAway { copies })
}
