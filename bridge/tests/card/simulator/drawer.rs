//! The training drawer (D13).

use super::*;
use crate::support::*;
use madoguchi_bridge::card::simulator::DrawerError;
use madoguchi_bridge::card::{CardError, PinError};
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_shared::bridge::training::{CardAct, TrainingAct};

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
        Err(CardError::ReaderNone.into())
    );
    assert_eq!(
        drawer.act(&act(None, CardAct::Insert("nobody".into()))),
        Err(DrawerError::PersonUnknown)
    );
    assert_eq!(
        drawer.act(&act(None, CardAct::Mute)),
        Err(CardError::Absent.into())
    );

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
