//! `docs/errors.md` says what the catalogue says, and no code is without a test that names it.
//!
//! `MADOGUCHI_WRITE_DOCS=1 cargo test -p madoguchi-shared --test errors_doc` writes the page anew.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use madoguchi_shared::{ErrorCode, Language};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = "docs/errors.md";

const HEAD: &str = "\
# Errors (エラー一覧)

Every error of bridge, backend and app. The table is generated from the catalogue in
`shared/src/error/catalogue.rs`; a test compares the two. To change it, change the catalogue and run

    MADOGUCHI_WRITE_DOCS=1 cargo test -p madoguchi-shared --test errors_doc

An error answer has the body `{\"code\": …, \"message\": …, \"requestId\": …}`. `message` is the Japanese cause.
`requestId` finds the request in the log, where the internal detail is. Status `-` marks an error that only the page
can notice, such as a lost connection. A code that an older app does not know is shown as `UNKNOWN`.

| code | status | cause | next step |
|---|---|---|---|
";

/// Folders whose `.rs` and `.ts` files are tests from the first line to the last.
const TESTS: &[&str] = &[
    "bridge/tests",
    "bridge/virtual-card/tests",
    "frontend/flow/tests",
    "tests/e2e/specs",
    "tests/sandbox/tests",
];

/// Folders whose `.rs` files may end with a test module.
const SOURCES: &[&str] = &["bridge/src", "frontend/src", "tests/sandbox/src"];

/// Tests of the card path compare the card's own errors; these become a code in one place
/// (`bridge/src/card/error.rs`).
const STANDS_FOR: &[(ErrorCode, &str)] = &[
    (ErrorCode::CardTimeout, "CardError::Timeout"),
    (ErrorCode::CardUnreadable, "CardError::Unreadable"),
    (ErrorCode::CardInUse, "CardError::InUse"),
];

/// Codes that no test has to name, and why.
const EXCUSED: &[(ErrorCode, &str)] = &[
    (
        ErrorCode::Internal,
        "a defect of ours: there is no known way to cause one",
    ),
    (
        ErrorCode::Unknown,
        "made while reading an answer; a unit test of `shared::error` reads one",
    ),
];

#[test]
fn the_page_lists_the_catalogue() {
    let path = root().join(PAGE);
    let page = page();
    if std::env::var_os("MADOGUCHI_WRITE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "{PAGE} differs from the catalogue: run this test with MADOGUCHI_WRITE_DOCS=1"
    );
}

#[test]
fn every_code_is_named_in_a_test_or_excused() {
    let tests = test_text();
    let missing: Vec<&str> = ErrorCode::ALL
        .iter()
        .filter(|code| EXCUSED.iter().all(|(excused, _)| excused != *code))
        .filter(|code| !is_named(&tests, **code))
        .map(|code| code.code())
        .collect();
    assert!(missing.is_empty(), "no test names {missing:?}");
}

#[test]
fn a_name_inside_a_longer_one_does_not_count() {
    assert!(is_named(
        "assert_eq!(code, ErrorCode::NotFound);",
        ErrorCode::NotFound
    ));
    assert!(is_named("await expectProblem('NOT_FOUND')", ErrorCode::NotFound));
    assert!(is_named("Err(CardError::Timeout)", ErrorCode::CardTimeout));
    for other in [
        "StatusCode::NOT_FOUND",
        "ErrorCode::NotFoundAtAll",
        "\"CHART_NOT_FOUND\"",
        "",
    ] {
        assert!(!is_named(other, ErrorCode::NotFound), "{other}");
    }
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for error in ErrorCode::ALL {
        let (en, ja) = (error.wording(Language::En), error.wording(Language::Ja));
        let status = match error.status() {
            0 => "-".to_owned(),
            status => status.to_string(),
        };
        writeln!(
            page,
            "| `{error}` | {status} | {}<br>{} | {}<br>{} |",
            en.cause, ja.cause, en.next_step, ja.next_step
        )
        .unwrap();
    }
    page
}

fn is_named(text: &str, error: ErrorCode) -> bool {
    let variant = format!("ErrorCode::{error:?}");
    let other = STANDS_FOR.iter().filter(|(code, _)| *code == error);
    let names = other
        .map(|(_, name)| *name)
        .chain([variant.as_str(), error.code()]);
    names.into_iter().any(|name| has_word(text, name))
}

/// Whether `word` stands in `text` as a whole; `StatusCode::WORD` is another's.
fn has_word(text: &str, word: &str) -> bool {
    let in_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.ends_with(in_name) && !before.ends_with("::") && !after.starts_with(in_name)
    })
}

/// All tests in one text. This file does not count.
fn test_text() -> String {
    let mut text = String::new();
    for folder in TESTS {
        for file in files(&root().join(folder)) {
            text.push_str(&fs::read_to_string(file).unwrap());
        }
    }
    for folder in SOURCES {
        for file in files(&root().join(folder)) {
            let source = fs::read_to_string(&file).unwrap();
            let from = if file.ends_with("tests.rs") {
                Some(0)
            } else {
                source.find("#[cfg(test)]")
            };
            text.push_str(from.map_or("", |from| &source[from..]));
        }
    }
    text
}

/// The `.rs` and `.ts` files under a folder; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.extension().and_then(|ext| ext.to_str()) {
            _ if path.is_dir() => files(&path),
            Some("rs" | "ts") if !path.ends_with("errors_doc.rs") => vec![path],
            Some(_) | None => Vec::new(),
        })
        .collect()
}

/// Cargo runs tests in the folder of their package. A path taken at build time is that of another clone when both
/// share their build output.
fn root() -> PathBuf {
    Path::new("..").to_owned()
}
