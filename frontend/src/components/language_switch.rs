//! Japanese or English.

use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::Language;

/// Two buttons, each in its own language.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let locale = Locale::here();
    let choice = move |language: Language, name: Message| {
        view! {
            <button
                type="button"
                class="button"
                lang=language.tag()
                aria-pressed=move || (locale.language() == language).to_string()
                on:click=move |_| locale.speak(language)
            >
                {name.text(language)}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label=t(Message::LANGUAGE_OF_SCREEN)>
            {choice(Language::Ja, Message::JAPANESE)}
            {choice(Language::En, Message::ENGLISH)}
        </div>
    }
}
