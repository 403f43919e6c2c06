//! Files through the public interface: what is saved is read back, nothing is overwritten or lost.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test makes its own files and may fall over"
)]

mod annotations;
mod atomic;
mod desk;
mod faults;
mod laws;
mod others;
mod scan;
mod speed;
