//! Over readers in software: every operation, and every way a card can fail.

mod drawer;
mod faults;
mod operations;
mod photo;
mod pin;
mod presence;

use crate::support::card_of;
use madoguchi_bridge::card::CardService;
use madoguchi_bridge::card::simulator::{Drawer, SyntheticPeople};
use madoguchi_bridge::clock::SystemClock;
use madoguchi_virtual_card::SharedCard;
use std::sync::Arc;

const FIRST: &str = "Madoguchi training reader 00 00";
const SECOND: &str = "Madoguchi training reader 00 01";
const PERSON: &str = "tandoku-valid";
const OTHER: &str = "heiyo-both-valid";

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
