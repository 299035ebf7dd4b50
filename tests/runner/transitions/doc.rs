//! `docs/flows.md` out of the machines.

use super::{Found, ROWS, explore, machine};
use madoguchi_scenarios::{Branches, Scenario};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const HEAD: &str = "\
# Flows

<!-- Written by `cargo test -p madoguchi-tests --test scenarios` from the machines and the scenarios; the test fails when it
is out of date. MADOGUCHI_WRITE_DOCS=1 writes it anew. -->

Which official flow (業務フロー, 医療扶助版 v1.1) runs on which machine, which scenarios play it, and how the machines go. What each state
waits for is said at `update` of the machine (`frontend/flow/src`). Every branch of every row: [branches.txt](../tests/scenarios/branches.txt);
`cargo xtask rows` counts them.

One card read returns whatever the patient has, so 単独 and 併用 are one machine: which row it is shows only in the answer.
In every state a reception can be given up, and every end waits for the card (「カードをお取りください」); a card that is taken away too early leads
back to `identify`. These transitions are not drawn. `bulk_retrieval` is no reception: it has no patient and no card.
";

/// The page.
pub(crate) fn page(branches: &Branches, scenarios: &[Scenario]) -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n| row | flow | machine | scenarios |\n|---|---|---|---|\n");
    for row in &branches.rows {
        let of_row = |scenario: &&Scenario| {
            scenario
                .branches
                .iter()
                .any(|id| row.branches.iter().any(|branch| branch.id == *id))
        };
        let names: Vec<String> = scenarios.iter().filter(of_row).map(link).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(
            page,
            "| {} | {} | `{}` | {} |",
            row.name,
            row.title,
            row.machine,
            names.join(", ")
        );
    }
    for (machine, found) in machines() {
        let _ = write!(page, "\n## `{machine}`\n\n```mermaid\nstateDiagram-v2\n");
        for ((from, to), on) in found {
            let on: Vec<&str> = on.iter().map(String::as_str).collect();
            let _ = writeln!(
                page,
                "    {} --> {}: {}",
                short(&machine, &from),
                short(&machine, &to),
                on.join(", ").replace(':', "")
            );
        }
        page.push_str("```\n");
    }
    page
}

fn link(scenario: &Scenario) -> String {
    let file = scenario.file.with_extension("");
    let name = file.display();
    format!("[{name}](../tests/scenarios/{name}.txt)")
}

/// All that the rows of a machine find together.
fn machines() -> BTreeMap<String, Found> {
    let mut all: BTreeMap<String, Found> = BTreeMap::new();
    for row in ROWS {
        let of_machine = all.entry(machine(row.from).to_owned()).or_default();
        for (transition, on) in explore(row) {
            let known: &mut BTreeSet<String> = of_machine.entry(transition).or_default();
            known.extend(on);
        }
    }
    all.retain(|_, found| !found.is_empty());
    all
}

/// A state of the machine by its own name, one of another with its machine.
fn short(machine: &str, state: &str) -> String {
    match (state, state.strip_prefix(machine)) {
        ("end", _) => "[*]".to_owned(),
        (_, Some(own)) => own.trim_start_matches(':').to_owned(),
        (_, None) => state.replace("::", "_"),
    }
}
