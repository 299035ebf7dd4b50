//! The settings screen: what the desk is set to, what can be changed here, and what can be tried out.
//!
//! It stands in the place of the lists, and is reached only while no reception is opened: an opened one has a form half
//! filled, a patient before it and a cover of its own. Receptions that are open in the book wait as they do beside the list. A
//! tab without the lease looks on here, too. Nothing on it belongs to a patient, so nothing is covered.

mod desk;
mod face;
mod models;
mod policy;
mod screens;
mod self_test;
mod staff;

use crate::components::redraw::when;
use crate::components::{LanguageSwitch, take_focus};
use crate::desk::{Desk, Room};
use crate::lazy;
use crate::lazy::{Drawn, drawn};
use crate::locale::t;
use crate::text::Message;
use desk::ThisDesk;
use face::Face;
use leptos::prelude::*;
use screens::Screens;
use staff::StaffOnList;

/// The screen: the heading and the way back at once, the rest loaded when it is first opened.
pub(super) fn later() -> AnyView {
    view! {
        <Head />
        {lazy::part(Message::SETTINGS_LOADING, || lazy!(draw()))}
    }
    .into_any()
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split)
)]
fn draw() -> Drawn {
    let desk = Desk::here();
    // Before the bridge has told how the desk is set, nothing is said about it.
    let known = when(
        move || desk.configuration.with(Option::is_some),
        || {
            view! {
                <StaffOnList />
                <Face />
                <ThisDesk />
            }
            .into_any()
        },
    );
    drawn(
        view! {
            {known}
            <ScreenLanguage />
            <Screens />
        }
        .into_any(),
    )
}

/// The same switch as at the top of the page, where whoever looks for a setting looks.
#[component]
fn ScreenLanguage() -> impl IntoView {
    view! {
        <section class="panel stack settings" aria-labelledby="settings-language">
            <h3 id="settings-language">{t(Message::LANGUAGE_OF_SCREEN)}</h3>
            <LanguageSwitch />
            <p class="quiet">{t(Message::SETTINGS_LANGUAGE_TEXT)}</p>
        </section>
    }
}

/// The heading and the way back.
#[component]
fn Head() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <section class="panel start" aria-labelledby="settings-title">
            <h2 id="settings-title" tabindex="-1" use:take_focus>
                {t(Message::SETTINGS)}
            </h2>
            <button type="button" class="button" on:click=move |_| desk.go_to(Room::Lists)>
                {t(Message::SETTINGS_BACK)}
            </button>
        </section>
    }
}

#[cfg(test)]
mod tests;
