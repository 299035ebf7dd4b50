//! 患者を探す: by the number that a reader types from a patient card, or by a name. It shows no scheme (D11).

mod found;

use crate::components::redraw::redraw;
use crate::lazy;
use crate::locale::t;
use crate::text::Message;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The field; what is found is loaded and drawn when something is looked for.
#[component]
pub(crate) fn Find() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let asked = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = typed.with_untracked(|text| text.trim().to_owned());
        asked.set(Some(text).filter(|text| !text.is_empty()));
        // What is read next stands alone in the field.
        typed.set(String::new());
    };
    let found = redraw(move || {
        let found = asked.get().map(|text| {
            lazy::part(Message::FIND_RUNS, move || {
                lazy!(found::draw(text.clone(), asked))
            })
        });
        found.into_any()
    });
    view! {
        <section class="panel stack" aria-labelledby="find-title">
            <h2 id="find-title">{t(Message::FIND_TITLE)}</h2>
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
        </section>
    }
}
