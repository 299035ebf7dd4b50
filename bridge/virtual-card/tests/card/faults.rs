//! Faults on request, and what the log tells of them.

use crate::support::*;
use madoguchi_virtual_card::my_number::JPKI_AID;
use madoguchi_virtual_card::status::StatusWord;
use madoguchi_virtual_card::{CardReply, Fault, FaultPlan, LogEntry, SharedCard};
use std::time::Duration;

#[test]
fn faults_come_at_the_apdu_asked_for() {
    let read = hex("00 B0 8A 00 10");
    let ready = |plan: FaultPlan| {
        let card = present(profile());
        select(&card, &JPKI_AID);
        card.set_faults(plan);
        card
    };
    let card = ready(FaultPlan::once(Fault::PullBefore { at: 2 }));
    assert_eq!(transmit(&card, &read).1, 0x9000);
    assert!(card.transmit(&read) == CardReply::Removed && !card.is_present());
    card.insert();
    assert_eq!(
        transmit(&card, &read).1,
        0x6986,
        "back on the reader, nothing is selected"
    );

    let card = ready(FaultPlan::once(Fault::PullAfter { at: 1 }));
    assert_eq!(transmit(&card, &read).1, 0x9000);
    assert!(!card.is_present());

    let card = ready(FaultPlan::once(Fault::MuteFrom { from: 2 }));
    assert_eq!(transmit(&card, &read).1, 0x9000);
    assert!(card.transmit(&read) == CardReply::Mute && card.transmit(&read) == CardReply::Mute);

    let plan = FaultPlan::once(Fault::WrongStatus {
        at: 1,
        status: StatusWord(0x6F00),
    })
    .and(Fault::Truncated { at: 2, keep: 1 })
    .and(Fault::Oversized { at: 3, extra: 300 });
    let card = ready(plan);
    assert_eq!(transmit(&card, &read), (vec![], 0x6F00));
    assert!(card.transmit(&read) == CardReply::Answer(vec![certificate()[0]]));
    assert_eq!(transmit(&card, &read).0.len(), 316);
    assert_eq!(transmit(&card, &read), (certificate()[..16].to_vec(), 0x9000));

    let card = ready(FaultPlan::slow(Duration::from_millis(30)));
    let start = std::time::Instant::now();
    transmit(&card, &read);
    assert!(start.elapsed() >= Duration::from_millis(30));
}

#[test]
fn the_log_tells_sessions_and_the_last_watcher_hears_of_a_pull() {
    let card = present(profile());
    let (sender, heard) = std::sync::mpsc::channel();
    card.watch(|| panic!("another has taken its place"));
    card.watch(move || sender.send(()).unwrap());
    select(&card, &JPKI_AID);
    send(&card, "00 20 00 98 04 31 32 33 34");
    card.reset();
    assert!(card.log().ends_reset());
    card.remove();
    assert_eq!(heard.try_iter().count(), 1);
    let log = card.log();
    assert_eq!(log.sessions().iter().map(Vec::len).collect::<Vec<_>>(), [2]);
    assert_eq!(log.entries().last(), Some(&LogEntry::Removed));
    assert!(
        log.entries()
            .all(|entry| !entry.to_string().contains("31 32 33 34"))
    );
}

#[test]
fn the_modelled_link_takes_its_time_for_every_byte() {
    use madoguchi_virtual_card::profile::{CardProfile, LinkModel};
    assert_eq!(LinkModel::NONE.time(65_538), Duration::ZERO);
    assert_eq!(LinkModel::CONTACTLESS.time(1000), Duration::from_millis(28));
    let card = present(CardProfile {
        link: LinkModel::CONTACTLESS,
        ..profile()
    });
    select(&card, &JPKI_AID);
    let start = std::time::Instant::now();
    // 7 bytes of command, 1380 of certificate, 2 of status word.
    assert_eq!(send(&card, "00 B0 8A 00 00 00 00").0.len(), 1380);
    assert!(start.elapsed() >= LinkModel::CONTACTLESS.time(1389));
}

#[test]
fn a_spoilt_face_is_still_opened_by_its_number() {
    use madoguchi_virtual_card::face::{FaceDefect, spoil};
    use madoguchi_virtual_card::my_number::FACE_AID;
    let rows = [
        (FaceDefect::WrongTag, "FF 10 82", 8028),
        (FaceDefect::PhotoMissing, "FF 20 10", 19),
        (FaceDefect::PhotoTooLarge, "FF 20 82", 40_028),
        (FaceDefect::Truncated, "FF 20 82", 4000),
        (FaceDefect::LengthOverrun, "FF 20 82", 8015),
    ];
    for (defect, beginning, length) in rows {
        let mut image = image(profile());
        spoil(&mut image, defect);
        let card = SharedCard::new(image);
        card.insert();
        select(&card, &FACE_AID);
        let verify = [hex("00 20 00 92 0E"), COLLATION_NUMBER_B.as_bytes().to_vec()].concat();
        assert_eq!(transmit(&card, &verify).1, 0x9000);
        let (bytes, status) = send(&card, "00 B0 82 00 00 00 00");
        assert_eq!((bytes.len(), status), (length, 0x9000), "{defect:?}");
        assert_eq!(bytes[..3], hex(beginning), "{defect:?}");
    }
}
