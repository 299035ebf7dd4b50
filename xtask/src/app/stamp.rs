//! Tells whether sources have changed, by their content: a fresh clone has new times and old text.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A hash over the compiler's version and over names and contents of all files under `sources` (files or folders in
/// `root`; missing ones count as empty), as 16 hexadecimal digits.
pub(super) fn of(root: &Path, sources: &[&str], compiler: &str) -> Result<String> {
    let mut files = Vec::new();
    for source in sources {
        collect(&root.join(source), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    compiler.hash(&mut hasher);
    for file in files {
        file.strip_prefix(root).unwrap_or(&file).hash(&mut hasher);
        fs::read(&file)
            .with_context(|| format!("reading {}", file.display()))?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// All files under `path`, itself included.
pub(crate) fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_and_names_count_and_times_do_not() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("src/deep")).unwrap();
        fs::write(root.join("src/deep/a.rs"), "one").unwrap();
        let sources = ["src", "Cargo.lock"];
        let first = of(root, &sources, "1").unwrap();

        fs::write(root.join("src/deep/a.rs"), "one").unwrap();
        assert_eq!(of(root, &sources, "1").unwrap(), first);
        fs::write(root.join("src/deep/a.rs"), "two").unwrap();
        assert_ne!(of(root, &sources, "1").unwrap(), first);
        fs::write(root.join("src/deep/a.rs"), "one").unwrap();
        assert_ne!(of(root, &sources, "2").unwrap(), first);
        fs::write(root.join("Cargo.lock"), "").unwrap();
        assert_ne!(of(root, &sources, "1").unwrap(), first);
    }
}
