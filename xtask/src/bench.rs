//! Benchmarks: comparisons with peers in one run, never timed tests.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::app;
use crate::browser;
use crate::places::Places;
use crate::process::run;
use crate::setup::{self, BENCH_CARD, BENCH_FACE, Need};

/// Runs one benchmark by its name. `pairs`: a file of pairs of faces, of which error rates are computed instead.
pub(crate) fn bench(places: &Places, name: &str, pairs: Option<PathBuf>) -> Result<()> {
    if name == "bulk" && pairs.is_none() {
        return bulk(places);
    }
    let (program, needs): (_, &[Need]) = match (name, &pairs) {
        ("card", None) => ("bench-card", BENCH_CARD),
        ("face", None) => ("bench-face", BENCH_FACE),
        ("face", Some(_)) => ("bench-face", &[Need::Native, Need::Models]),
        ("card", Some(_)) => bail!("--pairs is for `bench face`"),
        (other, _) => bail!("no benchmark `{other}`; there are: bulk, card, face"),
    };
    setup::ensure(places, needs)?;
    let mut build = Command::new("cargo");
    build.args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "madoguchi-tests",
        "--bin",
        program,
    ]);
    run(build.current_dir(&places.root))?;
    let program = places.target.join("release").join(program);
    let mut command = if name == "face" {
        // One core for everybody: what computes in turns does not get in its own way.
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", "0"]).arg(program);
        command.env("MADOGUCHI_CACHE", &places.cache);
        command
    } else {
        Command::new(program)
    };
    if let Some(file) = pairs {
        command.arg("--pairs").arg(file);
    }
    run(command.current_dir(&places.root))
}

/// 一括取得 in the browser: the programs as they are released, the app, and Playwright, which measures.
fn bulk(places: &Places) -> Result<()> {
    setup::ensure(places, setup::TEST)?;
    app::build_all(places)?;
    let mut build = Command::new("cargo");
    build.args([
        "build",
        "--quiet",
        "--release",
        "--features",
        "madoguchi-bridge/simulator",
    ]);
    build.args([
        "--package",
        "madoguchi-sandbox",
        "--package",
        "madoguchi-bridge",
        "--bins",
    ]);
    run(build.current_dir(&places.root))?;
    browser::bench(places, &places.target.join("release"))
}
