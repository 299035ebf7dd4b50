//! A reception by numbers.

use super::parts::{self, Working};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::number_reception::State;

/// The step.
pub(super) fn draw(state: &State) -> AnyView {
    match state {
        State::Failed(code, _) => parts::failed(*code, Message::PHASE_QUALIFICATION).into_any(),
        State::Entering(_)
        | State::FindingPatient(_)
        | State::PickingPatient(..)
        | State::Querying(_)
        | State::PickingPerson(..)
        | State::NotFound(..)
        | State::Lost(..) => view! { <Working message=Message::QUERY_TITLE /> }.into_any(),
    }
}
