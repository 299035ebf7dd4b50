//! What the card path does with a card that is well, on readers and cards of every ability.

use super::*;
use crate::support::*;
use madoguchi_bridge::card::{CardError, DEADLINE, PinError};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_virtual_card::profile::{CardProfile, ResponseStyle, ShortRead};
use madoguchi_virtual_card::{Fault, FaultPlan, SharedCard};
use std::time::{Duration, Instant};

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
    let Err(PinError::Card(error)) = sign(&service, &other, "1234").await else {
        panic!("a card without the application has signed");
    };
    assert_eq!(error.code(), ErrorCode::CardNotMyNumber);
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
