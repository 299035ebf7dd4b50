//! 顔認証: how sure it has to be, with what it is computed, and whether that and the camera work.

use super::models::Models;
use super::policy::Policy;
use super::self_test::SelfTest;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

#[component]
pub(super) fn Face() -> impl IntoView {
    view! {
        <section class="panel stack settings" aria-labelledby="settings-face">
            <h3 id="settings-face">{t(Message::SETTINGS_FACE)}</h3>
            <p class="notice">{t(Message::SETTINGS_FACE_LIMITS)}</p>
            <Policy />
            <Models />
            <SelfTest />
        </section>
    }
}
