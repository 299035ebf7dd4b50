//! `branches.txt`: every branch, row by row.

use crate::{Mistake, lines, read};
use std::path::{Path, PathBuf};

/// Name of the file.
pub const FILE: &str = "branches.txt";

/// One branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// e.g. `F03.4a`.
    pub id: String,
    /// Nothing walks it yet.
    pub open: bool,
    /// What happens there, in plain words.
    pub text: String,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// e.g. `F03`.
    pub name: String,
    /// The machine that serves it.
    pub machine: String,
    /// The flow, in the specification's words where it has some.
    pub title: String,
    /// `browser open`: it is not played in the browser yet.
    pub browser_open: bool,
    /// Its branches, in the order of the file.
    pub branches: Vec<Branch>,
}

/// The whole list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branches {
    /// Rows in the order of the file.
    pub rows: Vec<Row>,
}

impl Branches {
    /// Reads `branches.txt` in the folder of the scenarios.
    pub fn load(root: &Path) -> Result<Self, Mistake> {
        Self::parse(&read(root, Path::new(FILE))?)
    }

    /// Reads the list: `[row] machine: title`, then lines `id [open] text`.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let mut rows: Vec<Row> = Vec::new();
        for (number, line) in lines(text) {
            if let Some(heading) = line.strip_prefix('[') {
                let row = row(heading).ok_or_else(|| mistake(number, "expected `[row] machine: title`"))?;
                if rows.iter().any(|other| other.name == row.name) {
                    return Err(mistake(number, &format!("row {} comes twice", row.name)));
                }
                rows.push(row);
                continue;
            }
            let Some(row) = rows.last_mut() else {
                return Err(mistake(
                    number,
                    "a branch before the first `[row] machine: title`",
                ));
            };
            let branch =
                branch(line).ok_or_else(|| mistake(number, "expected `id text` or `id open text`"))?;
            if !belongs(&branch.id, &row.name) {
                let what = format!("{} does not belong to row {}", branch.id, row.name);
                return Err(mistake(number, &what));
            }
            if row.branches.iter().any(|other| other.id == branch.id) {
                return Err(mistake(number, &format!("{} comes twice", branch.id)));
            }
            row.branches.push(branch);
        }
        match rows.iter().find(|row| row.branches.is_empty()) {
            Some(empty) => Err(Mistake {
                file: PathBuf::from(FILE),
                line: None,
                what: format!("row {} has no branch", empty.name),
            }),
            None => Ok(Self { rows }),
        }
    }

    /// The branch with this id; `None`: it is not listed.
    pub fn find(&self, id: &str) -> Option<&Branch> {
        self.rows
            .iter()
            .flat_map(|row| &row.branches)
            .find(|branch| branch.id == id)
    }
}

fn row(heading: &str) -> Option<Row> {
    let (name, rest) = heading.split_once(']')?;
    let (machine, title) = rest.split_once(':')?;
    let (name, machine) = (name.trim(), machine.trim());
    let (machine, browser_open) = match machine.strip_suffix(", browser open") {
        Some(machine) => (machine, true),
        None => (machine, false),
    };
    let complete = !name.is_empty() && !machine.is_empty() && !title.trim().is_empty();
    complete.then(|| Row {
        name: name.to_owned(),
        machine: machine.to_owned(),
        title: title.trim().to_owned(),
        browser_open,
        branches: Vec::new(),
    })
}

fn branch(line: &str) -> Option<Branch> {
    let (id, rest) = line.trim().split_once(char::is_whitespace)?;
    let rest = rest.trim();
    let (open, text) = match rest.strip_prefix("open ") {
        Some(text) => (true, text.trim()),
        None => (false, rest),
    };
    (!text.is_empty() && rest != "open").then(|| Branch {
        id: id.to_owned(),
        open,
        text: text.to_owned(),
    })
}

fn belongs(id: &str, row: &str) -> bool {
    id.strip_prefix(row)
        .and_then(|rest| rest.strip_prefix('.'))
        .is_some_and(|rest| !rest.is_empty())
}

fn mistake(line: usize, what: &str) -> Mistake {
    Mistake {
        file: PathBuf::from(FILE),
        line: Some(line),
        what: what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_order() {
        let list =
            Branches::parse("# note\n[F03] card_reception: title\n\nF03.1 a\nF03.2b open b 「c」\n").unwrap();
        assert_eq!(list.rows[0].machine, "card_reception");
        assert_eq!(list.find("F03.1").map(|branch| branch.open), Some(false));
        let open = list.find("F03.2b").unwrap();
        assert_eq!((open.open, open.text.as_str()), (true, "b 「c」"));
        assert_eq!(list.find("F03.2"), None);
    }

    #[test]
    fn what_cannot_be_understood_is_told_with_its_line() {
        for (text, told) in [
            ("F03.1 a", "branches.txt:1: a branch before"),
            ("[F03 a: b", "branches.txt:1: expected `[row]"),
            ("[F03] a: b\nF03.1", "branches.txt:2: expected `id text`"),
            ("[F03] a: b\nF03.1 open", "branches.txt:2: expected `id text`"),
            (
                "[F03] a: b\nF04.1 c",
                "branches.txt:2: F04.1 does not belong to row F03",
            ),
            (
                "[F03] a: b\nF03.1 c\nF03.1 d",
                "branches.txt:3: F03.1 comes twice",
            ),
            (
                "[F03] a: b\nF03.1 c\n[F03] a: b",
                "branches.txt:3: row F03 comes twice",
            ),
            ("[F03] a: b", "branches.txt: row F03 has no branch"),
        ] {
            let error = Branches::parse(text).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }
}
