//! The commands against cards that are played: fall-backs, and any nonsense a card can answer.

use super::{
    super::{
        apdu::VERIFY, control::Control, played::Played, session::Habits, transport::TransportError,
        verify::Verdict,
    },
    certificate::der_length,
    *,
};
use proptest::prelude::*;

/// VERIFY alone, whatever the counter says.
fn try_it(session: &mut Session<'_>) -> Result<Verdict, Fault> {
    verify::verify(session, profile::AUTH_PIN, "1234")
}

#[test]
fn a_card_without_short_identifiers_is_asked_by_selecting_and_pin_is_tried_once() {
    let mut tries = 0;
    let mut card = Played(|command: &[u8]| {
        Ok(match command {
            [0, 0xA4, ..] => vec![0x90, 0],
            [0, 0x20, 0, 0x80] => vec![0x63, 0xC3],
            [0, 0x20, 0, 0x80, 4, b'1', b'2', b'3', b'4'] => {
                tries += 1;
                vec![0x90, 0]
            }
            [0x80, 0x2A, 0, 0x80, 51, ..] => [vec![7; 256], vec![0x90, 0]].concat(),
            _ => vec![0x6A, 0x86],
        })
    });
    let control = Control::default();
    let mut session = Session::new(&mut card, &control, Habits::default());
    assert_eq!(pin_counter(&mut session), Ok(Counter::Tries(3)));
    assert_eq!(try_it(&mut session), Ok(Verdict::Right));
    assert_eq!(sign(&mut session, b"message"), Ok(vec![7; 256]));
    let habits = session.habits;
    assert!(!habits.jpki.verify && !habits.jpki.sign && habits.jpki.read);
    assert_eq!(tries, 1);
}

#[test]
fn a_6cxx_to_verify_is_never_answered_by_a_second_one() {
    let mut commands = 0;
    let mut card = Played(|_: &[u8]| {
        commands += 1;
        Ok(vec![0x6C, 4])
    });
    let control = Control::default();
    let mut session = Session::new(&mut card, &control, Habits::default());
    let verdict = try_it(&mut session);
    assert_eq!(verdict, Err(Unreadable::Status(0x6C04).into()));
    assert_eq!(commands, 1);
}

#[test]
fn a_pin_left_verified_is_cleared_and_asked_once_more() {
    let mut queries = 0;
    let mut card = Played(|command: &[u8]| {
        if command[1] != 0x20 {
            return Ok(vec![0x90, 0]);
        }
        queries += 1;
        Ok(if queries == 1 {
            vec![0x90, 0]
        } else {
            vec![0x63, 0xC2]
        })
    });
    let control = Control::default();
    let mut session = Session::new(&mut card, &control, Habits::default());
    assert_eq!(pin_counter(&mut session), Ok(Counter::Tries(2)));

    let mut always = Played(|_: &[u8]| Ok(vec![0x90, 0]));
    let mut session = Session::new(&mut always, &control, Habits::default());
    assert_eq!(pin_counter(&mut session), Err(Unreadable::Status(0x9000).into()));
}

#[test]
fn counter_and_verdict_by_their_status_words() {
    let rows = [
        (0x63C3_u16, Some((Counter::Tries(3), Verdict::Wrong(3)))),
        (0x63C0, Some((Counter::Unusable, Verdict::Exhausted))),
        (0x6984, Some((Counter::Unusable, Verdict::Unusable))),
        (0x6983, Some((Counter::Unusable, Verdict::Unusable))),
        (0x6300, None),
    ];
    for (answer, meaning) in rows {
        let nonsense = Fault::from(Unreadable::Status(answer));
        let (state, verdict) = meaning.map_or((Err(nonsense), Err(nonsense)), |(state, verdict)| {
            (Ok(state), Ok(verdict))
        });
        let control = Control::default();
        let mut card = Played(|_: &[u8]| Ok(answer.to_be_bytes().to_vec()));
        let mut session = Session::new(&mut card, &control, Habits::default());
        assert_eq!(pin_counter(&mut session), state, "{answer:04X}");
        assert_eq!(try_it(&mut session), verdict, "{answer:04X}");
    }
}

#[test]
fn an_abandoned_operation_sends_nothing_more() {
    let control = Control::default();
    let mut card = Played(|_: &[u8]| panic!("a command was sent"));
    let mut session = Session::new(&mut card, &control, Habits::default());
    control.abandon();
    assert_eq!(try_it(&mut session), Err(Fault::Abandoned));
    assert_eq!(session.reset(), Err(Fault::Abandoned));
}

#[test]
fn a_reader_that_fails_at_extended_apdus_gets_short_ones() {
    let file: Vec<u8> = [vec![0x30, 0x82, 0x02, 0x00], vec![9; 512], vec![0xFF; 60]].concat();
    let mut card = Played(|command: &[u8]| match *command {
        [0, 0xB0, _, _, _, _, _] => Err(TransportError::Failed),
        [0, 0xB0, 0x8A, 0, 0] => Ok([&file[..256], &[0x90, 0]].concat()),
        [0, 0xB0, high, low, le] => {
            let offset = usize::from(u16::from_be_bytes([high, low]));
            let length = if le == 0 { 256 } else { usize::from(le) };
            Ok([&file[offset..offset + length], &[0x90, 0]].concat())
        }
        _ => Ok(vec![0x6D, 0]),
    });
    let control = Control::default();
    let mut session = Session::new(&mut card, &control, Habits::default());
    assert_eq!(
        read_certificate(&mut session).unwrap(),
        &file[..516],
        "padding is left out"
    );
    assert!(!session.habits.extended && session.habits.jpki.read);
}

#[test]
fn der_lengths() {
    assert_eq!(der_length(&[0x30, 0x7F]), Ok(129));
    assert_eq!(der_length(&[0x30, 0x81, 0x80]), Ok(131));
    assert_eq!(der_length(&[0x30, 0x82, 0x3F, 0xFC]), Ok(16_384));
    for refused in [
        &[][..],
        &[0x30],
        &[0x30, 0x00],
        &[0x30, 0x80, 0, 0],
        &[0x30, 0x82, 0x3F, 0xFD],
        &[0x30, 0x82, 0x3F],
        &[0x30, 0x83, 1, 0, 0],
        &[0x31, 0x7F],
        &[0xFF; 8],
    ] {
        assert_eq!(
            der_length(refused),
            Err(Unreadable::Certificate),
            "{refused:02X?}"
        );
    }
}

proptest! {
    #[test]
    fn no_answers_make_it_panic_or_loop(
        answers in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..12),
        statuses in prop::collection::vec(
            prop::sample::select(vec![0x9000_u16, 0x6700, 0x6100, 0x6C00, 0x6C10, 0x6A86, 0x6282, 0x63C1, 0x6F00]), 1..12),
    ) {
        let mut number = 0_usize;
        let mut attempts = 0;
        let mut card = Played(|command: &[u8]| {
            number += 1;
            assert!(number < 10_000, "it does not end");
            if command[1] == VERIFY && command.len() > 5 {
                attempts += 1;
            }
            let mut answer = answers[number % answers.len()].clone();
            // Half of the answers get a status word that leads further in.
            if number.is_multiple_of(2) {
                answer.extend(statuses[number % statuses.len()].to_be_bytes());
            }
            Ok(answer)
        });
        let control = Control::default();
        let mut session = Session::new(&mut card, &control, Habits::default());
        let _ = select(&mut session);
        let _ = pin_counter(&mut session);
        let _ = try_it(&mut session);
        let _ = read_certificate(&mut session);
        let _ = sign(&mut session, b"message");
        prop_assert_eq!(attempts, 1);
    }

    #[test]
    fn any_bytes_have_a_bounded_length_or_none(bytes in prop::collection::vec(any::<u8>(), 0..8)) {
        if let Ok(length) = der_length(&bytes) {
            prop_assert!((4..=16_384).contains(&length));
        }
    }
}
