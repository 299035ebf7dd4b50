//! Language of the screen, kept by the browser, and facility of the desk: what decides the words.

use crate::browser::{self, Keep};
use crate::text::{Message, Words};
use leptos::prelude::*;
use madoguchi_shared::{Facility, Language};

const KEY: &str = "madoguchi.language";

/// The words of the screen, as a context.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    language: RwSignal<Language>,
    facility: RwSignal<Facility>,
}

impl Locale {
    /// Reads the kept language (default: Japanese), keeps changes, and lets `<html lang>` and the window's title
    /// follow. The title is the same on every screen and names no one.
    pub fn provide() -> Self {
        let kept = browser::kept(Keep::Always, KEY);
        let language = Language::ALL
            .into_iter()
            .find(|l| kept.as_deref() == Some(l.tag()));
        let locale = Self {
            language: RwSignal::new(language.unwrap_or_default()),
            facility: RwSignal::new(Facility::default()),
        };
        provide_context(locale);
        Effect::new(move || {
            let title = locale.say(Message::AppName);
            let Some(document) = web_sys::window().and_then(|window| window.document()) else {
                return;
            };
            document.set_title(&title);
            if let Some(root) = document.document_element() {
                // Refused only for a name that is no attribute's.
                let _ = root.set_attribute("lang", locale.language.get().tag());
            }
        });
        locale
    }

    /// The locale of this screen.
    pub fn here() -> Self {
        expect_context()
    }

    /// Language of the screen; tracked.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// Changes the language and keeps it.
    pub fn speak(self, language: Language) {
        browser::keep(Keep::Always, KEY, Some(language.tag()));
        self.language.set(language);
    }

    /// Tells which facility's words to use; a clinic's until then. A patient screen is never told.
    pub fn set_facility(self, facility: Facility) {
        self.facility.set(facility);
    }

    /// The words outside of an opened reception; tracked.
    pub fn words(self) -> Words {
        Words {
            language: self.language.get(),
            facility: self.facility.get(),
            scheme: None,
        }
    }

    /// A sentence; tracked.
    pub fn say(self, message: Message) -> String {
        self.words().say(message)
    }

    /// A sentence with values; tracked.
    pub fn say_with(self, message: Message, values: &[(&str, &str)]) -> String {
        self.words().say_with(message, values)
    }
}

/// A sentence that follows the language, for use in a view.
pub fn t(message: Message) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let locale = Locale::here();
    move || locale.say(message)
}
