//! The card path over the real pcscd, with virtual cards on vpcd. Each test has a pcscd of its own, in a namespace.

#![cfg(feature = "simulator")]
#![allow(clippy::unwrap_used, reason = "tests and their helpers")]

#[path = "card_support/support.rs"]
mod support;

use madoguchi_bridge::card::{CardError, CardService, PinError, Unreadable};
use madoguchi_shared::{
    ErrorCode,
    bridge::{card::PinAvailability, event::Reader},
};
use madoguchi_virtual_card::{
    Fault, FaultPlan,
    pcscd_harness::{Pcscd, Readers, in_namespace},
    vpcd::VpcdCard,
};
use pcsc::{Context, Disposition, Protocols, ReaderState, Scope, ShareMode, State};
use std::{
    future::Future,
    time::{Duration, Instant},
};
use support::*;

const FIRST: &str = "Virtual PCD 00 00";
const SECOND: &str = "Virtual PCD 00 01";
const PERSON: &str = "tandoku-valid";
const OTHER: &str = "heiyo-both-valid";

#[test]
fn every_operation_over_pcscd() {
    on_pcscd("every_operation_over_pcscd", async |_pcscd, service| {
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
    });
}

#[test]
fn a_card_pulled_at_any_apdu_over_pcscd() {
    on_pcscd("a_card_pulled_at_any_apdu_over_pcscd", async |_pcscd, service| {
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
    });
}

#[test]
fn two_readers_with_a_mute_card_on_one() {
    on_pcscd("two_readers_with_a_mute_card_on_one", async |_pcscd, service| {
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
    });
}

#[test]
fn senseless_answers_over_pcscd() {
    on_pcscd("senseless_answers_over_pcscd", async |_pcscd, service| {
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
    });
}

#[test]
fn pcscd_killed_and_restarted() {
    on_pcscd("pcscd_killed_and_restarted", async |mut pcscd, service| {
        let mut slot = slot(0, PERSON);
        slot.insert().unwrap();
        for round in 0..3 {
            let presence = presence_on(&service, FIRST).await;
            assert_signed(&sign(&service, &presence, "1234").await.unwrap());
            if round == 2 {
                // Killed in the middle of an APDU: the answer never comes, the service goes.
                slot.card()
                    .set_faults(FaultPlan::slow(Duration::from_millis(400)));
                let reading = tokio::spawn({
                    let (service, presence) = (service.clone(), presence.clone());
                    async move { service.read_certificate(&presence).await }
                });
                tokio::time::sleep(Duration::from_millis(600)).await;
                pcscd.kill();
                assert_eq!(reading.await.unwrap(), Err(CardError::PcscDown));
                slot.card().set_faults(FaultPlan::default());
            } else {
                pcscd.kill();
            }
            let mut readers = service.readers();
            let down = readers.wait_for(|readers| readers.problem == Some(ErrorCode::PcscDown));
            tokio::time::timeout(Duration::from_secs(1), down)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(service.inspect(&presence).await, Err(CardError::PcscDown));
            tokio::time::sleep(Duration::from_millis(300)).await;

            pcscd.restart();
            let start = Instant::now();
            reader_when(&service, FIRST, 2000, |_| true).await;
            let again = presence_on(&service, FIRST).await;
            assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
            assert_ne!(again, presence);
            assert!(service.inspect(&again).await.is_ok());
        }
    });
}

#[test]
fn a_service_that_is_not_there_yet() {
    in_namespace("a_service_that_is_not_there_yet", || {
        run(async {
            let service = CardService::start_pcsc();
            assert_eq!(service.readers().borrow().problem, Some(ErrorCode::PcscDown));
            let _pcscd = Pcscd::start(Readers::Two);
            reader_when(&service, FIRST, 2000, |reader| reader.card.is_none()).await;
            assert_eq!(service.readers().borrow().problem, None);
            service.shutdown().await;
        });
    });
}

#[test]
fn a_foreign_exclusive_connection() {
    on_pcscd("a_foreign_exclusive_connection", async |_pcscd, service| {
        let mut slot = slot(0, PERSON);
        slot.insert().unwrap();
        let presence = presence_on(&service, FIRST).await;
        let foreign = Context::establish(Scope::User).unwrap();
        let exclusive = || foreign.connect(c"Virtual PCD 00 00", ShareMode::Exclusive, Protocols::ANY);
        // Idle, the bridge holds nothing.
        for _ in 0..20 {
            assert!(service.inspect(&presence).await.is_ok());
            drop(exclusive().unwrap());
        }
        let held = exclusive().unwrap();
        assert_eq!(service.inspect(&presence).await, Err(CardError::InUse));
        let in_use =
            |wanted| move |reader: &Reader| reader.card.as_ref().is_some_and(|card| card.in_use == wanted);
        reader_when(&service, FIRST, 1000, in_use(true)).await;
        // The watcher has looked anew by now, and must not have taken it back.
        tokio::time::sleep(Duration::from_millis(500)).await;
        reader_when(&service, FIRST, 100, in_use(true)).await;
        held.disconnect(Disposition::LeaveCard).ok().unwrap();
        reader_when(&service, FIRST, 1000, in_use(false)).await;
        assert!(service.inspect(&presence).await.is_ok());
    });
}

#[test]
fn a_foreign_transaction_is_waited_for() {
    on_pcscd("a_foreign_transaction_is_waited_for", async |_pcscd, service| {
        let mut slot = slot(0, PERSON);
        slot.insert().unwrap();
        let presence = presence_on(&service, FIRST).await;
        let foreign = Context::establish(Scope::User).unwrap();
        let mut card = foreign
            .connect(c"Virtual PCD 00 00", ShareMode::Shared, Protocols::ANY)
            .unwrap();
        let transaction = card.transaction().unwrap();
        let reading = tokio::spawn({
            let (service, presence) = (service.clone(), presence.clone());
            async move { service.read_certificate(&presence).await }
        });
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(!reading.is_finished());
        transaction.end(Disposition::ResetCard).ok().unwrap();
        assert_eq!(
            reading.await.unwrap().unwrap().certificate_der,
            certificate_of(PERSON)
        );

        let transaction = card.transaction2().map_err(|(_, error)| error);
        // The bridge has reset the card: this is how PC/SC says so.
        assert_eq!(transaction.err(), Some(pcsc::Error::ResetCard));
        card.reconnect(ShareMode::Shared, Protocols::ANY, Disposition::LeaveCard)
            .unwrap();
        let _held = card.transaction().unwrap();
        assert_eq!(service.inspect(&presence).await, Err(CardError::InUse));
    });
}

/// A card of this person for a reader of pcscd.
fn slot(reader: u16, person: &str) -> VpcdCard {
    VpcdCard::new(card_of(person), Pcscd::address(reader))
}

/// Puts a card on the first reader; its presence.
///
/// The virtual reader of Debian 12 at times misses a card that comes soon after another was torn away: the connection
/// stands and pcscd calls the reader empty. Then, and only then, the card is put down again.
async fn put_down(slot: &mut VpcdCard, service: &CardService) -> String {
    for _ in 0..3 {
        slot.insert().unwrap();
        let seen = tokio::time::timeout(Duration::from_secs(3), service.card_present()).await;
        if let Ok(presence) = seen {
            return presence;
        }
        let context = Context::establish(Scope::User).unwrap();
        let mut states = [ReaderState::new(c"Virtual PCD 00 00", State::UNAWARE)];
        context.get_status_change(Duration::ZERO, &mut states).unwrap();
        assert!(
            states[0].event_state().contains(State::EMPTY),
            "pcscd has the card and the service does not show it"
        );
        slot.remove();
    }
    panic!("pcscd does not see the card");
}

/// Runs a test in a namespace, with two readers and the card path on them.
fn on_pcscd<T: Future<Output = ()>>(test: &str, body: impl FnOnce(Pcscd, CardService) -> T) {
    in_namespace(test, || {
        let pcscd = Pcscd::start(Readers::Two);
        run(async {
            let service = CardService::start_pcsc();
            reader_when(&service, SECOND, 2000, |_| true).await;
            body(pcscd, service.clone()).await;
            service.shutdown().await;
        });
    });
}

fn run(body: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(body);
}
