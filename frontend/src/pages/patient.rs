//! The patient screen: the step that the counter put up, in large letters, and a way to staff. It knows no name and
//! no scheme (D7, D11).

mod camera_time;
mod consent;
mod face;
mod figure;
mod language;
mod step;
mod ways;

pub use step::title;

use crate::api::Bridge;
use crate::browser;
use crate::camera::Camera;
use crate::components::PatientLanguages;
use crate::components::redraw::{redraw, when};
use crate::events::{Link, Live, follow};
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::patient::{PatientAct, PatientStep, PatientTouch};
use std::time::Duration;
use step::Step;
use ways::Ways;

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
    language::one_each(shown, live.patient_turn);
    let asked = RwSignal::new(false);
    Effect::new(move || {
        shown.track();
        live.patient_turn.track();
        asked.set(false);
    });
    let offline = Memo::new(move |_| live.link.get() != Link::Online);
    let camera = Camera::new();
    camera_time::follow(camera, shown, offline);
    let bridge = StoredValue::new(bridge);
    let act = Callback::new(move |act: PatientAct| {
        let turn = live.patient_turn.get_untracked();
        spawn_local(async move {
            // On a failure the offer stays: the patient can press again or speak to someone.
            let touch = PatientTouch { act, turn };
            if bridge.get_value().patient_touch(&touch).await.is_ok() && act == PatientAct::AskStaff {
                asked.set(true);
            }
        });
    });
    let ways = Ways {
        act,
        pin: pin_open(shown),
    };
    let step = redraw(move || {
        // The same step for somebody else is another one: nothing of the last patient stays in it.
        live.patient_turn.track();
        if offline.get() {
            return view! { <Offline /> }.into_any();
        }
        view! { <Step step=shown.get() bridge=bridge.get_value() camera ways /> }.into_any()
    });
    // Without a camera the other ways stand in the place of the step.
    let in_face = move || !offline.get() && shown.with(is_face);
    let looks = move || in_face() && camera.fault().is_none();
    let can_use_pin = move || looks() && ways.pin.get();
    let can_ask =
        move || !offline.get() && shown.with(offers_staff) && !asked.get() && (looks() || !in_face());
    view! {
        <div class="patient">
            <header class="top">
                <PatientLanguages />
            </header>
            <main class="step">{step}</main>
            <footer class="foot">
                <p role="status">{when(move || asked.get(), || t(Message::PATIENT_ASKED).into_any())}</p>
                {when(can_use_pin, move || view! {
                    <button type="button" class="button" on:click=move |_| act.run(PatientAct::UsePin)>
                        {t(Message::PATIENT_USE_PIN)}
                    </button>
                }.into_any())}
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

/// The step as told, but that the last one goes by itself.
fn shown_step(live: Live) -> Memo<PatientStep> {
    let over = RwSignal::new(false);
    let told = Memo::new(move |_| live.patient_step.get());
    Effect::new(move |timer: Option<Option<TimeoutHandle>>| {
        if let Some(running) = timer.flatten() {
            running.clear();
        }
        over.set(false);
        let done = told.with(PatientStep::is_end);
        done.then(|| browser::after(DONE_STAYS, move || over.set(true)))?
    });
    Memo::new(move |_| if over.get() { PatientStep::Idle } else { told.get() })
}

/// Whether staff is offered under the step: always while someone is being received, but where staff is a choice already.
fn offers_staff(step: &PatientStep) -> bool {
    match step {
        PatientStep::Idle
        | PatientStep::CameraTest { .. }
        | PatientStep::Done
        | PatientStep::Answered
        | PatientStep::AskStaff
        | PatientStep::ChooseWay { face: true, .. }
        | PatientStep::ChooseWay { pin: true, .. } => false,
        PatientStep::PutCard
        | PatientStep::Consent { .. }
        | PatientStep::OneCardOnly
        | PatientStep::Wait
        | PatientStep::Underway
        | PatientStep::ChooseWay { .. }
        | PatientStep::FaceNumber { .. }
        | PatientStep::FaceLook { .. }
        | PatientStep::EnterPin { .. }
        | PatientStep::StaffChecks
        | PatientStep::TakeCard => true,
    }
}

/// Whether 顔認証 is under way.
fn is_face(step: &PatientStep) -> bool {
    matches!(
        step,
        PatientStep::FaceNumber { .. } | PatientStep::FaceLook { .. }
    )
}

/// Whether the PIN of this card can be used, as the last choice of ways said. The steps of 顔認証 do not say it.
fn pin_open(shown: Memo<PatientStep>) -> Signal<bool> {
    let pin = Memo::new(move |before: Option<&bool>| match shown.get() {
        PatientStep::ChooseWay { pin, .. } => pin,
        // A page that was loaded anew does not know: the counter answers.
        _ => before.copied().unwrap_or(true),
    });
    pin.into()
}
