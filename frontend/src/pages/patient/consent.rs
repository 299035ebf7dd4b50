//! F02: one question of consent. Two answers of the same size and look, none chosen before; a way back from the second question.

use crate::components::Early;
use crate::components::redraw::text;
use crate::idle;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::patient::{ConsentAnswer, ConsentQuestion, PatientAct};

/// What is asked.
pub(super) fn title(about: ConsentQuestion) -> Message {
    match about {
        ConsentQuestion::Medications => Message::PATIENT_CONSENT_MEDICATIONS,
        ConsentQuestion::Checkups => Message::PATIENT_CONSENT_CHECKUPS,
    }
}

/// The question's text and its answers.
pub(super) fn draw(about: ConsentQuestion, act: Callback<PatientAct>) -> AnyView {
    // Nobody is there to answer; the counter may ask again.
    idle::watch(move || act.run(PatientAct::NoAnswer));
    // The second half of a double touch answers no question that nobody has read.
    let early = Early::begin();
    let locale = Locale::here();
    let (what, count) = match about {
        ConsentQuestion::Medications => (Message::PATIENT_CONSENT_MEDICATIONS_TEXT, "1"),
        ConsentQuestion::Checkups => (Message::PATIENT_CONSENT_CHECKUPS_TEXT, "2"),
    };
    let place = text(move || locale.say_with(Message::PATIENT_CONSENT_PLACE, &[("count", count)]));
    let button = |given: bool, message: Message| {
        let answer = PatientAct::Consent(ConsentAnswer { about, given });
        view! {
            <button
                type="button"
                class="button"
                aria-disabled=early.attribute()
                on:click=move |_| {
                    if !early.refuses() {
                        act.run(answer);
                    }
                }
            >
                {t(message)}
            </button>
        }
    };
    let back = (about == ConsentQuestion::Checkups).then(|| {
        view! {
            <button type="button" class="button plain" on:click=move |_| act.run(PatientAct::ConsentBack)>
                {t(Message::PATIENT_CONSENT_BACK)}
            </button>
        }
    });
    view! {
        <p class="hint">{place}</p>
        <p>{t(what)}</p>
        <p>{t(Message::PATIENT_CONSENT_FREE)}</p>
        <div class="choices consent">
            {button(true, Message::PATIENT_CONSENT_YES)} {button(false, Message::PATIENT_CONSENT_NO)}
        </div>
        {back}
    }
    .into_any()
}
