//! [`FolderWatch`]: the system's own news of folders, where it gives any.

use std::path::{Path, PathBuf};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// What the system told of the folders that are watched.
#[derive(Debug)]
pub enum News {
    /// Something happened to these paths.
    Paths(Vec<PathBuf>),
    /// More happened than could be told: look at everything.
    Lost,
}

/// Folders of which the system tells what happens in them. It may tell nothing at all: network drives
/// mostly don't.
pub struct FolderWatch(RecommendedWatcher);

impl std::fmt::Debug for FolderWatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FolderWatch")
    }
}

impl FolderWatch {
    /// Watches nothing yet; `told` is called on a thread of its own.
    ///
    /// # Errors
    /// What the system said: it may have no room for one more program that watches.
    pub fn new(told: impl Fn(News) + Send + 'static) -> Result<Self, String> {
        let handler = move |event: notify::Result<notify::Event>| match event {
            Ok(event) if event.need_rescan() => told(News::Lost),
            // That somebody reads a file is no news.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) && !closed(&event) => {}
            Ok(event) => told(News::Paths(event.paths)),
            Err(error) => {
                log::warn!("watching: {error}");
                told(News::Lost);
            }
        };
        notify::recommended_watcher(handler)
            .map(Self)
            .map_err(|error| error.to_string())
    }

    /// Watches what lies directly in a folder.
    ///
    /// # Errors
    /// What the system said: the folder may be gone, or there are too many of them.
    pub fn add(&mut self, folder: &Path) -> Result<(), String> {
        let watched = self.0.watch(folder, RecursiveMode::NonRecursive);
        watched.map_err(|error| error.to_string())
    }

    /// Watches a folder no longer.
    pub fn remove(&mut self, folder: &Path) {
        // It may be gone already.
        let _ = self.0.unwatch(folder);
    }
}

/// Whether a file that was open to be written was closed.
fn closed(event: &notify::Event) -> bool {
    use notify::event::{AccessKind, AccessMode};
    event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}
