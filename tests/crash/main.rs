//! Saves that fail, stop, or lose power at every step: the file is the old one or the new one, and
//! nobody is told "saved" where it is not.

mod enumerate;
#[cfg(target_os = "linux")]
mod kills;
mod model;
mod power;
mod shim;
mod stages;
#[cfg(target_os = "linux")]
mod trace;

#[allow(dead_code, reason = "each test takes a part")]
#[path = "../store/desk.rs"]
mod desk;
