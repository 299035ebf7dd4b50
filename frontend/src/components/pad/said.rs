//! What a pad says: what became of the last number, the tries left, the second act.

use super::{Entry, Pad, Phase};
use crate::components::heading::take_focus;
use crate::components::redraw::{redraw, text};
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;

/// What is to be known before a number is entered: whether the last one was wrong, and the tries left.
#[component]
pub(in crate::components) fn Said<E: Entry>(
    /// For the heading, which is described by it.
    id: &'static str,
    /// The pad.
    pad: Pad<E>,
) -> impl IntoView {
    let tries = move || match pad.phase.get() {
        Phase::Blocked => ().into_any(),
        Phase::Entering | Phase::LastTry | Phase::Checking => {
            view! { <TriesLeft tries=pad.tries.get() last_try=pad.words.last_try /> }.into_any()
        }
    };
    let warning = move |message: RwSignal<Option<Message>>| {
        redraw(move || {
            message
                .get()
                .map(|message| view! { <p class="tries">{t(message)}</p> })
                .into_any()
        })
    };
    view! {
        <div id=id>
            <div role="alert">{warning(pad.said)} {warning(pad.remark)}</div>
            {redraw(tries)}
        </div>
    }
}

#[component]
fn TriesLeft(
    /// At least 1.
    tries: u8,
    /// Said when it is 1.
    last_try: Message,
) -> impl IntoView {
    let locale = Locale::here();
    if tries == 1 {
        view! { <p class="tries last">{t(last_try)}</p> }.into_any()
    } else {
        let text = text(move || locale.say_with(Message::PATIENT_TRIES, &[("count", &tries.to_string())]));
        view! { <p class="quiet">{text}</p> }.into_any()
    }
}

/// The second act when one try is left.
#[component]
pub(in crate::components) fn LastTry<E: Entry>(
    /// The pad.
    pad: Pad<E>,
    /// Sends what is entered.
    send: Callback<bool>,
) -> impl IntoView {
    view! {
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
}

/// Takes the focus from the keys, which are gone: a screen reader says it.
pub(in crate::components) fn said(message: Message) -> AnyView {
    view! {
        <p tabindex="-1" use:take_focus>
            {t(message)}
        </p>
    }
    .into_any()
}
