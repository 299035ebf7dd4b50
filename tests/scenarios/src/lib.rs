//! What the specification draws, and the scenarios that walk it, read from text files that are checked by people who
//! do not program: `branches.txt` and `<row>/<case>.txt` beside this crate; `README.md` there describes both.
//!
//! This crate only reads. Who plays a scenario (the flow core, a browser) is another's business, so that all of them
//! understand a file in the same way.

pub mod branches;
mod evidence;
pub mod rows;
pub mod scenario;

pub use branches::{Branch, Branches};
pub use rows::{RowReport, report};
pub use scenario::Scenario;

use std::fmt;
use std::path::{Path, PathBuf};

/// A file that cannot be understood, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, under the folder of the scenarios.
    pub file: PathBuf,
    /// Line, from 1; `None`: the file as a whole.
    pub line: Option<usize>,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl std::error::Error for Mistake {}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.what)
    }
}

/// A file under `root`, as text.
fn read(root: &Path, file: &Path) -> Result<String, Mistake> {
    std::fs::read_to_string(root.join(file)).map_err(|error| Mistake {
        file: file.to_owned(),
        line: None,
        what: format!("cannot be read: {error}"),
    })
}

/// Lines that say something, with their numbers: no blank ones, none that begin with `#`.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}
