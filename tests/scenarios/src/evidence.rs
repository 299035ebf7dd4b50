//! Whether a scenario shows what a branch is about that it says it walks, where that can be read off its steps.

use crate::Scenario;
use crate::scenario::{Act, Change, Cover, Fault, Given, Handed, On, Question, Step};

/// What a branch cannot be walked without.
struct Needs {
    /// Its ids.
    ids: &'static [&'static str],
    /// In words.
    what: &'static str,
    /// Whether it is there.
    there: fn(&Scenario) -> bool,
}

/// In the order of `branches.txt`.
const NEEDS: &[Needs] = &[
    Needs {
        ids: &[
            "F03.2c",
            "F04.2c",
            "F07.2c",
            "F08.2c",
            "F11.2b",
            "F12.2b",
            "identify.2f",
        ],
        what: "a right PIN",
        there: |scenario| does(scenario, |step| matches!(step, Step::Pin(true))),
    },
    Needs {
        ids: &["F03.2d", "F04.2d", "F07.2d", "F08.2d", "identify.2c"],
        what: "a wrong PIN",
        there: |scenario| does(scenario, |step| matches!(step, Step::Pin(false))),
    },
    Needs {
        ids: &["F03.2e", "F04.2e", "F07.2e", "F08.2e", "F11.2a", "F12.2a"],
        what: "目視",
        there: |scenario| does(scenario, |step| *step == Step::Act(Act::Confirm)),
    },
    Needs {
        ids: &["F03.6c"],
        what: "a reload",
        there: |scenario| does(scenario, |step| *step == Step::Reload),
    },
    Needs {
        ids: &["F03.5i", "F03.5j"],
        what: "a HIS that does not answer",
        there: |scenario| does(scenario, |step| *step == Step::Fault(Fault::His)),
    },
    Needs {
        ids: &["F01.7a"],
        what: "マイナポータル that does not answer",
        there: |scenario| fails(scenario, Question::MynaPortal),
    },
    Needs {
        ids: &["F01.7b"],
        what: "中間サーバー that does not answer",
        there: |scenario| fails(scenario, Question::IntermediateServer),
    },
    Needs {
        ids: &["F01.7c"],
        what: "J-LIS that does not answer",
        there: |scenario| fails(scenario, Question::Jlis),
    },
    Needs {
        ids: &["F03.3g", "F03.3k"],
        what: "a query that does not come through",
        there: |scenario| fails(scenario, Question::Query),
    },
    Needs {
        ids: &["F05.6e", "F06.6g", "F09.6e", "F10.6g"],
        what: "a query by numbers that does not come through",
        there: |scenario| fails(scenario, Question::Numbers),
    },
    Needs {
        ids: &["F05.2a", "F09.2a"],
        what: "a slip of the pen in a number",
        there: |scenario| hands_in(scenario, |papers| papers.slip.is_some()),
    },
    Needs {
        ids: &["F05.4a", "F06.4a", "F09.4a", "F10.4a"],
        what: "a paper without the 枝番 that the qualification has",
        there: |scenario| {
            let has_one = |given: &(usize, Given)| given.1 == Given::Change(Change::Branch);
            let assistance = scenario.given.iter().any(has_one);
            hands_in(scenario, |papers| {
                papers.without_branch && (assistance || papers.cover == Cover::Insurance)
            })
        },
    },
    Needs {
        ids: &["F05.4b", "F09.4c", "F10.4c"],
        what: "医療券/調剤券",
        there: |scenario| hands_in(scenario, |papers| papers.cover == Cover::Assistance),
    },
    Needs {
        ids: &["F09.4b", "F10.4b"],
        what: "被保険者証",
        there: |scenario| hands_in(scenario, |papers| papers.cover == Cover::Insurance),
    },
    Needs {
        ids: &[
            "F06.2a", "F06.3a", "F06.6a", "F06.6b", "F06.6c", "F10.2a", "F10.3a", "F10.6a", "F10.6b",
            "F10.6c",
        ],
        what: "a 処方せん that says the same",
        there: |scenario| hands_in(scenario, |papers| papers.same_prescription),
    },
    Needs {
        ids: &[
            "F06.2b", "F06.2c", "F06.3b", "F06.6d", "F06.6e", "F06.6f", "F10.2b", "F10.2c", "F10.3b",
            "F10.6d", "F10.6e", "F10.6f",
        ],
        what: "a 処方せん that says something else",
        there: |scenario| hands_in(scenario, |papers| papers.prescription.is_some()),
    },
    Needs {
        ids: &["F06.2d", "F10.2d"],
        what: "a 処方せん with a slip in a number with a check digit",
        there: |scenario| hands_in(scenario, |papers| papers.prescription == Some(On::Payer)),
    },
    Needs {
        ids: &[
            "F11.7a", "F11.7b", "F11.7c", "F12.7a", "F12.7b", "F12.7c", "S2.1c", "S3.1d", "F07.4f",
        ],
        what: "a telephone call",
        there: |scenario| does(scenario, |step| matches!(step, Step::Act(Act::Call(_)))),
    },
    Needs {
        ids: &["S2.1b", "S3.1c"],
        what: "the card instead",
        there: |scenario| does(scenario, |step| *step == Step::Act(Act::ByCard)),
    },
    Needs {
        ids: &["identify.1g", "F03.3k", "F03.4h", "F04.1b"],
        what: "the numbers instead",
        there: |scenario| does(scenario, |step| *step == Step::Act(Act::ByNumbers)),
    },
    Needs {
        ids: &["S2.1a"],
        what: "another question",
        there: |scenario| {
            does(scenario, |step| {
                matches!(step, Step::Act(Act::Correct | Act::Retry))
            })
        },
    },
    Needs {
        ids: &["F05.7b"],
        what: "a correction",
        there: |scenario| does(scenario, |step| *step == Step::Act(Act::Correct)),
    },
    Needs {
        ids: &["F11.7d"],
        what: "another way",
        there: |scenario| {
            does(scenario, |step| {
                matches!(step, Step::Act(Act::ByCard | Act::ByNumbers))
            })
        },
    },
    Needs {
        ids: &["S3.1b"],
        what: "the other paper",
        there: |scenario| does(scenario, |step| *step == Step::Act(Act::OtherPaper)),
    },
    Needs {
        ids: &["F03.4g", "S3.1e"],
        what: "a reception at the patient's own expense",
        there: |scenario| does(scenario, |step| *step == Step::Act(Act::OwnExpense)),
    },
    Needs {
        ids: &["S1.2a"],
        what: "a 照会番号登録 that fails",
        there: |scenario| fails(scenario, Question::Number),
    },
    Needs {
        ids: &["F02.1d", "F02.1e"],
        what: "a question about consent and its answer",
        there: |scenario| {
            does(scenario, |step| {
                matches!(step, Step::ConsentMedications(_) | Step::ConsentCheckups(_))
            })
        },
    },
    Needs {
        ids: &["F02.1f"],
        what: "a patient who does not answer",
        there: |scenario| {
            does(scenario, |step| {
                matches!(step, Step::NoAnswer | Step::PatientAsksStaff)
            })
        },
    },
    Needs {
        ids: &["F02.1b"],
        what: "a reception for consent alone",
        there: |scenario| does(scenario, |step| *step == Step::ConsentOnly),
    },
    Needs {
        ids: &["F02.2b"],
        what: "同意登録 that fails",
        there: |scenario| fails(scenario, Question::Consent),
    },
    Needs {
        ids: &["F02.2d"],
        what: "a HIS that does not answer",
        there: |scenario| does(scenario, |step| *step == Step::Fault(Fault::His)),
    },
    Needs {
        ids: &["F02.4a", "F02.5a", "F02.5b", "F02.5c", "F02.6a"],
        what: "a doctor who asks",
        there: |scenario| does(scenario, |step| matches!(step, Step::DoctorAsks(_))),
    },
    Needs {
        ids: &["F13.3b", "F14.3b"],
        what: "処理中",
        there: |scenario| does(scenario, |step| *step == Step::Fault(Fault::BulkInProgress)),
    },
    Needs {
        ids: &["F13.3e", "F14.3e"],
        what: "an error of the national system",
        there: |scenario| does(scenario, |step| *step == Step::Fault(Fault::BulkAbnormal)),
    },
    Needs {
        ids: &["F13.3f", "F14.3f"],
        what: "a retrieval that does not come through",
        there: |scenario| fails(scenario, Question::Bulk),
    },
    Needs {
        ids: &["F13.3g", "F14.3g"],
        what: "an answer that breaks off",
        there: |scenario| does(scenario, |step| *step == Step::Fault(Fault::BulkBreaksOff)),
    },
    Needs {
        ids: &["F13.4b", "F14.4b"],
        what: "rows that are in error",
        there: |scenario| {
            scenario
                .given
                .iter()
                .any(|given| matches!(given.1, Given::BulkRows(50..)))
        },
    },
    Needs {
        ids: &["S1.2c"],
        what: "a number that is sent again",
        there: |scenario| does(scenario, |step| *step == Step::SendAgain),
    },
];

/// What the scenario does not show of a branch that it names: `F05.4a without …`. `None`: nothing is missing that can be told.
pub(crate) fn missing(scenario: &Scenario) -> Option<String> {
    let lacks = |id: &String| {
        if let Some(pharmacy) = at_a_pharmacy(id)
            && pharmacy != scenario.pharmacy
        {
            let where_it_is = if pharmacy { "a pharmacy" } else { "a clinic" };
            return Some(format!("{id} away from {where_it_is}"));
        }
        let mut needed = NEEDS.iter().filter(|needs| needs.ids.contains(&id.as_str()));
        let missing = needed.find(|needs| !(needs.there)(scenario))?;
        Some(format!("{id} without {}", missing.what))
    };
    scenario.branches.iter().find_map(lacks)
}

/// Whether the branch is of a row of pharmacies; `None`: of a row of both.
fn at_a_pharmacy(id: &str) -> Option<bool> {
    match id.split('.').next()? {
        "F04" | "F06" | "F08" | "F10" | "F12" | "F14" => Some(true),
        "F03" | "F05" | "F07" | "F09" | "F11" | "F13" => Some(false),
        _ => None,
    }
}

fn does(scenario: &Scenario, what: impl Fn(&Step) -> bool) -> bool {
    scenario.steps.iter().any(|played| what(&played.step))
}

fn hands_in(scenario: &Scenario, which: impl Fn(&Handed) -> bool) -> bool {
    does(
        scenario,
        |step| matches!(step, Step::Papers(papers) if which(papers)),
    )
}

fn fails(scenario: &Scenario, question: Question) -> bool {
    let faults = [Fault::Unavailable(question), Fault::Nonsense(question)];
    does(
        scenario,
        |step| matches!(step, Step::Fault(fault) if faults.contains(fault)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Branches;
    use crate::scenario::parse;
    use std::path::Path;

    fn told(branch: &str, facility: &str, step: &str) -> Option<String> {
        let text = format!(
            "title t\nbranches {branch}\nfacility {facility}\nperson p\ndo {step}\ncounter a\npatient b\n"
        );
        missing(&parse(Path::new("F06/x.txt"), &text).unwrap())
    }

    #[test]
    fn a_branch_is_not_walked_without_what_it_is_about() {
        let papers = "papers: 医療扶助, prescription says the same";
        assert_eq!(told("F06.2a", "pharmacy", papers), None);
        for (branch, facility, step, lacks) in [
            (
                "F06.2a",
                "pharmacy",
                "papers: 医療扶助",
                "F06.2a without a 処方せん that says the same",
            ),
            (
                "F06.2b",
                "pharmacy",
                papers,
                "F06.2b without a 処方せん that says something else",
            ),
            ("F06.2a", "clinic", papers, "F06.2a away from a pharmacy"),
            (
                "F03.4a",
                "pharmacy",
                "card: put down",
                "F03.4a away from a clinic",
            ),
            (
                "F05.4a",
                "clinic",
                "papers: 医療扶助, no branch number",
                "F05.4a without a paper without the 枝番 that the qualification has",
            ),
            (
                "S2.1b",
                "clinic",
                "start: by numbers",
                "S2.1b without the card instead",
            ),
        ] {
            assert_eq!(told(branch, facility, step).as_deref(), Some(lacks));
        }
    }

    #[test]
    fn every_id_that_needs_something_is_listed() {
        let list = Branches::load(Path::new(".")).unwrap();
        for id in NEEDS.iter().flat_map(|needs| needs.ids) {
            assert!(list.find(id).is_some(), "{id}");
        }
    }
}
