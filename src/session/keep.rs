//! Keeping the history of acts, so that they can be taken back when the article is opened again.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::effect::Effect;
use super::open::OpenArticle;
use crate::edit::{History, Step};

/// Histories of the readings of one article, as they were kept.
pub type Histories = BTreeMap<Uuid, History>;

impl OpenArticle {
    /// What keeps a step that the history has just made. The first time all of it is kept.
    pub(super) fn keep_step(&mut self, step: Option<Step>) -> Option<Effect> {
        let (step, own) = (step?, self.own.as_ref()?);
        let (path, reviewer) = (self.path.clone(), own.reading.reviewer.id);
        if std::mem::replace(&mut self.history_kept, true) {
            return Some(Effect::KeepStep {
                path,
                reviewer,
                step,
            });
        }
        Some(Effect::KeepHistory {
            path,
            reviewer,
            text_hash: self.article.text.hash().to_owned(),
            history: Box::new(self.history.clone()),
        })
    }

    /// Goes on from what the reviewer did when the article was open last. What was done since then, before
    /// it was known who does it, comes after that.
    pub(super) fn go_on_with_history(&mut self) {
        let Some(own) = &self.own else { return };
        if let Some(mut kept) = self.kept.remove(&own.reading.reviewer.id) {
            kept.fit(&own.reading, None);
            self.history = std::mem::take(&mut self.history).after(kept);
        }
    }

    /// Others changed the reading: what they changed is not to be taken back.
    pub(super) fn fit_history(&mut self) {
        if let Some(own) = &self.own
            && self.history.fit(&own.reading, None)
        {
            self.history_kept = false;
        }
    }
}
