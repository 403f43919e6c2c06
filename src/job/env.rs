//! The real clock and real ids.

#![allow(
    clippy::disallowed_methods,
    reason = "everything else is given its clock and ids by this file"
)]

use uuid::Uuid;

use crate::i18n::{self, Message};
use crate::model::Timestamp;
use crate::session::Env;

/// The machine's clock, and random ids.
#[derive(Debug, Default)]
pub struct SystemEnv;

impl Env for SystemEnv {
    fn now(&mut self) -> Timestamp {
        now()
    }

    fn new_id(&mut self) -> Uuid {
        Uuid::now_v7()
    }

    fn random_id(&mut self) -> Uuid {
        Uuid::new_v4()
    }
}

/// Now, to the millisecond, which is what files keep.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// A moment in words, by the clock and the time zone of this machine.
pub fn moment(at: Timestamp) -> Message {
    i18n::moment(at, now(), &jiff::tz::TimeZone::system())
}

/// A part of the names of temporary files that nobody else takes.
pub fn unique() -> String {
    Uuid::new_v4().simple().to_string()[..12].to_owned()
}
