//! The way to 一括取得. It names no scheme (D11).

use crate::components::redraw::flag;
use crate::desk::{Desk, Room};
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

/// 月次の資格確認
#[component]
pub(crate) fn Monthly() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <section class="panel start" aria-labelledby="monthly-title">
            <div>
                <h2 id="monthly-title">{t(Message::BULK_LINK_TITLE)}</h2>
                <p class="quiet">{t(Message::BULK_LINK_TEXT)}</p>
            </div>
            <button
                type="button"
                class="button"
                disabled=flag(move || !desk.ready())
                on:click=move |_| desk.go_to(Room::Monthly)
            >
                {t(Message::BULK_OPEN)}
            </button>
        </section>
    }
}
