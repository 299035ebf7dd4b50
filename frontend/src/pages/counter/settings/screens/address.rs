//! An address that pairs another screen of this PC: it works once, for ten minutes, and is gone with this page.

use super::{moment, role};
use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::{flag, redraw, text};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use crate::{browser, clock, pairing};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::Secret;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::pairing::PairingCodeRequest;
use std::time::Duration;

#[component]
pub(super) fn NewScreen() -> impl IntoView {
    let desk = Desk::here();
    let locale = Locale::here();
    let made = RwSignal::new(None::<(Role, Secret, i64)>);
    let fault = RwSignal::new(None::<Fault>);
    let ask_for = move |role: Role| {
        fault.set(None);
        made.set(None);
        spawn_local(async move {
            match desk.bridge().pairing_code(&PairingCodeRequest { role }).await {
                Ok(code) => {
                    let until_ms = code.expires_at_ms;
                    made.try_set(Some((role, code.code, until_ms)));
                    let left_ms = u64::try_from(until_ms - clock::now_ms()).unwrap_or_default();
                    // Not another one that was made meanwhile.
                    let is_it = move |made: &Option<(Role, Secret, i64)>| {
                        made.as_ref().is_some_and(|(.., until)| *until == until_ms)
                    };
                    let over = move || {
                        if made.try_with_untracked(is_it) == Some(true) {
                            made.set(None);
                        }
                    };
                    set_timeout(over, Duration::from_millis(left_ms));
                }
                Err(problem) => drop(fault.try_set(Some(problem))),
            }
        });
    };
    let button = move |role: Role, said: Message| {
        view! {
            <button
                type="button"
                class="button"
                disabled=flag(move || !desk.online())
                on:click=move |_| ask_for(role)
            >
                {t(said)}
            </button>
        }
    };
    let address = redraw(move || {
        let made = made.with(|made| {
            let (role, code, until) = made.as_ref()?;
            let path = pairing::address(*role, code);
            let address = ["http://", &browser::host(), path.expose()].concat();
            Some((*role, address, *until))
        });
        let Some((of, address, until)) = made else {
            return ().into_any();
        };
        let said = text(move || {
            let until = moment(until, locale.language());
            let screen = locale.say(role(of));
            locale.say_with(Message::ADDRESS_TEXT, &[("screen", &screen), ("time", &until)])
        });
        view! {
            <p>{said}</p>
            <p class="hash">{address}</p>
        }
        .into_any()
    });
    view! {
        <div class="stack">
            <h4>{t(Message::ADDRESS_TITLE)}</h4>
            <div class="actions">
                {button(Role::Counter, Message::ADDRESS_COUNTER)}
                {button(Role::Patient, Message::ADDRESS_PATIENT)}
                {button(Role::Records, Message::ADDRESS_RECORDS)}
            </div>
            <div role="status">{address}</div>
            <ProblemPanel fault on_close=Callback::new(move |()| fault.set(None)) />
        </div>
    }
}
