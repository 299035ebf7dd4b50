//! The sentences of the screens, in both languages, as a typed table ([`messages`]). A sentence may hold places:
//! `{questionnaire}` is filled from [`madoguchi_shared::terms`], any other by the caller. Why no i18n library:
//! `docs/adr/0002-typed-text-table.md`.

mod messages;

pub use messages::Message;

use madoguchi_shared::terms::Term;
use madoguchi_shared::{Facility, Language, Scheme};

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
        let mut rest = message.text(self.language);
        let mut said = String::with_capacity(rest.len());
        while let Some((before, place, after)) = next_place(rest) {
            said.push_str(before);
            let given = values.iter().find(|(name, _)| *name == place);
            if let Some(value) = given.map(|(_, value)| *value).or_else(|| self.term(place)) {
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

    fn term(self, place: &str) -> Option<&'static str> {
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
        "service" => Term::Service,
        "chart" => Term::Chart,
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

    #[test]
    fn every_message_has_both_languages_with_the_same_places() {
        for message in Message::ALL {
            let (ja, en) = (message.text(Language::Ja), message.text(Language::En));
            assert!(!ja.trim().is_empty() && !en.trim().is_empty(), "{message:?}");
            assert!(en.is_ascii(), "{message:?}: {en}");
            assert_eq!(places(ja), places(en), "{message:?}");
        }
    }

    #[test]
    fn japanese_is_japanese() {
        let words = Words {
            language: Language::Ja,
            facility: Facility::Clinic,
            scheme: None,
        };
        // The switch names each language in itself.
        for message in Message::ALL.iter().filter(|m| **m != Message::English) {
            let ja = words.say(*message);
            assert!(!ja.is_ascii(), "{message:?}: {ja}");
        }
    }

    #[test]
    fn terms_follow_the_facility_and_values_are_filled() {
        let words = |facility| Words {
            language: Language::Ja,
            facility,
            scheme: None,
        };
        let said = |facility| words(facility).say_with(Message::PatientNumberIs, &[("number", "7")]);
        assert_eq!(said(Facility::Clinic), "診察券 7");
        assert_eq!(said(Facility::Pharmacy), "患者番号票 7");
    }

    #[test]
    fn a_place_that_nobody_fills_stays_visible() {
        let words = Words {
            language: Language::En,
            facility: Facility::Clinic,
            scheme: None,
        };
        assert_eq!(words.say(Message::ReceptionNumber), "Reception no. {number}");
    }

    #[test]
    fn nothing_on_the_patient_screen_names_a_scheme() {
        for message in Message::ALL
            .iter()
            .filter(|m| format!("{m:?}").starts_with("Patient"))
        {
            for language in Language::ALL {
                let text = message.text(language);
                for word in [
                    "扶助",
                    "保険",
                    "生活保護",
                    "券",
                    "insurance",
                    "assistance",
                    "{scheme}",
                    "{certificate}",
                    "{service}",
                ] {
                    assert!(!text.contains(word), "{message:?}: {text}");
                }
            }
        }
    }

    fn places(text: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut rest = text;
        while let Some((_, place, after)) = next_place(rest) {
            found.insert(place);
            rest = after;
        }
        found
    }
}
