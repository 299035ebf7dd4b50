//! `cargo xtask rows`: which branches of the specification have a scenario.

use anyhow::{Result, bail};
use madoguchi_scenarios::{Branches, report, scenario};

use crate::places::Places;

/// Prints the table; an error when a branch that is not marked open has no scenario.
pub(crate) fn print(places: &Places) -> Result<()> {
    let root = places.root.join("tests").join("scenarios");
    let table = report(&Branches::load(&root)?, &scenario::all(&root)?)?;
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
