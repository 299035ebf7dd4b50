//! From 「照会番号の有無確認」 to the registered reception.

use super::state::{Differing, Ending, Match, Received, Reviewed, State};
use crate::changes::{ended, in_basics, since_last_visit};
use crate::coverage::{Coverage, Standing};
use crate::number_reception::Asked;
use crate::person::{basics, completed, counting, inquiry_key, same_person};
use crate::request::RegistrationDraft;
use crate::{Act, Answer, Attempts, Event, Outcome, Request, Status, inquiry_number};
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::{
    Basis, Call, Chart, ChartCandidate, ExistingChart, Questionnaire, RegistrationTarget,
};
use madoguchi_shared::qualification::Personal;

type Step = Outcome<State, Ending>;

/// The patient is to be received on this: one 照会番号 → `LookingUpChart`; several different ones → `ChartDiffers`; none →
/// the chart that was picked before the query, if the answer is about the same person, or `SearchingCharts`. `None`: it does
/// not say who it is.
pub(super) fn start(
    coverage: Coverage,
    basis: Basis,
    asked: Option<Box<Asked>>,
    attempts: &mut Attempts,
) -> Option<Step> {
    let who = basics(&coverage, basis)?;
    let mut numbers: Vec<Personal> = Vec::new();
    for number in counting(&coverage, basis).filter_map(|q| q.result.registered_inquiry_number()) {
        if !numbers.iter().any(|known| known.expose() == number) {
            numbers.push(number.into());
        }
    }
    let number_known = numbers.len() == 1;
    let (papers, picked) = match asked {
        Some(asked) => (Some(Box::new(asked.papers)), asked.chart),
        None => (None, None),
    };
    let reviewed = Reviewed {
        coverage,
        basics: who,
        number_known,
        basis,
        papers,
        picked,
    };
    Some(match (numbers.pop(), reviewed.picked.clone()) {
        (None, Some(chart)) => Outcome::stay(compare(reviewed, chart)),
        (None, None) => search(reviewed, attempts),
        (Some(number), _) if numbers.is_empty() => {
            let request = Request::LookUpChart {
                patient_number: number.clone(),
            };
            Outcome::ask(State::LookingUpChart(reviewed, number), attempts, request)
        }
        (Some(last), _) => {
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
/// - `NothingValid`: own expense → as a valid answer, with nothing that is valid
/// - a failed request → `Failed`, which `Retry` leads back from
///
/// `calls` are those of this reception, for its registration.
pub(super) fn update(state: State, event: Event, calls: &[Call], attempts: &mut Attempts) -> Step {
    match (state, event) {
        (State::LookingUpChart(reviewed, number), Event::Answered(_, Answer::ChartFound(found))) => {
            match found {
                Ok(chart) => Outcome::stay(found_by_number(reviewed, number, chart.map(|chart| *chart))),
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
        (state, Event::Act(act)) => acted(state, act, calls, attempts),
        (state, _) => Outcome::stay(state),
    }
}

fn acted(state: State, act: Act, calls: &[Call], attempts: &mut Attempts) -> Step {
    match (state, act) {
        (State::ChartDiffers(reviewed, Differing::OtherPerson(chart, _)), Act::SamePerson) => {
            let by_number = reviewed.number_known;
            Outcome::stay(confirm(reviewed, *chart, by_number))
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
            let draft = draft(&reviewed, target, Some(questionnaire), Vec::new(), calls);
            register(reviewed, draft, attempts)
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
            let draft = draft(&reviewed, target, None, ended, calls);
            register(reviewed, draft, attempts)
        }
        (State::ConfirmingUpdate(reviewed, Match { by_number: false, .. }), Act::OtherWay) => {
            search(reviewed, attempts)
        }
        (State::NothingValid(coverage), Act::ReceiveAtOwnExpense) => {
            let received = start(coverage.clone(), Basis::OwnExpense, None, attempts);
            received.unwrap_or_else(|| Outcome::stay(State::NothingValid(coverage)))
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

fn found_by_number(reviewed: Reviewed, number: Personal, chart: Option<Chart>) -> State {
    let Some(chart) = chart else {
        return State::ChartDiffers(reviewed, Differing::UnknownNumber(number));
    };
    match &reviewed.picked {
        Some(picked) if picked.chart != chart.chart => {
            let two = [picked.patient_number.clone(), number];
            State::ChartDiffers(reviewed, Differing::OtherThanPicked(two))
        }
        Some(_) | None => compare(reviewed, chart),
    }
}

/// A chart that was chosen before this answer was read, by its 照会番号 or by the papers.
fn compare(reviewed: Reviewed, chart: Chart) -> State {
    if same_person(&chart.basics, &reviewed.basics) {
        let by_number = reviewed.number_known;
        return confirm(reviewed, chart, by_number);
    }
    let changes = in_basics(&chart.basics, &reviewed.basics);
    State::ChartDiffers(reviewed, Differing::OtherPerson(Box::new(chart), changes))
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

/// Without a valid qualification there is nothing to store of one, and nothing to register a 照会番号 against.
fn draft(
    reviewed: &Reviewed,
    target: RegistrationTarget,
    questionnaire: Option<Questionnaire>,
    ended: Vec<Scheme>,
    calls: &[Call],
) -> Box<RegistrationDraft> {
    let covered = reviewed.basis == Basis::Covered;
    // 未委託: 基礎情報 without the two numbers, also where a paper has them, and whatever the office has answered.
    let mut all = reviewed.coverage.qualifications.iter();
    let with_numbers = all.all(|q| q.standing != Standing::Unentrusted);
    let valid = reviewed.coverage.valid().filter(|_| covered);
    let key = || inquiry_key(&reviewed.coverage, reviewed.number_known);
    Box::new(RegistrationDraft {
        target,
        questionnaire,
        qualifications: valid.map(|q| q.result.clone()).collect(),
        ended,
        inquiry_key: covered.then(key).flatten(),
        basis: reviewed.basis,
        calls: calls.to_vec(),
        papers: reviewed.papers.as_deref().filter(|_| with_numbers).cloned(),
    })
}

fn register(reviewed: Reviewed, draft: Box<RegistrationDraft>, attempts: &mut Attempts) -> Step {
    let request = Request::Register(draft.clone());
    Outcome::ask(State::Registering(reviewed, draft), attempts, request)
}

fn registered(chart: Chart, draft: &RegistrationDraft, attempts: &mut Attempts) -> Step {
    let new_chart = matches!(draft.target, RegistrationTarget::NewChart(_));
    let number = chart.patient_number.clone();
    let received = Received {
        chart,
        new_chart,
        basis: draft.basis,
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
