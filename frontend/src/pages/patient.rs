//! The patient screen: the step that the counter put up, in large letters, and a way to staff. It knows no name and
//! no scheme (D7, D11).

mod figure;
mod step;

pub use step::title;

use crate::api::Bridge;
use crate::browser;
use crate::components::LanguageSwitch;
use crate::components::redraw::{redraw, when};
use crate::events::{Link, Live, follow};
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::Language;
use madoguchi_shared::bridge::patient::{PatientAct, PatientStep};
use std::time::Duration;
use step::Step;

/// How long the last word stays for the patient who is leaving.
const DONE_STAYS: Duration = Duration::from_secs(30);

/// The page.
#[component]
pub fn Patient(
    /// The bridge, with this screen's token.
    bridge: Bridge,
    /// What the bridge tells.
    live: Live,
) -> impl IntoView {
    let ignore = Callback::new(|_| ());
    spawn_local(follow(bridge.clone(), browser::random_id(), live, ignore));
    let shown = shown_step(live);
    one_language_each(shown);
    let asked = RwSignal::new(false);
    Effect::new(move || {
        shown.track();
        asked.set(false);
    });
    let offline = Memo::new(move |_| live.link.get() != Link::Online);
    let bridge = StoredValue::new(bridge);
    let act = Callback::new(move |act: PatientAct| {
        spawn_local(async move {
            // On a failure the offer stays: the patient can press again or speak to someone.
            if bridge.get_value().patient_act(&act).await.is_ok() && act == PatientAct::AskStaff {
                asked.set(true);
            }
        });
    });
    let step = redraw(move || {
        if offline.get() {
            return view! { <Offline /> }.into_any();
        }
        view! { <Step step=shown.get() bridge=bridge.get_value() act /> }.into_any()
    });
    let can_ask = move || !offline.get() && shown.with(offers_staff) && !asked.get();
    view! {
        <div class="patient">
            <header class="top">
                <LanguageSwitch />
            </header>
            <main class="step">{step}</main>
            <footer class="foot">
                <p role="status">{when(move || asked.get(), || t(Message::PATIENT_ASKED).into_any())}</p>
                {when(can_ask, move || view! {
                    <button type="button" class="button" on:click=move |_| act.run(PatientAct::AskStaff)>
                        {t(Message::PATIENT_ASK_STAFF)}
                    </button>
                }.into_any())}
            </footer>
        </div>
    }
}

#[component]
fn Offline() -> impl IntoView {
    view! { <h1>{t(Message::PATIENT_OFFLINE)}</h1> }
}

/// The step as told, but that [`PatientStep::Done`] goes by itself.
fn shown_step(live: Live) -> Memo<PatientStep> {
    let over = RwSignal::new(false);
    let told = Memo::new(move |_| live.patient_step.get());
    Effect::new(move |timer: Option<Option<TimeoutHandle>>| {
        if let Some(running) = timer.flatten() {
            running.clear();
        }
        over.set(false);
        let done = told.get() == PatientStep::Done;
        done.then(|| browser::after(DONE_STAYS, move || over.set(true)))?
    });
    Memo::new(move |_| if over.get() { PatientStep::Idle } else { told.get() })
}

/// Japanese again for the next patient: when this one has gone, or the next one is begun with.
fn one_language_each(shown: Memo<PatientStep>) {
    let locale = Locale::here();
    Effect::new(move |was_done: Option<bool>| {
        let step = shown.get();
        if step == PatientStep::Idle || was_done == Some(true) {
            locale.speak(Language::default());
        }
        step == PatientStep::Done
    });
}

/// Whether staff is offered under the step: always while someone is being received, but where staff is a choice already.
fn offers_staff(step: &PatientStep) -> bool {
    match step {
        PatientStep::Idle
        | PatientStep::Done
        | PatientStep::AskStaff
        | PatientStep::ChooseWay { pin: true } => false,
        PatientStep::PutCard
        | PatientStep::OneCardOnly
        | PatientStep::Wait
        | PatientStep::Underway
        | PatientStep::ChooseWay { .. }
        | PatientStep::EnterPin { .. }
        | PatientStep::StaffChecks
        | PatientStep::TakeCard => true,
    }
}
