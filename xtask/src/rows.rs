//! `cargo xtask rows`: which branches of the specification have a scenario, which transitions of the machines are walked,
//! and which rows the browser plays.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use madoguchi_scenarios::{Branches, report, scenario};

use crate::places::Places;
use crate::process::run;

/// Prints the table; an error when a branch that is not marked open has no scenario, a transition is not walked, or the
/// browser plays too little of a row. Plays the scenarios against the flow core to know what they walk.
pub(crate) fn print(places: &Places) -> Result<()> {
    let mut tests = Command::new("cargo");
    tests.args([
        "test",
        "--quiet",
        "--package",
        "madoguchi-tests",
        "--test",
        "scenarios",
    ]);
    run(tests.current_dir(&places.root))?;
    let counted = places.target.join("tmp").join("transitions.txt");
    let counted = fs::read_to_string(&counted).with_context(|| format!("reading {}", counted.display()))?;
    table(&places.root.join("tests").join("scenarios"), &counted)
}

/// `counted`: a line per row, its name, transitions walked, transitions there are.
fn table(root: &Path, counted: &str) -> Result<()> {
    let counted: HashMap<&str, (&str, &str)> = counted
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, (words.next()?, words.next()?)))
        })
        .collect();
    let table = report(&Branches::load(root)?, &scenario::all(root)?)?;
    println!(
        "{:<9} {:<19} transitions  branches  walked  open  browser: happy  unhappy",
        "row", "machine"
    );
    for row in &table {
        let (branches, walked, open) = (row.branches, row.walked, row.open);
        let (reached, exist) = counted.get(row.row.as_str()).unwrap_or(&("0", "0"));
        println!(
            "{:<9} {:<19} {:>11} {branches:>9} {walked:>7} {open:>5} {:>15} {:>8}",
            row.row,
            row.machine,
            format!("{reached}/{exist}"),
            row.happy,
            row.unhappy
        );
    }
    let short: Vec<&str> = table
        .iter()
        .map(|row| row.row.as_str())
        .filter(|row| counted.get(row).is_some_and(|(reached, exist)| reached != exist))
        .collect();
    if !short.is_empty() {
        bail!("transitions that no scenario walks: {}", short.join(" "));
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
        assert!(table(dir.path(), "").is_ok());
        list("[F03] machine: title\nF03.1 open a\nF03.2 b\n");
        let error = table(dir.path(), "").unwrap_err();
        assert_eq!(error.to_string(), "no scenario for F03.2");
    }

    #[test]
    fn a_transition_that_no_scenario_walks_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(
            dir.path().join("branches.txt"),
            "[F03] machine: title\nF03.1 open a\n",
        )
        .unwrap();
        assert!(table(dir.path(), "F03 7 7\n").is_ok());
        let error = table(dir.path(), "F03 6 7\n").unwrap_err();
        assert!(error.to_string().ends_with("walks: F03"), "{error}");
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
        let error = table(dir.path(), "").unwrap_err();
        assert!(error.to_string().ends_with("for the browser: F03"), "{error}");
        file("F03/b.txt", &text("unhappy"));
        assert!(table(dir.path(), "").is_ok());
    }
}
