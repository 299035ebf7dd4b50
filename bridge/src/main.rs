//! The program `madoguchi-bridge`.

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::run()
}
