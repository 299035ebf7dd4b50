//! What can be done in a state whatever its machine: another way, another try with the papers, a call; and what it waits on.

use super::State;
use crate::coverage::Standing;
use crate::{Request, first_registration, identify, inquiry_number, number_reception, records_viewing};

/// Whether another way can still be gone: nobody is being received yet.
pub(super) fn may_change_way(state: &State) -> bool {
    match state {
        State::TakingPapers
        | State::Identifying(_)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::Unentrusted(_) => true,
        State::FirstRegistration(inner) => !matches!(
            inner,
            first_registration::State::Linking(_) | first_registration::State::Linked(..)
        ),
        State::Failed(_, from) => matches!(**from, State::Querying(_)),
        State::Numbers(_)
        | State::Querying(_)
        | State::LookingUpChart(..)
        | State::SearchingCharts(_)
        | State::ChartDiffers(..)
        | State::PickingChart(..)
        | State::TakingQuestionnaire(_)
        | State::ConfirmingUpdate(..)
        | State::Registering(..)
        | State::RegisteringInquiryNumber(..)
        | State::Consenting(..)
        | State::Received(_)
        | State::TakingCard(_)
        | State::Over(_) => false,
    }
}

/// Whether the card can be tried instead of the numbers. Not while an answer is awaited.
pub(super) fn may_try_card(state: &State) -> bool {
    let asks_the_office = matches!(state, State::Unentrusted(_)) && state.papers().is_some();
    pending(state).is_none() && (matches!(state, State::Numbers(_)) || asks_the_office)
}

/// Whether the numbers that were asked by can still be corrected, after they were answered. Not while an answer is awaited: it
/// would be about what was sent before.
pub(super) fn may_correct(state: &State) -> bool {
    pending(state).is_none() && !matches!(state, State::Numbers(_)) && state.papers().is_some()
}

/// Whether there is something to ask by telephone, and a registration still to come that keeps it.
pub(super) fn may_call(state: &State) -> bool {
    match state {
        State::Unentrusted(_)
        | State::Numbers(number_reception::State::NotFound(..) | number_reception::State::Lost(..)) => true,
        State::ChartDiffers(reviewed, _)
        | State::PickingChart(reviewed, _)
        | State::TakingQuestionnaire(reviewed)
        | State::ConfirmingUpdate(reviewed, _) => reviewed
            .coverage
            .qualifications
            .iter()
            .any(|q| q.standing == Standing::Unentrusted),
        State::TakingPapers
        | State::Identifying(_)
        | State::Querying(_)
        | State::FirstRegistration(_)
        | State::Failed(..)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::Numbers(_)
        | State::LookingUpChart(..)
        | State::SearchingCharts(_)
        | State::Registering(..)
        | State::RegisteringInquiryNumber(..)
        | State::Consenting(..)
        | State::Received(_)
        | State::TakingCard(_)
        | State::Over(_) => false,
    }
}

/// The question that a state waits on.
pub(super) fn pending(state: &State) -> Option<Request> {
    match state {
        State::Identifying(inner) => identify::pending(inner),
        State::Querying(evidence) => Some(Request::QueryCard {
            evidence: evidence.clone(),
        }),
        State::LookingUpChart(_, number) => Some(Request::LookUpChart {
            patient_number: number.clone(),
        }),
        State::SearchingCharts(reviewed) => Some(Request::SearchCharts {
            basics: reviewed.basics.clone(),
        }),
        State::Registering(_, draft) => Some(Request::Register(draft.clone())),
        State::RegisteringInquiryNumber(inner, _) => Some(inquiry_number::pending(inner)),
        State::Numbers(inner) => number_reception::pending(inner),
        State::FirstRegistration(inner) => first_registration::pending(inner),
        State::Consenting(inner, _) => records_viewing::pending(inner),
        State::TakingPapers
        | State::Unentrusted(_)
        | State::Failed(..)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::ChartDiffers(..)
        | State::PickingChart(..)
        | State::TakingQuestionnaire(_)
        | State::ConfirmingUpdate(..)
        | State::Received(_)
        | State::TakingCard(_)
        | State::Over(_) => None,
    }
}
