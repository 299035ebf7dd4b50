//! From the address to the page: pairing first, then the page of the screen's role.

use crate::api::Bridge;
use crate::browser;
use crate::events::{Link, Live};
use crate::locale::Locale;
use crate::pages::{Counter, NotPaired, Patient};
use crate::pairing::{self, Found};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::Role;

/// Where this screen stands with the bridge.
#[derive(Clone)]
enum Standing {
    /// A code is being exchanged.
    Pairing,
    /// Paired.
    Paired(Bridge),
    /// Not paired; why, when a code was tried.
    NotPaired(Option<ErrorCode>),
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let role = role_of(&browser::path());
    // Before anything else: a code must not stay in the address.
    let found = pairing::find(role);
    Locale::provide();
    let standing = RwSignal::new(Standing::Pairing);
    match found {
        Found::Token(token) => standing.set(Standing::Paired(Bridge::new(token))),
        Found::Nothing => standing.set(Standing::NotPaired(None)),
        Found::Code(code) => spawn_local(async move {
            match pairing::exchange(code).await {
                Ok((given, token)) if given == role => standing.set(Standing::Paired(Bridge::new(token))),
                Ok((given, _)) => browser::go_to(pairing::page(given)),
                // An old address opened again on a screen that is paired: it goes on as it was.
                Err(fault) => standing.set(match pairing::kept(role) {
                    Some(token) => Standing::Paired(Bridge::new(token)),
                    None => Standing::NotPaired(Some(fault.code)),
                }),
            }
        }),
    }
    // A new code in the address of an open page is no new page to the browser.
    let _ = window_event_listener(leptos::ev::hashchange, |_| browser::reload());
    let live = Live::new();
    Effect::new(move || {
        if live.link.get() == Link::Refused {
            pairing::forget(role);
            standing.set(Standing::NotPaired(Some(ErrorCode::NotPaired)));
        }
    });
    move || match standing.get() {
        Standing::Pairing => ().into_any(),
        Standing::NotPaired(code) => view! { <NotPaired role code /> }.into_any(),
        Standing::Paired(bridge) if role == Role::Patient => view! { <Patient bridge live /> }.into_any(),
        Standing::Paired(bridge) => view! { <Counter bridge live /> }.into_any(),
    }
}

fn role_of(path: &str) -> Role {
    if path.trim_end_matches('/') == pairing::page(Role::Patient) {
        Role::Patient
    } else {
        Role::Counter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_decides_the_role() {
        assert_eq!(role_of("/"), Role::Counter);
        assert_eq!(role_of("/patient"), Role::Patient);
        assert_eq!(role_of("/patient/"), Role::Patient);
        assert_eq!(role_of("/patients"), Role::Counter);
    }
}
