//! A limit for what may hang: a check that waits for ever must fail while there is time to say so.

use std::collections::BTreeMap;
use std::fs;
use std::process::{self, Command};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

/// Runs `body`; after `limit` every program that it has started is killed, and an error says so.
pub(crate) fn limited(limit: Duration, body: impl FnOnce() -> Result<()>) -> Result<()> {
    let (done, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let watch = scope.spawn(move || {
            let over = ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
            if over {
                kill(&descendants(process::id()));
            }
            over
        });
        let outcome = body();
        drop(done);
        if watch.join().unwrap_or(false) {
            bail!(
                "not done after {} s: what it had started was killed",
                limit.as_secs()
            );
        }
        outcome
    })
}

fn kill(processes: &[u32]) {
    // One that has just ended by itself makes this fail, which is as well.
    let _ = Command::new("sh")
        .args(["-c", "kill -KILL \"$@\"", "sh"])
        .args(processes.iter().map(u32::to_string))
        .status();
}

/// Children of `ancestor`, theirs, and so on, as `/proc` shows them now.
fn descendants(ancestor: u32) -> Vec<u32> {
    let mut children = BTreeMap::<u32, Vec<u32>>::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        if let Some(parent) = parent_of(process) {
            children.entry(parent).or_default().push(process);
        }
    }
    let mut found = Vec::new();
    let mut open = vec![ancestor];
    while let Some(process) = open.pop() {
        let next = children.remove(&process).unwrap_or_default();
        found.extend(&next);
        open.extend(next);
    }
    found
}

fn parent_of(process: u32) -> Option<u32> {
    stat(process, 1)?.parse().ok()
}

/// A field of `/proc/N/stat` behind the name, which may hold anything: 0 is the state, 1 the parent.
fn stat(process: u32, field: usize) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_ascii_whitespace().nth(field).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::run;
    use std::time::Instant;

    #[test]
    fn what_hangs_is_ended_with_its_children() {
        let start = Instant::now();
        let folder = tempfile::tempdir().unwrap();
        let pid = folder.path().join("pid");
        // The shell's child, not the shell itself, is what hangs.
        let script = "sleep 600 & echo $! > \"$1\"; wait";
        let hang = || run(Command::new("sh").args(["-c", script, "sh"]).arg(&pid));
        let error = limited(Duration::from_millis(300), hang).unwrap_err();
        assert!(error.to_string().contains("not done after"), "{error}");
        assert!(start.elapsed() < Duration::from_mins(1));
        let pid = fs::read_to_string(pid).unwrap().trim().parse().unwrap();
        assert!(stat(pid, 0).is_none_or(|state| state == "Z"));
    }

    #[test]
    fn what_ends_in_time_keeps_its_outcome() {
        let limit = Duration::from_mins(1);
        assert!(limited(limit, || Ok(())).is_ok());
        let error = limited(limit, || bail!("own reason")).unwrap_err();
        assert_eq!(error.to_string(), "own reason");
    }
}
