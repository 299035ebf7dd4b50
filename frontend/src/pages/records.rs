//! The records screen (電子カルテ端末・調剤システム端末, F02): today's patients who were asked for consent, and for one of them 薬剤情報 and
//! 健診情報 of a period. What came back is in the memory of this page only, and goes when the patient is left, when nobody is at the
//! screen, and with the page.

mod axis;
mod checkups;
mod cover;
mod current;
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
    /// Why what was open had to go, until something else is opened.
    gone: RwSignal<Option<Message>>,
    /// Nobody was at the screen.
    covered: RwSignal<bool>,
}

impl Screen {
    /// Opens a patient.
    fn open(self, patient: RecordsPatient) {
        self.gone.set(None);
        self.opened.set(Some(patient));
    }

    /// Leaves the patient, and with it what was fetched. `why`: not because somebody wanted it so.
    fn leave(self, why: Option<Message>) {
        self.gone.set(why);
        self.opened.set(None);
    }
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
        gone: RwSignal::new(None),
        covered: RwSignal::new(false),
    };
    provide_context(screen);
    let problem = RwSignal::new(None::<Fault>);
    // Each look has its own number: an older list is not taken after a newer one.
    let turn = StoredValue::new(0_u32);
    let load = Callback::new(move |()| {
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        spawn_local(async move {
            let list = screen.bridge.get_value().records_patients().await;
            if turn.try_get_value() != Some(this) {
                return;
            }
            match list {
                Ok(today) => {
                    problem.set(None);
                    screen.take(today);
                }
                Err(fault) => problem.set(Some(fault)),
            }
        });
    });
    current::watch(screen, live.consents, load);
    let locale = Locale::here();
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
    let gone = redraw(move || {
        let why = screen.gone.get().filter(|_| !screen.covered.get());
        why.map(|why| view! { <p class="notice">{t(why)}</p> }).into_any()
    });
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
                <div aria-live="polite">{gone}</div>
                {work}
            </main>
        </div>
    }
}
