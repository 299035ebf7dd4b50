//! Nobody is at the screen: the patient is left, what was fetched is dropped, and the names are out of sight (D11).

use super::Screen;
use crate::components::take_focus;
use crate::idle;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

/// Leaves the patient and covers the screen.
pub(super) fn cover(screen: Screen) {
    screen.leave(None);
    screen.covered.set(true);
}

/// Covers when nobody is there.
pub(super) fn watch(screen: Screen) {
    idle::watch(move || cover(screen));
}

#[component]
pub(super) fn Cover() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <section class="panel stack cover">
            <h2 tabindex="-1" use:take_focus>
                {t(Message::RECORDS_COVERED)}
            </h2>
            <p>{t(Message::RECORDS_COVERED_TEXT)}</p>
            <div class="actions">
                <button type="button" class="button primary" on:click=move |_| screen.covered.set(false)>
                    {t(Message::RECORDS_UNCOVER)}
                </button>
            </div>
        </section>
    }
}
