//! Builds a program that is cut into pieces: one that the page starts with, and one for each part that is loaded when it
//! is first needed (`frontend/src/lazy.rs`).

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

use super::page::{self, Program};
use super::scripts::content_hash;
use crate::places::Places;
use crate::process::run;
use crate::setup::WasmToolchain;

/// The package that the program is in.
const PACKAGE: &str = "madoguchi-frontend";
const TARGET: &str = "wasm32-unknown-unknown";
/// Profile in the workspace's `Cargo.toml`.
const PROFILE: &str = "wasm-release";
/// Before the files have their names: the script, the module that loads pieces, and the start of a piece's name. The
/// last two are wasm-split's own.
const SCRIPT: &str = "program.js";
const LOADER: &str = "__wasm_split.js";
/// Smallest file that is optimised, bytes.
const WORTH_A_START: u64 = 4096;
/// Stands in the name of each piece that is loaded later.
pub(crate) const LATER: &str = "_later_";

/// Builds `program` with `features` for `page`, optimised as the page says, into `dist`.
pub(super) fn build(
    places: &Places,
    program: &str,
    features: &[&str],
    page: &Path,
    dist: &Path,
) -> Result<Program> {
    let html = fs::read_to_string(page).with_context(|| format!("no {}", page.display()))?;
    let arguments = page::wasm_opt_arguments(&html)?;
    let whole = compile(places, program, features)?;
    let work = places.target.join("app-parts").join(format!("{program}.pieces"));
    super::clear(&work)?;
    fs::create_dir_all(&work)?;
    let main = work.join("main.wasm");
    let pieces = cut(&fs::read(&whole)?, &main, &work)?;
    let bound = work.join("bound");
    bind(places, &main, &bound)?;
    if bound.join("snippets").exists() {
        bail!("the program has snippets of JavaScript, which this build does not know");
    }
    let start = bound.join("program_bg.wasm");
    let all: Vec<&Path> = std::iter::once(&start)
        .chain(&pieces)
        .map(PathBuf::as_path)
        .collect();
    optimise(places, &arguments, &all)?;
    let built = Built {
        script: fs::read_to_string(bound.join(SCRIPT))?,
        wasm: fs::read(start)?,
        loader: fs::read_to_string(work.join(LOADER))?,
        pieces: pieces
            .iter()
            .map(|piece| Ok((file_name(piece)?, fs::read(piece)?)))
            .collect::<Result<_>>()?,
    };
    built.write(program, dist)
}

/// Optimises the files in place, as many at a time as there are processors: each start of wasm-opt takes a second by itself.
/// So what is smaller than [`WORTH_A_START`] is left as the compiler made it.
fn optimise(places: &Places, arguments: &[String], files: &[&Path]) -> Result<()> {
    let path = places.path()?;
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        while let Some(wasm) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if fs::metadata(wasm)?.len() >= WORTH_A_START {
                let mut optimiser = Command::new("wasm-opt");
                optimiser.args(arguments).arg(wasm).arg("-o").arg(wasm);
                run(optimiser.env("PATH", &path))?;
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        let workers: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .map_err(|_| anyhow!("a thread of the build broke off"))?
        })
    })
}

/// The program as the compiler leaves it, with what the cut needs to know: where code refers to code.
fn compile(places: &Places, program: &str, features: &[&str]) -> Result<PathBuf> {
    let Some(toolchain) = WasmToolchain::find() else {
        bail!("no compiler for {TARGET}; run `cargo xtask setup`");
    };
    let mut cargo = Command::new("cargo");
    cargo.args(["rustc", "--locked", "--package", PACKAGE, "--bin", program]);
    cargo.args(["--profile", PROFILE, "--target", TARGET]);
    cargo.args(["--features", &[features, &["split"]].concat().join(",")]);
    cargo.args(["--", "-Clink-args=--emit-relocs"]);
    toolchain.apply(cargo.current_dir(&places.root), places);
    run(&mut cargo)?;
    let built = toolchain.target(places).join(TARGET).join(PROFILE);
    Ok(built.join(format!("{program}.wasm")))
}

/// Cuts `whole`: what the page starts with goes to `main`, pieces and loader to `work`. Gives the pieces.
fn cut(whole: &[u8], main: &Path, work: &Path) -> Result<Vec<PathBuf>> {
    let script = format!("./{SCRIPT}");
    let loader = format!("./{LOADER}");
    let mut options = Options::new(whole);
    options.output_dir = work;
    options.main_out_path = main;
    options.main_module = &script;
    options.link_name = &loader;
    let cut = transform(options).map_err(|error| anyhow!("cutting the program: {error:#}"))?;
    Ok(cut.split_modules)
}

fn bind(places: &Places, main: &Path, into: &Path) -> Result<()> {
    let mut bindgen = Command::new(places.tools().join("bin").join("wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path"]);
    // What the pieces find each other by.
    bindgen.args(["--keep-lld-exports", "--no-demangle"]);
    bindgen
        .args(["--out-name", "program", "--out-dir"])
        .arg(into)
        .arg(main);
    run(&mut bindgen)
}

fn file_name(path: &Path) -> Result<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).context("wasm-split's names are ASCII")
}

/// Files before they have their names.
struct Built {
    script: String,
    wasm: Vec<u8>,
    loader: String,
    /// By the name that the loader has for each.
    pieces: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// Writes them under names with one hash over all: they refer to each other in a circle, and a piece fits the
    /// program that it was cut out of and no other.
    fn write(mut self, program: &str, dist: &Path) -> Result<Program> {
        let contents = [self.script.as_bytes(), &self.wasm, self.loader.as_bytes()];
        let all = contents
            .into_iter()
            .chain(self.pieces.values().map(Vec::as_slice));
        let stem = format!("{program}-{}", content_hash(all));
        let names = Program {
            script: format!("{stem}.js"),
            wasm: format!("{stem}_bg.wasm"),
            imported: vec![format!("{stem}_loader.js")],
        };
        let loader = &names.imported[0];
        // In the table of imports the old name is a key that the wasm knows.
        rename(
            &mut self.script,
            &format!("from \"./{LOADER}\""),
            &format!("from \"./{loader}\""),
        )?;
        rename(
            &mut self.loader,
            &format!("\"./{SCRIPT}\""),
            &format!("\"./{}\"", names.script),
        )?;
        for (piece, wasm) in self.pieces {
            let later = format!("{stem}{LATER}{}", piece.trim_start_matches("split_"));
            rename(
                &mut self.loader,
                &format!("\"./{piece}\""),
                &format!("\"./{later}\""),
            )?;
            fs::write(dist.join(later), wasm)?;
        }
        fs::write(dist.join(&names.script), self.script)?;
        fs::write(dist.join(&names.wasm), self.wasm)?;
        fs::write(dist.join(loader), self.loader)?;
        Ok(names)
    }
}

/// Replaces `old` where it stands in `text`; it has to.
fn rename(text: &mut String, old: &str, new: &str) -> Result<()> {
    if !text.contains(old) {
        bail!("{old} is not in a script that the build renames it in");
    }
    *text = text.replace(old, new);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(piece: &[u8]) -> Built {
        Built {
            script: "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\
                     const i = { \"./__wasm_split.js\": import1 };"
                .to_owned(),
            wasm: b"start".to_vec(),
            loader: "import { initSync } from \"./program.js\";\nnew URL(\"./split_form.wasm\", import.meta.url)"
                .to_owned(),
            pieces: BTreeMap::from([("split_form.wasm".to_owned(), piece.to_vec())]),
        }
    }

    #[test]
    fn files_find_each_other_by_names_with_one_hash() {
        let dir = tempfile::tempdir().unwrap();
        let names = built(b"later").write("desk", dir.path()).unwrap();
        let stem = names.script.strip_suffix(".js").unwrap();
        let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
        assert_eq!(
            read(&names.script),
            format!(
                "import * as import1 from \"./{stem}_loader.js\"\nimport * as import2 from \"./{stem}_loader.js\"\n\
                 const i = {{ \"./__wasm_split.js\": import1 }};"
            )
        );
        assert_eq!(
            read(&format!("{stem}_loader.js")),
            format!(
                "import {{ initSync }} from \"./{stem}.js\";\nnew URL(\"./{stem}_later_form.wasm\", import.meta.url)"
            )
        );
        assert_eq!(read(&format!("{stem}_later_form.wasm")), "later");
        assert_eq!(read(&names.wasm), "start");
    }

    #[test]
    fn another_piece_is_another_program() {
        let dir = tempfile::tempdir().unwrap();
        let one = built(b"later").write("desk", dir.path()).unwrap();
        let other = built(b"later!").write("desk", dir.path()).unwrap();
        assert_ne!(one.script, other.script);
    }

    #[test]
    fn a_loader_that_has_changed_its_form_stops_the_build() {
        let dir = tempfile::tempdir().unwrap();
        let mut built = built(b"later");
        built.loader = built.loader.replace("./split_form", "/split_form");
        assert!(built.write("desk", dir.path()).is_err());
    }
}
