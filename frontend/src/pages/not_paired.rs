//! What a screen shows that is not paired, or not any more.

use crate::components::Heading;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

/// Says what to do.
#[component]
pub fn NotPaired(
    /// How this screen is paired.
    advice: Message,
    /// Why pairing came to nothing; `None`: it was not tried.
    why: Option<AnyView>,
    /// The languages of this screen.
    languages: AnyView,
) -> impl IntoView {
    view! {
        <main class="lone">
            <Heading text=Message::NOT_PAIRED_TITLE />
            <p>{t(advice)}</p>
            {why}
            {languages}
        </main>
    }
}
