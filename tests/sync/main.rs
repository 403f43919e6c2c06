//! One folder on two machines that can't always see each other: the real program, real Syncthing, real
//! git. Afterwards every mark that was made is there exactly once on both sides.

#[path = "../common/program.rs"]
mod program;

mod git;
mod people;
mod syncthing;

use std::io::Write as _;

/// Says something whatever becomes of the output of tests that pass.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Whether a program can be called.
pub fn is_there(program: &str) -> bool {
    let call = std::process::Command::new(program)
        .arg("--version")
        .output();
    call.is_ok_and(|done| done.status.success())
}
