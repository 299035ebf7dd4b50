//! A field for free text with a limit: what is too long is said and not cut off.

use crate::components::redraw::{flag, text};
use crate::locale::Locale;
use crate::text::Message;
use leptos::prelude::*;

/// What the field is.
#[derive(Clone, Copy)]
pub struct FreeText {
    /// Id of the control.
    pub id: &'static str,
    /// Its label.
    pub label: Signal<String>,
    /// Kind of the input; `None`: several lines.
    pub kind: Option<&'static str>,
    /// Characters that fit, spaces around them aside.
    pub longest: usize,
    /// What is typed.
    pub value: RwSignal<String>,
    /// It is empty and must not be: what is said then.
    pub missing: Signal<bool>,
    /// Called after each change.
    pub on_input: Callback<()>,
}

/// Whether it is longer than fits; tracked.
pub fn too_long(value: RwSignal<String>, longest: usize) -> bool {
    count(value) > longest
}

/// The field, and below it how much too long it is.
pub fn free_text(field: FreeText) -> AnyView {
    let FreeText {
        id,
        label,
        kind,
        longest,
        value,
        missing,
        on_input,
    } = field;
    let locale = Locale::here();
    let hint = [id, "-hint"].concat();
    let wrong = move || missing.get() || too_long(value, longest);
    let said = text(move || {
        if missing.get() {
            locale.say(Message::SLIP_EMPTY)
        } else if wrong() {
            let (longest, count) = (longest.to_string(), count(value).to_string());
            locale.say_with(Message::TOO_LONG, &[("longest", &longest), ("count", &count)])
        } else {
            String::new()
        }
    });
    let invalid = text(move || wrong().to_string());
    let type_in = move |event| {
        value.set(event_target_value(&event));
        on_input.run(());
    };
    let control = match kind {
        Some(kind) => view! {
            <input
                id=id
                type=kind
                autocomplete="off"
                aria-describedby=hint.clone()
                aria-invalid=invalid
                prop:value=value
                on:input=type_in
            />
        }
        .into_any(),
        None => view! {
            <textarea
                id=id
                rows="2"
                autocomplete="off"
                aria-describedby=hint.clone()
                aria-invalid=invalid
                prop:value=value
                on:input=type_in
            ></textarea>
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            <p id=hint class="hint" class:wrong=flag(wrong) aria-live="polite">
                {said}
            </p>
        </div>
    }
    .into_any()
}

fn count(value: RwSignal<String>) -> usize {
    value.with(|text| text.trim().chars().count())
}
