//! Where the reception stands: 本人確認, 資格確認, カルテ, 受付.

use crate::components::redraw::text;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::reception::State;

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
    let now = Memo::new(move |_| state.with(|state| state.as_ref().map_or(0, phase)));
    let items = PHASES
        .into_iter()
        .enumerate()
        .map(|(at, message)| {
            let current = move || (now.get() == at).then_some("step");
            let class = move || if at < now.get() { "done" } else { "" };
            view! {
                <li aria-current=current class=class>
                    {text(move || locale.say(message))}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="phases" aria-label=t(Message::PHASES_LABEL)>{items}</ol> }
}

/// What the phase of a state is called.
pub(super) fn title(state: &State) -> Message {
    PHASES[phase(state)]
}

fn phase(state: &State) -> usize {
    match state {
        State::TakingPapers | State::Identifying(_) => 0,
        State::Numbers(_)
        | State::Querying(_)
        | State::FirstRegistration(_)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::Unentrusted(_) => 1,
        State::Failed(_, from) => phase(from),
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
