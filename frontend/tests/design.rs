//! What `docs/design.md` promises of the styles: contrast, in light and dark, and sizes, spaces and colours from the tokens only.
//!
//! `MADOGUCHI_WRITE_DOCS=1 cargo test -p madoguchi-frontend --all-features --test design` writes the table of contrasts anew.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = "docs/design.md";
const BEGIN: &str = "<!-- contrast: written by a test -->\n";
const END: &str = "<!-- end -->\n";

/// Text needs 4.5, large text, borders of controls and the focus 3 (WCAG 2.2, 1.4.3 and 1.4.11). Ours needs more where it is read all day.
const PAIRS: &[(&str, &str, &str, f64)] = &[
    ("text on the page", "text", "ground", 7.0),
    ("text on a panel", "text", "surface", 7.0),
    ("less important text on the page", "muted", "ground", 4.5),
    ("less important text on a panel", "muted", "surface", 4.5),
    ("button that cannot be pressed now", "muted", "line", 4.5),
    ("main button", "on-accent", "accent", 4.5),
    ("main button, pointed at", "on-accent", "accent-strong", 4.5),
    ("chosen button", "accent-strong", "accent-soft", 4.5),
    ("good state on a panel", "good", "surface", 4.5),
    ("warning on a panel", "warn", "surface", 4.5),
    ("warning on its ground", "warn", "warn-soft", 4.5),
    ("problem on a panel", "bad", "surface", 4.5),
    ("problem on its ground", "bad", "bad-soft", 4.5),
    ("text of a notice", "text", "warn-soft", 7.0),
    ("text of a problem", "text", "bad-soft", 7.0),
    ("mark of what is simulated", "on-band", "band", 7.0),
    ("border of a control on a panel", "edge", "surface", 3.0),
    ("border of a control on the page", "edge", "ground", 3.0),
    ("focus on a panel", "focus", "surface", 3.0),
    ("focus on the page", "focus", "ground", 3.0),
];

#[test]
fn every_pair_of_colours_has_its_contrast_in_light_and_dark() {
    let style = style();
    let (light, dark) = colours(&style);
    let mut table = String::from("| what | colours | light | dark | at least |\n|---|---|---|---|---|\n");
    for (what, over, under, least) in PAIRS {
        let [in_light, in_dark] = [&light, &dark].map(|colours| contrast(colours[*over], colours[*under]));
        assert!(
            in_light >= *least && in_dark >= *least,
            "{what}: {in_light:.2}, {in_dark:.2}"
        );
        writeln!(
            table,
            "| {what} | `{over}` on `{under}` | {in_light:.1} | {in_dark:.1} | {least:.1} |"
        )
        .unwrap();
    }
    let path = root().join(PAGE);
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("MADOGUCHI_WRITE_DOCS").is_some() {
        fs::write(&path, [before, BEGIN, &table, END, after].concat()).unwrap();
    } else {
        assert!(
            written == table,
            "{PAGE} differs from the stylesheet: run this test with MADOGUCHI_WRITE_DOCS=1"
        );
    }
}

#[test]
fn sizes_of_type_and_colours_come_from_the_tokens() {
    // Paper has sizes and colours of its own.
    let screens = style_of(|name| !["tokens.css", "print.css", "printed.css"].contains(&name));
    let mut strays = Vec::new();
    for line in screens.lines().map(str::trim) {
        let Some((name, value)) = line.split_once(": ") else {
            continue;
        };
        let sized = matches!(name, "font-size") && !value.starts_with("var(--");
        // What lies over a live picture has the picture's colours; what a browser prints of a screen is black on white.
        let coloured = value.contains('#')
            && !["#000", "#fff", "#10161b", "#4a0d57", "#8ef0b0"]
                .iter()
                .any(|own| value.contains(own));
        if sized || coloured {
            strays.push(line);
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn both_schemes_name_the_same_colours_and_every_token_is_used() {
    let style = style();
    let (light, dark) = colours(&style);
    for name in dark.keys() {
        assert!(light.contains_key(name), "--{name} is in dark only");
    }
    let tokens = style.lines().filter_map(|line| line.trim().strip_prefix("--"));
    for name in tokens.filter_map(|token| Some(token.split_once(':')?.0)) {
        assert!(
            style.contains(&format!("var(--{name})")),
            "--{name} is used nowhere"
        );
    }
}

#[test]
fn what_is_used_is_a_token() {
    let style = style();
    let uses = style.split("var(--").skip(1);
    for name in uses.filter_map(|rest| rest.split([')', ',']).next()) {
        assert!(style.contains(&format!("  --{name}: ")), "--{name} is nowhere");
    }
}

#[test]
fn each_file_is_of_a_page_and_the_pages_name_them_in_one_order() {
    let pages = ["index.html", "patient.html", "records.html"].map(named_by);
    for file in fs::read_dir(root().join("static/style")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(pages.iter().any(|page| page.contains(&name)), "{name}");
    }
    for page in &pages {
        assert_eq!(page[0], "tokens.css");
        for other in &pages {
            let both = |page: &Vec<String>, other: &Vec<String>| -> Vec<String> {
                page.iter().filter(|name| other.contains(name)).cloned().collect()
            };
            assert_eq!(both(page, other), both(other, page));
        }
    }
}

type Colours<'a> = HashMap<&'a str, [f64; 3]>;

/// The colours by their names, in light and in dark. What dark does not name is the same in both.
fn colours(style: &str) -> (Colours<'_>, Colours<'_>) {
    let mut roots = style.split(":root {").skip(1);
    let [light, dark] = [(); 2].map(|()| named(roots.next().unwrap().split('}').next().unwrap()));
    let dark = light.clone().into_iter().chain(dark).collect();
    (light, dark)
}

fn named(block: &str) -> Colours<'_> {
    block
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
            let rgb = u32::from_str_radix(value.strip_suffix(';')?, 16).ok()?;
            Some((
                name,
                [16, 8, 0].map(|shift| f64::from((rgb >> shift) & 0xff) / 255.0),
            ))
        })
        .collect()
}

/// WCAG 2.2: contrast ratio of two colours in sRGB, 1 to 21.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [red, green, blue] = colour.map(|part| {
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The files of the styles that a page names, in that order.
fn named_by(page: &str) -> Vec<String> {
    let html = fs::read_to_string(root().join("frontend").join(page)).unwrap();
    let names = html
        .split("href=\"../static/style/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    names.map(str::to_owned).collect()
}

/// All styles, tokens first.
fn style() -> String {
    style_of(|_| true)
}

/// The files with these names, tokens first.
fn style_of(wanted: fn(&str) -> bool) -> String {
    let folder = root().join("static/style");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| wanted(name))
        .collect();
    names.sort_by_key(|name| (name != "tokens.css", name.clone()));
    names
        .iter()
        .map(|name| fs::read_to_string(folder.join(name)).unwrap())
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
