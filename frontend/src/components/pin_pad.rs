//! The PIN pad of the patient screen. The digits stay out of the page: it shows how many there are, and they go
//! straight to the bridge (D9). They are wiped with the pad, which is made anew for every step.

mod digits;
mod keys;

use crate::api::Bridge;
use crate::browser;
use crate::locale::{Locale, t};
use crate::text::Message;
use digits::{Digits, LENGTH};
use keys::{Key, Keys};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::patient::{PinEntry, PinOutcome};

/// Where this pad stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Digits are being entered.
    Entering,
    /// They are entered, one try is left, and the second act is awaited.
    LastTry,
    /// The card is working, or the counter has not put up the next step yet.
    Checking,
    /// No try is left.
    Blocked,
}

/// The pad. One press of "confirm" is one VERIFY at most.
#[component]
pub fn PinPad(
    /// Where the PIN goes.
    bridge: Bridge,
    /// The request to answer.
    pin_request: String,
    /// Tries left, 1–3.
    tries_left: u8,
    /// The last PIN was wrong.
    wrong: bool,
) -> impl IntoView {
    let locale = Locale::here();
    let digits = StoredValue::new(Digits::new());
    let count = RwSignal::new(0_usize);
    let phase = RwSignal::new(Phase::Entering);
    let tries = RwSignal::new(tries_left);
    let said = RwSignal::new(wrong.then_some(Message::PatientPinWrong));

    let change = move |act: fn(&mut Digits, char), digit: char| {
        digits.update_value(|digits| act(digits, digit));
        count.set(digits.with_value(Digits::count));
    };
    let send = StoredValue::new(move |last_try_confirmed: bool| {
        let Some(pin) = digits.with_value(Digits::complete) else {
            return;
        };
        phase.set(Phase::Checking);
        let bridge = bridge.clone();
        let entry = PinEntry {
            pin_request: pin_request.clone(),
            act: browser::random_id(),
            pin,
            last_try_confirmed,
        };
        spawn_local(async move {
            let outcome = bridge.enter_pin(&entry).await;
            drop(entry);
            if phase.is_disposed() {
                // The counter has put up another step meanwhile.
                return;
            }
            match outcome {
                Ok(PinOutcome::Verified) => {}
                Ok(PinOutcome::ConfirmLastTry) => {
                    tries.set(1);
                    phase.set(Phase::LastTry);
                    return;
                }
                Ok(PinOutcome::Wrong(left)) => {
                    tries.set(left);
                    said.set(Some(Message::PatientPinWrong));
                    phase.set(Phase::Entering);
                }
                Ok(PinOutcome::Blocked) => phase.set(Phase::Blocked),
                Err(_) => {
                    said.set(Some(Message::PatientPinFailed));
                    phase.set(Phase::Entering);
                }
            }
            change(|digits, _| digits.clear(), '\0');
        });
    });
    let press = Callback::new(move |key: Key| {
        if phase.get_untracked() != Phase::Entering {
            return;
        }
        match key {
            Key::Digit(digit) => change(Digits::push, digit),
            Key::Delete => change(|digits, _| digits.pop(), '\0'),
            Key::Clear => change(|digits, _| digits.clear(), '\0'),
            Key::Confirm if count.get_untracked() < LENGTH => {}
            Key::Confirm if tries.get_untracked() == 1 => phase.set(Phase::LastTry),
            Key::Confirm => send.with_value(|send| send(false)),
        }
    });
    keys::listen(press);

    let complete = Signal::derive(move || count.get() == LENGTH);
    let again = move |_| {
        change(|digits, _| digits.clear(), '\0');
        phase.set(Phase::Entering);
    };
    let confirm_last = move |_| send.with_value(|send| send(true));
    let entered = move || locale.say_with(Message::PatientPinDigits, &[("count", &count.get().to_string())]);
    let dot = move |place: usize| {
        let full = move || count.get() > place;
        view! { <span class:full=full></span> }
    };
    let body = move || match phase.get() {
        Phase::Entering => view! { <Keys press complete /> }.into_any(),
        Phase::LastTry => view! {
            <div class="choices">
                <h2>{t(Message::PatientLastTryTitle)}</h2>
                <button type="button" class="button primary" on:click=confirm_last>
                    {t(Message::PatientLastTryConfirm)}
                </button>
                <button type="button" class="button" on:click=again>
                    {t(Message::PatientEnterAgain)}
                </button>
            </div>
        }
        .into_any(),
        Phase::Checking => view! { <p>{t(Message::PatientPinChecking)}</p> }.into_any(),
        Phase::Blocked => view! { <p>{t(Message::PatientPinBlocked)}</p> }.into_any(),
    };
    view! {
        <section class="pad" aria-label=t(Message::PatientPinPad)>
            <div role="alert">
                {move || said.get().map(|message| view! { <p class="tries">{t(message)}</p> })}
            </div>
            {move || (phase.get() != Phase::Blocked).then(|| view! { <TriesLeft tries=tries.get() /> })}
            <div class="dots" aria-hidden="true">
                {(0..LENGTH).map(dot).collect_view()}
            </div>
            <p class="visually-hidden" aria-live="polite">{entered}</p>
            {body}
        </section>
    }
}

#[component]
fn TriesLeft(
    /// 1–3.
    tries: u8,
) -> impl IntoView {
    let locale = Locale::here();
    if tries == 1 {
        view! { <p class="tries last">{t(Message::PatientLastTry)}</p> }.into_any()
    } else {
        let text = move || locale.say_with(Message::PatientTries, &[("count", &tries.to_string())]);
        view! { <p class="quiet">{text}</p> }.into_any()
    }
}
