//! Which branches are walked: the table of `cargo xtask rows`.

use crate::branches::Row;
use crate::evidence;
use crate::scenario::Ends;
use crate::{Branches, Mistake, Scenario};

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReport {
    /// e.g. `F03`.
    pub row: String,
    /// The machine that serves it.
    pub machine: String,
    /// Branches listed.
    pub branches: usize,
    /// Of them with a scenario.
    pub walked: usize,
    /// Of them marked open.
    pub open: usize,
    /// Ids that are not marked open and have no scenario.
    pub missing: Vec<String>,
    /// Scenarios that walk it and are played in the browser, as happy ones.
    pub happy: usize,
    /// As unhappy ones.
    pub unhappy: usize,
    /// Marked as not played there yet.
    pub browser_open: bool,
}

impl RowReport {
    /// Something of the row can be walked, but the browser plays no happy one of it, or no unhappy one.
    pub fn lacks_the_browser(&self) -> bool {
        !self.browser_open && self.walked > 0 && (self.happy == 0 || self.unhappy == 0)
    }
}

/// The table, in the order of the list. An error when a scenario names a branch that is not listed, one that is marked open, or
/// one that it does not show anything of: the list would no longer be true.
pub fn report(branches: &Branches, scenarios: &[Scenario]) -> Result<Vec<RowReport>, Mistake> {
    for scenario in scenarios {
        for id in &scenario.branches {
            let what = match branches.find(id) {
                None => format!("{id} is not in branches.txt"),
                Some(branch) if branch.open => format!("{id} is marked open in branches.txt"),
                Some(_) => continue,
            };
            return Err(mistake(scenario, what));
        }
        if let Some(missing) = evidence::missing(scenario) {
            return Err(mistake(scenario, format!("it walks {missing}")));
        }
    }
    let walked = |id: &String| scenarios.iter().any(|scenario| scenario.branches.contains(id));
    let table = branches.rows.iter().map(|row| RowReport {
        row: row.name.clone(),
        machine: row.machine.clone(),
        branches: row.branches.len(),
        walked: row.branches.iter().filter(|branch| walked(&branch.id)).count(),
        open: row.branches.iter().filter(|branch| branch.open).count(),
        missing: row
            .branches
            .iter()
            .filter(|branch| !branch.open && !walked(&branch.id))
            .map(|branch| branch.id.clone())
            .collect(),
        happy: played(scenarios, row, Ends::Happy),
        unhappy: played(scenarios, row, Ends::Unhappy),
        browser_open: row.browser_open,
    });
    Ok(table.collect())
}

fn mistake(scenario: &Scenario, what: String) -> Mistake {
    Mistake {
        file: scenario.file.clone(),
        line: None,
        what,
    }
}

/// How many of the browser's scenarios end like this and walk a branch of the row.
fn played(scenarios: &[Scenario], row: &Row, ends: Ends) -> usize {
    let walks = |scenario: &&Scenario| {
        row.branches
            .iter()
            .any(|branch| scenario.branches.contains(&branch.id))
    };
    let marked = scenarios.iter().filter(|scenario| scenario.browser == Some(ends));
    marked.filter(walks).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::parse;
    use std::path::Path;

    fn scenario(branches: &str) -> Scenario {
        let text = format!(
            "title t\nbranches {branches}\nfacility clinic\nperson p\ndo card: put down\ncounter a\npatient b\n"
        );
        parse(Path::new("F03/x.txt"), &text).unwrap()
    }

    #[test]
    fn walked_open_and_missing_are_counted() {
        let list = Branches::parse("[F03] m: t\nF03.1 a\nF03.2 b\nF03.3 open c\n").unwrap();
        let table = report(&list, &[scenario("F03.1")]).unwrap();
        assert_eq!((table[0].branches, table[0].walked, table[0].open), (3, 1, 1));
        assert_eq!(table[0].missing, ["F03.2"]);
    }

    #[test]
    fn a_row_that_can_be_walked_needs_the_browser_twice() {
        let list = Branches::parse("[F03] m: t\nF03.1 a\n[F04] m: t\nF04.1 open a\n").unwrap();
        let of = |marks: &[&str]| {
            let scenarios: Vec<_> = marks
                .iter()
                .map(|mark| scenario(&format!("F03.1\nbrowser {mark}")))
                .collect();
            report(&list, &scenarios).unwrap()
        };
        for (marks, lacks) in [
            (&["happy"][..], true),
            (&["unhappy"], true),
            (&["happy", "unhappy"], false),
        ] {
            let table = of(marks);
            assert_eq!(table[0].lacks_the_browser(), lacks, "{marks:?}");
            assert!(!table[1].lacks_the_browser(), "nothing of it is there yet");
        }
    }

    #[test]
    fn a_scenario_names_listed_branches_that_are_not_open() {
        let list = Branches::parse("[F03] m: t\nF03.1 open a\n").unwrap();
        let told = |ids| report(&list, &[scenario(ids)]).unwrap_err().to_string();
        assert_eq!(told("F03.9"), "F03/x.txt: F03.9 is not in branches.txt");
        assert_eq!(told("F03.1"), "F03/x.txt: F03.1 is marked open in branches.txt");
    }
}
