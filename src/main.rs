//! The program: everything is in the library.

#![warn(clippy::disallowed_methods, clippy::expect_used, clippy::unwrap_used)]

use std::process::ExitCode;

fn main() -> ExitCode {
    env_logger::Builder::new()
        .parse_env(env_logger::Env::new().filter_or("POSTIL_LOG", "off,postil=warn"))
        .init();
    postil::cli::run(std::env::args_os().collect()).into()
}
