//! What is refused counts on the chart, also where nobody could ask for the rest, or the backend has not registered it.

use super::last::{NO_NO, NO_YES, YES_NO, YES_YES};
use super::*;
use crate::support::Screen;

/// A minute after the first answer a second reception is open, and a records screen looks on.
async fn asked_again(before: [bool; 2]) -> (Consented, Screen) {
    let at = Consented::new(before[0], before[1]).await;
    let (screen, _) = at.desk.connect(&at.records, "records").await;
    open(&at.desk, &at.counter, 2).await;
    at.desk.clock.advance(60_000);
    (at, screen)
}

#[tokio::test]
async fn what_is_refused_counts_although_nobody_could_ask_for_the_rest() {
    for (before, answered, left) in [
        (YES_YES, YES_NO, YES_NO),
        (YES_YES, NO_YES, NO_YES),
        (YES_NO, NO_YES, NO_NO),
    ] {
        let (at, mut screen) = asked_again(before).await;
        assert_eq!(at.note_unaskable(2, answered, 0).await, "CONSENT_NUMBERS_CHANGED");
        assert_eq!(at.last().await, (id(2), left), "{before:?} {answered:?}");
        assert_eq!(screen.next().await, Some(Event::Consents), "what is open goes");
        // Now the chart has the numbers: the same answer goes onto it whole.
        at.desk.clock.advance(60_000);
        at.note_of(2, answered, -60_000).await;
        assert_eq!(at.last().await, (id(2), answered));
    }
}

#[tokio::test]
async fn where_nobody_could_ask_nothing_is_given() {
    let at = Consented::new(true, false).await;
    let before = at.rows().await;
    open(&at.desk, &at.counter, 2).await;
    at.desk.clock.advance(60_000);
    // Nothing is refused.
    assert_eq!(at.note_unaskable(2, YES_YES, 0).await, "CONSENT_NUMBERS_CHANGED");
    assert_eq!(at.rows().await, before);
    // Taken back before it was given.
    assert_eq!(
        at.note_unaskable(2, NO_YES, -90_000).await,
        "CONSENT_NUMBERS_CHANGED"
    );
    assert_eq!(at.last().await, (id(1), YES_NO));
    // The consent of another day opens nothing.
    let at = Consented::new(true, true).await;
    sqlx::query("UPDATE consents SET consent_date = '20261129'")
        .execute(&at.desk.store)
        .await
        .unwrap();
    for reception in [2, 3] {
        open(&at.desk, &at.counter, reception).await;
    }
    at.desk.clock.advance(60_000);
    assert_eq!(at.note_unaskable(2, YES_NO, 0).await, "CONSENT_NUMBERS_CHANGED");
    assert_eq!(at.last().await, (id(2), NO_NO));
    // Nor does an older one that comes late.
    at.note_of(3, YES_YES, -30_000).await;
    assert_eq!(at.last().await, (id(2), NO_NO));
}

#[tokio::test]
async fn what_is_refused_is_taken_back_although_the_backend_has_not_registered_it() {
    for (before, answered, left) in [
        (YES_YES, NO_NO, NO_NO),
        (YES_YES, NO_YES, NO_YES),
        (YES_NO, NO_YES, NO_NO),
    ] {
        let (at, mut screen) = asked_again(before).await;
        at.note_unregistered(2, answered).await;
        assert_eq!(at.last().await, (id(2), left), "{before:?} {answered:?}");
        assert_eq!(screen.next().await, Some(Event::Consents), "what is open goes");
        let rows = at.rows().await;
        at.note_unregistered(2, answered).await;
        assert_eq!(at.rows().await, rows, "the same again");
    }
}

#[tokio::test]
async fn nothing_is_agreed_to_that_the_backend_has_not_registered() {
    let at = Consented::new(true, false).await;
    let before = at.rows().await;
    open(&at.desk, &at.counter, 2).await;
    at.desk.clock.advance(60_000);
    at.note_unregistered(2, YES_YES).await;
    assert_eq!(at.rows().await, before);
    at.note_unregistered(2, YES_NO).await;
    assert_eq!(at.last().await, (id(2), YES_NO));
    // Of another day there is nothing to take back; a backend that is a day ahead has registered for tomorrow.
    for day in ["20261129", "20261201"] {
        sqlx::query("UPDATE consents SET consent_date = $1, medications = 1, checkups = 1")
            .bind(day)
            .execute(&at.desk.store)
            .await
            .unwrap();
        at.desk.clock.advance(1000);
        at.note_unregistered(2, NO_YES).await;
        let ahead = day == "20261201";
        let (medications, checkups, written): (bool, bool, String) =
            sqlx::query_as("SELECT medications, checkups, consent_date FROM consents WHERE reception = $1")
                .bind(id(2))
                .fetch_one(&at.desk.store)
                .await
                .unwrap();
        assert_eq!([medications, checkups], [false, ahead], "{day}");
        assert_eq!(written, if ahead { day } else { "20261130" });
    }
}

#[tokio::test]
async fn a_refusal_that_is_not_registered_counts_against_what_comes_late() {
    let at = Consented::new(true, true).await;
    sqlx::query("DELETE FROM consents")
        .execute(&at.desk.store)
        .await
        .unwrap();
    for reception in [2, 3] {
        open(&at.desk, &at.counter, reception).await;
    }
    at.desk.clock.advance(60_000);
    // The chart has nothing yet that could be taken back.
    at.note_unregistered(2, NO_YES).await;
    assert_eq!(at.last().await, (id(2), NO_NO));
    at.note_of(3, YES_YES, -30_000).await;
    assert_eq!(at.last().await, (id(2), NO_NO), "agreed to before it was refused");
    // Refused again after it was agreed to once more.
    at.desk.clock.advance(60_000);
    at.note_of(3, YES_YES, 0).await;
    assert_eq!(at.last().await, (id(3), YES_YES));
    at.desk.clock.advance(60_000);
    at.note_unregistered(2, NO_YES).await;
    assert_eq!(at.last().await, (id(2), NO_YES));
}

/// The backend is a day ahead: what was refused ahead of it was noted for today.
#[tokio::test]
async fn the_whole_answer_brings_its_day_although_it_says_the_same() {
    let at = Consented::new(true, true).await;
    open(&at.desk, &at.counter, 2).await;
    at.desk.clock.advance(60_000);
    at.note_unregistered(2, YES_NO).await;
    at.note(2, true, false, "20261201").await;
    let day: String = sqlx::query_scalar("SELECT consent_date FROM consents WHERE reception = $1")
        .bind(id(2))
        .fetch_one(&at.desk.store)
        .await
        .unwrap();
    assert_eq!(day, "20261201");
}
