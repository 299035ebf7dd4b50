//! The keys: on the screen, and those of a keyboard.

use crate::browser;
use crate::components::redraw::flag;
use crate::locale::t;
use crate::text::Message;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// What can be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::components) enum Key {
    Digit(char),
    Delete,
    Clear,
    Confirm,
}

/// Follows the keyboard as long as the pad lives. Outside of a browser there is none.
pub(in crate::components) fn listen(press: Callback<Key>) {
    if browser::window().is_none() {
        return;
    }
    let handle = window_event_listener(ev::keydown, move |event| {
        if let Some(key) = key_of(&event) {
            press.run(key);
        }
    });
    on_cleanup(move || handle.remove());
}

/// The keys on the screen, laid out as on a telephone.
#[component]
pub(in crate::components) fn Keys(
    /// Gets every press.
    press: Callback<Key>,
    /// All digits are there.
    complete: Signal<bool>,
) -> impl IntoView {
    let digit = move |digit: char| {
        view! {
            <button type="button" class="button" on:click=move |_| press.run(Key::Digit(digit))>
                {digit}
            </button>
        }
    };
    let word = move |key: Key, message: Message| {
        view! {
            <button type="button" class="button word" on:click=move |_| press.run(key)>
                {t(message)}
            </button>
        }
    };
    view! {
        <div class="keys">
            {('1'..='9').map(digit).collect_view()} {word(Key::Clear, Message::PATIENT_KEY_CLEAR)} {digit('0')}
            {word(Key::Delete, Message::PATIENT_KEY_DELETE)}
        </div>
        <button
            type="button"
            class="button primary"
            disabled=flag(move || !complete.get())
            on:click=move |_| press.run(Key::Confirm)
        >
            {t(Message::PATIENT_KEY_CONFIRM)}
        </button>
    }
}

fn key_of(event: &KeyboardEvent) -> Option<Key> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() {
        return None;
    }
    let on_button = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.tag_name() == "BUTTON");
    key_of_code(&event.code(), on_button)
}

/// By the key's place and not its text: a Japanese input method gives no text. Enter on a button presses that
/// button, nothing else.
fn key_of_code(code: &str, on_button: bool) -> Option<Key> {
    match code {
        "Backspace" => Some(Key::Delete),
        "Escape" => Some(Key::Clear),
        "Enter" | "NumpadEnter" if !on_button => Some(Key::Confirm),
        _ => {
            let digit = code
                .strip_prefix("Digit")
                .or_else(|| code.strip_prefix("Numpad"))?;
            let mut characters = digit.chars();
            let digit = characters.next().filter(char::is_ascii_digit)?;
            characters.next().is_none().then_some(Key::Digit(digit))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_a_keyboard() {
        let cases = [
            ("Digit7", Some(Key::Digit('7'))),
            ("Numpad0", Some(Key::Digit('0'))),
            ("NumpadAdd", None),
            ("Digit12", None),
            ("KeyA", None),
            ("Backspace", Some(Key::Delete)),
            ("Escape", Some(Key::Clear)),
            ("NumpadEnter", Some(Key::Confirm)),
        ];
        for (code, key) in cases {
            assert_eq!(key_of_code(code, false), key, "{code}");
        }
        assert_eq!(key_of_code("Enter", true), None);
    }
}
