//! The program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    env_logger::Builder::new()
        .parse_env(env_logger::Env::new().filter_or("POSTIL_LOG", "off,postil=warn"))
        .init();
    postil::cli::run(std::env::args_os().collect()).into()
}
