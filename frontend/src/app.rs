//! From the address to the page: pairing first, then the page of the screen's role.

use crate::api::{Bridge, Fault};
use crate::browser;
use crate::components::redraw::{redraw, text};
use crate::components::{LanguageSwitch, PatientLanguages, ProblemPanel};
use crate::events::{Link, Live};
use crate::locale::Locale;
use crate::pages::{Counter, NotPaired, Patient, Records};
use crate::pairing::{self, Found};
use crate::text::{Message, Terms, Words};
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

/// What makes the apps several: each carries only what its own screen shows.
#[derive(Clone, Copy)]
struct Screen {
    role: Role,
    page: fn(Bridge, Live) -> AnyView,
    /// Why it is not paired.
    explain: fn(ErrorCode) -> AnyView,
    /// How it is paired.
    advice: Message,
    terms: Terms,
    languages: fn() -> AnyView,
}

/// The app of the counter: what `/` loads. It holds nothing of the patient screen.
#[component]
pub fn CounterApp() -> impl IntoView {
    paired(Screen {
        role: Role::Counter,
        page: |bridge, live| view! { <Counter bridge live /> }.into_any(),
        explain: in_words,
        advice: Message::NOT_PAIRED_COUNTER,
        terms: Words::term,
        languages: || view! { <LanguageSwitch /> }.into_any(),
    })
}

/// The app of the records screen: what `/records` loads. It holds nothing of the other two.
#[component]
pub fn RecordsApp() -> impl IntoView {
    paired(Screen {
        role: Role::Records,
        page: |bridge, live| view! { <Records bridge live /> }.into_any(),
        explain: in_words,
        advice: Message::NOT_PAIRED_COUNTER,
        terms: Words::term,
        languages: || view! { <LanguageSwitch /> }.into_any(),
    })
}

fn in_words(code: ErrorCode) -> AnyView {
    let fault = Signal::stored(Some(Fault::from(code)));
    view! { <ProblemPanel fault /> }.into_any()
}

/// The app of the patient screen: what `/patient` loads. It holds nothing of the counter, no term and no explanation of an
/// error: only its code, for the staff who look after the screen.
#[component]
pub fn PatientApp() -> impl IntoView {
    paired(Screen {
        role: Role::Patient,
        page: |bridge, live| view! { <Patient bridge live /> }.into_any(),
        explain: |code| {
            let locale = Locale::here();
            let said = text(move || locale.say_with(Message::ERROR_CODE_IS, &[("code", code.code())]));
            view! { <p role="alert">{said}</p> }.into_any()
        },
        advice: Message::NOT_PAIRED_PATIENT,
        terms: |_, _| None,
        languages: || view! { <PatientLanguages /> }.into_any(),
    })
}

/// Pairs the screen, then draws its page.
fn paired(screen: Screen) -> impl IntoView {
    let role = screen.role;
    // Before anything else: a code must not stay in the address.
    let found = pairing::find(role);
    Locale::provide(role, screen.terms);
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
    redraw(move || match standing.get() {
        Standing::Pairing => ().into_any(),
        Standing::NotPaired(code) => {
            let why = code.map(screen.explain);
            let (advice, languages) = (screen.advice, (screen.languages)());
            view! { <NotPaired advice why languages /> }.into_any()
        }
        Standing::Paired(bridge) => (screen.page)(bridge, live),
    })
}
