//! Where things are: the clone, the build output, the tools.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::app::App;

/// The folders every command works with. All paths are absolute.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    /// The clone.
    pub(crate) root: PathBuf,
    /// Build output: `CARGO_TARGET_DIR`, by default `target/` in the clone.
    pub(crate) target: PathBuf,
    /// What outlives a clone: `$XDG_CACHE_HOME/madoguchi`, by default `~/.cache/madoguchi`.
    pub(crate) cache: PathBuf,
}

impl Places {
    /// Reads them from the environment.
    ///
    /// The clone is taken from the environment and not from compile time: clones may share a target folder.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .context("start this as `cargo xtask`, so that the clone is known")?;
        let root = Path::new(&manifest)
            .parent()
            .context("xtask/ stands in the clone")?
            .to_owned();
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        let cache = match env::var_os("XDG_CACHE_HOME") {
            Some(dir) => PathBuf::from(dir),
            None => PathBuf::from(env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?)
                .join(".cache"),
        };
        Ok(Self {
            root,
            target,
            cache: cache.join("madoguchi"),
        })
    }

    /// Root of `cargo install`; programs are in its `bin`.
    pub(crate) fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// What installers print.
    pub(crate) fn setup_log(&self) -> PathBuf {
        self.cache.join("setup.log")
    }

    /// Pictures of faces for the tests.
    pub(crate) fn faces(&self) -> PathBuf {
        self.cache.join("faces")
    }

    /// A built app: `index.html` and its assets.
    pub(crate) fn app(&self, app: App) -> PathBuf {
        self.target.join(app.name())
    }

    /// Where `cargo build` puts the programs.
    pub(crate) fn bin(&self) -> PathBuf {
        self.target.join("debug")
    }

    /// The browser tests; their `node_modules` holds wasm-opt too.
    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("tests").join("e2e")
    }

    /// Pictures of every screen, for readers of the repository.
    pub(crate) fn screens(&self) -> PathBuf {
        self.root.join("docs").join("screens")
    }

    /// `PATH` with the installed tools before everything else.
    pub(crate) fn path(&self) -> Result<OsString> {
        let own = [
            self.tools().join("bin"),
            self.e2e().join("node_modules").join(".bin"),
        ];
        let inherited = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))
            .context("a folder name with a `:` in it cannot stand in PATH")
    }
}
