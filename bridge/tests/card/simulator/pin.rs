//! The PIN's counter, and when nothing is sent to the card.

use super::*;
use crate::support::*;
use madoguchi_bridge::card::{CardFacts, PinError};
use madoguchi_shared::Secret;
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_virtual_card::FaultPlan;
use std::time::Duration;

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
