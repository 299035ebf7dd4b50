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
use crate::components::redraw::{redraw, when};
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
    let work = redraw(move || match desk.opened.get() {
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
    });
    view! {
        <div class="counter">
            <div>
                {when(move || simulated.get(), move || view! {
                    <training::Band drawer />
                }.into_any())}
            </div>
            <Header />
            <Banners />
            <div class="work">
                <main class="stack">{work}</main>
                <aside class="stack">
                    {when(move || simulated.get() && drawer.get(), move || view! {
                        <Training />
                    }.into_any())}
                    <ReaderStatus readers=live.readers />
                </aside>
            </div>
        </div>
    }
}
