//! What the tests put between a save and the disk: a fault at one call, and a record of all calls.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use postil::store::{Call, Step, Witness};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// One call fails with an error of the system.
    Once(i32),
    /// From one call on all fail with it.
    Forever(i32),
    /// A call fails with it although it did its work, as on network drives.
    Done(i32),
    /// Three signals in a row interrupt one call.
    Interrupted,
    /// A write takes at most so many bytes, this once.
    Short(usize),
    /// The program is killed before the call: nothing happens from there on.
    Killed,
}

pub const EIO: i32 = 5;
pub const EACCES: i32 = 13;
pub const ENOSPC: i32 = 28;
pub const EROFS: i32 = 30;
pub const EDQUOT: i32 = 122;
const EINTR: i32 = 4;

/// Every fault that is tried at every call. The ones from `SIZED` on depend on how much is written.
pub const FAULTS: [Fault; 16] = [
    Fault::Once(EIO),
    Fault::Once(EACCES),
    Fault::Once(EDQUOT),
    Fault::Once(EROFS),
    Fault::Forever(ENOSPC),
    Fault::Forever(EIO),
    Fault::Forever(EACCES),
    Fault::Forever(EDQUOT),
    Fault::Forever(EROFS),
    Fault::Done(ENOSPC),
    Fault::Done(EIO),
    Fault::Once(ENOSPC),
    Fault::Interrupted,
    Fault::Short(1),
    Fault::Short(511),
    Fault::Killed,
];

/// How many of them come first that are the same for every size.
pub const SIZED: usize = 10;

/// A change of the disk, or a promise that one will last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    MakeFolder(PathBuf),
    Create(PathBuf),
    Write(PathBuf, Vec<u8>),
    Cut(PathBuf, u64),
    Sync(PathBuf),
    Rename(PathBuf, PathBuf),
    Link(PathBuf, PathBuf),
    SyncFolder(PathBuf),
    Remove(PathBuf),
}

/// Counts calls, lets one fail, and remembers those that changed the disk.
#[derive(Default)]
pub struct Shim {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    fault: Option<(usize, Fault)>,
    /// Calls so far.
    calls: usize,
    /// Whether the fault was met.
    met: bool,
    interruptions: usize,
    events: Vec<Event>,
}

impl Shim {
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// From now on the call of that number, counted from 0, is the one with the fault.
    pub fn set(&self, fault: Option<(usize, Fault)>) {
        let events = std::mem::take(&mut self.state().events);
        *self.state() = State {
            fault,
            events,
            ..State::default()
        };
    }

    /// How many calls there were since the last `set`.
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// Whether the fault was met.
    pub fn met(&self) -> bool {
        self.state().met
    }

    /// Every change of the disk so far; they are forgotten here.
    pub fn take_events(&self) -> Vec<Event> {
        std::mem::take(&mut self.state().events)
    }
}

impl Witness for Shim {
    fn before(&self, call: &Call<'_>) -> io::Result<Step> {
        let mut state = self.state();
        let at = state.calls;
        let Some((number, fault)) = state.fault else {
            state.calls += 1;
            return Ok(Step::Whole);
        };
        if fault == Fault::Interrupted && at == number && state.interruptions < 3 {
            // Asked again, it is still the same call.
            state.interruptions += 1;
            state.met = true;
            return Err(io::Error::from_raw_os_error(EINTR));
        }
        state.calls += 1;
        let is_write = matches!(call, Call::Write { .. });
        match fault {
            Fault::Once(error) if at == number => {
                state.met = true;
                Err(io::Error::from_raw_os_error(error))
            }
            Fault::Forever(error) if at >= number => {
                state.met = true;
                Err(io::Error::from_raw_os_error(error))
            }
            Fault::Killed if at >= number => {
                state.met = true;
                Err(io::Error::from_raw_os_error(EIO))
            }
            Fault::Short(bytes) if at == number && is_write => {
                state.met = true;
                Ok(Step::Part(bytes))
            }
            _ => Ok(Step::Whole),
        }
    }

    fn after(&self, call: &Call<'_>) -> io::Result<()> {
        let mut state = self.state();
        let own = Path::to_owned;
        let event = match *call {
            Call::MakeFolder(path) => Some(Event::MakeFolder(own(path))),
            Call::Create(path) => Some(Event::Create(own(path))),
            Call::Write { path, bytes } => Some(Event::Write(own(path), bytes.to_vec())),
            Call::Cut { path, length } => Some(Event::Cut(own(path), length)),
            Call::Sync(path) => Some(Event::Sync(own(path))),
            Call::Rename { from, to } => Some(Event::Rename(own(from), own(to))),
            Call::Link { from, to } => Some(Event::Link(own(from), own(to))),
            Call::SyncFolder(path) => Some(Event::SyncFolder(own(path))),
            Call::Remove(path) => Some(Event::Remove(own(path))),
            _ => None,
        };
        state.events.extend(event);
        match state.fault {
            Some((number, Fault::Done(error))) if state.calls == number + 1 => {
                state.met = true;
                Err(io::Error::from_raw_os_error(error))
            }
            _ => Ok(()),
        }
    }
}
