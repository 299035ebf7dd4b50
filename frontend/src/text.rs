//! The sentences of the screens, in Japanese and English, as typed tables: what the patient's says, what the counter's says.
//! A program carries only those it uses, so the patient's has none of the counter's. The patient's has them in
//! [further languages](Further), which the counter's program has not. A sentence may hold places: `{questionnaire}` is filled from [`madoguchi_shared::terms`], any other by the caller. Why no i18n library:
//! `docs/adr/0002-typed-text-table.md`.

mod bulk;
mod common;
mod consent;
mod counter;
mod face;
mod further;
mod numbers;
mod patient;
mod print;
mod records;
mod settings;
#[cfg(feature = "training")]
mod training;

pub use further::Further;

use madoguchi_shared::terms::Term;
use madoguchi_shared::{Facility, Language, Scheme};

/// A sentence of the screens: in Japanese and in English, with its places still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(&'static Sentence);

#[derive(Debug, PartialEq, Eq)]
struct Sentence {
    /// Japanese, English.
    texts: [&'static str; 2],
    /// Its line in the tables of the further languages; `None`: only staff reads it.
    line: Option<patient::Line>,
}

impl Message {
    /// The sentence with its places still open.
    pub fn text(self, language: Language) -> &'static str {
        let [ja, en] = self.0.texts;
        match language {
            Language::Ja => ja,
            Language::En => en,
        }
    }
}

/// A table: name, Japanese, English. Japanese is written first and is what a receptionist would say; the words in 「」 of
/// the flows are kept as they are. One that nobody says is a warning of the compiler.
macro_rules! messages {
    ($table:ident $($name:ident $ja:literal $en:literal;)+) => {
        impl crate::text::Message {
            $(#[doc = $en] pub(crate) const $name: Self = Self(&crate::text::Sentence {
                texts: [$ja, $en],
                line: None,
            });)+
        }

        /// Every sentence of this table, with its name.
        #[cfg(test)]
        pub(super) const $table: &[(&str, crate::text::Message)] =
            &[$((stringify!($name), crate::text::Message::$name),)+];
    };
}
use messages;

/// Gives the word for a place of a sentence that stands for a term; `None` for the caller's own places.
pub type Terms = fn(Words, &str) -> Option<&'static str>;

/// What decides the words: language, facility and, inside an opened reception, the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Language of the screen.
    pub language: Language,
    /// Clinic or pharmacy.
    pub facility: Facility,
    /// Scheme of what is spoken of. `None` outside of an opened reception: then a sentence holds only terms that
    /// are the same for both schemes.
    pub scheme: Option<Scheme>,
}

impl Words {
    /// The sentence with its terms filled in.
    pub fn say(self, message: Message) -> String {
        self.say_with(message, &[])
    }

    /// The sentence, with its terms and the given values filled in. A place that nobody fills stays visible.
    pub fn say_with(self, message: Message, values: &[(&str, &str)]) -> String {
        self.fill(message.text(self.language), values, Self::term)
    }

    /// Fills the places of a text, with the terms that the program has.
    pub fn fill(self, text: &str, values: &[(&str, &str)], terms: Terms) -> String {
        let mut rest = text;
        let mut said = String::with_capacity(rest.len());
        while let Some((before, place, after)) = next_place(rest) {
            said.push_str(before);
            let given = values.iter().find(|(name, _)| *name == place);
            if let Some(value) = given.map(|(_, value)| *value).or_else(|| terms(self, place)) {
                said.push_str(value);
            } else {
                said.push('{');
                said.push_str(place);
                said.push('}');
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// The word of a term, with the scheme of these words.
    pub fn word(self, term: Term) -> &'static str {
        // Without a scheme only terms that both schemes share are asked for: either gives the word.
        let scheme = self.scheme.unwrap_or(Scheme::HealthInsurance);
        term.word(scheme, self.facility, self.language)
    }

    /// The word for a place that stands for a term: the [`Terms`] of a program that has them all.
    pub fn term(self, place: &str) -> Option<&'static str> {
        term_of(place).map(|term| self.word(term))
    }
}

/// The term that a place stands for; `None` for the caller's own places.
fn term_of(place: &str) -> Option<Term> {
    Some(match place {
        "scheme" => Term::SchemeName,
        "certificate" => Term::Certificate,
        "payer_number" => Term::PayerNumber,
        "insured_number" => Term::InsuredNumber,
        "payer" => Term::Payer,
        "qualification_start" => Term::QualificationStart,
        "qualification_end" => Term::QualificationEnd,
        "burden" => Term::Burden,
        "questionnaire" => Term::Questionnaire,
        "chart" => Term::Chart,
        "complaint" => Term::Complaint,
        "institution" => Term::Institution,
        "patient_card" => Term::PatientCard,
        _ => return None,
    })
}

fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (place, after) = rest.split_once('}')?;
    Some((before, place, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn all() -> Vec<(&'static str, Message)> {
        [
            common::COMMON,
            patient::PATIENT,
            bulk::BULK,
            consent::CONSENT,
            counter::COUNTER,
            face::FACE,
            numbers::NUMBERS,
            print::PRINT,
            records::RECORDS,
            settings::SETTINGS,
            #[cfg(feature = "training")]
            training::TRAINING,
        ]
        .concat()
    }

    #[test]
    fn every_message_has_both_languages_with_the_same_places() {
        for (name, message) in all() {
            let (ja, en) = (message.text(Language::Ja), message.text(Language::En));
            assert!(!ja.trim().is_empty() && !en.trim().is_empty(), "{name}");
            assert!(en.is_ascii(), "{name}: {en}");
            assert_eq!(places(ja), places(en), "{name}");
        }
    }

    #[test]
    fn japanese_is_japanese() {
        let words = Words {
            language: Language::Ja,
            facility: Facility::Clinic,
            scheme: None,
        };
        for (name, message) in all() {
            let ja = words.say(message);
            assert!(!ja.is_ascii(), "{name}: {ja}");
        }
    }

    #[test]
    fn terms_follow_the_facility_and_values_are_filled() {
        let words = |facility| Words {
            language: Language::Ja,
            facility,
            scheme: None,
        };
        let said = |facility| words(facility).say_with(Message::PATIENT_NUMBER_IS, &[("number", "7")]);
        assert_eq!(said(Facility::Clinic), "診察券 7");
        assert_eq!(said(Facility::Pharmacy), "患者番号票 7");
    }

    #[test]
    fn a_pharmacy_reads_no_word_of_a_clinic() {
        for language in Language::ALL {
            let words = Words {
                language,
                facility: Facility::Pharmacy,
                scheme: None,
            };
            for (name, message) in all() {
                let said = words.say(message);
                for word in [
                    "カルテ",
                    "問診票",
                    "診察",
                    "この医療機関",
                    "来院",
                    "chart",
                    "consultation",
                ] {
                    assert!(!said.contains(word), "{name}: {said}");
                }
            }
        }
    }

    #[test]
    fn a_place_that_nobody_fills_stays_visible() {
        let words = Words {
            language: Language::En,
            facility: Facility::Clinic,
            scheme: None,
        };
        assert_eq!(words.say(Message::RECEPTION_NUMBER), "Reception no. {number}");
    }

    #[test]
    fn nothing_on_the_patient_screen_names_a_scheme() {
        for (name, message) in patient::PATIENT {
            for language in Language::ALL {
                let text = message.text(language);
                for word in [
                    "資格",
                    "扶助",
                    "保険",
                    "生活保護",
                    "券",
                    "insurance",
                    "assistance",
                ] {
                    assert!(!text.contains(word), "{name}: {text}");
                }
                // Its program has no terms to fill in.
                for place in places(text) {
                    assert!(term_of(place).is_none(), "{name}: {text}");
                }
            }
        }
    }

    pub(super) fn places(text: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut rest = text;
        while let Some((_, place, after)) = next_place(rest) {
            found.insert(place);
            rest = after;
        }
        found
    }
}
