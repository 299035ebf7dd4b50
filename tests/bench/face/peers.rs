//! Peers in processes of their own that work when they are told to, and say how long it took (`tests/face`).

use super::{Times, cache, path};
use anyhow::{Context, Result, ensure};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/face");

/// A peer that is loaded and waits. It ends when it is dropped.
pub(crate) struct Peer {
    pub(crate) times: Times,
    child: Child,
    tell: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    pub(crate) fn python(name: &'static str, arguments: &[&str]) -> Result<Self> {
        let mut command = python();
        command.args(arguments);
        Self::start(name, command)
    }

    pub(crate) fn node(name: &'static str, arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new("node");
        command.arg(format!("{SCRIPTS}/verify.mjs")).args(arguments);
        Self::start(name, command)
    }

    fn start(name: &'static str, mut command: Command) -> Result<Self> {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = piped.spawn().context(name)?;
        let tell = child.stdin.take().context("a pipe")?;
        let answers = BufReader::new(child.stdout.take().context("a pipe")?);
        Ok(Self {
            times: Times::new(name),
            child,
            tell,
            answers,
        })
    }

    /// Has it work once: what it found.
    pub(crate) fn work(&mut self, keep: bool) -> Result<f64> {
        writeln!(self.tell)?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        let (took, found) = line.trim().split_once(' ').context(self.times.name)?;
        self.times.add(keep, took.parse()?);
        Ok(found.parse()?)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes frame, reference and photos of two pictures into `folder`.
pub(crate) fn prepare(folder: &Path, pictures: [PathBuf; 2]) -> Result<()> {
    let status = python()
        .args(["prepare", path(folder)?])
        .args(pictures)
        .status()?;
    ensure!(status.success(), "the pictures were not made");
    Ok(())
}

fn python() -> Command {
    let mut command = Command::new(cache().join("python/peers/bin/python"));
    // It warns about its own packages.
    command.args(["-W", "ignore"]).arg(format!("{SCRIPTS}/verify.py"));
    command.env("OMP_NUM_THREADS", "1");
    command
}
