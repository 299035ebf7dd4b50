//! Files that are there whole or not at all.

use std::fs::File;
use std::io::{Error, ErrorKind, Result, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

/// Makes a file that only its owner may read. It is there whole or not at all, also after a power cut: half a file
/// would stop every later start. `AlreadyExists` when there is one.
pub(super) fn make(path: &Path, content: &[u8]) -> Result<()> {
    let (folder, file) = written(path, content)?;
    file.persist_noclobber(path)?;
    File::open(folder)?.sync_all()
}

/// As [`make`], in place of the one that is there.
pub(super) fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let (folder, file) = written(path, content)?;
    file.persist(path)?;
    File::open(folder)?.sync_all()
}

/// The folder, whose entry has to be on disk before anything relies on the content, and the content in a file without a name.
fn written<'a>(path: &'a Path, content: &[u8]) -> Result<(&'a Path, NamedTempFile)> {
    let folder = path.parent().ok_or(Error::from(ErrorKind::NotFound))?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok((folder, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_private_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        make(&path, b"first").unwrap();
        let again = make(&path, b"second").unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        replace(&path, b"third").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"third");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}
