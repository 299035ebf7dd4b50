//! Running other programs.

use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Lines of an installer's log that are shown when it fails.
const LOG_TAIL: usize = 30;

/// Runs `command` with our own input and output; an error when it cannot start or does not end with 0.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs `command` with its output appended to `log`; the error carries the last lines.
pub(crate) fn run_logged(command: &mut Command, log: &Path) -> Result<()> {
    let out = open_log(log)?;
    let err = out.try_clone()?;
    let outcome = run(command.stdin(Stdio::null()).stdout(out).stderr(err));
    outcome.with_context(|| format!("{}\n(the whole log: {})", tail(log), log.display()))
}

/// What `command` printed, trimmed; `None` when it cannot start or does not end with 0.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Opens `log` for appending, and its folder with it.
pub(crate) fn open_log(log: &Path) -> Result<File> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)
        .with_context(|| format!("cannot write {}", log.display()))
}

/// The last lines of `log`; empty when it cannot be read.
pub(crate) fn tail(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LOG_TAIL)..].join("\n")
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_shows_the_log() {
        let dir = tempfile::tempdir().unwrap();
        let log = dir.path().join("sub").join("log");
        let error = run_logged(
            Command::new("sh").args(["-c", "echo broken pipe dream; exit 3"]),
            &log,
        )
        .unwrap_err();
        let text = format!("{error:#}");
        assert!(text.contains("broken pipe dream"), "{text}");
        assert!(text.contains("exit status: 3"), "{text}");
    }

    #[test]
    fn output_is_trimmed_and_absent_on_failure() {
        assert_eq!(output(Command::new("echo").arg(" 1.2 ")).as_deref(), Some("1.2"));
        assert_eq!(output(&mut Command::new("false")), None);
        assert_eq!(output(&mut Command::new("no-such-program-here")), None);
    }
}
