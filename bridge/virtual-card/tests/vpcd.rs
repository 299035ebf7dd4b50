//! The card inside a real pcscd: insertion, APDUs at full speed, faults, removal, and a pcscd that dies and comes back.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    ffi::CString,
    time::{Duration, Instant},
};

use madoguchi_virtual_card::{
    CardImage, Fault, FaultPlan, SharedCard,
    image::{Access, Application, Content, File},
    my_number::JPKI_AID,
    pcscd_harness::{Pcscd, Readers, in_namespace},
    vpcd::VpcdCard,
};
use pcsc::{Context, Disposition, Error, Protocols, ReaderState, Scope, ShareMode, State};

/// pcscd looks every 400 ms whether there is a card.
const SEEN: Duration = Duration::from_secs(3);
const READ: [u8; 5] = [0x00, 0xB0, 0x8A, 0x00, 0x00];

#[test]
fn a_card_is_read_fast_pulled_and_put_back() {
    in_namespace("a_card_is_read_fast_pulled_and_put_back", || {
        let _pcscd = Pcscd::start(Readers::Two);
        let context = Context::establish(Scope::System).unwrap();
        let mut slot = VpcdCard::new(SharedCard::new(image()), Pcscd::address(0));
        slot.insert().unwrap();
        let reader = wait_for(&context, "Virtual PCD 00 00", State::PRESENT);

        let connected = context
            .connect(&reader, ShareMode::Exclusive, Protocols::ANY)
            .unwrap();
        select(&connected);
        let start = Instant::now();
        for _ in 0..20 {
            assert_eq!(transmit(&connected, &READ).unwrap().len(), 258);
        }
        // 45 ms each without quick acknowledgements.
        assert!(
            start.elapsed() < Duration::from_millis(600),
            "20 APDUs took {:?}",
            start.elapsed()
        );
        assert!(connected.disconnect(Disposition::ResetCard).is_ok());
        assert!(slot.card().log().ends_reset(), "the reset reaches the card");

        let connected = context
            .connect(&reader, ShareMode::Exclusive, Protocols::ANY)
            .unwrap();
        slot.card()
            .set_faults(FaultPlan::once(Fault::PullBefore { at: 2 }));
        select(&connected);
        // pcscd tells it as an error or, this driver, as an answer of no bytes.
        assert!(transmit(&connected, &READ).map_or(true, |answer| answer.is_empty()));
        assert!(!slot.card().is_present());
        wait_for(&context, "Virtual PCD 00 00", State::EMPTY);
        slot.insert().unwrap();
        wait_for(&context, "Virtual PCD 00 00", State::PRESENT);
        slot.remove();
        wait_for(&context, "Virtual PCD 00 00", State::EMPTY);
    });
}

#[test]
fn a_card_comes_back_with_a_restarted_pcscd_and_four_readers_hold_two_cards() {
    in_namespace(
        "a_card_comes_back_with_a_restarted_pcscd_and_four_readers_hold_two_cards",
        || {
            let mut pcscd = Pcscd::start(Readers::Four);
            let mut first = VpcdCard::new(SharedCard::new(image()), Pcscd::address(1));
            let mut last = VpcdCard::new(SharedCard::new(image()), Pcscd::address(3));
            first.insert().unwrap();
            last.insert().unwrap();
            let context = Context::establish(Scope::System).unwrap();
            assert_eq!(context.list_readers_owned().unwrap().len(), 4);
            wait_for(&context, "Virtual PCD 00 01", State::PRESENT);
            wait_for(&context, "Second PCD 00 01", State::PRESENT);

            pcscd.kill();
            assert_eq!(context.list_readers_owned().unwrap_err(), Error::NoService);
            pcscd.restart();
            let context = Context::establish(Scope::System).unwrap();
            wait_for(&context, "Virtual PCD 00 01", State::PRESENT);
            wait_for(&context, "Second PCD 00 01", State::PRESENT);
        },
    );
}

fn image() -> CardImage {
    let file = File {
        id: 0x000A,
        content: Content::Transparent(vec![0xA5; 1400]),
        access: Access::Free,
    };
    CardImage {
        applications: vec![Application {
            aid: JPKI_AID.to_vec(),
            files: vec![file],
        }],
        ..CardImage::default()
    }
}

fn select(card: &pcsc::Card) {
    let command = [&[0x00, 0xA4, 0x04, 0x0C, 0x0A][..], &JPKI_AID].concat();
    assert_eq!(transmit(card, &command).unwrap(), [0x90, 0x00]);
}

fn transmit(card: &pcsc::Card, command: &[u8]) -> Result<Vec<u8>, Error> {
    let mut buffer = [0; pcsc::MAX_BUFFER_SIZE];
    card.transmit(command, &mut buffer).map(<[u8]>::to_vec)
}

/// Waits until the reader is in this state and gives its name.
fn wait_for(context: &Context, reader: &str, wanted: State) -> CString {
    let name = CString::new(reader).unwrap();
    let mut states = [ReaderState::new(name.clone(), State::UNAWARE)];
    let deadline = Instant::now() + SEEN;
    while !states[0].event_state().contains(wanted) {
        let left = deadline.saturating_duration_since(Instant::now());
        let readers = context.list_readers_owned();
        context
            .get_status_change(left, &mut states)
            .unwrap_or_else(|error| panic!("{reader} is not {wanted:?}: {error}; readers: {readers:?}"));
        states[0].sync_current_state();
    }
    name
}
