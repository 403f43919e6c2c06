//! Keeping the text on which marks were made, so that they are found again when it is edited.

use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::path::Path;
use std::thread::JoinHandle;

use super::env::{now, unique};
use super::work;
use crate::edit::{Changes, SpanState};
use crate::model::Reading;
use crate::store::{self, Home};
use crate::text::SourceText;

/// From how many bytes on a text is written on a thread of its own: marks are not to wait for it.
const LARGE: usize = 1 << 20;

/// Keeps the text of the latest mark, where it is today's and not kept yet. Nothing fails where it
/// can't be kept.
pub(super) fn keep(reading: &Reading, path: &Path, home: &Home) {
    let Some(latest) = reading.spans.iter().max_by_key(|span| span.modified) else {
        return;
    };
    let hash = &latest.anchor.text_hash;
    if store::use_text(home, hash, now()) {
        return;
    }
    if let Ok((article, _)) = work::article(path, home)
        && article.text.hash() == &**hash
    {
        store::keep_text(home, &article.text, &unique(), now());
    }
}

/// Whether one of the changes is a mark made on a text.
pub(super) fn is_marked(text: &SourceText, changes: &Changes) -> bool {
    changes.spans.values().any(|state| match state {
        SpanState::There(span) => *span.anchor.text_hash == *text.hash(),
        SpanState::Deleted(_) => false,
    })
}

/// The texts that were kept, or could not be: none is tried again with every change.
#[derive(Default)]
pub(super) struct Texts {
    tried: BTreeSet<String>,
    threads: Vec<JoinHandle<()>>,
}

impl Texts {
    /// Keeps a text as it was shown when marks were made on it: its file may say something else by now.
    pub(super) fn keep(&mut self, text: &SourceText, home: &Home) {
        if !self.tried.insert(text.hash().to_owned()) {
            return;
        }
        let (text, home) = (text.clone(), home.clone());
        let large = text.len() > LARGE;
        let keep = move || {
            store::keep_text(&home, &text, &unique(), now());
        };
        if large {
            self.threads.push(std::thread::spawn(keep));
        } else if catch_unwind(keep).is_err() {
            log::error!("keeping a text broke");
        }
    }

    /// Waits for those that are still being written.
    pub(super) fn finish(&mut self) {
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                log::error!("keeping a text broke");
            }
        }
    }
}
