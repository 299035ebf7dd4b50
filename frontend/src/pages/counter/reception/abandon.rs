//! 「受付をやめる」: at once while nobody is identified, by a second act afterwards.

use super::parts::ActButton;
use crate::browser;
use crate::components::redraw::{flag, when};
use crate::components::take_focus;
use crate::lazy;
use crate::lazy::{Drawn, drawn};
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::reception::State;
use madoguchi_flow::{Act, first_registration, identify, number_reception, records_viewing};
use madoguchi_shared::ErrorCode;

/// The button, while the reception can be ended.
#[component]
pub(super) fn Abandon(
    /// State of the machine.
    state: Memo<Option<State>>,
    /// Set when the second act is needed.
    asking: RwSignal<bool>,
) -> impl IntoView {
    let runner = Runner::here();
    let press = move |_| {
        let identified = state.with_untracked(|state| {
            !matches!(state, None | Some(State::TakingPapers | State::Identifying(_)))
        });
        if identified {
            asking.set(true);
        } else {
            runner.act(Act::Abandon);
        }
    };
    when(
        move || can_end(state),
        move || {
            view! {
                <button
                    type="button"
                    class="button bad"
                    disabled=flag(move || asking.get() || !runner.desk().holds_lease())
                    on:click=press
                >
                    {t(Message::END_RECEPTION)}
                </button>
            }
            .into_any()
        },
    )
}

/// The second act.
#[component]
pub(super) fn AbandonForGood(
    /// State of the machine.
    state: Memo<Option<State>>,
    /// Whether it is needed now.
    asking: RwSignal<bool>,
) -> impl IntoView {
    // Once it is being ended, or cannot be, nothing is asked when it can be again.
    Effect::new(move || {
        if !can_end(state) {
            asking.set(false);
        }
    });
    when(
        move || asking.get() && can_end(state),
        move || lazy::part(Message::END_RECEPTION, move || lazy!(for_good(asking))),
    )
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(for_good, fallible, wasm_split_path = leptos::wasm_split)
)]
fn for_good(asking: RwSignal<bool>) -> Drawn {
    let runner = Runner::here();
    let (nothing, answer) = (
        t(Message::END_RECEPTION_TEXT),
        t(Message::END_RECEPTION_CONSENT_TEXT),
    );
    let kept = move || {
        if runner.consent_stays() {
            answer()
        } else {
            nothing()
        }
    };
    let go_on = move |_| {
        asking.set(false);
        browser::focus(".reception .step h3[tabindex]");
    };
    let question = view! {
        <section class="problem" aria-labelledby="abandon-title">
            <p id="abandon-title" class="cause" tabindex="-1" use:take_focus>
                {t(Message::END_RECEPTION_TITLE)}
            </p>
            <p>{kept}</p>
            <div class="actions">
                <ActButton act=Act::Abandon text=Message::END_RECEPTION_CONFIRM />
                <button type="button" class="button" on:click=go_on>
                    {t(Message::GO_ON_WITH_RECEPTION)}
                </button>
            </div>
        </section>
    };
    drawn(question.into_any())
}

/// Until the reception is being written down, and where the step has no button of its own that ends it.
fn can_end(state: Memo<Option<State>>) -> bool {
    state.with(|state| {
        !matches!(
            state,
            None | Some(
                State::NotCovered(..)
                    | State::NothingValid(_)
                    | State::Unentrusted(_)
                    | State::FirstRegistration(
                        first_registration::State::Offering(_)
                            | first_registration::State::NeedsPin
                            | first_registration::State::NothingToLink
                            | first_registration::State::Failed(..)
                    )
                    | State::Numbers(
                        number_reception::State::NotFound(..) | number_reception::State::Lost(..)
                    )
                    | State::Registering(..)
                    | State::RegisteringInquiryNumber(..)
                    | State::Consenting(
                        records_viewing::State::Registering(..) | records_viewing::State::Noting(..),
                        _
                    )
                    | State::Received(_)
                    | State::TakingCard(_)
                    | State::Over(_)
            )
        ) && !state.as_ref().is_some_and(is_received)
            && state.as_ref().and_then(failed).is_none_or(ErrorCode::retryable)
    })
}

/// Somebody who is received already is being asked for consent: the step has a button that leads on.
fn is_received(state: &State) -> bool {
    matches!(state, State::Consenting(_, back) if matches!(**back, State::Received(_)))
}

/// Why a step failed whose own button ends it.
fn failed(state: &State) -> Option<ErrorCode> {
    match state {
        State::Failed(code, _)
        | State::Identifying(identify::State::Failed(code, identify::Remedy::StartWithCard(_)))
        | State::Numbers(number_reception::State::Failed(code, _)) => Some(*code),
        _ => None,
    }
}
