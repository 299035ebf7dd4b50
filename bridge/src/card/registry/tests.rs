//! Presences: when they begin, last and end.

use super::{
    super::transport::{CardStatus, ReaderStatus},
    *,
};
use madoguchi_shared::ErrorCode;

#[test]
fn a_presence_lasts_as_long_as_the_event_count() {
    let registry = Registry::new(false);
    assert_eq!(registry.find("any"), Err(CardError::PcscDown));
    registry.update(vec![reader("b", None), reader("a", Some((1, false)))]);
    let first = presence(&registry);
    let names: Vec<_> = list(&registry)
        .list
        .into_iter()
        .map(|reader| reader.name)
        .collect();
    assert_eq!(names, ["a", "b"], "ordered by name");
    assert_eq!(registry.find("nobody"), Err(CardError::Absent));
    assert_eq!(registry.find(&first).map(|place| place.event_count), Ok(1));

    registry.update(vec![reader("a", Some((1, true)))]);
    assert_eq!(presence(&registry), first, "being in use is no new presence");
    registry.update(vec![reader("a", Some((3, false)))]);
    assert_ne!(presence(&registry), first, "swapped between two looks");
    assert_eq!(registry.find(&first), Err(CardError::Changed));

    let second = presence(&registry);
    registry.update(vec![reader("a", None), reader("b", Some((1, false)))]);
    assert_eq!(
        registry.find(&second),
        Err(CardError::Absent),
        "a card elsewhere is none here"
    );
    registry.update(Vec::new());
    assert_eq!(registry.find(&second), Err(CardError::ReaderNone));
}

#[test]
fn a_lost_service_ends_every_presence() {
    let registry = Registry::new(false);
    registry.update(vec![reader("a", Some((1, false)))]);
    let before = presence(&registry);
    registry.lose();
    assert_eq!(list(&registry).problem, Some(ErrorCode::PcscDown));
    assert_eq!(registry.find(&before), Err(CardError::PcscDown));
    // The restarted service counts from the beginning again.
    registry.update(vec![reader("a", Some((1, false)))]);
    assert_ne!(presence(&registry), before);
    assert_eq!(registry.find(&before), Err(CardError::Changed));
}

#[test]
fn another_face_in_one_presence_is_another_card() {
    let registry = Registry::new(false);
    registry.update(vec![reader("a", Some((1, false)))]);
    let card = presence(&registry);
    assert!(registry.is_same_certificate(&card, b"certificate"));
    assert!(
        registry.is_same_face(&card, b"face"),
        "certificate and face are not compared"
    );
    assert!(registry.is_same_face(&card, b"face"));
    assert!(!registry.is_same_face(&card, b"other"));
}

#[test]
fn another_certificate_in_one_presence_is_another_card() {
    let registry = Registry::new(false);
    registry.update(vec![reader("a", Some((1, false)))]);
    let card = presence(&registry);
    assert!(registry.is_same_certificate(&card, b"one"));
    assert!(registry.is_same_certificate(&card, b"one"));
    assert!(!registry.is_same_certificate(&card, b"two"));
    assert!(registry.is_same_certificate("gone", b"two"));
}

#[test]
fn a_stuck_card_is_not_asked_until_its_thread_is_free() {
    let registry = Registry::new(false);
    registry.update(vec![reader("a", Some((1, false)))]);
    let card = presence(&registry);
    let control = Arc::new(Control::default());
    registry.mark_stuck(&card, &control);
    assert_eq!(registry.find(&card), Err(CardError::Timeout));
    drop(control);
    assert!(registry.find(&card).is_ok());
}

#[test]
fn only_changes_are_told() {
    let registry = Registry::new(false);
    let mut readers = registry.subscribe();
    registry.update(vec![reader("a", Some((1, false)))]);
    assert!(readers.has_changed().unwrap());
    let card = readers.borrow_and_update().list[0].card.clone().unwrap();
    registry.update(vec![reader("a", Some((1, false)))]);
    assert!(!readers.has_changed().unwrap());
    registry.mark_in_use(&card.presence);
    assert!(readers.borrow_and_update().list[0].card.as_ref().unwrap().in_use);
    registry.update(vec![reader("a", Some((1, false)))]);
    assert!(readers.has_changed().unwrap());
}

fn reader(name: &str, card: Option<(u32, bool)>) -> ReaderStatus {
    ReaderStatus {
        name: name.to_owned(),
        card: card.map(|(event_count, in_use)| CardStatus { event_count, in_use }),
    }
}

fn list(registry: &Registry) -> Readers {
    registry.subscribe().borrow().clone()
}

fn presence(registry: &Registry) -> String {
    let first = list(registry).list.into_iter().find_map(|reader| reader.card);
    first.expect("a card").presence
}
