//! One program of the demo: started, ready, stopped.

use std::io::{BufRead as _, BufReader, copy, sink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use crate::process::{open_log, tail};

const READY_WITHIN: Duration = Duration::from_mins(1);
const STOPPED_WITHIN: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(50);

/// A running program. Dropped without [`Service::stop`] it is killed.
#[derive(Debug)]
pub(super) struct Service {
    name: &'static str,
    child: Child,
    log: PathBuf,
    pub(super) ready: Ready,
}

/// What a program says, as one line of JSON, when it can be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ready {
    /// Where it is reached.
    pub(super) address: String,
    /// The sandbox's one-time code for a first desk.
    pub(super) enrolment_code: Option<String>,
    /// Whether the bridge has 顔認証: `open`, `notInstalled` or `switchedOff`.
    pub(super) face: Option<String>,
}

impl Service {
    /// Starts `command` and waits, at most a minute, until it is ready. Its log is `<logs>/<name>.log`.
    pub(super) fn start(name: &'static str, mut command: Command, logs: &Path) -> Result<Self> {
        let log = logs.join(format!("{name}.log"));
        let errors = open_log(&log)?;
        // Its own process group: Ctrl-C is for us, and we stop the programs in order.
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .process_group(0);
        let child = command.spawn().with_context(|| format!("starting {name}"))?;
        let ready = Ready {
            address: String::new(),
            enrolment_code: None,
            face: None,
        };
        let mut service = Self {
            name,
            child,
            log,
            ready,
        };
        service.ready = service.wait_until_ready()?;
        Ok(service)
    }

    fn wait_until_ready(&mut self) -> Result<Ready> {
        let mut output = BufReader::new(self.child.stdout.take().context("standard output is piped")?);
        let (sender, line) = channel();
        thread::spawn(move || {
            let mut text = String::new();
            let read = output.read_line(&mut text);
            // Nobody waits any more when the time was up.
            drop(sender.send(read.map(|_| text)));
            // Further output must not block the program.
            drop(copy(&mut output, &mut sink()));
        });
        let line = line
            .recv_timeout(READY_WITHIN)
            .map_err(|_| self.failure("was not ready in time"))?
            .map_err(|error| self.failure(&error.to_string()))?;
        parse_ready(&line).ok_or_else(|| self.failure("did not start"))
    }

    /// An error when it has ended.
    pub(super) fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => Err(self.failure(&format!("ended by itself ({status})"))),
            None => Ok(()),
        }
    }

    /// Asks it to end, waits up to ten seconds, then kills it; an error when it had to.
    pub(super) fn stop(&mut self) -> Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        kill(Pid::from_raw(i32::try_from(self.child.id())?), Signal::SIGTERM)?;
        let start = Instant::now();
        while start.elapsed() < STOPPED_WITHIN {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(LOOK);
        }
        self.child.kill()?;
        self.child.wait()?;
        bail!(
            "{} did not end within {} s and was killed",
            self.name,
            STOPPED_WITHIN.as_secs()
        )
    }

    fn failure(&self, what: &str) -> anyhow::Error {
        anyhow!(
            "{} {what}\n{}\n(the whole log: {})",
            self.name,
            tail(&self.log),
            self.log.display()
        )
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Both fail only when it has ended, which is what is wanted.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn parse_ready(line: &str) -> Option<Ready> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    value.get("ready")?.as_bool()?.then_some(())?;
    Some(Ready {
        address: text("address")?,
        enrolment_code: text("enrolmentCode"),
        face: text("face"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_is_ready_by_its_line_and_ends_when_asked() {
        let dir = tempfile::tempdir().unwrap();
        let script =
            r#"echo '{"ready":true,"address":"http://127.0.0.1:1","enrolmentCode":"c"}'; exec sleep 60"#;
        let mut service = Service::start("sandbox", shell(script), dir.path()).unwrap();
        assert_eq!(service.ready.address, "http://127.0.0.1:1");
        assert_eq!(service.ready.enrolment_code.as_deref(), Some("c"));
        service.check().unwrap();
        let start = Instant::now();
        service.stop().unwrap();
        assert!(start.elapsed() < Duration::from_secs(5));
        assert!(
            service
                .check()
                .unwrap_err()
                .to_string()
                .contains("ended by itself")
        );
        service.stop().unwrap();
    }

    #[test]
    fn a_program_that_fails_shows_its_log() {
        let dir = tempfile::tempdir().unwrap();
        let error =
            Service::start("bridge", shell("echo port is taken >&2; exit 1"), dir.path()).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("bridge did not start") && text.contains("port is taken"),
            "{text}"
        );
    }

    #[test]
    fn only_a_ready_line_with_an_address_counts() {
        for line in [
            "",
            "listening",
            r#"{"ready":true}"#,
            r#"{"ready":false,"address":"a"}"#,
            r#"{"address":"a"}"#,
        ] {
            assert_eq!(parse_ready(line), None, "{line}");
        }
        let ready = parse_ready(r#"{"ready":true,"address":"a","face":"open"}"#);
        assert_eq!(
            ready,
            Some(Ready {
                address: "a".into(),
                enrolment_code: None,
                face: Some("open".into()),
            })
        );
    }
}
