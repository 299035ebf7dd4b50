//! Whatever is sent, the card answers and its key stays closed.

use crate::support::*;
use madoguchi_virtual_card::CardReply;
use madoguchi_virtual_card::my_number::JPKI_AID;
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_bytes_get_an_answer(commands in prop::collection::vec(command(), 1..20)) {
        let card = present(profile());
        for bytes in commands {
            match card.transmit(&bytes) {
                CardReply::Answer(answer) => prop_assert!(answer.len() >= 2),
                _ => prop_assert!(false, "no answer"),
            }
        }
    }

    #[test]
    fn nothing_but_the_pin_opens_the_key(commands in prop::collection::vec(command(), 1..20)) {
        let card = present(profile());
        let sign = [hex("80 2A 02 97 20"), vec![7; 32], vec![0]].concat();
        for bytes in commands.iter().filter(|bytes| !bytes.ends_with(b"1234")) {
            card.transmit(bytes);
        }
        select(&card, &JPKI_AID);
        prop_assert_eq!(transmit(&card, &sign).1, 0x6982);
    }
}

/// Any bytes, or bytes that look like a command this card knows.
fn command() -> impl Strategy<Value = Vec<u8>> {
    let instruction = prop::sample::select(vec![0xA4, 0xB0, 0xB2, 0x20, 0x2A, 0xC0]);
    let known = (
        any::<bool>(),
        instruction,
        any::<[u8; 2]>(),
        prop::collection::vec(any::<u8>(), 0..40),
    )
        .prop_map(|(vendor, instruction, parameters, body)| {
            [
                vec![if vendor { 0x80 } else { 0 }, instruction],
                parameters.to_vec(),
                body,
            ]
            .concat()
        });
    let select = Just([hex("00 A4 04 0C 0A"), JPKI_AID.to_vec()].concat());
    prop_oneof![prop::collection::vec(any::<u8>(), 0..300), known, select]
}
