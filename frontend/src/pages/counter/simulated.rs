//! What stands on every desk whose reader is software: the band that says so and, in the app for demo and tests, the
//! drawer of made-up cards (D13).

#[cfg(feature = "training")]
mod drawer;
#[cfg(feature = "training")]
mod paper;
#[cfg(feature = "training")]
mod tour;

use crate::components::redraw::when;
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

/// Both, drawn where the desk's reader is software; the drawer only while it is open.
pub(super) fn band_and_drawer(desk: Desk) -> (impl IntoView, impl IntoView) {
    let simulated = Memo::new(move |_| {
        desk.configuration
            .with(|c| c.as_ref().is_some_and(|c| c.simulated))
    });
    let open = RwSignal::new(false);
    let lesson = RwSignal::new(0);
    let band = when(
        move || simulated.get(),
        // It cannot be closed, and it is in every app.
        move || {
            view! {
                <section class="band" aria-label=t(Message::TRAINING_MODE)>
                    <strong>{t(Message::TRAINING_MODE)}</strong>
                    {button(open)}
                </section>
            }
            .into_any()
        },
    );
    let drawer = when(move || simulated.get() && open.get(), move || drawer(lesson));
    (band, drawer)
}

#[cfg(feature = "training")]
use drawer::{button, drawer};

#[cfg(not(feature = "training"))]
fn button(_: RwSignal<bool>) {}

#[cfg(not(feature = "training"))]
fn drawer(_: RwSignal<usize>) -> AnyView {
    ().into_any()
}
