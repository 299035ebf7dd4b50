//! The commands against cards that are played: which bytes are sent, fall-backs, and any nonsense a card can answer.

use super::{
    super::{
        apdu::VERIFY, control::Control, face_tlv::FaceFault, played::Played, session::Habits,
        transport::TransportError,
    },
    *,
};
use madoguchi_shared::Secret;
use proptest::prelude::*;

const DIGITS: &str = "55021720352285";

fn number() -> CollationNumberB {
    CollationNumberB::parse(&Secret::new(DIGITS.into())).unwrap()
}

/// 券面 of 1000 bytes and padding.
fn file() -> Vec<u8> {
    let photo = [vec![0xDF, 0x27, 0x82, 0x03, 0xDE], vec![7; 990]].concat();
    [vec![0xFF, 0x20, 0x82, 0x03, 0xE3], photo, vec![0xFF; 60]].concat()
}

fn read_all(session: &mut Session<'_>) -> Result<Result<Zeroizing<Vec<u8>>, Refusal>, Fault> {
    select(session)?;
    if let Err(refusal) = try_collation_number(session, &number(), false)? {
        return Ok(Err(refusal));
    }
    read_face(session).map(Ok)
}

#[test]
fn four_commands_by_their_bytes() {
    let mut sent = Vec::new();
    let mut card = Played(|command: &[u8]| {
        sent.push(command.to_vec());
        Ok(match command {
            [0, 0x20, 0, 0x92] => vec![0x63, 0xCA],
            [0, 0xB0, ..] => [file(), vec![0x90, 0]].concat(),
            _ => vec![0x90, 0],
        })
    });
    let control = Control::default();
    let mut session = Session::new(&mut card, &control, Habits::default());
    let read = read_all(&mut session).unwrap().unwrap();
    assert_eq!(read[..], file()[..1000], "padding is left out");
    let verify = [&[0, 0x20, 0, 0x92, 14], DIGITS.as_bytes()].concat();
    let select = vec![
        0, 0xA4, 0x04, 0x0C, 10, 0xD3, 0x92, 0x10, 0, 0x31, 0, 0x01, 0x01, 0x04, 0x02,
    ];
    assert_eq!(
        sent,
        [
            select,
            vec![0, 0x20, 0, 0x92],
            verify,
            vec![0, 0xB0, 0x82, 0, 0, 0, 0]
        ]
    );
}

#[test]
fn without_short_identifiers_and_extended_apdus_it_takes_more_of_them_and_one_try() {
    for (largest, reads) in [(256, 4), (192, 6), (128, 8)] {
        let (mut tries, mut lasting, mut selected) = (0, 0, 0);
        let mut card = Played(|command: &[u8]| {
            Ok(match *command {
                [0, 0xA4, 0x02, 0x0C, 2, 0, id] => {
                    selected = id;
                    vec![0x90, 0]
                }
                [0, 0xA4, ..] => vec![0x90, 0],
                [0, 0x20, 0, 0x80] => vec![0x63, 0xCA],
                [0, 0x20, 0, 0x80, 14, ..] => {
                    assert_eq!(selected, 0x12);
                    tries += 1;
                    vec![0x90, 0]
                }
                [0, 0xB0, _, _, _, _, _] => return Err(TransportError::Failed),
                [0, 0xB0, high, low, le] if high & 0x80 == 0 => {
                    let length = if le == 0 { 256 } else { usize::from(le) };
                    if length > largest {
                        return Ok(vec![0x67, 0]);
                    }
                    assert_eq!(selected, 0x02);
                    lasting += 1;
                    let offset = usize::from(u16::from_be_bytes([high, low]));
                    [&file()[offset..offset + length], &[0x90, 0]].concat()
                }
                _ => vec![0x6A, 0x86],
            })
        });
        let control = Control::default();
        let mut session = Session::new(&mut card, &control, Habits::default());
        assert_eq!(read_all(&mut session).unwrap().unwrap()[..], file()[..1000]);
        let habits = session.habits;
        assert_eq!(usize::from(habits.chunk), largest);
        assert!(!habits.extended && !habits.face.read && !habits.face.verify);
        assert!(
            habits.jpki.read && habits.jpki.verify,
            "nothing is said of the other application"
        );
        assert_eq!((tries, lasting), (1, reads));
    }
}

#[test]
fn nothing_is_tried_when_the_counter_speaks_against_it() {
    let rows = [
        (0x63C1_u16, Refusal::LastTryUnconfirmed),
        (0x63C0, Refusal::Unusable),
        (0x6984, Refusal::Unusable),
        (0x6983, Refusal::Unusable),
    ];
    for (answer, refusal) in rows {
        let mut card = Played(|command: &[u8]| {
            Ok(match command {
                [0, 0x20, 0, 0x92] => answer.to_be_bytes().to_vec(),
                [0, 0x20, ..] => panic!("a try with {answer:04X}"),
                _ => vec![0x90, 0],
            })
        });
        let control = Control::default();
        let mut session = Session::new(&mut card, &control, Habits::default());
        assert_eq!(read_all(&mut session), Ok(Err(refusal)), "{answer:04X}");
    }
}

#[test]
fn a_number_left_verified_is_cleared_in_its_own_application() {
    let (mut queries, mut selected) = (0, 0);
    let mut card = Played(|command: &[u8]| {
        Ok(match command {
            [0, 0xA4, 4, ..] => {
                assert!(command.ends_with(&[0x04, 0x02]));
                selected += 1;
                vec![0x90, 0]
            }
            [0, 0x20, 0, 0x92] => {
                queries += 1;
                if queries == 1 {
                    vec![0x90, 0]
                } else {
                    vec![0x63, 0xC0]
                }
            }
            _ => panic!("{command:02X?}"),
        })
    });
    let control = Control::default();
    let mut session = Session::new(&mut card, &control, Habits::default());
    assert_eq!(read_all(&mut session), Ok(Err(Refusal::Unusable)));
    assert_eq!((queries, selected), (2, 2));
}

#[test]
fn a_file_that_is_no_face_or_ends_early() {
    let face = |fault| Fault::from(Unreadable::Face(fault));
    let rows = [
        (vec![0xFF; 40], face(FaceFault::OtherTag)),
        (vec![], face(FaceFault::Cut)),
        (vec![0xFF, 0x20, 0x82, 0x7F, 0xFF], face(FaceFault::TooLong)),
        (file()[..300].to_vec(), face(FaceFault::Cut)),
    ];
    for (content, fault) in rows {
        let mut card = Played(|command: &[u8]| {
            Ok(match command {
                [0, 0xB0, 0x82, 0, 0, 0, 0] => [&content[..], &[0x90, 0]].concat(),
                [0, 0xB0, ..] => vec![0x62, 0x82],
                [0, 0x20, 0, 0x92] => vec![0x63, 0xCA],
                _ => vec![0x90, 0],
            })
        });
        let control = Control::default();
        let mut session = Session::new(&mut card, &control, Habits::default());
        assert_eq!(read_all(&mut session), Err(fault));
    }
}

proptest! {
    #[test]
    fn no_answers_make_it_panic_loop_or_try_twice(
        answers in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..12),
        statuses in prop::collection::vec(
            prop::sample::select(vec![0x9000_u16, 0x6700, 0x6100, 0x6C00, 0x6C10, 0x6A86, 0x6282, 0x63C5, 0x6F00]), 1..12),
        faces in any::<bool>(),
    ) {
        let (mut number_of, mut attempts) = (0_usize, 0);
        let mut card = Played(|command: &[u8]| {
            number_of += 1;
            assert!(number_of < 40_000, "it does not end");
            if command[1] == VERIFY && command.len() > 5 {
                attempts += 1;
            }
            let mut answer = answers[number_of % answers.len()].clone();
            if faces && command[1] == 0xB0 {
                answer.splice(0..0, [0xFF, 0x20, 0x82, 0x10, 0x00]);
            }
            if number_of.is_multiple_of(2) {
                answer.extend(statuses[number_of % statuses.len()].to_be_bytes());
            }
            Ok(answer)
        });
        let control = Control::default();
        let mut session = Session::new(&mut card, &control, Habits::default());
        let _ = read_all(&mut session);
        let _ = read_face(&mut session);
        prop_assert!(attempts <= 1);
    }
}
