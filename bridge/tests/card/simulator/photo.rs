//! 照合番号B and the photo that it opens.

use super::*;
use crate::support::*;
use madoguchi_bridge::card::{CardError, CollationError, PinError, Unreadable, face_tlv::FaceFault};
use madoguchi_bridge::problem::Failure;
use madoguchi_shared::identifier::{CollationBirthDate, CollationNumberB, CollationNumberError};
use madoguchi_shared::{ErrorCode, Secret, date::Day};
use madoguchi_virtual_card::face::{self, FaceDefect};
use madoguchi_virtual_card::image::{CardImage, Content};
use madoguchi_virtual_card::my_number::{COLLATION_B, FACE_AID};
use madoguchi_virtual_card::profile::{CardProfile, ResponseStyle, ShortRead};
use madoguchi_virtual_card::status::StatusWord;
use madoguchi_virtual_card::{Fault, FaultPlan};
use std::time::Duration;

#[tokio::test]
async fn the_photo_takes_four_apdus_in_one_transaction_and_ends_by_reset() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    card.take_log();
    let read = photo(&service, &presence, PERSON).await.unwrap();
    assert_eq!(read.photo[..], *portrait_of(PERSON));
    assert_eq!(read.expiry, Day::new(2031, 12, 31).ok());
    assert!(format!("{read:?}").len() < 60, "{read:?}");
    assert_one_session(&card, 4, 1);
    assert_eq!(collation_tries(&card), Some(10));
    // The PIN is a matter of its own, before and after.
    assert_signed(&sign(&service, &presence, "1234").await.unwrap());
    assert!(photo(&service, &presence, PERSON).await.is_ok());
}

#[tokio::test]
async fn a_wrong_number_counts_down_once_and_the_last_try_is_confirmed() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    for left in (1..=9).rev() {
        card.take_log();
        let error = photo(&service, &presence, OTHER).await.unwrap_err();
        assert_eq!(error, CollationError::Wrong { tries_left: left });
        assert_eq!(error.code(), ErrorCode::CollationNumberWrong);
        assert_one_session(&card, 3, 1);
        assert_eq!(collation_tries(&card), Some(left));
    }
    let error = photo(&service, &presence, PERSON).await.unwrap_err();
    assert_eq!(error, CollationError::LastTryUnconfirmed);
    assert_eq!(error.code(), ErrorCode::CollationNumberLastTry);
    assert_one_session(&card, 2, 0);
    // A right one restores the counter.
    let confirmed = |person| service.read_photo(&presence, number_of(person), true);
    assert!(confirmed(PERSON).await.is_ok());
    assert_eq!(collation_tries(&card), Some(10));
    assert_eq!(tries_left(&card), Some(3), "the PIN has a counter of its own");
}

#[tokio::test]
async fn a_blocked_number_is_said_and_not_tried() {
    let (service, drawer) = start();
    let card = SharedCard::new(with_tries(1));
    drawer.insert(FIRST, &card).unwrap();
    let presence = presence_on(&service, FIRST).await;
    let confirmed = |person| service.read_photo(&presence, number_of(person), true);
    assert_eq!(confirmed(OTHER).await.unwrap_err(), CollationError::Blocked);
    card.take_log();
    let error = confirmed(PERSON).await.unwrap_err();
    assert_eq!(error, CollationError::Unusable);
    assert_eq!(error.code(), ErrorCode::CollationNumberUnusable);
    assert_one_session(&card, 2, 0);
    // The other ways are open.
    assert_signed(&sign(&service, &presence, "1234").await.unwrap());
}

#[tokio::test]
async fn a_face_that_makes_no_sense_is_said_to_be_unreadable() {
    let (service, drawer) = start();
    let rows = [
        (FaceDefect::WrongTag, FaceFault::OtherTag),
        (FaceDefect::PhotoMissing, FaceFault::NoPhoto),
        (FaceDefect::PhotoTooLarge, FaceFault::TooLong),
        (FaceDefect::Truncated, FaceFault::Cut),
        (FaceDefect::LengthOverrun, FaceFault::Overrun),
    ];
    for (defect, fault) in rows {
        let mut image = image_of(PERSON);
        face::spoil(&mut image, defect);
        let card = SharedCard::new(image);
        drawer.insert(FIRST, &card).unwrap();
        let presence = presence_on(&service, FIRST).await;
        let error = photo(&service, &presence, PERSON).await.unwrap_err();
        let what = Unreadable::Face(fault);
        assert_eq!(
            error,
            CollationError::Card(CardError::Unreadable { what }),
            "{defect:?}"
        );
        assert_eq!(error.code(), ErrorCode::CardPhotoUnreadable);
        assert_eq!(card.log().verify_attempts(), 1);
        assert!(card.log().ends_reset());
        drawer.remove(FIRST).unwrap();
        empty(&service, FIRST).await;
    }
}

#[tokio::test]
async fn less_able_readers_and_cards_are_found_out_once_and_cost_no_try() {
    let (service, drawer) = start();
    let short = |max_le, short_read| CardProfile {
        extended_length: false,
        max_le,
        short_read,
        ..CardProfile::default()
    };
    let profiles = [
        short(65_536, ShortRead::CorrectLength),
        short(192, ShortRead::CorrectLength),
        short(128, ShortRead::EndOfFile),
        CardProfile {
            extended_length: false,
            responses: ResponseStyle::GetResponse,
            ..CardProfile::default()
        },
    ];
    let length = face_length();
    for (number, profile) in (0_u8..).zip(profiles) {
        // One READ BINARY for each chunk, and the one or two that are refused for the first time.
        let chunk = profile.max_le.min(256);
        let doubled = if profile.responses == ResponseStyle::GetResponse {
            2
        } else {
            1
        };
        let reads = doubled * length.div_ceil(chunk);
        let refused = [1, 2, 3, 1][usize::from(number)];
        let mut image = image_of(PERSON);
        image.profile = CardProfile {
            atr: vec![0x3B, 0x81, 0x80, 0x01, number, 0x80 ^ number],
            ..profile
        };
        let card = SharedCard::new(image);
        drawer.insert(FIRST, &card).unwrap();
        let presence = presence_on(&service, FIRST).await;
        for expected in [3 + refused + reads, 3 + reads] {
            card.take_log();
            let read = photo(&service, &presence, PERSON).await.unwrap();
            assert_eq!(read.photo[..], *portrait_of(PERSON), "{number}");
            assert_one_session(&card, expected, 1);
        }
        drawer.remove(FIRST).unwrap();
        empty(&service, FIRST).await;
    }
}

#[tokio::test]
async fn a_card_pulled_at_any_apdu_is_one_clean_error_and_at_most_one_try() {
    let (service, drawer) = start();
    let pulls: [fn(u32) -> Fault; 2] = [|at| Fault::PullBefore { at }, |at| Fault::PullAfter { at }];
    for pull in pulls {
        for at in 1.. {
            let card = put(&drawer, FIRST, PERSON);
            let presence = presence_on(&service, FIRST).await;
            card.set_faults(FaultPlan::once(pull(at)));
            let outcome = photo(&service, &presence, PERSON).await;
            assert!(card.log().verify_attempts() <= 1, "APDU {at}");
            drawer.remove(FIRST).unwrap();
            empty(&service, FIRST).await;
            assert_eq!(collation_tries(&card), Some(10));
            match outcome {
                Ok(_) => {
                    assert!(at >= 4);
                    break;
                }
                Err(error) => assert_eq!(error, CardError::Removed.into(), "APDU {at}"),
            }
        }
    }
    // Pulling a card in an extended APDU has not made the reader one that takes none.
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    card.take_log();
    assert!(photo(&service, &presence, PERSON).await.is_ok());
    assert_one_session(&card, 4, 1);
}

#[tokio::test]
async fn senseless_status_words_are_never_followed_by_a_second_try() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    for at in 1..=4 {
        for status in [0x6F00, 0x6982, 0x6C0E, 0x6300].map(StatusWord) {
            card.take_log();
            card.set_faults(FaultPlan::once(Fault::WrongStatus { at, status }));
            let outcome = photo(&service, &presence, PERSON).await;
            let log = card.log();
            assert!(log.verify_attempts() <= 1 && log.ends_reset(), "{at} {status}");
            match outcome {
                // 6C0E asks for a shorter Le at READ BINARY, and is believed.
                Ok(_) => assert_eq!((at, status), (4, StatusWord(0x6C0E))),
                Err(CollationError::Card(CardError::Unreadable { .. })) => {}
                Err(error) => panic!("{at} {status}: {error}"),
            }
        }
    }
    assert_eq!(collation_tries(&card), Some(10));
}

#[tokio::test]
async fn a_number_is_not_tried_for_somebody_who_has_gone() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    card.set_faults(FaultPlan::slow(Duration::from_millis(200)));
    let caller = tokio::spawn({
        let service = service.clone();
        async move { photo(&service, &presence, PERSON).await.map(drop) }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    tokio::time::sleep(Duration::from_millis(700)).await;
    let log = card.log();
    assert_eq!((log.apdus().count(), log.verify_attempts()), (2, 0));
    assert!(log.ends_reset());
}

#[tokio::test]
async fn another_presence_and_another_kind_of_card_are_told() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    assert!(photo(&service, &presence, PERSON).await.is_ok());
    drawer.remove(FIRST).unwrap();
    empty(&service, FIRST).await;
    assert_eq!(
        photo(&service, &presence, PERSON).await.unwrap_err(),
        CardError::Absent.into()
    );
    put(&drawer, FIRST, OTHER);
    presence_on(&service, FIRST).await;
    assert_eq!(
        photo(&service, &presence, PERSON).await.unwrap_err(),
        CardError::Changed.into()
    );
    assert_eq!(collation_tries(&card), Some(10));

    put(&drawer, SECOND, "not-my-number");
    let other = presence_on(&service, SECOND).await;
    assert_eq!(
        photo(&service, &other, PERSON).await.unwrap_err(),
        CardError::NotMyNumber.into()
    );
    assert_eq!(
        sign(&service, &other, "1234").await,
        Err(PinError::Card(CardError::NotMyNumber))
    );
}

#[test]
fn a_part_that_cannot_be_one_is_told_without_a_card() {
    let birth = CollationBirthDate {
        year: 55,
        month: 13,
        day: 17,
    };
    let error = CollationNumberB::from_parts(birth, 2035, &Secret::new("2285".into())).unwrap_err();
    assert_eq!(error, CollationNumberError::BirthDate);
    assert_eq!(Failure::from(error).code, ErrorCode::CollationNumberFormat);
}

/// A card whose 照合番号B has so many tries left.
fn with_tries(tries: u8) -> CardImage {
    let mut image = image_of(PERSON);
    let application = image.application_mut(&FACE_AID).unwrap();
    let Content::Pin(pin) = &mut application.file_mut(COLLATION_B).unwrap().content else {
        panic!("照合番号B is compared like a PIN");
    };
    pin.tries_left = tries;
    image
}

/// Bytes of 券面 on the card.
fn face_length() -> usize {
    let mut image = image_of(PERSON);
    let application = image.application_mut(&FACE_AID).unwrap();
    match &application
        .file(madoguchi_virtual_card::my_number::FACE_FILE)
        .unwrap()
        .content
    {
        Content::Transparent(bytes) => bytes.len(),
        _ => panic!("券面 is a transparent file"),
    }
}
