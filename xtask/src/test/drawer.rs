//! The production app has no training drawer (D13): looked for in the bytes that a browser would load.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::app::{App, collect};
use crate::places::Places;

/// What only the drawer says, shows or calls.
const MARKS: &[&str] = &[
    "練習用カード",
    "Training cards",
    "training-reader",
    "/api/v1/training/acts",
];

/// Both apps must be built. An error when the production app holds any mark, or when the other one lacks any: then the
/// marks are old and their absence says nothing.
pub(super) fn check(places: &Places) -> Result<()> {
    let production = files(&places.app(App::Production))?;
    let training = files(&places.app(App::Training))?;
    for mark in MARKS {
        if let Some(file) = holder(&production, mark) {
            bail!(
                "the production app has the training drawer: `{mark}` in {}",
                file.display()
            );
        }
        if holder(&training, mark).is_none() {
            bail!("the drawer has changed: `{mark}` is not in the training app; choose another mark");
        }
    }
    println!("training drawer … in the training app only");
    Ok(())
}

/// Whether the drawer is in this program.
pub(super) fn is_in(program: &[u8]) -> bool {
    MARKS.iter().all(|mark| holds(program, mark))
}

/// Name and content of every file that is not a compressed copy of another.
fn files(dist: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut names = Vec::new();
    collect(dist, &mut names)?;
    names.retain(|name| !name.extension().is_some_and(|kind| kind == "br" || kind == "gz"));
    if !names
        .iter()
        .any(|name| name.extension().is_some_and(|kind| kind == "wasm"))
    {
        bail!("no app in {}; run `cargo xtask build-app`", dist.display());
    }
    let read = |name: PathBuf| {
        let bytes = fs::read(&name).with_context(|| format!("reading {}", name.display()))?;
        Ok((name, bytes))
    };
    names.into_iter().map(read).collect()
}

fn holder<'a>(files: &'a [(PathBuf, Vec<u8>)], mark: &str) -> Option<&'a Path> {
    files
        .iter()
        .find(|(_, bytes)| holds(bytes, mark))
        .map(|(name, _)| name.as_path())
}

fn holds(bytes: &[u8], mark: &str) -> bool {
    bytes.windows(mark.len()).any(|part| part == mark.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_production_fails_and_so_does_a_training_app_without_one() {
        let dir = tempfile::tempdir().unwrap();
        let places = Places {
            root: dir.path().into(),
            target: dir.path().into(),
            cache: dir.path().into(),
        };
        let write = |app: App, text: &str| {
            fs::create_dir_all(places.app(app)).unwrap();
            fs::write(places.app(app).join("a_bg.wasm"), text).unwrap();
        };
        let error = || check(&places).unwrap_err().to_string();
        let drawer = MARKS.join("\0");

        assert!(error().contains("no app"));
        write(App::Production, "\0asm");
        assert!(error().contains("no app"));
        write(App::Training, &drawer);
        check(&places).unwrap();
        for mark in MARKS {
            write(App::Production, mark);
            assert!(error().contains("a_bg.wasm"), "{mark}");
        }
        write(App::Production, "\0asm");
        write(App::Training, MARKS[0]);
        assert!(error().contains(MARKS[1]));
    }
}
