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
    limited_below(process::id(), limit, body)
}

/// Kills what `ancestor` has started, and what that has.
fn limited_below(ancestor: u32, limit: Duration, body: impl FnOnce() -> Result<()>) -> Result<()> {
    let (done, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let watch = scope.spawn(move || {
            let over = ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
            if over {
                kill(&descendants(ancestor));
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

/// From `/proc/N/stat`: `N (name) state parent …`, where the name may hold anything.
fn parent_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_ascii_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn what_hangs_is_ended_with_its_children() {
        let script = "sh -c 'sleep 600; true'; exit 7";
        let mut shell = Command::new("sh").args(["-c", script]).spawn().unwrap();
        let (below, start) = (shell.id(), Instant::now());
        let mut status = None;
        let error = limited_below(below, Duration::from_millis(300), || {
            status = shell.wait()?.code();
            Ok(())
        })
        .unwrap_err();
        assert!(error.to_string().contains("not done after"), "{error}");
        assert_eq!(status, Some(7), "the shell goes on when its child is gone");
        assert!(start.elapsed() < Duration::from_mins(1));
    }

    #[test]
    fn what_ends_in_time_keeps_its_outcome() {
        let limit = Duration::from_mins(1);
        assert!(limited(limit, || Ok(())).is_ok());
        let error = limited(limit, || bail!("own reason")).unwrap_err();
        assert_eq!(error.to_string(), "own reason");
    }
}
