//! The lessons: what is practised, with whom, and what to do. What is pressed is named by the button's own words.

use crate::text::Message;
use madoguchi_shared::{Facility, Scheme};

/// One reception, or one retrieval, from the start screen to its end.
pub(super) struct Lesson {
    /// Rows of the specification that it goes through, at a clinic and at a pharmacy.
    pub(super) rows: [&'static [&'static str]; 2],
    /// Whose card or paper it is, an id of the drawer; `None`: nobody's.
    pub(super) person: Option<&'static str>,
    /// The paper that is handed in, and in whose words it is spoken of.
    pub(super) scheme: Scheme,
    /// What it is about.
    pub(super) title: Message,
    /// In order.
    pub(super) steps: &'static [Step],
}

/// One thing to do.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Press this on the counter.
    Press(Message),
    /// The same, at a pharmacy only.
    PressAtPharmacy(Message),
    /// The patient touches this on the patient screen.
    Touch(Message),
    /// The doctor presses this on the records screen.
    Doctor(Message),
    /// Put the lesson's card down.
    Put,
    /// The patient types the PIN that stands on the lesson's card.
    Pin,
    /// Take the card.
    Take,
    /// As it is written there.
    Do(Message),
    /// Press this, too, where somebody has practised with this person already.
    PressAgain(Message),
    /// The chart that is there is taken, in place of the two steps before it, where somebody has.
    Instead,
    /// As it is written there, where somebody has.
    SaidAgain(Message),
}

use Step::{Do, Doctor, Instead, Pin, Press, PressAgain, PressAtPharmacy, Put, SaidAgain, Take, Touch};

const BY_PIN: [Step; 5] = [
    Press(Message::START_WITH_CARD),
    PressAtPharmacy(Message::PAPERS_TAKEN),
    Put,
    Touch(Message::PATIENT_USE_PIN),
    Pin,
];

/// A chart of somebody who has none yet.
const NEW_CHART: [Step; 3] = [Do(Message::TOUR_REASON), Press(Message::REGISTER_NEW), Instead];

/// The same without a qualification.
const NEW_CHART_ONLY: [Step; 3] = [Do(Message::TOUR_REASON), Press(Message::REGISTER_BASICS), Instead];

const NEW_CARD: [Step; 10] = with(&[&BY_PIN, &NEW_CHART, &[Take, Press(Message::FINISH)]]);

const PAPER: [Step; 5] = [
    Press(Message::START_BY_NUMBERS),
    Press(Message::CERTIFICATE),
    Do(Message::TOUR_COPY),
    Press(Message::ASK_NUMBERS),
    PressAgain(Message::PICK_THIS),
];

const NEW_PAPER: [Step; 9] = with(&[&PAPER, &NEW_CHART, &[Press(Message::FINISH)]]);

/// In the order in which they are gone through. A later one relies on nothing but the one that it names.
pub(super) const LESSONS: &[Lesson] = &[
    Lesson {
        rows: [&["F03", "S1"], &["F04", "S1"]],
        person: Some("tandoku-valid"),
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_FIRST_VISIT,
        steps: &NEW_CARD,
    },
    Lesson {
        rows: [&["F02", "F03"], &["F02", "F04"]],
        person: Some("tandoku-valid"),
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_SECOND_VISIT,
        steps: &with::<14>(&[
            &BY_PIN,
            &[
                Press(Message::CONSENT_ASK),
                Touch(Message::PATIENT_CONSENT_YES),
                Touch(Message::PATIENT_CONSENT_NO),
            ],
            &[Press(Message::UPDATE_SAME), Take, Press(Message::FINISH)],
            &[
                Press(Message::OPEN_RECORDS_SCREEN),
                Doctor(Message::RECORDS_OPEN),
                Doctor(Message::RECORDS_ASK),
            ],
        ]),
    },
    Lesson {
        rows: [&["F07", "S1"], &["F08", "S1"]],
        person: Some("heiyo-both-valid"),
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_COMBINED,
        steps: &NEW_CARD,
    },
    Lesson {
        rows: [&["F05"], &["F06"]],
        person: Some("address-withheld"),
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_PAPER,
        steps: &NEW_PAPER,
    },
    Lesson {
        rows: [&["F09"], &["F10"]],
        person: Some("insurance-only"),
        scheme: Scheme::HealthInsurance,
        title: Message::TOUR_INSURANCE_PAPER,
        steps: &NEW_PAPER,
    },
    Lesson {
        rows: [&["F01"], &["F01"]],
        person: Some("first-registration"),
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_LINK,
        steps: &with::<13>(&[
            &BY_PIN,
            &[
                Press(Message::LINK_START),
                Press(Message::LINKED_NEXT),
                SaidAgain(Message::TOUR_LINKED_BEFORE),
            ],
            &NEW_CHART,
            &[Take, Press(Message::FINISH)],
        ]),
    },
    Lesson {
        rows: [&["F11"], &["F12"]],
        person: Some("unentrusted"),
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_UNENTRUSTED,
        steps: &with::<13>(&[
            &BY_PIN,
            &[
                Do(Message::TOUR_CALL),
                Press(Message::CALL_USABLE),
                PressAgain(Message::PICK_THIS),
            ],
            &NEW_CHART_ONLY,
            &[Take, Press(Message::FINISH)],
        ]),
    },
    Lesson {
        rows: [&["S2"], &["S2"]],
        person: Some("tandoku-valid"),
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_NOT_FOUND,
        steps: &[
            Press(Message::START_BY_NUMBERS),
            Press(Message::CERTIFICATE),
            Do(Message::TOUR_COPY_OTHER_DAY),
            Press(Message::ASK_NUMBERS),
            Do(Message::TOUR_CALL),
            Press(Message::CALL_BACK),
            Press(Message::CLOSE_RECEPTION),
        ],
    },
    Lesson {
        rows: [&["S3"], &["S3"]],
        person: Some("tandoku-lost"),
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_LOST,
        steps: &with::<12>(&[
            &PAPER,
            &[
                Do(Message::TOUR_CALL),
                Press(Message::CALL_NOT_USABLE),
                Press(Message::OWN_EXPENSE),
            ],
            &NEW_CHART_ONLY,
            &[Press(Message::FINISH)],
        ]),
    },
    Lesson {
        rows: [&["F13"], &["F14"]],
        person: None,
        scheme: Scheme::MedicalAssistance,
        title: Message::TOUR_MONTH,
        steps: &[
            Press(Message::BULK_OPEN),
            Press(Message::BULK_START),
            Do(Message::TOUR_WAIT),
            Press(Message::BACK_TO_LIST),
        ],
    },
];

impl Step {
    /// Whether it is only for whoever practises with somebody a second time.
    pub(super) fn is_again(self) -> bool {
        matches!(self, PressAgain(_) | Instead | SaidAgain(_))
    }
}

impl Lesson {
    /// The rows at a facility.
    pub(super) fn rows(&self, facility: Facility) -> &'static [&'static str] {
        match facility {
            Facility::Clinic => self.rows[0],
            Facility::Pharmacy => self.rows[1],
        }
    }
}

/// Steps one after the other.
const fn with<const N: usize>(parts: &[&[Step]]) -> [Step; N] {
    let mut whole = [Put; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut step = 0;
        while step < parts[part].len() {
            whole[at] = parts[part][step];
            step += 1;
            at += 1;
        }
        part += 1;
    }
    assert!(at == N, "as many steps as are there");
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_row_once_at_least_and_none_that_is_not_of_the_facility() {
        let rows = |facility| -> BTreeSet<&str> {
            LESSONS
                .iter()
                .flat_map(|lesson| lesson.rows(facility))
                .copied()
                .collect()
        };
        let clinic = [
            "F01", "F02", "F03", "F05", "F07", "F09", "F11", "F13", "S1", "S2", "S3",
        ];
        let pharmacy = [
            "F01", "F02", "F04", "F06", "F08", "F10", "F12", "F14", "S1", "S2", "S3",
        ];
        assert_eq!(rows(Facility::Clinic), BTreeSet::from(clinic));
        assert_eq!(rows(Facility::Pharmacy), BTreeSet::from(pharmacy));
    }
}
