//! What pcscd and other programs do: killed, not there yet, a reader held by somebody else.

use super::*;
use crate::support::*;
use madoguchi_bridge::card::CardError;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::Reader;
use madoguchi_virtual_card::FaultPlan;
use pcsc::{Context, Disposition, Protocols, Scope, ShareMode};
use std::time::{Duration, Instant};

#[test]
fn pcscd_killed_and_restarted() {
    on_pcscd(
        "pcscd::service::pcscd_killed_and_restarted",
        async |mut pcscd, service| {
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
        },
    );
}

#[test]
fn a_service_that_is_not_there_yet() {
    in_namespace("pcscd::service::a_service_that_is_not_there_yet", || {
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
    on_pcscd(
        "pcscd::service::a_foreign_exclusive_connection",
        async |_pcscd, service| {
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
            let in_use = |wanted| {
                move |reader: &Reader| reader.card.as_ref().is_some_and(|card| card.in_use == wanted)
            };
            reader_when(&service, FIRST, 1000, in_use(true)).await;
            // The watcher has looked anew by now, and must not have taken it back.
            tokio::time::sleep(Duration::from_millis(500)).await;
            reader_when(&service, FIRST, 100, in_use(true)).await;
            held.disconnect(Disposition::LeaveCard).ok().unwrap();
            reader_when(&service, FIRST, 1000, in_use(false)).await;
            assert!(service.inspect(&presence).await.is_ok());
        },
    );
}

#[test]
fn a_foreign_transaction_is_waited_for() {
    on_pcscd(
        "pcscd::service::a_foreign_transaction_is_waited_for",
        async |_pcscd, service| {
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
            let held = card.transaction().unwrap();
            assert_eq!(service.inspect(&presence).await, Err(CardError::InUse));
            held.end(Disposition::LeaveCard).ok().unwrap();
            // What was given up gets its turn now, and takes nothing from whoever was there.
            tokio::time::sleep(Duration::from_millis(500)).await;
            assert!(card.transaction().is_ok(), "the card was reset");
        },
    );
}
