//! Benchmarks: comparisons with peers in one run, never timed tests.

use std::process::Command;

use anyhow::{Result, bail};

use crate::places::Places;
use crate::process::run;

/// Runs one benchmark by its name.
pub(crate) fn bench(places: &Places, name: &str) -> Result<()> {
    let program = match name {
        "card" => "bench-card",
        other => bail!("no benchmark `{other}`; there is: card"),
    };
    let mut command = Command::new("cargo");
    command.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "madoguchi-tests",
        "--bin",
        program,
    ]);
    run(command.current_dir(&places.root))
}
