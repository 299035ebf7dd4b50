//! From the machine's state to the step on screen: one arm per state.

use super::sheet::{Part, Say, Sheet, act};
use super::{call, chart, ending, first_registration, identity, numbers, phases, questionnaire};
use crate::lazy;
use crate::text::Message;
use madoguchi_flow::person::otherwise_on_paper;
use madoguchi_flow::reception::{Reviewed, State};
use madoguchi_flow::{Act, unentrusted_check};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::Basis;

/// The step.
pub(super) fn sheet(state: State) -> Sheet {
    match state {
        State::TakingPapers => vec![
            Part::Title(Message::PAPERS_TITLE.into()),
            Part::Text(Message::PAPERS_TEXT.into()),
            Part::Actions(vec![act(Act::PapersTaken, Message::PAPERS_TAKEN).primary()]),
        ],
        State::Identifying(inner) => identity::sheet(inner),
        State::Querying(_) => working(Message::QUERY_TITLE),
        State::Failed(code, from) => failed(code, phases::title(&from)),
        State::NotCovered(why, _) => ending::not_covered(why),
        State::Numbers(inner) => {
            let load = move || lazy!(numbers::draw(inner.clone()));
            let step = move || lazy::part(Message::PHASE_QUALIFICATION, load);
            vec![Part::View(Box::new(step))]
        }
        State::Unentrusted(unentrusted_check::State::Calling(case, answer)) => {
            ending::unentrusted(case.coverage, answer)
        }
        State::FirstRegistration(inner) => first_registration::sheet(&inner),
        State::NothingValid(coverage) => ending::nothing_valid(&coverage),
        State::LookingUpChart(reviewed, _) => beside(reviewed, working(Message::NEXT_CHART_LOOKUP)),
        State::SearchingCharts(reviewed) => beside(reviewed, working(Message::NEXT_CHART_SEARCH)),
        State::ChartDiffers(reviewed, differing) => beside(reviewed, chart::differs(differing)),
        State::PickingChart(reviewed, candidates) => beside(reviewed, chart::picking(candidates)),
        State::TakingQuestionnaire(reviewed) => {
            let covered = reviewed.basis == Basis::Covered;
            let form = later(Message::QUESTIONNAIRE_TITLE, move || {
                lazy!(questionnaire::draw(covered))
            });
            beside(reviewed, form)
        }
        State::ConfirmingUpdate(reviewed, found) => {
            let covered = reviewed.basis == Basis::Covered;
            beside(reviewed, chart::updating(found, covered))
        }
        State::Registering(reviewed, _) => beside(reviewed, working(Message::REGISTERING)),
        State::RegisteringInquiryNumber(..) => working(Message::REGISTERING_NUMBER),
        State::Received(received) => ending::received(&received),
        State::TakingCard(end) => ending::over(&end, true),
        State::Over(end) => ending::over(&end, false),
    }
}

/// A step in which nothing can be done but wait.
pub(super) fn working(message: Message) -> Sheet {
    vec![Part::Title(message.into()), Part::Working(message.into())]
}

/// A step whose content is loaded when it is first needed.
fn later(title: Message, load: impl Fn() -> lazy::Loading + Send + Sync + 'static) -> Sheet {
    let content = Part::View(Box::new(move || lazy::part(title, load)));
    vec![Part::Title(title.into()), content]
}

/// A step that failed: cause, next step, and the button for it, "try again" only where that can help.
pub(super) fn failed(code: ErrorCode, title: Message) -> Sheet {
    let mut sheet = vec![Part::Title(title.into()), Part::Problem(code, code.retryable())];
    if !code.retryable() {
        let close = act(Act::Abandon, Message::CLOSE_RECEPTION).primary();
        sheet.push(Part::Actions(vec![close]));
    }
    sheet
}

/// What came back in one line, what to do now, the call where one of two qualifications is 未委託, then the details.
fn beside(reviewed: Reviewed, now: Sheet) -> Sheet {
    let waits = now.iter().any(|part| matches!(part, Part::Working(_)));
    let mut sheet = vec![Part::Standings(reviewed.coverage.clone())];
    let papers = reviewed.papers.as_ref();
    if let Some(papers) = papers.filter(|papers| otherwise_on_paper(papers, &reviewed.basics)) {
        let said = Say::of(Message::OTHERWISE_ON_PAPER, papers.certificate.scheme);
        sheet.push(Part::Notice(said));
    }
    let call = match reviewed.basis {
        Basis::Covered => call::sheet(&reviewed.coverage, false).filter(|_| !waits),
        Basis::OwnExpense => {
            sheet.push(Part::Notice(Message::OWN_EXPENSE_NOTICE.into()));
            None
        }
        Basis::Unentrusted => {
            sheet.push(Part::Notice(Message::UNENTRUSTED_NOTICE.into()));
            None
        }
    };
    sheet.extend(now);
    sheet.extend(call);
    sheet.push(Part::Coverage(reviewed.coverage));
    sheet
}
