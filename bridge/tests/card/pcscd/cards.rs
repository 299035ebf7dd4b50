//! What the card does, well or not.

use super::*;
use crate::support::*;
use madoguchi_bridge::card::{CardError, CollationError, PinError, Unreadable};
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_virtual_card::{Fault, FaultPlan, SharedCard};
use std::time::{Duration, Instant};

#[test]
fn every_operation_over_pcscd() {
    on_pcscd(
        "pcscd::cards::every_operation_over_pcscd",
        async |_pcscd, service| {
            let mut slot = slot(0, PERSON);
            slot.insert().unwrap();
            let presence = presence_on(&service, FIRST).await;
            assert_eq!(
                service.inspect(&presence).await.unwrap().pin,
                PinAvailability::Tries(3)
            );
            let facts = service.read_certificate(&presence).await.unwrap();
            assert_eq!(facts.certificate_der, certificate_of(PERSON));
            assert_eq!((facts.reader.as_str(), facts.simulated_reader), (FIRST, false));

            slot.card().take_log();
            let signed = sign(&service, &presence, "1234").await.unwrap();
            assert_signed(&signed);
            // pcscd ends the transaction before it answers, and the reset before that.
            let log = slot.card().log();
            assert_eq!(
                log.sessions().iter().map(Vec::len).collect::<Vec<_>>(),
                [5],
                "one transaction"
            );
            assert_eq!(log.verify_attempts(), 1);
            assert!(log.ends_reset());

            assert_eq!(
                sign(&service, &presence, "0000").await,
                Err(PinError::Wrong { tries_left: 2 })
            );
            assert!(slot.card().log().ends_reset());
            slot.remove();
            empty(&service, FIRST).await;
            assert_eq!(service.inspect(&presence).await, Err(CardError::Absent));
            slot.insert().unwrap();
            assert_ne!(presence_on(&service, FIRST).await, presence);
            assert_eq!(service.inspect(&presence).await, Err(CardError::Changed));
        },
    );
}

#[test]
fn a_card_pulled_at_any_apdu_over_pcscd() {
    on_pcscd(
        "pcscd::cards::a_card_pulled_at_any_apdu_over_pcscd",
        async |_pcscd, service| {
            let mut slot = slot(0, PERSON);
            let pulls: [fn(u32) -> Fault; 2] = [|at| Fault::PullBefore { at }, |at| Fault::PullAfter { at }];
            for pull in pulls {
                for at in 1.. {
                    let presence = put_down(&mut slot, &service).await;
                    slot.card().take_log();
                    slot.card().set_faults(FaultPlan::once(pull(at)));
                    let outcome = sign(&service, &presence, "1234").await;
                    assert!(slot.card().log().verify_attempts() <= 1, "APDU {at}");
                    slot.remove();
                    slot.card().set_faults(FaultPlan::default());
                    empty(&service, FIRST).await;
                    match outcome {
                        Ok(signed) => {
                            assert_signed(&signed);
                            assert!(at >= 5);
                            break;
                        }
                        Err(error) => assert_eq!(error, PinError::Card(CardError::Removed), "APDU {at}"),
                    }
                }
            }
            let presence = put_down(&mut slot, &service).await;
            slot.card().take_log();
            assert_signed(&sign(&service, &presence, "1234").await.unwrap());
            // Pulling a card in an extended APDU has not made the reader one that takes none.
            assert_eq!(slot.card().log().apdus().count(), 5);
        },
    );
}

#[test]
fn two_readers_with_a_mute_card_on_one() {
    on_pcscd(
        "pcscd::cards::two_readers_with_a_mute_card_on_one",
        async |_pcscd, service| {
            let (mut one, mut two) = (slot(0, PERSON), slot(1, OTHER));
            one.insert().unwrap();
            two.insert().unwrap();
            let (mute, other) = (
                presence_on(&service, FIRST).await,
                presence_on(&service, SECOND).await,
            );
            assert_ne!(mute, other);
            one.card()
                .set_faults(FaultPlan::once(Fault::MuteFrom { from: 2 }));
            let start = Instant::now();
            let waiting = tokio::spawn({
                let (service, mute) = (service.clone(), mute.clone());
                async move { sign(&service, &mute, "1234").await }
            });
            let signed = sign(&service, &other, "1234").await.unwrap();
            assert!(start.elapsed() < Duration::from_secs(3));
            assert_eq!(signed.facts.certificate_der, certificate_of(OTHER));
            assert_signed(&signed);
            assert_eq!(waiting.await.unwrap(), Err(PinError::Card(CardError::Timeout)));
            assert!(start.elapsed() < Duration::from_secs(6), "{:?}", start.elapsed());
            assert_eq!(service.inspect(&mute).await, Err(CardError::Timeout));

            one.remove();
            one.card().set_faults(FaultPlan::default());
            empty(&service, FIRST).await;
            one.insert().unwrap();
            let back = presence_on(&service, FIRST).await;
            assert_signed(&sign(&service, &back, "1234").await.unwrap());
        },
    );
}

#[test]
fn senseless_answers_over_pcscd() {
    on_pcscd(
        "pcscd::cards::senseless_answers_over_pcscd",
        async |_pcscd, service| {
            let mut slot = slot(0, PERSON);
            slot.insert().unwrap();
            let presence = presence_on(&service, FIRST).await;
            // An answer of no byte at all is lost in the driver of the virtual reader: it waits for more.
            for (at, keep) in [(1, 1), (2, 1), (4, 1), (4, 300), (5, 1)] {
                slot.card()
                    .set_faults(FaultPlan::once(Fault::Truncated { at, keep }));
                let outcome = sign(&service, &presence, "1234").await;
                assert!(
                    matches!(outcome, Err(PinError::Card(CardError::Unreadable { .. }))),
                    "APDU {at}, {keep} bytes: {outcome:?}"
                );
            }
            slot.card()
                .set_faults(FaultPlan::once(Fault::Oversized { at: 5, extra: 300 }));
            let error = sign(&service, &presence, "1234").await.unwrap_err();
            assert_eq!(error, PinError::Card(Unreadable::Length(556).into()));
            slot.card().set_faults(FaultPlan::default());
            assert_signed(&sign(&service, &presence, "1234").await.unwrap());
        },
    );
}

#[test]
fn the_photo_over_pcscd() {
    on_pcscd("pcscd::cards::the_photo_over_pcscd", async |_pcscd, service| {
        let mut slot = slot(0, PERSON);
        let presence = put_down(&mut slot, &service).await;
        let expect_apdus = |count: usize| {
            let log = slot.card().take_log();
            let sessions: Vec<_> = log.sessions().iter().map(Vec::len).collect();
            assert_eq!(sessions, [count], "one transaction");
            assert!(log.ends_reset());
            log.verify_attempts()
        };
        slot.card().take_log();
        let read = photo(&service, &presence, PERSON).await.unwrap();
        assert_eq!(read.photo[..], *portrait_of(PERSON));
        assert_eq!(expect_apdus(4), 1);
        assert_eq!(
            photo(&service, &presence, OTHER).await.unwrap_err(),
            CollationError::Wrong { tries_left: 9 }
        );
        assert_eq!(expect_apdus(3), 1);
        assert_eq!(collation_tries(slot.card()), Some(9));
        let facts = service.read_certificate(&presence).await.unwrap();
        assert_eq!(facts.certificate_der, certificate_of(PERSON));

        for (number, pull) in (1..=4).map(|at| (at, Fault::PullBefore { at })) {
            slot.card().take_log();
            slot.card().set_faults(FaultPlan::once(pull));
            let presence = presence_on(&service, FIRST).await;
            let error = photo(&service, &presence, PERSON).await.unwrap_err();
            assert_eq!(error, CardError::Removed.into(), "APDU {number}");
            assert!(slot.card().log().verify_attempts() <= 1);
            slot.remove();
            slot.card().set_faults(FaultPlan::default());
            empty(&service, FIRST).await;
            put_down(&mut slot, &service).await;
        }
        let presence = presence_on(&service, FIRST).await;
        slot.card()
            .set_faults(FaultPlan::once(Fault::Truncated { at: 4, keep: 300 }));
        let error = photo(&service, &presence, PERSON).await.unwrap_err();
        assert!(
            matches!(error, CollationError::Card(CardError::Unreadable { .. })),
            "{error:?}"
        );
    });
}

#[test]
fn the_photo_over_pcscd_from_a_card_that_takes_short_apdus_only() {
    on_pcscd(
        "pcscd::cards::the_photo_over_pcscd_from_a_card_that_takes_short_apdus_only",
        async |_pcscd, service| {
            let mut image = image_of(PERSON);
            image.profile.extended_length = false;
            image.profile.max_le = 192;
            let mut slot = VpcdCard::new(SharedCard::new(image), Pcscd::address(0));
            let presence = put_down(&mut slot, &service).await;
            let mut counts = Vec::new();
            for _ in 0..2 {
                slot.card().take_log();
                let read = photo(&service, &presence, PERSON).await.unwrap();
                assert_eq!(read.photo[..], *portrait_of(PERSON));
                let log = slot.card().log();
                assert_eq!(log.verify_attempts(), 1);
                counts.push(log.apdus().count());
            }
            // Extended and 256 are refused once and remembered.
            assert_eq!(counts[0], counts[1] + 2);
        },
    );
}
