//! The counter screen (受付窓口).

mod banners;
mod bulk;
mod header;
mod idle_lock;
mod lists;
mod print;
mod reception;
mod settings;
mod simulated;
mod start;

use crate::api::Bridge;
use crate::browser;
use crate::components::ReaderStatus;
use crate::components::redraw::{flag, redraw, soon};
use crate::desk::{Desk, Room};
use crate::events::Live;
use banners::Banners;
use header::Header;
use idle_lock::IdleLock;
use leptos::prelude::*;
use lists::{Find, Monthly, Pending, Today};
use start::Start;
use std::time::Duration;

/// The page is not shown for so long at most while the line is being opened: as a rule that takes a few milliseconds, and what is
/// seen first is how it is.
const SHOWN_WITHIN: Duration = Duration::from_millis(150);

/// The page.
#[component]
pub fn Counter(
    /// The bridge, with this screen's token.
    bridge: Bridge,
    /// What the bridge tells.
    live: Live,
) -> impl IntoView {
    let desk = Desk::provide(bridge, live);
    soon(move || page(desk).into_any())
}

fn page(desk: Desk) -> impl IntoView {
    let waited = RwSignal::new(false);
    browser::after(SHOWN_WITHIN, move || waited.set(true));
    let not_yet = flag(move || !waited.get() && !desk.knows_itself());
    let (band, drawer) = simulated::band_and_drawer(desk);
    let came_back = StoredValue::new(false);
    let work = redraw(move || match (desk.opened.get(), desk.room.get()) {
        (None, Room::Lists) => view! {
            <Start came_back=came_back.get_value() />
            <Find />
            <Today />
            <Pending />
            <Monthly />
        }
        .into_any(),
        (None, Room::Settings) => {
            came_back.set_value(true);
            settings::later()
        }
        (None, Room::Monthly) => {
            came_back.set_value(true);
            view! {
                <IdleLock>{bulk::later()}</IdleLock>
            }
            .into_any()
        }
        (Some(entry), _) => {
            came_back.set_value(true);
            view! {
                <IdleLock>{reception::later(entry.clone())}</IdleLock>
            }
            .into_any()
        }
    });
    view! {
        <div class="counter" hidden=not_yet inert=flag(move || desk.printing.with(Option::is_some))>
            <div>{band}</div>
            // Their types end here: the whole page in one is deeper than the compiler looks.
            {view! { <Header /> }.into_any()}
            {view! { <Banners /> }.into_any()}
            <div class="work">
                <main class="stack">{work}</main>
                <aside class="stack">
                    {drawer}
                    {view! { <ReaderStatus readers=desk.live.readers /> }.into_any()}
                </aside>
            </div>
        </div>
        {print::over(desk)}
    }
}
