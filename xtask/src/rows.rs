//! `cargo xtask rows`: which branches of the specification have a scenario, and which rows the browser plays.

use std::path::Path;

use anyhow::{Result, bail};
use madoguchi_scenarios::{Branches, report, scenario};

use crate::places::Places;

/// Prints the table; an error when a branch that is not marked open has no scenario, or the browser plays too little of a
/// row.
pub(crate) fn print(places: &Places) -> Result<()> {
    table(&places.root.join("tests").join("scenarios"))
}

fn table(root: &Path) -> Result<()> {
    let table = report(&Branches::load(root)?, &scenario::all(root)?)?;
    println!(
        "{:<9} {:<19} branches  walked  open  browser: happy  unhappy",
        "row", "machine"
    );
    for row in &table {
        let (branches, walked, open) = (row.branches, row.walked, row.open);
        println!(
            "{:<9} {:<19} {branches:>8} {walked:>7} {open:>5} {:>15} {:>8}",
            row.row, row.machine, row.happy, row.unhappy
        );
    }
    let missing: Vec<&str> = table
        .iter()
        .flat_map(|row| &row.missing)
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        bail!("no scenario for {}", missing.join(" "));
    }
    let lacking: Vec<&str> = table
        .iter()
        .filter(|row| row.lacks_the_browser())
        .map(|row| row.row.as_str())
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    bail!(
        "no happy or no unhappy scenario for the browser: {}",
        lacking.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_branch_without_a_scenario_is_an_error_unless_it_is_open() {
        let dir = tempfile::tempdir().unwrap();
        let list = |text: &str| fs::write(dir.path().join("branches.txt"), text).unwrap();
        list("[F03] machine: title\nF03.1 open a\n");
        assert!(table(dir.path()).is_ok());
        list("[F03] machine: title\nF03.1 open a\nF03.2 b\n");
        let error = table(dir.path()).unwrap_err();
        assert_eq!(error.to_string(), "no scenario for F03.2");
    }

    #[test]
    fn a_row_that_the_browser_does_not_play_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
        let text = |mark| {
            format!(
                "title t\nbranches F03.1\nfacility clinic\nperson p\nbrowser {mark}\n\
                 do card: put down\ncounter a\npatient b\n"
            )
        };
        file("branches.txt", "[F03] machine: title\nF03.1 a\n");
        fs::create_dir(dir.path().join("F03")).unwrap();
        file("F03/a.txt", &text("happy"));
        let error = table(dir.path()).unwrap_err();
        assert!(error.to_string().ends_with("for the browser: F03"), "{error}");
        file("F03/b.txt", &text("unhappy"));
        assert!(table(dir.path()).is_ok());
    }
}
