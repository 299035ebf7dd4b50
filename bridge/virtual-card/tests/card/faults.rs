//! Faults on request, and what the log tells of them.

use crate::support::*;
use madoguchi_virtual_card::my_number::JPKI_AID;
use madoguchi_virtual_card::status::StatusWord;
use madoguchi_virtual_card::{CardReply, Fault, FaultPlan, LogEntry};
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
