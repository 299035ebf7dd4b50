//! What came back does not cover the patient: nothing valid, nothing at all, or 未委託.

use super::sheet::{Part, Say, Sheet, act};
use super::step::by_numbers;
use super::{call, other_person};
use crate::lazy::{Drawn, drawn};
use crate::text::Message;
use madoguchi_flow::Act;
use madoguchi_flow::coverage::{Coverage, NoCoverage, Qualification, Standing};
use madoguchi_flow::person::basics;
use madoguchi_flow::unentrusted_check::Case;
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::{Basis, CallAnswer};

/// Which of these.
#[derive(Clone)]
pub(super) enum Uncovered {
    /// No qualification, or an error.
    No(NoCoverage),
    /// None that is valid today.
    Lost(Coverage),
    /// 未委託, and what the office said.
    NotYet(Case, Option<CallAnswer>),
}

/// The step, loaded with the call, which is what there is to do in most of them.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(call, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn draw(case: Uncovered) -> Drawn {
    drawn(super::sheet::draw(sheet(case)))
}

/// What the step says.
pub(super) fn sheet(case: Uncovered) -> Sheet {
    match case {
        Uncovered::No(why) => not_covered(why),
        Uncovered::Lost(coverage) => nothing_valid(&coverage),
        Uncovered::NotYet(case, answer) => unentrusted(case, answer),
    }
}

/// Nothing that came back is valid today.
fn nothing_valid(coverage: &Coverage) -> Sheet {
    // F03/F04 speak of the ticket, F07/F08 of the insurance certificate.
    let insured = coverage
        .qualifications
        .iter()
        .any(|q| q.scheme == Scheme::HealthInsurance);
    let scheme = if insured {
        Scheme::HealthInsurance
    } else {
        Scheme::MedicalAssistance
    };
    vec![
        Part::Title(lost_title(coverage).into()),
        Part::Notice(Say::of(Message::LOST_SINGLE, scheme)),
        Part::Actions(vec![
            by_numbers().primary(),
            act(Act::ReceiveAtOwnExpense, Message::OWN_EXPENSE),
            act(Act::Finish, Message::CLOSE_RECEPTION),
        ]),
        Part::Coverage(coverage.clone()),
    ]
}

/// That nothing is valid is said only where it is known.
pub(super) fn lost_title(coverage: &Coverage) -> Message {
    let unclear = |q: &Qualification| q.standing == Standing::Unclear;
    if coverage.qualifications.iter().any(unclear) {
        Message::UNCLEAR_TITLE
    } else {
        Message::LOST_TITLE
    }
}

/// 未委託: 「オンライン資格確認の結果を伝達する」, 「福祉事務所への電話照会」, and what is left to do by what was answered.
fn unentrusted(case: Case, answer: Option<CallAnswer>) -> Sheet {
    let Case { coverage, asked } = case;
    let said_no = answer == Some(CallAnswer::NotUsable);
    let mut actions = Vec::new();
    actions.extend(said_no.then(|| act(Act::ReceiveAtOwnExpense, Message::OWN_EXPENSE)));
    if asked.is_some() {
        actions.extend([
            act(Act::Correct, Message::CORRECT),
            act(Act::ByCard, Message::BY_CARD),
        ]);
    } else {
        actions.push(by_numbers());
    }
    actions.push(act(Act::Finish, Message::CLOSE_RECEPTION));
    let mut now = vec![
        Part::Title(Message::UNENTRUSTED_TITLE.into()),
        match answer {
            None | Some(CallAnswer::Usable) => Part::Text(Message::UNENTRUSTED_TEXT.into()),
            Some(CallAnswer::CallBack) => Part::Notice(Message::CALL_WAITS.into()),
            Some(CallAnswer::NotUsable) => Part::Notice(Message::CALL_SAID_NO.into()),
        },
    ];
    let papers = asked.as_deref().map(|asked| &asked.papers);
    let who = basics(&coverage, Basis::Unentrusted);
    let doubt = who.as_ref().is_some_and(|who| other_person::is_it(papers, who));
    // Before the call it is what is to be done; after it, what is left to do comes first.
    let open = !doubt && !said_no;
    let sheet = call::sheet(&coverage, open, false);
    let (first, last) = if answer.is_none() {
        (sheet, None)
    } else {
        (None, sheet)
    };
    now.extend(first);
    now.push(Part::Actions(actions));
    now.extend(last);
    now.push(Part::Coverage(coverage));
    other_person::before(papers, who.as_ref(), now)
}

/// The answer names no qualification, or ended with an error of the national system.
fn not_covered(why: NoCoverage) -> Sheet {
    let close = act(Act::Finish, Message::CLOSE_RECEPTION);
    let error = why.error();
    let mut sheet = match why {
        NoCoverage::NotFound => vec![
            Part::Title(Message::NOT_FOUND_TITLE.into()),
            Part::Notice(Message::NOT_FOUND_TEXT.into()),
        ],
        NoCoverage::Refused { code, message } => {
            let told = [code.unwrap_or_default(), message.unwrap_or_default()];
            vec![
                Part::Title(Message::REFUSED_TITLE.into()),
                Part::Notice(Say::Plain(told.join(" "))),
            ]
        }
    };
    let by_numbers = by_numbers();
    // One thing is meant to be pressed: "try again" where there is an error.
    if let Some(code) = error {
        sheet.push(Part::Problem(code, true));
        sheet.push(Part::Actions(vec![by_numbers, close]));
    } else {
        sheet.push(Part::Actions(vec![by_numbers.primary(), close]));
    }
    sheet
}
