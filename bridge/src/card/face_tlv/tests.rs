//! Hostile bytes, each with its own fault, and whatever else.

use super::*;
use proptest::prelude::*;

fn object(tag: &[u8], value: &[u8]) -> Vec<u8> {
    let length = u32::try_from(value.len()).unwrap().to_be_bytes();
    let field = match value.len() {
        0..=0x7F => vec![length[3]],
        0x80..=0xFF => vec![0x81, length[3]],
        0x100..=0xFFFF => vec![0x82, length[2], length[3]],
        _ => vec![0x83, length[1], length[2], length[3]],
    };
    [tag, &field, value].concat()
}

fn face(parts: &[Vec<u8>]) -> Vec<u8> {
    object(&OUTER, &parts.concat())
}

#[test]
fn photo_and_expiry_among_other_parts() {
    let photo = vec![0x6A; 9000];
    let parts = [
        object(&[0xDF, 0x21], &[0xFF; 6]),
        object(&[0xDF, 0x22], b"19800217"),
        // A part of the one-byte kind, and a picture whose bytes look like tags.
        object(&[0x04], &[0xDF, 0x27, 0x01, 0x00]),
        object(&[0xDF, 0x25], &PHOTO),
        object(&PHOTO, &photo),
        object(&EXPIRY, b"20350217"),
    ];
    let bytes = face(&parts);
    assert_eq!(length(&bytes[..6]), Ok(bytes.len()));
    let read = parse(&bytes).unwrap();
    assert_eq!(read.photo, photo);
    assert_eq!(read.expiry, Day::new(2035, 2, 17).ok());
    let padded = [&bytes[..], &[0xFF; 100]].concat();
    assert_eq!(parse(&padded).unwrap().photo, photo, "padding is passed over");
    assert!(!format!("{read:?}").contains("106"));
}

#[test]
fn an_expiry_that_is_none_is_not_told() {
    for other in [
        &b"2035"[..],
        b"20350230",
        b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
        b"",
    ] {
        let bytes = face(&[object(&PHOTO, &[1]), object(&EXPIRY, other)]);
        assert_eq!(parse(&bytes).unwrap().expiry, None);
    }
    assert_eq!(parse(&face(&[object(&PHOTO, &[1])])).unwrap().expiry, None);
}

#[test]
fn each_fault() {
    use FaceFault::*;
    let photo = || object(&PHOTO, &[1]);
    let rows: Vec<(Vec<u8>, FaceFault)> = vec![
        (vec![], Cut),
        (vec![0xFF], Cut),
        (vec![0xFF, 0x20], Cut),
        (vec![0xFF, 0x20, 0x82, 1], Cut),
        (vec![0xFF, 0x20, 5, 1], Cut),
        (vec![0xFF, 0x10, 0], OtherTag),
        (vec![0x30, 0x82, 1, 1], OtherTag),
        (vec![0xFF; 300], OtherTag),
        (vec![0xFF, 0x20, 0x80, 0, 0], LengthForm),
        (vec![0xFF, 0x20, 0x84, 0, 0, 0, 1, 0], LengthForm),
        (vec![0xFF, 0x20, 0xFF, 0xFF, 0xFF], LengthForm),
        (vec![0xFF, 0x20, 0x83, 0xFF, 0xFF, 0xFF], TooLong),
        (vec![0xFF, 0x20, 0x82, 0x7F, 0xFC], TooLong),
        (face(&[]), NoPhoto),
        (face(&[object(&EXPIRY, b"20350217")]), NoPhoto),
        (face(&[object(&PHOTO, &[])]), NoPhoto),
        (face(&[photo(), photo()]), Repeated),
        (
            face(&[photo(), object(&EXPIRY, &[]), object(&EXPIRY, &[])]),
            Repeated,
        ),
        (face(&[photo(), vec![0xDF]]), Overrun),
        (face(&[photo(), vec![0xDF, 0x29]]), Overrun),
        (face(&[photo(), vec![0x04]]), Overrun),
        (face(&[vec![0xDF, 0x27, 2, 1]]), Overrun),
        (face(&[vec![0xDF, 0x27, 0x82, 1]]), Overrun),
        (face(&[vec![0xDF, 0x27, 0x83, 0xFF, 0xFF, 0xFF, 1]]), Overrun),
        (face(&[vec![0xDF, 0x27, 0x80, 1]]), LengthForm),
        (face(&[vec![0xDF, 0x81, 0x01, 0x00]]), TagForm),
    ];
    for (bytes, fault) in rows {
        assert_eq!(parse(&bytes).err(), Some(fault), "{bytes:02X?}");
    }
    assert_eq!(length(&[0xFF, 0x20, 0x82, 0x7F, 0xFB]), Ok(LONGEST));
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer_within_bounds(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        held(&bytes)?;
    }

    #[test]
    fn so_do_bytes_that_nearly_are_a_face(
        parts in prop::collection::vec((tag(), prop::collection::vec(any::<u8>(), 0..40)), 0..8),
        spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let parts: Vec<_> = parts.iter().map(|(tag, value)| object(tag, value)).collect();
        let mut bytes = face(&parts);
        for (at, byte) in spoilt {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        held(&bytes)?;
        bytes.truncate(cut.index(bytes.len()));
        held(&bytes)?;
    }

    #[test]
    fn what_was_written_is_read(
        photo in prop::collection::vec(any::<u8>(), 1..30_000),
        before in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let bytes = face(&[object(&[0xDF, 0x26], &before), object(&PHOTO, &photo)]);
        prop_assert_eq!(parse(&bytes).map(|face| face.photo), Ok(&photo[..]));
    }
}

fn tag() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(vec![
        vec![0xDF, 0x21],
        vec![0xDF, 0x27],
        vec![0xDF, 0x29],
        vec![0x04],
        vec![0xDF, 0xA1],
    ])
}

fn held(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(length) = length(bytes) {
        prop_assert!((3..=LONGEST).contains(&length));
    }
    if let Ok(face) = parse(bytes) {
        prop_assert!(!face.photo.is_empty() && face.photo.len() < bytes.len());
        prop_assert!(length(bytes).is_ok_and(|length| length <= bytes.len()));
    }
    Ok(())
}
