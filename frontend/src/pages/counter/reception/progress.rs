//! What the patient sees and does, live.

use crate::components::redraw::text;
use crate::desk::Desk;
use crate::locale::t;
use crate::pages::patient::title;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::patient::PatientAct;

/// The patient screen's present step in words.
#[component]
pub(super) fn Progress() -> impl IntoView {
    let desk = Desk::here();
    let shown = text(move || t(desk.live.patient_step.with(title))());
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
