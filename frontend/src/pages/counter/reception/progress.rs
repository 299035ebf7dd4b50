//! What the patient sees and does, live.

use crate::components::redraw::{text, when};
use crate::desk::Desk;
use crate::locale::t;
use crate::pages::patient::title;
use crate::text::Message;
use leptos::prelude::*;

/// The patient screen's present step in words. That the patient calls is said above everything, not here.
#[component]
pub(super) fn Progress() -> impl IntoView {
    let desk = Desk::here();
    let shown = text(move || t(desk.live.patient_step.with(title))());
    view! {
        <div aria-live="polite">
            <p>
                <span class="quiet">{t(Message::PATIENT_SEES)} ": "</span>
                {shown}
            </p>
            {when(move || desk.pin_chosen.get(), || view! {
                <p class="notice">{t(Message::PATIENT_WANTS_PIN)}</p>
            }.into_any())}
        </div>
    }
}
