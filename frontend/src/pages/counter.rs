//! The counter screen (受付窓口).

mod banners;
mod header;
mod idle_lock;
mod lists;
mod reception;
mod start;
mod training;

use crate::api::Bridge;
use crate::components::ReaderStatus;
use crate::desk::Desk;
use crate::events::Live;
use banners::Banners;
use header::Header;
use idle_lock::IdleLock;
use leptos::prelude::*;
use lists::{Pending, Today};
use reception::Reception;
use start::Start;
use training::Training;

/// The page.
#[component]
pub fn Counter(
    /// The bridge, with this screen's token.
    bridge: Bridge,
    /// What the bridge tells.
    live: Live,
) -> impl IntoView {
    let desk = Desk::provide(bridge, live);
    let drawer = RwSignal::new(false);
    let simulated = Memo::new(move |_| {
        desk.configuration
            .with(|c| c.as_ref().is_some_and(|c| c.simulated))
    });
    let work = move || match desk.opened.get() {
        None => view! {
            <Start />
            <Today />
            <Pending />
        }
        .into_any(),
        Some(entry) => view! {
            <IdleLock>
                <Reception entry=entry.clone() />
            </IdleLock>
        }
        .into_any(),
    };
    view! {
        <div class="counter">
            <div>
                <Show when=move || simulated.get()>
                    <training::Band drawer />
                </Show>
            </div>
            <Header />
            <Banners />
            <div class="work">
                <main class="stack">{work}</main>
                <aside class="stack">
                    <Show when=move || simulated.get() && drawer.get()>
                        <Training />
                    </Show>
                    <ReaderStatus readers=live.readers />
                </aside>
            </div>
        </div>
    }
}
