//! The records screen (電子カルテ端末・調剤システム端末, F02): today's patients who were asked for consent, and for one of them 薬剤情報 and
//! 健診情報 of a period. What came back is in the memory of this page only, and goes when the patient is left, when nobody is at the
//! screen, and with the page.

mod axis;
mod checkups;
mod cover;
mod medications;
mod period;
mod range;
mod spark;
mod timeline;
mod today;
mod viewer;

use crate::api::{Bridge, Fault};
use crate::browser;
use crate::components::redraw::{redraw, text, when};
use crate::components::{LanguageSwitch, ProblemPanel};
use crate::events::{Link, Live, follow};
use crate::locale::{Locale, t};
use crate::text::Message;
use cover::Cover;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::records::{RecordsPatient, RecordsToday};
use today::Today;
use viewer::Viewer;

/// What the page has, as a context.
#[derive(Clone, Copy)]
struct Screen {
    bridge: StoredValue<Bridge>,
    /// `None` until the bridge gave it.
    today: RwSignal<Option<RecordsToday>>,
    /// Whose records are open; `None`: the list.
    opened: RwSignal<Option<RecordsPatient>>,
    /// Nobody was at the screen.
    covered: RwSignal<bool>,
}

/// The page.
#[component]
pub fn Records(
    /// The bridge, with this screen's token.
    bridge: Bridge,
    /// What the bridge tells.
    live: Live,
) -> impl IntoView {
    let ignore = Callback::new(|_| ());
    spawn_local(follow(bridge.clone(), browser::random_id(), live, ignore));
    let screen = Screen {
        bridge: StoredValue::new(bridge),
        today: RwSignal::new(None),
        opened: RwSignal::new(None),
        covered: RwSignal::new(false),
    };
    provide_context(screen);
    let problem = RwSignal::new(None::<Fault>);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            match screen.bridge.get_value().records_patients().await {
                Ok(today) => {
                    problem.set(None);
                    screen.today.set(Some(today));
                }
                Err(fault) => problem.set(Some(fault)),
            }
        });
    });
    let locale = Locale::here();
    Effect::new(move || {
        if live.consents.get() > 0 {
            load.run(());
        }
    });
    Effect::new(move || {
        if let Some(facility) = screen
            .today
            .with(|today| today.as_ref().map(|today| today.facility))
        {
            locale.set_facility(facility);
        }
    });
    let work = redraw(move || match (screen.covered.get(), screen.opened.get()) {
        (true, _) => view! { <Cover /> }.into_any(),
        (false, None) => view! { <Today /> }.into_any(),
        (false, Some(patient)) => view! { <Viewer patient /> }.into_any(),
    });
    cover::watch(screen);
    let lost = when(
        move || matches!(live.link.get(), Link::Lost(_)),
        move || {
            let fault = Signal::derive(move || match live.link.get() {
                Link::Lost(code) => Some(code.into()),
                Link::Connecting | Link::Online | Link::Refused => None,
            });
            view! { <ProblemPanel fault /> }.into_any()
        },
    );
    view! {
        <div class="records">
            <header class="bar">
                <h1>{text(move || locale.say(Message::RECORDS_TITLE))}</h1>
                <div class="end">
                    <button type="button" class="button" on:click=move |_| cover::cover(screen)>
                        {t(Message::RECORDS_COVER)}
                    </button>
                    <LanguageSwitch />
                </div>
            </header>
            <main class="stack">
                {lost}
                <ProblemPanel fault=problem on_retry=load />
                {work}
            </main>
        </div>
    }
}
