//! What a screen shows that is not paired, or not any more.

use crate::api::Fault;
use crate::components::{Heading, LanguageSwitch, ProblemPanel};
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::Role;

/// Says what to do.
#[component]
pub fn NotPaired(
    /// The role of this screen.
    role: Role,
    /// Why pairing came to nothing; `None`: it was not tried.
    code: Option<ErrorCode>,
) -> impl IntoView {
    let locale = Locale::here();
    let fault = Signal::stored(code.map(Fault::from));
    let advice = match role {
        Role::Patient => Message::NotPairedPatient,
        Role::Counter | Role::Records => Message::NotPairedCounter,
    };
    view! {
        <main class="lone">
            <Heading text=Signal::derive(move || locale.say(Message::NotPairedTitle)) />
            <p>{t(advice)}</p>
            <ProblemPanel fault />
            <LanguageSwitch />
        </main>
    }
}
