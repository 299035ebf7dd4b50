//! `cargo xtask rows`: which branches of the specification have a scenario.

use std::path::Path;

use anyhow::{Result, bail};
use madoguchi_scenarios::{Branches, report, scenario};

use crate::places::Places;

/// Prints the table; an error when a branch that is not marked open has no scenario.
pub(crate) fn print(places: &Places) -> Result<()> {
    table(&places.root.join("tests").join("scenarios"))
}

fn table(root: &Path) -> Result<()> {
    let table = report(&Branches::load(root)?, &scenario::all(root)?)?;
    println!("{:<9} {:<19} branches  walked  open", "row", "machine");
    for row in &table {
        let (branches, walked, open) = (row.branches, row.walked, row.open);
        println!(
            "{:<9} {:<19} {branches:>8} {walked:>7} {open:>5}",
            row.row, row.machine
        );
    }
    let missing: Vec<&str> = table
        .iter()
        .flat_map(|row| &row.missing)
        .map(String::as_str)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!("no scenario for {}", missing.join(" "))
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
}
