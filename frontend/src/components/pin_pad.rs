//! The PIN pad of the patient screen.

use crate::api::Bridge;
use crate::browser;
use crate::components::pad::{self, Digits, Entry, Key, Keys, LastTry, Outcome, Pad, Phase, Said, Words};
use crate::components::redraw::{flag, redraw, text};
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::patient::{PinEntry, PinOutcome};

/// Id of what is to be known before a PIN is entered: whether the last one was wrong, and the tries left.
pub const PIN_SAID: &str = "pin-said";

/// How many digits a PIN has.
const LENGTH: usize = 4;

const WORDS: Words = Words {
    wrong: Message::PATIENT_PIN_WRONG,
    failed: Message::PATIENT_PIN_FAILED,
    last_try: Message::PATIENT_LAST_TRY,
};

impl Entry for Digits {
    /// How many there are.
    type Seen = usize;

    fn seen(&self) -> usize {
        self.count()
    }

    fn is_complete(&self) -> bool {
        Self::is_complete(self)
    }

    fn push(&mut self, digit: char) -> Option<Message> {
        Self::push(self, digit);
        None
    }

    fn pop(&mut self) {
        Self::pop(self);
    }

    fn clear(&mut self) {
        Self::clear(self);
    }
}

impl From<PinOutcome> for Outcome {
    fn from(outcome: PinOutcome) -> Self {
        match outcome {
            PinOutcome::Verified => Self::Right,
            PinOutcome::Wrong(left) => Self::Wrong(left),
            PinOutcome::Blocked => Self::Blocked,
            PinOutcome::ConfirmLastTry => Self::ConfirmLastTry,
        }
    }
}

/// The pad.
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
    let pad = Pad::new(Digits::new(LENGTH), tries_left, wrong, WORDS);
    let send = Callback::new(move |last_try_confirmed: bool| {
        let Some(pin) = pad.read(Digits::complete) else {
            return;
        };
        pad.phase.set(Phase::Checking);
        let bridge = bridge.clone();
        let entry = PinEntry {
            pin_request: pin_request.clone(),
            act: browser::random_id(),
            pin,
            last_try_confirmed,
        };
        spawn_local(async move {
            let outcome = bridge.enter_pin(&entry).await;
            // Unless the counter has put up another step meanwhile.
            if !pad.phase.is_disposed() {
                pad.take(&outcome.map(Outcome::from));
            }
        });
    });
    let press = Callback::new(move |key: Key| pad.press(key, send));
    pad::listen(press);

    let entered = text(move || {
        let count = pad.seen.get().to_string();
        locale.say_with(Message::PATIENT_PIN_DIGITS, &[("count", &count)])
    });
    let dot = move |place: usize| {
        let full = move || pad.seen.get() > place;
        view! { <span class:full=full></span> }
    };
    let blocked = move || pad.phase.get() == Phase::Blocked;
    view! {
        <section class="pad" tabindex="-1" aria-label=t(Message::PATIENT_PIN_PAD)>
            <Said id=PIN_SAID pad />
            <div class="dots" aria-hidden="true" hidden=flag(blocked)>
                {(0..LENGTH).map(dot).collect_view()}
            </div>
            <p class="visually-hidden" aria-live="polite">{entered}</p>
            {redraw(move || body(pad, press, send))}
        </section>
    }
}

/// What belongs to the phase.
fn body(pad: Pad<Digits>, press: Callback<Key>, send: Callback<bool>) -> AnyView {
    match pad.phase.get() {
        Phase::Entering => view! { <Keys press complete=pad.complete.into() /> }.into_any(),
        Phase::LastTry => view! { <LastTry pad send /> }.into_any(),
        Phase::Checking => pad::said(Message::PATIENT_PIN_CHECKING),
        Phase::Blocked => pad::said(Message::PATIENT_PIN_BLOCKED),
    }
}
