//! The patient screen's camera: the patient screen is asked to open it, and the bridge says what came of it.

use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::{flag, redraw, text};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::face::{CameraFault, FaceInstruction};
use madoguchi_shared::bridge::settings::{
    CameraFinding, CameraTest as Test, CameraTestState, SelfTestRequest,
};

#[component]
pub(super) fn CameraTest() -> impl IntoView {
    let desk = Desk::here();
    let locale = Locale::here();
    // Id of the test that is on.
    let on = RwSignal::new(None::<String>);
    let found = RwSignal::new(None::<CameraFinding>);
    let fault = RwSignal::new(None::<Fault>);
    let busy = RwSignal::new(false);
    let may_test = move || super::may_test(desk);
    let test = move |()| {
        if busy.get_untracked() || !untrack(may_test) {
            return;
        }
        fault.set(None);
        found.set(None);
        busy.set(true);
        let opening = SelfTestRequest { tab: desk.tab() };
        spawn_local(async move {
            let answer = desk.bridge().open_camera_test(&opening).await;
            busy.try_set(false);
            match answer {
                Ok(test) => {
                    if on.try_set(Some(test.camera_test.clone())).is_some() {
                        // The screen was left meanwhile.
                        let _ = desk.bridge().cancel_camera_test(&test).await;
                    }
                }
                Err(problem) => drop(fault.try_set(Some(problem))),
            }
        });
    };
    follow(desk, on, found, fault);
    let stop = move || {
        let Some(camera_test) = on.try_update(Option::take).flatten() else {
            return;
        };
        spawn_local(async move {
            let _ = desk.bridge().cancel_camera_test(&Test { camera_test }).await;
        });
    };
    on_cleanup(stop);
    let body = redraw(move || {
        if on.with(Option::is_some) {
            return view! { <p>{t(Message::CAMERA_TEST_RUNS)}</p> }.into_any();
        }
        found
            .get()
            .map(|finding| view! { <p>{t(said(finding))}</p> })
            .into_any()
    });
    // One button: what it does changes, and the focus stays.
    let runs = Memo::new(move |_| on.with(Option::is_some));
    let press = move |_| {
        if runs.get_untracked() {
            stop();
        } else {
            test(());
        }
    };
    let name = text(move || {
        locale.say(if runs.get() {
            Message::CAMERA_TEST_STOP
        } else {
            Message::CAMERA_TEST
        })
    });
    let retry = Callback::new(test);
    view! {
        <div class="stack">
            <p class="quiet">{t(Message::CAMERA_TEST_TEXT)}</p>
            <div>
                <button
                    type="button"
                    class="button"
                    disabled=flag(move || !runs.get() && !may_test())
                    on:click=press
                >
                    {name}
                </button>
            </div>
            <div role="status">{body}</div>
            <ProblemPanel fault on_retry=retry />
        </div>
    }
}

/// Asks for the state of the test that is on, whenever one has moved and when the line is there again.
fn follow(
    desk: Desk,
    on: RwSignal<Option<String>>,
    found: RwSignal<Option<CameraFinding>>,
    fault: RwSignal<Option<Fault>>,
) {
    Effect::new(move || {
        desk.live.camera_test.track();
        let online = desk.online();
        let Some(camera_test) = on.get().filter(|_| online) else {
            return;
        };
        spawn_local(async move {
            let asked = Test { camera_test };
            let answer = desk.bridge().camera_test_state(&asked).await;
            // Stopped here meanwhile, or another has begun.
            if on.try_get_untracked().flatten() != Some(asked.camera_test) {
                return;
            }
            let problem = match answer {
                Ok(CameraTestState::Waiting | CameraTestState::Looking) => return,
                Ok(CameraTestState::Over(finding)) => {
                    found.try_set(Some(finding));
                    None
                }
                Ok(CameraTestState::Ended(code)) => Some(code.into()),
                Err(problem) => Some(problem),
            };
            on.try_set(None);
            fault.try_set(problem);
        });
    });
}

const fn said(finding: CameraFinding) -> Message {
    match finding {
        CameraFinding::Good => Message::CAMERA_GOOD,
        CameraFinding::Unfit(FaceInstruction::MoreLight) => Message::CAMERA_DARK,
        CameraFinding::Unfit(FaceInstruction::LessLight) => Message::CAMERA_BRIGHT,
        CameraFinding::Unfit(FaceInstruction::OnePersonOnly) => Message::CAMERA_SEVERAL,
        CameraFinding::Unfit(_) => Message::CAMERA_UNFIT,
        CameraFinding::NoFace => Message::CAMERA_NO_FACE,
        CameraFinding::Black => Message::CAMERA_BLACK,
        CameraFinding::Unreadable => Message::CAMERA_UNREADABLE,
        CameraFinding::NoPicture => Message::CAMERA_NO_PICTURE,
        CameraFinding::Missing(CameraFault::Refused) => Message::CAMERA_REFUSED,
        CameraFinding::Missing(CameraFault::Absent) => Message::CAMERA_ABSENT,
        CameraFinding::Missing(CameraFault::InUse) => Message::CAMERA_IN_USE,
        CameraFinding::Missing(CameraFault::Silent) => Message::CAMERA_SILENT,
    }
}

#[cfg(test)]
pub(super) fn every_result() -> impl Iterator<Item = Message> {
    let unfit = [
        FaceInstruction::MoreLight,
        FaceInstruction::LessLight,
        FaceInstruction::OnePersonOnly,
        FaceInstruction::ComeCloser,
    ]
    .map(CameraFinding::Unfit);
    let missing = [
        CameraFault::Refused,
        CameraFault::Absent,
        CameraFault::InUse,
        CameraFault::Silent,
    ]
    .map(CameraFinding::Missing);
    let others = [
        CameraFinding::Good,
        CameraFinding::NoFace,
        CameraFinding::Black,
        CameraFinding::Unreadable,
        CameraFinding::NoPicture,
    ];
    unfit.into_iter().chain(missing).chain(others).map(said)
}
