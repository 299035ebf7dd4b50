//! Fills in what Trunk's attributes in a page ask for: icon, styles, and the program in its place.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::scripts::content_hash;

const OPEN: &str = "<link data-trunk ";

/// Names of a built program's files; all are in the site's root.
pub(super) struct Program {
    /// The module to start.
    pub(super) script: String,
    /// What it instantiates.
    pub(super) wasm: String,
    /// Modules that the first imports.
    pub(super) imported: Vec<String>,
}

/// Arguments of wasm-opt that the page gives for its program.
pub(super) fn wasm_opt_arguments(html: &str) -> Result<Vec<String>> {
    let link = links(html)?
        .find(|link| attribute(link, "rel") == Some("rust"))
        .context("the page names no program")?;
    let level = attribute(link, "data-wasm-opt").context("no level for wasm-opt")?;
    let others = attribute(link, "data-wasm-opt-params").unwrap_or_default();
    let mut arguments = vec![format!("-O{level}")];
    arguments.extend(others.split_whitespace().map(str::to_owned));
    Ok(arguments)
}

/// Writes `index.html` to `dist`, and icon and styles beside it, each named after its content. `page`: in the clone.
pub(super) fn write(page: &Path, program: &Program, dist: &Path) -> Result<()> {
    let html = fs::read_to_string(page).with_context(|| format!("no {}", page.display()))?;
    let folder = page.parent().context("a page stands in a folder")?;
    let mut filled = html.clone();
    for link in links(&html)? {
        let new = match attribute(link, "rel") {
            Some("rust") => start(program),
            Some(kind @ ("icon" | "css")) => {
                let source = attribute(link, "href").context("a file without a name")?;
                let name = copy(&folder.join(source), dist)?;
                let rel = if kind == "css" { "stylesheet" } else { kind };
                format!("<link rel=\"{rel}\" href=\"/{name}\">")
            }
            other => bail!("the page asks for {other:?}, which only Trunk knows"),
        };
        filled = filled.replace(link, &new);
    }
    Ok(fs::write(dist.join("index.html"), filled)?)
}

/// All files are asked for at once, not one after the other.
fn start(
    Program {
        script,
        wasm,
        imported,
    }: &Program,
) -> String {
    let preload = |name: &String| {
        format!("<link rel=\"modulepreload\" href=\"/{name}\" crossorigin=\"anonymous\">\n    ")
    };
    let preloads = [script].into_iter().chain(imported).map(preload);
    let preloads = preloads.collect::<Vec<_>>().concat();
    format!(
        "{preloads}<link rel=\"preload\" href=\"/{wasm}\" crossorigin=\"anonymous\" as=\"fetch\" \
         type=\"application/wasm\">\n    <script type=\"module\">\nimport init from '/{script}';\n\
         await init({{ module_or_path: '/{wasm}' }});\n</script>"
    )
}

fn copy(source: &Path, dist: &Path) -> Result<String> {
    let content = fs::read(source).with_context(|| format!("no {}", source.display()))?;
    let part = |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str()).map(str::to_owned);
    let stem = part(source.file_stem()).context("a file name in ASCII")?;
    let kind = part(source.extension()).context("a file with a kind")?;
    let name = format!("{stem}-{}.{kind}", content_hash([content.as_slice()]));
    fs::write(dist.join(&name), content)?;
    Ok(name)
}

/// The tags that are meant for Trunk.
fn links(html: &str) -> Result<impl Iterator<Item = &str>> {
    let tags: Option<Vec<&str>> = html
        .match_indices(OPEN)
        .map(|(at, _)| html[at..].find('>').map(|end| &html[at..=at + end]))
        .collect();
    Ok(tags.context("a tag without end")?.into_iter())
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><link data-trunk rel=\"icon\" href=\"../static/i.svg\" type=\"image/svg+xml\">\
                        <link data-trunk rel=\"css\" href=\"../static/s.css\">\
                        <link data-trunk rel=\"rust\" data-bin=\"desk\" data-wasm-opt=\"2\" \
                        data-wasm-opt-params=\"-s 2 --strip\"></head>";

    #[test]
    fn the_page_gives_the_level_and_the_options() {
        assert_eq!(wasm_opt_arguments(PAGE).unwrap(), ["-O2", "-s", "2", "--strip"]);
        assert!(wasm_opt_arguments("<head></head>").is_err());
    }

    #[test]
    fn files_are_named_after_their_content_and_the_program_is_preloaded() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        for folder in ["frontend", "static", "dist"] {
            fs::create_dir(root.join(folder)).unwrap();
        }
        fs::write(root.join("frontend/index.html"), PAGE).unwrap();
        fs::write(root.join("static/i.svg"), "<svg>").unwrap();
        fs::write(root.join("static/s.css"), "p{}").unwrap();
        let program = Program {
            script: "desk-1.js".to_owned(),
            wasm: "desk-1_bg.wasm".to_owned(),
            imported: vec!["desk-1_parts.js".to_owned()],
        };
        let dist = root.join("dist");
        write(&root.join("frontend/index.html"), &program, &dist).unwrap();
        let page = fs::read_to_string(dist.join("index.html")).unwrap();
        let styles = format!("s-{}.css", content_hash([b"p{}".as_slice()]));
        assert_eq!(fs::read_to_string(dist.join(&styles)).unwrap(), "p{}");
        for expected in [
            format!("<link rel=\"stylesheet\" href=\"/{styles}\">").as_str(),
            "<link rel=\"modulepreload\" href=\"/desk-1.js\" crossorigin=\"anonymous\">",
            "<link rel=\"modulepreload\" href=\"/desk-1_parts.js\" crossorigin=\"anonymous\">",
            "await init({ module_or_path: '/desk-1_bg.wasm' });",
        ] {
            assert!(page.contains(expected), "{expected}\n{page}");
        }
        assert!(!page.contains("data-trunk"), "{page}");
    }
}
