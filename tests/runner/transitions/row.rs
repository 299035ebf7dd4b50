//! Under which parameters a row's machine is explored.

use crate::support::{assistance, insurance};
use madoguchi_flow::Way;
use madoguchi_shared::Facility;
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::qualification::QualificationResult;

/// One row.
pub(crate) struct Row {
    /// As in `branches.txt`.
    pub name: &'static str,
    /// Where.
    pub facility: Facility,
    /// How it may begin.
    pub ways: &'static [Way],
    /// Which states are the row's own: machine, or machine and state.
    pub from: &'static str,
    /// Which answers can come.
    pub answers: Answers,
}

/// What the backend can say in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// 単独, 医療扶助.
    Assistance,
    /// 医療保険.
    Insurance,
    /// 併用.
    Both,
    /// 未委託, and what there is beside it.
    Unentrusted,
    /// The card is not linked.
    NotLinked,
}

const fn row(
    name: &'static str,
    facility: Facility,
    ways: &'static [Way],
    from: &'static str,
    answers: Answers,
) -> Row {
    Row {
        name,
        facility,
        ways,
        from,
        answers,
    }
}

use Answers::{Assistance, Both, Insurance, NotLinked, Unentrusted};
use Facility::{Clinic, Pharmacy};

const CARD: &[Way] = &[Way::Card];
const NUMBERS: &[Way] = &[Way::Numbers];
/// Inside a reception, and on its own.
const CONSENT: &[Way] = &[Way::Card, Way::Consent];

/// Every row whose machine there is.
pub(crate) const ROWS: &[Row] = &[
    row("identify", Clinic, CARD, "identify", Both),
    row("F01", Clinic, CARD, "first_registration", NotLinked),
    row("F02", Clinic, CONSENT, "records_viewing", Assistance),
    row("F03", Clinic, CARD, "card_reception", Assistance),
    row("F04", Pharmacy, CARD, "card_reception", Assistance),
    row("F05", Clinic, NUMBERS, "number_reception", Assistance),
    row("F06", Pharmacy, NUMBERS, "number_reception", Assistance),
    row("F07", Clinic, CARD, "card_reception", Both),
    row("F08", Pharmacy, CARD, "card_reception", Both),
    row("F09", Clinic, NUMBERS, "number_reception", Insurance),
    row("F10", Pharmacy, NUMBERS, "number_reception", Insurance),
    row("F11", Clinic, CARD, "unentrusted_check", Unentrusted),
    row("F12", Pharmacy, CARD, "unentrusted_check", Unentrusted),
    // No reception: how one begins and what is answered then are not looked at.
    row("F13", Clinic, CARD, "bulk_retrieval", Assistance),
    row("F14", Pharmacy, CARD, "bulk_retrieval", Assistance),
    row("S1", Clinic, CARD, "inquiry_number", Both),
    row("S2", Clinic, NUMBERS, "number_reception::NotFound", Assistance),
    row("S3", Clinic, NUMBERS, "number_reception::Lost", Assistance),
];

impl Answers {
    /// Results with the validity of the whole.
    pub(crate) fn list(self) -> Vec<(QualificationValidity, Vec<QualificationResult>)> {
        use QualificationValidity::{NotFound, Valid, ValidUnregistered};
        let numbered = |result: QualificationResult, number: &str| QualificationResult {
            reference_number: Some(number.into()),
            ..result
        };
        let lost = |result| QualificationResult {
            disqualification_date: Some("20200101".into()),
            ..result
        };
        let of_one = |one: fn() -> QualificationResult| {
            vec![
                (Valid, vec![one()]),
                (Valid, vec![numbered(one(), "000001")]),
                (Valid, vec![lost(one())]),
                (NotFound, vec![]),
            ]
        };
        match self {
            Self::Assistance => of_one(assistance),
            Self::Insurance => of_one(insurance),
            Self::NotLinked => vec![(Valid, vec![assistance()])],
            Self::Unentrusted => vec![
                (ValidUnregistered, vec![assistance()]),
                (Valid, vec![lost(insurance()), assistance()]),
            ],
            Self::Both => vec![
                (Valid, vec![insurance(), assistance()]),
                (Valid, vec![numbered(insurance(), "000001"), assistance()]),
                (
                    Valid,
                    vec![numbered(insurance(), "000001"), numbered(assistance(), "000002")],
                ),
                (Valid, vec![insurance(), lost(assistance())]),
                (Valid, vec![lost(insurance()), lost(assistance())]),
                (NotFound, vec![]),
            ],
        }
    }
}
