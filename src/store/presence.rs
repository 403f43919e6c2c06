//! [`Presence`]: whether a folder is open for the same reviewer in another window of this machine.
//!
//! Each window holds the lock of a file in the data folder, the first that is free of a few; a window
//! that is killed holds none. Only for saying so: nothing is refused, since what both write is merged.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use uuid::Uuid;

use super::files::{self, LockFile};
use super::home::Home;
use crate::text::sha256_hex;

/// How many windows are told apart.
const SEATS: usize = 8;

/// Somebody else may just be looking whether a seat is free: only one that is taken whenever it is
/// looked at counts.
const LOOKS: usize = 3;
const PAUSE: Duration = Duration::from_millis(15);

/// A window on a folder for a reviewer; it ends when dropped.
#[derive(Debug)]
pub struct Presence {
    name: String,
    seat: usize,
    file: PathBuf,
    #[allow(dead_code, reason = "held, not read")]
    held: LockFile,
}

impl Drop for Presence {
    fn drop(&mut self) {
        // Whoever opened it this very moment goes unseen, which costs a sentence.
        let _ = files::remove(&self.file);
    }
}

impl Presence {
    /// Notes that a folder is open for a reviewer; `None` where that can't be noted.
    pub fn new(home: &Home, folder: &Path, reviewer: Uuid) -> Option<Self> {
        let seats = home.data.join("windows");
        files::make_folder(&seats).ok()?;
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        let whole = files::real(folder).ok()?;
        let parts = [whole.as_os_str().as_encoded_bytes(), reviewer.as_bytes()];
        let mut name = sha256_hex(&parts);
        name.truncate(32);
        (0..SEATS)
            .find_map(|seat| {
                let file = seats.join(file_name(&name, seat));
                let held = LockFile::open(&file).ok()?;
                let free = matches!(held.try_take(), Ok(true));
                let name = name.clone();
                free.then_some((name, seat, file, held))
            })
            .map(|(name, seat, file, held)| Self {
                name,
                seat,
                file,
                held,
            })
    }

    /// Whether another window is there.
    pub fn has_company(&self, home: &Home) -> bool {
        let seats = home.data.join("windows");
        let others = (0..SEATS).filter(|seat| *seat != self.seat);
        let mut files = others.map(|seat| seats.join(file_name(&self.name, seat)));
        files.any(|file| {
            (0..LOOKS).all(|look| {
                if look > 0 {
                    thread::sleep(PAUSE);
                }
                let lock = LockFile::of_file(&file);
                lock.is_ok_and(|lock| matches!(lock.try_take(), Ok(false)))
            })
        })
    }
}

fn file_name(name: &str, seat: usize) -> String {
    format!("{name}-{seat}.lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_on_one_folder_know_of_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let home = Home {
            assets: None,
            seeds: None,
            saves: at("saves"),
            data: at("data"),
            config: at("config"),
        };
        let (ada, ben) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sit = |folder: &str, who| Presence::new(&home, &at(folder), who).unwrap();
        for name in ["a", "b"] {
            std::fs::create_dir(at(name)).unwrap();
        }
        let first = sit("a", ada);
        let (other, elsewhere) = (sit("a", ben), sit("b", ada));
        let alone = |one: &Presence| !one.has_company(&home);
        assert!(alone(&first) && alone(&other) && alone(&elsewhere));
        let second = sit("b/../a", ada);
        assert!(!alone(&first) && !alone(&second) && alone(&other) && alone(&elsewhere));
        drop(first);
        assert!(alone(&second));
        // Nobody is turned away, however many there are.
        let many: Vec<Option<Presence>> = (0..12)
            .map(|_| Presence::new(&home, &at("a"), ada))
            .collect();
        assert_eq!(many.iter().flatten().count(), SEATS - 1);
        assert!(Presence::new(&home, &at("nowhere"), ada).is_none());
    }
}
