//! From the machine's state to the step on screen: one arm per state.

use super::sheet::{Button, Part, Sheet, act};
use super::uncovered::{self, Uncovered};
use super::{
    call, chart, consent, ending, first_registration, identity, numbers, other_person, questionnaire,
};
use crate::lazy;
use crate::text::Message;
use madoguchi_flow::reception::{Reviewed, State};
use madoguchi_flow::{Act, number_reception, unentrusted_check};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::Basis;

/// The step.
pub(super) fn sheet(state: State) -> Sheet {
    match state {
        State::TakingPapers => vec![
            Part::Title(Message::PAPERS_TITLE.into()),
            Part::Text(Message::PAPERS_TEXT.into()),
            Part::Actions(vec![
                act(Act::PapersTaken, Message::PAPERS_TAKEN).primary(),
                by_numbers(),
            ]),
        ],
        State::Identifying(inner) => identity::sheet(inner),
        State::Querying(_) => working(Message::QUERY_TITLE),
        State::Failed(code, from) => {
            // Of the other questions it is known who it is: the way is chosen.
            let asked = matches!(*from, State::Querying(_));
            failed(
                code,
                failed_title(&from),
                asked.then(by_numbers).into_iter().collect(),
            )
        }
        State::Numbers(inner) => {
            let load = move || lazy!(numbers::draw(inner.clone()));
            let step = move || lazy::part(Message::PHASE_QUALIFICATION, load);
            vec![Part::View(Box::new(step))]
        }
        State::NotCovered(why, _) => not_covered(Uncovered::No(why)),
        State::NothingValid(coverage) => not_covered(Uncovered::Lost(coverage)),
        State::Unentrusted(unentrusted_check::State::Calling(case, answer)) => {
            not_covered(Uncovered::NotYet(case, answer))
        }
        State::FirstRegistration(inner) => first_registration::sheet(&inner),
        State::LookingUpChart(reviewed, _) => beside(reviewed, working(Message::NEXT_CHART_LOOKUP)),
        State::SearchingCharts(reviewed) => beside(reviewed, working(Message::NEXT_CHART_SEARCH)),
        State::ChartDiffers(reviewed, differing) => beside(reviewed, chart::differs(differing)),
        State::PickingChart(reviewed, candidates) => beside(reviewed, chart::picking(candidates)),
        State::TakingQuestionnaire(reviewed) => {
            let covered = reviewed.basis == Basis::Covered;
            let sure = !other_person::is_it(reviewed.papers.as_deref(), &reviewed.basics);
            let form = later(Message::QUESTIONNAIRE_TITLE, move || {
                lazy!(questionnaire::draw(covered, sure))
            });
            beside(reviewed, form)
        }
        State::ConfirmingUpdate(reviewed, found) => {
            let covered = reviewed.basis == Basis::Covered;
            let sure = !other_person::is_it(reviewed.papers.as_deref(), &reviewed.basics);
            beside(reviewed, chart::updating(found, covered, sure))
        }
        State::Registering(reviewed, _) => beside(reviewed, working(Message::REGISTERING)),
        State::RegisteringInquiryNumber(..) => working(Message::REGISTERING_NUMBER),
        State::Consenting(inner, _) => consent::sheet(&inner),
        State::Received(received) => ending::received(&received),
        State::TakingCard(end) => ending::over(&end, true),
        State::Over(end) => ending::over(&end, false),
    }
}

/// A step without a valid qualification, which most receptions never come to.
fn not_covered(case: Uncovered) -> Sheet {
    let load = move || lazy!(uncovered::draw(case.clone()));
    let step = move || lazy::part(Message::PHASE_QUALIFICATION, load);
    vec![Part::View(Box::new(step))]
}

/// A step in which nothing can be done but wait.
pub(super) fn working(message: Message) -> Sheet {
    vec![Part::Title(message.into()), Part::Working(message.into())]
}

/// A step whose content is loaded when it is first needed.
pub(super) fn later(title: Message, load: impl Fn() -> lazy::Loading + Send + Sync + 'static) -> Sheet {
    let content = Part::View(Box::new(move || lazy::part(title, load)));
    vec![Part::Title(title.into()), content]
}

/// A step that failed: cause, next step, and the button for it, "try again" only where that can help; then the first of
/// the other ways is the one to go.
pub(super) fn failed(code: ErrorCode, title: Message, mut ways: Vec<Button>) -> Sheet {
    let again = code.retryable();
    if !again {
        ways.push(act(Act::Abandon, Message::CLOSE_RECEPTION));
        if let Some(first) = ways.first_mut() {
            first.primary = true;
        }
    }
    vec![
        Part::Title(title.into()),
        Part::Problem(code, again),
        Part::Actions(ways),
    ]
}

/// What did not work out, by what was asked.
pub(super) fn failed_title(from: &State) -> Message {
    match from {
        State::LookingUpChart(..) | State::SearchingCharts(_) => Message::FAILED_CHART,
        State::Registering(..) | State::RegisteringInquiryNumber(..) => Message::FAILED_REGISTRATION,
        State::Identifying(_) => Message::FAILED_IDENTITY,
        State::FirstRegistration(_) => Message::FAILED_LINK,
        State::Numbers(number_reception::State::FindingPatient(_)) => Message::FAILED_HISTORY,
        State::Failed(_, from) | State::Consenting(_, from) => failed_title(from),
        State::TakingPapers
        | State::Numbers(_)
        | State::Unentrusted(_)
        | State::Querying(_)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::ChartDiffers(..)
        | State::PickingChart(..)
        | State::TakingQuestionnaire(_)
        | State::ConfirmingUpdate(..)
        | State::Received(_)
        | State::TakingCard(_)
        | State::Over(_) => Message::FAILED_QUERY,
    }
}

/// The other way than the card.
pub(super) fn by_numbers() -> Button {
    act(Act::ByNumbers, Message::GO_BY_NUMBERS)
}

/// What was said before the heading of a step is its description, since the heading takes the focus.
pub(super) fn described(said: Sheet, now: Sheet) -> Sheet {
    let now = now.into_iter().map(|part| match part {
        Part::Title(title) => Part::DescribedTitle(title, SAID),
        other => other,
    });
    std::iter::once(Part::Live(SAID, said)).chain(now).collect()
}

/// What the heading of a step is described by.
const SAID: &str = "step-said";

/// What came back in one line, what to do now, the call where one of two qualifications is 未委託, then the details.
fn beside(reviewed: Reviewed, mut now: Sheet) -> Sheet {
    let waits = now.iter().any(|part| matches!(part, Part::Working(_)));
    let mut said = vec![Part::Standings(reviewed.coverage.clone())];
    let papers = reviewed.papers.as_deref().filter(|_| !waits);
    said.extend(other_person::warn(papers, &reviewed.basics, &mut now));
    let call = match reviewed.basis {
        Basis::Covered => call::sheet(&reviewed.coverage, false, true).filter(|_| !waits),
        Basis::OwnExpense => {
            said.push(Part::Notice(Message::OWN_EXPENSE_NOTICE.into()));
            None
        }
        Basis::Unentrusted => {
            said.push(Part::Notice(Message::UNENTRUSTED_NOTICE.into()));
            None
        }
    };
    let mut sheet = described(said, now);
    sheet.extend(call);
    sheet.push(consent::offer());
    sheet.push(Part::Coverage(reviewed.coverage));
    sheet
}
