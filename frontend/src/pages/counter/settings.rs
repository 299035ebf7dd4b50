//! The settings screen: what the desk is set to, what can be changed here, and what can be tried out.
//!
//! It stands in the place of the lists, and is reached only while no reception is opened: an opened one has a form half
//! filled, a patient before it and a cover of its own. Receptions that are open in the book wait as they do beside the list. A
//! tab without the lease looks on here, too. Nothing on it belongs to a patient, so nothing is covered.

mod face;
mod models;
mod policy;
mod self_test;

use crate::components::take_focus;
use crate::desk::Desk;
use crate::lazy;
use crate::lazy::{Drawn, drawn};
use crate::locale::t;
use crate::text::Message;
use face::Face;
use leptos::prelude::*;

/// The screen, loaded when it is first opened.
pub(super) fn later() -> AnyView {
    lazy::part(Message::SETTINGS_LOADING, || lazy!(draw()))
}

/// Its heading, which is there at once, and the way back.
#[component]
pub(super) fn Head() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <header class="settings-head">
            <h2 tabindex="-1" use:take_focus>
                {t(Message::SETTINGS)}
            </h2>
            <button type="button" class="button" on:click=move |_| desk.show_settings(false)>
                {t(Message::SETTINGS_BACK)}
            </button>
        </header>
    }
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split)
)]
fn draw() -> Drawn {
    drawn(view! { <Face /> }.into_any())
}

#[cfg(test)]
mod tests;
