//! Cards that are pulled, go mute or answer nonsense: one clean error, and the next card works.

use super::*;
use crate::support::*;
use madoguchi_bridge::card::{CardError, PinError, Unreadable};
use madoguchi_virtual_card::status::StatusWord;
use madoguchi_virtual_card::{Fault, FaultPlan};
use std::time::{Duration, Instant};

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
