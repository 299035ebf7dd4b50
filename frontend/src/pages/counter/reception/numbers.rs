//! A reception by numbers.

mod form;
mod lost;
mod paper;
mod persons;
mod sent;
mod slip;
mod typed;

use super::chart;
use super::sheet::{Part, Say, Sheet, act};
use super::step::{failed, failed_title, working};
use crate::lazy::{Drawn, drawn};
use crate::text::Message;
use madoguchi_flow::Act;
use madoguchi_flow::entry::Field;
use madoguchi_flow::number_reception::State;
use madoguchi_flow::reception::State as Whole;
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::{ChartCandidate, Paper};

/// The step, loaded when the first patient is received by numbers.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(numbers, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn draw(state: State) -> Drawn {
    drawn(super::sheet::draw(sheet(state)))
}

/// What the step says.
pub(super) fn sheet(state: State) -> Sheet {
    match state {
        State::Entering(before) => vec![Part::View(Box::new(|| form::draw(before)))],
        State::FindingPatient(_) => working(Message::HISTORY_SEARCH),
        State::PickingPatient(_, candidates) => history(candidates),
        State::Querying(_) => working(Message::QUERY_TITLE),
        State::PickingPerson(asked, persons) => persons::sheet(&asked.papers, &persons),
        State::NotFound(asked, why) => lost::not_found(&asked.papers, why),
        State::Lost(asked, coverage) => lost::lost(&asked.papers, coverage),
        State::Failed(code, from) => {
            // 患者履歴: nothing was asked yet.
            let correct = match *from {
                State::FindingPatient(_) => Message::CORRECT_ENTRIES,
                _ => Message::CORRECT,
            };
            let title = failed_title(&Whole::Numbers(*from));
            let ways = vec![act(Act::Correct, correct), act(Act::ByCard, Message::BY_CARD)];
            failed(code, title, ways)
        }
    }
}

/// 「患者履歴を確認する」: earlier visits of someone with this name and birth date.
fn history(candidates: Vec<ChartCandidate>) -> Sheet {
    let choices = candidates.into_iter().map(|candidate| {
        let (same_kana, variant) = (candidate.same_kana, candidate.name_variant);
        let mut choice = chart::candidate(candidate);
        // Only the name on the paper was compared, which may be in kana.
        for (_, mark) in &mut choice.about {
            *mark = None;
        }
        if same_kana && choice.who.1 == Some(false) {
            choice.who.1 = None;
            if let Some(kana) = choice.about.first_mut() {
                kana.1 = Some(true);
            }
        }
        if variant {
            choice.about.insert(0, (Message::VARIANT_MARK.into(), None));
        }
        choice
    });
    vec![
        Part::Title(Message::HISTORY_TITLE.into()),
        Part::Text(Message::HISTORY_TEXT.into()),
        Part::Choices(choices.collect()),
        Part::Actions(vec![
            act(Act::NewChart, Message::NEW_PATIENT),
            act(Act::Correct, Message::CORRECT_ENTRIES),
            act(Act::ByCard, Message::BY_CARD),
        ]),
    ]
}

/// What a field is called on the paper.
fn label(field: Field, scheme: Scheme) -> Say {
    let message = match field {
        Field::Payer | Field::Insurer => Message::FIELD_PAYER,
        Field::Recipient => Message::FIELD_RECIPIENT,
        Field::Symbol => Message::FIELD_SYMBOL,
        Field::Number => Message::FIELD_NUMBER,
        Field::Branch => Message::FIELD_BRANCH,
        Field::Name => Message::FIELD_NAME,
        Field::Birth => Message::FIELD_BIRTH,
    };
    Say::of(message, scheme)
}

/// What a paper is called.
fn title(paper: Paper, scheme: Scheme) -> Say {
    match paper {
        Paper::Certificate => Say::of(Message::CERTIFICATE, scheme),
        Paper::Prescription => Message::PRESCRIPTION.into(),
    }
}
