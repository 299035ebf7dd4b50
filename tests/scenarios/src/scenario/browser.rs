//! Which scenarios are played in the browser too, against the whole system; and which never can be.

use super::{Doubt, Fault, Given, Judged, Scenario, Step};
use crate::Mistake;
use serde::Serialize;

/// What a line `browser` says: how the scenario ends for the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Ends {
    /// `happy`: received as meant.
    Happy,
    /// `unhappy`: something is wrong with card, qualification, chart or a program.
    Unhappy,
}

impl Ends {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "happy" => Some(Self::Happy),
            "unhappy" => Some(Self::Unhappy),
            _ => None,
        }
    }
}

/// An error when a scenario that is marked for the browser, or the one before it, has what cannot be played there.
pub(super) fn check(scenarios: &[Scenario]) -> Result<(), Mistake> {
    for scenario in scenarios.iter().filter(|scenario| scenario.browser.is_some()) {
        let before = scenarios
            .iter()
            .find(|other| scenario.after.as_deref() == Some(other.name().as_str()));
        for played in [Some(scenario), before].into_iter().flatten() {
            if let Some((line, why)) = obstacle(played) {
                return Err(Mistake {
                    file: played.file.clone(),
                    line: Some(line),
                    what: format!("{why}: {} cannot be marked `browser`", scenario.name()),
                });
            }
        }
    }
    Ok(())
}

/// What the browser cannot play, with its line.
fn obstacle(scenario: &Scenario) -> Option<(usize, &'static str)> {
    let given = scenario.given.iter().find_map(|(line, given)| {
        let why = match given {
            Given::Chart(_) | Given::FaceMatch | Given::BulkRows(_) => return None,
            Given::Number(..) => "only the flow core starts with a number",
            Given::Change(_) => "the people of the browser do not change",
        };
        Some((*line, why))
    });
    let step = |played: &super::Played| {
        let why = match &played.step {
            Step::Minutes(_) | Step::Days(_) => "the clock of the browser cannot be set",
            Step::NoAnswer => "the browser does not wait for two minutes",
            Step::Change(_) => "the people of the browser do not change",
            Step::LeftCard | Step::MuteCard => "the browser's card is put down on one reader, and answers",
            Step::Papers(papers) if papers.former => "the people of the browser hand in what is in force",
            Step::Face(Judged::NotSure(doubt)) if !is_played(*doubt) => {
                "nobody plays that before the browser's camera"
            }
            Step::Fault(Fault::HisTakesNothing) => "the browser's registry takes what it is given",
            Step::Fault(Fault::NationalError) => "the browser's backend has no error of the national system",
            _ => return None,
        };
        Some((played.line, why))
    };
    given.or_else(|| scenario.steps.iter().find_map(step))
}

/// Whether there is something for the browser's camera of which the bridge makes this.
fn is_played(doubt: Doubt) -> bool {
    match doubt {
        Doubt::NoFace | Doubt::SeveralFaces | Doubt::Light | Doubt::Frozen | Doubt::Flat => true,
        Doubt::Between | Doubt::NotMoved | Doubt::AnotherFace | Doubt::NoCamera | Doubt::CardPhoto => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use std::path::Path;

    fn scenario(file: &str, head: &str, step: &str) -> Scenario {
        let text = format!(
            "title t\nbranches F03.1\nfacility clinic\nperson p\n{head}\ndo {step}\ncounter a\npatient b\n"
        );
        parse(Path::new(file), &text).unwrap()
    }

    #[test]
    fn what_the_browser_cannot_play_is_not_marked() {
        for (head, step, told) in [
            ("browser happy", "time: 1 days", "F03/x.txt:6: the clock"),
            (
                "browser happy",
                "changed: no qualification",
                "F03/x.txt:6: the people",
            ),
            (
                "browser unhappy",
                "card: put down, mute",
                "F03/x.txt:6: the browser's card",
            ),
            (
                "browser unhappy\ngiven face match",
                "patient: face not sure: between",
                "F03/x.txt:7: nobody plays",
            ),
            (
                "browser unhappy\ngiven changed: another name",
                "card: put down",
                "F03/x.txt:6: the people",
            ),
        ] {
            let marked = scenario("F03/x.txt", head, step);
            let error = check(&[marked]).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
            let head = head
                .replace("browser happy", "# none")
                .replace("browser unhappy", "# none");
            check(&[scenario("F03/x.txt", &head, step)]).unwrap();
        }
    }

    #[test]
    fn what_comes_before_is_played_too() {
        let before = scenario("F03/y.txt", "# none", "time: 1 days");
        let marked = scenario("F03/x.txt", "after F03/y\nbrowser happy", "card: put down");
        let error = check(&[marked, before]).unwrap_err().to_string();
        assert!(error.starts_with("F03/y.txt:6: the clock"), "{error}");
        assert!(error.ends_with("F03/x cannot be marked `browser`"), "{error}");
    }
}
