//! Saves that fail, stop, or lose power at every step: the file is the old one or the new one, and
//! nobody is told "saved" where it is not.

#[cfg(target_os = "linux")]
mod disks;
mod enumerate;
mod journal;
#[cfg(target_os = "linux")]
mod kills;
mod model;
mod power;
mod shim;
mod stages;
#[cfg(target_os = "linux")]
mod trace;
mod writers;

#[allow(dead_code, reason = "each test takes a part")]
#[path = "../store/desk.rs"]
mod desk;
