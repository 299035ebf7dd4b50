//! How many bytes a first visit to `/` loads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::app::{App, LATER, collect};
use crate::places::Places;

/// Bytes of one file, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Bytes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints a table for the built production app: what a first visit loads, then the pieces that are loaded when they are
/// first needed. An error when the brotli bytes of the first visit exceed `limit` (kB of 1000 bytes; `None`: no limit).
pub(crate) fn report(places: &Places, limit: Option<u64>) -> Result<()> {
    let dist = places.app(App::Production);
    let names = loaded_files(&dist)?;
    let mut total = Bytes::default();
    println!("{:>9} {:>9} {:>9}", "raw", "gzip", "brotli");
    for name in names {
        let bytes = measure(&dist.join(&name))?;
        print_line(bytes, &name);
        total.raw += bytes.raw;
        total.gzip += bytes.gzip;
        total.brotli += bytes.brotli;
    }
    print_line(total, "first visit");
    for name in later(&dist)? {
        print_line(measure(&dist.join(&name))?, &name);
    }
    match limit.map(|kilobytes| kilobytes * 1000) {
        Some(limit) if total.brotli > limit => {
            bail!(
                "a first visit loads {} bytes with brotli; the limit is {limit}",
                total.brotli
            )
        }
        _ => Ok(()),
    }
}

fn print_line(bytes: Bytes, name: &str) {
    println!("{:>9} {:>9} {:>9}  {name}", bytes.raw, bytes.gzip, bytes.brotli);
}

/// Sizes of a file and its compressed copies; without a copy the file itself is what is sent.
fn measure(file: &Path) -> Result<Bytes> {
    let raw = fs::metadata(file)
        .with_context(|| format!("no {}", file.display()))?
        .len();
    let copy = |kind: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(kind);
        fs::metadata(&name).map_or(raw, |data| data.len())
    };
    Ok(Bytes {
        raw,
        gzip: copy(".gz"),
        brotli: copy(".br"),
    })
}

/// Pieces of the program that are loaded when they are first needed.
fn later(dist: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    collect(dist, &mut files)?;
    let names = files
        .iter()
        .filter_map(|file| file.strip_prefix(dist).ok()?.to_str());
    let mut pieces: Vec<String> = names.filter(|name| is_later(name)).map(str::to_owned).collect();
    pieces.sort();
    Ok(pieces)
}

fn is_later(name: &str) -> bool {
    name.contains(LATER) && has_kind(name, "wasm")
}

/// The page and all that it, its styles and its scripts name, as far as such a file exists; without the pieces for later,
/// which the loader names. That the browser asks for none of them at first is what `tests/e2e/specs/later.spec.ts` sees.
fn loaded_files(dist: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut open = vec!["index.html".to_owned()];
    while let Some(name) = open.pop() {
        if !found.insert(name.clone()) || !["html", "css", "js"].iter().any(|kind| has_kind(&name, kind)) {
            continue;
        }
        let text = fs::read_to_string(dist.join(&name))
            .with_context(|| format!("{name} is not built; run `cargo xtask build-app`"))?;
        let folder = Path::new(&name).parent().unwrap_or(Path::new(""));
        open.extend(
            references(&text)
                .filter_map(|reference| resolve(dist, folder, reference))
                .filter(|name| !is_later(name)),
        );
    }
    Ok(found)
}

fn has_kind(name: &str, kind: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == kind)
}

/// All that stands in quotes or in `url(…)`: more than references, but only existing files count.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '`', '(', ')'])
        .filter(|part| part.len() < 200 && part.contains('.'))
}

fn resolve(dist: &Path, folder: &Path, reference: &str) -> Option<String> {
    let path = reference.split(['?', '#']).next()?;
    let relative = match path.strip_prefix('/') {
        Some(rooted) => rooted.into(),
        None => folder.join(path.trim_start_matches("./")),
    };
    let name = relative.to_str()?;
    (!name.contains("..") && dist.join(name).is_file()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
        fs::create_dir_all(dir.path().join("static/fonts")).unwrap();
        fs::create_dir_all(dir.path().join("snippets")).unwrap();
        write(
            "index.html",
            "<link href=\"/app.css\"><script src='/start.js'></script><a href='https://example.jp/x.js'>",
        );
        write("app.css", "@font-face{src:url(/static/fonts/a.woff2)}");
        write("static/fonts/a.woff2", "1234567");
        write("static/unused.css", "p{}");
        write(
            "start.js",
            "import './snippets/s.js'; import init from '/app.js';",
        );
        write("snippets/s.js", "");
        write(
            "app.js",
            "fetch(new URL('app_bg.wasm', import.meta.url)); new URL('app_later_form.wasm')",
        );
        write("app_later_form.wasm", "ww");
        write("app_bg.wasm", &"w".repeat(1500));
        write("app_bg.wasm.br", &"w".repeat(1100));
        dir
    }

    #[test]
    fn what_the_page_reaches_counts_and_nothing_else() {
        let names: Vec<_> = loaded_files(app().path()).unwrap().into_iter().collect();
        let expected = [
            "app.css",
            "app.js",
            "app_bg.wasm",
            "index.html",
            "snippets/s.js",
            "start.js",
            "static/fonts/a.woff2",
        ];
        assert_eq!(names, expected);
        assert_eq!(later(app().path()).unwrap(), ["app_later_form.wasm"]);
    }

    #[test]
    fn a_file_without_a_copy_counts_in_full() {
        let dir = app();
        let bytes = measure(&dir.path().join("app_bg.wasm")).unwrap();
        assert_eq!(
            bytes,
            Bytes {
                raw: 1500,
                gzip: 1500,
                brotli: 1100
            }
        );
    }

    #[test]
    fn the_limit_holds() {
        let dir = app();
        let target = dir.path().join("target");
        fs::create_dir(&target).unwrap();
        let places = Places {
            root: dir.path().into(),
            target: target.clone(),
            cache: dir.path().into(),
        };
        assert!(report(&places, None).is_err(), "nothing is built");
        let dist = places.app(App::Production);
        fs::create_dir(&dist).unwrap();
        fs::write(dist.join("index.html"), "x".repeat(1001)).unwrap();
        assert!(report(&places, Some(1)).is_err());
        assert!(report(&places, Some(2)).is_ok());
    }
}
