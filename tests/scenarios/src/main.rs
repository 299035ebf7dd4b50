//! `madoguchi-scenarios FOLDER`: every scenario as JSON, for those who play them and are not written in Rust.

use madoguchi_scenarios::scenario;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match print() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn print() -> Result<(), Box<dyn std::error::Error>> {
    let root: PathBuf = std::env::args_os()
        .nth(1)
        .ok_or("usage: madoguchi-scenarios FOLDER")?
        .into();
    let scenarios = scenario::all(&root)?;
    serde_json::to_writer(std::io::stdout(), &scenarios)?;
    Ok(writeln!(std::io::stdout())?)
}
