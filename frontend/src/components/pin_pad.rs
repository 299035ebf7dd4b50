//! The PIN pad of the patient screen. The digits stay out of the page: it shows how many there are, and they go
//! straight to the bridge (D9). They are wiped with the pad, which is made anew for every step.

mod digits;
mod keys;

use crate::api::{Bridge, Fault};
use crate::browser;
use crate::components::heading::take_focus;
use crate::components::redraw::{flag, redraw, text};
use crate::locale::{Locale, t};
use crate::text::Message;
use digits::{Digits, LENGTH};
use keys::{Key, Keys};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::patient::{PinEntry, PinOutcome};

/// Id of what is to be known before a PIN is entered: whether the last one was wrong, and the tries left.
pub const PIN_SAID: &str = "pin-said";

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

/// What the pad knows; gone with it.
#[derive(Clone, Copy)]
struct Pad {
    digits: StoredValue<Digits>,
    count: RwSignal<usize>,
    phase: RwSignal<Phase>,
    tries: RwSignal<u8>,
    said: RwSignal<Option<Message>>,
}

impl Pad {
    fn edit(self, act: impl FnOnce(&mut Digits)) {
        self.digits.update_value(act);
        self.count.set(self.digits.with_value(Digits::count));
    }

    /// Back to an empty entry, with a word about why.
    fn again(self, said: Option<Message>) {
        self.edit(Digits::clear);
        self.said.set(said);
        self.phase.set(Phase::Entering);
        // What had the focus is gone.
        browser::focus(".pad");
    }

    fn take(self, outcome: &Result<PinOutcome, Fault>) {
        match outcome {
            // The next step comes from the counter.
            Ok(PinOutcome::Verified) => self.edit(Digits::clear),
            Ok(PinOutcome::Wrong(left)) => {
                self.tries.set(*left);
                self.again(Some(Message::PATIENT_PIN_WRONG));
            }
            Ok(PinOutcome::Blocked) => {
                self.edit(Digits::clear);
                self.said.set(None);
                self.phase.set(Phase::Blocked);
            }
            // Nothing was sent to the card: the same digits wait for the second act.
            Ok(PinOutcome::ConfirmLastTry) => {
                self.tries.set(1);
                self.phase.set(Phase::LastTry);
            }
            Err(_) => self.again(Some(Message::PATIENT_PIN_FAILED)),
        }
    }
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
    let pad = Pad {
        digits: StoredValue::new(Digits::new()),
        count: RwSignal::new(0),
        phase: RwSignal::new(Phase::Entering),
        tries: RwSignal::new(tries_left),
        said: RwSignal::new(wrong.then_some(Message::PATIENT_PIN_WRONG)),
    };
    let send = Callback::new(move |last_try_confirmed: bool| {
        let Some(pin) = pad.digits.with_value(Digits::complete) else {
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
                pad.take(&outcome);
            }
        });
    });
    let press = Callback::new(move |key: Key| {
        if pad.phase.get_untracked() != Phase::Entering {
            return;
        }
        match key {
            Key::Digit(digit) => pad.edit(|digits| digits.push(digit)),
            Key::Delete => pad.edit(Digits::pop),
            Key::Clear => pad.edit(Digits::clear),
            Key::Confirm if pad.count.get_untracked() < LENGTH => {}
            Key::Confirm if pad.tries.get_untracked() == 1 => pad.phase.set(Phase::LastTry),
            Key::Confirm => send.run(false),
        }
    });
    keys::listen(press);

    let entered = text(move || {
        let count = pad.count.get().to_string();
        locale.say_with(Message::PATIENT_PIN_DIGITS, &[("count", &count)])
    });
    let dot = move |place: usize| {
        let full = move || pad.count.get() > place;
        view! { <span class:full=full></span> }
    };
    let blocked = move || pad.phase.get() == Phase::Blocked;
    view! {
        <section class="pad" tabindex="-1" aria-label=t(Message::PATIENT_PIN_PAD)>
            <div id=PIN_SAID>
                <div role="alert">
                    {redraw(move || {
                        pad.said.get().map(|message| view! { <p class="tries">{t(message)}</p> }).into_any()
                    })}
                </div>
                {redraw(move || (!blocked()).then(|| view! { <TriesLeft tries=pad.tries.get() /> }).into_any())}
            </div>
            <div class="dots" aria-hidden="true" hidden=flag(blocked)>
                {(0..LENGTH).map(dot).collect_view()}
            </div>
            <p class="visually-hidden" aria-live="polite">{entered}</p>
            {redraw(move || body(pad, press, send))}
        </section>
    }
}

/// What belongs to the phase.
fn body(pad: Pad, press: Callback<Key>, send: Callback<bool>) -> AnyView {
    match pad.phase.get() {
        Phase::Entering => {
            let complete = Signal::derive(move || pad.count.get() == LENGTH);
            view! { <Keys press complete /> }.into_any()
        }
        Phase::LastTry => view! {
            <div class="choices">
                <h2 tabindex="-1" use:take_focus>
                    {t(Message::PATIENT_LAST_TRY_TITLE)}
                </h2>
                <button type="button" class="button primary" on:click=move |_| send.run(true)>
                    {t(Message::PATIENT_LAST_TRY_CONFIRM)}
                </button>
                <button type="button" class="button" on:click=move |_| pad.again(None)>
                    {t(Message::PATIENT_ENTER_AGAIN)}
                </button>
            </div>
        }
        .into_any(),
        Phase::Checking => said(Message::PATIENT_PIN_CHECKING),
        Phase::Blocked => said(Message::PATIENT_PIN_BLOCKED),
    }
}

/// Takes the focus from the keys, which are gone: a screen reader says it.
fn said(message: Message) -> AnyView {
    view! {
        <p tabindex="-1" use:take_focus>
            {t(message)}
        </p>
    }
    .into_any()
}

#[component]
fn TriesLeft(
    /// 1–3.
    tries: u8,
) -> impl IntoView {
    let locale = Locale::here();
    if tries == 1 {
        view! { <p class="tries last">{t(Message::PATIENT_LAST_TRY)}</p> }.into_any()
    } else {
        let text = text(move || locale.say_with(Message::PATIENT_TRIES, &[("count", &tries.to_string())]));
        view! { <p class="quiet">{text}</p> }.into_any()
    }
}
