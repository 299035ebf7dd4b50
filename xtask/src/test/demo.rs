//! The demo as a new user starts it: the command itself, the address it prints, Ctrl-C.

mod visit;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::places::Places;

/// Until the address is there: the demo builds everything first.
const READY_WITHIN: Duration = Duration::from_mins(30);
const STOPPED_WITHIN: Duration = Duration::from_secs(10);
/// How long a demo that failed may take to stop its programs, before it is killed.
const GIVEN_UP_AFTER: Duration = Duration::from_secs(25);
const LOOK: Duration = Duration::from_millis(50);
/// What is printed where the face models are there and the bridge takes them.
const FACE_IS_OPEN: &str = "face match: open";
/// The demo itself, sandbox, bridge.
const PROGRAMS: usize = 3;

/// Starts a demo on free ports and with data of its own, visits it, and stops it.
pub(super) fn check(places: &Places) -> Result<()> {
    let mut demo = Demo::start(places, free_ports()?)?;
    let address = demo.address()?;
    let running = demo.programs()?;
    if running != PROGRAMS {
        bail!("{running} programs work on the demo's data, not {PROGRAMS}");
    }
    visit::visit(&address)?;
    let status = demo.interrupt(STOPPED_WITHIN)?;
    match status {
        Some(status) if status.success() => {}
        Some(status) => bail!("the demo did not end well at Ctrl-C ({status})"),
        None => bail!(
            "the demo did not end within {} s of Ctrl-C",
            STOPPED_WITHIN.as_secs()
        ),
    }
    match demo.programs()? {
        0 => Ok(()),
        left => bail!("{left} programs of the demo are still running"),
    }
}

/// A running demo. Dropped early it is stopped as a user would, or else killed.
struct Demo {
    child: Child,
    origin: String,
    data: PathBuf,
    lines: Receiver<String>,
}

impl Demo {
    fn start(places: &Places, port: u16) -> Result<Self> {
        // Of this run alone: others may share the build output.
        let data = places
            .target
            .join(format!("demo-test-data-{}", std::process::id()));
        // Not the path of the running program: an earlier lane may have built it anew in its place.
        let mut command = Command::new(places.bin().join("xtask"));
        command.args(["demo", "--reset", "--port", &port.to_string(), "--data"]);
        command.arg(&data).current_dir(&places.root);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().context("starting the demo")?;
        let output = BufReader::new(child.stdout.take().context("standard output is piped")?);
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                // Nobody reads on when the address is known.
                drop(sender.send(line));
            }
        });
        Ok(Self {
            child,
            origin: format!("http://127.0.0.1:{port}"),
            data,
            lines,
        })
    }

    /// The printed address; every line before it is passed on.
    fn address(&self) -> Result<String> {
        let deadline = Instant::now() + READY_WITHIN;
        let mut face_is_open = false;
        loop {
            let line = self
                .lines
                .recv_timeout(deadline.saturating_duration_since(Instant::now()))
                .context("the demo printed no address")?;
            // Its code works once and for this check alone, and still is not for a log.
            if line.trim_start().starts_with(&self.origin) {
                ensure!(face_is_open, "the demo did not say `{FACE_IS_OPEN}`");
                return Ok(line.trim().to_owned());
            }
            face_is_open |= line == FACE_IS_OPEN;
            println!("{line}");
        }
    }

    /// Ctrl-C, then how it ended; `None` when it has not.
    fn interrupt(&mut self, within: Duration) -> Result<Option<ExitStatus>> {
        let start = Instant::now();
        if self.child.try_wait()?.is_none() {
            kill(Pid::from_raw(i32::try_from(self.child.id())?), Signal::SIGINT)?;
        }
        loop {
            match self.child.try_wait()? {
                None if start.elapsed() < within => thread::sleep(LOOK),
                ended => return Ok(ended),
            }
        }
    }

    /// How many programs have the demo's data on their command line.
    fn programs(&self) -> Result<usize> {
        let data = self.data.as_os_str().as_bytes();
        let names_data = |process: &Path| {
            // One that has just ended has no command line any more.
            let line = fs::read(process.join("cmdline")).unwrap_or_default();
            line.windows(data.len()).any(|part| part == data)
        };
        let mut processes = fs::read_dir("/proc")?;
        processes.try_fold(0, |count, entry| {
            Ok(count + usize::from(names_data(&entry?.path())))
        })
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        if !matches!(self.interrupt(GIVEN_UP_AFTER), Ok(Some(_))) {
            drop(self.child.kill());
            drop(self.child.wait());
        }
        // What is left does not matter: the build output may be thrown away.
        drop(fs::remove_dir_all(&self.data));
    }
}

/// The first of two neighbouring ports that nobody uses.
fn free_ports() -> Result<u16> {
    for _ in 0..100 {
        let first = TcpListener::bind("127.0.0.1:0")?;
        let port = first.local_addr()?.port();
        if port < u16::MAX && TcpListener::bind(("127.0.0.1", port + 1)).is_ok() {
            return Ok(port);
        }
    }
    bail!("no two free ports side by side")
}
