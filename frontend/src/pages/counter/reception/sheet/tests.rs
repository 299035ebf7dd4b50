//! What can be pressed in a step. What it says: [`words`].

#[path = "../../../../../flow/tests/support/mod.rs"]
mod support;

mod drawn;
mod face;
mod states;
mod words;

use super::super::uncovered::{self, Uncovered};
use super::super::{numbers, step};
use super::{Does, Part, Sheet};
use madoguchi_flow::Act;
use madoguchi_flow::first_registration;
use madoguchi_flow::identify::{self, Remedy};
use madoguchi_flow::number_reception::{self, Asked};
use madoguchi_flow::reception::{Differing, Match, Reviewed, State};
use madoguchi_flow::unentrusted_check::{self, Case};
use madoguchi_shared::bridge::his::CallAnswer;
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::{ErrorCode, Scheme};
use states::*;

/// The step, of those that are loaded later what is in them.
fn sheet(state: State) -> Sheet {
    match state {
        State::Numbers(inner) => numbers::sheet(inner),
        State::Identifying(identify::State::Facing(entry)) => super::super::face::facing(&entry),
        State::NotCovered(why, _) => uncovered::sheet(Uncovered::No(why)),
        State::NothingValid(coverage) => uncovered::sheet(Uncovered::Lost(coverage)),
        State::Unentrusted(unentrusted_check::State::Calling(case, answer)) => {
            uncovered::sheet(Uncovered::NotYet(case, answer))
        }
        state => step::sheet(state),
    }
}

/// What can be pressed in a step, as its acts, the one that is meant to be pressed marked.
fn buttons(state: State) -> Vec<(Act, bool)> {
    let buttons = sheet(state).into_iter().flat_map(|part| match part {
        Part::Actions(buttons) => buttons,
        _ => Vec::new(),
    });
    let pressed = buttons.filter_map(|button| match button.does {
        Does::Act(act) => Some((*act, button.primary)),
        Does::Close | Does::Print(_) => None,
    });
    pressed.collect()
}

/// State and acts that its texts send to; `true`: it is meant to be pressed.
#[test]
fn every_way_that_a_step_speaks_of_has_its_button() {
    use number_reception::State as S;
    let scheme = Scheme::MedicalAssistance;
    let failed = |code, from| State::Failed(code, Box::new(from));
    let asking = || State::Querying(support::evidence("a"));
    let asked = || {
        Box::new(Asked {
            papers: papers(scheme),
            chart: None,
        })
    };
    let coverage = || reviewed(scheme, QualificationValidity::ValidUnregistered).coverage;
    let unentrusted = |asked, answer| {
        let coverage = coverage();
        State::Unentrusted(unentrusted_check::State::Calling(
            Case { coverage, asked },
            answer,
        ))
    };
    let numbers = |state| State::Numbers(state);
    let identifying = |code| State::Identifying(identify::State::Failed(code, Remedy::StartWithCard(card())));
    let cases = [
        (
            failed(ErrorCode::CertificateRevoked, asking()),
            Act::ByNumbers,
            true,
        ),
        (
            failed(ErrorCode::CertificateExpired, asking()),
            Act::ByNumbers,
            true,
        ),
        (
            failed(ErrorCode::BackendUnavailable, asking()),
            Act::ByNumbers,
            false,
        ),
        (identifying(ErrorCode::BackendUnavailable), Act::ByNumbers, false),
        (
            State::Identifying(identify::State::Failed(
                ErrorCode::CardUnreadable,
                Remedy::TakeCardAway(card()),
            )),
            Act::ByNumbers,
            !ErrorCode::CardUnreadable.retryable(),
        ),
        (State::TakingPapers, Act::ByNumbers, false),
        (State::NothingValid(coverage()), Act::ByNumbers, true),
        (unentrusted(None, None), Act::ByNumbers, false),
        (
            unentrusted(None, Some(CallAnswer::CallBack)),
            Act::ByNumbers,
            false,
        ),
        (unentrusted(Some(asked()), None), Act::ByCard, false),
        (unentrusted(Some(asked()), None), Act::Correct, false),
        (
            numbers(S::PickingPerson(asked(), vec![coverage(), coverage()])),
            Act::ByCard,
            false,
        ),
        (
            numbers(S::PickingPatient(Box::new(papers(scheme)), Vec::new())),
            Act::ByCard,
            false,
        ),
        (
            State::FirstRegistration(first_registration::State::NothingToLink),
            Act::ByNumbers,
            true,
        ),
    ];
    for (state, act, primary) in cases {
        let name = format!("{state:?}");
        let there = buttons(state);
        assert!(there.contains(&(act, primary)), "{there:?}\n{name}");
        assert!(
            there.iter().filter(|(_, primary)| *primary).count() <= 1,
            "{name}"
        );
    }
}

#[test]
fn another_person_on_the_paper_is_compared_and_corrected_first() {
    use number_reception::State as S;
    let scheme = Scheme::MedicalAssistance;
    let asked = || {
        Box::new(Asked {
            papers: otherwise(scheme),
            chart: None,
        })
    };
    let valid = Reviewed {
        papers: Some(Box::new(otherwise(scheme))),
        ..reviewed(scheme, QualificationValidity::Valid)
    };
    let chart = support::chart("000001", valid.basics.clone(), Vec::new());
    let found = Match {
        changes: Vec::new(),
        chart: chart.clone(),
        by_number: true,
    };
    let case = Case {
        coverage: reviewed(scheme, QualificationValidity::ValidUnregistered).coverage,
        asked: Some(asked()),
    };
    let lost = coverage(scheme, lost(scheme), QualificationValidity::Valid);
    for state in [
        State::TakingQuestionnaire(valid.clone()),
        State::PickingChart(valid.clone(), Vec::new()),
        State::ConfirmingUpdate(valid.clone(), found),
        State::ChartDiffers(valid, Differing::UnknownNumber("000009".into())),
        State::Unentrusted(unentrusted_check::State::Calling(case, None)),
        State::Numbers(S::Lost(asked(), lost)),
    ] {
        let name = format!("{state:?}");
        let there = buttons(state.clone());
        let primary: Vec<_> = there.iter().filter(|(_, primary)| *primary).collect();
        assert_eq!(primary, [&(Act::Correct, true)], "{name}");
        assert_eq!(
            there.iter().filter(|(act, _)| *act == Act::Correct).count(),
            1,
            "{name}"
        );
        let both = sheet(state)
            .iter()
            .any(|part| matches!(part, Part::Table(_, rows) if rows.len() == 2));
        assert!(both, "{name}");
    }
}
