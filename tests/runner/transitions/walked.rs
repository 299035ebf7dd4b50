//! Which transitions of a row are walked: by scenarios of the row, or of another row of the same machine, which does the
//! same in other words.

use super::{ROWS, Transition, explore};
use madoguchi_scenarios::{Branches, Scenario};
use std::collections::BTreeSet;

/// One row.
pub(crate) struct Walked {
    row: &'static str,
    exist: usize,
    /// Not walked, with what brings it about.
    missing: Vec<String>,
}

impl Walked {
    /// A line each.
    pub(crate) fn missing(&self) -> Vec<String> {
        let row = self.row;
        self.missing
            .iter()
            .map(|missing| format!("{row}: {missing}"))
            .collect()
    }
}

/// All rows whose machine there is.
pub(crate) fn table(branches: &Branches, walked: &[(&Scenario, BTreeSet<Transition>)]) -> Vec<Walked> {
    let rows = ROWS.iter().map(|row| {
        let of_machine = |scenario: &Scenario| {
            let ids = &scenario.branches;
            // 本人確認 is part of every reception with the card.
            let mut listed = branches.rows.iter().filter(|listed| {
                row.name == "identify" || machine_of(branches, row.name) == Some(&listed.machine)
            });
            listed.any(|listed| listed.branches.iter().any(|branch| ids.contains(&branch.id)))
        };
        let reached: BTreeSet<&Transition> = walked
            .iter()
            .filter(|(scenario, _)| of_machine(scenario))
            .flat_map(|(_, walked)| walked)
            .collect();
        let found = explore(row);
        let exist = found.len();
        let missing = found
            .into_iter()
            .filter(|(transition, _)| !reached.contains(transition));
        Walked {
            row: row.name,
            exist,
            missing: missing
                .map(|((from, to), on)| {
                    let on: Vec<String> = on.into_iter().collect();
                    format!("{from} -> {to} ({})", on.join(", "))
                })
                .collect(),
        }
    });
    rows.collect()
}

fn machine_of<'a>(branches: &'a Branches, row: &str) -> Option<&'a String> {
    let listed = branches.rows.iter().find(|listed| listed.name == row);
    listed.map(|listed| &listed.machine)
}

/// A line per row: name, walked, existing.
pub(crate) fn print(table: &[Walked]) -> String {
    let line = |row: &Walked| {
        let reached = row.exist - row.missing.len();
        format!("{} {reached} {}\n", row.row, row.exist)
    };
    table.iter().map(line).collect()
}
