//! Archives of npm and PyPI: fetched by package name through the registries' own clients, checked, read in memory.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha256};

use super::path_has;
use crate::process::run_logged;

/// Largest archive that is unpacked, in bytes.
const MAX_UNPACKED: u64 = 256 << 20;
/// Bytes of a block of a tar file.
const BLOCK: usize = 512;

/// The files of a `.tar.gz`, by their whole names.
pub(super) struct Archive(HashMap<String, Vec<u8>>);

impl Archive {
    /// Unpacks `bytes`, whose SHA-256 must be `wanted`.
    pub(super) fn read(bytes: &[u8], wanted: &str) -> Result<Self> {
        let found = sha256(bytes);
        if found != wanted {
            bail!("the archive has SHA-256 {found}, not {wanted} as pinned");
        }
        let mut tar = Vec::new();
        GzDecoder::new(bytes).take(MAX_UNPACKED).read_to_end(&mut tar)?;
        let mut files = HashMap::new();
        let mut rest = tar.as_slice();
        while let Some((header, after)) = rest.split_at_checked(BLOCK) {
            if header[0] == 0 {
                break;
            }
            let size = number(&header[124..136]).context("a size in the archive is no number")?;
            let content = after.get(..size).context("the archive ends early")?;
            // Folders and other things have other types.
            if matches!(header[156], b'0' | 0) {
                files.insert(name(header), content.to_vec());
            }
            rest = after.get(size.next_multiple_of(BLOCK)..).unwrap_or_default();
        }
        Ok(Self(files))
    }

    /// The file `name`, whose SHA-256 must be `wanted`.
    pub(super) fn file(&self, name: &str, wanted: &str) -> Result<&[u8]> {
        let bytes = self
            .0
            .get(name)
            .with_context(|| format!("{name} is not in the archive"))?;
        let found = sha256(bytes);
        if found != wanted {
            bail!("{name} has SHA-256 {found}, not {wanted} as pinned");
        }
        Ok(bytes)
    }
}

/// SHA-256 as 64 hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The archive of an npm package; `scratch` is used on the way.
pub(super) fn npm_pack(package: &str, version: &str, scratch: &Path, log: &Path) -> Result<Vec<u8>> {
    if !path_has("npm") {
        bail!("npm is missing; install Node 20 or later");
    }
    let mut npm = Command::new("npm");
    npm.args(["pack", &format!("{package}@{version}"), "--pack-destination"])
        .arg(scratch);
    run_logged(&mut npm, log)?;
    take(scratch, ".tgz")
}

/// The source archive of a PyPI package; `scratch` is used on the way.
pub(super) fn pip_download(package: &str, version: &str, scratch: &Path, log: &Path) -> Result<Vec<u8>> {
    if !path_has("python3") {
        bail!("python3 with pip is missing");
    }
    let mut pip = Command::new("python3");
    pip.args([
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--no-binary",
        ":all:",
        "--dest",
    ])
    .arg(scratch)
    .arg(format!("{package}=={version}"));
    run_logged(&mut pip, log)?;
    take(scratch, ".tar.gz")
}

/// Reads and removes the file of `folder` whose name ends so.
fn take(folder: &Path, ending: &str) -> Result<Vec<u8>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(ending) {
            let bytes = fs::read(&path)?;
            fs::remove_file(&path)?;
            return Ok(bytes);
        }
    }
    bail!("nothing was fetched")
}

/// Name of a file, with the prefix that long ones have.
fn name(header: &[u8]) -> String {
    let field = |range: std::ops::Range<usize>| {
        let bytes = &header[range];
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        String::from_utf8_lossy(&bytes[..end]).into_owned()
    };
    let name = field(0..100);
    let prefix = if &header[257..262] == b"ustar" {
        field(345..500)
    } else {
        String::new()
    };
    if prefix.is_empty() {
        name
    } else {
        format!("{prefix}/{name}")
    }
}

/// An octal number.
fn number(field: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(field).ok()?;
    usize::from_str_radix(text.trim_matches(['\0', ' ']), 8).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    #[test]
    fn files_are_found_by_name_and_hash() {
        let bytes = packed(&[("package/a.txt", b"one"), ("package/b.txt", b"two")]);
        let archive = Archive::read(&bytes, &sha256(&bytes)).unwrap();
        let hash = sha256(b"two");
        assert_eq!(archive.file("package/b.txt", &hash).unwrap(), b"two");
        assert!(
            archive
                .file("package/a.txt", &hash)
                .unwrap_err()
                .to_string()
                .contains("as pinned")
        );
        assert!(archive.file("package/c.txt", &hash).is_err());
    }

    #[test]
    fn another_archive_and_one_cut_short_are_refused() {
        let bytes = packed(&[("a", &[7; 2000])]);
        assert!(Archive::read(&bytes, &sha256(b"")).is_err());
        let cut = zip(&tar(&[("a", &[7; 2000])])[..1000]);
        assert!(Archive::read(&cut, &sha256(&cut)).is_err());
    }

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        zip(&tar(files))
    }

    fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut tar = Vec::new();
        for (name, content) in files {
            let mut header = [0; BLOCK];
            header[..name.len()].copy_from_slice(name.as_bytes());
            header[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
            header[156] = b'0';
            tar.extend(header);
            tar.extend(*content);
            tar.resize(tar.len().next_multiple_of(BLOCK), 0);
        }
        tar
    }

    fn zip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }
}
