//! The system's file dialogs, through rfd.

use std::time::{Duration, Instant};

use crate::job::{Dialogs, Picked};
use crate::session::Pick;

/// A person needs longer than this to say no.
const TOO_QUICK: Duration = Duration::from_millis(400);

/// Portal or zenity, whatever the system has.
#[derive(Debug, Default)]
pub struct SystemDialogs;

impl Dialogs for SystemDialogs {
    fn pick(&self, what: Pick) -> Picked {
        let started = Instant::now();
        let answer = match what {
            Pick::Files => rfd::FileDialog::new().pick_files(),
            Pick::Folder | Pick::ExportFolder => rfd::FileDialog::new()
                .pick_folder()
                .map(|folder| vec![folder]),
        };
        match answer {
            Some(paths) => Picked::Paths(paths),
            // With neither portal nor zenity, rfd answers like Cancel, but at once.
            None if started.elapsed() < TOO_QUICK => Picked::Unavailable,
            None => Picked::Cancelled,
        }
    }
}
