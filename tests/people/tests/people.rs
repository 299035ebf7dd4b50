//! The persons are what they claim to be, on any day.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;

use madoguchi_people::{Card, Linkage, PinState, all, find};
use madoguchi_shared::{
    date::Day,
    identifier::{InsurerNumber, PublicPayerNumber, RecipientNumber},
};

/// Every case of the design.
const CASES: [&str; 30] = [
    "tandoku-valid",
    "tandoku-lost",
    "tandoku-reissued",
    "heiyo-both-valid",
    "heiyo-insurance-lost",
    "heiyo-assistance-lost",
    "insurance-only",
    "several-matches",
    "several-matches-twin",
    "no-branch-number",
    "unentrusted",
    "unregistered",
    "first-registration",
    "nothing-to-link",
    "first-registration-revoked",
    "first-registration-expired",
    "first-registration-unknown",
    "cert-revoked",
    "cert-expired",
    "cert-unknown-issuer",
    "no-pin",
    "pin-blocked",
    "one-try-left",
    "not-my-number",
    "long-name",
    "rare-kanji",
    "infant",
    "centenarian",
    "foreign-name",
    "address-withheld",
];

#[test]
fn every_case_has_its_person_and_every_person_is_unique() {
    let ids: Vec<_> = all().iter().map(|person| person.id).collect();
    assert_eq!(ids, CASES);
    let serials: BTreeSet<_> = all()
        .iter()
        .map(madoguchi_people::Person::certificate_serial)
        .collect();
    let names: BTreeSet<_> = all().iter().map(|person| person.name).collect();
    let recipients: BTreeSet<_> = all()
        .iter()
        .flat_map(|person| &person.assistance)
        .map(|a| a.recipient_number)
        .collect();
    assert_eq!((serials.len(), names.len()), (CASES.len(), CASES.len()));
    let assisted = all().iter().filter(|person| person.assistance.is_some()).count();
    assert_eq!(
        recipients.len(),
        assisted - 1,
        "only the twins share their numbers"
    );
}

#[test]
fn numbers_pass_their_check_digits() {
    for person in all() {
        for assistance in person.assistance.iter().chain(&person.former_assistance) {
            assert!(
                PublicPayerNumber::parse(assistance.payer_number)
                    .unwrap()
                    .is_medical_assistance()
            );
            RecipientNumber::parse(assistance.recipient_number).unwrap();
        }
        if let Some(insurance) = &person.insurance {
            InsurerNumber::parse(insurance.insurer_number).unwrap();
        }
    }
}

#[test]
fn coverage_holds_on_any_day() {
    for today in
        ["20260101", "20261122", "20270228", "20280229", "20271231"].map(|day| Day::parse(day).unwrap())
    {
        for person in all() {
            let assistance = person
                .assistance
                .as_ref()
                .map(|assistance| assistance.is_valid(today));
            let insurance = person
                .insurance
                .as_ref()
                .map(|insurance| insurance.is_valid(today));
            let expected = match person.id {
                "tandoku-lost" => (Some(false), None),
                "heiyo-both-valid" | "several-matches" | "several-matches-twin" => (Some(true), Some(true)),
                "heiyo-insurance-lost" => (Some(true), Some(false)),
                "heiyo-assistance-lost" => (Some(false), Some(true)),
                "insurance-only" | "no-branch-number" | "infant" | "centenarian" => (None, Some(true)),
                "nothing-to-link" | "not-my-number" => (None, None),
                _ => (Some(true), None),
            };
            assert_eq!((assistance, insurance), expected, "{} on {today}", person.id);
            assert!(
                person
                    .former_assistance
                    .iter()
                    .all(|former| !former.is_valid(today))
            );
        }
        let age = |id: &str| find(id).unwrap().birth_date(today).age_on(today);
        assert_eq!((age("infant"), age("centenarian")), (0, 103));
    }
}

/// A demo goes on tomorrow: what was written into a chart today is no change then.
#[test]
fn nobody_changes_overnight_within_a_month() {
    for (today, tomorrow) in [("20261122", "20261123"), ("20280228", "20280229")] {
        let [today, tomorrow] = [today, tomorrow].map(|day| Day::parse(day).unwrap());
        for person in all() {
            let kept = |day| {
                (
                    person.birth_date(day),
                    person.assistance.as_ref().map(|it| it.since.on(day)),
                    person.insurance.as_ref().map(|it| it.since.on(day)),
                )
            };
            assert_eq!(kept(today), kept(tomorrow), "{}", person.id);
        }
    }
}

#[test]
fn special_cards_are_special_and_the_others_are_not() {
    let card = |id: &str| find(id).unwrap().card;
    assert_eq!(card("not-my-number"), Card::NotMyNumber);
    assert_eq!(card("no-pin"), Card::with_pin(PinState::NotSet));
    assert_eq!(
        card("pin-blocked"),
        Card::with_pin(PinState::Set { tries_left: 0 })
    );
    assert_eq!(
        card("one-try-left"),
        Card::with_pin(PinState::Set { tries_left: 1 })
    );
    assert_eq!(
        all()
            .iter()
            .filter(|person| person.card != Card::ORDINARY)
            .count(),
        7
    );
    assert_eq!(
        find("first-registration").unwrap().linkage,
        Linkage::FirstRegistration
    );
}

#[test]
fn kana_can_be_written_half_width_and_debug_hides_the_person() {
    for person in all() {
        let half = person.name_kana_half_width();
        assert!(
            half.chars()
                .all(|letter| letter == ' ' || ('｡'..='ﾟ').contains(&letter)),
            "{}",
            person.id
        );
        assert_eq!(
            format!("{person:?}"),
            format!("Person {{ id: {:?}, .. }}", person.id)
        );
    }
}

#[test]
fn portraits_are_jp2_files_of_a_real_size() {
    for person in all() {
        let photo = person.portrait.jpeg_2000();
        assert_eq!(photo[..12], *b"\0\0\0\x0CjP  \r\n\x87\n");
        assert!((6_000..20_000).contains(&photo.len()), "{} bytes", photo.len());
    }
}

#[test]
fn records_are_enough_to_be_read_and_the_same_tomorrow() {
    let [today, tomorrow] = ["20261122", "20261123"].map(|day| Day::parse(day).unwrap());
    for person in all() {
        assert_eq!(
            person.medications(today),
            person.medications(tomorrow),
            "{}",
            person.id
        );
        assert_eq!(person.checkups(today), person.checkups(tomorrow), "{}", person.id);
        for day in ["20260101", "20280229", "20271231"].map(|day| Day::parse(day).unwrap()) {
            let dates = person.medications(day);
            assert!(dates.is_sorted_by_key(|it| std::cmp::Reverse(it.dispensed_on)));
            assert!(dates.iter().all(|it| it.dispensed_on <= day), "{}", person.id);
            assert!(
                person.checkups(day).iter().all(|it| it.examined_on <= day),
                "{}",
                person.id
            );
        }
    }
    let count = |id: &str| {
        let person = find(id).unwrap();
        let medications = person.medications(today);
        let places: BTreeSet<_> = medications
            .iter()
            .map(|it| it.institution.expose().clone())
            .collect();
        (medications.len(), places.len(), person.checkups(today).len())
    };
    assert_eq!(count("tandoku-valid").1, 4, "several institutions");
    assert_eq!(count("tandoku-valid").2, 5, "several years");
    assert_eq!(
        count("insurance-only"),
        (0, 0, 4),
        "one year is left out, and no medicine"
    );
    assert_eq!(count("unentrusted"), (0, 0, 0), "nothing");
    assert!(count("centenarian").0 > 300, "a long list");
}
