//! Where the reception stands: 本人確認, 資格確認, カルテ, 受付.

use crate::components::redraw::{flag, text};
use crate::locale::{Locale, t};
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::number_reception;
use madoguchi_flow::reception::{Ending, State};

const PHASES: [Message; 4] = [
    Message::PHASE_IDENTITY,
    Message::PHASE_QUALIFICATION,
    Message::PHASE_CHART,
    Message::PHASE_DONE,
];

/// The four phases, the present one marked.
#[component]
pub(super) fn Phases(
    /// State of the machine.
    state: Memo<Option<State>>,
) -> impl IntoView {
    let locale = Locale::here();
    let runner = Runner::here();
    let now = Memo::new(move |_| state.with(|state| state.as_ref().map_or(0, phase)));
    // By the numbers on a paper nobody is identified.
    let by_numbers = Memo::new(move |_| {
        let numbers = state.with(|state| matches!(state, Some(State::Numbers(_))));
        numbers || (now.get() > 0 && runner.method().is_none())
    });
    let items = PHASES
        .into_iter()
        .enumerate()
        .map(|(at, message)| {
            let current = move || (now.get() == at).then_some("step");
            let class = move || if at < now.get() { "done" } else { "" };
            let said = move || match at {
                0 if by_numbers.get() => Message::PHASE_PAPER,
                _ => message,
            };
            view! {
                <li aria-current=current class=class>
                    <span class="cap">{text(move || locale.say(said()))}</span>
                </li>
            }
        })
        .collect_view();
    // After an end without a reception not one of them is reached.
    let shown = flag(move || state.with(|state| !state.as_ref().is_some_and(ended)));
    view! { <ol class="phases" hidden=move || !shown.get() aria-label=t(Message::PHASES_LABEL)>{items}</ol> }
}

/// Over, or about to be, and nobody was received.
fn ended(state: &State) -> bool {
    match state {
        State::TakingCard(ending) | State::Over(ending) => {
            !matches!(ending, Ending::Received(_) | Ending::Consented(..))
        }
        _ => false,
    }
}

fn phase(state: &State) -> usize {
    match state {
        State::TakingPapers | State::Identifying(_) => 0,
        State::Numbers(numbers) if before_query(numbers) => 0,
        State::Numbers(_)
        | State::Querying(_)
        | State::FirstRegistration(_)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::Unentrusted(_) => 1,
        State::Failed(_, from) | State::Consenting(_, from) => phase(from),
        State::LookingUpChart(..)
        | State::ChartDiffers(..)
        | State::SearchingCharts(_)
        | State::PickingChart(..)
        | State::TakingQuestionnaire(_)
        | State::ConfirmingUpdate(..)
        | State::Registering(..) => 2,
        State::RegisteringInquiryNumber(..) | State::Received(_) | State::TakingCard(_) | State::Over(_) => 3,
    }
}

/// The papers are still being looked at.
fn before_query(state: &number_reception::State) -> bool {
    use number_reception::State;
    match state {
        State::Entering(_) | State::FindingPatient(_) | State::PickingPatient(..) => true,
        State::Failed(_, from) => before_query(from),
        State::Querying(_) | State::PickingPerson(..) | State::NotFound(..) | State::Lost(..) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_reached_after_an_end_without_a_reception() {
        for ending in [Ending::NotCovered, Ending::IdentityRefused, Ending::Abandoned] {
            assert!(ended(&State::TakingCard(ending.clone())));
            assert!(ended(&State::Over(ending)));
        }
        assert!(!ended(&State::TakingPapers));
    }
}
