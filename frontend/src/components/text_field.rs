//! A field of one line: label, input, and below it what belongs there or what is wrong with it, told to a screen reader
//! with the input.

use crate::browser;
use crate::components::redraw::{flag, redraw, text};
use crate::locale::t;
use crate::text::Message;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// What a field is. Everything follows its signals.
pub struct TextField {
    /// Id of the input.
    pub id: String,
    /// Its label.
    pub label: Signal<String>,
    /// It may stay empty.
    pub optional: bool,
    /// Digits only: for the keyboard of a tablet.
    pub numeric: bool,
    /// What is in it.
    pub value: Signal<String>,
    /// Gets what was typed.
    pub on_input: Callback<String>,
    /// It was left.
    pub on_leave: Callback<()>,
    /// Id of the field that Enter leads to; `None`: Enter hands the form in.
    pub next: Option<String>,
    /// What is said below; `true`: it is wrong.
    pub hint: Signal<(bool, String)>,
    /// It differs from the other paper's.
    pub differs: Signal<bool>,
}

/// Draws it.
pub fn text_field(field: TextField) -> AnyView {
    let TextField {
        id,
        label,
        optional,
        numeric,
        value,
        on_input,
        on_leave,
        next,
        hint,
        differs,
    } = field;
    let hint_id = [&id, "-hint"].concat();
    let enter = move |event: KeyboardEvent| {
        // Enter that ends a conversion of kana belongs to the conversion.
        if event.key() == "Enter"
            && !event.is_composing()
            && let Some(next) = &next
        {
            event.prevent_default();
            browser::focus_now(&["#", next].concat());
        }
    };
    // A field that goes away while it has the focus is left as well: then nobody is there to be told.
    let leave = move |_| {
        let _ = on_leave.try_run(());
    };
    let mark = redraw(move || {
        let differs = differs.get();
        differs
            .then(|| view! { <span class="state warn">{t(Message::OTHER_MARK)}</span> })
            .into_any()
    });
    let wrong = move || hint.with(|(wrong, _)| *wrong);
    view! {
        <div class="line">
            <label for=id.clone()>{label} {optional.then(|| t(Message::OPTIONAL))}</label>
            {mark}
            <input
                type="text"
                id=id
                inputmode=numeric.then_some("numeric")
                autocomplete="off"
                spellcheck="false"
                aria-describedby=hint_id.clone()
                aria-required=(!optional).to_string()
                aria-invalid=text(move || wrong().to_string())
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=leave
                on:keydown=enter
            />
            <p id=hint_id class="hint" class:wrong=flag(wrong) aria-live="polite">
                {text(move || hint.get().1)}
            </p>
        </div>
    }
    .into_any()
}
