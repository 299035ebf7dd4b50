//! The bar on top: which desk, who is on duty, how the lines stand.

use crate::api::Fault;
use crate::components::redraw::{flag, text, when};
use crate::components::{LanguageSwitch, StaffPicker};
use crate::desk::{Desk, Room};
use crate::events::Link;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Presence;

/// The bar.
#[component]
pub(super) fn Header() -> impl IntoView {
    let desk = Desk::here();
    let of_configuration = move |field: fn(&madoguchi_shared::bridge::desk::Configuration) -> &str| {
        let text = desk
            .configuration
            .with(|c| c.as_ref().map(|c| field(c).to_owned()));
        text.unwrap_or_default()
    };
    view! {
        <header class="bar">
            <div class="desk">
                <h1>{t(Message::COUNTER_TITLE)} " " {text(move || of_configuration(|c| &c.desk_name))}</h1>
                <span class="quiet">{text(move || of_configuration(|c| &c.institution_name))}</span>
            </div>
            <StaffPicker id="staff-on-duty" />
            <div class="states">
                <LinkState />
                <PatientScreenState />
            </div>
            <div class="end">
                <OpenScreens />
                <OpenSettings />
                <LanguageSwitch />
            </div>
        </header>
    }
}

#[component]
fn LinkState() -> impl IntoView {
    let desk = Desk::here();
    let state = move || match desk.live.link.get() {
        Link::Connecting => ("state", Message::CONNECTING),
        Link::Online => ("state good", Message::CONNECTED),
        Link::Lost(_) | Link::Refused => ("state bad", Message::DISCONNECTED),
    };
    let text = text(move || t(state().1)());
    view! {
        <span role="status" class=move || state().0>
            {text}
        </span>
    }
}

#[component]
fn PatientScreenState() -> impl IntoView {
    let desk = Desk::here();
    // What the bridge said before the line was lost holds no more.
    let state = move || match (desk.live.patient_screen.get(), desk.live.link.get()) {
        (Presence::Present, Link::Online) => ("state good", Message::PATIENT_SCREEN_PRESENT),
        (Presence::Present | Presence::Absent, _) => ("state", Message::PATIENT_SCREEN_ABSENT),
    };
    view! {
        <span role="status" class=move || state().0>
            {text(move || t(state().1)())}
        </span>
    }
}

#[component]
fn OpenScreens() -> impl IntoView {
    let desk = Desk::here();
    let blocked = RwSignal::new(false);
    let button = move |role: Role, said: Message| {
        view! {
            <button
                type="button"
                class="button"
                disabled=flag(move || desk.live.link.get() != Link::Online)
                on:click=move |_| blocked.set(!desk.open_screen(role))
            >
                {t(said)}
            </button>
        }
    };
    view! {
        {button(Role::Patient, Message::OPEN_PATIENT_SCREEN)}
        {button(Role::Records, Message::OPEN_RECORDS_SCREEN)}
        <span role="alert">
            {when(move || blocked.get(), || t(Message::PATIENT_SCREEN_BLOCKED).into_any())}
        </span>
    }
}

/// Not beside an opened reception; why: `super::settings`.
#[component]
fn OpenSettings() -> impl IntoView {
    let desk = Desk::here();
    let away = move || desk.opened.with(Option::is_some) || desk.room.get() != Room::Lists;
    view! {
        <button type="button" class="button" hidden=flag(away) on:click=move |_| desk.go_to(Room::Settings)>
            {t(Message::SETTINGS)}
        </button>
    }
}

/// Shown by the banner; here so that both say the same of a lost line.
pub(super) fn lost(desk: Desk) -> Option<Fault> {
    match desk.live.link.get() {
        Link::Lost(code) => Some(code.into()),
        Link::Connecting | Link::Online | Link::Refused => None,
    }
}
