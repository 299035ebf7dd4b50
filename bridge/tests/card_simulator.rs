//! The card path over readers in software: every operation, and every way a card can fail.

#![cfg(feature = "simulator")]
#![allow(clippy::unwrap_used, reason = "tests and their helpers")]

#[path = "card_support/support.rs"]
mod support;

use madoguchi_bridge::{
    card::{
        CardError, CardFacts, CardService, DEADLINE, PinError, Unreadable,
        simulator::{Drawer, SyntheticPeople},
    },
    clock::SystemClock,
};
use madoguchi_shared::{
    ErrorCode, Secret,
    bridge::{
        card::PinAvailability,
        training::{CardAct, TrainingAct},
    },
};
use madoguchi_virtual_card::{
    Fault, FaultPlan, SharedCard,
    profile::{CardProfile, ResponseStyle, ShortRead},
    status::StatusWord,
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use support::*;

const FIRST: &str = "Madoguchi training reader 00 00";
const SECOND: &str = "Madoguchi training reader 00 01";
const PERSON: &str = "tandoku-valid";
const OTHER: &str = "heiyo-both-valid";

#[tokio::test]
async fn every_operation_takes_one_transaction_and_ends_by_reset() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;

    let inspection = service.inspect(&presence).await.unwrap();
    assert_eq!(inspection.pin, PinAvailability::Tries(3));
    assert_one_session(&card, 2, 0);

    let facts = service.read_certificate(&presence).await.unwrap();
    assert_eq!(facts.certificate_der, certificate_of(PERSON));
    assert_eq!((facts.reader.as_str(), facts.simulated_reader), (FIRST, true));
    assert_one_session(&card, 2, 0);

    let signed = sign(&service, &presence, "1234").await.unwrap();
    assert_eq!(signed.facts, facts);
    assert_signed(&signed);
    assert_one_session(&card, 5, 1);
    service.shutdown().await;
}

#[tokio::test]
async fn a_card_pulled_at_any_apdu_is_one_clean_error_and_the_next_card_works() {
    let (service, drawer) = start();
    let pulls: [fn(u32) -> Fault; 2] = [|at| Fault::PullBefore { at }, |at| Fault::PullAfter { at }];
    for pull in pulls {
        for at in 1.. {
            let card = put(&drawer, FIRST, PERSON);
            let presence = presence_on(&service, FIRST).await;
            card.set_faults(FaultPlan::once(pull(at)));
            let outcome = sign(&service, &presence, "1234").await;
            assert!(card.log().verify_attempts() <= 1, "APDU {at}");
            let pulled = !card.is_present();
            drawer.remove(FIRST).unwrap();
            empty(&service, FIRST).await;
            if let Ok(signed) = &outcome {
                // Pulled after the last answer, or not at all.
                assert_signed(signed);
                assert!(at >= 5);
                assert_eq!(tries_left(&card), Some(3));
                break;
            }
            assert_eq!(
                outcome.unwrap_err(),
                PinError::Card(CardError::Removed),
                "APDU {at}"
            );
            assert!(pulled, "APDU {at}");

            put(&drawer, FIRST, OTHER);
            let next = presence_on(&service, FIRST).await;
            let read = service.read_certificate(&next).await.unwrap();
            assert_eq!(read.certificate_der, certificate_of(OTHER), "APDU {at}");
            drawer.remove(FIRST).unwrap();
            empty(&service, FIRST).await;
        }
    }
}

#[tokio::test]
async fn a_mute_card_holds_up_nobody_else() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    put(&drawer, SECOND, OTHER);
    let (mute, other) = (
        presence_on(&service, FIRST).await,
        presence_on(&service, SECOND).await,
    );
    card.set_faults(FaultPlan::once(Fault::MuteFrom { from: 2 }));
    let start = Instant::now();
    let waiting = tokio::spawn({
        let (service, mute) = (service.clone(), mute.clone());
        async move { service.read_certificate(&mute).await }
    });
    let signed = sign(&service, &other, "1234").await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(2));
    assert_signed(&signed);
    assert_eq!(waiting.await.unwrap(), Err(CardError::Timeout));
    assert!(start.elapsed() < Duration::from_secs(6), "{:?}", start.elapsed());
    // Nothing is sent to a card that is known to be stuck, and nobody waits for it.
    assert_eq!(service.inspect(&mute).await, Err(CardError::Timeout));
    assert!(start.elapsed() < Duration::from_secs(6));

    drawer.remove(FIRST).unwrap();
    empty(&service, FIRST).await;
    put(&drawer, FIRST, PERSON);
    let back = presence_on(&service, FIRST).await;
    assert_signed(&sign(&service, &back, "1234").await.unwrap());
}

#[tokio::test]
async fn a_pin_is_not_tried_for_somebody_who_has_gone() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    card.set_faults(FaultPlan::slow(Duration::from_millis(200)));
    let caller = tokio::spawn({
        let service = service.clone();
        async move { sign(&service, &presence, "1234").await.map(drop) }
    });
    // In the counter query, with SELECT done and VERIFY to come.
    tokio::time::sleep(Duration::from_millis(300)).await;
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    tokio::time::sleep(Duration::from_millis(700)).await;
    let log = card.log();
    assert_eq!((log.apdus().count(), log.verify_attempts()), (2, 0));
    assert!(log.ends_reset());
}

#[tokio::test(start_paused = true)]
async fn the_deadline_is_kept_to_the_millisecond() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = service.card_present().await;
    card.set_faults(FaultPlan::once(Fault::MuteFrom { from: 1 }));
    let start = tokio::time::Instant::now();
    assert_eq!(service.inspect(&presence).await, Err(CardError::Timeout));
    assert!((DEADLINE..=DEADLINE + Duration::from_millis(2)).contains(&start.elapsed()));
}

#[tokio::test]
async fn senseless_answers_are_unreadable_and_the_card_works_afterwards() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    // SELECT, counter, VERIFY, READ, SIGN.
    for at in 1..=5 {
        let faults = [
            (
                Fault::WrongStatus {
                    at,
                    status: StatusWord(0x6F00),
                },
                Unreadable::Status(0x6F00),
            ),
            (Fault::Truncated { at, keep: 0 }, Unreadable::Length(0)),
            (Fault::Truncated { at, keep: 1 }, Unreadable::Length(1)),
            (Fault::Oversized { at, extra: 65_535 }, Unreadable::Length(0)),
        ];
        for (fault, what) in faults {
            card.set_faults(FaultPlan::once(fault));
            let outcome = sign(&service, &presence, "1234").await;
            match (fault, outcome) {
                // An answer without data may be padded; what counts is its status word.
                (Fault::Oversized { .. }, Ok(signed)) if at < 4 => assert_signed(&signed),
                (Fault::Oversized { .. }, Err(PinError::Card(CardError::Unreadable { .. }))) => {}
                (_, outcome) => assert_eq!(outcome.unwrap_err(), PinError::Card(what.into()), "{fault:?}"),
            }
            assert_eq!(tries_left(&card), Some(3), "{fault:?}");
        }
    }
    card.set_faults(FaultPlan::default());
    assert_signed(&sign(&service, &presence, "1234").await.unwrap());
}

#[tokio::test]
async fn the_pin_by_its_counter() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;

    for malformed in ["", "123", "12345", "12a4", "１２３４", "12 4", "-123"] {
        assert_eq!(
            sign(&service, &presence, malformed).await,
            Err(PinError::Format),
            "{malformed}"
        );
    }
    assert_eq!(card.log().apdus().count(), 0, "a malformed PIN sends nothing");

    assert_eq!(
        sign(&service, &presence, "0000").await,
        Err(PinError::Wrong { tries_left: 2 })
    );
    assert_eq!(
        sign(&service, &presence, "0000").await,
        Err(PinError::Wrong { tries_left: 1 })
    );
    assert_eq!(card.log().verify_attempts(), 2);
    assert_eq!(
        sign(&service, &presence, "1234").await,
        Err(PinError::LastTryUnconfirmed)
    );
    assert_eq!(
        card.log().verify_attempts(),
        2,
        "an unconfirmed last try sends nothing"
    );
    assert_eq!(
        service.inspect(&presence).await.unwrap().pin,
        PinAvailability::Tries(1)
    );
    let confirmed = |pin: &str| {
        let message = Box::new(|_: &CardFacts| MESSAGE.to_vec());
        service.verify_and_sign(&presence, Secret::new(pin.into()), true, message)
    };
    assert_signed(&confirmed("1234").await.unwrap());
    assert_eq!(tries_left(&card), Some(3));

    for left in [2, 1] {
        assert_eq!(confirmed("0000").await, Err(PinError::Wrong { tries_left: left }));
    }
    assert_eq!(confirmed("0000").await, Err(PinError::Blocked));
    let tried = card.log().verify_attempts();
    assert_eq!(confirmed("1234").await, Err(PinError::Unusable));
    assert_eq!(
        card.log().verify_attempts(),
        tried,
        "nothing is tried on a blocked card"
    );
    assert_eq!(
        service.inspect(&presence).await.unwrap().pin,
        PinAvailability::Unusable
    );
}

#[tokio::test]
async fn cards_of_other_kinds() {
    let (service, drawer) = start();
    put(&drawer, FIRST, "no-pin");
    put(&drawer, SECOND, "not-my-number");
    let (no_pin, other) = (
        presence_on(&service, FIRST).await,
        presence_on(&service, SECOND).await,
    );
    assert_eq!(
        service.inspect(&no_pin).await.unwrap().pin,
        PinAvailability::Unusable
    );
    assert_eq!(sign(&service, &no_pin, "1234").await, Err(PinError::Unusable));
    assert!(service.read_certificate(&no_pin).await.is_ok());

    assert_eq!(service.inspect(&other).await, Err(CardError::NotMyNumber));
    assert_eq!(
        service.read_certificate(&other).await,
        Err(CardError::NotMyNumber)
    );
    let error = sign(&service, &other, "1234").await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::CardNotMyNumber);
}

#[tokio::test]
async fn another_presence_is_never_taken_for_the_one_meant() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    put(&drawer, SECOND, OTHER);
    let first = presence_on(&service, FIRST).await;
    presence_on(&service, SECOND).await;
    assert_eq!(service.inspect("nobody").await, Err(CardError::Absent));

    drawer.remove(FIRST).unwrap();
    empty(&service, FIRST).await;
    assert_eq!(service.inspect(&first).await, Err(CardError::Absent));
    drawer.insert(FIRST, &card).unwrap();
    assert_ne!(
        presence_on(&service, FIRST).await,
        first,
        "the same card put back is another presence"
    );
    assert_eq!(service.inspect(&first).await, Err(CardError::Changed));

    // Swapped so fast that nobody saw an empty reader.
    for _ in 0..200 {
        let before = presence_on(&service, FIRST).await;
        card.take_log();
        card.remove();
        card.insert();
        let outcome = service.read_certificate(&before).await;
        assert!(
            matches!(
                outcome,
                Err(CardError::Changed | CardError::Absent | CardError::Removed)
            ),
            "{outcome:?}"
        );
        assert_eq!(card.log().apdus().count(), 0);
        reader_when(&service, FIRST, 3000, |reader| {
            reader.card.as_ref().is_some_and(|card| card.presence != before)
        })
        .await;
    }
}

#[tokio::test]
async fn a_reader_in_use_is_told_and_comes_back_by_itself() {
    let (service, drawer) = start();
    put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    drawer.hold(FIRST, true).unwrap();
    assert_eq!(service.inspect(&presence).await, Err(CardError::InUse));
    let in_use = |wanted| {
        move |reader: &madoguchi_shared::bridge::event::Reader| {
            reader.card.as_ref().is_some_and(|card| card.in_use == wanted)
        }
    };
    reader_when(&service, FIRST, 1000, in_use(true)).await;
    drawer.hold(FIRST, false).unwrap();
    reader_when(&service, FIRST, 1000, in_use(false)).await;
    assert!(
        service.inspect(&presence).await.is_ok(),
        "the presence has lasted"
    );
}

#[tokio::test]
async fn the_training_drawer() {
    let (service, drawer) = start();
    let persons = drawer.persons();
    assert_eq!(persons.readers, [FIRST, SECOND]);
    assert!(
        persons
            .persons
            .iter()
            .any(|person| person.id == PERSON && person.pin.is_some())
    );
    assert!(
        persons
            .persons
            .iter()
            .any(|person| person.id == "no-pin" && person.pin.is_none())
    );
    let act = |reader: Option<&str>, act| TrainingAct {
        reader: reader.map(str::to_owned),
        act,
    };

    assert_eq!(
        drawer.act(&act(Some("none"), CardAct::Remove)),
        Err(CardError::ReaderNone)
    );
    assert_eq!(
        drawer.act(&act(None, CardAct::Insert("nobody".into()))),
        Err(CardError::PersonUnknown)
    );
    assert_eq!(drawer.act(&act(None, CardAct::Mute)), Err(CardError::Absent));

    drawer.act(&act(None, CardAct::Insert(PERSON.into()))).unwrap();
    let presence = presence_on(&service, FIRST).await;
    assert_eq!(
        sign(&service, &presence, "0000").await,
        Err(PinError::Wrong { tries_left: 2 })
    );
    drawer.act(&act(None, CardAct::PullBefore(1))).unwrap();
    assert_eq!(service.inspect(&presence).await, Err(CardError::Removed));
    empty(&service, FIRST).await;

    // On another reader it is the same card, and its fault is gone.
    drawer
        .act(&act(Some(SECOND), CardAct::Insert(PERSON.into())))
        .unwrap();
    let presence = presence_on(&service, SECOND).await;
    assert_eq!(
        service.inspect(&presence).await.unwrap().pin,
        PinAvailability::Tries(2)
    );
    drawer
        .act(&act(Some(FIRST), CardAct::Insert(PERSON.into())))
        .unwrap();
    empty(&service, SECOND).await;
    presence_on(&service, FIRST).await;
    drawer.act(&act(None, CardAct::Remove)).unwrap();
    empty(&service, FIRST).await;
}

#[tokio::test]
async fn less_able_readers_and_cards_are_found_out_once() {
    let (service, drawer) = start();
    let profiles = [
        CardProfile {
            extended_length: false,
            ..CardProfile::default()
        },
        CardProfile {
            extended_length: false,
            max_le: 192,
            ..CardProfile::default()
        },
        CardProfile {
            extended_length: false,
            max_le: 128,
            short_read: ShortRead::EndOfFile,
            ..CardProfile::default()
        },
        CardProfile {
            max_le: 256,
            responses: ResponseStyle::GetResponse,
            ..CardProfile::default()
        },
        CardProfile {
            extended_length: false,
            responses: ResponseStyle::GetResponse,
            ..CardProfile::default()
        },
    ];
    for (number, profile) in (0_u8..).zip(profiles) {
        let mut image = image_of(PERSON);
        // Its own ATR, so that nothing is known of it yet.
        image.profile = CardProfile {
            atr: vec![0x3B, 0x81, 0x80, 0x01, number, 0x80 ^ number],
            ..profile
        };
        let card = SharedCard::new(image);
        drawer.insert(FIRST, &card).unwrap();
        let presence = presence_on(&service, FIRST).await;
        let mut counts = Vec::new();
        for _ in 0..2 {
            card.take_log();
            let signed = sign(&service, &presence, "1234").await.unwrap();
            assert_eq!(signed.facts.certificate_der, certificate_of(PERSON), "{number}");
            assert_signed(&signed);
            assert_eq!(card.log().verify_attempts(), 1);
            counts.push(card.log().apdus().count());
        }
        assert!(counts[1] < counts[0], "{number}: {counts:?}");
        drawer.remove(FIRST).unwrap();
        empty(&service, FIRST).await;
    }
}

#[tokio::test]
async fn shutdown_ends_within_a_second() {
    let (service, _drawer) = start();
    let start = Instant::now();
    service.shutdown().await;
    assert!(start.elapsed() < Duration::from_secs(1));
}

fn start() -> (CardService, Drawer) {
    let drawer = Drawer::new(2, SyntheticPeople::new(Arc::new(SystemClock)));
    (CardService::start_simulated(drawer.clone()), drawer)
}

/// Puts a fresh card of this person on a reader.
fn put(drawer: &Drawer, reader: &str, person: &str) -> SharedCard {
    let card = card_of(person);
    drawer.insert(reader, &card).unwrap();
    card
}

/// Since the last call: so many APDUs and VERIFYs, in one run that no reset interrupts and a reset follows.
fn assert_one_session(card: &SharedCard, apdus: usize, verifies: usize) {
    let log = card.take_log();
    let sessions: Vec<_> = log.sessions().iter().map(Vec::len).collect();
    assert_eq!(sessions, [apdus]);
    assert_eq!(log.verify_attempts(), verifies);
    assert!(log.ends_reset());
}
