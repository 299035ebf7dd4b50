//! F11 / F12 未委託: no ticket names this institution yet, so the 福祉事務所 is asked by telephone whether 医療扶助 can be
//! used. In the first half of a month an ordinary state.

use crate::coverage::Coverage;
use crate::number_reception::Asked;
use crate::{Act, Event, Outcome};
use madoguchi_shared::bridge::his::CallAnswer;

/// What is asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What came back.
    pub coverage: Coverage,
    /// The papers that were asked by; `None`: with the card.
    pub asked: Option<Box<Asked>>,
}

/// What is being waited for.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// 「福祉事務所への電話照会」, and what the last call was answered; `None`: none was made.
    Calling(Case, Option<CallAnswer>),
}

/// How it ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// 可: on to the chart, with 基礎情報 only.
    Usable(Case),
    /// 否, and the patient pays.
    OwnExpense(Case),
    /// It ends without a reception.
    Closed,
}

/// The answer names nobody's ticket for this institution.
pub fn start(case: Case) -> State {
    State::Calling(case, None)
}

/// - a call is recorded: 可 → `Usable`; 否, 折り返し → stays, and says so
/// - after 否: own expense → `OwnExpense`
/// - finish → `Closed`
pub fn update(state: State, event: &Event) -> Outcome<State, End> {
    let State::Calling(case, last) = state;
    match event {
        Event::Act(Act::RecordCall(call)) if call.answer == CallAnswer::Usable => {
            Outcome::complete(End::Usable(case))
        }
        Event::Act(Act::RecordCall(call)) => Outcome::stay(State::Calling(case, Some(call.answer))),
        Event::Act(Act::ReceiveAtOwnExpense) if last == Some(CallAnswer::NotUsable) => {
            Outcome::complete(End::OwnExpense(case))
        }
        Event::Act(Act::Finish) => Outcome::complete(End::Closed),
        Event::Begun(..)
        | Event::OnDuty(_)
        | Event::Readers(_)
        | Event::Resumed(_)
        | Event::Patient(_)
        | Event::PinRequestChanged(_)
        | Event::FaceRequestChanged(_)
        | Event::Answered(..)
        | Event::Act(_) => Outcome::stay(State::Calling(case, last)),
    }
}
