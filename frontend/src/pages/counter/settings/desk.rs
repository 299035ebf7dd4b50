//! What the operator has set on the command line and at the enrolment: shown here, changed there. What readers are there now stands
//! beside it.

use crate::components::redraw::redraw;
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::Facility;
use madoguchi_shared::bridge::desk::Configuration;

#[component]
pub(super) fn ThisDesk() -> impl IntoView {
    let desk = Desk::here();
    let known = redraw(move || desk.configuration.get().map(lines).into_any());
    view! {
        <section class="panel stack settings" aria-labelledby="settings-desk">
            <h3 id="settings-desk">{t(Message::SETTINGS_DESK)}</h3>
            {known}
            <p class="quiet">{t(Message::SETTINGS_DESK_TEXT)}</p>
        </section>
    }
}

fn lines(configuration: Configuration) -> impl IntoView {
    let Configuration {
        desk_id,
        desk_name,
        institution_code,
        institution_name,
        facility,
        backend,
        simulated,
        ..
    } = configuration;
    let kind = match facility {
        Facility::Clinic => Message::FACILITY_CLINIC,
        Facility::Pharmacy => Message::FACILITY_PHARMACY,
    };
    let enrolled = if desk_id.is_some() {
        Message::DESK_ENROLLED
    } else {
        Message::DESK_NOT_ENROLLED
    };
    let reader = if simulated {
        Message::DESK_SIMULATED
    } else {
        Message::DESK_REAL
    };
    let code = institution_code.map(|code| code.as_str().to_owned());
    view! {
        <dl>
            {line(Message::DESK_NAME, desk_name)}
            {code.map(|code| view! {
                {line(Message::DESK_FACILITY, institution_name)}
                <div>
                    <dt>{t(Message::DESK_KIND)}</dt>
                    <dd>{t(kind)}</dd>
                </div>
                {line(Message::DESK_CODE, code)}
            })}
            {line(Message::DESK_BACKEND, backend)}
            <div>
                <dt>{t(Message::DESK_ENROLMENT)}</dt>
                <dd>{t(enrolled)}</dd>
            </div>
            <div>
                <dt>{t(Message::DESK_READERS)}</dt>
                <dd>{t(reader)}</dd>
            </div>
        </dl>
    }
}

fn line(name: Message, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
        </div>
    }
}
