//! Makes one file of the styles that a page names: what is written apart is asked for at once.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::scripts::content_hash;

const OPEN: &str = "<link rel=\"stylesheet\"";

/// Does so for the page in `dist`, in the order in which it names them.
pub(super) fn fold(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).context("reading the page")?;
    let mut filled = String::with_capacity(html.len());
    let mut styles = String::new();
    let mut rest = html.as_str();
    let mut place = None;
    while let Some((before, from)) = rest.split_once(OPEN) {
        let (tag, after) = from.split_once('>').context("a tag without end")?;
        let name = tag
            .split_once("href=\"/")
            .and_then(|(_, href)| href.split_once('"'))
            .map(|(name, _)| dist.join(name))
            .context("styles that are not of this site")?;
        styles.push_str(&fs::read_to_string(&name).with_context(|| format!("no {}", name.display()))?);
        fs::remove_file(name)?;
        filled.push_str(before);
        if place.is_none() {
            place = Some(filled.len());
            rest = after;
        } else {
            rest = after.trim_start();
        }
    }
    filled.push_str(rest);
    let place = place.context("a page without styles")?;
    let name = format!("style-{}.css", content_hash([styles.as_bytes()]));
    filled.insert_str(place, &format!("{OPEN} href=\"/{name}\">"));
    fs::write(dist.join(name), styles)?;
    Ok(fs::write(page, filled)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_in_the_order_of_the_page() {
        let dir = tempfile::tempdir().unwrap();
        let dist = dir.path();
        let page = "<head>\n  <link rel=\"stylesheet\" href=\"/b-1.css\">\n  <link rel=\"icon\" href=\"/i.svg\">\n  \
                    <link rel=\"stylesheet\" href=\"/a-2.css\"/>\n  <script></script>\n</head>";
        fs::write(dist.join("index.html"), page).unwrap();
        fs::write(dist.join("b-1.css"), "b{}\n").unwrap();
        fs::write(dist.join("a-2.css"), "a{}\n").unwrap();
        fold(dist).unwrap();
        let name = format!("style-{}.css", content_hash([b"b{}\na{}\n".as_slice()]));
        assert_eq!(fs::read_to_string(dist.join(&name)).unwrap(), "b{}\na{}\n");
        let expected = format!(
            "<head>\n  <link rel=\"stylesheet\" href=\"/{name}\">\n  <link rel=\"icon\" href=\"/i.svg\">\n  <script></script>\n</head>"
        );
        assert_eq!(fs::read_to_string(dist.join("index.html")).unwrap(), expected);
        assert_eq!(fs::read_dir(dist).unwrap().count(), 2, "no file is left over");
    }

    #[test]
    fn what_is_missing_is_said() {
        let dir = tempfile::tempdir().unwrap();
        for page in ["<head></head>", "<link rel=\"stylesheet\" href=\"/a.css\">"] {
            fs::write(dir.path().join("index.html"), page).unwrap();
            assert!(fold(dir.path()).is_err(), "{page}");
        }
    }
}
