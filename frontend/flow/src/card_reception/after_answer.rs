//! From 「照会番号の有無確認」 to the registered reception.

use super::state::{Differing, Ending, Match, Received, Reviewed, State};
use crate::changes::{ended, in_basics, since_last_visit};
use crate::coverage::Coverage;
use crate::person::{basics, completed, inquiry_key, same_person};
use crate::request::RegistrationDraft;
use crate::{Act, Answer, Attempts, Event, Outcome, Request, Status, inquiry_number};
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::{
    Chart, ChartCandidate, ExistingChart, Questionnaire, RegistrationTarget,
};
use madoguchi_shared::qualification::Personal;

type Step = Outcome<State, Ending>;

/// The answer has come: nothing valid → `NothingValid`; one 照会番号 → `LookingUpChart`; several different ones →
/// `ChartDiffers`; none → `SearchingCharts`. `None`: it says of nobody that he is covered.
pub(super) fn start(coverage: Coverage, attempts: &mut Attempts) -> Option<Step> {
    if coverage.valid().next().is_none() {
        return Some(Outcome::stay(State::NothingValid(coverage)));
    }
    let basics = basics(&coverage)?;
    let mut numbers: Vec<Personal> = Vec::new();
    for number in coverage
        .valid()
        .filter_map(|q| q.result.registered_inquiry_number())
    {
        if !numbers.iter().any(|known| known.expose() == number) {
            numbers.push(number.into());
        }
    }
    let number_known = numbers.len() == 1;
    let reviewed = Reviewed {
        coverage,
        basics,
        number_known,
    };
    Some(match numbers.pop() {
        None => search(reviewed, attempts),
        Some(number) if numbers.is_empty() => {
            let request = Request::LookUpChart {
                patient_number: number.clone(),
            };
            Outcome::ask(State::LookingUpChart(reviewed, number), attempts, request)
        }
        Some(last) => {
            numbers.push(last);
            Outcome::stay(State::ChartDiffers(reviewed, Differing::SeveralNumbers(numbers)))
        }
    })
}

/// - `LookingUpChart`: same name and birth date → `ConfirmingUpdate`; other or unknown → `ChartDiffers`
/// - `ChartDiffers`: same person after all → `ConfirmingUpdate`; search instead → `SearchingCharts`
/// - `SearchingCharts`: none → `TakingQuestionnaire`; one or more → `PickingChart`, never merged silently
/// - `PickingChart`: picked → `ConfirmingUpdate`; new → `TakingQuestionnaire`
/// - `TakingQuestionnaire`: 問診票 → `Registering`; other way → `SearchingCharts`
/// - `ConfirmingUpdate`: confirmed → `Registering`; other way (a picked chart) → `SearchingCharts`
/// - `Registering`: chart → S1 when the number is not known there, else `Received`
/// - `RegisteringInquiryNumber`: any end → `Received`
/// - `NotCovered`, `NothingValid`: finish → the end
/// - a failed request → `Failed`, which `Retry` leads back from
pub(super) fn update(state: State, event: Event, attempts: &mut Attempts) -> Step {
    match (state, event) {
        (State::LookingUpChart(reviewed, number), Event::Answered(_, Answer::ChartFound(found))) => {
            match found {
                Ok(chart) => Outcome::stay(compare(reviewed, number, chart.map(|chart| *chart))),
                Err(code) => failed(code, State::LookingUpChart(reviewed, number)),
            }
        }
        (State::SearchingCharts(reviewed), Event::Answered(_, Answer::Candidates(found))) => match found {
            Ok(none) if none.is_empty() => Outcome::stay(State::TakingQuestionnaire(reviewed)),
            Ok(candidates) => Outcome::stay(State::PickingChart(reviewed, candidates)),
            Err(code) => failed(code, State::SearchingCharts(reviewed)),
        },
        (State::Registering(reviewed, draft), Event::Answered(_, Answer::Registered(written))) => {
            match written {
                Ok(chart) => registered(*chart, &draft, attempts),
                Err(code) => failed(code, State::Registering(reviewed, draft)),
            }
        }
        (State::RegisteringInquiryNumber(inner, received), event) => {
            let outcome = inquiry_number::update(inner, &event, attempts);
            with_inquiry_number(outcome, received)
        }
        (State::Failed(code, from), Event::Act(Act::Retry)) => match super::pending(&from) {
            Some(request) => Outcome::ask(*from, attempts, request),
            None => Outcome::stay(State::Failed(code, from)),
        },
        (state, Event::Act(act)) => acted(state, act, attempts),
        (state, _) => Outcome::stay(state),
    }
}

fn acted(state: State, act: Act, attempts: &mut Attempts) -> Step {
    match (state, act) {
        (State::ChartDiffers(reviewed, Differing::OtherPerson(chart, _)), Act::SamePerson) => {
            Outcome::stay(confirm(reviewed, *chart, true))
        }
        (State::ChartDiffers(reviewed, _), Act::SearchInstead) => search(
            Reviewed {
                number_known: false,
                ..reviewed
            },
            attempts,
        ),
        (State::PickingChart(reviewed, candidates), Act::PickChart(id)) => pick(reviewed, candidates, &id),
        (State::PickingChart(reviewed, _), Act::NewChart) => {
            Outcome::stay(State::TakingQuestionnaire(reviewed))
        }
        (State::TakingQuestionnaire(reviewed), Act::SubmitQuestionnaire(questionnaire)) => {
            let target = RegistrationTarget::NewChart(reviewed.basics.clone());
            register(reviewed, target, Some(questionnaire), Vec::new(), attempts)
        }
        (State::TakingQuestionnaire(reviewed), Act::OtherWay) => search(reviewed, attempts),
        (State::ConfirmingUpdate(reviewed, found), Act::ConfirmUpdate { basics }) => {
            let update = basics.then(|| completed(&reviewed.basics, &found.chart.basics));
            let ended = ended(&found.chart, &reviewed.coverage);
            let existing = ExistingChart {
                chart: found.chart.chart,
                update,
            };
            let target = if found.by_number {
                RegistrationTarget::Known(existing)
            } else {
                RegistrationTarget::Picked(existing)
            };
            register(reviewed, target, None, ended, attempts)
        }
        (State::ConfirmingUpdate(reviewed, Match { by_number: false, .. }), Act::OtherWay) => {
            search(reviewed, attempts)
        }
        (State::NotCovered(..) | State::NothingValid(_), Act::Finish) => {
            Outcome::complete(Ending::NotCovered)
        }
        (state, _) => Outcome::stay(state),
    }
}

fn search(reviewed: Reviewed, attempts: &mut Attempts) -> Step {
    let request = Request::SearchCharts {
        basics: reviewed.basics.clone(),
    };
    Outcome::ask(State::SearchingCharts(reviewed), attempts, request)
}

fn compare(reviewed: Reviewed, number: Personal, chart: Option<Chart>) -> State {
    match chart {
        None => State::ChartDiffers(reviewed, Differing::UnknownNumber(number)),
        Some(chart) if same_person(&chart.basics, &reviewed.basics) => confirm(reviewed, chart, true),
        Some(chart) => {
            let changes = in_basics(&chart.basics, &reviewed.basics);
            State::ChartDiffers(reviewed, Differing::OtherPerson(Box::new(chart), changes))
        }
    }
}

fn confirm(reviewed: Reviewed, chart: Chart, by_number: bool) -> State {
    let changes = since_last_visit(&chart, &reviewed.basics, &reviewed.coverage);
    State::ConfirmingUpdate(
        reviewed,
        Match {
            chart,
            changes,
            by_number,
        },
    )
}

fn pick(reviewed: Reviewed, candidates: Vec<ChartCandidate>, id: &str) -> Step {
    match candidates
        .iter()
        .position(|candidate| candidate.chart.chart == id)
    {
        Some(at) => {
            let chart = candidates[at].chart.clone();
            Outcome::stay(confirm(reviewed, chart, false))
        }
        None => Outcome::stay(State::PickingChart(reviewed, candidates)),
    }
}

fn register(
    reviewed: Reviewed,
    target: RegistrationTarget,
    questionnaire: Option<Questionnaire>,
    ended: Vec<Scheme>,
    attempts: &mut Attempts,
) -> Step {
    let inquiry_key = if reviewed.number_known {
        None
    } else {
        inquiry_key(&reviewed.coverage)
    };
    let qualifications = reviewed.coverage.valid().map(|q| q.result.clone()).collect();
    let draft = Box::new(RegistrationDraft {
        target,
        questionnaire,
        qualifications,
        ended,
        inquiry_key,
    });
    let request = Request::Register(draft.clone());
    Outcome::ask(State::Registering(reviewed, draft), attempts, request)
}

fn registered(chart: Chart, draft: &RegistrationDraft, attempts: &mut Attempts) -> Step {
    let new_chart = matches!(draft.target, RegistrationTarget::NewChart(_));
    let number = chart.patient_number.clone();
    let received = Received {
        chart,
        new_chart,
        inquiry_number: None,
    };
    match draft.inquiry_key.clone() {
        Some(key) => with_inquiry_number(inquiry_number::start(number, key, attempts), received),
        None => Outcome::stay(State::Received(received)),
    }
}

fn with_inquiry_number(
    outcome: Outcome<inquiry_number::State, inquiry_number::End>,
    received: Received,
) -> Step {
    let state = match outcome.status {
        Status::Continue(inner) => State::RegisteringInquiryNumber(inner, received),
        Status::Complete(end) => State::Received(Received {
            inquiry_number: Some(end),
            ..received
        }),
    };
    Outcome {
        status: Status::Continue(state),
        effects: outcome.effects,
    }
}

fn failed(code: madoguchi_shared::ErrorCode, from: State) -> Step {
    Outcome::stay(State::Failed(code, Box::new(from)))
}
