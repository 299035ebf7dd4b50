//! Files that are made once, at the first start.

use std::fs::File;
use std::io::{Error, ErrorKind, Result, Write as _};
use std::path::Path;

/// Makes a file that only its owner may read. It is there whole or not at all, also after a power cut: half a file
/// would stop every later start. `AlreadyExists` when there is one.
pub(super) fn make(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().ok_or(Error::from(ErrorKind::NotFound))?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    // The name, too, has to be there before anything relies on the content.
    File::open(folder)?.sync_all()
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
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}
