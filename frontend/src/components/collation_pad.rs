//! The pad for 照合番号B. Its digits stand on the card, and yet they are hidden here: birth date and code open the photo
//! on the card for whoever has it in hand, and someone may look over the patient's shoulder. How many are there is
//! shown, a part can be entered anew, and there are ten tries.

mod card_face;
mod number;
mod parts;

use crate::api::Bridge;
use crate::browser;
use crate::components::pad::{self, Key, Keys, LastTry, Outcome, Pad, Phase, Said, Words};
use crate::components::redraw::redraw;
use crate::locale::t;
use crate::text::Message;
use card_face::CardFace;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::face::{CollationEntry, CollationOutcome};
use number::Number;
use parts::Parts;

/// Id of what is to be known before the number is entered: whether the last one was wrong, and the tries left.
pub const NUMBER_SAID: &str = "number-said";

const WORDS: Words = Words {
    wrong: Message::PATIENT_NUMBER_WRONG,
    failed: Message::PATIENT_NUMBER_FAILED,
    last_try: Message::PATIENT_NUMBER_LAST_TRY,
};

impl From<CollationOutcome> for Outcome {
    fn from(outcome: CollationOutcome) -> Self {
        match outcome {
            CollationOutcome::Accepted => Self::Right,
            CollationOutcome::Wrong(left) => Self::Wrong(left),
            CollationOutcome::Blocked => Self::Blocked,
            CollationOutcome::ConfirmLastTry => Self::ConfirmLastTry,
        }
    }
}

/// The pad.
#[component]
pub fn CollationPad(
    /// Where the number goes.
    bridge: Bridge,
    /// The request to answer.
    face_request: String,
    /// Tries left, at least 1.
    tries_left: u8,
    /// The last number was wrong.
    wrong: bool,
    /// What to do for someone who cannot tell the number.
    hint: Message,
) -> impl IntoView {
    let pad = Pad::new(Number::new(), tries_left, wrong, WORDS);
    let send = Callback::new(move |last_try_confirmed: bool| {
        let Some([birth_date, expiry_year, security_code]) = pad.read(Number::complete) else {
            return;
        };
        pad.phase.set(Phase::Checking);
        let bridge = bridge.clone();
        let entry = CollationEntry {
            face_request: face_request.clone(),
            act: browser::random_id(),
            birth_date,
            expiry_year,
            security_code,
            last_try_confirmed,
        };
        spawn_local(async move {
            let outcome = bridge.enter_collation_number(&entry).await;
            // Unless another step has been put up meanwhile.
            if !pad.phase.is_disposed() {
                pad.take(&outcome.map(Outcome::from));
            }
        });
    });
    let press = Callback::new(move |key: Key| pad.press(key, send));
    pad::listen(press);
    view! {
        <section class="pad collation" tabindex="-1" aria-label=t(Message::PATIENT_NUMBER_PAD)>
            <Said id=NUMBER_SAID pad />
            {redraw(move || body(pad, press, send))}
            <p class="quiet hint">{t(hint)}</p>
        </section>
    }
}

/// What belongs to the phase.
fn body(pad: Pad<Number>, press: Callback<Key>, send: Callback<bool>) -> AnyView {
    match pad.phase.get() {
        Phase::Entering => view! {
            <div class="entering">
                <div class="number">
                    <CardFace seen=pad.seen />
                    <Parts pad />
                </div>
                <div class="keyboard">
                    <Keys press complete=pad.complete.into() />
                </div>
            </div>
        }
        .into_any(),
        Phase::LastTry => view! { <LastTry pad send /> }.into_any(),
        Phase::Checking => pad::said(Message::PATIENT_PIN_CHECKING),
        Phase::Blocked => pad::said(Message::PATIENT_NUMBER_BLOCKED),
    }
}
