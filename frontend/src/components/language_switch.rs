//! Buttons for the languages, each in its own: two for staff, seven for patients.

use crate::locale::{Locale, t};
use crate::text::{Further, Message};
use leptos::prelude::*;
use madoguchi_shared::Language;

/// Japanese or English.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let locale = Locale::here();
    let buttons = Language::ALL.map(|language| main(locale, language));
    view! {
        <div class="switch" role="group" aria-label=t(Message::LANGUAGE_OF_SCREEN)>
            {buttons.collect_view()}
        </div>
    }
}

/// All that the patient screen speaks: those who read Japanese first.
#[component]
pub fn PatientLanguages() -> impl IntoView {
    let locale = Locale::here();
    let [ja, en] = Language::ALL.map(|language| main(locale, language));
    let foreign = Further::FOREIGN
        .each_ref()
        .map(|further| self::further(locale, further));
    view! {
        <div class="languages" role="group" aria-label=t(Message::LANGUAGE_OF_SCREEN)>
            {ja} {further(locale, &Further::EASY_JA)} {en} {foreign.collect_view()}
        </div>
    }
}

fn main(locale: Locale, language: Language) -> AnyView {
    let speak = Callback::new(move |()| locale.speak(language));
    button(locale, language.tag(), language.name(), speak)
}

fn further(locale: Locale, further: &'static Further) -> AnyView {
    let speak = Callback::new(move |()| locale.speak_further(further));
    button(locale, further.tag, further.name, speak)
}

fn button(locale: Locale, tag: &'static str, name: &'static str, speak: Callback<()>) -> AnyView {
    view! {
        <button
            type="button"
            class="button"
            lang=tag
            aria-pressed=move || (locale.tag() == tag).to_string()
            on:click=move |_| speak.run(())
        >
            {name}
        </button>
    }
    .into_any()
}
