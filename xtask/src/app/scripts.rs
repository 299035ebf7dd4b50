//! Moves inline scripts of `index.html` into files: the content security policy allows none in the page.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context, Result, bail};

const OPEN: &str = "<script";
const CLOSE: &str = "</script>";

/// Does so for the page in `dist`; the page loads the files from the site's root.
pub(super) fn move_out(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).context("reading the page")?;
    let (html, files) = split(&html)?;
    for (name, script) in files {
        fs::write(dist.join(name), script)?;
    }
    Ok(fs::write(page, html)?)
}

/// The page with each inline script replaced by a reference, and the scripts by file name.
fn split(html: &str) -> Result<(String, Vec<(String, String)>)> {
    let mut page = String::with_capacity(html.len());
    let mut files = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find(OPEN) {
        let tag_end = start + rest[start..].find('>').context("a script tag without end")?;
        let end = tag_end + rest[tag_end..].find(CLOSE).context("a script without end")?;
        let (tag, body) = (&rest[start..tag_end], rest[tag_end + 1..end].trim());
        page.push_str(&rest[..start]);
        if body.is_empty() {
            page.push_str(&rest[start..end]);
        } else if tag.contains(" src=") {
            bail!("a script with both a source and a body: {tag}>");
        } else {
            let name = format!("start-{}.js", content_hash([body.as_bytes()]));
            page.push_str(tag);
            page.push_str(" src=\"/");
            page.push_str(&name);
            page.push_str("\">");
            files.push((name, format!("{body}\n")));
        }
        page.push_str(CLOSE);
        rest = &rest[end + CLOSE.len()..];
    }
    page.push_str(rest);
    refuse_inline(&page)?;
    Ok((page, files))
}

/// Styles and handlers in the page would be blocked by the policy: better said here than in the browser.
fn refuse_inline(page: &str) -> Result<()> {
    for inline in [
        "<style",
        " style=",
        " onload=",
        " onclick=",
        " onerror=",
        "javascript:",
    ] {
        if page.contains(inline) {
            bail!(
                "index.html has `{}`, which the content security policy blocks",
                inline.trim()
            );
        }
    }
    Ok(())
}

/// What stands in the name of a file with this content: 16 hexadecimal digits.
pub(super) fn content_hash<'a>(content: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = DefaultHasher::new();
    for part in content {
        part.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_becomes_a_file_and_others_stay() {
        let html = "<head><script src=\"/a.js\"></script></head>\
                    <body><script type=\"module\">\nimport init from '/x.js';\n</script></body>";
        let (page, files) = split(html).unwrap();
        let [(name, script)] = files.as_slice() else {
            panic!("{files:?}")
        };
        assert_eq!(script, "import init from '/x.js';\n");
        assert_eq!(
            page,
            format!(
                "<head><script src=\"/a.js\"></script></head>\
                 <body><script type=\"module\" src=\"/{name}\"></script></body>"
            )
        );
    }

    #[test]
    fn the_file_name_follows_the_content() {
        let name = |body: &str| split(&format!("<script>{body}</script>")).unwrap().1.remove(0).0;
        assert_eq!(name("a()"), name(" a()\n"));
        assert_ne!(name("a()"), name("b()"));
    }

    #[test]
    fn what_the_policy_would_block_stops_the_build() {
        for html in [
            "<style>p{}</style>",
            "<p style=\"color:red\">",
            "<body onload=\"f()\">",
            "<script>f()",
        ] {
            assert!(split(html).is_err(), "{html}");
        }
    }
}
