//! Tries out model and camera; nothing of it is kept.

mod camera;
mod model;

use super::policy::setup;
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use camera::CameraTest;
use leptos::prelude::*;
use model::ModelTest;

#[component]
pub(super) fn SelfTest() -> impl IntoView {
    view! {
        <section class="stack" aria-labelledby="settings-self-test">
            <h4 id="settings-self-test">{t(Message::SELF_TEST_TITLE)}</h4>
            <ModelTest />
            <CameraTest />
        </section>
    }
}

/// Whether something can be tried out here now; tracked.
fn may_test(desk: Desk) -> bool {
    desk.holds_lease() && desk.online() && !setup(desk).models.is_empty()
}

/// Each sentence that a test can end with.
#[cfg(test)]
pub(super) fn every_result() -> impl IntoView {
    let all = camera::every_result().chain(model::every_result());
    all.map(|message| view! { <p>{t(message)}</p> }).collect_view()
}
