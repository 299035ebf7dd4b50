//! Benchmarks: comparisons with peers in one run, never timed tests.

mod machine;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::app;
use crate::browser;
use crate::places::Places;
use crate::process::run;
use crate::setup::{self, BENCH_BACKEND, BENCH_CARD, BENCH_FACE, Need};

/// Runs one benchmark by its name. `pairs`: a file of pairs of faces, of which error rates are computed instead.
pub(crate) fn bench(places: &Places, name: &str, pairs: Option<PathBuf>) -> Result<()> {
    match (name, pairs) {
        ("face", pairs) => face(places, pairs),
        (_, Some(_)) => bail!("--pairs is for `bench face`"),
        ("backend", None) => backend(places),
        ("bulk" | "page", None) => in_browser(places, name),
        ("card", None) => {
            setup::ensure(places, BENCH_CARD)?;
            build(places, &["madoguchi-tests"], &["--bin", "bench-card"])?;
            measure(places, name, Command::new(programs(places).join("bench-card")))
        }
        (other, None) => bail!("no benchmark `{other}`; there are: backend, bulk, card, face, page"),
    }
}

fn face(places: &Places, pairs: Option<PathBuf>) -> Result<()> {
    let needs = match pairs {
        None => BENCH_FACE,
        Some(_) => &[Need::Native, Need::Models],
    };
    setup::ensure(places, needs)?;
    build(places, &["madoguchi-tests"], &["--bin", "bench-face"])?;
    // One core for everybody: what computes in turns does not get in its own way.
    let mut command = Command::new("taskset");
    command
        .args(["--cpu-list", "0"])
        .arg(programs(places).join("bench-face"));
    if let Some(file) = pairs {
        command.arg("--pairs").arg(file);
    }
    measure(places, "face", command)
}

/// The programs as they are released, the peer, and who asks them.
fn backend(places: &Places) -> Result<()> {
    setup::ensure(places, BENCH_BACKEND)?;
    let programs_of = ["--bin", "bench-backend", "--bin", "madoguchi-sandbox"];
    build(places, &["madoguchi-tests", "madoguchi-sandbox"], &programs_of)?;
    let mut command = Command::new(programs(places).join("bench-backend"));
    command.env("MADOGUCHI_BIN", programs(places));
    measure(places, "backend", command)
}

/// In Chromium: the programs as they are released, the app, and Playwright, which measures.
fn in_browser(places: &Places, name: &str) -> Result<()> {
    setup::ensure(places, setup::TEST)?;
    app::build_all(places)?;
    let packages = ["madoguchi-sandbox", "madoguchi-bridge"];
    // Not `madoguchi-bridge/simulator`: beside a second package cargo takes that for nothing and says nothing.
    build(places, &packages, &["--features", "simulator", "--bins"])?;
    machine::print(name);
    browser::bench(places, &programs(places), name)
}

fn build(places: &Places, packages: &[&str], more: &[&str]) -> Result<()> {
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--release"]);
    for package in packages {
        build.args(["--package", package]);
    }
    run(build.args(more).current_dir(&places.root))
}

fn measure(places: &Places, name: &str, mut command: Command) -> Result<()> {
    machine::print(name);
    command.env("MADOGUCHI_CACHE", &places.cache);
    run(command.current_dir(&places.root))
}

/// Where the released programs are.
fn programs(places: &Places) -> PathBuf {
    places.target.join("release")
}
