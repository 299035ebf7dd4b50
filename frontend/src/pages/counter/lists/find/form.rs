//! The field, and below it whom it has found.

use super::found;
use crate::browser;
use crate::components::redraw::redraw;
use crate::lazy::{Drawn, drawn};
use crate::locale::t;
use crate::text::Message;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The field, ready to be typed into: a reader of codes ends with Enter, which asks.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(find, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn draw() -> Drawn {
    let typed = RwSignal::new(String::new());
    let asked = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = typed.with_untracked(|text| text.trim().to_owned());
        asked.set(Some(text).filter(|text| !text.is_empty()));
        // What is read next stands alone in the field.
        typed.set(String::new());
    };
    let found = redraw(move || asked.get().map(found::draw).into_any());
    browser::focus("#find");
    let view = view! {
        <form class="find" role="search" aria-labelledby="find-title" on:submit=submit>
            <label for="find">{t(Message::FIND_LABEL)}</label>
            <input
                type="text"
                id="find"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="find-help"
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button type="submit" class="button">
                {t(Message::FIND)}
            </button>
            <span id="find-help" class="quiet">
                {t(Message::FIND_HELP)}
            </span>
        </form>
        <div aria-live="polite">{found}</div>
    };
    drawn(view.into_any())
}
