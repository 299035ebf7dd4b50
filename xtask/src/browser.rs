//! The browser tests, in namespaces of their own: the path of pcscd's socket and the ports of vpcd are fixed.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::app::App;
use crate::places::Places;
use crate::process::run;
use crate::setup;

/// An empty `/run` with a place for pcscd, and a loopback interface that nobody else uses; then the command.
const INSIDE: &str = "PATH=$PATH:/usr/sbin:/sbin; mount -t tmpfs tmpfs /run && mkdir /run/pcscd && \
                      ip link set lo up && exec \"$@\"";

/// Runs this project of Playwright's. An error when the namespaces cannot be made, too: then nothing was tested.
pub(crate) fn playwright(places: &Places, project: &str) -> Result<()> {
    over(places, &places.bin(), project, &[])
}

/// Runs this benchmark of the browser over the programs in this folder.
pub(crate) fn bench(places: &Places, programs: &Path, name: &str) -> Result<()> {
    over(places, programs, "bench", &[&format!("bench/{name}.spec.ts")])
}

/// Playwright over the programs in this folder.
fn over(places: &Places, programs: &Path, project: &str, args: &[&str]) -> Result<()> {
    let program = places.e2e().join("node_modules").join(".bin").join("playwright");
    let mut command = Command::new("unshare");
    command
        .args([namespaces(is_root()), "sh", "-c", INSIDE, "sh"])
        .arg(program)
        .arg("test")
        .arg(format!("--project={project}"))
        .args(args)
        .current_dir(places.e2e());
    command
        .env("MADOGUCHI_NAMESPACE", "1")
        .env("MADOGUCHI_BIN", programs)
        .env("MADOGUCHI_APP", places.app(App::Production))
        .env("MADOGUCHI_TRAINING_APP", places.app(App::Training))
        .env(
            "MADOGUCHI_RESULTS",
            places.target.join("e2e-results").join(project),
        )
        .env("MADOGUCHI_SCREENS", places.screens())
        .env("MADOGUCHI_MODELS", setup::models_folder(places)?)
        .env("MADOGUCHI_FACES", places.faces());
    run(&mut command)
}

/// Takes every picture of `docs/screens` anew; one that nothing takes any more goes.
pub(crate) fn screens(places: &Places) -> Result<()> {
    let folder = places.screens();
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder)?;
    playwright(places, "screens")
}

/// Mounts and network; others than root need a namespace of users as well.
fn namespaces(root: bool) -> &'static str {
    if root { "-mn" } else { "-Urmn" }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_gets_mounts_and_network() {
        for root in [true, false] {
            assert!(namespaces(root).ends_with("mn"));
        }
    }
}
