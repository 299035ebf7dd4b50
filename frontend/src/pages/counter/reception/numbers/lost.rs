//! S2 該当無しの対応 and S3 資格喪失の対応: why it does not go on, and every way that does.

use super::super::sheet::{Part, Say, Sheet, act};
use super::super::uncovered::lost_title;
use super::super::{call, other_person};
use super::sent;
use crate::text::Message;
use madoguchi_flow::coverage::{Coverage, NoCoverage};
use madoguchi_flow::person::basics;
use madoguchi_flow::{Act, number_reception};
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::{Basis, Papers};
use madoguchi_shared::code::ReasonOfLoss;
use madoguchi_shared::qualification::QualificationResult;

/// S2, and an end with an error of the national system.
pub(super) fn not_found(papers: &Papers, why: NoCoverage) -> Sheet {
    let error = why.error();
    let mut sheet = match why {
        NoCoverage::NotFound => vec![Part::Title(Message::NOT_FOUND_TITLE.into())],
        NoCoverage::Refused { code, message } => {
            let told = [code.unwrap_or_default(), message.unwrap_or_default()];
            vec![
                Part::Title(Message::REFUSED_TITLE.into()),
                Part::Notice(Say::Plain(told.join(" "))),
            ]
        }
    };
    sheet.extend(error.map(|code| Part::Problem(code, true)));
    sheet.extend([
        Part::Notice(sent::said(papers)),
        sent::table(papers),
        Part::Actions(vec![
            act(Act::Correct, Message::CORRECT).primary(),
            act(Act::ByCard, Message::BY_CARD),
            act(Act::Finish, Message::CLOSE_RECEPTION),
        ]),
        call::about(on_paper(papers), papers.certificate.scheme, false, true),
    ]);
    sheet
}

/// What can be said on the telephone of who carries this paper.
fn on_paper(papers: &Papers) -> QualificationResult {
    let paper = number_reception::sent(papers);
    QualificationResult {
        name: Some(paper.name.clone()),
        birthdate: Some(paper.birth_date.clone()),
        ..QualificationResult::default()
    }
}

/// S3, and what cannot be read.
pub(super) fn lost(papers: &Papers, coverage: Coverage) -> Sheet {
    let scheme = papers.certificate.scheme;
    let mut sheet = vec![Part::Title(lost_title(&coverage).into())];
    let who = basics(&coverage, Basis::OwnExpense);
    let result = coverage.qualifications.first().map(|first| &first.result);
    let about = result.cloned().unwrap_or_else(|| on_paper(papers));
    let since = result.map(|result| since(result, scheme)).unwrap_or_default();
    if !since.is_empty() {
        sheet.push(Part::Notice(Say::Line(" ", since)));
    }
    sheet.extend([
        Part::Text(Say::of(Message::LOST_TEXT, scheme)),
        Part::Actions(vec![
            act(Act::OtherPaper, Message::OTHER_PAPER).primary(),
            act(Act::ByCard, Message::BY_CARD),
            act(Act::Correct, Message::CORRECT),
            act(Act::ReceiveAtOwnExpense, Message::OWN_EXPENSE),
            act(Act::Finish, Message::CLOSE_RECEPTION),
        ]),
        call::about(about, scheme, false, true),
        Part::Coverage(coverage),
    ]);
    other_person::before(Some(papers), who.as_ref(), sheet)
}

/// When and why it was lost; what was not told is left out.
fn since(result: &QualificationResult, scheme: Scheme) -> Vec<Say> {
    let mut said = Vec::new();
    if let Some(day) = &result.disqualification_date {
        let word = Say::of(Message::LOST_SINCE, scheme);
        said.push(Say::Line(": ", vec![word, Say::Day(day.clone())]));
    }
    if let Some(reason) = &result.reason_of_loss {
        // Another scheme is not named beside this one.
        said.push(Say::from(match reason {
            ReasonOfLoss::Death => Message::LOSS_DEATH,
            ReasonOfLoss::PublicAssistanceStarted | ReasonOfLoss::InsuranceAcquired => {
                Message::LOSS_OTHER_SCHEME
            }
            ReasonOfLoss::Other | ReasonOfLoss::Unknown(_) => Message::LOSS_OTHER,
        }));
    }
    said
}
