//! The opened reception: its frame, and what the patient is being shown.

use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::pages::patient::title;
use crate::text::Message;
use leptos::html;
use leptos::prelude::*;
use madoguchi_shared::bridge::patient::PatientAct;
use madoguchi_shared::bridge::reception::ReceptionEntry;

/// The reception.
#[component]
pub(super) fn Reception(
    /// Its line in the book.
    entry: ReceptionEntry,
) -> impl IntoView {
    let desk = Desk::here();
    let locale = Locale::here();
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            // Refused only for an element that is not in the page.
            let _ = heading.focus();
        }
    });
    let number = entry.number.to_string();
    let name = move || locale.say_with(Message::ReceptionNumber, &[("number", &number)]);
    view! {
        <section class="panel stack reception" aria-labelledby="reception-title">
            <header>
                <h2 id="reception-title" tabindex="-1" node_ref=heading>
                    {name}
                </h2>
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| desk.covered.set(true)>
                        {t(Message::LockNow)}
                    </button>
                    <button type="button" class="button" on:click=move |_| desk.draw(None)>
                        {t(Message::BackToList)}
                    </button>
                </div>
            </header>
            <Progress />
        </section>
    }
}

/// What the patient sees and does, live.
#[component]
fn Progress() -> impl IntoView {
    let desk = Desk::here();
    let shown = move || t(desk.live.patient_step.with(title))();
    let act = move || {
        desk.patient_act.get().map(|act| {
            t(match act {
                PatientAct::UsePin => Message::PatientWantsPin,
                PatientAct::AskStaff => Message::PatientCalls,
            })()
        })
    };
    view! {
        <div aria-live="polite">
            <p>
                <span class="quiet">{t(Message::PatientSees)} ": "</span>
                {shown}
            </p>
            {move || act().map(|text| view! { <p class="notice">{text}</p> })}
        </div>
    }
}
