//! A server in a process of its own, on core 0.

use anyhow::{Context as _, Result, ensure};
use rustix::param::clock_ticks_per_second;
use serde_json::Value;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const LISTENS_WITHIN: Duration = Duration::from_secs(10);

/// It ends when this is dropped.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    pub(crate) address: SocketAddr,
    /// The line it said when it was ready.
    pub(crate) ready: Value,
    child: Child,
}

impl Server {
    /// Starts it and waits until it takes connections.
    pub(crate) fn start(name: &'static str, program: &str, arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", "0", program]).args(arguments);
        command.env("RUST_LOG", "warn").stdout(Stdio::piped());
        let mut child = command.spawn().context(name)?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("a pipe")?).read_line(&mut line)?;
        let ready: Value = serde_json::from_str(&line).with_context(|| format!("{name} did not start"))?;
        let address = ready["address"]
            .as_str()
            .and_then(|text| text.strip_prefix("http://"));
        let address = address.context("no address")?.parse()?;
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            ensure!(begun.elapsed() < LISTENS_WITHIN, "{name} does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(Self {
            name,
            address,
            ready,
            child,
        })
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Processor time so far, of all its threads.
    pub(crate) fn cpu(&self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, rest) = stat.rsplit_once(") ").context("no stat")?;
        let ticks = rest.split(' ').skip(11).take(2).map(str::parse::<u64>);
        let ticks = ticks.sum::<Result<u64, _>>()?;
        Ok(Duration::from_millis(ticks * 1000 / clock_ticks_per_second()))
    }

    /// Resident memory now, MB, from where [`Self::grown`] counts.
    pub(crate) fn mark(&self) -> Result<f64> {
        // Forgets the peak so far.
        fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?;
        self.status("VmRSS:")
    }

    /// By how much resident memory was larger at its peak than at the mark, MB.
    pub(crate) fn grown(&self, mark: f64) -> Result<f64> {
        Ok(self.status("VmHWM:")? - mark)
    }

    fn status(&self, field: &str) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(field));
        let kilobytes: f64 = line
            .context("no such line")?
            .trim()
            .trim_end_matches(" kB")
            .parse()?;
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
