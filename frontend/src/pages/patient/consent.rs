//! F02: one question of consent. Two answers of the same size and look, none chosen before; a way back from the second question.

use crate::components::redraw::text;
use crate::locale::{Locale, t};
use crate::text::Message;
use crate::{browser, clock};
use leptos::ev;
use leptos::prelude::*;
use madoguchi_shared::bridge::patient::{ConsentAnswer, ConsentQuestion, PatientAct};
use std::time::Duration;

/// So long without a touch, ms: nobody is there to answer. The counter may ask again.
const PATIENCE_MS: i64 = 120_000;
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What is asked.
pub(super) fn title(about: ConsentQuestion) -> Message {
    match about {
        ConsentQuestion::Medications => Message::PATIENT_CONSENT_MEDICATIONS,
        ConsentQuestion::Checkups => Message::PATIENT_CONSENT_CHECKUPS,
    }
}

/// The question's text and its answers.
pub(super) fn draw(about: ConsentQuestion, act: Callback<PatientAct>) -> AnyView {
    give_up_waiting(act);
    let locale = Locale::here();
    let (what, count) = match about {
        ConsentQuestion::Medications => (Message::PATIENT_CONSENT_MEDICATIONS_TEXT, "1"),
        ConsentQuestion::Checkups => (Message::PATIENT_CONSENT_CHECKUPS_TEXT, "2"),
    };
    let place = text(move || locale.say_with(Message::PATIENT_CONSENT_PLACE, &[("count", count)]));
    let button = |given: bool, message: Message| {
        let answer = PatientAct::Consent(ConsentAnswer { about, given });
        view! {
            <button type="button" class="button" on:click=move |_| act.run(answer)>
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

/// Tells the counter when nobody has touched anything for a while.
fn give_up_waiting(act: Callback<PatientAct>) {
    if browser::window().is_none() {
        return;
    }
    let touched_ms = StoredValue::new(clock::now_ms());
    let touch = move || touched_ms.set_value(clock::now_ms());
    let handles = [
        window_event_listener(ev::pointerdown, move |_| touch()),
        window_event_listener(ev::pointermove, move |_| touch()),
        window_event_listener(ev::keydown, move |_| touch()),
    ];
    let look = move || {
        if clock::now_ms() - touched_ms.get_value() >= PATIENCE_MS {
            // Once, unless it did not come through.
            touch();
            act.run(PatientAct::NoAnswer);
        }
    };
    let interval = set_interval_with_handle(look, LOOK_EVERY);
    on_cleanup(move || {
        for handle in handles {
            handle.remove();
        }
        if let Ok(interval) = interval {
            interval.clear();
        }
    });
}
