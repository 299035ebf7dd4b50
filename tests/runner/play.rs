//! Walks one scenario over a stage and says what differs.

use crate::transitions::Transition;
use madoguchi_scenarios::scenario::{Given, Lane, Scenario, Step, load};
use std::collections::BTreeSet;
use std::path::Path;

/// Where a scenario is played: the flow core, or a browser.
pub(crate) trait Stage: Sized {
    /// The world before the first reception: this facility, this person, this given.
    async fn set(pharmacy: bool, person: &str, given: &[(usize, Given)]) -> Result<Self, String>;

    /// Does one step. An error when it cannot be done here.
    async fn act(&mut self, step: &Step) -> Result<(), String>;

    /// What is seen in a lane, in the words of `tests/scenarios/README.md`. Requests, HIS and backend tell what is new
    /// since they were last looked at, `nothing` when there is nothing.
    async fn look(&mut self, lane: Lane) -> String;

    /// Transitions that were walked since the beginning.
    fn walked(&self) -> BTreeSet<Transition>;
}

/// How a scenario went.
#[derive(Default)]
pub(crate) struct Played {
    /// Every line says one difference with file and line; none: it went as written.
    pub differences: Vec<String>,
    /// Transitions of the machines that it walked.
    pub walked: BTreeSet<Transition>,
}

/// Plays a scenario.
pub(crate) async fn play<S: Stage>(root: &Path, scenario: &Scenario) -> Played {
    let played = walk::<S>(root, scenario).await;
    played.unwrap_or_else(|stopped| Played {
        differences: vec![stopped],
        ..Played::default()
    })
}

async fn walk<S: Stage>(root: &Path, scenario: &Scenario) -> Result<Played, String> {
    let before = match &scenario.after {
        Some(name) => Some(load(root, name).map_err(|mistake| mistake.to_string())?),
        None => None,
    };
    let mut given = Vec::new();
    if let Some(before) = &before {
        if (before.pharmacy, &before.person, &before.after) != (scenario.pharmacy, &scenario.person, &None) {
            let file = before.file.display();
            return Err(at(
                scenario,
                0,
                &format!("{file} is of another world, or comes after something itself"),
            ));
        }
        given.extend(before.given.iter().cloned());
    }
    given.extend(scenario.given.iter().cloned());
    let mut stage = S::set(scenario.pharmacy, &scenario.person, &given)
        .await
        .map_err(|why| at(scenario, 0, &why))?;
    if let Some(before) = &before {
        let steps = before.steps.iter().map(|played| &played.step);
        for step in steps.chain([&Step::NextReception]) {
            stage.act(step).await.map_err(|why| at(before, 0, &why))?;
        }
        // What happened then is told in its own file.
        for lane in [Lane::Requests, Lane::His, Lane::Backend] {
            stage.look(lane).await;
        }
    }
    let mut differences = Vec::new();
    for played in &scenario.steps {
        stage
            .act(&played.step)
            .await
            .map_err(|why| at(scenario, played.line, &why))?;
        for expected in &played.seen {
            let seen = stage.look(expected.lane).await;
            if seen != expected.what {
                let told = format!("{:?} `{}`, but it is `{seen}`", expected.lane, expected.what);
                differences.push(at(scenario, expected.line, &told));
            }
        }
    }
    // Whatever was written anywhere has to be told.
    let end = scenario.steps.last().map_or(0, |played| played.line);
    for lane in [Lane::His, Lane::Backend] {
        let untold = stage.look(lane).await;
        if untold != "nothing" {
            differences.push(at(scenario, end, &format!("{lane:?} is not told: `{untold}`")));
        }
    }
    let walked = stage.walked();
    Ok(Played { differences, walked })
}

/// `line` 0: the file as a whole.
fn at(scenario: &Scenario, line: usize, what: &str) -> String {
    let file = scenario.file.display();
    match line {
        0 => format!("{file}: {what}"),
        line => format!("{file}:{line}: {what}"),
    }
}
