//! Compressed copies beside the files, so that the bridge spends no time on it and the best level is free.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::stamp::collect;

/// Kinds of files that shrink; images and woff2 fonts are compressed already.
const KINDS: &[&str] = &[
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Writes `name.br` and `name.gz` beside each file under `root` that shrinks; the number of such files.
pub(super) fn tree(root: &Path) -> Result<usize> {
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.retain(|file| {
        file.extension()
            .is_some_and(|kind| KINDS.iter().any(|known| kind == *known))
    });
    for file in &files {
        let raw = fs::read(file)?;
        write_smaller(file, "br", &brotli(&raw)?, raw.len())?;
        write_smaller(file, "gz", &gzip(&raw)?, raw.len())?;
    }
    Ok(files.len())
}

fn write_smaller(file: &Path, kind: &str, packed: &[u8], raw: usize) -> Result<()> {
    if packed.len() < raw {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{kind}"));
        fs::write(&name, packed).with_context(|| format!("writing {}", name.display()))?;
    }
    Ok(())
}

fn brotli(mut raw: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: raw.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut raw, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(raw: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(raw)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn copies_hold_the_same_bytes_and_pictures_have_none() {
        let dir = tempfile::tempdir().unwrap();
        let text = "窓口 ".repeat(500);
        for name in ["a.js", "b.png", "empty.css"] {
            fs::write(
                dir.path().join(name),
                if name == "empty.css" { "" } else { &text },
            )
            .unwrap();
        }
        assert_eq!(tree(dir.path()).unwrap(), 2);

        let mut from_gzip = String::new();
        flate2::read::GzDecoder::new(&*fs::read(dir.path().join("a.js.gz")).unwrap())
            .read_to_string(&mut from_gzip)
            .unwrap();
        let mut from_brotli = Vec::new();
        brotli::BrotliDecompress(
            &mut &*fs::read(dir.path().join("a.js.br")).unwrap(),
            &mut from_brotli,
        )
        .unwrap();
        assert_eq!(from_gzip, text);
        assert_eq!(from_brotli, text.as_bytes());
        assert!(!dir.path().join("b.png.br").exists());
        assert!(!dir.path().join("empty.css.br").exists());
    }
}
