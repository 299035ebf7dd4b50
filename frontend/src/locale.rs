//! Language of the screen and facility of the desk: what decides the words. The counter's language is kept by the
//! browser; the patient screen's is each patient's own, one of more, and kept nowhere.

use crate::browser::{self, Keep};
use crate::text::{Further, Message, Terms, Words};
use leptos::prelude::*;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::{Facility, Language, Scheme};

const KEY: &str = "madoguchi.language";

/// What is spoken.
#[derive(Clone, Copy)]
enum Spoken {
    Main(Language),
    /// On the patient screen alone.
    Further(&'static Further),
}

/// The words of the screen, as a context.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    spoken: RwSignal<Spoken>,
    kept: bool,
    terms: Terms,
    facility: RwSignal<Facility>,
}

impl Locale {
    /// Japanese, or at the counter the kept language, and changes there are kept. Lets `<html lang>` and the window's title
    /// follow. The title is the same on every screen and names no one.
    pub fn provide(role: Role, terms: Terms) -> Self {
        // Both screens are pages of one origin: what one keeps the other would read.
        let is_kept = role != Role::Patient;
        let kept = is_kept.then(|| browser::kept(Keep::Always, KEY)).flatten();
        let language = Language::ALL
            .into_iter()
            .find(|l| kept.as_deref() == Some(l.tag()));
        let locale = Self {
            spoken: RwSignal::new(Spoken::Main(language.unwrap_or_default())),
            kept: is_kept,
            terms,
            facility: RwSignal::new(Facility::default()),
        };
        provide_context(locale);
        Effect::new(move || {
            let title = locale.say(Message::APP_NAME);
            let Some(document) = browser::window().and_then(|window| window.document()) else {
                return;
            };
            document.set_title(&title);
            if let Some(root) = document.document_element() {
                // Refused only for a name that is no attribute's.
                let _ = root.set_attribute("lang", locale.tag());
            }
        });
        locale
    }

    /// The locale of this screen.
    pub fn here() -> Self {
        expect_context()
    }

    /// The same words in this language, whatever the screen speaks.
    #[must_use]
    pub fn only(self, language: Language) -> Self {
        Self {
            spoken: RwSignal::new(Spoken::Main(language)),
            kept: false,
            ..self
        }
    }

    /// Language of the counter's screen; tracked. Japanese while the patient screen speaks one of its own.
    pub fn language(self) -> Language {
        match self.spoken.get() {
            Spoken::Main(language) => language,
            Spoken::Further(_) => Language::default(),
        }
    }

    /// Tag of what is spoken, as in `<html lang>`; tracked.
    pub fn tag(self) -> &'static str {
        match self.spoken.get() {
            Spoken::Main(language) => language.tag(),
            Spoken::Further(further) => further.tag,
        }
    }

    /// Changes the language; keeps it at the counter.
    pub fn speak(self, language: Language) {
        if self.kept {
            browser::keep(Keep::Always, KEY, Some(language.tag()));
        }
        self.spoken.set(Spoken::Main(language));
    }

    /// Changes to a language that only the patient screen has.
    pub fn speak_further(self, further: &'static Further) {
        self.spoken.set(Spoken::Further(further));
    }

    /// Tells which facility's words to use; a clinic's until then. A patient screen is never told.
    pub fn set_facility(self, facility: Facility) {
        self.facility.set(facility);
    }

    /// The facility; tracked.
    pub fn facility(self) -> Facility {
        self.facility.get()
    }

    /// The words outside of an opened reception; tracked.
    pub fn words(self) -> Words {
        Words {
            language: self.language(),
            facility: self.facility.get(),
            scheme: None,
        }
    }

    /// The words of one scheme; tracked.
    pub fn words_of(self, scheme: Scheme) -> Words {
        let scheme = Some(scheme);
        Words {
            scheme,
            ..self.words()
        }
    }

    /// A sentence; tracked.
    pub fn say(self, message: Message) -> String {
        self.say_with(message, &[])
    }

    /// A sentence with values; tracked.
    pub fn say_with(self, message: Message, values: &[(&str, &str)]) -> String {
        let text = match self.spoken.get() {
            Spoken::Main(language) => message.text(language),
            Spoken::Further(further) => {
                let text = further.text(message);
                debug_assert!(text.is_some(), "not said in {}: {message:?}", further.tag);
                text.unwrap_or_else(|| message.text(Language::default()))
            }
        };
        self.words().fill(text, values, self.terms)
    }
}

/// A property that takes a text takes a message too.
impl From<Message> for Signal<String> {
    fn from(message: Message) -> Self {
        Self::derive(t(message))
    }
}

/// A sentence that follows the language, for use in a view.
pub fn t(message: Message) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let locale = Locale::here();
    move || locale.say(message)
}
