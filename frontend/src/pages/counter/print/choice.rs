//! One of two, to be chosen before it is printed.

use crate::components::redraw::flag;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

/// Two radio buttons; `name`: of the group, in the page; `chosen`: the place of the one that is chosen.
pub(super) fn choice(
    name: &'static str,
    legend: Message,
    options: [Message; 2],
    chosen: Signal<usize>,
    choose: Callback<usize>,
) -> AnyView {
    let options = options.into_iter().enumerate().map(|(at, said)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=name
                    prop:checked=flag(move || chosen.get() == at)
                    on:change=move |_| choose.run(at)
                />
                <span class="cap">{t(said)}</span>
            </label>
        }
    });
    view! {
        <fieldset>
            <legend>{t(legend)}</legend>
            {options.collect_view()}
        </fieldset>
    }
    .into_any()
}
