//! What a screen shows that is not paired, or not any more.

use crate::components::Heading;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::Role;

/// Says what to do.
#[component]
pub fn NotPaired(
    /// The role of this screen.
    role: Role,
    /// Why pairing came to nothing; `None`: it was not tried.
    why: Option<AnyView>,
    /// The languages of this screen.
    languages: AnyView,
) -> impl IntoView {
    let advice = match role {
        Role::Patient => Message::NOT_PAIRED_PATIENT,
        Role::Counter | Role::Records => Message::NOT_PAIRED_COUNTER,
    };
    view! {
        <main class="lone">
            <Heading text=Message::NOT_PAIRED_TITLE />
            <p>{t(advice)}</p>
            {why}
            {languages}
        </main>
    }
}
