//! [`Watched`]: an open article, whose files are compared with what was read of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{AWAY, PACE, Watching};
use crate::session::Noticed;
use crate::store::{Look, Part, Stamp};

/// How long after a file could not be read it is tried again.
const AGAIN: Duration = Duration::from_millis(700);

/// An open article.
#[derive(Debug, Default)]
pub(super) struct Watched {
    /// Its files as they were before they were read.
    known: Look,
    /// When it is to be looked at.
    due: Option<Instant>,
    /// When it was last told of.
    told: Option<Instant>,
    /// Since when files are away, or empty.
    away: BTreeMap<PathBuf, Instant>,
    /// Since when files can't be read.
    doubts: BTreeMap<PathBuf, Instant>,
}

impl Watched {
    /// It was read; what changed since then is looked for at once.
    pub(super) fn opened(&mut self, look: Look) {
        self.known = look;
        self.look_at(Instant::now());
    }

    /// When it is to be looked at, where it is.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// It is to be looked at, at the latest then.
    pub(super) fn look_at(&mut self, at: Instant) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    /// Our own program wrote one of its files.
    pub(super) fn wrote(&mut self, file: PathBuf, stamp: Option<Stamp>) {
        match stamp {
            Some(stamp) => self.known.files.insert(file, (Part::Reading, stamp)),
            None => self.known.files.remove(&file),
        };
    }

    /// One of its files could not be read.
    pub(super) fn doubt(&mut self, file: PathBuf) {
        let now = Instant::now();
        self.known.files.remove(&file);
        self.doubts.entry(file).or_insert(now);
        self.look_at(now + AGAIN);
    }

    /// What there is to tell of it. Whatever is told counts as known: it is read after this look.
    pub(super) fn compare(
        &mut self,
        path: &Path,
        look: Option<Look>,
        at: Instant,
        watching: &Watching,
    ) -> Option<Noticed> {
        self.due = None;
        // Nothing is known of a folder that can't be listed.
        let look = look?;
        let mut noticed = Noticed::new(path);
        if look.source().is_none() {
            // Without the article, what becomes of its other files says little.
            if self.known.source().is_some() {
                noticed.gone = self.is_over(path, at, watching.patience);
            }
        } else {
            for (file, (part, stamp)) in &look.files {
                self.see(file, *part, *stamp, at, watching, &mut noticed);
            }
            for (journal, (whose, bytes)) in &look.journals {
                let known = self.known.journals.get(journal);
                if known.is_none_or(|(_, known)| known != bytes) {
                    noticed.journals.insert(*whose);
                }
            }
            let known: Vec<PathBuf> = self.known.files.keys().cloned().collect();
            for file in known.iter().filter(|file| !look.files.contains_key(*file)) {
                if self.is_over(file, at, AWAY) {
                    noticed.touch(file, true, true);
                }
            }
        }
        let patience = watching.patience + Duration::from_secs(2);
        self.doubts.retain(|_, since| at < *since + patience);
        if noticed.is_empty() {
            return None;
        }
        if let Some(told) = self.told
            && at < told + PACE
        {
            self.look_at(told + PACE);
            return None;
        }
        self.told = Some(at);
        if noticed.gone {
            self.known.files.remove(path);
            return Some(noticed);
        }
        for touched in &noticed.readings {
            self.away.remove(&touched.file);
        }
        // An article that is read again is read with all that belongs to it.
        self.known = match noticed.source {
            true => look,
            false => {
                let told = |file: &PathBuf| noticed.readings.iter().any(|t| t.file == *file);
                let mut known = std::mem::take(&mut self.known);
                known.journals = look.journals;
                known.files.retain(|file, _| !told(file));
                known
                    .files
                    .extend(look.files.into_iter().filter(|(file, _)| told(file)));
                known
            }
        };
        Some(noticed)
    }

    /// Compares one file that is there.
    fn see(
        &mut self,
        file: &Path,
        part: Part,
        stamp: Stamp,
        at: Instant,
        watching: &Watching,
        noticed: &mut Noticed,
    ) {
        let known = self.known.files.get(file).map(|(_, known)| *known);
        let same = known.is_some_and(|known| known.is_same(stamp));
        if same && (stamp.is_hasty() || !known.is_some_and(Stamp::is_hasty)) {
            self.away.remove(file);
            if stamp.is_hasty() {
                self.look_at(at + watching.poll);
            }
            return;
        }
        // Written just before it was read, it may still be what was read.
        if same && known.is_some_and(|known| known.holds(file)) {
            self.known.files.insert(file.to_owned(), (part, stamp));
            return;
        }
        let emptied = stamp.bytes() == 0 && known.is_some_and(|known| known.bytes() > 0);
        if emptied && !self.is_over(file, at, watching.patience) {
            return;
        }
        if !emptied {
            self.away.remove(file);
        }
        match part {
            Part::Source | Part::Meta => noticed.source = true,
            Part::Reading => {
                let since = self.doubts.get(file);
                let settled = since.is_some_and(|since| at >= *since + watching.patience);
                noticed.touch(file, false, settled);
            }
        }
    }

    /// Whether a file has been away for so long that it is meant; else it is looked at again then.
    fn is_over(&mut self, file: &Path, at: Instant, patience: Duration) -> bool {
        let since = *self.away.entry(file.to_owned()).or_insert(at);
        let over = since + patience;
        if at < over {
            self.look_at(over);
        }
        at >= over
    }
}
