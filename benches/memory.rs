//! Memory of a process that opens an article and nothing else: the bench program runs itself.

use std::path::Path;
use std::process::Command;

use postil::model::Codebook;

use crate::desk::home_in;
use crate::window::{Input, Program};

/// The argument that makes this program the child.
pub const CHILD: &str = "--open-and-tell-memory";

/// In megabytes (10⁶ bytes).
pub struct Memory {
    /// Resident once all is shown.
    pub resident: f64,
    /// The most that ever was.
    pub peak: f64,
}

/// Runs this program as the child.
pub fn measure(article: &Path) -> Memory {
    let nothing = Memory {
        resident: f64::NAN,
        peak: f64::NAN,
    };
    let Ok(program) = std::env::current_exe() else {
        return nothing;
    };
    let output = Command::new(program).arg(CHILD).arg(article).output();
    let Ok(output) = output else { return nothing };
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let field = |name: &str| {
        let line = told.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.map_or(f64::NAN, |kilobytes| kilobytes * 1024.0 / 1e6)
    };
    Memory {
        resident: field("VmRSS:"),
        peak: field("VmHWM:"),
    }
}

/// What the child does: opens, shows, and prints what the system says of it. `-` opens nothing.
pub fn child(article: &Path, codebook: Codebook) {
    let folder = article.parent().unwrap_or(Path::new(""));
    let mut program = Program::start(home_in(folder), codebook);
    if article != Path::new("-") {
        program.drop(article.to_owned());
    }
    for _ in 0..10 {
        program.frame(Input::default());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    print!("{status}");
}
