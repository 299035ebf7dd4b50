//! 患者を探す: by the number that a reader types from a patient card, or by a name. It shows no scheme (D11).

mod form;
mod found;

use crate::components::redraw::{text, when};
use crate::lazy;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

/// The way to it; the field is loaded when it is first wanted, and has the focus then.
#[component]
pub(crate) fn Find() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <section class="panel stack" aria-labelledby="find-title">
            <div class="start">
                <h2 id="find-title">{t(Message::FIND_TITLE)}</h2>
                <button
                    type="button"

                    class="button"
                    aria-expanded=text(move || open.get().to_string())
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {t(Message::FIND_OPEN)}
                </button>
            </div>
            {when(move || open.get(), || lazy::part(Message::FIND_LOADING, || lazy!(form::draw())))}
        </section>
    }
}
