//! 「同意有無を電子カルテ上で確認」: who was asked for consent today, and what they said.

use super::Screen;
use crate::clock;
use crate::components::redraw::{redraw, text};
use crate::components::take_focus;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::backend::records::ConsentChoice;
use madoguchi_shared::bridge::records::RecordsPatient;

/// The list.
#[component]
pub(super) fn Today() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let patients = Memo::new(move |_| {
        screen
            .today
            .with(|today| today.as_ref().map(|today| today.patients.clone()))
    });
    let list = redraw(move || match patients.get() {
        None => ().into_any(),
        Some(none) if none.is_empty() => view! { <p>{t(Message::RECORDS_NOBODY)}</p> }.into_any(),
        Some(patients) => {
            let lines = patients.into_iter().map(line).collect_view();
            view! { <ul class="rows plain">{lines}</ul> }.into_any()
        }
    });
    view! {
        <section class="panel stack">
            <h2 tabindex="-1" use:take_focus>
                {t(Message::RECORDS_TODAY)}
            </h2>
            <p class="quiet">{t(Message::RECORDS_TODAY_TEXT)}</p>
            <div aria-live="polite">{list}</div>
        </section>
    }
}

fn line(patient: RecordsPatient) -> AnyView {
    let screen = expect_context::<Screen>();
    let locale = Locale::here();
    let number = patient.patient_number.expose().clone();
    let name = patient.patient_name.expose().clone();
    let numbered = text(move || locale.say_with(Message::PATIENT_NUMBER_IS, &[("number", &number)]));
    let at = clock::tokyo_time(patient.answered_at_ms);
    let asked_at = text(move || locale.say_with(Message::RECORDS_ASKED_AT, &[("time", &at)]));
    let choice = patient.choice;
    let open = (choice.medications || choice.checkups).then(|| {
        let of = name.clone();
        let label = text(move || format!("{}: {of}", locale.say(Message::RECORDS_OPEN)));
        view! {
            <button
                type="button"
                class="button"
                aria-label=label
                on:click=move |_| screen.open(patient.clone())
            >
                {t(Message::RECORDS_OPEN)}
            </button>
        }
    });
    view! {
        <li>
            <div>
                <p class="who">{name}</p>
                <p class="about">
                    <span class="number">{numbered}</span>
                    <span>{asked_at}</span>
                    {marks(choice)}
                </p>
            </div>
            {open}
        </li>
    }
    .into_any()
}

/// 同意有無 of both kinds, each with its word.
pub(super) fn marks(choice: ConsentChoice) -> AnyView {
    let mark = |what: Message, given: bool| {
        let (class, said) = if given {
            ("state good", Message::CONSENT_YES)
        } else {
            ("state warn", Message::CONSENT_NO)
        };
        view! { <span class=class>{t(what)} ": " {t(said)}</span> }
    };
    view! {
        {mark(Message::CONSENT_MEDICATIONS, choice.medications)}
        {mark(Message::CONSENT_CHECKUPS, choice.checkups)}
    }
    .into_any()
}
