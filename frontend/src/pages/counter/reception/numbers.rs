//! A reception by numbers.

use super::sheet::Sheet;
use super::step::{failed, working};
use crate::text::Message;
use madoguchi_flow::number_reception::State;

/// The step.
pub(super) fn sheet(state: &State) -> Sheet {
    match state {
        State::Failed(code, _) => failed(*code, Message::PHASE_QUALIFICATION),
        State::Entering(_)
        | State::FindingPatient(_)
        | State::PickingPatient(..)
        | State::Querying(_)
        | State::PickingPerson(..)
        | State::NotFound(..)
        | State::Lost(..) => working(Message::QUERY_TITLE),
    }
}
