//! 読み替え is complete: every step as it is drawn, for both schemes, at both facilities, in both languages.

use super::super::Part;
use super::drawn::drawn;
use super::states::{papers, states};
use super::{face, sheet};
use madoguchi_flow::number_reception;
use madoguchi_flow::reception::State;
use madoguchi_shared::{Facility, Language, Scheme};

/// Words that do not belong to a patient of the scheme.
fn foreign(scheme: Scheme) -> &'static [&'static str] {
    match scheme {
        Scheme::MedicalAssistance => &["保険", "特定健診", "nsurance", "nsurer", "nsured"],
        Scheme::HealthInsurance => &[
            "扶助",
            "公費",
            "受給",
            "福祉",
            "保護",
            "医療券",
            "調剤券",
            "ssistance",
            "elfare",
            "edical ticket",
            "ispensing ticket",
        ],
    }
}

/// Words of a clinic alone.
const CLINIC: &[&str] = &["カルテ", "問診票", "診察", "この医療機関"];

#[test]
fn no_step_says_a_word_of_the_other_scheme_or_facility() {
    for scheme in Scheme::ALL {
        for facility in Facility::ALL {
            for language in Language::ALL {
                for state in states(scheme).into_iter().chain(face::identifying()) {
                    let name = format!("{state:?}");
                    let waits = sheet(state.clone())
                        .iter()
                        .any(|part| matches!(part, Part::Working(_)));
                    let html = drawn(state, facility, language);
                    assert!(html.contains("<h3"), "nothing is said: {name}");
                    assert_eq!(
                        html.contains("progressbar"),
                        waits,
                        "a part is not there yet: {name}"
                    );
                    for word in foreign(scheme) {
                        assert!(
                            !html.contains(word),
                            "{scheme:?} {facility:?}: {word}\n{html}\n{name}"
                        );
                    }
                    assert!(!html.contains('{'), "a place is open: {html}");
                    if facility == Facility::Pharmacy {
                        for word in CLINIC {
                            assert!(!html.contains(word), "{word}\n{html}\n{name}");
                        }
                    }
                }
            }
        }
    }
}

/// The forms, told by a field or a button of theirs, are among what was read above.
#[test]
fn what_is_loaded_later_is_drawn_too() {
    for (scheme, signs) in [
        (
            Scheme::MedicalAssistance,
            &[
                "call-office",
                "complaint",
                "certificate-3",
                "prescription-3",
                "reason",
                "type=\"checkbox\"",
                "slip",
            ][..],
        ),
        (
            Scheme::HealthInsurance,
            &[
                "call-office",
                "complaint",
                "certificate-5",
                "prescription-5",
                "reason",
                "type=\"checkbox\"",
                "slip",
            ],
        ),
    ] {
        let all: Vec<String> = states(scheme)
            .into_iter()
            .map(|state| drawn(state, Facility::Pharmacy, Language::Ja))
            .collect();
        for sign in signs {
            assert!(all.iter().any(|html| html.contains(sign)), "{scheme:?}: {sign}");
        }
    }
}

/// Which paper it is stands to choose: both schemes are named there, by their papers alone.
#[test]
fn the_choice_of_papers_keeps_to_its_facility() {
    for (facility, other) in [(Facility::Clinic, "調剤券"), (Facility::Pharmacy, "医療券")] {
        let choice = State::Numbers(number_reception::State::Entering(None));
        let html = drawn(choice, facility, Language::Ja);
        assert!(html.contains("被保険者証") && !html.contains(other), "{html}");
        let entering = State::Numbers(number_reception::State::Entering(Some(Box::new(papers(
            Scheme::MedicalAssistance,
        )))));
        assert!(!drawn(entering, facility, Language::Ja).contains(other));
    }
}
